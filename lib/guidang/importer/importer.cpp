// SPDX-License-Identifier: Apache-2.0
#include "guidang/importer/importer.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/text.hpp"
#include "guidang/importer/awards.hpp"
#include "guidang/importer/draft.hpp"
#include "guidang/importer/leaf.hpp"
#include "guidang/importer/period.hpp"
#include "guidang/importer/scoring.hpp"
#include "guidang/yaml/print.hpp"

namespace guidang {
namespace {

using Items = std::vector<std::unique_ptr<DraftItem>>;

/// What a block of the table is for.
enum class Block { projects, bonus, vetoes, account };

Block block_of(const DraftItem& item) {
  const auto says = [&](std::string_view word) { return item.title.find(word) != std::string::npos; };
  if (says("否决") || says("负面清单") || says("前置条件")) return Block::vetoes;
  if (says("加分") || says("附加") || says("奖励")) return Block::bonus;
  if (says("扣分项") || says("减分项") || says("倒扣")) return Block::account;
  return Block::projects;
}

Message differ(const char* id, const Exact& stated, const Exact& sum) {
  return {id, {{"stated", stated.text()}, {"sum", sum.text()}}};
}

/// Makes the index out of the tree.
class Writer {
 public:
  Writer(Draft& draft, Imported& imported) : draft_(draft), imported_(imported) {}

  void run(const std::string& stem, const Date& today) {
    auto& root = imported_.index;
    root = yaml::mapping_node();
    auto items = yaml::sequence_node();
    for (const auto& project : draft_.projects) {
      if (block_of(*project) == Block::projects) items.items.push_back(item_node(*project));
    }
    for (const auto& project : draft_.projects) {
      if (block_of(*project) == Block::projects) imported_.points += points_below(*project);
    }
    check_total();
    put_head(root, stem, today);
    yaml::put(root, "指标", std::move(items));
    put_bonus(root);
    put_vetoes(root);
    put_account(root);
    put_awards(root, most_bonus());
    for (const auto& project : draft_.projects) group_doubtful(*project);
    tell_groups();
  }

 private:
  void note(ImportNote::Kind kind, const DraftItem& item, Message what) {
    add_note(imported_, kind, item, item.title, std::move(what));
  }

  void check_total() {
    imported_.stated = draft_.stated;
    Exact bonus;
    for (const auto& project : draft_.projects) {
      if (block_of(*project) == Block::bonus) bonus += points_below(*project);
    }
    if (!draft_.stated || *draft_.stated == imported_.points) return;
    if (*draft_.stated == imported_.points + bonus) {  // the sum of the table counts its bonus
      imported_.stated = imported_.points;
      return;
    }
    imported_.adds_up = false;
    imported_.notes.push_back({ImportNote::Kind::points_differ,
                               draft_.stated_row,
                               0,
                               "",
                               "",
                               differ("importer/total-differs", *draft_.stated, imported_.points),
                               std::nullopt});
  }

  void put_head(yaml::Node& root, const std::string& stem, const Date& today) {
    const auto title = squeezed(draft_.title);
    const auto period = read_period(draft_.title, today);
    yaml::put(root, "guidang", yaml::text_node("index/1"));
    yaml::put(root, "编号", yaml::quoted_node(stem));
    yaml::put(root, "名称", yaml::quoted_node(title.empty() ? stem : title));
    yaml::put(root, "层级", yaml::text_node(read_tier(title)));
    yaml::put(root, "版次", yaml::quoted_node(period.edition));
    auto range = yaml::mapping_node();
    range.flow = true;
    yaml::put(range, "从", yaml::text_node(to_string(period.range.from)));
    yaml::put(range, "到", yaml::text_node(to_string(period.range.to)));
    yaml::put(root, "考核期", std::move(range));
    yaml::put(root, "报送", yaml::text_node(to_string(period.range.to)));
    yaml::put(root, "总分", yaml::text_node(imported_.stated.value_or(imported_.points).text()));
    imported_.notes.push_back({ImportNote::Kind::guessed,
                               0,
                               0,
                               "",
                               "",
                               {period.stated ? "importer/read-period" : "importer/guessed-period",
                                {{"from", to_string(period.range.from)}, {"to", to_string(period.range.to)}}},
                               std::nullopt});
  }

  [[nodiscard]] Exact most_bonus() const {
    const auto* const bonus = imported_.index.find("加分");
    const auto* const most = bonus == nullptr ? nullptr : bonus->find("最多");
    return most == nullptr ? Exact{} : Exact::parse(most->text).value_or(0);
  }

  /// The awards of all texts that name some, highest first. One that no total reaches is left out.
  void put_awards(yaml::Node& root, const Exact& bonus) {
    const auto reachable = imported_.stated.value_or(imported_.points) + bonus;
    std::vector<FoundAward> awards;
    for (auto& note : imported_.notes) {
      if (note.what.id != "importer/awards") continue;
      std::vector<std::string> taken;
      for (const auto& award : read_awards(note.text)) {
        const bool there = std::ranges::any_of(
            awards, [&](const FoundAward& one) { return one.name == award.name || one.from == award.from; });
        if (there || reachable < award.from) continue;
        awards.push_back(award);
        taken.push_back(fmt::format("{}≥{}", award.name, award.from.text()));
      }
      note.what.arguments = {{"awards", taken}};
      if (!taken.empty()) continue;
      note.kind = ImportNote::Kind::left_out;
      note.what = {"importer/awards-left-out", {}};
    }
    if (awards.empty()) return;
    std::ranges::sort(awards, [](const FoundAward& a, const FoundAward& b) { return b.from < a.from; });
    auto list = yaml::sequence_node();
    for (const auto& award : awards) {
      auto node = yaml::mapping_node();
      node.flow = true;
      yaml::put(node, "名称", yaml::quoted_node(award.name));
      yaml::put(node, "起", yaml::text_node(award.from.text()));
      list.items.push_back(std::move(node));
    }
    yaml::put(root, "等次", std::move(list));
  }

  void group_doubtful(const DraftItem& item) {  // NOLINT(misc-no-recursion): as deep as the table has levels
    if (item.made_up_code) imported_.groups["importer/made-up-codes"].push_back(item.code);
    if (item.cut_title) imported_.groups["importer/cut-titles"].push_back(item.code);
    for (const auto& child : item.children) group_doubtful(*child);
  }

  /// One note for all items of a group.
  void tell_groups() {
    constexpr std::size_t k_most_named = 12;
    for (auto& [id, codes] : std::exchange(imported_.groups, {})) {
      const auto count = static_cast<std::int64_t>(codes.size());
      if (codes.size() > k_most_named) {
        codes.resize(k_most_named);
        codes.emplace_back("…");
      }
      imported_.notes.push_back(
          {ImportNote::Kind::guessed, 0, 0, "", "", {id, {{"count", count}, {"codes", codes}}}, std::nullopt});
    }
  }

  yaml::Node item_node(const DraftItem& item) {
    auto node = yaml::mapping_node();
    yaml::put(node, "编号", yaml::quoted_node(item.code));
    yaml::put(node, "名称", yaml::quoted_node(item.title));
    if (item.children.empty()) {
      ++imported_.leaves;
      if (!item.points) {
        imported_.adds_up = false;
        note(ImportNote::Kind::points_differ, item, {"importer/no-points", {}});
      }
      yaml::put(node, "分值", yaml::text_node(item.points.value_or(0).text()));
      write_leaf(item, node, imported_, memo_);
      return node;
    }
    const auto sum = points_below(item);
    if (item.stated && *item.stated != sum) {
      imported_.adds_up = false;
      note(ImportNote::Kind::points_differ, item, differ("importer/sum-differs", *item.stated, sum));
    }
    if (!item.content.empty()) yaml::put(node, "内容", yaml::quoted_node(item.content));
    auto children = yaml::sequence_node();
    for (const auto& child : item.children) children.items.push_back(item_node(*child));
    yaml::put(node, "指标", std::move(children));
    return node;
  }

  void put_bonus(yaml::Node& root) {
    auto items = yaml::sequence_node();
    Exact most;
    for (const auto& project : draft_.projects) {
      if (block_of(*project) != Block::bonus) continue;
      most += project->stated.value_or(points_below(*project));
      project->stated.reset();  // a cap, not a sum
      items.items.push_back(item_node(*project));
      note(ImportNote::Kind::guessed, *project, {"importer/bonus", {{"most", most.text()}}});
    }
    if (items.items.empty()) return;
    auto bonus = yaml::mapping_node();
    yaml::put(bonus, "最多", yaml::text_node(most.text()));
    yaml::put(bonus, "指标", std::move(items));
    yaml::put(root, "加分", std::move(bonus));
  }

  static void collect(const DraftItem& item, std::vector<const DraftItem*>& leaves) {
    if (item.children.empty()) leaves.push_back(&item);
    for (const auto& child : item.children) collect(*child, leaves);
  }

  [[nodiscard]] std::vector<const DraftItem*> leaves_of(Block block) const {
    std::vector<const DraftItem*> leaves;
    for (const auto& project : draft_.projects) {
      if (block_of(*project) == block) collect(*project, leaves);
    }
    return leaves;
  }

  static std::string all_text(const DraftItem& item) {
    auto text = item.content.starts_with(item.title) ? item.content : item.title;
    const auto add = [&text](const std::string& more) {
      if (!more.empty() && text.find(more) == std::string::npos)
        text += (text.empty() || text.ends_with("。") ? "" : "；") + more;
    };
    add(item.content);
    for (const auto& cell : item.standards) add(cell.text);
    for (const auto& cell : item.scoring) add(cell.text);
    for (const auto& cell : item.evidence) add(cell.text);
    add(std::string(trimmed(item.method)));
    add(item.owner);
    return text;
  }

  void put_vetoes(yaml::Node& root) {
    auto list = yaml::sequence_node();
    for (const auto* leaf : leaves_of(Block::vetoes)) {
      auto veto = yaml::mapping_node();
      const auto text = all_text(*leaf);
      yaml::put(veto, "编号", yaml::quoted_node(leaf->code));
      yaml::put(veto, "名称", yaml::quoted_node(leaf->content.empty() ? leaf->title : leaf->content));
      const bool item_only =
          text.find("该项不得分") != std::string::npos || text.find("本项不得分") != std::string::npos;
      yaml::put(veto, "后果", yaml::text_node(item_only ? "该项不得分" : "取消资格"));
      list.items.push_back(std::move(veto));
      add_note(imported_, ImportNote::Kind::guessed, *leaf, all_text(*leaf), {"importer/veto", {}});
    }
    if (!list.items.empty()) yaml::put(root, "否决", std::move(list));
  }

  /// A block of deductions outside the leaves is kept as kinds of lines of the running account.
  void put_account(yaml::Node& root) {
    auto kinds = yaml::sequence_node();
    for (const auto* leaf : leaves_of(Block::account)) {
      auto points = leaf->points;
      const auto text = all_text(*leaf);
      if (const auto at = text.find("扣"); !points && at != std::string::npos) {
        const auto first = text.find_first_of("0123456789", at);
        if (first != std::string::npos) {
          points = Exact::parse(text.substr(first, text.find_first_not_of("0123456789.", first) - first));
        }
      }
      if (!points) {
        add_note(imported_, ImportNote::Kind::left_out, *leaf, text, {"importer/account-left-out", {}});
        continue;
      }
      auto kind = yaml::mapping_node();
      kind.flow = true;
      yaml::put(kind, "名称", yaml::quoted_node(leaf->title));
      yaml::put(kind, "分", yaml::text_node("-" + points->text()));
      kinds.items.push_back(std::move(kind));
      add_note(
          imported_, ImportNote::Kind::guessed, *leaf, text, {"importer/account-line", {{"points", points->text()}}});
    }
    if (kinds.items.empty()) return;
    auto account = yaml::mapping_node();
    yaml::put(account, "类型", std::move(kinds));
    yaml::put(root, "记分", std::move(account));
  }

  Draft& draft_;
  Imported& imported_;
  ScoringMemo memo_;
};

}  // namespace

Result<Imported> import_index(const Grid& grid, const std::string& stem, const Date& today) {
  const auto header = find_header(grid);
  if (!header) return fail(ErrorCode::malformed, {"importer/no-header", {{"file", grid.name}}});
  auto draft = read_rows(grid, *header);
  give_codes(draft.projects);
  Imported imported;
  imported.notes = std::exchange(draft.notes, {});
  for (const auto row : grid.continued) {
    imported.notes.push_back(
        {ImportNote::Kind::guessed, static_cast<int>(row) + 1, 0, "", "", {"importer/continued", {}}, std::nullopt});
  }
  for (const auto& line : split(grid.foot, "\n")) {
    if (read_awards(line).empty()) continue;
    imported.notes.push_back({ImportNote::Kind::guessed, 0, 0, "", line, {"importer/awards", {}}, std::nullopt});
  }
  Writer(draft, imported).run(stem, today);
  if (imported.leaves == 0) return fail(ErrorCode::malformed, {"importer/no-leaves", {{"file", grid.name}}});
  std::ranges::stable_sort(
      imported.notes, {}, [](const ImportNote& note) { return std::tuple(note.row, note.column); });
  return imported;
}

}  // namespace guidang
