// SPDX-License-Identifier: Apache-2.0
#include "guidang/sheet/xlsx_parts.hpp"

#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace guidang::sheet {
namespace {

bool is_true(std::optional<std::string_view> value) {
  return value == "1" || value == "true" || value == "on";
}

int number_of(std::optional<std::string_view> value, int otherwise) {
  int number = 0;
  if (!value) return otherwise;
  const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
  return error == std::errc{} ? number : otherwise;
}

class ListReader final : public xml::Handler {
 public:
  explicit ListReader(BookList& list) : list_(list) {}

  bool begin(const xml::Start& element) override {
    if (element.local == "workbookPr") list_.from_1904 = is_true(element.attribute("date1904"));
    if (element.local != "sheet") return true;
    const auto state = element.attribute("state").value_or("visible");
    list_.sheets.push_back({.name = unescaped(element.attribute("name").value_or("")),
                            .relation = std::string(element.attribute("id").value_or("")),
                            .hidden = state != "visible"});
    return true;
  }

  void text(std::string_view /*text*/) override {}

  void end(std::string_view /*local*/) override {}

 private:
  BookList& list_;
};

/// A string is the text of its `t` elements; those within `rPh` are the phonetic guide above it.
class StringReader final : public xml::Handler {
 public:
  explicit StringReader(std::vector<std::string>& strings) : strings_(strings) {}

  bool begin(const xml::Start& element) override {
    if (element.local == "si") strings_.emplace_back();
    if (element.local == "rPh") phonetic_ = true;
    in_text_ = element.local == "t" && !phonetic_ && !strings_.empty();
    return true;
  }

  void text(std::string_view text) override {
    if (in_text_) strings_.back() += text;
  }

  void end(std::string_view local) override {
    in_text_ = false;
    if (local == "rPh") phonetic_ = false;
    if (local == "si" && !strings_.empty()) strings_.back() = unescaped(strings_.back());
  }

 private:
  std::vector<std::string>& strings_;
  bool phonetic_ = false;
  bool in_text_ = false;
};

class StyleReader final : public xml::Handler {
 public:
  explicit StyleReader(std::vector<NumberFormat>& styles) : styles_(styles) {}

  bool begin(const xml::Start& element) override {
    if (element.local == "numFmt") {
      own_[number_of(element.attribute("numFmtId"), -1)] = unescaped(element.attribute("formatCode").value_or(""));
    }
    if (element.local == "cellXfs") in_cells_ = true;
    if (in_cells_ && element.local == "xf") styles_.push_back(format(number_of(element.attribute("numFmtId"), 0)));
    return true;
  }

  void text(std::string_view /*text*/) override {}

  void end(std::string_view local) override {
    if (local == "cellXfs") in_cells_ = false;
  }

 private:
  [[nodiscard]] NumberFormat format(int number) const {
    const auto own = own_.find(number);
    if (own == own_.end()) return built_in_format(number);
    // Some programs write the formats that the standard leaves to the language under this name.
    constexpr std::string_view k_reserved = "reserved-0x";
    if (!own->second.starts_with(k_reserved)) return parse_format(own->second);
    int reserved = 0;
    const std::string_view digits = std::string_view(own->second).substr(k_reserved.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), reserved, 16);
    return built_in_format(reserved);
  }

  std::vector<NumberFormat>& styles_;
  std::map<int, std::string> own_;
  bool in_cells_ = false;
};

void append_utf8(std::string& text, unsigned code_point) {
  if (code_point < 0x80) {
    text += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    text += static_cast<char>(0xC0U | (code_point >> 6U));
    text += static_cast<char>(0x80U | (code_point & 0x3FU));
  } else {
    text += static_cast<char>(0xE0U | (code_point >> 12U));
    text += static_cast<char>(0x80U | ((code_point >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (code_point & 0x3FU));
  }
}

/// The character that "_x000D_" at the front of `text` stands for. Halves of pairs and NUL stay as they are written.
std::optional<unsigned> escape_at(std::string_view text) {
  constexpr std::size_t k_length = 7;
  if (text.size() < k_length || !text.starts_with("_x") || text[k_length - 1] != '_') return std::nullopt;
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, value, 16);
  if (error != std::errc{} || end != text.data() + 6) return std::nullopt;
  if (value == 0 || (value >= 0xD800 && value < 0xE000)) return std::nullopt;
  return value;
}

}  // namespace

std::string unescaped(std::string_view text) {
  std::string result;
  for (auto at = text.find("_x"); at != std::string_view::npos; at = text.find("_x")) {
    const auto value = escape_at(text.substr(at));
    result += text.substr(0, at);
    if (value && *value == '\r') {
      result += text.substr(at + 7).starts_with('\n') ? "" : "\n";
    } else if (value) {
      append_utf8(result, *value);
    } else {
      result += "_x";
    }
    text.remove_prefix(at + (value ? 7 : 2));
  }
  return result += text;
}

Result<BookList> read_list(const Package& package, std::string_view part) {
  BookList list;
  ListReader reader(list);
  GUIDANG_TRY(package.walk(part, reader));
  return list;
}

Result<std::vector<std::string>> read_strings(const Package& package, std::string_view part) {
  std::vector<std::string> strings;
  StringReader reader(strings);
  GUIDANG_TRY(package.walk(part, reader));
  return strings;
}

Result<std::vector<NumberFormat>> read_styles(const Package& package, std::string_view part) {
  std::vector<NumberFormat> styles;
  StyleReader reader(styles);
  GUIDANG_TRY(package.walk(part, reader));
  return styles;
}

}  // namespace guidang::sheet
