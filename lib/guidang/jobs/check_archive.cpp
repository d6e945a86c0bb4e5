// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/check_archive.hpp"

#include <algorithm>

#include "guidang/base/text.hpp"

namespace guidang {
namespace {

/// One index of the edition over the whole pool. Findings are told of the chosen one, which is taken from where leaves
/// are looked up later.
CheckInput input_of(const Archive& archive, std::size_t which, const Inventory& inventory, Date day) {
  const auto& one = archive.pool_indexes[which];
  CheckInput input{
      which == archive.chosen ? archive.index : one.index, inventory, archive.tables, archive.project.pool, day};
  input.expiring_days = archive.expiring_days;
  input.with_findings = which == archive.chosen;
  if (which != archive.filing) {
    input.filing = &archive.pool_indexes[archive.filing].index;
    input.serves = &one.serves;
  }
  for (std::size_t i = 0; i < archive.pool_indexes.size(); ++i) {
    if (i != which) input.beside.push_back(&archive.pool_indexes[i].index);
  }
  return input;
}

/// For each file whether another index of the edition uses it; empty if there is none.
std::vector<bool> used_by_others(const Archive& archive, const Inventory& inventory, Date day) {
  std::vector<bool> used;
  for (std::size_t i = 0; i < archive.pool_indexes.size(); ++i) {
    if (i == archive.chosen) continue;
    used.resize(inventory.files.size());
    const auto result = check(input_of(archive, i, inventory, day));
    for (std::size_t file = 0; file < used.size(); ++file) {
      if (result.files[file].bound) used[file] = true;
    }
  }
  return used;
}

using Shares = std::map<std::string, Points>;
using Known = std::map<std::size_t, Points>;  // by place in Archive::pool_indexes

/// What the sentences of an index count of other indexes over the same pool (按体系…的得分率得分); opening the archive
/// has refused circles. An index that is not there stays out, and its sentence waits.
///
/// Each index is scored once, however many others count it: `known` holds what has been scored.
Shares shares_for(const Archive& archive, const Index& index, const Inventory& inventory, Date day, Known& known) {
  const auto share_of = [&](std::size_t which) {
    if (const auto place = known.find(which); place != known.end()) return place->second;
    const auto input = input_of(archive, which, inventory, day);
    const auto result = check(input);
    const auto card = score(input.index,
                            result.leaves,
                            {.figures = result.figures,
                             .tables = &archive.tables,
                             .indexes = shares_for(archive, input.index, inventory, day, known),
                             .today = day});
    const Points share{card.total.confirmed / card.full, card.total.best / card.full, card.total.worst / card.full};
    return known.emplace(which, share).first->second;
  };
  Shares shares;
  for (const auto& ref : leaves(index)) {
    for (const auto& sentence : ref.leaf->scoring) {
      if (sentence.kind != SentenceKind::index_points || shares.contains(sentence.figure)) continue;
      for (std::size_t i = 0; i < archive.pool_indexes.size(); ++i) {
        const Index& other = archive.pool_indexes[i].index;
        if (folded(other.code) != folded(sentence.figure)) continue;
        shares[sentence.figure] = share_of(i);
      }
    }
  }
  return shares;
}

std::vector<ReportEvidence> evidence_of(const Checked& checked) {
  std::vector<ReportEvidence> evidence;
  for (std::size_t i = 0; i < checked.inventory.files.size(); ++i) {
    const auto& file = checked.inventory.files[i];
    const auto& binding = checked.result.files[i];
    evidence.push_back({.path = file.path.text(),
                        .codes = binding.codes,
                        .size_bytes = file.size_bytes,
                        .sha256 = file.sha256,
                        .date = binding.date,
                        .date_source = binding.date_source,
                        .saved_by = binding.saved,
                        .examination = file.examination});
  }
  return evidence;
}

}  // namespace

Result<Checked> check_archive(const Archive& archive, Date day, const InventoryOptions& options) {
  auto inventory = take_inventory(*archive.tree, archive.project.pool, options);
  if (!inventory) return fail(std::move(inventory).error().in({"jobs/reading-pool", {}}));
  Checked checked;
  checked.inventory = *std::move(inventory);
  const auto used_elsewhere = used_by_others(archive, checked.inventory, day);
  auto input = input_of(archive, archive.chosen, checked.inventory, day);
  if (!used_elsewhere.empty()) input.used_elsewhere = &used_elsewhere;
  checked.result = check(input);
  Known known;
  checked.index_shares = shares_for(archive, archive.index, checked.inventory, day, known);
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
  for (const auto& veto : checked.result.vetoes) report.items.push_back({veto.veto->code, veto.veto->title, ""});
  report.evidence = evidence_of(checked);
  report.findings = checked.result.findings;
  report.exceptions = checked.result.exceptions;
  if (with_score == WithScore::yes) {
    report.score = score(
        archive.index,
        checked.result.leaves,
        {.figures = checked.result.figures, .tables = &archive.tables, .indexes = checked.index_shares, .today = day});
  }
  return report;
}

}  // namespace guidang
