// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/in_the_way.hpp"

#include <algorithm>
#include <set>

#include "guidang/bag/bag.hpp"
#include "guidang/bag/tag_files.hpp"
#include "guidang/bundle/part.hpp"
#include "guidang/bundle/receipts.hpp"
#include "guidang/evidence/system_files.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/zip/reader.hpp"

namespace guidang::bundle {
namespace {

constexpr std::size_t k_most_named = 5;

tl::unexpected<Error> in_the_way(const std::string& path) {
  return fail(ErrorCode::exists, {"bundle/in-the-way", {{"path", path}}});
}

/// Whether the bag in `tree` at `root` says that this program made it, whatever its version. Errors: io, changed.
Result<bool> made_by_us(const fs::Tree& tree, const RelPath& root) {
  const auto info = fs::read_file(tree, root.child("bag-info.txt"), k_tag_limit_bytes);
  if (!info && fs::is_about_reading(info.error())) return fail(info.error());
  if (!info) return false;
  const auto tags = parse_bag_info(*info);
  return std::ranges::any_of(
      tags, [](const BagTag& tag) { return tag.label == "Bag-Software-Agent" && tag.value.starts_with("guidang "); });
}

/// A zip is known by what stands beside it, even where it is damaged; else by what it says. Errors: io, changed.
Result<bool> is_our_zip(const CopyJob& job, const std::string& file) {
  if (job.before || read_side(job.folder->folder(), file, CopyForm::zip)) return true;
  const auto tree = zip::open(job.path(file));
  if (!tree && fs::is_about_reading(tree.error())) return fail(tree.error());
  const auto root = tree ? root_in(**tree) : std::nullopt;
  return root ? made_by_us(**tree, *root) : Result<bool>(false);
}

/// The files in the folder of a bag that neither its manifest lists nor BagIt itself knows.
std::vector<std::string> foreign_files(const fs::Tree& tree, const fs::Listing& listing) {
  std::set<std::string, std::less<>> listed;
  if (const auto text = fs::read_file(tree, RelPath{}.child(k_manifest), k_tag_limit_bytes)) {
    for (auto& entry : bag::parse_manifest(*text, digit_count(Algorithm::sha256), true).entries) {
      listed.insert(std::move(entry.path));
    }
  }
  std::vector<std::string> found;
  for (const auto& entry : listing.entries) {
    const auto& path = entry.path.text();
    const bool known = entry.kind == fs::EntryKind::folder || listed.contains(path) || bag::belongs_to_bagit(path) ||
                       is_system_file(entry.path.name());
    if (!known) found.push_back(path);
  }
  return found;
}

Result<void> check_folder(const CopyJob& job, const std::string& file) {
  const auto path = job.path(file);
  const auto tree = fs::DiskTree::open_folder(path);
  const auto listing = tree ? (*tree)->list({}) : Result<fs::Listing>(tl::unexpected(tree.error()));
  if (!listing) return fail(listing.error());
  if (listing->entries.empty()) return {};
  const auto ours = made_by_us(**tree, {});
  if (!ours) return fail(ours.error());
  if (!*ours) return in_the_way(path);
  auto foreign = foreign_files(**tree, *listing);
  if (foreign.empty()) return {};
  const auto count = std::ssize(foreign);
  if (foreign.size() > k_most_named) foreign.resize(k_most_named);
  return fail(ErrorCode::exists,
              {"bundle/foreign-files", {{"path", path}, {"count", count}, {"files", std::move(foreign)}}});
}

}  // namespace

Result<void> check_in_the_way(const CopyJob& job) {
  std::set<std::string> files;
  for (const auto& part : job.parts) files.insert(part.file);
  if (job.before) {
    for (const auto& part : job.before->parts) files.insert(part.file);
  }
  for (const auto& file : files) {
    if (!fs::entry_exists(job.folder->folder(), file)) continue;
    const auto path = job.path(file);
    const auto ours = fs::is_folder(path) ? check_folder(job, file).map([] { return true; }) : is_our_zip(job, file);
    if (!ours) return fail(ours.error());
    if (!*ours) return in_the_way(path);
  }
  return {};
}

}  // namespace guidang::bundle
