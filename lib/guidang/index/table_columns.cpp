// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "guidang/base/text.hpp"
#include "guidang/index/table.hpp"

namespace guidang {
namespace index_table {
namespace {

constexpr auto k_columns = std::to_array<Column>({
    {"编号", "code", Shape::text},
    {"名称", "title", Shape::text},
    {"分值", "points", Shape::text},
    {"内容", "content", Shape::text},
    {"方法", "methods", Shape::list},
    {"责任人", "owner", Shape::text},
    {"材料", "slots", Shape::list},
    {"活动", "events", Shape::map},
    {"标准", "standards", Shape::map},
    {"数据", "measures", Shape::map},
    {"抽查", "sample", Shape::map},
    {"评分", "scoring", Shape::list},
    {"免检", "exempt_if", Shape::list},
    {"不适用", "not_applicable", Shape::text},
    {"时限", "due", Shape::text},
    {"期限", "window", Shape::range},
    {"权重", "weight", Shape::text},
    {"原编号", "was", Shape::list},
    {"对应", "same_as", Shape::list},
    {"原文", "issued", Shape::list},
    {"后果", "effect", Shape::list},
    {"回溯", "look_back", Shape::range},
    {"证明", "proofs", Shape::list},
    {"考核期", "period", Shape::range, false},
    {"折算", "shares", Shape::map, false},
    {"小数", "rounding", Shape::map, false},
    {"等次", "awards", Shape::list, false},
    {"严重程度", "severities", Shape::map, false},
    {"记分", "account", Shape::text, false},
    {"去掉", "drop", Shape::list, false},
});

}  // namespace

const Column* find_column(std::string_view name, bool is_item) {
  const auto wanted = folded(name);
  const auto found = std::ranges::find_if(k_columns, [&](const Column& column) {
    return column.is_item == is_item && (folded(column.zh) == wanted || column.en == wanted);
  });
  return found == k_columns.end() ? nullptr : &*found;
}

}  // namespace index_table

}  // namespace guidang
