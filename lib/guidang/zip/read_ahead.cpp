// SPDX-License-Identifier: Apache-2.0
#include "guidang/zip/read_ahead.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "guidang/digest/digest.hpp"

namespace guidang::zip {
namespace {

constexpr std::size_t k_piece_bytes = std::size_t{1} << 20;
constexpr std::size_t k_most_ahead = 8;

}  // namespace

ReadAhead::ReadAhead(Stretch stretch) : stretch_(std::move(stretch)), thread_([this] { work(); }) {}

ReadAhead::~ReadAhead() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  moved_.notify_all();
}

Result<std::span<const std::byte>> ReadAhead::next() {
  if (ended_) return std::span<const std::byte>();
  std::unique_lock lock(mutex_);
  moved_.wait(lock, [this] { return !pieces_.empty(); });
  auto piece = std::move(pieces_.front());
  pieces_.pop_front();
  lock.unlock();
  moved_.notify_all();
  ended_ = !piece || piece->empty();
  if (!piece) return fail(std::move(piece).error());
  taken_ = *std::move(piece);
  return std::span<const std::byte>(taken_);
}

bool ReadAhead::wait_for_room() {
  std::unique_lock lock(mutex_);
  moved_.wait(lock, [this] { return stopping_ || pieces_.size() < k_most_ahead; });
  return !stopping_;
}

void ReadAhead::put(Result<PackedBytes> piece) {
  {
    const std::lock_guard lock(mutex_);
    pieces_.push_back(std::move(piece));
  }
  moved_.notify_all();
}

void ReadAhead::work() {
  try {
    Digester digester(Algorithm::sha256);
    for (std::uint64_t done = 0; done < stretch_.size_bytes && wait_for_room();) {
      PackedBytes piece(static_cast<std::size_t>(std::min<std::uint64_t>(k_piece_bytes, stretch_.size_bytes - done)));
      const auto got = stretch_.source->read_at(stretch_.begin + done, piece);
      if (!got) return put(fail(got.error()));
      if (*got != piece.size()) return put(fail(ErrorCode::changed, {"fs/changed", {{"path", ""}}}));
      if (stretch_.with_sha256) digester.add(piece);
      done += piece.size();
      put(std::move(piece));
    }
    sha256_ = digester.finish();
    put(PackedBytes{});
  } catch (const std::exception&) {  // of the standard library alone, and that is memory
    put(fail(ErrorCode::limit, {"zip/no-memory", {{"path", ""}}}));
  }
}

}  // namespace guidang::zip
