// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/volume_set.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include "guidang/bag/bag.hpp"
#include "guidang/base/ascii.hpp"
#include "guidang/base/text.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/zip/reader.hpp"

namespace guidang {
namespace {

constexpr std::uint64_t k_most_info_bytes = std::uint64_t{1} << 20;
constexpr int k_most_volumes = 9999;

/// Where a bag stands in a set.
struct Membership {
  std::string group;
  std::string copy;
  int number = 1;
  int count = 1;

  [[nodiscard]] bool same_set(const Membership& other) const {
    return group == other.group && copy == other.copy && count == other.count;
  }
};

/// A folder is a bag if bagit.txt lies in it, or in its only sub-folder.
Result<void> check_bag_folder(const fs::Tree& tree, const std::string& path) {
  const auto listing = tree.list({});
  if (!listing) return fail(listing.error());
  std::vector<std::string> zips;
  for (const auto& entry : listing->entries) {
    if (entry.path.name() == "bagit.txt" && entry.path.components().size() <= 2) return {};
    if (entry.path.text().ends_with(".zip") && entry.path.parent().empty()) zips.push_back(entry.path.text());
  }
  if (zips.empty()) return fail(ErrorCode::malformed, {"jobs/not-a-bag", {{"path", path}}});
  return fail(ErrorCode::malformed, {"jobs/not-a-bag-but-holds", {{"path", path}, {"zips", zips}}});
}

/// Reads "2 of 3"; nothing if the whole is not known ("2 of ?") or it is the only one.
bool read_count(std::string_view text, Membership& membership) {
  const auto of = text.find(" of ");
  if (of == std::string_view::npos) return false;
  const auto number = [](std::string_view digits, int& value) {
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return read.ec == std::errc{} && read.ptr == digits.data() + digits.size() && value >= 1;
  };
  if (!number(text.substr(0, of), membership.number)) return false;
  if (!number(text.substr(of + 4), membership.count)) return false;
  return membership.number <= membership.count && membership.count <= k_most_volumes && membership.count > 1;
}

/// What a bag's own words say of its set; nothing if it belongs to none.
std::optional<Membership> membership_of(const fs::Tree& tree) {
  const auto listing = tree.list({});
  if (!listing) return std::nullopt;
  for (const auto& entry : listing->entries) {
    if (entry.path.name() != "bag-info.txt" || entry.path.components().size() > 2) continue;
    const auto text = fs::read_file(tree, entry.path, k_most_info_bytes);
    if (!text) return std::nullopt;
    Membership membership;
    bool divided = false;
    for (const auto& tag : parse_bag_info(*text)) {
      const auto label = folded(tag.label);
      if (label == "bag-count") divided = read_count(tag.value, membership);
      if (label == "bag-group-identifier") membership.group = tag.value;
      if (label == "copy") membership.copy = tag.value;
    }
    return divided ? std::optional(std::move(membership)) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Membership> membership_at(const std::string& path) {
  const auto tree = open_bundle(path);
  return tree ? membership_of(**tree) : std::nullopt;
}

std::string folder_of(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

/// All divided bundles in a folder, with where they stand.
std::vector<std::pair<std::string, Membership>> divided_in(const std::string& folder) {
  std::vector<std::pair<std::string, Membership>> found;
  const auto names = fs::names_of(folder);
  if (!names) return found;
  for (const auto& name : *names) {
    const auto path = folder == "." ? name : folder + "/" + name;
    const bool candidate = ascii_lower(name).ends_with(".zip") || fs::is_folder(path);
    if (!candidate) continue;
    if (auto membership = membership_at(path)) found.emplace_back(path, *std::move(membership));
  }
  return found;
}

VolumeSet set_of(const Membership& membership,
                 const std::vector<std::pair<std::string, Membership>>& candidates,
                 const std::string& named) {
  VolumeSet set;
  set.count = membership.count;
  std::map<int, std::string> paths;
  if (!named.empty()) paths.emplace(membership.number, named);  // the one that was named, whatever lies beside it
  for (const auto& [path, other] : candidates) {
    if (membership.same_set(other)) paths.emplace(other.number, path);
  }
  for (int number = 1; number <= membership.count; ++number) {
    const auto place = paths.find(number);
    if (place == paths.end()) {
      set.missing.push_back(std::to_string(number));
    } else {
      set.paths.push_back(place->second);
    }
  }
  return set;
}

}  // namespace

Result<std::unique_ptr<fs::Tree>> open_bundle(const std::string& path) {
  auto folder = fs::DiskTree::open_folder(path);
  if (!folder) return zip::open(path);
  GUIDANG_TRY(check_bag_folder(**folder, path));
  return std::unique_ptr<fs::Tree>(*std::move(folder));
}

Result<VolumeSet> find_volumes(const std::string& path) {
  const auto tree = open_bundle(path);
  if (!tree) {
    const auto inside = fs::is_folder(path) ? divided_in(path) : std::vector<std::pair<std::string, Membership>>{};
    const bool one_set = !inside.empty() && std::ranges::all_of(inside, [&inside](const auto& one) {
      return one.second.same_set(inside.front().second);
    });
    if (one_set) return set_of(inside.front().second, inside, "");
    return fail(tree.error());
  }
  const auto membership = membership_of(**tree);
  if (!membership) return VolumeSet{.paths = {path}, .missing = {}, .count = 1};
  return set_of(*membership, divided_in(folder_of(path)), path);
}

}  // namespace guidang
