// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/sentence_scan.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace guidang {
namespace {

using End = SentenceScanner::End;

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

struct Word {
  std::u32string_view text;
  Compare compare;
};

// Before a number. Where one begins like another, the longer one stands first.
constexpr std::array k_before = std::to_array<Word>({
    {U"大于或等于", Compare::at_least},
    {U"大于等于", Compare::at_least},
    {U"小于或等于", Compare::at_most},
    {U"小于等于", Compare::at_most},
    {U"不低于", Compare::at_least},
    {U"不少于", Compare::at_least},
    {U"不小于", Compare::at_least},
    {U"至少达到", Compare::at_least},
    {U"至少", Compare::at_least},
    {U"未达到", Compare::below},
    {U"达不到", Compare::below},
    {U"没达到", Compare::below},
    {U"没有达到", Compare::below},
    {U"未达", Compare::below},
    {U"达到", Compare::at_least},
    {U"达", Compare::at_least},
    {U"不超过", Compare::at_most},
    {U"不高于", Compare::at_most},
    {U"不大于", Compare::at_most},
    {U"不多于", Compare::at_most},
    {U"不足", Compare::below},
    {U"不到", Compare::below},
    {U"不满", Compare::below},
    {U"未满", Compare::below},
    {U"低于", Compare::below},
    {U"少于", Compare::below},
    {U"小于", Compare::below},
    {U"超过", Compare::above},
    {U"超出", Compare::above},
    {U"高于", Compare::above},
    {U"大于", Compare::above},
    {U"多于", Compare::above},
    {U"等于", Compare::equal},
    {U"≥", Compare::at_least},
    {U"≧", Compare::at_least},
    {U">=", Compare::at_least},
    {U"≤", Compare::at_most},
    {U"≦", Compare::at_most},
    {U"<=", Compare::at_most},
    {U">", Compare::above},
    {U"<", Compare::below},
    {U"=", Compare::equal},
    {U"为", Compare::equal},
    {U"是", Compare::equal},
    {U"atleast", Compare::at_least},
    {U"notlessthan", Compare::at_least},
    {U"nolessthan", Compare::at_least},
    {U"nofewerthan", Compare::at_least},
    {U"nomorethan", Compare::at_most},
    {U"notmorethan", Compare::at_most},
    {U"atmost", Compare::at_most},
    {U"morethan", Compare::above},
    {U"above", Compare::above},
    {U"over", Compare::above},
    {U"lessthan", Compare::below},
    {U"fewerthan", Compare::below},
    {U"below", Compare::below},
    {U"under", Compare::below},
    {U"exactly", Compare::equal},
});

constexpr std::array k_after = std::to_array<Word>({
    {U"及以上", Compare::at_least},
    {U"或以上", Compare::at_least},
    {U"(含)以上", Compare::at_least},
    {U"含以上", Compare::at_least},
    {U"以上", Compare::at_least},
    {U"及以下", Compare::at_most},
    {U"或以下", Compare::at_most},
    {U"(含)以下", Compare::at_most},
    {U"含以下", Compare::at_most},
    {U"以下", Compare::at_most},
    {U"ormore", Compare::at_least},
    {U"orabove", Compare::at_least},
    {U"orless", Compare::at_most},
    {U"orfewer", Compare::at_most},
    {U"orbelow", Compare::at_most},
});

constexpr std::array<std::u32string_view, 9> k_rest = {
    U"其余的", U"其余", U"其他情况", U"其他", U"其它", U"否则", U"anythingelse", U"otherwise", U"else"};

constexpr std::array<std::u32string_view, 60> k_units = {
    U"个工作日", U"工作日", U"平方米", U"人次", U"户次", U"场次", U"小时", U"个月", U"个", U"处", U"次", U"人",
    U"起",       U"天",     U"日",     U"项",   U"份",   U"件",   U"分",   U"名",   U"家", U"户", U"场", U"篇",
    U"条",       U"张",     U"幅",     U"块",   U"所",   U"支",   U"位",   U"期",   U"例", U"宗", U"辆", U"节",
    U"课",       U"座",     U"栋",     U"幢",   U"间",   U"对",   U"组",   U"类",   U"种", U"册", U"本", U"站",
    U"台",       U"部",     U"只",     U"头",   U"棵",   U"米",   U"岁",   U"年",   U"月", U"周", U"元", U"卷"};

bool is_lower(Compare compare) {
  return compare == Compare::at_least || compare == Compare::above;
}

bool is_upper(Compare compare) {
  return compare == Compare::at_most || compare == Compare::below;
}

/// Sets whether the band's edge belongs to it (含, 不含).
void include(Band& band, bool edge) {
  if (is_lower(band.compare)) band.compare = edge ? Compare::at_least : Compare::above;
  if (is_upper(band.compare)) band.compare = edge ? Compare::at_most : Compare::below;
}

}  // namespace

// ---- Numbers ----

std::nullopt_t SentenceScanner::stop(std::size_t at, Expected expected) {
  if (at > furthest_->at || (at == furthest_->at && furthest_->expected == Expected::words)) {
    *furthest_ = {at, expected};
  }
  return std::nullopt;
}

Furthest* SentenceScanner::note_in(Furthest* furthest) {
  return std::exchange(furthest_, furthest);
}

/// Returns where the digits and points that begin at `at` end. Those that stood apart are apart.
std::size_t SentenceScanner::digits_end(std::size_t at) const {
  std::size_t end = at;
  while (is_digit(character(end)) || character(end) == U'.') {
    if (end > at && text_.origin[end] != text_.origin[end - 1] + 1) break;
    ++end;
  }
  return end;
}

std::string SentenceScanner::digits(std::size_t at, std::size_t end) const {
  std::string result;
  for (; at < end; ++at) result += static_cast<char>(text_.characters[at]);
  return result;
}

End SentenceScanner::whole(std::size_t at, int& value, int least) {
  constexpr std::size_t k_most_digits = 6;
  if (const auto han = han_number(text_.characters, at)) {
    if (!han->whole || han->value < least) return stop(at, Expected::whole_number);
    value = std::stoi(han->value.text());
    return han->end;
  }
  const auto end = digits_end(at);
  const auto text = digits(at, end);
  if (!Exact::parse(text) || text.size() > k_most_digits || text.find('.') != std::string::npos) {
    return stop(at, Expected::whole_number);
  }
  value = std::stoi(text);
  if (value < least) return stop(at, Expected::whole_number);
  return end;
}

End SentenceScanner::number(std::size_t at, Exact& value) {
  if (character(at) == U'半') {
    value = Exact::ratio(1, 2);
    return at + 1;
  }
  if (const auto han = han_number(text_.characters, at)) {
    value = han->value;
    return han->end;
  }
  const auto end = digits_end(at);
  const auto read = Exact::parse(digits(at, end));
  if (!read) return stop(at, Expected::number);
  value = *read;
  return end;
}

End SentenceScanner::written(std::size_t at, Exact& value, bool& percent) {
  constexpr std::u32string_view k_of_hundred = U"百分之";
  const bool spelt = has(at, k_of_hundred);
  auto end = number(spelt ? at + k_of_hundred.size() : at, value);
  if (!end) return end;
  percent = spelt || character(*end) == U'%';
  if (!percent) return end;
  value = value / 100;
  return spelt ? *end : *end + 1;
}

End SentenceScanner::step(std::size_t at, Exact& value, bool& percent) {
  auto end = written(at, value, percent);
  if (!end) return end;
  if (!(value > 0)) return stop(at, Expected::number);
  for (const std::u32string_view point : {U"个百分点", U"百分点", U"percentagepoints", U"percentagepoint"}) {
    if (!has(*end, point)) continue;
    if (!percent) value = value / 100;
    percent = true;
    return *end + point.size();
  }
  return percent ? *end : unit(*end);
}

std::size_t SentenceScanner::unit(std::size_t at) const {
  const auto* const found = std::ranges::find_if(k_units, [&](std::u32string_view word) { return has(at, word); });
  return found == k_units.end() ? at : at + found->size();
}

// ---- Conditions ----

/// What brackets say about the ends of a range: (含80%), (含60%,不含80%).
struct SentenceScanner::Bounds {
  struct Bound {
    bool included = true;
    std::optional<Exact> number;  ///< None: the number before the bracket.
  };

  std::vector<Bound> list;

  /// What is said of `number`; the unnamed one is `last`'s.
  [[nodiscard]] std::optional<bool> of(const Exact& number, bool last) const {
    for (const auto& bound : list) {
      if (bound.number ? *bound.number == number : last) return bound.included;
    }
    return std::nullopt;
  }
};

std::size_t SentenceScanner::bounds_at(std::size_t at, Bounds& bounds) {
  if (character(at) != U'(') return at;
  Bounds found;
  auto here = at + 1;
  for (;;) {
    Bounds::Bound bound;
    bound.included = !has(here, U"不含") && !has(here, U"不包括");
    for (const std::u32string_view word : {U"不包括", U"不含", U"包括", U"包含", U"含"}) {
      if (!has(here, word)) continue;
      here += word.size();
      break;
    }
    if (character(here - 1) == U'(') return at;
    Exact number;
    bool percent = false;
    if (has(here, U"本数")) here += 2;
    Furthest ignored;
    auto* const before = note_in(&ignored);
    const auto end = written(here, number, percent);
    note_in(before);
    if (end) bound.number = number;
    if (end) here = unit(*end);
    found.list.push_back(bound);
    if (character(here) == U')') break;
    const bool more = has(here, U"含") || has(here, U"不含") || has(here, U"包含") || has(here, U"不包括");
    if (!more || found.list.size() > 2) return at;
  }
  bounds.list.insert(bounds.list.end(), found.list.begin(), found.list.end());
  return here + 1;
}

End SentenceScanner::range(std::size_t at, Band& band, Bounds& bounds) {
  const auto begin = at;
  bool percent = false;
  auto end = written(at, band.to, percent);
  if (!end) return end;
  if (percent && !band.percent) band.from = band.from / 100;
  if (!percent && band.percent) return stop(at, Expected::same_percent);
  band.percent = percent;
  at = bounds_at(unit(*end), bounds);
  if (has(at, U"之间")) at += 2;
  at = bounds_at(at, bounds);
  band.compare = Compare::between;
  // Half a tender: 60%至80% includes 60% and not 80%. Anything else cannot be said as one band.
  const bool whole_share = percent && band.to == Exact(1);
  if (!bounds.of(band.from, false).value_or(true)) return stop(begin, Expected::open_range);
  if (bounds.of(band.to, true).value_or(false) && !whole_share) return stop(begin, Expected::open_range);
  if (band.from >= band.to) return stop(begin, Expected::rising_range);
  if (whole_share) {  // nothing lies above 100%, so that 80%至100% is 80%以上
    band.compare = Compare::at_least;
    band.to = Exact();
  }
  return at;
}

End SentenceScanner::one_sided(std::size_t at, Band& band, Bounds& bounds) {
  const auto begin = at;
  bool told = false;
  band.compare = Compare::equal;
  const auto* const before = std::ranges::find_if(k_before, [&](const Word& word) { return has(at, word.text); });
  if (before != k_before.end()) {
    told = true;
    band.compare = before->compare;
    at += before->text.size();
  } else if (character(at) == U'第') {
    ++at;
  }
  const auto end = written(at, band.from, band.percent);
  if (!end) return end;
  at = bounds_at(unit(*end), bounds);
  if (!told) {
    for (const std::u32string_view sign : {U"至", U"到", U"-", U"~", U"to"}) {
      if (has(at, sign)) return range(at + sign.size(), band, bounds);
    }
  }
  const auto* const after = std::ranges::find_if(k_after, [&](const Word& word) { return has(at, word.text); });
  if (after != k_after.end()) {
    if (told && band.compare != after->compare) return stop(at, Expected::words);
    band.compare = after->compare;
    ends_bare_ = after->text == U"以下";
    at = bounds_at(at + after->text.size(), bounds);
  }
  const auto included = bounds.of(band.from, true);
  if (!included) return at;
  ends_bare_ = false;
  if (band.compare == Compare::equal) return stop(begin, Expected::words);
  include(band, *included);
  return at;
}

/// "60%以上" followed at once by "低于80%", or the other way round, is a range.
End SentenceScanner::other_side(std::size_t at, Band& band) {
  const auto begin = at;
  for (const std::u32string_view word : {U"且", U"并", U"而", U"但", U"and"}) {
    if (has(at, word)) at += word.size();
  }
  Band other;
  Bounds bounds;
  Furthest ignored;
  auto* const before = note_in(&ignored);
  const auto end = may_begin_condition(character(at)) ? one_sided(at, other, bounds) : std::nullopt;
  note_in(before);
  if (!end) return begin;
  const bool rising = is_lower(band.compare) && is_upper(other.compare);
  const bool falling = is_upper(band.compare) && is_lower(other.compare);
  if (!rising && !falling) return begin;
  const auto& low = rising ? band : other;
  const auto& high = rising ? other : band;
  if (low.percent != high.percent) return stop(begin, Expected::same_percent);
  if (low.compare != Compare::at_least || high.compare != Compare::below) return stop(begin, Expected::open_range);
  if (low.from >= high.from) return stop(begin, Expected::rising_range);
  Band joined = band;
  joined.compare = Compare::between;
  joined.from = low.from;
  joined.to = high.from;
  band = joined;
  return end;
}

End SentenceScanner::condition(std::size_t at, Band& band) {
  for (const auto word : k_rest) {
    if (!has(at, word)) continue;
    band.compare = Compare::otherwise;
    return at + word.size();
  }
  if (!may_begin_condition(character(at))) return stop(at, Expected::words);
  Bounds bounds;
  ends_bare_ = false;
  const auto end = one_sided(at, band, bounds);
  if (!end || band.compare == Compare::equal || band.compare == Compare::between) return end;
  const bool bare = ends_bare_;
  const auto whole = other_side(*end, band);
  ends_bare_ = bare && band.compare == Compare::at_most;
  return whole;
}

bool SentenceScanner::compares(std::size_t at) {
  const auto* const before = std::ranges::find_if(
      k_before, [&](const Word& word) { return word.compare != Compare::equal && has(at, word.text); });
  if (before == k_before.end()) return false;
  Exact number;
  bool percent = false;
  Furthest ignored;
  auto* const noted = note_in(&ignored);
  const auto end = written(at + before->text.size(), number, percent);
  note_in(noted);
  return end.has_value();
}

bool SentenceScanner::may_begin_condition(char32_t c) {
  constexpr std::u32string_view k_begins =
      U"0123456789零〇一二两三四五六七八九十半百第≥≧≤≦<>=大小不至未达没低少超高多等为是其否anmobluefo";
  return k_begins.find(c) != std::u32string_view::npos;
}

}  // namespace guidang
