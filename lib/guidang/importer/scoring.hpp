// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to importer/: the cells of a published table as score sentences, slots and methods.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/index/sentence.hpp"

namespace guidang {

/// A part of a scoring cell that gives or takes points.
struct ScorePart {
  std::string text;                  ///< As issued, without its numbering.
  std::optional<Sentence> sentence;  ///< None: it fits nothing.
  std::optional<std::string> nearest = std::nullopt;
  bool inferred = false;  ///< The sentence says more than the words: to be looked at.
  bool unread = false;    ///< Beyond the limits: nothing was tried.
};

/// A scoring cell taken apart.
struct ScoreText {
  std::vector<ScorePart> parts;
  std::vector<std::string> described;  ///< What gives and takes nothing: a requirement.
};

inline constexpr std::size_t k_most_clauses = 64;       ///< Of a cell; the rest is one part, unread.
inline constexpr std::size_t k_most_readings = 50'000;  ///< Of a table.

/// What has been read of a table's cells. Equal texts are tried once, so that the cost is bounded by the readings.
class ScoringMemo {
 public:
  explicit ScoringMemo(std::size_t most = k_most_readings) : most_(most) {}

  /// Returns the sentence that `text` is, as read_sentence().
  [[nodiscard]] const std::optional<Sentence>& sentence(const std::string& text);

  /// Returns the sentence of the list that is most like `text`.
  [[nodiscard]] const std::optional<std::string>& nearest(const std::string& text);

  /// Returns how many texts have been tried.
  [[nodiscard]] std::size_t readings() const { return sentences_.size() + nearest_.size(); }

  /// Returns whether no more may be tried.
  [[nodiscard]] bool spent() const { return readings() >= most_; }

 private:
  std::size_t most_;
  std::map<std::string, std::optional<Sentence>> sentences_;
  std::map<std::string, std::optional<std::string>> nearest_;
};

/// Takes a cell apart at 。；and line breaks, then at commas; the longest run of clauses that is a sentence of the list
/// wins. A clause that only sets a condition belongs to the clause behind it, and makes both not understood unless they
/// are one sentence.
///
/// Beyond k_most_clauses clauses, and once `memo` is spent, the rest of the cell is one part that is unread.
///
/// A clause that names no figure ("低于80%的，每低1个百分点扣1分") is about `subject`, where that makes it a sentence.
[[nodiscard]] ScoreText read_scoring(std::string_view text, std::string_view subject, ScoringMemo& memo);

/// Returns whether a clause gives or takes points.
[[nodiscard]] bool scores(std::string_view clause);

/// Returns the numbered parts of a cell (`1) … 2) …`), without their numbers; empty if it has fewer than two.
[[nodiscard]] std::vector<std::string> numbered_parts(std::string_view text);

/// Returns the methods that a cell names, in Chinese: 材料审核, 实地考察, 问卷调查, 网上申报.
[[nodiscard]] std::vector<std::string> read_methods(std::string_view text);

/// Returns whether a cell about methods says more than their names: 抽查3个小区, 每个随访10户.
[[nodiscard]] bool says_more_than_methods(std::string_view text);

/// Returns the slots that a cell about evidence lists: "会议记录、签到表2份" gives "会议记录1份", "签到表2份". What is
/// no name of a slot is appended to `passed_over`.
[[nodiscard]] std::vector<std::string> listed_slots(std::string_view text, std::vector<std::string>& passed_over);

/// Returns slots for the clear words of evidence in a text: 方案, 总结, 会议记录 …
[[nodiscard]] std::vector<std::string> guessed_slots(std::string_view text);

/// Returns how many times a year or quarter a text asks for ("每年不少于2次", "至少召开4次"); nothing if it does not
/// say.
[[nodiscard]] std::optional<int> guessed_events(std::string_view text);

/// How often a text asks for something.
struct GuessedFrequency {
  std::string frequency;  ///< "每月1次": the unit of time, as an index writes it.
  int count = 1;          ///< How many times in it.
  int a_year = 12;        ///< How many of it a year has.
};

/// Returns the frequency of "每周开展巡逻不少于2次", "每月至少1次"; nothing if the text names none.
[[nodiscard]] std::optional<GuessedFrequency> guessed_frequency(std::string_view text);

}  // namespace guidang
