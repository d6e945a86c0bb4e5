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
  return faults_.location(node.mark);
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
    if (const auto read = load_window(*window)) inherited.window = read->range;
  }
  if (const auto due = load_date(node.find("due"))) inherited.due = *due;
  if (const auto* owner = node.find("owner"); owner != nullptr) inherited.owner = owner->text;
  if (const auto policy = parse_not_applicable(text_of(node, "not_applicable"))) inherited.not_applicable = policy;
  if (auto called = load_called(node)) inherited.called = *std::move(called);
  return inherited;
}

std::optional<Window> IndexLoader::load_window(const Node& node) {
  if (node.kind == yaml::NodeKind::mapping) {
    const auto range = load_range(node);
    return range ? std::optional(Window{range}) : std::nullopt;
  }
  if (node.kind != yaml::NodeKind::scalar || !period_.from.ok() || !period_.to.ok()) return std::nullopt;
  const auto window = parse_window(node.text, period_);
  if (window) return window;
  const std::vector<std::string> forms{"不限",
                                       "考核期",
                                       "本年",
                                       "近12个月",
                                       "近3年",
                                       "考核期前12个月",
                                       "仍有效",
                                       "any",
                                       "the period",
                                       "this year",
                                       "last 12 months",
                                       "last 3 years",
                                       "12 months before the period",
                                       "still in force"};
  faults_.add(node, {"index/bad-window", {{"text", node.text}}}, json::did_you_mean(node.text, forms));
  return std::nullopt;
}

std::optional<Exact> IndexLoader::load_share(const Node* node) {
  auto share = node == nullptr ? std::nullopt : Exact::parse(node->text);
  if (share && (share->is_negative() || Exact(1) < *share)) {
    faults_.add(*node, {"index/share-range", {{"text", node->text}}});
  }
  return share;
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
    } else if (Exact(0) < index.total && reachable_ < award.from) {
      faults_.add(*from, {"index/award-over-total", {{"from", from->text}, {"total", reachable_.text()}}});
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
  period_ = index.period;
  submission_ = index.submission;
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
  reachable_ = index.total;
  if (const auto* bonus = root.find("bonus"); bonus != nullptr) {
    reachable_ += Exact::parse(text_of(*bonus, "most")).value_or(0);
  }
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
  index.not_applicable = parse_not_applicable(text_of(root, "not_applicable")).value_or(index.not_applicable);
}

void IndexLoader::check_total(const Node& root, const Index& index) {
  const auto* total = root.find("total");
  if (total == nullptr || !complete_ || weighted_ || !Exact::parse(total->text)) return;
  Exact sum;
  for (const auto& item : index.items) sum += item.points;
  if (sum == index.total) return;
  if (const auto* extends = root.find("extends"); extends != nullptr && total->mark.source > extends->mark.source) {
    faults_.add(*extends,
                {"index/inherited-total-differs",
                 {{"total", index.total.text()}, {"sum", sum.text()}, {"file", where(*total).file}}});
    return;
  }
  faults_.add(*total, {"index/total-differs", {{"total", index.total.text()}, {"sum", sum.text()}}});
}

void IndexLoader::check_weights(const Node& items, const Index& index) {
  const Node* first = nullptr;
  Exact sum;
  for (const auto& item : items.items) {
    const auto* weight = item.find("weight");
    if (weight == nullptr) continue;
    if (first == nullptr) first = weight;
    sum += Exact::parse(weight->text).value_or(0);
  }
  if (first == nullptr) return;
  weighted_ = true;
  bool all = true;
  for (std::size_t i = 0; i < items.items.size(); ++i) {
    const auto& node = items.items[i];
    const auto* weight = node.find("weight");
    all = all && weight != nullptr;
    if (weight == nullptr) faults_.add_whole(node, {"index/weight-missing", {{"item", text_of(node, "code")}}});
    if (weight != nullptr && complete_ && index.items[i].points == Exact(0)) {
      faults_.add(*weight, {"index/weight-without-points", {{"item", index.items[i].code}}});
    }
  }
  if (all && sum != Exact(1)) {
    faults_.add(*first, {"index/weights-differ", {{"sum", to_display(sum * Exact(100), 6) + "%"}}});
  }
}

Index IndexLoader::load(const Node& root) {
  Index index;
  load_header(root, index);
  called_ = load_called(root).value_or("");
  shares_ = index.shares;
  const Inherited inherited{index.period, index.submission, {}, {}, called_};
  if (const auto* items = root.find("items"); items != nullptr && !items->items.empty()) {
    for (const auto& item : items->items) {
      index.items.push_back(load_item(item, inherited));
      load_weight(item, index.items.back());
    }
    check_weights(*items, index);
  } else {
    complete_ = false;
  }
  check_total(root, index);
  if (const auto* bonus = root.find("bonus"); bonus != nullptr) load_bonus(*bonus, index);
  if (const auto* vetoes = root.find("vetoes"); vetoes != nullptr) {
    for (const auto& veto : vetoes->items) load_veto(veto, index);
  }
  if (const auto* account = root.find("account"); account != nullptr) load_account(*account, index);
  if (!index.account && root.find("account") == nullptr) {
    for (const auto* sentence : account_sentences_) faults_.add(*sentence, {"index/needs-account", {}});
  }
  return index;
}

}  // namespace guidang
