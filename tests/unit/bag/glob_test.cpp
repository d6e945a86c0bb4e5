// SPDX-License-Identifier: Apache-2.0
#include "guidang/bag/glob.hpp"

#include <doctest/doctest.h>

using namespace guidang;

namespace {

bool matches(const std::string& pattern, const std::string& path) {
  std::uint64_t steps = 1'000'000;
  return bag::Glob(pattern).matches(bag::glob_text(path), steps);
}

}  // namespace

TEST_CASE("A pattern means all characters by its wildcards, the slash too") {
  CHECK(matches("*", "DPN/a/b.txt"));
  CHECK(matches("*", ".hidden"));
  CHECK(matches("DPN/*", "DPN/a/b.txt"));
  CHECK(matches("DPN/*", "DPN/"));
  CHECK_FALSE(matches("DPN/*", "DPN"));
  CHECK_FALSE(matches("DPN/*", "dpn/a"));
  CHECK(matches("data/*.pd?", "data/甲/乙.pdf"));
  CHECK(matches("??.txt", "甲乙.txt"));
  CHECK_FALSE(matches("??.txt", "甲.txt"));
  CHECK(matches("*a*b*c", "xxaxxbbxxcxc"));
  CHECK_FALSE(matches("*a*b*c", "xxaxxbbxxcxcd"));
  CHECK(matches("", ""));
  CHECK_FALSE(matches("", "a"));
}

TEST_CASE("A pattern's sets have ranges, can be turned round, and are themselves where they have no end") {
  CHECK(matches("[a-c]x", "bx"));
  CHECK_FALSE(matches("[a-c]x", "dx"));
  CHECK(matches("[!a-c]x", "dx"));
  CHECK_FALSE(matches("[!a-c]x", "ax"));
  CHECK(matches("[一-龥]*", "甲.txt"));
  CHECK(matches("[]]", "]"));
  CHECK(matches("[a-]", "-"));
  CHECK(matches("[a", "[a"));
  CHECK_FALSE(matches("[a", "a"));
  CHECK(matches("[[]", "["));
  CHECK(matches("\\*", "*"));
  CHECK_FALSE(matches("\\*", "a"));
}

TEST_CASE("A pattern matches a name whatever Unicode form either has") {
  CHECK(matches("caf\u00E9*", "cafe\u0301.txt"));
  CHECK(matches("caf?", "cafe\u0301"));
}

TEST_CASE("A pattern costs at most the product of the lengths, and stops when its steps are used up") {
  std::string pattern;
  for (int i = 0; i < 100; ++i) pattern += "a*";
  const auto text = bag::glob_text(std::string(1000, 'a') + "b");
  std::uint64_t steps = 1'000'000;
  CHECK_FALSE(bag::Glob(pattern + "c").matches(text, steps));
  CHECK(steps > 1'000'000 - 3 * 201 * 1001);
  steps = 10;
  CHECK_FALSE(bag::Glob("*b").matches(text, steps));
  CHECK(steps == 0);
}

TEST_CASE("One pattern of several is enough, with or without wildcards") {
  const bag::Globs globs({"b.txt", "a/*", "cafe\u0301"});
  std::uint64_t steps = 1000;
  CHECK(globs.match("b.txt", steps));
  CHECK(globs.match("caf\u00E9", steps));
  CHECK(steps == 1000);  // looked up
  CHECK(globs.match("a/x", steps));
  CHECK_FALSE(globs.match("b.tx", steps));
  CHECK_FALSE(bag::Globs({}).match("", steps));
}
