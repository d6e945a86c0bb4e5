// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/bundle.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "guidang/base/portable_name.hpp"
#include "guidang/bundle/copy.hpp"
#include "guidang/bundle/plan.hpp"
#include "guidang/digest/digest.hpp"

namespace guidang {
namespace {

using bundle::CopyJob;
using bundle::Meter;
using bundle::Plan;

constexpr std::uint64_t k_megabyte = 1'000'000;

/// The folders of all copies, locked.
struct Destinations {
  std::vector<fs::FolderLock> locks;
  std::vector<fs::FolderState> states;  ///< One a copy.
  int debris = 0;
};

/// Checks and locks each folder once, under whatever names the copies have it.
Result<Destinations> lock_destinations(const BundleRequest& request) {
  Destinations destinations;
  for (const auto& folder : request.destinations) {
    auto state = fs::check_destination(folder);
    if (!state) return fail(std::move(state).error());
    const bool locked = std::ranges::any_of(destinations.states, [&](const fs::FolderState& other) {
      return other.device == state->device && other.identity == state->identity;
    });
    destinations.states.push_back(*state);
    if (locked) continue;
    auto lock = fs::FolderLock::acquire(folder);
    if (!lock) return fail(std::move(lock).error());
    const auto removed = lock->remove_debris();
    if (!removed) return fail(removed.error());
    destinations.debris += *removed;
    destinations.locks.push_back(std::move(*lock));
  }
  return destinations;
}

/// Two copies must not have one file.
Result<void> check_names(const std::vector<CopyJob>& jobs, const Destinations& destinations) {
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const auto& one = destinations.states[i];
      const auto& other = destinations.states[j];
      const bool same_folder = one.device == other.device && one.identity == other.identity;
      if (same_folder && jobs[i].file == jobs[j].file) {
        return fail(ErrorCode::usage, {"bundle/same-file", {{"path", jobs[i].folder + "/" + jobs[i].file}}});
      }
    }
  }
  return {};
}

std::uint64_t size_of(const std::string& path) {
  const auto source = fs::open_file(path);
  return source ? (*source)->size_bytes() : 0;
}

/// Whether all stale copies fit: the old one goes only when the new one is in place.
Result<void> check_space(const Plan& plan, const std::vector<CopyJob>& jobs, const Destinations& destinations) {
  struct Use {
    std::uint64_t now = 0;
    std::uint64_t most = 0;
  };

  const auto size = bundle::largest_zip_bytes(plan);
  std::map<std::uint64_t, Use> uses;  // by device
  for (const auto& job : jobs) {
    if (job.done) continue;
    const auto& state = destinations.states[job.number];
    if (size > state.largest_file_bytes) {
      return fail(ErrorCode::io, {"bundle/too-large-for-folder", {{"path", job.folder}}});
    }
    auto& use = uses[state.device];
    use.now += size;
    use.most = std::max(use.most, use.now);
    if (use.most > state.free_bytes) {
      const auto want = static_cast<std::int64_t>((use.most + k_megabyte - 1) / k_megabyte);
      const auto have = static_cast<std::int64_t>(state.free_bytes / k_megabyte);
      return fail(ErrorCode::io, {"bundle/no-space", {{"path", job.folder}, {"want_mb", want}, {"have_mb", have}}});
    }
    use.now -= std::min(use.now, size_of(job.folder + "/" + job.file));
  }
  return {};
}

Receipt wanted_receipt(const Plan& plan, const Project& project, const BundleRequest& request, const CopyJob& job) {
  return {.file = job.file,
          .size_bytes = 0,
          .sha256 = {},
          .group = plan.group,
          .payload_bytes = plan.payload_bytes,
          .payload_files = plan.payload.size(),
          .manifest_sha256 = digest_of(Algorithm::sha256, plan.manifests.front().text),
          .unit = project.unit,
          .copy = project.copies[job.number],
          .number = static_cast<int>(job.number) + 1,
          .count = static_cast<int>(project.copies.size()),
          .bagging_date = request.bagging_date,
          .read_back = fs::ReadBack::through_cache,
          .packer = request.packer,
          .algorithm = std::string(to_string(Algorithm::sha256))};
}

/// Says in the error which copy it was about, and which were finished before.
Error about_copy(Error error, const Copy& copy, const std::vector<std::string>& finished) {
  error = std::move(error).in({"bundle/copy-failed", {{"copy", copy.name}}});
  if (finished.empty()) return error;
  return std::move(error).in({"bundle/copies-finished", {{"copies", finished}}});
}

/// Lets the caller look once more before anything is built.
Result<void> ask_before_building(const BundleRequest& request, const std::vector<CopyJob>& jobs) {
  const bool any = std::ranges::any_of(jobs, [](const CopyJob& job) { return !job.done; });
  return any && request.before_building ? request.before_building() : Result<void>();
}

/// Builds what is stale, in order.
Result<void> build_stale(const Plan& plan,
                         const Project& project,
                         const BundleRequest& request,
                         BundleResult& result,
                         std::vector<CopyJob>& jobs) {
  const auto stale =
      static_cast<std::uint64_t>(std::ranges::count_if(jobs, [](const CopyJob& job) { return !job.done; }));
  Meter meter(request, 2 * plan.payload_bytes * stale);  // packed once, read back once
  std::vector<std::string> finished;
  std::vector<std::string> whole;  // zips of this payload
  for (const auto& outcome : result.copies) {
    if (outcome.state == CopyState::up_to_date) whole.push_back(outcome.path);
  }
  for (auto& job : jobs) {
    const auto& copy = project.copies[job.number];
    auto& outcome = result.copies[job.number];
    job.sources = whole;
    job.sources.push_back(outcome.path);
    if (job.done) {
      if (auto restored = bundle::restore_receipts(job, *job.done, request); !restored) {
        return fail(about_copy(std::move(restored).error(), copy, finished));
      }
      continue;
    }
    auto receipt = bundle::build_copy(plan, outcome.receipt, job, request, meter);
    if (!receipt) return fail(about_copy(std::move(receipt).error(), copy, finished));
    outcome.receipt = std::move(*receipt);
    finished.push_back(copy.name);
    whole.push_back(outcome.path);
  }
  for (const auto& job : jobs) {
    if (job.done) continue;
    if (auto written = bundle::write_receipts(job, result.copies[job.number].receipt, request); !written) {
      return fail(about_copy(std::move(written).error(), project.copies[job.number], finished));
    }
  }
  return {};
}

}  // namespace

std::string bundle_file_name(const Project& project, std::string_view edition, const Copy& copy) {
  const auto& name = copy.name.empty() ? copy.id : copy.name;
  return portable_name(project.unit + "-" + std::string(edition) + "-" + name + ".zip");
}

std::string_view to_string(CopyState state) {
  return state == CopyState::built ? "built" : "up_to_date";
}

Result<BundleResult> make_bundle(const fs::Tree& archive,
                                 const Inventory& inventory,
                                 const Project& project,
                                 const BundleRequest& request) {
  if (request.destinations.size() != project.copies.size() || project.copies.empty()) {
    return fail(ErrorCode::usage,
                {"bundle/destinations", {{"want", static_cast<std::int64_t>(project.copies.size())}}});
  }
  const auto plan = bundle::make_plan(archive, inventory, project, request);
  if (!plan) return fail(plan.error());
  const auto destinations = lock_destinations(request);
  if (!destinations) return fail(destinations.error());
  BundleResult result;
  result.debris = destinations->debris;
  std::ranges::copy_if(request.evidence, std::back_inserter(result.renamed), &Placement::renamed);
  std::vector<CopyJob> jobs;
  for (std::size_t i = 0; i < project.copies.size(); ++i) {
    CopyJob job{.number = i,
                .folder = request.destinations[i],
                .file = bundle_file_name(project, request.edition, project.copies[i]),
                .tags = bundle::copy_tags(*plan, project, request, i),
                .done = {},
                .sources = {}};
    const auto wanted = wanted_receipt(*plan, project, request, job);
    job.done = bundle::up_to_date(*plan, wanted, job);
    result.copies.push_back({.state = job.done ? CopyState::up_to_date : CopyState::built,
                             .path = job.folder + "/" + job.file,
                             .receipt = job.done ? *job.done : wanted});
    jobs.push_back(std::move(job));
  }
  GUIDANG_TRY(check_names(jobs, *destinations));
  GUIDANG_TRY(check_space(*plan, jobs, *destinations));
  GUIDANG_TRY(ask_before_building(request, jobs));
  GUIDANG_TRY(build_stale(*plan, project, request, result, jobs));
  return result;
}

}  // namespace guidang
