// SPDX-License-Identifier: Apache-2.0
// A BagIt profile, and a fixed bag held against whatever it asks.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "guidang/bag/profile.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // reinterpret_cast: bytes to chars, which may alias anything.
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto profile = guidang::parse_profile(text, "profile.json");
  if (!profile) {
    if (!profile.error().where && profile.error().code != guidang::ErrorCode::limit) std::abort();
    for (const auto& fault : profile.error().faults) {
      if (fault.where.line < 1 || fault.where.column < 1 || fault.length < 1) std::abort();
    }
    return 0;
  }
  guidang::BagReport bag;
  bag.version = "1.0";
  bag.info = {{"Source-Organization", "甲"}, {"Contact-Name", "乙"}, {"contact-name", "丙"}};
  bag.files = {
      "bag-info.txt", "bagit.txt", "data/a.txt", "data/目录/aaaaaaaaaaaaaaab", "fetch.txt", "manifest-md5.txt"};
  bag.payload_files = 2;
  bag.payload_bytes = 2;
  constexpr std::uint64_t k_steps = 1'000'000;
  for (const auto packing : {guidang::Packing::folder, guidang::Packing::zip}) {
    const auto findings = guidang::check_profile(bag, packing, *profile, k_steps);
    if (!findings && findings.error().code != guidang::ErrorCode::limit) std::abort();
    // The bag names no profile, which every profile wants.
    if (findings && findings->empty()) std::abort();
  }
  return 0;
}
