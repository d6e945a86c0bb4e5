// SPDX-License-Identifier: Apache-2.0
#include "guidang/zip/reader.hpp"

#include <doctest/doctest.h>

#include "support/zips.hpp"

using namespace guidang;
using test::open_zip;
using test::raw_zip;

namespace {

RelPath path(const char* text) {
  return RelPath::parse(text).value();
}

/// Everything that can be read of a zip, or the first failure.
Result<void> read_all(const std::string& bytes) {
  const auto tree = open_zip(bytes);
  if (!tree) return fail(tree.error());
  const auto listing = (*tree)->list({});
  if (!listing) return fail(listing.error());
  for (const auto& entry : listing->entries) {
    if (entry.kind == fs::EntryKind::file) GUIDANG_TRY(fs::read_file(**tree, entry.path, 1U << 30U));
  }
  return {};
}

std::string refusal(const std::string& bytes) {
  const auto tree = open_zip(bytes);
  return tree ? "" : to_string(tree.error());
}

}  // namespace

TEST_CASE("a zip lists its folders, also those without an entry") {
  const auto tree = open_zip(raw_zip({{"b/c/x", "1"}, {"a/", ""}, {"b/y", "22"}})).value();
  const auto listing = tree->list({}).value();
  std::vector<std::string> names;
  for (const auto& entry : listing.entries) names.push_back(entry.path.text());
  CHECK(names == std::vector<std::string>{"a", "b", "b/c", "b/c/x", "b/y"});
  CHECK(tree->list(path("b")).value().entries.size() == 3);
  CHECK(tree->list(path("z")).error().code == ErrorCode::not_found);
  CHECK_FALSE(tree->open(path("b")).has_value());
}

TEST_CASE("names are UTF-8 where they say so or can be, else GB18030") {
  const auto tree =
      open_zip(raw_zip({{"\xD6\xD0\xCE\xC4.txt", ""}, {"中文2.txt", ""}, {"中文3.txt", "", 0x800}})).value();
  const auto listing = tree->list({}).value();
  REQUIRE(listing.entries.size() == 3);
  CHECK(listing.entries[0].path.text() == "中文.txt");
  CHECK(listing.entries[1].path.text() == "中文2.txt");
  CHECK(listing.entries[2].path.text() == "中文3.txt");
}

TEST_CASE("a second byte of 0x5C in a GB18030 name is no separator") {
  const auto tree = open_zip(raw_zip({{"\xD6\x5C.txt", ""}})).value();  // 謀 in some code pages, a Han character here
  CHECK(tree->list({}).value().entries.size() == 1);
}

TEST_CASE("links are links, with their target") {
  const auto tree = open_zip(raw_zip({{"l", "../x", 0, 0120777U << 16U}})).value();
  const auto listing = tree->list({}).value();
  CHECK(listing.entries[0].kind == fs::EntryKind::link);
  CHECK(tree->open(path("l")).error().code == ErrorCode::io);
}

TEST_CASE("what could lead astray is refused, each entry by name") {
  CHECK(refusal(raw_zip({{"a", ""}, {"a", ""}})) ==
        "zip/refused(path=x.zip, count=1)\nx.zip: zip/duplicate-name(name=a)");
  CHECK(refusal(raw_zip({{"/a", ""}, {"../b", ""}, {"c\\d", ""}, {"C:/e", ""}, {"", ""}, {"./f", ""}}))
            .find("zip/refused(path=x.zip, count=6)") == 0);
  CHECK(refusal(raw_zip({{"a", "", 1}})) == "zip/refused(path=x.zip, count=1)\nx.zip: zip/encrypted(name=a)");
  CHECK(refusal(raw_zip({{"a", ""}, {"a/b", ""}})) ==
        "zip/refused(path=x.zip, count=1)\nx.zip: zip/below-a-file(name=a/b)");
  CHECK(refusal(raw_zip({{"a", "12345"}, {"b", "12345"}}, 3)).find("zip/overlap(name=a)") != std::string::npos);
}

TEST_CASE("no zip, half a zip and a zip with bytes behind it are refused") {
  const auto whole = raw_zip({{"a", "1"}});
  CHECK(refusal("") == "zip/not-a-zip(path=x.zip)");
  CHECK(refusal("hello, this is not a zip file at all") == "zip/not-a-zip(path=x.zip)");
  CHECK(refusal(whole + "x") == "zip/trailing-data(path=x.zip)");
  CHECK(refusal("x" + whole) == "zip/prepended-data(path=x.zip)");
  for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(open_zip(whole.substr(0, size)).has_value());
}

TEST_CASE("limits hold before anything is unpacked") {
  const auto two = raw_zip({{"a", "1"}, {"b", "2"}});
  CHECK(open_zip(two, {.entries = 1}).error().code == ErrorCode::limit);
  CHECK(open_zip(two, {.total_bytes = 1}).error().message.id == "zip/too-large");
  const auto bomb = test::packed({{.name = "a", .bytes = std::string(1'000'000, '0')}});
  CHECK(open_zip(bomb, {.ratio_from_bytes = 1000}).error().message.id == "zip/bomb");
}

TEST_CASE("no flipped byte of the content goes unseen") {
  const auto whole = test::packed(
      {{.name = "a.txt", .bytes = std::string(3'000, 'a') + "b"}, {.name = "b.bin", .bytes = test::noise(500)}});
  REQUIRE(read_all(whole).has_value());
  int seen = 0;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto broken = whole;
    broken[at] = static_cast<char>(broken[at] ^ 0x40);
    const auto tree = open_zip(broken);
    if (!tree) {
      ++seen;
      continue;
    }
    const auto a = fs::read_file(**tree, path("a.txt"), 1U << 20U);
    const auto b = fs::read_file(**tree, path("b.bin"), 1U << 20U);
    if (!a || !b) {
      ++seen;
    } else {  // a date, a version, an attribute: the bytes are right
      CHECK(*a == std::string(3'000, 'a') + "b");
      CHECK(*b == test::noise(500));
    }
  }
  CHECK(seen > 500);
}
