// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <ostream>
#include <span>

#include "commands.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/jobs/check_archive.hpp"
#include "guidang/jobs/update_register.hpp"
#include "output.hpp"

namespace guidang::cli {
namespace {

/// Opens the archive for the index whose codes the folders carry: theirs are the register's.
Result<Archive> open_for_register(const CatalogRegisterOptions& options, const Context& context) {
  auto archive = open_archive_of(options.common, options.folder, context);
  if (!archive || archive->filing == archive->chosen) return archive;
  auto common = options.common;
  common.index = archive->pool_indexes[archive->filing].index.code;
  return open_archive_of(common, options.folder, context);
}

/// Names as lines to print; whatever stands in them.
std::vector<std::string> lines_of(const std::vector<std::string>& names, const Context& context) {
  std::vector<std::string> lines;
  lines.reserve(names.size());
  for (const auto& name : names) lines.push_back(context.catalogue.text({"register/name", {{"name", name}}}));
  return lines;
}

void tell_names(const char* id, std::span<const std::string> names, const Context& context) {
  constexpr std::size_t k_most = 20;
  if (names.empty()) return;
  auto& out = context.environment.out;
  out << context.catalogue.text({id, {{"count", std::ssize(names)}}}) << '\n';
  for (const auto& name : names.first(std::min(names.size(), k_most))) {
    out << "  " << name << '\n';
  }
  if (names.size() <= k_most) return;
  out << "  " << context.catalogue.text({"register/more", {{"count", std::ssize(names.subspan(k_most))}}}) << '\n';
}

/// What was done, or would be.
Message done_message(const RegisterUpdate& update, const RegisterOptions& options) {
  if (!update.waiting_file.empty()) {
    return {"register/waiting", {{"file", update.waiting_file}, {"register", update.register_file}}};
  }
  if (update.written_file.empty()) {
    return {"register/complete", {{"file", update.register_file}, {"files", update.files}}};
  }
  const bool beside = update.written_file != update.register_file;
  std::string id = beside ? "register/written-beside" : "register/written";
  if (options.dry_run) id += "-dry";
  return {std::move(id),
          {{"file", update.written_file},
           {"register", update.register_file},
           {"files", update.files},
           {"added", update.added_lines},
           {"filled", update.filled_cells},
           {"renamed", std::ssize(update.renamed)}}};
}

void tell(const RegisterUpdate& update, const RegisterOptions& options, const Context& context) {
  context.environment.out << context.catalogue.text(done_message(update, options)) << '\n';
  std::vector<std::string> renamed;
  for (const auto& [from, to] : update.renamed) {
    renamed.push_back(context.catalogue.text({"register/renamed-name", {{"from", from}, {"to", to}}}));
  }
  tell_names("register/renamed", renamed, context);
  tell_names("register/without-file", lines_of(update.without_file, context), context);
  tell_names("register/changed", lines_of(update.changed, context), context);
  tell_names("register/not-registered", lines_of(update.not_registered, context), context);
}

}  // namespace

Result<Exit> execute(const CatalogRegisterOptions& options, const Context& context) {
  const auto folder = find_archive(options.folder);
  if (!folder) return fail(folder.error());
  std::optional<fs::FolderLock> lock;
  if (!options.dry_run) {
    auto acquired = fs::FolderLock::acquire(*folder);
    if (!acquired) return fail(std::move(acquired).error());
    lock = *std::move(acquired);
    (void)lock->remove_debris();  // of runs that were killed; what cannot be removed does no harm
  }
  const auto archive = open_for_register(options, context);
  if (!archive) return fail(archive.error());
  const auto checked = checked_with_progress(*archive, options.common, context);
  if (!checked) return fail(checked.error());
  // A file that could not be read may be one that was renamed: it would be registered twice.
  if (const auto& inventory = checked->inventory; inventory.incomplete()) {
    const auto count = std::ranges::count_if(inventory.files, [](const auto& file) { return file.error.has_value(); }) +
                       std::ssize(inventory.unreadable);
    return fail(ErrorCode::io, {"register/incomplete", {{"count", std::int64_t{count}}}});
  }
  const RegisterOptions what{.form = options.csv ? RegisterForm::csv : RegisterForm::xlsx, .dry_run = options.dry_run};
  const auto update = update_register(*archive, *checked, context.catalogue, what);
  if (!update) return fail(update.error());
  tell(*update, what, context);
  return update->files == 0 ? Exit::findings : Exit::ok;  // nothing looked at is never success
}

}  // namespace guidang::cli
