// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which column of a clerk's table is which, and what its cells say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/date.hpp"
#include "guidang/base/exact.hpp"
#include "guidang/base/result.hpp"
#include "guidang/sheet/sheet.hpp"
#include "guidang/tables/tables.hpp"

namespace guidang::tables {

/// A column that a kind of table may have.
struct Column {
  std::string_view id;     ///< "column/file": its name in the catalogue.
  std::string_view words;  ///< Header words that name it, folded, separated by '|', the surest first.
};

/// A kind of table.
struct Kind {
  std::string_view id;               ///< "table/register": its name in the catalogue.
  std::string_view stem;             ///< File name without extension, Chinese …
  std::string_view english_stem;     ///< … and English.
  std::span<const Column> columns;   ///< The readers name them by their place here.
  std::size_t required = 0;          ///< The column without which a line says nothing.
  std::string_view other_stem = {};  ///< Another way to write `stem`; empty: none.
};

/// Where the header row is and which cell of a row is which column.
struct Header {
  std::size_t row = 0;                            ///< Of Sheet::rows.
  std::vector<std::optional<std::size_t>> cells;  ///< By place in Kind::columns.
};

/// Returns the header row of `sheet`: of its first 21 rows that are not empty the one with the most header words.
/// Appends to `faults` and returns nothing if there is none or it lacks the required column.
[[nodiscard]] std::optional<Header> find_header(const sheet::Sheet& sheet,
                                                const Kind& kind,
                                                std::vector<Fault>& faults);

/// Returns the columns with something below their header word that name none of `kind`; columns of running
/// numbers (序号) and of the items' names say nothing that the code does not.
[[nodiscard]] std::vector<UnknownColumn> find_unknown_columns(const sheet::Sheet& sheet,
                                                              const Kind& kind,
                                                              const Header& header);

/// Returns whether all cells of `row` are blank.
[[nodiscard]] bool is_blank(const sheet::Row& row);

/// Reads the cells of one line. What a cell may not say is appended to `faults`, and the value is nothing.
class LineReader {
 public:
  LineReader(const sheet::Sheet& sheet, const Kind& kind, const Header& header, std::vector<Fault>& faults)
      : sheet_(sheet),
        kind_(kind),
        header_(header),
        faults_(faults) {}

  /// Goes to the row `row` of the sheet. What a spreadsheet could not work out is a fault, in every column we know.
  void go_to(std::size_t row);

  /// Returns the place of the line.
  [[nodiscard]] Location where() const;

  /// Returns the cell without blanks around it, and without the apostrophe that keeps a spreadsheet program from taking
  /// it for a formula; empty if the table has no such column or the row no such cell.
  [[nodiscard]] std::string text(std::size_t column) const;

  /// The same for the required column: an empty cell is a fault.
  [[nodiscard]] std::string required_text();

  [[nodiscard]] std::optional<Date> date(std::size_t column);     ///< A time of day behind it is dropped.
  [[nodiscard]] std::optional<Exact> points(std::size_t column);  ///< Not negative, no per cent.
  [[nodiscard]] std::optional<int> count(std::size_t column);     ///< A whole number, not negative.
  [[nodiscard]] std::string rating(std::size_t column) const;     ///< "A", "C#", "优"; folded, then capitals.
  [[nodiscard]] bool yes(std::size_t column);                     ///< 是 or 否; an empty cell is 否.

  /// Returns the text; a long number in short (1.38E+10) or with digits lost is a fault.
  [[nodiscard]] std::string kept_text(std::size_t column);

  /// The same; one that a spreadsheet program turned into a date is a fault as well.
  [[nodiscard]] std::string code_text(std::size_t column);

  /// Returns a SHA-256 or the first digits of one, as cell_digest() does; what is none is a fault.
  [[nodiscard]] std::string digest(std::size_t column);

  /// Returns the codes of a list; one that a spreadsheet program turned into a date or a number is a fault.
  [[nodiscard]] std::vector<std::string> codes(std::size_t column);

  /// The same where only one code may stand; empty if there is none.
  [[nodiscard]] std::string one_code(std::size_t column);

  /// Adds a fault at the cell; the message has its text as `found`.
  void complain(std::size_t column, std::string id);

 private:
  [[nodiscard]] sheet::Cell cell(std::size_t column) const;

  const sheet::Sheet& sheet_;
  const Kind& kind_;
  const Header& header_;
  std::vector<Fault>& faults_;
  std::size_t row_ = 0;
};

}  // namespace guidang::tables
