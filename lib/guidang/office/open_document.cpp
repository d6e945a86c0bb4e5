// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "guidang/office/looks.hpp"
#include "guidang/office/package.hpp"

namespace guidang::office {
namespace {

/// Sees whether the manifest says that parts are encrypted (OpenDocument 1.2, part 3, 4.4).
class ManifestReader final : public xml::Handler {
 public:
  bool begin(const xml::Start& element) override {
    encrypted = encrypted || element.local == "encryption-data";
    return true;
  }

  void text(std::string_view /*text*/) override {}

  void end(std::string_view /*local*/) override {}

  bool encrypted = false;
};

/// A program: a module in a library ("Basic/Standard/Module1.xml") or a script of another language. Lists of
/// libraries are written even where there is nothing to list.
bool is_program(const zip::Record& record) {
  const auto name = plain_name(record.raw_name);
  if (name.ends_with('/')) return false;
  if (name.starts_with("scripts/")) return true;
  if (!name.starts_with("basic/")) return false;
  return !name.ends_with("script-lb.xml") && !name.ends_with("script-lc.xml") && !name.ends_with("dialog-lb.xml") &&
         !name.ends_with("dialog-lc.xml");
}

}  // namespace

Result<void> examine_open_document(fs::Source& source, media::Examination& found) {
  auto opened = Package::open(source, found);
  if (!opened) return fail(std::move(opened).error());
  if (!*opened) return {};
  auto& package = **opened;
  found.document.emplace().macros = std::ranges::any_of(package.records(), is_program);
  ManifestReader manifest;
  const auto told = package.walk("META-INF/manifest.xml", manifest, found);
  if (!told) return fail(told.error());
  if (!*told) return {};
  if (manifest.encrypted) {
    give_up(found, media::Condition::locked, media::Fault::password);
    return {};
  }
  Ignore content;
  const auto walked = package.walk("content.xml", content, found);
  if (!walked) return fail(walked.error());
  if (*walked) GUIDANG_TRY(package.read_rest(found));
  return {};
}

}  // namespace guidang::office
