// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/bundle.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "guidang/base/portable_name.hpp"
#include "guidang/bundle/copy.hpp"
#include "guidang/bundle/generations.hpp"
#include "guidang/bundle/in_the_way.hpp"
#include "guidang/bundle/meter.hpp"
#include "guidang/bundle/part.hpp"
#include "guidang/bundle/plan.hpp"
#include "guidang/bundle/receipts.hpp"
#include "guidang/digest/digest.hpp"

namespace guidang {
namespace {

using bundle::CopyJob;
using bundle::Meter;
using bundle::Plan;

constexpr std::uint64_t k_megabyte = 1'000'000;

/// The folders of all copies, locked.
struct Destinations {
  std::deque<fs::FolderLock> locks;            ///< One a folder; never moves what it holds.
  std::vector<const fs::FolderLock*> folders;  ///< One a copy; null where it cannot be written to.
  std::vector<fs::FolderState> states;         ///< One a copy.
  std::vector<std::optional<Error>> errors;    ///< One a copy: why its folder cannot be written to.
  int debris = 0;
};

/// Locks the folder of one more copy, once under whatever names the copies have it. Errors: locked, io.
Result<void> lock_folder(const std::string& folder, const BundleRequest& request, Destinations& destinations) {
  const auto state = fs::check_destination(folder);
  if (!state) return fail(state.error());
  for (std::size_t i = 0; i < destinations.states.size(); ++i) {
    const auto& other = destinations.states[i];
    if (destinations.errors[i] || other.device != state->device || other.identity != state->identity) continue;
    destinations.states.push_back(*state);
    destinations.folders.push_back(destinations.folders[i]);
    return {};
  }
  auto lock = fs::FolderLock::acquire(folder);
  if (!lock) return fail(std::move(lock).error());
  if (!request.dry_run) destinations.debris += lock->remove_debris();
  destinations.locks.push_back(*std::move(lock));
  destinations.states.push_back(*state);
  destinations.folders.push_back(&destinations.locks.back());
  return {};
}

/// Locks the folders of all copies. One that is not there fails its copy alone; if none is, there is nothing to do.
Result<Destinations> lock_destinations(const BundleRequest& request) {
  Destinations destinations;
  for (const auto& folder : request.destinations) {
    auto locked = lock_folder(folder, request, destinations);
    if (!locked && locked.error().code == ErrorCode::locked) return fail(std::move(locked).error());
    const bool good = locked.has_value();
    destinations.errors.push_back(good ? std::nullopt : std::optional(std::move(locked).error()));
    if (good) continue;
    destinations.states.emplace_back();
    destinations.folders.push_back(nullptr);
  }
  if (destinations.locks.empty()) return fail(*std::move(destinations.errors.front()));
  return destinations;
}

/// The longest name that stands for a copy must be one that file systems can hold: known before anything is packed.
Result<void> check_lengths(const CopyJob& job) {
  constexpr std::size_t k_most_bytes = 255;
  constexpr std::size_t k_date_bytes = 16;  // "-20270105", "-上一份"
  std::size_t most = job.stem.size() + k_receipt_suffix.size() + bundle::k_receipt_json.size();
  for (const auto& part : job.parts) most = std::max(most, part.file.size() + bundle::k_side_suffix.size());
  if (most + k_date_bytes <= k_most_bytes) return {};
  return fail(ErrorCode::usage, {"bundle/name-too-long", {{"name", job.stem}}});
}

/// Two copies must not have one file.
Result<void> check_names(const std::vector<CopyJob>& jobs) {
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    GUIDANG_TRY(check_lengths(jobs[i]));
    for (std::size_t j = 0; j < i; ++j) {
      const bool same_folder = jobs[i].folder != nullptr && jobs[i].folder == jobs[j].folder;
      if (same_folder && jobs[i].stem == jobs[j].stem) {
        return fail(ErrorCode::usage, {"bundle/same-file", {{"path", jobs[i].path(jobs[i].stem)}}});
      }
    }
  }
  return {};
}

/// The largest file that a volume puts on the medium.
std::uint64_t largest_file_bytes(const bundle::Volume& volume, CopyForm form) {
  if (form == CopyForm::zip) return bundle::largest_bytes(volume);
  std::uint64_t most = 0;
  for (const auto& entry : volume.payload) most = std::max(most, entry.size_bytes);
  return most;
}

/// Whether all stale copies fit: the old one goes only when the new one is in place, if at all.
Result<void> check_space(const Plan& plan,
                         const std::vector<CopyJob>& jobs,
                         const Destinations& destinations,
                         const BundleRequest& request) {
  struct Use {
    std::uint64_t now = 0;
    std::uint64_t most = 0;
  };

  std::map<std::uint64_t, Use> uses;  // by device
  for (const auto& job : jobs) {
    if (job.done || job.folder == nullptr) continue;
    const auto& state = destinations.states[job.number];
    auto& use = uses[state.device];
    for (const auto& volume : plan.volumes) {
      if (largest_file_bytes(volume, request.form) > state.largest_file_bytes) {
        return fail(ErrorCode::io, {"bundle/too-large-for-folder", {{"path", job.folder->folder()}}});
      }
      use.now += bundle::largest_bytes(volume);
    }
    use.most = std::max(use.most, use.now);
    if (use.most > state.free_bytes) {
      const auto want = static_cast<std::int64_t>((use.most + k_megabyte - 1) / k_megabyte);
      const auto have = static_cast<std::int64_t>(state.free_bytes / k_megabyte);
      return fail(ErrorCode::io,
                  {"bundle/no-space", {{"path", job.folder->folder()}, {"want_mb", want}, {"have_mb", have}}});
    }
    if (job.before && !request.retention) use.now -= std::min(use.now, job.before->size_bytes());
  }
  return {};
}

Receipt wanted_receipt(const Plan& plan, const Project& project, const BundleRequest& request, const CopyJob& job) {
  Receipt receipt;
  receipt.group = plan.group;
  receipt.edition = request.edition;
  receipt.unit = project.unit;
  receipt.copy = project.copies[job.number];
  receipt.number = static_cast<int>(job.number) + 1;
  receipt.count = static_cast<int>(project.copies.size());
  receipt.form = request.form;
  for (std::size_t i = 0; i < job.parts.size(); ++i) {
    receipt.parts.push_back(bundle::receipt_part(plan.volumes[i], job.parts[i], request.form));
  }
  receipt.bagging_date = request.bagging_date;
  receipt.packer = request.packer;
  receipt.algorithm = to_string(Algorithm::sha256);
  return receipt;
}

/// Says in the error which copy it was about, and which were finished before.
Error about_copy(Error error, const Copy& copy, const std::vector<std::string>& finished) {
  const bool in_place =
      std::ranges::any_of(error.context, [](const Message& step) { return step.id == "bundle/receipt-not-written"; });
  if (!in_place) error = std::move(error).in({"bundle/copy-failed", {{"copy", copy.name}}});
  if (finished.empty()) return error;
  return std::move(error).in({"bundle/copies-finished", {{"copies", finished}}});
}

/// Whether an error ends the run and not one copy alone.
bool ends_all(const Error& error) {
  return error.code == ErrorCode::interrupted || error.code == ErrorCode::changed;
}

/// What all copies share.
class Maker {
 public:
  Maker(Plan& plan, const Project& project, const BundleRequest& request, const Destinations& destinations)
      : plan_(plan),
        project_(project),
        request_(request),
        destinations_(destinations) {}

  /// Works out what is to be done for each copy. Errors: interrupted.
  Result<void> plan_copies(BundleResult& result) {
    for (std::size_t i = 0; i < project_.copies.size(); ++i) {
      auto job = job_of(i);
      auto wanted = wanted_receipt(plan_, project_, request_, job);
      auto found = job.folder == nullptr ? std::nullopt : bundle::up_to_date(plan_, wanted, job, request_);
      job.done = found.has_value();
      result.copies.push_back({.state = job.done ? CopyState::up_to_date : CopyState::would_build,
                               .folder = request_.destinations[job.number],
                               .stem = job.stem,
                               .receipt = found ? *std::move(found) : std::move(wanted),
                               .removed = {},
                               .error = {}});
      if (const auto& error = destinations_.errors[i]) {
        result.copies.back().state = CopyState::failed;
        result.copies.back().error = about_copy(*error, project_.copies[i], {});
      }
      jobs_.push_back(std::move(job));
      if (request_.cancelled != nullptr && *request_.cancelled) {
        return fail(ErrorCode::interrupted, {"bundle/interrupted", {}});
      }
    }
    return {};
  }

  [[nodiscard]] const std::vector<CopyJob>& jobs() const { return jobs_; }

  /// Builds what is stale, in order. Errors: those that end all.
  Result<void> build(BundleResult& result) {
    const auto stale =
        std::ranges::count_if(jobs_, [](const CopyJob& job) { return !job.done && job.folder != nullptr; });
    Meter meter(request_,
                2 * plan_.payload_bytes() * static_cast<std::uint64_t>(stale));  // packed once, read back once
    find_sources(result);
    for (auto& job : jobs_) {
      auto& outcome = result.copies[job.number];
      if (job.folder == nullptr) continue;
      auto made = job.done ? restore(job, outcome) : build_one(job, outcome, meter);
      // A medium that was pulled is the better reason, and nothing that was written is where it should be.
      const bool stopped = !made && made.error().code == ErrorCode::interrupted;
      if (auto there = job.folder->check_in_place(); !there && !stopped) made = std::move(there);
      if (!made && ends_all(made.error())) {
        return fail(about_copy(std::move(made).error(), outcome.receipt.copy, finished_));
      }
      if (!made) {
        outcome.state = CopyState::failed;
        outcome.error = about_copy(std::move(made).error(), outcome.receipt.copy, {});
      } else if (auto pruned = prune(job, outcome); !pruned) {
        outcome.error = std::move(pruned).error().in({"bundle/not-pruned", {{"copy", outcome.receipt.copy.name}}});
      }
    }
    return {};
  }

  /// Tells what retention would remove.
  Result<void> look_at_generations(BundleResult& result) const {
    for (const auto& job : jobs_) {
      if (job.folder != nullptr) GUIDANG_TRY(prune(job, result.copies[job.number]));
    }
    return {};
  }

 private:
  [[nodiscard]] CopyJob job_of(std::size_t number) const {
    CopyJob job;
    job.number = number;
    job.folder = destinations_.folders[number];
    job.stem = copy_stem(project_, request_.edition, project_.copies[number]);
    for (std::size_t i = 0; i < plan_.volumes.size(); ++i) {
      const auto* const end = request_.form == CopyForm::zip ? ".zip" : "";
      job.parts.push_back({.file = portable_name(job.stem + plan_.volumes[i].suffix + end),
                           .tags = bundle::copy_tags(plan_, project_, request_, number, i)});
    }
    if (job.folder != nullptr) job.before = bundle::read_receipt(job.folder->folder(), job.stem);
    return job;
  }

  /// A copy that will do is the best source of packed bytes, then what is to be replaced.
  void find_sources(const BundleResult& result) {
    for (const auto& job : jobs_) {
      if (job.done) note_whole(job, result.copies[job.number].receipt);
    }
  }

  void note_whole(const CopyJob& job, const Receipt& receipt) {
    for (const auto& part : receipt.parts) whole_.push_back(job.path(part.file));
  }

  Result<void> build_one(CopyJob& job, CopyResult& outcome, Meter& meter) {
    GUIDANG_TRY(bundle::check_in_the_way(job));
    job.sources = whole_;
    if (job.before && job.before->form == CopyForm::zip) {
      for (const auto& part : job.before->parts) job.sources.push_back(job.path(part.file));
    } else {
      for (const auto& part : job.parts) job.sources.push_back(job.path(part.file));
    }
    auto receipt = bundle::build_copy(plan_, outcome.receipt, job, request_, meter);
    if (!receipt) return fail(std::move(receipt).error());
    outcome.state = CopyState::built;
    outcome.receipt = *std::move(receipt);
    finished_.push_back(outcome.receipt.copy.name);
    note_whole(job, outcome.receipt);
    return {};
  }

  /// Phone and place stand in the receipt alone, and a lost receipt comes back.
  Result<void> restore(const CopyJob& job, const CopyResult& outcome) const {
    GUIDANG_TRY(bundle::write_receipts(*job.folder, job.stem, outcome.receipt, request_));
    return bundle::remove_passing(job);
  }

  Result<void> prune(const CopyJob& job, CopyResult& outcome) const {
    if (!request_.retention) return {};
    auto removed = bundle::prune(job, outcome.receipt, request_);
    if (!removed) return fail(std::move(removed).error());
    outcome.removed = *std::move(removed);
    return {};
  }

  Plan& plan_;
  const Project& project_;
  const BundleRequest& request_;
  const Destinations& destinations_;
  std::vector<CopyJob> jobs_;
  std::vector<std::string> whole_;     // zips of this payload
  std::vector<std::string> finished_;  // names of copies
};

}  // namespace

std::string copy_stem(const Project& project, std::string_view edition, const Copy& copy) {
  const auto& name = copy.name.empty() ? copy.id : copy.name;
  return portable_name(project.unit + "-" + std::string(edition) + "-" + name);
}

std::string_view to_string(CopyState state) {
  switch (state) {
    case CopyState::built: return "built";
    case CopyState::up_to_date: return "up_to_date";
    case CopyState::would_build: return "would_build";
    case CopyState::failed: break;
  }
  return "failed";
}

Result<BundleResult> make_bundle(const fs::Tree& archive,
                                 const Inventory& inventory,
                                 const Project& project,
                                 const BundleRequest& request) {
  if (request.destinations.size() != project.copies.size() || project.copies.empty()) {
    return fail(ErrorCode::usage,
                {"bundle/destinations", {{"want", static_cast<std::int64_t>(project.copies.size())}}});
  }
  auto plan = bundle::make_plan(archive, inventory, project, request);
  if (!plan) return fail(plan.error());
  const auto destinations = lock_destinations(request);
  if (!destinations) return fail(destinations.error());
  BundleResult result;
  result.debris = destinations->debris;
  result.dry_run = request.dry_run;
  std::ranges::copy_if(request.evidence, std::back_inserter(result.renamed), &Placement::renamed);
  Maker maker(*plan, project, request, *destinations);
  GUIDANG_TRY(maker.plan_copies(result));
  GUIDANG_TRY(check_names(maker.jobs()));
  GUIDANG_TRY(check_space(*plan, maker.jobs(), *destinations, request));
  GUIDANG_TRY(request.dry_run ? maker.look_at_generations(result) : maker.build(result));
  return result;
}

}  // namespace guidang
