// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/init.hpp"

#include <utility>

#include "guidang/base/portable_name.hpp"
#include "guidang/base/relpath.hpp"
#include "guidang/base/text.hpp"
#include "guidang/fs/folder.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/index/index.hpp"
#include "guidang/jobs/archive.hpp"
#include "guidang/jobs/lint.hpp"
#include "guidang/sheet/csv_writer.hpp"

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
    auto text = read_index_text(index_path);
    if (!text) return fail(std::move(text).error());
    const auto index = parse_index(*text, index_path);
    if (!index) return fail(index.error());
    GUIDANG_TRY(make_root());
    for (const auto& item : index->items) GUIDANG_TRY(make_item(item, pool()));
    GUIDANG_TRY(write_files(*index, *text));
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

  Result<void> write_files(const Index& index, const std::string& index_text) {
    const RelPath indexes = RelPath{}.child(say("init/indexes"));
    GUIDANG_TRY(fs::make_folder(folder_, indexes));
    const RelPath index_file = indexes.child(folder_name(index.edition, "") + ".yaml");
    GUIDANG_TRY(write(index_file, index_text));
    GUIDANG_TRY(write(RelPath{}.child(say("init/assignments")), assignments(index)));
    // Last: a folder without settings is none yet, so a run that dies here can simply be repeated.
    return write(*RelPath::parse(k_settings_name), settings(index, index_file));
  }

  [[nodiscard]] std::string assignments(const Index& index) const {
    std::string text = k_byte_order_mark + csv_row(split(say("init/assignments-header"), ","));
    for (const auto& [leaf, project] : leaves(index)) {
      text += csv_row(std::vector<std::string>{leaf->code, leaf->title, leaf->owner, "", "", ""});
    }
    return text;
  }

  [[nodiscard]] std::string settings(const Index& index, const RelPath& index_file) const {
    const auto name = done_.folder.substr(done_.folder.rfind('/') + 1);
    // Not through the catalogue's arguments: those are escaped for people, these are quoted for YAML.
    std::string text = say("init/settings") + "\n";
    const auto put = [&text](std::string_view mark, const std::string& value) {
      for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size())) {
        text.replace(at, mark.size(), value);
      }
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
