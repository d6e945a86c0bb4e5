// SPDX-License-Identifier: Apache-2.0
// Deflates for the writer; with writer.cpp and reader.cpp the door to libdeflate.
#include "guidang/zip/prepare.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <utility>

#include <libdeflate.h>

#include "guidang/digest/digest.hpp"

namespace guidang::zip {
namespace {

constexpr int k_level = 6;
constexpr int k_sample_level = 1;
constexpr std::size_t k_sample_bytes = std::size_t{2} << 10;
constexpr std::size_t k_samples = 20;
constexpr std::size_t k_piece_bytes = std::size_t{256} << 10;
constexpr std::size_t k_tried_bytes = std::size_t{64} << 10;  // larger ones are sampled first
constexpr std::uint64_t k_memory_bytes = std::uint64_t{256} << 20;

struct FreeDeflater {
  void operator()(libdeflate_compressor* deflater) const { libdeflate_free_compressor(deflater); }
};

using Deflater = std::unique_ptr<libdeflate_compressor, FreeDeflater>;

/// The largest packed size that is still a gain: 95 %.
std::size_t worth_bytes(std::size_t size) {
  return size - (size + 19) / 20;
}

/// Returns `bytes` deflated, or nothing if that saves less than 5 %.
std::optional<PackedBytes> deflated(libdeflate_compressor* deflater, std::span<const std::byte> bytes) {
  PackedBytes packed(worth_bytes(bytes.size()));
  const auto size = libdeflate_deflate_compress(deflater, bytes.data(), bytes.size(), packed.data(), packed.size());
  if (size == 0) return std::nullopt;
  packed.resize(size);
  packed.shrink_to_fit();
  return packed;
}

Result<PackedBytes> content(const Entry& entry, const WriteOptions& options) {
  if (entry.tree == nullptr) {
    const auto bytes = std::as_bytes(std::span(entry.bytes));
    return PackedBytes(bytes.begin(), bytes.end());
  }
  auto source = entry.tree->open(entry.path);
  if (!source) return fail(std::move(source).error());
  if ((*source)->size_bytes() != entry.size_bytes) return changed(entry.path);
  PackedBytes bytes(static_cast<std::size_t>(entry.size_bytes));
  Digester digester(Algorithm::sha256);
  // In pieces that the processor's cache holds, so that digesting does not fetch them from memory again.
  for (std::size_t done = 0; done < bytes.size();) {
    if (options.cancelled != nullptr && *options.cancelled)
      return fail(ErrorCode::interrupted, {"zip/interrupted", {}});
    const auto piece = std::span(bytes).subspan(done, std::min(k_piece_bytes, bytes.size() - done));
    const auto got = (*source)->read_at(done, piece);
    if (!got) return fail(got.error());
    if (*got != piece.size()) return changed(entry.path);
    digester.add(piece);
    done += piece.size();
  }
  if (!(*source)->check_unchanged()) return changed(entry.path);
  if (!entry.sha256.empty() && digester.finish() != entry.sha256) return changed(entry.path);
  return bytes;
}

Result<Prepared> taken_over(const Packed& packed) {
  Prepared prepared{.deflated = packed.deflated, .crc = packed.crc, .size_bytes = packed.size_bytes, .data = {}};
  prepared.data.resize(static_cast<std::size_t>(packed.packed_bytes));
  const auto got = packed.zip->read_at(packed.offset, prepared.data);
  if (!got) return fail(got.error());
  if (*got != prepared.data.size()) return fail(ErrorCode::malformed, {"zip/damaged-entry", {{"path", ""}}});
  return prepared;
}

/// What one thread deflates with.
struct Tools {
  Deflater deflater{libdeflate_alloc_compressor(k_level)};
  SampleDeflater sampler;
};

Result<Prepared> prepare(const Entry& entry, const WriteOptions& options, const Tools& tools) {
  if (entry.packed) {
    auto prepared = taken_over(*entry.packed);
    if (prepared && options.progress) options.progress(prepared->size_bytes);
    return prepared;
  }
  auto bytes = content(entry, options);
  if (!bytes) return fail(std::move(bytes).error());
  Prepared prepared{.crc = libdeflate_crc32(0, bytes->data(), bytes->size()), .size_bytes = bytes->size(), .data = {}};
  const auto promising = tools.sampler.promising(bytes->size(), [&](std::uint64_t offset, std::span<std::byte> sample) {
    std::ranges::copy(std::span(*bytes).subspan(static_cast<std::size_t>(offset), sample.size()), sample.begin());
    return Result<void>();
  });
  auto packed = promising.value() ? deflated(tools.deflater.get(), *bytes) : std::nullopt;
  prepared.deflated = packed.has_value();
  prepared.data = packed ? std::move(*packed) : std::move(*bytes);
  if (options.progress) options.progress(prepared.size_bytes);
  return prepared;
}

/// Reading and deflating hold a file twice.
std::uint64_t memory_of(const Entry& entry) {
  if (entry.packed) return entry.packed->packed_bytes;
  return 2 * (entry.tree == nullptr ? entry.bytes.size() : entry.size_bytes);
}

}  // namespace

struct SampleDeflater::State {
  Deflater deflater{libdeflate_alloc_compressor(k_sample_level)};
};

SampleDeflater::SampleDeflater() : state_(std::make_unique<State>()) {}

SampleDeflater::~SampleDeflater() = default;

Result<bool> SampleDeflater::promising(std::uint64_t size_bytes, const ReadAt& read) const {
  if (size_bytes <= k_tried_bytes) return true;
  std::array<std::byte, k_sample_bytes> sample;
  std::array<std::byte, k_sample_bytes> packed;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < k_samples; ++i) {
    const auto offset = (size_bytes - k_sample_bytes) / (k_samples - 1) * i;
    GUIDANG_TRY(read(offset, sample));
    const auto size =
        libdeflate_deflate_compress(state_->deflater.get(), sample.data(), sample.size(), packed.data(), packed.size());
    sum += size == 0 ? sample.size() : size;
  }
  return sum <= worth_bytes(k_samples * k_sample_bytes);
}

tl::unexpected<Error> changed(const RelPath& path) {
  return fail(ErrorCode::changed, {"zip/changed", {{"path", path.text()}}});
}

bool is_streamed(const Entry& entry) {
  if (entry.packed) return entry.packed->packed_bytes > k_prepared_limit_bytes;
  return entry.tree != nullptr && entry.size_bytes > k_prepared_limit_bytes;
}

Preparer::Preparer(std::span<const Entry> entries, const WriteOptions& options)
    : entries_(entries),
      options_(options),
      slots_(entries.size()) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!is_streamed(entries[i])) waiting_.push_back(i);
  }
  const auto machine = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const int count = options.jobs > 0 ? options.jobs : machine;
  for (int i = 0; i < count; ++i) {
    threads_.emplace_back([this] { work(); });
  }
}

Preparer::~Preparer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  moved_.notify_all();
  threads_.clear();
}

Result<Prepared> Preparer::take(std::size_t number) {
  std::unique_lock lock(mutex_);
  wanted_ = number;
  moved_.notify_all();
  moved_.wait(lock, [&] { return slots_[number].has_value(); });
  Result<Prepared> prepared = std::move(*slots_[number]);
  slots_[number].reset();
  held_bytes_ -= memory_of(entries_[number]);
  moved_.notify_all();
  return prepared;
}

std::optional<std::size_t> Preparer::next() {
  std::unique_lock lock(mutex_);
  // The entry that the writer waits for may always begin, whatever is held: otherwise both would wait for ever.
  const auto may_begin = [&] {
    if (stopping_ || started_ == waiting_.size()) return true;
    const auto number = waiting_[started_];
    return held_bytes_ + memory_of(entries_[number]) <= k_memory_bytes || number <= wanted_;
  };
  moved_.wait(lock, may_begin);
  if (stopping_ || started_ == waiting_.size()) return std::nullopt;
  const auto number = waiting_[started_++];
  held_bytes_ += memory_of(entries_[number]);
  return number;
}

void Preparer::work() {
  const Tools tools;
  while (const auto number = next()) {
    std::optional<Result<Prepared>> prepared;
    try {
      prepared = prepare(entries_[*number], options_, tools);
    } catch (const std::exception&) {  // of the standard library alone, and that is memory
      prepared = fail(ErrorCode::limit, {"zip/no-memory", {{"path", entries_[*number].path.text()}}});
    }
    {
      const std::lock_guard lock(mutex_);
      slots_[*number] = std::move(prepared);
    }
    moved_.notify_all();
  }
}

}  // namespace guidang::zip
