// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/sentence_table.hpp"

#include <utility>

namespace guidang {

// To add a sentence:
//   1. a value of SentenceKind and a row here, with an example in both languages;
//   2. what it does, in score/effect.cpp;
//   3. "sentence/ID#title" in cli/po/*/sentence.po, and its reason in cli/po/*/score.po;
//   4. a worked case in tests/unit/score/score_test.cpp (reading and printing are tested for every row as it is).
// A wording once accepted stays accepted with the same meaning. Blanks, commas and colons below are for printing only;
// what several rows say ($take-cap …) is in sentence_compile.cpp.

namespace {

std::vector<SentenceRow> evidence_rows() {  // NOLINT(readability-function-size): a table
  using enum SentenceKind;
  return {
      {{all_or_nothing, "all-or-nothing", "缺一项不得分", "anything missing gives nothing", "P10"},
       {"[全部具备得满分、]缺(一项|1项|一)不得分",
        "[全部具备得满分、](任缺|缺任何|缺少任何|缺任意|缺任|缺少任意)(一|1)项(|即|均|都)不得分",
        "(缺|少|缺少)(一|1|任一|任意一|任何一)项$zero",
        "{list}(缺|少|缺少)(一|1|任一|任意一|任何一|任何|任意)(项|个|样|种|件|份)$zero",
        "{list}任缺(一|1)(项|个|样|种|件|份)$zero",
        "[(符合|达到|达标|全部达标|全部符合|符合标准|符合要求|达到要求|齐全|全部具备)[的](得满分|满分|得分|计满分)、]("
        "不符合|不达标|未达标|不合格|达不到要求|达不到标准|未达到要求|未达到标准|没有达到要求|不齐全|否则|未落实|"
        "未完成|没有|有一项不达标|有一项不符合|一项不达标|任一项不达标|任何一项不达标|一项不符合|任何一项不符合|"
        "有一项达不到|有一项未达到|有一项未达标|一项达不到|任何一项达不到)[标准|要求|规定|条件|测评标准]$zero"},
       {"anything missing gives nothing"}},

      {{per_missing_event,
        "per-missing-event",
        "每缺1次活动扣1分、最多扣2分",
        "each missing event takes 1 point, at most 2",
        "P7"},
       {"每(缺|少|缺少){per}次(活动|会议|)扣{points}分$take-cap",
        "每(缺|少|缺少|少开展|少开|少组织|少举办|未开展|缺开){per}(次|场|期|节)(活动|会议|培训|讲座|讲堂|宣讲|学习|课|"
        "授课|演练|走访|巡查|检查|例会|宣传|演出|主题活动|志愿服务|志愿服务活动|)$take{points}分$take-cap",
        "(活动|会议|培训|讲座|讲堂|宣讲|学习|课|授课|演练|走访|巡查|检查|例会|宣传|演出|主题活动|志愿服务|志愿服务活动|"
        ")每(缺|少|缺少|少开展|少开|少召开|少组织|少举办){per}(次|场|期|节)$take{points}分$take-cap",
        "[(活动|会议|培训|讲座)](缺|少|缺少|少开展|少开|少组织|少举办){per}(次|场|期|节)(活动|会议|培训|讲座|讲堂|宣讲|"
        "学习|课|授课|演练|走访|巡查|检查|例会|宣传|演出|主题活动|志愿服务|志愿服务活动|)$take{points}分$take-cap"},
       {"each missing event takes {points} point(s)$en-cap",
        "every {per} missing events take {points} point(s)$en-cap"}},

      {{per_missing_part,
        "per-missing-part",
        "每次活动每缺1件扣0.25分、最多扣1分",
        "each missing part of an event takes 0.25 points, at most 1",
        "P7"},
       {"每次(活动|会议)每(缺|少|缺少){per}(件|项|份)[材料|资料|佐证材料]扣{points}分$take-cap",
        "每(次|场)(活动|会议|培训|讲座|讲堂|宣讲|学习|课|授课|演练|走访|巡查|检查|例会|宣传|演出|主题活动|志愿服务|"
        "志愿服务活动|)(材料|资料|)[每](缺|少|缺少){per}(件|项|份|种|样)[材料|资料|佐证材料]$take{points}分、(每次|"
        "每场)(活动|会议|)(最多|至多|最高)扣{cap}分",
        "每(次|场)(活动|会议|培训|讲座|讲堂|宣讲|学习|课|授课|演练|走访|巡查|检查|例会|宣传|演出|主题活动|志愿服务|"
        "志愿服务活动|)(材料|资料|)(缺|少|缺少){per}(件|项|份|种|样)[材料|资料|佐证材料]$take{points}分$take-cap",
        "每(次|场)(活动|会议|培训|讲座|讲堂|宣讲|学习|课|授课|演练|走访|巡查|检查|例会|宣传|演出|主题活动|志愿服务|"
        "志愿服务活动|)(材料|资料|)每(缺|少|缺少){per}(件|项|份|种|样)[材料|资料|佐证材料]$take{points}分$take-cap"},
       {"each missing part of an event takes {points} point(s)$en-cap",
        "every {per} missing parts of an event take {points} point(s)$en-cap"}},

      {{per_missing_document,
        "per-missing-document",
        "每缺1份材料扣0.5分、最多扣1分",
        "each missing document takes 0.5 points, at most 1",
        "P7"},
       {"每(缺|少|缺少){per}(份|件|项)(材料|资料|)扣{points}分$take-cap",
        "[材料|资料|档案]每(缺|少|缺少|缺失){per}(份|件|项|种|样|卷|册|本|簿)(材料|资料|档案|文件|佐证材料|)$or-"
        "incomplete"
        "[的]$take{points}分$take-cap",
        "[材料|资料|档案](缺|少|缺少|缺失){per}(份|件|项|种|样|卷|册|本|簿)(材料|资料|档案|文件|佐证材料|)$or-"
        "incomplete"
        "[的]$take{points}分$take-cap",
        "每缺{per}个{thing}扣{points}分$take-cap",
        "每(缺|缺少|缺失){per}(个|份|件|项|张|本|册|块|处|幅|套|篇|条|种|样){thing}[的]$take{points}分$take-cap"},
       {"each missing document takes {points} point(s)$en-cap",
        "every {per} missing documents take {points} point(s)$en-cap",
        "each missing {quoted} takes {points} point(s)$en-cap",
        "every {per} missing {quoted} take {points} point(s)$en-cap"}},

      {{missing_slot, "missing-slot", "缺通知扣0.5分", "missing 'notice' takes 0.5 points", "P7"},
       {"(缺|无|没有){slot}扣{points}分",
        "(未提供|未见|未提交|未附){slot}[的]$take{points}分",
        "(缺|无|没有){slot}的扣{points}分"},
       {"missing {quoted} takes {points} point(s)"}},

      {{missing_slot_zero, "missing-slot-zero", "缺通知不得分", "missing 'notice' gives nothing", "P10"},
       {"(缺|无|没有){slot}不得分", "(缺|无|没有|未提供|未见|未提交|未附){slot}$zero"},
       {"missing {quoted} gives nothing"}},

      {{points_per_event, "points-per-event", "每次活动得1分、最多得4分", "each event gives 1 point, at most 4", ""},
       {"每次活动得{points}分$give-cap",
        "每[开展|举办|组织|召开]{per}(次|场|期|节)(活动|会议|培训|讲座|讲堂|宣讲|学习|课|授课|演练|走访|巡查|检查|例会|"
        "宣传|演出|主题活动|志愿服务|志愿服务活动)$give{points}分$give-cap",
        "每(开展|举办|组织|召开){per}(次|场|期|节)$give{points}分$give-cap",
        "每(次|场|期|节)(活动|会议|培训|讲座|讲堂|宣讲|学习|课|授课|演练|走访|巡查|检查|例会|宣传|演出|主题活动|"
        "志愿服务|志愿服务活动)$give{points}分$give-cap"},
       {"each event gives {points} point(s)$en-cap", "every {per} events give {points} point(s)$en-cap"}},

      {{points_per_standard,
        "points-per-standard",
        "每达标1项得1分、最多得4分",
        "each standard met gives 1 point, at most 4",
        "P1"},
       {"每达(标|到){per}项得{points}分$give-cap", "每(符合|达到|达标|完成){per}项[标准|要求]$give{points}分$give-cap"},
       {"each standard met gives {points} point(s)$en-cap", "every {per} standards met give {points} point(s)$en-cap"}},

      {{points_by_standards,
        "points-by-standards",
        "达标3项得3分、2项得2分、1项得1分、0项得0分",
        "standards met: 3 gives 3 points, 2 gives 2 points, 1 gives 1 point, 0 gives 0 points",
        "P1"},
       {"达(标|到)<{count}项[+以上|及以上]得{points}分>",
        "(达标|达到|符合)<[达标|达到|符合]{count}项[+以上|及以上][标准|要求][的]($give{points}分|不得分)>"},
       {"standards met: <{count}[+ or more] gives {points} point(s)>"}},

      {{rating_by_standards,
        "rating-by-standards",
        "达标3项A、2项B、1项C、0项C#",
        "standards met: 3 is A, 2 is B, 1 is C, 0 is C#",
        "P2, P3"},
       {"达(标|到)<{count}项[+以上|及以上](|为|得|评){rating}[级|等]>",
        "(达标|达到|符合)<[达标|达到|符合]{count}项[+以上|及以上][标准|要求][的]$of-rating{rating}[级|等|档]>"},
       {"standards met: <{count}[+ or more] is {rating}>"}},

      {{rating_by_defects,
        "rating-by-defects",
        "问题0个A、1个B、2个C、3个以上C#",
        "defects: 0 is A, 1 is B, 2 is C, 3 or more is C#",
        "P4"},
       {"问题<{count}(个|处)[+以上|及以上](|为|得|评){rating}[级|等]>",
        "[有|发现|存在]问题<{count}(个|处|项)[+以上|及以上][问题][的]$of-rating{rating}[级|等|档]>",
        "<[有|发现|存在]{count}(个|处|项)[+以上|及以上]问题[+以上|及以上][的]$of-rating{rating}[级|等|档]>"},
       {"defects: <{count}[+ or more] is {rating}>"}},

      {{per_defect, "per-defect", "每个问题扣0.5分、最多扣5分", "each defect takes 0.5 points, at most 5", "P7"},
       {"每(个|处)问题扣{points}分$take-cap",
        "每[发现|有]{per}(个|处)问题扣{points}分$take-cap",
        "[每][发现|有|存在|出现|查出|检查发现]{per}(个|处|项|次|条)(问题|不合格|不符合|不达标|不规范|不符合要求|"
        "不符合标准|不合格现象|隐患)[的]$take{points}分$take-cap",
        "[每](发现|检查发现|查出|检查出){per}(个|处|项|次|条)$take{points}分$take-cap",
        "每(个|处|项|次|条)(问题|不合格|不符合|不达标|不规范|不符合要求|不符合标准|不合格现象|隐患)$take{points}分$"
        "take-cap",
        "(问题|不合格|不符合|不达标|不规范|不符合要求|不符合标准)[的]每{per}(个|处|项|次|条)$take{points}分$take-cap",
        "(问题|不合格|不符合|不达标|不规范|不符合要求|不符合标准|发现问题)[的]每(个|处|项|次|条)$take{points}分$take-"
        "cap",
        "每处$take{points}分$take-cap"},
       {"each defect takes {points} point(s)$en-cap", "every {per} defects take {points} point(s)$en-cap"}},

      {{rating_by_assessor, "rating-by-assessor", "按评定等级得分", "points by the assessor's rating", "P3"},
       {"按评定等级(得|计|给)分", "(按|根据|依据)(评定|检查组评定的|考评|检查)等级[折算](得|计|给)分"},
       {"points by the assessor('|’|)s rating"}},

      {{manual, "manual", "人工评定", "judged by people", ""},
       {"人工评(定|分|审)",
        "酌情(评分|计分|打分|评定)",
        "[由](检查组|考评组|考核组|测评组|评审组|评委|专家|上级|街道|区里|市里)(评定|评分|打分|认定|综合评定|酌情评分|"
        "酌情打分)",
        "(综合|现场|人工)(评定|评分|打分)",
        "视情(评分|计分|打分|评定)"},
       {"judged by people"}},
  };
}

}  // namespace

std::span<const SentenceRow> sentence_rows() {
  static const std::vector<SentenceRow> k_rows = [] {
    auto all = evidence_rows();
    for (auto& row : figure_sentence_rows()) all.push_back(std::move(row));
    return all;
  }();
  return k_rows;
}

}  // namespace guidang
