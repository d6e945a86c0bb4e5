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
      case per_missing_document:
      case points_per_event:
      case points_per_standard:
      case per_defect:
        made.per = below(3) == 0 ? 1 + below(30) : 1;
        made.points = number();
        if (below(2) == 0) made.cap = number();
        break;
      case missing_slot:
        made.points = number();
        made.slot = name();
        break;
      case missing_slot_zero: made.slot = name(); break;
      case points_by_standards:
      case rating_by_standards:
      case rating_by_defects: made.bands = bands(kind); break;
      default: break;
    }
    return made;
  }

 private:
  Exact number() {
    const std::array<std::int64_t, 4> scales = {1, 10, 100, 1'000'000};
    return Exact::ratio(below(1000), scales.at(static_cast<std::size_t>(below(4))));
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
      band.count = count;
      band.or_more = below(4) == 0;
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
  CHECK(sentence_patterns().size() == 14);
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
    if (zh->slot.empty()) CHECK(*zh == *en);
  }
}

TEST_CASE("what is printed is read back, in both languages") {
  Generator generator(20261012);
  for (const auto& pattern : sentence_patterns()) {
    for (int i = 0; i < 500; ++i) {
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
    CHECK(parse_sentence("每缺1次活动扣0分、最多扣0分").value() ==
          Sentence{SentenceKind::per_missing_event, 1, Exact(0), Exact(0), "", {}});
  }
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
  CHECK(read("酌情给分") == "sentence/unknown@0+1");
  CHECK(read("缺1份扣1分") == "sentence/unexpected@2+1");
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
  CHECK(nearest("每少开3次活动扣0.4分") == "每缺3次活动扣0.4分");
  CHECK(nearest("达标5项优、4项良、3项中、2项差") == "达标5项A、4项B、3项C、2项C#");
  CHECK(nearest("each missing meeting takes 2 points") == "each missing event takes 2 points");
  CHECK(nearest("judged by persons") == "judged by people");
  CHECK(nearest("缺任一项得0分") == "缺一项不得分");
  CHECK(nearest("天气晴朗") == "none");
}

TEST_CASE("no text makes parse_sentence do worse than refuse") {
  constexpr std::array<std::string_view, 20> k_scraps = {"每", "缺",   "1",        "0.5",    "次活动", "扣", "分",
                                                         "、", "最多", "达标",     "项",     "A",      "C#", "“",
                                                         "”",  "\xFF", "\xE6\xAF", "个以上", "'",      " "};
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
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
