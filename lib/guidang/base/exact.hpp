// SPDX-License-Identifier: Apache-2.0
/// \file
/// Numbers without rounding: points, shares and ratios.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace guidang {

/// A rational number of any size. A value: copying is cheap, operations return new ones.
///
/// Threads: distinct objects may be used concurrently, as may const access to one.
class Exact {
 public:
  Exact() = default;          ///< Zero.
  Exact(std::int64_t whole);  // NOLINT(google-explicit-constructor): a whole number is an exact number

  /// Returns numerator / denominator; `denominator` must not be 0.
  [[nodiscard]] static Exact ratio(std::int64_t numerator, std::int64_t denominator);

  /// Reads "3", "0.25", "-1.5" or "66%": ASCII digits, at most one point with digits on both sides, at most 18 digits
  /// in all, no leading zero before another digit ("010" is refused, since some read it as eight), no exponent.
  [[nodiscard]] static std::optional<Exact> parse(std::string_view text);

  /// Returns the number rounded half away from zero (四舍五入) to `places` digits, e.g. "2.70" for 2 places.
  [[nodiscard]] std::string fixed(int places) const;

  /// Returns the shortest exact decimal ("0.25", "3"), or numerator/denominator ("2/3") where there is none.
  [[nodiscard]] std::string text() const;

  /// Returns the number rounded half away from zero to `places` digits, as a number.
  [[nodiscard]] Exact rounded(int places) const;

  [[nodiscard]] bool is_negative() const;

  friend Exact operator+(const Exact& a, const Exact& b);
  friend Exact operator-(const Exact& a, const Exact& b);
  friend Exact operator*(const Exact& a, const Exact& b);
  friend Exact operator/(const Exact& a, const Exact& b);  ///< `b` must not be 0.
  friend std::strong_ordering operator<=>(const Exact& a, const Exact& b);
  friend bool operator==(const Exact& a, const Exact& b);

  Exact& operator+=(const Exact& other) { return *this = *this + other; }

  Exact& operator-=(const Exact& other) { return *this = *this - other; }

 private:
  struct Number;
  explicit Exact(Number number);
  [[nodiscard]] const Number& number() const;

  std::shared_ptr<const Number> number_;  // none is zero
};

/// Returns the number for people: up to `places` digits, trailing zeros dropped; exact if it terminates within them.
[[nodiscard]] std::string to_display(const Exact& number, int places = 2);

}  // namespace guidang
