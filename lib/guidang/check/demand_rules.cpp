// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/demand_rules.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/text.hpp"
#include "guidang/check/folder_name.hpp"
#include "guidang/check/pictures.hpp"
#include "guidang/index/name_pattern.hpp"

namespace guidang {
namespace {

constexpr std::uint64_t k_second_ms = 1000;

/// What is known of the size of a picture or film; null sides: nothing.
PixelSize sides(std::uint32_t width, std::uint32_t height) {
  return {std::max(width, height), std::min(width, height)};
}

bool is_known(const PixelSize& size) {
  return size.shorter > 0;
}

class DemandRules {
 public:
  DemandRules(const CheckInput& input, const Item& leaf, const Slot& slot, const Proof& proof)
      : input_(input),
        leaf_(leaf),
        slot_(slot),
        proof_(proof),
        file_(input.inventory.files[proof.file]) {}

  std::vector<Finding> run() {
    look_at_size();
    look_at_pixels();
    look_at_sharpness();
    look_at_text();
    look_at_recording();
    look_at_name();
    return std::move(findings_);
  }

 private:
  void add(const char* rule, std::vector<Argument> arguments) {
    findings_.push_back(make_finding(rule, leaf_.code, file_.path.text(), slot_.name, std::move(arguments)));
  }

  /// The pictures that the file brings to the slot.
  [[nodiscard]] std::vector<const media::Picture*> pictures() const {
    std::vector<const media::Picture*> list;
    if (holds_pieces(slot_, *file_.format)) {
      for (const auto& one : pictures_inside(file_)) list.push_back(&one.picture);
    } else if (file_.examination.picture) {
      list.push_back(&*file_.examination.picture);
    }
    return list;
  }

  void look_at_size() {
    const auto size = size_text(file_.size_bytes);
    if (const auto& least = slot_.demands.least_bytes; least && file_.size_bytes < *least) {
      add("usability/too-small", {{"size", size}, {"least", size_text(*least)}, {"slot", slot_.name}});
    }
    if (const auto& most = slot_.most_bytes; most && file_.size_bytes > *most) {
      add("usability/too-large", {{"size", size}, {"most", size_text(*most)}, {"slot", slot_.name}});
    }
  }

  [[nodiscard]] bool has_too_few(const PixelSize& size) const {
    const auto& demands = slot_.demands;
    if (!is_known(size)) return false;
    if (const auto& least = demands.least_pixels) return size.longer < least->longer || size.shorter < least->shorter;
    return demands.least_area && std::uint64_t{size.longer} * size.shorter < *demands.least_area;
  }

  void look_at_pixels() {
    const auto& demands = slot_.demands;
    if (!demands.least_pixels && !demands.least_area) return;
    std::vector<PixelSize> sizes;
    for (const auto* picture : pictures()) sizes.push_back(sides(picture->width, picture->height));
    if (const auto& film = file_.examination.recording) sizes.push_back(sides(film->width, film->height));
    const auto small = std::ranges::find_if(sizes, [this](const PixelSize& size) { return has_too_few(size); });
    if (small == sizes.end()) return;
    const auto& least = demands.least_pixels;
    add("usability/too-few-pixels",
        {{"pixels", fmt::format("{}×{}", small->longer, small->shorter)},
         {"least", least ? fmt::format("{}×{}", least->longer, least->shorter) : std::to_string(*demands.least_area)},
         {"slot", slot_.name}});
  }

  void look_at_sharpness() {
    const auto& least = slot_.demands.least_sharpness;
    if (!least) return;
    for (const auto* picture : pictures()) {
      if (!picture->sharpness || *picture->sharpness >= *least) continue;
      add("usability/blurred",
          {{"sharpness", std::int64_t{*picture->sharpness}}, {"least", std::int64_t{*least}}, {"slot", slot_.name}});
      return;
    }
  }

  void look_at_text() {
    const auto& demands = slot_.demands;
    const auto& [least, most] = demands.characters;
    if (!least && !most && demands.words.empty() && !demands.figure) return;
    const auto& text = file_.examination.text;
    if (!text) return add("usability/text-not-read", {{"slot", slot_.name}});
    const auto characters = static_cast<std::int64_t>(text->characters);
    const auto add_length = [&](const char* rule, const char* limit, std::uint64_t value) {
      add(rule, {{"characters", characters}, {limit, static_cast<std::int64_t>(value)}, {"slot", slot_.name}});
    };
    if (least && text->characters < *least) add_length("form/too-short", "least", *least);
    if (most && text->characters > *most) add_length("form/too-long", "most", *most);
    std::vector<std::string> missing;
    for (const auto& word : demands.words) {
      if (std::ranges::find(text->found_words, word) == text->found_words.end()) missing.push_back(word);
    }
    if (!missing.empty()) add("form/missing-words", {{"words", std::move(missing)}, {"slot", slot_.name}});
    if (demands.figure && !text->has_figure) add("form/missing-figure", {{"slot", slot_.name}});
  }

  /// A recording that a player shows as long enough is long enough: parts of a second are in its favour.
  void look_at_recording() {
    const auto& recording = file_.examination.recording;
    if (!recording || recording->duration_ms == 0) return;
    const auto& [least, most] = slot_.demands.seconds;
    const auto begun = recording->duration_ms / k_second_ms + (recording->duration_ms % k_second_ms > 0 ? 1 : 0);
    const auto full = recording->duration_ms / k_second_ms;
    const auto add_length = [&](const char* rule, std::uint64_t seconds, const char* limit, std::uint64_t value) {
      add(rule,
          {{"seconds", static_cast<std::int64_t>(seconds)},
           {limit, static_cast<std::int64_t>(value)},
           {"slot", slot_.name}});
    };
    if (least && begun < *least) add_length("usability/recording-too-short", begun, "least", *least);
    if (most && full > *most) add_length("usability/recording-too-long", full, "most", *most);
  }

  void look_at_name() {
    if (slot_.demands.name_pattern.empty()) return;
    const auto pattern = NamePattern::parse(slot_.demands.name_pattern);
    if (!pattern) return;  // the index's loader has refused it
    NameWords words{{leaf_.code}, slot_names(slot_)};
    words.codes.insert(words.codes.end(), leaf_.same_as.begin(), leaf_.same_as.end());
    const auto name = file_.path.name();
    const auto stem = stem_of(name);
    if (pattern->matches(stem, words)) return;
    words.slots.front() = slot_.name;  // as people write it
    const auto day = proof_.date.value_or(input_.index.period.from);
    add("form/name-pattern",
        {{"pattern", slot_.demands.name_pattern},
         {"example", pattern->example(day, words) + std::string(name.substr(stem.size()))}});
  }

  const CheckInput& input_;
  const Item& leaf_;
  const Slot& slot_;
  const Proof& proof_;
  const EvidenceFile& file_;
  std::vector<Finding> findings_;
};

bool is_judged(Standing standing) {
  switch (standing) {
    case Standing::counts:
    case Standing::undated:
    case Standing::outside_window:
    case Standing::repeated:
    case Standing::paired:
    case Standing::unpaired: return true;
    case Standing::empty:
    case Standing::unreadable:
    case Standing::damaged:
    case Standing::wrong_format:
    case Standing::rejected: return false;
  }
  return false;
}

}  // namespace

std::vector<Finding> demand_findings(const CheckInput& input, const Item& leaf, const Slot& slot, const Proof& proof) {
  const bool asks = slot.most_bytes || slot.demands != FileDemands{};
  if (!asks || !is_judged(proof.standing)) return {};
  return DemandRules(input, leaf, slot, proof).run();
}

}  // namespace guidang
