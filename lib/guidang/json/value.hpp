// SPDX-License-Identifier: Apache-2.0
/// \file
/// JSON as a tree of values, read and written through the door to nlohmann-json.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "guidang/base/result.hpp"

namespace guidang::json {

enum class Kind { null, boolean, integer, real, text, array, object };

struct Member;

/// One JSON value. Members of objects keep their order.
class Value {
 public:
  Value();                       ///< null
  Value(bool boolean);           // NOLINT(google-explicit-constructor)
  Value(int integer);            // NOLINT(google-explicit-constructor)
  Value(std::int64_t integer);   // NOLINT(google-explicit-constructor)
  Value(double real);            // NOLINT(google-explicit-constructor)
  Value(std::string text);       // NOLINT(google-explicit-constructor)
  Value(std::string_view text);  // NOLINT(google-explicit-constructor)
  Value(const char* text);       // NOLINT(google-explicit-constructor)
  Value(const Value& other);
  Value(Value&& other) noexcept;
  Value& operator=(const Value& other);
  Value& operator=(Value&& other) noexcept;
  ~Value();

  [[nodiscard]] static Value array();  ///< [ ]
  [[nodiscard]] static Value array(std::vector<Value> items);
  [[nodiscard]] static Value object();  ///< { }
  [[nodiscard]] static Value object(std::vector<Member> members);

  [[nodiscard]] Kind kind() const { return static_cast<Kind>(content_.index()); }

  // Of another kind than the one named: false, 0, nothing.
  [[nodiscard]] bool boolean() const;                        ///< Of a boolean.
  [[nodiscard]] std::int64_t integer() const;                ///< Of an integer.
  [[nodiscard]] double real() const;                         ///< Of a real or an integer.
  [[nodiscard]] const std::string& text() const;             ///< Of a text.
  [[nodiscard]] const std::vector<Value>& items() const;     ///< Of an array.
  [[nodiscard]] const std::vector<Member>& members() const;  ///< Of an object.

  /// Returns the member of this name, or null.
  [[nodiscard]] const Value* find(std::string_view name) const;

  /// Adds an item to an array. Returns it.
  Value& add(Value item);

  /// Adds a member to an object; the name must be new. Returns its value.
  Value& add(std::string name, Value value);

  friend bool operator==(const Value& a, const Value& b);

 private:
  /// In the order of Kind.
  std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<Value>, std::vector<Member>>
      content_;
};

/// One member of an object.
struct Member {
  std::string name;
  Value value;

  friend bool operator==(const Member&, const Member&) = default;
};

enum class Layout { compact, indented };

/// Returns `value` as JSON text: UTF-8 as it is (invalid bytes as U+FFFD), two blanks a level if indented, no final
/// line end. The same value gives the same bytes.
[[nodiscard]] std::string dump(const Value& value, Layout layout);

/// Reads JSON text. Errors: malformed (syntax, a name twice in one object), limit (64 MiB, 64 levels).
[[nodiscard]] Result<Value> parse(std::string_view text, std::string_view name);

}  // namespace guidang::json
