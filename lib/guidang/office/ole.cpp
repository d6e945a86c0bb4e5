// SPDX-License-Identifier: Apache-2.0
// Documents of office programs before 2007, and of WPS: MS-CFB with MS-DOC, MS-XLS or MS-PPT in it.
#include <algorithm>
#include <string>
#include <string_view>

#include "guidang/media/bytes.hpp"
#include "guidang/media/ole_file.hpp"
#include "guidang/office/excel_password.hpp"
#include "guidang/office/looks.hpp"

namespace guidang::office {
namespace {

using media::Condition;
using media::Fault;
using media::little_endian;
using media::OleEntry;

/// Word's file information block says so (MS-DOC 2.5.2, fEncrypted).
bool is_locked_word(std::string_view beginning) {
  return (little_endian(beginning, 10, 2) & 0x0100U) != 0;
}

/// A workbook says so by a FILEPASS record among its first ones (MS-XLS 2.4.117), unless Excel knows the password.
bool is_locked_excel(std::string_view beginning) {
  constexpr std::uint64_t k_file_pass = 0x2F;
  constexpr std::uint64_t k_bound_sheet = 0x85;
  constexpr std::uint64_t k_end = 0x0A;
  while (beginning.size() >= 4) {
    const auto type = little_endian(beginning, 0, 2);
    const auto size = static_cast<std::size_t>(little_endian(beginning, 2, 2));
    if (type == k_file_pass) return !opens_by_itself(beginning.substr(4, size));
    if (type == k_bound_sheet || type == k_end) return false;
    beginning.remove_prefix(std::min(beginning.size(), 4 + size));
  }
  return false;
}

/// A presentation says so by the token of its current user (MS-PPT 2.3.2).
bool is_locked_powerpoint(std::string_view beginning) {
  return little_endian(beginning, 12, 4) == 0xF3D1C4DF;
}

bool is_macro_storage(const OleEntry& entry) {
  return entry.kind == OleEntry::Kind::storage &&
         (entry.name == "Macros" || entry.name == "_VBA_PROJECT_CUR" || entry.name == "VBA");
}

class Look {
 public:
  Look(media::OleFile& file, media::Examination& found) : file_(file), found_(found) {}

  Result<void> run() {
    auto state = file_.read_directory();
    if (state && *state == media::OleState::sound) state = file_.check_streams();
    if (!state) return fail(state.error());
    if (*state == media::OleState::cut_off) give_up(found_, Condition::truncated, Fault::cut_off);
    if (*state == media::OleState::bad) give_up(found_, Condition::damaged, Fault::bad_structure);
    if (*state != media::OleState::sound) return {};
    const auto locked = is_locked();
    if (!locked) return fail(locked.error());
    if (*locked) {
      give_up(found_, Condition::locked, Fault::password);
    } else if (const auto lacking = missing_stream(); !lacking.empty()) {
      give_up(found_, Condition::damaged, Fault::missing_part, lacking);
    } else {
      found_.condition = Condition::whole;
      found_.document.emplace().macros = std::ranges::any_of(file_.entries(), is_macro_storage);
    }
    return {};
  }

 private:
  [[nodiscard]] const OleEntry* stream(std::string_view name) const {
    for (const auto number : file_.children(0)) {
      if (file_.entries()[number].name == name) return &file_.entries()[number];
    }
    return nullptr;
  }

  Result<bool> is_locked() {
    if (stream("EncryptedPackage") != nullptr) return true;
    constexpr std::size_t k_looked_at = 8192;
    constexpr std::pair<std::string_view, bool (*)(std::string_view)> k_readers[] = {
        {"WordDocument", is_locked_word},
        {"Workbook", is_locked_excel},
        {"Book", is_locked_excel},
        {"Current User", is_locked_powerpoint},
    };
    for (const auto& [name, reader] : k_readers) {
      const auto* const entry = stream(name);
      if (entry == nullptr) continue;
      const auto beginning = file_.read(*entry, k_looked_at);
      if (!beginning) return fail(beginning.error());
      if (reader(*beginning)) return true;
    }
    return false;
  }

  /// The stream that a document of this format cannot be without, if it is not there.
  [[nodiscard]] std::string_view missing_stream() const {
    const auto format = found_.format->name;
    const bool word = format == "doc" || format == "wps";
    const bool powerpoint = format == "ppt" || format == "dps";
    const bool excel = format == "xls" || format == "et";
    if (word && stream("WordDocument") == nullptr) return "WordDocument";
    if (powerpoint && stream("PowerPoint Document") == nullptr) return "PowerPoint Document";
    if (excel && stream("Workbook") == nullptr && stream("Book") == nullptr) return "Workbook";
    return {};
  }

  media::OleFile& file_;
  media::Examination& found_;
};

}  // namespace

Result<void> examine_ole(fs::Source& source, media::Examination& found) {
  auto file = media::OleFile::open(source);
  if (!file) return fail(std::move(file).error());
  if (*file) return Look(**file, found).run();
  give_up(found, Condition::truncated, Fault::cut_off);
  return {};
}

}  // namespace guidang::office
