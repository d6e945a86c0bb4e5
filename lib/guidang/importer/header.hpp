// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to importer/: what the columns of a published table hold.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/importer/grid.hpp"

namespace guidang {

/// What a column holds. The four levels stand in their order.
enum class Role {
  none,
  ignored,
  code,
  project,
  indicator,
  content,
  standard,
  points,
  scoring,
  method,
  evidence,
  owner
};

/// The header of a table.
struct Header {
  std::size_t first_row = 0;
  std::size_t rows = 1;
  std::vector<Role> roles;  ///< One a column; a column merged with the one before it has `none`.

  /// Returns the columns of a role, from left to right.
  [[nodiscard]] std::vector<std::size_t> columns(Role role) const;
};

/// Returns what a header word says; blanks and brackets in it do not matter.
[[nodiscard]] Role role_of(std::string_view word);

/// Finds the header among the first rows: the first row with at least two words of different roles, and the row below
/// it where that divides its cells.
[[nodiscard]] std::optional<Header> find_header(const Grid& grid);

/// Returns `text` without any blanks and line breaks.
[[nodiscard]] std::string squeezed(std::string_view text);

}  // namespace guidang
