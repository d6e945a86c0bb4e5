// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/bundle_archive.hpp"

#include <algorithm>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/evidence/cache.hpp"
#include "guidang/fs/folder.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/jobs/last_bundle.hpp"

namespace guidang {
namespace {

/// "street/街道份": what a copy can be called by.
std::vector<std::string> copy_names(const Project& project) {
  std::vector<std::string> names;
  for (const auto& copy : project.copies) names.push_back(copy.id == copy.name ? copy.id : copy.id + "/" + copy.name);
  return names;
}

/// The copy with this 标识, else the only one with this 名称; compared after folding.
Result<std::size_t> copy_called(const Project& project, const std::string& word) {
  const auto& copies = project.copies;
  const auto called = [wanted = folded(word)](const std::string& name) { return folded(name) == wanted; };
  const auto place = [&copies](auto found) { return static_cast<std::size_t>(found - copies.begin()); };
  if (const auto found = std::ranges::find(copies, word, &Copy::id); found != copies.end()) return place(found);
  if (const auto found = std::ranges::find_if(copies, called, &Copy::id); found != copies.end()) return place(found);
  if (std::ranges::count_if(copies, called, &Copy::name) == 1) {
    return place(std::ranges::find_if(copies, called, &Copy::name));
  }
  return fail(ErrorCode::usage, {"jobs/no-such-copy", {{"copy", word}, {"known", copy_names(project)}}});
}

/// A folder for each of the project's copies, in their order.
Result<std::vector<std::string>> destinations(const Project& project, const CopyTargets& targets) {
  if (!targets.out.empty()) return std::vector<std::string>(project.copies.size(), targets.out);
  std::vector<std::string> folders(project.copies.size());
  for (const auto& [word, folder] : targets.copies) {
    const auto place = copy_called(project, word);
    if (!place) return fail(place.error());
    if (!folders[*place].empty()) return fail(ErrorCode::usage, {"jobs/copy-twice", {{"copy", word}}});
    folders[*place] = folder;
  }
  for (std::size_t i = 0; i < folders.size(); ++i) {
    if (folders[i].empty()) {
      return fail(ErrorCode::usage, {"jobs/copy-without-folder", {{"copy", project.copies[i].id}}});
    }
  }
  return folders;
}

/// Each copy needs a named keeper (专人保管); a check does not, so the settings may wait for the names.
Result<void> check_keepers(const Project& project) {
  std::vector<std::string> names;
  const Copy* first = nullptr;
  for (const auto& copy : project.copies) {
    if (!copy.keeper.empty()) continue;
    if (first == nullptr) first = &copy;
    names.push_back(copy.name);
  }
  if (first == nullptr) return {};
  Error error;
  error.code = ErrorCode::malformed;
  error.message = {"jobs/no-keeper", {{"copies", std::move(names)}}};
  error.where = first->where;
  return fail(std::move(error));
}

/// Looks at every destination before hours of reading. One that cannot be written to fails its copy alone, later.
Result<void> check_destinations(const Archive& archive, const std::vector<std::string>& folders) {
  std::optional<Error> first;
  std::size_t good = 0;
  for (const auto& folder : folders) {
    const auto state = fs::check_destination(folder);
    if (!state && !first) first = Error(state.error()).in({"jobs/destination", {}});
    if (!state) continue;
    ++good;
    const auto inside = fs::lies_within(folder, archive.folder);
    if (!inside) return fail(inside.error());
    if (*inside) return fail(ErrorCode::usage, {"jobs/out-inside-archive", {{"folder", folder}}});
  }
  return good > 0 || !first ? Result<void>() : fail(*std::move(first));
}

Result<void> check_evidence(const Report& report) {
  if (report.extent.unreadable > 0) {
    std::vector<std::string> paths;
    for (const auto& finding : report.findings) {
      if (finding.rule == "usability/unreadable") paths.push_back(finding.path);
    }
    return fail(ErrorCode::io, {"jobs/evidence-unreadable", {{"count", report.extent.unreadable}, {"paths", paths}}});
  }
  if (report.extent.files == 0) return fail(ErrorCode::not_found, {"jobs/nothing-to-bundle", {}});
  return {};
}

std::vector<Placement> placements_of(const Archive& archive, const Checked& checked) {
  std::vector<EvidenceUse> uses;
  for (std::size_t i = 0; i < checked.inventory.files.size(); ++i) {
    const auto& binding = checked.result.files[i];
    uses.push_back({.path = checked.inventory.files[i].path,
                    .bound = binding.bound,
                    .leaf = binding.codes.empty() ? "" : binding.codes.front()});
  }
  return place_evidence(uses, archive.project.pool);
}

/// What to pack, without the documents and the destinations.
BundleRequest request_of(const Archive& archive,
                         const Checked& checked,
                         const BundleJob& job,
                         const Catalogue& catalogue) {
  BundleRequest request;
  request.edition = archive.index.edition;
  request.evidence = placements_of(archive, checked);
  request.form = job.form;
  request.volume_bytes = job.volume_bytes;
  request.retention = job.retention;
  request.dry_run = job.dry_run;
  request.bagging_date = archive.today;
  request.packer = job.packer;
  request.jobs = job.options.jobs;
  request.cancelled = job.options.cancelled;
  request.progress = job.packing_progress;
  request.render_receipt = [&catalogue](const Receipt& receipt) { return receipt_documents(receipt, catalogue); };
  return request;
}

/// All that a bundle depends on besides files.
std::string circumstances_of(const Archive& archive, const BundleJob& job, const std::vector<std::string>& folders) {
  std::string text = job.packer + "\n" + job.options.asked + "\n" + archive.index.edition + "\n" + archive.index.code;
  text += "\n" + std::string(to_string(job.form)) + " " + std::to_string(job.volume_bytes);
  if (job.retention) text += " " + to_string(*job.retention);
  for (const auto& folder : folders) text += "\n" + fs::absolute_path(folder).value_or(folder);
  return text;
}

/// Clears away what runs that died have left, as every run does. Errors: locked.
Result<void> clear_debris(const std::vector<std::string>& folders, const BundleJob& job) {
  std::vector<std::string> seen;
  for (const auto& folder : folders) {
    auto path = fs::absolute_path(folder).value_or(folder);
    if (std::ranges::find(seen, path) != seen.end()) continue;
    const auto lock = fs::FolderLock::acquire(path);
    if (!lock) return fail(lock.error());
    if (!job.dry_run) (void)lock->remove_debris();
    seen.push_back(std::move(path));
  }
  return {};
}

/// All that packing needs, and what is told of it afterwards.
struct Packing {
  BundleRequest request;
  Inventory inventory;  ///< Without what was found inside of files.
  Bundled told;         ///< Its result is still to come.
};

/// Looks through the archive and makes the documents. What only they needed is gone when packing begins: of a million
/// files it is gigabytes.
Result<Packing> prepare_packing(const Archive& archive,
                                const BundleJob& job,
                                const InventoryOptions& options,
                                const Catalogue& catalogue) {
  const Date day = archive.index.submission;
  auto checked = check_archive(archive, day, options);
  if (!checked) return fail(std::move(checked).error());
  const auto report = make_report(archive, *checked, day, WithScore::yes);
  GUIDANG_TRY(check_evidence(report));
  Packing packing{
      .request = request_of(archive, *checked, job, catalogue),
      .inventory = {},
      .told = {.result = {}, .extent = report.extent, .counts = count_severities(report.findings), .as_of = day}};
  auto documents = bundle_documents(archive, *checked, report, packing.request.evidence, catalogue);
  if (!documents) return fail(std::move(documents).error());
  packing.request.documents = *std::move(documents);
  packing.inventory = std::move(checked->inventory);
  for (auto& file : packing.inventory.files) file.examination = {};
  return packing;
}

/// The outcome, or that the cache had told other digests than the files have now.
struct Attempt {
  Result<Bundled> bundled;
  bool cache_was_wrong = false;
};

Attempt attempt(const Archive& archive,
                const BundleJob& job,
                const InventoryOptions& options,
                const std::vector<std::string>& folders,
                const Catalogue& catalogue) {
  auto packing = prepare_packing(archive, job, options, catalogue);
  if (!packing) return {fail(std::move(packing).error())};
  packing->request.destinations = folders;
  auto result = make_bundle(*archive.tree, packing->inventory, archive.project, packing->request);
  if (!result) {
    const bool recalled = std::ranges::any_of(packing->inventory.files, &EvidenceFile::recalled);
    const bool wrong = recalled && result.error().code == ErrorCode::changed;
    return {fail(std::move(result).error()), wrong};
  }
  packing->told.result = *std::move(result);
  return {std::move(packing->told)};
}

/// Looks through the archive and packs it; once more without the cache if that was wrong.
Result<Bundled> bundle_anew(const Archive& archive,
                            const BundleJob& job,
                            const std::vector<std::string>& folders,
                            const Catalogue& catalogue) {
  auto options = job.options;
  options.further_digests = archive.project.further_digests;
  auto first = attempt(archive, job, options, folders, catalogue);
  if (!first.cache_was_wrong) return std::move(first.bundled);
  options.cache->distrust();
  return attempt(archive, job, options, folders, catalogue).bundled;
}

}  // namespace

Result<Bundled> bundle_archive(const Archive& archive, const BundleJob& job, const Catalogue& catalogue) {
  const auto folders = destinations(archive.project, job.targets);
  if (!folders) return fail(folders.error());
  GUIDANG_TRY(check_keepers(archive.project));
  GUIDANG_TRY(check_destinations(archive, *folders));
  std::optional<LastBundle> last;
  if (job.memory) last.emplace(*job.memory, circumstances_of(archive, job, *folders));
  if (auto same = last ? last->recall(archive) : std::nullopt) {
    GUIDANG_TRY(clear_debris(*folders, job));
    same->result.dry_run = job.dry_run;
    return *std::move(same);
  }
  auto bundled = bundle_anew(archive, job, *folders, catalogue);
  if (last && bundled && !job.dry_run) last->save(*bundled);
  return bundled;
}

}  // namespace guidang
