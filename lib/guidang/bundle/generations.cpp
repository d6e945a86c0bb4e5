// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/generations.hpp"

#include <algorithm>
#include <utility>

#include "guidang/bundle/part.hpp"
#include "guidang/bundle/receipts.hpp"
#include "guidang/fs/output.hpp"

namespace guidang::bundle {
namespace {

/// Behind the name of a copy that stands only until its successor is in place ("the one before").
constexpr std::string_view k_passing = "-上一份";

using Names = std::vector<std::string>;  // sorted

/// A copy in the folder, as its receipt tells of it.
struct Generation {
  std::string stem;
  Receipt receipt;
};

std::string dated(const std::string& stem, const Receipt& receipt) {
  return stem + "-" + to_compact(receipt.bagging_date);
}

bool is_dated(const Generation& one) {
  return one.stem.ends_with("-" + to_compact(one.receipt.bagging_date));
}

/// Whether `file` can be a part of the copy called `stem`: a receipt must not have anything else removed.
bool is_part_of(const std::string& file, const std::string& stem) {
  return file.starts_with(stem) && (file.size() == stem.size() || file[stem.size()] == '.' || file[stem.size()] == '-');
}

bool all_parts_of(const Receipt& receipt, const std::string& stem) {
  return std::ranges::all_of(receipt.parts, [&stem](const ReceiptPart& part) { return is_part_of(part.file, stem); });
}

std::ptrdiff_t parts_there(const Receipt& receipt, const Names& names) {
  return std::ranges::count_if(
      receipt.parts, [&names](const ReceiptPart& part) { return std::ranges::binary_search(names, part.file); });
}

/// Everything that stands in the folder for a copy, the receipt for programs last: by it a run that comes later finds
/// what this one did not come to remove.
Names files_of(const Generation& generation, const Names& names) {
  Names files;
  const auto add = [&](const std::string& name) {
    if (std::ranges::binary_search(names, name)) files.push_back(name);
  };
  for (const auto& part : generation.receipt.parts) add(part.file + std::string(k_side_suffix));
  for (const auto& part : generation.receipt.parts) add(part.file);
  add(receipt_name(generation.stem, k_receipt_text));
  add(receipt_name(generation.stem, k_receipt_json));
  return files;
}

Result<void> remove_all(const fs::FolderLock& folder, const Names& files) {
  for (const auto& file : files) GUIDANG_TRY(fs::remove_entry(folder, file));
  return {};
}

/// Removes the copy called `stem` with all that stands beside it, if there is one that its receipt tells of.
Result<void> remove_copy(const CopyJob& job, const std::string& stem) {
  auto receipt = read_receipt(job.folder->folder(), stem);
  if (!receipt || !all_parts_of(*receipt, stem)) return {};
  const auto names = fs::names_of(*job.folder);
  if (!names) return fail(names.error());
  return remove_all(*job.folder, files_of({stem, *std::move(receipt)}, *names));
}

/// What retention looks at.
struct Generations {
  std::vector<Generation> all;     // whole ones, youngest first; the current one before others of its day
  std::vector<Generation> ghosts;  // receipts whose parts are gone
};

/// The copies of this unit and copy. `planned` will be one of them under its date.
Generations generations_in(const CopyJob& job,
                           const Receipt& current,
                           const std::optional<Generation>& planned,
                           const Names& names) {
  const auto end = receipt_name("", k_receipt_json);
  Generations found;
  for (const auto& name : names) {
    if (!name.ends_with(end)) continue;
    auto stem = name.substr(0, name.size() - end.size());
    auto receipt = read_receipt(job.folder->folder(), stem);
    const bool ours = receipt && receipt->unit == current.unit && receipt->copy.id == current.copy.id;
    if (!ours || stem == job.stem || stem.ends_with(k_passing) || !all_parts_of(*receipt, stem)) continue;
    if (planned && stem == planned->stem) continue;
    const auto there = parts_there(*receipt, names);
    if (there == std::ssize(receipt->parts)) {
      found.all.push_back({std::move(stem), *std::move(receipt)});
    } else if (there == 0) {
      found.ghosts.push_back({std::move(stem), *std::move(receipt)});
    }
  }
  found.all.push_back({job.stem, current});
  if (planned) found.all.push_back(*planned);
  std::ranges::sort(found.all, [&job](const Generation& a, const Generation& b) {
    if (a.receipt.bagging_date != b.receipt.bagging_date) return a.receipt.bagging_date > b.receipt.bagging_date;
    if ((a.stem == job.stem) != (b.stem == job.stem)) return a.stem == job.stem;
    return a.stem > b.stem;
  });
  return found;
}

std::vector<bool> kept_of(const std::vector<Generation>& all, const Retention& retention) {
  std::vector<Date> days;
  days.reserve(all.size());
  for (const auto& one : all) days.push_back(one.receipt.bagging_date);
  return kept(retention, days);
}

}  // namespace

Predecessor::Predecessor(const CopyJob& job, Receipt receipt) : job_(&job), receipt_(std::move(receipt)) {}

std::optional<Predecessor> Predecessor::of(const CopyJob& job, const BundleRequest& request) {
  if (!job.before || !all_parts_of(*job.before, job.stem)) return std::nullopt;
  for (const auto& part : job.before->parts) {
    const auto side = text_of(job.path(part.file + std::string(k_side_suffix)));
    if (!side || *side != side_text(part, job.before->form, job.before->read_back)) return std::nullopt;
    if (!is_whole(job.path(part.file), job.before->form, part.sha256, request)) return std::nullopt;
  }
  return Predecessor(job, *job.before);
}

std::string Predecessor::dated_stem() const {
  return dated(job_->stem, receipt_);
}

std::string Predecessor::kept_name(const std::string& file) const {
  return kept_stem_ + file.substr(job_->stem.size());
}

Result<void> Predecessor::keep(bool lasting, const BundleRequest& request) {
  kept_stem_ = lasting ? dated_stem() : job_->stem + std::string(k_passing);
  GUIDANG_TRY(remove_copy(*job_, kept_stem_));  // the earlier one of two made on one day
  Receipt receipt = receipt_;
  for (auto& part : receipt.parts) part.file = kept_name(part.file);
  // First the receipts: where a file can have one name only, it must not lose the first before they are there.
  GUIDANG_TRY(write_receipts(*job_->folder, kept_stem_, receipt, request));
  if (receipt_.form == CopyForm::folder) return {};
  for (const auto& part : receipt_.parts) GUIDANG_TRY(fs::keep_file(*job_->folder, part.file, kept_name(part.file)));
  return {};
}

bool stays(const Predecessor& predecessor, const CopyJob& job, const Receipt& current, const BundleRequest& request) {
  const auto names = fs::names_of(*job.folder);
  if (!names || !request.retention) return false;
  const Generation planned{predecessor.dated_stem(), *job.before};
  const auto found = generations_in(job, current, planned, *names);
  const auto kept = kept_of(found.all, *request.retention);
  const auto place = std::ranges::find(found.all, planned.stem, &Generation::stem);
  return place != found.all.end() && kept[static_cast<std::size_t>(place - found.all.begin())];
}

Result<void> remove_side_files(const CopyJob& job) {
  Names files;
  files.reserve(job.parts.size());
  for (const auto& part : job.parts) files.push_back(part.file);
  if (job.before && all_parts_of(*job.before, job.stem)) {
    for (const auto& part : job.before->parts) files.push_back(part.file);
  }
  for (const auto& file : files) {
    if (auto removed = fs::remove_file(*job.folder, file + std::string(k_side_suffix)); !removed) return removed;
  }
  return {};
}

Result<void> remove_superseded(const CopyJob& job, const std::optional<Predecessor>& kept) {
  if (!job.before || !all_parts_of(*job.before, job.stem)) return {};
  for (const auto& part : job.before->parts) {
    if (std::ranges::find(job.parts, part.file, &PartJob::file) != job.parts.end()) continue;
    const bool moves = kept && job.before->form == CopyForm::folder;
    auto done = moves ? fs::keep_file(*job.folder, part.file, kept->kept_name(part.file)) : Result<void>();
    if (done) done = fs::remove_entry(*job.folder, part.file);
    if (!done) return done;
  }
  return {};
}

Result<void> remove_passing(const CopyJob& job) {
  return remove_copy(job, job.stem + std::string(k_passing));
}

Result<std::vector<std::string>> prune(const CopyJob& job, const Receipt& current, const BundleRequest& request) {
  const auto names = fs::names_of(*job.folder);
  if (!names) return fail(names.error());
  std::optional<Generation> planned;
  if (request.dry_run && !job.done) {  // a real run has kept it by now, if the policy keeps it
    const auto before = Predecessor::of(job, request);
    if (before && stays(*before, job, current, request)) planned = {before->dated_stem(), *job.before};
  }
  auto found = generations_in(job, current, planned, *names);
  const auto kept = kept_of(found.all, *request.retention);
  for (std::size_t i = 0; i < found.all.size(); ++i) {
    const bool removable = !kept[i] && is_dated(found.all[i]) && found.all[i].stem != job.stem;
    if (removable) found.ghosts.push_back(std::move(found.all[i]));
  }
  Names removed;
  for (const auto& one : found.ghosts) {
    const auto files = files_of(one, *names);
    if (!request.dry_run) GUIDANG_TRY(remove_all(*job.folder, files));
    removed.insert(removed.end(), files.begin(), files.end());
  }
  return removed;
}

}  // namespace guidang::bundle
