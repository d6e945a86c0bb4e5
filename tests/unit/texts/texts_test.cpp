// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/texts.hpp"

#include <optional>
#include <string>

#include <doctest/doctest.h>

#include "support/zips.hpp"

using namespace guidang;

namespace {

std::optional<media::Text> text_of(const char* format,
                                   const std::string& bytes,
                                   const texts::Questions& questions = {}) {
  test::TextSource source(bytes);
  media::Examination found;
  found.format = media::find_format(format);
  REQUIRE(texts::examine(source, questions, found));
  return found.text;
}

std::optional<std::uint64_t> characters(const char* format, const std::string& bytes) {
  const auto text = text_of(format, bytes);
  return text ? std::optional(text->characters) : std::nullopt;
}

}  // namespace

TEST_CASE("a text says how long it is, which words and which numbers stand in it") {
  const auto text = text_of("txt",
                            "秀水社区志愿服务小结\n参加 32 人，联系人张三13812345678，110101199003077758。\n",
                            {.words = {"小结", "经费", "志愿服务"}, .pdftotext = {}});
  const media::Text wanted{.characters = 52,
                           .found_words = {"小结", "志愿服务"},
                           .has_figure = true,
                           .id_numbers = 1,
                           .first_id_number = "110101********7758",
                           .phone_numbers = 1,
                           .first_phone_number = "138****5678"};
  CHECK(text == wanted);
}

TEST_CASE("texts are read in the encodings that clerks' programs write") {
  CHECK(characters("txt", "归档 x") == 3);
  CHECK(characters("txt", "\xef\xbb\xbf归档") == 2);
  CHECK(characters("md", "\xb9\xe9\xb5\xb5") == 2);                           // GB18030
  CHECK(characters("txt", std::string("\xff\xfe\x52\x5f\x63\x68", 6)) == 2);  // UTF-16
  CHECK(characters("html", "<p>\xb9\xe9</p>") == 1);
  CHECK(characters("csv", "a,b\n1,2\n") == 4);
  CHECK(characters("txt", "") == 0);
  CHECK_FALSE(characters("txt", "\xff\xff\xff"));
}

TEST_CASE("a text is looked at up to 16 MiB, and no character is cut") {
  std::string line;
  for (int i = 0; i < 1000; ++i) line += "归档";
  std::string text = "共2000人\n";
  while (text.size() < texts::k_most_text_bytes + 10'000) text += line + "\n";
  const auto lines = (texts::k_most_text_bytes - 11) / (line.size() + 1);
  CHECK(characters("txt", text) == 6 + lines * 2000);
  CHECK_FALSE(characters("txt", std::string(texts::k_most_text_bytes + 1, 'a')));  // not one word's end
}

TEST_CASE("where nothing here reads a format there is no text") {
  CHECK_FALSE(characters("doc", "x"));
  CHECK_FALSE(characters("zip", "x"));
  CHECK_FALSE(characters("pdf", "%PDF-1.4"));  // without pdftotext
}
