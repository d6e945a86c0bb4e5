// SPDX-License-Identifier: Apache-2.0
#include "guidang/office/package.hpp"

#include <algorithm>
#include <utility>

#include "guidang/office/looks.hpp"

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

/// Says what an error of the directory means for people.
void explain(const Error& error, media::Examination& found) {
  const auto& id = error.message.id;
  if (error.code == ErrorCode::limit) {
    give_up(found, Condition::abandoned, Fault::too_large);
  } else if (id == "zip/not-a-zip" || id == "zip/cut-off") {
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

Result<std::optional<Package>> Package::open(fs::Source& source, media::Examination& found) {
  auto parts = zip::Parts::open(source, "", k_limits);
  if (!parts) {
    if (fs::is_about_reading(parts.error())) return fail(std::move(parts).error());
    explain(parts.error(), found);
    return std::nullopt;
  }
  const auto& records = parts->records();
  if (records.empty()) {
    give_up(found, Condition::damaged, Fault::no_content);
    return std::nullopt;
  }
  const auto locked = std::ranges::find_if(records, &zip::Record::encrypted);
  if (locked != records.end()) {
    give_up(found, Condition::locked, Fault::password, locked->raw_name);
    return std::nullopt;
  }
  return Package(std::move(*parts));
}

Result<std::optional<std::string>> Package::read(const zip::Record& record, media::Examination& found) {
  auto bytes = parts_.read(record, k_part_bytes);
  if (bytes) {
    read_[static_cast<std::size_t>(&record - records().data())] = true;
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
  for (std::size_t i = 0; i < records().size(); ++i) {
    const auto& record = records()[i];
    if (read_[i] || record.kind == fs::EntryKind::folder) continue;
    const auto read = parts_.check(record);
    if (read) continue;
    if (fs::is_about_reading(read.error())) return fail(read.error());
    if (read.error().code != ErrorCode::unsupported) return explain_entry(read.error(), record, found);
    all = false;
  }
  found.condition = all ? Condition::whole : Condition::unexamined;
  return true;
}

}  // namespace guidang::office
