// SPDX-License-Identifier: Apache-2.0
// The only door to libxlsxwriter.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <utility>

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "guidang/base/text.hpp"
#include "guidang/sheet/workbook.hpp"

namespace guidang::sheet {
namespace {

constexpr std::size_t k_most_rows = 1'048'576;
constexpr std::size_t k_most_columns = 16'384;
constexpr std::size_t k_most_characters = 32'767;  // of a cell
constexpr std::size_t k_name_characters = 31;
constexpr std::size_t k_margin_characters = 200;  // of a page's header or footer: 255 with its marks
constexpr std::size_t k_short_characters = 60;
constexpr std::time_t k_created = 315'532'800;  // 1980-01-01: no clock in a file
constexpr std::uint8_t k_a4 = 9;

/// The first `count` characters.
std::string first_characters(std::string_view text, std::size_t count) {
  std::size_t size = 0;
  for (; size < text.size(); ++size) {
    const bool starts = (static_cast<unsigned char>(text[size]) & 0xC0U) != 0x80U;
    if (starts && count-- == 0) break;
  }
  return std::string(text.substr(0, size));
}

/// Text as a workbook can hold it.
std::string clean(std::string_view text) {
  if (first_invalid_utf8(text)) return escaped(text);
  std::string result(text);
  std::erase_if(result, [](char c) { return c >= 0 && c < ' ' && c != '\n' && c != '\t'; });
  return result;
}

/// Text of a cell. What would be read as an escaped character (_x0041_) gets its first sign escaped.
/// Standard: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
std::string cell_text(std::string_view wanted) {
  constexpr std::size_t k_length = 7;
  constexpr std::string_view k_hex = "0123456789abcdefABCDEF";
  const std::string text = clean(wanted);
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto here = std::string_view(text).substr(i, k_length);
    const bool looks_escaped = here.size() == k_length && here.starts_with("_x") && here.ends_with('_') &&
                               here.substr(2, 4).find_first_not_of(k_hex) == std::string_view::npos;
    result += looks_escaped ? "_x005F_" : std::string(1, text[i]);
  }
  return result;
}

std::string sheet_name(std::string_view wanted) {
  std::string name = first_characters(clean(wanted), k_name_characters);
  constexpr std::string_view k_refused = "[]:*?/\\\n\t";
  std::ranges::replace_if(
      name, [&](char c) { return k_refused.find(c) != std::string_view::npos; }, '-');
  for (auto* end : {name.empty() ? nullptr : &name.front(), name.empty() ? nullptr : &name.back()}) {
    if (end != nullptr && *end == '\'') *end = '-';
  }
  return name.empty() ? "-" : name;
}

/// The words of a page's margin in the language of page set-ups, where & begins a command.
std::string margin(std::string_view words) {
  std::string text = first_characters(clean(words), k_margin_characters);
  text = replaced(std::move(text), "&", "&&");
  text = replaced(std::move(text), "{pages}", "&N");
  text = replaced(std::move(text), "{page}", "&P");
  return text.empty() ? text : "&C" + text;
}

/// The nearest number that a spreadsheet can hold.
double nearest_double(const Exact& number) {
  const auto text = number.fixed(15);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string number_format(const OutCell& cell, bool is_short) {
  switch (cell.kind) {
    // A short text is probably a code: edited by hand it shall stay what it is, not become a date.
    case OutKind::text: return is_short ? "@" : "General";
    case OutKind::date: return "yyyy-mm-dd";
    case OutKind::number:
    case OutKind::percent: break;
  }
  std::string code = "0";
  if (cell.places > 0) code += "." + std::string(static_cast<std::size_t>(std::min(cell.places, 15)), '0');
  return cell.kind == OutKind::percent ? code + "%" : code;
}

lxw_format_alignments alignment(Align align) {
  switch (align) {
    case Align::left: return LXW_ALIGN_LEFT;
    case Align::centre: return LXW_ALIGN_CENTER;
    case Align::right: break;
  }
  return LXW_ALIGN_RIGHT;
}

/// Makes each format once.
class Formats {
 public:
  explicit Formats(lxw_workbook* book) : book_(book) {}

  lxw_format* of(const OutCell& cell) {
    const bool is_short = code_points(cell.text) <= k_short_characters;
    const Key key{number_format(cell, is_short), cell.bold, cell.border, cell.align, cell.size};
    auto [place, added] = made_.try_emplace(key, nullptr);
    if (added) place->second = make(key);
    return place->second;
  }

 private:
  using Key = std::tuple<std::string, bool, bool, Align, int>;

  lxw_format* make(const Key& key) {
    constexpr lxw_color_t k_grey = 0xE7E6E6;
    const auto& [code, bold, border, align, size] = key;
    lxw_format* const format = workbook_add_format(book_);
    format_set_num_format(format, code.c_str());
    format_set_font_size(format, size);
    format_set_align(format, static_cast<std::uint8_t>(alignment(align)));
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_text_wrap(format);
    if (border) format_set_border(format, LXW_BORDER_THIN);
    if (bold) format_set_bold(format);
    if (bold && border) format_set_bg_color(format, k_grey);
    return format;
  }

  lxw_workbook* book_;
  std::map<Key, lxw_format*> made_;
};

lxw_datetime datetime(Date date) {
  return {.year = static_cast<int>(date.year()),
          .month = static_cast<int>(static_cast<unsigned>(date.month())),
          .day = static_cast<int>(static_cast<unsigned>(date.day())),
          .hour = 0,
          .min = 0,
          .sec = 0};
}

void write_cell(lxw_worksheet* sheet, std::size_t row, std::size_t column, const OutCell& cell, lxw_format* format) {
  const auto r = static_cast<lxw_row_t>(row);
  const auto c = static_cast<lxw_col_t>(column);
  switch (cell.kind) {
    case OutKind::text: {
      const auto text = cell_text(cell.text);
      if (text.empty()) {
        worksheet_write_blank(sheet, r, c, cell.border || cell.bold ? format : nullptr);
      } else {
        worksheet_write_string(sheet, r, c, text.c_str(), format);
      }
      break;
    }
    case OutKind::number:
    case OutKind::percent: worksheet_write_number(sheet, r, c, nearest_double(cell.number), format); break;
    case OutKind::date: {
      auto day = datetime(cell.date);
      worksheet_write_datetime(sheet, r, c, &day, format);
      break;
    }
  }
}

const OutCell* cell_at(const OutSheet& sheet, int row, int column) {
  const auto r = static_cast<std::size_t>(row - 1);
  const auto c = static_cast<std::size_t>(column - 1);
  return row >= 1 && column >= 1 && r < sheet.rows.size() && c < sheet.rows[r].size() ? &sheet.rows[r][c] : nullptr;
}

/// Joins cells, then writes the first one again, which joining made a text.
void write_merges(lxw_worksheet* out, const OutSheet& sheet, Formats& formats) {
  for (const auto& merge : sheet.merged) {
    const OutCell* const first = cell_at(sheet, merge.first_row, merge.first_column);
    const bool one = merge.first_row == merge.last_row && merge.first_column == merge.last_column;
    if (first == nullptr || one || merge.last_row < merge.first_row || merge.last_column < merge.first_column) continue;
    auto* const format = formats.of(*first);
    const auto row = static_cast<std::size_t>(merge.first_row - 1);
    const auto column = static_cast<std::size_t>(merge.first_column - 1);
    worksheet_merge_range(out,
                          static_cast<lxw_row_t>(row),
                          static_cast<lxw_col_t>(column),
                          static_cast<lxw_row_t>(merge.last_row - 1),
                          static_cast<lxw_col_t>(merge.last_column - 1),
                          "",
                          format);
    write_cell(out, row, column, *first, format);
  }
}

void set_page(lxw_worksheet* out, const OutSheet& sheet, Formats& formats) {
  if (sheet.landscape) worksheet_set_landscape(out);
  worksheet_set_paper(out, k_a4);
  worksheet_fit_to_pages(out, 1, 0);
  worksheet_center_horizontally(out);
  if (sheet.frozen_rows > 0) worksheet_freeze_panes(out, static_cast<lxw_row_t>(sheet.frozen_rows), 0);
  if (sheet.repeated_from > 0 && sheet.repeated_to >= sheet.repeated_from) {
    worksheet_repeat_rows(
        out, static_cast<lxw_row_t>(sheet.repeated_from - 1), static_cast<lxw_row_t>(sheet.repeated_to - 1));
  }
  const auto header = margin(sheet.header);
  const auto footer = margin(sheet.footer);
  if (!header.empty()) worksheet_set_header(out, header.c_str());
  if (!footer.empty()) worksheet_set_footer(out, footer.c_str());
  for (std::size_t i = 0; i < sheet.widths.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    auto* const format = sheet.text_columns ? formats.of({.border = false}) : nullptr;
    worksheet_set_column(out, column, column, std::clamp(sheet.widths[i], 1, 255), format);
  }
  for (std::size_t i = 0; i < sheet.heights.size(); ++i) {
    if (sheet.heights[i] > 0) worksheet_set_row(out, static_cast<lxw_row_t>(i), sheet.heights[i], nullptr);
  }
}

void write_sheet(lxw_worksheet* out, const OutSheet& sheet, Formats& formats) {
  set_page(out, sheet, formats);
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
      const auto& cell = sheet.rows[row][column];
      write_cell(out, row, column, cell, formats.of(cell));
    }
  }
  write_merges(out, sheet, formats);
}

Error over(std::string id, const OutSheet& sheet, std::size_t most) {
  return {.code = ErrorCode::limit,
          .message = {std::move(id), {{"path", sheet.name}, {"limit", static_cast<std::int64_t>(most)}}}};
}

Result<void> check_limits(const Workbook& workbook) {
  std::set<std::string> names;
  for (const auto& sheet : workbook.sheets) {
    if (!names.insert(folded(sheet_name(sheet.name))).second) {
      return fail(ErrorCode::exists, {"sheet/two-sheets", {{"sheet", sheet.name}}});
    }
    if (sheet.rows.size() > k_most_rows) return fail(over("sheet/too-many-lines", sheet, k_most_rows));
    for (const auto& row : sheet.rows) {
      if (row.size() > k_most_columns) return fail(over("sheet/too-many-columns", sheet, k_most_columns));
      for (const auto& cell : row) {
        if (code_points(cell.text) > k_most_characters) return fail(over("sheet/long-cell", sheet, k_most_characters));
      }
    }
  }
  return {};
}

tl::unexpected<Error> not_written() {
  return fail(ErrorCode::io, {"sheet/not-written", {}});
}

/// A file in memory, which the library can only be given by name.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {}

  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  ~MemoryFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }

  [[nodiscard]] bool good() const { return descriptor_ >= 0; }

  [[nodiscard]] std::string name() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  [[nodiscard]] Result<std::string> bytes() const {
    std::string bytes;
    std::array<char, 65'536> buffer{};
    for (;;) {
      const auto got = pread(descriptor_, buffer.data(), buffer.size(), static_cast<off_t>(bytes.size()));
      if (got < 0) return not_written();
      if (got == 0) return bytes;
      bytes.append(buffer.data(), static_cast<std::size_t>(got));
    }
  }

 private:
  int descriptor_;
};

}  // namespace

OutCell text_cell(std::string text) {
  OutCell cell;
  cell.text = std::move(text);
  return cell;
}

OutCell header_cell(std::string text) {
  OutCell cell = text_cell(std::move(text));
  cell.bold = true;
  cell.align = Align::centre;
  return cell;
}

OutCell title_cell(std::string text) {
  constexpr int k_title_size = 16;
  OutCell cell = header_cell(std::move(text));
  cell.border = false;
  cell.size = k_title_size;
  return cell;
}

OutCell number_cell(const Exact& number, int places) {
  OutCell cell;
  cell.kind = OutKind::number;
  cell.number = number;
  cell.places = places;
  cell.align = Align::right;
  return cell;
}

OutCell percent_cell(const Exact& share, int places) {
  OutCell cell = number_cell(share, places);
  cell.kind = OutKind::percent;
  return cell;
}

OutCell date_cell(Date date) {
  OutCell cell;
  cell.kind = OutKind::date;
  cell.date = date;
  cell.align = Align::centre;
  return cell;
}

Result<std::string> write_xlsx(const Workbook& workbook) {
  GUIDANG_TRY(check_limits(workbook));
  const MemoryFile file;
  if (!file.good()) return not_written();
  lxw_workbook* const book = workbook_new(file.name().c_str());
  if (book == nullptr) return not_written();
  auto title = clean(workbook.title);
  auto author = clean(workbook.author);
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.author = author.data();
  properties.created = k_created;
  workbook_set_properties(book, &properties);
  Formats formats(book);
  for (const auto& sheet : workbook.sheets) {
    lxw_worksheet* const out = workbook_add_worksheet(book, sheet_name(sheet.name).c_str());
    if (out != nullptr) write_sheet(out, sheet, formats);
  }
  if (workbook_close(book) != LXW_NO_ERROR) return not_written();  // frees the book in any case
  return file.bytes();
}

}  // namespace guidang::sheet
