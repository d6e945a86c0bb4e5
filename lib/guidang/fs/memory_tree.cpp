// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "guidang/fs/tree.hpp"
#include "guidang/fs/view_source.hpp"

namespace guidang::fs {
namespace {

Error unreadable(const RelPath& path) {
  Error error;
  error.code = ErrorCode::io;
  error.message = {"fs/cannot-read", {{"path", path.text()}, {"reason", std::string("EIO")}}};
  return error;
}

}  // namespace

void MemoryTree::put_parents(const RelPath& path) {
  for (RelPath parent = path.parent(); !parent.empty(); parent = parent.parent()) {
    nodes_[parent].kind = EntryKind::folder;
  }
}

void MemoryTree::put(const RelPath& path, std::string bytes) {
  put_parents(path);
  nodes_[path] = {EntryKind::file, std::move(bytes), false};
}

void MemoryTree::put_link(const RelPath& path, std::string target) {
  put_parents(path);
  nodes_[path] = {EntryKind::link, std::move(target), false};
}

void MemoryTree::make_unreadable(const RelPath& path) {
  nodes_[path].unreadable = true;
}

Result<Listing> MemoryTree::list(const RelPath& folder) const {
  const auto root = nodes_.find(folder);
  if (!folder.empty() && (root == nodes_.end() || root->second.kind != EntryKind::folder)) {
    return fail(ErrorCode::not_found, {"fs/not-found", {{"path", folder.text()}}});
  }
  Listing listing;
  std::vector<RelPath> closed;
  for (const auto& [path, node] : nodes_) {
    if (path == folder || !path.within(folder)) continue;
    const auto hidden = [&path = path](const RelPath& above) { return path != above && path.within(above); };
    if (std::ranges::any_of(closed, hidden)) continue;
    const bool is_file = node.kind == EntryKind::file;
    listing.entries.push_back({.path = path,
                               .kind = node.kind,
                               .size_bytes = is_file ? node.bytes.size() : 0,
                               .link_target = node.kind == EntryKind::link ? node.bytes : ""});
    if (node.unreadable && node.kind == EntryKind::folder) {
      closed.push_back(path);
      listing.unreadable.push_back({path, unreadable(path)});
    }
  }
  return listing;
}

Result<std::unique_ptr<Source>> MemoryTree::open(const RelPath& path) const {
  const auto place = nodes_.find(path);
  if (place == nodes_.end()) return fail(ErrorCode::not_found, {"fs/not-found", {{"path", path.text()}}});
  if (place->second.unreadable || place->second.kind != EntryKind::file) return fail(unreadable(path));
  return std::make_unique<ViewSource>(place->second.bytes);
}

}  // namespace guidang::fs
