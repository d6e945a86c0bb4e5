// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/assignment.hpp"

#include <algorithm>
#include <optional>

#include "guidang/base/text.hpp"

namespace guidang {
namespace {

constexpr std::size_t k_none = static_cast<std::size_t>(-1);

class Assigner {
 public:
  Assigner(const std::vector<const Slot*>& slots, const std::vector<Candidate>& candidates)
      : slots_(slots),
        candidates_(candidates),
        result_(slots.size()) {
    for (const Slot* slot : slots) names_.push_back(slot_names(*slot));
  }

  std::vector<std::vector<Assigned>> run() {
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (!by_register(i) && !by_name(i)) left.push_back(i);
    }
    for (const std::size_t i : left) by_kind(i);
    for (auto& served : result_) std::ranges::sort(served, {}, &Assigned::candidate);
    return std::move(result_);
  }

 private:
  /// The slot with the longest name that `text` holds.
  [[nodiscard]] std::size_t slot_named_in(std::string_view text) const {
    std::size_t best = k_none;
    std::size_t best_size = 0;
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
      for (const auto& name : names_[slot]) {
        if (name.size() > best_size && text.find(name) != std::string_view::npos) {
          best = slot;
          best_size = name.size();
        }
      }
    }
    return best;
  }

  bool put(std::size_t slot, std::size_t candidate, BoundBy how) {
    if (slot == k_none) return false;
    auto& served = result_[slot];
    // Candidates come one after the other: what a slot already has of this one is the last it got.
    if (served.empty() || served.back().candidate != candidate) served.push_back({candidate, how});
    return true;
  }

  bool by_register(std::size_t i) {
    const auto& wanted = candidates_[i].register_slot;
    return !wanted.empty() && put(slot_named_in(folded(wanted)), i, BoundBy::register_line);
  }

  bool by_name(std::size_t i) {
    bool found = false;
    for (const auto& part : split(candidates_[i].stem, "+&"))
      found = put(slot_named_in(part), i, BoundBy::name) || found;
    return found;
  }

  void by_kind(std::size_t i) {
    const auto* format = candidates_[i].format;
    if (format == nullptr) return;
    std::size_t first_lacking = k_none;
    std::size_t only = k_none;
    int matching = 0;
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
      if (!same_kind(slots_[slot]->kind, format->sort)) continue;
      ++matching;
      only = slot;
      const auto have = static_cast<int>(result_[slot].size());
      const int each = slots_[slot]->pairs ? 2 : 1;  // files
      if (first_lacking == k_none && have < each * slots_[slot]->count.least) first_lacking = slot;
    }
    // A document could be any paper: it is placed by kind only where there is no choice and something lacks. A photo is
    // a photo.
    const bool is_paper = format->sort == media::Sort::document || format->sort == media::Sort::table;
    if (matching == 1) {
      if (!is_paper || only == first_lacking) put(only, i, BoundBy::kind);
    } else if (!is_paper) {
      put(first_lacking, i, BoundBy::kind);
    }
  }

  const std::vector<const Slot*>& slots_;
  const std::vector<Candidate>& candidates_;
  std::vector<std::vector<std::string>> names_;
  std::vector<std::vector<Assigned>> result_;
};

}  // namespace

bool same_kind(EvidenceKind kind, media::Sort sort) {
  switch (kind) {
    case EvidenceKind::any: return true;
    case EvidenceKind::document: return sort == media::Sort::document || sort == media::Sort::table;
    case EvidenceKind::photo: return sort == media::Sort::photo;
    case EvidenceKind::video: return sort == media::Sort::video;
    case EvidenceKind::audio: return sort == media::Sort::audio;
    case EvidenceKind::table: return sort == media::Sort::table;
  }
  return false;
}

std::vector<std::vector<Assigned>> assign(const std::vector<const Slot*>& slots,
                                          const std::vector<Candidate>& candidates) {
  return Assigner(slots, candidates).run();
}

}  // namespace guidang
