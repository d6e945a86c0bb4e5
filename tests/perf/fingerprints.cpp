// SPDX-License-Identifier: Apache-2.0
// Prints "FINGERPRINT SHARPNESS CONDITION MOMENT OFFSET PATH" of each picture named, "-" for what there is not: for
// same_picture.py, capture_times.sh and for looking at single pictures.
#include <chrono>
#include <filesystem>
#include <iostream>
#include <string>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "guidang/picture/picture.hpp"
#include "guidang/probe/examiner.hpp"

namespace {

using namespace guidang;

std::string moment_text(const std::optional<media::Moment>& moment) {
  if (!moment) return "- -";
  const auto text = fmt::format("{:%Y:%m:%dT%H:%M:%S}", fmt::gmtime(static_cast<std::time_t>(moment->clock_seconds)));
  if (!moment->offset_minutes) return text + " -";
  const int offset = *moment->offset_minutes;
  return text + fmt::format(" {}{:02}:{:02}", offset < 0 ? '-' : '+', std::abs(offset) / 60, std::abs(offset) % 60);
}

std::string line_of(const media::Examination& found) {
  std::string fingerprint = "-";
  std::string sharpness = "-";
  if (found.picture) {
    if (found.picture->fingerprint) fingerprint = fmt::format("{:016x}", *found.picture->fingerprint);
    if (found.picture->sharpness) sharpness = fmt::format("{}", *found.picture->sharpness);
  }
  return fmt::format(
      "{} {} {} {}", fingerprint, sharpness, media::to_string(found.condition), moment_text(found.captured));
}

int print(const std::string& path) {
  const std::filesystem::path place(path);
  const auto folder = fs::DiskTree::open_folder(place.has_parent_path() ? place.parent_path().string() : ".");
  const auto name = RelPath::parse(place.filename().string());
  if (!folder || !name) return 2;
  const auto source = (*folder)->open(*name);
  if (!source) return 2;
  const auto found = probe::examine(**source, name->text(), {});
  if (!found) return 2;
  std::cout << line_of(*found) << ' ' << path << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  int status = 0;
  for (int i = 1; i < argc; ++i) {
    if (print(argv[i]) == 0) continue;
    std::cerr << "cannot read " << argv[i] << '\n';
    status = 2;
  }
  return status;
}
