// SPDX-License-Identifier: Apache-2.0
/// \file
/// The words of a command line before they mean anything, and what those mean that every command takes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app.hpp"
#include "guidang/base/error.hpp"
#include "guidang/base/result.hpp"
#include "options.hpp"

namespace guidang::cli {

/// The words of one command line, as CLI11 hands them over; one set serves all subcommands.
struct Words {
  std::vector<std::string> positionals;
  std::vector<std::string> reports;
  std::vector<std::string> copies;
  std::string language;
  std::string colour = "auto";
  std::string date;
  std::string jobs;
  std::string edition;
  std::string fail_on = "error";
  std::string at_least;
  std::string out;
  std::string baseline;
  std::string profile;
  std::string form;
  std::string volume_size;
  std::string keep;
  std::vector<std::string> receipts;
  std::vector<std::string> owners;
  std::vector<std::string> items;
  std::vector<std::string> groups;
  std::vector<std::string> rules;
  std::string expiring_days;
  std::string folder;
  std::string index;
  bool quiet = false;
  bool no_cache = false;
  bool strict = false;
  bool files = false;
  bool force = false;
  bool make_register = false;
  bool dry_run = false;
};

/// Returns the language to speak: `--lang` wherever it stands, else what the environment says. Needed before anything
/// else, since help and usage errors are spoken too.
[[nodiscard]] std::string_view chosen_language(const std::vector<std::string>& words, const Environment& environment);

/// Makes an error of usage.
[[nodiscard]] tl::unexpected<Error> usage(std::string id, std::vector<Argument> arguments = {});

/// Makes an error about a word that is none of `known`: "ID-likely" with "did you mean" where one is near, else "ID"
/// with the list.
[[nodiscard]] tl::unexpected<Error> unknown(const std::string& id,
                                            const std::string& word,
                                            const std::vector<std::string>& known);

/// Reads a whole number between `least` and `most`; nothing if it is none.
[[nodiscard]] std::optional<int> whole_number(const std::string& word, int least, int most);

/// Reads a size such as "4GB", "700 MB", "4GiB" or "4.7GB": at least 64 KB; nothing if it is none.
/// Units: KB, MB, GB, TB are powers of 1000, KiB, MiB, GiB, TiB of 1024; K, M, G, T alone are of 1000; any case.
[[nodiscard]] std::optional<std::uint64_t> size_in_bytes(const std::string& word);

/// Reads what every command takes; `formats` are those of its reports. Errors: usage.
[[nodiscard]] Result<CommonOptions> common_options(const Words& words,
                                                   const Environment& environment,
                                                   std::string_view language,
                                                   const std::vector<std::string>& formats = {"text", "json"});

}  // namespace guidang::cli
