// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

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

/// Where the part is: named by the user, else beside the receipt.
std::string place_of(const ReceiptPart& part, const std::string& receipt, const std::vector<std::string>& bundles) {
  for (const auto& bundle : bundles) {
    if (name_of(bundle) == part.file) return bundle;
  }
  const auto slash = receipt.rfind('/');
  return slash == std::string::npos ? part.file : receipt.substr(0, slash + 1) + part.file;
}

Result<std::string> digest_of_zip(const std::string& path, const VerifyOptions& options) {
  auto source = fs::open_file(path);
  if (!source) return fail(std::move(source).error());
  Digester digester(Algorithm::sha256);
  GUIDANG_TRY(fs::stream(**source, [&](std::span<const std::byte> piece) -> Result<void> {
    if (options.cancelled != nullptr && *options.cancelled)
      return fail(ErrorCode::interrupted, {"bag/interrupted", {}});
    digester.add(piece);
    return {};
  }));
  return digester.finish();
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

Result<void> check_part(
    const ReceiptPart& part, CopyForm form, const std::string& path, const VerifyOptions& options, Report& report) {
  const auto tree = open_bundle(path);
  if (!tree && tree.error().code == ErrorCode::not_found) {
    report.findings.push_back(mismatch(part, "receipt/missing-part"));
    return {};
  }
  if (form == CopyForm::zip) {
    const auto digest = digest_of_zip(path, options);
    if (!digest) return fail(digest.error());
    if (*digest != part.sha256) report.findings.push_back(mismatch(part, "receipt/other-digest"));
  }
  if (!tree) return fail(tree.error());
  auto bag = verify_bag(**tree, options);
  if (!bag) return fail(std::move(bag).error());
  const auto one = report_of_bag("verify", *bag);
  report.subject.unit = one.subject.unit;
  report.extent.files += one.extent.files;
  report.extent.bytes += one.extent.bytes;
  report.extent.unreadable += one.extent.unreadable;
  check_manifests(**tree, *bag, part, report.findings);
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
  for (const auto& part : said->parts) {
    GUIDANG_TRY(check_part(part, said->form, place_of(part, receipt, bundles), options, report));
  }
  return report;
}

}  // namespace guidang
