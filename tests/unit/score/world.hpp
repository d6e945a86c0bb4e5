// SPDX-License-Identifier: Apache-2.0
/// \file
/// Whole archives made by chance: an index as text, files and tables, from the same seed always the same.
#pragma once

#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/check/check.hpp"
#include "guidang/score/score.hpp"

namespace guidang::world_test {

/// What the generator knows of a leaf beside its text.
struct LeafPlan {
  std::string code;
  std::string text;                         ///< One line of YAML, without the dash.
  std::map<std::string, std::string> best;  ///< Figures: the value that serves the leaf best.
  std::map<std::string, std::string> poor;  ///< The same: one that serves it badly.
  bool sampled = false;                     ///< A further file may change what is drawn.
  bool attainable = true;                   ///< With all evidence and best figures it has its full points.
};

struct ProjectPlan {
  std::string head;  ///< Its own fields, a line each.
  std::vector<LeafPlan> leaves;
};

/// An index, a pool and tables.
struct World {
  std::string head;  ///< Header fields, with the total.
  std::vector<ProjectPlan> projects;
  std::vector<LeafPlan> bonus;
  std::string tail;  ///< Vetoes and the account.
  Index index;
  std::map<std::string, std::string> files;  ///< Path below the pool to content.
  Tables tables;
  Date today;
  std::map<std::string, Points> indexes;

  [[nodiscard]] std::string text() const;
  [[nodiscard]] const LeafPlan& plan(std::string_view code) const;
  [[nodiscard]] CheckResult checked() const;
  [[nodiscard]] Scorecard scored() const;
  /// Every leaf's three readings and the total's, by code.
  [[nodiscard]] std::map<std::string, Points> points() const;
  /// Puts a dated proof that counts for `slot` into `folder` (below the pool).
  void add_proof(const std::string& folder, const Slot& slot, Date day);
  /// Supplies what every leaf asks for, with the best figures and nothing found bad.
  void complete();

 private:
  void complete(const LeafState& leaf);
  void fill(const std::string& folder, const SlotState& slot, Date day);
  int made_ = 0;  // proofs put in so far: their names differ
};

/// Reads the text of an index without faults; throws what is wrong with any other.
[[nodiscard]] Index read_index(const std::string& text);

[[nodiscard]] World make_world(unsigned seed);

[[nodiscard]] std::string text(const Points& points);

}  // namespace guidang::world_test
