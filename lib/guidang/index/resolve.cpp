// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/resolve.hpp"

#include <algorithm>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/index/table.hpp"

namespace guidang {
namespace {

using yaml::Node;
using yaml::NodeKind;

constexpr std::size_t k_most_files = 16;

/// Gives all marks of a tree the number of its text; returns how many nodes there are.
std::size_t number_marks(Node& node, int source) {
  node.mark.source = source;
  std::size_t count = 1;
  for (auto& item : node.items) count += number_marks(item, source);
  for (auto& [key, value] : node.fields) {
    key.mark.source = source;
    count += number_marks(value, source);
  }
  return count;
}

int depth_of(const Node& node) {
  int deepest = 0;
  for (const auto& item : node.items) deepest = std::max(deepest, depth_of(item));
  for (const auto& field : node.fields) deepest = std::max(deepest, depth_of(field.value));
  return deepest + 1;
}

}  // namespace

std::optional<RelPath> path_from(const RelPath& from, std::string_view text) {
  const bool has_drive = text.size() > 1 && text[1] == ':';
  if (text.empty() || text.starts_with('/') || has_drive || text.find('\\') != std::string_view::npos) {
    return std::nullopt;
  }
  RelPath path = from.parent();
  for (std::size_t start = 0; start <= text.size();) {
    const auto end = std::min(text.find('/', start), text.size());
    const auto part = text.substr(start, end - start);
    start = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == "..") {
      if (path.empty()) return std::nullopt;
      path = path.parent();
    } else if (RelPath::parse(part)) {
      path = path.child(part);
    } else {
      return std::nullopt;
    }
  }
  if (path.empty()) return std::nullopt;
  return path;
}

std::string IndexChain::shown(const RelPath& file) const {
  return files_.shown ? files_.shown(file) : file.text();
}

std::vector<std::string> IndexChain::sources() const {
  std::vector<std::string> list;
  for (std::size_t i = 1; i < paths_.size(); ++i) list.push_back(shown(paths_[i]));
  return list;
}

/// Reads the last text as a table; from then on it is what faults show lines of.
Result<Node> IndexChain::read_table(std::string_view name) {
  auto table = parse_index_table(texts_.back(), name);
  if (!table) return fail(std::move(table).error());
  texts_.back() = std::move(table->text);
  return std::move(table->root);
}

Result<void> IndexChain::take(const RelPath& file, std::string text) {
  bytes_ += text.size();
  if (bytes_ > k_max_index_bytes) return fail(ErrorCode::limit, {"index/chain-too-large", {}});
  texts_.push_back(std::move(text));
  const auto name = shown(file);
  auto root = is_index_table(file.name()) ? read_table(name) : yaml::parse(texts_.back(), name);
  if (!root) return fail(std::move(root).error());
  const int number = faults_.add_text(texts_.back(), name);
  node_count_ += number_marks(*root, number);
  if (node_count_ > yaml::k_max_nodes) return fail(ErrorCode::limit, {"index/chain-too-large", {}});
  paths_.push_back(file);
  nodes_.push_back(canonicals_.bring(*std::move(root)));
  return {};
}

/// The file that the last one extends; nothing and a fault if it cannot be one.
std::optional<RelPath> IndexChain::next(const Node& extends) {
  auto path = path_from(paths_.back(), extends.text);
  if (!path) {
    faults_.add(extends, {"index/extends-outside", {{"path", extends.text}}});
  } else if (std::ranges::find(paths_, *path) != paths_.end()) {
    faults_.add(extends, {"index/extends-loop", {{"path", shown(*path)}}});
  } else if (paths_.size() >= k_most_files) {
    faults_.add(extends, {"index/extends-too-deep", {{"limit", static_cast<std::int64_t>(k_most_files)}}});
  } else {
    return path;
  }
  return std::nullopt;
}

Result<std::optional<Node>> IndexChain::read(const RelPath& file) {
  auto text = files_.read(file);
  if (!text) return fail(std::move(text).error());
  GUIDANG_TRY(take(file, *std::move(text)));
  for (;;) {
    const auto* extends = nodes_.back().find("extends");
    if (extends == nullptr) break;
    if (extends->kind != NodeKind::scalar) {
      faults_.add(*extends, {"index/extends-outside", {{"path", extends->text}}});
      return std::nullopt;
    }
    const auto path = next(*extends);
    if (!path) return std::nullopt;
    auto parent = files_.read(*path);
    if (!parent) {
      const bool missing = parent.error().code == ErrorCode::not_found;
      faults_.add(*extends, {missing ? "index/extends-missing" : "index/extends-unreadable", {{"path", shown(*path)}}});
      return std::nullopt;
    }
    GUIDANG_TRY(take(*path, *std::move(parent)));
  }
  if (const auto* drop = nodes_.back().find("drop")) faults_.add(*drop, {"index/drop-alone", {}});
  Node merged = std::move(nodes_.back());
  for (auto i = nodes_.size() - 1; i-- > 0;) merged = merge_indexes(std::move(merged), std::move(nodes_[i]), faults_);
  if (depth_of(merged) > yaml::k_max_depth) return fail(ErrorCode::limit, {"index/chain-too-large", {}});
  return std::optional(std::move(merged));
}

}  // namespace guidang
