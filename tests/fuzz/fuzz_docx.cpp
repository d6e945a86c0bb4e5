// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "guidang/importer/grid.hpp"
#include "guidang/importer/importer.hpp"
#include "guidang/index/index.hpp"
#include "guidang/sheet/docx.hpp"
#include "guidang/yaml/print.hpp"

/// Reads a document, and imports every table of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // reinterpret_cast: libFuzzer hands over unsigned bytes, which may be read as chars.
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto tables = guidang::sheet::parse_docx(bytes, "fuzz.docx");
  if (!tables) return 0;
  for (const auto& table : *tables) {
    const auto grid = guidang::make_grid(table.sheet);
    if (!grid) continue;
    const auto imported = guidang::import_index(*grid, "fuzz", *guidang::make_date(2026, 11, 20));
    // what is printed must be YAML that can be read, whatever the table says
    if (imported && !guidang::yaml::parse(guidang::yaml::print(imported->index), "fuzz.yaml")) __builtin_trap();
  }
  return 0;
}
