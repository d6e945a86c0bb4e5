// SPDX-License-Identifier: Apache-2.0
// A bag whose tag files are the input, split at NUL bytes: bagit.txt, bag-info.txt, manifest, tag manifest, fetch.txt.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "guidang/bag/bag.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array<std::string_view, 5> k_names{
      "bagit.txt", "bag-info.txt", "manifest-md5.txt", "tagmanifest-md5.txt", "fetch.txt"};
  // reinterpret_cast: bytes to chars, which may alias anything.
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  guidang::fs::MemoryTree tree;
  tree.put(guidang::RelPath::parse("data/a.txt").value(), "1");
  for (const auto name : k_names) {
    const auto end = rest.find('\0');
    tree.put(guidang::RelPath::parse(name).value(), std::string(rest.substr(0, end)));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  guidang::VerifyOptions options;
  options.jobs = 1;
  const auto report = guidang::verify_bag(tree, options);
  if (!report) std::abort();  // nothing in a tag file keeps the rest from being judged
  const auto tags = guidang::parse_bag_info(guidang::bag_info_text(report->info));
  if (guidang::bag_info_text(tags) != guidang::bag_info_text(report->info)) std::abort();
  return 0;
}
