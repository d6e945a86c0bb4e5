// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/index.hpp"

#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/digest/digest.hpp"
#include "guidang/index/load.hpp"
#include "guidang/index/resolve.hpp"
#include "guidang/json/document.hpp"

namespace guidang {

static_assert(k_max_index_bytes == yaml::k_max_bytes);

namespace {

void add_leaves(const Item& item, const Item& project, bool bonus, std::vector<LeafRef>& list) {
  if (item.is_leaf()) list.push_back({&item, &project, bonus});
  for (const auto& child : item.children) add_leaves(child, project, bonus, list);
}

const Item* find_below(const std::vector<Item>& items, std::string_view folded_code) {
  for (const auto& item : items) {
    if (folded(item.code) == folded_code) return &item;
    if (const auto* found = find_below(item.children, folded_code)) return found;
  }
  return nullptr;
}

}  // namespace

Result<Index> load_index(const RelPath& file, const IndexFiles& files) {
  static const auto k_form = json::Form::compile(k_embedded_index_schema);
  if (!k_form) return fail(k_form.error());
  IndexChain chain(*k_form, files);
  auto node = chain.read(file);
  if (!node) return fail(std::move(node).error());
  auto& faults = chain.faults();
  Index index;
  if (*node) {
    chain.canonicals().judge(**node);
    index = IndexLoader(faults).load(**node);
  }
  if (!faults.empty()) return fail(faults.take("index/faulty"));
  index.sources = chain.sources();
  const auto canonical = write_canonical(index);
  if (canonical.text.size() > yaml::k_max_bytes || canonical.nodes > yaml::k_max_nodes) {  // it must be read back
    return fail(ErrorCode::limit, {"index/too-large", {}});
  }
  index.digest = digest_of(Algorithm::sha256, canonical.text);
  return index;
}

Result<Index> parse_index(std::string_view text, std::string_view name) {
  static const RelPath k_file = *RelPath::parse("index");
  const IndexFiles files{[&](const RelPath& file) -> Result<std::string> {
                           if (file == k_file) return std::string(text);
                           return fail(ErrorCode::not_found, {"index/extends-missing", {{"path", file.text()}}});
                         },
                         [&](const RelPath& file) { return file == k_file ? std::string(name) : file.text(); }};
  return load_index(k_file, files);
}

std::vector<LeafRef> leaves(const Index& index) {
  std::vector<LeafRef> list;
  for (const auto& item : index.items) add_leaves(item, item, false, list);
  if (index.bonus) {
    for (const auto& item : index.bonus->items) add_leaves(item, item, true, list);
  }
  return list;
}

const Item* find_item(const Index& index, std::string_view code) {
  const auto wanted = folded(code);
  const auto* found = find_below(index.items, wanted);
  return found == nullptr && index.bonus ? find_below(index.bonus->items, wanted) : found;
}

}  // namespace guidang
