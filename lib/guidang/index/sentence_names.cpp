// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/sentence_names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace guidang {

std::span<const QuotePair> zh_quotes() {
  static constexpr std::array<QuotePair, 5> k_quotes = {
      {{"“", "”"}, {"‘", "’"}, {"「", "」"}, {"'", "'"}, {"\"", "\""}}};
  return k_quotes;
}

std::span<const QuotePair> en_quotes() {
  static constexpr std::array<QuotePair, 5> k_quotes = {
      {{"'", "'"}, {"\"", "\""}, {"“", "”"}, {"‘", "’"}, {"「", "」"}}};
  return k_quotes;
}

namespace {

/// 每周开放天数: 每, a word of time, and what is a name by itself.
bool is_timed_name(std::u32string_view name) {
  constexpr auto k_times = std::to_array<std::u32string_view>({U"每季度",
                                                               U"每半年",
                                                               U"每半月",
                                                               U"每学期",
                                                               U"每学年",
                                                               U"每星期",
                                                               U"每周",
                                                               U"每月",
                                                               U"每年",
                                                               U"每日",
                                                               U"每天",
                                                               U"每季"});
  const auto begins = [name](std::u32string_view word) { return name.starts_with(word); };
  const auto time = std::ranges::find_if(k_times, begins);
  return time != k_times.end() && name.size() > time->size() && is_bare_name(name.substr(time->size()), false);
}

}  // namespace

bool is_bare_name(std::u32string_view name, bool is_level) {
  constexpr std::u32string_view k_never = U"“”‘’「」'\"0123456789每/×=<>≥≤%~";
  const bool timed = !is_level && name.front() == U'每';
  if (name.find_first_of(k_never, timed ? 1 : 0) != std::u32string_view::npos) return false;
  if (is_level) {
    constexpr auto k_caps =
        std::to_array<std::u32string_view>({U"最", U"至", U"累计", U"合计", U"总计", U"同一", U"以"});
    return name.size() <= 10 && name.front() != U'得' &&
           std::ranges::none_of(k_caps, [name](std::u32string_view word) { return name.starts_with(word); });
  }
  if (name.size() < 2) return false;
  if (name.front() == U'每') return is_timed_name(name);
  constexpr auto k_begins = std::to_array<std::u32string_view>(
      {U"低于", U"高于",   U"少于",   U"多于",   U"超过",   U"不足", U"未达", U"达不到", U"任", U"凡",
       U"如果", U"未开展", U"未组织", U"未召开", U"未举办", U"没有", U"以",   U"其中",   U"若", U"抽查"});
  constexpr auto k_words = std::to_array<std::u32string_view>(
      {U"目标", U"标准", U"要求", U"指标", U"分值", U"得分",     U"本项",   U"该项",     U"其余", U"其他", U"否则",
       U"下降", U"降低", U"减少", U"增加", U"上升", U"提高",     U"超出",   U"发现",     U"出现", U"发生", U"全部",
       U"累计", U"合计", U"记分", U"等级", U"比例", U"评定等级", U"满分",   U"本项分值", U"一项", U"一个", U"一处",
       U"一次", U"一起", U"一例", U"一人", U"一件", U"一条",     U"记分表", U"台账记分"});
  // 缺 begins what is missing, but for these words.
  constexpr auto k_absent = std::to_array<std::u32string_view>({U"缺勤", U"缺席", U"缺课", U"缺岗"});
  constexpr auto k_ends = std::to_array<std::u32string_view>(
      {U"超过", U"超出", U"高于", U"大于", U"多于", U"低于", U"少于", U"小于", U"不足", U"不到", U"不满", U"未满",
       U"未达", U"达到", U"等于", U"至少", U"至多", U"最多", U"不超", U"有",   U"为",   U"是",   U"第",   U"达"});
  constexpr std::u32string_view k_numerals = U"零一二三四五六七八九十百两";
  if (k_numerals.find(name.back()) != std::u32string_view::npos) return false;
  const auto ends = [name](std::u32string_view word) { return name.ends_with(word); };
  if (std::ranges::any_of(k_ends, ends)) return false;
  const auto begins = [name](std::u32string_view word) { return name.starts_with(word); };
  if (name.front() == U'缺' && std::ranges::none_of(k_absent, begins)) return false;
  return std::ranges::none_of(k_begins, begins) && std::ranges::find(k_words, name) == k_words.end();
}

std::string_view own_unit_of(std::string_view figure) {
  constexpr auto k_units = std::to_array<std::pair<std::string_view, std::string_view>>({{"天数", "天"},
                                                                                         {"次数", "次"},
                                                                                         {"人数", "人"},
                                                                                         {"户数", "户"},
                                                                                         {"份数", "份"},
                                                                                         {"处数", "处"},
                                                                                         {"家数", "家"},
                                                                                         {"件数", "件"},
                                                                                         {"场数", "场"},
                                                                                         {"篇数", "篇"},
                                                                                         {"起数", "起"},
                                                                                         {"张数", "张"},
                                                                                         {"问题数", "个"},
                                                                                         {"台账差错", "处"},
                                                                                         {"逾期材料", "份"},
                                                                                         {"名次", "名"},
                                                                                         {"排名", "名"}});
  const auto found = std::ranges::find_if(k_units, [figure](const auto& unit) { return figure.ends_with(unit.first); });
  return found == k_units.end() ? std::string_view() : found->second;
}

std::string_view unit_of(std::string_view figure) {
  const auto unit = own_unit_of(figure);
  return unit.empty() ? "个" : unit;
}

}  // namespace guidang
