// SPDX-License-Identifier: Apache-2.0
#include "guidang/render/index.hpp"

#include <algorithm>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/index/describe.hpp"
#include "guidang/render/paint.hpp"

namespace guidang {
namespace {

constexpr int k_widest = 80;

class IndexText {
 public:
  IndexText(const Index& index, const Catalogue& catalogue, const TextStyle& style)
      : index_(index),
        catalogue_(catalogue),
        paint_(style.colour),
        width_(std::clamp(style.width, 40, k_widest)) {}

  std::string whole() {
    put(0, index_.code, true);
    for (const auto& file : index_.sources) put(2, say("index/origin", {{"file", file}}));
    draw_lines(describe(index_, catalogue_), 2);
    for (const auto& item : index_.items) draw(item, 0);
    if (index_.bonus) {
      text_ += "\n" + paint_.strong(say("field/bonus")) + "\n";
      for (const auto& item : index_.bonus->items) draw(item, 2);
    }
    return std::move(text_);
  }

  std::string only(const std::vector<const Item*>& items) {
    for (const auto* item : items) draw(*item, 0);
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::string say(std::string id, std::vector<Argument> arguments = {}) const {
    return catalogue_.text({std::move(id), std::move(arguments)});
  }

  void put(int indent, const std::string& text, bool strong = false) {
    auto lines = wrapped(std::string(static_cast<std::size_t>(indent), ' ') + escaped(text), width_, indent + 4);
    lines.pop_back();
    text_ += (strong ? paint_.strong(lines) : lines) + "\n";
  }

  void draw(const Item& item, int indent) {
    if (indent == 0 && !text_.empty()) text_ += "\n";
    put(indent,
        say("index/item", {{"code", item.code}, {"title", item.title}, {"points", item.points.text()}}),
        !item.is_leaf());
    draw_lines(describe(item, catalogue_), indent + 4);
    if (!item.origin.empty() && item.is_leaf()) put(indent + 4, say("index/origin", {{"file", item.origin}}));
    for (const auto& child : item.children) draw(child, std::min(indent + 2, 12));
  }

  void draw_lines(const std::vector<IndexLine>& lines, int indent) {
    for (const auto& line : lines) {
      put(indent, say("index/line", {{"field", Term{"field/" + line.field}}, {"text", line.text}}));
    }
  }

  const Index& index_;
  const Catalogue& catalogue_;
  Paint paint_;
  int width_;
  std::string text_;
};

std::vector<std::string> all_codes(const std::vector<Item>& items) {
  std::vector<std::string> codes;
  for (const auto& item : items) {
    codes.push_back(item.code);
    for (auto& code : all_codes(item.children)) codes.push_back(std::move(code));
  }
  return codes;
}

}  // namespace

std::string wrapped(const std::string& text, int width, int indent) {
  std::string result;
  std::string line;
  std::size_t breakable = 0;  // how much of the line may stay when it grows too long
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 1;
    while (i + size < text.size() && (static_cast<unsigned char>(text[i + size]) & 0xC0U) == 0x80U) ++size;
    const auto character = text.substr(i, size);
    i += size;
    if (display_width(line + character) > width) {
      if (breakable == 0) breakable = line.size();
      result += line.substr(0, breakable);
      while (result.ends_with(' ')) result.pop_back();
      result += '\n';
      auto rest = line.substr(breakable);
      rest.erase(0, rest.find_first_not_of(' '));
      line = std::string(static_cast<std::size_t>(indent), ' ') + rest;
      breakable = 0;
      if (rest.empty() && character == " ") continue;
    }
    const bool begun = line.find_first_not_of(' ') != std::string::npos;
    line += character;
    constexpr std::string_view k_closing = "，。；：、）】》”’";
    const bool closing_next =
        i < text.size() && size == 3 && k_closing.find(text.substr(i, 3)) != std::string_view::npos;
    if (begun && (character == " " || (display_width(character) == 2 && !closing_next))) breakable = line.size();
  }
  return result + line + "\n";
}

Result<std::string> render_index(const Index& index,
                                 const std::vector<std::string>& codes,
                                 const Catalogue& catalogue,
                                 const TextStyle& style) {
  if (codes.empty()) return IndexText(index, catalogue, style).whole();
  std::vector<const Item*> items;
  for (const auto& code : codes) {
    const Item* item = find_item(index, code);
    if (item == nullptr) {
      auto known = all_codes(index.items);
      if (index.bonus) {
        for (auto& one : all_codes(index.bonus->items)) known.push_back(std::move(one));
      }
      const auto likely = nearest(code, known);
      return fail(ErrorCode::not_found,
                  {likely ? "index/no-such-code-likely" : "index/no-such-code",
                   {{"code", code}, {"likely", likely.value_or("")}}});
    }
    items.push_back(item);
  }
  return IndexText(index, catalogue, style).only(items);
}

}  // namespace guidang
