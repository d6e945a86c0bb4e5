// SPDX-License-Identifier: Apache-2.0
// One of the doors to libzip and libdeflate (the others are handle.cpp and writer.cpp).
#include "guidang/zip/reader.hpp"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

#include <libdeflate.h>
#include <zip.h>

#include "guidang/fs/output.hpp"
#include "guidang/zip/directory.hpp"
#include "guidang/zip/handle.hpp"
#include "guidang/zip/reuse.hpp"

namespace guidang::zip {
namespace {

constexpr std::uint64_t k_whole_limit_bytes = std::uint64_t{64} << 20;
constexpr std::size_t k_link_limit_bytes = 4096;
constexpr std::uint16_t k_stored = 0;
constexpr std::uint16_t k_deflated = 8;

struct FreeInflater {
  void operator()(libdeflate_decompressor* inflater) const { libdeflate_free_decompressor(inflater); }
};

struct CloseEntry {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

tl::unexpected<Error> damaged(const RelPath& path) {
  return fail(ErrorCode::malformed, {"zip/damaged-entry", {{"path", path.text()}}});
}

/// What all open files of one zip share. libzip's handles are not for several threads, so there is one an open file.
struct Archive {
  std::shared_ptr<SharedSource> source;
  Directory directory;
  std::mutex mutex;
  std::vector<ZipHandle> idle;

  /// Returns a handle of libzip, or null.
  ZipHandle borrow() {
    {
      const std::lock_guard lock(mutex);
      if (!idle.empty()) {
        ZipHandle handle = std::move(idle.back());
        idle.pop_back();
        return handle;
      }
    }
    return open_handle(source);
  }

  void give_back(ZipHandle handle) {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(handle));
  }
};

/// A stored file: its bytes lie in the archive as they are.
class StoredSource final : public fs::Source {
 public:
  StoredSource(std::shared_ptr<Archive> archive, const Record& record, std::uint64_t offset)
      : archive_(std::move(archive)),
        record_(record),
        offset_(offset) {}

  [[nodiscard]] std::uint64_t size_bytes() const override { return record_.size_bytes; }

  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
    if (offset >= record_.size_bytes) return 0;
    const auto wanted = std::min<std::uint64_t>(buffer.size(), record_.size_bytes - offset);
    buffer = buffer.first(static_cast<std::size_t>(wanted));
    const auto got = archive_->source->read_at(offset_ + offset, buffer);
    if (!got) return fail(got.error());
    if (*got != wanted) return damaged(record_.path);
    if (offset == checked_) {
      crc_ = libdeflate_crc32(crc_, buffer.data(), buffer.size());
      checked_ += wanted;
      if (checked_ == record_.size_bytes && crc_ != record_.crc) return damaged(record_.path);
    }
    return *got;
  }

  [[nodiscard]] Result<void> check_unchanged() override { return archive_->source->check_unchanged(); }

 private:
  std::shared_ptr<Archive> archive_;
  const Record& record_;
  std::uint64_t offset_;
  std::uint64_t checked_ = 0;  // bytes read front to back
  std::uint32_t crc_ = 0;
};

/// A file that was unpacked when it was opened.
class UnpackedSource final : public fs::Source {
 public:
  UnpackedSource(std::shared_ptr<Archive> archive, std::vector<std::byte> bytes)
      : archive_(std::move(archive)),
        bytes_(std::move(bytes)) {}

  [[nodiscard]] std::uint64_t size_bytes() const override { return bytes_.size(); }

  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
    if (offset >= bytes_.size()) return 0;
    const auto count = std::min<std::size_t>(buffer.size(), bytes_.size() - static_cast<std::size_t>(offset));
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(offset), count, buffer.begin());
    return count;
  }

  [[nodiscard]] Result<void> check_unchanged() override { return archive_->source->check_unchanged(); }

 private:
  std::shared_ptr<Archive> archive_;
  std::vector<std::byte> bytes_;
};

/// A large packed file, unpacked by libzip as it is read; jumping back starts anew.
class StreamedSource final : public fs::Source {
 public:
  StreamedSource(std::shared_ptr<Archive> archive, const Record& record, ZipHandle handle)
      : archive_(std::move(archive)),
        record_(record),
        handle_(std::move(handle)) {}

  StreamedSource(const StreamedSource&) = delete;
  StreamedSource& operator=(const StreamedSource&) = delete;
  StreamedSource(StreamedSource&&) = delete;
  StreamedSource& operator=(StreamedSource&&) = delete;

  ~StreamedSource() override {
    file_.reset();
    archive_->give_back(std::move(handle_));
  }

  [[nodiscard]] std::uint64_t size_bytes() const override { return record_.size_bytes; }

  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
    if (!file_ || offset < position_) {
      position_ = 0;
      file_.reset(zip_fopen_index(handle_.get(), record_.number, 0));
      if (!file_) return damaged(record_.path);
    }
    std::vector<std::byte> skipped(offset > position_ ? 1U << 16U : 0U);
    while (position_ < offset) {
      const auto step = std::min<std::uint64_t>(skipped.size(), offset - position_);
      const auto got = read_on(std::span(skipped).first(static_cast<std::size_t>(step)));
      if (!got) return fail(got.error());
      if (*got == 0) return 0;
    }
    return read_on(buffer);
  }

  [[nodiscard]] Result<void> check_unchanged() override { return archive_->source->check_unchanged(); }

 private:
  Result<std::size_t> read_on(std::span<std::byte> buffer) {
    std::size_t done = 0;
    while (done < buffer.size()) {
      const auto got = zip_fread(file_.get(), buffer.data() + done, buffer.size() - done);
      if (got < 0) return damaged(record_.path);
      if (got == 0) break;
      done += static_cast<std::size_t>(got);
      position_ += static_cast<std::uint64_t>(got);
      if (position_ > record_.size_bytes) return damaged(record_.path);
    }
    return done;
  }

  std::shared_ptr<Archive> archive_;
  const Record& record_;
  ZipHandle handle_;
  std::unique_ptr<zip_file_t, CloseEntry> file_;
  std::uint64_t position_ = 0;
};

Result<std::vector<std::byte>> unpack(fs::Source& source, const Record& record, std::uint64_t offset) {
  std::vector<std::byte> packed(static_cast<std::size_t>(record.packed_bytes));
  const auto got = source.read_at(offset, packed);
  if (!got) return fail(got.error());
  if (*got != packed.size()) return damaged(record.path);
  std::vector<std::byte> bytes(static_cast<std::size_t>(record.size_bytes));
  const std::unique_ptr<libdeflate_decompressor, FreeInflater> inflater(libdeflate_alloc_decompressor());
  std::size_t used = 0;
  std::size_t made = 0;
  const auto result = libdeflate_deflate_decompress_ex(
      inflater.get(), packed.data(), packed.size(), bytes.data(), bytes.size(), &used, &made);
  const bool whole = result == LIBDEFLATE_SUCCESS && used == packed.size() && made == bytes.size();
  if (!whole || libdeflate_crc32(0, bytes.data(), bytes.size()) != record.crc) return damaged(record.path);
  return bytes;
}

class ZipTree final : public fs::Tree {
 public:
  explicit ZipTree(std::shared_ptr<Archive> archive) : archive_(std::move(archive)) {}

  [[nodiscard]] Result<fs::Listing> list(const RelPath& folder) const override {
    fs::Listing listing;
    for (const auto& record : archive_->directory.records) {
      if (!record.path.within(folder)) continue;
      add_parents(record.path, folder, listing);
      if (record.path == folder) continue;
      fs::Entry entry{.path = record.path, .kind = record.kind};
      if (record.kind == fs::EntryKind::file) entry.size_bytes = record.size_bytes;
      if (record.kind == fs::EntryKind::link) entry.link_target = link_target(record);
      entry.guessed_name = record.guessed_name;
      listing.entries.push_back(std::move(entry));
    }
    std::ranges::sort(listing.entries, {}, &fs::Entry::path);
    const auto same_path = [](const fs::Entry& a, const fs::Entry& b) { return a.path == b.path; };
    listing.entries.erase(std::unique(listing.entries.begin(), listing.entries.end(), same_path),
                          listing.entries.end());
    if (listing.entries.empty() && !folder.empty() && find(folder) == nullptr) {
      return fail(ErrorCode::not_found, {"fs/not-found", {{"path", folder.text()}}});
    }
    return listing;
  }

  [[nodiscard]] Result<std::unique_ptr<fs::Source>> open(const RelPath& path) const override {
    const Record* record = find(path);
    if (record == nullptr) return fail(ErrorCode::not_found, {"fs/not-found", {{"path", path.text()}}});
    if (record->kind != fs::EntryKind::file) return fail(ErrorCode::io, {"fs/not-a-file", {{"path", path.text()}}});
    return open_record(*record);
  }

 private:
  [[nodiscard]] Result<std::unique_ptr<fs::Source>> open_record(const Record& record) const {
    const auto offset = data_offset(*archive_->source, record);
    if (!offset) return fail(offset.error());
    if (record.method == k_stored) {
      const bool honest = record.packed_bytes == record.size_bytes && (record.size_bytes > 0 || record.crc == 0);
      if (!honest) return damaged(record.path);
      return std::make_unique<StoredSource>(archive_, record, *offset);
    }
    const bool small = record.size_bytes <= k_whole_limit_bytes && record.packed_bytes <= k_whole_limit_bytes * 2;
    if (record.method == k_deflated && small) {
      auto bytes = unpack(*archive_->source, record, *offset);
      if (!bytes) return fail(std::move(bytes).error());
      return std::make_unique<UnpackedSource>(archive_, std::move(*bytes));
    }
    if (zip_compression_method_supported(record.method, 0) == 0) {
      return fail(ErrorCode::unsupported,
                  {"zip/cannot-unpack", {{"path", record.path.text()}, {"reason", Term{"zip/unknown-method"}}}});
    }
    ZipHandle handle = archive_->borrow();
    const auto count = handle ? zip_get_num_entries(handle.get(), 0) : -1;
    if (count < 0 || static_cast<std::size_t>(count) != archive_->directory.records.size()) return damaged(record.path);
    return std::make_unique<StreamedSource>(archive_, record, std::move(handle));
  }

  [[nodiscard]] const Record* find(const RelPath& path) const {
    const auto place = std::ranges::lower_bound(archive_->directory.records, path, {}, &Record::path);
    return place != archive_->directory.records.end() && place->path == path ? &*place : nullptr;
  }

  /// Lists the folders between `folder` and `path` that have no entry of their own; twins are removed later.
  static void add_parents(const RelPath& path, const RelPath& folder, fs::Listing& listing) {
    if (path == folder) return;
    const RelPath last = listing.entries.empty() ? RelPath{} : listing.entries.back().path;  // its folders are there
    for (RelPath parent = path.parent(); parent != folder; parent = parent.parent()) {
      if (last.within(parent)) return;
      listing.entries.push_back({.path = parent, .kind = fs::EntryKind::folder});
    }
  }

  [[nodiscard]] std::string link_target(const Record& record) const {
    if (record.size_bytes > k_link_limit_bytes) return "";
    const auto source = open_record(record);
    if (!source) return "";
    std::string target(static_cast<std::size_t>(record.size_bytes), '\0');
    const auto got = (*source)->read_at(0, std::as_writable_bytes(std::span(target)));
    return got && *got == target.size() ? target : "";
  }

  std::shared_ptr<Archive> archive_;
};

}  // namespace

Result<std::unique_ptr<fs::Tree>> open(std::unique_ptr<fs::Source> source,
                                       const std::string& name,
                                       const Limits& limits) {
  auto directory = read_directory(*source, name, limits);
  if (!directory) return fail(std::move(directory).error());
  auto archive = std::make_shared<Archive>();
  archive->source = std::make_shared<SharedSource>(std::move(source));
  archive->directory = std::move(*directory);
  return std::make_unique<ZipTree>(std::move(archive));
}

Result<std::unique_ptr<fs::Tree>> open(const std::string& path, const Limits& limits) {
  auto source = fs::open_file(path);
  if (!source) return fail(std::move(source).error());
  return open(std::move(*source), path, limits);
}

Result<std::vector<PackedFile>> packed_files(const std::string& path, const Limits& limits) {
  auto source = fs::open_file(path);
  if (!source) return fail(std::move(source).error());
  const auto directory = read_directory(**source, path, limits);
  if (!directory) return fail(directory.error());
  const auto shared = std::make_shared<SharedSource>(std::move(*source));
  std::vector<PackedFile> files;
  for (const auto& record : directory->records) {
    const bool known = record.method == k_stored || record.method == k_deflated;
    if (record.kind != fs::EntryKind::file || !known) continue;
    const auto offset = data_offset(*shared, record);
    if (!offset) return fail(offset.error());
    files.push_back({record.path,
                     {.zip = shared,
                      .offset = *offset,
                      .packed_bytes = record.packed_bytes,
                      .size_bytes = record.size_bytes,
                      .crc = record.crc,
                      .deflated = record.method == k_deflated}});
  }
  return files;
}

}  // namespace guidang::zip
