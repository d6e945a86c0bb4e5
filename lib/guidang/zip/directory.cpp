// SPDX-License-Identifier: Apache-2.0
#include "guidang/zip/directory.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "guidang/base/portable_name.hpp"
#include "guidang/base/text.hpp"
#include "guidang/zip/bytes.hpp"
#include "guidang/zip/end_record.hpp"
#include "guidang/zip/extra_fields.hpp"
#include "guidang/zip/local_header.hpp"

namespace guidang::zip {
namespace {

constexpr std::size_t k_record_bytes = 46;
constexpr std::size_t k_fault_limit = 100;
constexpr std::size_t k_name_limit_bytes = 4096;  // PATH_MAX of Linux
constexpr std::size_t k_depth_limit = 128;
constexpr std::uint16_t k_deflated = 8;

constexpr std::uint32_t k_record_mark = 0x02014b50;
constexpr std::uint32_t k_local_mark = 0x04034b50;
// Of a directory that is encrypted or signed as a whole (APPNOTE 4.3.11, 4.3.13).
constexpr std::uint32_t k_extra_data_mark = 0x08064b50;
constexpr std::uint32_t k_signature_mark = 0x05054b50;

/// Replaces the numbers that did not fit by those of the zip64 field; false if they are not there.
bool widen(Record& record, std::string_view field) {
  const Bytes bytes(field);
  std::size_t from = 0;
  for (auto* const number : {&record.size_bytes, &record.packed_bytes, &record.local_offset}) {
    if (*number != 0xFFFFFFFF) continue;
    if (from + 8 > field.size()) return false;
    *number = bytes.u64(from);
    from += 8;
  }
  return true;
}

bool is_wide(const Record& record) {
  return record.packed_bytes == 0xFFFFFFFF || record.size_bytes == 0xFFFFFFFF || record.local_offset == 0xFFFFFFFF;
}

tl::unexpected<Error> too_many(const std::string& name, const Limits& limits) {
  const auto most = static_cast<std::int64_t>(limits.entries);
  return fail(ErrorCode::limit, {"zip/too-many-entries", {{"path", name}, {"most", most}}});
}

bool is_unix(std::uint16_t made_by) {
  return made_by >> 8U == 3;
}

fs::EntryKind kind_of(std::uint16_t made_by, std::uint32_t attributes, std::string_view name) {
  const unsigned type = (attributes >> 16U) & 0170000U;
  if (is_unix(made_by) && type == 0120000U) return fs::EntryKind::link;
  if (name.ends_with('/')) return fs::EntryKind::folder;
  if (!is_unix(made_by) || type == 0 || type == 0100000U) return fs::EntryKind::file;
  return type == 0040000U ? fs::EntryKind::folder : fs::EntryKind::other;
}

/// Whether attributes make an entry a folder for the readers that follow them and not the name.
bool is_marked_folder(std::uint16_t made_by, std::uint32_t attributes) {
  constexpr std::uint32_t k_dos_folder = 0x10;
  const unsigned type = (attributes >> 16U) & 0170000U;
  return is_unix(made_by) && type != 0 ? type == 0040000U : (attributes & k_dos_folder) != 0;
}

/// How many folders `path` lies in that `before`, the path sorted before it, does not.
std::uint64_t new_folders(std::string_view before, std::string_view path) {
  const auto differs = std::ranges::mismatch(before, path).in2;
  return static_cast<std::uint64_t>(std::count(differs, path.end(), '/'));
}

/// Reads the records one after another, collecting what is refused.
class Collector {
 public:
  Collector(std::string name, const Limits& limits, Names names)
      : name_(std::move(name)),
        limits_(limits),
        names_(names) {}

  /// Takes the record at `at` of a directory that ends at `end`; returns how long it is, 0 if it is not one.
  Result<std::size_t> take(Window& window, std::uint64_t at, std::uint64_t end) {
    const auto fixed = window.view(at, k_record_bytes);
    if (!fixed) return fail(fixed.error());
    if (fixed->size() < k_record_bytes || Bytes(*fixed).u32(0) != k_record_mark) return 0;
    const std::size_t name_bytes = Bytes(*fixed).u16(28);
    const std::size_t extra_bytes = Bytes(*fixed).u16(30);
    const std::size_t length = k_record_bytes + name_bytes + extra_bytes + Bytes(*fixed).u16(32);
    if (length > end - at) return 0;
    const auto whole = window.view(at, length);
    if (!whole) return fail(whole.error());
    return whole->size() == length && add(*whole, name_bytes, extra_bytes) ? length : 0;
  }

  /// Holds the records against each other and against what stands before each entry's bytes, and hands them over.
  Result<Directory> finish(Window& window, std::uint64_t directory_offset) {
    std::ranges::sort(directory_.records, {}, &Record::local_offset);
    const auto begin = directory_.records.empty() ? directory_offset : directory_.records.front().local_offset;
    if (begin != 0 && names_ == Names::safe) return malformed("zip/prepended-data", name_);
    GUIDANG_TRY(check_places(window, directory_offset));
    GUIDANG_TRY(check_names());
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
  void refuse(const char* id, const std::string& entry, std::vector<Argument> more = {}) {
    ++refused_;
    if (faults_.size() >= k_fault_limit) return;
    more.insert(more.begin(), Argument{"name", entry});
    faults_.push_back({.message = {id, std::move(more)}, .where = {.file = name_}, .line = {}, .hint = {}});
  }

  /// Adds the record that is all of `text`; returns false if it lacks numbers.
  bool add(std::string_view text, std::size_t name_bytes, std::size_t extra_bytes) {
    const Bytes bytes(text);
    Record record;
    record.flags = bytes.u16(8);
    record.method = bytes.u16(10);
    record.crc = bytes.u32(16);
    record.packed_bytes = bytes.u32(20);
    record.size_bytes = bytes.u32(24);
    record.local_offset = bytes.u32(42);
    record.number = directory_.records.size();
    record.encrypted = (record.flags & 1U) != 0;
    const auto fields = parse_extra_fields(text.substr(k_record_bytes + name_bytes, extra_bytes));
    if (is_wide(record) && (!fields.zip64 || !widen(record, *fields.zip64))) return false;
    name_path(record, text.substr(k_record_bytes, name_bytes), fields);
    record.kind = kind_of(bytes.u16(4), bytes.u32(38), record.path.text().empty() ? "" : decoded_);
    if (names_ == Names::safe) {
      if (!fields.sound) refuse("zip/bad-extra-field", decoded_);
      check_alone(record, is_marked_folder(bytes.u16(4), bytes.u32(38)));
    }
    // A folder that states a size is refused where entries are to be unpacked.
    if (record.kind == fs::EntryKind::folder && names_ == Names::any) record.size_bytes = 0;
    directory_.records.push_back(std::move(record));
    return true;
  }

  void name_path(Record& record, std::string_view raw_name, const ExtraFields& fields) {
    decoded_ = raw_name;
    const auto other = names_ == Names::safe ? unicode_name(fields, raw_name) : std::nullopt;
    if (!first_invalid_utf8(raw_name)) {
      if (other && *other != raw_name) refuse("zip/two-names", decoded_);
    } else if (auto guessed = from_gb18030(raw_name); other && !first_invalid_utf8(*other)) {
      record.guessed_name = !guessed || *guessed != *other;  // readers that do not know the field show something else
      decoded_ = *other;
    } else if (guessed) {
      record.guessed_name = true;
      decoded_ = std::move(*guessed);
    }
    std::string_view text = decoded_;
    if (text.ends_with('/')) text.remove_suffix(1);
    const bool absurd =
        text.size() > k_name_limit_bytes || std::ranges::count(text, '/') > static_cast<std::ptrdiff_t>(k_depth_limit);
    const auto path = absurd || leads_out(text) ? std::nullopt : RelPath::parse(text);
    const bool harmless = path && text.find('\\') == std::string_view::npos;
    if (harmless) record.path = *path;
    if (!harmless && names_ == Names::safe) refuse("zip/unsafe-name", decoded_);
    // Most names are their paths: kept twice they would take half of the memory.
    if (names_ == Names::any || raw_name != record.path.text()) record.raw_name = raw_name;
  }

  void check_alone(const Record& record, bool marked_folder) {
    if ((record.flags & k_encryption_flags) != 0) refuse("zip/encrypted", decoded_);
    const bool slash = decoded_.ends_with('/');
    if (marked_folder && !slash) refuse("zip/unclear-kind", decoded_);
    // Java deflates the nothing in folders, to two bytes.
    const std::uint64_t most = record.method == k_deflated ? 2 : 0;
    if (slash && (record.size_bytes != 0 || record.crc != 0 || record.packed_bytes > most)) {
      refuse("zip/folder-with-data", decoded_);
    }
  }

  /// Looks at where entries begin and end, in their order in the file. Every byte must belong to one: what lies between
  /// them is seen by no reader, and two that start from different ends may see two archives.
  Result<void> check_places(Window& window, std::uint64_t directory_offset) {
    auto& records = directory_.records;
    for (std::size_t i = 0; i < records.size(); ++i) {
      auto& record = records[i];
      record.end_limit = i + 1 < records.size() ? records[i + 1].local_offset : directory_offset;
      const std::uint64_t least = k_local_bytes + record.stored_name().size();
      const bool fits = record.local_offset <= record.end_limit && record.end_limit <= directory_offset &&
                        record.end_limit - record.local_offset >= least &&
                        record.end_limit - record.local_offset - least >= record.packed_bytes;
      if (!fits) refuse("zip/overlap", shown(record));
      if (fits && names_ == Names::safe) GUIDANG_TRY(check_local_header(window, record));
    }
    return {};
  }

  Result<void> check_local_header(Window& window, Record& record) {
    if ((record.flags & k_encryption_flags) != 0) return {};  // refused already
    const auto header = read_local_header(window, record);
    if (!header) return fail(header.error());
    if (header->fault != nullptr) {
      refuse(header->fault, shown(record));
    } else if (header->unused_bytes > 0) {
      refuse("zip/gap", shown(record), {{"size", size_text(header->unused_bytes)}});
    }
    record.data_offset = header->data_offset;
    return {};
  }

  static const std::string& shown(const Record& record) {
    return record.path.empty() ? record.raw_name : record.path.text();
  }

  Result<void> check_names() {
    auto& records = directory_.records;
    if (names_ == Names::any) {
      std::ranges::sort(records, [](const Record& a, const Record& b) {
        return std::pair(std::string_view(a.raw_name), a.number) < std::pair(std::string_view(b.raw_name), b.number);
      });
      return {};
    }
    std::ranges::sort(records, [](const Record& a, const Record& b) {
      return std::pair(std::string_view(a.path.text()), a.number) <
             std::pair(std::string_view(b.path.text()), b.number);
    });
    std::uint64_t folders = 0;
    for (std::size_t i = 0; i < records.size(); ++i) {
      const auto& path = records[i].path.text();
      folders += new_folders(i == 0 ? "" : records[i - 1].path.text(), path);
      if (i > 0 && records[i - 1].path == records[i].path && !path.empty()) refuse("zip/duplicate-name", path);
      if (records[i].kind != fs::EntryKind::folder) check_nothing_below(i);
    }
    if (folders > limits_.entries) return too_many(name_, limits_);
    return {};
  }

  /// Of what lies below a file the first is told.
  void check_nothing_below(std::size_t number) {
    const auto& records = directory_.records;
    const auto prefix = records[number].path.text() + "/";
    const auto from = records.begin() + static_cast<std::ptrdiff_t>(number);
    const auto below =
        std::partition_point(from, records.end(), [&](const Record& r) { return r.path.text() < prefix; });
    if (below != records.end() && below->path.text().starts_with(prefix)) refuse("zip/below-a-file", shown(*below));
  }

  [[nodiscard]] Result<void> check_totals() const {
    std::uint64_t total = 0;
    std::uint64_t packed = 0;
    std::uint64_t blown_up = 0;  // of entries that are absurd by themselves, whatever lies beside them
    for (const auto& record : directory_.records) {
      if (record.size_bytes > limits_.total_bytes - std::min(total, limits_.total_bytes)) {
        return fail(ErrorCode::limit, {"zip/too-large", {{"path", name_}}});
      }
      total += record.size_bytes;
      packed += record.packed_bytes;  // cannot overflow: no two entries overlap
      if (is_absurd(record.size_bytes, record.packed_bytes)) blown_up += record.size_bytes;
    }
    const auto least = limits_.ratio_from_bytes;
    if ((total > least && is_absurd(total, packed)) || blown_up > least) {
      return fail(ErrorCode::limit, {"zip/bomb", {{"path", name_}}});
    }
    return {};
  }

  [[nodiscard]] bool is_absurd(std::uint64_t size, std::uint64_t packed) const {
    return size / std::max<std::uint64_t>(packed, 1) > limits_.ratio;
  }

  std::string name_;
  const Limits& limits_;
  Names names_;
  Directory directory_;
  std::string decoded_;  // the name of the record in hand
  std::vector<Fault> faults_;
  std::size_t refused_ = 0;
};

/// Says why the directory does not go on with a record at `at`.
tl::unexpected<Error> no_record(Window& window, std::uint64_t at, const std::string& name) {
  const auto bytes = window.view(at, 4);
  const auto mark = bytes && bytes->size() == 4 ? Bytes(*bytes).u32(0) : 0;
  if (mark != k_extra_data_mark && mark != k_signature_mark) return malformed("zip/bad-directory", name);
  return fail(ErrorCode::unsupported, {"zip/protected-directory", {{"path", name}}});
}

Result<Directory> read_directory_before(
    fs::Source& source, const End& end, const std::string& name, const Limits& limits, Names names) {
  const auto place = place_of(source, end, name, names);
  if (!place) return fail(place.error());
  if (place->count > limits.entries) return too_many(name, limits);
  if (place->size > limits.directory_bytes) return fail(ErrorCode::limit, {"zip/too-large", {{"path", name}}});
  Window window(source);
  Collector collector(name, limits, names);
  std::uint64_t at = place->offset;
  const std::uint64_t behind = place->offset + place->size;
  for (std::uint64_t i = 0; i < place->count; ++i) {
    const auto length = collector.take(window, at, behind);
    if (!length) return fail(length.error());
    if (*length == 0) return no_record(window, at, name);
    at += *length;
  }
  if (at != behind) return no_record(window, at, name);
  return collector.finish(window, place->offset);
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
  if (record.data_offset != 0) return record.data_offset;
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
