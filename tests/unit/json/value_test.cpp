// SPDX-License-Identifier: Apache-2.0
#include "guidang/json/value.hpp"

#include <doctest/doctest.h>

#include "guidang/json/schema.hpp"

using guidang::json::Value;
namespace json = guidang::json;

TEST_CASE("json::dump keeps the order of members and writes UTF-8 as it is") {
  const auto value = Value::object({{"名称", "签到\n"}, {"a", Value::array({1, 0.25, true, {}})}});
  CHECK(json::dump(value, json::Layout::compact) == "{\"名称\":\"签到\\n\",\"a\":[1,0.25,true,null]}");
  CHECK(json::dump(Value::object({{"b", 1}}), json::Layout::indented) == "{\n  \"b\": 1\n}");
  CHECK(json::dump("\xff", json::Layout::compact) == "\"\uFFFD\"");
}

TEST_CASE("json::parse reads back what dump wrote") {
  const auto value = Value::object({{"z", Value::array({Value::object({{"x", -7}}), "文", 1.5})}, {"a", false}});
  const auto again = json::parse(json::dump(value, json::Layout::indented), "x.json");
  REQUIRE(again.has_value());
  CHECK(*again == value);
}

TEST_CASE("json::parse says what it refuses") {
  const auto refusal = [](std::string_view text) {
    const auto result = json::parse(text, "x.json");
    return result ? "accepted" : guidang::to_string(result.error());
  };
  CHECK(refusal("{\"a\": 1,\n}") == "x.json:2:1: json/syntax");
  CHECK(refusal("{\"a\": 1, \"a\": 2}") == "json/duplicate-name(name=a)");
  CHECK(refusal(std::string(65, '[')) == "json/too-deep(limit=64)");
}

TEST_CASE("json::Schema says which keyword is broken where") {
  const auto text = R"({"type": "object", "required": ["a"], "properties": {
    "n": {"type": "number", "minimum": 0}, "w": {"enum": ["x"]}, "l": {"type": "array", "items": {"type": "string"}}}})";
  const auto schema = json::Schema::compile(*json::parse(text, "schema"));
  REQUIRE(schema.has_value());
  using json::Keyword;
  using json::Violation;
  const auto broken = [&](std::string_view document) { return schema->violations(*json::parse(document, "d")); };
  CHECK(broken(R"({"a": 1})").empty());
  CHECK(broken(R"({"n": 1})") == std::vector<Violation>{{{}, Keyword::required, "a"}});
  CHECK(broken(R"({"a": 1, "n": -1})") == std::vector<Violation>{{{"n"}, Keyword::range, ""}});
  CHECK(broken(R"({"a": 1, "w": "y"})") == std::vector<Violation>{{{"w"}, Keyword::enumeration, ""}});
  CHECK(broken(R"({"a": 1, "l": ["x", 2]})") == std::vector<Violation>{{{"l", "1"}, Keyword::type, ""}});
}
