// SPDX-License-Identifier: Apache-2.0
#include "guidang/render/explain.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "guidang/base/text.hpp"
#include "guidang/index/sentence.hpp"
#include "guidang/rules/finding.hpp"
#include "guidang/score/score.hpp"

namespace guidang {
namespace {

constexpr std::array<std::string_view, 6> k_exits{"0", "1", "2", "3", "130", "143"};
constexpr std::array k_groups{
    Group::coverage, Group::authenticity, Group::integrity, Group::form, Group::usability, Group::safety};

constexpr std::array k_standings{LeafStanding::met,
                                 LeafStanding::partly,
                                 LeafStanding::not_met,
                                 LeafStanding::not_due,
                                 LeafStanding::pending,
                                 LeafStanding::not_applicable,
                                 LeafStanding::exempt,
                                 LeafStanding::excepted};
constexpr std::array<std::string_view, 3> k_totals{"confirmed", "best", "worst"};

/// What sentences are about, as people look for them.
enum class Topic { events, documents, standards, defects, figures, honours, archive };

constexpr std::array k_topics{
    Topic::events, Topic::documents, Topic::standards, Topic::defects, Topic::figures, Topic::honours, Topic::archive};

std::string_view to_string(Topic topic) {
  switch (topic) {
    case Topic::events: return "events";
    case Topic::documents: return "documents";
    case Topic::standards: return "standards";
    case Topic::defects: return "defects";
    case Topic::figures: return "figures";
    case Topic::honours: return "honours";
    case Topic::archive: return "archive";
  }
  return "";
}

Topic topic_of(SentenceKind kind) {
  using enum SentenceKind;
  switch (kind) {
    case per_missing_event:
    case per_missing_part:
    case points_per_event:
    case per_missing_month:
    case points_by_occasion: return Topic::events;
    case per_missing_document:
    case missing_slot:
    case missing_slot_zero: return Topic::documents;
    case points_per_standard:
    case points_by_standards:
    case rating_by_standards: return Topic::standards;
    case rating_by_defects:
    case per_defect:
    case rating_by_assessor:
    case manual: return Topic::defects;
    case honours:
    case per_bad_sample:
    case rating_by_sample:
    case bad_sample_zero: return Topic::honours;
    case all_or_nothing:
    case account_points:
    case index_points: return Topic::archive;
    default: return Topic::figures;
  }
}

class Explainer {
 public:
  explicit Explainer(const Catalogue& catalogue) : catalogue_(catalogue) {}

  Result<std::string> run(std::string_view word) const {
    if (word.empty()) return overview();
    if (const Rule* rule = find_rule(word)) return explain_rule(*rule);
    for (const auto group : k_groups) {
      if (to_string(group) == word) return list_group(group);
    }
    if (word == "sentences") return list_sentences();
    for (const auto& row : sentence_patterns()) {
      if (row.id == word) return explain_sentence(row);
    }
    if (word == "states") return list_states();
    for (const auto& state : states()) {
      if (state.name == word || state.word == word) return state_line(state);
    }
    for (const auto& rule : rules()) {
      if (title(rule) == word) return explain_rule(rule);
    }
    if (word == "exits") return list_exits();
    if (std::ranges::find(k_exits, word) != k_exits.end()) return exit_line(word);
    if (const auto sentence = parse_sentence(word)) return explain_parsed(*sentence);
    return unknown(word);
  }

 private:
  /// A word of the score: a state of a leaf, or one of the three totals.
  struct State {
    std::string name;  ///< As JSON has it.
    std::string word;  ///< As the score prints it.
    std::string meaning;
  };

  [[nodiscard]] std::string say(std::string id, std::vector<Argument> arguments = {}) const {
    return catalogue_.text({std::move(id), std::move(arguments)});
  }

  [[nodiscard]] std::string title(const Rule& rule) const { return say(std::string(rule.id) + "#title"); }

  [[nodiscard]] std::string severity(const Rule& rule) const {
    return say("severity/" + std::string(to_string(rule.severity)));
  }

  [[nodiscard]] std::string explain_rule(const Rule& rule) const {
    std::string text = fmt::format("{}  {}\n", rule.id, title(rule));
    text += fmt::format("  {}: {}\n", say("explain/group"), say("group/" + std::string(to_string(rule.group))));
    text += fmt::format("  {}: {}\n", say("explain/severity"), severity(rule));
    if (!rule.standard.empty()) text += fmt::format("  {}: {}\n", say("explain/standard"), rule.standard);
    return text + fmt::format("  {}: {}\n", say("explain/remedy"), say(std::string(rule.id) + "#remedy"));
  }

  [[nodiscard]] std::string list_group(Group group) const {
    std::string text = say("group/" + std::string(to_string(group))) + "\n";
    for (const auto& rule : rules()) {
      if (rule.group == group) text += fmt::format("  {}  {} · {}\n", rule.id, severity(rule), title(rule));
    }
    return text;
  }

  [[nodiscard]] static std::string_view example(const SentencePattern& row, std::string_view language) {
    return language == "zh" ? row.zh : row.en;
  }

  [[nodiscard]] std::string list_sentences() const {
    std::string text = say("explain/sentences") + "\n";
    for (const auto topic : k_topics) {
      text += "\n" + say("topic/" + std::string(to_string(topic))) + "\n";
      for (const auto& row : sentence_patterns()) {
        if (topic_of(row.kind) != topic) continue;
        text += fmt::format("  {}\n      {} [{}]\n",
                            example(row, catalogue_.language()),
                            say("sentence/" + std::string(row.id) + "#title"),
                            row.id);
      }
    }
    return text;
  }

  [[nodiscard]] std::string explain_sentence(const SentencePattern& row) const {
    std::string text = fmt::format("{}  {}\n", row.id, say("sentence/" + std::string(row.id) + "#title"));
    text += fmt::format("  zh: {}\n  en: {}\n", row.zh, row.en);
    if (!row.pattern.empty()) text += fmt::format("  {}: {}\n", say("explain/pattern"), row.pattern);
    return text;
  }

  [[nodiscard]] std::string explain_parsed(const Sentence& sentence) const {
    for (const auto& row : sentence_patterns()) {
      if (row.kind != sentence.kind) continue;
      return fmt::format("zh: {}\nen: {}\n", print_sentence(sentence, "zh"), print_sentence(sentence, "en")) +
             explain_sentence(row);
    }
    return "";
  }

  [[nodiscard]] std::vector<State> states() const {
    std::vector<State> list;
    for (const auto standing : k_standings) {
      const std::string name(guidang::to_string(standing));
      list.push_back({name, say("standing/" + name), say("standing/" + name + "#meaning")});
    }
    for (const auto total : k_totals) {
      const std::string name(total);
      list.push_back({name, say("word/" + name), say("word/" + name + "#meaning")});
    }
    return list;
  }

  [[nodiscard]] static std::string state_line(const State& state) {
    return fmt::format("  {}  {} [{}]\n", state.word, state.meaning, state.name);
  }

  [[nodiscard]] std::string list_states() const {
    std::string text = say("explain/states") + "\n";
    for (const auto& state : states()) text += state_line(state);
    return text;
  }

  [[nodiscard]] std::string exit_line(std::string_view status) const {
    return fmt::format("{:>4}  {}\n", status, say("exit/" + std::string(status)));
  }

  [[nodiscard]] std::string list_exits() const {
    std::string text = say("explain/exits") + "\n";
    for (const auto status : k_exits) text += exit_line(status);
    return text;
  }

  [[nodiscard]] std::string overview() const {
    std::string text = say("explain/rules") + "\n";
    for (const auto group : k_groups) text += "\n" + list_group(group);
    return text + "\n" + list_sentences() + "\n" + list_states() + "\n" + list_exits();
  }

  [[nodiscard]] Result<std::string> unknown(std::string_view word) const {
    std::vector<std::string> known{"sentences", "states", "exits"};
    for (const auto& state : states()) known.insert(known.end(), {state.name, state.word});
    for (const auto& rule : rules()) known.emplace_back(rule.id);
    for (const auto& row : sentence_patterns()) known.emplace_back(row.id);
    // A rule's bare name, without its group, is the commonest slip.
    for (const auto& rule : rules()) {
      if (rule.id.ends_with("/" + std::string(word))) known = {std::string(rule.id)};
    }
    const auto likely = known.size() == 1 ? known.front() : nearest(word, known).value_or("");
    const auto* id = likely.empty() ? "explain/unknown" : "explain/unknown-likely";
    return fail(ErrorCode::not_found, {id, {{"word", std::string(word)}, {"likely", likely}}});
  }

  const Catalogue& catalogue_;
};

/// The arguments of what a rule says, each filled with its own name in braces.
std::vector<Argument> placeholders(const Rule& rule) {
  std::vector<Argument> arguments;
  for (const auto& name : split(rule.arguments, " ")) arguments.push_back({name, "{" + name + "}"});
  return arguments;
}

}  // namespace

Result<std::string> explain(std::string_view word, const Catalogue& catalogue) {
  return Explainer(catalogue).run(trimmed(word));
}

std::string rules_page(const Catalogue& zh, const Catalogue& en) {
  const auto both = [&](const std::string& id) { return zh.text({id, {}}) + " · " + en.text({id, {}}); };
  std::string page =
      "# Rules · 检查规则\n\n"
      "Everything that a check can find, by group. Each rule has its title, its severity unless the index changes it\n"
      "(严重程度), the clause it comes from, what a report says (with the arguments in braces), and what to do.\n\n"
      "`guidang_rules_page` writes this page from the registry and the catalogues; the test check:rules-page keeps it\n"
      "true. Identifiers never change their meaning and are never reused.\n";
  for (const auto group : k_groups) {
    page += fmt::format("\n## {} · {}\n", to_string(group), zh.text({"group/" + std::string(to_string(group)), {}}));
    for (const auto& rule : rules()) {
      if (rule.group != group) continue;
      const std::string id(rule.id);
      page += fmt::format("\n### {}\n\n{}\n\n", id, both(id + "#title"));
      page += fmt::format("- {}\n", both("severity/" + std::string(to_string(rule.severity))));
      if (!rule.standard.empty()) page += fmt::format("- {}\n", rule.standard);
      const Message found{id + "#found", placeholders(rule)};
      page += fmt::format("- {}\n- {}\n", zh.text(found), en.text(found));
      page += fmt::format("- → {}\n- → {}\n", zh.text({id + "#remedy", {}}), en.text({id + "#remedy", {}}));
    }
  }
  return page;
}

}  // namespace guidang
