// SPDX-License-Identifier: Apache-2.0
#include "guidang/fs/tree.hpp"

#include <doctest/doctest.h>

#include "guidang/fs/output.hpp"
#include "support/scratch.hpp"

using namespace guidang;

namespace {

RelPath path(const char* text) {
  return RelPath::parse(text).value();
}

}  // namespace

TEST_CASE("MemoryTree lists in byte order, parents first") {
  fs::MemoryTree tree;
  tree.put(path("b/x.txt"), "1");
  tree.put(path("a.txt"), "22");
  tree.put_link(path("b/link"), "../../etc");
  const auto listing = tree.list({}).value();
  REQUIRE(listing.entries.size() == 4);
  CHECK(listing.entries[0].path.text() == "a.txt");
  CHECK(listing.entries[1].kind == fs::EntryKind::folder);
  CHECK(listing.entries[2].link_target == "../../etc");
  CHECK(listing.entries[3].size_bytes == 1);
}

TEST_CASE("what cannot be read is named, not dropped") {
  fs::MemoryTree tree;
  tree.put(path("a/x.txt"), "1");
  tree.make_unreadable(path("a"));
  const auto listing = tree.list({}).value();
  REQUIRE(listing.unreadable.size() == 1);
  CHECK(listing.unreadable[0].path.text() == "a");
  CHECK(listing.entries.size() == 1);
}

TEST_CASE("read_file keeps to its limit") {
  fs::MemoryTree tree;
  tree.put(path("a"), "12345");
  CHECK(fs::read_file(tree, path("a"), 5).value() == "12345");
  CHECK(fs::read_file(tree, path("a"), 4).error().code == ErrorCode::limit);
  CHECK(fs::read_file(tree, path("b"), 4).error().code == ErrorCode::not_found);
}

TEST_CASE("leaves_tree judges a link by its words") {
  CHECK(fs::leaves_tree(path("a/link"), "/etc/passwd"));
  CHECK(fs::leaves_tree(path("a/link"), "../../x"));
  CHECK_FALSE(fs::leaves_tree(path("a/link"), "../x"));
  CHECK(fs::leaves_tree(path("link"), "b/../../x"));
  CHECK_FALSE(fs::leaves_tree(path("link"), "./b"));
}

TEST_CASE("DiskTree lists its root as often as it is asked") {
  const test::Scratch scratch;
  REQUIRE(fs::write_file(scratch.path(), "a", "1").has_value());
  const auto tree = fs::DiskTree::open_folder(scratch.path()).value();
  CHECK(tree->list({}).value().entries.size() == 1);
  CHECK(tree->list({}).value().entries.size() == 1);
}
