// SPDX-License-Identifier: Apache-2.0
#include "guidang/zip/parts.hpp"

#include <algorithm>
#include <utility>

#include "guidang/base/ascii.hpp"
#include "guidang/zip/entry.hpp"

namespace guidang::zip {

std::string plain_name(std::string_view name) {
  while (name.starts_with('/') || name.starts_with('\\')) name.remove_prefix(1);
  std::string plain = ascii_lower(name);
  std::ranges::replace(plain, '\\', '/');
  return plain;
}

Result<Parts> Parts::open(fs::Source& source, const std::string& name, const Limits& limits) {
  auto directory = read_directory(source, name, limits, Names::any);
  if (!directory) return fail(std::move(directory).error());
  Parts parts;
  parts.source_ = &source;
  parts.records_ = std::move(directory->records);
  for (std::size_t i = 0; i < parts.records_.size(); ++i) {
    parts.places_.emplace(plain_name(parts.records_[i].raw_name), i);
  }
  return parts;
}

const Record* Parts::find(std::string_view name) const {
  const auto place = places_.find(plain_name(name));
  return place == places_.end() ? nullptr : &records_[place->second];
}

Result<std::string> Parts::read(const Record& record, std::uint64_t limit_bytes) const {
  return unpack_entry(*source_, record, limit_bytes);
}

Result<void> Parts::check(const Record& record) const {
  return read_entry(*source_, record, [](std::string_view) {});
}

}  // namespace guidang::zip
