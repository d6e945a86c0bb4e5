// SPDX-License-Identifier: Apache-2.0
#include "guidang/bag/tag_files.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace guidang;
using namespace guidang::bag;

namespace {

/// "PATH DIGEST" of each entry and what is odd about it; then the numbers of garbled lines.
std::string read(const std::string& text, bool strict) {
  const auto manifest = parse_manifest(text, 4, strict);
  std::string told;
  for (const auto& entry : manifest.entries) {
    told += entry.path + " " + entry.digest + (entry.star ? " star" : "") + (entry.escaped ? " escaped" : "") +
            (entry.dot_slash ? " dot-slash" : "") + (entry.bare_percent ? " percent" : "") + "\n";
  }
  for (const int line : manifest.garbled) told += "garbled " + std::to_string(line) + "\n";
  for (const int line : manifest.blank) told += "blank " + std::to_string(line) + "\n";
  return told;
}

}  // namespace

TEST_CASE("percent signs stand for themselves in drafts, for %25 since 1.0") {
  CHECK(read("0a1F  data/a%0Ab%0dc%25d%e\n", true) == "data/a\nb\rc%d%e 0a1f percent\n");
  CHECK(read("0a1F  data/a%0Ab%0dc%25d%e\n", false) == "data/a\nb\rc%25d%e 0a1f percent\n");
  CHECK(read("0000  data/100%25\n", true) == "data/100% 0000\n");
  CHECK(read("0000  data/%\n0000  data/%2\n", true) == "data/% 0000 percent\ndata/%2 0000 percent\n");
}

TEST_CASE("every line of a manifest is an entry, empty, or told") {
  CHECK(read("0000 a\r0000\tb\r\n\n0000   *./c d \n0000a\n000 a\n0000\n0000 \ng000 a\n 0000 a\n00000 a", true) ==
        "a 0000\nb 0000\nc d  0000 star dot-slash\n"
        "garbled 5\ngarbled 6\ngarbled 7\ngarbled 8\ngarbled 9\ngarbled 10\ngarbled 11\nblank 3\n");
}

TEST_CASE("md5sum's escapes are undone, and told") {
  CHECK(read("\\0000  a\\\\b\\nc\\rd%0A\n", true) == "a\\b\nc\rd%0A 0000 escaped\n");
  CHECK(read("\\0000  a\\tb\n\\0000  a\\\n\\\\0000 a\n", true) == "garbled 1\ngarbled 2\ngarbled 3\n");
  CHECK(read("0000  a\\nb\n", true) == "a\\nb 0000\n");
}

TEST_CASE("fetch.txt has a URL, a length and a path in each line") {
  const auto fetch = parse_fetch(
      "https://x.org/a%20b\t12 \t data/a b%25\nftp://x - ./data/c\nx 1 data/d\nhttp://x +1 data/e\nhttp://x 1\n\n",
      true);
  REQUIRE(fetch.entries.size() == 2);
  CHECK(fetch.entries[0].path == "data/a b%");
  CHECK(fetch.entries[0].url == "https://x.org/a%20b");
  CHECK(fetch.entries[0].length_bytes == 12);
  CHECK(fetch.entries[1].path == "data/c");
  CHECK(fetch.entries[1].dot_slash);
  CHECK_FALSE(fetch.entries[1].length_bytes.has_value());
  CHECK(fetch.garbled == std::vector<int>{3, 4, 5});
  CHECK(fetch.blank == std::vector<int>{6});
}

TEST_CASE("tag files are read in the encoding that is declared") {
  using namespace std::string_literals;
  CHECK(decoded("\xE9", "ISO-8859-1") == "é");
  CHECK(decoded("\x80\xE9", "windows-1252") == "€é");
  CHECK_FALSE(decoded("\x81", "windows-1252").has_value());
  CHECK(decoded("\xD6\xD0", "GB2312") == "中");
  CHECK(decoded("\x81\x30\x81\x30", "GB18030") == "\u0080");
  CHECK_FALSE(decoded("\xFF", "gbk").has_value());
  CHECK(decoded("\x2D\x4E\x40\xD8\x00\xDC"s, "UTF-16LE") == "中\U00020000");
  CHECK(decoded("\x4E\x2D\xD8\x40\xDC\x00"s, "UTF-16BE") == "中\U00020000");
  CHECK(decoded("\xFF\xFE\x2D\x4E"s, "utf-16") == "中");
  CHECK(decoded("\xFE\xFF\x4E\x2D"s, "UTF-16") == "中");
  CHECK(decoded("\x4E\x2D"s, "UTF-16") == "中");  // RFC 2781: without a mark, the high byte first
  for (const auto& broken : {"\x4E"s, "\xD8\x40"s, "\xD8\x40\x00\x41"s, "\xDC\x00"s}) {
    CHECK_FALSE(decoded(broken, "UTF-16BE").has_value());
  }
  CHECK(decoded("中", "UTF8") == "中");
  CHECK_FALSE(decoded("\xD6\xD0", "UTF-8").has_value());
  CHECK_FALSE(known_encoding("EBCDIC"));
  CHECK_FALSE(decoded("a", "EBCDIC").has_value());
}

TEST_CASE("a declaration is exactly two lines") {
  const auto problem = [](const std::string& text) { return parse_declaration(text).problem; };
  const std::string version = "BagIt-Version: 1.0\n";
  const std::string encoding = "Tag-File-Character-Encoding: UTF-8\n";
  CHECK(problem(version + encoding).empty());
  CHECK(problem("BagIt-Version: 0.93\r\nTag-File-Character-Encoding: UTF-8").empty());
  CHECK(problem("\xEF\xBB\xBF" + version + encoding) == "bag/byte-order-mark");
  CHECK(problem(version + encoding + "\n") == "bag/declaration-lines");
  CHECK(problem(encoding + version) == "bag/declaration-lines");
  CHECK(problem(version) == "bag/declaration-lines");
  CHECK(problem("") == "bag/declaration-lines");
  for (const char* const wrong : {"1.1", "0.89", "0.98", "1", ".97", "1.0.0", "1.x", "-1.0", ""}) {
    CAPTURE(wrong);
    CHECK(problem("BagIt-Version: " + std::string(wrong) + "\n" + encoding) == "bag/declaration-version");
  }
}
