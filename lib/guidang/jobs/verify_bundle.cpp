// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/verify_bundle.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "guidang/fs/output.hpp"

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

/// Adds what the bag does not fulfil of the profile to its findings, in their order.
Result<void> add_profile(BagReport& bag, const fs::Tree& tree, const BagProfile& profile) {
  const bool folder = dynamic_cast<const fs::DiskTree*>(&tree) != nullptr;
  auto unmet = check_profile(bag, folder ? Packing::folder : Packing::zip, profile);
  if (!unmet) return fail(std::move(unmet).error());
  std::ranges::move(*unmet, std::back_inserter(bag.findings));
  std::ranges::stable_sort(bag.findings, [](const Finding& a, const Finding& b) {
    return std::tie(a.path, a.rule, a.place) < std::tie(b.path, b.rule, b.place);
  });
  return {};
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

Result<BagProfile> open_profile(const std::string& path) {
  auto source = fs::open_file(path);
  if (!source) return fail(std::move(source).error());
  const auto text = fs::read_source(**source, path, k_max_profile_bytes);
  if (!text) return fail(text.error());
  return parse_profile(*text, path);
}

Result<Report> verify_bundle(const std::string& path, const VerifyOptions& options, const BagProfile* profile) {
  const auto tree = open_bundle(path);
  if (!tree) return fail(tree.error());
  VerifyOptions asked = options;
  asked.keep_names = asked.keep_names || profile != nullptr;
  auto bag = verify_bag(**tree, asked);
  if (!bag) return fail(std::move(bag).error());
  if (profile != nullptr) GUIDANG_TRY(add_profile(*bag, **tree, *profile));
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
