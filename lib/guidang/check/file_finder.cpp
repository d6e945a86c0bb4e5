// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/file_finder.hpp"

#include "guidang/base/text.hpp"

namespace guidang {

FileFinder::FileFinder(const CheckInput& input) {
  for (std::size_t i = 0; i < input.inventory.files.size(); ++i) {
    const auto& path = input.inventory.files[i].path;
    names_.push_back(nfc(path.name()));
    by_path_[path.below(input.pool).text()] = {i};
    by_name_[{nullptr, names_.back()}].push_back(i);
  }
  for (std::size_t i = 0; i < input.inventory.files.size(); ++i) {
    by_path_.try_emplace(nfc(input.inventory.files[i].path.below(input.pool).text()), std::vector{i});
  }
}

void FileFinder::bind(std::size_t file, const Item* leaf) {
  auto& files = by_name_[{leaf, names_[file]}];
  if (files.empty() || files.back() != file) files.push_back(file);
}

const std::vector<std::size_t>& FileFinder::find(const std::string& words, const Item* leaf) const {
  static const std::vector<std::size_t> k_nothing;
  if (const auto place = by_path_.find(words); place != by_path_.end()) return place->second;
  const auto name = nfc(words);
  if (const auto place = by_path_.find(name); place != by_path_.end()) return place->second;
  const auto place = by_name_.find({leaf, name});
  return place == by_name_.end() ? k_nothing : place->second;
}

}  // namespace guidang
