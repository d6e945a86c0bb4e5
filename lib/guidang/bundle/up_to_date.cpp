// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "guidang/bag/bag.hpp"
#include "guidang/bundle/copy.hpp"
#include "guidang/bundle/part.hpp"
#include "guidang/bundle/receipts.hpp"

namespace guidang::bundle {
namespace {

std::vector<BagTag> without_date(std::vector<BagTag> tags) {
  std::erase_if(tags, [](const BagTag& tag) { return tag.label == k_date_label; });
  return tags;
}

/// The day that the tags name.
std::optional<Date> day_of(const std::vector<BagTag>& tags) {
  const auto date = std::ranges::find(tags, k_date_label, &BagTag::label);
  return date == tags.end() ? std::nullopt : parse_date(date->value);
}

/// The tags of the bag that is there, if they and the manifests are those that would be written, the date aside.
std::optional<std::vector<BagTag>> same_bag(const fs::Tree& tree,
                                            const RelPath& root,
                                            const Volume& volume,
                                            const PartJob& part) {
  const auto info = fs::read_file(tree, root.child("bag-info.txt"), k_tag_limit_bytes);
  if (!info) return std::nullopt;
  auto tags = parse_bag_info(*info);
  // Both through the writer: a tag without value, or with a control character, reads back as it was written.
  if (without_date(tags) != without_date(parse_bag_info(bag_info_text(part.tags)))) return std::nullopt;
  // A tag manifest names every manifest there is, so that one too many shows as well.
  for (const auto& file : own_files(volume, tags)) {
    const auto text = fs::read_file(tree, root.child(file.path), k_tag_limit_bytes);
    if (!text || *text != file.bytes) return std::nullopt;
  }
  return tags;
}

/// What is known of a part that will do.
struct Found {
  ReceiptPart part;
  fs::ReadBack read_back = fs::ReadBack::through_cache;
  Date day;
};

std::optional<Found> part_up_to_date(const Volume& volume,
                                     const PartJob& part,
                                     const CopyJob& job,
                                     const BundleRequest& request) {
  const auto form = request.form;
  const auto side = read_side(job.folder->folder(), part.file, form);
  const auto tree = open_part(job.path(part.file), form);
  if (!side || !tree) return std::nullopt;
  const auto tags = same_bag(**tree, root_of(volume, form), volume, part);
  const auto day = tags ? day_of(*tags) : std::nullopt;
  if (!day) return std::nullopt;
  Found found{.part = receipt_part(volume, {.file = part.file, .tags = *tags}, form),
              .read_back = side->read_back,
              .day = *day};
  const auto path = job.path(part.file);
  if (form == CopyForm::folder) {
    if (side->sha256 != found.part.tagmanifest_sha256 || side->size_bytes != found.part.size_bytes) return std::nullopt;
  } else {
    const auto source = fs::open_file(path);
    if (!source || (*source)->size_bytes() != side->size_bytes) return std::nullopt;
    found.part.size_bytes = side->size_bytes;
    found.part.sha256 = side->sha256;
  }
  // Every byte is looked at: a copy that has rotted on its stick is not up to date.
  if (!is_whole(path, form, side->sha256, request)) return std::nullopt;
  return found;
}

}  // namespace

std::optional<Receipt> up_to_date(const Plan& plan,
                                  const Receipt& wanted,
                                  const CopyJob& job,
                                  const BundleRequest& request) {
  Receipt receipt = wanted;
  receipt.parts.clear();
  receipt.read_back = fs::ReadBack::cache_bypassed;
  for (std::size_t i = 0; i < job.parts.size(); ++i) {
    auto found = part_up_to_date(plan.volumes[i], job.parts[i], job, request);
    if (!found || (i > 0 && found->day != receipt.bagging_date)) return std::nullopt;
    receipt.bagging_date = found->day;
    if (found->read_back == fs::ReadBack::through_cache) receipt.read_back = found->read_back;
    receipt.parts.push_back(std::move(found->part));
  }
  return receipt;
}

}  // namespace guidang::bundle
