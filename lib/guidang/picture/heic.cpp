// SPDX-License-Identifier: Apache-2.0
// The only door to libheif.
#include "guidang/picture/heic.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <libheif/heif.h>

#include "guidang/picture/exif_blocks.hpp"
#include "guidang/picture/reader.hpp"

namespace guidang::picture {
namespace {

using media::Condition;
using media::Fault;

constexpr std::int64_t k_most_heic_pixels = 100'000'000;  // libheif keeps all of it: 1.5 bytes a pixel and more
constexpr int k_most_blocks = 16;
constexpr std::size_t k_block_bytes = std::size_t{1} << 20U;

struct Free {
  void operator()(heif_context* context) const { heif_context_free(context); }

  void operator()(heif_image_handle* handle) const { heif_image_handle_release(handle); }

  void operator()(heif_image* image) const { heif_image_release(image); }

  void operator()(heif_decoding_options* options) const { heif_decoding_options_free(options); }
};

template <typename T>
using Owned = std::unique_ptr<T, Free>;

struct Input {
  explicit Input(fs::Source& source) : reader(source) {}

  Reader reader;
  bool beyond_end = false;  ///< Something was said to stand behind the end of the file.
};

std::int64_t tell(void* input) {
  return static_cast<std::int64_t>(static_cast<Input*>(input)->reader.position());
}

int read(void* data, std::size_t size, void* input) {
  auto& reader = static_cast<Input*>(input)->reader;
  auto* out = static_cast<char*>(data);
  while (size > 0) {
    constexpr std::size_t k_piece_bytes = std::size_t{1} << 16U;
    const auto piece = reader.next(std::min(size, k_piece_bytes));
    if (piece.empty()) return 1;
    out = std::copy(piece.begin(), piece.end(), out);
    size -= piece.size();
  }
  return 0;
}

int seek(std::int64_t position, void* input) {
  if (position < 0) return 1;
  static_cast<Input*>(input)->reader.seek(static_cast<std::uint64_t>(position));
  return 0;
}

heif_reader_grow_status wait_for(std::int64_t size, void* data) {
  constexpr std::uint64_t k_box_header_bytes = 8;
  auto& input = *static_cast<Input*>(data);
  const auto wanted = static_cast<std::uint64_t>(size);
  const auto all = input.reader.size_bytes();
  if (size >= 0 && wanted <= all) return heif_reader_grow_status_size_reached;
  // Behind the last box libheif looks for one more, whose header nobody promised.
  if (input.reader.position() != all || wanted > all + k_box_header_bytes) input.beyond_end = true;
  return heif_reader_grow_status_size_beyond_eof;
}

constexpr heif_reader k_reader = {1, tell, read, seek, wait_for};

void note_fault(const heif_error& error, const Input& input, Decoded& decoded) {
  if (error.code == heif_error_Memory_allocation_error || error.subcode == heif_suberror_Security_limit_exceeded) {
    return set_fault(decoded, Condition::abandoned, Fault::too_large);
  }
  if (error.code == heif_error_Unsupported_filetype || error.code == heif_error_Unsupported_feature) return;
  // A decoder's "end of file" is that of its own data, which may be spoilt while the file is all there.
  const bool image = error.code == heif_error_Decoder_plugin_error;
  if (input.beyond_end || (!image && error.subcode == heif_suberror_End_of_data)) {
    return set_fault(decoded, Condition::truncated, Fault::cut_off);
  }
  set_fault(decoded, Condition::damaged, image ? Fault::bad_image : Fault::bad_structure);
}

std::string block_of(const heif_image_handle* handle, heif_item_id id) {
  const auto size = heif_image_handle_get_metadata_size(handle, id);
  if (size == 0 || size > k_block_bytes) return {};
  std::string block(size, '\0');
  if (heif_image_handle_get_metadata(handle, id, block.data()).code != heif_error_Ok) return {};
  return block;
}

/// ISO/IEC 23008-12, A.2.1: an Exif item begins with the offset of its TIFF structure.
std::string_view tiff_of(std::string_view item) {
  if (item.size() < 4) return {};
  std::uint32_t offset = 0;
  for (const char c : item.substr(0, 4)) offset = offset << 8U | static_cast<unsigned char>(c);
  const auto body = item.substr(4);
  if (offset < body.size()) {
    if (const auto tiff = tiff_in(body.substr(offset)); !tiff.empty()) return tiff;
  }
  return tiff_in(body);
}

void take_blocks(const heif_image_handle* handle, Decoded& decoded) {
  std::array<heif_item_id, k_most_blocks> ids = {};
  const int count = heif_image_handle_get_list_of_metadata_block_IDs(handle, nullptr, ids.data(), k_most_blocks);
  for (int i = 0; i < count; ++i) {
    const auto id = ids.at(static_cast<std::size_t>(i));
    const char* const type = heif_image_handle_get_metadata_type(handle, id);
    const char* const content = heif_image_handle_get_metadata_content_type(handle, id);
    const std::string_view kind = type == nullptr ? "" : type;
    const std::string_view words = content == nullptr ? "" : content;
    if (kind == "Exif" && decoded.exif.empty()) decoded.exif = tiff_of(block_of(handle, id));
    if (kind == "mime" && words == "application/rdf+xml" && decoded.xmp.empty()) decoded.xmp = block_of(handle, id);
  }
}

/// The grey of a decoded picture: its luma, or what its colours come to.
Grey grey_in(const heif_image* image) {
  int stride = 0;
  const std::uint8_t* plane = heif_image_get_plane_readonly(image, heif_channel_Y, &stride);
  const auto channel = plane != nullptr ? heif_channel_Y : heif_channel_interleaved;
  if (plane == nullptr) plane = heif_image_get_plane_readonly(image, channel, &stride);
  const int width = heif_image_get_width(image, channel);
  const int height = heif_image_get_height(image, channel);
  if (plane == nullptr || width <= 0 || height <= 0) return {};
  if (channel != heif_channel_Y || heif_image_get_bits_per_pixel(image, channel) != 8) return {};
  Shrinker shrinker(static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height));
  for (int y = 0; y < height; ++y) {
    const auto at = static_cast<std::ptrdiff_t>(y) * stride;
    shrinker.add(static_cast<std::uint32_t>(y), std::span(plane + at, static_cast<std::size_t>(width)));
  }
  return shrinker.finish();
}

void decode(const heif_image_handle* handle, const Input& input, Decoded& decoded) {
  const Owned<heif_decoding_options> options(heif_decoding_options_alloc());
  if (!options) return set_fault(decoded, Condition::abandoned, Fault::too_large);
  options->convert_hdr_to_8bit = 1;
  options->strict_decoding = 1;
  heif_image* image = nullptr;
  const auto error = heif_decode_image(handle, &image, heif_colorspace_YCbCr, heif_chroma_420, options.get());
  const Owned<heif_image> owned(image);
  if (error.code != heif_error_Ok) return note_fault(error, input, decoded);
  decoded.condition = Condition::whole;
  decoded.grey = grey_in(image);
}

}  // namespace

Result<Decoded> decode_heic(fs::Source& source) {
  Decoded decoded;
  decoded.turned = true;
  Input input(source);
  const Owned<heif_context> context(heif_context_alloc());
  heif_context_set_max_decoding_threads(context.get(), 0);
  heif_image_handle* primary = nullptr;
  auto error = heif_context_read_from_reader(context.get(), &k_reader, &input, nullptr);
  if (error.code == heif_error_Ok) error = heif_context_get_primary_image_handle(context.get(), &primary);
  const Owned<heif_image_handle> handle(primary);
  if (error.code != heif_error_Ok) {
    note_fault(error, input, decoded);
  } else {
    const std::int64_t width = heif_image_handle_get_width(primary);
    const std::int64_t height = heif_image_handle_get_height(primary);
    decoded.width = static_cast<std::uint32_t>(std::max<std::int64_t>(width, 0));
    decoded.height = static_cast<std::uint32_t>(std::max<std::int64_t>(height, 0));
    take_blocks(primary, decoded);
    if (width * height > k_most_heic_pixels) {
      set_fault(decoded, Condition::abandoned, Fault::too_large);
    } else {
      decode(primary, input, decoded);
    }
  }
  if (input.reader.error()) return fail(*input.reader.error());
  return decoded;
}

std::string heic_library() {
  std::string text = std::string("libheif ") + heif_get_version();
  if (heif_have_decoder_for_format(heif_compression_HEVC) != 0) text += " with HEVC";
  if (heif_have_decoder_for_format(heif_compression_AV1) != 0) text += " with AV1";
  return text;
}

}  // namespace guidang::picture
