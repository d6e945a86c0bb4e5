// SPDX-License-Identifier: Apache-2.0
/// \file
/// BagIt Profiles: what a receiver asks of bags beyond RFC 8493, as a JSON file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/bag/bag.hpp"
#include "guidang/base/result.hpp"
#include "guidang/rules/finding.hpp"

namespace guidang {

inline constexpr std::size_t k_max_profile_bytes = std::size_t{1} << 20U;

/// So many comparisons of a character with a pattern check_profile() makes at most: some seconds.
inline constexpr std::uint64_t k_most_glob_steps = 4'000'000'000;

/// What a profile says of one tag of bag-info.txt.
struct ProfileTag {
  std::string label;  ///< As written; compared in any case (RFC 8493, 2.2.2).
  bool required = false;
  bool recommended = false;  ///< Not in the specification's text, but in profiles and validators of version 1.4.
  bool repeatable = true;
  std::vector<std::string> values;  ///< Those allowed, compared byte by byte; empty: any.
};

enum class Serialization { forbidden, required, optional };

/// A BagIt profile; what it leaves out has the specification's default.
struct BagProfile {
  std::string identifier;                                     ///< Its URI, as bags name it.
  std::string spec_version = "1.1.0";                         ///< BagIt-Profile-Version.
  std::vector<ProfileTag> tags;                               ///< Bag-Info.
  std::vector<std::string> manifests_required;                ///< Algorithms as in file names: "sha256".
  std::optional<std::vector<std::string>> manifests_allowed;  ///< None: all.
  std::vector<std::string> tag_manifests_required;
  std::optional<std::vector<std::string>> tag_manifests_allowed;
  bool fetch_allowed = true;
  bool fetch_required = false;
  bool data_empty = false;
  Serialization serialization = Serialization::optional;
  std::vector<std::string> accept_serialization;  ///< MIME types, lower case; empty only if `Serialization` is not
                                                  ///< written (any is taken then) or forbidden.
  std::vector<std::string> accept_version;        ///< BagIt versions; at least one.
  std::vector<std::string> tag_files_required;    ///< Paths below the bag's root.
  std::optional<std::vector<std::string>> tag_files_allowed;  ///< Patterns; none: all.
  std::vector<std::string> payload_files_required;            ///< Paths; one that ends with '/' is a folder.
  std::optional<std::vector<std::string>> payload_files_allowed;
  std::vector<Message> notes;  ///< Keys that no version of the specification knows: nothing is checked for them.
};

/// Reads a profile: JSON (RFC 8259), a byte order mark allowed. Keys that the specification does not know are passed
/// over and noted.
///
/// Limits: 1 MiB, 64 levels; 10,000 texts in all lists; 4,096 bytes a path or pattern.
/// Errors: malformed with all faults, each with line and column (of bad syntax the first only), limit.
/// Standard: BagIt Profiles 1.1.0 to 1.4.0; later versions of 1.x are read as 1.4.0 and noted.
[[nodiscard]] Result<BagProfile> parse_profile(std::string_view json, const std::string& name);

/// How a bag came.
enum class Packing { folder, zip };

/// Holds a bag against a profile and returns all that it does not fulfil: integrity/bag-profile and
/// integrity/bag-profile-recommended, sorted by path, rule, place. `bag` must come from verify_bag() with
/// VerifyOptions::keep_names. Tag files that could not be read (BagReport::incomplete) are not judged.
///
/// Patterns: `*` any characters, `?` one, `[a-z]`, `[!a-z]` one of a set, `\` takes the next one as it is; all of them
/// match '/' too, since the default pattern `*` stands for all files. The tag files of BagIt itself are always allowed.
/// Errors: limit, if the patterns take more than `most_steps` steps on the bag's names.
/// Cost:   names × patterns × their lengths, never exponential.
[[nodiscard]] Result<std::vector<Finding>> check_profile(const BagReport& bag,
                                                         Packing packing,
                                                         const BagProfile& profile,
                                                         std::uint64_t most_steps = k_most_glob_steps);

}  // namespace guidang
