// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/load.hpp"

#include <utility>

#include "guidang/json/document.hpp"

namespace guidang {
namespace {

using yaml::Node;

std::string text_of(const Node& root, std::string_view key) {
  const auto* node = root.find(key);
  return node == nullptr ? std::string() : node->text;
}

}  // namespace

Location IndexLoader::where(const Node& node) const {
  return {name_, node.mark.line, node.mark.column};
}

std::optional<Date> IndexLoader::load_date(const Node* node) {
  if (node == nullptr) return std::nullopt;
  const auto date = parse_date(node->text);
  if (!date) faults_.add(*node, {"json/no-such-day", {{"text", node->text}}});  // unless the form has said why
  return date;
}

std::optional<DateRange> IndexLoader::load_range(const Node& node) {
  const auto from = load_date(node.find("from"));
  const auto to = load_date(node.find("to"));
  if (!from || !to) return std::nullopt;
  if (*to < *from) {
    faults_.add(*node.find("to"), {"index/range-reversed", {{"from", to_string(*from)}, {"to", to_string(*to)}}});
    return std::nullopt;
  }
  return DateRange{*from, *to};
}

Inherited IndexLoader::inherit(const Node& node, const Inherited& outer) {
  Inherited inherited = outer;
  if (const auto* window = node.find("window"); window != nullptr) {
    inherited.window = window->kind == yaml::NodeKind::mapping ? load_range(*window) : std::nullopt;
  }
  if (const auto due = load_date(node.find("due"))) inherited.due = *due;
  if (const auto* owner = node.find("owner"); owner != nullptr) inherited.owner = owner->text;
  return inherited;
}

void IndexLoader::load_shares(const Node& node, Index& index) {
  index.shares.clear();
  for (const auto& [key, value] : node.fields) {
    const auto share = Exact::parse(value.text);
    if (share && (share->is_negative() || Exact(1) < *share)) {
      faults_.add(value, {"index/share-range", {{"text", value.text}}});
    }
    index.shares[key.text] = share.value_or(0);
  }
}

void IndexLoader::load_awards(const Node& node, Index& index) {
  for (const auto& one : node.items) {
    const auto* from = one.find("from");
    if (from == nullptr) continue;
    Award award;
    award.name = text_of(one, "name");
    const auto points = Exact::parse(from->text);
    if (!points) continue;
    award.from = *points;
    if (!index.awards.empty() && !(award.from < index.awards.back().from)) {
      faults_.add(*from,
                  {"index/awards-order",
                   {{"name", award.name},
                    {"from", from->text},
                    {"above", index.awards.back().name},
                    {"above_from", index.awards.back().from.text()}}});
    } else if (Exact(0) < index.total && index.total < award.from) {
      faults_.add(*from, {"index/award-over-total", {{"from", from->text}, {"total", index.total.text()}}});
    }
    if (const auto* share = one.find("each_project"); share != nullptr) {
      award.each_project = Exact::parse(share->text);
      if (award.each_project && Exact(1) < *award.each_project) {
        faults_.add(*share, {"index/share-range", {{"text", share->text}}});
      }
    }
    index.awards.push_back(std::move(award));
  }
}

void IndexLoader::load_severities(const Node& node, Index& index) {
  for (const auto& [key, value] : node.fields) {
    if (find_rule(key.text) == nullptr) {
      std::vector<std::string> known;
      for (const auto& rule : rules()) known.emplace_back(rule.id);
      faults_.add(key, {"index/unknown-rule", {{"rule", key.text}}}, json::did_you_mean(key.text, known));
      continue;
    }
    if (const auto severity = parse_severity(value.text)) index.severities[key.text] = *severity;
  }
}

void IndexLoader::load_header(const Node& root, Index& index) {
  index.code = text_of(root, "code");
  index.title = text_of(root, "title");
  index.edition = text_of(root, "edition");
  index.tier = parse_tier(text_of(root, "tier")).value_or(Tier::district);
  if (const auto* period = root.find("period"); period != nullptr) {
    index.period = load_range(*period).value_or(DateRange{});
  }
  const auto* submission = root.find("submission");
  index.submission = load_date(submission).value_or(Date{});
  if (submission != nullptr && index.submission.ok() && index.submission < index.period.from) {
    faults_.add(
        *submission,
        {"index/submission-before-period", {{"submission", submission->text}, {"from", to_string(index.period.from)}}});
  }
  if (const auto* zone = root.find("zone"); zone != nullptr) {
    const auto minutes = parse_zone(zone->text);
    if (!minutes) faults_.add(*zone, {"index/unknown-zone", {{"text", zone->text}}});
    index.zone_minutes = minutes.value_or(index.zone_minutes);
  }
  index.total = Exact::parse(text_of(root, "total")).value_or(0);
  index.shares = {{"A", 1}, {"B", Exact::ratio(66, 100)}, {"C", Exact::ratio(33, 100)}, {"C#", 0}};
  if (const auto* shares = root.find("shares"); shares != nullptr) load_shares(*shares, index);
  if (const auto* rounding = root.find("rounding"); rounding != nullptr) {
    const auto places = Exact::parse(text_of(*rounding, "leaf"));
    if (places && *places == places->rounded(0) && !places->is_negative() && *places < 7) {
      index.leaf_places = std::stoi(places->text());
    }
  }
  if (const auto* awards = root.find("awards"); awards != nullptr) load_awards(*awards, index);
  if (const auto* severities = root.find("severities"); severities != nullptr) load_severities(*severities, index);
}

void IndexLoader::check_total(const Node& root, const Index& index) {
  const auto* total = root.find("total");
  if (total == nullptr || !complete_ || !Exact::parse(total->text)) return;
  Exact sum;
  for (const auto& item : index.items) sum += item.points;
  if (sum == index.total) return;
  faults_.add(*total, {"index/total-differs", {{"total", index.total.text()}, {"sum", sum.text()}}});
}

Index IndexLoader::load(const Node& root) {
  Index index;
  load_header(root, index);
  shares_ = index.shares;
  const Inherited inherited{index.period, index.submission, {}};
  if (const auto* items = root.find("items"); items != nullptr && !items->items.empty()) {
    for (const auto& item : items->items) index.items.push_back(load_item(item, inherited));
  } else {
    complete_ = false;
  }
  check_total(root, index);
  return index;
}

}  // namespace guidang
