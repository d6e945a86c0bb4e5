// SPDX-License-Identifier: Apache-2.0
// The only door to libpng. Its errors leave by longjmp: whatever has a destructor lives in Decoder, outside the frames
// that are left so.
#include "guidang/picture/png.hpp"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <png.h>

#include "guidang/picture/exif_blocks.hpp"
#include "guidang/picture/reader.hpp"

namespace guidang::picture {
namespace {

using media::Condition;
using media::Fault;

constexpr png_uint_32 k_longest_side = 1'000'000;
constexpr png_alloc_size_t k_text_bytes = png_alloc_size_t{1} << 20U;
constexpr png_uint_32 k_most_texts = 64;

/// Which pixels one pass over an interlaced picture has.
struct Pass {
  png_uint_32 first_x;
  png_uint_32 first_y;
  png_uint_32 step_x;
  png_uint_32 step_y;
};

/// PNG (ISO/IEC 15948), 8.2.
constexpr std::array<Pass, 7> k_adam7 = {
    Pass{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};
constexpr Pass k_whole = {0, 0, 1, 1};

struct Decoder {
  explicit Decoder(fs::Source& source) : reader(source) {}

  Reader reader;
  std::string_view piece;
  Decoded decoded;
  std::optional<Shrinker> shrinker;
  std::vector<std::uint8_t> row;
  std::vector<std::uint8_t> grey;
  png_structp png = nullptr;
  png_infop head = nullptr;
  png_infop tail = nullptr;
  std::jmp_buf leave = {};
};

[[noreturn]] void give_up(Decoder& decoder, Condition condition, Fault fault) {
  set_fault(decoder.decoded, condition, fault);
  std::longjmp(decoder.leave, 1);  // NOLINT(cert-err52-cpp): libpng's way
}

/// libpng cannot go on; it says why in words only.
[[noreturn]] void on_error(png_structp png, png_const_charp words) {
  auto& decoder = *static_cast<Decoder*>(png_get_error_ptr(png));
  const std::string_view why = words == nullptr ? "" : words;
  const auto says = [why](std::string_view part) { return why.find(part) != std::string_view::npos; };
  if (says("CRC error") || says("incorrect data check")) give_up(decoder, Condition::damaged, Fault::bad_checksum);
  if (says("ut of memory") || says("too large")) give_up(decoder, Condition::abandoned, Fault::too_large);
  if (says("Not enough image data")) give_up(decoder, Condition::truncated, Fault::cut_off);
  give_up(decoder, Condition::damaged, Fault::bad_image);
}

void on_warning(png_structp /*png*/, png_const_charp /*words*/) {}  // a broken text spoils no picture

void read_input(png_structp png, png_bytep out, std::size_t count) {
  auto& decoder = *static_cast<Decoder*>(png_get_io_ptr(png));
  while (count > 0) {
    if (decoder.piece.empty()) decoder.piece = decoder.reader.next_piece();
    if (decoder.piece.empty()) give_up(decoder, Condition::truncated, Fault::cut_off);
    const auto step = std::min(count, decoder.piece.size());
    std::copy_n(decoder.piece.begin(), step, out);
    decoder.piece.remove_prefix(step);
    out += step;
    count -= step;
  }
}

/// Grey of a row of 1 (grey), 2 (grey, alpha), 3 (colours) or 4 (colours, alpha) bytes a pixel, laid on white paper.
void make_grey(std::span<const std::uint8_t> row, std::size_t channels, std::span<std::uint8_t> grey) {
  for (std::size_t x = 0; x < grey.size(); ++x) {
    const std::uint8_t* const pixel = &row[x * channels];
    std::uint32_t value = channels >= 3 ? grey_of(pixel[0], pixel[1], pixel[2]) : pixel[0];
    if (channels % 2 == 0) {
      const std::uint32_t alpha = pixel[channels - 1];
      value = (value * alpha + 255U * (255U - alpha)) / 255U;
    }
    grey[x] = static_cast<std::uint8_t>(value);
  }
}

void add_row(Decoder& decoder, png_uint_32 y, png_uint_32 columns, const Pass& pass) {
  png_read_row(decoder.png, decoder.row.data(), nullptr);
  const auto grey = std::span(decoder.grey).first(columns);
  make_grey(decoder.row, png_get_channels(decoder.png, decoder.head), grey);
  decoder.shrinker->add(y, grey, pass.first_x, pass.step_x);
}

/// Interlaced pictures come as seven small ones, whose pixels lie between each other's.
void add_passes(Decoder& decoder) {
  const auto width = decoder.decoded.width;
  const auto height = decoder.decoded.height;
  if (png_get_interlace_type(decoder.png, decoder.head) == PNG_INTERLACE_NONE) {
    for (png_uint_32 y = 0; y < height; ++y) add_row(decoder, y, width, k_whole);
    return;
  }
  for (const auto& pass : k_adam7) {
    if (pass.first_x >= width) continue;
    const auto columns = (width - pass.first_x + pass.step_x - 1) / pass.step_x;
    for (png_uint_32 y = pass.first_y; y < height; y += pass.step_y) add_row(decoder, y, columns, pass);
  }
}

/// Decodes all rows. Left by longjmp where it fails: no object with a destructor in here.
void decode_rows(Decoder& decoder) {
  png_read_info(decoder.png, decoder.head);
  decoder.decoded.width = png_get_image_width(decoder.png, decoder.head);
  decoder.decoded.height = png_get_image_height(decoder.png, decoder.head);
  const auto [width, height] = std::pair(decoder.decoded.width, decoder.decoded.height);
  if (std::max(width, height) > k_longest_side || std::uint64_t{width} * height > k_most_pixels) {
    give_up(decoder, Condition::abandoned, Fault::too_large);
  }
  png_set_expand(decoder.png);
  png_set_strip_16(decoder.png);
  png_read_update_info(decoder.png, decoder.head);
  decoder.row.resize(png_get_rowbytes(decoder.png, decoder.head));
  decoder.grey.resize(decoder.decoded.width);
  decoder.shrinker.emplace(decoder.decoded.width, decoder.decoded.height);
  add_passes(decoder);
  png_read_end(decoder.png, decoder.tail);
  decoder.decoded.condition = Condition::whole;
}

void run(Decoder& decoder) {
  if (setjmp(decoder.leave) != 0) return;  // NOLINT(cert-err52-cpp): libpng's way
  decoder.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &decoder, on_error, on_warning);
  if (decoder.png == nullptr) return;
  decoder.head = png_create_info_struct(decoder.png);
  decoder.tail = png_create_info_struct(decoder.png);
  if (decoder.head == nullptr || decoder.tail == nullptr) return;
  png_set_read_fn(decoder.png, &decoder, read_input);
  png_set_user_limits(decoder.png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // a limit here would make the header invalid
  png_set_chunk_cache_max(decoder.png, k_most_texts);
  png_set_chunk_malloc_max(decoder.png, k_text_bytes);
  decode_rows(decoder);
}

/// Takes what stands before or behind the picture.
void take_blocks(Decoder& decoder, png_infop info) {
  if (decoder.png == nullptr || info == nullptr) return;
  auto& decoded = decoder.decoded;
  png_bytep block = nullptr;
  png_uint_32 size = 0;
  if (png_get_eXIf_1(decoder.png, info, &size, &block) != 0 && decoded.exif.empty()) {
    // reinterpret_cast: bytes to chars, which may alias anything
    decoded.exif = tiff_in({reinterpret_cast<const char*>(block), size});
  }
  png_textp texts = nullptr;
  const int count = png_get_text(decoder.png, info, &texts, nullptr);
  for (int i = 0; i < count; ++i) {
    const png_text& text = texts[i];
    const std::string_view key = text.key;
    const std::string_view value(text.text,
                                 text.compression > PNG_TEXT_COMPRESSION_zTXt ? text.itxt_length : text.text_length);
    if (decoded.exif.empty() && (key == "Raw profile type exif" || key == "Raw profile type APP1")) {
      decoded.exif = tiff_in(unpacked_profile(value));
    }
    if (decoded.xmp.empty() && key == "XML:com.adobe.xmp") decoded.xmp = value;
  }
}

}  // namespace

Result<Decoded> decode_png(fs::Source& source) {
  Decoder decoder(source);
  run(decoder);
  take_blocks(decoder, decoder.head);
  take_blocks(decoder, decoder.tail);
  png_destroy_read_struct(&decoder.png, &decoder.head, &decoder.tail);
  if (decoder.reader.error()) return fail(*decoder.reader.error());
  auto& decoded = decoder.decoded;
  if (decoded.condition == Condition::whole) decoded.grey = decoder.shrinker->finish();
  return std::move(decoded);
}

std::string png_library() {
  return std::string("libpng ") + png_get_libpng_ver(nullptr);
}

}  // namespace guidang::picture
