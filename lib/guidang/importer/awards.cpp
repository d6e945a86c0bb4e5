// SPDX-License-Identifier: Apache-2.0
#include "guidang/importer/awards.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/importer/header.hpp"

namespace guidang {
namespace {

using Words = std::initializer_list<std::string_view>;

bool take(std::string_view& text, Words words) {
  for (const auto word : words) {
    if (!text.starts_with(word)) continue;
    text.remove_prefix(word.size());
    return true;
  }
  return false;
}

/// Takes a number that fits a table's points off the front.
std::optional<Exact> take_number(std::string_view& text) {
  constexpr std::size_t k_most_digits = 7;
  const auto length = std::min(text.find_first_not_of("0123456789."), text.size());
  if (length == 0 || length > k_most_digits) return std::nullopt;
  auto number = Exact::parse(text.substr(0, length));
  if (number) text.remove_prefix(length);
  return number;
}

/// What one clause says.
struct Clause {
  std::optional<Exact> from;
  bool upper = false;  // it has an upper limit
  std::string rest;    // without its limits
};

/// Takes one limit, "≥90分", "90分以上" or "80-90分", off the front; returns false if none stands there.
bool take_limit(std::string_view& text, Clause& clause) {
  auto rest = text;
  const bool below = take(rest, {"≤", "<=", "<", "低于", "不足", "不到", "未达到", "未达", "小于", "少于"});
  const bool above =
      !below && take(rest, {"≥", ">=", ">", "不低于", "不少于", "达到", "超过", "高于", "大于", "在", "达"});
  const auto number = take_number(rest);
  if (!number) return false;
  const bool points = take(rest, {"分"});
  const bool more = take(rest, {"及以上", "(含)以上", "以上", "起"});
  const bool less = !more && take(rest, {"及以下", "以下"});
  auto range = rest;
  if (!more && !less && take(range, {"-", "~", "至", "到"})) {
    if (const auto second = take_number(range)) {
      take(range, {"分"});
      take(range, {"之间", "以下"});
      clause.from = std::min(*number, *second);
      text = range;
      return true;
    }
  }
  if (!points && !above && !below && !more && !less) return false;
  if (below || less) {
    clause.upper = true;
  } else {
    clause.from = number;
  }
  text = rest;
  return true;
}

Clause read_clause(std::string_view text) {
  Clause clause;
  bool in_number = false;  // so that "100" is no limit of "00"
  while (!text.empty()) {
    const bool digit = text.front() >= '0' && text.front() <= '9';
    if ((!digit || !in_number) && take_limit(text, clause)) continue;
    in_number = digit;
    clause.rest += text.front();
    text.remove_prefix(1);
  }
  return clause;
}

/// The name without the words around it; empty if it is none that people give to a total.
std::string award_name(std::string_view rest) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view word :
         {"评定为", "确定为", "认定为", "评为", "定为", "评定", "等次", "等级", "总得分", "总分", "得分", "综合",
          "考核",   "考评",   "测评",   "成绩", "凡",   "的",   "者",   "即",   "为",     "是",   "属于", "授予",
          "注",     "说明",   "备注",   "结果", ":",    "=",    " ",    "\"",   "“",      "”",    "总体"}) {
      if (rest.starts_with(word)) {
        rest.remove_prefix(word.size());
        again = true;
      } else if (rest.ends_with(word)) {
        rest.remove_suffix(word.size());
        again = true;
      }
    }
  }
  constexpr std::size_t k_most = 12;
  if (rest.empty() || code_points(rest) > k_most || rest.find_first_of("0123456789%") != std::string_view::npos)
    return {};
  const auto has = [rest](std::string_view word) { return rest.find(word) != std::string_view::npos; };
  for (const std::string_view word : {"扣", "加", "减", "每", "满", "得", "计", "缺", "给"}) {
    if (has(word)) return {};
  }
  if (rest.starts_with("不") || rest.starts_with("未")) return {};
  std::string name(rest);
  std::ranges::transform(
      name, name.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  if (name.size() == 1 && name.front() >= 'A' && name.front() <= 'E') return name;
  for (const std::string_view word : {"优",
                                      "良",
                                      "合格",
                                      "达标",
                                      "通过",
                                      "示范",
                                      "先进",
                                      "模范",
                                      "较好",
                                      "好",
                                      "一般",
                                      "中等",
                                      "等",
                                      "级",
                                      "星",
                                      "奖",
                                      "文明",
                                      "牌"}) {
    if (has(word)) return name;
  }
  return {};
}

/// The text in clauses, folded; brackets around a name or a limit do not part them.
std::vector<std::string> clauses_of(std::string_view text) {
  auto plain = folded(squeezed(text));
  for (const std::string_view word : {"(含)", "(不含)", "(含本数)", "(", ")", "[", "]"}) {
    plain = without(std::move(plain), word);
  }
  for (const std::string_view mark : {"。", "、", "，", "；"}) plain = replaced(std::move(plain), mark, ";");
  return split(plain, ";,");
}

}  // namespace

std::vector<FoundAward> read_awards(std::string_view text) {
  std::vector<FoundAward> awards;
  std::optional<Exact> waiting;  // a limit whose name follows: 90分以上，评为优秀
  for (const auto& one : clauses_of(text)) {
    auto clause = read_clause(one);
    auto name = award_name(clause.rest);
    const bool named_behind = waiting && !clause.from && !name.empty();
    if (named_behind) clause.from = waiting;
    waiting.reset();
    if (clause.from && !name.empty()) {
      const bool there = std::ranges::any_of(
          awards, [&](const FoundAward& award) { return award.name == name || award.from == *clause.from; });
      if (!there) awards.push_back({std::move(name), *clause.from});
    } else if (clause.from && clause.rest.size() <= std::string_view("总得分为").size()) {
      waiting = clause.from;
    }
  }
  return awards;
}

}  // namespace guidang
