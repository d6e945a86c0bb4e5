// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/describe.hpp"

#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/index/demands.hpp"

namespace guidang {
namespace {

/// Collects the lines of one item or index.
class Describer {
 public:
  explicit Describer(const Catalogue& catalogue) : catalogue_(catalogue) {}

  void item(const Item& item) {
    if (!item.content.empty()) line("content", item.content);
    if (item.weight) line("weight", percent(*item.weight));
    list("was", item.was);
    list("same_as", item.same_as);
    if (!item.owner.empty()) line("owner", item.owner);
    if (item.not_applicable) line("not_applicable", say("not-applicable/" + name_of(*item.not_applicable)));
    if (item.is_leaf()) leaf(item);
  }

  void header(const Index& index) {
    line("title", index.title);
    line("tier", say("tier/" + std::string(to_string(index.tier))));
    line("edition", index.edition);
    line("period", range(index.period));
    line("submission", to_string(index.submission));
    line("total", index.total.text());
    for (const auto& [rating, share] : index.shares) line("shares", rating + " " + percent(share));
    if (index.leaf_places) line("rounding", std::to_string(*index.leaf_places));
    for (const auto& award : index.awards) {
      line("awards",
           award.each_project
               ? say("index/award-each",
                     {{"name", award.name}, {"from", award.from.text()}, {"share", percent(*award.each_project)}})
               : say("index/award", {{"name", award.name}, {"from", award.from.text()}}));
    }
    for (const auto& [rule, severity] : index.severities) {
      line("severities", rule + " " + say("severity/" + std::string(to_string(severity))));
    }
    line("not_applicable", say("not-applicable/" + name_of(index.not_applicable)));
    for (const auto& one : index.vetoes) veto(one);
    if (index.account) account(*index.account);
    if (index.bonus) line("bonus", say("index/most-points", {{"points", index.bonus->most.text()}}));
  }

  [[nodiscard]] std::vector<IndexLine> take() { return std::move(lines_); }

 private:
  [[nodiscard]] std::string say(std::string id, std::vector<Argument> arguments = {}) const {
    return catalogue_.text({std::move(id), std::move(arguments)});
  }

  void line(std::string field, std::string text) { lines_.push_back({std::move(field), std::move(text)}); }

  void list(const std::string& field, const std::vector<std::string>& texts) {
    for (const auto& text : texts) line(field, text);
  }

  static std::string name_of(NotApplicable what) {
    switch (what) {
      case NotApplicable::rescale: return "rescale";
      case NotApplicable::full: return "full";
      case NotApplicable::zero: return "zero";
      case NotApplicable::mean: return "mean";
    }
    return "";
  }

  static std::string percent(const Exact& share) { return (share * Exact(100)).text() + "%"; }

  [[nodiscard]] std::string range(const DateRange& days) const {
    return say("index/range", {{"from", to_string(days.from)}, {"to", to_string(days.to)}});
  }

  [[nodiscard]] std::string window(const std::optional<DateRange>& days) const {
    return days ? range(*days) : say("index/any-time");
  }

  [[nodiscard]] std::string requirement(const Slot& slot) const {
    const auto text = say("index/requirement",
                          {{"what", print_slot(slot)}, {"window", window(slot.window)}, {"due", to_string(slot.due)}});
    return text + details(slot);
  }

  /// What a slot asks for beside how many, from when and by when.
  [[nodiscard]] std::string details(const Slot& slot) const {
    std::string text;
    if (slot.pairs) text += say("index/in-pairs");
    if (slot.distinct) text += say("index/distinct");
    if (!slot.formats.empty()) text += say("index/formats", {{"formats", slot.formats}});
    if (slot.most_bytes) text += say("index/most-bytes", {{"size", size_text(*slot.most_bytes)}});
    return text + demands(slot.demands);
  }

  /// "index/NAME-least", "-most" or "-between", whichever the limits are.
  [[nodiscard]] std::string limits(const std::string& id, const Limits& limits) const {
    std::vector<Argument> arguments;
    if (limits.least) arguments.push_back({"least", static_cast<std::int64_t>(*limits.least)});
    if (limits.most) arguments.push_back({"most", static_cast<std::int64_t>(*limits.most)});
    if (arguments.empty()) return "";
    return say(id + (!limits.most ? "-least" : !limits.least ? "-most" : "-between"), std::move(arguments));
  }

  [[nodiscard]] std::string demands(const FileDemands& demands) const {
    std::string text;
    if (demands.least_bytes) text += say("index/least-bytes", {{"size", size_text(*demands.least_bytes)}});
    if (const auto pixels = pixels_text(demands); !pixels.empty()) text += say("index/pixels", {{"pixels", pixels}});
    if (demands.least_sharpness) {
      text += say("index/sharpness", {{"sharpness", std::int64_t{*demands.least_sharpness}}});
    }
    text += limits("index/characters", demands.characters);
    if (!demands.words.empty()) text += say("index/words", {{"words", demands.words}});
    if (demands.figure) text += say("index/figure");
    text += limits("index/seconds", demands.seconds);
    if (demands.embedded_pictures) text += say("index/embedded");
    if (!demands.name_pattern.empty()) text += say("index/called", {{"pattern", demands.name_pattern}});
    return text;
  }

  static std::string name_of(VetoEffect effect) {
    switch (effect) {
      case VetoEffect::ineligible: return "ineligible";
      case VetoEffect::item_zero: return "item-zero";
      case VetoEffect::project_zero: return "project-zero";
      case VetoEffect::total_zero: return "total-zero";
      case VetoEffect::total_at_most: return "total-at-most";
    }
    return "";
  }

  void veto(const Veto& veto) {
    std::vector<std::string> effects;
    for (const auto effect : veto.effects) {
      effects.push_back(say("veto-effect/" + name_of(effect), {{"target", veto.target}, {"most", veto.most.text()}}));
    }
    line("vetoes",
         say("index/veto",
             {{"code", veto.code}, {"title", veto.title}, {"effects", effects}, {"window", range(veto.look_back)}}));
    for (const auto& slot : veto.proofs) line("proofs", veto.code + " " + requirement(slot));
  }

  void account(const Account& account) {
    for (const auto& kind : account.kinds) {
      auto text = say("index/account-kind", {{"name", kind.name}, {"points", kind.points.text()}});
      if (kind.doubled_from > 0) text += say("index/account-doubled", {{"count", std::int64_t{kind.doubled_from}}});
      line("account", std::move(text));
    }
    if (account.on_the_spot != Exact(1)) {
      line("account", say("index/on-the-spot", {{"share", percent(account.on_the_spot)}}));
    }
    if (account.most_taken) line("account", say("index/most-taken", {{"points", account.most_taken->text()}}));
    if (account.most_given) line("account", say("index/most-given", {{"points", account.most_given->text()}}));
  }

  void leaf(const Item& item) {
    for (const auto method : item.methods) line("methods", say("method/" + std::string(to_string(method))));
    for (const auto& slot : item.slots) line("slots", requirement(slot));
    if (item.events) events(*item.events);
    for (const auto& standard : item.standards) {
      for (const auto& slot : standard.slots) {
        line("standards", std::to_string(standard.number) + ") " + requirement(slot));
      }
    }
    for (const auto& measure : item.measures) {
      const auto below = measure.denominator.empty() ? "" : " / " + measure.denominator;
      const bool plain = measure.name == measure.numerator && measure.denominator.empty();
      auto text = plain ? measure.name : measure.name + " = " + measure.numerator + below;
      if (measure.if_zero) text += say("index/if-zero", {{"share", percent(*measure.if_zero)}});
      line("measures", std::move(text));
    }
    if (item.sample.count > 0) line("sample", say("index/sample", {{"count", std::int64_t{item.sample.count}}}));
    if (!item.sample.seed.empty()) line("sample", say("index/seed", {{"seed", item.sample.seed}}));
    for (const auto& slot : item.exempt_if) line("exempt_if", requirement(slot));
    for (const auto& sentence : item.scoring) line("scoring", print_sentence(sentence, catalogue_.language()));
    list("issued", item.issued);
  }

  void events(const EventRule& rule) {
    std::vector<std::string> parts;
    for (const auto& part : rule.parts) parts.push_back(print_slot(part));
    line("events",
         say("index/events",
             {{"count", std::int64_t{rule.least}},
              {"parts", parts},
              {"window", window(rule.window)},
              {"due", to_string(rule.due)}}));
    for (const auto& part : rule.parts) {
      if (auto more = details(part); !more.empty()) line("parts", print_slot(part) + more);
    }
    for (const auto& occasion : rule.occasions) {
      line("occasions",
           say("index/requirement",
               {{"what", occasion.name}, {"window", range(occasion.range)}, {"due", to_string(occasion.due)}}));
    }
  }

  const Catalogue& catalogue_;
  std::vector<IndexLine> lines_;
};

}  // namespace

std::vector<IndexLine> describe(const Item& item, const Catalogue& catalogue) {
  Describer describer(catalogue);
  describer.item(item);
  return describer.take();
}

std::vector<IndexLine> describe(const Index& index, const Catalogue& catalogue) {
  Describer describer(catalogue);
  describer.header(index);
  return describer.take();
}

}  // namespace guidang
