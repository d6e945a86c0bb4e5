// SPDX-License-Identifier: Apache-2.0
#include "guidang/sheet/xlsx_package.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/fs/view_source.hpp"
#include "guidang/sheet/book.hpp"
#include "guidang/sheet/package_limits.hpp"

namespace guidang::sheet {
namespace {

constexpr xml::Limits k_xml_limits{.bytes = k_max_part_bytes, .nodes = 12'000'000, .depth = 64};

std::string_view folder_of(std::string_view part) {
  const auto slash = part.rfind('/');
  return slash == std::string_view::npos ? "" : part.substr(0, slash);
}

/// The part that `target` names, seen from a part in `folder`.
std::string resolved(std::string_view folder, std::string_view target) {
  std::vector<std::string> names;
  if (!target.starts_with('/')) names = split(folder, "/");
  for (auto& name : split(target, "/")) {
    if (name == "..") {
      if (!names.empty()) names.pop_back();
    } else if (name != ".") {
      names.push_back(std::move(name));
    }
  }
  std::string part;
  for (const auto& name : names) part += (part.empty() ? "" : "/") + name;
  return part;
}

class RelationReader final : public xml::Handler {
 public:
  RelationReader(std::string_view folder, std::vector<Relation>& relations) : folder_(folder), relations_(relations) {}

  bool begin(const xml::Start& element) override {
    if (element.local != "Relationship" || element.attribute("TargetMode") == "External") return true;
    const auto type = element.attribute("Type").value_or("");
    relations_.push_back({.id = std::string(element.attribute("Id").value_or("")),
                          .type = std::string(type.substr(type.rfind('/') + 1)),
                          .part = resolved(folder_, element.attribute("Target").value_or(""))});
    return true;
  }

  void text(std::string_view /*text*/) override {}

  void end(std::string_view /*local*/) override {}

 private:
  std::string_view folder_;
  std::vector<Relation>& relations_;
};

}  // namespace

Error whole_file_fault(std::string_view name, Message message) {
  Fault fault;
  fault.message = std::move(message);
  fault.where = {std::string(name), 0, 0};
  Error error{.code = ErrorCode::malformed, .message = fault.message, .where = fault.where};
  error.faults.push_back(std::move(fault));
  return error;
}

Result<Package> Package::open(std::string_view bytes, std::string_view name) {
  constexpr std::string_view k_ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
  Package package;
  package.name_ = name;
  if (bytes.starts_with(k_ole)) {
    return fail(ErrorCode::unsupported, {"sheet/locked-or-old", {{"path", std::string(name)}}});
  }
  if (!bytes.starts_with("PK")) return fail(package.not_a_workbook());
  package.source_ = std::make_unique<fs::ViewSource>(bytes);
  auto parts = zip::Parts::open(*package.source_, std::string(name), k_zip_limits);
  if (!parts && parts.error().code == ErrorCode::malformed) return fail(package.damaged(""));
  if (!parts) return fail(std::move(parts).error());
  package.parts_ = std::move(*parts);
  return package;
}

Error Package::not_a_workbook() const {
  return whole_file_fault(name_, {"sheet/not-workbook", {{"path", name_}}});
}

Error Package::damaged(std::string_view part) const {
  return whole_file_fault(name_, {"sheet/damaged", {{"path", name_}, {"part", std::string(part)}}});
}

bool Package::has(std::string_view part) const {
  return parts_.find(part) != nullptr;
}

Result<std::string> Package::bytes_of(std::string_view part) const {
  const auto* const found = parts_.find(part);
  if (found == nullptr) return fail(damaged(part));
  auto bytes = parts_.read(*found, k_max_part_bytes);
  if (bytes || bytes.error().code == ErrorCode::limit) return bytes;
  return fail(damaged(part));
}

Result<void> Package::walk(std::string_view part, xml::Handler& handler) const {
  const auto bytes = bytes_of(part);
  if (!bytes) return fail(bytes.error());
  auto walked = xml::walk(*bytes, name_, handler, k_xml_limits);
  // A place within a part would say nothing to people, who know rows and columns only.
  if (!walked && walked.error().code == ErrorCode::malformed) return fail(damaged(part));
  return walked;
}

Result<std::vector<Relation>> Package::relations(std::string_view part) const {
  const auto folder = folder_of(part);
  const auto file = part.substr(folder.empty() ? 0 : folder.size() + 1);
  const std::string rels =
      (folder.empty() ? std::string() : std::string(folder) + "/") + "_rels/" + std::string(file) + ".rels";
  std::vector<Relation> relations;
  if (!has(rels)) return relations;
  RelationReader reader(folder, relations);
  GUIDANG_TRY(walk(rels, reader));
  return relations;
}

}  // namespace guidang::sheet
