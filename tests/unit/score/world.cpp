// SPDX-License-Identifier: Apache-2.0
#include "unit/score/world.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "guidang/base/text.hpp"
#include "unit/check/builder.hpp"

namespace guidang::world_test {
namespace {

using check_test::day;
using check_test::path;

Exact exact(std::string_view text) {
  return Exact::parse(text).value();
}

/// A figure's sentence: `X` stands for its name, `P` for the leaf's points.
struct FigureText {
  std::string_view sentence;
  std::string_view best;
  std::string_view poor;
  bool gives = false;
};

constexpr std::array k_figures{
    FigureText{"X95%以上A、80%以上B、其余C#", "1", "0.9", true},
    FigureText{"X90%以上得P分、80%以上得0.5分、其余得0分", "0.9", "0.85", true},
    FigureText{"按X的比例得分", "1", "0.3", true},
    FigureText{"按X占4的比例得分", "5", "3", true},
    FigureText{"X每有1人得0.25分", "1000", "2", true},
    FigureText{"X90%以上不扣分、80%以上扣0.5分、其余扣3分", "0.95", "0.8", false},
    FigureText{"X60%至80%扣0.4分、60%以下扣0.8分", "0.8", "0.7", false},
    FigureText{"X不低于13%、每低1个百分点扣0.5分、不足1个百分点不扣", "0.13", "0.1025", false},
    FigureText{"X不低于10、每低1扣0.4分、最多扣1分", "10", "7", false},
    FigureText{"X不高于6%、每高1个百分点扣1分、按比例扣", "0.06", "0.085", false},
    FigureText{"X每有1个扣0.5分、最多扣2分", "0", "3", false},
    FigureText{"X低于80%不得分", "0.8", "0.7999", false},
    FigureText{"X超过3不得分", "3", "4", false},
    FigureText{"X低于15扣0.5分", "15", "14", false},
    FigureText{"X低于50时待定", "50", "49", false}};
constexpr std::array k_names{"知晓率", "占比", "违建", "人数", "名次"};

std::string replaced(std::string_view text, std::string_view mark, std::string_view by) {
  std::string result(text);
  if (const auto at = result.find(mark); at != std::string::npos) result.replace(at, mark.size(), by);
  return result;
}

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed * 7919 + 13) {}

  World make() {
    world_.today = day(std::array{"2026-10-20", "2026-11-20", "2026-12-31", "2027-01-06"}.at(pick(4)));
    make_index();
    world_.index = read_index(world_.text());
    make_files();
    make_tables();
    if (chance(70)) world_.indexes["other"] = {exact("30%"), exact("90%"), exact("50%")};
    return std::move(world_);
  }

 private:
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

  std::size_t pick(std::size_t size) { return random_() % size; }

  bool chance(int percent) { return below(100) < percent; }

  std::string quarters(int least = 1) { return Exact::ratio(least + below(4), 4).text(); }

  // ---- The index ----

  void make_index() {
    const bool weighed = chance(30);
    const int count = weighed ? 2 : 1 + below(3);
    Exact sum;
    for (int p = 1; p <= count; ++p) {
      ProjectPlan project;
      project.head = fmt::format("编号: Ⅰ-{}\n    名称: 项目{}\n", p, p);
      if (weighed) project.head += fmt::format("    权重: {}\n", p == 1 ? "30%" : "70%");
      for (int i = 0; i <= below(5); ++i) {
        points_ = exact(chance(10) && i > 0 ? "0" : std::to_string(1 + below(5)) + (chance(40) ? ".5" : ""));
        sum += points_;
        project.leaves.push_back(any_leaf(fmt::format("Ⅲ-{}", ++leaves_)));
      }
      world_.projects.push_back(std::move(project));
    }
    make_head(weighed ? Exact(100) : sum);
    if (chance(50)) make_bonus();
    if (chance(60)) make_vetoes();
    if (with_account_) {
      world_.tail +=
          "记分: {类型: [{名称: 退回, 分: -2}, {名称: 表扬, 分: 1, 加倍: 3}], 当场整改: 50%, 最多扣: 5, 最多加: 4}\n";
    }
  }

  void make_head(const Exact& total) {
    world_.head =
        "guidang: index/1\n编号: world\n名称: 细则\n版次: 2026Q4\n考核期: {从: 2026-10-01, 到: 2026-12-31}\n"
        "报送: 2027-01-05\n总分: " +
        total.text() + "\n等次: [{名称: 一等, 起: 3, 各项目至少: 60%}, {名称: 二等, 起: 1}]\n";
    world_.head += fmt::format("不适用: {}\n", k_modes.at(pick(4)));
    if (chance(30)) world_.head += fmt::format("小数: {{每项: {}}}\n", below(3));
  }

  void make_bonus() {
    for (int i = 1; i <= 1 + below(2); ++i) {
      points_ = Exact(2);
      LeafPlan leaf;
      leaf.code = fmt::format("B-{}", i);
      leaf.attainable = false;
      constexpr std::array k_texts{"材料: [证书1份], 评分: [表彰国家级得2分、省级得1分、同一事项只计最高、最多得2分]",
                                   "材料: [证书1份], 评分: [人工评定]",
                                   "活动: {应有: 2次, 每次: [照片1张]}, 评分: [每次活动得1分、最多得2分]"};
      leaf.text = fmt::format("{{编号: {0}, 名称: 指标{0}, 分值: 2, {1}}}", leaf.code, k_texts.at(pick(3)));
      world_.bonus.push_back(std::move(leaf));
    }
  }

  void make_vetoes() {
    constexpr std::array k_effects{
        "取消资格", "该项不得分", "项目Ⅰ-1不得分", "总分为零", "总分最高0.75", "[总分最高0.99, 该项不得分]"};
    world_.tail += "否决:\n";
    for (int i = 1; i <= 2; ++i) {
      world_.tail += fmt::format("  - {{编号: V-{0}, 名称: 否决{0}, 后果: {1}}}\n", i, k_effects.at(pick(6)));
    }
  }

  LeafPlan any_leaf(const std::string& code) {
    LeafPlan leaf;
    leaf.code = code;
    fields_.clear();
    sentences_.clear();
    switch (below(9)) {
      case 0: documents(); break;
      case 1: events(); break;
      case 2: given_events(); break;
      case 3: standards(); break;
      case 4: sample(leaf); break;
      case 5: assessed(leaf); break;
      case 6: records(leaf); break;
      default: figures(leaf); break;
    }
    if (chance(15)) fields_.push_back(fmt::format("不适用: {}", k_modes.at(pick(4))));
    if (chance(10)) fields_.push_back("免检: [免检证1份]");
    std::string fields;
    for (const auto& field : fields_) fields += field + ", ";
    std::string sentences;
    for (const auto& sentence : sentences_) sentences += (sentences.empty() ? "\"" : ", \"") + sentence + "\"";
    leaf.text =
        fmt::format("{{编号: {0}, 名称: 指标{0}, 分值: {1}, {2}评分: [{3}]}}", code, points_.text(), fields, sentences);
    return leaf;
  }

  void say(std::string sentence) { sentences_.push_back(std::move(sentence)); }

  void documents() {
    std::string slots = fmt::format("通知{}份, 名册{}份", 1 + below(2), 2 + below(2));
    if (chance(40)) slots += fmt::format(", 整改照片{}对", 1 + below(2));
    if (chance(40)) slots += fmt::format(", {{名称: 实景图, 数量: {}张, 不同画面: 是}}", 1 + below(2));
    fields_.push_back("材料: [" + slots + "]");
    if (chance(60)) say(fmt::format("每缺{}份材料扣{}分{}", 1 + below(2), quarters(), chance(50) ? "、最多扣1分" : ""));
    if (chance(30)) say("缺通知扣" + quarters() + "分");
    if (chance(20)) say("缺名册不得分");
    if (chance(20)) say("名册低于2扣0.5分");
    if (chance(20) || sentences_.empty()) say("缺一项不得分");
  }

  std::string event_rule() {
    constexpr std::array k_parts{"[通知1份, 照片2张]", "[签到1份, 总结1份, 照片1张]", "[总结1份]"};
    const std::string parts = fmt::format("每次: {}", k_parts.at(pick(3)));
    constexpr std::array k_each{"频次: 每月1次",
                                "频次: 每季度1次",
                                "频次: 每月15日",
                                "节点: [国庆, 重阳, 2026-11-15]",
                                "频次: 每月1次, 应有: 4次",
                                "节点: [{名称: 年会, 从: 2026-10-10, 到: 2026-11-20}, 重阳]"};
    with_occasions_ = chance(50);
    if (with_occasions_) return fmt::format("活动: {{{}, {}}}", k_each.at(pick(6)), parts);
    return fmt::format("活动: {{应有: {}次, {}}}", 1 + below(3), parts);
  }

  void events() {
    fields_.push_back(event_rule());
    if (chance(40)) {
      if (chance(50)) say("缺总结扣0.25分");
      if (sentences_.empty()) say("每次活动每缺1件扣" + quarters() + "分");
      if (fields_.back().find("总结") == std::string::npos) sentences_ = {"每次活动每缺1件扣0.5分"};
      return;
    }
    const int event_quarters = 2 + below(6);
    say("每缺1次活动扣" + Exact::ratio(event_quarters, 4).text() + "分");
    if (chance(70)) {
      say("每次活动每缺1件扣0.25分、最多扣" + Exact::ratio(below(event_quarters), 4).text() + "分");
    }
    if (chance(30)) say("每缺1个月扣0.4分、最多扣2分");
    if (chance(20)) say("活动次数低于2扣0.5分");
    if (chance(10)) say("缺一项不得分");
  }

  void given_events() {
    fields_.push_back(event_rule());
    if (with_occasions_) return say("各次平均计分、缺1件得50%、缺2件得0%");
    say("每次活动得" + std::to_string(points_.rounded(0) == points_ ? 6 : 7) + "分");
  }

  void standards() {
    fields_.push_back("标准: {1: 协议1份, 2: [总结1份, 照片2张], 3: 名册2份}");
    if (chance(30)) return say("达标3项得9分、2项得1分、1项得0.5分");
    if (chance(40)) return say("每达标1项得" + std::to_string(2) + "分、最多得9分");
    say("达标3项A、2项B、1项C、0项C#");
  }

  void sample(LeafPlan& leaf) {
    leaf.sampled = true;
    const int count = 2 + below(3);
    fields_.push_back(chance(50) ? event_rule() : "材料: [名册4份]");
    fields_.push_back(fmt::format("抽查: {{数量: {}, 种子: 甲}}", count));
    switch (below(3)) {
      case 0: say(fmt::format("抽查{}条、每1条不合格扣0.6分、最多扣3分", count)); break;
      case 1: say(fmt::format("抽查{0}条、合格{0}条A、1条B、其余C", count)); break;
      default: say(fmt::format("抽查{}个、有1个不合格不得分", count)); break;
    }
  }

  void assessed(LeafPlan& leaf) {
    leaf.attainable = false;
    constexpr std::array k_sentences{
        "人工评定", "按评定等级得分", "问题0个A、1个B、2个C、3个以上C#", "每个问题扣0.5分、最多扣2分", "有问题不得分"};
    const auto which = pick(5);
    fields_.push_back("材料: [名册1份]");
    say(k_sentences.at(which));
    if (which > 2 && chance(50)) say("每缺1份材料扣0.5分");
  }

  void records(LeafPlan& leaf) {
    leaf.attainable = false;
    fields_.push_back("材料: [名册1份]");
    switch (below(3)) {
      case 0: return say("表彰国家级得2分、省级得1分" + std::string(chance(50) ? "、同一事项只计最高" : ""));
      case 1: with_account_ = true; return say("按记分得分、最多得2分");
      default: return say("按体系“other”的得分率得分");
    }
  }

  void figures(LeafPlan& leaf) {
    const int count = 1 + below(3);
    const auto first = pick(k_names.size());
    bool gives = false;
    std::string measures;
    for (int i = 0; i < count; ++i) {
      const auto& figure = k_figures.at(pick(k_figures.size()));
      const std::string name = k_names.at((first + static_cast<std::size_t>(i)) % k_names.size());
      say(replaced(replaced(figure.sentence, "X", name), "P", points_.text()));
      gives = gives || figure.gives;
      plan_figure(leaf, name, figure, measures);
    }
    const bool only_holds = sentences_.size() == 1 && sentences_.front().ends_with("待定");
    if (only_holds) say("缺一项不得分");
    if (!measures.empty()) fields_.push_back("数据: {" + measures + "}");
    fields_.push_back("材料: [佐证1份, 照片2张]");
    if (chance(40)) say("每缺1份材料扣0.25分");
  }

  /// A figure is a fact, or a measure of facts, or counts photos over a figure of the unit.
  void plan_figure(LeafPlan& leaf, const std::string& name, const FigureText& figure, std::string& measures) {
    if (chance(60)) {
      leaf.best[name] = figure.best;
      leaf.poor[name] = figure.poor;
      return;
    }
    const bool zero_known = chance(50);
    measures += (measures.empty() ? "" : ", ") +
                fmt::format("{0}: {{分子: 分子{0}, 分母: 分母{0}{1}}}", name, zero_known ? ", 分母为零: 0" : "");
    leaf.best["分子" + name] = figure.best;
    leaf.poor["分子" + name] = figure.poor;
    leaf.best["分母" + name] = "1";
    leaf.poor["分母" + name] = "1";
  }

  // ---- Files ----

  void make_files() {
    for (const auto& ref : leaves(world_.index)) {
      const auto& leaf = *ref.leaf;
      const auto folder = leaf.code + " 材料";
      for (const auto& slot : leaf.slots) scatter(folder, slot);
      for (const auto& standard : leaf.standards) {
        for (const auto& slot : standard.slots) scatter(folder, slot);
      }
      for (const auto& slot : leaf.exempt_if) scatter(folder, slot);
      for (int i = leaf.events ? below(5) : 0; i > 0; --i) scatter_event(folder, *leaf.events);
    }
  }

  void scatter_event(const std::string& folder, const EventRule& rule) {
    std::string name = chance(85) ? any_day() : "";
    if (chance(20) && !rule.occasions.empty()) {
      name += " " + rule.occasions.at(pick(rule.occasions.size())).name;
    } else {
      name += fmt::format(" 第{}场", static_cast<char>('a' + below(26)));
    }
    for (const auto& part : rule.parts) scatter(folder + "/" + std::string(trimmed(name)), part);
  }

  std::string any_day() {
    constexpr std::array k_days{"20261003", "20261012", "20261018", "20261115", "20261120", "20261215", "20250101"};
    return k_days.at(pick(7));
  }

  void scatter(const std::string& folder, const Slot& slot) {
    for (int i = below(slot.count.least + 2); i > 0; --i) {
      if (slot.pairs) {
        world_.files[fmt::format("{}/20261005 {}{}整改前.jpg", folder, slot.name, i)] = "";
        if (chance(80)) world_.files[fmt::format("{}/20261006 {}{}整改后.jpg", folder, slot.name, i)] = "";
        continue;
      }
      const std::string stem = (chance(75) ? any_day() + " " : "") + slot.name + std::to_string(i);
      const auto name = stem + (slot.kind == EvidenceKind::photo ? ".jpg" : ".txt");
      world_.files[folder + "/" + name] = chance(20) ? "一样" : "";
    }
  }

  // ---- Tables ----

  void make_tables() {
    const auto refs = leaves(world_.index);
    for (const auto& ref : refs) {
      make_facts(*ref.leaf);
      if (chance(40)) make_results(*ref.leaf);
      if (chance(10)) make_remark(*ref.leaf);
      if (chance(8)) {
        AssignmentLine line;
        line.code = ref.leaf->code;
        line.not_ours = "没有这项";
        world_.tables.assignments.push_back(line);
      }
    }
    for (const auto* code : {"V-1", "V-2"}) {
      if (!world_.index.vetoes.empty() && chance(40)) make_veto_line(code, refs.at(pick(refs.size())).leaf->code);
    }
    if (with_account_ || chance(20)) make_account(refs);
  }

  void make_facts(const Item& leaf) {
    const auto& plan = world_.plan(leaf.code);
    for (const auto& [name, best] : plan.best) {
      if (chance(20)) continue;
      const auto value = chance(60) ? best : chance(70) ? plan.poor.at(name) : std::to_string(below(3));
      world_.tables.facts.push_back(check_test::fact(leaf.code, name, exact(value)));
    }
    if (chance(20)) {
      auto line = check_test::fact(leaf.code, "表彰", std::nullopt);
      line.level = chance(50) ? "国家级" : "省级";
      line.matter = "甲";
      world_.tables.facts.push_back(line);
      line.level = "省级";
      line.name = "又一个";
      world_.tables.facts.push_back(line);
    }
    if (chance(6)) world_.tables.facts.push_back(check_test::fact(leaf.code, "不适用", Exact(1)));
    if (chance(20)) world_.tables.facts.push_back(check_test::fact(leaf.code, "其他社区得分", exact(quarters())));
  }

  void make_results(const Item& leaf) {
    auto line = check_test::result_line(leaf.code, "", std::nullopt, "2026-11-02");
    if (chance(50)) line.points = Exact::ratio(below(30), 4);
    if (chance(50)) line.rating = chance(50) ? "A" : "C";
    if (chance(50)) line.defects = below(5);
    world_.tables.results.push_back(line);
    if (leaf.sample.count == 0) return;
    std::set<std::string> records;
    for (const auto& [name, content] : world_.files) {
      if (!name.starts_with(leaf.code + " ")) continue;
      const auto where = path(name);
      const auto record = leaf.events ? where.parent() : where;
      records.insert(std::string(record.name()));
    }
    for (const auto& record : records) {
      if (!chance(80)) continue;
      auto said = check_test::result_line(leaf.code, record, std::nullopt, "2026-11-03");
      said.good = chance(60);
      world_.tables.results.push_back(said);
    }
  }

  void make_remark(const Item& leaf) {
    RemarkLine line;
    line.code = leaf.code;
    line.rejected = chance(50);
    if (chance(60)) line.points = exact(quarters());
    line.date = day("2026-11-05");
    world_.tables.remarks.push_back(line);
  }

  void make_veto_line(std::string code, std::string object) {
    auto line = check_test::result_line(std::move(code), std::move(object), std::nullopt, "2026-11-09");
    line.under_review = chance(40);
    if (!line.under_review) line.good = chance(30);
    world_.tables.results.push_back(line);
  }

  void make_account(const std::vector<LeafRef>& refs) {
    for (int i = below(4); i > 0; --i) {
      AccountLine line;
      line.kind = chance(50) ? "退回" : "表扬";
      if (chance(50)) line.code = refs.at(pick(refs.size())).leaf->code;
      line.count = 1 + below(3);
      if (chance(30)) line.spots = below(5);
      line.on_the_spot = chance(30);
      world_.tables.account.push_back(line);
    }
  }

  static constexpr std::array k_modes{"折算", "满分", "零分", "平均"};
  std::mt19937 random_;
  World world_;
  int leaves_ = 0;
  Exact points_;
  bool with_account_ = false;
  bool with_occasions_ = false;
  std::vector<std::string> fields_;
  std::vector<std::string> sentences_;
};

}  // namespace

std::string World::text() const {
  std::string result = head + "指标:\n";
  for (const auto& project : projects) {
    result += "  - " + project.head + "    指标:\n";
    for (const auto& leaf : project.leaves) result += "      - " + leaf.text + "\n";
  }
  if (!bonus.empty()) result += "加分:\n  最多: 3\n  指标:\n";
  for (const auto& leaf : bonus) result += "    - " + leaf.text + "\n";
  return result + tail;
}

const LeafPlan& World::plan(std::string_view code) const {
  for (const auto& project : projects) {
    for (const auto& leaf : project.leaves) {
      if (leaf.code == code) return leaf;
    }
  }
  for (const auto& leaf : bonus) {
    if (leaf.code == code) return leaf;
  }
  throw std::out_of_range(std::string(code));
}

CheckResult World::checked() const {
  Inventory inventory;
  std::set<RelPath> folders;
  for (const auto& [name, content] : files) {
    EvidenceFile file;
    file.path = path("资料/" + name);
    file.size_bytes = 1;
    file.sha256 = content.empty() ? name : content;
    file.format = check_test::format_named(name.ends_with(".jpg") ? "jpeg" : "txt");
    file.name_date = date_in_name(file.path.name());
    for (auto folder = file.path.parent(); folder.text() != "资料"; folder = folder.parent()) folders.insert(folder);
    inventory.files.push_back(std::move(file));
  }
  std::ranges::sort(inventory.files, {}, &EvidenceFile::path);
  inventory.folders.assign(folders.begin(), folders.end());
  return check({index, inventory, tables, path("资料"), today});
}

Scorecard World::scored() const {
  const auto result = checked();
  return score(
      index, result.leaves, {.figures = result.figures, .tables = &tables, .indexes = indexes, .today = today});
}

std::map<std::string, Points> World::points() const {
  const auto card = scored();
  std::map<std::string, Points> map{{"total", card.total}};
  for (const auto& leaf : card.leaves) map[leaf.code] = leaf.points;
  return map;
}

void World::add_proof(const std::string& folder, const Slot& slot, Date when) {
  const auto name = fmt::format("{}/{} {}补{}", folder, to_compact(when), slot.name, ++made_);
  if (slot.pairs) {
    files[name + "整改前.jpg"] = "";
    files[name + "整改后.jpg"] = "";
  } else {
    files[name + (slot.kind == EvidenceKind::photo ? ".jpg" : ".txt")] = "";
  }
}

void World::fill(const std::string& folder, const SlotState& slot, Date when) {
  for (int i = slot.missing(); i > 0; --i) add_proof(folder, *slot.slot, when);
}

void World::complete(const LeafState& leaf) {
  const auto folder = leaf.leaf->code + " 材料";
  const auto when = day("2026-10-13");
  for (const auto& slot : leaf.slots) fill(folder, slot, when);
  for (const auto& standard : leaf.standards) {
    for (const auto& slot : standard.slots) fill(folder, slot, when);
  }
  if (!leaf.leaf->events) return;
  const auto& rule = *leaf.leaf->events;
  for (const auto& occasion : rule.occasions) {
    const auto held = fmt::format("{}/{} 补办", folder, to_compact(occasion.range.from));
    for (const auto& part : rule.parts) {
      for (int i = part.count.least; i > 0; --i) add_proof(held, part, occasion.range.from);
    }
  }
  for (int i = std::max(rule.least, leaf.leaf->sample.count); i > 0; --i) {
    const auto held = fmt::format("{}/202611{} 补办", folder, 10 + i);
    for (const auto& part : rule.parts) {
      for (int n = part.count.least; n > 0; --n) add_proof(held, part, day(fmt::format("2026-11-{}", 10 + i)));
    }
    const auto october = fmt::format("{}/202610{} 补办", folder, 10 + i);
    const auto december = fmt::format("{}/202612{} 补办", folder, 10 + i);
    for (const auto& part : rule.parts) {
      for (int n = part.count.least; n > 0; --n) {
        add_proof(october, part, day(fmt::format("2026-10-{}", 10 + i)));
        add_proof(december, part, day(fmt::format("2026-12-{}", 10 + i)));
      }
    }
  }
}

void World::complete() {
  tables = {};
  files.clear();
  for (const auto& ref : leaves(index)) {
    for (const auto& [name, best] : plan(ref.leaf->code).best) {
      tables.facts.push_back(check_test::fact(ref.leaf->code, name, exact(best)));
    }
  }
  for (const auto& leaf : checked().leaves) complete(leaf);
  const auto drawn = checked();
  for (const auto& leaf : drawn.leaves) {
    if (!leaf.sample) continue;
    for (const auto& record : leaf.sample->drawn) {
      auto line = check_test::result_line(leaf.leaf->code, record, std::nullopt, "2026-11-03");
      line.good = true;
      tables.results.push_back(line);
    }
  }
}

Index read_index(const std::string& text) {
  auto index = parse_index(text, "world.yaml");
  if (index) return *std::move(index);
  std::string faults;
  for (const auto& fault : index.error().faults) {
    faults += fmt::format("{} {}\n", fault.where.line, to_string(fault.message));
  }
  throw std::invalid_argument(faults + text);
}

World make_world(unsigned seed) {
  return Maker(seed).make();
}

std::string text(const Points& points) {
  return points.confirmed.text() + "/" + points.worst.text() + "/" + points.best.text();
}

}  // namespace guidang::world_test
