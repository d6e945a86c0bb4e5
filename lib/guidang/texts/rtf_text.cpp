// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/rtf_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "guidang/base/ascii.hpp"
#include "guidang/base/encoding.hpp"
#include "guidang/base/text.hpp"

namespace guidang::texts {
namespace {

/// Groups that hold no text of the document.
constexpr auto k_unseen = std::to_array<std::string_view>(
    {"annotation", "author",  "bkmkend", "bkmkstart", "colortbl",  "datafield",         "datastore", "fldinst",
     "filetbl",    "fonttbl", "footer",  "footerf",   "footerl",   "footerr",           "generator", "header",
     "headerf",    "headerl", "headerr", "info",      "listtable", "listoverridetable", "listtext",  "nonshppict",
     "object",     "pict",    "pntext",  "revtbl",    "rsidtbl",   "stylesheet",        "themedata", "xmlnstbl"});

struct Group {
  bool unseen = false;
  bool hidden = false;
  int skipped_after_unicode = 1;  // \ucN
};

/// One command: "\par", "\u20013", "\'d6".
struct Command {
  std::string_view name;
  int value = 0;
  bool has_value = false;
};

class Document {
 public:
  explicit Document(std::string_view document) : rest_(document) {}

  std::string run() {
    while (!rest_.empty()) {
      const char c = rest_.front();
      if (c == '\\') {
        take_command();
        continue;
      }
      rest_.remove_prefix(1);
      if (c == '{') {
        open();
      } else if (c == '}') {
        close();
      } else if (c != '\r' && c != '\n' && c != '\0') {
        add_byte(c);
      }
    }
    flush();
    return std::move(text_);
  }

 private:
  void open() {
    constexpr std::size_t k_most_levels = 1'000;
    to_skip_ = 0;
    if (groups_.size() < k_most_levels) {
      groups_.push_back(group_);
    } else {
      ++too_deep_;
    }
  }

  void close() {
    to_skip_ = 0;
    if (too_deep_ > 0) {
      --too_deep_;
    } else if (!groups_.empty()) {
      group_ = groups_.back();
      groups_.pop_back();
    }
  }

  [[nodiscard]] bool seen() const { return !group_.unseen && !group_.hidden && too_deep_ == 0; }

  void add_byte(char c) {
    if (to_skip_ > 0) {
      --to_skip_;
    } else if (seen()) {
      bytes_ += c;
    }
  }

  /// Bytes of one run are decoded together: a character may be two of them.
  void flush() {
    constexpr int k_most_conversions = 200'000;  // each costs some microseconds, however short
    if (bytes_.empty()) return;
    const bool ascii = std::ranges::all_of(bytes_, [](char c) { return (static_cast<unsigned char>(c) & 0x80U) == 0; });
    if (ascii) {
      text_ += bytes_;
    } else if (auto text = ++conversions_ > k_most_conversions ? std::nullopt : from_gb18030(bytes_)) {
      text_ += *text;
    } else {
      for (const char c : bytes_) append_utf8(text_, static_cast<unsigned char>(c));
    }
    bytes_.clear();
  }

  void add(std::string_view text) {
    if (!seen()) return;
    flush();
    text_ += text;
  }

  void take_command() {
    rest_.remove_prefix(1);
    if (rest_.empty()) return;
    if (!(ascii_lower(rest_.front()) >= 'a' && ascii_lower(rest_.front()) <= 'z')) return take_symbol();
    const auto command = read_command();
    if (std::ranges::find(k_unseen, command.name) != k_unseen.end()) {
      group_.unseen = true;
    } else if (command.name == "bin") {
      rest_.remove_prefix(std::min(static_cast<std::size_t>(std::max(command.value, 0)), rest_.size()));
    } else if (command.name == "u") {
      take_unicode(command.value);
    } else if (command.name == "uc") {
      group_.skipped_after_unicode = std::clamp(command.value, 0, 16);
    } else if (command.name == "v" || command.name == "deleted") {
      group_.hidden = !command.has_value || command.value != 0;
    } else if (command.name == "plain") {
      group_.hidden = false;
    } else {
      take_layout(command.name);
    }
  }

  void take_layout(std::string_view name) {
    constexpr auto k_layout = std::to_array<std::pair<std::string_view, std::string_view>>({{"par", "\n"},
                                                                                            {"line", "\n"},
                                                                                            {"sect", "\n"},
                                                                                            {"page", "\n"},
                                                                                            {"row", "\n"},
                                                                                            {"cell", "\t"},
                                                                                            {"nestcell", "\t"},
                                                                                            {"nestrow", "\n"},
                                                                                            {"tab", " "},
                                                                                            {"emdash", "—"},
                                                                                            {"endash", "–"},
                                                                                            {"lquote", "‘"},
                                                                                            {"rquote", "’"},
                                                                                            {"ldblquote", "“"},
                                                                                            {"rdblquote", "”"},
                                                                                            {"bullet", "•"}});
    const auto* const found = std::ranges::find(k_layout, name, &std::pair<std::string_view, std::string_view>::first);
    if (found != k_layout.end()) add(found->second);
  }

  Command read_command() {
    std::size_t end = 0;
    while (end < rest_.size() && ascii_lower(rest_[end]) >= 'a' && ascii_lower(rest_[end]) <= 'z') ++end;
    Command command{rest_.substr(0, end), 0, false};
    const auto* const first = rest_.data() + end;
    const auto* const last = rest_.data() + std::min(rest_.size(), end + 11);
    const auto read = std::from_chars(first, last, command.value);
    command.has_value = read.ec == std::errc();
    if (command.has_value) end += static_cast<std::size_t>(read.ptr - first);
    rest_.remove_prefix(end);
    if (rest_.starts_with(' ')) rest_.remove_prefix(1);
    return command;
  }

  void take_symbol() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == '\'') {
      unsigned value = 0;
      const auto digits = rest_.substr(0, 2);
      std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
      rest_.remove_prefix(digits.size());
      add_byte(static_cast<char>(value));
    } else if (c == '*') {
      group_.unseen = true;  // what old programs may leave out
    } else if (c == '~') {
      add(" ");
    } else if (c == '_') {
      add("-");
    } else if (c == '\n' || c == '\r') {
      add("\n");
    } else if (c == '\\' || c == '{' || c == '}') {
      add_byte(c);
    }
  }

  void take_unicode(int value) {
    if (seen()) {
      flush();
      const auto unit = static_cast<std::uint32_t>(value < 0 ? value + 0x10000 : value) & 0xFFFFU;
      if (unit >= 0xD800 && unit < 0xDC00) {
        lead_ = unit;
      } else if (unit >= 0xDC00 && unit < 0xE000) {
        if (lead_ != 0) append_utf8(text_, 0x10000U + ((lead_ - 0xD800U) << 10U) + (unit - 0xDC00U));
        lead_ = 0;
      } else {
        append_utf8(text_, unit);
      }
    }
    to_skip_ = group_.skipped_after_unicode;
  }

  std::string_view rest_;
  std::string text_;
  std::string bytes_;
  std::vector<Group> groups_;
  Group group_;
  std::size_t too_deep_ = 0;
  std::uint32_t lead_ = 0;
  int to_skip_ = 0;
  int conversions_ = 0;
};

}  // namespace

std::string rtf_text(std::string_view document) {
  return Document(document).run();
}

}  // namespace guidang::texts
