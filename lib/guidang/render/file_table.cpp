// SPDX-License-Identifier: Apache-2.0
#include "guidang/render/file_table.hpp"

#include <fmt/format.h>

#include "guidang/base/text.hpp"
#include "guidang/media/examination.hpp"
#include "guidang/render/text.hpp"

namespace guidang {
namespace {

class FileTable {
 public:
  explicit FileTable(const Catalogue& catalogue) : catalogue_(catalogue) {}

  [[nodiscard]] std::vector<std::string> head() const {
    return {say("report/file"), say("report/file-is"), say("report/file-date"), say("report/file-source")};
  }

  [[nodiscard]] std::vector<std::string> row(const ReportEvidence& file) const {
    return {escaped(file.path.substr(file.path.rfind('/') + 1)), what(file), day(file), source(file)};
  }

 private:
  [[nodiscard]] std::string say(std::string id, std::vector<Argument> arguments = {}) const {
    return catalogue_.text({std::move(id), std::move(arguments)});
  }

  /// "JPEG 图片 4032×3024", "PDF 文档 3 页".
  [[nodiscard]] std::string what(const ReportEvidence& file) const {
    const auto& found = file.examination;
    if (found.format == nullptr) return say("report/file-unread");
    auto text = say("format/" + std::string(found.format->name));
    if (!media::is_sound(found.condition)) {
      return say("report/file-" + std::string(media::to_string(found.condition)), {{"format", text}});
    }
    const auto more = measure(found);
    return more.empty() ? text : text + " " + more;
  }

  [[nodiscard]] std::string measure(const media::Examination& found) const {
    if (found.picture && found.picture->width > 0 && found.picture->height > 0) {
      return fmt::format("{}×{}", found.picture->width, found.picture->height);
    }
    if (found.recording && found.recording->duration_ms > 0) {
      const auto seconds = (found.recording->duration_ms + 999) / 1000;
      return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
    }
    if (found.document && found.document->pages) {
      return say("report/file-pages", {{"count", std::int64_t{*found.document->pages}}});
    }
    if (found.text) {
      return say("report/file-characters", {{"count", static_cast<std::int64_t>(found.text->characters)}});
    }
    return "";
  }

  [[nodiscard]] std::string day(const ReportEvidence& file) const {
    if (file.date) return to_string(*file.date);
    return file.saved_by ? say("report/file-not-after", {{"date", to_string(*file.saved_by)}}) : "—";
  }

  [[nodiscard]] std::string source(const ReportEvidence& file) const {
    if (file.date && file.date_source) return say("date-source/" + std::string(to_string(*file.date_source)));
    return file.saved_by ? say("date-source/saved_name") : "";
  }

  const Catalogue& catalogue_;
};

}  // namespace

std::string render_files(const std::vector<ReportEvidence>& evidence,
                         const Catalogue& catalogue,
                         const Paint& paint,
                         int width) {
  const FileTable files(catalogue);
  using enum TextTable::Align;
  TextTable table{.head = files.head(), .align = {left, left, left, left}, .rows = {}, .flexible = 0};
  for (const auto& file : evidence) table.rows.push_back(files.row(file));
  const auto drawn = render_table(table, width, "    ");
  std::string text;
  std::size_t at = 0;
  const auto next_line = [&drawn, &at] {
    const auto end = drawn.find('\n', at) + 1;
    auto line = drawn.substr(at, end - at);
    at = end;
    return line;
  };
  text += paint.faint(next_line());
  std::string folder;
  for (const auto& file : evidence) {
    const auto slash = file.path.rfind('/');
    const auto here = slash == std::string::npos ? "" : file.path.substr(0, slash);
    if (here != folder) text += "  " + escaped(here) + "\n";
    folder = here;
    text += next_line();
  }
  return text;
}

}  // namespace guidang
