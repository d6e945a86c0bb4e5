// SPDX-License-Identifier: Apache-2.0
// What is wrong with names by themselves, wherever they are filed.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/garbled_name.hpp"
#include "guidang/base/portable_name.hpp"
#include "guidang/base/text.hpp"
#include "guidang/check/rules.hpp"
#include "guidang/check/serial_names.hpp"

namespace guidang {
namespace {

/// Windows' limit is 260 units for a whole path; what is left is for the drive, the folder it is unpacked to and the
/// bundle's own folders (schemas/evidence.md, section 6).
constexpr std::size_t k_most_path_units = 200;

/// What Windows and macOS make of a name: they care for neither case nor form, and drop final dots and blanks.
std::string twin_key(std::string_view name) {
  while (name.ends_with('.') || name.ends_with(' ')) name.remove_suffix(1);
  return caseless(name);
}

class NameRules {
 public:
  NameRules(const CheckInput& input, const Bindings& bindings) : input_(input), bindings_(bindings) {}

  std::vector<Finding> run() {
    const auto& inventory = input_.inventory;
    for (const auto& folder : inventory.folders) look_at("", folder);
    for (std::size_t i = 0; i < inventory.files.size(); ++i) {
      const auto item = bindings_.files[i].item();
      look_at(item, inventory.files[i].path);
      in_folder_[inventory.files[i].path.parent()].push_back(i);
    }
    for (const auto& [folder, files] : in_folder_) look_for_gaps(folder, files);
    return std::move(findings_);
  }

 private:
  void add(const char* rule, const std::string& item, const RelPath& path, std::vector<Argument> arguments) {
    findings_.push_back(make_finding(rule, item, path.text(), "", std::move(arguments)));
  }

  void look_at(const std::string& item, const RelPath& path) {
    const auto name = path.name();
    if (const auto problem = portable_problem(name)) {
      add("form/name-not-portable", item, path, {{"why", Term{"name-problem/" + std::string(to_string(*problem))}}});
    }
    if (const auto character = hidden_character(name)) {
      add("form/name-hidden-character",
          item,
          path,
          {{"character", fmt::format("U+{:04X}", static_cast<std::uint32_t>(*character))}});
    }
    if (auto likely = ungarbled(name)) add("form/name-garbled", item, path, {{"likely", *std::move(likely)}});
    look_at_length(item, path);
    look_for_twin(item, path);
  }

  void look_at_length(const std::string& item, const RelPath& path) {
    if (first_invalid_utf8(path.text())) return;  // told already, and not to be counted
    const auto units = utf16_units(path.text());
    if (units <= k_most_path_units) return;
    // A long folder is told once, not again for each file in it.
    if (utf16_units(path.parent().text()) > k_most_path_units) return;
    add("form/path-too-long",
        item,
        path,
        {{"length", static_cast<std::int64_t>(units)}, {"most", static_cast<std::int64_t>(k_most_path_units)}});
  }

  void look_for_twin(const std::string& item, const RelPath& path) {
    const auto [first, fresh] = twins_.emplace(std::pair(path.parent(), twin_key(path.name())), path);
    if (!fresh) add("form/name-twin", item, path, {{"other", first->second.text()}});
  }

  void look_for_gaps(const RelPath& folder, const std::vector<std::size_t>& files) {
    std::vector<std::string_view> names;
    names.reserve(files.size());
    for (const std::size_t file : files) names.push_back(input_.inventory.files[file].path.name());
    for (auto& missing : missing_serials(names)) {
      add("form/serial-gap", bindings_.files[files.front()].item(), folder, {{"missing", std::move(missing)}});
    }
  }

  const CheckInput& input_;
  const Bindings& bindings_;
  std::map<std::pair<RelPath, std::string>, RelPath> twins_;
  std::map<RelPath, std::vector<std::size_t>> in_folder_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> name_findings(const CheckInput& input, const Bindings& bindings) {
  return NameRules(input, bindings).run();
}

}  // namespace guidang
