// SPDX-License-Identifier: Apache-2.0
#include "catalogue.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "app.hpp"
#include "guidang/base/text.hpp"
#include "guidang/index/sentence.hpp"
#include "guidang/media/format.hpp"
#include "guidang/rules/finding.hpp"
#include "guidang/score/score.hpp"
#include "words.hpp"

using namespace guidang;

namespace {

using Texts = std::map<std::string, std::string>;

Texts texts_of(std::string_view language) {
  Texts texts;
  for (const auto& [id, text] : cli::catalogue_entries(language)) texts.emplace(id, text);
  return texts;
}

std::set<std::string> ids_of(const Texts& texts) {
  std::set<std::string> ids;
  for (const auto& [id, text] : texts) ids.insert(id);
  return ids;
}

/// The names between single braces; doubled ones are braces.
std::set<std::string> placeholders(const std::string& text) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{' && text[i] != '}') continue;
    if (i + 1 < text.size() && text[i + 1] == text[i]) {
      ++i;
      continue;
    }
    const auto end = text.find('}', i);
    if (text[i] == '}' || end == std::string::npos) return {"an unpaired brace"};
    names.insert(text.substr(i + 1, end - i - 1));
    i = end;
  }
  return names;
}

std::set<std::string> words(std::string_view text) {
  const auto list = split(text, " ");
  return {list.begin(), list.end()};
}

/// "" if the catalogue has `id` in words, else what is wrong; `arguments` are those of the code.
std::string lack(const Texts& texts, const std::string& id, const std::set<std::string>& arguments) {
  const auto place = texts.find(id);
  if (place == texts.end()) return id + " is missing";
  return placeholders(place->second) == arguments ? "" : id + " has other placeholders";
}

/// Identifiers of words that are put together in code, without their group.
const std::map<std::string, std::vector<std::string>> k_words{
    {"standing/", {"met", "partly", "not_met", "not_due", "pending", "not_applicable", "exempt", "excepted"}},
    {"kind/", {"any", "document", "photo", "video", "audio", "table"}},
    {"method/", {"documents", "site_visit", "survey", "online"}},
    {"group/", {"coverage", "authenticity", "integrity", "form", "usability", "safety"}},
    {"severity/", {"error", "warning", "note"}},
    {"date-source/", {"register_line", "event_folder", "file_name", "capture_time"}},
    {"fault/",
     {"none",
      "cut_off",
      "no_content",
      "bad_structure",
      "bad_checksum",
      "bad_image",
      "bad_part",
      "missing_part",
      "password",
      "too_large",
      "too_slow",
      "crashed"}},
    {"read-back/", {"cache_bypassed", "through_cache"}},
    {"exit/", {"0", "1", "2", "3", "130", "143"}},
};

std::string chosen(const std::map<std::string, std::string>& variables, const std::vector<std::string>& line = {}) {
  std::ostringstream out;
  std::ostringstream err;
  const auto variable = [&variables](const std::string& name) -> std::optional<std::string> {
    const auto place = variables.find(name);
    return place == variables.end() ? std::nullopt : std::optional<std::string>(place->second);
  };
  return std::string(cli::chosen_language(line, {.out = out, .err = err, .variable = variable}));
}

}  // namespace

TEST_CASE("the catalogues say the same things in both languages") {
  const auto zh = texts_of("zh");
  const auto en = texts_of("en");

  SUBCASE("under the same identifiers") {
    CHECK(ids_of(zh) == ids_of(en));
    CHECK(zh.size() > 300);
  }

  SUBCASE("with the same placeholders") {
    for (const auto& entry : zh) {
      const auto& id = entry.first;
      const auto& text = entry.second;
      CAPTURE(id);
      if (en.contains(id)) CHECK(placeholders(text) == placeholders(en.at(id)));
    }
  }

  SUBCASE("and never with nothing") {
    for (const auto* texts : {&zh, &en}) {
      for (const auto& entry : *texts) {
        const auto& id = entry.first;
        const auto& text = entry.second;
        CAPTURE(id);
        CHECK_FALSE(trimmed(text).empty());
      }
    }
  }

  SUBCASE("and Chinese is Chinese") {
    for (const auto& entry : zh) {
      const auto& id = entry.first;
      const auto& text = entry.second;
      CAPTURE(id);
      if (text == en.at(id)) CHECK(id.find("#found") != std::string::npos);  // "{problem}" alone
    }
  }
}

TEST_CASE("the catalogues have words for everything that the code can name") {
  for (const auto* language : {"zh", "en"}) {
    CAPTURE(language);
    const auto texts = texts_of(language);

    for (const auto& rule : rules()) {
      const std::string id(rule.id);
      CHECK(lack(texts, id + "#title", {}) == "");
      CHECK(lack(texts, id + "#found", words(rule.arguments)) == "");
      CHECK(lack(texts, id + "#remedy", {}) == "");
    }
    for (const auto& format : media::formats()) {
      CHECK(lack(texts, "format/" + std::string(format.name), {}) == "");
    }
    for (const auto& row : sentence_patterns()) {
      CHECK(lack(texts, "sentence/" + std::string(row.id) + "#title", {}) == "");
    }
    for (const auto& row : k_words) {
      const auto& group = row.first;
      const auto& names = row.second;
      for (const auto& name : names) CHECK(lack(texts, group + name, {}) == "");
    }
  }
}

TEST_CASE("a catalogue puts arguments into words") {
  const auto zh = cli::make_catalogue("zh");
  CHECK(
      zh->text({"usage/unknown-command", {{"word", "chekc"}, {"known", std::vector<std::string>{"check", "score"}}}}) ==
      "没有“chekc”这个命令；有：check、score");
  CHECK(zh->text({"usage/extra-argument", {{"word", "a\x1b[31m\nb"}}}) == "多写了“a\\u{1B}[31m↵b”");
  CHECK(zh->text({"no/such-message", {{"n", std::int64_t{3}}}}) ==
        to_string(Message{"no/such-message", {{"n", std::int64_t{3}}}}));
  CHECK(zh->has("exit/0"));
  CHECK_FALSE(zh->has("no/such-message"));
  CHECK(zh->language() == "zh");
  CHECK(cli::make_catalogue("fr")->language() == "en");
}

TEST_CASE("the language is the one that the environment asks for") {
  CHECK(chosen({}) == "en");
  CHECK(chosen({{"LANG", "zh_CN.UTF-8"}}) == "zh");
  CHECK(chosen({{"LANG", "C.UTF-8"}}) == "en");

  SUBCASE("LANGUAGE before LC_ALL before LC_MESSAGES before LANG") {
    CHECK(chosen({{"LC_MESSAGES", "zh_CN"}, {"LANG", "en_US"}}) == "zh");
    CHECK(chosen({{"LC_ALL", "C"}, {"LC_MESSAGES", "zh_CN"}, {"LANG", "zh_CN"}}) == "en");
    CHECK(chosen({{"LANGUAGE", "zh:en"}, {"LC_ALL", "en_US"}}) == "zh");
  }

  SUBCASE("an empty variable is none") {
    CHECK(chosen({{"LANGUAGE", ""}, {"LC_ALL", ""}, {"LANG", "zh_TW"}}) == "zh");
    CHECK(cli::language_of({"", "", "", ""}) == "en");
  }

  SUBCASE("--lang wins over all of them") {
    CHECK(chosen({{"LANG", "zh_CN"}}, {"check", "--lang", "en"}) == "en");
    CHECK(chosen({}, {"check", "--lang=zh"}) == "zh");
    CHECK(chosen({}, {"explain", "--", "--lang=zh"}) == "en");
  }
}
