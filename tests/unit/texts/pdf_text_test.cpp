// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/pdf_text.hpp"

#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guidang/base/text.hpp"
#include "guidang/texts/texts.hpp"
#include "support/scratch.hpp"
#include "support/zips.hpp"

using namespace guidang;

namespace {

/// A PDF of one page that says this, without a table of objects: readers mend that.
std::string pdf(const std::string& text) {
  const std::string content = "BT /F1 12 Tf 72 720 Td (" + text + ") Tj ET";
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 "
         "R>>>>>>endobj\n"
         "4 0 obj<</Length " +
         std::to_string(content.size()) + ">>stream\n" + content +
         "\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
         "trailer<</Root 1 0 R/Size 6>>\n%%EOF\n";
}

texts::PdfText look(const std::string& program, const texts::PdfLimits& limits = {}, const std::string& bytes = "x") {
  test::TextSource source(bytes);
  return texts::pdf_text(source, program, limits).value();
}

std::optional<std::string> read(const std::string& bytes, const std::string& program) {
  const auto found = look(program, {}, bytes);
  CHECK(found.given_up == media::Fault::none);
  return found.text;
}

media::Fault given_up(const std::string& program, const texts::PdfLimits& limits = {}) {
  const auto found = look(program, limits);
  CHECK_FALSE(found.text);
  return found.given_up;
}

/// Programs that play pdftotext.
class Programs {
 public:
  [[nodiscard]] std::string file(const std::string& body) {
    auto path = scratch_.path() + "/program" + std::to_string(++count_);
    std::ofstream(path) << "#!/bin/sh\n" << body;
    chmod(path.c_str(), 0700);
    return path;
  }

 private:
  test::Scratch scratch_;
  int count_ = 0;
};

}  // namespace

TEST_CASE("a program that fails or is not there gives no text, now and always") {
  Programs programs;
  CHECK_FALSE(read("x", ""));
  CHECK_FALSE(read("x", "/nowhere/pdftotext"));
  CHECK_FALSE(read("x", "/dev/null"));
  CHECK_FALSE(read("x", programs.file("echo some text\nexit 1\n")));
  CHECK(read("x", programs.file("echo some text\n")) == "some text\n");
}

TEST_CASE("a program that is ended or cannot be started leaves it open whether there is a text") {
  using enum media::Fault;
  Programs programs;
  CHECK(given_up(programs.file("exec /bin/sleep 60\n"), {.wall_time = std::chrono::milliseconds(200)}) == too_slow);
  CHECK(given_up(programs.file("while :; do :; done\n"), {.processor_time = std::chrono::seconds(1)}) == too_slow);
  CHECK(given_up(programs.file("echo some text; kill -KILL $$\n")) == too_large);
  CHECK(given_up(programs.file("echo some text; kill -ABRT $$\n")) == too_large);
  CHECK(given_up(programs.file("echo some text; kill -SEGV $$\n")) == crashed);
  const auto busy = programs.file("echo some text\n");
  const std::ofstream writer(busy, std::ios::app);
  CHECK(given_up(busy) == too_large);  // ETXTBSY
  const auto good = programs.file("echo some text\n");
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  const rlimit few{.rlim_cur = 3, .rlim_max = files.rlim_max};
  setrlimit(RLIMIT_NOFILE, &few);
  const auto without = given_up(good);
  setrlimit(RLIMIT_NOFILE, &files);
  CHECK(without == too_large);
}

TEST_CASE("time on the wall is not processor time") {
  Programs programs;
  const auto slow = programs.file("/bin/sleep 1.3; echo some text\n");
  CHECK(look(slow, {.processor_time = std::chrono::seconds(1)}).text == "some text\n");
}

TEST_CASE("a program gets the file, no environment and no other file of ours") {
  const test::Scratch scratch;
  const auto path = scratch.path() + "/shows";
  std::ofstream(path) << "#!/bin/sh\n/bin/cat \"$6\"; echo \"$*\"; echo \"${HOME-none}\"; test -e /proc/self/fd/4 && "
                         "echo more; exit 0\n";
  chmod(path.c_str(), 0700);
  setenv("HOME", "/x", 0);
  const auto left = fcntl(0, F_DUPFD, 40);  // as a library that forgets to close on exec
  CHECK(read("bytes\n", path) == "bytes\n-q -enc UTF-8 -eol unix /proc/self/fd/3 -\nnone\n");
  close(left);
}

TEST_CASE("a program that never ends to write is stopped when there is enough") {
  const test::Scratch scratch;
  const auto path = scratch.path() + "/writes";
  std::ofstream(path) << "#!/bin/sh\nexec /usr/bin/yes\n";
  chmod(path.c_str(), 0700);
  const auto text = read("x", path);
  REQUIRE(text);
  CHECK(text->size() == std::size_t{16} << 20U);
}

TEST_CASE("what a program writes is valid UTF-8 to the last character") {
  Programs programs;
  CHECK(read("x", programs.file("printf '\\351\\241a\\377\\n'\n")) == "\uFFFD\uFFFDa\uFFFD\n");
  const auto text = read("x", programs.file("exec /usr/bin/yes 归ａ\n"));  // 7 bytes a line; 16 MiB end within 归
  REQUIRE(text);
  CHECK_FALSE(first_invalid_utf8(*text));
  CHECK(text->size() == (std::size_t{16} << 20U) - 1);
  CHECK(texts::judge(*text, {.words = {"A归"}, .pdftotext = {}}).found_words == std::vector<std::string>{"A归"});
}

TEST_CASE("a document whose text was given up is abandoned, unless worse is known of it") {
  using enum media::Condition;
  Programs programs;
  const texts::Questions questions{.words = {}, .pdftotext = programs.file("kill -SEGV $$\n")};
  test::TextSource source("x");
  media::Examination found;
  found.format = media::find_format("pdf");
  for (const auto condition : {whole, unexamined}) {
    found.condition = condition;
    found.fault = media::Fault::none;
    REQUIRE(texts::examine(source, questions, found));
    CHECK(found.condition == abandoned);
    CHECK(found.fault == media::Fault::crashed);
  }
  found.condition = damaged;
  found.fault = media::Fault::bad_structure;
  REQUIRE(texts::examine(source, questions, found));
  CHECK(found.condition == damaged);
  CHECK(found.fault == media::Fault::bad_structure);
  CHECK_FALSE(found.text);
}

TEST_CASE("pdftotext reads a PDF" * doctest::skip(texts::find_pdftotext().empty())) {
  const auto program = texts::find_pdftotext();
  CHECK(read(pdf("12 persons"), program) == "12 persons\n\n\f");
  CHECK(read("%PDF-1.4 and nothing", program).value_or("") == "");
}
