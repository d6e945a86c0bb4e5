// SPDX-License-Identifier: Apache-2.0
// The second half of the table; see sentence_table.cpp.
#include "guidang/index/sentence_table.hpp"

namespace guidang {

std::vector<SentenceRow> figure_sentence_rows() {  // NOLINT(readability-function-size): a table
  using enum SentenceKind;
  return {
      {{figure_rating,
        "figure-rating",
        "知晓率95%以上A、80%以上B、70%以上C、其余C#",
        "'awareness': 95% or more is A, 80% or more is B, 70% or more is C, anything else is C#",
        "P6"},
       {"{figure}<{cond}$when$of-rating{rating}[级|等|档]>", "{figure}<{rating}[级|等|档][为|是]{cond}>"},
       {"{en-figure}: <{en-cond} is {rating}>"}},

      {{figure_points,
        "figure-points",
        "满意率90%以上得4分、80%以上得3分、其余得0分",
        "'satisfaction': 90% or more gives 4 points, 80% or more gives 3 points, anything else gives 0 points",
        "P6, P20"},
       {"{figure}<{cond}$when($give{points}分|不得分|不计分|不加分|{points}分)>"},
       {"{en-figure}: <{en-cond} gives {points} point(s)>"}},

      {{figure_deduction,
        "figure-deduction",
        "覆盖率90%以上不扣分、80%以上扣1分、其余扣3分",
        "'coverage': 90% or more takes 0 points, 80% or more takes 1 point, anything else takes 3 points",
        "P9"},
       {"{figure}<{cond}$when(0不扣分|$take{points}分|不扣|不减分)>"},
       {"{en-figure}: <{en-cond} takes {points} point(s)>"}},

      {{per_shortfall,
        "per-shortfall",
        "占比不低于13%、每低1个百分点扣0.5分、不足1个百分点不扣、最多扣2分",
        "for each 1 percentage point that 'share' is below 13%, take 0.5 points, only full steps, at most 2",
        "P8"},
       {"{figure}不低于{target}、每低{step}扣{points}分{fraction}$take-cap",
        "{figure}(不低于|不少于|不小于|达到|达|目标|目标值|标准|要求|至少|≥|大于等于|应不低于|应不少于|应达到|须达到|"
        "目标为|目标值为|要求达到|以){target}[得满分|满分|为满分|的][时]每(低|低于|少|少于|下降|降低|减少|差|不足|缺|"
        "缺少|低于目标|低于标准|低于要求|低于目标值){step}$take{points}分{fraction}$take-cap",
        "{figure}每低于{target}[的]{step}$take{points}分{fraction}$take-cap",
        "{figure}(低于|少于|不足|未达到|未达|达不到){target}[的][时]每(低|低于|少|少于|下降|降低|减少|差|不足|缺|缺少|"
        "低于目标|低于标准|低于要求|低于目标值){step}$take{points}分{fraction}$take-cap",
        "{figure}(不低于|不少于|不小于|达到|达|目标|目标值|标准|要求|至少|≥|大于等于|应不低于|应不少于|应达到|须达到|"
        "目标为|目标值为|要求达到|以){target}[得满分|满分|为满分|的][时]每(低|低于|少|少于|下降|降低|减少|差|不足|缺|"
        "缺少|低于目标|低于标准|低于要求|低于目标值){step}$take{points}分$take-cap{fraction}",
        "{figure}每低于{target}[的]{step}$take{points}分$take-cap{fraction}",
        "{figure}(低于|少于|不足|未达到|未达|达不到){target}[的][时]每(低|低于|少|少于|下降|降低|减少|差|不足|缺|缺少|"
        "低于目标|低于标准|低于要求|低于目标值){step}$take{points}分$take-cap{fraction}",
        "{figure}每(低|低于|少|少于|下降|降低|减少|差|不足|低于目标|低于标准|低于要求|低于目标值){step}$take{points}分{"
        "no-target}"},
       {"for each {en-step} that {en-figure} is below {target}, take {points} point(s){en-fraction}$en-cap"}},

      {{per_excess,
        "per-excess",
        "案发率不高于6%、每高1个百分点扣1分、不足1个百分点不扣",
        "for each 1 percentage point that 'crime rate' is above 6%, take 1 point, only full steps",
        "P8"},
       {"{figure}不高于{target}、每高{step}扣{points}分{fraction}$take-cap",
        "{figure}(不高于|不超过|不多于|不大于|控制在|目标|目标值|标准|至多|≤|小于等于|应不高于|应不超过|目标为|"
        "目标值为){target}[得满分|满分|为满分|的][时]每(高|高于|超|超过|多|多于|超出|上升|增加|高于目标|超过标准|"
        "高于标准|超过目标|高于目标值){step}$take{points}分{fraction}$take-cap",
        "{figure}每(高于|超过){target}[的]{step}$take{points}分{fraction}$take-cap",
        "{figure}(高于|超过|多于|大于){target}[的][时]每(高|高于|超|超过|多|多于|超出|上升|增加|高于目标|超过标准|"
        "高于标准|超过目标|高于目标值){step}$take{points}分{fraction}$take-cap",
        "{figure}(不高于|不超过|不多于|不大于|控制在|目标|目标值|标准|至多|≤|小于等于|应不高于|应不超过|目标为|"
        "目标值为){target}[得满分|满分|为满分|的][时]每(高|高于|超|超过|多|多于|超出|上升|增加|高于目标|超过标准|"
        "高于标准|超过目标|高于目标值){step}$take{points}分$take-cap{fraction}",
        "{figure}每(高于|超过){target}[的]{step}$take{points}分$take-cap{fraction}",
        "{figure}(高于|超过|多于|大于){target}[的][时]每(高|高于|超|超过|多|多于|超出|上升|增加|高于目标|超过标准|"
        "高于标准|超过目标|高于目标值){step}$take{points}分$take-cap{fraction}",
        "{figure}每(高|高于|超|超过|多|多于|超出|上升|增加|高于目标|超过标准|高于标准|超过目标|高于目标值){step}$take{"
        "points}分{no-target}"},
       {"for each {en-step} that {en-figure} is above {target}, take {points} point(s){en-fraction}$en-cap"}},

      {{per_figure,
        "per-figure",
        "违建每有1个扣5分、最多扣10分",
        "for every 1 of 'illegal sheds', take 5 points, at most 10",
        "P7"},
       {"{figure}每有{per}{unit}扣{points}分$take-cap",
        "[每](迟报|逾期报送|晚报|延迟报送|迟交|超期报送){=迟报天数}{per}(天|日)$take{points}分$take-cap",
        "(迟报|逾期报送|晚报|延迟报送|迟交|超期报送)[的]每{=迟报天数}{per}(天|日)$take{points}分$take-cap",
        "(迟报|逾期报送|晚报|延迟报送|迟交|超期报送)[的]每(天|日){=迟报天数}$take{points}分$take-cap",
        "每有{per}{unit}[的]$take{points}分$take-cap",
        "每[有|发现|出现|发生|存在|查出|新增]{per}{unit}[的]{figure}[的]$take{points}分$take-cap",
        "[有|发现|出现|发生|存在|查出](一|1)(起|处|个|例|次|人|项|件)[的]{figure}[的]$take{points}分$take-cap",
        "{figure}[的]每{per}{unit}$take{points}分$take-cap",
        "{figure}每(起|处|个|例|次|人|项|件|天|户|家|辆|条|块|宗|份)$take{points}分$take-cap",
        "每(起|处|个|例|次|人|项|件|天|户|家|辆|条|块|宗|份){figure}$take{points}分$take-cap",
        "[每][发生|出现|发现]{figure}{per}(起|处|个|例|次|人|项|件|天|户|家|辆|条|块|宗|份)[的]$take{points}分$take-"
        "cap",
        "每{figure}{per}(起|处|个|例|次|人|项|件|天|户|家|辆|条|块|宗|份)[的]$take{points}分$take-cap"},
       {"for every {per} of {en-figure}, take {points} point(s)$en-cap"}},

      {{points_per_figure,
        "points-per-figure",
        "答对人数每有1人得0.25分、最多得1分",
        "for every 1 of 'able to name one', give 0.25 points, at most 1",
        "P13, P16"},
       {"{figure}每有{per}{unit}得{points}分$give-cap",
        "每有{per}{unit}[的]$give{points}分$give-cap",
        "每[有|获得|获|新增|完成|刊发|发表|推荐|入选|承办|评选]{per}{unit}[的]{figure}[的]$give{points}分$give-cap",
        "{figure}[的]每{per}{unit}$give{points}分$give-cap",
        "{figure}每(起|处|个|例|次|人|项|件|天|户|家|篇|条|块|份|名|场)$give{points}分$give-cap",
        "每(起|处|个|例|次|人|项|件|天|户|家|篇|条|块|份|名|场){figure}$give{points}分$give-cap",
        "[每]{figure}{per}(起|处|个|例|次|人|项|件|天|户|家|篇|条|块|份|名|场)$give{points}分$give-cap"},
       {"for every {per} of {en-figure}, give {points} point(s)$en-cap"}},

      {{figure_zero, "figure-zero", "整改率低于80%不得分", "'closed' less than 80% gives nothing", "P10, P12"},
       {"(迟报|逾期报送|晚报|延迟报送|迟交){=迟报天数}{cond}$zero",
        "(未开展|没有开展|未举办|未组织|没有组织|未召开)[活动|会议]{=活动次数<1}$zero",
        "{figure}{cond}不得分",
        "(有|发现|出现|发生|存在)[$one-thing[及以上|以上][的]](问题|不合格|不达标|不规范|不符合要求|不符合标准|隐患)"
        "{=问题数>0}$zero",
        "(有|发现|出现|发生|存在)$one-thing[及以上|以上][的]{=>0}{figure}$zero",
        "(有|发现|出现|发生|存在){=>0}{figure}$zero",
        "{figure}{cond}$zero",
        "{figure}{else-cond}[得满分|的得满分|满分]否则$zero"},
       {"{en-figure} {en-cond} gives nothing"}},

      {{figure_takes, "figure-takes", "签到人数低于15人扣1分", "'signed in' less than 15 takes 1 point", "P7"},
       {"(迟报|逾期报送|晚报|延迟报送|迟交){=迟报天数}{cond}$when$take{points}分",
        "(未开展|没有开展|未举办|未组织|没有组织|未召开)[活动|会议]{=活动次数<1}[的]$take{points}分",
        "{figure}{cond}扣{points}分",
        "{figure}{cond}$when$take{points}分",
        "{figure}{else-cond}[得满分|的得满分|满分|不扣分]否则$take{points}分"},
       {"{en-figure} {en-cond} takes {points} point(s)"}},

      {{points_by_ratio, "points-by-ratio", "按整改率的比例得分", "points in proportion to 'closed'", "P12"},
       {"按{figure}占{target}的比例得分",
        "按{figure}的比例{one}得分",
        "得分[为|是]=[本项|该项]{figure}(×|x|*|乘以|乘){one}(分值|本项分值|该项分值|指标分值|本指标分值|满分|标准分|"
        "本项满分)",
        "得分[为|是]=(分值|本项分值|该项分值|指标分值|本指标分值|满分|标准分|本项满分)(×|x|*|乘以|乘){figure}{one}{"
        "end}",
        "得分(为|是)(分值|本项分值|该项分值|指标分值|本指标分值|满分|标准分|本项满分)(×|x|*|乘以|乘){figure}{one}{end}",
        "得分(为|是){figure}(×|x|*|乘以|乘){one}(分值|本项分值|该项分值|指标分值|本指标分值|满分|标准分|本项满分)",
        "得分=({figure}/{target}|({figure}/"
        "{target}))(×|x|*|乘以|乘)(分值|本项分值|该项分值|指标分值|本指标分值|满分|标准分|本项满分)",
        "{figure}(×|x|*|乘以|乘){one}(分值|本项分值|该项分值|指标分值|本指标分值|满分|标准分|本项满分)",
        "(按|按照|根据){figure}占{target}的比例(计|给|折算得)分",
        "(按|按照|根据|以){figure}[的](比例|折算|同比例){one}(得|计|给|折算得|折算计)分",
        "(按|按照|根据){figure}(折算|计算){one}(得分|计分|分值)",
        "(按|按照|根据){figure}{rate}{one}(得|计|给)分"},
       {"points in proportion to {en-figure}{one}", "points in proportion to {en-figure} out of {target}"}},

      {{figure_pending, "figure-pending", "样本数低于50时待定", "'sheets' less than 50 leaves it pending", ""},
       {"{figure}{cond}时待定",
        "{figure}{cond}$when(待定|暂不评分|暂不计分|暂不评定|不作评定|暂不得分|结果无效|评定无效)",
        "{figure}{else-cond}否则(待定|暂不评分|暂不计分|结果无效)"},
       {"{en-figure} {en-cond} leaves it pending"}},

      {{honours,
        "honours",
        "表彰国家级得5分、省级得3分、市级得1分、同一事项只计最高、最多得5分",
        "honours: 'national' gives 5 points, 'province' gives 3 points, 'city' gives 1 point, only the highest of one "
        "matter, at most 5",
        "P16"},
       {"表彰<{level}得{points}分>$highest$give-cap",
        "(表彰|奖励|荣誉|表彰奖励|荣誉称号|称号|获奖|获得|获|受到|受)<[获得|获|受到|受]{level}[表彰|奖励|荣誉|称号|"
        "荣誉称号|表彰的][的|每次|每项|每个]($give|){points}分>$give-cap$highest",
        "(表彰|奖励|荣誉|表彰奖励|荣誉称号|称号|获奖|获得|获|受到|受)<[获得|获|受到|受]{level}[表彰|奖励|荣誉|称号|"
        "荣誉称号|表彰的][的|每次|每项|每个]($give|){points}分>$highest$give-cap",
        "{lead}<[获得|获|受到|受]{known-level}[表彰|奖励|荣誉|称号|荣誉称号|奖项|奖][的|每次|每项|每个]($give|)"
        "{points}分>$give-cap$highest",
        "{lead}<[获得|获|受到|受]{known-level}[表彰|奖励|荣誉|称号|荣誉称号|奖项|奖][的|每次|每项|每个]($give|)"
        "{points}分>$highest$give-cap"},
       {"honours: <{en-level} gives {points} point(s)>[, only the highest of one matter{highest}]$en-cap"}},

      {{per_bad_sample,
        "per-bad-sample",
        "抽查5条、每1条不合格扣0.6分、最多扣3分",
        "in a sample of 5, each bad one takes 0.6 points, at most 3",
        "P11"},
       {"抽查{sample}条、每{per}条不合格扣{points}分$take-cap",
        "$sampled{sample}{unit}$drawn每[有|发现]{per}{unit}$drawn(不合格|不符合|不符合要求|不达标|不规范|未达标|有问题)"
        "[的]$take{points}分$take-cap",
        "$sampled{sample}{unit}$drawn[有](一|1)($any)$drawn(不合格|不符合|不符合要求|不达标|不规范|未达标|有问题)[的]$"
        "take{points}分$take-cap",
        "$sampled{sample}{unit}$drawn(不合格|不符合|不符合要求|不达标)[的]每{per}{unit}$take{points}分$take-cap"},
       {"in a sample of {sample}, each bad one takes {points} point(s)$en-cap",
        "in a sample of {sample}, every {per} bad ones take {points} point(s)$en-cap"}},

      {{rating_by_sample,
        "rating-by-sample",
        "抽查5条、合格5条A、4条B、其余C",
        "in a sample of 5, good ones: 5 is A, 4 is B, anything else is C",
        "P5"},
       {"抽查{sample}条、合格<({count}条[+以上|及以上]|其余{rest})$of-rating{rating}[级|等|档]>",
        "$sampled{sample}{unit}$drawn[合格|达标]<({count}{unit}(全部合格|均合格|都合格|合格|达标|)[+以上|及以上](合格|"
        "达标|)|(其余|其他|否则|其它){rest})[的]$of-rating{rating}[级|等|档]>"},
       {"in a sample of {sample}, good ones: <({count}[+ or more]|anything else{rest}) is {rating}>"}},

      {{bad_sample_zero,
        "bad-sample-zero",
        "抽查4个、有1个不合格不得分",
        "in a sample of 4, a bad one gives nothing",
        "P11"},
       {"抽查{sample}个、有1个不合格不得分",
        "$sampled{sample}{unit}$drawn[只要|凡|如|若][有](一|1|任一|任意一|任何一)($any)$drawn(不合格|不符合|不符合要求|"
        "不达标|未达标|没有|无专人|有问题)$zero",
        "$sampled{sample}{unit}{words}[只要|凡|如|若](有|发现|出现)(一|1|任一|任意一|任何一)($any){bad}$zero",
        "$sampled{sample}{unit}$drawn(有不合格|不合格|有不符合|有不达标)[的]$zero"},
       {"in a sample of {sample}, a bad one gives nothing"}},

      {{per_missing_month,
        "per-missing-month",
        "每缺1个月扣0.4分、最多扣2分",
        "each month without an event takes 0.4 points, at most 2",
        "P7"},
       {"每缺{per}个月扣{points}分$take-cap",
        "[每](缺|少|缺少){per}个月[活动|的活动|会议]$take{points}分$take-cap",
        "[每][有]{per}个月(未开展|没有|没有开展|无|未组织|未举办|未召开)[活动|会议|任何活动][的]$take{points}分$take-"
        "cap"},
       {"each month without an event takes {points} point(s)$en-cap",
        "every {per} months without an event take {points} point(s)$en-cap"}},

      {{points_by_occasion,
        "points-by-occasion",
        "各次平均计分、缺1件得50%、缺2件得0%",
        "points spread over the occasions, missing: 1 gives 50%, 2 gives 0%",
        ""},
       {"各次平均计分、<缺{count}件[+以上|及以上]得{share}>",
        "(各次|各节点|各节日|每个节点|按节点|按次|各个节点)(平均计分|平均得分|平均分配分值|平均分配|平均给分|"
        "分值平均分配)<[每次](缺|少|缺少){count}(件|项|份)[+以上|及以上][材料|资料][的]((得|计){share}|不得分)>"},
       {"points spread over the occasions, missing: <{count}[+ or more] gives {share}>"}},

      {{account_points, "account-points", "按记分得分、最多得4分", "points by the running account, at most 4", "P15"},
       {"按记分得分$give-cap", "(按|根据|依据)(记分|记分表|台账记分)(得|计|给)分$give-cap"},
       {"points by the running account$en-cap"}},

      {{index_points,
        "index-points",
        "按体系“minors-2026”的得分率得分",
        "points by the share reached in index 'minors-2026'",
        "P14"},
       {"按体系{code}的得分率得分",
        "(按|根据)(体系|测评体系|细则){code}[的](得分率|得分比例|得分)[折算](得|计|给|折算)分"},
       {"points by the share reached in index {code}"}},
  };
}

}  // namespace guidang
