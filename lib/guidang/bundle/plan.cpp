// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/plan.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/portable_name.hpp"
#include "guidang/digest/digest.hpp"

namespace guidang::bundle {
namespace {

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

/// Puts the payload and its manifests together.
class PlanMaker {
 public:
  PlanMaker(const Project& project, const BundleRequest& request) {
    plan_.group = portable_name(project.unit + "-" + request.edition);
    plan_.manifests.push_back({Algorithm::sha256, {}});
    for (const auto algorithm : project.further_digests) plan_.manifests.push_back({algorithm, {}});
    lines_.resize(plan_.manifests.size());
  }

  void add(const fs::Tree& archive, const EvidenceFile& file, const std::string& path) {
    lines_.front().push_back({path, file.sha256});
    for (std::size_t i = 1; i < lines_.size(); ++i) lines_[i].push_back({path, file.further_digests.at(i - 1)});
    plan_.payload_bytes += file.size_bytes;
    plan_.payload.push_back({.name = plan_.group + "/" + path,
                             .tree = &archive,
                             .path = file.path,
                             .size_bytes = file.size_bytes,
                             .sha256 = file.sha256});
  }

  Result<void> add(const Document& document) {
    const bool inside = RelPath::parse(document.path).has_value() && document.path.starts_with("data/");
    if (!inside) return fail(ErrorCode::usage, {"bundle/document-outside", {{"path", document.path}}});
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      lines_[i].push_back({document.path, digest_of(plan_.manifests[i].algorithm, document.bytes)});
    }
    plan_.payload_bytes += document.bytes.size();
    plan_.payload.push_back({.name = plan_.group + "/" + document.path, .bytes = document.bytes});
    return {};
  }

  Result<Plan> finish() {
    std::ranges::sort(plan_.payload, {}, &zip::Entry::name);
    for (auto& one : lines_) std::ranges::sort(one, {}, &ManifestLine::path);
    const auto twin = std::ranges::adjacent_find(lines_.front(), {}, &ManifestLine::path);
    if (twin != lines_.front().end()) return fail(ErrorCode::usage, {"bundle/same-path", {{"path", twin->path}}});
    for (std::size_t i = 0; i < lines_.size(); ++i) plan_.manifests[i].text = manifest_text(lines_[i]);
    return std::move(plan_);
  }

 private:
  Plan plan_;
  std::vector<std::vector<ManifestLine>> lines_;  // one a manifest
};

}  // namespace

std::string Manifest::name() const {
  return fmt::format("manifest-{}.txt", to_string(algorithm));
}

Result<Plan> make_plan(const fs::Tree& archive,
                       const Inventory& inventory,
                       const Project& project,
                       const BundleRequest& request) {
  GUIDANG_TRY(check_readable(inventory));
  PlanMaker plan(project, request);
  for (const auto& placement : request.evidence) {
    const auto* file = find_file(inventory, placement.path);
    if (file == nullptr) return fail(ErrorCode::not_found, {"fs/not-found", {{"path", placement.path.text()}}});
    plan.add(archive, *file, placement.bundle_path);
  }
  for (const auto& document : request.documents) GUIDANG_TRY(plan.add(document));
  return plan.finish();
}

std::vector<BagTag> copy_tags(const Plan& plan,
                              const Project& project,
                              const BundleRequest& request,
                              std::size_t number) {
  const auto& copy = project.copies[number];
  return {{"Source-Organization", project.unit},
          {std::string(k_date_label), to_string(request.bagging_date)},
          {"Payload-Oxum", fmt::format("{}.{}", plan.payload_bytes, plan.payload.size())},
          {"Bag-Group-Identifier", plan.group},
          {"Bag-Count", "1 of 1"},
          {"Copy", fmt::format("{} of {}", number + 1, project.copies.size())},
          {"Copy-Holder", copy.holder},
          {"Copy-Keeper", copy.keeper},
          {"Bag-Software-Agent", request.packer}};
}

TagFiles tag_files(const Plan& plan, const std::vector<BagTag>& tags) {
  TagFiles files{.bag_info = bag_info_text(tags), .tagmanifests = {}};
  for (const auto& manifest : plan.manifests) {
    const auto digest = [&](std::string_view text) { return digest_of(manifest.algorithm, text); };
    std::vector<ManifestLine> lines{{"bag-info.txt", digest(files.bag_info)}, {"bagit.txt", digest(bagit_text())}};
    for (const auto& listed : plan.manifests) lines.push_back({listed.name(), digest(listed.text)});
    std::ranges::sort(lines, {}, &ManifestLine::path);
    files.tagmanifests.push_back({manifest.algorithm, manifest_text(lines)});
  }
  return files;
}

std::uint64_t largest_zip_bytes(const Plan& plan) {
  constexpr std::uint64_t k_tag_files = 8192;
  constexpr std::uint64_t k_headers = 256;  // local and central header, zip64 fields
  std::uint64_t size = plan.payload_bytes + k_tag_files;
  for (const auto& manifest : plan.manifests) size += manifest.text.size() + k_tag_files;
  for (const auto& entry : plan.payload) size += k_headers + 2 * entry.name.size();
  return size;
}

}  // namespace guidang::bundle
