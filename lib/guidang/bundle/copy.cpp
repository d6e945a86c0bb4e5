// SPDX-License-Identifier: Apache-2.0
#include "guidang/bundle/copy.hpp"

#include <algorithm>
#include <utility>

#include "guidang/bag/bag.hpp"
#include "guidang/bag/tag_files.hpp"
#include "guidang/bundle/generations.hpp"
#include "guidang/bundle/part.hpp"
#include "guidang/bundle/receipts.hpp"
#include "guidang/zip/reader.hpp"

namespace guidang::bundle {
namespace {

/// Adds what the zip `path` has in packed form, by digest as its manifest states it. A zip that cannot be read, is of
/// another packer or holds no such bag gives nothing.
void collect_packed(const std::string& path, std::string_view packer, PackedFiles& found) {
  const auto tree = zip::open(path);
  const auto root = tree ? root_in(**tree) : std::nullopt;
  if (!root) return;
  const auto info = fs::read_file(**tree, root->child("bag-info.txt"), k_tag_limit_bytes);
  const auto text = fs::read_file(**tree, root->child(k_manifest), k_tag_limit_bytes);
  if (!info || !text) return;
  const auto tags = parse_bag_info(*info);
  const BagTag agent{"Bag-Software-Agent", std::string(packer)};
  if (std::ranges::find(tags, agent) == tags.end()) return;
  const auto files = zip::packed_files(path);
  if (!files) return;
  const auto manifest = bag::parse_manifest(*text, digit_count(Algorithm::sha256), true);
  for (const auto& entry : manifest.entries) {
    const auto below = RelPath::parse(entry.path);
    if (!below) continue;
    const auto place = std::ranges::lower_bound(*files, root->joined(*below), {}, &zip::PackedFile::path);
    if (place == files->end() || place->path != root->joined(*below)) continue;
    found.try_emplace(entry.digest, place->packed);
  }
}

/// Gives all parts of the copy their names. Several of them cannot take their places at once: what is replaced stays
/// under another name until all have.
Result<void> give_names(std::vector<Pending>& pending,
                        const CopyJob& job,
                        const Receipt& receipt,
                        const BundleRequest& request) {
  const bool several = pending.size() > 1 || (job.before && job.before->parts.size() > 1);
  std::optional<Predecessor> before;
  if (request.retention || several) before = Predecessor::of(job, request);
  const bool lasting = before && stays(*before, job, receipt, request);
  if (!lasting && !several) before.reset();
  if (before) GUIDANG_TRY(before->keep(lasting, request));
  GUIDANG_TRY(remove_side_files(job));
  for (auto& one : pending) GUIDANG_TRY(give_name(one, before ? before->kept_name(one.part.file) : ""));
  return remove_superseded(job, before);
}

/// What is left to be done when the parts are in place.
Result<void> finish(const CopyJob& job, const Receipt& receipt, const BundleRequest& request) {
  GUIDANG_TRY(write_receipts(*job.folder, job.stem, receipt, request));
  return remove_passing(job);
}

}  // namespace

Result<Receipt> build_copy(
    Plan& plan, const Receipt& wanted, const CopyJob& job, const BundleRequest& request, Meter& meter) {
  PackedFiles packed;
  if (request.form == CopyForm::zip) {
    for (const auto& source : job.sources) collect_packed(source, request.packer, packed);
  }
  const PartBuilder builder{.job = job, .request = request, .meter = meter};
  std::vector<Pending> pending;
  Receipt receipt = wanted;
  receipt.parts.clear();
  receipt.read_back = fs::ReadBack::cache_bypassed;
  for (std::size_t i = 0; i < plan.volumes.size(); ++i) {
    auto part = builder.build(plan.volumes[i], job.parts[i], packed);
    if (!part) return fail(std::move(part).error());
    receipt.parts.push_back(part->part);
    if (part->read_back == fs::ReadBack::through_cache) receipt.read_back = part->read_back;
    pending.push_back(*std::move(part));
  }
  if (meter.cancelled()) return fail(ErrorCode::interrupted, {"bundle/interrupted", {}});
  GUIDANG_TRY(give_names(pending, job, receipt, request));
  if (auto finished = finish(job, receipt, request); !finished) {
    return fail(std::move(finished).error().in({"bundle/receipt-not-written", {{"copy", receipt.copy.name}}}));
  }
  return receipt;
}

}  // namespace guidang::bundle
