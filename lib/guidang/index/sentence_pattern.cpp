// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/sentence_pattern.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "guidang/base/exact.hpp"
#include "guidang/base/text.hpp"

namespace guidang {
namespace {

using Kind = PatternNode::Kind;
using Nodes = std::span<const PatternNode>;

struct QuotePair {
  std::string_view open;
  std::string_view close;
};

constexpr std::array<QuotePair, 5> k_zh_quotes = {{{"“", "”"}, {"‘", "’"}, {"「", "」"}, {"'", "'"}, {"\"", "\""}}};
constexpr std::array<QuotePair, 5> k_en_quotes = {{{"'", "'"}, {"\"", "\""}, {"“", "”"}, {"‘", "’"}, {"「", "」"}}};

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

std::optional<int> han_count(char32_t c) {
  if (c == U'两') return 2;
  const auto place = std::u32string_view(U"一二三四五六七八九十").find(c);
  if (place == std::u32string_view::npos) return std::nullopt;
  return static_cast<int>(place) + 1;
}

bool contains(Nodes nodes, Kind kind) {
  return std::ranges::any_of(nodes, [kind](const PatternNode& node) {
    return node.kind == kind ||
           std::ranges::any_of(node.branches, [kind](const PatternNodes& branch) { return contains(branch, kind); });
  });
}

// ---- The notation ----

class Compiler {
 public:
  explicit Compiler(std::string_view pattern) : rest_(pattern) {}

  PatternNodes nodes() {
    PatternNodes list;
    while (!rest_.empty() && std::string_view("|)]>").find(rest_.front()) == std::string_view::npos) {
      list.push_back(next());
    }
    return list;
  }

 private:
  PatternNode next() {
    switch (rest_.front()) {
      case '{': return field();
      case '(': return group(rest_.starts_with("(s)") ? Kind::plural : Kind::choice);
      case '[': return group(rest_.starts_with("[+") ? Kind::more : Kind::optional);
      case '<': return group(Kind::bands);
      default: return literal();
    }
  }

  PatternNode literal() {
    const auto end = std::min(rest_.find_first_of("{([<|)]>"), rest_.size());
    PatternNode node;
    node.printed = rest_.substr(0, end);
    node.characters = plain_text(node.printed).characters;
    rest_.remove_prefix(end);
    return node;
  }

  PatternNode field() {
    constexpr std::array<std::pair<std::string_view, Kind>, 7> k_fields = {{{"per", Kind::per},
                                                                            {"points", Kind::points},
                                                                            {"cap", Kind::cap},
                                                                            {"slot", Kind::slot},
                                                                            {"quoted", Kind::quoted},
                                                                            {"count", Kind::count},
                                                                            {"rating", Kind::rating}}};
    const auto name = rest_.substr(1, rest_.find('}') - 1);
    rest_.remove_prefix(name.size() + 2);
    PatternNode node;
    node.kind = std::ranges::find(k_fields, name, &std::pair<std::string_view, Kind>::first)->second;
    return node;
  }

  PatternNode group(Kind kind) {
    PatternNode node;
    node.kind = kind;
    rest_.remove_prefix(kind == Kind::more ? 2 : 1);
    node.branches.push_back(nodes());
    while (rest_.starts_with('|')) {
      rest_.remove_prefix(1);
      node.branches.push_back(nodes());
    }
    rest_.remove_prefix(1);
    if (kind == Kind::plural) node.branches.clear();
    return node;
  }

  std::string_view rest_;
};

// ---- Reading ----

/// What has been read so far.
struct State {
  Sentence sentence;
  bool in_band = false;
};

class Reader {
 public:
  Reader(const PlainText& text, Furthest& furthest) : text_(text), furthest_(furthest) {}

  /// Reads `nodes` from `at` on; returns where they end.
  std::optional<std::size_t> run(Nodes nodes, std::size_t at, State& state) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const auto rest = nodes.subspan(i + 1);
      const auto& node = nodes[i];
      if (!node.branches.empty() && node.kind != Kind::bands) return branch(node, rest, at, state);
      if (node.kind == Kind::slot || node.kind == Kind::quoted) return name(node.kind, rest, at, state);
      const auto next = step(node, at, state);
      if (!next) return std::nullopt;
      at = *next;
    }
    return at;
  }

 private:
  std::nullopt_t stop(std::size_t at, Expected expected) {
    if (at > furthest_.at || (at == furthest_.at && furthest_.expected == Expected::words)) {
      furthest_ = {at, expected};
    }
    return std::nullopt;
  }

  [[nodiscard]] char32_t character(std::size_t at) const {
    return at < text_.characters.size() ? text_.characters[at] : U'\0';
  }

  std::optional<std::size_t> step(const PatternNode& node, std::size_t at, State& state) {
    switch (node.kind) {
      case Kind::literal: return literal(node.characters, at);
      case Kind::per: return whole(at, state.sentence.per, 1);
      case Kind::points: return points(at, state);
      case Kind::cap: return number(at, state.sentence.cap.emplace());
      case Kind::count: return count(at, state);
      case Kind::rating: return rating(at, state.sentence.bands.back().rating);
      case Kind::plural: return character(at) == U's' ? at + 1 : at;
      case Kind::bands: return bands(node.branches.front(), at, state);
      default: break;
    }
    if (at == text_.characters.size()) return at;  // Kind::end
    return stop(at, Expected::end);
  }

  std::optional<std::size_t> literal(std::u32string_view expected, std::size_t at) {
    for (const char32_t c : expected) {
      if (character(at) != c) return stop(at, Expected::words);
      ++at;
    }
    return at;
  }

  /// Returns where the digits and points that begin at `at` end. Those that stood apart are apart.
  [[nodiscard]] std::size_t number_end(std::size_t at) const {
    std::size_t end = at;
    while (is_digit(character(end)) || character(end) == U'.') {
      if (end > at && text_.origin[end] != text_.origin[end - 1] + 1) break;
      ++end;
    }
    return end;
  }

  [[nodiscard]] std::string digits(std::size_t at, std::size_t end) const {
    std::string result;
    for (; at < end; ++at) result += static_cast<char>(text_.characters[at]);
    return result;
  }

  std::optional<std::size_t> number(std::size_t at, Exact& value) {
    const auto end = number_end(at);
    const auto read = Exact::parse(digits(at, end));
    if (!read) return stop(at, Expected::number);
    value = *read;
    return end;
  }

  std::optional<std::size_t> points(std::size_t at, State& state) {
    return number(at, state.in_band ? state.sentence.bands.back().points : state.sentence.points);
  }

  std::optional<std::size_t> whole(std::size_t at, int& value, int least) {
    constexpr std::size_t k_most_digits = 6;
    if (const auto han = han_count(character(at))) {
      value = *han;
      return at + 1;
    }
    const auto end = number_end(at);
    const auto text = digits(at, end);
    if (!Exact::parse(text) || text.size() > k_most_digits || text.find('.') != std::string::npos) {
      return stop(at, Expected::whole_number);
    }
    value = std::stoi(text);
    if (value < least) return stop(at, Expected::whole_number);
    return end;
  }

  std::optional<std::size_t> count(std::size_t at, State& state) {
    auto& all = state.sentence.bands;
    const auto end = whole(at, all.back().count, 0);
    const int found = all.back().count;
    if (end && std::any_of(all.begin(), all.end() - 1, [found](const Band& band) { return band.count == found; })) {
      return stop(at, Expected::other_count);
    }
    return end;
  }

  std::optional<std::size_t> rating(std::size_t at, std::string& value) {
    const auto c = character(at);
    if (c < U'a' || c > U'c') return stop(at, Expected::words);
    value = static_cast<char>(c - U'a' + U'A');
    if (c != U'c' || character(at + 1) != U'#') return at + 1;
    value += '#';
    return at + 2;
  }

  std::optional<std::size_t> bands(Nodes band, std::size_t at, State& state) {
    std::optional<std::size_t> end;
    for (bool again = true; again;) {
      State trial = state;
      trial.in_band = true;
      trial.sentence.bands.emplace_back();
      const auto next = run(band, at, trial);
      again = next.has_value();
      if (!again) break;
      state.sentence = std::move(trial.sentence);
      at = *next;
      end = at;
    }
    return end;
  }

  std::optional<std::size_t> branch(const PatternNode& node, Nodes rest, std::size_t at, State& state) {
    for (const auto& nodes : node.branches) {
      State trial = state;
      if (node.kind == Kind::more) trial.sentence.bands.back().or_more = true;
      auto end = run(nodes, at, trial);
      if (end) end = run(rest, *end, trial);
      if (!end) continue;
      state = std::move(trial);
      return end;
    }
    return node.kind == Kind::choice ? std::nullopt : run(rest, at, state);
  }

  std::optional<std::size_t> name(Kind kind, Nodes rest, std::size_t at, State& state) {
    if (const auto close = closing_quote(at)) {
      const auto end = finish_name({text_.origin[at] + 1, text_.origin[*close]}, rest, *close + 1, state);
      if (end) return end;
    }
    if (kind == Kind::quoted || starts_like_count(at)) return stop(at, Expected::words);
    for (std::size_t end = at + 1; end < text_.characters.size(); ++end) {
      if (character(end) != rest.front().characters.front()) continue;
      State trial = state;
      const auto done = finish_name({text_.origin[at], text_.origin[end - 1] + 1}, rest, end, trial);
      if (!done) continue;
      state = std::move(trial);
      return done;
    }
    return stop(at, Expected::words);
  }

  /// Takes the original characters of `place` as the name and goes on at `at`.
  std::optional<std::size_t> finish_name(std::pair<int, int> place, Nodes rest, std::size_t at, State& state) {
    std::string written;
    for (int i = place.first; i < place.second; ++i) written += text_.original[static_cast<std::size_t>(i)];
    state.sentence.slot = trimmed(written);
    if (state.sentence.slot.empty()) return std::nullopt;
    return run(rest, at, state);
  }

  [[nodiscard]] std::optional<std::size_t> closing_quote(std::size_t at) const {
    for (const auto& pair : k_zh_quotes) {
      if (character(at) != code_point_of(pair.open)) continue;
      const auto close = text_.characters.find(code_point_of(pair.close), at + 1);
      if (close != std::u32string::npos) return close;
    }
    return std::nullopt;
  }

  /// Returns whether a bare name would be a count: "缺1份…" and "缺一次…" name no slot.
  [[nodiscard]] bool starts_like_count(std::size_t at) const {
    if (is_digit(character(at))) return true;
    constexpr std::u32string_view k_measures = U"份次项件个张处";
    return han_count(character(at)) && k_measures.find(character(at + 1)) != std::u32string_view::npos;
  }

  const PlainText& text_;
  Furthest& furthest_;
};

// ---- Printing ----

class Printer {
 public:
  Printer(const Sentence& sentence, std::string_view separator, Quotes quotes)
      : sentence_(sentence),
        separator_(separator),
        quotes_(quotes) {}

  void print(Nodes nodes, const Band* band) {
    for (const auto& node : nodes) print(node, band);
  }

  std::string text;

 private:
  void print(const PatternNode& node, const Band* band) {
    // Only the parts of a repeated band speak of one; compile_pattern() lets them stand nowhere else.
    static const Band k_none;
    const Band& current = band != nullptr ? *band : k_none;
    switch (node.kind) {
      case Kind::literal: text += node.printed; break;
      case Kind::per: number(sentence_.per); break;
      case Kind::points: number(band != nullptr ? band->points : sentence_.points); break;
      case Kind::cap: number(sentence_.cap.value_or(Exact())); break;
      case Kind::slot: name(k_zh_quotes, quotes_); break;
      case Kind::quoted: name(k_en_quotes, Quotes::yes); break;
      case Kind::count: number(current.count); break;
      case Kind::rating: text += current.rating; break;
      case Kind::plural: text += last_number_ == Exact(1) ? "" : "s"; break;
      case Kind::optional:
        if (sentence_.cap && contains(node.branches.front(), Kind::cap)) print(node.branches.front(), band);
        break;
      case Kind::more:
        if (current.or_more) print(node.branches.front(), band);
        break;
      case Kind::choice: print(node.branches.front(), band); break;
      case Kind::bands: bands(node.branches.front()); break;
      case Kind::end: break;
    }
  }

  void number(const Exact& value) {
    last_number_ = value;
    text += value.text();
  }

  void bands(Nodes nodes) {
    std::string_view separator;
    for (const auto& band : sentence_.bands) {
      text += separator;
      print(nodes, &band);
      separator = separator_;
    }
  }

  void name(std::span<const QuotePair> pairs, Quotes quotes) {
    const auto fits = [this](const QuotePair& pair) { return sentence_.slot.find(pair.close) == std::string::npos; };
    const auto found = std::ranges::find_if(pairs, fits);
    const auto pair = found == pairs.end() ? pairs.front() : *found;
    if (quotes == Quotes::yes) text += pair.open;
    text += sentence_.slot;
    if (quotes == Quotes::yes) text += pair.close;
  }

  const Sentence& sentence_;
  std::string_view separator_;
  Quotes quotes_;
  Exact last_number_;
};

}  // namespace

PatternNodes compile_pattern(std::string_view pattern) {
  auto nodes = Compiler(pattern).nodes();
  nodes.emplace_back().kind = Kind::end;
  return nodes;
}

bool read_by_pattern(const PatternNodes& pattern, const PlainText& text, Sentence& sentence, Furthest& furthest) {
  State state;
  state.sentence.kind = sentence.kind;
  if (!Reader(text, furthest).run(pattern, 0, state)) return false;
  sentence = std::move(state.sentence);
  return true;
}

bool can_say(const PatternNodes& pattern, const Sentence& sentence) {
  return (sentence.per == 1 || contains(pattern, Kind::per)) && (!sentence.cap || contains(pattern, Kind::cap));
}

std::string print_by_pattern(const PatternNodes& pattern,
                             const Sentence& sentence,
                             std::string_view separator,
                             Quotes quotes) {
  Printer printer(sentence, separator, quotes);
  printer.print(pattern, nullptr);
  return std::move(printer.text);
}

}  // namespace guidang
