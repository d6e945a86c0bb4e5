// SPDX-License-Identifier: Apache-2.0
// Any two lines, a name pattern and a name: reading ends with a pattern or with a fault that lies in it, matching ends,
// and the texts of demands (pixels, characters, durations) end with what is read back from its own text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "guidang/base/text.hpp"
#include "guidang/index/demands.hpp"
#include "guidang/index/name_pattern.hpp"

using namespace guidang;

namespace {

/// Stops the fuzzer where a promise is broken; assert() would be silent in release builds.
void demand(bool kept) {
  if (!kept) std::abort();
}

void read_values(std::string_view text) {
  if (const auto pixels = parse_pixels(text)) {
    FileDemands demands;
    demands.least_pixels = pixels->size;
    demands.least_area = pixels->area;
    const auto again = parse_pixels(pixels_text(demands));
    demand(again && again->size == pixels->size && again->area == pixels->area);
  }
  if (const auto seconds = parse_duration(text)) {
    demand(parse_duration(duration_text(*seconds, true)) == seconds);
    demand(parse_duration(duration_text(*seconds, false)) == seconds);
  }
  if (const auto limits = parse_character_limits(text)) {
    demand(limits->least || limits->most);
    demand(!limits->least || !limits->most || *limits->least <= *limits->most);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t k_most = 2000;
  // reinterpret_cast: bytes to chars, which may alias anything.
  const std::string_view text(reinterpret_cast<const char*>(data), size < k_most ? size : k_most);
  if (first_invalid_utf8(text)) return 0;  // an index is UTF-8 before its texts are read
  const auto end = text.find('\n');
  const auto first = text.substr(0, end);
  const auto second = end == std::string_view::npos ? "" : text.substr(end + 1);
  read_values(first);
  const auto pattern = NamePattern::parse(first);
  if (!pattern) {
    const auto& fault = pattern.error();
    demand(fault.offset >= 0 && fault.length >= 1);
    demand(static_cast<std::size_t>(fault.offset) < code_points(first) + 1);
    return 0;
  }
  const NameWords words{{"Ⅲ-3"}, {"签到表", "签到"}};
  static_cast<void>(pattern->matches(second, words));
  static_cast<void>(pattern->example(*parse_date("2026-10-12"), words));
  return 0;
}
