// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "guidang/yaml/node.hpp"

using namespace guidang;
using yaml::NodeKind;

namespace {

/// "line:column+length message" of the one fault of a text that is refused.
std::string refusal(std::string_view text) {
  const auto result = yaml::parse(text, "x.yaml");
  if (result) return "accepted";
  const auto& error = result.error();
  if (error.faults.size() != 1) return to_string(error);
  const auto& fault = error.faults.front();
  return std::to_string(fault.where.line) + ":" + std::to_string(fault.where.column) + "+" +
         std::to_string(fault.length) + " " + to_string(fault.message);
}

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("yaml::parse keeps texts, quotes and places") {
  const auto root = yaml::parse("编号: \"010\"\n指标:\n  - {名称: 签到表, 分值: 010}\n", "x.yaml");
  REQUIRE(root.has_value());
  CHECK(root->kind == NodeKind::mapping);
  const auto* code = root->find("编号");
  REQUIRE(code != nullptr);
  CHECK(code->text == "010");
  CHECK(code->quoted);
  CHECK(code->mark == yaml::Mark{1, 5});
  CHECK(code->length == 5);
  const auto& leaf = root->find("指标")->items.front();
  CHECK(leaf.flow);
  CHECK(leaf.mark == yaml::Mark{3, 5});
  const auto* points = leaf.find("分值");
  REQUIRE(points != nullptr);
  CHECK(points->text == "010");
  CHECK_FALSE(points->quoted);
  CHECK(points->mark == yaml::Mark{3, 19});
}

TEST_CASE("yaml::parse takes an empty text, a byte order mark, CRLF and one document with its markers") {
  CHECK(yaml::parse("", "x.yaml")->kind == NodeKind::null);
  CHECK(yaml::parse("\xEF\xBB\xBF"
                    "a: 1\r\nb: 2\r\n",
                    "x.yaml")
            ->find("b")
            ->mark == yaml::Mark{2, 4});
  CHECK(yaml::parse("---\na: 1\n...\n", "x.yaml")->find("a")->text == "1");
  CHECK(yaml::parse("on: yes\n", "x.yaml")->find("on")->text == "yes");
}

TEST_CASE("yaml::parse replaces aliases") {
  const auto root = yaml::parse("a: &x {b: 1}\nc: *x\n", "x.yaml");
  REQUIRE(root.has_value());
  CHECK(root->find("c")->find("b")->text == "1");
  CHECK(root->find("c")->mark == yaml::Mark{2, 4});
}

TEST_CASE("yaml::parse refuses a key written twice and names both lines") {
  CHECK(refusal("编号: a\n名称: b\n编号: c\n") == "3:1+2 yaml/duplicate-key(key=编号, line=1)");
}

TEST_CASE("yaml::parse refuses a second document") {
  CHECK(refusal("a: 1\n---\nb: 2\n") == "2:1+3 yaml/second-document");
}

TEST_CASE("yaml::parse refuses bytes that are not UTF-8 and knows GB18030 and UTF-16") {
  CHECK(refusal("a: 1\nb: \xb9\xe9\xb5\xb5\n") == "2:4+1 yaml/gb18030");
  CHECK(refusal("a: 1\nb: \xff\n") == "2:4+1 yaml/not-utf8");
  CHECK(refusal(std::string_view("\xff\xfe"
                                 "a\0:\0",
                                 6)) == "1:1+1 yaml/utf16");
  CHECK(refusal(std::string_view("a\0:\0 \0", 6)) == "1:1+1 yaml/utf16");
  CHECK(refusal("a: 1\nb: x\x07y\n") == "2:5+1 yaml/control-character");
}

TEST_CASE("yaml::parse shows the line of a GB18030 text decoded") {
  const auto result = yaml::parse("a: 1\nb: \xb9\xe9\xb5\xb5\n", "x.yaml");
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().faults.front().line == "b: 归档");
}

TEST_CASE("yaml::parse refuses alias bombs, anchors within themselves, merge keys and tags") {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 8; ++i) {
    const auto last = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + repeated(last + ", ", 8) + last + "]\n";
  }
  CHECK(refusal(bomb) == "6:40+1 yaml/too-many-nodes");
  CHECK(refusal("a: &x [1, *x]\n") == "1:11+1 yaml/alias-in-itself");
  CHECK(refusal("a: &x {b: 1}\nc:\n  <<: *x\n") == "3:3+2 yaml/merge-key");
  CHECK(refusal("a: !!binary aGk=\n") == "1:4+1 yaml/tag(tag=tag:yaml.org,2002:binary)");
  CHECK(refusal("a: *nobody\n") == "1:4+1 yaml/unknown-anchor");
}

TEST_CASE("yaml::parse refuses long texts multiplied by aliases") {
  std::string text = "a: &x " + std::string(1U << 20U, 'x') + "\nb:\n";
  CHECK(refusal(text + repeated("  - *x\n", 20)) == "17:5+1 yaml/too-many-nodes");
}

TEST_CASE("yaml::parse refuses keys that are no texts") {
  CHECK(refusal("? [a]\n: 1\n") == "1:3+1 yaml/key-not-text");
}

TEST_CASE("yaml::parse bounds depth and size") {
  CHECK(yaml::parse(repeated("[", 64) + repeated("]", 64), "x.yaml").has_value());
  CHECK(refusal(repeated("[", 65) + repeated("]", 65)) == "1:65+1 yaml/too-deep(limit=64)");
  CHECK(refusal(repeated("[", 100000)) == "1:1+1 yaml/too-deep(limit=64)");
  const auto large = yaml::parse(std::string(yaml::k_max_bytes + 1, ' '), "x.yaml");
  REQUIRE_FALSE(large.has_value());
  CHECK(large.error().code == ErrorCode::limit);
  CHECK(to_string(large.error()) == "yaml/too-large(limit=8)");
}

TEST_CASE("yaml::parse tells full-width colons wherever they stand") {
  CHECK(refusal("编号：a\n名称: b\n") == "1:3+1 yaml/full-width-colon(key=编号)");
  CHECK(refusal("标题：示例\n") == "1:3+1 yaml/full-width-colon(key=标题)");
  CHECK(refusal("标题：示例\n名称：乙\n") == "1:3+1 yaml/full-width-colon(key=标题)");
  CHECK(refusal("编号: a\n名称：b\n版次: c\n") == "2:3+1 yaml/full-width-colon(key=名称)");
  CHECK(refusal("编号: a\n名称：b\n") == "2:3+1 yaml/full-width-colon(key=名称)");
  CHECK(refusal("考核期: {从：2026-10-01, 到: 2026-12-31}\n") == "1:8+1 yaml/full-width-colon(key=从)");
}

TEST_CASE("yaml::parse tells missing blanks after a colon") {
  CHECK(refusal("points:2\n") == "1:7+1 yaml/no-blank-after-colon(key=points)");
  CHECK(refusal("编号: a\n分值:2\n版次: c\n") == "2:3+1 yaml/no-blank-after-colon(key=分值)");
  CHECK(refusal("编号: a\n分值:2\n") == "2:3+1 yaml/no-blank-after-colon(key=分值)");
  CHECK(refusal("a: {从:1, 到: 2}\n") == "1:6+1 yaml/no-blank-after-colon(key=从)");
  CHECK(refusal("网址: https://a.cn/x\n时间: 12:30\n") == "accepted");
}

TEST_CASE("yaml::parse tells other full-width punctuation") {
  CHECK(refusal("a: [x，y\nb: 1\n") == "1:6+1 yaml/full-width(found=，, want=,)");
  CHECK(refusal("a: {x: 1｝\nb: 2\n") == "1:9+1 yaml/full-width(found=｝, want=})");
  CHECK(refusal("标题: “我们的节日”活动\n") == "accepted");
}

TEST_CASE("yaml::parse tells blanks that are no indentation") {
  CHECK(refusal("a:\n\u3000b: 1\n") == "2:1+1 yaml/wide-blank");
  CHECK(refusal("a:\n  b: 1\n\u3000\u3000c: 2\n") == "3:1+1 yaml/wide-blank");
  CHECK(refusal("a:\n\tb: 1\n") == "2:1+1 yaml/tab");
  CHECK(refusal("a:\n  b: 1\n\tc: 2\n") == "3:1+1 yaml/tab");
}

TEST_CASE("yaml::parse refuses a text in full-width quotes, and takes them within one") {
  CHECK(yaml::parse("a: “甲”\n", "x").error().message.id == "yaml/wide-quotes");
  CHECK(yaml::parse("a: “甲”和“乙”\n", "x").has_value());
  CHECK(yaml::parse("a: \"“甲”\"\n", "x").has_value());
}

TEST_CASE("yaml::parse translates what yaml-cpp says") {
  CHECK(refusal("a: [1, 2\n") == "1:4+1 yaml/open-bracket");
  CHECK(refusal("a: {b: 1\n") == "1:4+1 yaml/open-brace");
  CHECK(refusal("a: \"b\nc: 1\n") == "1:4+1 yaml/open-quote");
  CHECK(refusal("a: 1]\n") == "accepted");
  CHECK(refusal("a: [1]]\n") == "1:7+1 yaml/stray-bracket");
  CHECK(refusal("a: 1\n   b: 2\n") == "2:5+1 yaml/stray-colon");
  CHECK(refusal("a:\n    b: 1\n  c: 2\n") == "3:3+1 yaml/uneven-indent");
  CHECK(refusal("a: \"\\q\"\n") == "1:7+1 yaml/bad-escape");
  CHECK(refusal("a: @b\n") == "1:4+1 yaml/reserved-character");
  CHECK(refusal("等次: {>=90%: 4}\n") == "1:6+1 yaml/reserved-character");
}
