// SPDX-License-Identifier: Apache-2.0
// The input as a manifest and as fetch.txt, by the rules of drafts and of RFC 8493. What can be written is read back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/bag/bag.hpp"
#include "guidang/bag/tag_files.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t k_digits = 32;

/// Whether a manifest can hold this path: blanks, stars and "./" at its beginning are not part of a path there.
bool can_be_written(const std::string& path) {
  return !path.starts_with(' ') && !path.starts_with('\t') && !path.starts_with('*') && !path.starts_with("./") &&
         path.size() < 4000;
}

void check_manifest(std::string_view text, bool strict) {
  std::vector<guidang::ManifestLine> lines;
  const auto manifest = guidang::bag::parse_manifest(text, k_digits, strict);
  for (const auto& entry : manifest.entries) {
    if (entry.path.empty() || entry.digest.size() != k_digits || entry.line < 1) std::abort();
    if (can_be_written(entry.path)) lines.push_back({entry.path, entry.digest});
  }
  const auto again = guidang::bag::parse_manifest(guidang::manifest_text(lines), k_digits, true);
  if (!again.garbled.empty() || !again.blank.empty() || again.entries.size() != lines.size()) std::abort();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& entry = again.entries[i];
    if (entry.path != lines[i].path || entry.digest != lines[i].digest) std::abort();
    if (entry.star || entry.dot_slash || entry.bare_percent || entry.escaped) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // reinterpret_cast: bytes to chars, which may alias anything.
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const bool strict : {false, true}) {
    check_manifest(text, strict);
    const auto fetch = guidang::bag::parse_fetch(text, strict);
    const auto lines = guidang::bag::lines_of(text).size();
    if (fetch.entries.size() + fetch.garbled.size() + fetch.blank.size() > lines) std::abort();
    for (const auto& entry : fetch.entries) {
      if (entry.path.empty() || entry.url.find(':') == std::string::npos) std::abort();
      (void)guidang::bag::leads_astray(entry.path);
    }
  }
  return 0;
}
