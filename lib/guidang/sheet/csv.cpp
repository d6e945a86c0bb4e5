// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/sheet/book.hpp"
#include "guidang/sheet/decode.hpp"
#include "guidang/sheet/sheet.hpp"

namespace guidang::sheet {
namespace {

constexpr int k_sampled_rows = 40;
constexpr std::size_t k_max_faults = 1000;

Error limit(std::string_view name, std::string id, std::size_t most, int line) {
  return {.code = ErrorCode::limit,
          .message = {std::move(id), {{"path", std::string(name)}, {"limit", static_cast<std::int64_t>(most)}}},
          .where = Location{std::string(name), line, line == 0 ? 0 : 1}};
}

/// How long the line end at the front of `text` is; 0 if there is none.
std::size_t line_end(std::string_view text) {
  if (text.starts_with("\r\n")) return 2;
  return text.starts_with('\n') || text.starts_with('\r') ? 1 : 0;
}

/// Counts in the first rows how often `separator` stands outside quotes, a number a row that has any.
std::map<int, int> rows_by_count(std::string_view text, char separator) {
  std::map<int, int> rows;
  int row = 0;
  int count = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size() && row < k_sampled_rows; ++i) {
    const char c = text[i];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == separator) ++count;
    if (c != '\n' && c != '\r') continue;
    if (count > 0) ++rows[count];
    count = 0;
    ++row;
  }
  if (count > 0 && row < k_sampled_rows) ++rows[count];
  return rows;
}

/// The separator that divides the most rows alike; of equals the one that divides them more often.
char find_separator(std::string_view text) {
  char best = ',';
  std::pair<int, int> best_score{0, 0};
  for (const char candidate : {',', '\t', ';'}) {
    for (const auto& [count, rows] : rows_by_count(text, candidate)) {
      const std::pair<int, int> score{rows, count};
      if (score <= best_score) continue;
      best = candidate;
      best_score = score;
    }
  }
  return best;
}

/// The lines of `text`, at most one more than a sheet may have.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty() && lines.size() <= k_max_lines) {
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    text.remove_prefix(line_end(text));
  }
  return lines;
}

/// Cuts a text into cells.
class Reader {
 public:
  Reader(std::string_view text, Sheet& sheet) : text_(text), sheet_(sheet) {}

  Result<void> read() {
    while (at_ < text_.size()) GUIDANG_TRY(read_row());
    if (faults_.empty()) return {};
    Error error{
        .code = ErrorCode::malformed,
        .message = {"sheet/malformed", {{"path", sheet_.name}, {"count", static_cast<std::int64_t>(faults_.size())}}},
        .where = faults_.front().where};
    error.faults = std::move(faults_);
    return fail(std::move(error));
  }

 private:
  Result<void> read_row() {
    const int first_line = line_;
    Row row;
    for (;;) {
      if (row.size() == k_max_columns) {
        return fail(limit(sheet_.name, "sheet/too-many-columns", k_max_columns, first_line));
      }
      if (++cells_ > k_max_cells) return fail(limit(sheet_.name, "sheet/too-many-cells", k_max_cells, first_line));
      row.push_back(read_cell());
      if (at_ < text_.size() && text_[at_] == sheet_.separator) {
        ++at_;
        continue;
      }
      end_line();
      sheet_.rows.push_back(std::move(row));
      return {};
    }
  }

  /// Reads one cell up to its separator, line end or the end of the text.
  Cell read_cell() {
    const auto start = at_;
    Cell cell{.text = {}, .line = line_, .column = column(), .length = 1};
    if (at_ < text_.size() && text_[at_] == '"') {
      read_quoted(cell);
    } else {
      cell.text = take_plain();
    }
    const auto written = text_.substr(start, at_ - start);
    const auto on_first_line = written.substr(0, std::min(written.find_first_of("\r\n"), written.size()));
    cell.length = std::max(1, static_cast<int>(code_points(on_first_line)));
    return cell;
  }

  void read_quoted(Cell& cell) {
    ++at_;
    while (at_ < text_.size()) {
      if (text_[at_] == '"') {
        ++at_;
        if (at_ >= text_.size() || text_[at_] != '"') return close_quoted(cell);
        cell.text += '"';
        ++at_;
      } else if (line_end(text_.substr(at_)) > 0) {
        cell.text += '\n';
        end_line();
      } else {
        cell.text += text_[at_++];
      }
    }
    complain(cell, "sheet/open-quote");
  }

  /// Behind the closing quote only a separator or line end may follow.
  void close_quoted(Cell& cell) {
    Cell rest{.text = {}, .line = line_, .column = column(), .length = 1};
    rest.text = take_plain();
    if (trimmed(rest.text).empty()) return;
    rest.length = static_cast<int>(code_points(rest.text));
    complain(rest, "sheet/text-after-quote");
    cell.text += rest.text;
  }

  std::string take_plain() {
    const char ends[] = {sheet_.separator, '\r', '\n'};
    const auto end = std::min(text_.find_first_of(std::string_view(ends, 3), at_), text_.size());
    std::string plain(text_.substr(at_, end - at_));
    at_ = end;
    return plain;
  }

  void complain(const Cell& cell, std::string id) {
    if (faults_.size() < k_max_faults) faults_.push_back(sheet_.fault(cell, {std::move(id), {}}));
  }

  void end_line() {
    at_ += line_end(text_.substr(at_));
    counted_to_ = at_;
    counted_ = 0;
    ++line_;
  }

  /// The column of the next character. Counts on from the last call: a line is walked once, however many cells it has.
  int column() {
    counted_ += static_cast<int>(code_points(text_.substr(counted_to_, at_ - counted_to_)));
    counted_to_ = at_;
    return counted_ + 1;
  }

  std::string_view text_;
  Sheet& sheet_;
  std::vector<Fault> faults_;
  std::size_t at_ = 0;
  std::size_t counted_to_ = 0;
  std::size_t cells_ = 0;
  int counted_ = 0;
  int line_ = 1;
};

}  // namespace

Location Sheet::where(const Cell& cell) const {
  return {name, cell.line, cell.column};
}

Fault Sheet::fault(const Cell& cell, Message message) const {
  const auto number = static_cast<std::size_t>(std::max(cell.line, 1));
  return {.message = std::move(message),
          .where = where(cell),
          .line = number <= lines.size() ? lines[number - 1] : std::string(),
          .length = std::max(1, cell.length),
          .hint = tab.empty() ? std::nullopt
                              : std::optional<Message>(
                                    {"sheet/cell", {{"sheet", tab}, {"cell", cell_name(cell.line, cell.column)}}})};
}

Result<Sheet> parse_csv(std::string_view bytes, std::string_view name) {
  if (bytes.size() > k_max_bytes) return fail(limit(name, "sheet/too-large", k_max_bytes, 0));
  const auto text = decode(bytes, name);
  if (!text) return fail(text.error());
  Sheet sheet{.name = std::string(name), .separator = find_separator(*text), .rows = {}, .lines = lines_of(*text)};
  if (sheet.lines.size() > k_max_lines) {
    return fail(limit(name, "sheet/too-many-lines", k_max_lines, static_cast<int>(k_max_lines) + 1));
  }
  GUIDANG_TRY(Reader(*text, sheet).read());
  return sheet;
}

}  // namespace guidang::sheet
