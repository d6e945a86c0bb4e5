// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/self_assessment.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "guidang/base/points.hpp"
#include "guidang/base/text.hpp"
#include "guidang/check/folder_name.hpp"
#include "guidang/jobs/proof_list.hpp"
#include "guidang/jobs/reason_list.hpp"

namespace guidang {
namespace {

/// The columns, from the left. `group` is left out where no item stands between project and leaf.
enum class Place { group, content, scoring, full, method, own, reasons, proofs, assessed, difference };

struct Known {
  const LeafState* state = nullptr;
  const LeafScore* score = nullptr;
};

/// Sums of a project, or of all.
struct Sum {
  Exact full;
  Exact own;
  std::optional<Exact> assessed = Exact();  ///< None as soon as one leaf has none.
};

class SelfAssessment {
 public:
  SelfAssessment(const Archive& archive, const Checked& checked, const Report& report, const Catalogue& catalogue)
      : archive_(archive),
        index_(archive.index),
        checked_(checked),
        report_(report),
        card_(*report.score),
        catalogue_(catalogue),
        codes_(archive.index) {
    for (const auto& state : checked.result.leaves) known_[state.leaf].state = &state;
    std::map<std::string_view, const LeafScore*> scores;
    for (const auto& score : card_.leaves) scores[score.code] = &score;
    for (auto& [leaf, known] : known_) known.score = scores.at(leaf->code);
    const auto has_groups = [](const Item& project) {
      return std::ranges::any_of(project.children, [](const Item& item) { return !item.children.empty(); });
    };
    grouped_ = std::ranges::any_of(index_.items, has_groups);
  }

  Form run() {
    form_.id = "self-assessment";
    form_.language = catalogue_.language();
    form_.title = say("form/self-assessment", {{"index", index_.title}});
    form_.tab = say("form/sheet-name");
    fill_head();
    fill_columns();
    for (const auto& project : index_.items) add_project(project);
    if (index_.bonus || index_.account || !index_.vetoes.empty()) add_sum_of_projects();
    if (index_.bonus) add_bonus(*index_.bonus);
    if (index_.account) add_account();
    if (!index_.vetoes.empty()) add_vetoes();
    add_total();
    fill_foot();
    return std::move(form_);
  }

 private:
  [[nodiscard]] std::string say(std::string id, std::vector<Argument> arguments = {}) const {
    return catalogue_.text({std::move(id), std::move(arguments)});
  }

  void fill_head() {
    const auto& project = archive_.project;
    form_.head.push_back(say(project.street.empty() ? "form/unit" : "form/unit-street",
                             {{"unit", project.unit}, {"street", project.street}}));
    form_.head.push_back(say("form/edition", {{"edition", index_.edition}}));
    form_.head.push_back(
        say("form/period", {{"from", to_string(index_.period.from)}, {"to", to_string(index_.period.to)}}));
    if (report_.subject.as_of) form_.head.push_back(say("form/date", {{"date", to_string(*report_.subject.as_of)}}));
  }

  void fill_columns() {
    if (grouped_) form_.columns.push_back({say("form/column-group"), 13});
    form_.columns.push_back({say("form/column-content"), 22});
    form_.columns.push_back({say("form/column-scoring"), 29});
    form_.columns.push_back({say("form/column-full"), 6});
    form_.columns.push_back({say("form/column-method"), 9});
    form_.columns.push_back({say("form/column-own"), 8});
    form_.columns.push_back({say("form/column-reasons"), 24});
    form_.columns.push_back({say("form/column-proofs"), 31});
    form_.columns.push_back({say("form/column-assessed"), 9});
    form_.columns.push_back({say("form/column-difference"), 6});
  }

  [[nodiscard]] std::size_t at(Place place) const {
    return static_cast<std::size_t>(place) - (grouped_ ? 0 : 1);  // group is the first
  }

  // ---- Rows ----

  FormRow& add_row(FormRowKind kind) {
    FormRow row;
    row.kind = kind;
    row.cells.resize(form_.columns.size());
    form_.rows.push_back(std::move(row));
    return form_.rows.back();
  }

  /// A row whose first cells, up to `until`, are one.
  FormRow& add_headed_row(FormRowKind kind, std::string text, Place until = Place::full) {
    auto& row = add_row(kind);
    row.cells.front() = form_text(std::move(text));
    if (at(until) > 1) form_.spans.push_back({form_.rows.size() - 1, 0, 1, at(until)});
    return row;
  }

  void fill_points(FormRow& row, const Exact& full, const Exact& own, const std::optional<Exact>& assessed) {
    row.cells[at(Place::full)] = form_number(full);
    row.cells[at(Place::own)] = form_number(own);
    if (!assessed) return;
    row.cells[at(Place::assessed)] = form_number(*assessed);
    row.cells[at(Place::difference)] = form_number(*assessed - own);
  }

  static std::optional<Exact> assessed_of(const Known& known) {
    if (known.score->assessed) return known.score->assessed;
    return known.state->result ? known.state->result->points : std::nullopt;
  }

  void add_project(const Item& project) {
    const auto score = std::ranges::find(card_.projects, project.code, &ProjectScore::code);
    const auto row = form_.rows.size();
    add_headed_row(FormRowKind::group, project.code + " " + project.title);
    Sum sum{score->full, score->points.confirmed};
    if (project.is_leaf()) {
      add_leaf(project, "", sum);
    } else {
      for (const auto& item : project.children) add_item(item, "", sum);
    }
    close_group();
    if (sum.assessed) sum.assessed = *sum.assessed * score->spread;
    fill_points(form_.rows[row], sum.full, sum.own, sum.assessed);
    if (!score->applies) {
      form_.rows[row].cells[at(Place::reasons)] = form_text(say("form/project-left-out"));
    } else if (score->spread != Exact(1)) {
      form_.rows[row].cells[at(Place::reasons)] = form_text(say("form/rescaled"));
    }
    all_assessed_ = all_assessed_ && sum.assessed ? std::optional(*all_assessed_ + *sum.assessed) : std::nullopt;
  }

  /// `group` names the items between project and leaf, a line each.
  void add_item(const Item& item, const std::string& group, Sum& sum) {
    if (item.is_leaf()) return add_leaf(item, group, sum);
    const auto below = (group.empty() ? "" : group + "\n") + item.code + " " + item.title;
    for (const auto& child : item.children) add_item(child, below, sum);
  }

  void add_leaf(const Item& leaf, const std::string& group, Sum& sum) {
    const auto& known = known_.at(&leaf);
    const auto& score = *known.score;
    if (group != group_) close_group();
    const auto assessed = assessed_of(known);
    // A leaf that does not apply is nothing to assess.
    if (score.standing != LeafStanding::not_applicable) {
      sum.assessed = sum.assessed && assessed ? std::optional(*sum.assessed + *assessed) : std::nullopt;
    }
    auto& row = add_row(FormRowKind::line);
    if (grouped_ && group_rows_++ == 0) row.cells[at(Place::group)] = form_text(group);
    group_ = group;
    row.cells[at(Place::content)] =
        form_text(leaf.code + " " + leaf.title + (leaf.content.empty() ? "" : "\n" + leaf.content));
    row.cells[at(Place::scoring)] = form_text(scoring_of(leaf));
    row.cells[at(Place::method)] = form_text(methods_of(leaf), FormAlign::centre);
    fill_points(row, score.full, score.points.confirmed, assessed);
    row.cells[at(Place::reasons)] = form_text(reason_list(score, catalogue_));
    row.cells[at(Place::proofs)] = form_text(proof_list(*known.state, checked_.inventory, codes_));
  }

  /// Joins the cells of one group.
  void close_group() {
    if (group_rows_ > 1) form_.spans.push_back({form_.rows.size() - group_rows_, at(Place::group), group_rows_, 1});
    group_rows_ = 0;
    group_.clear();
  }

  [[nodiscard]] std::string scoring_of(const Item& leaf) const {
    std::string text;
    const auto add = [&text](const std::string& line) { text += (text.empty() ? "" : "\n") + line; };
    for (const auto& line : leaf.issued) add(line);
    if (!leaf.issued.empty()) return text;
    for (const auto& sentence : leaf.scoring) add(print_sentence(sentence, catalogue_.language()));
    return text;
  }

  [[nodiscard]] std::string methods_of(const Item& leaf) const {
    std::string text;
    for (const auto method : leaf.methods) {
      text += (text.empty() ? "" : "\n") + say("method/" + std::string(to_string(method)));
    }
    return text;
  }

  // ---- What comes after the projects ----

  void add_sum_of_projects() {
    auto& row = add_headed_row(FormRowKind::total, say("form/sum-of-projects"));
    fill_points(row, card_.full, card_.adjustments.projects.confirmed, plain() ? all_assessed_ : std::nullopt);
  }

  void add_bonus(const Bonus& bonus) {
    const auto row = form_.rows.size();
    add_headed_row(FormRowKind::group, say("form/bonus", {{"points", to_display(bonus.most)}}));
    Sum sum{bonus.most, card_.adjustments.bonus.confirmed};
    for (const auto& item : bonus.items) add_item(item, "", sum);
    close_group();
    // The assessor's bonus has the same cap.
    const auto assessed = sum.assessed ? std::optional(std::min(*sum.assessed, bonus.most)) : std::nullopt;
    fill_points(form_.rows[row], sum.full, sum.own, assessed);
    all_assessed_ = all_assessed_ && assessed ? std::optional(*all_assessed_ + *assessed) : std::nullopt;
  }

  void add_account() {
    const auto& adjustments = card_.adjustments;
    auto& head = add_headed_row(FormRowKind::group, say("form/account"), Place::own);
    head.cells[at(Place::own)] = form_number(adjustments.account.confirmed);
    for (const auto& entry : adjustments.entries) {
      auto& row = add_headed_row(FormRowKind::line, catalogue_.text(entry.message), Place::own);
      row.cells[at(Place::own)] = form_number(entry.change);
    }
    if (adjustments.entries.empty()) add_headed_row(FormRowKind::line, say("form/account-empty"), Place::own);
  }

  void add_vetoes() {
    add_headed_row(FormRowKind::group, say("form/vetoes"));
    for (const auto& veto : index_.vetoes) {
      const auto& applied = card_.adjustments.vetoes;
      const auto found = std::ranges::find(applied, veto.code, &VetoApplied::code);
      const bool none = found == applied.end();
      const char* id = none ? "form/veto-none" : found->under_review ? "form/veto-review" : "form/veto-applies";
      auto& row = add_headed_row(FormRowKind::line, veto.code + " " + veto.title);
      row.cells[at(Place::reasons)] = form_text(say(id) + (none ? "" : "\n" + catalogue_.text(found->message)));
    }
  }

  void add_total() {
    auto& row = add_headed_row(FormRowKind::total, say("form/total"));
    // What changes the total besides the leaves is not the assessor's sum to foresee.
    const bool sum = card_.adjustments.entries.empty() && card_.adjustments.vetoes.empty() && plain();
    fill_points(row, card_.full, card_.total.confirmed, sum ? all_assessed_ : std::nullopt);
    if (index_.awards.empty()) return;
    const auto award = card_.award.confirmed.value_or(say("word/no-award"));
    auto& last = add_headed_row(FormRowKind::total, say("form/award"));
    last.cells[at(Place::full)] = form_text(award);
    const auto column = at(Place::full);
    form_.spans.push_back({form_.rows.size() - 1, column, 1, form_.columns.size() - column});
  }

  /// Whether the projects simply add up.
  [[nodiscard]] bool plain() const {
    return std::ranges::all_of(card_.projects,
                               [](const ProjectScore& project) { return project.applies && !project.weight; });
  }

  void fill_foot() {
    form_.foot.push_back(
        say("form/note-points", {{"best", points_text(card_.total.best)}, {"worst", points_text(card_.total.worst)}}));
    form_.foot.push_back(say("form/note-proofs"));
    form_.foot.push_back(say("form/note-digest", {{"digest", index_.digest}}));
    for (const auto* who : {"form/sign-writer", "form/sign-checker", "form/sign-stamp", "form/sign-date"}) {
      form_.signatures.push_back(say(who));
    }
  }

  const Archive& archive_;
  const Index& index_;
  const Checked& checked_;
  const Report& report_;
  const Scorecard& card_;
  const Catalogue& catalogue_;
  CodeBook codes_;
  std::map<const Item*, Known> known_;
  bool grouped_ = false;
  std::string group_;
  std::size_t group_rows_ = 0;
  std::optional<Exact> all_assessed_ = Exact();
  Form form_;
};

}  // namespace

Form self_assessment(const Archive& archive, const Checked& checked, const Report& report, const Catalogue& catalogue) {
  return SelfAssessment(archive, checked, report, catalogue).run();
}

}  // namespace guidang
