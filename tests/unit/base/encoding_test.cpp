// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/encoding.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using namespace guidang;
using namespace std::string_literals;

namespace {

/// The text, then "|" where it ends to be text, then "cut" if only its last character does not fit.
std::string shown(std::string_view bytes) {
  auto read = decoded(bytes);
  if (read.bad) read.text.insert(*read.bad, "|");
  return read.text + (read.cut_off ? " cut" : "");
}

}  // namespace

TEST_CASE("text is read from UTF-8, GB18030 and UTF-16") {
  CHECK(shown("") == "");
  CHECK(shown("会议") == "会议");
  CHECK(shown("\xef\xbb\xbf会议") == "会议");
  CHECK(shown("\xbb\xe1\xd2\xe9") == "会议");
  CHECK(shown("\xff\xfe\x1a\x4f\x3d\xd8\x00\xde"s) == "会\xf0\x9f\x98\x80");
  CHECK(shown("\xfe\xff\x4f\x1a") == "会");
}

TEST_CASE("what fits no encoding is told, and whether only the last character is cut off") {
  CHECK(shown("会议\xe8\xae") == "会议|\xe8\xae cut");  // not GB18030, which it could be
  CHECK(shown("\xef\xbb\xbf会\xe8") == "会|\xe8 cut");
  CHECK(shown("\xbb\xe1\xd2") == "会| cut");
  CHECK(shown("\xbb\xe1\x81\x30\x81") == "会| cut");
  CHECK(shown("\xff\xfe\x1a\x4f\xae") == "会| cut");
  CHECK(shown("\xff\xfe\x1a\x4f\x3d\xd8") == "会| cut");
  CHECK(shown("\xff\xfe\x00\xdc\x1a\x4f"s) == "|");
  CHECK(shown("ab\xff\xff") == "ab|\xff\xff");
  CHECK(shown("\xef\xbb\xbf\xbb\xe1") == "|\xbb\xe1");
  CHECK(shown("\xff") == "|\xff");
}

TEST_CASE("one Ctrl-Z at the end is left out") {
  CHECK(shown("会议\r\n\x1a") == "会议\r\n");
  CHECK(shown("a\x1a\x1a") == "a\x1a");
  CHECK(shown("\xbb\xe1\x1a") == "会");
  CHECK(shown("\xff\xfe\x1a\x4f\x1a\x00"s) == "会");
  CHECK(shown("\x1a") == "");
}
