// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/occasions.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>

#include "guidang/base/ascii.hpp"
#include "guidang/base/text.hpp"
#include "guidang/check/judged.hpp"

namespace guidang {
namespace {

/// Whether `text` holds `name`, not as the end or beginning of a longer number: 1月 is not in 11月.
bool names(std::string_view text, std::string_view name) {
  if (name.empty()) return false;
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const auto end = at + name.size();
    const bool runs_on = (at > 0 && is_digit(text[at - 1]) && is_digit(name.front())) ||
                         (end < text.size() && is_digit(text[end]) && is_digit(name.back()));
    if (!runs_on) return true;
  }
  return false;
}

bool may_serve(const EventState& event) {
  const auto proven = [](const SlotState& part) { return part.counting() + part.pending() > 0; };
  return event.in_window && (event.parts.empty() || std::ranges::any_of(event.parts, proven));
}

/// Bipartite matching by augmenting paths. Since the events come by worth and none that is placed is ever put out
/// again, the occasions served are as many as can be and the events that serve them the worthiest (a transversal
/// matroid).
class Matcher {
 public:
  Matcher(const EventRule& rule, const std::vector<EventState>& events)
      : rule_(rule),
        events_(events),
        served_(rule.occasions.size()) {}

  std::vector<std::optional<std::size_t>> run() {
    auto order = by_worth();
    std::vector<std::string> occasion_names;
    for (const auto& occasion : rule_.occasions) occasion_names.push_back(folded(occasion.name));
    std::erase_if(order, [&](std::size_t event) { return serve_named(event, occasion_names); });
    fixed_.assign(served_.size(), false);
    for (std::size_t i = 0; i < served_.size(); ++i) fixed_[i] = served_[i].has_value();
    auto open = static_cast<std::size_t>(std::ranges::count(fixed_, false));
    // Occasions from which no free one can be reached stay so: they need not be tried again.
    auto dead = std::vector<bool>(served_.size(), false);
    for (const std::size_t event : order) {
      if (open == 0) break;
      if (!events_[event].date) continue;
      tried_ = dead;
      if (place(event)) {
        --open;
      } else {
        dead = tried_;
      }
    }
    return std::move(served_);
  }

 private:
  [[nodiscard]] std::vector<std::size_t> by_worth() const {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < events_.size(); ++i) {
      if (may_serve(events_[i])) order.push_back(i);
    }
    std::ranges::stable_sort(order, {}, [this](std::size_t i) {
      return std::tuple(unfilled_parts(events_[i]), !events_[i].date.has_value());
    });
    return order;
  }

  /// The longest name of a free occasion wins: 国庆中秋 before 国庆.
  bool serve_named(std::size_t event, const std::vector<std::string>& occasion_names) {
    const auto text = folded(events_[event].folder.name());
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < occasion_names.size(); ++i) {
      if (served_[i] || !names(text, occasion_names[i])) continue;
      if (!best || occasion_names[i].size() > occasion_names[*best].size()) best = i;
    }
    if (best) served_[*best] = event;
    return best.has_value();
  }

  // NOLINTNEXTLINE(misc-no-recursion): at most as deep as there are occasions.
  bool place(std::size_t event) {
    const auto fits = [&](std::size_t i) {
      return !tried_[i] && !fixed_[i] && rule_.occasions[i].range.contains(*events_[event].date);
    };
    for (std::size_t i = 0; i < served_.size(); ++i) {
      if (served_[i] || !fits(i)) continue;
      served_[i] = event;
      return true;
    }
    for (std::size_t i = 0; i < served_.size(); ++i) {
      if (!fits(i)) continue;
      tried_[i] = true;
      if (place(*served_[i])) {
        served_[i] = event;
        return true;
      }
    }
    return false;
  }

  const EventRule& rule_;
  const std::vector<EventState>& events_;
  std::vector<std::optional<std::size_t>> served_;  // by occasion
  std::vector<bool> fixed_;                         // served by name
  std::vector<bool> tried_;
};

}  // namespace

const Occasion* named_occasion(const EventRule& rule, std::string_view folder_name) {
  const auto text = folded(folder_name);
  const Occasion* found = nullptr;
  std::size_t longest = 0;
  for (const auto& occasion : rule.occasions) {
    const auto name = folded(occasion.name);
    if (name.size() < longest || !names(text, name)) continue;
    found = name.size() == longest ? nullptr : &occasion;
    longest = name.size();
  }
  return found;
}

std::vector<OccasionState> match_occasions(const EventRule& rule, const std::vector<EventState>& events, Date today) {
  const auto served = Matcher(rule, events).run();
  std::vector<OccasionState> states;
  for (std::size_t i = 0; i < served.size(); ++i) {
    const auto& occasion = rule.occasions[i];
    states.push_back({&occasion, served[i], occasion.range.from <= today, occasion.due < today});
  }
  return states;
}

}  // namespace guidang
