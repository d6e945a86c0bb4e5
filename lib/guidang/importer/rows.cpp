// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/importer/awards.hpp"
#include "guidang/importer/code_columns.hpp"
#include "guidang/importer/coverage.hpp"
#include "guidang/importer/draft.hpp"
#include "guidang/importer/row_kinds.hpp"

namespace guidang {
namespace {

class RowReader {
 public:
  RowReader(const Grid& grid, const Header& header) : grid_(grid), header_(header), coverage_(grid) {
    for (const auto role : {Role::project, Role::indicator, Role::content}) {
      for (const auto column : header.columns(role)) levels_.push_back(column);
    }
    std::ranges::sort(levels_);
    standards_ = header.columns(Role::standard);
    scoring_ = header.columns(Role::scoring);
    if (scoring_.empty()) {  // then the standards say how they are scored
      scoring_ = standards_;
      standards_.clear();
    }
    if (levels_.empty() && !standards_.empty()) levels_ = {std::exchange(standards_, {}).front()};
    if (levels_.empty() && !scoring_.empty()) levels_ = {scoring_.front()};
    const auto points = header.columns(Role::points);
    if (!points.empty()) points_ = points.back();
    if (points.size() > 1) group_points_ = points.front();
    path_.resize(levels_.size() + 1, nullptr);
    if (!levels_.empty()) codes_ = find_code_columns(grid, header, levels_);
  }

  Draft run() {
    read_title();
    for (auto row = header_.first_row + header_.rows; row < grid_.rows.size(); ++row) read_row(row);
    drop_empty_end();
    coverage_.report(header_, draft_.notes);
    return std::move(draft_);
  }

 private:
  [[nodiscard]] const std::string& text(std::size_t row, std::size_t column) const {
    return grid_.rows[row][column].text;
  }

  void note_text(ImportNote::Kind kind, std::size_t row, std::size_t column, std::string text, std::string id) {
    draft_.notes.push_back({kind,
                            static_cast<int>(row) + 1,
                            static_cast<int>(column) + 1,
                            "",
                            std::move(text),
                            {std::move(id), {}},
                            std::nullopt});
  }

  void read_title() {
    for (const auto& line : split(grid_.title, "\n")) {
      if (!read_awards(line).empty()) {
        draft_.notes.push_back({ImportNote::Kind::guessed, 0, 0, "", line, {"importer/awards", {}}, std::nullopt});
      }
      // the longest line names the table; others are its number or date
      const bool remark = line.starts_with("（") || line.starts_with("(");
      if (!remark && code_points(line) <= 60 && code_points(line) > code_points(draft_.title)) draft_.title = line;
      if (const auto total = stated_points(line); total && !draft_.stated) draft_.stated = total;
    }
    for (std::size_t row = 0; row < header_.first_row; ++row) {
      for (std::size_t c = 0; c < grid_.width; ++c) {
        if (!grid_.own(row, c)) continue;
        if (!read_awards(text(row, c)).empty()) {
          note_text(ImportNote::Kind::guessed, row, c, text(row, c), "importer/awards");
          coverage_.take(row, c);
        } else if (draft_.title.empty() && code_points(text(row, c)) > 3) {
          draft_.title = text(row, c);
          coverage_.take(row, c);
        }
        if (const auto total = stated_points(text(row, c)); total && !draft_.stated) {
          draft_.stated = total;
          draft_.stated_row = static_cast<int>(row) + 1;
        }
      }
    }
  }

  void read_row(std::size_t row) {
    const auto own = own_texts(grid_, row);
    if (own.empty()) return;
    if (repeats_header(grid_, header_, row)) {
      for (const auto c : own) {
        if (says_header(grid_, header_, row, c)) coverage_.take(row, c);
      }
      return;
    }
    if (!has_points(row) && is_remark(grid_, row)) return note_row(row, own, "importer/remark-row");
    for (const auto c : own) {
      if (is_sum_word(text(row, c)) && c != points_ && read_awards(text(row, c)).empty()) return read_sum(row, own);
    }
    const auto first_new = first_own_level(row);
    if (own.size() == 1 && !is_covered(grid_, row) && !is_leaf_text(row, own.front()))
      return read_section(row, own.front());
    read_item(row, first_new);
  }

  /// A row with a single text is a leaf only where its text has points and stands under a level that is not the first.
  [[nodiscard]] bool is_leaf_text(std::size_t row, std::size_t column) const {
    if (std::ranges::find(scoring_, column) != scoring_.end() && column > levels_.front()) return true;
    const auto level = std::ranges::find(levels_, column);
    if (level == levels_.end()) return column > levels_.back();
    const bool wide = column + 1 < grid_.width && grid_.rows[row][column + 1].origin == grid_.rows[row][column].origin;
    return !wide && level != levels_.begin();
  }

  /// A row that is no part of the index, in one note; its awards are read from there.
  void note_row(std::size_t row, const std::vector<std::size_t>& own, std::string id) {
    std::string all;
    for (const auto c : own) all += (all.empty() ? "" : "；") + text(row, c);
    if (!read_awards(all).empty()) id = "importer/awards";
    const auto kind = id == "importer/awards" ? ImportNote::Kind::guessed : ImportNote::Kind::left_out;
    note_text(kind, row, own.front(), std::move(all), std::move(id));
    coverage_.take_row(row);
  }

  /// A text at the end of the table that begins a block without anything in it is a remark (制表单位：…).
  void drop_empty_end() {
    while (draft_.projects.size() > 1 && draft_.projects.back().get() == section_ && !section_->leaf &&
           section_->children.empty() && !section_->stated) {
      const auto row = static_cast<std::size_t>(section_->row) - 1;
      draft_.projects.pop_back();
      section_ = nullptr;
      note_row(row, own_texts(grid_, row), "importer/remark-row");
    }
  }

  void read_sum(std::size_t row, const std::vector<std::size_t>& own) {
    std::optional<Exact> sum;
    for (const auto c : own) {
      if (const auto number = read_points(text(row, c)); number && (!sum || c == points_)) sum = number;
      if (const auto number = stated_points(text(row, c)); number && !sum) sum = number;
    }
    const auto word = squeezed(text(row, own.front()));
    if (word.starts_with("小计")) {
      if (sum && path_.front() != nullptr && !path_.front()->stated) path_.front()->stated = sum;
    } else if (sum) {
      draft_.stated = sum;
      draft_.stated_row = static_cast<int>(row) + 1;
    }
    note_row(row, own, "importer/sum-row");
  }

  void read_section(std::size_t row, std::size_t column) {
    const auto& words = text(row, column);
    const auto heading = read_heading(words);
    if (code_points(words) > 40 && !heading.points) return note_row(row, {column}, "importer/remark-row");
    section_ = add(nullptr, heading, words, row, column);
    section_->stated = heading.points;
    std::ranges::fill(path_, nullptr);
    path_.front() = section_;
    leaf_ = nullptr;
  }

  DraftItem* add(
      DraftItem* above, const Heading& heading, const std::string& words, std::size_t row, std::size_t column) {
    auto& list = above == nullptr ? draft_.projects : above->children;
    auto made = std::make_unique<DraftItem>();
    coverage_.take(row, column);
    made->code = heading.code;
    made->whole_code = heading.whole;
    made->title = short_title(heading.text);
    if (made->title.empty()) made->title = short_title(words);
    if (made->title != heading.text) made->content = heading.text;
    made->cut_title =
        !made->title.empty() && made->title != heading.text && !heading.text.starts_with(made->title + "\n");
    if (made->content.starts_with(made->title + "\n")) made->content.erase(0, made->title.size() + 1);
    made->row = static_cast<int>(row) + 1;
    made->column = static_cast<int>(column) + 1;
    list.push_back(std::move(made));
    return list.back().get();
  }

  /// Whether a level says what the row above says, and so do the levels above it: a table whose cells could not be
  /// merged (CSV) writes a heading in each of its rows.
  [[nodiscard]] bool repeats(std::size_t row, std::size_t level) const {
    const auto said_above = [&](std::size_t column) {
      return text(row, column).empty() || !grid_.own(row, column) || text(row, column) == text(row - 1, column);
    };
    if (row == 0 || path_[level + 1] == nullptr) return false;
    if (text(row, levels_[level]) != text(row - 1, levels_[level])) return false;
    return std::all_of(levels_.begin(), levels_.begin() + static_cast<std::ptrdiff_t>(level), said_above);
  }

  /// The first level whose cell begins in this row; levels_.size() if none does.
  [[nodiscard]] std::size_t first_own_level(std::size_t row) const {
    for (std::size_t level = 0; level < levels_.size(); ++level) {
      if (grid_.own(row, levels_[level]) && !text(row, levels_[level]).empty() && !repeats(row, level)) return level;
    }
    return levels_.size();
  }

  /// The nearest node above level `level` of the path (the section is level 0 of it).
  [[nodiscard]] DraftItem* above(std::size_t level) const {
    for (auto i = level + 1; i-- > 0;) {
      if (path_[i] != nullptr) return path_[i];
    }
    return nullptr;
  }

  [[nodiscard]] bool has_points(std::size_t row) const {
    return points_ && grid_.own(row, *points_) && read_points(text(row, *points_));
  }

  /// Whether the deepest own text of the row carries its points itself.
  [[nodiscard]] bool heading_points(std::size_t row) const {
    for (auto level = levels_.size(); level-- > 0;) {
      const auto c = levels_[level];
      if (grid_.own(row, c) && !text(row, c).empty()) return read_heading(text(row, c)).points.has_value();
    }
    return false;
  }

  [[nodiscard]] bool has_text(std::size_t row, const std::vector<std::size_t>& columns) const {
    return std::ranges::any_of(columns, [&](std::size_t c) { return grid_.own(row, c) && !text(row, c).empty(); });
  }

  void read_item(std::size_t row, std::size_t first_new) {
    // points that stand beside several rows are one leaf's, unless the rows have their own
    const bool shared = points_ && !text(row, *points_).empty() && !grid_.own(row, *points_) &&
                        grid_.rows[row][*points_].origin / grid_.width < row && !heading_points(row);
    if (shared && leaf_ != nullptr) return extend(row, true);
    for (auto level = first_new; level < levels_.size(); ++level) {
      const auto c = levels_[level];
      if (!grid_.own(row, c) || text(row, c).empty()) continue;
      const bool next_says_it = level + 1 < levels_.size() && text(row, levels_[level + 1]) == text(row, c);
      if (repeats(row, level) || (next_says_it && level > first_new)) {
        coverage_.take(row, c);
        continue;
      }
      const auto heading = read_heading(text(row, c));
      auto* made = add(above(level), heading, text(row, c), row, c);
      made->stated = heading.points;
      std::fill(path_.begin() + static_cast<std::ptrdiff_t>(level) + 1, path_.end(), nullptr);
      path_[level + 1] = made;
      leaf_ = nullptr;
    }
    read_code(row);
    const bool only_group = first_new < levels_.size() && !has_text(row, scoring_) && !has_text(row, standards_) &&
                            deepest() < levels_.size() - 1 && next_goes_deeper(row);
    if (only_group) {
      if (has_points(row)) path_[deepest() + 1]->stated = take_points(row, *points_);
      return;
    }
    const bool begins = has_points(row) || first_new < levels_.size() || leaf_ == nullptr;
    if (!begins) return extend(row, false);
    begin_leaf(row, first_new);
  }

  std::optional<Exact> take_points(std::size_t row, std::size_t column) {
    auto points = read_points(text(row, column));
    if (points) coverage_.take(row, column);
    return points;
  }

  /// The deepest level of the path that has a node.
  [[nodiscard]] std::size_t deepest() const {
    for (auto level = levels_.size(); level-- > 0;) {
      if (path_[level + 1] != nullptr) return level;
    }
    return 0;
  }

  [[nodiscard]] bool next_goes_deeper(std::size_t row) const {
    if (row + 1 >= grid_.rows.size()) return false;
    const auto first = first_own_level(row + 1);
    return first < levels_.size() && first > deepest() &&
           (first == 0 || text(row + 1, levels_[first - 1]).empty() || !grid_.own(row + 1, levels_[first - 1]));
  }

  void begin_leaf(std::size_t row, std::size_t first_new) {
    auto* node = above(levels_.size());
    if (first_new >= levels_.size() || node == nullptr || node == section_) node = divide(node, row);
    leaf_ = node;
    leaf_->leaf = true;
    if (has_points(row)) {
      leaf_->points = take_points(row, *points_);
    } else if (leaf_->stated) {
      leaf_->points = leaf_->stated;
    }
    if (group_points_ && grid_.own(row, *group_points_) && path_[1] != nullptr && path_[1] != leaf_) {
      if (const auto sum = take_points(row, *group_points_)) path_[1]->stated = sum;
    }
    read_code(row);  // of a leaf that was just divided off
    extend(row, false);
  }

  /// Several leaves stand beside one heading: it becomes their group, and they are named by what they ask for.
  DraftItem* divide(DraftItem* group, std::size_t row) {
    if (group != nullptr && group->leaf) {
      move_into_child(*group);
    }
    for (const auto& columns : {standards_, scoring_}) {
      for (const auto c : columns) {
        if (!grid_.own(row, c) || text(row, c).empty()) continue;
        Heading heading = read_heading(text(row, c));
        heading.points.reset();
        return add(group, heading, text(row, c), row, c);
      }
    }
    return add(group, {}, group == nullptr ? "" : group->title, row, levels_.back());
  }

  /// Adds the texts of a row to the leaf at hand.
  void extend(std::size_t row, bool with_levels) {
    const auto place = [&](std::size_t c) {
      coverage_.take(row, c);
      return Placed{text(row, c), static_cast<int>(row) + 1, static_cast<int>(c) + 1};
    };
    if (with_levels && grid_.own(row, levels_.back()) && !text(row, levels_.back()).empty()) {
      leaf_->standards.push_back(place(levels_.back()));
    }
    const auto take = [&](const std::vector<std::size_t>& columns, std::vector<Placed>& list) {
      for (const auto c : columns) {
        const bool level = std::ranges::find(levels_, c) != levels_.end();
        if (grid_.own(row, c) && !text(row, c).empty() && !(level && &list == &leaf_->standards)) {
          list.push_back(place(c));
        }
      }
    };
    take(standards_, leaf_->standards);
    take(scoring_, leaf_->scoring);
    take(header_.columns(Role::evidence), leaf_->evidence);
    // a merged cell of methods or owners holds for all its rows
    for (const auto c : header_.columns(Role::method)) {
      if (leaf_->method.find(text(row, c)) == std::string::npos) leaf_->method += text(row, c) + "\n";
      coverage_.take(row, c);
    }
    for (const auto c : header_.columns(Role::owner)) {
      const auto owner = squeezed(text(row, c));
      if (leaf_->owner.find(owner) == std::string::npos) leaf_->owner += (leaf_->owner.empty() ? "" : "、") + owner;
      coverage_.take(row, c);
    }
  }

  /// A code in a column of its own belongs to the level on its right where both begin in the same rows; else to the
  /// leaf. Running numbers over the whole table stand for themselves.
  void read_code(std::size_t row) {
    for (const auto& column : codes_) {
      if (!grid_.own(row, column.number) || text(row, column.number).empty()) continue;
      if (repeats(row, column.level) && text(row, column.number) == text(row - 1, column.number)) {
        coverage_.take(row, column.number);
        continue;
      }
      auto* node = path_[column.level + 1];
      if (node == nullptr || node->row != static_cast<int>(row) + 1) node = above(levels_.size());
      if (node == nullptr || !node->code.empty() || node->row != static_cast<int>(row) + 1) continue;
      const auto code = squeezed(text(row, column.number));
      const auto heading = read_heading(code);
      node->code = heading.code.empty() ? code : heading.code;
      node->whole_code = heading.whole || column.running;
      coverage_.take(row, column.number);
    }
  }

  const Grid& grid_;
  const Header& header_;
  Coverage coverage_;
  std::vector<std::size_t> levels_;
  std::vector<CodeColumn> codes_;
  std::vector<std::size_t> standards_;
  std::vector<std::size_t> scoring_;
  std::optional<std::size_t> points_;
  std::optional<std::size_t> group_points_;
  std::vector<DraftItem*> path_;  // the section, then one a level; null where there is none
  DraftItem* section_ = nullptr;
  DraftItem* leaf_ = nullptr;
  Draft draft_;
};

}  // namespace

Draft read_rows(const Grid& grid, const Header& header) {
  return RowReader(grid, header).run();
}

}  // namespace guidang
