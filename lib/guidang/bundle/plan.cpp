// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/plan.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/portable_name.hpp"
#include "guidang/bundle/volumes.hpp"
#include "guidang/digest/digest.hpp"

namespace guidang::bundle {
namespace {

constexpr std::uint64_t k_headers_bytes = 128;  // local and central header of an entry with their zip64 fields
constexpr std::size_t k_suffix_bytes = 40;      // of a volume, at most

/// What bundles conform to, as schemas/guidang-profile.json names itself: a bag must say it (BagIt Profiles 1.4.0).
constexpr const char* k_profile = "https://guidang.example/schemas/1.0/guidang-profile.json";

/// The first file that the inventory could not read, with how many there are: without them there is no bundle.
Result<void> check_readable(const Inventory& inventory) {
  std::int64_t count = 0;
  const RelPath* first = nullptr;
  const Error* reason = nullptr;
  const auto note = [&](const RelPath& path, const Error& error) {
    if (count++ > 0) return;
    first = &path;
    reason = &error;
  };
  for (const auto& folder : inventory.unreadable) note(folder.path, folder.error);
  for (const auto& file : inventory.files) {
    if (file.error) note(file.path, *file.error);
  }
  if (count == 0) return {};
  Error error = *reason;
  error.code = error.code == ErrorCode::changed ? ErrorCode::changed : ErrorCode::io;
  return fail(std::move(error).in({"bundle/evidence-unreadable", {{"path", first->text()}, {"count", count}}}));
}

const EvidenceFile* find_file(const Inventory& inventory, const RelPath& path) {
  const auto place = std::ranges::lower_bound(inventory.files, path, {}, &EvidenceFile::path);
  return place != inventory.files.end() && place->path == path ? &*place : nullptr;
}

/// A file that will be packed, with its digests in the order of the manifests.
struct Item {
  std::string path;  // below the bag's root
  zip::Entry entry;  // its name still lacks the root
  std::vector<std::string> digests;
};

/// Puts one volume together.
class VolumeMaker {
 public:
  VolumeMaker(const std::string& group, std::string suffix, const std::vector<Algorithm>& algorithms) {
    volume_.root = portable_name(group + suffix);
    volume_.suffix = std::move(suffix);
    for (const auto algorithm : algorithms) volume_.manifests.push_back({algorithm, {}});
    lines_.resize(algorithms.size());
  }

  void add(Item item) {
    for (std::size_t i = 0; i < lines_.size(); ++i) lines_[i].push_back({item.path, std::move(item.digests[i])});
    volume_.payload_bytes += item.entry.tree == nullptr ? item.entry.bytes.size() : item.entry.size_bytes;
    item.entry.name = volume_.root + "/" + item.path;
    volume_.payload.push_back(std::move(item.entry));
  }

  Volume finish() {
    constexpr std::size_t k_own_files = 16;  // at most; see WithOwnFiles
    volume_.payload.reserve(volume_.payload.size() + k_own_files);
    std::ranges::sort(volume_.payload, {}, &zip::Entry::name);
    for (auto& one : lines_) std::ranges::sort(one, {}, &ManifestLine::path);
    for (std::size_t i = 0; i < lines_.size(); ++i) volume_.manifests[i].text = manifest_text(lines_[i]);
    return std::move(volume_);
  }

 private:
  Volume volume_;
  std::vector<std::vector<ManifestLine>> lines_;  // one a manifest
};

/// Collects the items and cuts them into volumes.
class PlanMaker {
 public:
  PlanMaker(const Project& project, std::string group) : group_(std::move(group)) {
    algorithms_.push_back(Algorithm::sha256);
    algorithms_.insert(algorithms_.end(), project.further_digests.begin(), project.further_digests.end());
  }

  void add(const fs::Tree& archive, const EvidenceFile& file, const Placement& placement) {
    Item item{.path = placement.bundle_path,
              .entry = {.name = {},
                        .tree = &archive,
                        .path = file.path,
                        .size_bytes = file.size_bytes,
                        .sha256 = file.sha256},
              .digests = {file.sha256}};
    item.digests.insert(item.digests.end(), file.further_digests.begin(), file.further_digests.end());
    note(item, placement.leaf, false, file.size_bytes);
    items_.push_back(std::move(item));
  }

  Result<void> add(const Document& document) {
    const bool inside = RelPath::parse(document.path).has_value() && document.path.starts_with("data/");
    if (!inside) return fail(ErrorCode::usage, {"bundle/document-outside", {{"path", document.path}}});
    Item item{.path = document.path, .entry = {.name = {}, .bytes = document.bytes}, .digests = {}};
    for (const auto algorithm : algorithms_) item.digests.push_back(digest_of(algorithm, document.bytes));
    note(item, "", true, document.bytes.size());
    items_.push_back(std::move(item));
    return {};
  }

  Result<Plan> finish(std::uint64_t volume_bytes) {
    GUIDANG_TRY(check_twins());
    const auto places = cut_volumes(cargo_, volume_bytes);
    if (!places) return fail(places.error());
    const auto count = places->empty() ? 1 : *std::ranges::max_element(*places) + 1;
    std::vector<VolumeMaker> makers;
    for (std::size_t i = 0; i < count; ++i) {
      makers.emplace_back(group_, count == 1 ? "" : fmt::format("-第{}卷共{}卷", i + 1, count), algorithms_);
    }
    for (std::size_t i = 0; i < items_.size(); ++i) makers[(*places)[i]].add(std::move(items_[i]));
    Plan plan{.group = std::move(group_), .volumes = {}};
    for (auto& maker : makers) plan.volumes.push_back(maker.finish());
    return plan;
  }

 private:
  /// Notes what the item takes up at most: itself, its headers, its lines in the manifests.
  void note(const Item& item, const std::string& leaf, bool of_first, std::uint64_t size) {
    std::uint64_t bytes = size + k_headers_bytes + 2 * (group_.size() + k_suffix_bytes + item.path.size());
    for (const auto& digest : item.digests) bytes += digest.size() + 3 + 3 * item.path.size();  // %25 for each %
    cargo_.push_back({.path = item.path, .leaf = leaf, .bytes = bytes, .of_first = of_first});
  }

  [[nodiscard]] Result<void> check_twins() const {
    std::vector<std::string_view> paths;
    for (const auto& item : items_) paths.push_back(item.path);
    std::ranges::sort(paths);
    const auto twin = std::ranges::adjacent_find(paths);
    if (twin == paths.end()) return {};
    return fail(ErrorCode::usage, {"bundle/same-path", {{"path", std::string(*twin)}}});
  }

  std::string group_;
  std::vector<Algorithm> algorithms_;
  std::vector<Item> items_;
  std::vector<Cargo> cargo_;  // of each item
};

}  // namespace

std::string Manifest::name() const {
  return fmt::format("manifest-{}.txt", to_string(algorithm));
}

std::uint64_t Plan::payload_bytes() const {
  std::uint64_t sum = 0;
  for (const auto& volume : volumes) sum += volume.payload_bytes;
  return sum;
}

Result<Plan> make_plan(const fs::Tree& archive,
                       const Inventory& inventory,
                       const Project& project,
                       const BundleRequest& request) {
  GUIDANG_TRY(check_readable(inventory));
  PlanMaker plan(project, portable_name(project.unit + "-" + request.edition));
  for (const auto& placement : request.evidence) {
    const auto* file = find_file(inventory, placement.path);
    if (file == nullptr) return fail(ErrorCode::not_found, {"fs/not-found", {{"path", placement.path.text()}}});
    plan.add(archive, *file, placement);
  }
  for (const auto& document : request.documents) GUIDANG_TRY(plan.add(document));
  return plan.finish(request.volume_bytes);
}

std::vector<BagTag> copy_tags(
    const Plan& plan, const Project& project, const BundleRequest& request, std::size_t number, std::size_t volume) {
  const auto& copy = project.copies[number];
  const auto& one = plan.volumes[volume];
  return {{"Source-Organization", project.unit},
          {std::string(k_date_label), to_string(request.bagging_date)},
          {"Payload-Oxum", fmt::format("{}.{}", one.payload_bytes, one.payload.size())},
          {"Bag-Group-Identifier", plan.group},
          {"Bag-Count", fmt::format("{} of {}", volume + 1, plan.volumes.size())},
          {"Copy", fmt::format("{} of {}", number + 1, project.copies.size())},
          {"Copy-Holder", copy.holder},
          {"Copy-Keeper", copy.keeper},
          {"Bag-Software-Agent", request.packer},
          {"BagIt-Profile-Identifier", k_profile}};
}

TagFiles tag_files(const Volume& volume, const std::vector<BagTag>& tags) {
  TagFiles files{.bag_info = bag_info_text(tags), .tagmanifests = {}};
  for (const auto& manifest : volume.manifests) {
    const auto digest = [&](std::string_view text) { return digest_of(manifest.algorithm, text); };
    std::vector<ManifestLine> lines{{"bag-info.txt", digest(files.bag_info)}, {"bagit.txt", digest(bagit_text())}};
    for (const auto& listed : volume.manifests) lines.push_back({listed.name(), digest(listed.text)});
    std::ranges::sort(lines, {}, &ManifestLine::path);
    files.tagmanifests.push_back({manifest.algorithm, manifest_text(lines)});
  }
  return files;
}

std::uint64_t largest_bytes(const Volume& volume) {
  std::uint64_t size = volume.payload_bytes + k_own_files_bytes;
  for (const auto& manifest : volume.manifests) size += manifest.text.size();
  for (const auto& entry : volume.payload) size += k_headers_bytes + 2 * entry.name.size();
  return size;
}

}  // namespace guidang::bundle
