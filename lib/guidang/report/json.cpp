// SPDX-License-Identifier: Apache-2.0
// From the report model to JSON: schemas/report.schema.json, schemas/report.md.
#include <map>
#include <utility>

#include "guidang/json/value.hpp"
#include "guidang/report/evidence_json.hpp"
#include "guidang/report/json_text.hpp"
#include "guidang/report/report.hpp"

namespace guidang {
namespace {

using json::Value;

Value optional_date(const std::optional<Date>& date) {
  return date ? Value(to_string(*date)) : Value();
}

Value optional_text(const std::optional<std::string>& text) {
  return text ? Value(*text) : Value();
}

Value optional_exact(const std::optional<Exact>& number) {
  return number ? Value(number->text()) : Value();
}

/// "检查结果.csv:3": file and line.
Value location(const Location& where) {
  return where.line > 0 ? path_text(where.file) + ":" + std::to_string(where.line) : path_text(where.file);
}

class JsonReport {
 public:
  JsonReport(const Report& report, const Catalogue& catalogue) : report_(report), catalogue_(catalogue) {}

  Value run() {
    Value root = Value::object();
    root.add("format", "guidang-report");
    root.add("version", 1);
    root.add("command", report_.command);
    root.add("language", catalogue_.language());
    root.add("subject", subject());
    root.add("extent", extent());
    root.add("due", due());
    root.add("filter", filter());
    root.add("counts", counts());
    root.add("items", items());
    root.add("evidence", evidence_value(report_.evidence));
    root.add("findings", findings());
    root.add("exceptions", exceptions());
    root.add("score", report_.score ? score(*report_.score) : Value());
    return root;
  }

 private:
  Value subject() {
    const auto& subject = report_.subject;
    Value value = Value::object();
    value.add("unit", subject.unit);
    value.add("edition", subject.edition);
    value.add("index_code", subject.index_code);
    value.add("index_title", subject.index_title);
    value.add("index_digest", subject.index_digest);
    value.add("as_of", optional_date(subject.as_of));
    value.add("submission", optional_date(subject.submission));
    return value;
  }

  Value extent() {
    Value value = Value::object();
    value.add("files", report_.extent.files);
    value.add("bytes", static_cast<std::int64_t>(report_.extent.bytes));
    value.add("unreadable", report_.extent.unreadable);
    return value;
  }

  Value due() {
    if (!report_.due) return {};
    Value value = Value::object();
    value.add("due", report_.due->due);
    value.add("have", report_.due->have);
    value.add("still_open", report_.due->still_open);
    return value;
  }

  Value filter() {
    Value value = Value::object();
    value.add("owners", texts(report_.filter.owners));
    value.add("items", texts(report_.filter.items));
    value.add("groups", texts(report_.filter.groups));
    value.add("rules", texts(report_.filter.rules));
    return value;
  }

  static Value texts(const std::vector<std::string>& texts) {
    Value list = Value::array();
    for (const auto& text : texts) list.add(text);
    return list;
  }

  Value counts() {
    const auto counts = count_severities(report_.findings);
    Value value = Value::object();
    value.add("error", counts.errors);
    value.add("warning", counts.warnings);
    value.add("note", counts.notes);
    return value;
  }

  Value items() {
    Value list = Value::array();
    for (const auto& item : report_.items) {
      Value value = Value::object();
      value.add("code", item.code);
      value.add("title", item.title);
      value.add("owner", item.owner);
      list.add(std::move(value));
    }
    return list;
  }

  Value findings() {
    Value list = Value::array();
    for (const auto& finding : report_.findings) {
      Value value = Value::object();
      value.add("rule", finding.rule);
      value.add("group", to_string(find_rule(finding.rule)->group));
      value.add("severity", to_string(finding.severity));
      value.add("item", finding.item);
      value.add("path", path_text(finding.path));
      value.add("place", path_text(finding.place));
      value.add("arguments", arguments(finding.arguments));
      value.add("text", catalogue_.text(found_message(finding)));
      value.add("remedy", catalogue_.text(remedy_message(finding.rule)));
      value.add("excused", optional_text(finding.excused));
      list.add(std::move(value));
    }
    return list;
  }

  Value exceptions() {
    Value list = Value::array();
    for (const auto& exception : report_.exceptions) {
      const auto& line = exception.line;
      Value value = Value::object();
      value.add("status", to_string(exception.status));
      value.add("excused", exception.excused);
      value.add("rule", line.rule);
      value.add("item", line.code);
      value.add("path", path_text(line.path));
      value.add("reason", line.reason);
      value.add("approver", line.approver);
      value.add("until", optional_date(line.until));
      list.add(std::move(value));
    }
    return list;
  }

  static Value arguments(const std::vector<Argument>& arguments) {
    Value value = Value::object();
    for (const auto& argument : arguments) value.add(argument.name, std::visit(ArgumentValue{}, argument.value));
    return value;
  }

  struct ArgumentValue {
    Value operator()(const std::string& text) const { return path_text(text); }

    Value operator()(std::int64_t number) const { return number; }

    Value operator()(const Term& term) const { return term.id; }

    Value operator()(const std::vector<std::string>& texts) const {
      Value list = Value::array();
      for (const auto& text : texts) list.add(path_text(text));
      return list;
    }

    Value operator()(const Terms& terms) const {
      Value list = Value::array();
      for (const auto& term : terms) list.add(term.id);
      return list;
    }
  };

  // ---- Score ----

  static Value points(const Points& points) {
    Value value = Value::object();
    value.add("confirmed", points.confirmed.text());
    value.add("best", points.best.text());
    value.add("worst", points.worst.text());
    return value;
  }

  Value score(const Scorecard& card) {
    Value value = Value::object();
    value.add("scorable", card.scorable);
    value.add("full", card.full.text());
    value.add("total", points(card.total));
    value.add("adjustments", adjustments(card.adjustments));
    Value award = Value::object();
    award.add("confirmed", optional_text(card.award.confirmed));
    award.add("best", optional_text(card.award.best));
    award.add("worst", optional_text(card.award.worst));
    value.add("award", std::move(award));
    value.add("next_award", card.next_award ? next_award(*card.next_award) : Value());
    value.add("projects", projects(card));
    value.add("leaves", leaf_scores(card));
    value.add("mends", mends(card));
    return value;
  }

  Value adjustments(const Adjustments& adjustments) {
    Value value = Value::object();
    value.add("projects", points(adjustments.projects));
    value.add("bonus", points(adjustments.bonus));
    value.add("account", points(adjustments.account));
    Value entries = Value::array();
    for (const auto& entry : adjustments.entries) {
      Value told = message(entry.message);
      told.add("change", entry.change.text());
      told.add("where", location(entry.where));
      entries.add(std::move(told));
    }
    value.add("entries", std::move(entries));
    Value vetoes = Value::array();
    for (const auto& veto : adjustments.vetoes) {
      Value told = message(veto.message);
      told.add("code", veto.code);
      told.add("title", veto.title);
      told.add("under_review", veto.under_review);
      told.add("where", location(veto.where));
      vetoes.add(std::move(told));
    }
    value.add("vetoes", std::move(vetoes));
    value.add("ineligible", adjustments.ineligible);
    value.add("at_most", optional_exact(adjustments.at_most));
    return value;
  }

  /// How all that is about an item begins.
  template <typename About>
  static Value titled(const About& about) {
    Value value = Value::object();
    value.add("code", about.code);
    value.add("title", about.title);
    return value;
  }

  static Value next_award(const NextAward& next) {
    Value value = Value::object();
    value.add("name", next.name);
    value.add("from", next.from.text());
    value.add("total", next.total.text());
    value.add("within_reach", next.within_reach);
    Value gaps = Value::array();
    for (const auto& gap : next.gaps) {
      Value told = titled(gap);
      told.add("gain", gap.gain.text());
      told.add("due", to_string(gap.due));
      told.add("owner", gap.owner);
      gaps.add(std::move(told));
    }
    value.add("gaps", std::move(gaps));
    return value;
  }

  static Value projects(const Scorecard& card) {
    Value list = Value::array();
    for (const auto& project : card.projects) {
      Value value = titled(project);
      value.add("full", project.full.text());
      value.add("points", points(project.points));
      value.add("applies", project.applies);
      value.add("weight", optional_exact(project.weight));
      value.add("spread", project.spread.text());
      value.add("worth", project.worth.text());
      list.add(std::move(value));
    }
    return list;
  }

  Value leaf_scores(const Scorecard& card) {
    Value list = Value::array();
    for (const auto& leaf : card.leaves) {
      Value value = titled(leaf);
      value.add("project", leaf.project);
      value.add("owner", leaf.owner);
      value.add("full", leaf.full.text());
      value.add("points", points(leaf.points));
      value.add("standing", to_string(leaf.standing));
      value.add("assessed", optional_exact(leaf.assessed));
      value.add("difference", leaf.assessed ? Value((*leaf.assessed - leaf.points.confirmed).text()) : Value());
      value.add("bonus", leaf.bonus);
      value.add("left_out", leaf.left_out);
      value.add("vetoed", leaf.vetoed);
      Value reasons = Value::array();
      for (const auto& reason : leaf.reasons) {
        Value told = message(reason.message);
        told.add("change", reason.change.text());
        reasons.add(std::move(told));
      }
      value.add("reasons", std::move(reasons));
      list.add(std::move(value));
    }
    return list;
  }

  Value message(const Message& message) {
    Value value = Value::object();
    value.add("id", message.id);
    value.add("arguments", arguments(message.arguments));
    value.add("text", catalogue_.text(message));
    return value;
  }

  Value mends(const Scorecard& card) {
    Value list = Value::array();
    for (const auto& mend : card.mends) {
      Value value = titled(mend);
      value.add("gain", mend.gain.text());
      value.add("due", to_string(mend.due));
      value.add("owner", mend.owner);
      Value actions = Value::array();
      for (const auto& action : mend.actions) actions.add(message(action));
      value.add("actions", std::move(actions));
      list.add(std::move(value));
    }
    return list;
  }

  const Report& report_;
  const Catalogue& catalogue_;
};

}  // namespace

std::string to_json(const Report& report, const Catalogue& catalogue) {
  return json::dump(JsonReport(report, catalogue).run(), json::Layout::indented) + "\n";
}

}  // namespace guidang
