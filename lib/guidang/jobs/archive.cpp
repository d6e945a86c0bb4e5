// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/archive.hpp"

#include <utility>
#include <vector>

#include "guidang/base/text.hpp"
#include "guidang/fs/output.hpp"

namespace guidang {
namespace {

constexpr std::uint64_t k_most_settings_bytes = 1U << 20U;
constexpr std::uint64_t k_most_index_bytes = 8U << 20U;

RelPath settings_path() {
  return *RelPath::parse(k_settings_name);
}

struct Chosen {
  Index index;
  RelPath file;
};

/// Reads every index of the settings and chooses one. All are read, since their periods decide, and since a fault in
/// any of them is better told today than on the day it is needed.
Result<Chosen> choose_index(const fs::Tree& tree,
                            const Project& project,
                            std::string_view edition,
                            const Clock& clock) {
  std::vector<Chosen> all;
  std::vector<std::string> editions;
  for (const auto& reference : project.indexes) {
    auto text = fs::read_file(tree, reference.file, k_most_index_bytes);
    if (!text) {
      auto error = std::move(text).error().in({"jobs/reading-index", {}});
      error.where = reference.where;
      return fail(std::move(error));
    }
    auto index = parse_index(*text, reference.file.text());
    if (!index) return fail(std::move(index).error());
    if (!reference.edition.empty() && reference.edition != index->edition) {
      Error error;
      error.code = ErrorCode::malformed;
      error.message = {"jobs/edition-disagrees",
                       {{"file", reference.file.text()}, {"said", reference.edition}, {"found", index->edition}}};
      error.where = reference.where;
      return fail(std::move(error));
    }
    editions.push_back(index->edition);
    all.push_back({*std::move(index), reference.file});
  }
  for (auto& chosen : all) {
    const bool wanted = edition.empty() ? chosen.index.period.contains(clock.today(chosen.index.zone_minutes))
                                        : folded(chosen.index.edition) == folded(edition);
    if (wanted) return std::move(chosen);
  }
  if (edition.empty()) return std::move(all.back());
  return fail(ErrorCode::usage, {"jobs/no-such-edition", {{"edition", std::string(edition)}, {"known", editions}}});
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

Result<Archive> open_archive(const std::string& folder, std::string_view edition, const Clock& clock) {
  auto tree = fs::DiskTree::open_folder(folder);
  if (!tree) return fail(std::move(tree).error());
  auto archive = open_archive(*std::move(tree), edition, clock);
  if (archive) archive->folder = folder;
  return archive;
}

Result<Archive> open_archive(std::unique_ptr<fs::Tree> tree, std::string_view edition, const Clock& clock) {
  auto text = fs::read_file(*tree, settings_path(), k_most_settings_bytes);
  if (!text) return fail(std::move(text).error());
  auto project = parse_project(*text, k_settings_name);
  if (!project) return fail(std::move(project).error());
  auto chosen = choose_index(*tree, *project, edition, clock);
  if (!chosen) return fail(std::move(chosen).error());
  auto tables = read_tables(*tree);
  if (!tables) return fail(std::move(tables).error());
  if (project->pool.empty()) project->pool = usual_pool(*tree);
  Archive archive;
  archive.tree = std::move(tree);
  archive.project = *std::move(project);
  archive.index = std::move(chosen->index);
  archive.index_file = std::move(chosen->file);
  archive.tables = *std::move(tables);
  archive.today = clock.today(archive.index.zone_minutes);
  return archive;
}

}  // namespace guidang
