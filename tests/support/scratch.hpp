// SPDX-License-Identifier: Apache-2.0
/// \file
/// Folders that tests may fill and that vanish with them.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace guidang::test {

/// An empty folder of its own, removed with everything in it.
class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "guidang-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }

  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  ~Scratch() {
    std::error_code ignored;
    if (!kept_) std::filesystem::remove_all(path_, ignored);
  }

  /// Leaves the folder behind, for somebody to look into.
  void keep() { kept_ = true; }

  [[nodiscard]] const std::string& path() const { return path_; }

  /// Makes a folder in this one and returns its path.
  [[nodiscard]] std::string folder(const std::string& name) const {
    std::filesystem::create_directories(path_ + "/" + name);
    return path_ + "/" + name;
  }

  /// Returns the names in `folder`, sorted; hidden ones too.
  [[nodiscard]] static std::vector<std::string> names(const std::string& folder) {
    std::vector<std::string> list;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) list.push_back(entry.path().filename());
    std::ranges::sort(list);
    return list;
  }

 private:
  std::string path_;
  bool kept_ = false;
};

inline std::string read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace guidang::test
