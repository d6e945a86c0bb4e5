// SPDX-License-Identifier: Apache-2.0
#include "guidang/office/package.hpp"

#include <algorithm>
#include <utility>

#include "guidang/base/ascii.hpp"
#include "guidang/media/bytes.hpp"
#include "guidang/office/looks.hpp"
#include "guidang/office/prefix_source.hpp"
#include "guidang/zip/entry.hpp"

namespace guidang::office {
namespace {

using media::Condition;
using media::Fault;

constexpr zip::Limits k_limits{.entries = 100'000,
                               .directory_bytes = std::uint64_t{64} << 20U,
                               .total_bytes = std::uint64_t{8} << 30U,
                               .ratio = 200,
                               .ratio_from_bytes = std::uint64_t{32} << 20U};
constexpr std::uint64_t k_part_bytes = std::uint64_t{64} << 20U;

/// Where the last end record and its comment end; nothing if there is none in the last bytes.
Result<std::optional<std::uint64_t>> end_of_zip(fs::Source& source) {
  constexpr std::uint64_t k_tail_bytes = 65535 + 22;
  constexpr std::size_t k_end_bytes = 22;
  constexpr std::string_view k_mark = "PK\x05\x06";
  const auto size = source.size_bytes();
  const auto tail_bytes = std::min(size, k_tail_bytes);
  const auto tail = media::read_bytes(source, size - tail_bytes, static_cast<std::size_t>(tail_bytes));
  if (!tail) return fail(tail.error());
  for (auto at = tail->rfind(k_mark); at != std::string::npos; at = tail->rfind(k_mark, at - 1)) {
    const auto end = at + k_end_bytes + static_cast<std::size_t>(media::little_endian(*tail, at + 20, 2));
    if (end <= tail->size()) return size - tail_bytes + end;
    if (at == 0) break;
  }
  return std::nullopt;
}

/// Says what an error of the directory means for people.
void explain(const Error& error, bool more_behind, media::Examination& found) {
  const auto& id = error.message.id;
  if (error.code == ErrorCode::limit) {
    give_up(found, Condition::abandoned, Fault::too_large);
  } else if (id == "zip/not-a-zip" || id == "zip/cut-off" || more_behind) {
    give_up(found, Condition::truncated, Fault::cut_off);
  } else {
    give_up(found, Condition::damaged, Fault::bad_structure);
  }
}

/// Says what an error of one entry means; false: the look is over.
bool explain_entry(const Error& error, const zip::Record& record, media::Examination& found) {
  if (error.code == ErrorCode::limit) {
    return give_up(found, Condition::abandoned, Fault::too_large, record.raw_name);
  }
  const auto fault = error.message.id == "zip/bad-checksum" ? Fault::bad_checksum : Fault::bad_part;
  return give_up(found, Condition::damaged, fault, record.raw_name);
}

}  // namespace

std::string plain_name(std::string_view name) {
  while (name.starts_with('/') || name.starts_with('\\')) name.remove_prefix(1);
  std::string plain = ascii_lower(name);
  std::ranges::replace(plain, '\\', '/');
  return plain;
}

Result<std::optional<Package>> Package::open(fs::Source& source, media::Examination& found) {
  Package package;
  package.source_ = &source;
  const auto end = end_of_zip(source);
  if (!end) return fail(end.error());
  const bool more_behind = *end && **end < source.size_bytes();
  if (more_behind) {
    package.prefix_ = std::make_unique<PrefixSource>(source, **end);
    package.source_ = package.prefix_.get();
  }
  auto directory = zip::read_directory(*package.source_, "", k_limits, zip::Names::any);
  if (!directory) {
    if (fs::is_about_reading(directory.error())) return fail(std::move(directory).error());
    explain(directory.error(), more_behind, found);
    return std::nullopt;
  }
  package.records_ = std::move(directory->records);
  if (package.records_.empty()) {
    give_up(found, Condition::damaged, Fault::no_content);
    return std::nullopt;
  }
  const auto locked = std::ranges::find_if(package.records_, &zip::Record::encrypted);
  if (locked != package.records_.end()) {
    give_up(found, Condition::locked, Fault::password, locked->raw_name);
    return std::nullopt;
  }
  package.read_.resize(package.records_.size());
  for (std::size_t i = 0; i < package.records_.size(); ++i) {
    package.places_.emplace(plain_name(package.records_[i].raw_name), i);
  }
  return package;
}

const zip::Record* Package::find(std::string_view name) const {
  const auto place = places_.find(plain_name(name));
  return place == places_.end() ? nullptr : &records_[place->second];
}

Result<std::optional<std::string>> Package::read(const zip::Record& record, media::Examination& found) {
  auto bytes = zip::unpack_entry(*source_, record, k_part_bytes);
  if (bytes) {
    read_[static_cast<std::size_t>(&record - records_.data())] = true;
    return std::move(*bytes);
  }
  if (fs::is_about_reading(bytes.error())) return fail(std::move(bytes).error());
  explain_entry(bytes.error(), record, found);
  return std::nullopt;
}

Result<bool> Package::walk(std::string_view name, xml::Handler& handler, media::Examination& found) {
  const auto* const record = find(name);
  if (record == nullptr) return give_up(found, Condition::damaged, Fault::missing_part, name);
  const auto bytes = read(*record, found);
  if (!bytes) return fail(bytes.error());
  if (!*bytes) return false;
  const auto walked = xml::walk(**bytes, record->raw_name, handler);
  if (walked) return true;
  if (walked.error().code == ErrorCode::limit) {
    return give_up(found, Condition::abandoned, Fault::too_large, record->raw_name);
  }
  return give_up(found, Condition::damaged, Fault::bad_part, record->raw_name);
}

Result<bool> Package::read_rest(media::Examination& found) {
  bool all = true;
  for (std::size_t i = 0; i < records_.size(); ++i) {
    if (read_[i] || records_[i].kind == fs::EntryKind::folder) continue;
    const auto read = zip::read_entry(*source_, records_[i], [](std::string_view) {});
    if (read) continue;
    if (fs::is_about_reading(read.error())) return fail(read.error());
    if (read.error().code != ErrorCode::unsupported) return explain_entry(read.error(), records_[i], found);
    all = false;
  }
  found.condition = all ? Condition::whole : Condition::unexamined;
  return true;
}

}  // namespace guidang::office
