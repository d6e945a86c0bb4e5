// SPDX-License-Identifier: Apache-2.0
/// \file
/// What stands beside a copy: its receipt for programs and for people, and a side file a part.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "guidang/bundle/bundle.hpp"
#include "guidang/fs/output.hpp"

namespace guidang::bundle {

/// The end of the name of a side file.
inline constexpr std::string_view k_side_suffix = ".sha256";

/// What the name of a receipt ends with, for programs and for people.
inline constexpr std::string_view k_receipt_json = ".json";
inline constexpr std::string_view k_receipt_text = ".txt";

/// Returns the name of the receipt of the copy called `stem`, with one of these ends.
[[nodiscard]] std::string receipt_name(const std::string& stem, std::string_view end);

/// Returns what the side file of `part` says: for `sha256sum -c`, with a comment line for us.
[[nodiscard]] std::string side_text(const ReceiptPart& part, CopyForm form, fs::ReadBack read_back);

/// What a side file says, read back.
struct Side {
  std::uint64_t size_bytes = 0;
  fs::ReadBack read_back = fs::ReadBack::through_cache;
  std::string sha256;  ///< Of the zip, or of the folder's tagmanifest-sha256.txt.
};

/// Reads the side file of the part `file` in `folder`; nothing if it is not there or not in our form.
[[nodiscard]] std::optional<Side> read_side(const std::string& folder, const std::string& file, CopyForm form);

/// Returns the receipt `STEM-移交与接收登记.json` in `folder`, if it is there and can be read.
[[nodiscard]] std::optional<Receipt> read_receipt(const std::string& folder, const std::string& stem);

/// Writes receipt and side files, the latter last: a copy with its side files is a whole one. Files that say the same
/// already stay as they are.
[[nodiscard]] Result<void> write_receipts(const fs::FolderLock& folder,
                                          const std::string& stem,
                                          const Receipt& receipt,
                                          const BundleRequest& request);

/// Returns a whole text file of at most 256 MiB.
[[nodiscard]] Result<std::string> text_of(const std::string& path);

}  // namespace guidang::bundle
