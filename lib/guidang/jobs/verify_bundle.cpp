// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/verify_bundle.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace guidang {
namespace {

/// The volumes of one side of a comparison, verified.
struct Side {
  std::vector<Finding> findings;
  std::map<std::string, std::string> payload_sha256;  // of all volumes
  std::uint64_t payload_bytes = 0;
  std::int64_t unreadable = 0;
};

/// Counts on from what was done before.
VerifyOptions continued(const VerifyOptions& options, std::uint64_t before) {
  VerifyOptions next = options;
  next.keep_sha256 = true;
  if (options.progress) {
    next.progress = [&options, before](std::uint64_t done, std::uint64_t total) {
      options.progress(before + done, before + total);
    };
  }
  return next;
}

/// Verifies all volumes; `read` counts the bytes of payload of both sides.
Result<Side> verified(const VolumeSet& set, const VerifyOptions& options, std::uint64_t& read) {
  Side side;
  if (!set.missing.empty()) append_findings(side.findings, set.paths.front(), {missing_volumes(set)});
  for (const auto& path : set.paths) {
    const auto tree = open_bundle(path);
    if (!tree) return fail(tree.error());
    auto bag = verify_bag(**tree, continued(options, read));
    if (!bag) return fail(std::move(bag).error());
    read += bag->payload_bytes;
    side.payload_bytes += bag->payload_bytes;
    side.unreadable += report_of_bag("compare", *bag).extent.unreadable;
    append_findings(side.findings, path, std::move(bag->findings));
    side.payload_sha256.merge(bag->payload_sha256);
  }
  return side;
}

}  // namespace

Report report_of_bag(std::string command, const BagReport& bag) {
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

void append_findings(std::vector<Finding>& to, const std::string& bundle, std::vector<Finding> findings) {
  for (auto& finding : findings) {
    finding.path = finding.path.empty() ? bundle : bundle + "/" + finding.path;
    to.push_back(std::move(finding));
  }
}

Finding missing_volumes(const VolumeSet& set) {
  return make_finding(
      "integrity/bag-missing-volume", "", "", "", {{"volumes", set.missing}, {"count", std::int64_t{set.count}}});
}

Result<Report> verify_bundle(const std::string& path, const VerifyOptions& options) {
  const auto tree = open_bundle(path);
  if (!tree) return fail(tree.error());
  const auto bag = verify_bag(**tree, options);
  if (!bag) return fail(bag.error());
  return report_of_bag("verify", *bag);
}

Result<Report> compare_bundles(const std::string& a, const std::string& b, const VerifyOptions& options) {
  const auto first_set = find_volumes(a);
  if (!first_set) return fail(first_set.error());
  const auto second_set = find_volumes(b);
  if (!second_set) return fail(second_set.error());
  std::uint64_t read = 0;
  auto first = verified(*first_set, options, read);
  if (!first) return fail(std::move(first).error());
  auto second = verified(*second_set, options, read);
  if (!second) return fail(std::move(second).error());
  Report report;
  report.command = "compare";
  report.extent.files = std::ssize(first->payload_sha256);
  report.extent.bytes = first->payload_bytes;
  report.extent.unreadable = first->unreadable + second->unreadable;
  report.findings = std::move(first->findings);
  std::ranges::move(second->findings, std::back_inserter(report.findings));
  std::ranges::move(payload_differences(first->payload_sha256, second->payload_sha256),
                    std::back_inserter(report.findings));
  return report;
}

}  // namespace guidang
