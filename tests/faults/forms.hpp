// SPDX-License-Identifier: Apache-2.0
/// \file
/// The forms of copies that faults are tried on: a row each.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "faults/injector.hpp"
#include "guidang/jobs/bundle_archive.hpp"

namespace guidang::test {

/// What a form of copies looks like from outside. Entries are those at the top of a destination: files, or folders
/// with all below.
struct Form {
  std::string name;
  /// Has `job` make copies of this form; destinations and packer are set already.
  std::function<void(BundleJob& job)> choose;
  std::function<bool(std::string_view entry)> is_payload;  ///< The entry is the copy itself.
  std::function<bool(std::string_view entry)> vouches;     ///< The entry says that the copy beside it is whole.
  unsigned makes = k_any;  ///< The kinds of calls (injector.hpp) that packing in this form makes.
};

inline const std::vector<Form>& forms() {
  static const std::vector<Form> all{
      {.name = "zip",
       .choose = [](BundleJob&) {},
       .is_payload = [](std::string_view entry) { return entry.ends_with(".zip"); },
       .vouches = [](std::string_view entry) { return entry.ends_with(".zip.sha256"); },
       .makes = k_any & ~(k_make_folder | k_truncate)},
  };
  return all;
}

}  // namespace guidang::test
