// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <doctest/doctest.h>

#include "guidang/base/portable_name.hpp"
#include "guidang/bundle/bundle.hpp"

using namespace guidang;

namespace {

RelPath path(const std::string& text) {
  return RelPath::parse(text).value();
}

std::vector<std::string> placed(const std::vector<EvidenceUse>& uses) {
  std::vector<std::string> list;
  for (const auto& placement : place_evidence(uses, path("资料"))) {
    list.push_back(placement.path.text() + " > " + placement.bundle_path + (placement.renamed ? " !" : ""));
  }
  return list;
}

using Placed = std::vector<std::string>;

}  // namespace

TEST_CASE("evidence keeps its path below the pool") {
  CHECK(placed({{path("资料/Ⅲ-3 会议/通知.pdf")}, {path("资料/散/照片.jpg"), false}}) ==
        Placed{"资料/Ⅲ-3 会议/通知.pdf > data/电子档案/Ⅲ-3 会议/通知.pdf",
               "资料/散/照片.jpg > data/电子档案/未归类/散/照片.jpg"});
}

TEST_CASE("portable_name leaves ordinary names alone") {
  for (const auto* name : {"通知.pdf", "a b.txt", ".hidden", "com10.txt", "照片①.jpg", "console", "x~2"}) {
    CAPTURE(name);
    CHECK(portable_name(name) == name);
  }
}

TEST_CASE("portable_name replaces what Windows cannot hold and what is not UTF-8") {
  CHECK(portable_name("会议:纪要?.txt") == "会议_纪要_.txt");
  CHECK(portable_name("a\\b\tc") == "a_b_c");
  CHECK(portable_name("结尾. .") == "结尾___");
  CHECK(portable_name("con") == "con_");
  CHECK(portable_name("LPT1.tar.gz") == "LPT1_.tar.gz");
  CHECK(portable_name("\xD6\xD0\xCE\xC4.txt") == "中文.txt");
  CHECK(portable_name("\xFF\xFFz") == "__z");
  CHECK(portable_name("") == "_");
}

TEST_CASE("names that collide are numbered, and those that can be kept are") {
  CHECK(placed({{path("资料/a:b.txt")}, {path("资料/a?b.txt")}, {path("资料/a_b.txt")}}) ==
        Placed{"资料/a_b.txt > data/电子档案/a_b.txt",
               "资料/a:b.txt > data/电子档案/a_b~2.txt !",
               "资料/a?b.txt > data/电子档案/a_b~3.txt !"});
  CHECK(placed({{path("资料/A.TXT")}, {path("资料/a.txt")}}) ==
        Placed{"资料/A.TXT > data/电子档案/A.TXT", "资料/a.txt > data/电子档案/a~2.txt !"});
  CHECK(placed({{path("资料/é")}, {path("资料/e\u0301")}}).size() == 2);
  CHECK(placed({{path("资料/x")}, {path("资料/X/y")}}) ==
        Placed{"资料/X/y > data/电子档案/X/y", "资料/x > data/电子档案/x~2 !"});
}

TEST_CASE("a pool folder called 未归类 does not swallow unbound evidence") {
  CHECK(placed({{path("资料/未归类/a.txt")}, {path("资料/a.txt"), false}}) ==
        Placed{"资料/a.txt > data/电子档案/未归类/a.txt", "资料/未归类/a.txt > data/电子档案/未归类/a~2.txt !"});
}

TEST_CASE("places do not depend on the order of the files") {
  std::vector<EvidenceUse> uses{
      {path("资料/b")}, {path("资料/B")}, {path("资料/a:")}, {path("资料/a_")}, {path("资料/c"), false}};
  const auto once = placed(uses);
  std::ranges::reverse(uses);
  CHECK(placed(uses) == once);
}
