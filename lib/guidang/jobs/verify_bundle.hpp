// SPDX-License-Identifier: Apache-2.0
/// \file
/// Verifying and comparing bundles, as reports.
#pragma once

#include <memory>
#include <string>

#include "guidang/bag/bag.hpp"
#include "guidang/report/report.hpp"

namespace guidang {

/// Opens a bundle to read without unpacking: a folder, or a zip. Errors: not_found, io, malformed (neither), limit.
[[nodiscard]] Result<std::unique_ptr<fs::Tree>> open_bundle(const std::string& path);

/// Verifies one bundle. The report's findings say what is wrong; what could not be read counts as unreadable.
/// Errors: those of open_bundle() and verify_bag().
[[nodiscard]] Result<Report> verify_bundle(const std::string& path, const VerifyOptions& options);

/// Verifies and compares two bundles: the findings of each, its path before theirs, then what differs.
/// Errors: those of open_bundle() and compare_bags().
[[nodiscard]] Result<Report> compare_bundles(const std::string& a, const std::string& b, const VerifyOptions& options);

}  // namespace guidang
