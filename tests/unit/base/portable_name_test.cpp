// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/portable_name.hpp"

#include <doctest/doctest.h>

#include "guidang/base/text.hpp"

using namespace guidang;

TEST_CASE("a name that some system cannot hold says why, and a portable one has no problem left") {
  using enum NameProblem;
  for (const auto& [name, problem] :
       std::vector<std::pair<std::string, NameProblem>>{{"\xFF.txt", not_utf8},
                                                        {"a\tb", control_character},
                                                        {"照片 9:30.png", reserved_character},
                                                        {"con.txt", reserved_name},
                                                        {"LPT1", reserved_name},
                                                        {"COM¹.doc", reserved_name},
                                                        {"通知.", ends_in_dot},
                                                        {"通知 ", ends_in_blank},
                                                        {" 通知", begins_in_blank},
                                                        {std::string(256, 'a'), too_long}}) {
    CHECK(portable_problem(name) == problem);
    if (problem != too_long) CHECK_FALSE(portable_problem(portable_name(name)));
  }
  for (const auto* name : {"通知.pdf", "a b.txt", "confer.txt", "COM10", ".hidden", "😀.jpg"}) {
    CHECK_FALSE(portable_problem(name));
    CHECK(portable_name(name) == name);
  }
}

TEST_CASE("characters that nobody sees are found, those of emoji are not") {
  CHECK(hidden_character("通知\u200B.pdf") == U'\u200B');
  CHECK(hidden_character("gnp.\u202Etxt") == U'\u202E');
  CHECK(hidden_character("\uFEFF通知.pdf") == U'\uFEFF');
  CHECK(hidden_character("通\u00A0知.pdf") == U'\u00A0');
  CHECK(hidden_character("通\u200D知.pdf") == U'\u200D');
  CHECK_FALSE(hidden_character("👨\u200D👩\u200D👧.jpg"));
  CHECK_FALSE(hidden_character("❤️.jpg"));
  CHECK_FALSE(hidden_character("第一次　会议 (1).pdf"));
}

TEST_CASE("Windows counts a character beyond U+FFFF twice") {
  CHECK(utf16_units("通知a") == 3);
  CHECK(utf16_units("😀") == 2);
}

TEST_CASE("names are compared without regard to case and form") {
  CHECK(caseless("Photo.JPG") == caseless("photo.jpg"));
  CHECK(caseless("e\u0301.txt") == caseless("\u00E9.txt"));
  CHECK(caseless("Ⅱ.txt") != caseless("II.txt"));
}
