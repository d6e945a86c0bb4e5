// SPDX-License-Identifier: Apache-2.0
// OFD: GB/T 33190-2016; its encryption: GM/T 0099-2020, annex C.
#include <string>
#include <utility>
#include <vector>

#include "guidang/office/looks.hpp"
#include "guidang/office/package.hpp"

namespace guidang::office {
namespace {

/// Collects the places of the documents: what stands in the DocRoot elements of OFD.xml.
class RootReader final : public xml::Handler {
 public:
  bool begin(const xml::Start& element) override {
    inside_ = element.local == "DocRoot";
    if (inside_) documents.emplace_back();
    return true;
  }

  void text(std::string_view text) override {
    if (inside_) documents.back() += text;
  }

  void end(std::string_view /*local*/) override { inside_ = false; }

  std::vector<std::string> documents;

 private:
  bool inside_ = false;
};

/// Collects the places of a document's pages.
class PagesReader final : public xml::Handler {
 public:
  bool begin(const xml::Start& element) override {
    if (element.local == "Page") pages.emplace_back(element.attribute("BaseLoc").value_or(""));
    return true;
  }

  void text(std::string_view /*text*/) override {}

  void end(std::string_view /*local*/) override {}

  std::vector<std::string> pages;
};

/// The place that `to` means in the part `from`: beginning with a slash from the root, else from its folder.
std::string place_from(std::string_view from, std::string_view to) {
  const auto first = to.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  to = to.substr(first, to.find_last_not_of(" \t\r\n") + 1 - first);
  while (to.starts_with("./")) to.remove_prefix(2);
  if (to.starts_with('/') || to.starts_with('\\')) return std::string(to);
  const auto slash = from.find_last_of("/\\");
  if (slash == std::string_view::npos) return std::string(to);
  return std::string(from.substr(0, slash + 1)) + std::string(to);
}

/// Counts the pages of one document; false where `found` says what is wrong.
Result<bool> read_document(Package& package, const std::string& place, media::Examination& found) {
  PagesReader reader;
  auto walked = package.walk(place, reader, found);
  if (!walked || !*walked) return walked;
  for (const auto& page : reader.pages) {
    const auto content = place_from(place, page);
    if (package.find(content) == nullptr) {
      return give_up(found, media::Condition::damaged, media::Fault::missing_part, content);
    }
  }
  auto& pages = found.document->pages;
  pages = pages.value_or(0) + static_cast<std::uint32_t>(reader.pages.size());
  return true;
}

Result<bool> read_documents(Package& package, media::Examination& found) {
  RootReader root;
  auto walked = package.walk("OFD.xml", root, found);
  if (!walked || !*walked) return walked;
  for (const auto& document : root.documents) {
    auto read = read_document(package, place_from("OFD.xml", document), found);
    if (!read || !*read) return read;
  }
  if (found.document->pages.value_or(0) == 0) {
    return give_up(found, media::Condition::damaged, media::Fault::no_content);
  }
  return true;
}

}  // namespace

Result<void> examine_ofd(fs::Source& source, media::Examination& found) {
  auto opened = Package::open(source, found);
  if (!opened) return fail(std::move(opened).error());
  if (!*opened) return {};
  auto& package = **opened;
  found.document.emplace();
  if (const auto* const record = package.find("Encryptions.xml"); record != nullptr) {
    give_up(found, media::Condition::locked, media::Fault::password, record->raw_name);
    return {};
  }
  const auto read = read_documents(package, found);
  if (!read) return fail(read.error());
  if (*read) GUIDANG_TRY(package.read_rest(found));
  return {};
}

}  // namespace guidang::office
