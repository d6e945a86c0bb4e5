// SPDX-License-Identifier: Apache-2.0
#include "words.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "catalogue.hpp"
#include "guidang/base/text.hpp"

namespace guidang::cli {
namespace {

bool colour(const Words& words, const Environment& environment, bool terminal) {
  if (words.colour != "auto") return words.colour == "always";
  const auto no_colour = environment.variable("NO_COLOR");  // no-color.org: set and not empty
  return terminal && !(no_colour && !no_colour->empty());
}

Result<ReportTarget> report_target(const std::string& text, const std::vector<std::string>& formats) {
  const auto equals = text.find('=');
  const auto name = text.substr(0, equals);
  ReportTarget target;
  if (equals != std::string::npos) target.file = text.substr(equals + 1);
  if (equals != std::string::npos && target.file.empty()) return usage("usage/report-without-file", {{"word", text}});
  if (std::ranges::find(formats, name) == formats.end()) return unknown("usage/unknown-format", name, formats);
  if (name == "json") target.format = ReportFormat::json;
  if (name == "jsonl") target.format = ReportFormat::jsonl;
  if (name == "reminder") target.format = ReportFormat::reminder;
  return target;
}

}  // namespace

std::string_view chosen_language(const std::vector<std::string>& words, const Environment& environment) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--") break;
    if (words[i] == "--lang=zh" || (words[i] == "--lang" && i + 1 < words.size() && words[i + 1] == "zh")) return "zh";
    if (words[i] == "--lang=en" || (words[i] == "--lang" && i + 1 < words.size() && words[i + 1] == "en")) return "en";
  }
  const auto value = [&environment](const char* name) { return environment.variable(name).value_or(""); };
  // gettext's order: LANGUAGE wins, then LC_ALL, LC_MESSAGES, LANG.
  return language_of({value("LANGUAGE"), value("LC_ALL"), value("LC_MESSAGES"), value("LANG")});
}

tl::unexpected<Error> usage(std::string id, std::vector<Argument> arguments) {
  return fail(ErrorCode::usage, {std::move(id), std::move(arguments)});
}

tl::unexpected<Error> unknown(const std::string& id, const std::string& word, const std::vector<std::string>& known) {
  const auto likely = nearest(word, known);
  if (likely) return usage(id + "-likely", {{"word", word}, {"likely", *likely}});
  return usage(id, {{"word", word}, {"known", known}});
}

std::optional<int> whole_number(const std::string& word, int least, int most) {
  int number = 0;
  const char* end = word.data() + word.size();
  const auto read = std::from_chars(word.data(), end, number);
  const bool whole = read.ec == std::errc{} && read.ptr == end;
  return whole && number >= least && number <= most ? std::optional(number) : std::nullopt;
}

std::optional<std::uint64_t> size_in_bytes(const std::string& word) {
  constexpr std::uint64_t k_least = 64'000;
  constexpr std::uint64_t k_most = std::uint64_t{1} << 50;
  const auto end = word.find_first_not_of("0123456789.");
  const auto number = Exact::parse(word.substr(0, end));
  if (!number || end == std::string::npos) return std::nullopt;
  auto unit = folded(trimmed(word.substr(end)));
  constexpr std::string_view k_letters = "kmgt";
  const auto power = unit.empty() ? std::string_view::npos : k_letters.find(unit.front());
  const std::string rest = unit.empty() ? "" : unit.substr(1);
  if (power == std::string_view::npos || (!rest.empty() && rest != "b" && rest != "ib")) return std::nullopt;
  Exact size = *number;
  for (std::size_t i = 0; i <= power; ++i) size = size * Exact(rest == "ib" ? 1024 : 1000);
  if (size < Exact(static_cast<std::int64_t>(k_least)) || size > Exact(static_cast<std::int64_t>(k_most))) {
    return std::nullopt;
  }
  std::uint64_t bytes = 0;
  const auto digits = size.fixed(0);
  std::from_chars(digits.data(), digits.data() + digits.size(), bytes);
  return bytes;
}

Result<CommonOptions> common_options(const Words& words,
                                     const Environment& environment,
                                     std::string_view language,
                                     const std::vector<std::string>& formats) {
  CommonOptions options;
  options.language = language;
  if (!words.language.empty() && words.language != "zh" && words.language != "en") {
    return unknown("usage/unknown-language", words.language, {"zh", "en"});
  }
  if (words.colour != "auto" && words.colour != "always" && words.colour != "never") {
    return unknown("usage/unknown-colour", words.colour, {"auto", "always", "never"});
  }
  options.colour_out = colour(words, environment, environment.out_is_terminal);
  options.colour_err = colour(words, environment, environment.err_is_terminal);
  options.quiet = words.quiet;
  options.no_cache = words.no_cache;
  options.edition = words.edition;
  options.index = words.index;
  if (!words.date.empty()) {
    options.date = parse_date(words.date);
    if (!options.date) return usage("usage/bad-date", {{"word", words.date}});
  }
  if (!words.jobs.empty()) {
    const auto jobs = whole_number(words.jobs, 1, 1024);
    if (!jobs) return usage("usage/bad-jobs", {{"word", words.jobs}});
    options.jobs = *jobs;
  }
  for (const auto& report : words.reports) {
    auto target = report_target(report, formats);
    if (!target) return fail(std::move(target).error());
    options.reports.push_back(*std::move(target));
  }
  return options;
}

}  // namespace guidang::cli
