// SPDX-License-Identifier: Apache-2.0
/// \file
/// The rows of a cache in their database: read, sealed, written, thrown away.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/digest/seal.hpp"
#include "guidang/store/database.hpp"
#include "guidang/store/private_folder.hpp"

namespace guidang::cache {

/// What a database may hold; more is taken for damage.
inline constexpr std::size_t k_most_rows = 1'000'000;
inline constexpr std::size_t k_most_bytes = std::size_t{512} << 20U;

/// One row.
struct Row {
  std::string path;
  std::string bytes;  ///< Of encode_row().
};

/// What is to change.
struct Changes {
  std::vector<Row> put;
  std::vector<std::string> gone;  ///< Paths.
};

/// Whether a database was found to be one of ours.
enum class Shape {
  ours,     ///< Its rows have been read.
  empty,    ///< Nothing has been written yet.
  earlier,  ///< Of another version of this layout: to be replaced without words.
};

/// The database of one archive folder, locked for as long as this lives so that nobody replaces it meanwhile.
class RowStore {
 public:
  /// Opens the database called `name` in `folder`. Errors: those of PrivateFolder.
  [[nodiscard]] static Result<RowStore> open(store::PrivateFolder folder, std::string name);

  /// Reads all rows, sorted by path. A damaged, foreign or forged database is replaced by an empty one, if no other run
  /// uses it. `damaged` is set in any case. Errors: locked (others are writing, or use a damaged database), io,
  /// unsupported.
  [[nodiscard]] Result<std::vector<Row>> read(bool& damaged);

  /// Writes changes, all or none. Errors: locked (others are writing), malformed (damaged; it has been replaced where
  /// that was possible), io, unsupported.
  [[nodiscard]] Result<void> write(const Changes& changes);

  [[nodiscard]] std::string path() const { return folder_.file(name_); }

 private:
  RowStore(store::PrivateFolder folder, std::string name, store::Lock lock, std::string_view key)
      : folder_(std::move(folder)),
        name_(std::move(name)),
        lock_(std::move(lock)),
        sealer_(key) {}

  [[nodiscard]] Result<std::vector<Row>> read_once(Shape& shape);
  [[nodiscard]] Result<void> check_seals(std::vector<Row>& rows) const;
  [[nodiscard]] Result<void> write_rows(store::Database& database, const Changes& changes);
  [[nodiscard]] Result<void> replace();

  store::PrivateFolder folder_;
  std::string name_;
  store::Lock lock_;
  Sealer sealer_;
};

}  // namespace guidang::cache
