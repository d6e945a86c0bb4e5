// SPDX-License-Identifier: Apache-2.0
// A stranger's register is completed: everything that stood in it is still there, every file has a line, and doing it
// again changes nothing.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "support/registers.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void demand(bool good) {
  if (!good) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const guidang::test::Pool k_pool{{"Ⅲ-1 制度/20261008 制度.txt", "制度"},
                                          {"Ⅲ-2 会议/20261012 会议/签到表.txt", "签到"},
                                          {"Ⅲ-2 会议/20261012 会议/照片1.txt", "照片"},
                                          {"Ⅲ-2 会议/20261013 会议/照片1.txt", "照片"},
                                          {"=1+1.txt", "公式"},
                                          {"x.txt", ""}};
  // reinterpret_cast: bytes to chars, which may alias anything.
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto first = guidang::test::completed(k_pool, bytes);
  if (!first) return 0;
  demand(guidang::holds_register(first->csv, false, {first->merged.rows, first->merged.header_row}));
  demand(first->merged.not_registered.empty());
  const auto second = guidang::test::completed(k_pool, first->csv);
  demand(second.has_value());
  demand(!second->merged.is_changed());
  demand(second->before.register_lines.size() == first->before.register_lines.size() + first->merged.added_lines);
  return 0;
}
