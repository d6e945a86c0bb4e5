// SPDX-License-Identifier: Apache-2.0
#include "guidang/recording/end.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "guidang/media/bytes.hpp"

namespace guidang::recording {
namespace {

using media::big_endian;
using media::Fault;
using media::little_endian;
using media::read_bytes;

constexpr std::size_t k_asf_header_bytes = 30;
constexpr std::size_t k_asf_object_bytes = 24;
constexpr std::size_t k_flv_tag_bytes = 11;

/// What the header of a WMV says of the whole file.
struct AsfProperties {
  bool broadcast = true;  ///< Nobody filled in its sizes; or it has no such object.
  std::uint64_t file_bytes = 0;
};

Result<AsfProperties> asf_properties(fs::Source& source, std::uint64_t header_end) {
  constexpr std::string_view k_file_properties("\xa1\xdc\xab\x8c\x47\xa9\xcf\x11\x8e\xe4\x00\xc0\x0c\x20\x53\x65", 16);
  constexpr std::size_t k_size_place = 40;
  constexpr std::size_t k_flags_place = 88;
  constexpr int k_most_objects = 1'000;
  std::uint64_t place = k_asf_header_bytes;
  for (int object = 0; object < k_most_objects && place < header_end; ++object) {
    const auto head = read_bytes(source, place, k_flags_place + 4);
    if (!head) return fail(head.error());
    if (head->starts_with(k_file_properties)) {
      return AsfProperties{(little_endian(*head, k_flags_place, 4) & 1U) != 0, little_endian(*head, k_size_place, 8)};
    }
    const auto length = little_endian(*head, 16, 8);
    if (length < k_asf_object_bytes || length > header_end - place) break;
    place += length;
  }
  return AsfProperties{};
}

/// A tag of sound, pictures or titles.
bool is_flv_tag(std::string_view header) {
  if (header.size() < k_flv_tag_bytes) return false;
  const auto kind = static_cast<unsigned char>(header.front()) & 0x1FU;
  return kind == 8 || kind == 9 || kind == 18;
}

Result<bool> ends_with_flv_tag(fs::Source& source) {
  const auto size = source.size_bytes();
  if (size < k_flv_tag_bytes + 4) return false;
  const auto last = read_bytes(source, size - 4, 4);
  if (!last) return fail(last.error());
  const auto length = big_endian(*last, 0, 4);
  if (length < k_flv_tag_bytes || length > size - 4) return false;
  const auto tag = read_bytes(source, size - 4 - length, k_flv_tag_bytes);
  if (!tag) return fail(tag.error());
  return is_flv_tag(*tag) && big_endian(*tag, 1, 3) == length - k_flv_tag_bytes;
}

/// A number of EBML: the zeros it begins with say how many bytes it has. Nothing if it is none, or "unknown", all ones.
struct EbmlNumber {
  std::size_t bytes = 0;
  std::uint64_t value = 0;
};

std::optional<EbmlNumber> ebml_size(std::string_view bytes) {
  constexpr std::size_t k_longest = 8;
  if (bytes.empty()) return std::nullopt;
  const auto first = static_cast<unsigned char>(bytes.front());
  std::size_t length = 1;
  while (length <= k_longest && (first >> (k_longest - length) & 1U) == 0) ++length;
  if (length > k_longest || bytes.size() < length) return std::nullopt;
  const auto mask = (std::uint64_t{1} << (7 * length)) - 1;
  const auto value = big_endian(bytes, 0, length) & mask;
  if (value == mask) return std::nullopt;
  return EbmlNumber{length, value};
}

}  // namespace

Result<Verdict> ogg_end(fs::Source& source) {
  constexpr std::size_t k_longest_page = 65'307;
  constexpr std::size_t k_header_bytes = 27;
  constexpr unsigned k_last_page = 4;
  const auto size = source.size_bytes();
  const auto tail = read_bytes(source, size - std::min<std::uint64_t>(size, k_longest_page), k_longest_page);
  if (!tail) return fail(tail.error());
  const auto at = tail->rfind(std::string_view("OggS\0", 5));
  if (at == std::string::npos) return Verdict{};
  const auto page = std::string_view(*tail).substr(at);
  if (page.size() < k_header_bytes) return Fault::cut_off;
  const auto count = static_cast<unsigned char>(page[k_header_bytes - 1]);
  std::size_t length = k_header_bytes + count;
  for (std::size_t i = 0; i < count; ++i) length += little_endian(page, k_header_bytes + i, 1);
  if (length > page.size()) return Fault::cut_off;
  if ((little_endian(page, 5, 1) & k_last_page) == 0) return Verdict{};
  return Fault::none;
}

Result<Verdict> asf_end(fs::Source& source) {
  constexpr std::string_view k_data("\x36\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c", 16);
  constexpr std::uint64_t k_empty_data = 50;
  const auto size = source.size_bytes();
  const auto header = read_bytes(source, 0, k_asf_object_bytes);
  if (!header) return fail(header.error());
  const auto header_end = little_endian(*header, 16, 8);
  if (header_end < k_asf_header_bytes) return Verdict{};
  const auto properties = asf_properties(source, std::min(header_end, size));
  if (!properties) return fail(properties.error());
  if (properties->broadcast) return Verdict{};
  if (header_end >= size) return Fault::cut_off;
  const auto data = read_bytes(source, header_end, k_asf_object_bytes);
  if (!data) return fail(data.error());
  if (!data->starts_with(k_data)) return Verdict{};
  const auto length = little_endian(*data, 16, 8);
  if (data->size() < k_asf_object_bytes || length <= k_empty_data) return Verdict{};
  if (length > size - header_end) return Fault::cut_off;
  if (properties->file_bytes > size) return Verdict{};  // only its index was lost, or its titles became shorter
  return Fault::none;
}

Result<Verdict> flv_end(fs::Source& source) {
  constexpr int k_most_tags = 1'000'000;
  const auto size = source.size_bytes();
  const auto good = ends_with_flv_tag(source);
  if (!good) return fail(good.error());
  if (*good) return Fault::none;
  const auto header = read_bytes(source, 0, 9);
  if (!header) return fail(header.error());
  auto place = big_endian(*header, 5, 4) + 4;
  for (int tag = 0; tag < k_most_tags && place < size; ++tag) {
    const auto head = read_bytes(source, place, k_flv_tag_bytes);
    if (!head) return fail(head.error());
    if (!is_flv_tag(*head)) break;
    const auto length = k_flv_tag_bytes + big_endian(*head, 1, 3);
    if (length > size - place) return Fault::cut_off;
    const auto behind = read_bytes(source, place + length, 4);
    if (!behind) return fail(behind.error());
    if (big_endian(*behind, 0, 4) != length) break;
    place += length + 4;
  }
  return Verdict{};
}

Result<Verdict> matroska_end(fs::Source& source) {
  constexpr std::size_t k_id_bytes = 4;
  const auto size = source.size_bytes();
  const auto head = read_bytes(source, 0, k_id_bytes + 8);
  if (!head) return fail(head.error());
  const auto header = ebml_size(std::string_view(*head).substr(std::min(head->size(), k_id_bytes)));
  if (!header || header->value >= size) return Verdict{};
  const auto segment_place = k_id_bytes + header->bytes + header->value;
  const auto segment = read_bytes(source, segment_place, k_id_bytes + 8);
  if (!segment) return fail(segment.error());
  if (!segment->starts_with("\x18\x53\x80\x67")) return Verdict{};
  const auto length = ebml_size(std::string_view(*segment).substr(k_id_bytes));
  if (!length) return Verdict{};
  const auto begin = segment_place + k_id_bytes + length->bytes;
  return length->value > size - std::min(size, begin) ? Fault::cut_off : Fault::none;
}

}  // namespace guidang::recording
