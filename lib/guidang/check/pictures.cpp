// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/pictures.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/check/folder_name.hpp"

namespace guidang {
namespace {

struct Mark {
  std::string_view text;
  Side side;
};

/// Marks that say what they mean, longest first.
constexpr std::array k_clear_marks = {
    Mark{"before", Side::before},
    Mark{"after", Side::after},
    Mark{"整改前", Side::before},
    Mark{"整改后", Side::after},
    Mark{"整治前", Side::before},
    Mark{"整治后", Side::after},
    Mark{"治理前", Side::before},
    Mark{"治理后", Side::after},
    Mark{"改造前", Side::before},
    Mark{"改造后", Side::after},
};
constexpr std::array k_bare_marks = {Mark{"前", Side::before}, Mark{"后", Side::after}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && is_digit(text[at + count])) ++count;
  return count;
}

/// How many bytes at `at` are a day such as 20261012, 2026-10-12 or 2026年10月12日; 0 if none.
std::size_t day_at(std::string_view text, std::size_t at) {
  const auto run = digits_at(text, at);
  const auto number = [&text](std::size_t from, std::size_t size) {
    int value = 0;
    for (const char c : text.substr(from, size)) value = value * 10 + (c - '0');
    return value;
  };
  if (run == 8) return make_date(number(at, 4), number(at + 4, 2), number(at + 6, 2)) ? run : 0;
  if (run != 4) return 0;
  const auto skip = [&text](std::size_t& place, std::string_view sign) {
    const auto rest = text.substr(std::min(place, text.size()));
    const bool found = rest.starts_with(sign) || (sign != "日" && (rest.starts_with("-") || rest.starts_with(".")));
    if (found) place += rest.starts_with(sign) ? sign.size() : 1;
    return found;
  };
  auto place = at + run;
  if (!skip(place, "年")) return 0;
  const auto month = std::pair(place, digits_at(text, place));
  place += month.second;
  if (month.second == 0 || month.second > 2 || !skip(place, "月")) return 0;
  const auto day = std::pair(place, digits_at(text, place));
  place += day.second;
  if (day.second == 0 || day.second > 2) return 0;
  skip(place, "日");
  return make_date(number(at, 4), number(month.first, month.second), number(day.first, day.second)) ? place - at : 0;
}

/// The name without days, blanks and marks between words.
std::string bare(std::string_view text) {
  std::string rest;
  for (std::size_t at = 0; at < text.size();) {
    const bool starts_run = is_digit(text[at]) && (at == 0 || !is_digit(text[at - 1]));
    if (const auto size = starts_run ? day_at(text, at) : 0; size > 0) {
      at += size;
      continue;
    }
    if (std::string_view(" -_.()[]+,:#").find(text[at]) == std::string_view::npos) rest += text[at];
    ++at;
  }
  return rest;
}

/// Finds the last of the marks and takes it out of `text`.
template <std::size_t count>
Side take_mark(std::string& text, const std::array<Mark, count>& marks) {
  const Mark* found = nullptr;
  std::size_t last = 0;
  for (const auto& mark : marks) {
    const auto at = text.rfind(mark.text);
    if (at == std::string::npos || (found != nullptr && at < last)) continue;
    found = &mark;
    last = at;
  }
  if (found == nullptr) return Side::unknown;
  text.erase(last, found->text.size());
  return found->side;
}

bool may_count(const Proof& proof) {
  return proof.standing == Standing::counts || proof.standing == Standing::undated;
}

struct Sides {
  std::vector<Proof*> before;
  std::vector<Proof*> after;
};

void pair(Proof& before, Proof& after) {
  before.standing = Standing::paired;
  before.partner = after.file;
  after.partner = before.file;
}

/// Pairs what has days, in their order: each picture before takes the first one after that is not older. What is left
/// over stays in `sides`.
void pair_dated(Sides& sides) {
  const auto by_day = [](const Proof* proof) { return std::tuple(!proof->date, proof->date, proof->file); };
  std::ranges::sort(sides.before, {}, by_day);  // undated ones last
  std::ranges::sort(sides.after, {}, by_day);
  Sides left;
  auto next = sides.after.begin();
  for (Proof* before : sides.before) {
    while (before->date && next != sides.after.end() && (*next)->date && *(*next)->date < *before->date) {
      left.after.push_back(*next++);
    }
    if (before->date && next != sides.after.end() && (*next)->date) {
      pair(*before, **next++);
    } else {
      left.before.push_back(before);
    }
  }
  left.after.insert(left.after.end(), next, sides.after.end());
  sides = std::move(left);
}

/// Pairs what is left: a picture without a day goes with any, first with those that have one.
void pair_up(Sides& sides) {
  pair_dated(sides);
  auto dated = sides.after.begin();
  const auto middle = std::ranges::find_if(sides.after, [](const Proof* proof) { return !proof->date; });
  auto undated = middle;
  for (Proof* before : sides.before) {
    auto& next = before->date || dated == middle ? undated : dated;
    const auto end = &next == &dated ? middle : sides.after.end();
    if (next == end) {
      before->standing = Standing::unpaired;
    } else {
      pair(*before, **next++);
    }
  }
  for (; dated != middle; ++dated) (*dated)->standing = Standing::unpaired;
  for (; undated != sides.after.end(); ++undated) (*undated)->standing = Standing::unpaired;
}

}  // namespace

PairName pair_name(std::string_view stem, std::string_view folder) {
  PairName name;
  auto text = folded(stem);
  name.side = take_mark(text, k_clear_marks);
  if (name.side == Side::unknown) name.side = take_mark(text, k_bare_marks);
  if (name.side == Side::unknown) {
    auto above = folded(folder);
    name.side = take_mark(above, k_clear_marks);
    if (name.side == Side::unknown && (above == "前" || above == "后")) name.side = take_mark(above, k_bare_marks);
  }
  name.place = bare(text);
  return name;
}

void mark_pairs(SlotState& state, const Inventory& inventory) {
  std::map<std::string, Sides> places;
  for (auto& proof : state.proofs) {
    if (!may_count(proof)) continue;
    const auto& path = inventory.files[proof.file].path;
    const auto folder = path.parent();
    const auto name = pair_name(stem_of(path.name()), folder.name());
    if (name.side == Side::unknown) {
      proof.standing = Standing::unpaired;
    } else {
      (name.side == Side::before ? places[name.place].before : places[name.place].after).push_back(&proof);
    }
  }
  for (auto& [place, sides] : places) pair_up(sides);
}

void mark_repeats(const std::vector<SlotState*>& states, const Inventory& inventory) {
  std::map<std::string_view, std::size_t> seen;  // digest to the file that stands
  for (auto* state : states) {
    for (auto& proof : state->proofs) {
      const auto& digest = inventory.files[proof.file].sha256;
      if (!may_count(proof) || digest.empty()) continue;
      const auto [first, fresh] = seen.emplace(digest, proof.file);
      if (!fresh && first->second != proof.file) proof.standing = Standing::repeated;
    }
  }
}

}  // namespace guidang
