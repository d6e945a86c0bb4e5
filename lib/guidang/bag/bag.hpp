// SPDX-License-Identifier: Apache-2.0
/// \file
/// BagIt bags (RFC 8493): what goes into one, whether one is complete and valid, whether two hold the same.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/result.hpp"
#include "guidang/digest/digest.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/rules/finding.hpp"

namespace guidang {

/// One line of bag-info.txt.
struct BagTag {
  std::string label;  ///< As written, without blanks at its ends.
  std::string value;  ///< Continuation lines joined by one blank.

  friend bool operator==(const BagTag&, const BagTag&) = default;
};

/// One line of a manifest that is to be written.
struct ManifestLine {
  std::string path;    ///< Below the bag's root, not encoded.
  std::string digest;  ///< Hexadecimal, lower case.
};

/// What reading a whole bag found.
struct BagReport {
  RelPath root;                   ///< The folder within the tree that is the bag; empty: the tree itself.
  std::string version;            ///< "1.0"; empty if not known.
  std::vector<BagTag> info;       ///< bag-info.txt (before 0.96 package-info.txt), in its order.
  std::vector<Finding> findings;  ///< Everything that is wrong, sorted by path, rule, place. Paths are below the root.
  std::uint64_t payload_bytes = 0;  ///< Of all files below data/ that are there.
  std::uint64_t payload_files = 0;
  std::map<std::string, std::string> payload_sha256;  ///< Of the bytes read, by path, if VerifyOptions asks for it.
  std::vector<std::string> files;  ///< Paths of all files, tag files too, sorted; if VerifyOptions asks for them.
  bool incomplete = false;         ///< Something could not be read (not: is damaged): the answer is not the last word.

  /// Returns whether the bag is complete and valid: nothing of severity error was found.
  [[nodiscard]] bool valid() const;

  /// Returns the value of the first tag with this label (any case), or nothing.
  [[nodiscard]] std::optional<std::string> tag(std::string_view label) const;
};

/// How to verify.
struct VerifyOptions {
  int jobs = 0;                                  ///< Threads; 0: as many as the machine has.
  const std::atomic<bool>* cancelled = nullptr;  ///< Set by the caller to stop; may be null.
  std::function<void(std::uint64_t, std::uint64_t)>
      progress;              ///< (bytes done, bytes in all); may be empty; any thread.
  bool keep_sha256 = false;  ///< Fill BagReport::payload_sha256.
  bool keep_names = false;   ///< Fill BagReport::files.
};

/// Reads the bag in `tree` (at its root, or in its only folder) to the last byte and reports all problems at once.
///
/// Findings: integrity/bag-…, safety/bag-discouraged, usability/unreadable; `place` is "manifest-sha256.txt:12".
/// Limits:   tag files up to 256 MiB, paths in them up to 12 KiB; 0.93 to 1.0.
/// Errors:   interrupted; those of listing the tree's root.
/// Cost:     reads each file once, whatever the number of its digests; memory is O(files).
/// Standard: RFC 8493, 3; older bags by their own rules where these were weaker.
/// Threads:  the result does not depend on `jobs`.
[[nodiscard]] Result<BagReport> verify_bag(const fs::Tree& tree, const VerifyOptions& options);

/// Whether two bags hold the same payload.
struct Comparison {
  BagReport first;
  BagReport second;
  std::vector<Finding> differences;  ///< integrity/copies-differ, sorted by path.

  /// Returns whether both are valid and nothing differs.
  [[nodiscard]] bool same() const;
};

/// Returns what differs between two payloads, each a path with the SHA-256 of its bytes: integrity/copies-differ,
/// sorted by path.
[[nodiscard]] std::vector<Finding> payload_differences(const std::map<std::string, std::string>& first,
                                                       const std::map<std::string, std::string>& second);

/// Verifies both bags and compares the bytes of their payloads; tag files may differ.
/// Errors and cost: those of verify_bag(), twice. `options.progress` counts the first bag, then the second.
[[nodiscard]] Result<Comparison> compare_bags(const fs::Tree& first,
                                              const fs::Tree& second,
                                              const VerifyOptions& options);

/// Returns the text of a manifest: lines "DIGEST  PATH", LF and CR and `%` of a path as %0A, %0D, %25.
[[nodiscard]] std::string manifest_text(std::span<const ManifestLine> lines);

/// Returns the text of bag-info.txt. Control characters in values become blanks; a tag without value is left out.
[[nodiscard]] std::string bag_info_text(std::span<const BagTag> tags);

/// Returns the text of bagit.txt: version 1.0, UTF-8.
[[nodiscard]] std::string_view bagit_text();

/// Reads bag-info.txt in UTF-8. Lines that are no tag are left out here; verify_bag() reports them.
[[nodiscard]] std::vector<BagTag> parse_bag_info(std::string_view text);

}  // namespace guidang
