// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/text.hpp"
#include "guidang/index/demands.hpp"
#include "guidang/index/load.hpp"

namespace guidang {
namespace {

/// A text in double quotes that YAML reads back byte for byte.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += text[i];
    } else if (c < 0x20 || c == 0x7F) {
      result += fmt::format("\\x{:02X}", c);
    } else {
      result += text[i];
    }
  }
  return result + '"';
}

/// Collects lines at growing indents, and counts the nodes they are.
class Writer {
 public:
  explicit Writer(Origins origins) : origins_(origins) {}

  [[nodiscard]] bool shows_origins() const { return origins_ == Origins::shown; }

  void line(int depth, std::string_view key, std::string_view value) {
    fmt::format_to(std::back_inserter(text_), "{:{}}{}:{}{}\n", "", depth * 2, key, value.empty() ? "" : " ", value);
    count(value);
  }

  /// Begins an item of a list with its first field.
  void item(int depth, std::string_view key, std::string_view value) {
    fmt::format_to(std::back_inserter(text_), "{:{}}- {}: {}\n", "", depth * 2, key, value);
    count(value);
    ++nodes_;
  }

  void comment(int depth, std::string_view text) {
    fmt::format_to(std::back_inserter(text_), "{:{}}# {}\n", "", depth * 2, text);
  }

  void entry(int depth, std::string_view value) {
    fmt::format_to(std::back_inserter(text_), "{:{}}- {}\n", "", depth * 2, value);
    count(value);
  }

  [[nodiscard]] Canonical take() { return {std::move(text_), nodes_}; }

 private:
  void count(std::string_view value) {
    ++nodes_;
    if (!value.starts_with('{') && !value.starts_with('[')) return;  // texts of people stand in quotes
    nodes_ += static_cast<std::size_t>(std::ranges::count(value, ',')) + 1;
  }

  Origins origins_;
  std::string text_;
  std::size_t nodes_ = 1;
};

std::string range_text(const DateRange& range) {
  return fmt::format("{{from: {}, to: {}}}", to_string(range.from), to_string(range.to));
}

void write_texts(Writer& writer, int depth, std::string_view key, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  writer.line(depth, key, "");
  for (const auto& text : texts) writer.entry(depth + 1, quoted(text));
}

/// `unit`: what follows each number.
void write_limits(Writer& writer, int depth, std::string_view key, const Limits& limits, std::string_view unit) {
  std::string text;
  if (limits.least) text += fmt::format("least: {}{}", *limits.least, unit);
  if (limits.most) text += fmt::format("{}most: {}{}", text.empty() ? "" : ", ", *limits.most, unit);
  if (!text.empty()) writer.line(depth, key, "{" + text + "}");
}

void write_demands(Writer& writer, int depth, const FileDemands& demands) {
  if (const auto pixels = pixels_text(demands); !pixels.empty()) {
    writer.line(depth, "pixels", fmt::format("{{least: {}}}", pixels));
  }
  if (demands.least_sharpness) writer.line(depth, "sharpness", fmt::format("{{least: {}}}", *demands.least_sharpness));
  write_limits(writer, depth, "characters", demands.characters, "");
  write_texts(writer, depth, "words", demands.words);
  if (demands.figure) writer.line(depth, "figure", "yes");
  write_limits(writer, depth, "duration", demands.seconds, "s");
  if (demands.embedded_pictures) writer.line(depth, "embedded", "yes");
  if (!demands.name_pattern.empty()) writer.line(depth, "called", quoted(demands.name_pattern));
}

void write_slots(Writer& writer, int depth, std::string_view key, const std::vector<Slot>& slots) {
  if (slots.empty()) return;
  writer.line(depth, key, "");
  for (const auto& slot : slots) {
    writer.item(depth + 1, "name", quoted(slot.name));
    writer.line(depth + 2, "kind", to_string(slot.kind));
    writer.line(depth + 2, "count", quoted(print_count(slot.count, slot.unit)));
    writer.line(depth + 2, "formats", fmt::format("[{}]", fmt::join(slot.formats, ", ")));
    write_limits(writer, depth + 2, "size", {slot.demands.least_bytes, slot.most_bytes}, "B");
    writer.line(depth + 2, "window", slot.window ? range_text(*slot.window) : "any");
    writer.line(depth + 2, "due", to_string(slot.due));
    // Keys that came later stand only where they say something, so that older digests stay.
    if (slot.pairs || slot.unit == k_pair_unit) writer.line(depth + 2, "pairs", slot.pairs ? "yes" : "no");
    if (slot.distinct) writer.line(depth + 2, "distinct", "yes");
    write_demands(writer, depth + 2, slot.demands);
  }
}

void write_events(Writer& writer, int depth, const EventRule& rule) {
  writer.line(depth, "events", "");
  writer.line(depth + 1, "count", std::to_string(rule.least));
  writer.line(depth + 1, "window", rule.window ? range_text(*rule.window) : "any");
  writer.line(depth + 1, "due", to_string(rule.due));
  if (!rule.occasions.empty()) writer.line(depth + 1, "occasions", "");
  for (const auto& occasion : rule.occasions) {
    writer.item(depth + 2, "name", quoted(occasion.name));
    writer.line(depth + 3, "from", to_string(occasion.range.from));
    writer.line(depth + 3, "to", to_string(occasion.range.to));
    writer.line(depth + 3, "due", to_string(occasion.due));
  }
  write_slots(writer, depth + 1, "parts", rule.parts);
}

void write_measures(Writer& writer, int depth, const std::vector<Measure>& measures) {
  if (measures.empty()) return;
  writer.line(depth, "measures", "");
  for (const auto& measure : measures) {
    writer.line(depth + 1, quoted(measure.name), "");
    writer.line(depth + 2, "numerator", quoted(measure.numerator));
    if (!measure.denominator.empty()) writer.line(depth + 2, "denominator", quoted(measure.denominator));
    if (measure.if_zero) writer.line(depth + 2, "if_zero", measure.if_zero->text());
  }
}

/// What a leaf has besides the keys of the first edition of this format.
void write_leaf_extras(Writer& writer, int depth, const Item& item) {
  if (item.not_applicable) writer.line(depth, "not_applicable", to_string(*item.not_applicable));
  write_slots(writer, depth, "exempt_if", item.exempt_if);
  write_measures(writer, depth, item.measures);
  if (item.sample.count > 0 || !item.sample.seed.empty()) {
    writer.line(depth, "sample", "");
    if (item.sample.count > 0) writer.line(depth + 1, "count", std::to_string(item.sample.count));
    if (!item.sample.seed.empty()) writer.line(depth + 1, "seed", quoted(item.sample.seed));
  }
  write_texts(writer, depth, "same_as", item.same_as);
  write_texts(writer, depth, "issued", item.issued);
}

void write_leaf(Writer& writer, int depth, const Item& item) {
  writer.line(depth, "points", item.points.text());
  std::vector<std::string_view> methods;
  for (const auto method : item.methods) methods.push_back(to_string(method));
  writer.line(depth, "methods", fmt::format("[{}]", fmt::join(methods, ", ")));
  if (!item.owner.empty()) writer.line(depth, "owner", quoted(item.owner));
  write_slots(writer, depth, "slots", item.slots);
  if (item.events) write_events(writer, depth, *item.events);
  if (!item.standards.empty()) {
    writer.line(depth, "standards", "");
    for (const auto& standard : item.standards) {
      write_slots(writer, depth + 1, std::to_string(standard.number), standard.slots);
    }
  }
  writer.line(depth, "scoring", "");
  for (const auto& sentence : item.scoring) writer.entry(depth + 1, quoted(print_sentence(sentence, "en")));
  write_leaf_extras(writer, depth, item);
}

void write_item(Writer& writer, int depth, const Item& item) {
  if (writer.shows_origins() && !item.origin.empty()) {
    writer.comment(depth, fmt::format("{}:{}", escaped(item.where.file), item.where.line));
  }
  writer.item(depth, "code", quoted(item.code));
  writer.line(depth + 1, "title", quoted(item.title));
  if (item.weight) writer.line(depth + 1, "weight", item.weight->text());
  write_texts(writer, depth + 1, "was", item.was);
  if (!item.content.empty()) writer.line(depth + 1, "content", quoted(item.content));
  if (item.is_leaf()) return write_leaf(writer, depth + 1, item);
  if (!item.owner.empty()) writer.line(depth + 1, "owner", quoted(item.owner));
  writer.line(depth + 1, "items", "");
  for (const auto& child : item.children) write_item(writer, depth + 2, child);
}

void write_awards(Writer& writer, const Index& index) {
  if (index.awards.empty()) return;
  writer.line(0, "awards", "");
  for (const auto& award : index.awards) {
    writer.item(1, "name", quoted(award.name));
    writer.line(2, "from", award.from.text());
    if (award.each_project) writer.line(2, "each_project", award.each_project->text());
  }
}

void write_account(Writer& writer, const Account& account) {
  writer.line(0, "account", "");
  if (!account.kinds.empty()) writer.line(1, "kinds", "");
  for (const auto& kind : account.kinds) {
    writer.item(2, "name", quoted(kind.name));
    writer.line(3, "points", kind.points.text());
    if (kind.doubled_from > 0) writer.line(3, "doubled_from", std::to_string(kind.doubled_from));
  }
  writer.line(1, "on_the_spot", account.on_the_spot.text());
  if (account.most_taken) writer.line(1, "most_taken", account.most_taken->text());
  if (account.most_given) writer.line(1, "most_given", account.most_given->text());
}

void write_vetoes(Writer& writer, const std::vector<Veto>& vetoes) {
  if (vetoes.empty()) return;
  writer.line(0, "vetoes", "");
  for (const auto& veto : vetoes) {
    writer.item(1, "code", quoted(veto.code));
    writer.line(2, "title", quoted(veto.title));
    writer.line(2, "effect", "");
    for (const auto effect : veto.effects) writer.entry(3, quoted(print_effect(effect, veto)));
    writer.line(2, "look_back", range_text(veto.look_back));
    write_slots(writer, 2, "proofs", veto.proofs);
  }
}

void write_bonus(Writer& writer, const Bonus& bonus) {
  writer.line(0, "bonus", "");
  writer.line(1, "most", bonus.most.text());
  writer.line(1, "items", "");
  for (const auto& item : bonus.items) write_item(writer, 2, item);
}

}  // namespace

Canonical write_canonical(const Index& index, Origins origins) {
  Writer writer(origins);
  writer.line(0, "guidang", "index/1");
  writer.line(0, "code", quoted(index.code));
  writer.line(0, "title", quoted(index.title));
  writer.line(0, "tier", to_string(index.tier));
  writer.line(0, "edition", quoted(index.edition));
  writer.line(0, "period", range_text(index.period));
  writer.line(0, "submission", to_string(index.submission));
  const int zone = std::abs(index.zone_minutes);
  writer.line(
      0, "zone", quoted(fmt::format("{}{:02}:{:02}", index.zone_minutes < 0 ? '-' : '+', zone / 60, zone % 60)));
  writer.line(0, "total", index.total.text());
  writer.line(0, "shares", "");
  for (const auto& [rating, share] : index.shares) writer.line(1, quoted(rating), share.text());
  if (index.leaf_places) {
    writer.line(0, "rounding", fmt::format("{{leaf: {}, method: half_up}}", *index.leaf_places));
  }
  write_awards(writer, index);
  if (!index.severities.empty()) {
    writer.line(0, "severities", "");
    for (const auto& [rule, severity] : index.severities) writer.line(1, rule, to_string(severity));
  }
  if (index.not_applicable != NotApplicable::rescale) {
    writer.line(0, "not_applicable", to_string(index.not_applicable));
  }
  if (index.account) write_account(writer, *index.account);
  writer.line(0, "items", "");
  for (const auto& item : index.items) write_item(writer, 1, item);
  if (index.bonus) write_bonus(writer, *index.bonus);
  write_vetoes(writer, index.vetoes);
  return writer.take();
}

std::string resolved_text(const Index& index) {
  return write_canonical(index, Origins::shown).text;
}

std::string canonical_text(const Index& index) {
  return write_canonical(index).text;
}

}  // namespace guidang
