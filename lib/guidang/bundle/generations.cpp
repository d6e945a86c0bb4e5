// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/generations.hpp"

#include <algorithm>
#include <utility>

#include "guidang/bundle/receipts.hpp"
#include "guidang/fs/output.hpp"

namespace guidang::bundle {
namespace {

constexpr std::string_view k_receipt_end = "-移交与接收登记.json";

/// A copy in the folder, as its receipt tells of it.
struct Generation {
  std::string stem;
  Receipt receipt;
};

/// Whether `file` can be a part of the copy called `stem`: a receipt must not have anything else removed.
bool is_part_of(const std::string& file, const std::string& stem) {
  return file.starts_with(stem) && (file.size() == stem.size() || file[stem.size()] == '.' || file[stem.size()] == '-');
}

bool all_parts_of(const Receipt& receipt, const std::string& stem) {
  return std::ranges::all_of(receipt.parts, [&stem](const ReceiptPart& part) { return is_part_of(part.file, stem); });
}

/// Everything that stands in the folder for a copy, the receipt for programs last: until it is gone, a run that was
/// stopped meanwhile is made good by the next.
std::vector<std::string> files_of(const Generation& generation, const std::vector<std::string>& names) {
  std::vector<std::string> files;
  const auto there = [&names](const std::string& name) { return std::ranges::binary_search(names, name); };
  const auto add = [&](const std::string& name) {
    if (there(name)) files.push_back(name);
  };
  for (const auto& part : generation.receipt.parts) add(part.file + std::string(k_side_suffix));
  for (const auto& part : generation.receipt.parts) add(part.file);
  const auto beside = generation.stem + std::string(k_receipt_suffix) + ".";
  const auto json = generation.stem + std::string(k_receipt_end);
  for (const auto& name : names) {
    if (name.starts_with(beside) && name != json) files.push_back(name);
  }
  add(json);
  return files;
}

Result<void> remove_all(const fs::FolderLock& folder, const std::vector<std::string>& files) {
  for (const auto& file : files) GUIDANG_TRY(fs::remove_entry(folder, file));
  return {};
}

/// Whether the copy before is among them under its second name.
bool has_kept(const std::vector<Generation>& found, const Receipt& before) {
  return std::ranges::any_of(found, [&before](const Generation& one) {
    return one.receipt.bagging_date == before.bagging_date && one.receipt.edition == before.edition;
  });
}

/// The copies of this unit and copy, youngest first; the current one before others of its day.
std::vector<Generation> generations_in(const CopyJob& job,
                                       const Receipt& current,
                                       const std::vector<std::string>& names) {
  std::vector<Generation> found;
  for (const auto& name : names) {
    if (!name.ends_with(k_receipt_end)) continue;
    auto stem = name.substr(0, name.size() - k_receipt_end.size());
    auto receipt = read_receipt(job.folder->folder(), stem);
    const bool ours = receipt && receipt->unit == current.unit && receipt->copy.id == current.copy.id;
    if (!ours || stem == job.stem || !all_parts_of(*receipt, stem)) continue;
    found.push_back({std::move(stem), *std::move(receipt)});
  }
  found.push_back({job.stem, current});
  const bool planned = job.before && !job.done && job.before->bagging_date != current.bagging_date;
  if (planned && !has_kept(found, *job.before)) found.push_back({"", *job.before});  // of a dry run: it will be kept
  std::ranges::sort(found, [&job](const Generation& a, const Generation& b) {
    if (a.receipt.bagging_date != b.receipt.bagging_date) return a.receipt.bagging_date > b.receipt.bagging_date;
    if ((a.stem == job.stem) != (b.stem == job.stem)) return a.stem == job.stem;
    return a.stem > b.stem;
  });
  return found;
}

}  // namespace

Predecessor::Predecessor(const fs::FolderLock& folder, std::string stem, Receipt receipt)
    : folder_(&folder),
      stem_(std::move(stem)),
      kept_stem_(stem_ + "-" + to_compact(receipt.bagging_date)),
      receipt_(std::move(receipt)),
      kept_(receipt_) {
  for (auto& part : kept_.parts) part.file = kept_name(part.file);
}

std::optional<Predecessor> Predecessor::of(const CopyJob& job) {
  if (!job.before || !all_parts_of(*job.before, job.stem)) return std::nullopt;
  for (const auto& part : job.before->parts) {
    const auto side = text_of(job.path(part.file + std::string(k_side_suffix)));
    const bool whole = side && *side == side_text(part, job.before->form, job.before->read_back);
    if (!whole || !fs::entry_exists(job.folder->folder(), part.file)) return std::nullopt;
  }
  return Predecessor(*job.folder, job.stem, *job.before);
}

std::string Predecessor::kept_name(const std::string& file) const {
  return kept_stem_ + file.substr(stem_.size());
}

Result<void> Predecessor::keep(const BundleRequest& request) const {
  if (receipt_.form == CopyForm::zip) {
    for (const auto& part : receipt_.parts) GUIDANG_TRY(fs::keep_file(*folder_, part.file, kept_name(part.file)));
  }
  return write_receipts(*folder_, kept_stem_, kept_, request);
}

Result<void> Predecessor::remove() const {
  const auto names = fs::names_of(*folder_);
  if (!names) return fail(names.error());
  return remove_all(*folder_, files_of({kept_stem_, kept_}, *names));
}

Result<void> remove_side_files(const CopyJob& job) {
  std::vector<std::string> files;
  for (const auto& part : job.parts) files.push_back(part.file);
  if (job.before && all_parts_of(*job.before, job.stem)) {
    for (const auto& part : job.before->parts) files.push_back(part.file);
  }
  for (const auto& file : files) GUIDANG_TRY(fs::remove_file(*job.folder, file + std::string(k_side_suffix)));
  return {};
}

Result<void> remove_superseded(const CopyJob& job, const std::optional<Predecessor>& kept) {
  if (!job.before || !all_parts_of(*job.before, job.stem)) return {};
  for (const auto& part : job.before->parts) {
    if (std::ranges::find(job.parts, part.file, &PartJob::file) != job.parts.end()) continue;
    if (kept && job.before->form == CopyForm::folder) {
      GUIDANG_TRY(fs::keep_file(*job.folder, part.file, kept->kept_name(part.file)));
    }
    GUIDANG_TRY(fs::remove_entry(*job.folder, part.file));
  }
  return {};
}

Result<std::vector<std::string>> prune(const CopyJob& job, const Receipt& current, const BundleRequest& request) {
  const auto names = fs::names_of(*job.folder);
  if (!names) return fail(names.error());
  auto found = generations_in(job, current, *names);
  std::vector<Date> days;
  for (const auto& one : found) days.push_back(one.receipt.bagging_date);
  const auto stays = kept(*request.retention, days);
  std::vector<std::string> removed;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto& one = found[i];
    if (stays[i] || one.stem == job.stem || one.stem.empty()) continue;
    const auto files = files_of(one, *names);
    if (!request.dry_run) GUIDANG_TRY(remove_all(*job.folder, files));
    removed.insert(removed.end(), files.begin(), files.end());
  }
  return removed;
}

}  // namespace guidang::bundle
