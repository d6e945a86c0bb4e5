// SPDX-License-Identifier: Apache-2.0
#include "guidang/evidence/inventory.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <mutex>
#include <span>
#include <utility>

#include "guidang/base/parallel.hpp"
#include "guidang/digest/digest.hpp"
#include "guidang/evidence/system_files.hpp"

namespace guidang {
namespace {

constexpr std::size_t k_piece_bytes = std::size_t{1} << 18U;

Error interrupted() {
  return {.code = ErrorCode::interrupted, .message = {"evidence/interrupted", {}}};
}

/// What a thread needs for one file: a buffer to read into, and somebody who looks inside.
struct Bench {
  std::vector<std::byte> buffer;
  std::unique_ptr<probe::Examiner> examiner;
};

/// Benches that files borrow, so that not each of thousands of small files has a new one made.
class Benches {
 public:
  explicit Benches(probe::ExaminerFactory examiners) : examiners_(std::move(examiners)) {}

  [[nodiscard]] Bench take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return {std::vector<std::byte>(k_piece_bytes), examiners_()};
    Bench bench = std::move(free_.back());
    free_.pop_back();
    return bench;
  }

  void give_back(Bench bench) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(bench));
  }

 private:
  probe::ExaminerFactory examiners_;
  std::mutex mutex_;
  std::vector<Bench> free_;
};

/// All digests of one file, in one pass.
class Digests {
 public:
  explicit Digests(const std::vector<Algorithm>& further) {
    digesters_.emplace_back(Algorithm::sha256);
    for (const auto algorithm : further) digesters_.emplace_back(algorithm);
  }

  void add(std::span<const std::byte> piece) {
    for (auto& digester : digesters_) digester.add(piece);
  }

  void finish(EvidenceFile& file) {
    file.sha256 = digesters_.front().finish();
    for (auto& digester : std::span(digesters_).subspan(1)) file.further_digests.push_back(digester.finish());
  }

 private:
  std::vector<Digester> digesters_;
};

/// The work of all threads on one inventory.
class Reading {
 public:
  Reading(const fs::Tree& tree, const InventoryOptions& options, std::uint64_t total_bytes)
      : tree_(tree),
        options_(options),
        total_bytes_(total_bytes),
        benches_(options.examiners ? options.examiners : probe::local_examiners({})) {}

  /// Fills in all but the path and what the name says.
  void read(EvidenceFile& file) {
    const auto listed_bytes = file.size_bytes;
    std::uint64_t counted = 0;
    if (!is_cancelled()) {
      auto bench = benches_.take();
      auto done = read_content(file, bench, counted);
      benches_.give_back(std::move(bench));
      if (!done) forget(file, std::move(done).error());
    }
    // A file that shrank or could not be read counts in full, so that the sum comes out right.
    if (!is_cancelled()) count(listed_bytes - counted);
  }

  [[nodiscard]] bool is_cancelled() const { return options_.cancelled != nullptr && options_.cancelled->load(); }

 private:
  /// One pass for the digests, while the examiner looks inside. `counted` is told to the progress as it grows, never
  /// more than the file's listed size.
  Result<void> read_content(EvidenceFile& file, Bench& bench, std::uint64_t& counted) {
    const auto source = tree_.open(file.path);
    if (!source) return fail(source.error());
    const auto listed_bytes = std::exchange(file.size_bytes, (*source)->size_bytes());
    bench.examiner->begin(**source, file.path.name());
    auto digested = digest(**source, file, {listed_bytes, bench.buffer}, counted);
    auto examined = bench.examiner->finish();
    if (!digested) return digested;
    if (!examined) return fail(std::move(examined).error());
    GUIDANG_TRY((*source)->check_unchanged());
    file.examination = *std::move(examined);
    file.format = file.examination.format;
    return {};
  }

  struct Pass {
    std::uint64_t listed_bytes;
    std::span<std::byte> buffer;
  };

  Result<void> digest(fs::Source& source, EvidenceFile& file, const Pass& pass, std::uint64_t& counted) {
    Digests digests(options_.further_digests);
    std::uint64_t offset = 0;
    for (bool more = true; more;) {
      if (is_cancelled()) return fail(interrupted());
      const auto got = source.read_at(offset, pass.buffer);
      if (!got) return fail(got.error());
      digests.add(std::span<const std::byte>(pass.buffer).first(*got));
      offset += *got;
      more = *got == pass.buffer.size();
      const auto step = std::min(pass.listed_bytes, offset) - counted;
      counted += step;
      count(step);
    }
    if (offset != file.size_bytes) return fail(ErrorCode::changed, {"fs/changed", {{"path", file.path.text()}}});
    digests.finish(file);
    return {};
  }

  /// Nothing learnt from half a file may be believed.
  static void forget(EvidenceFile& file, Error error) {
    file.sha256.clear();
    file.further_digests.clear();
    file.format = nullptr;
    file.examination = {};
    file.error = std::move(error);
  }

  void count(std::uint64_t bytes) {
    if (bytes == 0 || !options_.progress) return;
    const auto done = done_bytes_.fetch_add(bytes) + bytes;
    options_.progress(done, total_bytes_);
  }

  const fs::Tree& tree_;
  const InventoryOptions& options_;
  std::uint64_t total_bytes_;
  std::atomic<std::uint64_t> done_bytes_{0};
  Benches benches_;
};

void add_entry(Inventory& inventory, const fs::Entry& entry) {
  switch (entry.kind) {
    case fs::EntryKind::folder: inventory.folders.push_back(entry.path); return;
    case fs::EntryKind::other: inventory.specials.push_back(entry.path); return;
    case fs::EntryKind::link:
      inventory.links.push_back({.path = entry.path,
                                 .target = entry.link_target,
                                 .leaves_folder = fs::leaves_tree(entry.path, entry.link_target)});
      return;
    case fs::EntryKind::file: {
      EvidenceFile file;
      file.path = entry.path;
      file.size_bytes = entry.size_bytes;
      file.name_date = date_in_name(entry.path.name());
      file.name_saved = saved_in_name(entry.path.name());
      inventory.files.push_back(std::move(file));
      return;
    }
  }
}

/// Sorts what was listed into its kinds; the listing's order stays.
Inventory sorted_out(fs::Listing listing) {
  Inventory inventory;
  std::vector<RelPath> system_folders;
  const auto is_system = [&](const RelPath& path) {
    return std::ranges::any_of(system_folders, [&](const RelPath& folder) { return path.within(folder); });
  };
  for (const auto& entry : listing.entries) {
    const bool is_folder = entry.kind == fs::EntryKind::folder;
    if (is_system(entry.path)) continue;
    if (is_folder && is_system_folder(entry.path.name())) {
      system_folders.push_back(entry.path);
      inventory.system_files.push_back(entry.path);
    } else if (entry.kind == fs::EntryKind::file && is_system_file(entry.path.name())) {
      inventory.system_files.push_back(entry.path);
    } else {
      add_entry(inventory, entry);
    }
  }
  for (auto& unreadable : listing.unreadable) {
    if (!is_system(unreadable.path)) inventory.unreadable.push_back(std::move(unreadable));
  }
  return inventory;
}

std::uint64_t sum_of_sizes(const std::vector<EvidenceFile>& files) {
  std::uint64_t sum = 0;
  for (const auto& file : files) sum += file.size_bytes;
  return sum;
}

}  // namespace

bool Inventory::incomplete() const {
  return !unreadable.empty() || std::ranges::any_of(files, [](const EvidenceFile& f) { return f.error.has_value(); });
}

Result<Inventory> take_inventory(const fs::Tree& tree, const RelPath& pool, const InventoryOptions& options) {
  auto listing = tree.list(pool);
  if (!listing) return fail(std::move(listing).error());
  Inventory inventory = sorted_out(std::move(*listing));
  Reading reading(tree, options, sum_of_sizes(inventory.files));
  for_each_parallel(inventory.files.size(), options.jobs, [&](std::size_t i) { reading.read(inventory.files[i]); });
  if (reading.is_cancelled()) return fail(interrupted());
  inventory.total_bytes = sum_of_sizes(inventory.files);
  return inventory;
}

std::string_view to_string(DateSource source) {
  switch (source) {
    case DateSource::register_line: return "register_line";
    case DateSource::event_folder: return "event_folder";
    case DateSource::file_name: return "file_name";
    case DateSource::capture_time: return "capture_time";
    case DateSource::saved_name: return "saved_name";
  }
  return "unknown";
}

}  // namespace guidang
