// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/index/figure.hpp"
#include "guidang/index/sentence_bands.hpp"
#include "guidang/index/sentence_names.hpp"
#include "guidang/index/sentence_pattern.hpp"
#include "guidang/index/sentence_scan.hpp"

namespace guidang {
namespace {

using Kind = PatternNode::Kind;
using Nodes = std::span<const PatternNode>;
using End = SentenceScanner::End;

/// What has been read so far.
struct State {
  Sentence sentence;
  bool in_band = false;
  std::vector<bool> bare;       ///< Of each band: its condition is a bare 以下.
  std::optional<bool> percent;  ///< Whether target and step are in per cent, once one of them has been read.
};

class Reader {
 public:
  Reader(const PlainText& text, Furthest& furthest) : text_(text), scan_(text, furthest) {}

  /// Reads `nodes` from `at` on; returns where they end.
  End run(Nodes nodes, std::size_t at, State& state) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const auto rest = nodes.subspan(i + 1);
      const auto& node = nodes[i];
      if (!node.branches.empty() && node.kind != Kind::bands) return branch(node, rest, at, state);
      if (is_name(node.kind)) return name(node.kind, rest, at, state);
      if (says_nothing(node.kind)) return words(node.kind, rest, at, state);
      const auto next = step(node, at, state);
      if (!next) return std::nullopt;
      at = *next;
    }
    return at;
  }

 private:
  End step(const PatternNode& node, std::size_t at, State& state) {
    auto& sentence = state.sentence;
    switch (node.kind) {
      case Kind::literal: return literal(node.characters, at);
      case Kind::per: return scan_.whole(at, sentence.per, 1);
      case Kind::points: return scan_.number(at, state.in_band ? sentence.bands.back().points : sentence.points);
      case Kind::cap: return scan_.number(at, sentence.cap.emplace());
      case Kind::count: return count(at, state);
      case Kind::rating: return scan_.rating(at, sentence.bands.back().rating);
      case Kind::plural: return scan_.character(at) == U's' ? at + 1 : at;
      case Kind::bands: return bands(node.branches.front(), at, state);
      case Kind::unit: return scan_.unit(at);
      case Kind::no_target: return scan_.stop(at, Expected::target);
      case Kind::named: take_named(node.printed, sentence); return at;
      case Kind::one: sentence.target = 1; return at;
      case Kind::highest: sentence.highest_only = true; return at;
      case Kind::rest: return rest_band(at, state);
      case Kind::share: return share(at, sentence.bands.back());
      case Kind::known_level: return level(at, sentence.bands);
      case Kind::rate: return scan_.follows_rate(at) ? at : End(scan_.stop(at, Expected::words));
      case Kind::end: break;
      default: return figure_step(node.kind, at, state);
    }
    if (at == text_.characters.size()) return at;
    return scan_.stop(at, Expected::end);
  }

  End figure_step(Kind kind, std::size_t at, State& state) {
    auto& sentence = state.sentence;
    switch (kind) {
      case Kind::target: return target(at, state);
      case Kind::sample: return sample(at, sentence);
      case Kind::step:
      case Kind::en_step: return charged_step(at, state);
      case Kind::fraction:
      case Kind::en_fraction: return scan_.fraction(at, sentence, sentence.fraction);
      default: break;
    }
    return condition(kind, at, state);
  }

  End literal(std::u32string_view expected, std::size_t at) {
    for (const char32_t c : expected) {
      if (scan_.character(at) != c) return scan_.stop(at, Expected::words);
      ++at;
    }
    return at;
  }

  End target(std::size_t at, State& state) {
    auto& sentence = state.sentence;
    bool percent = false;
    const auto end = scan_.written(at, sentence.target, percent);
    if (!end) return end;
    const bool is_ratio = sentence.kind == SentenceKind::points_by_ratio;
    if (is_ratio && !(sentence.target > 0)) return scan_.stop(at, Expected::number);
    // A bare 0 is 0% too.
    if ((percent || sentence.target > 0) && !agree_on(percent, state)) return scan_.stop(at, Expected::same_percent);
    return scan_.unit(*end);
  }

  static bool agree_on(bool percent, State& state) {
    if (state.percent && *state.percent != percent) return false;
    state.percent = percent;
    state.sentence.percent = percent;
    return true;
  }

  End sample(std::size_t at, Sentence& sentence) {
    int number = 0;
    const auto end = scan_.whole(at, number, 1);
    sentence.target = number;
    return end;
  }

  End charged_step(std::size_t at, State& state) {
    bool percent = false;
    const auto end = scan_.step(at, state.sentence.step, percent);
    if (end && !agree_on(percent, state)) return scan_.stop(at, Expected::same_percent);
    return end;
  }

  End condition(Kind kind, std::size_t at, State& state) {
    Band read;
    const auto end = scan_.condition(at, read);
    if (!end) return end;
    auto& sentence = state.sentence;
    if (state.in_band) {
      auto& band = sentence.bands.back();
      band.compare = read.compare;
      band.from = read.from;
      band.to = read.to;
      band.percent = read.percent;
      if (!has_figure_bands(sentence.kind)) return end;
      state.bare.resize(sentence.bands.size());
      state.bare.back() = scan_.ends_bare();
      const bool settled = settle_edges(sentence.bands, state.bare);
      const auto fault = settled ? fault_of_any(sentence.bands) : fault_of_last(sentence.bands);
      return fault ? End(scan_.stop(at, *fault)) : end;
    }
    const bool one_sided = read.compare == Compare::at_least || read.compare == Compare::above ||
                           read.compare == Compare::at_most || read.compare == Compare::below;
    if (!one_sided) return scan_.stop(at, Expected::words);
    sentence.compare = kind == Kind::else_condition ? opposite(read.compare) : read.compare;
    sentence.target = read.from;
    sentence.percent = read.percent;
    return end;
  }

  End share(std::size_t at, Band& band) {
    bool percent = false;
    const auto end = scan_.written(at, band.points, percent);
    if (end && (!percent || band.points > 1)) return scan_.stop(at, Expected::number);
    return end;
  }

  End rest_band(std::size_t at, State& state) {
    auto& all = state.sentence.bands;
    all.back().compare = Compare::otherwise;
    const bool twice =
        std::any_of(all.begin(), all.end() - 1, [](const Band& band) { return band.compare == Compare::otherwise; });
    if (twice) return scan_.stop(at, Expected::other_count);
    return at;
  }

  End count(std::size_t at, State& state) {
    auto& all = state.sentence.bands;
    int found = 0;
    const auto end = scan_.whole(at, found, state.sentence.kind == SentenceKind::points_by_occasion ? 1 : 0);
    all.back().from = found;
    const auto same = [found](const Band& band) { return band.compare != Compare::otherwise && band.from == found; };
    if (end && std::any_of(all.begin(), all.end() - 1, same)) return scan_.stop(at, Expected::other_count);
    return end;
  }

  End level(std::size_t at, std::vector<Band>& all) {
    const auto end = scan_.known_level(at, all.back().level);
    const auto same = [&all](const Band& band) { return band.level == all.back().level; };
    if (!end) return scan_.stop(at, Expected::words);
    return std::any_of(all.begin(), all.end() - 1, same) ? End(scan_.stop(at, Expected::other_count)) : end;
  }

  End bands(Nodes band, std::size_t at, State& state) {
    End end;
    for (;;) {
      State trial = state;
      trial.in_band = true;
      trial.sentence.bands.emplace_back();
      const auto next = run(band, at, trial);
      if (!next) break;
      state.sentence = std::move(trial.sentence);
      state.bare = std::move(trial.bare);
      at = *next;
      end = at;
    }
    return end;
  }

  End branch(const PatternNode& node, Nodes rest, std::size_t at, State& state) {
    for (const auto& nodes : node.branches) {
      // The first words are compared before the state is copied: most branches end there.
      const bool has_words = !nodes.empty() && nodes.front().kind == Kind::literal;
      if (has_words ? !literal(nodes.front().characters, at) : !may_start(nodes, at)) {
        scan_.stop(at, Expected::words);
        continue;
      }
      State trial = state;
      if (node.kind == Kind::more) trial.sentence.bands.back().compare = Compare::at_least;
      auto end = run(nodes, at, trial);
      if (end) end = run(rest, *end, trial);
      if (!end) continue;
      state = std::move(trial);
      return end;
    }
    const bool needed = node.kind == Kind::choice || node.kind == Kind::zero_choice;
    return needed ? std::nullopt : run(rest, at, state);
  }

  /// A cheap first look: false only if `nodes` cannot begin at `at`.
  [[nodiscard]] bool may_start(Nodes nodes, std::size_t at) const {
    for (const auto& node : nodes) {
      switch (node.kind) {
        case Kind::literal:
          if (node.characters.empty()) continue;
          return node.characters.front() == scan_.character(at);
        case Kind::condition:
        case Kind::en_condition:
        case Kind::else_condition: return SentenceScanner::may_begin_condition(scan_.character(at));
        case Kind::choice:
        case Kind::zero_choice:
          return std::ranges::any_of(node.branches,
                                     [&](const PatternNodes& one) { return one.empty() || may_start(one, at); });
        case Kind::bands: return may_start(node.branches.front(), at);
        default: return true;
      }
    }
    return true;
  }

  // ---- Names ----

  static std::string& place_of_name(Kind kind, Sentence& sentence) {
    if (kind == Kind::slot || kind == Kind::quoted || kind == Kind::thing) return sentence.slot;
    if (kind == Kind::level || kind == Kind::en_level) return sentence.bands.back().level;
    return sentence.figure;
  }

  End name(Kind kind, Nodes rest, std::size_t at, State& state) {
    if (const auto close = scan_.closing_quote(at)) {
      State trial = state;
      const auto end = finish_name(kind, {text_.origin[at] + 1, text_.origin[*close]}, rest, *close + 1, trial);
      if (end) state = std::move(trial);
      if (end) return end;
    }
    switch (kind) {
      case Kind::en_figure: return english_figure(rest, at, state);
      case Kind::figure:
        if (const auto end = without_name(rest, at, state)) return end;
        return bare_name(kind, rest, at, state);
      case Kind::level: return bare_name(kind, rest, at, state);
      case Kind::thing:
        if (scan_.character(at) != U'月') return bare_name(kind, rest, at, state);  // 每缺1个月活动
        break;
      case Kind::slot:
        if (!scan_.starts_like_count(at) && !scan_.starts_like_cost(at)) return bare_name(kind, rest, at, state);
        break;
      default: break;
    }
    return scan_.stop(at, Expected::words);
  }

  /// Words that say nothing end, like a bare name, at the first place where the rest can be read.
  End words(Kind kind, Nodes rest, std::size_t at, State& state) {
    bool listed = kind != Kind::list;
    for (std::size_t end = at; scan_.may_be_words(at, end); ++end) {
      listed = listed || (end > at && scan_.separated(end));
      const bool enough = listed && (end > at || kind != Kind::bad);
      if (!enough || !may_start(rest, end)) continue;
      if (kind == Kind::lead && end > at && !scan_.full_level(end)) continue;
      if (kind == Kind::bad && scan_.speaks_well(at)) break;
      State trial = state;
      Furthest ignored;
      auto* const noted = scan_.note_in(&ignored);
      const auto done = run(rest, end, trial);
      scan_.note_in(noted);
      if (!done) continue;
      state = std::move(trial);
      return done;
    }
    return scan_.stop(at, Expected::words);
  }

  End without_name(Nodes rest, std::size_t at, State& state) {
    if (!may_start(rest, at)) return std::nullopt;
    State trial = state;
    const auto end = run(rest, at, trial);
    if (end) state = std::move(trial);
    return end;
  }

  End english_figure(Nodes rest, std::size_t at, State& state) {
    static const std::vector<std::u32string> k_words = [] {
      std::vector<std::u32string> list;
      for (const auto& figure : built_in_figures()) list.push_back(plain_text(figure.en).characters);
      return list;
    }();
    for (std::size_t i = 0; i < k_words.size(); ++i) {
      if (!scan_.has(at, k_words[i])) continue;
      State trial = state;
      const auto end = run(rest, at + k_words[i].size(), trial);
      if (!end) continue;
      state = std::move(trial);
      state.sentence.figure = built_in_figures()[i].zh;
      return end;
    }
    const auto end = literal(U"thefigure", at);
    return end ? run(rest, *end, state) : end;
  }

  /// A name without quotes ends where the rest of the sentence can begin; the first such place is taken.
  End bare_name(Kind kind, Nodes rest, std::size_t at, State& state) {
    const auto size = text_.characters.size();
    const auto last = kind == Kind::slot ? size : std::min(size, at + k_longest_bare_name);
    for (std::size_t end = at + 1; end < last; ++end) {
      // Marks stand between names (schemas/index.md, 4.1): "缺不得分；每缺1次会议扣2分" is no slot.
      if (kind == Kind::slot && end > at + 1 && scan_.separated(end - 1)) break;
      // A slot is no condition: "缺勤次数超过3扣1分" speaks of a figure.
      if (kind == Kind::slot && (scan_.compares(end) || scan_.charges_each(end))) break;
      if (kind != Kind::slot && text_.origin[end] - text_.origin[end - 1] > 1 && scan_.separated(end)) break;
      if (!may_start(rest, end)) continue;
      if (kind != Kind::slot && !is_bare_name({text_.characters.data() + at, end - at}, kind == Kind::level)) continue;
      if (kind != Kind::slot && scan_.is_spell(at)) break;
      // "每月会议1次得2分" may speak of a meeting each month; "每月会议少于1次扣2分" does not.
      if (scan_.character(at) == U'每' && counts_each(state.sentence.kind)) break;
      State trial = state;
      Furthest reached;
      auto* const noted = scan_.note_in(&reached);
      const auto done = finish_name(kind, {text_.origin[at], text_.origin[end - 1] + 1}, rest, end, trial);
      scan_.note_in(noted);
      // Any text is a name with something behind it: only what reads on is worth a word.
      if (reached.at > end + 1 || kind == Kind::slot) scan_.stop(reached.at, reached.expected);
      if (!done) continue;
      state = std::move(trial);
      return done;
    }
    return scan_.stop(at, Expected::words);
  }

  /// Goes on at `at` and, if that reads to the end, takes the original characters of `place` as the name.
  End finish_name(Kind kind, std::pair<int, int> place, Nodes rest, std::size_t at, State& state) {
    const auto end = run(rest, at, state);
    if (!end) return end;
    std::string written;
    for (int i = place.first; i < place.second; ++i) written += text_.original[static_cast<std::size_t>(i)];
    auto& name = place_of_name(kind, state.sentence);
    name = trimmed(written);
    if (name.empty()) return std::nullopt;
    const auto& bands = state.sentence.bands;
    const auto same_level = [&](const Band& band) { return band.level == name; };
    if ((kind == Kind::level || kind == Kind::en_level) && std::count_if(bands.begin(), bands.end(), same_level) > 1) {
      return scan_.stop(at, Expected::other_count);
    }
    return end;
  }

  static constexpr std::size_t k_longest_bare_name = 40;
  const PlainText& text_;
  SentenceScanner scan_;
};

}  // namespace

bool read_by_pattern(const Pattern& pattern, const PlainText& text, Sentence& sentence, Furthest& furthest) {
  State state;
  state.sentence.kind = sentence.kind;
  if (!Reader(text, furthest).run(pattern.nodes, 0, state)) return false;
  sentence = std::move(state.sentence);
  const bool names_figure = !sentence.figure.empty() && sentence.kind != SentenceKind::index_points;
  const auto* const built_in = names_figure ? find_built_in(sentence.figure) : nullptr;
  if (built_in != nullptr) sentence.figure = built_in->zh;
  return true;
}

}  // namespace guidang
