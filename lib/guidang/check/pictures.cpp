// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/pictures.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "guidang/base/ascii.hpp"
#include "guidang/base/text.hpp"
#include "guidang/base/written_day.hpp"
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

/// The name without days, blanks and marks between words.
std::string bare(std::string_view text) {
  std::string rest;
  for (std::size_t at = 0; at < text.size();) {
    const bool starts_run = is_digit(text[at]) && (at == 0 || !is_digit(text[at - 1]));
    if (const auto size = starts_run ? written_day_size(std::string_view(text).substr(at)) : 0; size > 0) {
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

/// Which file stands for each picture: the first one that has it.
class Standers {
 public:
  bool stands(const std::string& digest, std::size_t file) { return seen_.emplace(digest, file).first->second == file; }

  /// How many different pictures inside a document it stands for.
  int pieces_of(const EvidenceFile& document, std::size_t file) {
    std::set<std::string_view> own;
    for (const auto& one : pictures_inside(document)) {
      if (stands(one.sha256, file)) own.insert(one.sha256);
    }
    return static_cast<int>(own.size());
  }

 private:
  std::map<std::string_view, std::size_t> seen_;  // by digest
};

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

bool holds_pieces(const Slot& slot, const media::Format& format) {
  return slot.demands.embedded_pictures && format.name == "docx";
}

std::span<const media::EmbeddedPicture> pictures_inside(const EvidenceFile& file) {
  const auto& document = file.examination.document;
  return document ? std::span(document->pictures) : std::span<const media::EmbeddedPicture>();
}

void mark_repeats(const std::vector<SlotState*>& states, const Inventory& inventory) {
  Standers seen;
  for (auto* state : states) {
    for (auto& proof : state->proofs) {
      const auto& file = inventory.files[proof.file];
      if (!may_count(proof) || file.sha256.empty()) continue;
      if (holds_pieces(*state->slot, *file.format)) {
        proof.pieces = seen.pieces_of(file, proof.file);
        if (proof.pieces == 0) proof.standing = Standing::repeated;
      } else if (!seen.stands(file.sha256, proof.file)) {
        proof.standing = Standing::repeated;
      }
    }
  }
}

}  // namespace guidang
