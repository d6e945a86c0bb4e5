// SPDX-License-Identifier: Apache-2.0
#include "guidang/picture/picture.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "guidang/fs/view_source.hpp"
#include "guidang/picture/decoded.hpp"
#include "guidang/picture/exif.hpp"
#include "guidang/picture/fingerprint.hpp"
#include "guidang/picture/heic.hpp"
#include "guidang/picture/jpeg.hpp"
#include "guidang/picture/png.hpp"
#include "guidang/picture/structure.hpp"

namespace guidang::picture {
namespace {

Result<Decoded> decode(fs::Source& source, std::string_view format) {
  if (format == "jpeg") return decode_jpeg(source);
  if (format == "png") return decode_png(source);
  if (format == "heic") return decode_heic(source);
  if (format == "tiff") return look_into_tiff(source);
  if (format == "bmp") return look_into_bmp(source);
  if (format == "gif") return look_into_gif(source);
  if (format == "webp") return look_into_webp(source);
  return Decoded{};
}

}  // namespace

Result<void> examine(fs::Source& source, media::Examination& found) {
  const auto decoded = decode(source, found.format->name);
  if (!decoded) return fail(decoded.error());
  auto exif = read_exif(decoded->exif);
  found.condition = decoded->condition;
  found.fault = decoded->fault;
  found.captured = exif.captured ? exif.captured : decoded->captured;
  if (!found.captured) found.captured = captured_in_xmp(decoded->xmp);
  auto& picture = found.picture.emplace(std::move(exif.picture));
  picture.width = decoded->width;
  picture.height = decoded->height;
  if (decoded->turned) picture.orientation = 1;
  if (decoded->grey.width > 0) {
    picture.sharpness = sharpness(decoded->grey);
    picture.fingerprint = fingerprint(decoded->grey, picture.orientation);
  }
  return {};
}

Result<void> examine_bytes(std::string_view bytes, media::Examination& found) {
  fs::ViewSource source(bytes);
  return examine(source, found);
}

std::string libraries() {
  return png_library() + ", " + heic_library();
}

}  // namespace guidang::picture
