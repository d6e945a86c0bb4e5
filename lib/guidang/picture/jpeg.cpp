// SPDX-License-Identifier: Apache-2.0
// The only door to libjpeg. Its errors leave by longjmp: whatever has a destructor lives in Decoder, outside the frames
// that are left so.
#include "guidang/picture/jpeg.hpp"

#include <csetjmp>
#include <cstdio>
#include <optional>

#include <jerror.h>
#include <jpeglib.h>

#include "guidang/picture/exif_blocks.hpp"
#include "guidang/picture/reader.hpp"

namespace guidang::picture {
namespace {

using media::Condition;
using media::Fault;

constexpr long k_coefficient_bytes = 160L << 20U;  // a progressive picture is kept whole until its last scan
constexpr int k_most_padding = 4096;               // between two segments behind the first pixels
constexpr int k_most_scans = 100;                  // encoders write about ten; each one costs a pass over all blocks

struct Decoder {
  explicit Decoder(fs::Source& source) : reader(source) {}

  Reader reader;
  Decoded decoded;
  std::optional<Shrinker> shrinker;
  std::vector<std::uint8_t> row;
  std::vector<std::uint8_t> grey_row;
  jpeg_error_mgr errors = {};
  jpeg_source_mgr input = {};
  jpeg_progress_mgr progress = {};
  std::jmp_buf leave = {};
};

Decoder& decoder_of(j_common_ptr jpeg) {
  return *static_cast<Decoder*>(jpeg->client_data);
}

[[noreturn]] void give_up(j_common_ptr jpeg, Condition condition, Fault fault) {
  auto& decoder = decoder_of(jpeg);
  set_fault(decoder.decoded, condition, fault);
  std::longjmp(decoder.leave, 1);  // NOLINT(cert-err52-cpp): libjpeg's way
}

/// libjpeg cannot go on.
[[noreturn]] void on_error(j_common_ptr jpeg) {
  switch (jpeg->err->msg_code) {
    case JERR_OUT_OF_MEMORY:
    case JERR_NO_BACKING_STORE:
    case JERR_IMAGE_TOO_BIG:
    case JERR_WIDTH_OVERFLOW: give_up(jpeg, Condition::abandoned, Fault::too_large);
    // Rare kinds (12 bits, lossless, hierarchical) that libjpeg does not know: nothing is wrong with them.
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED:
    case JERR_ARITH_NOTIMPL:
    case JERR_NOT_COMPILED:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_COMPONENT_COUNT: give_up(jpeg, Condition::unexamined, Fault::none);
    default: give_up(jpeg, Condition::damaged, Fault::bad_image);
  }
}

/// libjpeg could go on, by guessing. Only what spoils the picture is a fault: cameras leave padding between segments
/// and odd marks of versions.
void on_message(j_common_ptr jpeg, int level) {
  if (level >= 0) return;
  switch (jpeg->err->msg_code) {
    case JWRN_HIT_MARKER: {
      // Its end mark comes before its last line: the program that cut it off closed it properly.
      // reinterpret_cast: only decompressors are made here, of which this is the common beginning.
      const bool ended = reinterpret_cast<j_decompress_ptr>(jpeg)->unread_marker == JPEG_EOI;
      give_up(jpeg, ended ? Condition::truncated : Condition::damaged, ended ? Fault::cut_off : Fault::bad_image);
    }
    case JWRN_EXTRANEOUS_DATA:
      // Pixels that were overwritten may decode to fewer than there were: the rest is left over.
      if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number == 0) break;  // as above
      if (jpeg->err->msg_parm.i[0] > k_most_padding) give_up(jpeg, Condition::damaged, Fault::bad_image);
      break;
    case JWRN_HUFF_BAD_CODE:
    case JWRN_MUST_RESYNC:
    case JWRN_NOT_SEQUENTIAL: give_up(jpeg, Condition::damaged, Fault::bad_image);
    default: break;
  }
}

void on_output(j_common_ptr /*jpeg*/) {}  // the library prints nothing

void on_progress(j_common_ptr jpeg) {
  // reinterpret_cast: as above
  if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number > k_most_scans) {
    give_up(jpeg, Condition::abandoned, Fault::too_slow);
  }
}

void start_input(j_decompress_ptr /*jpeg*/) {}

boolean fill_input(j_decompress_ptr jpeg) {
  auto* const common = reinterpret_cast<j_common_ptr>(jpeg);  // the other way round
  auto& decoder = decoder_of(common);
  const auto piece = decoder.reader.next_piece();
  if (piece.empty()) give_up(common, Condition::truncated, Fault::cut_off);
  jpeg->src->next_input_byte = reinterpret_cast<const JOCTET*>(piece.data());  // chars to bytes: may alias anything
  jpeg->src->bytes_in_buffer = piece.size();
  return TRUE;
}

void skip_input(j_decompress_ptr jpeg, long count) {
  if (count <= 0) return;
  auto& input = *jpeg->src;
  const auto wanted = static_cast<std::size_t>(count);
  if (wanted <= input.bytes_in_buffer) {
    input.next_input_byte += wanted;
    input.bytes_in_buffer -= wanted;
    return;
  }
  auto& reader = decoder_of(reinterpret_cast<j_common_ptr>(jpeg)).reader;
  reader.seek(reader.position() + (wanted - input.bytes_in_buffer));
  input.bytes_in_buffer = 0;
}

void end_input(j_decompress_ptr /*jpeg*/) {}

void connect(jpeg_decompress_struct& jpeg, Decoder& decoder) {
  jpeg.err = jpeg_std_error(&decoder.errors);
  decoder.errors.error_exit = on_error;
  decoder.errors.emit_message = on_message;
  decoder.errors.output_message = on_output;
  jpeg.client_data = &decoder;
}

void connect_input(jpeg_decompress_struct& jpeg, Decoder& decoder) {
  decoder.input.init_source = start_input;
  decoder.input.fill_input_buffer = fill_input;
  decoder.input.skip_input_data = skip_input;
  decoder.input.resync_to_restart = jpeg_resync_to_restart;
  decoder.input.term_source = end_input;
  jpeg.src = &decoder.input;
  decoder.progress.progress_monitor = on_progress;
  jpeg.progress = &decoder.progress;
  jpeg.mem->max_memory_to_use = k_coefficient_bytes;
}

/// Asks for grey where libjpeg can make it, and for the smallest scale that is not smaller than what is looked at.
void choose_output(jpeg_decompress_struct& jpeg) {
  switch (jpeg.jpeg_color_space) {
    case JCS_GRAYSCALE:
    case JCS_YCbCr:
    case JCS_RGB: jpeg.out_color_space = JCS_GRAYSCALE; break;
    case JCS_CMYK:
    case JCS_YCCK: jpeg.out_color_space = JCS_CMYK; break;
    default: jpeg.out_color_space = jpeg.jpeg_color_space; break;
  }
  const auto side = std::max(jpeg.image_width, jpeg.image_height);
  jpeg.scale_denom = 8;
  jpeg.scale_num = 8;
  while (jpeg.scale_num > 1 && side / 8 * (jpeg.scale_num / 2) >= k_decoded_side) jpeg.scale_num /= 2;
  jpeg.dct_method = JDCT_ISLOW;
  jpeg.do_fancy_upsampling = FALSE;
}

/// The grey pixels of the row just read.
std::span<const std::uint8_t> grey_row(const jpeg_decompress_struct& jpeg, Decoder& decoder) {
  const auto step = static_cast<std::size_t>(jpeg.output_components);
  if (step == 1) return decoder.row;
  const bool inks = jpeg.out_color_space == JCS_CMYK && step == 4;
  for (std::size_t x = 0; x < jpeg.output_width; ++x) {
    const std::uint8_t* const pixel = &decoder.row[x * step];
    decoder.grey_row[x] = pixel[0];
    if (!inks) continue;
    // Adobe's programs store inks the other way round, and they make nearly all such pictures.
    decoder.grey_row[x] =
        static_cast<std::uint8_t>(grey_of(pixel[0], pixel[1], pixel[2]) * std::uint32_t{pixel[3]} / 255);
  }
  return std::span(decoder.grey_row).first(jpeg.output_width);
}

/// Decodes all rows. Left by longjmp where it fails: no object with a destructor in here.
void decode_rows(jpeg_decompress_struct& jpeg, Decoder& decoder) {
  jpeg_read_header(&jpeg, TRUE);
  decoder.decoded.width = jpeg.image_width;
  decoder.decoded.height = jpeg.image_height;
  if (std::uint64_t{jpeg.image_width} * jpeg.image_height > k_most_pixels) {
    give_up(reinterpret_cast<j_common_ptr>(&jpeg), Condition::abandoned, Fault::too_large);
  }
  choose_output(jpeg);
  jpeg_start_decompress(&jpeg);
  decoder.row.resize(std::size_t{jpeg.output_width} * static_cast<std::size_t>(jpeg.output_components));
  decoder.grey_row.resize(jpeg.output_width);
  decoder.shrinker.emplace(jpeg.output_width, jpeg.output_height);
  while (jpeg.output_scanline < jpeg.output_height) {
    const auto y = jpeg.output_scanline;
    JSAMPROW rows[] = {decoder.row.data()};
    jpeg_read_scanlines(&jpeg, static_cast<JSAMPARRAY>(rows), 1);
    decoder.shrinker->add(y, grey_row(jpeg, decoder));
  }
  jpeg_finish_decompress(&jpeg);
  decoder.decoded.condition = Condition::whole;
}

void run(jpeg_decompress_struct& jpeg, Decoder& decoder) {
  connect(jpeg, decoder);
  if (setjmp(decoder.leave) != 0) return;  // NOLINT(cert-err52-cpp): libjpeg's way
  jpeg_create_decompress(&jpeg);
  connect_input(jpeg, decoder);
  decode_rows(jpeg, decoder);
}

}  // namespace

Result<Decoded> decode_jpeg(fs::Source& source) {
  Decoder decoder(source);
  jpeg_decompress_struct jpeg = {};
  run(jpeg, decoder);
  jpeg_destroy_decompress(&jpeg);
  if (decoder.reader.error()) return fail(*decoder.reader.error());
  auto& decoded = decoder.decoded;
  if (decoded.condition == Condition::whole) decoded.grey = decoder.shrinker->finish();
  GUIDANG_TRY(find_jpeg_blocks(source, decoded));
  return std::move(decoded);
}

}  // namespace guidang::picture
