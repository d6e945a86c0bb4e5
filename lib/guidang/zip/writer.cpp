// SPDX-License-Identifier: Apache-2.0
// One of the two doors to libzip (the other is reader.cpp).
#include "guidang/zip/writer.hpp"

#include <algorithm>
#include <cerrno>
#include <deque>
#include <exception>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <zip.h>

#include "guidang/zip/prepare.hpp"
#include "guidang/zip/read_ahead.hpp"

namespace guidang::zip {
namespace {

constexpr std::uint16_t k_dos_time = 0;
constexpr std::uint16_t k_dos_date = 33;  // 1980-01-01, the first day a zip can name
constexpr std::uint32_t k_attributes = 0100644U << 16U;
constexpr std::uint32_t k_level = 6;
constexpr std::size_t k_buffer_bytes = std::size_t{4} << 20;

struct DiscardZip {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

/// The first failure of any callback: libzip itself only carries numbers.
struct Trouble {
  std::optional<Error> error;

  void keep(Error found) {
    if (!error) error = std::move(found);
  }
};

/// Collects libzip's small writes. It goes back to rewrite each local header after the data; that header may lie
/// before the buffer, in it, or across its beginning.
class Output {
 public:
  Output(const Put& put, Trouble& trouble) : put_(put), trouble_(trouble) { buffer_.reserve(k_buffer_bytes); }

  bool write(std::span<const std::byte> bytes) {
    if (position_ < base_) {
      const auto before = std::min<std::uint64_t>(bytes.size(), base_ - position_);
      if (!put(position_, bytes.first(static_cast<std::size_t>(before)))) return false;
      position_ += before;
      bytes = bytes.subspan(static_cast<std::size_t>(before));
    }
    if (bytes.empty()) return true;
    const auto at = static_cast<std::size_t>(position_ - base_);
    if (at > buffer_.size()) return false;  // libzip never leaves a hole
    buffer_.resize(std::max(buffer_.size(), at + bytes.size()));
    std::ranges::copy(bytes, buffer_.begin() + static_cast<std::ptrdiff_t>(at));
    position_ += bytes.size();
    return buffer_.size() < k_buffer_bytes || flush();
  }

  bool flush() {
    if (!put(base_, buffer_)) return false;
    base_ += buffer_.size();
    buffer_.clear();
    return true;
  }

  [[nodiscard]] std::uint64_t size_bytes() const { return base_ + buffer_.size(); }

  [[nodiscard]] std::uint64_t position() const { return position_; }

  void seek(std::uint64_t position) { position_ = position; }

  zip_error_t error{};

 private:
  bool put(std::uint64_t offset, std::span<const std::byte> bytes) {
    if (bytes.empty()) return true;
    try {
      auto result = put_(offset, bytes);
      if (result) return true;
      trouble_.keep(std::move(result).error());
      return false;
    } catch (const std::exception&) {  // no exception may pass through C; of the standard library alone: memory
      trouble_.keep({.code = ErrorCode::limit, .message = {"zip/no-memory", {{"path", ""}}}});
      return false;
    }
  }

  const Put& put_;
  Trouble& trouble_;
  std::vector<std::byte> buffer_;
  std::uint64_t base_ = 0;      // where the buffer begins
  std::uint64_t position_ = 0;  // of the next write
};

zip_int64_t failed(zip_error_t& error, int code, int system = 0) {
  zip_error_set(&error, code, system);
  return -1;
}

zip_int64_t seek_output(Output& output, void* data, zip_uint64_t length) {
  const auto place =
      zip_source_seek_compute_offset(output.position(), output.size_bytes(), data, length, &output.error);
  if (place < 0) return -1;
  output.seek(static_cast<std::uint64_t>(place));
  return 0;
}

zip_int64_t zip_output(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
  auto& output = *static_cast<Output*>(state);
  switch (command) {
    case ZIP_SOURCE_STAT: return failed(output.error, ZIP_ER_READ, ENOENT);  // nothing there yet
    case ZIP_SOURCE_BEGIN_WRITE: return 0;
    case ZIP_SOURCE_WRITE: {
      const auto bytes = std::span(static_cast<const std::byte*>(data), length);
      return output.write(bytes) ? static_cast<zip_int64_t>(length) : failed(output.error, ZIP_ER_WRITE, EIO);
    }
    case ZIP_SOURCE_SEEK_WRITE: return seek_output(output, data, length);
    case ZIP_SOURCE_TELL_WRITE: return static_cast<zip_int64_t>(output.position());
    case ZIP_SOURCE_COMMIT_WRITE: return output.flush() ? 0 : failed(output.error, ZIP_ER_WRITE, EIO);
    case ZIP_SOURCE_ROLLBACK_WRITE:
    case ZIP_SOURCE_REMOVE:
    case ZIP_SOURCE_OPEN:
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE: return 0;
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&output.error, data, length);
    case ZIP_SOURCE_SUPPORTS:
      return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN,
                                            ZIP_SOURCE_READ,
                                            ZIP_SOURCE_CLOSE,
                                            ZIP_SOURCE_STAT,
                                            ZIP_SOURCE_ERROR,
                                            ZIP_SOURCE_FREE,
                                            ZIP_SOURCE_SEEK,
                                            ZIP_SOURCE_TELL,
                                            ZIP_SOURCE_SUPPORTS,
                                            ZIP_SOURCE_BEGIN_WRITE,
                                            ZIP_SOURCE_COMMIT_WRITE,
                                            ZIP_SOURCE_ROLLBACK_WRITE,
                                            ZIP_SOURCE_WRITE,
                                            ZIP_SOURCE_SEEK_WRITE,
                                            ZIP_SOURCE_TELL_WRITE,
                                            ZIP_SOURCE_REMOVE,
                                            -1);
    default: return failed(output.error, ZIP_ER_OPNOTSUPP);
  }
}

/// What all entries of one run share.
struct Run {
  const WriteOptions& options;
  Preparer& preparer;
  Trouble& trouble;
  zip_t* archive = nullptr;

  [[nodiscard]] bool cancelled() const { return options.cancelled != nullptr && *options.cancelled; }
};

/// One entry as libzip asks for it: first what it is, then its bytes.
class Feed {
 public:
  Feed(Run& run, const Entry& entry, std::size_t number) : run_(run), entry_(entry), number_(number) {}

  Result<void> stat(zip_stat_t& stat) {
    if (!begun_) {
      if (run_.cancelled()) return fail(ErrorCode::interrupted, {"zip/interrupted", {}});
      GUIDANG_TRY(is_streamed(entry_) ? begin_stream() : begin_prepared());
      begun_ = true;
    }
    zip_stat_init(&stat);
    stat.valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD;
    stat.comp_method = ZIP_CM_STORE;
    if (is_streamed(entry_)) {
      stat.size = entry_.packed ? entry_.packed->size_bytes : entry_.size_bytes;
      if (entry_.packed && entry_.packed->deflated) as_it_is(stat, entry_.packed->packed_bytes, entry_.packed->crc);
    } else {
      stat.size = prepared_.size_bytes;
      if (prepared_.deflated) as_it_is(stat, prepared_.data.size(), prepared_.crc);
    }
    return {};
  }

  Result<std::size_t> read(std::span<std::byte> buffer) {
    if (is_streamed(entry_)) return read_stream(buffer);
    const auto count = std::min<std::size_t>(buffer.size(), prepared_.data.size() - static_cast<std::size_t>(offset_));
    std::copy_n(prepared_.data.begin() + static_cast<std::ptrdiff_t>(offset_), count, buffer.begin());
    offset_ += count;
    return count;
  }

  /// Gives back the memory; libzip frees its sources only at the end.
  void close() {
    PackedBytes().swap(prepared_.data);  // `data = {}` would keep the capacity
    stream_.reset();
  }

  Trouble& trouble() { return run_.trouble; }

  zip_error_t error{};

 private:
  /// Announces bytes that are deflated already: libzip hands them on.
  static void as_it_is(zip_stat_t& stat, std::uint64_t packed_bytes, std::uint32_t crc) {
    stat.valid |= ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC;
    stat.comp_method = ZIP_CM_DEFLATE;
    stat.comp_size = packed_bytes;
    stat.crc = crc;
  }

  Result<void> begin_prepared() {
    auto prepared = run_.preparer.take(number_);
    if (!prepared) return fail(std::move(prepared).error());
    prepared_ = std::move(*prepared);
    choose(prepared_.deflated);
    return {};
  }

  Result<void> begin_stream() {
    Stretch stretch;
    if (entry_.packed) {
      stretch = {
          .source = entry_.packed->zip, .begin = entry_.packed->offset, .size_bytes = entry_.packed->packed_bytes};
    } else {
      auto source = entry_.tree->open(entry_.path);
      if (!source) return fail(std::move(source).error());
      stretch = {.source = *std::move(source), .size_bytes = entry_.size_bytes, .with_sha256 = true};
      if (stretch.source->size_bytes() != entry_.size_bytes) return changed(entry_.path);
    }
    auto deflate = entry_.packed ? Result<bool>(entry_.packed->deflated) : is_promising(*stretch.source);
    if (!deflate) return fail(std::move(deflate).error());
    choose(*deflate);
    stream_ = std::make_unique<Stream>(std::move(stretch));
    return {};
  }

  [[nodiscard]] Result<bool> is_promising(fs::Source& source) const {
    return SampleDeflater().promising(entry_.size_bytes,
                                      [&](std::uint64_t offset, std::span<std::byte> sample) -> Result<void> {
                                        const auto got = source.read_at(offset, sample);
                                        if (!got) return fail(got.error());
                                        return *got == sample.size() ? Result<void>() : changed(entry_.path);
                                      });
  }

  void choose(bool deflate) {
    zip_set_file_compression(run_.archive, number_, deflate ? ZIP_CM_DEFLATE : ZIP_CM_STORE, deflate ? k_level : 0);
  }

  /// Serves from pieces of 1 MiB: libzip asks for 8 KiB at a time.
  Result<std::size_t> read_stream(std::span<std::byte> buffer) {
    if (!stream_->ended && stream_->taken == stream_->piece.size()) GUIDANG_TRY(read_ahead());
    const auto rest = stream_->piece.subspan(stream_->taken);
    const auto count = std::min(buffer.size(), rest.size());
    std::ranges::copy(rest.first(count), buffer.begin());
    stream_->taken += count;
    return count;
  }

  Result<void> read_ahead() {
    if (run_.cancelled()) return fail(ErrorCode::interrupted, {"zip/interrupted", {}});
    const auto piece = stream_->ahead.next();
    if (!piece && piece.error().code == ErrorCode::changed) return changed(entry_.path);
    if (!piece) return fail(piece.error());
    stream_->piece = *piece;
    stream_->taken = 0;
    if (run_.options.progress) run_.options.progress(piece->size());
    if (!piece->empty()) return {};
    stream_->ended = true;
    if (entry_.packed) return {};
    if (!stream_->source->check_unchanged()) return changed(entry_.path);
    if (!entry_.sha256.empty() && stream_->ahead.sha256() != entry_.sha256) return changed(entry_.path);
    return {};
  }

  /// Of large files alone: there may be a million feeds.
  struct Stream {
    explicit Stream(Stretch stretch) : source(stretch.source), ahead(std::move(stretch)) {}

    std::shared_ptr<fs::Source> source;
    ReadAhead ahead;
    std::span<const std::byte> piece;
    std::size_t taken = 0;  // of `piece`
    bool ended = false;
  };

  Run& run_;
  const Entry& entry_;
  std::size_t number_;
  bool begun_ = false;
  Prepared prepared_;
  std::uint64_t offset_ = 0;
  std::unique_ptr<Stream> stream_;
};

template <typename Value>
bool kept(Feed& feed, Result<Value>&& result) {
  if (result) return true;
  feed.trouble().keep(std::move(result).error());
  zip_error_set(&feed.error, ZIP_ER_READ, EIO);
  return false;
}

zip_int64_t zip_feed(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
  auto& feed = *static_cast<Feed*>(state);
  try {
    switch (command) {
      case ZIP_SOURCE_STAT:
        return kept(feed, feed.stat(*static_cast<zip_stat_t*>(data))) ? zip_int64_t{sizeof(zip_stat_t)} : -1;
      case ZIP_SOURCE_READ: {
        auto got = feed.read(std::span(static_cast<std::byte*>(data), length));
        const auto count = got ? static_cast<zip_int64_t>(*got) : -1;
        return kept(feed, std::move(got)) ? count : -1;
      }
      case ZIP_SOURCE_CLOSE: feed.close(); return 0;
      case ZIP_SOURCE_OPEN:
      case ZIP_SOURCE_FREE: return 0;
      case ZIP_SOURCE_ERROR: return zip_error_to_data(&feed.error, data, length);
      case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN,
                                              ZIP_SOURCE_READ,
                                              ZIP_SOURCE_CLOSE,
                                              ZIP_SOURCE_STAT,
                                              ZIP_SOURCE_ERROR,
                                              ZIP_SOURCE_FREE,
                                              ZIP_SOURCE_SUPPORTS,
                                              -1);
      default: return failed(feed.error, ZIP_ER_OPNOTSUPP);
    }
  } catch (const std::exception&) {  // no exception may pass through C; of the standard library alone: memory
    return failed(feed.error, ZIP_ER_MEMORY);
  }
}

Error libzip_error(zip_error_t* error, const std::string& entry) {
  return {.code = ErrorCode::limit,
          .message = {"zip/cannot-write", {{"path", entry}, {"reason", std::string(zip_error_strerror(error))}}}};
}

/// Announces `entry` to libzip; its bytes are asked for when the archive is closed.
Result<void> announce(zip_t* archive, Feed& feed, const Entry& entry) {
  const auto refuse = [&] { return fail(libzip_error(zip_get_error(archive), entry.name)); };
  zip_source_t* const source = zip_source_function(archive, zip_feed, &feed);
  if (source == nullptr) return refuse();
  const auto number = zip_file_add(archive, entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (number < 0) {
    zip_source_free(source);
    return refuse();
  }
  const auto index = static_cast<zip_uint64_t>(number);
  if (zip_file_set_dostime(archive, index, k_dos_time, k_dos_date, 0) != 0 ||
      zip_file_set_external_attributes(archive, index, 0, ZIP_OPSYS_UNIX, k_attributes) != 0) {
    return refuse();
  }
  return {};
}

}  // namespace

Result<std::uint64_t> write(std::span<const Entry> entries, const Put& put, const WriteOptions& options) {
  Trouble trouble;
  Output output(put, trouble);
  Preparer preparer(entries, options);
  Run run{.options = options, .preparer = preparer, .trouble = trouble};
  std::deque<Feed> feeds;  // never moves what it holds
  zip_error_t error;
  zip_error_init(&error);
  zip_error_init(&output.error);
  zip_source_t* const target = zip_source_function_create(zip_output, &output, &error);
  std::unique_ptr<zip_t, DiscardZip> archive(
      target == nullptr ? nullptr : zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error));
  if (!archive) {
    if (target != nullptr) zip_source_free(target);
    return fail(libzip_error(&error, ""));
  }
  run.archive = archive.get();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    feeds.emplace_back(run, entries[i], i);
    zip_error_init(&feeds.back().error);
    GUIDANG_TRY(announce(archive.get(), feeds.back(), entries[i]));
  }
  if (zip_close(archive.get()) != 0) {
    if (trouble.error) return fail(std::move(*trouble.error));
    return fail(libzip_error(zip_get_error(archive.get()), ""));
  }
  (void)archive.release();  // zip_close freed it
  return output.size_bytes();
}

}  // namespace guidang::zip
