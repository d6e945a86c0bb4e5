// SPDX-License-Identifier: Apache-2.0
#include "guidang/evidence/saved_name.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>

#include "guidang/base/ascii.hpp"
#include "guidang/base/text.hpp"
#include "guidang/evidence/inventory.hpp"

namespace guidang {
namespace {

constexpr int k_first_year = 1949;
constexpr int k_last_year = 2099;

/// How the names that a program gives go on behind its mark: common words are a chat program's only before a moment as
/// it writes it. `counted`: milliseconds; `dashed`: 2026-10-12.
enum class Behind { anything, moment, counted, dashed };

struct Mark {
  std::string_view text;
  Behind behind;
};

/// What programs write before a moment or a serial, folded; a mark stands before those that begin it.
constexpr auto k_marks = std::to_array<Mark>({
    {"微信图片编辑", Behind::anything},  {"微信图片", Behind::anything},
    {"微信图像", Behind::anything},      {"微信视频", Behind::anything},
    {"微信文件", Behind::anything},      {"mmexport", Behind::anything},
    {"thumbmmexport", Behind::anything}, {"wx_camera_", Behind::anything},
    {"micromsg", Behind::anything},      {"weixin image", Behind::anything},
    {"wechat image", Behind::anything},  {"wechatimg", Behind::anything},
    {"weixin", Behind::moment},          {"wechat", Behind::moment},
    {"企业微信图片", Behind::anything},  {"钉钉图片", Behind::anything},
    {"qq图片", Behind::anything},        {"qq视频", Behind::anything},
    {"qq空间", Behind::anything},        {"qq", Behind::counted},
    {"tim图片", Behind::anything},       {"image_", Behind::counted},
    {"fb_img_", Behind::counted},        {"signal-", Behind::dashed},
    {"photo_", Behind::dashed},          {"video_", Behind::dashed},
    {"whatsapp image", Behind::dashed},  {"whatsapp video", Behind::dashed},
    {"whatsapp audio", Behind::dashed},
});

/// WhatsApp writes the day of receipt between two of these: IMG-20261012-WA0001.
constexpr auto k_whatsapp = std::to_array<std::string_view>({"img-", "vid-", "aud-", "ptt-", "doc-", "stk-"});

bool is_letter_or_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z');
}

media::Moment at_midnight(Date day) {
  const auto days = std::chrono::sys_days(day).time_since_epoch().count();
  return {.clock_seconds = std::int64_t{days} * 24 * 60 * 60, .offset_minutes = std::nullopt};
}

/// A moment read, and where the text goes on behind it.
struct Read {
  std::optional<media::Moment> moment;
  std::size_t end = 0;
  Behind form = Behind::moment;
};

/// Thirteen digits: milliseconds since 1970 in UTC, as Java counts. Those of 2009 to 2099: before, there was no WeChat.
std::optional<media::Moment> counted_moment(std::string_view digits) {
  std::int64_t milliseconds = 0;
  for (const char c : digits) milliseconds = milliseconds * 10 + (c - '0');
  constexpr std::int64_t k_2009 = 1230768000000;
  constexpr std::int64_t k_2100 = 4102444800000;
  if (milliseconds < k_2009 || milliseconds >= k_2100) return std::nullopt;
  return media::Moment{.clock_seconds = milliseconds / 1000, .offset_minutes = 0};
}

/// "20261012", "20261012093012", "1790000000000".
std::optional<media::Moment> digits_moment(std::string_view digits) {
  if (digits.size() == 13) return counted_moment(digits);
  if (digits.size() != 8 && digits.size() != 14 && digits.size() != 17) return std::nullopt;
  if (digits.size() > 8 && !is_compact_time(digits.substr(8, 6))) return std::nullopt;
  const auto day = compact_day(digits.substr(0, 8));
  return day ? std::optional(at_midnight(*day)) : std::nullopt;
}

/// "2026-10-12", with a time behind it or not.
Read dashed_moment(std::string_view text, std::size_t at) {
  constexpr std::size_t k_size = 10;
  const auto part = text.substr(at, k_size);
  const auto day = parse_date(part);
  if (!day || day->year() < std::chrono::year(k_first_year) || digits_at(text, at + 8) != 2) return {{}, at};
  auto end = at + k_size;
  while (end < text.size() && (digits_at(text, end) > 0 || text[end] == '-' || text[end] == '_')) ++end;
  return {at_midnight(*day), end, Behind::dashed};
}

/// The digest that WeChat writes for some files before the moment: 32 hexadecimal digits and "_".
std::size_t skip_digest(std::string_view text, std::size_t at) {
  constexpr std::size_t k_size = 32;
  const auto digest = text.substr(at, k_size);
  const bool is_digest =
      digest.size() == k_size && digest.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  if (!is_digest) return at;
  const auto end = at + k_size;
  return end < text.size() && text[end] == '_' ? end + 1 : end;
}

Read moment_behind(std::string_view text, std::size_t mark_end) {
  auto at = mark_end;
  if (at < text.size() && std::string_view("_-. ").find(text[at]) != std::string_view::npos) ++at;
  at = skip_digest(text, at);
  const auto count = digits_at(text, at);
  if (count == 4) return dashed_moment(text, at);
  return {digits_moment(text.substr(at, count)), at + count, count == 13 ? Behind::counted : Behind::moment};
}

bool fits(const Read& read, Behind behind) {
  if (behind == Behind::anything) return true;
  return read.moment && (behind == Behind::moment || behind == read.form);
}

std::optional<ChatMark> mark_at(std::string_view text, std::size_t at) {
  for (const auto& mark : k_marks) {
    if (!text.substr(at).starts_with(mark.text)) continue;
    const auto read = moment_behind(text, at + mark.text.size());
    if (fits(read, mark.behind)) return ChatMark{at, read.end, read.moment};
  }
  for (const auto& before : k_whatsapp) {
    const auto digits = at + before.size();
    if (!text.substr(at).starts_with(before) || digits_at(text, digits) != 8) continue;
    const auto read = moment_behind(text, digits);
    if (read.moment && text.substr(read.end).starts_with("-wa")) return ChatMark{at, read.end, read.moment};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Date> stated_day(int year, int month, int day) {
  if (year < k_first_year || year > k_last_year) return std::nullopt;
  return make_date(year, month, day);
}

std::optional<Date> compact_day(std::string_view digits) {
  return stated_day(
      digits_value(digits.substr(0, 4)), digits_value(digits.substr(4, 2)), digits_value(digits.substr(6, 2)));
}

bool is_compact_time(std::string_view digits) {
  return digits_value(digits.substr(0, 2)) < 24 && digits_value(digits.substr(2, 2)) < 60 &&
         digits_value(digits.substr(4, 2)) < 60;
}

std::optional<ChatMark> find_chat_mark(std::string_view folded_name) {
  for (std::size_t at = 0; at < folded_name.size(); ++at) {
    const bool inside_word = at > 0 && is_letter_or_digit(folded_name[at]) && is_letter_or_digit(folded_name[at - 1]);
    if (inside_word) continue;
    if (auto mark = mark_at(folded_name, at)) return mark;
  }
  return std::nullopt;
}

std::optional<media::Moment> saved_in_name(std::string_view name) {
  const auto mark = find_chat_mark(folded(name));
  return mark ? mark->saved : std::nullopt;
}

}  // namespace guidang
