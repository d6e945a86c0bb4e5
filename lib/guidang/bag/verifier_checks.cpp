// SPDX-License-Identifier: Apache-2.0
// The checks that need everything read: lists against files, names against each other, bytes against digests.
#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "guidang/bag/verifier.hpp"
#include "guidang/base/ascii.hpp"
#include "guidang/base/date.hpp"
#include "guidang/base/portable_name.hpp"
#include "guidang/base/text.hpp"

namespace guidang::bag {
namespace {

constexpr std::array<std::string_view, 5> k_system_files{
    "thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db", "icon\r"};

/// Tags that RFC 8493 2.2.2 does not want more than once, and the forms of their values.
struct SingleTag {
  std::string_view label;
  bool (*fits)(std::string_view value);
};

bool any(std::string_view /*value*/) {
  return true;
}

bool is_date(std::string_view value) {
  return parse_date(value).has_value();
}

/// "42.6 GB": a number and a word.
bool is_size(std::string_view value) {
  const auto unit = value.find_first_not_of("0123456789.,");
  const bool counted = std::ranges::any_of(value.substr(0, unit), is_digit);
  return counted && unit != std::string_view::npos && std::ranges::none_of(value.substr(unit), is_digit);
}

/// "2 of 5", "2 of ?"
bool is_count(std::string_view value) {
  const auto of = value.find(" of ");
  if (of == std::string_view::npos) return false;
  const auto number = [](std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); };
  const auto total = value.substr(of + 4);
  return number(value.substr(0, of)) && (total == "?" || number(total));
}

constexpr std::array k_single_tags{SingleTag{"bagging-date", is_date},
                                   SingleTag{"bag-size", is_size},
                                   SingleTag{"bag-group-identifier", any},
                                   SingleTag{"bag-count", is_count}};

std::string_view last_part(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// The first thing in the way of a path on some system.
std::optional<NameProblem> portable_path_problem(std::string_view path) {
  while (!path.empty()) {
    const auto slash = std::min(path.find('/'), path.size());
    if (const auto why = portable_problem(path.substr(0, slash))) return why;
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return std::nullopt;
}

}  // namespace

void Verifier::check_tags(const std::string& name, const Info& info) {
  const std::string have = fmt::format("{}.{}", report_.payload_bytes, report_.payload_files);
  std::map<std::string, int> counts;
  for (std::size_t i = 0; i < info.tags.size(); ++i) {
    const auto& [label, value] = info.tags[i];
    const std::string place = at_line(name, info.lines[i]);
    const auto plain = folded(label);
    const bool again = ++counts[plain] > 1;
    if (plain == "payload-oxum") {
      if (again) problem("bag/oxum-twice", name, place);
      if (value != have) add("integrity/bag-oxum-mismatch", name, place, {{"want", value}, {"have", have}});
      continue;
    }
    const auto* const tag = std::ranges::find(k_single_tags, plain, &SingleTag::label);
    if (tag == k_single_tags.end()) continue;
    if (again) discouraged("bag/tag-twice", name, place);
    if (!tag->fits(value)) discouraged("bag/tag-form", name, place);
  }
}

void Verifier::check_fetch() {
  for (const auto& entry : fetch_.entries) {
    const std::string place = at_line(k_fetch, entry.line);
    if (entry.dot_slash) discouraged("bag/dot-slash", entry.path, place);
    if (entry.bare_percent && declaration_.strict()) discouraged("bag/bare-percent", entry.path, place);
    if (leads_astray(entry.path) || !entry.path.starts_with(k_payload)) {
      problem("bag/path-outside", entry.path, place);
    } else if (!listed_as_.contains(entry.path)) {
      problem("bag/fetch-not-listed", entry.path, place);
    }
    const auto* there = file(entry.path);
    if (there != nullptr && entry.length_bytes && *entry.length_bytes != there->size_bytes) {
      discouraged("bag/fetch-length", entry.path, place);
    }
  }
}

void Verifier::check_payload_lists() {
  if (!files_.contains("data")) problem("bag/no-payload-folder", "data");
  for (const auto& path : payload_) {
    bool anywhere = false;
    for (const auto& manifest : manifests_) {
      if (manifest.of_tags) continue;
      const bool listed = manifest.listed.contains(path);
      anywhere = anywhere || listed;
      if (declaration_.strict() && !listed) add("integrity/bag-unlisted-file", path, manifest.name, {});
    }
    // Drafts of BagIt let each file stand in one manifest of several.
    if (!declaration_.strict() && !anywhere) add("integrity/bag-unlisted-file", path, "", {});
  }
}

void Verifier::check_tag_lists() {
  std::vector<const LoadedManifest*> of_tags;
  for (const auto& manifest : manifests_) {
    if (manifest.of_tags) of_tags.push_back(&manifest);
  }
  if (of_tags.empty()) return discouraged("bag/no-tagmanifest", "");
  for (const auto& manifest : manifests_) {
    if (manifest.of_tags || !declaration_.strict()) continue;
    for (const auto* tags : of_tags) {
      if (!tags->listed.contains(manifest.name)) problem("bag/manifest-unlisted", manifest.name, tags->name);
    }
  }
  for (const auto& [path, entry] : files_) {
    const bool tag = entry->kind == fs::EntryKind::file && !path.starts_with("data/") &&
                     !path.starts_with("tagmanifest-") && !path.starts_with("manifest-");
    const auto lists = [&path = path](const LoadedManifest* tags) { return tags->listed.contains(path); };
    if (tag && std::ranges::none_of(of_tags, lists)) discouraged("bag/unprotected", path);
  }
}

void Verifier::check_names() {
  std::map<std::string, std::string> names = {listed_as_.begin(),
                                              listed_as_.end()};  // sorted: the answer must not vary
  for (const auto& path : payload_) names.try_emplace(path, "");
  std::unordered_map<std::string, const std::string*> seen;
  for (const auto& [path, place] : names) {
    const std::string normal = nfc(path);
    const auto [other, fresh] = seen.try_emplace(caseless(path), &path);
    if (!fresh) discouraged(nfc(*other->second) == normal ? "bag/normal-form-twins" : "bag/case-twins", path, place);
    const auto name = ascii_lower(std::string(last_part(path)));
    if (std::ranges::find(k_system_files, name) != k_system_files.end()) discouraged("bag/system-file", path, place);
    if (const auto why = portable_path_problem(path)) {
      std::string term = "bag/name-" + std::string(to_string(*why));
      std::ranges::replace(term, '_', '-');
      discouraged(term.c_str(), path, place);
    }
  }
}

Result<void> Verifier::check_digests() {
  if (options_.keep_sha256) {
    for (const auto& path : payload_) (void)expected_[path];
  }
  std::vector<HashTask> tasks;
  for (const auto& [path, wanted] : expected_) {
    HashTask task{.path = report_.root.joined(RelPath::parse(path).value()),
                  .size_bytes = file(path)->size_bytes,
                  .algorithms = {}};
    for (const auto& one : wanted) task.algorithms.push_back(one.algorithm);
    if (options_.keep_sha256) task.algorithms.push_back(Algorithm::sha256);
    std::ranges::sort(task.algorithms);
    task.algorithms.erase(std::unique(task.algorithms.begin(), task.algorithms.end()), task.algorithms.end());
    tasks.push_back(std::move(task));
  }
  GUIDANG_TRY(hash_files(tree_, tasks, options_));
  auto task = tasks.begin();
  for (const auto& [path, wanted] : expected_) {
    const auto& done = *task++;
    if (done.error) {
      unreadable(path, *done.error);
      continue;
    }
    const auto digest = [&](Algorithm algorithm) -> const std::string& {
      return done
          .digests[static_cast<std::size_t>(std::ranges::find(done.algorithms, algorithm) - done.algorithms.begin())];
    };
    for (const auto& one : wanted) {
      if (digest(one.algorithm) == one.digest) continue;
      add("integrity/bag-digest-mismatch", path, one.place, {{"algorithm", std::string(to_string(one.algorithm))}});
    }
    if (options_.keep_sha256 && path.starts_with("data/")) report_.payload_sha256[path] = digest(Algorithm::sha256);
  }
  return {};
}

}  // namespace guidang::bag
