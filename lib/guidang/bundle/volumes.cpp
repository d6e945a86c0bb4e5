// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/volumes.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "guidang/base/exact.hpp"

namespace guidang::bundle {
namespace {

/// What must lie in one volume.
struct Group {
  std::string first_path;
  std::string leaf;
  bool of_first = false;
  std::uint64_t bytes = 0;
  std::vector<std::size_t> members;  // places in the cargo
};

/// Volumes are given in decimal units, as media are: so they are told.
std::string megabytes(std::uint64_t bytes) {
  constexpr std::int64_t k_megabyte = 1'000'000;
  return to_display(Exact::ratio(static_cast<std::int64_t>(bytes), k_megabyte)) + " MB";
}

void take(Group& group, const Cargo& one, std::size_t place) {
  if (group.members.empty() || one.path < group.first_path) group.first_path = one.path;
  group.leaf = one.leaf;
  group.of_first = one.of_first;
  group.bytes += one.bytes;
  group.members.push_back(place);
}

std::vector<Group> groups_of(const std::vector<Cargo>& cargo) {
  std::map<std::string, Group> leaves;
  std::vector<Group> groups;
  Group first;
  for (std::size_t i = 0; i < cargo.size(); ++i) {
    const auto& one = cargo[i];
    if (one.of_first) {
      take(first, one, i);
    } else if (!one.leaf.empty()) {
      take(leaves[one.leaf], one, i);
    } else {
      take(groups.emplace_back(), one, i);
    }
  }
  for (auto& [leaf, group] : leaves) groups.push_back(std::move(group));
  std::ranges::sort(groups, {}, &Group::first_path);
  if (!first.members.empty()) groups.insert(groups.begin(), std::move(first));
  return groups;
}

Result<void> check_sizes(const std::vector<Group>& groups, std::uint64_t room, std::uint64_t volume_bytes) {
  std::vector<std::string> leaves;
  std::vector<std::string> files;
  for (const auto& group : groups) {
    if (group.bytes <= room) continue;
    if (group.of_first)
      return fail(ErrorCode::limit, {"bundle/documents-too-large", {{"volume", megabytes(volume_bytes)}}});
    auto& list = group.leaf.empty() ? files : leaves;
    list.push_back((group.leaf.empty() ? group.first_path : group.leaf) + " (" + megabytes(group.bytes) + ")");
  }
  if (!leaves.empty()) {
    return fail(ErrorCode::limit,
                {"bundle/leaf-too-large", {{"leaves", std::move(leaves)}, {"volume", megabytes(volume_bytes)}}});
  }
  if (files.empty()) return {};
  return fail(ErrorCode::limit,
              {"bundle/file-too-large", {{"files", std::move(files)}, {"volume", megabytes(volume_bytes)}}});
}

}  // namespace

Result<std::vector<std::size_t>> cut_volumes(const std::vector<Cargo>& cargo, std::uint64_t volume_bytes) {
  std::vector<std::size_t> volumes(cargo.size(), 0);
  if (volume_bytes == 0) return volumes;
  const auto groups = groups_of(cargo);
  const auto room = volume_bytes - std::min(volume_bytes, k_own_files_bytes);
  GUIDANG_TRY(check_sizes(groups, room, volume_bytes));
  std::size_t volume = 0;
  std::uint64_t used = 0;
  for (const auto& group : groups) {
    if (used + group.bytes > room) {
      ++volume;
      used = 0;
    }
    used += group.bytes;
    for (const auto place : group.members) volumes[place] = volume;
  }
  return volumes;
}

}  // namespace guidang::bundle
