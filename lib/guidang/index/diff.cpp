// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/diff.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/index/describe.hpp"
#include "guidang/index/period_shift.hpp"

namespace guidang {
namespace {

constexpr std::size_t k_most_steps = 100'000'000;
constexpr std::size_t k_alike_percent = 60;

/// An item with what it is recognised by.
struct Entry {
  const Item* item = nullptr;
  const Item* project = nullptr;
  std::string code;  // folded
  std::string title;
  std::vector<std::uint64_t> pairs;  // neighbouring characters of title and content, sorted
  std::size_t match = k_none;        // of the other list
  MatchedBy how = MatchedBy::code;

  static constexpr auto k_none = static_cast<std::size_t>(-1);
};

/// A character is told by its bytes, of which UTF-8 has four at most.
std::vector<std::uint64_t> character_pairs(const std::string& text) {
  std::vector<std::uint64_t> characters;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 1;
    std::uint64_t bytes = static_cast<unsigned char>(text[i]);
    for (; i + size < text.size() && (static_cast<unsigned char>(text[i + size]) & 0xC0U) == 0x80U; ++size) {
      bytes = (bytes << 8U | static_cast<unsigned char>(text[i + size])) & 0xFFFFFFFFU;
    }
    if (text[i] != ' ') characters.push_back(bytes);
    i += size;
  }
  std::vector<std::uint64_t> pairs;
  for (std::size_t i = 1; i < characters.size(); ++i) pairs.push_back(characters[i - 1] << 32U | characters[i]);
  std::ranges::sort(pairs);
  return pairs;
}

/// How much of both is common, in percent: twice the common pairs of all pairs.
std::size_t likeness(const Entry& a, const Entry& b) {
  if (a.pairs.empty() || b.pairs.empty()) return 0;
  std::size_t common = 0;
  for (auto i = a.pairs.begin(), j = b.pairs.begin(); i != a.pairs.end() && j != b.pairs.end();) {
    const bool same = *i == *j;
    const bool first = *i <= *j;
    const bool second = *j <= *i;
    common += same ? 1 : 0;
    if (first) ++i;
    if (second) ++j;
  }
  return 200 * common / (a.pairs.size() + b.pairs.size());
}

void collect(const Item& item, const Item& project, std::vector<Entry>& list) {
  list.push_back({.item = &item,
                  .project = &project,
                  .code = folded(item.code),
                  .title = folded(item.title),
                  .pairs = character_pairs(folded(item.title + item.content))});
  for (const auto& child : item.children) collect(child, project, list);
}

std::vector<Entry> entries(const Index& index) {
  std::vector<Entry> list;
  for (const auto& item : index.items) collect(item, item, list);
  if (index.bonus) {
    for (const auto& item : index.bonus->items) collect(item, item, list);
  }
  return list;
}

class Matcher {
 public:
  Matcher(const Index& before, const Index& after) : before_(entries(before)), after_(entries(after)) {}

  void run() {
    by_was();
    by_key(MatchedBy::code, [](const Entry& one) { return one.code + "\n" + one.title; });
    by_key(MatchedBy::title, [](const Entry& one) {
      return folded(one.project->title) + "\n" + one.title + (one.item->is_leaf() ? "\nleaf" : "");
    });
    by_key(MatchedBy::code, [](const Entry& one) { return one.code; });
    by_text();
  }

  [[nodiscard]] const std::vector<Entry>& before() const { return before_; }

  [[nodiscard]] const std::vector<Entry>& after() const { return after_; }

 private:
  void match(std::size_t before, std::size_t after, MatchedBy how) {
    if (before_[before].code == after_[after].code) how = MatchedBy::code;
    before_[before].match = after;
    after_[after].match = before;
    before_[before].how = after_[after].how = how;
  }

  void by_was() {
    std::map<std::string, std::size_t> codes;
    for (std::size_t i = 0; i < before_.size(); ++i) codes.emplace(before_[i].code, i);
    for (std::size_t i = 0; i < after_.size(); ++i) {
      for (const auto& was : after_[i].item->was) {
        const auto place = codes.find(folded(was));
        if (place == codes.end() || before_[place->second].match != Entry::k_none) continue;
        match(place->second, i, MatchedBy::was);
        break;
      }
    }
  }

  /// Matches what has the same key, where only one item of either index that has no counterpart yet has it.
  template <typename Key>
  void by_key(MatchedBy how, Key key) {
    std::map<std::string, std::vector<std::size_t>> old_ones;
    std::map<std::string, std::vector<std::size_t>> new_ones;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (before_[i].match == Entry::k_none) old_ones[key(before_[i])].push_back(i);
    }
    for (std::size_t i = 0; i < after_.size(); ++i) {
      if (after_[i].match == Entry::k_none) new_ones[key(after_[i])].push_back(i);
    }
    for (const auto& [text, places] : new_ones) {
      const auto old = old_ones.find(text);
      if (old == old_ones.end() || places.size() != 1 || old->second.size() != 1) continue;
      match(old->second.front(), places.front(), how);
    }
  }

  void by_text() {
    std::vector<std::size_t> old_ones;
    std::vector<std::size_t> new_ones;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (before_[i].match == Entry::k_none) old_ones.push_back(i);
    }
    for (std::size_t i = 0; i < after_.size(); ++i) {
      if (after_[i].match == Entry::k_none) new_ones.push_back(i);
    }
    // Comparing two texts takes a step for each pair of characters of either.
    std::size_t steps = old_ones.size() * new_ones.size();
    for (const auto j : old_ones) steps += before_[j].pairs.size() * new_ones.size();
    for (const auto i : new_ones) steps += after_[i].pairs.size() * old_ones.size();
    if (steps > k_most_steps) return;
    std::vector<std::tuple<std::size_t, std::size_t, std::size_t>> alike;  // how unlike, new, old
    for (const auto i : new_ones) {
      for (const auto j : old_ones) {
        if (after_[i].item->is_leaf() != before_[j].item->is_leaf()) continue;
        const auto percent = likeness(before_[j], after_[i]);
        if (percent >= k_alike_percent) alike.emplace_back(100 - std::min<std::size_t>(100, percent), i, j);
      }
    }
    std::ranges::sort(alike);
    for (const auto& [unlike, i, j] : alike) {
      if (after_[i].match == Entry::k_none && before_[j].match == Entry::k_none) match(j, i, MatchedBy::text);
    }
  }

  std::vector<Entry> before_;
  std::vector<Entry> after_;
};

/// The lines of a field that only one side has.
std::vector<FieldChange> changes(const std::vector<IndexLine>& before, const std::vector<IndexLine>& after) {
  std::vector<FieldChange> list;
  const auto add = [&list](const IndexLine& line, const std::vector<IndexLine>& other, auto side) {
    if (std::ranges::find(other, line) != other.end()) return;
    auto place = std::ranges::find(list, line.field, &FieldChange::field);
    if (place == list.end()) place = list.insert(list.end(), FieldChange{line.field, {}, {}});
    ((*place).*side).push_back(line.text);
  };
  for (const auto& line : before) add(line, after, &FieldChange::before);
  for (const auto& line : after) add(line, before, &FieldChange::after);
  return list;
}

std::vector<IndexLine> all_lines(const Item& item, const Catalogue& catalogue) {
  std::vector<IndexLine> lines{{"title", item.title}};
  if (item.is_leaf()) lines.push_back({"points", item.points.text()});
  for (auto& line : describe(item, catalogue)) {
    if (line.field != "was") lines.push_back(std::move(line));  // it says what was, and nothing that is to be done
  }
  return lines;
}

}  // namespace

IndexDiff diff_indexes(const Index& before, const Index& after, const Catalogue& catalogue) {
  Matcher matcher(before, after);
  matcher.run();
  IndexDiff diff;
  const PeriodShift shift(before, after);
  if (shift.moves()) {
    auto moved = before;
    moved.vetoes = shift.moved_vetoes();
    diff.header = changes(describe(moved, catalogue), describe(after, catalogue));
  } else {
    diff.header = changes(describe(before, catalogue), describe(after, catalogue));
  }
  const auto lines_that_differ = [&catalogue](const PeriodShift& by, const Item& old, const Item& now) {
    const bool moves = by.moves() && old.is_leaf() && now.is_leaf();
    return changes(all_lines(moves ? by.moved(old, now) : old, catalogue), all_lines(now, catalogue));
  };
  for (const auto& entry : matcher.after()) {
    if (entry.match == Entry::k_none) {
      diff.items.push_back({nullptr, entry.item, MatchedBy::code, {}});
      continue;
    }
    const auto& old = matcher.before()[entry.match];
    diff.matches.push_back({old.item, entry.item, entry.how});
    ItemChange change{old.item, entry.item, entry.how, lines_that_differ(shift, *old.item, *entry.item)};
    if (old.code != entry.code || !change.fields.empty()) diff.items.push_back(std::move(change));
  }
  for (const auto& entry : matcher.before()) {
    if (entry.match == Entry::k_none) diff.items.push_back({entry.item, nullptr, MatchedBy::code, {}});
  }
  return diff;
}

std::string_view to_string(MatchedBy how) {
  switch (how) {
    case MatchedBy::code: return "code";
    case MatchedBy::was: return "was";
    case MatchedBy::title: return "title";
    case MatchedBy::text: return "text";
  }
  return "";
}

}  // namespace guidang
