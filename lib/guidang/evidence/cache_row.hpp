// SPDX-License-Identifier: Apache-2.0
/// \file
/// One row of the cache as bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "guidang/digest/digest.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/media/examination.hpp"

namespace guidang::cache {

/// What must be the same for a row to be of use.
struct RowKey {
  fs::Stamp stamp;
  std::uint64_t size_bytes = 0;
  std::string finder;  ///< 64 hexadecimal digits that stand for who looked, and for what.
};

/// What a row tells of its file.
struct RowContent {
  std::vector<std::pair<Algorithm, std::string>> digests;  ///< SHA-256 first.
  media::Examination examination;

  friend bool operator==(const RowContent&, const RowContent&) = default;
};

/// Returns a row as bytes: the key, which has the same length in all rows, and the content.
[[nodiscard]] std::string encode_row(const RowKey& key, const RowContent& content);

/// Returns the content of a row with this key; nothing if its key is another one or the bytes are no row.
[[nodiscard]] std::optional<RowContent> decode_row(std::string_view bytes, const RowKey& key);

/// Returns the content behind the key, whatever that is; nothing if the bytes are no row.
[[nodiscard]] std::optional<RowContent> decode_content(std::string_view bytes);

}  // namespace guidang::cache
