// SPDX-License-Identifier: Apache-2.0
/// \file
/// Unpacking a bundle.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "guidang/base/result.hpp"

namespace guidang {

/// How to unpack.
struct ExtractOptions {
  const std::atomic<bool>* cancelled = nullptr;                ///< Set by the caller to stop; may be null.
  std::function<void(std::uint64_t, std::uint64_t)> progress;  ///< (bytes done, bytes in all); may be empty.
};

/// What was unpacked.
struct Extracted {
  std::int64_t files = 0;  ///< Of a bag its payload, as verify and compare count; of another zip all.
  std::int64_t tags = 0;   ///< The other files of a bag: manifests, bag-info.txt …
  std::uint64_t bytes = 0;
  std::int64_t guessed_names = 0;  ///< Entries whose names are in an encoding that the zip does not state.
};

/// Unpacks the zip (or copies the folder) `bundle` into the new folder `target`, whole or not at all. Any zip will do,
/// it need not be a bag; each file's bytes are held against its crc. Nothing is ever written outside `target`, and
/// links, devices and the like are refused. Names are those that zip::open() reads; permissions and times of the zip
/// are not taken over.
///
/// Errors: exists (there is something at `target`), those of zip::open(), malformed (a link; bytes that do not fit
/// their
///         crc), unsupported (a file that the medium cannot hold), io (no space, …), interrupted.
/// Cost:   one pass; memory does not grow with the files' sizes.
[[nodiscard]] Result<Extracted> extract_bundle(const std::string& bundle,
                                               const std::string& target,
                                               const ExtractOptions& options);

}  // namespace guidang
