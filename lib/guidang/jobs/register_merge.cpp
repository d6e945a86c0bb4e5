// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/register_merge.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/check/register_rules.hpp"
#include "guidang/evidence/inventory.hpp"
#include "guidang/jobs/register_bytes.hpp"
#include "guidang/tables/values.hpp"

namespace guidang {
namespace {

/// The columns of a new register, from the left.
constexpr std::array k_new_columns{RegisterColumn::serial,
                                   RegisterColumn::file,
                                   RegisterColumn::title,
                                   RegisterColumn::number,
                                   RegisterColumn::responsible,
                                   RegisterColumn::date,
                                   RegisterColumn::secrecy,
                                   RegisterColumn::pages,
                                   RegisterColumn::codes,
                                   RegisterColumn::slot,
                                   RegisterColumn::also_codes,
                                   RegisterColumn::archive_number,
                                   RegisterColumn::copies,
                                   RegisterColumn::original,
                                   RegisterColumn::photographer,
                                   RegisterColumn::caption,
                                   RegisterColumn::remark,
                                   RegisterColumn::digest};

/// What is filled in, and where it comes from.
struct Filled {
  RegisterColumn column;
  std::string RegisterEntry::*value;
};

constexpr std::array k_filled{Filled{RegisterColumn::title, &RegisterEntry::title},
                              Filled{RegisterColumn::date, &RegisterEntry::date},
                              Filled{RegisterColumn::pages, &RegisterEntry::pages},
                              Filled{RegisterColumn::codes, &RegisterEntry::codes},
                              Filled{RegisterColumn::slot, &RegisterEntry::slot},
                              Filled{RegisterColumn::digest, &RegisterEntry::digest}};

std::size_t place_of(RegisterColumn column) {
  return static_cast<std::size_t>(column);
}

/// The numbers of lines that are still to come; none where the lines have none, or such that do not count on.
class Serials {
 public:
  void learn(std::string_view serial) {
    const auto text = trimmed(serial);
    if (text.empty()) return;
    const auto number = whole_serial(text);
    counts_ = counts_ && number && *number >= 0 && *number < k_most;
    if (!counts_) return;
    last_ = std::max(last_, *number);
    if (text.starts_with('0') && text.size() > 1) width_ = std::max(width_, text.size());
    any_ = true;
  }

  void begin_at_one() { any_ = true; }

  [[nodiscard]] std::string next() {
    if (!counts_ || !any_) return {};
    auto text = std::to_string(++last_);
    if (text.size() < width_) text.insert(0, width_ - text.size(), '0');
    return text;
  }

 private:
  static constexpr std::int64_t k_most = 1'000'000'000;

  std::int64_t last_ = 0;
  std::size_t width_ = 0;  // of numbers with zeros before them
  bool counts_ = true;
  bool any_ = false;
};

class Merger {
 public:
  Merger(const RegisterTable* table,
         std::span<const LineMatch> matches,
         std::span<const RegisterEntry> entries,
         const RegisterStyle& style)
      : table_(table),
        matches_(matches),
        entries_(entries),
        style_(style) {}

  MergedRegister run() {
    if (table_ == nullptr) {
      begin_new();
    } else {
      take_table();
    }
    add_columns();
    std::vector<bool> has_line(entries_.size());
    for (std::size_t i = 0; i < matches_.size(); ++i) {
      if (matches_[i].file) has_line[*matches_[i].file] = true;
      look_at_line(table_->lines[i], matches_[i]);
    }
    while (merged_.rows.size() > merged_.header_row + 1 && is_blank(merged_.rows.back())) merged_.rows.pop_back();
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (!has_line[i]) add_line(entries_[i]);
    }
    return std::move(merged_);
  }

 private:
  using Row = std::vector<std::string>;

  void begin_new() {
    cells_.resize(k_register_columns);
    Row header;
    for (const auto column : k_new_columns) {
      cells_[place_of(column)] = header.size();
      header.push_back(style_.header_word(column));
    }
    merged_.rows.push_back(std::move(header));
    serials_.begin_at_one();
  }

  void take_table() {
    cells_ = table_->cells;
    merged_.header_row = table_->header_row;
    learn_joined();
    merged_.rows = texts_of(table_->sheet);
    if (const auto cell = cells_[place_of(RegisterColumn::serial)]) {
      for (const std::size_t row : table_->lines)
        serials_.learn(*cell < merged_.rows[row].size() ? merged_.rows[row][*cell] : "");
    }
  }

  [[nodiscard]] static bool is_blank(const Row& row) {
    return std::ranges::all_of(row, [](const std::string& text) { return trimmed(text).empty(); });
  }

  /// Adds the columns for which some file has something, right of everything that stands anywhere.
  void add_columns() {
    std::size_t width = 0;
    for (const auto& row : merged_.rows) width = std::max(width, row.size());
    for (const auto& [column, value] : k_filled) {
      const bool known = std::ranges::any_of(entries_, [value = value](const RegisterEntry& entry) {
        return !(entry.*value).empty() && can_register(entry.name);
      });
      auto& cell = cells_[place_of(column)];
      if (cell || !known) continue;
      cell = width++;
      put(merged_.header_row, *cell, style_.header_word(column));
    }
  }

  void put(std::size_t row, std::size_t cell, std::string text) {
    constexpr std::string_view k_formula = "=+-@";
    auto& cells = merged_.rows[row];
    if (style_.guard_formulas && k_formula.find(text.front()) != std::string_view::npos) text.insert(0, "'");
    if (cells.size() <= cell) cells.resize(cell + 1);
    cells[cell] = std::move(text);
  }

  [[nodiscard]] std::string_view text_at(std::size_t row, RegisterColumn column) const {
    const auto cell = cells_[place_of(column)];
    const auto& cells = merged_.rows[row];
    return cell && *cell < cells.size() ? trimmed(cells[*cell]) : std::string_view();
  }

  void look_at_line(std::size_t row, const LineMatch& match) {
    const std::string name(text_at(row, RegisterColumn::file));
    if (!match.file) {
      merged_.without_file.push_back(name);
      return;
    }
    const auto& entry = entries_[*match.file];
    if (match.changed) merged_.changed.push_back(name);
    if (match.renamed && can_register(entry.name)) {
      put(row, *cells_[place_of(RegisterColumn::file)], entry.name);
      merged_.renamed.push_back({name, entry.name});
      follow_day(row, name, entry);
    }
    for (const auto& [column, value] : k_filled) {
      if ((entry.*value).empty() || !text_at(row, column).empty() || is_joined(row, column)) continue;
      put(row, *cells_[place_of(column)], entry.*value);
      ++merged_.filled_cells;
    }
  }

  /// Notes which rows of the columns that are filled lie under joined cells: what is put there is never seen.
  void learn_joined() {
    for (const auto& [column, value] : k_filled) {
      const auto cell = cells_[place_of(column)];
      if (!cell) continue;
      const int number = static_cast<int>(*cell) + 1;
      auto& spans = joined_[place_of(column)];
      for (const auto& merge : table_->sheet.merged) {
        if (merge.first_column > number || merge.last_column < number) continue;
        spans.emplace_back(merge.first_row, merge.last_row);
      }
      std::ranges::sort(spans);
      // Each span reaches as far as any before it, so that the last one that begins early enough says all.
      for (std::size_t i = 1; i < spans.size(); ++i) spans[i].second = std::max(spans[i].second, spans[i - 1].second);
    }
  }

  [[nodiscard]] bool is_joined(std::size_t row, RegisterColumn column) const {
    const int line = table_->sheet.rows[row].front().line;
    const auto& spans = joined_[place_of(column)];
    const auto behind = std::ranges::upper_bound(spans, line, {}, [](const auto& span) { return span.first; });
    return behind != spans.begin() && std::prev(behind)->second >= line;
  }

  /// A day that only repeats the old name goes with it.
  void follow_day(std::size_t row, std::string_view old_name, const RegisterEntry& entry) {
    const auto old_day = date_in_name(old_name.substr(old_name.rfind('/') + 1));  // npos + 1 is 0
    const bool repeats = old_day && text_at(row, RegisterColumn::date) == to_string(*old_day);
    if (!repeats || entry.date.empty() || is_joined(row, RegisterColumn::date)) return;
    put(row, *cells_[place_of(RegisterColumn::date)], entry.date);
  }

  void add_line(const RegisterEntry& entry) {
    if (!can_register(entry.name)) {
      merged_.not_registered.push_back(entry.name);
      return;
    }
    const auto row = merged_.rows.size();
    merged_.rows.emplace_back();
    put(row, *cells_[place_of(RegisterColumn::file)], entry.name);
    for (const auto& [column, value] : k_filled) {
      if (!(entry.*value).empty()) put(row, *cells_[place_of(column)], entry.*value);
    }
    if (const auto cell = cells_[place_of(RegisterColumn::serial)]) {
      if (auto serial = serials_.next(); !serial.empty()) put(row, *cell, std::move(serial));
    }
    ++merged_.added_lines;
  }

  const RegisterTable* table_;
  std::span<const LineMatch> matches_;
  std::span<const RegisterEntry> entries_;
  const RegisterStyle& style_;
  std::vector<std::optional<std::size_t>> cells_;
  std::array<std::vector<std::pair<int, int>>, k_register_columns> joined_;  // first and last line of the sheet
  Serials serials_;
  MergedRegister merged_;
};

}  // namespace

bool can_register(std::string_view name) {
  constexpr std::string_view k_marks = "=+-@'";
  const bool looks_guarded = name.size() > 1 && name.front() == '\'' && k_marks.find(name[1]) != std::string_view::npos;
  const bool controls = std::ranges::any_of(name, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; });
  return !first_invalid_utf8(name) && !controls && !name.empty() && trimmed(name) == name && !looks_guarded &&
         !tables::is_error_value(name);
}

MergedRegister merge_register(const RegisterTable* table,
                              std::span<const LineMatch> matches,
                              std::span<const RegisterEntry> entries,
                              const RegisterStyle& style) {
  return Merger(table, matches, entries, style).run();
}

}  // namespace guidang
