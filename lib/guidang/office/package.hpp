// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to office/: a zip that is looked at, and what is wrong with it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/media/examination.hpp"
#include "guidang/xml/xml.hpp"
#include "guidang/zip/directory.hpp"
#include "guidang/zip/parts.hpp"

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
  [[nodiscard]] const std::vector<zip::Record>& records() const { return parts_.records(); }

  /// Returns the entry of this name as zip::plain_name() has it, or null.
  [[nodiscard]] const zip::Record* find(std::string_view name) const { return parts_.find(name); }

  /// Returns the bytes of an entry. Limits: 64 MiB.
  [[nodiscard]] Result<std::optional<std::string>> read(const zip::Record& record, media::Examination& found);

  /// Walks an XML part to its end; one that is not there is a missing part.
  [[nodiscard]] Result<bool> walk(std::string_view name, xml::Handler& handler, media::Examination& found);

  /// Reads every entry that was not read yet. An entry packed in a way that nothing here unpacks leaves the file
  /// unexamined.
  [[nodiscard]] Result<bool> read_rest(media::Examination& found);

 private:
  explicit Package(zip::Parts parts) : parts_(std::move(parts)), read_(parts_.records().size()) {}

  zip::Parts parts_;
  std::vector<bool> read_;
};

using zip::plain_name;

/// Walks over everything, so that a document is read to its end.
class Ignore final : public xml::Handler {
 public:
  bool begin(const xml::Start& /*element*/) override { return true; }

  void text(std::string_view /*text*/) override {}

  void end(std::string_view /*local*/) override {}
};

}  // namespace guidang::office
