// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/pdf_text.hpp"

#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

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

std::optional<std::string> read(const std::string& bytes,
                                const std::string& program,
                                const texts::PdfLimits& limits = {}) {
  test::TextSource source(bytes);
  return texts::pdf_text(source, program, limits).value();
}

}  // namespace

TEST_CASE("a program that fails, is not there or takes too long gives no text") {
  const test::Scratch scratch;
  const auto script = [&](const char* name, const std::string& body) {
    const auto path = scratch.path() + "/" + name;
    std::ofstream(path) << "#!/bin/sh\n" << body;
    chmod(path.c_str(), 0700);
    return path;
  };
  CHECK_FALSE(read("x", ""));
  CHECK_FALSE(read("x", "/nowhere/pdftotext"));
  CHECK_FALSE(read("x", script("fails", "echo some text\nexit 1\n")));
  CHECK_FALSE(read("x", script("hangs", "exec /bin/sleep 60\n"), {.time = std::chrono::milliseconds(200)}));
  CHECK(read("x", script("says", "echo some text\n")) == "some text\n");
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

TEST_CASE("pdftotext reads a PDF" * doctest::skip(texts::find_pdftotext().empty())) {
  const auto program = texts::find_pdftotext();
  CHECK(read(pdf("12 persons"), program) == "12 persons\n\n\f");
  CHECK(read("%PDF-1.4 and nothing", program).value_or("") == "");
}
