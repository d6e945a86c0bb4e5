// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to office/: a zip that is looked at, and what is wrong with it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/media/examination.hpp"
#include "guidang/xml/xml.hpp"
#include "guidang/zip/directory.hpp"

namespace guidang::office {

/// The parts of a zip. Where a function returns false or nothing, `found` says why, and the look is over.
///
/// Limits: 100,000 entries, 64 MiB of directory; 8 GiB unpacked, and above 32 MiB at most 200 times what is packed.
class Package {
 public:
  /// Opens the zip. Bytes behind its end are left out of account. One that holds nothing has no content; one with an
  /// entry that wants a password is locked. `source` must live as long.
  [[nodiscard]] static Result<std::optional<Package>> open(fs::Source& source, media::Examination& found);

  /// Returns all entries, sorted by their names as stored.
  [[nodiscard]] const std::vector<zip::Record>& records() const { return records_; }

  /// Returns the entry of this name, or null. Case, a leading slash, and which slash it is do not matter: programs do
  /// not agree on them.
  [[nodiscard]] const zip::Record* find(std::string_view name) const;

  /// Returns the bytes of an entry. Limits: 64 MiB.
  [[nodiscard]] Result<std::optional<std::string>> read(const zip::Record& record, media::Examination& found);

  /// Walks an XML part to its end; one that is not there is a missing part.
  [[nodiscard]] Result<bool> walk(std::string_view name, xml::Handler& handler, media::Examination& found);

  /// Reads every entry that was not read yet. An entry packed in a way that nothing here unpacks leaves the file
  /// unexamined.
  [[nodiscard]] Result<bool> read_rest(media::Examination& found);

 private:
  std::unique_ptr<fs::Source> prefix_;
  fs::Source* source_ = nullptr;
  std::vector<zip::Record> records_;
  std::vector<bool> read_;
  std::unordered_map<std::string, std::size_t> places_;  // by plain_name()
};

/// Returns the name of an entry as Package::find() compares it.
[[nodiscard]] std::string plain_name(std::string_view name);

/// Walks over everything, so that a document is read to its end.
class Ignore final : public xml::Handler {
 public:
  bool begin(const xml::Start& /*element*/) override { return true; }

  void text(std::string_view /*text*/) override {}

  void end(std::string_view /*local*/) override {}
};

}  // namespace guidang::office
