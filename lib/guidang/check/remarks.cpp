// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/remarks.hpp"

#include "guidang/check/leaf_lines.hpp"
#include "guidang/check/rules.hpp"

namespace guidang {

Remarks::Remarks(const CheckInput& input,
                 const CodeBook& codes,
                 const FileFinder& files,
                 std::vector<Finding>& findings) {
  for (const auto& line : input.tables.remarks) {
    const Item* leaf = line.code.empty() ? nullptr : codes.find(line.code);
    const bool no_leaf = !line.code.empty() && (leaf == nullptr || !leaf->is_leaf());
    if (no_leaf || !in_edition(input.index, line.date)) continue;  // told with the other lines of the tables
    if (!line.file.empty()) {
      read(line, leaf, files, findings);
    } else if (leaf != nullptr) {
      by_leaf_[leaf] = &line;
    }
  }
}

void Remarks::read(const RemarkLine& line, const Item* leaf, const FileFinder& files, std::vector<Finding>& findings) {
  const auto& meant = files.find(line.file, leaf);
  if (meant.size() == 1) {
    by_file_[{leaf, meant.front()}] = &line;
  } else if (meant.empty()) {
    findings.push_back(line_finding("form/unknown-file", line.where, {{"name", line.file}}));
    if (line.rejected) findings.back().severity = Severity::note;
  } else {
    findings.push_back(line_finding(
        "form/ambiguous-file", line.where, {{"name", line.file}, {"count", static_cast<std::int64_t>(meant.size())}}));
  }
}

const RemarkLine* Remarks::rejection(const Item& leaf, std::size_t file) const {
  const RemarkLine* last = nullptr;
  const auto look = [&last](const auto& lines, const auto& key) {
    const auto place = lines.find(key);
    if (place == lines.end()) return;
    if (last == nullptr || last < place->second) last = place->second;  // lines of one table, in its order
  };
  look(by_leaf_, &leaf);
  look(by_file_, std::pair(static_cast<const Item*>(&leaf), file));
  look(by_file_, std::pair(static_cast<const Item*>(nullptr), file));
  return last != nullptr && last->rejected ? last : nullptr;
}

}  // namespace guidang
