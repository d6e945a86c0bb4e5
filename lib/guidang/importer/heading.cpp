// SPDX-License-Identifier: Apache-2.0
#include "guidang/importer/heading.hpp"

#include <algorithm>
#include <array>

#include "guidang/base/text.hpp"
#include "guidang/importer/header.hpp"

namespace guidang {
namespace {

constexpr auto k_digits = std::to_array<std::string_view>(
    {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "０", "１", "２", "３", "４", "５", "６", "７", "８", "９"});
constexpr auto k_han =
    std::to_array<std::string_view>({"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百"});
constexpr auto k_roman = std::to_array<std::string_view>({"Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ", "Ⅺ", "Ⅻ"});
constexpr auto k_circled = std::to_array<std::string_view>(
    {"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩", "⑪", "⑫", "⑬", "⑭", "⑮", "⑯", "⑰", "⑱", "⑲", "⑳"});
constexpr auto k_open = std::to_array<std::string_view>({"(", "（", "【", "[", "〔"});
constexpr auto k_close = std::to_array<std::string_view>({")", "）", "】", "]", "〕"});
constexpr auto k_marks = std::to_array<std::string_view>({"、", ".", "．", ":", "：", ")", "）"});
constexpr auto k_dashes = std::to_array<std::string_view>({"-", "—", "–", "－", "‐", "−"});

template <std::size_t N>
std::size_t begins(std::string_view text, const std::array<std::string_view, N>& words) {
  for (const auto word : words) {
    if (text.starts_with(word)) return word.size();
  }
  return 0;
}

/// How many bytes at the beginning consist of these.
template <std::size_t N>
std::size_t run(std::string_view text, const std::array<std::string_view, N>& words) {
  std::size_t length = 0;
  while (const auto one = begins(text.substr(length), words)) length += one;
  return length;
}

std::size_t number_run(std::string_view text) {
  if (const auto digits = run(text, k_digits)) return digits;
  return run(text, k_han);
}

/// "Ⅰ-1-3", "1.1", "1-2-3", "Ⅰ": how many bytes; 0 if none stands at the beginning.
std::size_t whole_code(std::string_view text) {
  std::size_t length = run(text, k_roman);
  const bool roman = length > 0;
  if (!roman) length = run(text, k_digits);
  if (length == 0) return 0;
  int parts = 0;
  for (;;) {
    const auto rest = text.substr(length);
    auto mark = begins(rest, k_dashes);
    if (mark == 0 && (rest.starts_with('.') || rest.starts_with("．"))) mark = rest.starts_with('.') ? 1 : 3;
    const auto digits = mark == 0 ? 0 : run(rest.substr(mark), k_digits);
    if (digits == 0) break;
    length += mark + digits;
    ++parts;
  }
  if (!roman && parts == 0) return 0;
  // "3.5分" and "2-3次" begin with a number that is none of a code
  const auto rest = trimmed(text.substr(length));
  for (const std::string_view unit : {"分", "%", "％", "次", "个", "人", "年", "月", "米", "元", "以"}) {
    if (!roman && rest.starts_with(unit)) return 0;
  }
  return length;
}

/// Removes the outermost bracket that holds points from `text`.
std::optional<Exact> take_points(std::string& text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto open = begins(std::string_view(text).substr(at), k_open);
    if (open == 0) continue;
    std::size_t end = at + open;
    while (end < text.size() && begins(std::string_view(text).substr(end), k_close) == 0) ++end;
    if (end >= text.size()) return std::nullopt;
    const auto inside = squeezed(std::string_view(text).substr(at + open, end - at - open));
    const auto close = begins(std::string_view(text).substr(end), k_close);
    const bool last = trimmed(std::string_view(text).substr(end + close)).empty();
    const bool says_points = inside.ends_with("分");
    auto number = inside;
    for (const std::string_view word : {"满分", "计", "共", "分值"}) {
      if (number.starts_with(word)) number.erase(0, word.size());
    }
    auto points = says_points || (last && inside.find('.') != std::string::npos) ? read_points(number) : std::nullopt;
    if (!points) continue;
    text.erase(at, end + close - at);
    return points;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Exact> read_points(std::string_view text) {
  auto number = folded(squeezed(text));
  if (number.ends_with("分")) number.erase(number.size() - std::string_view("分").size());
  for (const std::string_view sign : {"+", "-"}) {
    if (number.starts_with(sign)) number.erase(0, 1);
  }
  if (number.empty() || number.find_first_not_of("0123456789.") != std::string::npos) return std::nullopt;
  auto points = Exact::parse(number);
  if (!points || Exact(100000) < *points) return std::nullopt;
  return points;
}

std::string_view take_numbering(std::string_view& text) {
  const auto whole = trimmed(text);
  std::size_t length = begins(whole, k_circled);
  if (length == 0) {
    const auto open = begins(whole, k_open);
    const auto number = number_run(whole.substr(open));
    if (number == 0) return {};
    const auto rest = whole.substr(open + number);
    const auto mark = open > 0 ? begins(rest, k_close) : begins(rest, k_marks);
    if (mark == 0) return {};
    // "3.5分" is a number, "3.有专人" a numbering
    if (open == 0 && run(rest.substr(mark), k_digits) > 0 && rest.front() == '.') return {};
    length = open + number + mark;
    for (const std::string_view more : {"、", ".", "．"}) {
      if (open > 0 && whole.substr(length).starts_with(more)) length += more.size();
    }
  }
  text = trimmed(whole.substr(length));
  return whole.substr(0, length);
}

Heading read_heading(std::string_view text) {
  Heading heading;
  std::string rest(trimmed(text));
  heading.points = take_points(rest);
  std::string_view view = trimmed(rest);
  if (const auto length = whole_code(view)) {
    heading.code = std::string(view.substr(0, length));
    heading.whole = true;
    view = trimmed(view.substr(length));
    if (const auto mark = begins(view, k_marks)) view = trimmed(view.substr(mark));
  } else if (const auto numbering = take_numbering(view); !numbering.empty()) {
    for (std::size_t i = 0; i < k_circled.size(); ++i) {
      if (numbering == k_circled[i]) heading.code = std::to_string(i + 1);
    }
    const auto open = begins(numbering, k_open);
    if (heading.code.empty()) heading.code = std::string(numbering.substr(open, number_run(numbering.substr(open))));
  }
  heading.text = std::string(view);
  return heading;
}

bool is_sum_word(std::string_view text) {
  const auto word = squeezed(text);
  for (const std::string_view sum : {"合计", "小计", "总计", "共计", "总分", "累计"}) {
    if (word.starts_with(sum) && code_points(word) <= 12) return true;
  }
  return false;
}

std::optional<Exact> stated_points(std::string_view text) {
  const auto words = squeezed(text);
  for (const std::string_view before : {"满分", "总分", "合计", "共计", "总计", "共"}) {
    const auto at = words.find(before);
    if (at == std::string::npos) continue;
    auto rest = std::string_view(words).substr(at + before.size());
    const auto first = rest.find_first_of("0123456789");
    if (first == std::string_view::npos || first > 12) continue;
    rest = rest.substr(first);
    const auto length = std::min(rest.find_first_not_of("0123456789."), rest.size());
    auto behind = rest.substr(length);
    if (behind.starts_with("分")) behind.remove_prefix(std::string_view("分").size());
    // "总分90分以上为优秀" says what earns an award
    if (behind.starts_with("以上") || behind.starts_with("及以") || behind.starts_with("以下")) continue;
    if (auto number = Exact::parse(rest.substr(0, length))) return number;
  }
  return std::nullopt;
}

}  // namespace guidang
