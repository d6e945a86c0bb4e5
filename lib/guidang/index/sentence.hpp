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

  // Sentences about a figure (指标数据): a fact, or what guidang counts itself (index/figure.hpp).
  figure_rating,     ///< 知晓率95%以上A、80%以上B、70%以上C、其余C# (P6).
  figure_points,     ///< 满意率90%以上得4分、80%以上得3分、其余得0分; 名次第1名得60分 (P6, P20).
  figure_deduction,  ///< 覆盖率90%以上不扣分、80%以上扣1分、其余扣3分 (P9).
  per_shortfall,  ///< 占比每低于13%一个百分点扣0.5分、不足一个百分点不扣[、最多扣2分] (P8); 点位数每少于10处1处扣0.4分.
  per_excess,     ///< 案发率每高于6%一个百分点扣1分: the same above a target (P8).
  per_figure,     ///< 每1起违建扣5分[、最多扣10分] (P7).
  points_per_figure,  ///< 每1人答对得0.25分[、最多得1分] (P13, P16).
  figure_zero,        ///< 整改率低于80%不得分 (P10, P12).
  figure_takes,       ///< 签到人数少于15扣1分 (P7).
  points_by_ratio,    ///< 按整改率的比例得分; 按播放次数占4次的比例得分 (P12).
  figure_pending,     ///< 样本数少于50时待定.

  honours,  ///< 表彰国家级得5分、省级得3分、市级得1分、同一事项只计最高[、最多得5分] (P16).
  per_bad_sample,     ///< 抽查5条、每1条不合格扣0.6分; of fewer records the missing ones are bad (P11).
  rating_by_sample,   ///< 抽查5条、合格5条A、4条B、其余C (P5).
  bad_sample_zero,    ///< 抽查4个、有1个不合格不得分 (P11).
  per_missing_month,  ///< 每缺1个月扣0.4分: a due month of the events' window without any event (P7).
  points_by_occasion,  ///< 各次平均计分、缺1件得50%、缺2件得0%: the points are spread over the occasions already due.
  account_points,  ///< 按记分得分[、最多得4分]: the leaf's lines of the running account (P15).
  index_points,    ///< 按体系“minors-2026”的得分率得分: another index over the same pool (P14).
};

/// How the figure of a band, or of a condition, is compared.
enum class Compare {
  equal,      ///< 2项B, 第1名; of standards and defects: see SentenceKind.
  at_least,   ///< 以上, 不低于, 不少于: this figure included.
  above,      ///< 超过, 高于, 多于.
  at_most,    ///< 以下, 不超过: this figure included.
  below,      ///< 低于, 少于, 不足, 不到.
  between,    ///< 60%至80%: from included, to not included.
  otherwise,  ///< 其余
};

/// One step of a sentence that lists counts or figures: "2项B", "3个以上C#", "1项得1分", "95%以上A", "省级得3分".
struct Band {
  Compare compare = Compare::equal;
  Exact from;            ///< A count or a figure, at least 0; of `otherwise` and honours 0. 95% is 19/20.
  Exact to;              ///< Of `between` only.
  bool percent = false;  ///< The figures are written in per cent.
  std::string level;     ///< Of honours: "省级", as written.
  Exact points;          ///< What the step gives or takes; 0 for ratings.
  std::string rating;    ///< "A", "B", "C", "C#"; empty for points.

  friend bool operator==(const Band&, const Band&) = default;
};

/// How a started step counts, of per_shortfall and per_excess: 不足一个百分点不扣, …按一个百分点计, 按比例扣.
enum class Fraction { full, started, exact };

/// One parsed sentence. Fields that its kind does not use keep their defaults.
struct Sentence {
  SentenceKind kind = SentenceKind::manual;
  int per = 1;               ///< 每缺`per`次, at least 1.
  Exact points;              ///< What is deducted or given each time, never negative.
  std::optional<Exact> cap;  ///< 最多: at most this many points by this sentence (per_missing_part: per event).
  std::string slot;          ///< Name of the slot, of missing_slot and missing_slot_zero.
  std::string figure;  ///< Name of the figure, as written; of a built-in one its Chinese name. Of index_points the
                       ///< index's code.
  Compare compare =
      Compare::below;  ///< Of figure_zero, figure_takes and figure_pending: not equal, between or otherwise.
  Exact target;        ///< What the figure is compared with or shared by; of samples how many are drawn.
  Exact step = 1;  ///< Of per_shortfall and per_excess: the unit that is charged, above 0. 一个百分点 is 1/100.
  bool percent = false;                ///< `target` and `step` are written in per cent.
  Fraction fraction = Fraction::full;  ///< Of per_shortfall and per_excess.
  bool highest_only = false;           ///< Of honours: 同一事项只计最高.
  std::vector<Band> bands;             ///< In the order written; counts and figures differ.

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
