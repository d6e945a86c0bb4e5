// SPDX-License-Identifier: Apache-2.0
#include "guidang/bag/tag_files.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "guidang/base/ascii.hpp"
#include "guidang/base/portable_name.hpp"

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

/// Undoes md5sum's escapes; nothing where they make no sense.
std::optional<std::string> unescaped(std::string_view text) {
  std::string path;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\') {
      path += text[at];
      continue;
    }
    const char code = ++at < text.size() ? text[at] : '\0';
    if (code != '\\' && code != 'n' && code != 'r') return std::nullopt;
    path += code == 'n' ? '\n' : code == 'r' ? '\r' : '\\';
  }
  return path;
}

/// Takes "./" off the beginning; returns whether there was one.
bool drop_dot_slash(std::string_view& path) {
  const bool there = path.starts_with("./");
  while (path.starts_with("./")) path.remove_prefix(2);
  return there;
}

std::optional<ManifestEntry> parse_entry(const Line& line, std::size_t digits, bool strict) {
  auto text = line.text;
  ManifestEntry entry{.path = {}, .digest = {}, .line = line.number, .escaped = text.starts_with('\\')};
  if (entry.escaped) text.remove_prefix(1);
  const auto digest = text.substr(0, digits);
  auto path = text.substr(digest.size());
  if (digest.size() != digits || !std::ranges::all_of(digest, is_hex)) return std::nullopt;
  if (path.empty() || !is_blank(path.front())) return std::nullopt;
  entry.digest = ascii_lower(digest);
  while (!path.empty() && is_blank(path.front())) path.remove_prefix(1);
  if (path.starts_with('*')) {
    entry.star = true;
    path.remove_prefix(1);
  }
  entry.dot_slash = drop_dot_slash(path);
  if (path.empty() || path.size() > k_path_limit_bytes) return std::nullopt;
  if (!entry.escaped) {
    percent_decode(entry, path, strict);
    return entry;
  }
  auto plain = unescaped(path);
  if (!plain) return std::nullopt;
  entry.path = std::move(*plain);
  return entry;
}

bool is_letter(char c) {
  return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z';
}

/// Whether `text` begins like a URL: a scheme (RFC 3986, 3.1) and a colon.
bool is_url(std::string_view text) {
  const auto scheme = text.substr(0, text.find(':'));
  const auto fits = [](char c) { return is_digit(c) || is_letter(c) || c == '+' || c == '-' || c == '.'; };
  return scheme.size() < text.size() && !scheme.empty() && is_letter(scheme.front()) &&
         std::ranges::all_of(scheme, fits);
}

std::optional<FetchEntry> parse_fetch_line(const Line& line, bool strict) {
  auto rest = line.text;
  const auto next_word = [&rest] {
    const auto word = rest.substr(0, rest.find_first_of(" \t"));
    rest.remove_prefix(word.size());
    while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
    return word;
  };
  FetchEntry entry{.path = {}, .url = std::string(next_word()), .length_bytes = {}, .line = line.number};
  const auto length = next_word();
  if (!is_url(entry.url) || entry.url.size() > k_path_limit_bytes || length.empty()) return std::nullopt;
  if (length != "-") {
    std::uint64_t bytes = 0;
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bytes);
    if (error != std::errc{} || end != length.data() + length.size()) return std::nullopt;
    entry.length_bytes = bytes;
  }
  entry.dot_slash = drop_dot_slash(rest);
  if (rest.empty() || rest.size() > k_path_limit_bytes) return std::nullopt;
  ManifestEntry decoded;
  percent_decode(decoded, rest, strict);
  entry.path = std::move(decoded.path);
  entry.bare_percent = decoded.bare_percent;
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

Fetch parse_fetch(std::string_view text, bool strict) {
  Fetch fetch;
  for (const auto& line : lines_of(text)) {
    if (without_edge_blanks(line.text).empty()) {
      if (fetch.blank.empty()) fetch.blank.push_back(line.number);
    } else if (auto entry = parse_fetch_line(line, strict)) {
      fetch.entries.push_back(std::move(*entry));
    } else {
      note(fetch.garbled, line.number);
    }
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
  if (leads_out(path) || path.front() == '~') return true;
  const auto slash = path.find('\\');
  return slash != std::string_view::npos && path.front() == '%' && path.find('%', 1) < slash;
}

}  // namespace guidang::bag
