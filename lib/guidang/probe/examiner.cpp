// SPDX-License-Identifier: Apache-2.0
#include "guidang/probe/examiner.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include <sys/stat.h>

#include "guidang/media/bytes.hpp"
#include "guidang/media/format.hpp"
#include "guidang/media/libraries.hpp"
#include "guidang/office/office.hpp"
#include "guidang/picture/picture.hpp"
#include "guidang/recording/recording.hpp"

namespace guidang::probe {
namespace {

class LocalExaminer final : public Examiner {
 public:
  explicit LocalExaminer(texts::Questions questions) : questions_(std::move(questions)) {}

  void begin(fs::Source& source, std::string_view name) override {
    source_ = &source;
    name_ = name;
  }

  [[nodiscard]] Result<media::Examination> finish() override { return examine(*source_, name_, questions_); }

 private:
  texts::Questions questions_;
  fs::Source* source_ = nullptr;
  std::string name_;
};

/// Size and time of a program's file: another build of the same version finds other things.
std::string stamp_of(const std::string& program) {
  struct stat info {};

  if (::stat(program.c_str(), &info) != 0) return "none";
  return std::to_string(info.st_size) + " " + std::to_string(info.st_mtim.tv_sec) + "." +
         std::to_string(info.st_mtim.tv_nsec);
}

/// A file of nothing but zeros, as far as its ends show: a copy whose content never arrived.
Result<bool> is_blank(fs::Source& source) {
  constexpr std::size_t k_looked_at = 4096;
  const auto size = source.size_bytes();
  for (const auto place : {std::uint64_t{0}, size - std::min<std::uint64_t>(size, k_looked_at)}) {
    const auto bytes = media::read_bytes(source, place, k_looked_at);
    if (!bytes) return fail(bytes.error());
    if (bytes->find_first_not_of('\0') != std::string::npos) return false;
  }
  return size > 0;
}

/// Of no known format, or OLE of no known program.
Result<void> examine_unknown(fs::Source& source, media::Examination& found) {
  const auto blank = is_blank(source);
  if (!blank) return fail(blank.error());
  if (!*blank) return office::examine(source, found);
  found.condition = media::Condition::damaged;
  found.fault = media::Fault::no_content;
  return {};
}

}  // namespace

Result<media::Examination> examine(fs::Source& source, std::string_view name, const texts::Questions& questions) {
  const auto content = media::identify(source);
  if (!content) return fail(content.error());
  media::Examination found;
  found.format = &media::named_format(**content, media::extension_of(name));
  switch (found.format->sort) {
    case media::Sort::photo: GUIDANG_TRY(picture::examine(source, found)); break;
    case media::Sort::video:
    case media::Sort::audio: GUIDANG_TRY(recording::examine(source, found)); break;
    case media::Sort::document:
    case media::Sort::table:
    case media::Sort::archive:
      GUIDANG_TRY(office::examine(source, found));
      if (found.condition != media::Condition::locked) GUIDANG_TRY(texts::examine(source, questions, found));
      break;
    case media::Sort::other: GUIDANG_TRY(examine_unknown(source, found)); break;
    case media::Sort::program:
    case media::Sort::shortcut: break;
  }
  return found;
}

std::string name_of(const texts::Questions& questions) {
  // Lengths keep the words apart, whatever is in them.
  std::string name = "pdftotext " + std::to_string(questions.pdftotext.size()) + " " + questions.pdftotext;
  for (const auto& word : questions.words) name += "\n" + std::to_string(word.size()) + " " + word;
  return name;
}

std::string tools(const std::string& helper, const std::string& pdftotext) {
  return media::libraries() + ", " + picture::libraries() + ", " + office::libraries() + ", " + recording::libraries() +
         ", guidang-probe " + stamp_of(helper) + ", pdftotext " + stamp_of(pdftotext);
}

ExaminerFactory local_examiners(texts::Questions questions) {
  return [questions = std::move(questions)] { return std::make_unique<LocalExaminer>(questions); };
}

}  // namespace guidang::probe
