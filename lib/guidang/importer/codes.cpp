// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/text.hpp"
#include "guidang/importer/draft.hpp"

namespace guidang {
namespace {

using Items = std::vector<std::unique_ptr<DraftItem>>;

constexpr auto k_levels = std::to_array<std::string_view>({"Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ"});

/// Codes that stand for themselves come first, so that no code made up takes one of theirs.
class Codes {
 public:
  void keep_whole(Items& items) {
    for (const auto& item : items) {
      if (item->whole_code && !taken_.insert(folded(item->code)).second) {
        item->whole_code = false;  // twice in the table: the second one is made up
        item->code.clear();
      }
      keep_whole(item->children);
    }
  }

  void complete(Items& items, const DraftItem* above, std::size_t level) {
    for (const auto& item : items) {
      if (!item->whole_code) {
        const auto own = std::exchange(item->code, {});
        if (!own.empty()) item->code = above == nullptr ? own : above->code + "-" + own;
        if (item->code.empty() || !taken_.insert(folded(item->code)).second) {
          item->code = made_up(level);
          item->made_up_code = true;
        }
      }
      complete(item->children, item.get(), level + 1);
    }
  }

 private:
  std::string made_up(std::size_t level) {
    level = std::min(level, k_levels.size() - 1);
    for (;;) {
      auto code = fmt::format("{}-{}", k_levels[level], ++last_[level]);
      if (taken_.insert(folded(code)).second) return code;
    }
  }

  std::set<std::string> taken_;
  std::array<int, k_levels.size()> last_{};
};

}  // namespace

void give_codes(Items& projects) {
  Codes codes;
  codes.keep_whole(projects);
  codes.complete(projects, nullptr, 0);
}

Exact points_below(const DraftItem& item) {
  if (item.children.empty()) return item.points.value_or(0);
  Exact sum;
  for (const auto& child : item.children) sum += points_below(*child);
  return sum;
}

void move_into_child(DraftItem& group) {
  auto first = std::make_unique<DraftItem>();
  first->leaf = true;
  first->points = std::exchange(group.points, std::nullopt);
  first->standards = std::exchange(group.standards, {});
  first->scoring = std::exchange(group.scoring, {});
  first->evidence = std::exchange(group.evidence, {});
  first->method = std::exchange(group.method, {});
  first->owner = std::exchange(group.owner, {});
  first->content = std::exchange(group.content, {});
  first->row = group.row;
  first->column = group.column;
  first->title = first->standards.empty() ? "" : short_title(first->standards.front().text);
  if (first->title.empty() && !first->scoring.empty()) first->title = short_title(first->scoring.front().text);
  if (first->title.empty()) first->title = group.title;
  group.leaf = false;
  group.stated.reset();
  group.children.push_back(std::move(first));
}

std::string short_title(std::string_view text) {
  constexpr std::size_t k_most = 24;
  std::string_view rest = trimmed(text);
  take_numbering(rest);
  std::size_t end = rest.size();
  for (const std::string_view mark : {"，", "。", "；", "：", "\n", ",", ";", "（", "("}) {
    if (const auto at = rest.find(mark); at != std::string_view::npos && at > 0) end = std::min(end, at);
  }
  rest = trimmed(rest.substr(0, end));
  if (code_points(rest) <= k_most) return std::string(rest);
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < k_most; ++i) {
    ++bytes;
    while (bytes < rest.size() && (static_cast<unsigned char>(rest[bytes]) & 0xC0U) == 0x80U) ++bytes;
  }
  return std::string(rest.substr(0, bytes));
}

}  // namespace guidang
