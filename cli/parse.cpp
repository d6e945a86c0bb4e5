// SPDX-License-Identifier: Apache-2.0
// The only file (with help.hpp) that includes CLI11, which takes longer to compile than all the rest together. CLI11
// splits the words; what they mean (words.cpp), and every message, is ours, so that both languages say the same.
#include "parse.hpp"

#include <algorithm>
#include <functional>
#include <memory>

#include <CLI/CLI.hpp>

#include "catalogue.hpp"
#include "guidang/render/explain.hpp"
#include "help.hpp"
#include "words.hpp"

namespace guidang::cli {
namespace {

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
    describe_index();
    describe_judging();
    describe_packing();
    add_command(app_, "explain", "[WORD]", [this] { return explain(); });
  }

  void describe_index() {
    auto* index = app_.add_subcommand("index", say("help/index"))->group(say("help/label.commands"));
    index->get_help_ptr()->group(say("help/label.options"));
    formatter_->describe(*index, say("help/label.command"), "");
    index->footer(exits());
    index->require_subcommand(1);
    add_command(
        *index, "check", "INDEX...", [this] { return index_check(); }, "index-check");
    add_command(
        *index, "show", "INDEX [CODE...]", [this] { return index_show(); }, "index-show");
    auto* resolve = add_command(
        *index, "resolve", "INDEX", [this] { return index_resolve(); }, "index-resolve");
    resolve->add_option("--out", words_.out, say("help/option.out-file"))->type_name("FILE");
    auto* diff = add_command(
        *index, "diff", "A B", [this] { return index_diff(); }, "index-diff");
    diff->add_option("--folder", words_.folder, say("help/option.folder"))->type_name("FOLDER");
    add_report(*diff, false);
    auto* import_table = add_command(
        *index, "import", "TABLE", [this] { return index_import(); }, "index-import");
    import_table->add_option("--out", words_.out, say("help/option.import-out"))->type_name("FILE");
    import_table->add_flag("--force", words_.force, say("help/option.force"));
  }

  void describe_judging() {
    auto* check = add_command(app_, "check", "[FOLDER]", [this] { return this->check(); });
    add_report(*check);
    check->add_option("--fail-on", words_.fail_on, say("help/option.fail-on"))->type_name("error|warning|note");
    check->add_flag("--files", words_.files, say("help/option.files"));
    check->add_option("--baseline", words_.baseline, say("help/option.baseline-check"))->type_name("REPORT.json");
    add_filter(*check);
    check->add_option("--group", words_.groups, say("help/option.group"))->type_name("GROUP")->allow_extra_args(false);
    check->add_option("--rule", words_.rules, say("help/option.rule"))->type_name("RULE")->allow_extra_args(false);
    check->add_option("--expiring-days", words_.expiring_days, say("help/option.expiring-days"))->type_name("N");
    add_cache(*check);
    auto* score = add_command(app_, "score", "[FOLDER]", [this] { return this->score(); });
    add_report(*score, true, "help/option.report-score");
    score->add_option("--at-least", words_.at_least, say("help/option.at-least"))->type_name("N");
    score->add_option("--baseline", words_.baseline, say("help/option.baseline-score"))->type_name("REPORT.json");
    add_filter(*score);
    add_cache(*score);
  }

  void describe_packing() {
    auto* catalog = add_command(app_, "catalog", "[FOLDER]", [this] { return this->catalog(); });
    catalog->add_option("--form", words_.form, say("help/option.form"))->type_name("FORM");
    catalog->add_flag("--register", words_.make_register, say("help/option.register"));
    catalog->add_flag("--dry-run", words_.dry_run, say("help/option.dry-run"));
    catalog->add_option("--out", words_.out, say("help/option.out-form"))->type_name("FILE.xlsx|FILE.html");
    catalog->add_option("--edition", words_.edition, say("help/option.edition"))->type_name("EDITION");
    add_cache(*catalog);
    auto* bundle = add_command(app_, "bundle", "[FOLDER]", [this] { return this->bundle(); });
    bundle->add_option("--out", words_.out, say("help/option.out"))->type_name("DIR");
    bundle->add_option("--copy", words_.copies, say("help/option.copy"))->type_name("ID=DIR")->allow_extra_args(false);
    bundle->add_option("--form", words_.form, say("help/option.form-copy"))->type_name("zip|folder");
    bundle->add_option("--volume-size", words_.volume_size, say("help/option.volume-size"))->type_name("SIZE");
    bundle->add_option("--keep", words_.keep, say("help/option.keep"))->type_name("POLICY");
    bundle->add_flag("--dry-run", words_.dry_run, say("help/option.dry-run-bundle"));
    bundle->add_option("--report", words_.reports, say("help/option.report-bundle"))
        ->type_name("FORMAT[=FILE]")
        ->allow_extra_args(false);
    bundle->add_flag("--strict", words_.strict, say("help/option.strict"));
    add_choice(*bundle);
    add_cache(*bundle);
    auto* verify = add_command(app_, "verify", "[BUNDLE...]", [this] { return this->verify(); });
    verify->add_option("--receipt", words_.receipts, say("help/option.receipt"))
        ->type_name("RECEIPT.json")
        ->allow_extra_args(false);
    verify->add_option("--profile", words_.profile, say("help/option.profile"))->type_name("FILE");
    add_report(*verify, false);
    auto* compare = add_command(app_, "compare", "A B", [this] { return this->compare(); });
    add_report(*compare, false);
    add_command(app_, "extract", "BUNDLE DIR", [this] { return extract(); });
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

  void add_report(CLI::App& command, bool with_edition = true, const char* help = "help/option.report") {
    command.add_option("--report", words_.reports, say(help))->type_name("FORMAT[=FILE]")->allow_extra_args(false);
    if (with_edition) add_choice(command);
  }

  /// Which index of an archive folder.
  void add_choice(CLI::App& command) {
    command.add_option("--edition", words_.edition, say("help/option.edition"))->type_name("EDITION");
    command.add_option("--index", words_.index, say("help/option.index"))->type_name("CODE");
  }

  void add_cache(CLI::App& command) { command.add_flag("--no-cache", words_.no_cache, say("help/option.no-cache")); }

  void add_filter(CLI::App& command) {
    command.add_option("--owner", words_.owners, say("help/option.owner"))->type_name("NAME")->allow_extra_args(false);
    command.add_option("--item", words_.items, say("help/option.item"))->type_name("CODE")->allow_extra_args(false);
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
  Result<T> with_common(std::size_t least,
                        std::size_t most,
                        const std::string& names,
                        const std::vector<std::string>& formats = {"text", "json"}) const {
    GUIDANG_TRY(demand(least, most, names));
    auto options = common_options(words_, environment_, language_, formats);
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

  Result<Options> index_show() const {
    return with_common<IndexShowOptions>(1, k_any, "INDEX").map([this](IndexShowOptions options) -> Options {
      options.index = positional(0);
      options.codes = {words_.positionals.begin() + 1, words_.positionals.end()};
      return options;
    });
  }

  Result<Options> index_resolve() const {
    return with_common<IndexResolveOptions>(1, 1, "INDEX").map([this](IndexResolveOptions options) -> Options {
      options.index = positional(0);
      options.out = words_.out;
      return options;
    });
  }

  Result<Options> index_diff() const {
    return with_common<IndexDiffOptions>(2, 2, "A B").map([this](IndexDiffOptions options) -> Options {
      options.before = positional(0);
      options.after = positional(1);
      options.folder = words_.folder;
      return options;
    });
  }

  Result<Options> index_import() const {
    return with_common<IndexImportOptions>(1, 1, "TABLE").map([this](IndexImportOptions options) -> Options {
      options.table = positional(0);
      options.out = words_.out;
      options.force = words_.force;
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
    options->baseline = words_.baseline;
    options->filter = {words_.owners, words_.items, words_.groups, words_.rules};
    options->files = words_.files;
    if (!words_.expiring_days.empty()) {
      const auto days = whole_number(words_.expiring_days, 0, 3660);
      if (!days) return usage("usage/bad-days", {{"word", words_.expiring_days}});
      options->expiring_days = *days;
    }
    return *std::move(options);
  }

  Result<Options> score() const {
    auto options = with_common<ScoreOptions>(0, 1, "FOLDER", {"text", "json", "reminder"});
    if (!options) return fail(std::move(options).error());
    options->folder = positional(0);
    options->baseline = words_.baseline;
    options->filter = {words_.owners, words_.items, {}, {}};
    if (!words_.at_least.empty()) {
      options->at_least = Exact::parse(words_.at_least);
      if (!options->at_least) return usage("usage/bad-number", {{"word", words_.at_least}});
    }
    return *std::move(options);
  }

  Result<Options> catalog() const {
    if (words_.make_register) return catalog_register();
    if (words_.dry_run) return usage("usage/only-with", {{"option", "--dry-run"}, {"other", "--register"}});
    auto options = with_common<CatalogOptions>(0, 1, "FOLDER");
    if (!options) return fail(std::move(options).error());
    options->folder = positional(0);
    options->out = words_.out;
    if (words_.form.empty())
      return usage("usage/missing-argument", {{"names", std::string("--form self-assessment | --register")}});
    if (words_.form != "self-assessment" && words_.form != "自评表") {
      return unknown("usage/unknown-form", words_.form, {"self-assessment"});
    }
    return *std::move(options);
  }

  Result<Options> catalog_register() const {
    auto options = with_common<CatalogRegisterOptions>(0, 1, "FOLDER");
    if (!options) return fail(std::move(options).error());
    if (!words_.out.empty()) return usage("usage/not-with", {{"option", "--out"}, {"other", "--register"}});
    options->folder = positional(0);
    options->dry_run = words_.dry_run;
    options->csv = words_.form == "csv";
    if (words_.form.empty() || words_.form == "csv" || words_.form == "xlsx") return *std::move(options);
    return unknown("usage/unknown-form", words_.form, {"xlsx", "csv"});
  }

  Result<Options> bundle() const {
    auto options = with_common<BundleOptions>(0, 1, "FOLDER", {"text", "jsonl"});
    if (!options) return fail(std::move(options).error());
    options->folder = positional(0);
    options->out = words_.out;
    options->strict = words_.strict;
    options->dry_run = words_.dry_run;
    for (const auto& copy : words_.copies) {
      const auto equals = copy.find('=');
      if (equals == std::string::npos || equals == 0 || equals + 1 == copy.size()) {
        return usage("usage/bad-copy", {{"word", copy}});
      }
      options->copies.emplace_back(copy.substr(0, equals), copy.substr(equals + 1));
    }
    if (options->out.empty() == options->copies.empty()) return usage("usage/out-or-copies");
    GUIDANG_TRY(how_to_pack(*options));
    return *std::move(options);
  }

  Result<void> how_to_pack(BundleOptions& options) const {
    if (words_.form == "folder") {
      options.form = CopyForm::folder;
    } else if (!words_.form.empty() && words_.form != "zip") {
      return unknown("usage/unknown-copy-form", words_.form, {"zip", "folder"});
    }
    if (!words_.volume_size.empty()) {
      const auto size = size_in_bytes(words_.volume_size);
      if (!size) return usage("usage/bad-size", {{"word", words_.volume_size}});
      options.volume_bytes = *size;
    }
    if (words_.keep.empty()) return {};
    auto retention = parse_retention(words_.keep);
    if (!retention) return fail(std::move(retention).error());
    options.retention = *retention;
    return {};
  }

  Result<Options> verify() const {
    const std::size_t least = words_.receipts.empty() ? 1 : 0;
    if (least == 0 && !words_.profile.empty()) {
      return usage("usage/not-with", {{"option", "--profile"}, {"other", "--receipt"}});
    }
    return with_common<VerifyOptions>(least, k_any, "BUNDLE").map([this](VerifyOptions options) -> Options {
      options.bundles = words_.positionals;
      options.receipts = words_.receipts;
      options.profile = words_.profile;
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

  Result<Options> extract() const {
    return with_common<ExtractOptions>(2, 2, "BUNDLE DIR").map([this](ExtractOptions options) -> Options {
      options.bundle = positional(0);
      options.folder = positional(1);
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

Result<std::variant<Options, Printed>> parse(const std::vector<std::string>& words,
                                             const Environment& environment,
                                             const Catalogue& catalogue) {
  return Parser(environment, catalogue, catalogue.language()).run(words);
}

}  // namespace guidang::cli
