// SPDX-License-Identifier: Apache-2.0
#include "guidang/picture/structure.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "guidang/media/bytes.hpp"
#include "guidang/picture/exif_blocks.hpp"
#include "guidang/picture/reader.hpp"

namespace guidang::picture {
namespace {

using media::Condition;
using media::Fault;
using media::little_endian;

Result<Decoded> done(const Reader& reader, Decoded decoded) {
  if (reader.error()) return fail(*reader.error());
  return decoded;
}

void cut_off(Decoded& decoded) {
  set_fault(decoded, Condition::truncated, Fault::cut_off);
}

/// Moves over a GIF's data: a byte with the size of each piece, 0 at the end. The bytes come through a window, since
/// pieces are at most 255 bytes long.
class GifBlocks {
 public:
  explicit GifBlocks(Reader& reader) : reader_(&reader) {}

  /// The next byte; -1 at the end.
  int byte() {
    if (window_.empty()) window_ = reader_->next_piece();
    if (window_.empty()) return -1;
    const auto value = static_cast<unsigned char>(window_.front());
    window_.remove_prefix(1);
    return value;
  }

  bool skip(std::size_t count) {
    while (count > window_.size()) {
      count -= window_.size();
      window_ = reader_->next_piece();
      if (window_.empty()) return false;
    }
    window_.remove_prefix(count);
    return true;
  }

  bool skip_pieces() {
    for (int size = byte(); size != 0; size = byte()) {
      if (size < 0 || !skip(static_cast<std::size_t>(size))) return false;
    }
    return true;
  }

  /// Colours that follow, if these flags say so.
  bool skip_colours(int flags) {
    const auto bits = static_cast<unsigned>(flags);
    return (bits & 0x80U) == 0 || skip(std::size_t{3} << ((bits & 7U) + 1U));
  }

 private:
  Reader* reader_;
  std::string_view window_;
};

enum class GifEnd { reached, cut_off, unknown_block };

GifEnd walk_gif(GifBlocks& blocks) {
  constexpr int k_most_blocks = 1'000'000;
  for (int i = 0; i < k_most_blocks; ++i) {
    switch (blocks.byte()) {
      case 0x3B: return GifEnd::reached;
      case 0x21:  // extension: its label, then pieces
        if (!blocks.skip(1) || !blocks.skip_pieces()) return GifEnd::cut_off;
        break;
      case 0x2C: {  // picture: place, size and flags, colours, a byte, then pieces
        if (!blocks.skip(8)) return GifEnd::cut_off;
        const int flags = blocks.byte();
        if (flags < 0 || !blocks.skip_colours(flags) || !blocks.skip(1) || !blocks.skip_pieces())
          return GifEnd::cut_off;
        break;
      }
      case -1: return GifEnd::cut_off;
      default: return GifEnd::unknown_block;
    }
  }
  return GifEnd::unknown_block;
}

/// Reads a WebP's size from its first chunk of pixels or its extended header.
void take_webp_size(std::string_view kind, std::string_view body, Decoded& decoded) {
  if (decoded.width > 0) return;
  if (kind == "VP8X" && body.size() >= 10) {
    decoded.width = static_cast<std::uint32_t>(little_endian(body, 4, 3)) + 1;
    decoded.height = static_cast<std::uint32_t>(little_endian(body, 7, 3)) + 1;
  } else if (kind == "VP8L" && body.size() >= 5) {
    const auto bits = static_cast<std::uint32_t>(little_endian(body, 1, 4));
    decoded.width = (bits & 0x3FFFU) + 1;
    decoded.height = (bits >> 14U & 0x3FFFU) + 1;
  } else if (kind == "VP8 " && body.size() >= 10) {
    decoded.width = static_cast<std::uint32_t>(little_endian(body, 6, 2) & 0x3FFFU);
    decoded.height = static_cast<std::uint32_t>(little_endian(body, 8, 2) & 0x3FFFU);
  }
}

}  // namespace

Result<Decoded> look_into_bmp(fs::Source& source) {
  Decoded decoded;
  Reader reader(source);
  const std::string head(reader.at(0, 54));
  if (head.size() < 26) {
    cut_off(decoded);
    return done(reader, std::move(decoded));
  }
  const auto start = little_endian(head, 10, 4);
  const bool old = little_endian(head, 14, 4) == 12;  // OS/2: 16-bit sizes, never compressed
  const auto number = [&head](std::size_t at) {
    return std::abs(static_cast<std::int64_t>(static_cast<std::int32_t>(little_endian(head, at, 4))));
  };
  const auto width = old ? static_cast<std::int64_t>(little_endian(head, 18, 2)) : number(18);
  const auto height = old ? static_cast<std::int64_t>(little_endian(head, 20, 2)) : number(22);
  decoded.width = static_cast<std::uint32_t>(width);
  decoded.height = static_cast<std::uint32_t>(height);
  const auto bits = static_cast<std::int64_t>(little_endian(head, old ? 24 : 28, 2));
  const auto compression = old ? 0 : little_endian(head, 30, 4);
  if (compression == 0 || compression == 3) {
    const auto row = (width * bits + 31) / 32 * 4;  // at most 2³¹ × 2¹⁶ bits: fits
    const auto room = static_cast<std::int64_t>(source.size_bytes()) - static_cast<std::int64_t>(start);
    if (room < 0 || (height > 0 && row > room / height)) cut_off(decoded);
  }
  return done(reader, std::move(decoded));
}

Result<Decoded> look_into_gif(fs::Source& source) {
  Decoded decoded;
  Reader reader(source);
  const std::string head(reader.at(0, 13));
  GifBlocks blocks(reader);
  const bool started = head.size() == 13 && blocks.skip_colours(static_cast<unsigned char>(head[10]));
  decoded.width = static_cast<std::uint32_t>(little_endian(head, 6, 2));
  decoded.height = static_cast<std::uint32_t>(little_endian(head, 8, 2));
  const auto end = started ? walk_gif(blocks) : GifEnd::cut_off;
  if (end == GifEnd::cut_off) cut_off(decoded);
  if (end == GifEnd::unknown_block) set_fault(decoded, Condition::damaged, Fault::bad_structure);
  return done(reader, std::move(decoded));
}

Result<Decoded> look_into_webp(fs::Source& source) {
  constexpr int k_most_chunks = 1000;
  constexpr std::size_t k_most_bytes = std::size_t{1} << 20U;
  Decoded decoded;
  Reader reader(source);
  const auto stated_end = little_endian(reader.at(0, 12), 4, 4) + 8;
  if (stated_end > source.size_bytes()) cut_off(decoded);
  std::uint64_t at = 12;
  for (int i = 0; i < k_most_chunks && at + 8 <= source.size_bytes() && at < stated_end; ++i) {
    const std::string head(reader.at(at, 8));
    if (head.size() < 8) break;
    const auto kind = std::string_view(head).substr(0, 4);
    const auto size = little_endian(head, 4, 4);
    const bool wanted = size <= k_most_bytes;
    if (kind == "EXIF" && wanted && decoded.exif.empty()) decoded.exif = tiff_in(reader.next(size));
    if (kind == "XMP " && wanted && decoded.xmp.empty()) decoded.xmp = reader.next(size);
    if (kind.starts_with("VP8")) take_webp_size(kind, reader.next(16), decoded);
    at += 8 + size + size % 2;
  }
  return done(reader, std::move(decoded));
}

}  // namespace guidang::picture
