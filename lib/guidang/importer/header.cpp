// SPDX-License-Identifier: Apache-2.0
#include "guidang/importer/header.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "guidang/base/text.hpp"

namespace guidang {
namespace {

constexpr std::size_t k_most_title_rows = 30;

struct RoleWords {
  Role role;
  std::string_view words;  ///< Separated by '|'; "=" before a word: the header says that and nothing else.
};

/// The first row with a word in the header decides: 自评分 is no 评分, 评分标准 no 标准.
constexpr auto k_role_words = std::to_array<RoleWords>({
    {Role::ignored,
     "自评|自查|自检|实得|考评得分|考核得分|测评得分|检查得分|扣分原因|扣分理由|备注|检查情况|检查结果|测评记录|"
     "考核单位|评分单位|"
     "=得分|=扣分|=评分|=结果|=考评分"},
    {Role::scoring,
     "评分标准|评分办法|评分细则|评分方法|评分说明|评分规则|评分依据|计分|记分|扣分|打分|减分|考核办法|评定办法"},
    {Role::points, "分值|标准分|基本分|基准分|满分|配分|赋分|应得分|分数|权重|=分"},
    {Role::method, "方法|方式|途径|手段"},
    {Role::evidence, "材料|佐证|资料|证明|台账"},
    {Role::owner, "责任|牵头|承办|落实单位|实施单位"},
    {Role::code, "序号|编号|代码|代号|=号"},
    {Role::standard, "标准|要求|目标|细则"},
    {Role::content, "内容|三级指标|考核点|测评点|要点"},
    {Role::indicator, "指标名称|二级指标|指标"},
    {Role::project, "项目|类别|一级|板块|分类|大项|方面|栏目"},
});

/// 一级指标 names the projects, 三级指标 the contents, whatever 指标 alone means.
Role level_word(std::string_view word) {
  if (word.find("一级") != std::string_view::npos) return Role::project;
  if (word.find("二级") != std::string_view::npos) return Role::indicator;
  if (word.find("三级") != std::string_view::npos) return Role::content;
  return Role::none;
}

std::vector<Role> roles_of(const Grid& grid, std::size_t row) {
  std::vector<Role> roles(grid.width, Role::none);
  for (std::size_t c = 0; c < grid.width; ++c) {
    const bool repeated = c > 0 && grid.rows[row][c].origin == grid.rows[row][c - 1].origin;
    if (!repeated) roles[c] = role_of(grid.rows[row][c].text);
  }
  return roles;
}

std::size_t kinds(const std::vector<Role>& roles) {
  std::set<Role> seen(roles.begin(), roles.end());
  seen.erase(Role::none);
  return seen.size();
}

/// Whether the row below the header still belongs to it: it divides a merged cell, or stands beside one.
bool goes_on(const Grid& grid, std::size_t row) {
  if (row >= grid.rows.size()) return false;
  const bool shares = std::ranges::any_of(
      grid.rows[row], [&](const GridCell& cell) { return cell.origin < row * grid.width && !cell.text.empty(); });
  bool only_words = true;
  std::size_t own_words = 0;
  for (std::size_t c = 0; c < grid.width; ++c) {
    if (!grid.own(row, c) || grid.rows[row][c].text.empty()) continue;
    ++own_words;
    only_words = only_words && role_of(grid.rows[row][c].text) != Role::none;
  }
  return own_words > 0 && only_words && (shares || own_words > 1);
}

}  // namespace

std::string squeezed(std::string_view text) {
  std::string result;
  for (const auto& word : split(text, " \t\n\r")) result += word;
  for (const std::string_view blank : {"\u3000", "\u00A0"}) result = without(std::move(result), blank);
  return result;
}

Role role_of(std::string_view word) {
  const auto text = squeezed(word);
  if (text.empty() || code_points(text) > 14) return Role::none;
  if (const auto level = level_word(text); level != Role::none) return level;
  for (const auto& [role, words] : k_role_words) {
    for (const auto& one : split(words, "|")) {
      const bool whole = one.starts_with('=');
      if (whole ? text == one.substr(1) : text.find(one) != std::string::npos) return role;
    }
  }
  return Role::none;
}

std::vector<std::size_t> Header::columns(Role role) const {
  std::vector<std::size_t> found;
  for (std::size_t c = 0; c < roles.size(); ++c) {
    if (roles[c] == role) found.push_back(c);
  }
  return found;
}

std::optional<Header> find_header(const Grid& grid) {
  for (std::size_t row = 0; row < std::min(grid.rows.size(), k_most_title_rows); ++row) {
    Header header{row, 1, roles_of(grid, row)};
    if (kinds(header.roles) < 2) continue;
    if (goes_on(grid, row + 1)) {
      header.rows = 2;
      const auto below = roles_of(grid, row + 1);
      for (std::size_t c = 0; c < grid.width; ++c) {
        if (below[c] != Role::none) header.roles[c] = below[c];
      }
    }
    return header;
  }
  return std::nullopt;
}

}  // namespace guidang
