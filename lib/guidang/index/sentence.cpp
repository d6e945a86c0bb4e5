// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/sentence.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/index/plain_text.hpp"
#include "guidang/index/sentence_bands.hpp"
#include "guidang/index/sentence_pattern.hpp"
#include "guidang/index/sentence_table.hpp"

namespace guidang {
namespace {

constexpr std::size_t k_max_characters = 1'000;

/// One row, its wordings ready for use.
struct CompiledRow {
  SentenceKind kind = SentenceKind::manual;
  std::vector<Pattern> zh;
  std::vector<Pattern> en;
};

std::vector<Pattern> compiled(const std::vector<std::string_view>& patterns) {
  std::vector<Pattern> list;
  list.reserve(patterns.size());
  for (const auto pattern : patterns) list.push_back(compile_pattern(pattern));
  return list;
}

const std::vector<CompiledRow>& compiled_rows() {
  static const std::vector<CompiledRow> k_rows = [] {
    std::vector<CompiledRow> list;
    for (const auto& row : sentence_rows()) list.push_back({row.shown.kind, compiled(row.zh), compiled(row.en)});
    return list;
  }();
  return k_rows;
}

/// Which wordings are tried: those whose words the text has, or all of them to learn where reading stops.
enum class Try { likely, all };

bool read_by_any(const std::vector<Pattern>& patterns,
                 const PlainText& text,
                 std::uint64_t bits,
                 Sentence& sentence,
                 Furthest& furthest) {
  return std::ranges::any_of(patterns, [&](const Pattern& pattern) {
    return (pattern.needs & ~bits) == 0 && read_by_pattern(pattern, text, sentence, furthest);
  });
}

std::optional<Sentence> read(const PlainText& text, Furthest& furthest, Try which = Try::likely) {
  const auto bits = which == Try::all ? ~std::uint64_t{0} : character_bits(text.characters);
  for (const auto& row : compiled_rows()) {
    Sentence sentence;
    sentence.kind = row.kind;
    const bool is_read =
        read_by_any(row.zh, text, bits, sentence, furthest) || read_by_any(row.en, text, bits, sentence, furthest);
    if (is_read && belong(sentence)) return sentence;
  }
  return std::nullopt;
}

// ---- The nearest sentence ----

bool is_number_part(char32_t c) {
  return (c >= U'0' && c <= U'9') || c == U'.';
}

/// The words of a sentence: every number is "0".
std::u32string skeleton(const PlainText& text) {
  std::u32string bones;
  for (const char32_t c : text.characters) {
    if (!is_number_part(c)) {
      bones += c;
    } else if (!bones.ends_with(U'0')) {
      bones += U'0';
    }
  }
  return bones;
}

std::size_t distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

/// Returns whether the text's first letter is an ASCII one; all else is read as Chinese.
bool is_english(const PlainText& text) {
  const auto letter = std::ranges::find_if(text.characters, [](char32_t c) { return c >= U'a'; });
  return letter != text.characters.end() && *letter <= U'z';
}

/// A sentence of the list as something to propose.
struct Candidate {
  std::string text;
  std::u32string bones;
};

/// The examples of the list, with and without their caps.
std::vector<Candidate> make_candidates(std::string_view language) {
  std::vector<Candidate> list;
  const auto add = [&list](std::string text) {
    auto bones = skeleton(plain_text(text));
    list.push_back({std::move(text), std::move(bones)});
  };
  for (const auto& pattern : sentence_patterns()) {
    Furthest furthest;
    auto sentence = read(plain_text(language == "en" ? pattern.en : pattern.zh), furthest);
    if (!sentence) continue;  // a test holds that there is none
    add(print_sentence(*sentence, language));
    if (!sentence->cap) continue;
    sentence->cap.reset();
    add(print_sentence(*sentence, language));
  }
  return list;
}

const std::vector<Candidate>& candidates(std::string_view language) {
  static const auto k_zh = make_candidates("zh");
  static const auto k_en = make_candidates("en");
  return language == "en" ? k_en : k_zh;
}

/// The numbers of a text, or what stands between them, in turn: the first piece is words, then number, words, …
std::vector<std::string> pieces(std::string_view text) {
  std::vector<std::string> list(1);
  for (const char c : text) {
    const bool in_number = list.size() % 2 == 0;
    if (is_number_part(static_cast<unsigned char>(c)) != in_number) list.emplace_back();
    list.back() += c;
  }
  return list;
}

/// Returns `example` with the numbers of `text` in place of its own, if there are as many and that is a sentence.
std::string with_numbers_of(std::string_view text, const std::string& example, std::string_view language) {
  const auto own = pieces(text);
  auto parts = pieces(example);
  if (own.size() / 2 != parts.size() / 2) return example;
  for (std::size_t i = 1; i < parts.size(); i += 2) parts[i] = own[i];
  Furthest furthest;
  const auto sentence = read(plain_text(std::accumulate(parts.begin(), parts.end(), std::string())), furthest);
  return sentence ? print_sentence(*sentence, language) : example;
}

std::optional<std::string> nearest_sentence(std::string_view text, const PlainText& plain) {
  constexpr std::size_t k_alike_percent = 75;  // more different than that is no help
  const std::string_view language = is_english(plain) ? "en" : "zh";
  const auto wanted = skeleton(plain);
  const Candidate* best = nullptr;
  std::size_t best_percent = k_alike_percent;
  for (const auto& candidate : candidates(language)) {
    const auto longer = std::max(wanted.size(), candidate.bones.size());
    const auto shorter = std::min(wanted.size(), candidate.bones.size());
    if ((longer - shorter) * 100 / longer >= best_percent) continue;  // at least as much differs
    const auto percent = distance(wanted, candidate.bones) * 100 / longer;
    if (percent >= best_percent) continue;
    best_percent = percent;
    best = &candidate;
  }
  if (best == nullptr) return std::nullopt;
  return with_numbers_of(text, best->text, language);
}

// ---- Faults ----

/// Returns whether the characters at `at` and after it belong to one number or one ASCII word.
bool joined_to_next(const PlainText& text, std::size_t at) {
  if (at + 1 >= text.characters.size() || text.origin[at + 1] > text.origin[at] + 1) return false;
  const auto is_letter = [](char32_t c) { return c >= U'a' && c <= U'z'; };
  const auto a = text.characters[at];
  const auto b = text.characters[at + 1];
  return (is_number_part(a) && is_number_part(b)) || (is_letter(a) && is_letter(b));
}

/// The original characters at `at`: the whole number or ASCII word, or one character.
std::pair<int, int> place_of(const PlainText& text, std::size_t at) {
  const auto length = static_cast<int>(text.original.size());
  if (at >= text.characters.size()) return {length, length};
  std::size_t begin = at;
  while (begin > 0 && joined_to_next(text, begin - 1)) --begin;
  std::size_t end = at;
  while (joined_to_next(text, end)) ++end;
  return {text.origin[begin], text.origin[end] + 1};
}

std::string_view fault_id(const PlainText& text, const Furthest& furthest) {
  if (furthest.at == 0 && furthest.expected <= Expected::whole_number) return "sentence/unknown";
  if (furthest.at >= text.characters.size() && furthest.expected != Expected::target) return "sentence/unfinished";
  switch (furthest.expected) {
    case Expected::number: return "sentence/number-expected";
    case Expected::whole_number: return "sentence/count-expected";
    case Expected::other_count: return "sentence/count-twice";
    case Expected::same_percent: return "sentence/percent-mixed";
    case Expected::open_range: return "sentence/open-range";
    case Expected::rising_range: return "sentence/range-reversed";
    case Expected::apart: return "sentence/bands-overlap";
    case Expected::no_gap: return "sentence/bands-gap";
    case Expected::target: return "sentence/needs-target";
    case Expected::end: return "sentence/end-expected";
    case Expected::words: break;
  }
  return "sentence/unexpected";
}

SentenceFault fault_at(std::string_view text, const PlainText& plain, const Furthest& furthest) {
  const auto length = static_cast<int>(plain.original.size());
  const bool whole = furthest.expected == Expected::target;
  const auto [from, to] = whole ? std::pair(0, length) : place_of(plain, furthest.at);
  std::string found;
  for (int i = from; i < to; ++i) found += plain.original[static_cast<std::size_t>(i)];
  SentenceFault fault;
  fault.message = {std::string(fault_id(plain, furthest)), {{"found", found}}};
  if (from == to) fault.message.arguments.clear();
  fault.offset = from;
  fault.length = std::max(1, to - from);
  fault.nearest = nearest_sentence(text, plain);
  return fault;
}

std::optional<SentenceFault> unreadable(std::string_view text) {
  SentenceFault fault;
  if (const auto place = first_invalid_utf8(text)) {
    fault.message = {"sentence/not-utf8", {}};
    fault.offset = static_cast<int>(code_points(text.substr(0, *place)));
    return fault;
  }
  const auto length = code_points(text);
  if (length > k_max_characters) {
    fault.message = {
        "sentence/too-long",
        {{"limit", static_cast<std::int64_t>(k_max_characters)}, {"found", static_cast<std::int64_t>(length)}}};
    fault.offset = static_cast<int>(k_max_characters);
    return fault;
  }
  if (trimmed(text).empty()) {
    fault.message = {"sentence/empty", {}};
    return fault;
  }
  return std::nullopt;
}

/// Returns whether the sentence has no name that may stand without quotes.
bool is_nameless(const Sentence& sentence) {
  return sentence.slot.empty() && sentence.figure.empty() && sentence.kind != SentenceKind::honours;
}

}  // namespace

tl::expected<Sentence, SentenceFault> parse_sentence(std::string_view text) {
  if (auto fault = unreadable(text)) return tl::unexpected<SentenceFault>(std::move(*fault));
  const auto plain = plain_text(text);
  Furthest furthest;
  if (auto sentence = read(plain, furthest)) return std::move(*sentence);
  furthest = {};
  static_cast<void>(read(plain, furthest, Try::all));
  return tl::unexpected<SentenceFault>(fault_at(text, plain, furthest));
}

std::optional<Sentence> read_sentence(std::string_view text) {
  if (unreadable(text)) return std::nullopt;
  Furthest furthest;
  return read(plain_text(text), furthest);
}

std::string print_sentence(const Sentence& sentence, std::string_view language) {
  const bool english = language == "en";
  const auto& row = compiled_rows()[static_cast<std::size_t>(sentence.kind)];
  const auto& patterns = english ? row.en : row.zh;
  const auto fits = [&](const Pattern& pattern) { return can_say(pattern, sentence); };
  const auto found = std::ranges::find_if(patterns, fits);
  const auto& pattern = found == patterns.end() ? patterns.front() : *found;
  const std::string_view separator = english ? ", " : "、";
  auto text = print_by_pattern(pattern, sentence, separator, Quotes::no);
  if (is_nameless(sentence)) return text;
  // A name that reads as part of the sentence ("一项", "defects") needs quotes.
  Furthest furthest;
  if (read(plain_text(text), furthest) == sentence) return text;
  return print_by_pattern(pattern, sentence, separator, Quotes::yes);
}

std::span<const SentencePattern> sentence_patterns() {
  static const std::vector<SentencePattern> k_patterns = [] {
    std::vector<SentencePattern> list;
    for (const auto& row : sentence_rows()) list.push_back(row.shown);
    return list;
  }();
  return k_patterns;
}

}  // namespace guidang
