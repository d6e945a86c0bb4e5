// SPDX-License-Identifier: Apache-2.0
#include "guidang/recording/frames.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "guidang/media/bytes.hpp"

namespace guidang::recording {
namespace {

using media::big_endian;
using media::Fault;
using media::read_bytes;

constexpr std::size_t k_mp3_header_bytes = 4;
constexpr std::size_t k_adts_header_bytes = 7;

/// Returns where the sound begins: behind the ID3 tags (ID3v2.4, 3.1).
Result<std::uint64_t> sound_begin(fs::Source& source) {
  constexpr int k_most_tags = 8;
  constexpr std::size_t k_tag_header_bytes = 10;
  std::uint64_t place = 0;
  for (int tag = 0; tag < k_most_tags; ++tag) {
    const auto head = read_bytes(source, place, k_tag_header_bytes);
    if (!head) return fail(head.error());
    if (head->size() < k_tag_header_bytes || !head->starts_with("ID3")) break;
    std::uint64_t length = 0;
    for (std::size_t i = 6; i < k_tag_header_bytes; ++i) length = length << 7U | (big_endian(*head, i, 1) & 0x7FU);
    const bool footer = (big_endian(*head, 5, 1) & 0x10U) != 0;
    place += k_tag_header_bytes + length + (footer ? k_tag_header_bytes : 0);
  }
  return place;
}

/// The header of a frame of MPEG 1, 2 or 2.5, layer III.
struct Mp3Frame {
  std::uint64_t bytes = 0;  ///< 0: this is no such header, or one of a free bit rate.
  std::size_t side_bytes = 0;
};

Mp3Frame mp3_frame(std::string_view bytes) {
  static constexpr std::array<std::uint64_t, 16> k_first{
      0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
  static constexpr std::array<std::uint64_t, 16> k_second{
      0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
  static constexpr std::array<std::uint64_t, 4> k_rates{44'100, 48'000, 32'000, 0};
  if (bytes.size() < k_mp3_header_bytes) return {};
  const auto head = static_cast<std::uint32_t>(big_endian(bytes, 0, 4));
  const auto version = head >> 19U & 3U;
  const auto rate = k_rates.at(head >> 10U & 3U);
  const bool layer_iii = (head >> 17U & 3U) == 1;
  if (head >> 21U != 0x7FF || version == 1 || !layer_iii || rate == 0) return {};
  const bool first = version == 3;
  const bool mono = (head >> 6U & 3U) == 3;
  const auto kilobits = (first ? k_first : k_second).at(head >> 12U & 15U);
  if (kilobits == 0) return {};
  const std::uint64_t samples = first ? 144'000 : 72'000;
  const auto divided = first ? rate : version == 2 ? rate / 2 : rate / 4;
  Mp3Frame frame;
  frame.bytes = samples * kilobits / divided + (head >> 9U & 1U);
  frame.side_bytes = first ? (mono ? 17 : 32) : (mono ? 9 : 17);
  return frame;
}

/// Returns how many bytes of sound an MP3 says it has, from its first frame on; 0 if it says nothing.
std::uint64_t stated_bytes(std::string_view frame) {
  const auto tag = frame.substr(std::min(frame.size(), k_mp3_header_bytes + mp3_frame(frame).side_bytes));
  if (!tag.starts_with("Xing") && !tag.starts_with("Info")) return 0;
  const auto flags = big_endian(tag, 4, 4);
  if ((flags & 2U) == 0) return 0;
  return big_endian(tag, (flags & 1U) != 0 ? 12 : 8, 4);
}

Result<bool> ends_within_frame(fs::Source& source, std::uint64_t place) {
  constexpr int k_most_frames = 1'000'000;
  for (int i = 0; i < k_most_frames && place < source.size_bytes(); ++i) {
    const auto head = read_bytes(source, place, k_mp3_header_bytes);
    if (!head) return fail(head.error());
    const auto frame = mp3_frame(*head);
    if (frame.bytes == 0) return false;
    if (frame.bytes > source.size_bytes() - place) return true;
    place += frame.bytes;
  }
  return false;
}

struct AdtsFrame {
  std::uint64_t bytes = 0;  ///< 0: this is no such header.
  std::uint64_t rate = 0;
  std::uint64_t samples = 0;
};

AdtsFrame adts_frame(std::string_view bytes) {
  static constexpr std::array<std::uint64_t, 16> k_rates{
      96'000, 88'200, 64'000, 48'000, 44'100, 32'000, 24'000, 22'050, 16'000, 12'000, 11'025, 8'000, 7'350, 0, 0, 0};
  if (bytes.size() < k_adts_header_bytes || (big_endian(bytes, 0, 2) & 0xFFF6U) != 0xFFF0U) return {};
  const auto length = big_endian(bytes, 3, 3) >> 5U & 0x1FFFU;
  const auto rate = k_rates.at(big_endian(bytes, 2, 1) >> 2U & 15U);
  if (length < k_adts_header_bytes || rate == 0) return {};
  constexpr std::uint64_t k_block_samples = 1024;
  return {length, rate, k_block_samples * ((big_endian(bytes, 6, 1) & 3U) + 1)};
}

/// Titles behind the sound.
bool is_tag(std::string_view bytes) {
  return bytes.starts_with("TAG") || bytes.starts_with("APETAG") || bytes.starts_with("ID3");
}

}  // namespace

Result<Verdict> mp3_end(fs::Source& source) {
  constexpr std::size_t k_first_frame_bytes = 64;
  const auto begin = sound_begin(source);
  if (!begin) return fail(begin.error());
  const auto first = read_bytes(source, *begin, k_first_frame_bytes);
  if (!first) return fail(first.error());
  if (mp3_frame(*first).bytes == 0) return Verdict{};
  const auto stated = stated_bytes(*first);
  if (stated == 0) return Verdict{};
  if (stated <= source.size_bytes() - *begin) return Fault::none;
  const auto broken = ends_within_frame(source, *begin);
  if (!broken) return fail(broken.error());
  if (*broken) return Fault::cut_off;
  return Verdict{};
}

Result<std::uint64_t> aac_duration_ms(fs::Source& source) {
  constexpr int k_most_frames = 4'000'000;
  const auto size = source.size_bytes();
  const auto begin = sound_begin(source);
  if (!begin) return fail(begin.error());
  auto place = *begin;
  std::uint64_t rate = 0;
  std::uint64_t samples = 0;
  for (int i = 0; i < k_most_frames; ++i) {
    const auto head = read_bytes(source, place, k_adts_header_bytes);
    if (!head) return fail(head.error());
    const auto frame = adts_frame(*head);
    const bool over = head->size() < k_adts_header_bytes || is_tag(*head) || frame.bytes > size - place;
    if (over) return rate == 0 ? 0 : samples * 1000 / rate;
    if (frame.bytes == 0 || (rate != 0 && frame.rate != rate)) return 0;
    rate = frame.rate;
    samples += frame.samples;
    place += frame.bytes;
  }
  return 0;
}

}  // namespace guidang::recording
