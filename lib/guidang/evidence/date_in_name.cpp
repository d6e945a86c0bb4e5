// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "guidang/base/ascii.hpp"
#include "guidang/base/text.hpp"
#include "guidang/evidence/inventory.hpp"
#include "guidang/evidence/saved_name.hpp"

namespace guidang {
namespace {

/// What makes the digits behind it a number of something, folded.
constexpr auto k_number_words = std::to_array<std::string_view>(
    {"电话", "座机", "传真", "tel",  "第",   "编号", "序号", "档号", "文号", "票号", "单号",
     "批号", "工号", "学号", "账号", "卡号", "证号", "号码", "qq号", "no",   "no.",  "#"});

/// What has a number, but mostly none in its name: only digits that follow at once are one.
constexpr auto k_numbered_things = std::to_array<std::string_view>({"热线", "发票", "证书"});

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

/// 0571-20261012: a telephone number behind its area code, which is 010, 02x or one of 03xx to 09xx.
bool is_telephone(std::string_view before) {
  if (!before.ends_with('-')) return false;
  before.remove_suffix(1);
  std::size_t digits = 0;
  while (digits < before.size() && is_digit(before[before.size() - 1 - digits])) ++digits;
  const auto code = before.substr(before.size() - digits);
  return (digits == 3 && (code == "010" || code.starts_with("02"))) ||
         (digits == 4 && code[0] == '0' && code[1] >= '3');
}

/// "编号20261012", "No. 20261012", "20261012号": the number of something.
bool is_numbered(std::string_view before, std::string_view after) {
  if (after.starts_with("号") && !after.starts_with("号召")) return true;
  const auto ends = [&before](std::string_view word) { return before.ends_with(word); };
  if (std::ranges::any_of(k_numbered_things, ends)) return true;
  while (!before.empty() && std::string_view(" :_-").find(before.back()) != std::string_view::npos) {
    before.remove_suffix(1);
  }
  return std::ranges::any_of(k_number_words, [before](std::string_view word) {
    if (!before.ends_with(word)) return false;
    const auto rest = before.substr(0, before.size() - word.size());
    return !is_letter(word.front()) || rest.empty() || !is_letter(rest.back());  // "casino" does not end in "no"
  });
}

/// The digits lie within a digest: a long word of hexadecimal digits.
bool is_in_digest(std::string_view text, std::size_t at, std::size_t end) {
  constexpr std::size_t k_least = 16;
  constexpr std::string_view k_digits = "0123456789abcdef";
  while (at > 0 && (is_digit(text[at - 1]) || is_letter(text[at - 1]))) --at;
  while (end < text.size() && (is_digit(text[end]) || is_letter(text[end]))) ++end;
  const auto word = text.substr(at, end - at);
  return word.size() >= k_least && word.find_first_of("abcdef") != std::string_view::npos &&
         word.find_first_not_of(k_digits) == std::string_view::npos;
}

/// The day of PXL_20261012_170312345, which is told in UTC, where clocks are eight hours ahead: the index's zone is not
/// known here, and no other zone lies in this country.
std::optional<Date> pixel_day(std::string_view digits, std::string_view after) {
  const auto stated = compact_day(digits);
  if (!stated || !after.starts_with("_") || digits_at(after, 1) < 6 || !is_compact_time(after.substr(1, 6))) {
    return stated;
  }
  return digits_value(after.substr(1, 2)) >= 16 ? add_days(*stated, 1) : *stated;
}

/// A day found, and where the text goes on behind it.
struct Found {
  std::optional<Date> day;
  std::size_t end = 0;
};

bool skip_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

void skip_blank(std::string_view text, std::size_t& at) {
  if (at < text.size() && text[at] == ' ') ++at;
}

/// Reads "2026年10月12日" or "2026-10-12" at `at`, where four digits stand. `words` follow the three numbers.
Found written_day(std::string_view text, std::size_t at, const std::array<std::string_view, 3>& words) {
  std::array<int, 3> numbers{};
  std::size_t here = at;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto digits = digits_at(text, here);
    if (i == 0 ? digits != 4 : digits < 1 || digits > 2) return {};
    numbers[i] = digits_value(text.substr(here, digits));
    here += digits;
    if (!words[2].empty()) skip_blank(text, here);
    if (!text.substr(here).starts_with(words[i])) return {};
    here += words[i].size();
    if (!words[2].empty() && i < 2) skip_blank(text, here);
  }
  return {stated_day(numbers[0], numbers[1], numbers[2]), here};
}

/// What the digits that begin at `at` say.
Found day_at_digits(std::string_view text, std::size_t at) {
  const auto count = digits_at(text, at);
  const Found none{std::nullopt, at + count};
  const auto digits = text.substr(at, count);
  const auto before = text.substr(0, at);
  const auto after = text.substr(at + count);
  if (count == 4) {
    using Words = std::array<std::string_view, 3>;
    for (const auto& words : {Words{"年", "月", "日"},
                              Words{"年", "月", "号"},
                              Words{"-", "-", ""},
                              Words{".", ".", ""},
                              Words{"_", "_", ""}}) {
      const auto found = written_day(text, at, words);
      if (found.day) return found;
    }
    return none;
  }
  // Days alone; with the time, as cameras, recorders and scanners write it; and with milliseconds.
  if (count != 8 && count != 14 && count != 17) return none;
  if (is_telephone(before) || is_numbered(before, after) || is_in_digest(text, at, at + count)) return none;
  if (count > 8 && !is_compact_time(digits.substr(8, 6))) return none;
  return {before.ends_with("pxl_") ? pixel_day(digits, after) : compact_day(digits.substr(0, 8)), at + count};
}

/// The last day of an event of several: "20261012-15", "2026年10月12日至15日"; else the first.
Date last_day(Date first, std::string_view after) {
  skip_prefix(after, " ");
  constexpr std::string_view k_until[] = {"-", "~", "—", "–", "至", "到"};
  const bool goes_on =
      std::ranges::any_of(k_until, [&after](std::string_view sign) { return skip_prefix(after, sign); });
  skip_prefix(after, " ");
  const auto digits = digits_at(after, 0);
  if (!goes_on || digits == 0 || digits > 2) return first;
  const auto last = make_date(static_cast<int>(first.year()),
                              static_cast<int>(static_cast<unsigned>(first.month())),
                              digits_value(after.substr(0, digits)));
  return last && *last > first ? *last : first;
}

}  // namespace

std::optional<Date> date_in_name(std::string_view name) {
  const auto days = days_in_name(name);
  return days ? std::optional(days->first) : std::nullopt;
}

std::optional<NamedDays> days_in_name(std::string_view name) {
  std::string text = folded(name);
  if (const auto mark = find_chat_mark(text)) text.replace(mark->begin, mark->end - mark->begin, "~");
  std::optional<NamedDays> stated;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    const auto found = day_at_digits(text, at);
    if (found.day && stated && stated->first != *found.day) return std::nullopt;  // which one is meant?
    if (found.day && !stated) stated = {*found.day, last_day(*found.day, std::string_view(text).substr(found.end))};
    at = found.end;
  }
  return stated;
}

}  // namespace guidang
