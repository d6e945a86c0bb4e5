// SPDX-License-Identifier: Apache-2.0
// The only file that includes CLI11, which takes longer to compile than all the rest together. CLI11 splits the words;
// what they mean, and every message, is ours, so that both languages say the same.
#include "parse.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <memory>

#include <CLI/CLI.hpp>

#include "catalogue.hpp"
#include "guidang/base/text.hpp"
#include "guidang/render/explain.hpp"

namespace guidang::cli {
namespace {

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
  bool quiet = false;
  bool strict = false;
};

tl::unexpected<Error> usage(std::string id, std::vector<Argument> arguments = {}) {
  return fail(ErrorCode::usage, {std::move(id), std::move(arguments)});
}

/// "did you mean" as an argument: empty where nothing is near.
tl::unexpected<Error> unknown(const char* id, const std::string& word, const std::vector<std::string>& known) {
  const auto likely = nearest(word, known);
  if (likely) return usage(std::string(id) + "-likely", {{"word", word}, {"likely", *likely}});
  return usage(id, {{"word", word}, {"known", known}});
}

/// Help whose every word is in the catalogue's language.
class HelpFormatter final : public CLI::Formatter {
 public:
  explicit HelpFormatter(const Catalogue& catalogue) : catalogue_(catalogue) {
    constexpr std::size_t k_column = 28;
    column_width(k_column);
    label("REQUIRED", "");
  }

  /// Says what follows the name of a command, and what that means.
  void describe(const CLI::App& command, std::string words, std::string meaning) {
    words_[&command] = {std::move(words), std::move(meaning)};
  }

  std::string make_usage(const CLI::App* app, std::string name) const override {
    const auto place = words_.find(app);
    const auto& [words, meaning] = place->second;
    std::string text = catalogue_.text({"help/usage", {{"command", std::move(name)}, {"words", words}}}) + "\n";
    if (!meaning.empty()) text += "  " + meaning + "\n";
    return text;
  }

 private:
  const Catalogue& catalogue_;
  std::map<const CLI::App*, std::pair<std::string, std::string>> words_;
};

class Parser {
 public:
  Parser(const Environment& environment, const Catalogue& catalogue, std::string_view language)
      : environment_(environment),
        catalogue_(catalogue),
        language_(language),
        formatter_(std::make_shared<HelpFormatter>(catalogue)),
        app_(say("help/guidang"), "guidang") {
    describe();
  }

  Result<std::variant<Options, Printed>> run(std::vector<std::string> words) {
    put_command_first(words);
    if (auto wrong = unknown_command(words)) return fail(std::move(*wrong));
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    try {
      app_.parse(reversed);
    } catch (const CLI::CallForHelp&) {
      return Printed{app_.help()};
    } catch (const CLI::CallForVersion&) {
      return Printed{std::string("guidang ") + GUIDANG_VERSION + "\n"};
    } catch (const CLI::ExtrasError&) {
      return unknown_word();
    } catch (const CLI::ArgumentMismatch& e) {
      const std::string_view what = e.what();  // "--date: 1 required …"
      return usage("usage/option-without-value", {{"option", std::string(what.substr(0, what.find(':')))}});
    } catch (const CLI::RequiredError&) {  // a subcommand: nothing else is required of CLI11
      return usage("usage/no-command");
    } catch (const CLI::ParseError& e) {
      return usage("usage/other", {{"what", std::string(e.what())}});
    }
    if (!finish_) return usage("usage/no-command");
    if (const auto* empty = empty_option()) return usage("usage/option-without-value", {{"option", empty->get_name()}});
    auto options = finish_();
    if (!options) return fail(std::move(options).error());
    return *std::move(options);
  }

 private:
  [[nodiscard]] std::string say(const std::string& id) const { return catalogue_.text({id, {}}); }

  // ---- What there is ----

  /// Every help ends with the exit table.
  [[nodiscard]] std::string exits() const { return guidang::explain("exits", catalogue_).value_or(""); }

  void describe() {
    app_.formatter(formatter_);
    app_.set_help_flag("-h,--help", say("help/option.help"));
    app_.set_version_flag("--version", std::string("guidang ") + GUIDANG_VERSION, say("help/option.version"));
    for (auto* option : app_.get_options()) option->group(say("help/label.options"));
    app_.footer(exits());
    formatter_->describe(app_, say("help/label.command"), "");
    describe_commands();
  }

  void describe_commands() {
    add_command(app_, "init", "INDEX [FOLDER]", [this] { return init(); });
    auto* index = app_.add_subcommand("index", say("help/index"))->group(say("help/label.commands"));
    index->get_help_ptr()->group(say("help/label.options"));
    formatter_->describe(*index, say("help/label.command"), "");
    index->footer(exits());
    index->require_subcommand(1);
    add_command(
        *index, "check", "INDEX...", [this] { return index_check(); }, "index-check");
    auto* check = add_command(app_, "check", "[FOLDER]", [this] { return this->check(); });
    add_report(*check);
    check->add_option("--fail-on", words_.fail_on, say("help/option.fail-on"))->type_name("error|warning|note");
    auto* score = add_command(app_, "score", "[FOLDER]", [this] { return this->score(); });
    add_report(*score);
    score->add_option("--at-least", words_.at_least, say("help/option.at-least"))->type_name("N");
    auto* bundle = add_command(app_, "bundle", "[FOLDER]", [this] { return this->bundle(); });
    bundle->add_option("--out", words_.out, say("help/option.out"))->type_name("DIR");
    bundle->add_option("--copy", words_.copies, say("help/option.copy"))->type_name("ID=DIR")->allow_extra_args(false);
    bundle->add_flag("--strict", words_.strict, say("help/option.strict"));
    bundle->add_option("--edition", words_.edition, say("help/option.edition"))->type_name("EDITION");
    auto* verify = add_command(app_, "verify", "BUNDLE...", [this] { return this->verify(); });
    add_report(*verify, false);
    auto* compare = add_command(app_, "compare", "A B", [this] { return this->compare(); });
    add_report(*compare, false);
    add_command(app_, "explain", "[WORD]", [this] { return explain(); });
  }

  CLI::App* add_command(CLI::App& above,
                        const std::string& name,
                        std::string positionals,
                        std::function<Result<Options>()> finish,
                        const std::string& help = "") {
    const std::string key = "help/" + (help.empty() ? name : help);
    auto* command = above.add_subcommand(name, say(key))->group(say("help/label.commands"));
    command->option_defaults()->group(say("help/label.options"));
    command->get_help_ptr()->group(say("help/label.options"));
    command->add_option("words", words_.positionals)->group("");  // hidden: the formatter tells of them
    formatter_->describe(*command, std::move(positionals), say(key + ".arguments"));
    command->footer(exits());
    command->add_option("--lang", words_.language, say("help/option.lang"))->type_name("zh|en");
    command->add_option("--color", words_.colour, say("help/option.color"))->type_name("auto|always|never");
    command->add_flag("--quiet", words_.quiet, say("help/option.quiet"));
    command->add_option("--date", words_.date, say("help/option.date"))->type_name("YYYY-MM-DD");
    command->add_option("--jobs", words_.jobs, say("help/option.jobs"))->type_name("N");
    command->callback([this, finish = std::move(finish)] { finish_ = finish; });
    return command;
  }

  void add_report(CLI::App& command, bool with_edition = true) {
    command.add_option("--report", words_.reports, say("help/option.report"))
        ->type_name("FORMAT[=FILE]")
        ->allow_extra_args(false);
    if (with_edition) command.add_option("--edition", words_.edition, say("help/option.edition"))->type_name("EDITION");
  }

  // ---- What went wrong ----

  [[nodiscard]] static std::vector<std::string> command_names(const CLI::App& above) {
    std::vector<std::string> names;
    for (const auto* command : above.get_subcommands([](const CLI::App*) { return true; })) {
      names.push_back(command->get_name());
    }
    return names;
  }

  /// Lets options stand before the command, as in `guidang --lang zh check`.
  void put_command_first(std::vector<std::string>& words) const {
    const auto names = command_names(app_);
    const auto command = std::ranges::find_if(
        words, [&names](const std::string& word) { return std::ranges::find(names, word) != names.end(); });
    if (command != words.begin() && command != words.end() && words.front().starts_with("--")) {
      std::rotate(words.begin(), command, words.end());  // clang 14 cannot read std::ranges::rotate
    }
  }

  /// The first word names the command; CLI11 would call a misspelt one an extra argument.
  [[nodiscard]] std::optional<Error> unknown_command(const std::vector<std::string>& words) const {
    const CLI::App* above = &app_;
    for (const auto& word : words) {
      if (word.starts_with('-')) return std::nullopt;
      const auto names = command_names(*above);
      if (names.empty()) return std::nullopt;
      if (std::ranges::find(names, word) == names.end()) return unknown("usage/unknown-command", word, names).value();
      above = above->get_subcommand(word);
    }
    return std::nullopt;
  }

  /// An option or argument that was given nothing, as `--at-least "$GATE"` with an unset variable: never "no gate".
  [[nodiscard]] const CLI::Option* empty_option() const {
    const CLI::App* command = &app_;
    while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
    for (const auto* option : command->get_options()) {
      if (option->count() > 0 && std::ranges::find(option->results(), "") != option->results().end()) return option;
    }
    return nullptr;
  }

  [[nodiscard]] tl::unexpected<Error> unknown_word() const {
    const CLI::App* command = &app_;
    while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
    const auto extras = app_.remaining(true);
    const std::string word = extras.empty() ? "" : extras.front().substr(0, extras.front().find('='));
    if (command == &app_ && word == "--lang") return usage("usage/no-command");
    if (!word.starts_with('-')) return usage("usage/extra-argument", {{"word", word}});
    std::vector<std::string> names;
    for (const auto* option : command->get_options()) {
      for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    }
    return unknown("usage/unknown-option", word, names);
  }

  // ---- What it means ----

  [[nodiscard]] bool colour(bool terminal) const {
    if (words_.colour != "auto") return words_.colour == "always";
    const auto no_colour = environment_.variable("NO_COLOR");  // no-color.org: set and not empty
    return terminal && !(no_colour && !no_colour->empty());
  }

  Result<CommonOptions> common() const {
    CommonOptions options;
    options.language = language_;
    if (!words_.language.empty() && words_.language != "zh" && words_.language != "en") {
      return unknown("usage/unknown-language", words_.language, {"zh", "en"});
    }
    if (words_.colour != "auto" && words_.colour != "always" && words_.colour != "never") {
      return unknown("usage/unknown-colour", words_.colour, {"auto", "always", "never"});
    }
    options.colour_out = colour(environment_.out_is_terminal);
    options.colour_err = colour(environment_.err_is_terminal);
    options.quiet = words_.quiet;
    options.edition = words_.edition;
    if (!words_.date.empty()) {
      options.date = parse_date(words_.date);
      if (!options.date) return usage("usage/bad-date", {{"word", words_.date}});
    }
    if (!words_.jobs.empty()) {
      const char* end = words_.jobs.data() + words_.jobs.size();
      const auto read = std::from_chars(words_.jobs.data(), end, options.jobs);
      const bool whole = read.ec == std::errc{} && read.ptr == end;
      if (!whole || options.jobs < 1 || options.jobs > 1024) return usage("usage/bad-jobs", {{"word", words_.jobs}});
    }
    for (const auto& report : words_.reports) {
      auto target = report_target(report);
      if (!target) return fail(std::move(target).error());
      options.reports.push_back(*std::move(target));
    }
    return options;
  }

  static Result<ReportTarget> report_target(const std::string& text) {
    const auto equals = text.find('=');
    const auto name = text.substr(0, equals);
    ReportTarget target;
    if (equals != std::string::npos) target.file = text.substr(equals + 1);
    if (equals != std::string::npos && target.file.empty()) return usage("usage/report-without-file", {{"word", text}});
    if (name == "text") return target;
    if (name != "json") return unknown("usage/unknown-format", name, {"text", "json"});
    target.format = ReportFormat::json;
    return target;
  }

  [[nodiscard]] std::string positional(std::size_t i) const {
    return i < words_.positionals.size() ? words_.positionals[i] : "";
  }

  /// Checks how many positionals there are; names the first that lacks.
  [[nodiscard]] Result<void> demand(std::size_t least, std::size_t most, const std::string& names) const {
    if (words_.positionals.size() < least) return usage("usage/missing-argument", {{"names", names}});
    if (words_.positionals.size() > most) return usage("usage/extra-argument", {{"word", words_.positionals[most]}});
    return {};
  }

  template <typename T>
  Result<T> with_common(std::size_t least, std::size_t most, const std::string& names) const {
    GUIDANG_TRY(demand(least, most, names));
    auto options = common();
    if (!options) return fail(std::move(options).error());
    T made;
    made.common = *std::move(options);
    return made;
  }

  static constexpr std::size_t k_any = 10000;

  Result<Options> init() const {
    return with_common<InitOptions>(1, 2, "INDEX").map([this](InitOptions options) -> Options {
      options.index = positional(0);
      options.folder = positional(1);
      return options;
    });
  }

  Result<Options> index_check() const {
    return with_common<IndexCheckOptions>(1, k_any, "INDEX").map([this](IndexCheckOptions options) -> Options {
      options.indexes = words_.positionals;
      return options;
    });
  }

  Result<Options> check() const {
    auto options = with_common<CheckOptions>(0, 1, "FOLDER");
    if (!options) return fail(std::move(options).error());
    options->folder = positional(0);
    const auto fail_on = parse_severity(words_.fail_on);
    if (!fail_on) return unknown("usage/unknown-severity", words_.fail_on, {"error", "warning", "note"});
    options->fail_on = *fail_on;
    return *std::move(options);
  }

  Result<Options> score() const {
    auto options = with_common<ScoreOptions>(0, 1, "FOLDER");
    if (!options) return fail(std::move(options).error());
    options->folder = positional(0);
    if (!words_.at_least.empty()) {
      options->at_least = Exact::parse(words_.at_least);
      if (!options->at_least) return usage("usage/bad-number", {{"word", words_.at_least}});
    }
    return *std::move(options);
  }

  Result<Options> bundle() const {
    auto options = with_common<BundleOptions>(0, 1, "FOLDER");
    if (!options) return fail(std::move(options).error());
    options->folder = positional(0);
    options->out = words_.out;
    options->strict = words_.strict;
    for (const auto& copy : words_.copies) {
      const auto equals = copy.find('=');
      if (equals == std::string::npos || equals == 0 || equals + 1 == copy.size()) {
        return usage("usage/bad-copy", {{"word", copy}});
      }
      options->copies.emplace_back(copy.substr(0, equals), copy.substr(equals + 1));
    }
    if (options->out.empty() == options->copies.empty()) return usage("usage/out-or-copies");
    return *std::move(options);
  }

  Result<Options> verify() const {
    return with_common<VerifyOptions>(1, k_any, "BUNDLE").map([this](VerifyOptions options) -> Options {
      options.bundles = words_.positionals;
      return options;
    });
  }

  Result<Options> compare() const {
    return with_common<CompareOptions>(2, 2, "A B").map([this](CompareOptions options) -> Options {
      options.a = positional(0);
      options.b = positional(1);
      return options;
    });
  }

  Result<Options> explain() const {
    return with_common<ExplainOptions>(0, 1, "WORD").map([this](ExplainOptions options) -> Options {
      options.word = positional(0);
      return options;
    });
  }

  const Environment& environment_;
  const Catalogue& catalogue_;
  std::string language_;
  Words words_;
  std::function<Result<Options>()> finish_;
  std::shared_ptr<HelpFormatter> formatter_;
  CLI::App app_;
};

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

Result<std::variant<Options, Printed>> parse(const std::vector<std::string>& words,
                                             const Environment& environment,
                                             const Catalogue& catalogue) {
  return Parser(environment, catalogue, catalogue.language()).run(words);
}

}  // namespace guidang::cli
