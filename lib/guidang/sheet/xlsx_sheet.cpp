// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/sheet/book.hpp"
#include "guidang/sheet/xlsx_parts.hpp"

namespace guidang::sheet {
namespace {

constexpr int k_most_rows = 1'048'576;
constexpr int k_most_columns = 16'384;
constexpr std::size_t k_most_merges = 100'000;

struct Reference {
  int row = 0;
  int column = 0;
};

/// Reads "B7" or "$B$7" off the front of `text`; nothing if it is no cell.
std::optional<Reference> take_reference(std::string_view& text) {
  Reference found;
  const auto skip_dollar = [&] {
    if (text.starts_with('$')) text.remove_prefix(1);
  };
  skip_dollar();
  for (; !text.empty() && text.front() >= 'A' && text.front() <= 'Z'; text.remove_prefix(1)) {
    found.column = found.column * 26 + (text.front() - 'A' + 1);
    if (found.column > k_most_columns) return std::nullopt;
  }
  skip_dollar();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), found.row);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (error != std::errc{} || found.column == 0 || found.row < 1 || found.row > k_most_rows) return std::nullopt;
  return found;
}

std::optional<Merge> merge_of(std::string_view text) {
  const auto first = take_reference(text);
  if (!first || !text.starts_with(':')) return std::nullopt;
  text.remove_prefix(1);
  const auto last = take_reference(text);
  if (!last || last->row < first->row || last->column < first->column) return std::nullopt;
  return Merge{first->row, first->column, last->row, last->column};
}

/// "2026-10-12T02:00:00.000" as people see it in this format.
std::string iso_date(std::string_view value, const NumberFormat& format) {
  std::string text(value.substr(0, value.find_first_of("Z.")));
  const auto time = text.find('T');
  if (time == std::string::npos) return text;
  text[time] = ' ';
  if (!format.time && std::string_view(text).substr(time) == " 00:00:00") text.resize(time);
  if (text.size() == time + 9 && text.ends_with(":00")) text.resize(text.size() - 3);
  return text;
}

/// The cell that is being read.
struct OpenCell {
  std::string type;
  std::string value;
  std::size_t style = 0;
  int column = 0;
  bool has_formula = false;
  bool has_value = false;
};

class SheetReader final : public xml::Handler {
 public:
  SheetReader(const Shared& shared, TextBudget& budget, Sheet& sheet)
      : shared_(shared),
        budget_(budget),
        sheet_(sheet) {}

  bool begin(const xml::Start& element) override {
    const auto name = element.local;
    taking_ = false;
    if (name == "row") {
      begin_row(element);
    } else if (name == "c") {
      begin_cell(element);
    } else if (name == "f") {
      cell_.has_formula = true;
    } else if (name == "v" || (name == "t" && !phonetic_)) {
      taking_ = true;
      cell_.has_value = true;
    } else if (name == "rPh") {
      phonetic_ = true;
    } else if (name == "mergeCell") {
      if (auto merge = merge_of(element.attribute("ref").value_or(""))) sheet_.merged.push_back(*merge);
      if (sheet_.merged.size() > k_most_merges) over("sheet/too-many-cells", k_most_merges);
    }
    return !error_;
  }

  void text(std::string_view text) override {
    if (taking_) cell_.value += text;
  }

  void end(std::string_view local) override {
    taking_ = false;
    if (error_) return;
    if (local == "rPh") phonetic_ = false;
    if (local == "c") end_cell();
    if (local == "row") end_row();
  }

  [[nodiscard]] std::optional<Error>& error() { return error_; }

 private:
  void over(std::string id, std::size_t most) {
    if (error_) return;
    error_ = Error{.code = ErrorCode::limit,
                   .message = {std::move(id), {{"path", sheet_.name}, {"limit", static_cast<std::int64_t>(most)}}},
                   .where = Location{sheet_.name, row_number_, 1}};
  }

  /// A row or cell that does not say where it stands follows the one before it.
  void begin_row(const xml::Start& element) {
    int number = row_number_ + 1;
    if (const auto stated = element.attribute("r")) {
      int read = 0;
      std::from_chars(stated->data(), stated->data() + stated->size(), read);
      if (read >= 1) number = read;
    }
    row_number_ = std::min(number, k_most_rows);
    row_.clear();
    column_ = 0;
  }

  void begin_cell(const xml::Start& element) {
    cell_ = {};
    cell_.type = element.attribute("t").value_or("n");
    cell_.column = ++column_;
    if (const auto stated = element.attribute("r")) {
      auto text = *stated;
      if (const auto reference = take_reference(text)) cell_.column = column_ = reference->column;
    }
    if (const auto style = element.attribute("s")) {
      std::from_chars(style->data(), style->data() + style->size(), cell_.style);
    }
  }

  [[nodiscard]] std::string cell_text() const {
    const auto format = cell_.style < shared_.styles.size() ? shared_.styles[cell_.style] : NumberFormat{};
    if (cell_.type == "s") {
      std::size_t place = shared_.strings.size();
      const auto digits = trimmed(cell_.value);
      std::from_chars(digits.data(), digits.data() + digits.size(), place);
      return place < shared_.strings.size() ? shared_.strings[place] : std::string();
    }
    if (cell_.type == "str" || cell_.type == "inlineStr") return unescaped(cell_.value);
    const auto plain = trimmed(cell_.value);
    if (cell_.type == "b") return is_one(plain) ? "TRUE" : "FALSE";
    if (cell_.type == "d") return iso_date(plain, format);
    if (cell_.type == "e") return std::string(plain);
    return shown(plain, format, shared_.from_1904);
  }

  static bool is_one(std::string_view text) { return text == "1" || text == "true"; }

  void end_cell() {
    // An empty value of another type than text is how programs that cannot compute write "not worked out".
    const bool uncomputed = cell_.has_formula && (!cell_.has_value || (cell_.value.empty() && cell_.type != "str"));
    auto text = cell_.has_value ? cell_text() : std::string();
    if (text.empty() && !uncomputed) return;
    const auto place = static_cast<std::size_t>(cell_.column);
    if (place > k_max_columns) return over("sheet/too-many-columns", k_max_columns);
    while (row_.size() < place) {
      row_.push_back({.text = {}, .line = row_number_, .column = static_cast<int>(row_.size()) + 1});
    }
    if (!budget_.take(text.size())) return over("sheet/too-large", budget_.most);
    row_[place - 1].text = std::move(text);
    row_[place - 1].uncomputed = uncomputed;
  }

  void end_row() {
    if (row_.empty()) return;
    cells_ += row_.size();
    if (cells_ > k_max_cells) return over("sheet/too-many-cells", k_max_cells);
    if (sheet_.rows.size() >= k_max_lines) return over("sheet/too-many-lines", k_max_lines);
    sheet_.rows.push_back(std::move(row_));
    row_.clear();
  }

  const Shared& shared_;
  TextBudget& budget_;
  Sheet& sheet_;
  std::optional<Error> error_;
  OpenCell cell_;
  Row row_;
  std::size_t cells_ = 0;
  int row_number_ = 0;
  int column_ = 0;
  bool phonetic_ = false;
  bool taking_ = false;
};

Result<Shared> read_shared(const Package& package, const std::vector<Relation>& relations, bool from_1904) {
  Shared shared{.strings = {}, .styles = {}, .from_1904 = from_1904};
  for (const auto& relation : relations) {
    if (relation.type == "sharedStrings") {
      auto strings = read_strings(package, relation.part);
      if (!strings) return fail(std::move(strings).error());
      shared.strings = std::move(*strings);
    } else if (relation.type == "styles") {
      auto styles = read_styles(package, relation.part);
      if (!styles) return fail(std::move(styles).error());
      shared.styles = std::move(*styles);
    }
  }
  return shared;
}

/// The part of a listed sheet; none for what has no cells: a chart, a macro sheet, a dialogue.
const Relation* sheet_part(const std::vector<Relation>& relations, const ListedSheet& listed) {
  const auto found = std::ranges::find_if(
      relations, [&](const Relation& one) { return one.id == listed.relation && one.type == "worksheet"; });
  return found == relations.end() ? nullptr : &*found;
}

Error limit(std::string_view name, std::string id, std::size_t most) {
  return {.code = ErrorCode::limit,
          .message = {std::move(id), {{"path", std::string(name)}, {"limit", static_cast<std::int64_t>(most)}}},
          .where = Location{std::string(name), 0, 0}};
}

}  // namespace

Result<void> read_sheet(
    const Package& package, std::string_view part, const Shared& shared, TextBudget& budget, Sheet& sheet) {
  SheetReader reader(shared, budget, sheet);
  GUIDANG_TRY(package.walk(part, reader));
  if (reader.error()) return fail(std::move(*reader.error()));
  std::ranges::stable_sort(sheet.rows, {}, [](const Row& row) { return row.front().line; });
  return {};
}

namespace {

std::size_t cells_of(const Sheet& sheet) {
  std::size_t cells = 0;
  for (const auto& row : sheet.rows) cells += row.size();
  return cells;
}

/// The relations of the main part, and where it is.
struct Main {
  std::string part;
  std::vector<Relation> relations;
};

Result<Main> find_main(const Package& package) {
  const auto outer = package.relations("");
  if (!outer) return fail(outer.error());
  const auto main = std::ranges::find(*outer, "officeDocument", &Relation::type);
  if (main == outer->end() || !main->part.ends_with(".xml")) return fail(package.not_a_workbook());
  auto relations = package.relations(main->part);
  if (!relations) return fail(std::move(relations).error());
  return Main{main->part, *std::move(relations)};
}

}  // namespace

Result<Book> parse_xlsx(std::string_view bytes, std::string_view name, std::uint64_t most_text) {
  if (bytes.size() > k_max_bytes) return fail(limit(name, "sheet/too-large", k_max_bytes));
  const auto package = Package::open(bytes, name);
  if (!package) return fail(package.error());
  const auto main = find_main(*package);
  if (!main) return fail(main.error());
  const auto list = read_list(*package, main->part);
  if (!list) return fail(list.error());
  const auto shared = read_shared(*package, main->relations, list->from_1904);
  if (!shared) return fail(shared.error());
  std::size_t cells = 0;
  TextBudget budget{.most = most_text};
  Book book{.name = std::string(name), .sheets = {}, .hidden = {}};
  for (const auto& listed : list->sheets) {
    const auto* const part = sheet_part(main->relations, listed);
    if (part != nullptr && listed.hidden) book.hidden.push_back(listed.name);
    if (part == nullptr || listed.hidden) continue;
    auto& sheet = book.sheets.emplace_back();
    sheet.name = name;
    sheet.tab = listed.name;
    GUIDANG_TRY(read_sheet(*package, part->part, *shared, budget, sheet));
    cells += cells_of(sheet);
    if (cells > k_max_cells) return fail(limit(name, "sheet/too-many-cells", k_max_cells));
  }
  if (book.sheets.empty() && book.hidden.empty()) return fail(package->not_a_workbook());
  return book;
}

std::string cell_name(int row, int column) {
  std::string name;
  for (; column > 0; column = (column - 1) / 26) name.insert(0, 1, static_cast<char>('A' + (column - 1) % 26));
  return name + std::to_string(row);
}

}  // namespace guidang::sheet
