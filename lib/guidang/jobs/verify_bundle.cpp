// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/verify_bundle.hpp"

#include <algorithm>
#include <utility>

#include "guidang/zip/reader.hpp"

namespace guidang {
namespace {

Report report_of(std::string command, const BagReport& bag) {
  Report report;
  report.command = std::move(command);
  report.subject.unit = bag.tag("Source-Organization").value_or("");
  report.extent.files = static_cast<std::int64_t>(bag.payload_files);
  report.extent.bytes = bag.payload_bytes;
  report.findings = bag.findings;
  report.extent.unreadable = std::ranges::count(bag.findings, "usability/unreadable", &Finding::rule);
  if (bag.incomplete && report.extent.unreadable == 0) report.extent.unreadable = 1;
  return report;
}

void append_under(std::vector<Finding>& to, const std::string& bundle, std::vector<Finding> findings) {
  for (auto& finding : findings) {
    finding.path = finding.path.empty() ? bundle : bundle + "/" + finding.path;
    to.push_back(std::move(finding));
  }
}

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

}  // namespace

Result<std::unique_ptr<fs::Tree>> open_bundle(const std::string& path) {
  auto folder = fs::DiskTree::open_folder(path);
  if (!folder) return zip::open(path);
  GUIDANG_TRY(check_bag_folder(**folder, path));
  return std::unique_ptr<fs::Tree>(*std::move(folder));
}

Result<Report> verify_bundle(const std::string& path, const VerifyOptions& options) {
  const auto tree = open_bundle(path);
  if (!tree) return fail(tree.error());
  const auto bag = verify_bag(**tree, options);
  if (!bag) return fail(bag.error());
  return report_of("verify", *bag);
}

Result<Report> compare_bundles(const std::string& a, const std::string& b, const VerifyOptions& options) {
  const auto first = open_bundle(a);
  if (!first) return fail(first.error());
  const auto second = open_bundle(b);
  if (!second) return fail(second.error());
  auto comparison = compare_bags(**first, **second, options);
  if (!comparison) return fail(std::move(comparison).error());
  Report report = report_of("compare", comparison->first);
  report.extent.unreadable += report_of("compare", comparison->second).extent.unreadable;
  report.findings.clear();
  append_under(report.findings, a, std::move(comparison->first.findings));
  append_under(report.findings, b, std::move(comparison->second.findings));
  std::ranges::move(comparison->differences, std::back_inserter(report.findings));
  return report;
}

}  // namespace guidang
