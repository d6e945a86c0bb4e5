// SPDX-License-Identifier: Apache-2.0
#include "guidang/zip/parts.hpp"

#include <string>

#include <doctest/doctest.h>

#include "support/zips.hpp"

using namespace guidang;
using test::raw_zip;

namespace {

/// The names of all entries in their order, or the error.
std::string names_of(const std::string& bytes) {
  test::TextSource source(bytes);
  const auto parts = zip::Parts::open(source, "x", {});
  if (!parts) return to_string(parts.error());
  std::string names;
  for (const auto& record : parts->records()) names += record.raw_name + " ";
  return names;
}

}  // namespace

TEST_CASE("a document opens with the names and the bytes behind it that a zip to unpack may not have") {
  const auto bytes =
      raw_zip({{.name = "b\\c", .bytes = "1"}, {.name = "/a", .bytes = "2"}, {.name = "/a", .bytes = ""}});
  CHECK(names_of(bytes) == "/a /a b\\c ");
  CHECK(names_of(bytes + std::string(16, '\0')) == "/a /a b\\c ");
  CHECK(names_of(bytes + std::string(70'000, '\0')) == "zip/not-a-zip(path=x)");
  CHECK(names_of(raw_zip(
            {{.name = "a", .bytes = "1", .behind = "gap", .local_crc = 1}, {.name = "a/", .bytes = "2"}})) == "a a/ ");
}

TEST_CASE("a part is found whatever its case, its leading slash and its slashes; of twins the first") {
  test::TextSource source(raw_zip({{.name = "/A\\b", .bytes = "1"}, {.name = "/A\\b", .bytes = "22"}}));
  const auto parts = zip::Parts::open(source, "x", {}).value();
  for (const char* const name : {"a/b", "/A/B", "\\a\\b"}) {
    REQUIRE(parts.find(name) != nullptr);
    CHECK(parts.find(name)->size_bytes == 1);
  }
  CHECK(parts.find("a") == nullptr);
}

TEST_CASE("the end of a zip within one that was cut off is no end of it") {
  const auto inner = raw_zip({{.name = "a", .bytes = "1"}});
  const auto outer = raw_zip({{.name = "inner", .bytes = inner}, {.name = "b", .bytes = std::string(200, 'b')}});
  const auto cut = outer.substr(0, outer.size() - 100);
  CHECK(names_of(cut) == "zip/cut-off(path=x)");
}
