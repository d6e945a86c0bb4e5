// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "guidang/base/text.hpp"
#include "guidang/render/paint.hpp"
#include "guidang/render/text.hpp"

namespace guidang {
namespace {

std::string place(const Location& where) {
  if (where.line <= 0) return escaped(where.file) + ": ";
  return fmt::format("{}:{}:{}: ", escaped(where.file), where.line, where.column);
}

/// The first `count` characters of `line`.
std::string_view first_characters(std::string_view line, int count) {
  std::size_t size = 0;
  for (; count > 0 && size < line.size(); --count) {
    ++size;
    while (size < line.size() && (static_cast<unsigned char>(line[size]) & 0xC0U) == 0x80U) ++size;
  }
  return line.substr(0, size);
}

/// The line and, below the place, carets. A long line is shown around the place only.
std::string excerpt(const Fault& fault, const Paint& paint) {
  constexpr int k_before = 60;
  constexpr int k_shown = 120;
  if (fault.line.empty() || fault.where.column < 1) return "";
  const int skipped = std::max(0, fault.where.column - 1 - k_before);
  std::string_view line = fault.line;
  line.remove_prefix(first_characters(line, skipped).size());
  line = first_characters(line, k_shown);
  const auto before = escaped(first_characters(line, fault.where.column - 1 - skipped));
  const auto marked =
      line.substr(std::min(line.size(), first_characters(line, fault.where.column - 1 - skipped).size()));
  const int carets = std::max(1, display_width(escaped(first_characters(marked, fault.length))));
  return fmt::format("      {}\n      {}{}\n",
                     escaped(line),
                     std::string(static_cast<std::size_t>(display_width(before)), ' '),
                     paint.error(std::string(static_cast<std::size_t>(carets), '^')));
}

std::string render_fault(const Fault& fault, const Catalogue& catalogue, const Paint& paint) {
  std::string text = paint.strong(place(fault.where)) + catalogue.text(fault.message) + "\n";
  text += excerpt(fault, paint);
  if (fault.hint) text += "      " + catalogue.text(*fault.hint) + "\n";
  return text;
}

}  // namespace

std::string render_error(const Error& error, const Catalogue& catalogue, const TextStyle& style) {
  const Paint paint(style.colour);
  std::string text = "guidang: " + paint.error(catalogue.text({"word/error", {}})) + ": ";
  if (error.faults.size() == 1) return text + render_fault(error.faults.front(), catalogue, paint);
  if (error.where) text += place(*error.where);
  for (auto step = error.context.rbegin(); step != error.context.rend(); ++step) text += catalogue.text(*step) + ": ";
  text += catalogue.text(error.message) + "\n";
  for (const auto& fault : error.faults) text += render_fault(fault, catalogue, paint);
  return text;
}

}  // namespace guidang
