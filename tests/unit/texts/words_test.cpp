// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/words.hpp"

#include <doctest/doctest.h>

#include "guidang/texts/scan.hpp"

using namespace guidang;
using Words = std::vector<std::string>;

TEST_CASE("words are found in their order, whatever layout puts between their characters") {
  const Words wanted = {"志愿者", "整改", "文明 实践", "没有的"};
  CHECK(texts::find_words("文明实践活动中，志愿 \n者到场。", wanted) == Words{"志愿者", "文明 实践"});
}

TEST_CASE("words are compared as people read them") {
  CHECK(texts::find_words("见（Ａ４）纸，PARTY—building", Words{"(a4)", "party-building"}) ==
        Words{"(a4)", "party-building"});
  CHECK(texts::find_words("任何文字", Words{"", " ", "\n"}) == Words{});
  CHECK(texts::find_words("", Words{"字"}) == Words{});
}

TEST_CASE("characters are counted as word processors count them without blanks") {
  CHECK(texts::count_characters("秀水社区，2026年！\n\t ") == 11);
  CHECK(texts::count_characters("No blanks　here\u00a0\u200b\ufeff") == 12);
  CHECK(texts::count_characters("𠮷野家") == 3);
  CHECK(texts::count_characters("“引号”……——") == 8);
  CHECK(texts::count_characters("") == 0);
  CHECK(texts::count_characters("\xff") == 1);
}

TEST_CASE("narrowed makes full-width digits, dashes and blanks plain") {
  CHECK(texts::narrowed("１２：３０～（Ａ）—－　,，。\u200b") == "12:30~(A)-- ,，。");
}
