// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/folder_name.hpp"

#include <algorithm>
#include <array>

#include "guidang/base/ascii.hpp"
#include "guidang/base/text.hpp"
#include "guidang/evidence/inventory.hpp"

namespace guidang {
namespace {

/// Characters that codes are made of, once folded: "iii-4", "a.1.2".
bool is_code_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '#';
}

/// The code-like beginning of folded text.
std::string_view code_run(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && is_code_character(text[size])) ++size;
  while (size > 0 && !is_digit(text[size - 1]) && text[size - 1] != '#') --size;
  return text.substr(0, size);
}

std::string shape_of(std::string_view code) {
  std::string shape;
  for (const char c : code) {
    if (!is_digit(c)) {
      shape += c;
    } else if (!shape.ends_with('#')) {
      shape += '#';
    }
  }
  return shape;
}

/// What stood between two codes.
enum class Separator { none, blank, list };

Separator skip_separators(std::string_view& rest) {
  constexpr std::string_view k_enumeration_comma = "、";
  auto found = Separator::none;
  for (;;) {
    if (rest.starts_with(k_enumeration_comma)) {
      rest.remove_prefix(k_enumeration_comma.size());
      found = Separator::list;
    } else if (!rest.empty() && std::string_view(",;&+").find(rest.front()) != std::string_view::npos) {
      rest.remove_prefix(1);
      found = Separator::list;
    } else if (rest.starts_with(' ')) {
      rest.remove_prefix(1);
      if (found == Separator::none) found = Separator::blank;
    } else {
      return found;
    }
  }
}

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

/// Whether a code may end before `rest`: not in the middle of a number or word, nor of a date (3月, 2026年).
bool ends_code(std::string_view code, std::string_view rest) {
  if (rest.empty()) return true;
  if (is_digit(rest.front()) || is_letter(rest.front())) return false;
  if ((rest.front() == '-' || rest.front() == '.') && rest.size() > 1 && is_digit(rest[1])) return false;
  const bool bare_number = code.find_first_not_of("0123456789") == std::string_view::npos;
  constexpr std::array<std::string_view, 4> k_units{"年", "月", "日", "次"};
  return !bare_number ||
         std::ranges::none_of(k_units, [rest](std::string_view unit) { return rest.starts_with(unit); });
}

/// The beginning of `name` that folds to `folded_beginning`: people look for what they wrote.
std::string as_written(std::string_view name, std::string_view folded_beginning) {
  if (folded_beginning.empty()) return "";
  for (std::size_t size = 1; size <= name.size(); ++size) {
    const auto beginning = name.substr(0, size);
    if (!first_invalid_utf8(beginning) && folded(beginning) == folded_beginning) return std::string(beginning);
  }
  return std::string(folded_beginning);
}

}  // namespace

CodeBook::CodeBook(const Index& index) {
  for (const auto& item : index.items) add(item);
  if (index.bonus) {
    for (const auto& item : index.bonus->items) add(item);
  }
  add_vetoes(index.vetoes);
  for (const auto& item : index.items) add_old_codes(item);
  if (index.bonus) {
    for (const auto& item : index.bonus->items) add_old_codes(item);
  }
}

void CodeBook::also_likely(const Index& index) {
  const auto learn = [this](const auto& self, const std::vector<Item>& items) -> void {
    for (const auto& item : items) {
      codes_beside_.push_back(item.code);
      self(self, item.children);
    }
  };
  learn(learn, index.items);
  if (index.bonus) learn(learn, index.bonus->items);
  for (const auto& veto : index.vetoes) codes_beside_.push_back(veto.code);
}

void CodeBook::add_vetoes(const std::vector<Veto>& vetoes) {
  for (const auto& veto : vetoes) {
    if (veto.proofs.empty()) continue;
    Item item;
    item.code = veto.code;
    item.title = veto.title;
    item.slots = veto.proofs;
    item.where = veto.where;
    vetoes_.push_back(std::move(item));
  }
  for (const auto& item : vetoes_) add(item);
}

void CodeBook::add_old_codes(const Item& item) {
  for (const auto& was : item.was) {
    const auto code = folded(was);
    if (by_code_.contains(code) && !old_.contains(code)) continue;
    old_[code].push_back({was, &item});  // an item that was divided lives on in several
    by_code_.emplace(code, &item);
    longest_code_ = std::max(longest_code_, code.size());
  }
  for (const auto& child : item.children) add_old_codes(child);
}

void CodeBook::add(const Item& item) {
  const auto code = folded(item.code);
  by_code_.emplace(code, &item);
  longest_code_ = std::max(longest_code_, code.size());
  shapes_.insert(shape_of(code));
  codes_.push_back(item.code);
  const auto remember = [&item](auto& titles) {
    const auto [place, fresh] = titles.emplace(folded(item.title), &item);
    if (!fresh) place->second = nullptr;
  };
  remember(item_title_);
  if (item.is_leaf()) remember(leaf_title_);
  for (const auto& child : item.children) add(child);
}

std::size_t CodeBook::known_code(std::string_view text) const {
  for (auto size = std::min(text.size(), longest_code_); size > 0; --size) {
    const auto code = text.substr(0, size);
    if (by_code_.contains(code) && ends_code(code, text.substr(size))) return size;
  }
  return 0;
}

void CodeBook::note_unknown(FolderName& result,
                            std::string_view name,
                            std::string_view text,
                            std::string_view& rest) const {
  const auto run = code_run(rest);
  // A bare number, and eight digits that are a day, begin many names that are no codes.
  if (run.empty() || shape_of(run) == "#" || !shapes_.contains(shape_of(run)) || date_in_name(run)) return;
  // What people wrote, with the letters that may follow: "Ⅲ-1a".
  auto shown = run.size();
  while (shown < rest.size() && (is_digit(rest[shown]) || is_letter(rest[shown]))) ++shown;
  const auto before = as_written(name, text.substr(0, text.size() - rest.size()));
  const auto until = as_written(name, text.substr(0, text.size() - rest.size() + shown));
  result.unknown_code = until.substr(std::min(before.size(), until.size()));
  // A known code that runs into more digits: "iii-1" + "2025".
  for (auto size = run.size() - 1; size > 0 && is_digit(run[size]); --size) {
    if (by_code_.contains(run.substr(0, size)) && run.size() - size >= 3) result.ambiguous = true;
  }
  if (!result.ambiguous) rest.remove_prefix(run.size());
}

FolderName CodeBook::read(std::string_view name) const {
  FolderName result;
  const std::string text = folded(name);
  std::string_view rest = text;
  auto before = Separator::list;
  while (before == Separator::list) {
    const auto size = known_code(rest);
    if (size == 0) {
      note_unknown(result, name, text, rest);
      break;
    }
    if (const auto old = old_.find(rest.substr(0, size)); old != old_.end()) {
      for (const auto& code : old->second) {
        result.items.push_back(code.item);
        result.old_codes.push_back(code);
      }
    } else {
      result.items.push_back(by_code_.find(rest.substr(0, size))->second);
    }
    rest.remove_prefix(size);
    before = skip_separators(rest);
    // "Ⅲ-4 Ⅲ-9 …": blanks separate codes too, but what follows them is a title unless it is a code.
    if (before == Separator::blank && known_code(rest) > 0) before = Separator::list;
  }
  const auto start = rest.find_first_not_of(" -._)");
  result.title = start == std::string_view::npos ? "" : std::string(rest.substr(start));
  return result;
}

const Item* CodeBook::leaf_titled(std::string_view folded_title) const {
  const auto place = leaf_title_.find(folded_title);
  return place == leaf_title_.end() ? nullptr : place->second;
}

const Item* CodeBook::item_titled(std::string_view folded_title) const {
  const auto place = item_title_.find(folded_title);
  return place == item_title_.end() ? nullptr : place->second;
}

const Item* CodeBook::find(std::string_view code) const {
  const auto place = by_code_.find(folded(code));
  return place == by_code_.end() ? nullptr : place->second;
}

std::string CodeBook::nearest_code(std::string_view code) const {
  // Each look is at every code: a pool full of unknown ones must not make that a product.
  constexpr std::size_t k_most_looks = 200;
  const auto wanted = folded(code);
  if (const auto known = nearest_.find(wanted); known != nearest_.end()) return known->second;
  if (nearest_.size() >= k_most_looks) return "";
  auto found = nearest(code, codes_);
  if (!found) found = nearest(code, codes_beside_);
  return nearest_[wanted] = found.value_or("");
}

}  // namespace guidang
