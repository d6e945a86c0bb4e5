// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/sentence_table.hpp"

namespace guidang {

// To add a sentence:
//   1. a value of SentenceKind and a row here, with an example in both languages;
//   2. what it does, in score/effect.cpp;
//   3. "sentence/ID#title" in cli/po/*/sentence.po, and its reason in cli/po/*/score.po;
//   4. a worked case in tests/unit/score/score_test.cpp (reading and printing are tested for every row as it is).
// A wording once accepted stays accepted with the same meaning. Blanks, commas and colons below are for printing only.
std::span<const SentenceRow> sentence_rows() {  // NOLINT(readability-function-size): a table
  using enum SentenceKind;
  static const std::vector<SentenceRow> k_rows = {
      {{all_or_nothing, "all-or-nothing", "缺一项不得分", "anything missing gives nothing", "P10"},
       {"[全部具备得满分、]缺(一项|1项|一)不得分", "[全部具备得满分、](任缺|缺任何|缺少任何)一项(|均|都)不得分"},
       {"anything missing gives nothing"}},

      {{per_missing_event,
        "per-missing-event",
        "每缺1次活动扣1分、最多扣2分",
        "each missing event takes 1 point, at most 2",
        "P7"},
       {"每(缺|少|缺少){per}次(活动|会议|)扣{points}分[、最多扣{cap}分|、至多扣{cap}分|、扣完为止]"},
       {"each missing event takes {points} point(s)[, at most {cap}[ point(s)]]",
        "every {per} missing events take {points} point(s)[, at most {cap}[ point(s)]]"}},

      {{per_missing_part,
        "per-missing-part",
        "每次活动每缺1件扣0.25分、最多扣1分",
        "each missing part of an event takes 0.25 points, at most 1",
        "P7"},
       {"每次(活动|会议)每(缺|少|缺少){per}(件|项|份)[材料]扣{points}分[、最多扣{cap}分|、至多扣{cap}分|、扣完为止]"},
       {"each missing part of an event takes {points} point(s)[, at most {cap}[ point(s)]]",
        "every {per} missing parts of an event take {points} point(s)[, at most {cap}[ point(s)]]"}},

      {{per_missing_document,
        "per-missing-document",
        "每缺1份材料扣0.5分、最多扣1分",
        "each missing document takes 0.5 points, at most 1",
        "P7"},
       {"每(缺|少|缺少){per}(份|件|项)(材料|资料|)扣{points}分[、最多扣{cap}分|、至多扣{cap}分|、扣完为止]"},
       {"each missing document takes {points} point(s)[, at most {cap}[ point(s)]]",
        "every {per} missing documents take {points} point(s)[, at most {cap}[ point(s)]]"}},

      {{missing_slot, "missing-slot", "缺通知扣0.5分", "missing 'notice' takes 0.5 points", "P7"},
       {"(缺|无|没有){slot}扣{points}分"},
       {"missing {quoted} takes {points} point(s)"}},

      {{missing_slot_zero, "missing-slot-zero", "缺通知不得分", "missing 'notice' gives nothing", "P10"},
       {"(缺|无|没有){slot}不得分"},
       {"missing {quoted} gives nothing"}},

      {{points_per_event, "points-per-event", "每次活动得1分、最多得4分", "each event gives 1 point, at most 4", ""},
       {"每次活动得{points}分[、最多得{cap}分|、至多得{cap}分]",
        "每[开展|举办]{per}次(活动|会议)得{points}分[、最多得{cap}分|、至多得{cap}分]"},
       {"each event gives {points} point(s)[, at most {cap}[ point(s)]]",
        "every {per} events give {points} point(s)[, at most {cap}[ point(s)]]"}},

      {{points_per_standard,
        "points-per-standard",
        "每达标1项得1分、最多得4分",
        "each standard met gives 1 point, at most 4",
        "P1"},
       {"每达(标|到){per}项得{points}分[、最多得{cap}分|、至多得{cap}分]"},
       {"each standard met gives {points} point(s)[, at most {cap}[ point(s)]]",
        "every {per} standards met give {points} point(s)[, at most {cap}[ point(s)]]"}},

      {{points_by_standards,
        "points-by-standards",
        "达标3项得3分、2项得2分、1项得1分、0项得0分",
        "standards met: 3 gives 3 points, 2 gives 2 points, 1 gives 1 point, 0 gives 0 points",
        "P1"},
       {"达(标|到)<{count}项[+以上|及以上]得{points}分>"},
       {"standards met: <{count}[+ or more] gives {points} point(s)>"}},

      {{rating_by_standards,
        "rating-by-standards",
        "达标3项A、2项B、1项C、0项C#",
        "standards met: 3 is A, 2 is B, 1 is C, 0 is C#",
        "P2, P3"},
       {"达(标|到)<{count}项[+以上|及以上](|为|得|评){rating}[级|等]>"},
       {"standards met: <{count}[+ or more] is {rating}>"}},

      {{rating_by_defects,
        "rating-by-defects",
        "问题0个A、1个B、2个C、3个以上C#",
        "defects: 0 is A, 1 is B, 2 is C, 3 or more is C#",
        "P4"},
       {"问题<{count}(个|处)[+以上|及以上](|为|得|评){rating}[级|等]>"},
       {"defects: <{count}[+ or more] is {rating}>"}},

      {{per_defect, "per-defect", "每个问题扣0.5分、最多扣5分", "each defect takes 0.5 points, at most 5", "P7"},
       {"每(个|处)问题扣{points}分[、最多扣{cap}分|、至多扣{cap}分|、扣完为止]",
        "每[发现|有]{per}(个|处)问题扣{points}分[、最多扣{cap}分|、至多扣{cap}分|、扣完为止]"},
       {"each defect takes {points} point(s)[, at most {cap}[ point(s)]]",
        "every {per} defects take {points} point(s)[, at most {cap}[ point(s)]]"}},

      {{rating_by_assessor, "rating-by-assessor", "按评定等级得分", "points by the assessor's rating", "P3"},
       {"按评定等级(得|计|给)分"},
       {"points by the assessor('|’|)s rating"}},

      {{manual, "manual", "人工评定", "judged by people", ""}, {"人工评(定|分|审)"}, {"judged by people"}},
  };
  return k_rows;
}

}  // namespace guidang
