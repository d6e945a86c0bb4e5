// SPDX-License-Identifier: Apache-2.0
#include "guidang/zip/directory.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "guidang/base/text.hpp"

namespace guidang::zip {
namespace {

constexpr std::size_t k_end_bytes = 22;
constexpr std::size_t k_end64_bytes = 56;
constexpr std::size_t k_locator_bytes = 20;
constexpr std::size_t k_record_bytes = 46;
constexpr std::size_t k_local_bytes = 30;
constexpr std::size_t k_fault_limit = 100;
constexpr std::size_t k_name_limit_bytes = 4096;  // PATH_MAX of Linux
constexpr std::size_t k_depth_limit = 128;

constexpr std::uint32_t k_end_mark = 0x06054b50;
constexpr std::uint32_t k_end64_mark = 0x06064b50;
constexpr std::uint32_t k_locator_mark = 0x07064b50;
constexpr std::uint32_t k_record_mark = 0x02014b50;
constexpr std::uint32_t k_local_mark = 0x04034b50;

/// Little-endian numbers out of bytes; the caller keeps to the size.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::uint64_t number(std::size_t at, std::size_t width) const {
    std::uint64_t value = 0;
    for (std::size_t i = width; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes_[at + i]);
    return value;
  }

  [[nodiscard]] std::uint16_t u16(std::size_t at) const { return static_cast<std::uint16_t>(number(at, 2)); }

  [[nodiscard]] std::uint32_t u32(std::size_t at) const { return static_cast<std::uint32_t>(number(at, 4)); }

  [[nodiscard]] std::uint64_t u64(std::size_t at) const { return number(at, 8); }

 private:
  std::string_view bytes_;
};

tl::unexpected<Error> malformed(const char* id, const std::string& name) {
  return fail(ErrorCode::malformed, {id, {{"path", name}}});
}

/// Reads exactly `count` bytes, or says malformed.
Result<std::string> read_exactly(fs::Source& source, std::uint64_t offset, std::size_t count, const std::string& name) {
  std::string bytes(count, '\0');
  const auto got = source.read_at(offset, std::as_writable_bytes(std::span(bytes)));
  if (!got) return fail(got.error());
  if (*got != count) return malformed("zip/cut-off", name);
  return bytes;
}

/// Where the central directory lies.
struct Place {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint64_t count = 0;
  std::uint64_t end = 0;  // where the records that end the archive begin
};

/// The 64-bit form of the end record, which the locator before the short one points at.
Result<Place> end64(fs::Source& source, std::uint64_t short_end, const std::string& name) {
  if (short_end < k_locator_bytes + k_end64_bytes) return malformed("zip/bad-directory", name);
  auto locator = read_exactly(source, short_end - k_locator_bytes, k_locator_bytes, name);
  if (!locator) return fail(std::move(locator).error());
  const Bytes pointer(*locator);
  const std::uint64_t at = pointer.u64(8);
  if (pointer.u32(0) != k_locator_mark || at != short_end - k_locator_bytes - k_end64_bytes) {
    return malformed("zip/bad-directory", name);
  }
  auto text = read_exactly(source, at, k_end64_bytes, name);
  if (!text) return fail(std::move(text).error());
  const Bytes end(*text);
  if (end.u32(0) != k_end64_mark) return malformed("zip/bad-directory", name);
  if (pointer.u32(4) != 0 || pointer.u32(16) != 1 || end.u32(16) != 0 || end.u32(20) != 0) {
    return fail(ErrorCode::unsupported, {"zip/several-disks", {{"path", name}}});
  }
  if (end.u64(24) != end.u64(32)) return malformed("zip/bad-directory", name);
  return Place{.offset = end.u64(48), .size = end.u64(40), .count = end.u64(32), .end = at};
}

/// The short form of the end record.
struct End {
  std::uint64_t offset = 0;
  std::string bytes;         // without its comment
  bool more_behind = false;  // it does not end the file
};

/// Finds the end record: the last one whose comment reaches exactly to the end of the file; with Names::any the last
/// one that is all there.
Result<End> find_end(fs::Source& source, const std::string& name, Names names) {
  const std::uint64_t size = source.size_bytes();
  const auto tail_size = static_cast<std::size_t>(std::min<std::uint64_t>(size, k_end_bytes + 0xFFFF));
  if (tail_size < k_end_bytes) return malformed("zip/not-a-zip", name);
  auto tail = read_exactly(source, size - tail_size, tail_size, name);
  if (!tail) return fail(std::move(tail).error());
  const Bytes bytes(*tail);
  for (std::size_t at = tail_size - k_end_bytes + 1; at-- > 0;) {
    if (bytes.u32(at) != k_end_mark) continue;
    const std::size_t end = at + k_end_bytes + bytes.u16(at + 20);
    if (end > tail_size || (end < tail_size && names == Names::safe)) continue;
    return End{size - tail_size + at, tail->substr(at, k_end_bytes), end < tail_size};
  }
  return malformed("zip/not-a-zip", name);
}

/// Where the central directory lies by the word of the end record.
Result<Place> place_of(fs::Source& source, const End& end, const std::string& name) {
  const Bytes bytes(end.bytes);
  const bool wide = bytes.u16(10) == 0xFFFF || bytes.u32(12) == 0xFFFFFFFF || bytes.u32(16) == 0xFFFFFFFF;
  if (wide) return end64(source, end.offset, name);
  if (bytes.u16(4) != 0 || bytes.u16(6) != 0) {
    return fail(ErrorCode::unsupported, {"zip/several-disks", {{"path", name}}});
  }
  if (bytes.u16(8) != bytes.u16(10)) return malformed("zip/bad-directory", name);
  return Place{.offset = bytes.u32(16), .size = bytes.u32(12), .count = bytes.u16(10), .end = end.offset};
}

/// Replaces the numbers that did not fit by those of the zip64 field; false if they are not there.
bool widen(Record& record, std::string_view extra) {
  const Bytes bytes(extra);
  for (std::size_t at = 0; at + 4 <= extra.size();) {
    const std::size_t length = bytes.u16(at + 2);
    if (at + 4 + length > extra.size()) return false;
    if (bytes.u16(at) != 1) {
      at += 4 + length;
      continue;
    }
    std::size_t from = at + 4;
    for (auto* const field : {&record.size_bytes, &record.packed_bytes, &record.local_offset}) {
      if (*field != 0xFFFFFFFF) continue;
      if (from + 8 > at + 4 + length) return false;
      *field = bytes.u64(from);
      from += 8;
    }
    return true;
  }
  return false;
}

fs::EntryKind kind_of(std::uint16_t made_by, std::uint32_t attributes, std::string_view name) {
  constexpr unsigned k_unix = 3;
  const unsigned type = (attributes >> 16U) & 0170000U;
  if (made_by >> 8U == k_unix && type == 0120000U) return fs::EntryKind::link;
  if (name.ends_with('/')) return fs::EntryKind::folder;
  if (made_by >> 8U != k_unix || type == 0 || type == 0100000U) return fs::EntryKind::file;
  return type == 0040000U ? fs::EntryKind::folder : fs::EntryKind::other;
}

/// Reads the records one after another, collecting what is refused.
class Collector {
 public:
  Collector(std::string name, const Limits& limits, Names names)
      : name_(std::move(name)),
        limits_(limits),
        names_(names) {}

  /// Takes the record at the start of `rest`; returns how long it is, 0 if it is not one.
  std::size_t take(std::string_view rest) {
    if (rest.size() < k_record_bytes) return 0;
    const Bytes bytes(rest);
    const std::size_t name_bytes = bytes.u16(28);
    const std::size_t extra_bytes = bytes.u16(30);
    const std::size_t length = k_record_bytes + name_bytes + extra_bytes + bytes.u16(32);
    if (bytes.u32(0) != k_record_mark || rest.size() < length) return 0;
    Record record;
    record.raw_name = rest.substr(k_record_bytes, name_bytes);
    record.method = bytes.u16(10);
    record.crc = bytes.u32(16);
    record.packed_bytes = bytes.u32(20);
    record.size_bytes = bytes.u32(24);
    record.local_offset = bytes.u32(42);
    record.number = directory_.records.size();
    const bool wide =
        record.packed_bytes == 0xFFFFFFFF || record.size_bytes == 0xFFFFFFFF || record.local_offset == 0xFFFFFFFF;
    if (wide && !widen(record, rest.substr(k_record_bytes + name_bytes, extra_bytes))) return 0;
    const std::uint16_t flags = bytes.u16(8);
    name_path(record, (flags & 0x800U) != 0);
    record.kind = kind_of(bytes.u16(4), bytes.u32(38), record.path.text().empty() ? "" : decoded_);
    record.encrypted = (flags & 1U) != 0;
    if (record.encrypted && names_ == Names::safe) refuse("zip/encrypted", decoded_);
    if (record.kind == fs::EntryKind::folder) record.size_bytes = 0;
    directory_.records.push_back(std::move(record));
    return length;
  }

  /// Holds the records against each other and hands them over.
  Result<Directory> finish(std::uint64_t directory_offset) {
    check_places(directory_offset);
    check_names();
    if (refused_ > 0) {
      Error error{.code = ErrorCode::malformed,
                  .message = {"zip/refused", {{"path", name_}, {"count", static_cast<std::int64_t>(refused_)}}}};
      error.faults = std::move(faults_);
      return fail(std::move(error));
    }
    GUIDANG_TRY(check_totals());
    return std::move(directory_);
  }

 private:
  void refuse(const char* id, const std::string& entry) {
    ++refused_;
    if (faults_.size() >= k_fault_limit) return;
    faults_.push_back({.message = {id, {{"name", entry}}}, .where = {.file = name_}, .line = {}, .hint = {}});
  }

  void name_path(Record& record, bool marked) {
    decoded_ = record.raw_name;
    const bool valid = !first_invalid_utf8(decoded_).has_value();
    if (!valid && !marked) {
      if (auto guessed = from_gb18030(decoded_)) {
        decoded_ = std::move(*guessed);
        directory_.guessed_names = true;
      }
    }
    std::string_view text = decoded_;
    if (text.ends_with('/')) text.remove_suffix(1);
    const bool drive = text.size() >= 2 && text[1] == ':';
    const bool absurd =
        text.size() > k_name_limit_bytes || std::ranges::count(text, '/') > static_cast<std::ptrdiff_t>(k_depth_limit);
    const auto path = absurd ? std::nullopt : RelPath::parse(text);
    if (!path || path->empty() || drive || text.find('\\') != std::string_view::npos) {
      if (names_ == Names::safe) refuse("zip/unsafe-name", decoded_);
      return;
    }
    record.path = *path;
  }

  void check_places(std::uint64_t directory_offset) {
    auto& records = directory_.records;
    std::ranges::sort(records, {}, &Record::local_offset);
    for (std::size_t i = 0; i < records.size(); ++i) {
      auto& record = records[i];
      record.end_limit = i + 1 < records.size() ? records[i + 1].local_offset : directory_offset;
      const std::uint64_t least = k_local_bytes + record.raw_name.size();
      const bool fits = record.local_offset <= record.end_limit && record.end_limit <= directory_offset &&
                        record.end_limit - record.local_offset >= least &&
                        record.end_limit - record.local_offset - least >= record.packed_bytes;
      if (!fits) refuse("zip/overlap", record.path.text());
    }
  }

  void check_names() {
    auto& records = directory_.records;
    if (names_ == Names::any) {
      std::ranges::sort(records, [](const Record& a, const Record& b) {
        return std::pair(std::string_view(a.raw_name), a.number) < std::pair(std::string_view(b.raw_name), b.number);
      });
      return;
    }
    std::ranges::sort(records, [](const Record& a, const Record& b) {
      return std::pair(std::string_view(a.path.text()), a.number) <
             std::pair(std::string_view(b.path.text()), b.number);
    });
    for (std::size_t i = 0; i + 1 < records.size(); ++i) {
      if (records[i].path == records[i + 1].path && !records[i].path.empty()) {
        refuse("zip/duplicate-name", records[i].path.text());
      }
    }
    const auto find = [&](const RelPath& path) {
      const auto place = std::ranges::lower_bound(records, path, {}, &Record::path);
      return place != records.end() && place->path == path ? &*place : nullptr;
    };
    for (const auto& record : records) {
      // Every folder above must be one. Each is looked up once a record that is its direct child; deeper ones by
      // theirs.
      for (RelPath parent = record.path.parent(); !parent.empty(); parent = parent.parent()) {
        const Record* above = find(parent);
        if (above != nullptr && above->kind != fs::EntryKind::folder) refuse("zip/below-a-file", record.path.text());
        if (above != nullptr) break;
      }
    }
  }

  [[nodiscard]] Result<void> check_totals() const {
    std::uint64_t total = 0;
    std::uint64_t packed = 0;
    for (const auto& record : directory_.records) {
      if (record.size_bytes > limits_.total_bytes - std::min(total, limits_.total_bytes)) {
        return fail(ErrorCode::limit, {"zip/too-large", {{"path", name_}}});
      }
      total += record.size_bytes;
      packed += record.packed_bytes;  // cannot overflow: no two entries overlap
    }
    if (total > limits_.ratio_from_bytes && total / std::max<std::uint64_t>(packed, 1) > limits_.ratio) {
      return fail(ErrorCode::limit, {"zip/bomb", {{"path", name_}}});
    }
    return {};
  }

  std::string name_;
  const Limits& limits_;
  Names names_;
  Directory directory_;
  std::string decoded_;  // the name of the record in hand
  std::vector<Fault> faults_;
  std::size_t refused_ = 0;
};

Result<Directory> read_directory_before(
    fs::Source& source, const End& end, const std::string& name, const Limits& limits, Names names) {
  const auto place = place_of(source, end, name);
  if (!place) return fail(place.error());
  // Nothing may lie between the directory and the records that end the archive: no two readers may see two archives.
  if (place->offset > place->end || place->end - place->offset != place->size) {
    return malformed("zip/bad-directory", name);
  }
  if (place->count > limits.entries) {
    const auto most = static_cast<std::int64_t>(limits.entries);
    return fail(ErrorCode::limit, {"zip/too-many-entries", {{"path", name}, {"most", most}}});
  }
  if (place->size > limits.directory_bytes) return fail(ErrorCode::limit, {"zip/too-large", {{"path", name}}});
  auto text = read_exactly(source, place->offset, static_cast<std::size_t>(place->size), name);
  if (!text) return fail(std::move(text).error());
  Collector collector(name, limits, names);
  std::string_view rest = *text;
  for (std::uint64_t i = 0; i < place->count; ++i) {
    const std::size_t length = collector.take(rest);
    if (length == 0) return malformed("zip/bad-directory", name);
    rest.remove_prefix(length);
  }
  if (!rest.empty()) return malformed("zip/bad-directory", name);
  return collector.finish(place->offset);
}

}  // namespace

Result<Directory> read_directory(fs::Source& source, const std::string& name, const Limits& limits, Names names) {
  const auto end = find_end(source, name, names);
  if (!end) return fail(end.error());
  auto directory = read_directory_before(source, *end, name, limits, names);
  if (directory || !end->more_behind) return directory;
  // Of a zip that was cut off behind a zip within it, the inner one's end is found.
  const auto& error = directory.error();
  if (error.code == ErrorCode::limit || fs::is_about_reading(error)) return directory;
  return malformed("zip/cut-off", name);
}

Result<std::uint64_t> data_offset(fs::Source& source, const Record& record) {
  const auto damaged = [&] { return malformed("zip/damaged-entry", record.path.text()); };
  std::string text(k_local_bytes + record.raw_name.size(), '\0');
  const auto got = source.read_at(record.local_offset, std::as_writable_bytes(std::span(text)));
  if (!got) return fail(got.error());
  if (*got != text.size()) return damaged();
  const Bytes bytes(text);
  const std::uint64_t offset = record.local_offset + k_local_bytes + bytes.u16(26) + std::uint64_t{bytes.u16(28)};
  const bool agrees = bytes.u32(0) == k_local_mark && (bytes.u16(6) & 1U) == 0 && bytes.u16(8) == record.method &&
                      bytes.u16(26) == record.raw_name.size() && text.substr(k_local_bytes) == record.raw_name;
  if (!agrees || offset > record.end_limit || record.end_limit - offset < record.packed_bytes) return damaged();
  return offset;
}

}  // namespace guidang::zip
