// SPDX-License-Identifier: Apache-2.0
// Office Open XML: ECMA-376, part 2 for the package.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "guidang/digest/digest.hpp"
#include "guidang/fs/view_source.hpp"
#include "guidang/office/looks.hpp"
#include "guidang/office/package.hpp"
#include "guidang/picture/picture.hpp"

namespace guidang::office {
namespace {

using media::Condition;
using media::Fault;

/// What one part says about another.
struct Relation {
  std::string type;  // the last word of its type: "officeDocument", the same in the strict and the usual form
  std::string part;
};

/// The part that `target` names, seen from a part in `folder`.
std::string resolved(std::string_view folder, std::string_view target) {
  std::vector<std::string_view> names;
  const auto add = [&names](std::string_view path) {
    while (!path.empty()) {
      const auto slash = path.find('/');
      const auto name = path.substr(0, slash);
      path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
      if (name == ".." && !names.empty()) names.pop_back();
      if (!name.empty() && name != "." && name != "..") names.push_back(name);
    }
  };
  if (!target.starts_with('/')) add(folder);
  add(target);
  std::string part;
  for (const auto name : names) part.append(part.empty() ? "" : "/").append(name);
  return part;
}

class RelationReader final : public xml::Handler {
 public:
  explicit RelationReader(std::string_view folder) : folder_(folder) {}

  bool begin(const xml::Start& element) override {
    if (element.local != "Relationship" || element.attribute("TargetMode") == "External") return true;
    const auto type = element.attribute("Type").value_or("");
    relations.push_back({.type = std::string(type.substr(type.rfind('/') + 1)),
                         .part = resolved(folder_, element.attribute("Target").value_or(""))});
    return true;
  }

  void text(std::string_view /*text*/) override {}

  void end(std::string_view /*local*/) override {}

  std::vector<Relation> relations;

 private:
  std::string_view folder_;
};

/// Sees whether a type says that there are programs.
class TypeReader final : public xml::Handler {
 public:
  bool begin(const xml::Start& element) override {
    const auto type = element.attribute("ContentType").value_or("");
    const auto has = [type](std::string_view word) { return type.find(word) != std::string_view::npos; };
    // a binary workbook's type says macroEnabled always
    macros = macros || (has("macroEnabled") && !has("binary.macroEnabled")) || has("vbaProject") || has("macrosheet");
    return true;
  }

  void text(std::string_view /*text*/) override {}

  void end(std::string_view /*local*/) override {}

  bool macros = false;
};

/// One document of the three sorts.
class Look {
 public:
  Look(Package& package, media::Examination& found) : package_(package), found_(found) {}

  /// Looks at the parts that a program needs to open it; false where `found` says what is wrong.
  Result<bool> run() {
    auto& document = found_.document.emplace();
    document.macros = std::ranges::any_of(package_.records(), [](const zip::Record& record) {
      return plain_name(record.raw_name).ends_with("vbaproject.bin");
    });
    TypeReader types;
    auto walked = package_.walk("[Content_Types].xml", types, found_);
    if (!walked || !*walked) return walked;
    document.macros = document.macros || types.macros;
    RelationReader root("");
    walked = package_.walk("_rels/.rels", root, found_);
    if (!walked || !*walked) return walked;
    const auto main = std::ranges::find(root.relations, "officeDocument", &Relation::type);
    if (main == root.relations.end()) return give_up(found_, Condition::damaged, Fault::missing_part, "officeDocument");
    walked = look_at_main(main->part);
    if (!walked || !*walked) return walked;
    return look_behind(main->part);
  }

 private:
  /// The main part is XML but for a binary workbook (MS-XLSB), of which only the checksum is known here.
  Result<bool> look_at_main(const std::string& part) {
    Ignore content;
    if (!plain_name(part).ends_with(".bin")) return package_.walk(part, content, found_);
    if (package_.find(part) != nullptr) return true;
    return give_up(found_, Condition::damaged, Fault::missing_part, part);
  }

  /// Sheets and slides are parts of their own, which the main part needs.
  Result<bool> look_behind(std::string_view main) {
    const auto slash = main.rfind('/');
    const auto folder = slash == std::string_view::npos ? std::string_view{} : main.substr(0, slash);
    const auto file = slash == std::string_view::npos ? main : main.substr(slash + 1);
    const auto rels = resolved(folder, "_rels/" + std::string(file) + ".rels");
    RelationReader reader(folder);
    if (package_.find(rels) != nullptr) {
      auto walked = package_.walk(rels, reader, found_);
      if (!walked || !*walked) return walked;
    }
    std::uint32_t slides = 0;
    for (const auto& relation : reader.relations) {
      const bool needed = relation.type == "worksheet" || relation.type == "slide";
      if (relation.type == "slide") ++slides;
      if (needed && package_.find(relation.part) == nullptr) {
        return give_up(found_, Condition::damaged, Fault::missing_part, relation.part);
      }
    }
    if (found_.format->name == "pptx") found_.document->pages = slides;
    return look_at_pictures(folder);
  }

  /// The pictures beside the main part, those that a slot may count.
  Result<bool> look_at_pictures(std::string_view folder) {
    constexpr std::size_t k_pictures = 200;
    constexpr std::uint64_t k_picture_bytes = std::uint64_t{64} << 20U;
    constexpr std::size_t k_name_bytes = 4096;
    std::uint64_t rest_bytes = std::uint64_t{512} << 20U;
    const auto media_folder = plain_name(resolved(folder, "media")) + "/";
    for (const auto& record : package_.records()) {
      if (!plain_name(record.raw_name).starts_with(media_folder) || record.size_bytes == 0) continue;
      if (record.size_bytes > std::min(k_picture_bytes, rest_bytes) || record.raw_name.size() > k_name_bytes) continue;
      rest_bytes -= record.size_bytes;
      const auto bytes = package_.read(record, found_);
      if (!bytes) return fail(bytes.error());
      if (!*bytes) return false;
      GUIDANG_TRY(look_at_picture(record, **bytes));
      if (found_.document->pictures.size() >= k_pictures) break;
    }
    return true;
  }

  Result<void> look_at_picture(const zip::Record& record, std::string_view bytes) {
    fs::ViewSource source(bytes);
    const auto format = media::identify(source);
    if (!format) return fail(format.error());
    if ((*format)->sort != media::Sort::photo) return {};
    media::Examination inside;
    inside.format = *format;
    GUIDANG_TRY(picture::examine(source, inside));
    found_.document->pictures.push_back({.name = record.raw_name,
                                         .sha256 = digest_of(Algorithm::sha256, bytes),
                                         .picture = std::move(inside.picture).value_or(media::Picture{}),
                                         .captured = inside.captured});
    return {};
  }

  Package& package_;
  media::Examination& found_;
};

}  // namespace

Result<void> examine_ooxml(fs::Source& source, media::Examination& found) {
  auto package = Package::open(source, found);
  if (!package) return fail(std::move(package).error());
  if (!*package) return {};
  const auto sound = Look(**package, found).run();
  if (!sound) return fail(sound.error());
  if (*sound) GUIDANG_TRY((*package)->read_rest(found));
  return {};
}

}  // namespace guidang::office
