// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/reason_list.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "guidang/base/points.hpp"

namespace guidang {
namespace {

/// What a form says instead.
struct Said {
  std::string_view score;
  std::string_view form;
};

/// Sentences that gave points: only the fact, without the points.
constexpr auto k_facts = std::to_array<Said>({
    {"score/events-held", "form/reason-events"},
    {"score/standards-met", "form/reason-standards"},
    {"score/standards-rating", "form/reason-standards-rating"},
    {"score/defects-rating", "form/reason-defects"},
    {"score/assessed-rating", "form/reason-assessed-rating"},
    {"score/assessed-points", "form/reason-assessed"},
    {"score/figure-gives", "form/reason-figure"},
    {"score/honours", "form/reason-honours"},
    {"score/sample-rating", "form/reason-sample"},
    {"score/occasions", "form/reason-occasions"},
    {"score/account-points", "form/reason-account"},
    {"score/index-points", "form/reason-index"},
});

/// Sentences that wait for people, figures or another index.
constexpr auto k_waiting = std::to_array<Said>({
    {"score/waits-for-assessor", "form/reason-to-assess"},
    {"score/waits-for-figure", "form/reason-to-fill-in"},
    {"score/figure-pending", "form/reason-figure-pending"},
    {"score/waits-for-sample", "form/reason-to-sample"},
    {"score/waits-for-index", "form/reason-to-score"},
    {"score/waits-for-mean", "form/reason-to-average"},
});

template <std::size_t Size>
std::string_view said(const std::array<Said, Size>& list, std::string_view id) {
  const auto found = std::ranges::find(list, id, &Said::score);
  return found == list.end() ? std::string_view() : found->form;
}

class ReasonList {
 public:
  ReasonList(const LeafScore& leaf, const Catalogue& catalogue) : leaf_(leaf), catalogue_(catalogue) {}

  std::string run() {
    using enum LeafStanding;
    const bool settled = leaf_.standing == not_applicable || leaf_.standing == exempt;
    if (leaf_.points.confirmed >= leaf_.full && !settled) return "";
    for (const auto& reason : leaf_.reasons) add(reason);
    add_lacking();
    const bool waits = leaf_.standing == pending && lines_.empty();
    if (waits) put({"form/reason-to-assess", {}});
    std::string text;
    for (const auto& line : lines_) text += (text.empty() ? "" : "\n") + line;
    return text;
  }

 private:
  void add(const Reason& reason) {
    const auto& message = reason.message;
    if (const auto id = said(k_waiting, message.id); !id.empty()) {
      waits_ = true;
      return put({std::string(id), message.arguments});
    }
    // An assessor's word may also take points: then it is said with them.
    const bool gave = reason.change >= Exact();
    if (const auto id = said(k_facts, message.id); !id.empty() && gave) {
      given_ += reason.change;
      facts_.push_back({std::string(id), message.arguments});
      return;
    }
    if (message.id != "score/nothing-proven") return put(message);
    put({"form/reason-nothing-proven", {{"points", points_text(Exact() - reason.change)}}});
  }

  /// What the facts did not earn.
  void add_lacking() {
    const Exact lacking = leaf_.full - std::min(leaf_.full, given_);
    if (facts_.empty() || leaf_.bonus || lacking == Exact()) return;
    if (facts_.size() == 1 && !waits_) {
      return put(
          {"form/reason-lacking", {{"fact", catalogue_.text(facts_.front())}, {"points", points_text(lacking)}}});
    }
    for (const auto& fact : facts_) put(fact);
    if (!waits_) put({"form/reason-lacking-in-all", {{"points", points_text(lacking)}}});
  }

  void put(const Message& message) {
    auto line = catalogue_.text(message);
    if (std::ranges::find(lines_, line) == lines_.end()) lines_.push_back(std::move(line));
  }

  const LeafScore& leaf_;
  const Catalogue& catalogue_;
  std::vector<std::string> lines_;
  std::vector<Message> facts_;
  Exact given_;
  bool waits_ = false;
};

}  // namespace

std::string reason_list(const LeafScore& leaf, const Catalogue& catalogue) {
  return ReasonList(leaf, catalogue).run();
}

}  // namespace guidang
