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
  std::string date;  ///< An earlier copy may lie beside the current one.
  int number = 1;
  int count = 1;

  [[nodiscard]] bool same_set(const Membership& other) const {
    return group == other.group && copy == other.copy && date == other.date && count == other.count;
  }
};

/// The bundles that lie in a folder which is none: zips, and folders with a bagit.txt.
std::vector<std::string> bundles_in(const fs::Listing& listing) {
  std::vector<std::string> found;
  for (const auto& entry : listing.entries) {
    const auto depth = entry.path.components().size();
    if (depth == 1 && entry.kind == fs::EntryKind::file && ascii_lower(entry.path.text()).ends_with(".zip")) {
      found.push_back(entry.path.text());
    }
    if (depth == 2 && entry.path.name() == "bagit.txt") found.push_back(entry.path.parent().text());
  }
  std::ranges::sort(found);
  return found;
}

/// A folder is a bag if bagit.txt lies in it, or in the only thing that is in it.
Result<void> check_bag_folder(const fs::Tree& tree, const std::string& path) {
  const auto listing = tree.list({});
  if (!listing) return fail(listing.error());
  const auto is_top = [](const fs::Entry& entry) { return entry.path.components().size() == 1; };
  const auto tops = std::ranges::count_if(listing->entries, is_top);
  for (const auto& entry : listing->entries) {
    const auto depth = entry.path.components().size();
    if (entry.path.name() == "bagit.txt" && (depth == 1 || (depth == 2 && tops == 1))) return {};
  }
  auto bundles = bundles_in(*listing);
  if (bundles.empty()) return fail(ErrorCode::malformed, {"jobs/not-a-bag", {{"path", path}}});
  return fail(ErrorCode::malformed, {"jobs/not-a-bag-but-holds", {{"path", path}, {"zips", std::move(bundles)}}});
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
      if (label == "bagging-date") membership.date = tag.value;
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

/// What lies in a folder: its divided bundles, and how many others.
struct Content {
  std::vector<std::pair<std::string, Membership>> divided;
  int others = 0;
};

Content content_of(const std::string& folder) {
  Content content;
  const auto names = fs::names_of(folder);
  if (!names) return content;
  const std::string before = folder == "." ? "" : folder + (folder.ends_with('/') ? "" : "/");
  std::string path;
  for (const auto& name : *names) {
    path = before;
    path += name;
    const bool zip = ascii_lower(name).ends_with(".zip");
    if (!zip && !fs::is_folder(path)) continue;
    if (auto membership = membership_at(path)) {
      content.divided.emplace_back(path, *std::move(membership));
    } else if (zip || fs::entry_exists(path, "bagit.txt")) {
      ++content.others;
    }
  }
  return content;
}

/// How many bytes two names have in common at their beginnings.
std::size_t common(const std::string& a, const std::string& b) {
  const auto most = std::min(a.size(), b.size());
  std::size_t same = 0;
  while (same < most && a[same] == b[same]) ++same;
  return same;
}

/// The volumes of one set. Of two that have one number (copies of two runs of one day), the one that is called most
/// like the one that was named.
VolumeSet set_of(const Membership& membership, const Content& content, const std::string& named) {
  VolumeSet set;
  set.count = membership.count;
  std::map<int, std::string> paths;
  for (const auto& [path, other] : content.divided) {
    if (!membership.same_set(other)) continue;
    const auto [place, fresh] = paths.emplace(other.number, path);
    if (!fresh && common(path, named) > common(place->second, named)) place->second = path;
  }
  if (!named.empty()) paths[membership.number] = named;
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

/// Whether the folder holds the volumes of one set, each once, and no other bundle.
bool is_one_set(const Content& content) {
  if (content.divided.empty() || content.others > 0) return false;
  std::vector<int> numbers;
  for (const auto& [path, membership] : content.divided) {
    if (!membership.same_set(content.divided.front().second)) return false;
    if (std::ranges::find(numbers, membership.number) != numbers.end()) return false;
    numbers.push_back(membership.number);
  }
  return true;
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
    const auto inside = fs::is_folder(path) ? content_of(path) : Content{};
    if (is_one_set(inside)) return set_of(inside.divided.front().second, inside, "");
    return fail(tree.error());
  }
  const auto membership = membership_of(**tree);
  if (!membership) return VolumeSet{.paths = {path}, .missing = {}, .count = 1};
  return set_of(*membership, content_of(folder_of(path)), path);
}

}  // namespace guidang
