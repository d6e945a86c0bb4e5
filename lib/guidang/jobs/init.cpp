// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/init.hpp"

#include <algorithm>
#include <utility>

#include "guidang/base/portable_name.hpp"
#include "guidang/base/relpath.hpp"
#include "guidang/base/text.hpp"
#include "guidang/fs/folder.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/index/index.hpp"
#include "guidang/index/print_yaml.hpp"
#include "guidang/index/table.hpp"
#include "guidang/jobs/archive.hpp"
#include "guidang/jobs/init_tables.hpp"
#include "guidang/jobs/lint.hpp"

namespace guidang {
namespace {

constexpr std::uint64_t k_most_compared_bytes = 16U << 20U;
constexpr std::size_t k_most_name_bytes = 255;  // of Linux file systems; NTFS counts characters and allows more

/// A text as a YAML double-quoted scalar.
std::string yaml_quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

class Initialiser {
 public:
  Initialiser(std::string folder, const Catalogue& catalogue) : folder_(std::move(folder)), catalogue_(catalogue) {}

  Result<Initialised> run(const std::string& index_path) {
    const auto file = read_index_file(index_path);
    if (!file) return fail(file.error());
    GUIDANG_TRY(make_root());
    for (const auto& item : file->index.items) GUIDANG_TRY(make_item(item, pool()));
    if (file->index.bonus) {
      for (const auto& item : file->index.bonus->items) GUIDANG_TRY(make_item(item, pool()));
    }
    for (const auto& veto : file->index.vetoes) {
      if (veto.proofs.empty()) continue;
      GUIDANG_TRY(fs::make_folder(folder_, pool().child(folder_name(veto.code, veto.title))));
    }
    GUIDANG_TRY(write_files(*file));
    return std::move(done_);
  }

 private:
  [[nodiscard]] std::string say(const std::string& id, std::vector<Argument> arguments = {}) const {
    return catalogue_.text({id, std::move(arguments)});
  }

  [[nodiscard]] RelPath pool() const { return RelPath{}.child(say("init/pool")); }

  Result<void> make_root() {
    GUIDANG_TRY(fs::make_folder(folder_));
    auto absolute = fs::absolute_path(folder_);
    if (!absolute) return fail(std::move(absolute).error());
    done_.folder = *std::move(absolute);
    auto tree = fs::DiskTree::open_folder(folder_);
    if (!tree) return fail(std::move(tree).error());
    if (fs::exists(**tree, *RelPath::parse(k_settings_name))) {
      return fail(ErrorCode::exists, {"init/already", {{"folder", folder_}, {"file", std::string(k_settings_name)}}});
    }
    return {};
  }

  Result<void> make_item(const Item& item, const RelPath& above) {
    const RelPath path = above.child(folder_name(item.code, item.title));
    GUIDANG_TRY(fs::make_folder(folder_, path));
    if (item.is_leaf()) ++done_.leaf_folders;
    for (const auto& child : item.children) GUIDANG_TRY(make_item(child, path));
    return {};
  }

  Result<void> write(const RelPath& path, const std::string& text) {
    const auto tree = fs::DiskTree::open_folder(folder_);
    if (!tree) return fail(tree.error());
    if (const auto there = fs::read_file(**tree, path, k_most_compared_bytes)) {
      if (*there == text) return {};
      return fail(ErrorCode::exists, {"init/in-the-way", {{"file", path.text()}}});
    }
    const auto folder = path.parent().empty() ? folder_ : folder_ + "/" + path.parent().text();
    done_.files.push_back(path.text());
    return fs::write_file(folder, std::string(path.name()), text);
  }

  /// What the name of the index file ends with: a table stays one.
  static std::string ending(const IndexFile& file) {
    const std::string name(file.parts.front().path.name());
    return is_index_table(name) ? folded(std::string_view(name).substr(name.rfind('.'))) : ".yaml";
  }

  /// Whether the index has to be written in one piece: not all of those it extends lie beside it or below, or one of
  /// them has the name that it gets.
  static bool whole(const IndexFile& file) {
    const RelPath beside = file.parts.front().path.parent();
    const auto name = folder_name(file.index.edition, "") + ending(file);
    const auto belongs = [&](const IndexPart& part) {
      return &part == &file.parts.front() || (part.path.within(beside) && part.path.below(beside).text() != name);
    };
    return !std::ranges::all_of(file.parts, belongs);
  }

  /// Writes the index with those it extends.
  Result<void> write_index(const IndexFile& file, const RelPath& indexes, const std::string& name) {
    const RelPath beside = file.parts.front().path.parent();
    if (whole(file)) return write(indexes.child(name), write_index_yaml(file.index, catalogue_.language()));
    for (const auto& part : file.parts) {
      const bool first = &part == &file.parts.front();
      const RelPath path = first ? indexes.child(name) : indexes.joined(part.path.below(beside));
      GUIDANG_TRY(fs::make_folder(folder_, path.parent()));
      GUIDANG_TRY(write(path, part.text));
    }
    return {};
  }

  Result<void> write_files(const IndexFile& file) {
    const Index& index = file.index;
    const RelPath indexes = RelPath{}.child(say("init/indexes"));
    GUIDANG_TRY(fs::make_folder(folder_, indexes));
    const RelPath index_file = indexes.child(folder_name(index.edition, "") + (whole(file) ? ".yaml" : ending(file)));
    GUIDANG_TRY(write_index(file, indexes, std::string(index_file.name())));
    for (const auto& table : starter_tables(index, catalogue_)) {
      GUIDANG_TRY(write(RelPath{}.child(table.name), table.text));
    }
    // Last: a folder without settings is none yet, so a run that dies here can simply be repeated.
    return write(*RelPath::parse(k_settings_name), settings(index, index_file));
  }

  [[nodiscard]] std::string settings(const Index& index, const RelPath& index_file) const {
    const auto name = done_.folder.substr(done_.folder.rfind('/') + 1);
    // Not through the catalogue's arguments: those are escaped for people, these are quoted for YAML.
    std::string text = say("init/settings") + "\n";
    const auto put = [&text](std::string_view mark, const std::string& value) {
      text = replaced(std::move(text), mark, value);
    };
    put("@UNIT@", yaml_quoted(name));
    put("@YEAR@", std::to_string(static_cast<int>(index.period.from.year())));
    put("@FILE@", yaml_quoted(index_file.text()));
    put("@EDITION@", yaml_quoted(index.edition));
    return text;
  }

  std::string folder_;
  const Catalogue& catalogue_;
  Initialised done_;
};

}  // namespace

Result<Initialised> init_archive(const std::string& index_path, const std::string& folder, const Catalogue& catalogue) {
  return Initialiser(folder.empty() ? "." : folder, catalogue).run(index_path);
}

std::string folder_name(const std::string& code, const std::string& title) {
  std::string name = portable_name(title.empty() ? code : code + " " + title);
  if (name.size() > k_most_name_bytes) {
    name.resize(k_most_name_bytes);
    while (first_invalid_utf8(name)) name.pop_back();
  }
  return portable_name(name);  // what was cut may have left a blank at the end
}

}  // namespace guidang
