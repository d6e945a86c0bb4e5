// SPDX-License-Identifier: Apache-2.0
/// \file
/// One copy: whether the one that is there will do, building it, proving it, its receipts.
#pragma once

#include <optional>
#include <string>

#include "guidang/bundle/bundle.hpp"
#include "guidang/bundle/plan.hpp"

namespace guidang::bundle {

/// One copy on its way.
struct CopyJob {
  std::size_t number = 0;  ///< From 0.
  std::string folder;
  std::string file;                  ///< Name of the zip.
  std::vector<BagTag> tags;          ///< With the date of this run.
  std::optional<Receipt> done;       ///< Of the copy that is there, if it will do.
  std::vector<std::string> sources;  ///< Zips whose packed bytes may be taken over, best first.
};

/// Counts bytes over all steps and copies, and asks whether to stop.
class Meter {
 public:
  Meter(const BundleRequest& request, std::uint64_t total) : request_(request), total_(total) {}

  void add(std::uint64_t bytes);

  /// Returns a VerifyOptions::progress that counts at most `most` bytes here.
  [[nodiscard]] std::function<void(std::uint64_t, std::uint64_t)> part(std::uint64_t most);

  [[nodiscard]] bool cancelled() const { return request_.cancelled != nullptr && *request_.cancelled; }

 private:
  const BundleRequest& request_;
  std::uint64_t total_;
  std::atomic<std::uint64_t> done_{0};
};

/// Returns the receipt of the copy that is there if it is what would be built, its date aside.
[[nodiscard]] std::optional<Receipt> up_to_date(const Plan& plan, const Receipt& wanted, const CopyJob& job);

/// Builds the copy, reads it back and gives it its name; returns its receipt, made from `wanted`.
///
/// Files that a source has in packed form are taken over from there, found by their digest. Sources are not trusted:
/// if the copy does not read back as it should, it is built again from the evidence alone.
[[nodiscard]] Result<Receipt> build_copy(
    const Plan& plan, const Receipt& wanted, const CopyJob& job, const BundleRequest& request, Meter& meter);

/// Writes the files beside a new copy; the side file that marks it as whole comes last.
[[nodiscard]] Result<void> write_receipts(const CopyJob& job, const Receipt& receipt, const BundleRequest& request);

/// Writes those files beside a copy that are not there any more.
[[nodiscard]] Result<void> restore_receipts(const CopyJob& job, const Receipt& receipt, const BundleRequest& request);

}  // namespace guidang::bundle
