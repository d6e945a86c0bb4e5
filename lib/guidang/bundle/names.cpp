// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "guidang/base/ascii.hpp"
#include "guidang/base/portable_name.hpp"
#include "guidang/base/text.hpp"
#include "guidang/bundle/bundle.hpp"

namespace guidang {
namespace {

constexpr std::string_view k_evidence = "data/电子档案";
constexpr std::string_view k_unbound = "data/电子档案/未归类";

/// What case-blind and form-blind file systems take for the same name.
std::string key_of(std::string_view path) {
  return ascii_lower(nfc(path));
}

/// "a/b.txt", 2 → "a/b~2.txt".
std::string numbered(const std::string& path, int number) {
  const auto name = path.rfind('/') + 1;
  const auto dot = path.rfind('.');
  const auto end = dot == std::string::npos || dot <= name ? path.size() : dot;
  return path.substr(0, end) + "~" + std::to_string(number) + path.substr(end);
}

/// Hands out paths that no other has, not even in another case.
class Places {
 public:
  /// Returns `wanted`, or a numbered form of it.
  std::string take(const std::string& wanted) {
    std::string path = wanted;
    if (!free(path)) {
      int& number = numbers_.try_emplace(key_of(wanted), 1).first->second;  // goes on where the last twin ended
      do {
        path = numbered(wanted, ++number);
      } while (!free(path));
    }
    const auto key = key_of(path);
    files_.insert(key);
    for (auto slash = key.find('/'); slash != std::string::npos; slash = key.find('/', slash + 1)) {
      folders_.insert(key.substr(0, slash));
    }
    return path;
  }

 private:
  [[nodiscard]] bool free(const std::string& path) const {
    const auto key = key_of(path);
    if (files_.contains(key) || folders_.contains(key)) return false;
    for (auto slash = key.find('/'); slash != std::string::npos; slash = key.find('/', slash + 1)) {
      if (files_.contains(key.substr(0, slash))) return false;
    }
    return true;
  }

  std::unordered_set<std::string> files_;
  std::unordered_set<std::string> folders_;
  std::unordered_map<std::string, int> numbers_;  // the last one given, by wanted name
};

/// The path as it is wanted: below the pool, each component portable.
std::string wanted_path(const EvidenceUse& use, const RelPath& pool) {
  std::string path(use.bound ? k_evidence : k_unbound);
  const RelPath below = use.path.within(pool) ? use.path.below(pool) : use.path;
  for (const auto part : below.components()) path += "/" + portable_name(part);
  return path;
}

std::string kept_path(const EvidenceUse& use, const RelPath& pool) {
  const RelPath below = use.path.within(pool) ? use.path.below(pool) : use.path;
  return std::string(use.bound ? k_evidence : k_unbound) + "/" + below.text();
}

}  // namespace

std::vector<Placement> place_evidence(std::span<const EvidenceUse> evidence, const RelPath& pool) {
  std::vector<EvidenceUse> sorted(evidence.begin(), evidence.end());
  std::ranges::sort(sorted, {}, &EvidenceUse::path);
  Places places;
  std::vector<Placement> placements;
  // Two rounds: a name that can be kept is kept, whoever would like to have it too.
  for (const bool changing : {false, true}) {
    for (const auto& use : sorted) {
      const auto wanted = wanted_path(use, pool);
      const auto kept = kept_path(use, pool);
      if ((wanted != kept) != changing) continue;
      auto path = places.take(wanted);
      const bool renamed = path != kept;
      placements.push_back({use.path, std::move(path), renamed, use.leaf});
    }
  }
  std::ranges::sort(placements, {}, &Placement::bundle_path);
  return placements;
}

}  // namespace guidang
