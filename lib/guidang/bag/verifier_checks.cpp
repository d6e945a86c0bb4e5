// SPDX-License-Identifier: Apache-2.0
// The checks that need everything read: lists against files, names against each other, bytes against digests.
#include <algorithm>
#include <array>

#include "guidang/bag/verifier.hpp"
#include "guidang/base/ascii.hpp"
#include "guidang/base/text.hpp"

namespace guidang::bag {
namespace {

constexpr std::array<std::string_view, 5> k_system_files{
    "thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db", "icon\r"};

std::string_view last_part(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

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
    const auto [other, fresh] = seen.try_emplace(ascii_lower(normal), &path);
    if (!fresh) discouraged(nfc(*other->second) == normal ? "bag/normal-form-twins" : "bag/case-twins", path, place);
    const auto name = ascii_lower(std::string(last_part(path)));
    if (std::ranges::find(k_system_files, name) != k_system_files.end()) discouraged("bag/system-file", path, place);
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
