// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/register_match.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "guidang/base/text.hpp"

namespace guidang {
namespace {

class Matcher {
 public:
  Matcher(const CheckInput& input,
          const FileFinder& finder,
          std::span<const FileLinks> links,
          std::span<const LineLeaves> leaves)
      : input_(input),
        finder_(finder),
        links_(links),
        leaves_(leaves),
        taken_(input.inventory.files.size()) {}

  std::vector<LineMatch> run() {
    const auto& lines = input_.tables.register_lines;
    learn_digests(lines);
    std::vector<LineMatch> matches;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      matches.push_back(by_name(lines[i], leaves_[i].main));
      if (matches.back().file) taken_[*matches.back().file] = true;
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (matches[i].named == 0) by_digest(lines[i], leaves_[i].main, matches[i]);
    }
    return matches;
  }

 private:
  [[nodiscard]] const EvidenceFile& evidence(std::size_t file) const { return input_.inventory.files[file]; }

  [[nodiscard]] LineMatch by_name(const RegisterLine& line, const std::vector<const Item*>& leaves) const {
    const auto& named = finder_.find(line.name, nullptr);
    LineMatch match{.file = std::nullopt, .named = named.size()};
    if (named.empty()) return match;
    match.file = named.size() == 1 ? std::optional(named.front()) : one_of_several(line, leaves);
    if (!match.file || line.digest.empty() || evidence(*match.file).sha256.empty()) return match;
    match.changed = !evidence(*match.file).sha256.starts_with(line.digest);
    return match;
  }

  /// Which of several files of the line's name is meant.
  [[nodiscard]] std::optional<std::size_t> one_of_several(const RegisterLine& line,
                                                          const std::vector<const Item*>& leaves) const {
    const auto name = nfc(line.name);
    std::vector<std::size_t> same = with_digest(line.digest, [](std::size_t) { return true; });
    std::erase_if(same, [&](std::size_t file) { return nfc(evidence(file).path.name()) != name; });
    if (same.size() == 1) return same.front();
    std::set<std::size_t> meant;
    for (const Item* leaf : leaves) {
      const auto& of_leaf = finder_.find(line.name, leaf);
      if (of_leaf.size() == 1) meant.insert(of_leaf.front());
    }
    return meant.size() == 1 ? std::optional(*meant.begin()) : std::nullopt;
  }

  /// Sorts the files by digest, if any line asks for one. Empty files are all the same and say nothing.
  void learn_digests(const std::vector<RegisterLine>& lines) {
    if (std::ranges::all_of(lines, [](const RegisterLine& line) { return line.digest.empty(); })) return;
    for (std::size_t i = 0; i < input_.inventory.files.size(); ++i) {
      if (!evidence(i).sha256.empty() && evidence(i).size_bytes > 0) digests_.emplace_back(evidence(i).sha256, i);
    }
    std::ranges::sort(digests_);
  }

  /// The first files with the digest, by path, that `wanted` lets pass. Only so many, that thousands of equal files in
  /// thousands of lines take no time worth mentioning.
  template <typename Wanted>
  [[nodiscard]] std::vector<std::size_t> with_digest(std::string_view digest, Wanted wanted) const {
    constexpr std::size_t k_most_looked_at = 256;
    std::vector<std::size_t> files;
    if (digest.empty()) return files;
    auto at = std::ranges::lower_bound(digests_, digest, {}, [](const auto& one) { return one.first; });
    for (std::size_t looked = 0; looked < k_most_looked_at; ++looked, ++at) {
      if (at == digests_.end() || !at->first.starts_with(digest)) break;
      if (wanted(at->second)) files.push_back(at->second);
    }
    return files;
  }

  void by_digest(const RegisterLine& line, const std::vector<const Item*>& leaves, LineMatch& match) {
    const auto name = nfc(std::string_view(line.name).substr(line.name.rfind('/') + 1));  // npos + 1 is 0
    std::optional<std::pair<int, std::size_t>> best;
    for (const auto file : with_digest(line.digest, [&](std::size_t one) { return !taken_[one]; })) {
      const std::pair candidate(strangeness(file, name, leaves), file);  // the inventory is sorted by path
      if (!best || candidate < *best) best = candidate;
    }
    if (!best) return;
    match.file = best->second;
    match.renamed = true;
    taken_[best->second] = true;
  }

  /// How little else than the digest speaks for a file.
  [[nodiscard]] int strangeness(std::size_t file,
                                const std::string& name,
                                const std::vector<const Item*>& leaves) const {
    if (nfc(evidence(file).path.name()) == name) return 0;
    const bool of_leaf = std::ranges::any_of(leaves, [&](const Item* leaf) {
      return std::ranges::find(links_[file].leaves, leaf, &Bound::leaf) != links_[file].leaves.end();
    });
    return of_leaf ? 1 : 2;
  }

  const CheckInput& input_;
  const FileFinder& finder_;
  std::span<const FileLinks> links_;
  std::span<const LineLeaves> leaves_;
  std::vector<bool> taken_;                                        // one a file: a line means it
  std::vector<std::pair<std::string_view, std::size_t>> digests_;  // sorted
};

}  // namespace

std::vector<LineMatch> match_lines(const CheckInput& input,
                                   const FileFinder& finder,
                                   std::span<const FileLinks> links,
                                   std::span<const LineLeaves> leaves) {
  return Matcher(input, finder, links, leaves).run();
}

}  // namespace guidang
