// SPDX-License-Identifier: Apache-2.0
// What those who look at the unit write down: 检查结果, 检查意见, 记分.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "guidang/base/text.hpp"
#include "guidang/tables/kinds.hpp"
#include "guidang/tables/values.hpp"

namespace guidang::tables {
namespace {

template <std::size_t Count>
bool is_one_of(const std::string& word, const std::array<std::string_view, Count>& words) {
  return std::ranges::find(words, word) != words.end();
}

namespace res {

enum : std::size_t { code, points, rating, defects, date, inspector, remark, object, verdict };

constexpr std::array k_columns = {
    Column{"column/codes", "指标编号|指标|编号|指标代码|code|item|leaf"},
    Column{"column/points", "得分|分数|评分|points|score"},
    Column{"column/rating", "等级|评价等级|评级|rating|grade"},
    Column{"column/defects", "问题数|问题个数|问题数量|defects|problems"},
    Column{"column/date", "日期|时间|检查日期|检查时间|date"},
    Column{"column/inspector", "检查人|检查人员|检查者|inspector"},
    Column{"column/remark", "备注|说明|remark|remarks|note|notes"},
    Column{"column/object", "对象|点位|检查对象|检查点位|抽查对象|点位名称|object|place|spot"},
    Column{"column/verdict", "结论|检查结论|核查结论|抽查结论|verdict|conclusion"},
};

/// Good is what does the unit no harm: a record in order, a charge that does not stand.
void read_verdict(LineReader& reader, ResultLine& line) {
  constexpr std::array<std::string_view, 9> k_good{
      "合格", "达标", "通过", "符合", "不成立", "不存在", "未发生", "good", "pass"};
  constexpr std::array<std::string_view, 9> k_bad{
      "不合格", "不达标", "不通过", "不符合", "成立", "存在", "发生", "bad", "fail"};
  constexpr std::array<std::string_view, 5> k_open{"核查中", "待核查", "核实中", "待核实", "under review"};
  const auto word = folded(reader.text(verdict));
  if (word.empty()) return;
  if (is_one_of(word, k_good)) {
    line.good = true;
  } else if (is_one_of(word, k_bad)) {
    line.good = false;
  } else if (is_one_of(word, k_open)) {
    line.under_review = true;
  } else {
    reader.complain(verdict, "tables/bad-verdict");
  }
}

void take(LineReader& reader, Tables& tables) {
  // A result of two leaves at once cannot be shared out between them.
  ResultLine line{.code = reader.one_code(code),
                  .points = reader.points(points),
                  .rating = reader.rating(rating),
                  .defects = reader.count(defects),
                  .date = reader.date(date),
                  .inspector = reader.text(inspector),
                  .remark = reader.text(remark),
                  .object = reader.text(object),
                  .good = {},
                  .where = reader.where()};
  (void)reader.required_text();
  read_verdict(reader, line);
  tables.results.push_back(std::move(line));
}

}  // namespace res

namespace rem {

enum : std::size_t { date, inspector, code, file, verdict, points, reason, supply_by };

constexpr std::array k_columns = {
    Column{"column/date", "日期|时间|检查日期|检查时间|date"},
    Column{"column/inspector", "检查人|检查人员|检查者|审核人|inspector"},
    Column{"column/codes", "指标编号|指标|编号|指标代码|code|item|leaf"},
    Column{"column/file", "文件|文件名|文件名称|文件路径|材料|file|filename|path"},
    Column{"column/opinion", "意见|检查意见|审核意见|处理意见|结论|opinion|verdict"},
    Column{"column/deduction", "扣分|扣分值|deduction|points"},
    Column{"column/reason", "理由|原因|退回理由|扣分理由|备注|说明|reason|remark|note"},
    Column{"column/supply-by", "补交期限|补交时限|补交日期|整改期限|supplyby|due|deadline"},
};

bool read_opinion(LineReader& reader) {
  constexpr std::array<std::string_view, 8> k_rejected{
      "退回", "不认可", "不通过", "退件", "不予认可", "rejected", "returned", "reject"};
  constexpr std::array<std::string_view, 7> k_accepted{"认可", "通过", "同意", "accepted", "approved", "accept", "ok"};
  const auto word = folded(reader.text(verdict));
  if (is_one_of(word, k_rejected)) return true;
  if (word.empty() && reader.text(points).empty()) {
    reader.complain(verdict, "tables/empty-cell");
  } else if (!word.empty() && !is_one_of(word, k_accepted)) {
    reader.complain(verdict, "tables/bad-opinion");
  }
  return false;
}

void take(LineReader& reader, Tables& tables) {
  (void)reader.required_text();
  tables.remarks.push_back({.date = reader.date(date),
                            .inspector = reader.text(inspector),
                            .code = reader.one_code(code),
                            .file = reader.text(file),
                            .rejected = read_opinion(reader),
                            .points = reader.points(points),
                            .reason = reader.text(reason),
                            .supply_by = reader.date(supply_by),
                            .where = reader.where()});
}

}  // namespace rem

namespace acc {

enum : std::size_t { date, kind, code, count, spots, on_the_spot, remark };

constexpr std::array k_columns = {
    Column{"column/date", "日期|时间|记分日期|date"},
    Column{"column/kind", "类型|类别|记分类型|kind|type"},
    Column{"column/codes", "指标编号|指标|编号|指标代码|code|item|leaf"},
    Column{"column/times", "次数|数量|times|count"},
    Column{"column/spots", "点位数|点位|点位数量|检查点位数|spots"},
    Column{"column/on-the-spot", "当场整改|当场改正|当场解决|onthespot"},
    Column{"column/remark", "备注|说明|remark|remarks|note|notes"},
};

void take(LineReader& reader, Tables& tables) {
  tables.account.push_back({.date = reader.date(date),
                            .kind = reader.required_text(),
                            .code = reader.one_code(code),
                            .count = reader.count(count).value_or(1),
                            .spots = reader.count(spots),
                            .on_the_spot = reader.yes(on_the_spot),
                            .remark = reader.text(remark),
                            .where = reader.where()});
}

}  // namespace acc

}  // namespace

Task results_task() {
  return {{"table/results", "检查结果", "results", res::k_columns, res::code}, res::take};
}

Task remarks_task() {
  return {{"table/remarks", "检查意见", "remarks", rem::k_columns, rem::code}, rem::take};
}

Task account_task() {
  return {{"table/account", "记分", "account", acc::k_columns, acc::kind}, acc::take};
}

}  // namespace guidang::tables
