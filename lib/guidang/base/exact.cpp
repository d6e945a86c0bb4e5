// SPDX-License-Identifier: Apache-2.0
// The only door to Boost.Multiprecision. Its own text parser reads "010" as octal, so none of it is used here.
#include "guidang/base/exact.hpp"

#include <algorithm>
#include <utility>

#include <boost/multiprecision/cpp_int.hpp>

namespace guidang {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

constexpr std::size_t k_max_digits = 18;

cpp_int power_of_ten(int exponent) {
  return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent));
}

/// Rounds half away from zero to a whole number.
cpp_int round_half_away(const cpp_rational& value) {
  const cpp_int numerator = abs(boost::multiprecision::numerator(value));
  const cpp_int& denominator = boost::multiprecision::denominator(value);
  const cpp_int rounded = (numerator * 2 + denominator) / (denominator * 2);
  return value < 0 ? cpp_int(-rounded) : rounded;
}

/// The number of decimal places after which a number ends, or nothing if it never does.
std::optional<int> terminating_places(cpp_int denominator) {
  int twos = 0;
  int fives = 0;
  for (; denominator % 2 == 0; denominator /= 2) ++twos;
  for (; denominator % 5 == 0; denominator /= 5) ++fives;
  if (denominator != 1) return std::nullopt;
  return std::max(twos, fives);
}

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string place_point(const cpp_int& scaled, int places) {
  std::string digits = cpp_int(abs(scaled)).str();
  const auto width = static_cast<std::size_t>(places);
  if (digits.size() <= width) digits.insert(0, width + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - width, ".");
  return (scaled < 0 ? "-" : "") + digits;
}

}  // namespace

struct Exact::Number {
  cpp_rational value;
};

Exact::Exact(Number number) : number_(std::make_shared<const Number>(std::move(number))) {}

Exact::Exact(std::int64_t whole) : Exact(Number{cpp_rational(whole)}) {}

const Exact::Number& Exact::number() const {
  static const Number k_zero{};
  return number_ ? *number_ : k_zero;
}

Exact Exact::ratio(std::int64_t numerator, std::int64_t denominator) {
  return Exact(Number{cpp_rational(cpp_int(numerator), cpp_int(denominator))});
}

std::optional<Exact> Exact::parse(std::string_view text) {
  const bool percent = text.ends_with('%');
  if (percent) text.remove_suffix(1);
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  const auto fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  if (whole.empty() || (point != std::string_view::npos && fraction.empty())) return std::nullopt;
  if (!all_digits(whole) || !all_digits(fraction)) return std::nullopt;
  if (whole.size() > 1 && whole.front() == '0') return std::nullopt;
  if (whole.size() + fraction.size() > k_max_digits) return std::nullopt;
  cpp_int scaled = 0;
  for (const char c : whole) scaled = scaled * 10 + (c - '0');
  for (const char c : fraction) scaled = scaled * 10 + (c - '0');
  cpp_rational value(scaled, power_of_ten(static_cast<int>(fraction.size()) + (percent ? 2 : 0)));
  return Exact(Number{negative ? cpp_rational(-value) : value});
}

std::string Exact::fixed(int places) const {
  const cpp_rational scaled = number().value * power_of_ten(places);
  return place_point(round_half_away(scaled), places);
}

std::string Exact::text() const {
  const auto& value = number().value;
  if (const auto places = terminating_places(denominator(value))) return fixed(*places);
  return boost::multiprecision::numerator(value).str() + "/" + boost::multiprecision::denominator(value).str();
}

Exact Exact::rounded(int places) const {
  const cpp_int scale = power_of_ten(places);
  return Exact(Number{cpp_rational(round_half_away(number().value * scale), scale)});
}

bool Exact::is_negative() const {
  return number().value < 0;
}

Exact operator+(const Exact& a, const Exact& b) {
  return Exact(Exact::Number{a.number().value + b.number().value});
}

Exact operator-(const Exact& a, const Exact& b) {
  return Exact(Exact::Number{a.number().value - b.number().value});
}

Exact operator*(const Exact& a, const Exact& b) {
  return Exact(Exact::Number{a.number().value * b.number().value});
}

Exact operator/(const Exact& a, const Exact& b) {
  return Exact(Exact::Number{a.number().value / b.number().value});
}

std::strong_ordering operator<=>(const Exact& a, const Exact& b) {
  const int order = a.number().value.compare(b.number().value);
  return order <=> 0;
}

bool operator==(const Exact& a, const Exact& b) {
  return a.number().value == b.number().value;
}

std::string to_display(const Exact& number, int places) {
  std::string text = number.fixed(places);
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

}  // namespace guidang
