// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/binding.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "guidang/base/text.hpp"

namespace guidang {
namespace {

/// What a folder hands down to everything below it.
struct FolderBinding {
  std::vector<const Item*> leaves;
  BoundBy how = BoundBy::folder_code;
  RelPath folder;
};

class Binder {
 public:
  Binder(const CheckInput& input, const CodeBook& codes) : input_(input), codes_(codes) {}

  Bindings run() {
    folders_[input_.pool] = {};
    for (const auto& folder : input_.inventory.folders) bind_folder(folder);
    result_.files.resize(input_.inventory.files.size());
    for (std::size_t i = 0; i < result_.files.size(); ++i) bind_by_folder(i);
    for (const auto& line : input_.tables.register_lines) bind_by_line(line);
    return std::move(result_);
  }

 private:
  void bind_folder(const RelPath& folder) {
    const FolderBinding& above = folders_[folder.parent()];
    FolderBinding mine = above;
    const auto name = codes_.read(folder.name());
    if (!name.unknown_code.empty()) tell_unknown(folder, name);
    if (name.items.size() == 1 && name.unknown_code.empty()) tell_mismatch(folder, name);
    if (!name.items.empty()) {
      mine = {{}, BoundBy::folder_code, folder};
      std::ranges::copy_if(
          name.items, std::back_inserter(mine.leaves), [](const Item* item) { return item->is_leaf(); });
    } else if (const Item* leaf = codes_.leaf_titled(name.title); leaf != nullptr && above.leaves.empty()) {
      mine = {{leaf}, BoundBy::folder_title, folder};
    }
    folders_[folder] = std::move(mine);
  }

  void tell_unknown(const RelPath& folder, const FolderName& name) {
    const auto* rule = name.ambiguous ? "form/ambiguous-code" : "form/unknown-code";
    std::vector<Argument> arguments{{"code", name.unknown_code}};
    if (!name.ambiguous) arguments.push_back({"likely", likely_code(name)});
    result_.findings.push_back(make_finding(rule, "", folder.text(), "", std::move(arguments)));
  }

  [[nodiscard]] std::string likely_code(const FolderName& name) const {
    const Item* titled = codes_.item_titled(name.title);
    return titled != nullptr ? titled->code : codes_.nearest_code(name.unknown_code);
  }

  void tell_mismatch(const RelPath& folder, const FolderName& name) {
    const Item& item = *name.items.front();
    const Item* titled = codes_.item_titled(name.title);
    if (titled == nullptr || titled == &item) return;
    result_.findings.push_back(make_finding("form/code-title-mismatch",
                                            item.is_leaf() ? item.code : "",
                                            folder.text(),
                                            "",
                                            {{"code", item.code}, {"title", item.title}, {"likely", titled->code}}));
  }

  void bind_by_folder(std::size_t i) {
    const RelPath& path = input_.inventory.files[i].path;
    by_name_[nfc(path.name())].push_back(i);
    by_path_[nfc(path.below(input_.pool).text())] = i;
    const auto& above = folders_[path.parent()];
    for (const Item* leaf : above.leaves) add(i, {leaf, above.how, above.folder});
  }

  void add(std::size_t file, Bound bound) {
    auto& leaves = result_.files[file].leaves;
    if (std::ranges::find(leaves, bound.leaf, &Bound::leaf) == leaves.end()) leaves.push_back(std::move(bound));
  }

  /// The files that a register line means: by its path, else by its name alone.
  [[nodiscard]] std::vector<std::size_t> files_of(const RegisterLine& line) const {
    const auto name = nfc(line.name);
    if (const auto place = by_path_.find(name); place != by_path_.end()) return {place->second};
    const auto place = by_name_.find(name);
    if (place == by_name_.end()) return {};
    if (place->second.size() == 1) return place->second;
    // Several files of one name: the line's leaf tells which.
    std::vector<std::size_t> meant;
    for (const std::size_t i : place->second) {
      const bool same_leaf = std::ranges::any_of(result_.files[i].leaves, [&](const Bound& bound) {
        return std::ranges::any_of(line.codes, [&](const auto& code) { return codes_.find(code) == bound.leaf; });
      });
      if (same_leaf) meant.push_back(i);
    }
    return meant;
  }

  void bind_by_line(const RegisterLine& line) {
    const auto files = files_of(line);
    if (files.empty()) {
      result_.findings.push_back(make_finding(
          "integrity/register-without-file", "", line.where.file, line_place(line.where), {{"name", line.name}}));
    }
    const auto main = leaves_of(line.codes, line.where);
    const auto also = leaves_of(line.also_codes, line.where);
    for (const std::size_t i : files) {
      auto& links = result_.files[i];
      if (links.line == nullptr) links.line = &line;
      const RelPath folder = input_.inventory.files[i].path.parent();
      // The folder decides; the register's own code only where no folder does.
      const bool filed =
          std::ranges::any_of(links.leaves, [](const Bound& bound) { return bound.how != BoundBy::register_line; });
      if (!filed) {
        for (const Item* leaf : main) add(i, {leaf, BoundBy::register_line, folder});
      }
      for (const Item* leaf : also) add(i, {leaf, BoundBy::register_line, folder});
    }
  }

  static std::string line_place(const Location& where) { return std::to_string(where.line); }

  std::vector<const Item*> leaves_of(const std::vector<std::string>& codes, const Location& where) {
    std::vector<const Item*> found;
    for (const auto& code : codes) {
      const Item* item = codes_.find(code);
      if (item != nullptr && item->is_leaf()) {
        found.push_back(item);
      } else if (item != nullptr) {
        result_.findings.push_back(make_finding(
            "form/not-a-leaf", "", where.file, line_place(where), {{"code", item->code}, {"title", item->title}}));
      } else {
        result_.findings.push_back(make_finding("form/unknown-code",
                                                "",
                                                where.file,
                                                line_place(where),
                                                {{"code", code}, {"likely", codes_.nearest_code(code)}}));
      }
    }
    return found;
  }

  const CheckInput& input_;
  const CodeBook& codes_;
  Bindings result_;
  std::map<RelPath, FolderBinding> folders_;
  std::map<std::string, std::vector<std::size_t>> by_name_;  // file name in form C
  std::map<std::string, std::size_t> by_path_;               // path within the pool in form C
};

}  // namespace

Bindings bind_files(const CheckInput& input, const CodeBook& codes) {
  return Binder(input, codes).run();
}

}  // namespace guidang
