// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to texts/: documents that are XML in a zip.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/xml/xml.hpp"

namespace guidang::texts {

/// The parts of a package.
class Package {
 public:
  /// Opens `source`, which must outlive the package.
  /// Errors: io, changed; malformed, unsupported, limit.
  [[nodiscard]] static Result<Package> open(fs::Source& source);

  /// Returns the names of parts that `matches` accepts when they are in lower case, in the order of the numbers in
  /// them: slide2 before slide10. At most 10,000.
  template <typename Matches>
  [[nodiscard]] std::vector<RelPath> parts(const Matches& matches) const {
    std::vector<RelPath> found;
    for (std::size_t i = 0; i < lowered_.size() && found.size() < k_most_parts; ++i) {
      if (matches(std::string_view(lowered_[i].first))) found.push_back(lowered_[i].second);
    }
    return found;
  }

  /// Walks a part. Errors: as open(); malformed where it is no XML.
  [[nodiscard]] Result<void> walk(const RelPath& part, xml::Handler& handler) const;

 private:
  static constexpr std::size_t k_most_parts = 10'000;

  std::shared_ptr<fs::Tree> tree_;
  std::vector<std::pair<std::string, RelPath>> lowered_;
};

}  // namespace guidang::texts
