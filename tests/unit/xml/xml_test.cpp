// SPDX-License-Identifier: Apache-2.0
#include "guidang/xml/xml.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace guidang;
using namespace std::string_literals;

namespace {

std::string error_of(std::string_view text, const xml::Limits& limits = {}) {
  const auto node = xml::parse(text, "a.xml", limits);
  return node                          ? "read"
         : node.error().faults.empty() ? to_string(node.error())
                                       : [&] {
                                           const auto& fault = node.error().faults.front();
                                           return std::to_string(fault.where.line) + ":" +
                                                  std::to_string(fault.where.column) + " " + fault.message.id;
                                         }();
}

/// Writes down what it is handed.
class Recorder final : public xml::Handler {
 public:
  bool begin(const xml::Start& element) override {
    seen += "<" + std::string(element.local);
    if (const auto id = element.attribute("id")) seen += " " + std::string(*id);
    seen += ">";
    return element.local != "stop";
  }

  void text(std::string_view text) override { seen += text; }

  void end(std::string_view local) override { seen += "</" + std::string(local) + ">"; }

  std::string seen;
};

std::string walked(std::string_view text) {
  Recorder recorder;
  CHECK(xml::walk(text, "a.xml", recorder));
  return recorder.seen;
}

}  // namespace

TEST_CASE("xml::parse gives names, attributes, text and places") {
  const auto root = xml::parse(
                        "<?xml version=\"1.0\"?>\n<!-- x --><w:p xmlns:w=\"u\">\n  <w:r w:id=\"1\" "
                        "b=\"&lt;\">文&#x4E8C;</w:r>\n</w:p>",
                        "a.xml")
                        .value();
  CHECK(root.is("p"));
  CHECK(root.name == "w:p");
  REQUIRE(root.children.size() == 1);
  const auto& run = root.children[0];
  CHECK(run.local() == "r");
  CHECK(run.attribute("id") == "1");
  CHECK(run.attribute("w:id") == "1");
  CHECK(run.attribute("b") == "<");
  CHECK(run.attribute("c") == std::nullopt);
  CHECK(run.all_text() == "文二");
  CHECK(run.line == 3);
  CHECK(root.child("r") == &run);
  CHECK(root.child("x") == nullptr);
}

TEST_CASE("xml::parse keeps text in order, and blanks where there is nothing else") {
  const auto root = xml::parse("<a>1<b/>2<![CDATA[<3>]]><c> </c>\n<d/></a>", "a.xml").value();
  REQUIRE(root.children.size() == 5);
  CHECK(root.children[0].text == "1");
  CHECK(root.children[2].text == "2<3>");
  CHECK(root.children[3].all_text() == " ");
  CHECK(root.all_text() == "12<3> ");
}

TEST_CASE("xml::parse reads UTF-8 with its mark and UTF-16") {
  CHECK(xml::parse("\xef\xbb\xbf<a>x</a>", "a.xml").value().all_text() == "x");
  CHECK(xml::parse("\xff\xfe<\0a\0>\0\x8c\x4e<\0/\0a\0>\0"s, "a.xml").value().all_text() == "二");
}

TEST_CASE("xml::parse refuses what could do harm, and says where") {
  CHECK(error_of("<!DOCTYPE a [<!ENTITY b \"c\">]>\n<a>&b;</a>").ends_with("xml/document-type"));
  CHECK(error_of("<a>\n<b></a>") == "2:6 xml/unmatched-tag");
  CHECK(error_of("<a>\n<b") == "2:2 xml/bad-syntax");
  CHECK(error_of("") == "1:1 xml/no-element");
  CHECK(error_of("<a/>\n<b/>") == "2:2 xml/second-element");
  CHECK(error_of("<a>\xff</a>") == "1:4 xml/not-utf8");
}

TEST_CASE("xml::parse keeps to its limits") {
  CHECK(error_of("<a/>", {.bytes = 3}) == "a.xml: xml/too-large(path=a.xml, limit=3)");
  CHECK(error_of("<a><b/><b/></a>", {.nodes = 2}) == "a.xml: xml/too-many-nodes(path=a.xml, limit=2)");
  CHECK(error_of("<a><b><c/></b></a>", {.depth = 2}) == "a.xml: xml/too-deep(path=a.xml, limit=2)");
  CHECK(error_of("<a><b><c/></b></a>", {.depth = 3}) == "read");
}

TEST_CASE("xml::walk hands out the parts in order and can be ended") {
  CHECK(walked("<a id='1'>x<b>y</b>z<c/></a>") == "<a 1>x<b>y</b>z<c></c></a>");
  CHECK(walked("<a><b/><stop/><c/></a>") == "<a><b></b><stop>");
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<a>";
  for (int i = 0; i < 300; ++i) deep += "</a>";
  Recorder recorder;
  CHECK(xml::walk(deep, "a.xml", recorder).error().message.id == "xml/too-deep");
}
