// SPDX-License-Identifier: Apache-2.0
#include "guidang/evidence/inventory.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <utility>

#include "guidang/base/parallel.hpp"
#include "guidang/digest/digest.hpp"
#include "guidang/evidence/cache.hpp"
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
        benches_(options.examiners ? options.examiners : probe::local_examiners({})) {
    if (options.cache == nullptr || (options.examiners && options.asked.empty())) return;
    cache_ = options.cache;
    cache_->begin(options.examiners ? options.asked : probe::name_of({}), options.further_digests);
  }

  /// Fills in all but the path. `stamp` is what the listing says; afterwards it is that of the file that was read.
  void look_at(EvidenceFile& file, std::optional<fs::Stamp>& stamp) {
    file.name_date = date_in_name(file.path.name());
    file.name_saved = saved_in_name(file.path.name());
    if (cache_ != nullptr && stamp && cache_->recall(file, *stamp)) {
      if (!is_cancelled()) count(file.size_bytes);
      return;
    }
    read(file, stamp);
  }

  /// Has the cache keep what was found.
  void save(const std::vector<EvidenceFile>& files, const std::vector<std::optional<fs::Stamp>>& stamps) {
    if (cache_ == nullptr) return;
    std::vector<EvidenceCache::Found> found;
    found.reserve(files.size());
    for (std::size_t i = 0; i < files.size(); ++i) found.push_back({&files[i], stamps[i]});
    cache_->save(found);
  }

  /// Returns whether the rest need not be read.
  [[nodiscard]] bool is_cancelled() const {
    return (options_.cancelled != nullptr && options_.cancelled->load()) || lacking_.load();
  }

  /// What keeps all files from being looked into; none if each had its look.
  [[nodiscard]] std::optional<Error> lack() {
    const std::lock_guard lock(mutex_);
    return lack_;
  }

 private:
  void read(EvidenceFile& file, std::optional<fs::Stamp>& stamp) {
    const auto listed_bytes = file.size_bytes;
    std::uint64_t counted = 0;
    if (!is_cancelled()) {
      auto bench = benches_.take();
      auto done = read_content(file, bench, counted, stamp);
      benches_.give_back(std::move(bench));
      if (!done) refuse(file, std::move(done).error());
    }
    // A file that shrank or could not be read counts in full, so that the sum comes out right.
    if (!is_cancelled()) count(listed_bytes - counted);
  }

  /// An error is its file's, unless this machine lacks what is needed for any file.
  void refuse(EvidenceFile& file, Error error) {
    if (error.code == ErrorCode::unsupported) {
      const std::lock_guard lock(mutex_);
      lack_ = error;
      lacking_.store(true);
    }
    forget(file, std::move(error));
  }

  /// One pass for the digests, while the examiner looks inside. `counted` is told to the progress as it grows, never
  /// more than the file's listed size.
  Result<void> read_content(EvidenceFile& file, Bench& bench, std::uint64_t& counted, std::optional<fs::Stamp>& stamp) {
    const auto source = tree_.open(file.path);
    if (!source) return fail(source.error());
    stamp = (*source)->stamp();
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
  std::mutex mutex_;
  std::optional<Error> lack_;
  std::atomic<bool> lacking_{false};
  Benches benches_;
  EvidenceCache* cache_ = nullptr;
};

/// An inventory before any file was looked at.
struct Listed {
  Inventory inventory;
  std::vector<std::optional<fs::Stamp>> stamps;  ///< Of its files.
};

void add_entry(Listed& listed, const fs::Entry& entry) {
  Inventory& inventory = listed.inventory;
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
      inventory.files.push_back(std::move(file));
      listed.stamps.push_back(entry.stamp);
      return;
    }
  }
}

/// Sorts what was listed into its kinds; the listing's order stays.
Listed sorted_out(fs::Listing listing) {
  Listed listed;
  Inventory& inventory = listed.inventory;
  inventory.files.reserve(listing.entries.size());
  listed.stamps.reserve(listing.entries.size());
  std::set<RelPath> system_folders;  // and all folders in them: each is listed before what it holds
  for (const auto& entry : listing.entries) {
    const bool is_folder = entry.kind == fs::EntryKind::folder;
    if (system_folders.contains(entry.path.parent())) {
      if (is_folder) system_folders.insert(entry.path);
      continue;
    }
    if (is_folder && is_system_folder(entry.path.name())) {
      system_folders.insert(entry.path);
      inventory.system_files.push_back(entry.path);
    } else if (entry.kind == fs::EntryKind::file && is_system_file(entry.path.name())) {
      inventory.system_files.push_back(entry.path);
    } else {
      add_entry(listed, entry);
    }
  }
  for (auto& unreadable : listing.unreadable) {
    const bool is_system =
        system_folders.contains(unreadable.path) || system_folders.contains(unreadable.path.parent());
    if (!is_system) inventory.unreadable.push_back(std::move(unreadable));
  }
  return listed;
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
  auto [inventory, stamps] = sorted_out(std::move(*listing));
  auto& files = inventory.files;
  Reading reading(tree, options, sum_of_sizes(files));
  // By address: a structured binding cannot be captured.
  for_each_parallel(files.size(), options.jobs, [&reading, &files, marks = &stamps](std::size_t i) {
    reading.look_at(files[i], (*marks)[i]);
  });
  if (auto lack = reading.lack()) return fail(*std::move(lack));
  if (reading.is_cancelled()) return fail(interrupted());
  reading.save(files, stamps);
  inventory.total_bytes = sum_of_sizes(files);
  return std::move(inventory);
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
