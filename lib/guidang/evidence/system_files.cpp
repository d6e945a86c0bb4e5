// SPDX-License-Identifier: Apache-2.0
#include "guidang/evidence/system_files.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "guidang/base/ascii.hpp"

namespace guidang {
namespace {

constexpr std::array<std::string_view, 5> k_files{
    "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", ".ds_store"};
constexpr std::array<std::string_view, 10> k_folders{"__macosx",
                                                     "$recycle.bin",
                                                     "system volume information",
                                                     ".trashes",
                                                     ".spotlight-v100",
                                                     ".fseventsd",
                                                     "@eadir",
                                                     "#recycle",
                                                     "lost+found",
                                                     ".temporaryitems"};

}  // namespace

bool is_system_file(std::string_view name) {
  const std::string plain = ascii_lower(name);
  if (std::ranges::find(k_files, plain) != k_files.end()) return true;
  if (plain.starts_with("._") || plain.starts_with("~$")) return true;
  if (plain.starts_with("~wrl") && plain.ends_with(".tmp")) return true;
  return plain.starts_with(".~");  // LibreOffice's .~lock.NAME#, WPS's .~NAME
}

bool is_system_folder(std::string_view name) {
  const std::string plain = ascii_lower(name);
  return std::ranges::find(k_folders, plain) != k_folders.end() || plain.starts_with(".trash-");
}

}  // namespace guidang
