// SPDX-License-Identifier: Apache-2.0
#include "guidang/tables/columns.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "guidang/base/text.hpp"

namespace guidang::tables {
namespace {

constexpr std::size_t k_title_rows = 20;
constexpr std::string_view k_list_separators = "、;；,，\n";

/// A header word as it is compared: folded, without blanks, a star or a note in brackets.
std::string header_word(std::string_view text) {
  std::string word = folded(text);
  std::erase_if(word, [](char c) { return c == ' ' || c == '*'; });
  if (const auto note = word.find('('); note != std::string::npos && note > 0) word.resize(note);
  return word;
}

/// The place of `word` in `words`, separated by '|': how sure it is that the word means the column.
std::optional<std::size_t> rank(std::string_view words, std::string_view word) {
  for (std::size_t place = 0;; ++place) {
    const auto end = words.find('|');
    if (words.substr(0, end) == word) return place;
    if (end == std::string_view::npos) return std::nullopt;
    words.remove_prefix(end + 1);
  }
}

/// A row tried as the header.
struct Attempt {
  Header header;
  std::size_t found = 0;                                   // columns
  std::vector<std::pair<std::size_t, std::size_t>> twice;  // column and the second cell with the same word
};

/// Of two cells that may name a column the surer word wins; the same word twice is a fault.
void place_column(const std::vector<std::string>& words, const Column& column, std::size_t number, Attempt& attempt) {
  std::optional<std::size_t> best;
  std::vector<std::size_t> again;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto sure = words[i].empty() ? std::nullopt : rank(column.words, words[i]);
    if (!sure || (best && *sure > *best)) continue;
    if (best && *sure == *best) {
      again.push_back(i);
      continue;
    }
    again.clear();
    best = sure;
    attempt.header.cells[number] = i;
  }
  if (best) ++attempt.found;
  for (const auto cell : again) attempt.twice.emplace_back(number, cell);
}

Attempt try_row(const sheet::Row& row, std::size_t number, const Kind& kind) {
  Attempt attempt;
  attempt.header.row = number;
  attempt.header.cells.resize(kind.columns.size());
  std::vector<std::string> words;
  for (const auto& cell : row) words.push_back(header_word(cell.text));
  for (std::size_t i = 0; i < kind.columns.size(); ++i) place_column(words, kind.columns[i], i, attempt);
  return attempt;
}

Message about(std::string id, const Kind& kind, std::size_t column) {
  return {std::move(id),
          {{"table", Term{std::string(kind.id)}}, {"column", Term{std::string(kind.columns[column].id)}}}};
}

std::optional<int> take_number(std::string_view& text, std::size_t most_digits) {
  int value = 0;
  std::size_t digits = 0;
  while (digits < most_digits && digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
    value = value * 10 + (text[digits] - '0');
    ++digits;
  }
  text.remove_prefix(digits);
  if (digits == 0) return std::nullopt;
  return value;
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

/// Reads three numbers with these words behind the first, the second and (it may be missing) the third.
std::optional<Date> date_with(std::string_view text, const std::array<std::string_view, 3>& words) {
  if (text.size() < 4 || text.find_first_not_of("0123456789") < 4) return std::nullopt;  // a year has four digits
  const auto year = take_number(text, 4);
  if (!year || !take(text, words[0])) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, words[1])) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day || !take(text, words[2]) || !text.empty()) return std::nullopt;
  return make_date(*year, *month, *day);
}

}  // namespace

std::optional<Header> find_header(const sheet::Sheet& sheet, const Kind& kind, std::vector<Fault>& faults) {
  Attempt best;
  std::size_t tried = 0;
  for (std::size_t i = 0; i < sheet.rows.size() && tried <= k_title_rows; ++i) {
    if (is_blank(sheet.rows[i])) continue;
    ++tried;
    auto attempt = try_row(sheet.rows[i], i, kind);
    if (attempt.found > best.found) best = std::move(attempt);
  }
  if (best.found == 0) {
    faults.push_back(sheet.fault({.text = {}, .line = 1, .column = 1}, about("tables/no-header", kind, kind.required)));
    return std::nullopt;
  }
  const auto& row = sheet.rows[best.header.row];
  for (const auto& [column, cell] : best.twice) {
    faults.push_back(sheet.fault(row[cell], about("tables/column-twice", kind, column)));
  }
  if (!best.header.cells[kind.required]) {
    faults.push_back(sheet.fault(row.front(), about("tables/no-column", kind, kind.required)));
    return std::nullopt;
  }
  return std::move(best.header);
}

bool is_blank(const sheet::Row& row) {
  return std::ranges::all_of(row, [](const sheet::Cell& cell) { return trimmed(cell.text).empty(); });
}

std::optional<Date> cell_date(std::string_view text) {
  const std::string plain = folded(text);
  if (plain.size() == 8) {
    if (auto date = date_with(plain, {"", "", ""})) return date;
  }
  for (const auto& words : {std::array<std::string_view, 3>{"-", "-", ""},
                            std::array<std::string_view, 3>{"/", "/", ""},
                            std::array<std::string_view, 3>{".", ".", ""},
                            std::array<std::string_view, 3>{"年", "月", "日"}}) {
    if (auto date = date_with(plain, words)) return date;
  }
  return std::nullopt;
}

void LineReader::go_to(std::size_t row) {
  row_ = row;
}

Location LineReader::where() const {
  return sheet_.where(sheet_.rows[row_].front());
}

sheet::Cell LineReader::cell(std::size_t column) const {
  const auto& row = sheet_.rows[row_];
  const auto place = header_.cells[column];
  if (place && *place < row.size()) return row[*place];
  sheet::Cell none = row.back();  // the row is too short: its end is where the cell is missing
  none.text.clear();
  return none;
}

std::string LineReader::text(std::size_t column) const {
  return header_.cells[column] ? std::string(trimmed(cell(column).text)) : std::string();
}

std::string LineReader::required_text() {
  auto found = text(kind_.required);
  if (found.empty()) complain(kind_.required, "tables/empty-cell");
  return found;
}

std::optional<Date> LineReader::date(std::size_t column) {
  const auto found = text(column);
  if (found.empty()) return std::nullopt;
  const auto day = cell_date(found);
  if (!day) complain(column, "tables/bad-date");
  return day;
}

std::optional<Exact> LineReader::points(std::size_t column) {
  const auto found = folded(text(column));
  if (found.empty()) return std::nullopt;
  auto number = found.ends_with('%') ? std::nullopt : Exact::parse(found);
  if (number && !number->is_negative()) return number;
  complain(column, "tables/bad-points");
  return std::nullopt;
}

std::optional<int> LineReader::count(std::size_t column) {
  const auto found = folded(text(column));
  if (found.empty()) return std::nullopt;
  std::string_view rest = found;
  const auto number = take_number(rest, 9);
  const bool padded = found.size() > 1 && found.front() == '0';
  if (number && rest.empty() && !padded) return number;
  complain(column, "tables/bad-count");
  return std::nullopt;
}

std::string LineReader::rating(std::size_t column) {
  const auto found = folded(text(column));
  if (found.empty()) return {};
  for (const auto& [folded_word, word] : {std::pair{"a", "A"}, {"b", "B"}, {"c", "C"}, {"c#", "C#"}}) {
    if (found == folded_word) return word;
  }
  complain(column, "tables/bad-rating");
  return {};
}

std::vector<std::string> LineReader::list(std::size_t column) const {
  return split(text(column), k_list_separators);
}

void LineReader::complain(std::size_t column, std::string id) {
  auto message = about(std::move(id), kind_, column);
  message.arguments.push_back({"found", text(column)});
  faults_.push_back(sheet_.fault(cell(column), std::move(message)));
}

}  // namespace guidang::tables
