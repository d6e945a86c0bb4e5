// SPDX-License-Identifier: Apache-2.0
#include <ostream>
#include <utility>
#include <vector>

#include "commands.hpp"
#include "guidang/jobs/import_index.hpp"
#include "output.hpp"

namespace guidang::cli {
namespace {

/// What to do with the index that was made: an index file as it is written here, a folder as the user calls it.
void tell_next(const ImportedIndex& made, const Context& context) {
  auto& out = context.environment.out;
  const auto& imported = made.imported;
  const auto say = [&](const char* id, std::vector<Argument> arguments) {
    out << context.catalogue.text({id, std::move(arguments)}) << '\n';
  };
  out << '\n';
  if (imported.by_people > 0) {
    say("import/by-people", {{"count", std::int64_t{imported.by_people}}, {"leaves", std::int64_t{imported.leaves}}});
  }
  say("import/next-check", {{"file", made.out}});
  say("import/next-init", {{"file", made.out}});
}

/// The notes of one kind under a heading of their own.
void tell(ImportNote::Kind kind, const char* heading, const ImportSummary& imported, const Context& context) {
  std::int64_t count = 0;
  for (const auto& note : imported.notes) count += note.kind == kind ? 1 : 0;
  if (count == 0) return;
  auto& out = context.environment.out;
  out << '\n' << context.catalogue.text({heading, {{"count", count}}}) << '\n';
  for (const auto& note : imported.notes) {
    if (note.kind != kind) continue;
    std::string place;
    if (note.row > 0) {
      place = context.catalogue.text({note.column > 0 ? "import/place" : "import/row",
                                      {{"row", std::int64_t{note.row}}, {"column", std::int64_t{note.column}}}});
    }
    const char* form = place.empty()       ? (note.text.empty() ? "import/note-whole" : "import/note-text")
                       : note.text.empty() ? "import/note-place"
                       : note.item.empty() ? "import/note"
                                           : "import/note-item";
    out << context.catalogue.text({form,
                                   {{"place", place},
                                    {"item", note.item},
                                    {"text", note.text},
                                    {"what", context.catalogue.text(note.what)}}})
        << '\n';
    if (note.nearest) out << context.catalogue.text({"import/nearest", {{"sentence", *note.nearest}}}) << '\n';
  }
}

}  // namespace

Result<Exit> execute(const IndexImportOptions& options, const Context& context) {
  const auto clock = clock_of(options.common, context);
  if (!clock) return fail(clock.error());
  constexpr int k_zone_minutes = 8 * 60;  // of an index that names no zone
  const auto made = import_index_file(
      options.table, options.out, options.force ? Overwrite::yes : Overwrite::no, clock->today(k_zone_minutes));
  if (!made) return fail(made.error());
  const auto& imported = made->imported;
  const auto total = imported.stated.value_or(imported.points);
  context.environment.out << context.catalogue.text({"import/done",
                                                     {{"file", made->out},
                                                      {"leaves", std::int64_t{imported.leaves}},
                                                      {"points", imported.points.text()},
                                                      {"total", total.text()}}})
                          << '\n'
                          << context.catalogue.text({"import/sentences",
                                                     {{"sentences", std::int64_t{imported.sentences}},
                                                      {"understood", std::int64_t{imported.understood}}}})
                          << '\n';
  tell(ImportNote::Kind::points_differ, "import/points-differ", imported, context);
  tell(ImportNote::Kind::not_understood, "import/not-understood", imported, context);
  tell(ImportNote::Kind::guessed, "import/guessed", imported, context);
  tell(ImportNote::Kind::left_out, "import/left-out", imported, context);
  tell_next(*made, context);
  return imported.adds_up ? Exit::ok : Exit::findings;
}

}  // namespace guidang::cli
