// SPDX-License-Identifier: Apache-2.0
#include "guidang/project/project.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/json/document.hpp"
#include "guidang/yaml/faults.hpp"

namespace guidang {

extern const std::string_view k_embedded_project_schema;

namespace {

using yaml::Node;

std::string text_of(const Node& root, std::string_view key) {
  const auto* node = root.find(key);
  return node == nullptr ? std::string() : std::string(trimmed(node->text));
}

/// Reads a path within the archive folder; backslashes of Windows are told apart from other faults.
RelPath load_path(const Node* node, yaml::Faults& faults) {
  if (node == nullptr || node->kind != yaml::NodeKind::scalar) return {};
  if (node->text.find('\\') != std::string::npos) {
    faults.add(*node, {"project/backslash", {{"path", node->text}}});
    return {};
  }
  auto path = RelPath::parse(node->text);
  const bool has_drive = node->text.size() > 1 && node->text[1] == ':';
  if (!path || path->empty() || has_drive) {
    faults.add(*node, {"project/path-outside", {{"path", node->text}}});
    return {};
  }
  return std::move(*path);
}

std::vector<IndexRef> load_indexes(const Node* node, std::string_view name, yaml::Faults& faults) {
  std::vector<IndexRef> list;
  if (node == nullptr) return list;
  std::map<RelPath, int> lines;
  for (const auto& one : node->items) {
    IndexRef reference;
    const auto* file = one.find("file");
    reference.file = load_path(file, faults);
    reference.edition = text_of(one, "edition");
    reference.filing = text_of(one, "filing") == "yes";
    reference.crosswalk = load_path(one.find("crosswalk"), faults);
    reference.where = {std::string(name), one.mark.line, one.mark.column};
    if (file != nullptr && !reference.file.empty()) {
      const auto [first, is_new] = lines.try_emplace(reference.file, one.mark.line);
      if (!is_new) {
        faults.add(*file, {"project/duplicate-index", {{"file", file->text}, {"line", std::int64_t{first->second}}}});
      }
    }
    list.push_back(std::move(reference));
  }
  return list;
}

std::vector<Copy> load_copies(const Node* node, std::string_view name, yaml::Faults& faults) {
  std::vector<Copy> list;
  if (node == nullptr) return list;
  std::map<std::string, int> lines;
  for (const auto& one : node->items) {
    Copy copy;
    copy.id = text_of(one, "id");
    copy.name = text_of(one, "name");
    copy.holder = text_of(one, "holder");
    copy.keeper = text_of(one, "keeper");
    copy.phone = text_of(one, "phone");
    copy.place = text_of(one, "place");
    copy.where = {std::string(name), one.mark.line, one.mark.column};
    const auto check_unique = [&](std::string_view key, std::string_view message) {
      const auto* field = one.find(key);
      if (field == nullptr) return;
      const auto entry = std::string(key) + ":" + folded(field->text);
      const auto [first, is_new] = lines.try_emplace(entry, one.mark.line);
      if (is_new) return;
      faults.add(*field, {std::string(message), {{"text", field->text}, {"line", std::int64_t{first->second}}}});
    };
    check_unique("id", "project/duplicate-copy-id");
    check_unique("name", "project/duplicate-copy-name");
    list.push_back(std::move(copy));
  }
  return list;
}

/// sha256 is always there.
std::vector<Algorithm> load_digests(const Node* node) {
  std::vector<Algorithm> list;
  if (node == nullptr) return list;
  for (const auto& one : node->items) {
    const auto algorithm = parse_algorithm(one.text);
    if (algorithm && *algorithm != Algorithm::sha256) list.push_back(*algorithm);
  }
  std::ranges::sort(list);
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return list;
}

/// Names that become part of file names must be able to.
void check_file_name(const Node* node, yaml::Faults& faults) {
  if (node == nullptr || node->text.find_first_of("/\\:*?\"<>|") == std::string::npos) return;
  faults.add(*node, {"project/not-a-file-name", {{"text", node->text}}});
}

}  // namespace

Result<Project> parse_project(std::string_view text, std::string_view name) {
  auto root = yaml::parse(text, name);
  if (!root) return fail(std::move(root).error());
  static const auto k_form = json::Form::compile(k_embedded_project_schema);
  if (!k_form) return fail(k_form.error());
  yaml::Faults faults(text, name);
  const auto node = json::canonical(std::move(*root), *k_form, faults);
  Project project;
  project.unit = text_of(node, "unit");
  project.street = text_of(node, "street");
  check_file_name(node.find("unit"), faults);
  if (const auto year = make_date(std::atoi(text_of(node, "year").c_str()), 1, 1)) {
    project.year = static_cast<int>(year->year());
  }
  if (node.find("language") != nullptr) project.language = text_of(node, "language");
  project.pool = load_path(node.find("pool"), faults);
  project.indexes = load_indexes(node.find("indexes"), name, faults);
  project.further_digests = load_digests(node.find("digests"));
  project.copies = load_copies(node.find("copies"), name, faults);
  if (const auto* copies = node.find("copies"); copies != nullptr) {
    for (const auto& copy : copies->items) check_file_name(copy.find("name"), faults);
  }
  if (!faults.empty()) return fail(faults.take("project/faulty"));
  if (project.copies.empty())
    project.copies = {{"street", "街道份", "", "", "", "", {}}, {"community", "社区份", "", "", "", "", {}}};
  return project;
}

}  // namespace guidang
