// SPDX-License-Identifier: Apache-2.0
// Any bytes: parse_index() ends with an index or with faults that lie in the text, and an index survives its canonical
// form. Taken as two files, divided at a line "---", the first may extend the second ("b.yaml").
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "guidang/index/index.hpp"

using namespace guidang;

namespace {

/// Stops the fuzzer where a promise is broken; assert() would be silent in release builds.
void demand(bool kept) {
  if (!kept) std::abort();
}

void check_faults(const Error& error) {
  for (const auto& fault : error.faults) {
    demand(!fault.message.id.empty() && fault.length >= 1 && fault.where.line >= 1 && fault.where.column >= 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view k_divider = "\n---\n";
  // reinterpret_cast: bytes to chars, which may alias anything.
  const std::string_view text_in(reinterpret_cast<const char*>(data), size);
  const auto divided = text_in.find(k_divider);
  const auto first = text_in.substr(0, divided);
  const auto second = divided == std::string_view::npos ? "" : text_in.substr(divided + k_divider.size());
  const auto read = [&](const RelPath& file) -> Result<std::string> {
    if (file.text() == "a.yaml") return std::string(first);
    if (file.text() == "b.yaml" && divided != std::string_view::npos) return std::string(second);
    return fail(ErrorCode::not_found, {"fs/not-found", {}});
  };
  const auto index = load_index(*RelPath::parse("a.yaml"), {read});
  if (!index) {
    check_faults(index.error());
    return 0;
  }
  const auto text = canonical_text(*index);
  const auto again = parse_index(text, "canonical");
  demand(again.has_value());
  demand(canonical_text(*again) == text && again->digest == index->digest);
  return 0;
}
