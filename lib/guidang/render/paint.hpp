// SPDX-License-Identifier: Apache-2.0
/// \file
/// Colours by meaning, or none.
#pragma once

#include <string>
#include <string_view>

#include "guidang/rules/finding.hpp"

namespace guidang {

/// Puts ANSI colours around text, or nothing where colours are off.
class Paint {
 public:
  explicit Paint(bool colour) : colour_(colour) {}

  [[nodiscard]] std::string error(std::string_view text) const { return around("1;31", text); }

  [[nodiscard]] std::string warning(std::string_view text) const { return around("33", text); }

  [[nodiscard]] std::string note(std::string_view text) const { return around("36", text); }

  [[nodiscard]] std::string good(std::string_view text) const { return around("32", text); }

  [[nodiscard]] std::string strong(std::string_view text) const { return around("1", text); }

  [[nodiscard]] std::string faint(std::string_view text) const { return around("2", text); }

  [[nodiscard]] std::string by(Severity severity, std::string_view text) const {
    switch (severity) {
      case Severity::error: return error(text);
      case Severity::warning: return warning(text);
      case Severity::note: return note(text);
    }
    return std::string(text);
  }

 private:
  [[nodiscard]] std::string around(std::string_view code, std::string_view text) const {
    if (!colour_ || text.empty()) return std::string(text);
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
  }

  bool colour_;
};

}  // namespace guidang
