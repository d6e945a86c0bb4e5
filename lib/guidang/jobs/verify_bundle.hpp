// SPDX-License-Identifier: Apache-2.0
/// \file
/// Verifying and comparing bundles, as reports.
#pragma once

#include <string>
#include <vector>

#include "guidang/bag/bag.hpp"
#include "guidang/bag/profile.hpp"
#include "guidang/jobs/volume_set.hpp"
#include "guidang/report/report.hpp"

namespace guidang {

/// Reads the BagIt profile at `path`, as a user named it. Errors: not_found, io, changed; those of parse_profile().
[[nodiscard]] Result<BagProfile> open_profile(const std::string& path);

/// Verifies one bundle, and holds it against `profile` unless that is null. The report's findings say what is wrong;
/// what could not be read counts as unreadable.
/// Errors: those of open_bundle(), verify_bag() and check_profile().
[[nodiscard]] Result<Report> verify_bundle(const std::string& path,
                                           const VerifyOptions& options,
                                           const BagProfile* profile = nullptr);

/// Returns the finding that volumes of a set are not there.
[[nodiscard]] Finding missing_volumes(const VolumeSet& set);

/// Verifies and compares two bundles, all their volumes: the findings of each, its path before theirs, then what
/// differs. How the payload is divided into volumes does not matter.
/// Errors: those of find_volumes() and verify_bag().
[[nodiscard]] Result<Report> compare_bundles(const std::string& a, const std::string& b, const VerifyOptions& options);

/// Holds a receipt against what lies beside it, or is named in `bundles`: the only one whatever it is called, of
/// several each by the name of its part. Compared are digests of the parts and their manifests, what the receipt says
/// in words, and each part as verify_bundle() does.
///
/// Findings: integrity/receipt-mismatch, and those of verify_bag() with the part's name before their paths.
/// Errors:   those of parse_receipt(); not_found (the receipt); usage (a bundle that is called like no part); io.
/// Cost:     reads each zip twice, the second time mostly from memory.
[[nodiscard]] Result<Report> verify_receipt(const std::string& receipt,
                                            const std::vector<std::string>& bundles,
                                            const VerifyOptions& options);

/// Returns the report of a verified bag.
[[nodiscard]] Report report_of_bag(std::string command, const BagReport& bag);

/// Puts findings about `bundle` into `to`, with its name before their paths.
void append_findings(std::vector<Finding>& to, const std::string& bundle, std::vector<Finding> findings);

}  // namespace guidang
