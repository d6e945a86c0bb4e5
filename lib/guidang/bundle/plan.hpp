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

/// One bag: the payload of one volume, the same for all copies.
struct Volume {
  std::string root;                 ///< Folder of the bag within the zip.
  std::string suffix;               ///< "-第1卷共3卷": behind the names of copy and group; empty for the only one.
  std::vector<zip::Entry> payload;  ///< In the order of the zip: sorted by name; names begin with `root`.
  std::vector<Manifest> manifests;  ///< manifest-sha256.txt first.
  std::uint64_t payload_bytes = 0;
};

/// The payload, the same for all copies.
struct Plan {
  std::string group;            ///< "秀水社区-2026Q4"
  std::vector<Volume> volumes;  ///< At least one.

  [[nodiscard]] std::uint64_t payload_bytes() const;
};

/// The text files of one copy's bag.
struct TagFiles {
  std::string bag_info;
  std::vector<Manifest> tagmanifests;  ///< One an algorithm, in the order of the payload's.
};

/// Works out the payload. Errors: io (evidence that could not be read), usage (documents that clash), limit (a leaf, a
/// file or the documents are larger than a volume).
[[nodiscard]] Result<Plan> make_plan(const fs::Tree& archive,
                                     const Inventory& inventory,
                                     const Project& project,
                                     const BundleRequest& request);

/// Returns the tags of volume `volume` of copy `number` (both from 0), its date included.
[[nodiscard]] std::vector<BagTag> copy_tags(
    const Plan& plan, const Project& project, const BundleRequest& request, std::size_t number, std::size_t volume);

/// Returns the texts of the tag files that differ between copies.
[[nodiscard]] TagFiles tag_files(const Volume& volume, const std::vector<BagTag>& tags);

/// Returns at most how large the volume becomes, as a zip or as the files of a folder.
[[nodiscard]] std::uint64_t largest_bytes(const Volume& volume);

/// The manifest that every bundle has.
inline constexpr std::string_view k_manifest = "manifest-sha256.txt";
inline constexpr std::string_view k_date_label = "Bagging-Date";

}  // namespace guidang::bundle
