// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/update_register.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "guidang/check/folder_name.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/jobs/register_bytes.hpp"
#include "guidang/jobs/register_entries.hpp"
#include "guidang/jobs/register_merge.hpp"
#include "guidang/sheet/book.hpp"
#include "guidang/sheet/sheet.hpp"
#include "guidang/tables/register.hpp"

namespace guidang {
namespace {

/// What is to be written, and under which name.
struct Planned {
  std::string name;
  std::string bytes;
};

std::string tab_of(const Catalogue& catalogue) {
  return catalogue.text({"table/register", {}});
}

/// Whether the lines that the check looked at are those of the table.
bool agrees(const RegisterTable& table, const std::vector<RegisterLine>& lines) {
  if (table.lines.size() != lines.size()) return false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& row = table.sheet.rows[table.lines[i]];
    if (table.sheet.where(row.front()) != lines[i].where) return false;
  }
  return true;
}

Error changed_meanwhile(const std::string& name) {
  return {.code = ErrorCode::changed, .message = {"register/changed-meanwhile", {{"path", name}}}};
}

/// Spreadsheet programs note beside a workbook that they have it open; what is written meanwhile they overwrite later.
Result<void> check_not_open(const fs::Tree& tree, const std::string& name) {
  for (const auto& lock : {"~$" + name, ".~lock." + name + "#"}) {
    if (!fs::exists(tree, RelPath{}.child(lock))) continue;
    return fail(ErrorCode::locked, {"register/open-elsewhere", {{"path", name}, {"lock", lock}}});
  }
  return {};
}

/// The name says the same whatever language the run speaks: a file for each would be one too many.
std::string beside_name(std::string_view name) {
  const std::string stem(stem_of(name));
  const bool ascii = std::ranges::all_of(stem, [](char c) { return c >= 0; });
  return stem + (ascii ? "-completed.xlsx" : "-补全.xlsx");
}

class Updater {
 public:
  Updater(const Archive& archive, const Checked& checked, const Catalogue& catalogue, const RegisterOptions& options)
      : archive_(archive),
        checked_(checked),
        catalogue_(catalogue),
        options_(options) {}

  Result<RegisterUpdate> run() {
    auto table = read_register(*archive_.tree);
    if (!table) return fail(std::move(table).error());
    table_ = *std::move(table);
    if (table_ ? !agrees(*table_, archive_.tables.register_lines) : archive_.tables.has_register) {
      return fail(changed_meanwhile(register_name()));
    }
    const auto merged = merge();
    auto update = summary(merged);
    if (table_ && !merged.is_changed()) return update;
    auto planned = plan(merged);
    if (!planned) return fail(std::move(planned).error());
    if (!*planned) {
      update.waiting_file = beside_name(register_name());
      return update;
    }
    update.written_file = (*planned)->name;
    if (!options_.dry_run) GUIDANG_TRY(write(**planned));
    return update;
  }

 private:
  [[nodiscard]] std::string register_name() const {
    if (table_) return table_->path.text();
    return tab_of(catalogue_) + (options_.form == RegisterForm::csv ? ".csv" : ".xlsx");
  }

  [[nodiscard]] bool is_workbook() const { return table_ ? table_->workbook : options_.form == RegisterForm::xlsx; }

  [[nodiscard]] MergedRegister merge() const {
    const RegisterStyle style{.header_word =
                                  [this](RegisterColumn column) {
                                    return catalogue_.text({std::string(column_id(column)), {}});
                                  },
                              .guard_formulas = !is_workbook()};
    return merge_register(
        table_ ? &*table_ : nullptr, checked_.result.lines, register_entries(archive_, checked_), style);
  }

  [[nodiscard]] RegisterUpdate summary(const MergedRegister& merged) const {
    RegisterUpdate update{.register_file = register_name(),
                          .written_file = {},
                          .waiting_file = {},
                          .files = std::ssize(checked_.inventory.files),
                          .added_lines = static_cast<std::int64_t>(merged.added_lines),
                          .filled_cells = static_cast<std::int64_t>(merged.filled_cells),
                          .renamed = {},
                          .without_file = merged.without_file,
                          .changed = merged.changed,
                          .not_registered = merged.not_registered};
    for (const auto& [from, to] : merged.renamed) update.renamed.emplace_back(from, to);
    return update;
  }

  /// Nothing if the file that would be written is there already.
  [[nodiscard]] Result<std::optional<Planned>> plan(const MergedRegister& merged) const {
    const RegisterCells cells{merged.rows, merged.header_row};
    Planned planned{register_name(), {}};
    if (is_workbook()) {
      auto bytes = register_xlsx(cells, tab_of(catalogue_));
      if (!bytes) return fail(std::move(bytes).error());
      planned.bytes = *std::move(bytes);
    } else {
      planned.bytes = register_csv(cells, table_ ? table_->sheet.separator : ',');
    }
    // What people typed is worth a second look before it is replaced.
    if (planned.bytes.size() > sheet::k_max_bytes || !holds_register(planned.bytes, is_workbook(), cells)) {
      return fail(ErrorCode::limit, {"register/cannot-hold", {{"path", planned.name}}});
    }
    if (!table_ || !table_->workbook || is_untouched(table_->bytes, register_name())) return planned;
    return plan_beside(std::move(planned));
  }

  /// Whether a workbook is what register_xlsx() makes of its cells, bit by bit: then writing it anew loses nothing.
  [[nodiscard]] bool is_untouched(const std::string& bytes, const std::string& name) const {
    const auto book = sheet::parse_xlsx(bytes, name);
    if (!book || book->sheets.size() != 1 || !book->hidden.empty()) return false;
    const auto& sheet = book->sheets.front();
    const auto rows = texts_of(sheet);
    const auto again = register_xlsx({rows, table_->header_row}, sheet.tab);
    return again && *again == bytes;
  }

  [[nodiscard]] Result<std::optional<Planned>> plan_beside(Planned planned) const {
    planned.name = beside_name(planned.name);
    const auto path = RelPath{}.child(planned.name);
    if (!fs::exists(*archive_.tree, path)) return planned;
    const auto there = fs::read_file(*archive_.tree, path, sheet::k_max_bytes);
    if (!there) return fail(there.error());
    if (*there == planned.bytes) return std::nullopt;
    if (is_untouched(*there, planned.name)) return planned;
    return fail(ErrorCode::exists, {"register/in-the-way", {{"path", planned.name}}});
  }

  [[nodiscard]] Result<void> write(const Planned& planned) const {
    for (const auto& name : {register_name(), planned.name}) GUIDANG_TRY(check_not_open(*archive_.tree, name));
    auto file = fs::AtomicFile::create(archive_.folder, planned.name);
    if (!file) return fail(std::move(file).error().in({"register/writing", {{"path", planned.name}}}));
    GUIDANG_TRY(file->append(planned.bytes));
    if (const auto flushed = file->flush(); !flushed) return fail(flushed.error());
    // A spreadsheet program asks no lock: the last look is as late as can be.
    const auto now = read_register(*archive_.tree);
    const bool same = now && now->has_value() == table_.has_value() && (!table_ || (*now)->bytes == table_->bytes);
    if (!same) return fail(changed_meanwhile(register_name()));
    return file->commit();
  }

  const Archive& archive_;
  const Checked& checked_;
  const Catalogue& catalogue_;
  const RegisterOptions& options_;
  std::optional<RegisterTable> table_;
};

}  // namespace

Result<RegisterUpdate> update_register(const Archive& archive,
                                       const Checked& checked,
                                       const Catalogue& catalogue,
                                       const RegisterOptions& options) {
  return Updater(archive, checked, catalogue, options).run();
}

}  // namespace guidang
