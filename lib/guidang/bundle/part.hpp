// SPDX-License-Identifier: Apache-2.0
/// \file
/// One part of a copy: a zip or a folder that holds one bag.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

#include "guidang/bundle/copy.hpp"
#include "guidang/fs/new_folder.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/zip/reuse.hpp"

namespace guidang::bundle {

/// Larger tag files are not ours.
inline constexpr std::uint64_t k_tag_limit_bytes = std::uint64_t{256} << 20;

/// Packed bytes by the SHA-256 of what they unpack to.
using PackedFiles = std::unordered_map<std::string, zip::Packed>;

/// A part that is written and proven, and has no name yet. Destroyed, it leaves nothing behind.
struct Pending {
  std::variant<fs::AtomicFile, fs::NewFolder> output;
  ReceiptPart part;
  fs::ReadBack read_back = fs::ReadBack::through_cache;
};

/// What building the parts of a copy shares.
struct PartBuilder {
  const CopyJob& job;
  const BundleRequest& request;
  Meter& meter;

  /// Writes the bag of `volume` under a temporary name, brings it to the medium, reads it back and demands that it is
  /// what was meant. Evidence that `packed` has is taken over from there. `volume` is as it was afterwards.
  /// Errors: those of make_bundle().
  [[nodiscard]] Result<Pending> build(Volume& volume, const PartJob& part, const PackedFiles& packed) const;
};

/// Gives the part its name. What had it before is replaced; a folder then has the name `kept_name`, if that is not
/// empty.
[[nodiscard]] Result<void> give_name(Pending& pending, const std::string& kept_name);

/// Opens a part that has a name to be read: a zip, or a folder.
[[nodiscard]] Result<std::unique_ptr<fs::Tree>> open_part(const std::string& path, CopyForm form);

/// Returns whether every byte of a part that has a name is what it should be: the digest of the zip is `sha256`, the
/// bag in the folder is valid. Not where the caller cancels. Cost: reads the part.
[[nodiscard]] bool is_whole(const std::string& path,
                            CopyForm form,
                            std::string_view sha256,
                            const BundleRequest& request);

/// Returns the folder of the bag in a zip of ours, which is all that lies in it; nothing where nothing does.
[[nodiscard]] std::optional<RelPath> root_in(const fs::Tree& zip);

/// Returns the folder of the bag within a part.
[[nodiscard]] RelPath root_of(const Volume& volume, CopyForm form);

/// Returns the bag's own files: name below the bag's root and text, those that differ between copies last.
[[nodiscard]] std::vector<Document> own_files(const Volume& volume, const std::vector<BagTag>& tags);

/// Fills in all of a ReceiptPart that the plan knows: everything but `sha256` and, of a zip, `size_bytes`.
[[nodiscard]] ReceiptPart receipt_part(const Volume& volume, const PartJob& part, CopyForm form);

}  // namespace guidang::bundle
