// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/portable_name.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "guidang/base/ascii.hpp"
#include "guidang/base/relpath.hpp"
#include "guidang/base/text.hpp"

namespace guidang {
namespace {

constexpr std::string_view k_forbidden = "<>:\"|?*\\/";

/// Names that Windows takes for devices, with whatever extension.
bool is_device(std::string_view stem) {
  constexpr std::array<std::string_view, 4> k_devices{"con", "prn", "aux", "nul"};
  while (stem.ends_with(' ')) stem.remove_suffix(1);
  const auto name = ascii_lower(stem);
  if (std::ranges::find(k_devices, name) != k_devices.end()) return true;
  const bool port = name.starts_with("com") || name.starts_with("lpt");
  const auto rest = port ? std::string_view(name).substr(3) : std::string_view();
  return (rest.size() == 1 && rest[0] >= '1' && rest[0] <= '9') || rest == "¹" || rest == "²" || rest == "³";
}

bool is_reserved_name(std::string_view name) {
  return is_device(name.substr(0, name.find('.')));
}

bool is_hidden(char32_t c) {
  return c == 0xA0 || c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0x3164 || c == 0xFEFF ||
         (c >= 0xE0000 && c <= 0xE007F);
}

/// Signs and emoji, and the mark that makes a sign an emoji.
bool is_pictograph(char32_t c) {
  return (c >= 0x2190 && c <= 0x2BFF) || c >= 0x1F000 || c == 0xFE0F;
}

/// `..`, and what Windows makes of dots and blanks together.
bool climbs(std::string_view component) {
  return std::ranges::count(component, '.') > 1 && component.find_first_not_of(". ") == std::string_view::npos;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

/// UTF-8 whatever it was: GB18030 decoded, else each wrong byte replaced.
std::string as_utf8(std::string_view name) {
  if (!first_invalid_utf8(name)) return std::string(name);
  if (auto decoded = from_gb18030(name)) return *decoded;
  std::string text(name);
  for (auto wrong = first_invalid_utf8(text); wrong; wrong = first_invalid_utf8(text)) text[*wrong] = '_';
  return text;
}

}  // namespace

std::optional<NameProblem> portable_problem(std::string_view name) {
  constexpr std::size_t k_most_units = 255;
  if (first_invalid_utf8(name)) return NameProblem::not_utf8;
  if (std::ranges::any_of(name, is_control)) return NameProblem::control_character;
  if (name.find_first_of(k_forbidden) != std::string_view::npos) return NameProblem::reserved_character;
  if (is_reserved_name(name)) return NameProblem::reserved_name;
  if (name.ends_with('.')) return NameProblem::ends_in_dot;
  if (name.ends_with(' ')) return NameProblem::ends_in_blank;
  if (name.starts_with(' ')) return NameProblem::begins_in_blank;
  if (utf16_units(name) > k_most_units) return NameProblem::too_long;
  return std::nullopt;
}

std::size_t utf16_units(std::string_view name) {
  // One a code point, two beyond U+FFFF (sequences of four bytes).
  const auto beyond =
      std::ranges::count_if(name, [](char c) { return (static_cast<unsigned char>(c) & 0xF8U) == 0xF0U; });
  return code_points(name) + static_cast<std::size_t>(beyond);
}

bool leads_out(std::string_view path) {
  if (!RelPath::parse(path) || path.empty() || path.front() == '\\') return true;
  if (path.size() >= 2 && path[1] == ':') return true;
  for (std::size_t from = 0; from < path.size();) {
    const auto end = std::min(path.find_first_of("/\\", from), path.size());
    if (climbs(path.substr(from, end - from))) return true;
    from = end + 1;
  }
  return false;
}

std::optional<char32_t> hidden_character(std::string_view name) {
  constexpr char32_t k_joiner = 0x200D;
  const auto points = code_points_of(name);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto c = points[i];
    const bool in_emoji = c == k_joiner && i > 0 && is_pictograph(points[i - 1]);
    if (is_hidden(c) && !in_emoji) return c;
  }
  return std::nullopt;
}

std::string portable_name(std::string_view name) {
  std::string text = as_utf8(name);
  for (auto& c : text) {
    if (is_control(c) || k_forbidden.find(c) != std::string_view::npos) c = '_';
  }
  for (auto at = text.size(); at > 0 && (text[at - 1] == '.' || text[at - 1] == ' '); --at) text[at - 1] = '_';
  for (std::size_t at = 0; at < text.size() && text[at] == ' '; ++at) text[at] = '_';
  const auto dot = std::min(text.find('.'), text.size());
  if (is_device(std::string_view(text).substr(0, dot))) text.insert(dot, "_");
  return text.empty() ? "_" : text;
}

std::string_view to_string(NameProblem problem) {
  switch (problem) {
    case NameProblem::not_utf8: return "not_utf8";
    case NameProblem::control_character: return "control_character";
    case NameProblem::reserved_character: return "reserved_character";
    case NameProblem::reserved_name: return "reserved_name";
    case NameProblem::ends_in_dot: return "ends_in_dot";
    case NameProblem::ends_in_blank: return "ends_in_blank";
    case NameProblem::begins_in_blank: return "begins_in_blank";
    case NameProblem::too_long: return "too_long";
  }
  return "unknown";
}

}  // namespace guidang
