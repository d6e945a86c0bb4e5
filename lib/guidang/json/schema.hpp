// SPDX-License-Identifier: Apache-2.0
/// \file
/// JSON Schema (draft 7) through the door to valijson. Its English never leaves here: what is broken is a keyword.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/json/value.hpp"

namespace guidang::json {

/// The keyword of the schema that a value breaks.
enum class Keyword { type, required, enumeration, pattern, range, size, other };

/// One breach of a schema.
struct Violation {
  std::vector<std::string> pointer;  ///< Names and positions from the root to the value.
  Keyword keyword = Keyword::other;
  std::string property;  ///< Of `required`: the name that is missing.

  friend bool operator==(const Violation&, const Violation&) = default;
};

/// A compiled schema.
///
/// Threads: violations() may be called concurrently.
class Schema {
 public:
  /// Compiles `schema`. Errors: malformed (no schema that valijson understands).
  [[nodiscard]] static Result<Schema> compile(const Value& schema);
  Schema(Schema&&) noexcept;
  Schema& operator=(Schema&&) noexcept;
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;
  ~Schema();

  /// Returns everything that is wrong with `value`, in no particular order.
  [[nodiscard]] std::vector<Violation> violations(const Value& value) const;

 private:
  struct State;
  explicit Schema(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace guidang::json
