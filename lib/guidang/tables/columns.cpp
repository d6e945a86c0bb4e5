// SPDX-License-Identifier: Apache-2.0
#include "guidang/tables/columns.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/tables/values.hpp"

namespace guidang::tables {
namespace {

constexpr std::size_t k_title_rows = 20;
constexpr std::size_t k_most_count_digits = 9;
/// What the code of a line says already: `guidang init` writes the item's name beside it, people number their lines.
constexpr std::array<std::string_view, 5> k_said_by_code{"序号", "no", "名称", "指标名称", "title"};
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

/// The header word of a column that the table lacks and that `word` is a slip of the pen for.
std::string likely_column(std::string_view word, const Kind& kind, const Header& header) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < kind.columns.size(); ++i) {
    if (header.cells[i]) continue;
    for (auto& one : split(kind.columns[i].words, "|")) words.push_back(std::move(one));
  }
  return nearest(word, words).value_or("");
}

bool has_text_below(const sheet::Sheet& sheet, std::size_t row, std::size_t column) {
  return std::any_of(sheet.rows.begin() + static_cast<std::ptrdiff_t>(row) + 1,
                     sheet.rows.end(),
                     [&](const sheet::Row& one) { return column < one.size() && !trimmed(one[column].text).empty(); });
}

/// The words before a unit.
std::string_view without_unit(std::string_view text, std::initializer_list<std::string_view> units) {
  for (const auto unit : units) {
    if (text.ends_with(unit)) return trimmed(text.substr(0, text.size() - unit.size()));
  }
  return text;
}

/// What csv_row() puts before a text that begins like a formula is no part of it.
std::string_view without_guard(std::string_view text) {
  constexpr std::string_view k_formula = "=+-@";
  const bool guarded = text.size() > 1 && text.front() == '\'' && k_formula.find(text[1]) != std::string_view::npos;
  return guarded ? text.substr(1) : text;
}

/// A day as spreadsheet programs count it, shown without its format: 2000 to 2099.
bool is_bare_day_number(std::string_view text) {
  constexpr int k_first = 36'526;
  constexpr int k_last = 73'050;
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number >= k_first && number <= k_last;
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

std::vector<UnknownColumn> find_unknown_columns(const sheet::Sheet& sheet, const Kind& kind, const Header& header) {
  std::vector<UnknownColumn> unknown;
  const auto& row = sheet.rows[header.row];
  for (std::size_t c = 0; c < row.size(); ++c) {
    const auto word = header_word(row[c].text);
    const bool known =
        std::ranges::any_of(kind.columns, [&](const Column& column) { return rank(column.words, word).has_value(); });
    const bool said_by_code = std::ranges::find(k_said_by_code, word) != k_said_by_code.end();
    if (word.empty() || known || said_by_code || !has_text_below(sheet, header.row, c)) continue;
    auto place = sheet.fault(row[c], {}).where;
    unknown.push_back({std::string(trimmed(row[c].text)), likely_column(word, kind, header), std::move(place)});
  }
  return unknown;
}

bool is_blank(const sheet::Row& row) {
  return std::ranges::all_of(row, [](const sheet::Cell& cell) { return trimmed(cell.text).empty(); });
}

void LineReader::go_to(std::size_t row) {
  row_ = row;
  for (std::size_t column = 0; column < header_.cells.size(); ++column) {
    if (!header_.cells[column]) continue;
    const auto here = cell(column);
    if (here.uncomputed) complain(column, "tables/uncomputed");
    if (is_error_value(trimmed(here.text))) complain(column, "tables/error-value");
  }
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
  none.uncomputed = false;
  if (place && !sheet_.tab.empty()) none.column = static_cast<int>(*place) + 1;
  return none;
}

std::string LineReader::text(std::size_t column) const {
  if (!header_.cells[column]) return {};
  const auto here = cell(column);
  const auto found = trimmed(here.text);
  return std::string(is_error_value(found) ? "" : without_guard(found));  // go_to() told that one
}

std::string LineReader::required_text() {
  auto found = text(kind_.required);
  const auto here = cell(kind_.required);
  if (found.empty() && !here.uncomputed && trimmed(here.text).empty()) complain(kind_.required, "tables/empty-cell");
  return found;
}

std::optional<Date> LineReader::date(std::size_t column) {
  const auto found = text(column);
  if (found.empty()) return std::nullopt;
  if (const auto minutes = cell_minutes(found)) return day_of_minutes(*minutes);
  complain(column, is_bare_day_number(found) ? "tables/date-as-number" : "tables/bad-date");
  return std::nullopt;
}

std::optional<Exact> LineReader::points(std::size_t column) {
  const auto found = folded(text(column));
  if (found.empty()) return std::nullopt;
  auto number = Exact::parse(without_unit(found, {"分"}));
  if (number && !number->is_negative() && !found.ends_with('%')) return number;
  complain(column, "tables/bad-points");
  return std::nullopt;
}

std::optional<int> LineReader::count(std::size_t column) {
  const auto found = folded(text(column));
  if (found.empty()) return std::nullopt;
  const auto digits = without_unit(found, {"处", "个", "次", "条", "项"});
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool padded = digits.size() > 1 && digits.front() == '0';
  const bool whole = error == std::errc{} && end == digits.data() + digits.size();
  if (whole && !padded && number >= 0 && digits.size() <= k_most_count_digits) return number;
  complain(column, "tables/bad-count");
  return std::nullopt;
}

std::string LineReader::rating(std::size_t column) const {
  auto word = folded(text(column));
  std::ranges::transform(
      word, word.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return word;
}

bool LineReader::yes(std::size_t column) {
  const auto found = text(column);
  if (found.empty()) return false;
  const auto answer = cell_yes(found);
  if (!answer) complain(column, "tables/bad-yes");
  return answer.value_or(false);
}

std::string LineReader::kept_text(std::size_t column) {
  auto found = text(column);
  const auto spoilt = spoilt_code(found);
  if (spoilt && *spoilt != "tables/became-date") complain(column, *spoilt);
  return found;
}

std::string LineReader::code_text(std::size_t column) {
  auto found = text(column);
  if (auto spoilt = spoilt_code(found)) complain(column, std::move(*spoilt));
  return found;
}

std::string LineReader::digest(std::size_t column) {
  const auto found = text(column);
  if (found.empty()) return {};
  auto digits = cell_digest(found);
  if (!digits) complain(column, spoilt_code(found).value_or("tables/bad-digest"));
  return digits.value_or("");
}

std::vector<std::string> LineReader::codes(std::size_t column) {
  auto found = split(text(column), k_list_separators);
  for (const auto& code : found) {
    auto spoilt = spoilt_code(code);
    if (!spoilt) continue;
    complain(column, std::move(*spoilt));
    break;
  }
  return found;
}

std::string LineReader::one_code(std::size_t column) {
  const auto found = codes(column);
  if (found.size() > 1) complain(column, "tables/one-code");
  return text(column);
}

void LineReader::complain(std::size_t column, std::string id) {
  auto message = about(std::move(id), kind_, column);
  const auto here = cell(column);
  message.arguments.push_back({"found", std::string(trimmed(here.text))});
  faults_.push_back(sheet_.fault(here, std::move(message)));
}

}  // namespace guidang::tables
