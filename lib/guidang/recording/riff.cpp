// SPDX-License-Identifier: Apache-2.0
#include "guidang/recording/riff.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include "guidang/media/bytes.hpp"

namespace guidang::recording {
namespace {

constexpr int k_most_chunks = 1'000;
constexpr std::size_t k_header_bytes = 8;
constexpr std::uint64_t k_never_filled_in = 0xFFFFFFFF;

/// A chunk's size is told without the byte that makes its end even, and some writers forget that byte.
bool is_beyond(std::uint64_t begin, std::uint64_t length, std::uint64_t file_size) {
  return length > file_size - begin && length - (file_size - begin) > 1;
}

bool says_something(std::uint64_t length) {
  return length != 0 && length != k_never_filled_in;
}

/// Looks at the chunks within the first RIFF chunk of a WAV.
Result<Verdict> wave_fault(fs::Source& source) {
  std::uint64_t place = k_header_bytes + 4;
  for (int chunk = 0; chunk < k_most_chunks && place + k_header_bytes <= source.size_bytes(); ++chunk) {
    const auto header = media::read_bytes(source, place, k_header_bytes);
    if (!header) return fail(header.error());
    const auto length = media::little_endian(*header, 4, 4);
    place += k_header_bytes;
    if (header->starts_with("data")) {
      if (!says_something(length)) return Verdict{};
      return is_beyond(place, length, source.size_bytes()) ? media::Fault::cut_off : media::Fault::none;
    }
    place += length + length % 2;
  }
  return Verdict{};
}

}  // namespace

Result<Verdict> riff_fault(fs::Source& source) {
  std::uint64_t place = 0;
  for (int chunk = 0; chunk < k_most_chunks && place + k_header_bytes + 4 <= source.size_bytes(); ++chunk) {
    const auto header = media::read_bytes(source, place, k_header_bytes + 4);
    if (!header) return fail(header.error());
    const std::string_view type = std::string_view(*header).substr(0, 4);
    if (type == "RF64") return Verdict{};  // its sizes stand elsewhere
    if (type != "RIFF") break;             // what follows the last one is nobody's
    const auto length = media::little_endian(*header, 4, 4);
    if (!says_something(length)) return Verdict{};
    if (is_beyond(place + k_header_bytes, length, source.size_bytes())) return media::Fault::cut_off;
    if (std::string_view(*header).substr(8, 4) == "WAVE") return wave_fault(source);
    place += k_header_bytes + length + length % 2;
  }
  return media::Fault::none;
}

}  // namespace guidang::recording
