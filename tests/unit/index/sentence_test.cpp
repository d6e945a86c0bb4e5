// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/sentence.hpp"

#include <array>
#include <random>

#include <doctest/doctest.h>

using namespace guidang;

namespace {

/// The canonical print of what `text` says, or the fault as "id@offset+length".
std::string read(std::string_view text, std::string_view language = "zh") {
  const auto sentence = parse_sentence(text);
  if (sentence) return print_sentence(*sentence, language);
  const auto& fault = sentence.error();
  return fault.message.id + "@" + std::to_string(fault.offset) + "+" + std::to_string(fault.length);
}

/// Makes sentences that every field of the kind can hold.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

  Sentence sentence(SentenceKind kind) {
    using enum SentenceKind;
    Sentence made;
    made.kind = kind;
    switch (kind) {
      case per_missing_event:
      case per_missing_part:
      case points_per_event:
      case points_per_standard:
      case per_defect:
      case per_missing_month: charge(made); break;
      case per_missing_document:
        charge(made);
        if (below(2) == 0) made.slot = name();
        break;
      case missing_slot:
        made.points = number();
        made.slot = name();
        break;
      case missing_slot_zero: made.slot = name(); break;
      case points_by_standards:
      case rating_by_standards:
      case rating_by_defects: made.bands = bands(kind); break;
      default: figure_sentence(made); break;
    }
    return made;
  }

 private:
  Exact number() {
    const std::array<std::int64_t, 4> scales = {1, 10, 100, 1'000'000};
    return Exact::ratio(below(1000), scales.at(static_cast<std::size_t>(below(4))));
  }

  void charge(Sentence& made) {
    made.per = below(3) == 0 ? 1 + below(30) : 1;
    made.points = number();
    if (below(2) == 0) made.cap = number();
  }

  void figure_sentence(Sentence& made) {
    using enum SentenceKind;
    if (below(10) != 0) made.figure = figure();
    made.percent = below(2) == 0;
    switch (made.kind) {
      case figure_rating:
      case figure_points:
      case figure_deduction:
        made.bands = figure_bands(made);
        made.percent = false;
        break;
      case per_shortfall:
      case per_excess:
        made.points = number();
        if (below(2) == 0) made.cap = number();
        made.target = share(made.percent);
        made.step = share(made.percent) + Exact::ratio(1, 100);
        made.fraction = std::array{Fraction::full, Fraction::started, Fraction::exact}.at(
            static_cast<std::size_t>(below(made.percent || below(2) == 0 ? 3 : 1)));
        break;
      case per_figure:
      case points_per_figure:
        made.percent = false;
        charge(made);
        break;
      case figure_takes:
      case figure_zero:
      case figure_pending:
        made.compare = std::array{Compare::at_least, Compare::above, Compare::at_most, Compare::below}.at(
            static_cast<std::size_t>(below(4)));
        made.target = share(made.percent);
        if (made.kind == figure_takes) made.points = number();
        break;
      case points_by_ratio: made.target = below(2) == 0 ? Exact(1) : share(made.percent) + Exact::ratio(1, 100); break;
      default:
        made.figure.clear();
        made.percent = false;
        other_sentence(made);
        break;
    }
  }

  void other_sentence(Sentence& made) {
    using enum SentenceKind;
    switch (made.kind) {
      case honours:
        made.highest_only = below(2) == 0;
        if (below(2) == 0) made.cap = number();
        for (const std::string_view level : {"国家级", "省级得", "B级 1", "2级"}) {
          Band band;
          band.level = level;
          band.points = number();
          if (below(2) == 0 || made.bands.empty()) made.bands.push_back(band);
        }
        break;
      case per_bad_sample:
        charge(made);
        made.target = 1 + below(20);
        break;
      case bad_sample_zero: made.target = 1 + below(20); break;
      case rating_by_sample:
        made.target = 1 + below(20);
        made.bands = bands(made.kind);
        if (below(2) == 0) {
          Band rest;
          rest.compare = Compare::otherwise;
          rest.rating = "C#";
          made.bands.push_back(rest);
        }
        break;
      case points_by_occasion:
        made.bands = bands(made.kind);
        for (auto& band : made.bands) {
          band.from += 1;
          band.rating.clear();
          band.points = Exact::ratio(below(101), 100);
        }
        break;
      case account_points:
        if (below(2) == 0) made.cap = number();
        break;
      case index_points: made.figure = below(2) == 0 ? "minors-2026" : "未成年人 2026"; break;
      default: break;
    }
  }

  /// A share in per cent, or a number.
  Exact share(bool percent) { return percent ? Exact::ratio(below(1200), 1000) : number(); }

  std::string figure() {
    constexpr std::array<std::string_view, 20> k_names = {
        "占比",   "知晓率",         "迟报天数",    "活动次数", "每月次数",      "签到人数", "名次",
        "低于",   "缺勤率",         "photo share", "率",       "第1季度知晓率", "不合格率", "扣1分",
        "问题数", "合格率、知晓率", "表“一”",      "不足",     "按比例扣",      "目标"};
    return std::string(k_names.at(static_cast<std::size_t>(below(20))));
  }

  /// Bands that can stand in one sentence: falling lower limits, then perhaps a range, then the rest.
  std::vector<Band> figure_bands(const Sentence& made) {
    const std::array<std::string, 4> ratings = {"A", "B", "C", "C#"};
    std::vector<Band> list;
    const auto add = [&](Compare compare, const Exact& from, const Exact& to) {
      Band band;
      band.compare = compare;
      band.percent = compare != Compare::otherwise && made.percent;
      band.from = band.percent ? from / 100 : from;
      band.to = band.percent ? to / 100 : to;
      if (made.kind == SentenceKind::figure_rating) band.rating = ratings.at(static_cast<std::size_t>(below(4)));
      if (made.kind != SentenceKind::figure_rating) band.points = number();
      list.push_back(band);
    };
    const bool upper = below(3) == 0;
    for (int i = 0, from = 90; i < 2 + below(3); ++i, from -= 11) {
      const bool strict = below(3) == 0;
      if (upper) add(strict ? Compare::below : Compare::at_most, from, 0);
      if (!upper) add(strict ? Compare::above : Compare::at_least, from, 0);
    }
    if (below(3) == 0) add(Compare::between, 3, Exact::ratio(195, 10));
    if (below(3) == 0) add(Compare::equal, 2, 0);
    if (below(2) == 0) add(Compare::otherwise, 0, 0);
    return list;
  }

  std::string name() {
    constexpr std::array<std::string_view, 14> k_parts = {
        "通知", "签到表", "一项", "1份", "扣", "不得分", "扣1分", "A", "photo", "、", " ", "(一)", "'", "：Ⅲ"};
    std::string result = "记";
    if (below(2) == 0) result = k_parts.at(static_cast<std::size_t>(below(9)));
    for (int i = below(4); i > 0; --i) result += k_parts.at(static_cast<std::size_t>(below(14)));
    while (result.ends_with(' ')) result.pop_back();
    return result;
  }

  std::vector<Band> bands(SentenceKind kind) {
    const std::array<std::string, 4> ratings = {"A", "B", "C", "C#"};
    std::vector<Band> list;
    int count = below(3);
    for (int i = 1 + below(5); i > 0; --i) {
      Band band;
      band.from = count;
      if (below(4) == 0) band.compare = Compare::at_least;
      if (kind == SentenceKind::points_by_standards) band.points = number();
      if (kind != SentenceKind::points_by_standards) band.rating = ratings.at(static_cast<std::size_t>(below(4)));
      list.push_back(band);
      count += 1 + below(3);
    }
    if (below(2) == 0) return list;
    return {list.rbegin(), list.rend()};
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("every row's examples say the same in both languages and print as they stand") {
  CHECK(sentence_patterns().size() == 33);
  int kind = 0;
  for (const auto& pattern : sentence_patterns()) {
    CAPTURE(pattern.id);
    CHECK(static_cast<int>(pattern.kind) == kind++);
    const auto zh = parse_sentence(pattern.zh);
    const auto en = parse_sentence(pattern.en);
    REQUIRE(zh.has_value());
    REQUIRE(en.has_value());
    CHECK(zh->kind == pattern.kind);
    CHECK(print_sentence(*zh, "zh") == pattern.zh);
    CHECK(print_sentence(*en, "en") == pattern.en);
    auto named = *en;  // figures, slots and levels have names of their own in each language
    named.figure = zh->figure;
    named.slot = zh->slot;
    for (std::size_t i = 0; i < named.bands.size(); ++i) named.bands[i].level = zh->bands.at(i).level;
    CHECK(*zh == named);
    CHECK(parse_sentence(print_sentence(*zh, "en")).value() == *zh);
    CHECK(parse_sentence(print_sentence(*en, "zh")).value() == *en);
  }
}

TEST_CASE("what is printed is read back, in both languages") {
  Generator generator(20261012);
  for (const auto& pattern : sentence_patterns()) {
    for (int i = 0; i < 100; ++i) {
      const auto sentence = generator.sentence(pattern.kind);
      for (const std::string_view language : {"zh", "en"}) {
        const auto text = print_sentence(sentence, language);
        CAPTURE(text);
        const auto again = parse_sentence(text);
        REQUIRE(again.has_value());
        REQUIRE(*again == sentence);
      }
    }
  }
}

TEST_CASE("parse_sentence reads what published tables write") {
  SUBCASE("deductions") {
    CHECK(read("每缺1次活动扣1分") == "每缺1次活动扣1分");
    CHECK(read("每少1次活动扣1分") == "每缺1次活动扣1分");
    CHECK(read("每缺一次活动扣1分") == "每缺1次活动扣1分");
    CHECK(read("每缺少两次会议扣1分") == "每缺2次活动扣1分");
    CHECK(read("每缺1次活动扣1分，扣完为止。") == "每缺1次活动扣1分");
    CHECK(read("每缺1份材料扣0.50分；最多扣1分") == "每缺1份材料扣0.5分、最多扣1分");
    CHECK(read("每次活动每缺1项扣0.25分,至多扣1分") == "每次活动每缺1件扣0.25分、最多扣1分");
    CHECK(read("每发现1处问题扣1分") == "每个问题扣1分");
    CHECK(read("every 2 missing events take 1 point", "en") == "every 2 missing events take 1 point");
    CHECK(read("Each missing event takes 1 point, at most 2 points.", "en") ==
          "each missing event takes 1 point, at most 2");
  }
  SUBCASE("all or nothing") {
    CHECK(read("全部具备得满分、缺一项不得分") == "缺一项不得分");
    CHECK(read("缺一不得分") == "缺一项不得分");
    CHECK(read("缺任何一项均不得分") == "缺一项不得分");
  }
  SUBCASE("bands") {
    CHECK(read("达标3项A, 2项B, 1项C, 0项C#") == "达标3项A、2项B、1项C、0项C#");
    CHECK(read("达标：三项得3分；两项得2分") == "达标3项得3分、2项得2分");
    CHECK(read("问题0个为A级、1个以上为Ｃ＃级") == "问题0个A、1个以上C#");
  }
  SUBCASE("full width and blanks do not matter") {
    CHECK(read("　每缺 １ 次活动　扣 ０．５ 分 ， 最多扣 ２ 分 ") == "每缺1次活动扣0.5分、最多扣2分");
  }
  SUBCASE("zero is a number") {
    Sentence expected;
    expected.kind = SentenceKind::per_missing_event;
    expected.cap = Exact(0);
    CHECK(parse_sentence("每缺1次活动扣0分、最多扣0分").value() == expected);
  }
}

TEST_CASE("parse_sentence reads what published tables say about figures") {
  SUBCASE("targets") {
    CHECK(read("占比每低于13%一个百分点扣0.5分，不足一个百分点不扣") ==
          "占比不低于13%、每低1个百分点扣0.5分、不足1个百分点不扣");
    CHECK(read("占比目标13%，每低于目标1个百分点扣0.5分，扣完为止") ==
          "占比不低于13%、每低1个百分点扣0.5分、不足1个百分点不扣");
    CHECK(read("占比低于百分之八十的，每低一个百分点扣一分") == "占比不低于80%、每低1个百分点扣1分、不足1个百分点不扣");
    CHECK(read("点位不少于10处，每少1处扣0.4分") == "点位不低于10、每低1扣0.4分");
    CHECK(read("覆盖率达到80%，每低5%扣1分，不足5%按5%计算，最多扣3分") ==
          "覆盖率不低于80%、每低5个百分点扣1分、不足5个百分点按5个百分点计、最多扣3分");
  }
  SUBCASE("bands") {
    CHECK(read("知晓率≥95%为A,≥80%为B") == "知晓率95%以上A、80%以上B");
    CHECK(read("知晓率80%以上(含80%)得3分，其余不得分") == "知晓率80%以上得3分、其余得0分");
    CHECK(read("覆盖率90%以上不扣分；80%～90%（含80%，不含90%）扣1分；低于80%扣3分") ==
          "覆盖率90%以上不扣分、80%至90%扣1分、低于80%扣3分");
    CHECK(read("安全感60%以上不足80%扣4分，低于60%扣8分") == "安全感60%至80%扣4分、低于60%扣8分");
    CHECK(read("满意率80%至100%4分，其他0分") == "满意率80%以上得4分、其余得0分");
    CHECK(read("名次第一名得60分、第二名得57分") == "名次第1名得60分、第2名得57分");
  }
  SUBCASE("each and conditions") {
    CHECK(read("每迟报1天扣0.5分") == "迟报天数每有1天扣0.5分");
    CHECK(read("迟报超过3天不得分") == "迟报天数超过3天不得分");
    CHECK(read("每起违建扣5分，扣完为止") == "违建每有1个扣5分");
    CHECK(read("每有一起扣5分") == "每有1个扣5分");
    CHECK(read("违建1处扣5分") == "违建每有1个扣5分");
    CHECK(read("无证摊点每处扣0.5分") == "无证摊点每有1个扣0.5分");
    CHECK(read("缺勤次数超过十二次扣半分") == "缺勤次数超过12次扣0.5分");
    CHECK(read("签到不少于15人，否则扣1分") == "签到低于15扣1分");
    CHECK(read("未开展不得分") == "活动次数低于1次不得分");
    CHECK(read("得分=整改率×分值") == "按整改率的比例得分");
    CHECK(read("得分=播放次数/4×分值") == "按播放次数占4次的比例得分");
  }
  SUBCASE("samples, honours and the rest") {
    CHECK(read("抽查4个镇，有1个不合格不得分") == "抽查4个、有1个不合格不得分");
    CHECK(read("抽查5条道路：5条合格A，4条合格B，其余C") == "抽查5条、合格5条A、4条B、其余C");
    CHECK(read("获得国家级表彰加5分、省级3分，累计不超过5分，同一事项按最高级别计分") ==
          "表彰国家级得5分、省级得3分、同一事项只计最高、最多得5分");
    CHECK(read("每有1个月未开展活动扣0.4分") == "每缺1个月扣0.4分");
    CHECK(read("发现一处扣0.5分") == "每个问题扣0.5分");
    CHECK(read("不合格的每处扣1分") == "每个问题扣1分");
    CHECK(read("不符合标准的，本项即不得分") == "缺一项不得分");
    CHECK(read("由检查组评定") == "人工评定");
  }
}

TEST_CASE("an edge that 以上 and 以下 share belongs to 以上, or to the range that begins there") {
  CHECK(read("知晓率80%以上A，80%以下B") == "知晓率80%以上A、低于80%B");
  CHECK(read("知晓率80%以下B，80%以上A") == "知晓率低于80%B、80%以上A");
  CHECK(read("安全感60%至80%的扣4分，60%以下的扣8分") == "安全感60%至80%扣4分、低于60%扣8分");
  CHECK(read("占比60%以上得10分，50%以上得6分，50%以下不得分") == "占比60%以上得10分、50%以上得6分、低于50%得0分");
  CHECK(read("发案率超过6%扣3分，6%以下不扣分") == "发案率超过6%扣3分、不超过6%不扣分");
  CHECK(read("60%以下不得分") == "不超过60%不得分");  // nothing else claims the edge
}

TEST_CASE("parse_sentence reads that something is there at all") {
  CHECK(read("有通道堵塞不得分") == "通道堵塞超过0不得分");
  CHECK(read("有1起安全事故的，本项不得分") == "安全事故超过0不得分");
  CHECK(read("发生一起以上越级上访的不得分") == "越级上访超过0不得分");
  CHECK(read("有1处问题不得分") == "问题数超过0个不得分");
  CHECK(read("有一项不达标不得分") == "缺一项不得分");
}

TEST_CASE("parse_sentence reads honours by their usual levels, whatever stands before the first") {
  CHECK(read("特色课程全国级得3分、市级得2分、区级得1分、同一事项只计最高") ==
        "表彰全国级得3分、市级得2分、区级得1分、同一事项只计最高");
  CHECK(read("国家级得5分、省级得3分、市级得1分") == "表彰国家级得5分、省级得3分、市级得1分");
  CHECK(read("国家得5分，街道3分，校1分，最高5分") == "表彰国家级得5分、街道级得3分、校级得1分、最多得5分");
  CHECK(read("市级得3分、市得1分").starts_with("sentence/"));
  CHECK(read("示范社区得3分").starts_with("sentence/"));  // not 示范社 and 区
}

TEST_CASE("a figure's name may begin with a span of time where nothing is counted each time") {
  CHECK(read("每周开放天数少于5扣2分") == "每周开放天数低于5天扣2分");
  CHECK(read("每月会议少于1次扣2分") == "每月会议低于1扣2分");
  CHECK(read("每月缺少1次扣1分").starts_with("sentence/"));
  CHECK(read("每周少1次扣2分").starts_with("sentence/"));
}

TEST_CASE("parse_sentence reads pieces of one slot, ratios by name, lists of things and samples of anything") {
  CHECK(read("每缺1个广告扣4分") == "每缺1个广告扣4分");
  CHECK(parse_sentence("每缺少2块公益广告的扣4分，最多扣8分").value().slot == "公益广告");
  CHECK(read("every 2 missing 'posters' take 1 point", "en") == "every 2 missing 'posters' take 1 point");
  CHECK(read("每缺1个月活动扣0.4分，最多扣2分") == "每缺1个月扣0.4分、最多扣2分");
  CHECK(read("每缺1本或者不完整的扣2分，扣完为止") == "每缺1份材料扣2分");
  CHECK(read("按整改率得分") == "按整改率的比例得分");
  CHECK(read("按达标项数得分").starts_with("sentence/"));
  CHECK(read("按记分表得分") == "按记分得分");
  CHECK(read("机构、人员、经费缺一项，本项即不得分") == "缺一项不得分");
  CHECK(read("随机抽查4个乡镇（街道），有1个无专人负责的，本项不得分") == "抽查4个、有1个不合格不得分");
  CHECK(read("抽查4个乡镇，有1个合格不得分").starts_with("sentence/"));
}

TEST_CASE("parse_sentence refuses what could mean two things") {
  CHECK(read("知晓率80%以上A，80%及以下B") == "sentence/bands-overlap@10+2");
  CHECK(read("知晓率80%以上A，不超过80%B") == "sentence/bands-overlap@10+1");
  CHECK(read("知晓率80%以上A，85%以下B") == "sentence/bands-overlap@10+2");
  CHECK(read("80%以下A、低于80%B、80%以上C").starts_with("sentence/bands-overlap"));
  CHECK(read("知晓率80%以上A，80%以上B") == "sentence/bands-overlap@10+2");
  CHECK(read("满意率60%至80%得1分，70%至90%得2分") == "sentence/bands-overlap@14+2");
  CHECK(read("次数1-3次得1分，4-6次得2分") == "sentence/bands-gap@10+1");
  CHECK(read("知晓率80%以上A，70以上B") == "sentence/percent-mixed@10+2");
  CHECK(read("知晓率80%至60%A") == "sentence/range-reversed@7+2");
  CHECK(read("60%以上80%以下扣1分") == "sentence/open-range@5+2");
  CHECK(read("每低于目标1个百分点扣0.5分") == "sentence/needs-target@0+15");
  CHECK(read("酌情扣分") == "sentence/unexpected@2+1");
}

TEST_CASE("a figure keeps its name; a built-in one has its Chinese name in both languages") {
  CHECK(parse_sentence("'Closed on time' less than 80% gives nothing").value().figure == "Closed on time");
  CHECK(parse_sentence("for every 1 of days late, take 0.5 points").value().figure == "迟报天数");
  CHECK(read("迟报天数超过3天不得分", "en") == "days late more than 3 gives nothing");
  CHECK(parse_sentence("低于80%不得分").value().figure.empty());
  CHECK(read("“每人次数”低于4扣1分") == "“每人次数”低于4次扣1分");
  CHECK(read("“每月次数”低于4扣1分") == "每月次数低于4次扣1分");
}

TEST_CASE("a slot keeps its name as written") {
  CHECK(parse_sentence("缺 签到表（原件） 扣0.5分").value().slot == "签到表（原件）");
  CHECK(parse_sentence("缺“Photo 1”不得分").value().slot == "Photo 1");
  CHECK(parse_sentence("缺扣款通知扣1分").value().slot == "扣款通知");
  CHECK(parse_sentence("missing \"Mayor's letter\" gives nothing").value().slot == "Mayor's letter");
  CHECK(read("缺“一项”不得分") == "缺“一项”不得分");  // bare, it would be another sentence
  CHECK(read("缺通知扣0.5分", "en") == "missing '通知' takes 0.5 points");
}

TEST_CASE("a fault points at where reading stopped") {
  CHECK(read("每缺x次活动扣1分") == "sentence/count-expected@2+1");
  CHECK(read("每缺1次活动扣若干分") == "sentence/number-expected@7+1");
  CHECK(read("每缺1次活动扣010分") == "sentence/number-expected@7+3");
  CHECK(read("每缺1次活动扣1 0分") == "sentence/unexpected@9+1");
  CHECK(read("每缺0次活动扣1分") == "sentence/count-expected@2+1");
  CHECK(read("每缺1.5次活动扣1分") == "sentence/count-expected@2+3");
  CHECK(read("　每缺１次活动　扣－１分") == "sentence/number-expected@9+1");
  CHECK(read("达标3项A、3项B") == "sentence/count-twice@6+1");
  CHECK(read("每缺1次活动扣1分起") == "sentence/end-expected@9+1");
  CHECK(read("每缺1次活动扣") == "sentence/unfinished@7+1");
  CHECK(read("天气晴朗") == "sentence/unknown@0+1");
  CHECK(read("缺1处扣1分") == "sentence/unexpected@2+1");
  CHECK(read("each missing evnt takes 1 point") == "sentence/unexpected@13+4");
  CHECK(read("") == "sentence/empty@0+1");
  CHECK(read("每\xFF") == "sentence/not-utf8@1+1");
  CHECK(read(std::string(1001, 'a')) == "sentence/too-long@1000+1");
}

TEST_CASE("a fault names the nearest sentence, in the text's language, with the text's numbers") {
  const auto nearest = [](std::string_view text) {
    const auto sentence = parse_sentence(text);
    REQUIRE_FALSE(sentence.has_value());
    return sentence.error().nearest.value_or("none");
  };
  CHECK(nearest("每少办3次活动扣0.4分") == "每缺3次活动扣0.4分");
  CHECK(nearest("达标5项优、4项良、3项中、2项差") == "达标5项A、4项B、3项C、2项C#");
  CHECK(nearest("each missing meeting takes 2 points") == "each missing event takes 2 points");
  CHECK(nearest("judged by persons") == "judged by people");
  CHECK(nearest("缺任一项没分") == "缺一项不得分");
  CHECK(nearest("天气晴朗") == "none");
}

TEST_CASE("no text makes parse_sentence do worse than refuse") {
  constexpr std::array<std::string_view, 20> k_scraps = {"每", "缺",   "1",        "0.5",    "次活动", "扣", "分",
                                                         "、", "最多", "达标",     "项",     "A",      "C#", "“",
                                                         "”",  "\xFF", "\xE6\xAF", "个以上", "'",      " "};
  std::mt19937 random(7);
  for (int i = 0; i < 4'000; ++i) {
    std::string text;
    for (auto n = random() % 12; n > 0; --n) {
      if (random() % 8 == 0) text += static_cast<char>(random() % 256);
      text += k_scraps.at(random() % k_scraps.size());
    }
    const auto sentence = parse_sentence(text);
    CAPTURE(text);
    if (sentence) {
      REQUIRE(parse_sentence(print_sentence(*sentence, "zh")).value() == *sentence);
    } else {
      REQUIRE(sentence.error().length >= 1);
    }
  }
}
