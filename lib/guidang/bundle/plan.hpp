// SPDX-License-Identifier: Apache-2.0
/// \file
/// What will be packed, known before anything is written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/bag/bag.hpp"
#include "guidang/bundle/bundle.hpp"
#include "guidang/zip/writer.hpp"

namespace guidang::bundle {

/// One payload manifest.
struct Manifest {
  Algorithm algorithm = Algorithm::sha256;
  std::string text;

  /// "manifest-sha256.txt"
  [[nodiscard]] std::string name() const;
};

/// The payload, the same for all copies.
struct Plan {
  std::string group;                ///< Folder of the bag within the zip.
  std::vector<zip::Entry> payload;  ///< In the order of the zip: sorted by name.
  std::vector<Manifest> manifests;  ///< manifest-sha256.txt first.
  std::uint64_t payload_bytes = 0;
};

/// The text files of one copy's bag.
struct TagFiles {
  std::string bag_info;
  std::vector<Manifest> tagmanifests;  ///< One an algorithm, in the order of the payload's.
};

/// Works out the payload. Errors: io (evidence that could not be read), usage (documents that clash).
[[nodiscard]] Result<Plan> make_plan(const fs::Tree& archive,
                                     const Inventory& inventory,
                                     const Project& project,
                                     const BundleRequest& request);

/// Returns the tags of copy `number` (from 0), its date included.
[[nodiscard]] std::vector<BagTag> copy_tags(const Plan& plan,
                                            const Project& project,
                                            const BundleRequest& request,
                                            std::size_t number);

/// Returns the texts of the tag files that differ between copies.
[[nodiscard]] TagFiles tag_files(const Plan& plan, const std::vector<BagTag>& tags);

/// Returns at most how large a copy's zip becomes.
[[nodiscard]] std::uint64_t largest_zip_bytes(const Plan& plan);

/// The manifest that every bundle has.
inline constexpr std::string_view k_manifest = "manifest-sha256.txt";
inline constexpr std::string_view k_date_label = "Bagging-Date";

}  // namespace guidang::bundle
