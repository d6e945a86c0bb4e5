// SPDX-License-Identifier: Apache-2.0
/// \file
/// YAML that people write, with keys and words in two languages, held against an annotated JSON Schema.
///
/// A schema describes the canonical form: English keys and words. Its annotations say how people may write it:
///   x-zh      the Chinese key of a property
///   x-words   Chinese (or other) words of an enumeration, each with the canonical one
///   x-list    a single text stands for a list; its parts end at any of these characters (none: it is the only part)
///   x-number  a number that may be written in Chinese numerals and followed by one of these units (0.5分, 百分之八十)
///   x-date    a day; "format" is left out, since valijson compiles a regular expression for each value it judges
///   x-quote   a text that must be quoted where it looks like a number (1.10 is 1.1 to other programs)
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "guidang/base/date.hpp"
#include "guidang/base/result.hpp"
#include "guidang/json/schema.hpp"
#include "guidang/json/value.hpp"
#include "guidang/yaml/faults.hpp"
#include "guidang/yaml/node.hpp"

namespace guidang::json {

/// An annotated schema, ready for use. Threads: may be used concurrently.
class Form {
 public:
  /// Reads a schema. Errors: malformed.
  [[nodiscard]] static Result<Form> compile(std::string_view schema_text);

  [[nodiscard]] const Value& root() const { return root_; }

  [[nodiscard]] const Schema& schema() const { return schema_; }

  /// Returns the schema behind a "$ref" to "#/definitions/NAME", or `schema` itself.
  [[nodiscard]] const Value& resolved(const Value& schema) const;

 private:
  Form(Value root, Schema schema) : root_(std::move(root)), schema_(std::move(schema)) {}

  Value root_;
  Schema schema_;
};

class Languages;

/// Brings documents into their canonical form and holds them against it, in two steps: an index that extends others
/// is judged when its parts have been put together.
class Canonicals {
 public:
  /// Both must outlive the object.
  Canonicals(const Form& form, yaml::Faults& faults);
  Canonicals(const Canonicals&) = delete;
  Canonicals& operator=(const Canonicals&) = delete;
  ~Canonicals();

  /// Returns `node` with canonical keys and words; adds unknown keys (left out) and keys in both languages as faults.
  [[nodiscard]] yaml::Node bring(yaml::Node node);

  /// Adds all that breaks the form: missing keys, wrong types, words and numbers.
  void judge(const yaml::Node& node);

 private:
  const Form& form_;
  yaml::Faults& faults_;
  std::unique_ptr<Languages> languages_;  // in which language each mapping was written
};

/// Returns `node` in its canonical form and adds to `faults` all that breaks the form: unknown keys (left out of what
/// is returned), a key in both languages, missing keys, wrong types, words and numbers.
[[nodiscard]] yaml::Node canonical(yaml::Node node, const Form& form, yaml::Faults& faults);

/// "did you mean" with the candidate that is most like `text`, if any is.
[[nodiscard]] std::optional<Message> did_you_mean(std::string_view text, std::span<const std::string> candidates);

/// Returns the day that `text` means in another notation (2026/1/5, 2026年1月5日, 20260105), if it is one.
[[nodiscard]] std::optional<Date> loose_date(std::string_view text);

}  // namespace guidang::json
