// SPDX-License-Identifier: Apache-2.0
// From the report model to JSON: schemas/report.schema.json, schemas/report.md.
#include <map>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/json/value.hpp"
#include "guidang/report/report.hpp"

namespace guidang {
namespace {

using json::Value;

/// Bytes from a file system as JSON text: valid UTF-8 as it is, anything else with its bytes spelled out.
std::string path_text(const std::string& path) {
  return first_invalid_utf8(path) ? escaped(path) : path;
}

Value optional_date(const std::optional<Date>& date) {
  return date ? Value(to_string(*date)) : Value();
}

Value optional_text(const std::optional<std::string>& text) {
  return text ? Value(*text) : Value();
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
    root.add("counts", counts());
    root.add("items", items());
    root.add("findings", findings());
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
    value.add("full", card.full.text());
    value.add("total", points(card.total));
    Value award = Value::object();
    award.add("confirmed", optional_text(card.award.confirmed));
    award.add("best", optional_text(card.award.best));
    award.add("worst", optional_text(card.award.worst));
    value.add("award", std::move(award));
    value.add("projects", projects(card));
    value.add("leaves", leaf_scores(card));
    value.add("mends", mends(card));
    return value;
  }

  static Value projects(const Scorecard& card) {
    Value list = Value::array();
    for (const auto& project : card.projects) {
      Value value = Value::object();
      value.add("code", project.code);
      value.add("title", project.title);
      value.add("full", project.full.text());
      value.add("points", points(project.points));
      list.add(std::move(value));
    }
    return list;
  }

  Value leaf_scores(const Scorecard& card) {
    Value list = Value::array();
    for (const auto& leaf : card.leaves) {
      Value value = Value::object();
      value.add("code", leaf.code);
      value.add("title", leaf.title);
      value.add("project", leaf.project);
      value.add("owner", leaf.owner);
      value.add("full", leaf.full.text());
      value.add("points", points(leaf.points));
      value.add("standing", to_string(leaf.standing));
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
      Value value = Value::object();
      value.add("code", mend.code);
      value.add("title", mend.title);
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
