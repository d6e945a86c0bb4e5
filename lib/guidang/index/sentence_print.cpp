// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <span>
#include <utility>

#include "guidang/index/figure.hpp"
#include "guidang/index/sentence_names.hpp"
#include "guidang/index/sentence_pattern.hpp"

namespace guidang {
namespace {

using Kind = PatternNode::Kind;

std::string number_text(const Exact& value, bool percent) {
  return percent ? (value * 100).text() + "%" : value.text();
}

/// 95%, 3人, 10: with the unit that the figure's name tells.
std::string counted_text(const Exact& value, bool percent, std::string_view figure) {
  const auto unit = own_unit_of(figure);
  const bool counted = !percent && unit != "名";  // of ranks only the single one is said so: 第1名
  return number_text(value, percent) + std::string(counted ? unit : "");
}

/// 1个百分点, 5个百分点, 10.
std::string step_text(const Sentence& sentence, bool english) {
  if (!sentence.percent) return sentence.step.text();
  const auto points = sentence.step * 100;
  if (!english) return points.text() + "个百分点";
  return points.text() + (points == Exact(1) ? " percentage point" : " percentage points");
}

std::string fraction_text(const Sentence& sentence, bool english) {
  const auto step = step_text(sentence, english);
  switch (sentence.fraction) {
    case Fraction::full:
      if (!sentence.percent) return "";  // of things that are counted there are no parts
      return english ? ", only full steps" : "、不足" + step + "不扣";
    case Fraction::started: return english ? ", started steps count" : "、不足" + step + "按" + step + "计";
    case Fraction::exact: return english ? ", fractions count" : "、按比例扣";
  }
  return "";
}

std::string chinese_condition(const Band& band, std::string_view figure) {
  const auto number = number_text(band.from, band.percent);
  const auto counted = counted_text(band.from, band.percent, figure);
  const auto unit = unit_of(figure);
  switch (band.compare) {
    case Compare::equal:
      if (band.percent) return "为" + number;
      return (unit == "名" ? "第" : "") + number + std::string(unit);
    case Compare::at_least: return counted + "以上";
    case Compare::above: return "超过" + counted;
    case Compare::at_most: return "不超过" + counted;
    case Compare::below: return "低于" + counted;
    case Compare::between: return number + "至" + counted_text(band.to, band.percent, figure);
    case Compare::otherwise: break;
  }
  return "其余";
}

std::string english_condition(const Band& band) {
  const auto number = number_text(band.from, band.percent);
  switch (band.compare) {
    case Compare::equal: return "exactly " + number;
    case Compare::at_least: return number + " or more";
    case Compare::above: return "more than " + number;
    case Compare::at_most: return number + " or less";
    case Compare::below: return "less than " + number;
    case Compare::between: return number + " to " + number_text(band.to, band.percent);
    case Compare::otherwise: break;
  }
  return "anything else";
}

class Printer {
 public:
  Printer(const Sentence& sentence, std::string_view separator, Quotes quotes)
      : sentence_(sentence),
        separator_(separator),
        quotes_(quotes) {}

  void print(const PatternNodes& nodes, const Band* band) {
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
      case Kind::count: number(current.from); break;
      case Kind::rating: text += current.rating; break;
      case Kind::share: text += number_text(current.points, true); break;
      case Kind::plural: text += last_number_ == Exact(1) ? "" : "s"; break;
      case Kind::optional:
        if (is_said(node.branches.front())) print(node.branches.front(), band);
        break;
      case Kind::more:
        if (current.compare == Compare::at_least) print(node.branches.front(), band);
        break;
      case Kind::choice:
      case Kind::zero_choice: print(chosen(node, current), band); break;
      case Kind::bands: bands(node.branches.front()); break;
      default: figure(node.kind, band); break;
    }
  }

  void figure(Kind kind, const Band* band) {
    switch (kind) {
      case Kind::slot:
      case Kind::thing: name(sentence_.slot, zh_quotes(), quotes_); break;
      case Kind::quoted: name(sentence_.slot, en_quotes(), Quotes::yes); break;
      case Kind::figure:
        if (!sentence_.figure.empty()) name(sentence_.figure, zh_quotes(), quotes_);
        break;
      case Kind::en_figure: english_figure(); break;
      case Kind::code: name(sentence_.figure, chinese() ? zh_quotes() : en_quotes(), Quotes::yes); break;
      case Kind::level: name(level_of(band), zh_quotes(), quotes_); break;
      case Kind::en_level: name(level_of(band), en_quotes(), Quotes::yes); break;
      case Kind::target:
        text += chinese() ? counted_text(sentence_.target, sentence_.percent, sentence_.figure)
                          : number_text(sentence_.target, sentence_.percent);
        break;
      case Kind::sample: number(sentence_.target); break;
      case Kind::step:
        text += step_text(sentence_, false);
        if (!sentence_.percent) text += own_unit_of(sentence_.figure);
        break;
      case Kind::en_step: text += step_text(sentence_, true); break;
      case Kind::fraction: text += fraction_text(sentence_, false); break;
      case Kind::en_fraction: text += fraction_text(sentence_, true); break;
      case Kind::condition: text += chinese_condition(condition(band), sentence_.figure); break;
      case Kind::en_condition: text += english_condition(condition(band)); break;
      case Kind::unit: text += unit_of(sentence_.figure); break;
      default: break;  // the others say nothing
    }
  }

  [[nodiscard]] bool chinese() const { return separator_ == "、"; }

  [[nodiscard]] static std::string_view level_of(const Band* band) {
    return band != nullptr ? std::string_view(band->level) : std::string_view();
  }

  /// The condition of the band, else of the sentence.
  [[nodiscard]] Band condition(const Band* band) const {
    if (band != nullptr) return *band;
    Band own;
    own.compare = sentence_.compare;
    own.from = sentence_.target;
    own.percent = sentence_.percent;
    return own;
  }

  [[nodiscard]] bool is_said(const PatternNodes& nodes) const {
    return (sentence_.cap && contains(nodes, Kind::cap)) || (sentence_.highest_only && contains(nodes, Kind::highest));
  }

  [[nodiscard]] static const PatternNodes& chosen(const PatternNode& choice, const Band& band) {
    if (choice.kind == Kind::zero_choice) return choice.branches[band.points == Exact() ? 0 : 1];
    const bool rest = band.compare == Compare::otherwise;
    const auto fits = [rest](const PatternNodes& nodes) { return rest == contains(nodes, Kind::rest); };
    const auto found = std::ranges::find_if(choice.branches, fits);
    return found == choice.branches.end() ? choice.branches.front() : *found;
  }

  void number(const Exact& value) {
    last_number_ = value;
    text += value.text();
  }

  void bands(const PatternNodes& nodes) {
    std::string_view separator;
    for (const auto& band : sentence_.bands) {
      text += separator;
      print(nodes, &band);
      separator = separator_;
    }
  }

  void english_figure() {
    if (sentence_.figure.empty()) {
      text += "the figure";
      return;
    }
    const auto* const built_in = find_built_in(sentence_.figure);
    if (built_in != nullptr) name(built_in->en, en_quotes(), quotes_);
    if (built_in == nullptr) name(sentence_.figure, en_quotes(), Quotes::yes);
  }

  void name(std::string_view written, std::span<const QuotePair> pairs, Quotes quotes) {
    const auto fits = [written](const QuotePair& pair) { return written.find(pair.close) == std::string_view::npos; };
    const auto found = std::ranges::find_if(pairs, fits);
    const auto pair = found == pairs.end() ? pairs.front() : *found;
    if (quotes == Quotes::yes) text += pair.open;
    text += written;
    if (quotes == Quotes::yes) text += pair.close;
  }

  const Sentence& sentence_;
  std::string_view separator_;
  Quotes quotes_;
  Exact last_number_;
};

}  // namespace

bool can_say(const Pattern& pattern, const Sentence& sentence) {
  const auto has = [&](Kind kind) { return contains(pattern.nodes, kind); };
  if (has(Kind::no_target) || has(Kind::named)) return false;
  const bool names_slot = has(Kind::thing) || has(Kind::quoted);
  if (sentence.kind == SentenceKind::per_missing_document && names_slot == sentence.slot.empty()) return false;
  const bool is_ratio = sentence.kind == SentenceKind::points_by_ratio;
  if (is_ratio && has(Kind::one) != (sentence.target == Exact(1) && !sentence.percent)) return false;
  return (sentence.per == 1 || has(Kind::per)) && (!sentence.cap || has(Kind::cap));
}

std::string print_by_pattern(const Pattern& pattern,
                             const Sentence& sentence,
                             std::string_view separator,
                             Quotes quotes) {
  Printer printer(sentence, separator, quotes);
  printer.print(pattern.nodes, nullptr);
  return std::move(printer.text);
}

}  // namespace guidang
