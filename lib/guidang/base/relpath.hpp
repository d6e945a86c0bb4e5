// SPDX-License-Identifier: Apache-2.0
/// \file
/// A path that cannot leave the folder it is relative to.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace guidang {

/// A relative path: `/`-separated, no empty, `.` or `..` component, no NUL, not absolute. The empty path is the folder
/// itself. Bytes are kept as they are and need not be UTF-8; comparison is by byte.
class RelPath {
 public:
  RelPath() = default;

  /// Reads `text`; nothing if it breaks a rule above. A drive letter or backslash is an ordinary character here: what
  /// other systems make of a name is judged by rules, not by this type.
  [[nodiscard]] static std::optional<RelPath> parse(std::string_view text);

  /// Returns the path of the entry `name` within this folder; `name` must be one valid component.
  [[nodiscard]] RelPath child(std::string_view name) const;

  /// Returns this path followed by `tail`.
  [[nodiscard]] RelPath joined(const RelPath& tail) const;

  /// Returns this path without its last component; of the empty path, the empty path.
  [[nodiscard]] RelPath parent() const;

  /// Returns the last component; empty for the empty path.
  [[nodiscard]] std::string_view name() const&;
  std::string_view name() && = delete;  // would point into a path that is gone

  /// Returns the components, outermost first. They point into this path.
  [[nodiscard]] std::vector<std::string_view> components() const&;
  std::vector<std::string_view> components() && = delete;

  /// Returns whether this is `folder` or lies below it.
  [[nodiscard]] bool within(const RelPath& folder) const;

  /// Returns the part below `folder`; this path must be within it.
  [[nodiscard]] RelPath below(const RelPath& folder) const;

  [[nodiscard]] const std::string& text() const& { return text_; }

  [[nodiscard]] std::string text() && { return std::move(text_); }

  [[nodiscard]] bool empty() const { return text_.empty(); }

  friend auto operator<=>(const RelPath& a, const RelPath& b) { return a.text_ <=> b.text_; }

  friend bool operator==(const RelPath&, const RelPath&) = default;

 private:
  explicit RelPath(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

}  // namespace guidang
