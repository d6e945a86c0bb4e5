// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/relpath.hpp"

#include <doctest/doctest.h>

using namespace guidang;

TEST_CASE("RelPath::parse") {
  SUBCASE("takes what stays inside") {
    CHECK(RelPath::parse("资料/Ⅲ-3/a.txt")->components().size() == 3);
    CHECK(RelPath::parse("")->empty());
    CHECK(RelPath::parse("..a/b..")->name() == "b..");
  }
  SUBCASE("refuses what may leave, or means the same twice") {
    using namespace std::string_view_literals;
    for (const auto text : {"/a"sv, "a/"sv, "a//b"sv, "."sv, ".."sv, "a/../b"sv, "a/./b"sv, "a\0b"sv}) {
      CAPTURE(text);
      CHECK_FALSE(RelPath::parse(text).has_value());
    }
  }
}

TEST_CASE("RelPath knows its family") {
  const auto path = RelPath::parse("a/b/c.txt").value();
  const auto folder = RelPath::parse("a/b").value();
  CHECK(path.parent() == folder);
  CHECK(path.within(folder));
  CHECK_FALSE(RelPath::parse("a/bc").value().within(folder));
  CHECK(path.below(folder).text() == "c.txt");
  CHECK(folder.joined(RelPath::parse("d/e").value()).text() == "a/b/d/e");
}
