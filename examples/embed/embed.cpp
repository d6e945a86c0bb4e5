// SPDX-License-Identifier: Apache-2.0
// Somebody else's program using the library: opens an archive folder, checks and scores it, prints one line.
#include <iostream>

#include <guidang/jobs/archive.hpp>
#include <guidang/jobs/check_archive.hpp>
#include <guidang/jobs/questions.hpp>
#include <guidang/probe/helper.hpp>

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: embed FOLDER YYYY-MM-DD\n";
    return 2;
  }
  const auto archive = guidang::open_archive(argv[1], "", {.day = guidang::parse_date(argv[2]), .now_utc = 0});
  if (!archive) {
    std::cerr << to_string(archive.error()) << '\n';
    return 2;
  }
  guidang::InventoryOptions options;
  // Parsers meet strangers' files in a process of their own. Without this line they do so in this one.
  options.examiners = guidang::probe::helper_examiners({.program = GUIDANG_PROBE, .questions = questions_of(*archive)});
  const auto checked = guidang::check_archive(*archive, archive->today, options);
  if (!checked) {
    std::cerr << to_string(checked.error()) << '\n';
    return 2;
  }
  const auto report = guidang::make_report(*archive, *checked, archive->today, guidang::WithScore::yes);
  std::cout << report.subject.unit << ": " << report.extent.files << " files, " << report.findings.size()
            << " findings, " << report.score->total.confirmed.text() << " of " << report.score->full.text() << '\n';
}
