// SPDX-License-Identifier: Apache-2.0
// The only door to libmagic.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include <magic.h>

#include "guidang/media/bytes.hpp"
#include "guidang/media/container.hpp"
#include "guidang/media/format.hpp"
#include "guidang/media/text_content.hpp"

namespace guidang::media {
namespace {

/// How much of a file's beginning is looked at.
constexpr std::size_t k_head_bytes = std::size_t{1} << 18U;

/// More tells libmagic nothing about the formats here, and costs three times as much on pictures.
constexpr std::size_t k_magic_bytes = 4096;

/// What libmagic looks into by default and need not: compressed and OLE content (our own readers are bounded), ELF
/// notes, and texts, which never get there.
constexpr int k_magic_flags = MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_APPTYPE |
                              MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_TOKENS | MAGIC_NO_CHECK_CSV |
                              MAGIC_NO_CHECK_JSON;

/// libmagic's media types, sorted. What it says of the rest is no help: "unknown".
constexpr std::array<std::pair<std::string_view, std::string_view>, 57> k_media_types{{
    {"application/gzip", "gz"},
    {"application/pdf", "pdf"},
    {"application/vnd.microsoft.portable-executable", "exe"},
    {"application/vnd.rar", "rar"},
    {"application/x-7z-compressed", "7z"},
    {"application/x-dosexec", "exe"},
    {"application/x-executable", "elf"},
    {"application/x-gzip", "gz"},
    {"application/x-ms-shortcut", "lnk"},
    {"application/x-object", "elf"},
    {"application/x-pie-executable", "elf"},
    {"application/x-rar", "rar"},
    {"application/x-rar-compressed", "rar"},
    {"application/x-sharedlib", "elf"},
    {"application/x-tar", "tar"},
    {"application/x-ustar", "tar"},
    {"application/x-wine-extension-ini", "txt"},
    {"audio/aac", "aac"},
    {"audio/amr", "amr"},
    {"audio/flac", "flac"},
    {"audio/mp4", "m4a"},
    {"audio/mpeg", "mp3"},
    {"audio/ogg", "ogg"},
    {"audio/vnd.wave", "wav"},
    {"audio/wav", "wav"},
    {"audio/x-flac", "flac"},
    {"audio/x-hx-aac-adts", "aac"},
    {"audio/x-m4a", "m4a"},
    {"audio/x-wav", "wav"},
    {"image/bmp", "bmp"},
    {"image/gif", "gif"},
    {"image/heic", "heic"},
    {"image/heic-sequence", "heic"},
    {"image/heif", "heic"},
    {"image/heif-sequence", "heic"},
    {"image/jpeg", "jpeg"},
    {"image/png", "png"},
    {"image/tiff", "tiff"},
    {"image/webp", "webp"},
    {"image/x-ms-bmp", "bmp"},
    {"text/html", "html"},
    {"text/plain", "txt"},
    {"text/rtf", "rtf"},
    {"text/x-msdos-batch", "script"},
    {"text/x-shellscript", "script"},
    {"text/xml", "xml"},
    {"video/3gpp", "3gp"},
    {"video/3gpp2", "3gp"},
    {"video/mp4", "mp4"},
    {"video/mpeg", "mpeg"},
    {"video/quicktime", "mov"},
    {"video/webm", "mkv"},
    {"video/x-flv", "flv"},
    {"video/x-m4v", "mp4"},
    {"video/x-matroska", "mkv"},
    {"video/x-ms-asf", "wmv"},
    {"video/x-msvideo", "avi"},
}};
static_assert(std::ranges::is_sorted(k_media_types));

struct CloseMagic {
  void operator()(magic_set* cookie) const { magic_close(cookie); }
};

using Cookie = std::unique_ptr<magic_set, CloseMagic>;

/// Opens libmagic with the system's database. The default would also read ~/.magic and $MAGIC, and the same folder
/// would get another report on another desk; it is asked only where the system keeps its database elsewhere.
Cookie open_magic() {
  Cookie cookie(magic_open(k_magic_flags));
  if (cookie && magic_load(cookie.get(), "/usr/share/misc/magic") != 0 && magic_load(cookie.get(), nullptr) != 0) {
    return nullptr;
  }
  return cookie;
}

/// Asks libmagic; "unknown" where it has no name that we have.
Result<std::string_view> magic_format(std::string_view head) {
  thread_local const Cookie cookie = open_magic();  // a cookie is not for two threads, and opening one is dear
  if (!cookie) return fail(ErrorCode::unsupported, {"media/no-database", {}});
  const auto looked_at = head.substr(0, k_magic_bytes);
  const char* const type = magic_buffer(cookie.get(), looked_at.data(), looked_at.size());
  if (type == nullptr) return "unknown";  // libmagic gave up on this content
  const auto* const row =
      std::ranges::find(k_media_types, std::string_view(type), [](const auto& r) { return r.first; });
  return row == k_media_types.end() ? "unknown" : row->second;
}

/// Brands of pictures in boxes (ISO/IEC 23008-12, annex B; AVIF; Canon's raw ones), sorted.
constexpr std::array<std::string_view, 16> k_picture_brands{"avif",
                                                            "avio",
                                                            "avis",
                                                            "crx ",
                                                            "heic",
                                                            "heim",
                                                            "heis",
                                                            "heix",
                                                            "hevc",
                                                            "hevm",
                                                            "hevs",
                                                            "hevx",
                                                            "miaf",
                                                            "mif1",
                                                            "mif2",
                                                            "msf1"};
static_assert(std::ranges::is_sorted(k_picture_brands));

/// Tells a film in boxes by its brand (ISO/IEC 14496-12, 4.3); empty for all else. libmagic knows only some of the
/// brands that cameras write, and takes some films for sound.
std::string_view film_format(std::string_view head) {
  static constexpr std::array<std::string_view, 5> k_sound_brands{"F4A ", "F4B ", "M4A ", "M4B ", "M4P "};
  if (head.size() < 12 || head.substr(4, 4) != "ftyp") return {};
  const auto brand = head.substr(8, 4);
  if (std::ranges::binary_search(k_picture_brands, brand)) return {};
  if (std::ranges::find(k_sound_brands, brand) != k_sound_brands.end()) return "m4a";
  if (brand == "qt  " || brand == "mqt ") return "mov";
  return brand.starts_with("3g") ? "3gp" : "mp4";
}

/// A library says so in its header's characteristics (PE format, 3.3.2).
bool is_library(std::string_view head) {
  const auto header = static_cast<std::size_t>(little_endian(head, 0x3C, 4));
  if (header + 24 > head.size() || head.substr(header, 4) != std::string_view("PE\0\0", 4)) return false;
  return (little_endian(head, header + 22, 2) & 0x2000U) != 0;
}

/// Whether a PDF begins behind junk: readers look for it in the first 1,024 bytes (ISO 32000-1, annex H 3.4.1). Within
/// a line it is a text that speaks of PDFs.
bool has_pdf(std::string_view head) {
  const auto at = head.substr(0, 1024).find("%PDF-");
  if (at == std::string_view::npos || at == 0) return at == 0;
  return static_cast<unsigned char>(head[at - 1]) < 0x20;
}

Result<std::string_view> format_name(fs::Source& source, std::string_view head) {
  if (head.empty()) return "unknown";
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return zip_format(source);
  if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return ole_format(source);
  if (const auto name = text_format(head); !name.empty()) return name == "txt" && has_pdf(head) ? "pdf" : name;
  if (const auto name = film_format(head); !name.empty()) return name;
  auto name = magic_format(head);
  if (name && *name == "exe" && is_library(head)) return "dll";
  if (name && *name == "unknown" && has_pdf(head)) return "pdf";
  return name;
}

}  // namespace

Result<const Format*> identify(fs::Source& source) {
  const auto wanted = std::min<std::uint64_t>(source.size_bytes(), k_head_bytes);
  const auto head = read_bytes(source, 0, static_cast<std::size_t>(wanted));
  if (!head) return fail(head.error());
  const auto name = format_name(source, *head);
  if (!name) return fail(name.error());
  return find_format(*name);
}

}  // namespace guidang::media
