// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <string_view>

#include "guidang/media/container.hpp"
#include "guidang/media/ole_file.hpp"

namespace guidang::media {
namespace {

constexpr std::size_t k_sectors = 256;
constexpr std::string_view k_installer_class("\x84\x10\x0c\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46", 16);

std::optional<std::string_view> format_of_stream(std::string_view name) {
  if (name == "WordDocument") return "doc";
  if (name == "Workbook" || name == "Book") return "xls";
  if (name == "PowerPoint Document") return "ppt";
  if (name == "EncryptedPackage") return "encrypted";
  return std::nullopt;
}

/// Looks at what lies directly in the root: deeper names are embedded documents'.
std::string_view format_of_root(const OleFile& file) {
  if (file.entries().front().class_id == k_installer_class) return "msi";
  for (const auto number : file.children(0)) {
    if (const auto format = format_of_stream(file.entries()[number].name)) return *format;
  }
  return "ole";
}

}  // namespace

Result<std::string_view> ole_format(fs::Source& source) {
  auto file = OleFile::open(source);
  if (!file) return fail(std::move(file).error());
  if (!*file) return "unknown";
  const auto state = (*file)->read_directory(k_sectors);
  if (!state) return fail(state.error());
  const auto& entries = (*file)->entries();
  if (entries.empty()) return *state == OleState::cut_off ? "ole" : "unknown";
  if (entries.front().name != "Root Entry") return "unknown";
  return format_of_root(**file);
}

}  // namespace guidang::media
