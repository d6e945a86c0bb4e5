// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/index_diff.hpp"

#include <algorithm>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/jobs/lint.hpp"
#include "guidang/jobs/questions.hpp"
#include "guidang/json/value.hpp"

namespace guidang {
namespace {

using json::Value;

/// The leaves of the new index that an item of the old one lives on in: its counterpart, else those that name it.
CodeMap served_codes(const IndexDiff& diff, const Index& after) {
  CodeMap serves;
  const auto add = [&serves](const std::string& from, const Item& to) {
    auto& codes = serves[folded(from)];
    if (to.is_leaf() && std::ranges::find(codes, to.code) == codes.end()) codes.push_back(to.code);
  };
  for (const auto& match : diff.matches) add(match.before->code, *match.after);
  for (const auto& [leaf, project, bonus] : leaves(after)) {
    for (const auto& code : leaf->was) add(code, *leaf);
  }
  return serves;
}

Result<CarryOver> carry(const IndexComparison& comparison,
                        const std::string& folder,
                        const Clock& clock,
                        const InventoryOptionsFor& options_for) {
  const auto found = find_archive(folder);
  if (!found) return fail(found.error());
  const auto archive = open_archive(*found, "", clock);
  if (!archive) return fail(archive.error());
  const auto options = options_for(questions_of(*comparison.before, *comparison.after));
  if (!options) return fail(options.error());
  const auto inventory = take_inventory(*archive->tree, archive->project.pool, *options);
  if (!inventory) return fail(inventory.error());
  if (inventory->incomplete()) return fail(ErrorCode::io, {"index/folder-unreadable", {{"folder", folder}}});
  const auto day = clock.today(comparison.after->zone_minutes);
  const CheckInput before{*comparison.before, *inventory, archive->tables, archive->project.pool, day};
  CheckInput after{*comparison.after, *inventory, archive->tables, archive->project.pool, day};
  const auto serves = served_codes(comparison.diff, *comparison.after);
  after.filing = comparison.before.get();
  after.serves = &serves;
  return carry_over(check(before), check(after), *inventory);
}

Value texts(const std::vector<std::string>& lines) {
  Value list = Value::array();
  for (const auto& line : lines) list.add(line);
  return list;
}

Value fields_value(const std::vector<FieldChange>& fields) {
  Value list = Value::array();
  for (const auto& field : fields) {
    Value value = Value::object();
    value.add("field", field.field);
    value.add("before", texts(field.before));
    value.add("after", texts(field.after));
    list.add(std::move(value));
  }
  return list;
}

Value index_value(const Index& index) {
  Value value = Value::object();
  value.add("code", index.code);
  value.add("title", index.title);
  value.add("edition", index.edition);
  value.add("digest", index.digest);
  return value;
}

Value item_value(const Item* item) {
  if (item == nullptr) return {};
  Value value = Value::object();
  value.add("code", item->code);
  value.add("title", item->title);
  value.add("points", item->points.text());
  value.add("leaf", item->is_leaf());
  return value;
}

Value items_value(const std::vector<ItemChange>& items) {
  Value list = Value::array();
  for (const auto& item : items) {
    const auto* kind = item.before == nullptr  ? "added"
                       : item.after == nullptr ? "dropped"
                       : item.recoded()        ? "recoded"
                                               : "changed";
    Value value = Value::object();
    value.add("change", kind);
    value.add("before", item_value(item.before));
    value.add("after", item_value(item.after));
    value.add("matched_by", item.before == nullptr || item.after == nullptr ? Value() : Value(to_string(item.how)));
    value.add("fields", fields_value(item.fields));
    list.add(std::move(value));
  }
  return list;
}

Value folder_value(const CarryOver& folder) {
  Value files = Value::array();
  for (const auto& file : folder.files) {
    const auto& path = file.path.text();
    Value value = Value::object();
    value.add("path", first_invalid_utf8(path) ? escaped(path) : path);
    value.add("item", file.leaf == nullptr ? Value() : Value(file.leaf->code));
    value.add("counts", file.counts);
    files.add(std::move(value));
  }
  Value collect = Value::array();
  for (const auto& one : folder.collect) {
    Value value = Value::object();
    value.add("owner", one.owner);
    value.add("item", one.leaf->code);
    value.add("what", one.what);
    value.add("event", one.event);
    value.add("missing", one.missing);
    value.add("due", to_string(one.due));
    collect.add(std::move(value));
  }
  Value value = Value::object();
  value.add("files", std::move(files));
  value.add("collect", std::move(collect));
  return value;
}

}  // namespace

Result<IndexComparison> compare_indexes(const IndexPair& pair,
                                        const Clock& clock,
                                        const InventoryOptionsFor& options_for,
                                        const Catalogue& catalogue) {
  auto old_index = lint_index(pair.before);
  if (!old_index) return fail(std::move(old_index).error());
  auto new_index = lint_index(pair.after);
  if (!new_index) return fail(std::move(new_index).error());
  IndexComparison comparison;
  comparison.before = std::make_unique<Index>(*std::move(old_index));
  comparison.after = std::make_unique<Index>(*std::move(new_index));
  comparison.diff = diff_indexes(*comparison.before, *comparison.after, catalogue);
  if (pair.folder.empty()) return comparison;
  auto carried = carry(comparison, pair.folder, clock, options_for);
  if (!carried) return fail(std::move(carried).error());
  comparison.folder = *std::move(carried);
  return comparison;
}

std::string to_json(const IndexComparison& comparison, const Catalogue& catalogue) {
  json::Value root = json::Value::object();
  root.add("format", "guidang-index-diff");
  root.add("version", 1);
  root.add("language", catalogue.language());
  root.add("before", index_value(*comparison.before));
  root.add("after", index_value(*comparison.after));
  root.add("header", fields_value(comparison.diff.header));
  root.add("items", items_value(comparison.diff.items));
  root.add("folder", comparison.folder ? folder_value(*comparison.folder) : json::Value());
  return json::dump(root, json::Layout::indented) + "\n";
}

}  // namespace guidang
