// SPDX-License-Identifier: Apache-2.0
#include "guidang/json/placed.hpp"

#include <doctest/doctest.h>

using namespace guidang;

namespace {

/// "line:column+length" of a node.
std::string place(const yaml::Node& node) {
  return std::to_string(node.mark.line) + ":" + std::to_string(node.mark.column) + "+" + std::to_string(node.length);
}

}  // namespace

TEST_CASE("json::parse_placed gives every name and value with its place") {
  const auto root = json::parse_placed(
      "{\"名\": \"甲\\\"\\u4e59\",\n\t\"b\" : [ 1.50 ,true,null,[],{ }],\r\n \"c\":{\"d\":\"\"}}", "x");
  REQUIRE(root);
  CHECK(place(*root) == "1:1+1");
  REQUIRE(root->fields.size() == 3);
  CHECK(place(root->fields[0].key) == "1:2+3");
  CHECK(place(root->fields[0].value) == "1:7+11");
  CHECK(root->fields[0].value.text == "甲\"乙");
  CHECK(root->fields[0].value.quoted);
  CHECK(place(root->fields[1].key) == "2:2+3");
  const auto& items = root->fields[1].value.items;
  REQUIRE(items.size() == 5);
  CHECK(place(items[0]) == "2:10+4");
  CHECK(items[0].text == "1.50");
  CHECK_FALSE(items[0].quoted);
  CHECK(place(items[1]) == "2:16+4");
  CHECK(items[1].text == "true");
  CHECK(items[2].kind == yaml::NodeKind::null);
  CHECK(place(items[3]) == "2:26+1");
  CHECK(items[3].kind == yaml::NodeKind::sequence);
  CHECK(place(items[4]) == "2:29+1");
  CHECK(items[4].kind == yaml::NodeKind::mapping);
  CHECK(place(*root->find("c")->find("d")) == "3:11+2");
}

TEST_CASE("json::parse_placed passes over a byte order mark, and refuses what is no JSON where that is wrong") {
  const auto marked = json::parse_placed("\xEF\xBB\xBF[1]", "x");
  REQUIRE(marked);
  CHECK(marked->items.size() == 1);
  for (const auto* text : {"", "{a: 1}", "[1,]", "[1] [2]", "'a'", "[\"a\nb\"]", "{\"a\":1,\"a\":2}"}) {
    CAPTURE(text);
    CHECK(json::parse_placed(text, "x").error().code == ErrorCode::malformed);
  }
  const auto wrong = json::parse_placed("{\n  \"a\": 01}", "x");
  REQUIRE(wrong.error().where);
  CHECK(wrong.error().where->line == 2);
}

TEST_CASE("json::parse_placed costs no more for many names than their text") {
  std::string text = "{";
  for (int i = 0; i < 60'000; ++i) text += "\"" + std::to_string(i) + "\":0,";
  text += "\"0\":1}";  // found without comparing each with each
  CHECK(json::parse_placed(text, "x").error().message.id == "json/duplicate-name");
}
