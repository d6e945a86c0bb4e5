// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/garbled_name.hpp"

#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "guidang/base/text.hpp"

using namespace guidang;

namespace {

/// What a program shows of `bytes` that takes each for a character of Latin-1.
std::string as_latin1(const std::string& bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0U | (byte >> 6U));
      text += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return text;
}

/// Names as communities write them.
const std::vector<std::string> k_names{"20261012 第一次会议签到表.jpg",
                                       "关于召开专题研究会议的通知（盖章）.pdf",
                                       "照片1.png",
                                       "志愿者名册.xlsx",
                                       "整改前后对比",
                                       "秀水社区文明创建工作总结.docx",
                                       "Ⅲ-3 专题研究会议",
                                       "会议记录(定稿).doc",
                                       "通知+签到+记录.pdf",
                                       "重阳节慰问老人活动方案.wps",
                                       "网络文明传播截图2.png",
                                       "道德讲堂档案",
                                       "未成年人思想道德建设",
                                       "物业管理台账",
                                       "家园清洁日",
                                       "联通",
                                       "一封信",
                                       "公益广告"};

}  // namespace

TEST_CASE("a name garbled on its way gets its Chinese back") {
  CHECK(ungarbled("ÎÄ¼þ.doc") == "文件.doc");
  CHECK(ungarbled("╬─╝■.doc") == "文件.doc");
  CHECK(ungarbled("æ–‡ä»¶.doc") == "文件.doc");
  CHECK(ungarbled("鏂囦欢.doc") == "文件.doc");
  CHECK(ungarbled("\xCE\xC4\xBC\xFE.doc") == "文件.doc");
  CHECK(ungarbled("µûçΣ╗╢.doc") == "文件.doc");
  CHECK(ungarbled("会议\uFFFD\uFFFD录.doc") == "");
}

TEST_CASE("whatever a community calls a file is recovered from each wrong reading, and left alone as it is") {
  for (const auto& name : k_names) {
    CAPTURE(name);
    CHECK_FALSE(ungarbled(name).has_value());
    const auto utf8_as_latin1 = ungarbled(as_latin1(name));
    CHECK(utf8_as_latin1 == name);
  }
  // Rarer characters, Roman numbers and circled digits are not of GB 2312's first level: such names stay as they are.
  for (const auto& name :
       {"关于召开专题研究会议的通知.pdf", "志愿者名册.xlsx", "整改前后对比", "会议记录(定稿).doc", "道德讲堂档案"}) {
    CHECK(ungarbled(as_latin1(to_gb18030(name).value())) == name);
    CHECK(ungarbled(to_gb18030(name).value()) == name);
  }
}

TEST_CASE("names of other languages are nobody's mistake") {
  for (const auto& name : {"Übersicht größer als früher.pdf",
                           "Été à la plage.jpg",
                           "ÉCOLE ÉLÉMENTAIRE.doc",
                           "naïve café.txt",
                           "Straßenfest – Anlagen.docx",
                           "Ñandú y pingüino.png",
                           "Ærø Ålborg.txt",
                           "Привет мир.doc",
                           "ファイル一覧.xlsx",
                           "議事録（最終）.docx",
                           "회의록.hwp",
                           "Ελληνικά.txt",
                           "½ Tasse.txt",
                           "Fuß–Ende.txt",
                           "åäö ÅÄÖ.txt",
                           "œuvre «complète».pdf",
                           "文件—附件①.pdf",
                           "Łódź żółć.txt",
                           "Ümit Çağrı.txt",
                           "表格①②.xlsx"}) {
    CAPTURE(name);
    CHECK_FALSE(ungarbled(name).has_value());
  }
}

TEST_CASE("no pair or triple of everyday characters is taken for a garbled name") {
  // The commonest characters of GB 2312, in all pairs and with a third: enough to meet every chance likeness to UTF-8.
  std::vector<std::string> common;
  for (unsigned row = 0xB0; row <= 0xD7; row += 3) {
    for (unsigned cell = 0xA1; cell <= 0xFE; cell += 7) {
      const std::string bytes{static_cast<char>(row), static_cast<char>(cell)};
      if (const auto one = from_gb18030(bytes)) common.push_back(*one);
    }
  }
  REQUIRE(common.size() > 150);
  for (const auto& a : common) {
    for (const auto& b : common) {
      CHECK_FALSE(ungarbled(a + b).has_value());
      CHECK_FALSE(ungarbled(a + b + a).has_value());
    }
  }
}
