// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/index.hpp"

#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/digest/digest.hpp"
#include "guidang/index/load.hpp"
#include "guidang/json/document.hpp"

namespace guidang {
namespace {

void add_leaves(const Item& item, const Item& project, std::vector<LeafRef>& list) {
  if (item.is_leaf()) list.push_back({&item, &project});
  for (const auto& child : item.children) add_leaves(child, project, list);
}

const Item* find_below(const std::vector<Item>& items, std::string_view folded_code) {
  for (const auto& item : items) {
    if (folded(item.code) == folded_code) return &item;
    if (const auto* found = find_below(item.children, folded_code)) return found;
  }
  return nullptr;
}

}  // namespace

Result<Index> parse_index(std::string_view text, std::string_view name) {
  auto root = yaml::parse(text, name);
  if (!root) return fail(std::move(root).error());
  static const auto k_form = json::Form::compile(k_embedded_index_schema);
  if (!k_form) return fail(k_form.error());
  yaml::Faults faults(text, name);
  const auto node = json::canonical(std::move(*root), *k_form, faults);
  Index index = IndexLoader(name, faults).load(node);
  if (!faults.empty()) return fail(faults.take("index/faulty"));
  const auto canonical = write_canonical(index);
  if (canonical.text.size() > yaml::k_max_bytes || canonical.nodes > yaml::k_max_nodes) {  // it must be read back
    return fail(ErrorCode::limit, {"index/too-large", {}});
  }
  index.digest = digest_of(Algorithm::sha256, canonical.text);
  return index;
}

std::vector<LeafRef> leaves(const Index& index) {
  std::vector<LeafRef> list;
  for (const auto& item : index.items) add_leaves(item, item, list);
  return list;
}

const Item* find_item(const Index& index, std::string_view code) {
  return find_below(index.items, folded(code));
}

}  // namespace guidang
