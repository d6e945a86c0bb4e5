// SPDX-License-Identifier: Apache-2.0
/// \file
/// An .xlsx file as a package of parts that name each other.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/xml/xml.hpp"
#include "guidang/zip/parts.hpp"

namespace guidang::sheet {

/// What one part says about another.
struct Relation {
  std::string id;
  std::string type;  ///< The last word of its type: "worksheet".
  std::string part;  ///< Name of the part in the package, without a leading '/'.
};

/// A package in memory.
///
/// Standard: ECMA-376 part 2 (OPC): names of parts are compared without regard to case; here as zip::plain_name().
class Package {
 public:
  /// Opens `bytes`, which must live as long as the package.
  /// Errors: malformed (no package, with one fault), unsupported (encrypted, or an older kind of file), limit.
  [[nodiscard]] static Result<Package> open(std::string_view bytes, std::string_view name);

  /// Returns the relations of `part`; "" is the package itself. None if nothing is stated.
  [[nodiscard]] Result<std::vector<Relation>> relations(std::string_view part) const;

  /// Returns whether there is such a part.
  [[nodiscard]] bool has(std::string_view part) const;

  /// Walks a part. Errors: malformed (with one fault at the file as a whole), limit.
  [[nodiscard]] Result<void> walk(std::string_view part, xml::Handler& handler) const;

  /// Returns the error of a file that is no workbook, or none that can be read.
  [[nodiscard]] Error not_a_workbook() const;

 private:
  [[nodiscard]] Result<std::string> bytes_of(std::string_view part) const;
  [[nodiscard]] Error damaged(std::string_view part) const;

  std::string name_;
  std::unique_ptr<fs::Source> source_;  // of parts_
  zip::Parts parts_;
};

/// Returns `error` at the file as a whole: malformed with one fault.
[[nodiscard]] Error whole_file_fault(std::string_view name, Message message);

}  // namespace guidang::sheet
