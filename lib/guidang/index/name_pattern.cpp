// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/name_pattern.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "guidang/base/ascii.hpp"
#include "guidang/base/text.hpp"
#include "guidang/base/written_day.hpp"
#include "guidang/json/document.hpp"
#include "guidang/media/format.hpp"

namespace guidang {
namespace {

/// Positions in a name that a pattern has reached.
using Reached = std::vector<bool>;

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// A literal folded so that blanks at its ends stay: what stands around it in a name decides whether they count.
std::string folded_inside(std::string_view literal) {
  const auto framed = folded("|" + std::string(literal) + "|");
  return framed.substr(1, framed.size() - 2);
}

template <typename Step>
Reached advance(const Reached& from, const Step& step) {
  Reached to(from.size());
  for (std::size_t at = 0; at < from.size(); ++at) {
    if (from[at]) step(at, to);
  }
  return to;
}

Reached after_word(std::string_view name, const Reached& from, std::string_view word) {
  return advance(from, [&](std::size_t at, Reached& to) {
    if (name.substr(at).starts_with(word)) to[at + word.size()] = true;
  });
}

void join(Reached& all, const Reached& more) {
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = all[i] || more[i];
}

Reached after_date(std::string_view name, const Reached& from) {
  return advance(from, [&](std::size_t at, Reached& to) {
    if (at > 0 && is_digit(name[at - 1])) return;
    const auto size = written_day_size(name.substr(at));
    const bool runs_on = at + size < name.size() && is_digit(name[at + size]);
    if (size > 0 && !runs_on) to[at + size] = true;
  });
}

Reached after_code(std::string_view name, const Reached& from, const std::vector<std::string>& codes) {
  Reached to(from.size());
  for (const auto& code : codes) {
    auto reached = after_word(name, from, folded(code));
    for (std::size_t at = 0; at < name.size(); ++at) {
      if (is_digit(name[at])) reached[at] = false;  // Ⅲ-1 is not the beginning of Ⅲ-12
    }
    join(to, reached);
  }
  return to;
}

Reached after_slot(std::string_view name, const Reached& from, const std::vector<std::string>& slots) {
  Reached to(from.size());
  for (const auto& slot : slots) join(to, after_word(name, from, slot));
  return to;
}

Reached after_digits(std::string_view name, const Reached& from) {
  Reached to(from.size());
  bool inside = false;
  for (std::size_t at = 0; at < name.size(); ++at) {
    inside = (inside || from[at]) && is_digit(name[at]);
    if (inside) to[at + 1] = true;
  }
  return to;
}

/// After any characters, or after at least one.
Reached after_any(std::string_view name, const Reached& from, bool one_at_least) {
  Reached to(from.size());
  bool inside = false;
  for (std::size_t at = 0; at <= name.size(); ++at) {
    const bool boundary = at == name.size() || !is_continuation(name[at]);
    to[at] = boundary && (inside || (!one_at_least && from[at]));
    inside = inside || from[at];
  }
  return to;
}

bool takes_digits_only(std::string_view word) {
  return word == "date" || word == "code" || word == "number";
}

}  // namespace

struct NamePattern::Word {
  std::string_view en;
  std::string_view zh;
  Kind kind;

  static constexpr auto all() {
    return std::to_array<Word>({{"date", "日期", Kind::date},
                                {"code", "编号", Kind::code},
                                {"slot", "材料", Kind::slot},
                                {"number", "序号", Kind::number},
                                {"text", "文字", Kind::text}});
  }
};

/// Reads a pattern from the left.
class NamePattern::Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  tl::expected<NamePattern, NamePatternFault> run() {
    while (at_ < text_.size()) {
      if (auto fault = next()) return tl::unexpected(*std::move(fault));
    }
    if (auto fault = extension()) return tl::unexpected(*std::move(fault));
    if (auto fault = end_literal()) return tl::unexpected(*std::move(fault));
    return std::move(pattern_);
  }

 private:
  bool take(std::initializer_list<std::string_view> signs) {
    for (const auto sign : signs) {
      if (!text_.substr(at_).starts_with(sign)) continue;
      taken_ = at_;
      at_ += sign.size();
      return true;
    }
    return false;
  }

  std::optional<NamePatternFault> next() {
    if (take({"{", "｛"})) return word();
    if (take({"*", "＊"})) {
      auto fault = end_literal();
      last_word_ = {};
      pattern_.parts_.push_back({Kind::any, {}});
      return fault;
    }
    if (take({"}", "｝"})) {
      return fault(taken_, at_, {"index/name-not-opened", {{"open", "{"}, {"close", "}"}}});
    }
    if (literal_.empty()) literal_from_ = at_;
    literal_ += text_[at_++];
    return std::nullopt;
  }

  std::optional<NamePatternFault> end_literal() {
    if (literal_.empty()) return std::nullopt;
    const auto plain = folded_inside(literal_);
    const bool after_digits = last_word_ == "date" || last_word_ == "code";
    if (after_digits && !plain.empty() && is_digit(plain.front())) {
      return fault(literal_from_, literal_from_ + 1, {"index/name-digits-together", {{"word", literal_}}});
    }
    pattern_.parts_.push_back({Kind::literal, std::exchange(literal_, {})});
    last_word_ = !plain.empty() && is_digit(plain.back()) ? std::string_view("digit") : std::string_view();
    return std::nullopt;
  }

  [[nodiscard]] NamePatternFault fault(std::size_t from,
                                       std::size_t to,
                                       Message message,
                                       std::optional<Message> hint = std::nullopt) const {
    const auto before = static_cast<int>(code_points(text_.substr(0, from)));
    const auto length = static_cast<int>(code_points(text_.substr(from, to - from)));
    return {std::move(message), before, std::max(1, length), std::move(hint)};
  }

  /// A word, behind its opening brace.
  std::optional<NamePatternFault> word() {
    const auto open = taken_;
    const auto begin = at_;
    while (at_ < text_.size() && !take({"}", "｝"})) ++at_;
    if (taken_ == open) return fault(open, text_.size(), {"index/name-not-closed", {{"open", "{"}, {"close", "}"}}});
    const auto name = folded(text_.substr(begin, taken_ - begin));
    constexpr auto k_words = Word::all();
    const auto* const found =
        std::ranges::find_if(k_words, [&name](const Word& one) { return one.en == name || one.zh == name; });
    if (found == k_words.end()) return unknown(open, name);
    if (auto digits = end_literal()) return digits;
    const bool together = (takes_digits_only(found->en) && takes_digits_only(last_word_)) ||
                          (found->en == "date" && last_word_ == "digit");
    if (together) {
      return fault(open, at_, {"index/name-digits-together", {{"word", std::string(text_.substr(open, at_ - open))}}});
    }
    pattern_.parts_.push_back({found->kind, {}});
    last_word_ = found->en;
    return std::nullopt;
  }

  [[nodiscard]] NamePatternFault unknown(std::size_t open, const std::string& name) const {
    const bool ascii = std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
    std::vector<std::string> known;
    std::vector<std::string> shown;
    for (const auto& one : Word::all()) {
      known.emplace_back(ascii ? one.en : one.zh);
      shown.push_back("{" + known.back() + "}");
    }
    return fault(open,
                 at_,
                 {"index/name-unknown-word", {{"word", name}, {"known", std::move(shown)}}},
                 json::did_you_mean(name, known));
  }

  /// Names are compared without extensions, so that a pattern with one fits none.
  [[nodiscard]] std::optional<NamePatternFault> extension() const {
    const auto dot = literal_.rfind('.');
    if (dot == std::string::npos || media::format_of_extension(literal_.substr(dot + 1)) == nullptr) {
      return std::nullopt;
    }
    const auto length = literal_.size() - dot;
    return fault(
        text_.size() - length, text_.size(), {"index/name-with-extension", {{"extension", literal_.substr(dot)}}});
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t taken_ = 0;  // where the last sign taken began
  std::string literal_;    // not yet a part
  std::size_t literal_from_ = 0;
  std::string_view last_word_;  // right before, or "digit"; empty if something else is
  NamePattern pattern_;
};

tl::expected<NamePattern, NamePatternFault> NamePattern::parse(std::string_view text) {
  const auto clean = trimmed(text);
  const auto skipped =
      static_cast<int>(code_points(text.substr(0, static_cast<std::size_t>(clean.data() - text.data()))));
  auto pattern = Reader(clean).run();
  if (!pattern) pattern.error().offset += skipped;
  return pattern;
}

bool NamePattern::matches(std::string_view stem, const NameWords& words) const {
  const auto name = folded(stem);
  Reached reached(name.size() + 1);
  reached[0] = true;
  for (const auto& part : parts_) {
    switch (part.kind) {
      case Kind::literal: reached = after_word(name, reached, folded_inside(part.text)); break;
      case Kind::date: reached = after_date(name, reached); break;
      case Kind::code: reached = after_code(name, reached, words.codes); break;
      case Kind::slot: reached = after_slot(name, reached, words.slots); break;
      case Kind::number: reached = after_digits(name, reached); break;
      case Kind::text: reached = after_any(name, reached, true); break;
      case Kind::any: reached = after_any(name, reached, false); break;
    }
  }
  return reached.back();
}

std::string NamePattern::example(Date day, const NameWords& words) const {
  constexpr std::string_view k_some_text = "××";
  const auto first = [](const std::vector<std::string>& list) { return list.empty() ? std::string() : list.front(); };
  const auto with = [&](std::string_view any) {
    std::string name;
    for (const auto& part : parts_) {
      switch (part.kind) {
        case Kind::literal: name += part.text; break;
        case Kind::date: name += to_compact(day); break;
        case Kind::code: name += first(words.codes); break;
        case Kind::slot: name += first(words.slots); break;
        case Kind::number: name += "01"; break;
        case Kind::text: name += k_some_text; break;
        case Kind::any: name += any; break;
      }
    }
    return std::string(trimmed(name));
  };
  // Nothing for a star is shortest, but where blanks stand around it they become one.
  auto name = with("");
  return matches(name, words) ? name : with(k_some_text);
}

}  // namespace guidang
