// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/index/demands.hpp"
#include "guidang/index/load.hpp"
#include "guidang/index/name_pattern.hpp"

namespace guidang {
namespace {

using yaml::Node;
using yaml::NodeKind;

const Node* scalar_in(const Node& node, std::string_view key) {
  const auto* found = node.find(key);
  return found != nullptr && found->kind == NodeKind::scalar ? found : nullptr;
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;  // the form has said so
  return number;
}

}  // namespace

template <typename Read>
Limits IndexLoader::load_limits(const Node& node, const Read& read) {
  Limits limits;
  const auto* least = scalar_in(node, "least");
  const auto* most = scalar_in(node, "most");
  if (least != nullptr) limits.least = read(*least);
  if (most != nullptr) limits.most = read(*most);
  if (limits.least && limits.most && *limits.most < *limits.least) {
    faults_.add(*most, {"index/limits-reversed", {{"least", least->text}, {"most", most->text}}});
    limits.most.reset();
  }
  return limits;
}

void IndexLoader::load_demands(const Node& node, Slot& slot) {
  auto& demands = slot.demands;
  if (const auto* size = node.find("size"); size != nullptr) {
    const auto bytes = load_limits(*size, [](const Node& one) { return parse_bytes(one.text); });
    demands.least_bytes = bytes.least;
    slot.most_bytes = bytes.most;
  }
  if (const auto* pixels = node.find("pixels"); pixels != nullptr) load_pixels(*pixels, demands);
  if (const auto* sharpness = node.find("sharpness"); sharpness != nullptr) {
    const auto* least = scalar_in(*sharpness, "least");
    const auto number = least == nullptr ? std::nullopt : whole_number(least->text);
    if (number) demands.least_sharpness = static_cast<std::uint32_t>(*number);
  }
  if (const auto* characters = node.find("characters"); characters != nullptr) load_characters(*characters, demands);
  for (auto& word : texts_of(node.find("words"))) demands.words.push_back(std::move(word));
  if (const auto* figure = node.find("figure"); figure != nullptr) demands.figure = figure->text == "yes";
  if (const auto* duration = node.find("duration"); duration != nullptr) {
    demands.seconds = load_limits(*duration, [this](const Node& one) {
      const auto seconds = parse_duration(one.text);
      if (!seconds) faults_.add(one, {"index/bad-duration", {{"text", one.text}}});
      return seconds;
    });
  }
  if (const auto* embedded = node.find("embedded"); embedded != nullptr) {
    demands.embedded_pictures = embedded->text == "yes";
    if (demands.embedded_pictures && slot.pairs) {
      faults_.add(*embedded, {"index/embedded-in-pairs", {{"slot", slot.name}}});
    }
  }
  check_demands(node, slot);
}

void IndexLoader::load_pixels(const Node& node, FileDemands& demands) {
  const auto* least = scalar_in(node, "least");
  if (least == nullptr) return;
  if (const auto pixels = parse_pixels(least->text)) {
    demands.least_pixels = pixels->size;
    demands.least_area = pixels->area;
  } else {
    faults_.add(*least, {"index/bad-pixels", {{"text", least->text}}});
  }
}

void IndexLoader::load_characters(const Node& node, FileDemands& demands) {
  if (node.kind == NodeKind::mapping) {
    demands.characters = load_limits(node, [](const Node& one) { return whole_number(one.text); });
  } else if (node.kind == NodeKind::scalar) {
    const auto limits = parse_character_limits(node.text);
    if (!limits) faults_.add(node, {"index/bad-characters", {{"text", node.text}}});
    if (limits) demands.characters = *limits;
  }
}

void IndexLoader::check_demands(const Node& node, const Slot& slot) {
  constexpr std::array k_kinds{
      EvidenceKind::document, EvidenceKind::photo, EvidenceKind::video, EvidenceKind::audio, EvidenceKind::table};
  for (const auto& demand : demands_of_kinds()) {
    if (demand.of.at(static_cast<std::size_t>(slot.kind)) || !demand.asked(slot.demands)) continue;
    Terms kinds;
    for (const auto kind : k_kinds) {
      if (demand.of.at(static_cast<std::size_t>(kind))) kinds.push_back({"kind/" + std::string(to_string(kind))});
    }
    faults_.add(*node.find(demand.key),
                {"index/demand-of-other-kind",
                 {{"demand", Term{"demand/" + std::string(demand.key)}},
                  {"slot", slot.name},
                  {"kind", Term{"kind/" + std::string(to_string(slot.kind))}},
                  {"kinds", std::move(kinds)}}});
  }
}

std::optional<std::string> IndexLoader::load_called(const Node& node) {
  const auto* called = scalar_in(node, "called");
  if (called == nullptr || called->text.empty()) return std::nullopt;
  if (called->text == "any") return std::string();
  auto pattern = NamePattern::parse(called->text);
  if (!pattern) {
    auto& fault = pattern.error();
    faults_.add(faults_.inside(*called, fault.offset, fault.length), std::move(fault.message), std::move(fault.hint));
    return std::string();
  }
  return std::string(trimmed(called->text));
}

}  // namespace guidang
