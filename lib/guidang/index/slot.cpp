// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/number.hpp"
#include "guidang/base/text.hpp"
#include "guidang/index/load.hpp"

namespace guidang {
namespace {

constexpr int k_max_count = 10000;

/// Names that mean the same paper, as clerks name their files. 计划 stands apart from 方案: indexes ask for both.
constexpr auto k_synonyms = std::to_array<std::string_view>({
    "签到|签到表|签到册|签到簿|会议签到|活动签到|sign-in|sign-in sheet|attendance",
    "记录|会议记录|活动记录|纪要|会议纪要|minutes|record",
    "通知|会议通知|活动通知|notice|notification",
    "方案|活动方案|实施方案|工作方案|scheme",
    "计划|工作计划|年度计划|plan",
    "总结|活动总结|工作总结|小结|summary",
    "照片|图片|相片|现场照片|活动照片|会议照片|photo|photos|picture|pictures",
    "报道|新闻报道|媒体报道|宣传报道|截图|report|press",
    "名册|花名册|人员名册|roster",
    "台账|登记簿|ledger",
    "制度|规章制度|管理制度|rules",
    "协议|协议书|结对协议|agreement",
    "视频|录像|活动视频|video",
    "说明|情况说明|statement",
    "文件|红头文件|正式文件|document",
});

struct KindWord {
  std::string_view word;
  EvidenceKind kind;
};

constexpr auto k_kind_words = std::to_array<KindWord>({
    {"照片", EvidenceKind::photo},     {"图片", EvidenceKind::photo},   {"相片", EvidenceKind::photo},
    {"实景图", EvidenceKind::photo},   {"photo", EvidenceKind::photo},  {"picture", EvidenceKind::photo},
    {"视频", EvidenceKind::video},     {"录像", EvidenceKind::video},   {"音像", EvidenceKind::video},
    {"video", EvidenceKind::video},    {"录音", EvidenceKind::audio},   {"音频", EvidenceKind::audio},
    {"audio", EvidenceKind::audio},    {"名册", EvidenceKind::table},   {"台账", EvidenceKind::table},
    {"统计表", EvidenceKind::table},   {"一览表", EvidenceKind::table}, {"登记表", EvidenceKind::table},
    {"roster", EvidenceKind::table},   {"ledger", EvidenceKind::table}, {"table", EvidenceKind::table},
    {"register", EvidenceKind::table},
});

constexpr auto k_units =
    std::to_array<std::string_view>({"份", "张", "件", "个", "段", "条", "次", "本", "册", "篇", "幅",
                                     "页", "套", "部", "期", "场", "项", "处", "块", "人", "组", k_pair_unit});
constexpr auto k_or_more = std::to_array<std::string_view>({"及以上", "或以上", "以上", "or more"});
constexpr auto k_range_marks = std::to_array<std::string_view>({"-", "–", "—", "−", "－", "‐", "~", "～", "至", "到"});
constexpr auto k_times = std::to_array<std::string_view>({"x", "X", "×", "*"});

/// Takes one of `ends` off the end of `text`; returns which, or nothing.
template <std::size_t N>
std::string_view take_end(std::string_view& text, const std::array<std::string_view, N>& ends) {
  for (const auto end : ends) {
    if (!text.ends_with(end)) continue;
    text.remove_suffix(end.size());
    text = trimmed(text);
    return end;
  }
  return {};
}

/// Takes the digits (of either width) off the end of `text`.
std::optional<int> take_number(std::string_view& text) {
  std::string digits;
  while (!text.empty()) {
    if (text.back() >= '0' && text.back() <= '9') {
      digits += text.back();
      text.remove_suffix(1);
      continue;
    }
    // U+FF10 … U+FF19, full-width digits, are EF BC 90 … 99
    const bool wide = text.size() >= 3 && text.substr(text.size() - 3, 2) == "\xEF\xBC" &&
                      static_cast<unsigned char>(text.back()) >= 0x90 &&
                      static_cast<unsigned char>(text.back()) <= 0x99;
    if (!wide) break;
    digits += static_cast<char>('0' + (static_cast<unsigned char>(text.back()) - 0x90));
    text.remove_suffix(3);
  }
  if (digits.empty() || digits.size() > 5) return std::nullopt;
  std::ranges::reverse(digits);
  return std::stoi(digits);
}

/// Takes Chinese numerals off the end of `text`, unless they count something else: 第一, 一户一(册).
std::optional<int> take_han_number(std::string_view& text) {
  const auto numeral = text.substr(text.size() - han_digits_at_end(text));
  const auto number = numeral.empty() ? std::nullopt : read_count(numeral);
  const auto before = trimmed(text.substr(0, text.size() - numeral.size()));
  if (!number || before.ends_with("第") || (before.starts_with("一") && code_points(before) == 2)) return std::nullopt;
  text = text.substr(0, text.size() - numeral.size());
  return number;
}

bool is_ascii_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A text split into a name and how many; `stated` tells whether the text says how many at all.
struct Split {
  std::string_view name;
  CountText how_many;
  bool stated = false;
  bool valid = true;
};

/// Reads how many from the end of `text`.
Split split_count(std::string_view text) {
  const auto whole = trimmed(text);
  Split split;
  std::string_view rest = whole;
  bool or_more = !take_end(rest, k_or_more).empty();
  split.how_many.unit = take_end(rest, k_units);
  or_more = !take_end(rest, std::to_array<std::string_view>({"+", "＋"})).empty() || or_more;
  auto last = take_number(rest);
  if (!last && (or_more || !split.how_many.unit.empty())) last = take_han_number(rest);  // a bare 三 belongs to a name
  if (!last) return {whole, {}, false, true};
  auto& count = split.how_many.count;
  count.least = *last;
  std::string_view before = trimmed(rest);
  if (!or_more && !take_end(before, k_range_marks).empty()) {
    auto first = take_number(before);
    if (!first) first = take_han_number(before);
    if (first) {
      count = {*first, *last};
      rest = before;
    }
  }
  const bool blank_before = rest.ends_with(' ') || rest.ends_with("\u3000");
  std::string_view name = trimmed(rest);
  std::string_view shorter = name;
  const bool times = !take_end(shorter, k_times).empty() &&
                     (shorter.empty() || shorter.size() + 1 < name.size() || !is_ascii_letter_or_digit(shorter.back()));
  if (times) name = shorter;
  // "CO2" is a name, "photo x2" and "photo 2" are not
  if (!times && !blank_before && !name.empty() && is_ascii_letter_or_digit(name.back()))
    return {whole, {}, false, true};
  split.name = name;
  split.stated = true;
  split.valid = count.least <= k_max_count &&
                (!count.most || (*count.most <= k_max_count && *count.most >= 1 && *count.most >= count.least));
  return split;
}

}  // namespace

std::optional<CountText> parse_count(std::string_view text) {
  const auto split = split_count(text);
  if (!split.stated || !split.valid || !split.name.empty()) return std::nullopt;
  return split.how_many;
}

std::string print_count(const CountRange& count, std::string_view unit) {
  if (count.most) return fmt::format("{}-{}{}", count.least, *count.most, unit);
  if (unit.empty()) return fmt::format("{}+", count.least);
  return fmt::format("{}{}以上", count.least, unit);
}

EvidenceKind kind_of_name(std::string_view name) {
  const auto low = folded(name);
  if (low.ends_with("说明") || low.ends_with("目录")) return EvidenceKind::document;
  for (const auto& [word, kind] : k_kind_words) {
    if (low.find(word) != std::string::npos) return kind;
  }
  return EvidenceKind::document;
}

std::vector<std::string> names_of_slot(std::string_view name) {
  std::vector<std::string> names{folded(name)};
  for (const auto group : k_synonyms) {
    const auto members = split(group, "|");
    if (std::ranges::find(members, names.front()) == members.end()) continue;
    for (const auto& member : members) {
      if (member != names.front()) names.push_back(member);
    }
    break;
  }
  return names;
}

std::vector<std::string> slot_names(const Slot& slot) {
  return names_of_slot(slot.name);
}

std::optional<Slot> parse_slot(std::string_view text) {
  const auto split = split_count(text);
  if (split.name.empty() || !split.valid) return std::nullopt;
  for (const auto mark : {",", "，", "、", ";", "；"}) {  // two slots in one
    if (split.name.find(mark) != std::string_view::npos) return std::nullopt;
  }
  Slot slot;
  slot.name = std::string(split.name);
  slot.kind = kind_of_name(split.name);
  slot.count = split.how_many.count;
  slot.unit = split.how_many.unit;
  slot.pairs = slot.unit == k_pair_unit;
  return slot;
}

std::string print_slot(const Slot& slot) {
  // Without a limit "1份" says as much as "1份以上".
  const auto count =
      slot.count.most ? print_count(slot.count, slot.unit) : std::to_string(slot.count.least) + slot.unit;
  return slot.unit.empty() ? slot.name + " x" + count : slot.name + count;
}

}  // namespace guidang
