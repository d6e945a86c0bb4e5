// SPDX-License-Identifier: Apache-2.0
/// \file
/// The score sentences (评分标准): a closed list in Chinese and English, parsed and printed from one table.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/exact.hpp"
#include "guidang/base/message.hpp"
#include "guidang/base/result.hpp"

namespace guidang {

/// What a sentence does. P-numbers are the published patterns of schemas/index.md, section 6.
enum class SentenceKind {
  all_or_nothing,        ///< 缺一项不得分: anything missing gives 0 (P10).
  per_missing_event,     ///< 每缺1次活动扣1分[、最多扣2分] (P7).
  per_missing_part,      ///< 每次活动每缺1件扣0.25分[、最多扣1分]: the cap is per event (P7).
  per_missing_document,  ///< 每缺1份材料扣0.5分[、最多扣1分]: over all slots of the leaf (P7).
  missing_slot,          ///< 缺通知扣0.5分: that slot is not filled (P7).
  missing_slot_zero,     ///< 缺通知不得分: that slot is not filled (P10).
  points_per_event,      ///< 每次活动得1分[、最多得4分].
  points_per_standard,   ///< 每达标1项得1分[、最多得4分] (P1).
  points_by_standards,   ///< 达标3项得3分、2项得2分、1项得1分、0项得0分 (P1).
  rating_by_standards,   ///< 达标3项A、2项B、1项C、0项C# (P2, P3).
  rating_by_defects,     ///< 问题0个A、1个B、2个C、3个以上C#: defects come from the site results (P4).
  per_defect,            ///< 每个问题扣0.5分[、最多扣5分]: defects come from the site results (P7).
  rating_by_assessor,    ///< 按评定等级得分: the assessor's A, B, C or C# as a share of the points (P3).
  manual,                ///< 人工评定: the assessor's points; pending until they are there.
};

/// One step of a sentence that lists counts: "2项B", "3个以上C#", "1项得1分".
struct Band {
  int count = 0;         ///< At least 0.
  bool or_more = false;  ///< 以上: this count and all above.
  Exact points;          ///< Of points_by_standards; 0 for the rest.
  std::string rating;    ///< Of rating_by_*: "A", "B", "C", "C#"; empty for the rest.

  friend bool operator==(const Band&, const Band&) = default;
};

/// One parsed sentence. Fields that its kind does not use keep their defaults.
struct Sentence {
  SentenceKind kind = SentenceKind::manual;
  int per = 1;               ///< 每缺`per`次, at least 1.
  Exact points;              ///< What is deducted or given each time, never negative.
  std::optional<Exact> cap;  ///< 最多: at most this many points by this sentence (per_missing_part: per event).
  std::string slot;          ///< Name of the slot, of missing_slot and missing_slot_zero.
  std::vector<Band> bands;   ///< In the order written; counts differ.

  friend bool operator==(const Sentence&, const Sentence&) = default;
};

/// Why a text is no sentence.
struct SentenceFault {
  Message message;
  int offset = 0;                      ///< Where reading stopped, in characters from 0.
  int length = 1;                      ///< How many characters to point at.
  std::optional<std::string> nearest;  ///< The sentence of the list that is most like it, in the text's language.
};

/// Reads one sentence, Chinese or English. Full-width and half-width punctuation, and blanks, do not matter.
/// Limits: 1,000 characters. Cost: linear in practice; tries each row of the table once.
/// Standard: schemas/index.md, section 6.
[[nodiscard]] tl::expected<Sentence, SentenceFault> parse_sentence(std::string_view text);

/// Prints a sentence in the words of the table; `language` is "zh" or "en". parse_sentence() reads it back to an equal
/// sentence.
[[nodiscard]] std::string print_sentence(const Sentence& sentence, std::string_view language);

/// One row of the table, for `guidang explain` and schemas/index.md.
struct SentencePattern {
  SentenceKind kind;
  std::string_view id;       ///< "per-missing-event"; never changes its meaning.
  std::string_view zh;       ///< An example that parses.
  std::string_view en;       ///< The same in English; parses to an equal sentence.
  std::string_view pattern;  ///< The published pattern it says, e.g. "P7"; empty if none.
};

/// Returns the table, in the order of SentenceKind.
[[nodiscard]] std::span<const SentencePattern> sentence_patterns();

}  // namespace guidang
