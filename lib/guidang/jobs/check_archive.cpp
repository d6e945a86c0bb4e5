// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/check_archive.hpp"

#include <algorithm>

namespace guidang {

Result<Checked> check_archive(const Archive& archive, Date day, const InventoryOptions& options) {
  auto inventory = take_inventory(*archive.tree, archive.project.pool, options);
  if (!inventory) return fail(std::move(inventory).error().in({"jobs/reading-pool", {}}));
  Checked checked;
  checked.inventory = *std::move(inventory);
  checked.result = check({archive.index, checked.inventory, archive.tables, archive.project.pool, day});
  return checked;
}

Report make_report(const Archive& archive, const Checked& checked, Date day, WithScore with_score) {
  Report report;
  report.command = with_score == WithScore::yes ? "score" : "check";
  report.subject = {.unit = archive.project.unit,
                    .edition = archive.index.edition,
                    .index_code = archive.index.code,
                    .index_title = archive.index.title,
                    .index_digest = archive.index.digest,
                    .as_of = day,
                    .submission = archive.index.submission};
  const auto& inventory = checked.inventory;
  const auto unreadable =
      std::ranges::count_if(inventory.files, [](const auto& file) { return file.error.has_value(); }) +
      std::ssize(inventory.unreadable) + std::ssize(inventory.specials);
  report.extent = {.files = std::ssize(inventory.files), .bytes = inventory.total_bytes, .unreadable = unreadable};
  report.due = checked.result.due;
  for (const auto& leaf : checked.result.leaves) {
    report.items.push_back({leaf.leaf->code, leaf.leaf->title, leaf.owner});
  }
  report.findings = checked.result.findings;
  if (with_score == WithScore::yes) report.score = score(archive.index, checked.result.leaves);
  return report;
}

}  // namespace guidang
