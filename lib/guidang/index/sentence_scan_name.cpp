// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/index/sentence_names.hpp"
#include "guidang/index/sentence_scan.hpp"

namespace guidang {

using End = SentenceScanner::End;

End SentenceScanner::fraction(std::size_t at, const Sentence& sentence, Fraction& value) {
  for (const std::u32string_view word : {U"按比例扣分", U"按比例扣", U"按比例计算", U"fractionscount"}) {
    if (!has(at, word)) continue;
    value = Fraction::exact;
    return at + word.size();
  }
  if (has(at, U"startedstepscount")) {
    value = Fraction::started;
    return at + std::u32string_view(U"startedstepscount").size();
  }
  if (has(at, U"onlyfullsteps")) return at + std::u32string_view(U"onlyfullsteps").size();
  for (const std::u32string_view word : {U"不足部分不计", U"不足的不扣", U"不足部分不扣", U"不足不扣"}) {
    if (has(at, word)) return at + word.size();
  }
  if (!has(at, U"不足") && !has(at, U"不满")) return at;
  return what_a_part_counts(at + 2, sentence, value);
}

End SentenceScanner::what_a_part_counts(std::size_t at, const Sentence& sentence, Fraction& value) {
  auto end = same_step(at, sentence);
  if (!end) return end;
  if (has(*end, U"的")) ++*end;
  for (const std::u32string_view word : {U"不予扣分", U"不扣分", U"不扣", U"不计算", U"不计"}) {
    if (has(*end, word)) return *end + word.size();
  }
  if (character(*end) != U'按') return stop(*end, Expected::words);
  end = same_step(*end + 1, sentence);
  if (!end) return end;
  value = Fraction::started;
  for (const std::u32string_view word : {U"计算", U"计扣", U"计", U"扣分", U"扣", U"算"}) {
    if (has(*end, word)) return *end + word.size();
  }
  return end;
}

End SentenceScanner::same_step(std::size_t at, const Sentence& sentence) {
  Exact value;
  bool percent = false;
  const auto end = step(at, value, percent);
  if (end && (value != sentence.step || percent != sentence.percent)) return stop(at, Expected::words);
  return end;
}

bool SentenceScanner::charges_each(std::size_t at) {
  if (character(at) != U'每') return false;
  at += has(at, U"每有") ? 2U : 1U;
  int number = 0;
  Furthest ignored;
  auto* const noted = note_in(&ignored);
  at = unit(whole(at, number, 1).value_or(at));
  note_in(noted);
  return character(at) == U'扣' || character(at) == U'减';
}

bool SentenceScanner::separated(std::size_t at) const {
  for (int i = text_.origin[at - 1] + 1; i < text_.origin[at]; ++i) {
    if (!trimmed(text_.original[static_cast<std::size_t>(i)]).empty()) return true;
  }
  return false;
}

End SentenceScanner::closing_quote(std::size_t at) const {
  for (const auto& pair : zh_quotes()) {
    if (character(at) != code_point_of(pair.open)) continue;
    const auto close = text_.characters.find(code_point_of(pair.close), at + 1);
    if (close != std::u32string::npos) return close;
  }
  return std::nullopt;
}

End SentenceScanner::known_level(std::size_t at, std::string& level) const {
  // Where one begins like another, the longer one stands first.
  constexpr auto k_levels = std::to_array<std::pair<std::u32string_view, std::string_view>>({{U"中央", "中央"},
                                                                                             {U"国家", "国家"},
                                                                                             {U"全国", "全国"},
                                                                                             {U"省部", "省部"},
                                                                                             {U"省", "省"},
                                                                                             {U"地市", "地市"},
                                                                                             {U"市", "市"},
                                                                                             {U"区县", "区县"},
                                                                                             {U"区", "区"},
                                                                                             {U"县", "县"},
                                                                                             {U"街道", "街道"},
                                                                                             {U"乡镇", "乡镇"},
                                                                                             {U"镇", "镇"},
                                                                                             {U"乡", "乡"},
                                                                                             {U"社区", "社区"},
                                                                                             {U"学校", "学校"},
                                                                                             {U"校", "校"}});
  const auto found = std::ranges::find_if(k_levels, [&](const auto& one) { return has(at, one.first); });
  if (found == k_levels.end()) return std::nullopt;
  level = std::string(found->second) + "级";
  at += found->first.size();
  return character(at) == U'级' ? at + 1 : at;
}

End SentenceScanner::rating(std::size_t at, std::string& value) {
  const auto c = character(at);
  if (c < U'a' || c > U'c') return stop(at, Expected::words);
  value = static_cast<char>(c - U'a' + U'A');
  if (c != U'c' || character(at + 1) != U'#') return at + 1;
  value += '#';
  return at + 2;
}

bool SentenceScanner::is_spell(std::size_t at) const {
  constexpr std::u32string_view k_spells = U"周月年季天日旬";
  if (at == 0 || character(at - 1) != U'每') return false;
  return k_spells.find(character(at)) != std::u32string_view::npos || has(at, U"学期") || has(at, U"星期");
}

bool SentenceScanner::full_level(std::size_t at) const {
  std::string level;
  const auto end = known_level(at, level);
  return end && character(*end - 1) == U'级';
}

bool SentenceScanner::follows_rate(std::size_t at) const {
  constexpr std::u32string_view k_closing = U"”’」'\"";
  constexpr std::u32string_view k_rates = U"率比度";
  if (at > 0 && k_closing.find(character(at - 1)) != std::u32string_view::npos) --at;
  return at > 0 && k_rates.find(character(at - 1)) != std::u32string_view::npos;
}

bool SentenceScanner::may_be_words(std::size_t at, std::size_t end) const {
  constexpr std::size_t k_most = 40;
  constexpr std::u32string_view k_never = U"“”‘’「」每";
  constexpr char32_t k_ascii = 0x80;
  if (end >= text_.characters.size() || end - at > k_most) return false;
  if (end == at) return true;
  const auto c = character(end - 1);
  return c == U'(' || c == U')' || (c >= k_ascii && k_never.find(c) == std::u32string_view::npos);
}

bool SentenceScanner::speaks_well(std::size_t at) const {
  constexpr auto k_good = std::to_array<std::u32string_view>({U"合格", U"达标", U"达到", U"符合", U"规范", U"完成"});
  return std::ranges::any_of(k_good, [&](std::u32string_view word) { return has(at, word); });
}

bool SentenceScanner::starts_like_cost(std::size_t at) const {
  for (const std::u32string_view word : {U"不得分", U"不给分", U"不计分", U"不扣分"}) {
    if (has(at, word)) return true;
  }
  if (character(at) != U'扣' && character(at) != U'得') return false;
  const auto next = character(at + 1);
  return (next >= U'0' && next <= U'9') || han_number(text_.characters, at + 1).has_value();
}

bool SentenceScanner::starts_like_count(std::size_t at) const {
  const auto c = character(at);
  if (c >= U'0' && c <= U'9') return true;
  constexpr std::u32string_view k_measures = U"份次项件个张处";
  const auto number = han_number(text_.characters, at);
  return number && k_measures.find(character(number->end)) != std::u32string_view::npos;
}

}  // namespace guidang
