// SPDX-License-Identifier: Apache-2.0
/// \file
/// The text files that make a folder a bag, read line by line; no line is skipped in silence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/bag/bag.hpp"

namespace guidang::bag {

/// So many lines that make no sense are noted of one file; more add nothing but memory.
inline constexpr std::size_t k_garbled_limit = 1000;

/// One line of a tag file.
struct Line {
  int number = 0;  ///< From 1.
  std::string_view text;
};

/// Returns the lines of `text`, which end with LF, CR or CRLF; the last end may be missing.
[[nodiscard]] std::vector<Line> lines_of(std::string_view text);

/// What bagit.txt says.
struct Declaration {
  std::string version;
  int major = 0;
  int minor = 0;
  std::string encoding;

  /// Returns whether the rules of RFC 8493 hold, not those of a draft.
  [[nodiscard]] bool strict() const { return major >= 1; }
};

/// Reads bagit.txt; or the catalogue identifier of what is wrong with it.
struct DeclarationResult {
  std::optional<Declaration> declaration;
  std::string problem;  ///< "bag/…" if there is no declaration.
};

[[nodiscard]] DeclarationResult parse_declaration(std::string_view text);

/// Returns the text of a tag file as UTF-8, or nothing if its bytes or the encoding make no sense.
/// Known, in any case: UTF-8, US-ASCII, ISO-8859-1, windows-1252, UTF-16 (with or without a byte order mark), UTF-16LE,
/// UTF-16BE, GB18030 with GBK and GB2312, which are parts of it, and what people call these ("UTF8", "cp936").
[[nodiscard]] std::optional<std::string> decoded(std::string_view bytes, std::string_view encoding);

/// Returns whether `encoding` is one that decoded() knows.
[[nodiscard]] bool known_encoding(std::string_view encoding);

/// One line of a manifest.
struct ManifestEntry {
  std::string path;    ///< Decoded; not yet found to be harmless.
  std::string digest;  ///< Lower case.
  int line = 0;
  bool star = false;          ///< The path was written "*data/…", as md5sum does.
  bool escaped = false;       ///< The line begins with `\`, as md5sum marks paths in which it escapes `\`, LF and CR.
  bool dot_slash = false;     ///< … "./data/…".
  bool bare_percent = false;  ///< A `%` that encodes nothing (strict bags must write %25).
};

/// A manifest, with the lines that are none.
struct Manifest {
  std::vector<ManifestEntry> entries;  ///< In the order written.
  std::vector<int> garbled;            ///< Numbers of lines that are no entry; at most k_garbled_limit.
  std::vector<int> blank;              ///< Number of the first empty line, if there is one.
};

/// Reads a manifest whose digests have `digits` hexadecimal digits.
[[nodiscard]] Manifest parse_manifest(std::string_view text, std::size_t digits, bool strict);

/// One line of fetch.txt.
struct FetchEntry {
  std::string path;  ///< Decoded; not yet found to be harmless.
  std::string url;
  std::optional<std::uint64_t> length_bytes;  ///< Nothing: written as "-".
  int line = 0;
  bool dot_slash = false;     ///< The path was written "./data/…".
  bool bare_percent = false;  ///< A `%` that encodes nothing.
};

/// fetch.txt, with the lines that are no entry.
struct Fetch {
  std::vector<FetchEntry> entries;
  std::vector<int> garbled;  ///< As Manifest::garbled.
  std::vector<int> blank;    ///< As Manifest::blank.
};

/// Reads fetch.txt: lines "URL LENGTH PATH". A word that is no URL with a scheme makes a line garbled.
[[nodiscard]] Fetch parse_fetch(std::string_view text, bool strict);

/// bag-info.txt, with the lines that are no tag.
struct Info {
  std::vector<BagTag> tags;
  std::vector<int> lines;  ///< Of each tag.
  std::vector<int> garbled;
};

[[nodiscard]] Info parse_info(std::string_view text);

/// Returns the algorithm's name in "manifest-sha256.txt" (`prefix`: "manifest-"), or nothing if `name` is no manifest.
[[nodiscard]] std::optional<std::string_view> algorithm_in(std::string_view name, std::string_view prefix);

/// Returns an algorithm's name as names of manifests have it (RFC 8493, 2.4): "SHA-256" is "sha256".
[[nodiscard]] std::string algorithm_name(std::string_view name);

/// Returns whether `path` is a tag file that BagIt itself knows: bagit.txt, bag-info.txt, fetch.txt, a manifest.
[[nodiscard]] bool belongs_to_bagit(std::string_view path);

/// Returns whether a listed path could lead out of the bag on some system: leads_out(), or a shell's `~` or `%NAME%` at
/// its beginning.
[[nodiscard]] bool leads_astray(std::string_view path);

}  // namespace guidang::bag
