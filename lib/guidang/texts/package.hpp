// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to texts/: documents that are XML in a zip.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/xml/xml.hpp"
#include "guidang/zip/parts.hpp"

namespace guidang::texts {

/// The parts of a package.
class Package {
 public:
  /// Opens `source`, which must outlive the package, as office/ opens it: a document that is whole there opens here.
  /// Errors: io, changed; malformed, unsupported, limit.
  [[nodiscard]] static Result<Package> open(fs::Source& source);

  /// Returns the parts whose zip::plain_name() `matches` accepts, in the order of the numbers in them: slide2 before
  /// slide10; of twins all. At most 10,000.
  template <typename Matches>
  [[nodiscard]] std::vector<const zip::Record*> parts(const Matches& matches) const {
    std::vector<const zip::Record*> found;
    for (std::size_t i = 0; i < named_.size() && found.size() < k_most_parts; ++i) {
      if (matches(std::string_view(named_[i].first))) found.push_back(named_[i].second);
    }
    return found;
  }

  /// Walks a part. Errors: as open(); malformed where it is no XML.
  [[nodiscard]] Result<void> walk(const zip::Record& part, xml::Handler& handler) const;

 private:
  static constexpr std::size_t k_most_parts = 10'000;

  zip::Parts parts_;
  std::vector<std::pair<std::string, const zip::Record*>> named_;  // by plain_name()
};

}  // namespace guidang::texts
