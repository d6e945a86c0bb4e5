// SPDX-License-Identifier: Apache-2.0
#include "guidang/recording/recording.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <MediaInfo/MediaInfo.h>

#include "guidang/recording/boxes.hpp"
#include "guidang/recording/end.hpp"
#include "guidang/recording/frames.hpp"
#include "guidang/recording/riff.hpp"

namespace guidang::recording {
namespace {

using media::Condition;
using media::Fault;

constexpr std::size_t k_piece_bytes = std::size_t{64} << 10U;
constexpr std::uint64_t k_most_bytes = std::uint64_t{64} << 20U;
constexpr int k_most_jumps = 2'000;

/// What libmediainfo made of a file.
struct Description {
  media::Recording recording;
  bool has_streams = false;
};

/// The digits that a text begins with, at most `most`: "12345.678" is 12345.
std::uint64_t whole_number(const MediaInfoLib::String& text, std::uint64_t most) {
  std::uint64_t value = 0;
  for (const auto c : text) {
    if (c < L'0' || c > L'9' || value > most / 10) break;
    value = value * 10 + static_cast<std::uint64_t>(c - L'0');
  }
  return std::min(value, most);
}

/// Feeds the parser: front to back, and from where it wants to go on.
Result<void> feed(fs::Source& source, MediaInfoLib::MediaInfo& parser) {
  constexpr std::size_t k_finished = 8;  // bit 3 of Open_Buffer_Continue()
  const auto size = source.size_bytes();
  std::vector<std::byte> buffer(k_piece_bytes);
  std::uint64_t place = 0;
  std::uint64_t read = 0;
  int jumps = 0;
  parser.Open_Buffer_Init(size, 0);
  while (place < size && read < k_most_bytes && jumps < k_most_jumps) {
    const auto got = source.read_at(place, buffer);
    if (!got) return fail(got.error());
    if (*got == 0) break;
    place += *got;
    read += *got;
    // reinterpret_cast: std::byte to the library's unsigned char, which may alias anything.
    const auto state = parser.Open_Buffer_Continue(reinterpret_cast<const ZenLib::int8u*>(buffer.data()), *got);
    if ((state & k_finished) != 0) break;
    const std::uint64_t wanted = parser.Open_Buffer_Continue_GoTo_Get();
    if (wanted == ~std::uint64_t{0}) continue;
    ++jumps;
    place = wanted;
    parser.Open_Buffer_Init(size, place);
  }
  parser.Open_Buffer_Finalize();
  return {};
}

Result<Description> described(fs::Source& source) {
  using namespace MediaInfoLib;
  MediaInfo parser;
  GUIDANG_TRY(feed(source, parser));
  Description description;
  constexpr std::uint64_t k_most_pixels = 0xFFFFFFFF;
  constexpr std::uint64_t k_most_duration = std::uint64_t{1} << 53U;
  const auto pixels = [&](const Char* field) {
    return static_cast<std::uint32_t>(whole_number(parser.Get(Stream_Video, 0, field), k_most_pixels));
  };
  auto& recording = description.recording;
  recording.duration_ms = whole_number(parser.Get(Stream_General, 0, __T("Duration")), k_most_duration);
  recording.has_sound = parser.Count_Get(Stream_Audio) > 0;
  const bool has_pictures = parser.Count_Get(Stream_Video) > 0;
  if (has_pictures) {
    recording.width = pixels(__T("Width"));
    recording.height = pixels(__T("Height"));
  }
  description.has_streams = has_pictures || recording.has_sound;
  return description;
}

/// What the file itself says about its end, by walks of ours. libmediainfo's "IsTruncated" is not asked: it is said of
/// films with a trailer and of those whose sizes were never filled in, and not of most that were cut off.
Result<Verdict> end_of(fs::Source& source, media::Examination& found) {
  const auto name = found.format->name;
  if (name == "mp4" || name == "mov" || name == "3gp" || name == "m4a") {
    const auto boxes = walk_boxes(source);
    if (!boxes) return fail(boxes.error());
    found.captured = boxes->created;
    return boxes->fault;
  }
  if (name == "wav" || name == "avi") return riff_fault(source);
  if (name == "mp3") return mp3_end(source);
  if (name == "ogg") return ogg_end(source);
  if (name == "wmv" || name == "wma") return asf_end(source);
  if (name == "flv") return flv_end(source);
  if (name == "mkv") return matroska_end(source);
  return Verdict{};
}

Condition condition_of(Verdict verdict) {
  if (!verdict) return Condition::unexamined;
  if (*verdict == Fault::none) return Condition::whole;
  return *verdict == Fault::cut_off ? Condition::truncated : Condition::damaged;
}

}  // namespace

Result<void> examine(fs::Source& source, media::Examination& found) {
  auto verdict = end_of(source, found);
  if (!verdict) return fail(std::move(verdict).error());
  auto description = described(source);
  if (!description) return fail(std::move(description).error());
  auto& recording = description->recording;
  if (found.format->name == "aac" && recording.duration_ms == 0) {
    const auto duration_ms = aac_duration_ms(source);
    if (!duration_ms) return fail(duration_ms.error());
    recording.duration_ms = *duration_ms;
  }
  if (description->has_streams || recording.duration_ms > 0) {
    found.recording = recording;
  } else if (verdict->value_or(Fault::none) == Fault::none) {
    *verdict = Fault::no_content;
  }
  found.fault = verdict->value_or(Fault::none);
  found.condition = condition_of(*verdict);
  return {};
}

std::string libraries() {
  std::string text;
  for (const auto c : MediaInfoLib::MediaInfo::Option_Static(__T("Info_Version")))
    text += static_cast<char>(c);  // ASCII
  return text;
}

}  // namespace guidang::recording
