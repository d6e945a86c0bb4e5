// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "guidang/bag/hashing.hpp"
#include "guidang/bundle/receipt.hpp"
#include "guidang/digest/digest.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/jobs/verify_bundle.hpp"

namespace guidang {
namespace {

constexpr std::uint64_t k_most_receipt_bytes = std::uint64_t{16} << 20;
constexpr std::uint64_t k_most_manifest_bytes = std::uint64_t{1} << 30;

Finding mismatch(const ReceiptPart& part, const char* term) {
  return make_finding("integrity/receipt-mismatch", "", part.file, "", {{"problem", Term{term}}});
}

std::string name_of(const std::string& path) {
  const auto end = path.find_last_not_of('/');
  const auto slash = path.rfind('/', end);
  const auto begin = slash == std::string::npos ? 0 : slash + 1;
  return path.substr(begin, end == std::string::npos ? end : end + 1 - begin);
}

/// Where the parts are: named by the user, else beside the receipt. One part and one bundle belong together whatever
/// the bundle is called; else a bundle that is called like no part is no answer to anything.
Result<std::vector<std::string>> places_of(const Receipt& receipt,
                                           const std::string& path,
                                           const std::vector<std::string>& bundles) {
  if (receipt.parts.size() == 1 && bundles.size() == 1) return bundles;
  const auto slash = path.rfind('/');
  const auto beside = slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
  std::vector<std::string> places;
  std::vector<std::string> names;
  for (const auto& part : receipt.parts) {
    const auto named = std::ranges::find(bundles, part.file, name_of);
    places.push_back(named == bundles.end() ? beside + part.file : *named);
    names.push_back(part.file);
  }
  for (const auto& bundle : bundles) {
    if (std::ranges::find(names, name_of(bundle)) != names.end()) continue;
    return fail(ErrorCode::usage, {"jobs/not-of-receipt", {{"bundle", bundle}, {"parts", names}}});
  }
  return places;
}

/// Holds the bag's own digests against the receipt.
void check_manifests(const fs::Tree& tree,
                     const BagReport& bag,
                     const ReceiptPart& part,
                     std::vector<Finding>& findings) {
  const auto agrees = [&](std::string_view name, const std::string& wanted) {
    const auto text = fs::read_file(tree, bag.root.child(name), k_most_manifest_bytes);
    return text && digest_of(Algorithm::sha256, *text) == wanted;
  };
  const bool same = bag.payload_bytes == part.payload_bytes && bag.payload_files == part.payload_files &&
                    agrees("manifest-sha256.txt", part.manifest_sha256);
  if (!same) findings.push_back(mismatch(part, "receipt/other-payload"));
  if (same && !agrees("tagmanifest-sha256.txt", part.tagmanifest_sha256)) {
    findings.push_back(mismatch(part, "receipt/other-tags"));
  }
}

/// Holds what the receipt says in words against the bag's own.
bool same_words(const BagReport& bag, const Receipt& receipt) {
  const auto says = [&bag](std::string_view label, const std::string& wanted) {
    return bag.tag(label).value_or("") == wanted;
  };
  const auto number = std::to_string(receipt.number) + " of " + std::to_string(receipt.count);
  return says("Source-Organization", receipt.unit) && says("Bag-Group-Identifier", receipt.group) &&
         says("Copy", number) && says("Copy-Holder", receipt.copy.holder) && says("Copy-Keeper", receipt.copy.keeper) &&
         says("Bagging-Date", to_string(receipt.bagging_date)) && says("Bag-Software-Agent", receipt.packer);
}

/// Verifies the part at `path`. What cannot be opened as a bundle is no bundle: that is an answer, too.
Result<void> check_part(const Receipt& receipt,
                        const ReceiptPart& part,
                        const std::string& path,
                        const VerifyOptions& options,
                        Report& report) {
  if (receipt.form == CopyForm::zip) {
    const auto digest = bag::digest_of_file(path, options.cancelled);
    if (!digest && digest.error().code == ErrorCode::not_found) {
      report.findings.push_back(mismatch(part, "receipt/missing-part"));
      return {};
    }
    if (!digest) return fail(digest.error());
    if (*digest != part.sha256) report.findings.push_back(mismatch(part, "receipt/other-digest"));
  }
  const auto tree = open_bundle(path);
  if (!tree) {
    if (fs::is_about_reading(tree.error())) return fail(tree.error());
    const bool gone = tree.error().code == ErrorCode::not_found;
    report.findings.push_back(mismatch(part, gone ? "receipt/missing-part" : "receipt/no-bundle"));
    return {};
  }
  auto bag = verify_bag(**tree, options);
  if (!bag) return fail(std::move(bag).error());
  const auto one = report_of_bag("verify", *bag);
  report.subject.unit = one.subject.unit;
  report.extent.files += one.extent.files;
  report.extent.bytes += one.extent.bytes;
  report.extent.unreadable += one.extent.unreadable;
  check_manifests(**tree, *bag, part, report.findings);
  if (!same_words(*bag, receipt)) report.findings.push_back(mismatch(part, "receipt/other-words"));
  append_findings(report.findings, part.file, std::move(bag->findings));
  return {};
}

}  // namespace

Result<Report> verify_receipt(const std::string& receipt,
                              const std::vector<std::string>& bundles,
                              const VerifyOptions& options) {
  const auto source = fs::open_file(receipt);
  if (!source) return fail(source.error());
  const auto text = fs::read_source(**source, receipt, k_most_receipt_bytes);
  if (!text) return fail(text.error());
  const auto said = parse_receipt(*text, receipt);
  if (!said) return fail(said.error());
  Report report;
  report.command = "verify";
  const auto places = places_of(*said, receipt, bundles);
  if (!places) return fail(places.error());
  for (std::size_t i = 0; i < said->parts.size(); ++i) {
    GUIDANG_TRY(check_part(*said, said->parts[i], (*places)[i], options, report));
  }
  return report;
}

}  // namespace guidang
