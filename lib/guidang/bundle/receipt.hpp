// SPDX-License-Identifier: Apache-2.0
/// \file
/// The receipt of a copy (移交与接收登记): what was handed over, to whom, and by what it can be known again.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/base/result.hpp"
#include "guidang/fs/read_back.hpp"
#include "guidang/project/project.hpp"

namespace guidang {

/// What a copy is on its medium.
enum class CopyForm {
  zip,     ///< One zip a volume.
  folder,  ///< One plain folder a volume: handover rules want transfers uncompressed (档发〔2012〕7号).
};

/// "zip", "folder".
[[nodiscard]] std::string_view to_string(CopyForm form);

/// One volume of a copy: a bag of its own.
struct ReceiptPart {
  std::string file;              ///< Name of the zip or folder, beside the receipt.
  std::uint64_t size_bytes = 0;  ///< Of the zip; of all files of a folder.
  std::string sha256;            ///< Of the zip; empty for a folder, which its tag manifest stands for.
  std::uint64_t payload_bytes = 0;
  std::uint64_t payload_files = 0;
  std::string manifest_sha256;     ///< Of manifest-sha256.txt: the same for all copies.
  std::string tagmanifest_sha256;  ///< Of tagmanifest-sha256.txt, which vouches for the manifest and so for all.

  friend bool operator==(const ReceiptPart&, const ReceiptPart&) = default;
};

/// What was handed over with one copy.
struct Receipt {
  std::string group;    ///< "秀水社区-2026Q4": Bag-Group-Identifier.
  std::string edition;  ///< "2026Q4"
  std::string unit;     ///< Who hands over.
  Copy copy;            ///< Who receives: holder, keeper, phone, place.
  int number = 1;       ///< This copy is `number` of `count`.
  int count = 1;
  CopyForm form = CopyForm::zip;
  std::vector<ReceiptPart> parts;  ///< The volumes in their order; at least one.
  Date bagging_date;
  fs::ReadBack read_back = fs::ReadBack::through_cache;  ///< Of all parts: the worse.
  std::string packer;                                    ///< "guidang 0.1.0"
  std::string algorithm;                                 ///< Of the digests: "sha256".

  [[nodiscard]] std::uint64_t size_bytes() const;     ///< Of all parts.
  [[nodiscard]] std::uint64_t payload_bytes() const;  ///< Of all parts.
  [[nodiscard]] std::uint64_t payload_files() const;  ///< Of all parts.
};

/// Returns the receipt as JSON: format "guidang-receipt", version 1, indented, a final line end.
/// Standard: schemas/bundle.md, 6.
[[nodiscard]] std::string receipt_text(const Receipt& receipt);

/// Reads such a text back; `name` is used in errors. Errors: malformed (no receipt, or names of files that are paths).
[[nodiscard]] Result<Receipt> parse_receipt(std::string_view text, const std::string& name);

/// The end of the name of a receipt; before it stands the name of the copy.
inline constexpr std::string_view k_receipt_suffix = "-移交与接收登记";

}  // namespace guidang
