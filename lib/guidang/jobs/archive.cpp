// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/archive.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "guidang/base/text.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/jobs/lint.hpp"
#include "guidang/jobs/pool_indexes.hpp"

namespace guidang {
namespace {

constexpr std::uint64_t k_most_settings_bytes = 1U << 20U;

RelPath settings_path() {
  return *RelPath::parse(k_settings_name);
}

/// Reads every index of the settings: their periods decide, and a fault in any of them is better told today than on the
/// day it is needed.
Result<std::vector<PoolIndex>> read_indexes(const fs::Tree& tree, const Project& project) {
  std::vector<PoolIndex> all;
  for (const auto& reference : project.indexes) {
    auto index = read_index(tree, reference.file);
    if (!index) {
      if (index.error().where) return fail(std::move(index).error());
      auto error = std::move(index).error().in({"jobs/reading-index", {}});
      error.where = reference.where;
      return fail(std::move(error));
    }
    if (!reference.edition.empty() && reference.edition != index->edition) {
      Error error;
      error.code = ErrorCode::malformed;
      error.message = {"jobs/edition-disagrees",
                       {{"file", reference.file.text()}, {"said", reference.edition}, {"found", index->edition}}};
      error.where = reference.where;
      return fail(std::move(error));
    }
    all.push_back({*std::move(index), reference.file, {}});
  }
  return all;
}

/// The place of the chosen index among all.
Result<std::size_t> choose(const std::vector<PoolIndex>& all,
                           std::string_view edition,
                           std::string_view code,
                           const Clock& clock) {
  std::optional<std::size_t> last;
  std::vector<std::string> editions;
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Index& index = all[i].index;
    if (std::ranges::find(editions, index.edition) == editions.end()) editions.push_back(index.edition);
    codes.push_back(index.code);
    if (!code.empty() && folded(index.code) != folded(code)) continue;
    const bool wanted = edition.empty() ? index.period.contains(clock.today(index.zone_minutes))
                                        : folded(index.edition) == folded(edition);
    if (wanted) return i;
    if (!last || all[*last].index.edition != index.edition) last = i;  // the first of the last edition
  }
  if (edition.empty() && last) return *last;
  if (!code.empty())
    return fail(ErrorCode::usage, {"jobs/no-such-index", {{"code", std::string(code)}, {"known", codes}}});
  return fail(ErrorCode::usage, {"jobs/no-such-edition", {{"edition", std::string(edition)}, {"known", editions}}});
}

/// Puts the chosen index and those of its edition into the archive.
Result<void> take_indexes(std::vector<PoolIndex> all, std::size_t chosen, Archive& archive) {
  std::vector<const IndexRef*> references;
  archive.index = all[chosen].index;
  archive.index_file = all[chosen].file;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (folded(all[i].index.edition) != folded(archive.index.edition)) continue;
    if (i == chosen) archive.chosen = archive.pool_indexes.size();
    references.push_back(&archive.project.indexes[i]);
    archive.pool_indexes.push_back(std::move(all[i]));
  }
  return connect_indexes(*archive.tree, references, archive);
}

/// An exception for a rule that does not exist excuses nothing, and whoever wrote it would find out too late.
Result<void> check_exceptions(const Tables& tables) {
  std::vector<Fault> faults;
  for (const auto& line : tables.exceptions) {
    if (find_rule(line.rule) != nullptr) continue;
    std::vector<std::string> known;
    for (const auto& rule : rules()) known.emplace_back(rule.id);
    const auto likely = nearest(line.rule, known);
    Message message{"jobs/unknown-rule", {{"rule", line.rule}}};
    if (likely) message = {"jobs/unknown-rule-likely", {{"rule", line.rule}, {"likely", *likely}}};
    Fault fault;
    fault.message = std::move(message);
    fault.where = line.where;
    faults.push_back(std::move(fault));
  }
  if (faults.empty()) return {};
  Error error;
  error.code = ErrorCode::malformed;
  error.message = {"tables/faults", {{"count", std::int64_t{std::ssize(faults)}}}};
  error.faults = std::move(faults);
  return fail(std::move(error));
}

/// The evidence folder of settings that name none: 资料, or evidence where only that is there.
RelPath usual_pool(const fs::Tree& tree) {
  const RelPath pool = *RelPath::parse("资料");
  const RelPath english = *RelPath::parse("evidence");
  return !fs::exists(tree, pool) && fs::exists(tree, english) ? english : pool;
}

}  // namespace

Result<std::string> find_archive(const std::string& start) {
  constexpr int k_most_levels = 64;
  std::string folder = start.empty() ? "." : start;
  for (int level = 0; level < k_most_levels; ++level) {
    auto tree = fs::DiskTree::open_folder(folder);
    if (!tree) return fail(std::move(tree).error());
    if (fs::exists(**tree, settings_path())) return folder;
    const auto above = folder == "." ? std::string("..") : folder + "/..";
    const auto top = fs::lies_within(above, folder);  // only the root lies within its own child
    if (!top || *top) break;
    folder = above;
  }
  return fail(ErrorCode::not_found, {"jobs/no-archive", {{"folder", start.empty() ? "." : start}}});
}

Result<Archive> open_archive(const std::string& folder,
                             std::string_view edition,
                             const Clock& clock,
                             std::string_view index_code) {
  auto tree = fs::DiskTree::open_folder(folder);
  if (!tree) return fail(std::move(tree).error());
  auto archive = open_archive(*std::move(tree), edition, clock, index_code);
  if (archive) archive->folder = folder;
  return archive;
}

Result<Archive> open_archive(std::unique_ptr<fs::Tree> tree,
                             std::string_view edition,
                             const Clock& clock,
                             std::string_view index_code) {
  auto text = fs::read_file(*tree, settings_path(), k_most_settings_bytes);
  if (!text) return fail(std::move(text).error());
  auto project = parse_project(*text, k_settings_name);
  if (!project) return fail(std::move(project).error());
  auto all = read_indexes(*tree, *project);
  if (!all) return fail(std::move(all).error());
  const auto chosen = choose(*all, edition, index_code, clock);
  if (!chosen) return fail(chosen.error());
  auto tables = read_tables(*tree);
  if (!tables) return fail(std::move(tables).error());
  GUIDANG_TRY(check_exceptions(*tables));
  if (project->pool.empty()) project->pool = usual_pool(*tree);
  Archive archive;
  archive.tree = std::move(tree);
  archive.project = *std::move(project);
  GUIDANG_TRY(take_indexes(*std::move(all), *chosen, archive));
  archive.tables = *std::move(tables);
  archive.today = clock.today(archive.index.zone_minutes);
  return archive;
}

}  // namespace guidang
