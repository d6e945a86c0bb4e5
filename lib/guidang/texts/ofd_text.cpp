// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>

#include "guidang/base/ascii.hpp"
#include "guidang/texts/bounded_text.hpp"
#include "guidang/texts/office_text.hpp"
#include "guidang/texts/package.hpp"

namespace guidang::texts {
namespace {

/// Takes a decimal number from the front of `text`, in thousandths; what is no number or beyond a kilometre is 0.
std::int64_t take_number(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const auto word = text.substr(0, text.find(' '));
  text.remove_prefix(word.size());
  std::int64_t value = 0;
  int places = -1;
  for (const char c : word) {
    if (c == '.' && places < 0) places = 0;
    if (!is_digit(c) || places == 3) continue;
    value = value * 10 + (c - '0');
    if (places >= 0) ++places;
    if (value > 1'000'000'000) return 0;
  }
  for (places = std::max(places, 0); places < 3; ++places) value *= 10;
  return word.starts_with('-') ? -value : value;
}

/// Where a piece of text lies on its page, in micrometres.
struct Box {
  std::int64_t left = 0;
  std::int64_t top = 0;
  std::int64_t width = 0;
  std::int64_t height = 0;
};

Box box_of(std::string_view text) {
  Box box;
  for (auto* const value : {&box.left, &box.top, &box.width, &box.height}) *value = take_number(text);
  return box;
}

/// Whether `next` stands on the line of `last`, right behind it: programs write a new piece where the font changes.
bool goes_on(const Box& last, const Box& next) {
  const auto height = std::max(last.height, next.height);
  return height > 0 && std::abs(last.top - next.top) * 2 < height &&
         std::abs(next.left - (last.left + last.width)) * 2 < height;
}

class PageHandler final : public xml::Handler {
 public:
  explicit PageHandler(BoundedText& text) : text_(text) {}

  bool begin(const xml::Start& element) override {
    if (element.local == "TextObject") {
      const auto box = box_of(element.attribute("Boundary").value_or(""));
      if (last_ && !goes_on(*last_, box)) text_.add("\n");
      last_ = box;
    } else if (element.local == "TextCode") {
      taking_ = true;
    }
    return !text_.full();
  }

  void text(std::string_view text) override {
    if (taking_) text_.add(text);
  }

  void end(std::string_view local) override {
    if (local == "TextCode") taking_ = false;
    if (local == "Page") text_.add("\n");
  }

 private:
  BoundedText& text_;
  std::optional<Box> last_;
  bool taking_ = false;
};

bool is_page(std::string_view name) {
  return name.ends_with("/content.xml") &&
         (name.find("/pages/") != std::string_view::npos || name.find("/tpls/") != std::string_view::npos);
}

}  // namespace

Result<std::optional<std::string>> ofd_text(fs::Source& source) {
  const auto package = Package::open(source);
  if (!package) return fail(package.error());
  BoundedText text;
  for (const auto* const part : package->parts(is_page)) {
    PageHandler handler(text);
    GUIDANG_TRY(package->walk(*part, handler));
    if (text.full()) break;
  }
  return text.take();
}

}  // namespace guidang::texts
