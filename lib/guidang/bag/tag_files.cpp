// SPDX-License-Identifier: Apache-2.0
#include "guidang/bag/tag_files.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "guidang/base/ascii.hpp"
#include "guidang/base/relpath.hpp"
#include "guidang/base/text.hpp"

namespace guidang::bag {
namespace {

constexpr std::size_t k_path_limit_bytes = 3 * std::size_t{4096};  // PATH_MAX of Linux, every byte encoded

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

bool is_hex(char c) {
  return is_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
}

std::string_view without_edge_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

void append_utf8(std::string& text, std::uint32_t c) {
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | c >> 6U);
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | c >> 12U);
    put(0x80U | (c >> 6U & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | c >> 18U);
    put(0x80U | (c >> 12U & 0x3FU));
    put(0x80U | (c >> 6U & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

std::string from_latin1(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) append_utf8(text, static_cast<unsigned char>(byte));
  return text;
}

std::optional<std::string> from_utf16(std::string_view bytes, bool big_endian) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  const auto unit = [&](std::size_t at) -> std::uint32_t {
    const std::uint32_t first = static_cast<unsigned char>(bytes[at]);
    const std::uint32_t second = static_cast<unsigned char>(bytes[at + 1]);
    return big_endian ? first << 8U | second : second << 8U | first;
  };
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    std::uint32_t c = unit(at);
    if (at == 0 && c == 0xFEFF) continue;
    if (c >= 0xDC00 && c <= 0xDFFF) return std::nullopt;
    if (c >= 0xD800 && c <= 0xDBFF) {
      at += 2;
      if (at >= bytes.size()) return std::nullopt;
      const auto low = unit(at);
      if (low < 0xDC00 || low > 0xDFFF) return std::nullopt;
      c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
    }
    append_utf8(text, c);
  }
  return text;
}

/// "BagIt-Version: 1.0" and "Tag-File-Character-Encoding: UTF-8": the value, if the label fits to the letter.
std::optional<std::string_view> value_after(std::string_view line, std::string_view label) {
  if (!line.starts_with(label)) return std::nullopt;
  line.remove_prefix(label.size());
  return without_edge_blanks(line);
}

std::optional<Declaration> parse_version(std::string_view text) {
  const auto dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto number = [](std::string_view digits) -> std::optional<int> {
    if (digits.empty() || digits.size() > 4 || !std::ranges::all_of(digits, is_digit)) return std::nullopt;
    int value = 0;
    for (const char digit : digits) value = value * 10 + (digit - '0');
    return value;
  };
  const auto major = number(text.substr(0, dot));
  const auto minor = number(text.substr(dot + 1));
  if (!major || !minor) return std::nullopt;
  return Declaration{.version = std::string(text), .major = *major, .minor = *minor, .encoding = {}};
}

/// Decodes %0A, %0D and (strict) %25; every other `%` stays as it is and is told.
void percent_decode(ManifestEntry& entry, std::string_view text, bool strict) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      entry.path += text[at];
      continue;
    }
    const auto code = ascii_lower(text.substr(at + 1, 2));
    if (code == "0a") {
      entry.path += '\n';
    } else if (code == "0d") {
      entry.path += '\r';
    } else if (code == "25" && strict) {
      entry.path += '%';
    } else {
      entry.path += '%';
      entry.bare_percent = true;
      continue;
    }
    at += 2;
  }
}

void note(std::vector<int>& garbled, int line) {
  if (garbled.size() < k_garbled_limit) garbled.push_back(line);
}

std::optional<ManifestEntry> parse_entry(const Line& line, std::size_t digits, bool strict) {
  const auto blank = std::ranges::find_if(line.text, is_blank);
  const auto length = static_cast<std::size_t>(blank - line.text.begin());
  if (length != digits || blank == line.text.end()) return std::nullopt;
  const auto digest = line.text.substr(0, length);
  if (!std::ranges::all_of(digest, is_hex)) return std::nullopt;
  auto path = line.text.substr(length);
  while (!path.empty() && is_blank(path.front())) path.remove_prefix(1);
  ManifestEntry entry{.path = {}, .digest = ascii_lower(digest), .line = line.number};
  if (path.starts_with('*')) {
    entry.star = true;
    path.remove_prefix(1);
  }
  while (path.starts_with("./")) {
    entry.dot_slash = true;
    path.remove_prefix(2);
  }
  if (path.empty() || path.size() > k_path_limit_bytes) return std::nullopt;
  percent_decode(entry, path, strict);
  return entry;
}

}  // namespace

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (int number = 1; !text.empty(); ++number) {
    const auto end = text.find_first_of("\r\n");
    lines.push_back({number, text.substr(0, end)});
    if (end == std::string_view::npos) break;
    const bool both = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
    text.remove_prefix(end + (both ? 2 : 1));
  }
  return lines;
}

DeclarationResult parse_declaration(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) return {.declaration = {}, .problem = "bag/byte-order-mark"};
  const auto lines = lines_of(text);
  if (lines.size() != 2) return {.declaration = {}, .problem = "bag/declaration-lines"};
  const auto version = value_after(lines[0].text, "BagIt-Version:");
  const auto encoding = value_after(lines[1].text, "Tag-File-Character-Encoding:");
  if (!version || !encoding || encoding->empty()) return {.declaration = {}, .problem = "bag/declaration-lines"};
  auto declaration = parse_version(*version);
  if (!declaration) return {.declaration = {}, .problem = "bag/declaration-version"};
  declaration->encoding = *encoding;
  const bool known = (declaration->major == 0 && declaration->minor >= 90 && declaration->minor <= 97) ||
                     (declaration->major == 1 && declaration->minor == 0);
  if (!known) return {.declaration = {}, .problem = "bag/declaration-version"};
  return {.declaration = std::move(declaration), .problem = {}};
}

bool known_encoding(std::string_view encoding) {
  constexpr std::array<std::string_view, 7> k_known{
      "utf-8", "us-ascii", "ascii", "iso-8859-1", "utf-16", "utf-16le", "utf-16be"};
  return std::ranges::find(k_known, ascii_lower(encoding)) != k_known.end();
}

std::optional<std::string> decoded(std::string_view bytes, std::string_view encoding) {
  const auto name = ascii_lower(encoding);
  if (name == "iso-8859-1") return from_latin1(bytes);
  if (name == "utf-16le") return from_utf16(bytes, false);
  if (name == "utf-16be") return from_utf16(bytes, true);
  if (name == "utf-16") return from_utf16(bytes, !bytes.starts_with("\xFF\xFE"));
  if (first_invalid_utf8(bytes)) return std::nullopt;
  return std::string(bytes);
}

Manifest parse_manifest(std::string_view text, std::size_t digits, bool strict) {
  Manifest manifest;
  for (const auto& line : lines_of(text)) {
    if (without_edge_blanks(line.text).empty()) {
      if (manifest.blank.empty()) manifest.blank.push_back(line.number);
    } else if (auto entry = parse_entry(line, digits, strict)) {
      manifest.entries.push_back(std::move(*entry));
    } else {
      note(manifest.garbled, line.number);
    }
  }
  return manifest;
}

Fetch parse_fetch(std::string_view text) {
  Fetch fetch;
  const auto next_word = [](std::string_view& rest) {
    const auto end = std::ranges::find_if(rest, is_blank) - rest.begin();
    const auto word = rest.substr(0, static_cast<std::size_t>(end));
    rest.remove_prefix(word.size());
    while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
    return word;
  };
  for (const auto& line : lines_of(text)) {
    auto rest = line.text;
    const auto url = next_word(rest);
    const auto length = next_word(rest);
    const bool counted = length == "-" || (!length.empty() && std::ranges::all_of(length, is_digit));
    if (url.empty() || !counted || rest.empty() || rest.size() > k_path_limit_bytes) {
      note(fetch.garbled, line.number);
      continue;
    }
    ManifestEntry entry;
    percent_decode(entry, rest, true);
    fetch.entries.push_back({.path = std::move(entry.path), .line = line.number});
  }
  return fetch;
}

Info parse_info(std::string_view text) {
  Info info;
  for (const auto& line : lines_of(text)) {
    if (without_edge_blanks(line.text).empty()) continue;
    if (is_blank(line.text.front()) && !info.tags.empty()) {
      info.tags.back().value += " " + std::string(without_edge_blanks(line.text));
      continue;
    }
    const auto colon = line.text.find(':');
    const auto label = without_edge_blanks(line.text.substr(0, colon));
    if (colon == std::string_view::npos || label.empty()) {
      note(info.garbled, line.number);
      continue;
    }
    info.tags.push_back({std::string(label), std::string(without_edge_blanks(line.text.substr(colon + 1)))});
    info.lines.push_back(line.number);
  }
  return info;
}

std::optional<std::string_view> algorithm_in(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix) || !name.ends_with(".txt")) return std::nullopt;
  name.remove_prefix(prefix.size());
  name.remove_suffix(4);
  return name;
}

std::string algorithm_name(std::string_view name) {
  auto result = ascii_lower(name);
  std::erase_if(result, [](char c) { return !(c >= 'a' && c <= 'z') && !is_digit(c); });
  return result;
}

bool belongs_to_bagit(std::string_view path) {
  if (path.find('/') != std::string_view::npos) return false;
  return path == "bagit.txt" || path == "bag-info.txt" || path == "package-info.txt" || path == "fetch.txt" ||
         algorithm_in(path, "manifest-") || algorithm_in(path, "tagmanifest-");
}

bool leads_astray(std::string_view path) {
  if (!RelPath::parse(path) || path.empty()) return true;
  const bool drive = path.size() >= 2 && path[1] == ':';
  const bool variable = path.front() == '%' && path.find('%', 1) < path.find('\\');
  return drive || path.front() == '~' || path.front() == '\\' ||
         (variable && path.find('\\') != std::string_view::npos);
}

}  // namespace guidang::bag
