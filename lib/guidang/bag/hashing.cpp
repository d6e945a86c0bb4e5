// SPDX-License-Identifier: Apache-2.0
#include "guidang/bag/hashing.hpp"

#include <atomic>
#include <utility>

#include "guidang/base/parallel.hpp"
#include "guidang/fs/output.hpp"

namespace guidang::bag {
namespace {

/// Counts bytes for all threads and asks whether to stop.
struct Meter {
  const VerifyOptions& options;
  std::uint64_t total;
  std::atomic<std::uint64_t> done{0};

  [[nodiscard]] bool cancelled() const { return options.cancelled != nullptr && *options.cancelled; }

  void add(std::uint64_t bytes) {
    const auto sum = done.fetch_add(bytes) + bytes;
    if (options.progress) options.progress(sum, total);
  }
};

Result<std::vector<std::string>> digests_of(const fs::Tree& tree, const HashTask& task, Meter& meter) {
  auto source = tree.open(task.path);
  if (!source) return fail(std::move(source).error());
  std::vector<Digester> digesters;
  for (const auto algorithm : task.algorithms) digesters.emplace_back(algorithm);
  GUIDANG_TRY(fs::stream(**source, [&](std::span<const std::byte> piece) -> Result<void> {
    if (meter.cancelled()) return fail(ErrorCode::interrupted, {"bag/interrupted", {}});
    for (auto& digester : digesters) digester.add(piece);
    meter.add(piece.size());
    return {};
  }));
  std::vector<std::string> digests;
  digests.reserve(digesters.size());
  for (auto& digester : digesters) digests.push_back(digester.finish());
  return digests;
}

}  // namespace

Result<void> hash_files(const fs::Tree& tree, std::vector<HashTask>& tasks, const VerifyOptions& options) {
  std::uint64_t total = 0;
  for (const auto& task : tasks) total += task.size_bytes;
  Meter meter{.options = options, .total = total};
  for_each_parallel(tasks.size(), options.jobs, [&](std::size_t i) {
    if (meter.cancelled()) return;
    auto digests = digests_of(tree, tasks[i], meter);
    if (digests) {
      tasks[i].digests = std::move(*digests);
    } else {
      tasks[i].error = std::move(digests).error();
    }
  });
  if (meter.cancelled()) return fail(ErrorCode::interrupted, {"bag/interrupted", {}});
  return {};
}

Result<std::string> digest_of_file(const std::string& path, const std::atomic<bool>* cancelled) {
  auto source = fs::open_file(path);
  if (!source) return fail(std::move(source).error());
  Digester digester(Algorithm::sha256);
  GUIDANG_TRY(fs::stream(**source, [&](std::span<const std::byte> piece) -> Result<void> {
    if (cancelled != nullptr && *cancelled) return fail(ErrorCode::interrupted, {"bag/interrupted", {}});
    digester.add(piece);
    return {};
  }));
  return digester.finish();
}

}  // namespace guidang::bag
