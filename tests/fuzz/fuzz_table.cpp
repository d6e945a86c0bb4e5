// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "guidang/tables/tables.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // reinterpret_cast: bytes to chars, which may alias anything.
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  guidang::fs::MemoryTree tree;
  for (const auto* const name : {"register.csv",
                                 "facts.csv",
                                 "results.csv",
                                 "remarks.csv",
                                 "assignments.csv",
                                 "exceptions.csv",
                                 "account.csv"}) {
    tree.put(guidang::RelPath::parse(name).value(), bytes);
  }
  const auto tables = guidang::read_tables(tree);
  if (!tables && tables.error().code == guidang::ErrorCode::malformed && tables.error().faults.empty()) std::abort();
  return 0;
}
