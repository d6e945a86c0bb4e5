// SPDX-License-Identifier: Apache-2.0
// One of the doors to zlib and libdeflate.
#include "guidang/zip/entry.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>

#include <libdeflate.h>
#include <zlib.h>

namespace guidang::zip {
namespace {

constexpr std::size_t k_whole_limit_bytes = std::size_t{16} << 20U;
constexpr std::size_t k_piece_bytes = std::size_t{64} << 10U;
constexpr std::uint16_t k_stored = 0;
constexpr std::uint16_t k_deflated = 8;

struct FreeInflater {
  void operator()(libdeflate_decompressor* inflater) const { libdeflate_free_decompressor(inflater); }
};

tl::unexpected<Error> wrong(const char* id, const Record& record) {
  return fail(ErrorCode::malformed, {id, {{"path", record.raw_name}}});
}

tl::unexpected<Error> damaged(const Record& record) {
  return wrong("zip/damaged-entry", record);
}

/// Takes unpacked bytes, and knows their number and checksum.
class Checked {
 public:
  Checked(const Record& record, const std::function<void(std::string_view)>& take) : record_(record), take_(take) {}

  /// Returns whether there may be so many.
  bool put(std::string_view bytes) {
    if (bytes.size() > record_.size_bytes - count_) return false;
    count_ += bytes.size();
    crc_ = libdeflate_crc32(crc_, bytes.data(), bytes.size());
    take_(bytes);
    return true;
  }

  [[nodiscard]] Result<void> finish() const {
    if (count_ != record_.size_bytes) return damaged(record_);
    if (crc_ != record_.crc) return wrong("zip/bad-checksum", record_);
    return {};
  }

 private:
  const Record& record_;
  const std::function<void(std::string_view)>& take_;
  std::uint64_t count_ = 0;
  std::uint32_t crc_ = 0;
};

/// Reads exactly `count` bytes of the entry.
Result<std::string> piece(fs::Source& source, const Record& record, std::uint64_t offset, std::size_t count) {
  std::string bytes(count, '\0');
  const auto got = source.read_at(offset, std::as_writable_bytes(std::span(bytes)));
  if (!got) return fail(got.error());
  if (*got != count) return damaged(record);
  return bytes;
}

Result<void> read_stored(fs::Source& source, const Record& record, std::uint64_t offset, Checked& checked) {
  if (record.packed_bytes != record.size_bytes) return damaged(record);
  for (std::uint64_t done = 0; done < record.packed_bytes;) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(k_piece_bytes, record.packed_bytes - done));
    const auto bytes = piece(source, record, offset + done, count);
    if (!bytes) return fail(bytes.error());
    if (!checked.put(*bytes)) return damaged(record);
    done += count;
  }
  return checked.finish();
}

Result<void> inflate_whole(fs::Source& source, const Record& record, std::uint64_t offset, Checked& checked) {
  const auto packed = piece(source, record, offset, static_cast<std::size_t>(record.packed_bytes));
  if (!packed) return fail(packed.error());
  std::string bytes(static_cast<std::size_t>(record.size_bytes), '\0');
  const std::unique_ptr<libdeflate_decompressor, FreeInflater> inflater(libdeflate_alloc_decompressor());
  std::size_t used = 0;
  std::size_t made = 0;
  const auto result = libdeflate_deflate_decompress_ex(
      inflater.get(), packed->data(), packed->size(), bytes.data(), bytes.size(), &used, &made);
  if (result != LIBDEFLATE_SUCCESS || used != packed->size()) return damaged(record);
  bytes.resize(made);
  if (!checked.put(bytes)) return damaged(record);
  return checked.finish();
}

/// zlib's stream for as long as one entry is read.
class Inflater {
 public:
  Inflater() : ready_(inflateInit2(&stream_, -MAX_WBITS) == Z_OK) {}

  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  ~Inflater() {
    if (ready_) inflateEnd(&stream_);
  }

  [[nodiscard]] bool ready() const { return ready_; }

  [[nodiscard]] bool ended() const { return ended_; }

  /// Unpacks all of `packed` into `checked`; false if it makes no sense or goes on behind the end.
  bool add(std::string& packed, Checked& checked) {
    // reinterpret_cast: zlib's bytes are unsigned chars, which may alias anything.
    stream_.next_in = reinterpret_cast<Bytef*>(packed.data());
    stream_.avail_in = static_cast<uInt>(packed.size());
    while (!ended_) {
      stream_.next_out = reinterpret_cast<Bytef*>(out_.data());  // as above
      stream_.avail_out = static_cast<uInt>(out_.size());
      const int state = inflate(&stream_, Z_NO_FLUSH);
      if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR) return false;
      const auto made = out_.size() - stream_.avail_out;
      if (!checked.put(std::string_view(out_).substr(0, made))) return false;
      ended_ = state == Z_STREAM_END;
      if (made < out_.size()) break;
    }
    return stream_.avail_in == 0;
  }

 private:
  z_stream stream_{};
  std::string out_ = std::string(k_piece_bytes, '\0');
  bool ready_;
  bool ended_ = false;
};

Result<void> inflate_pieces(fs::Source& source, const Record& record, std::uint64_t offset, Checked& checked) {
  Inflater inflater;
  if (!inflater.ready()) return damaged(record);
  for (std::uint64_t done = 0; done < record.packed_bytes;) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(k_piece_bytes, record.packed_bytes - done));
    auto bytes = piece(source, record, offset + done, count);
    if (!bytes) return fail(std::move(bytes).error());
    if (!inflater.add(*bytes, checked)) return damaged(record);
    done += count;
  }
  if (!inflater.ended()) return damaged(record);
  return checked.finish();
}

}  // namespace

Result<void> read_entry(fs::Source& source, const Record& record, const std::function<void(std::string_view)>& take) {
  const bool known = record.method == k_stored || record.method == k_deflated;
  if (record.encrypted || !known) {
    return fail(ErrorCode::unsupported, {"zip/damaged-entry", {{"path", record.raw_name}}});
  }
  const auto offset = data_offset(source, record);
  if (!offset) return fail(offset.error());
  Checked checked(record, take);
  if (record.method == k_stored) return read_stored(source, record, *offset, checked);
  const bool small = record.size_bytes <= k_whole_limit_bytes && record.packed_bytes <= k_whole_limit_bytes * 2;
  return small ? inflate_whole(source, record, *offset, checked) : inflate_pieces(source, record, *offset, checked);
}

Result<std::string> unpack_entry(fs::Source& source, const Record& record, std::uint64_t limit_bytes) {
  if (record.size_bytes > limit_bytes) return fail(ErrorCode::limit, {"zip/too-large", {{"path", record.raw_name}}});
  std::string all;
  GUIDANG_TRY(read_entry(source, record, [&all](std::string_view bytes) { all += bytes; }));
  return all;
}

}  // namespace guidang::zip
