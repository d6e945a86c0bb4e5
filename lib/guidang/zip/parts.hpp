// SPDX-License-Identifier: Apache-2.0
/// \file
/// A document that is a zip, whatever names programs gave its parts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/zip/directory.hpp"

namespace guidang::zip {

/// The parts of a document: all that look into one open it by this, so that none refuses what another one accepts.
class Parts {
 public:
  /// Opens `source`, which must live as long, with Names::any. `name` is used in errors only.
  /// Errors: those of read_directory().
  [[nodiscard]] static Result<Parts> open(fs::Source& source, const std::string& name, const Limits& limits);

  /// Returns all entries, sorted by their names as stored.
  [[nodiscard]] const std::vector<Record>& records() const { return records_; }

  /// Returns the first entry whose plain_name() is that of `name`, or null.
  [[nodiscard]] const Record* find(std::string_view name) const;

  /// Returns the bytes of an entry. Errors: those of unpack_entry().
  [[nodiscard]] Result<std::string> read(const Record& record, std::uint64_t limit_bytes) const;

  /// Reads an entry for its checksum alone. Errors: those of read_entry().
  [[nodiscard]] Result<void> check(const Record& record) const;

 private:
  fs::Source* source_ = nullptr;
  std::vector<Record> records_;
  std::unordered_map<std::string, std::size_t> places_;  // by plain_name()
};

/// Returns the name of an entry as names of parts are compared: case, a leading slash, and which slash it is do not
/// matter, since programs do not agree on them.
[[nodiscard]] std::string plain_name(std::string_view name);

}  // namespace guidang::zip
