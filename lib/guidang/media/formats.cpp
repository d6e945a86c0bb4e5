// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>

#include "guidang/base/ascii.hpp"
#include "guidang/media/format.hpp"

namespace guidang::media {
namespace {

/// PRONOM has one identifier a version; where the version does not matter here, the row has the commonest one's.
/// Source: DROID signature file V122.
constexpr std::array k_formats = {
    Format{"3gp", Sort::video, "video/3gpp", "fmt/357", "3gp 3gpp"},
    Format{"7z", Sort::archive, "application/x-7z-compressed", "fmt/484", "7z"},
    Format{"aac", Sort::audio, "audio/aac", "local/aac", "aac"},
    Format{"amr", Sort::audio, "audio/AMR", "fmt/356", "amr"},
    Format{"apk", Sort::program, "application/vnd.android.package-archive", "local/apk", "apk"},
    Format{"avi", Sort::video, "video/vnd.avi", "fmt/5", "avi"},
    Format{"bmp", Sort::photo, "image/bmp", "fmt/116", "bmp dib"},
    Format{"csv", Sort::table, "text/csv", "x-fmt/18", "csv"},
    Format{"dll", Sort::program, "application/vnd.microsoft.portable-executable", "fmt/899", "dll ocx sys"},
    Format{"doc", Sort::document, "application/msword", "fmt/40", "doc dot"},
    Format{"docx",
           Sort::document,
           "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
           "fmt/412",
           "docx docm dotx"},
    Format{"dps", Sort::document, "application/vnd.ms-powerpoint", "local/dps", "dps dpt"},
    Format{"elf", Sort::program, "application/x-elf", "fmt/690", "elf so"},
    Format{"encrypted", Sort::document, "application/x-ole-storage", "fmt/494", ""},
    Format{"et", Sort::table, "application/vnd.ms-excel", "local/et", "et ett"},
    Format{"exe", Sort::program, "application/vnd.microsoft.portable-executable", "fmt/899", "exe com scr"},
    Format{"flac", Sort::audio, "audio/flac", "fmt/279", "flac"},
    Format{"flv", Sort::video, "video/x-flv", "x-fmt/382", "flv"},
    Format{"gif", Sort::photo, "image/gif", "fmt/4", "gif"},
    Format{"gz", Sort::archive, "application/gzip", "x-fmt/266", "gz tgz"},
    Format{"heic", Sort::photo, "image/heic", "fmt/1101", "heic heif"},
    Format{"html", Sort::document, "text/html", "fmt/96", "html htm"},
    Format{"jar", Sort::program, "application/java-archive", "x-fmt/412", "jar"},
    Format{"jpeg", Sort::photo, "image/jpeg", "fmt/43", "jpg jpeg jpe jfif"},
    Format{"json", Sort::document, "application/json", "fmt/817", "json"},
    Format{"lnk", Sort::shortcut, "application/x-ms-shortcut", "x-fmt/428", "lnk"},
    Format{"m4a", Sort::audio, "audio/mp4", "fmt/199", "m4a"},
    Format{"md", Sort::document, "text/markdown", "fmt/1149", "md markdown"},
    Format{"mkv", Sort::video, "video/matroska", "fmt/569", "mkv webm"},
    Format{"mov", Sort::video, "video/quicktime", "x-fmt/384", "mov qt"},
    Format{"mp3", Sort::audio, "audio/mpeg", "fmt/134", "mp3"},
    Format{"mp4", Sort::video, "video/mp4", "fmt/199", "mp4 m4v"},
    Format{"mpeg", Sort::video, "video/mpeg", "x-fmt/385", "mpg mpeg vob"},
    Format{"msi", Sort::program, "application/x-msi", "local/msi", "msi"},
    Format{"odp", Sort::document, "application/vnd.oasis.opendocument.presentation", "fmt/293", "odp"},
    Format{"ods", Sort::table, "application/vnd.oasis.opendocument.spreadsheet", "fmt/295", "ods"},
    Format{"odt", Sort::document, "application/vnd.oasis.opendocument.text", "fmt/291", "odt"},
    Format{"ofd", Sort::document, "application/ofd", "local/ofd", "ofd"},
    Format{"ogg", Sort::audio, "audio/ogg", "fmt/203", "ogg oga opus"},
    Format{"ole", Sort::other, "application/x-ole-storage", "fmt/111", ""},
    Format{"pdf", Sort::document, "application/pdf", "fmt/276", "pdf"},
    Format{"png", Sort::photo, "image/png", "fmt/11", "png"},
    Format{"ppt", Sort::document, "application/vnd.ms-powerpoint", "fmt/126", "ppt pps pot"},
    Format{"pptx",
           Sort::document,
           "application/vnd.openxmlformats-officedocument.presentationml.presentation",
           "fmt/215",
           "pptx pptm ppsx potx"},
    Format{"rar", Sort::archive, "application/vnd.rar", "fmt/613", "rar"},
    Format{"rtf", Sort::document, "text/rtf", "fmt/355", "rtf"},
    Format{"script", Sort::program, "text/x-script", "local/script", "sh bat cmd ps1 vbs js"},
    Format{"tar", Sort::archive, "application/x-tar", "x-fmt/265", "tar"},
    Format{"tiff", Sort::photo, "image/tiff", "fmt/353", "tif tiff"},
    Format{"txt", Sort::document, "text/plain", "x-fmt/111", "txt text log"},
    Format{"unknown", Sort::other, "application/octet-stream", "local/unknown", ""},
    Format{"url", Sort::shortcut, "application/x-mswinurl", "x-fmt/454", "url"},
    Format{"wav", Sort::audio, "audio/vnd.wave", "fmt/6", "wav"},
    Format{"webp", Sort::photo, "image/webp", "fmt/566", "webp"},
    Format{"wma", Sort::audio, "audio/x-ms-wma", "fmt/132", "wma"},
    Format{"wmv", Sort::video, "video/x-ms-wmv", "fmt/133", "wmv asf"},
    Format{"wps", Sort::document, "application/vnd.ms-works", "local/wps", "wps wpt"},
    Format{"xls", Sort::table, "application/vnd.ms-excel", "fmt/61", "xls xlt"},
    Format{"xlsx",
           Sort::table,
           "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
           "fmt/214",
           "xlsx xlsm xltx xlsb"},
    Format{"xml", Sort::document, "application/xml", "fmt/101", "xml"},
    Format{"yaml", Sort::document, "application/yaml", "fmt/818", "yaml yml"},
    Format{"zip", Sort::archive, "application/zip", "x-fmt/263", "zip"},
};
static_assert(std::ranges::is_sorted(k_formats, {}, &Format::name));

/// What content shows, and the names that may then stand on it because content cannot tell them apart.
struct Alike {
  std::string_view content;
  std::string_view names;  // separated by blanks
};

constexpr std::array k_alike = {
    Alike{"3gp", "mp4"},
    Alike{"doc", "wps"},
    Alike{"encrypted", "docx xlsx pptx"},
    Alike{"mp4", "m4a 3gp"},
    Alike{"ole", "doc dps et ppt wps xls"},  // cut off before its directory
    Alike{"ppt", "dps"},
    Alike{"txt", "csv html json md script xml yaml"},
    Alike{"wmv", "wma"},
    Alike{"xls", "et"},
};

/// Returns whether `words`, separated by blanks, has `word`.
bool has_word(std::string_view words, std::string_view word) {
  if (word.empty()) return false;
  while (!words.empty()) {
    const auto blank = words.find(' ');
    if (words.substr(0, blank) == word) return true;
    if (blank == std::string_view::npos) return false;
    words.remove_prefix(blank + 1);
  }
  return false;
}

bool alike(const Format& content, const Format& named) {
  const auto* const row = std::ranges::find(k_alike, content.name, &Alike::content);
  return row != k_alike.end() && has_word(row->names, named.name);
}

}  // namespace

std::span<const Format> formats() {
  return k_formats;
}

const Format* find_format(std::string_view name) {
  const auto* const place = std::ranges::lower_bound(k_formats, name, {}, &Format::name);
  return place != k_formats.end() && place->name == name ? place : nullptr;
}

const Format* format_of_extension(std::string_view extension) {
  const std::string wanted = ascii_lower(extension);
  const auto* const place =
      std::ranges::find_if(k_formats, [&](const Format& format) { return has_word(format.extensions, wanted); });
  return place == k_formats.end() ? nullptr : place;
}

std::string_view extension_of(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view{} : name.substr(dot + 1);
}

bool fits(const Format& format, std::string_view extension) {
  const Format* const named = format_of_extension(extension);
  return named == nullptr || named->name == format.name || alike(format, *named);
}

const Format& named_format(const Format& content, std::string_view extension) {
  const Format* const named = format_of_extension(extension);
  return named != nullptr && alike(content, *named) ? *named : content;
}

}  // namespace guidang::media
