// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/lint.hpp"

#include <memory>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/fs/folder.hpp"
#include "guidang/fs/output.hpp"
#include "guidang/jobs/archive.hpp"

namespace guidang {
namespace {

/// "a/../b" without the way there and back: what people read. Links are not looked at.
std::string tidy(std::string_view path) {
  std::vector<std::string> parts;
  for (auto& part : split(path, "/")) {
    if (part == ".") continue;
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else {
      parts.push_back(std::move(part));
    }
  }
  std::string text = path.starts_with('/') ? "/" : "";
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i == 0 ? "" : "/") + parts[i];
  return text;
}

/// The folder that an index named by a user may take others from.
class Root {
 public:
  Result<void> find(const std::string& path) {
    const auto slash = path.rfind('/');
    const auto folder = slash == std::string::npos ? std::string(".") : path.substr(0, slash + 1);
    const auto name = RelPath::parse(slash == std::string::npos ? path : path.substr(slash + 1));
    if (!name || name->empty()) return fail(ErrorCode::not_found, {"fs/not-found", {{"path", path}}});
    auto archive = find_archive(folder);
    if (!archive && archive.error().code != ErrorCode::not_found) return fail(std::move(archive).error());
    folder_ = archive ? *archive : folder;
    const auto inner = fs::absolute_path(folder);
    const auto outer = fs::absolute_path(folder_);
    if (!inner || !outer) return fail(inner ? outer.error() : inner.error());
    const bool at_top = *outer == "/";
    const auto below = *inner == *outer ? std::string() : inner->substr(outer->size() + (at_top ? 0 : 1));
    file_ = below.empty() ? *name : RelPath::parse(below)->joined(*name);
    auto tree = fs::DiskTree::open_folder(folder_);
    if (!tree) return fail(std::move(tree).error());
    tree_ = *std::move(tree);
    return {};
  }

  [[nodiscard]] const RelPath& file() const { return file_; }

  [[nodiscard]] const fs::Tree& tree() const { return *tree_; }

  [[nodiscard]] std::string shown(const RelPath& path) const { return tidy(folder_ + "/" + path.text()); }

 private:
  std::string folder_;  // as it can be opened
  RelPath file_;        // within it
  std::unique_ptr<fs::Tree> tree_;
};

}  // namespace

Result<IndexFile> read_index_file(const std::string& path) {
  auto source = fs::open_file(path);  // a link that a user names is followed; those in 沿用 are not
  if (!source) return fail(std::move(source).error());
  auto first = fs::read_source(**source, path, k_max_index_bytes);
  if (!first) return fail(std::move(first).error());
  Root root;
  GUIDANG_TRY(root.find(path));
  IndexFile result;
  const IndexFiles files{[&](const RelPath& file) -> Result<std::string> {
                           auto text = result.parts.empty() ? Result<std::string>(*first)
                                                            : fs::read_file(root.tree(), file, k_max_index_bytes);
                           if (text) result.parts.push_back({file, *text});
                           return text;
                         },
                         [&](const RelPath& file) { return file == root.file() ? path : root.shown(file); }};
  auto index = load_index(root.file(), files);
  if (!index) return fail(std::move(index).error());
  result.index = *std::move(index);
  return result;
}

Result<Index> read_index(const fs::Tree& tree, const RelPath& file) {
  return load_index(file, {[&](const RelPath& path) { return fs::read_file(tree, path, k_max_index_bytes); }});
}

Result<Index> lint_index(const std::string& path) {
  return read_index_file(path).map([](IndexFile file) { return std::move(file.index); });
}

}  // namespace guidang
