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

}  // namespace

Result<Plan> make_plan(const fs::Tree& archive,
                       const Inventory& inventory,
                       const Project& project,
                       const BundleRequest& request) {
  GUIDANG_TRY(check_readable(inventory));
  Plan plan;
  plan.group = portable_name(project.unit + "-" + request.edition);
  std::vector<ManifestLine> lines;
  const std::string root = plan.group + "/";
  for (const auto& placement : request.evidence) {
    const auto* file = find_file(inventory, placement.path);
    if (file == nullptr) return fail(ErrorCode::not_found, {"fs/not-found", {{"path", placement.path.text()}}});
    lines.push_back({placement.bundle_path, file->sha256});
    plan.payload_bytes += file->size_bytes;
    plan.payload.push_back({.name = root + placement.bundle_path,
                            .tree = &archive,
                            .path = file->path,
                            .size_bytes = file->size_bytes,
                            .sha256 = file->sha256});
  }
  for (const auto& document : request.documents) {
    const bool inside = RelPath::parse(document.path).has_value() && document.path.starts_with("data/");
    if (!inside) return fail(ErrorCode::usage, {"bundle/document-outside", {{"path", document.path}}});
    lines.push_back({document.path, digest_of(Algorithm::sha256, document.bytes)});
    plan.payload_bytes += document.bytes.size();
    plan.payload.push_back({.name = root + document.path, .bytes = document.bytes});
  }
  std::ranges::sort(plan.payload, {}, &zip::Entry::name);
  std::ranges::sort(lines, {}, &ManifestLine::path);
  const auto twin = std::ranges::adjacent_find(lines, {}, &ManifestLine::path);
  if (twin != lines.end()) return fail(ErrorCode::usage, {"bundle/same-path", {{"path", twin->path}}});
  plan.manifest = manifest_text(lines);
  return plan;
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
  TagFiles files{.bag_info = bag_info_text(tags), .tagmanifest = {}};
  const auto digest = [](std::string_view text) { return digest_of(Algorithm::sha256, text); };
  const std::vector<ManifestLine> lines{{"bag-info.txt", digest(files.bag_info)},
                                        {"bagit.txt", digest(bagit_text())},
                                        {std::string(k_manifest), digest(plan.manifest)}};
  files.tagmanifest = manifest_text(lines);
  return files;
}

std::uint64_t largest_zip_bytes(const Plan& plan) {
  constexpr std::uint64_t k_tag_files = 8192;
  constexpr std::uint64_t k_headers = 256;  // local and central header, zip64 fields
  std::uint64_t size = plan.payload_bytes + plan.manifest.size() + k_tag_files;
  for (const auto& entry : plan.payload) size += k_headers + 2 * entry.name.size();
  return size;
}

}  // namespace guidang::bundle
