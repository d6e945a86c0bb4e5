// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/init_tables.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/index/figure.hpp"
#include "guidang/sheet/csv_writer.hpp"

namespace guidang {
namespace {

bool asks_for_honours(const Sentence& sentence) {
  return sentence.kind == SentenceKind::honours;
}

/// Whether the points of a sentence come from somebody who looks.
bool is_assessed(const Sentence& sentence) {
  using enum SentenceKind;
  switch (sentence.kind) {
    case rating_by_defects:
    case per_defect:
    case rating_by_assessor:
    case manual:
    case per_bad_sample:
    case rating_by_sample:
    case bad_sample_zero: return true;
    default: break;
  }
  const auto* figure = sentence.figure.empty() ? nullptr : find_built_in(sentence.figure);
  return figure != nullptr && figure->figure == BuiltIn::defects;
}

/// Whether a paper of the leaf goes by this name, so that guidang counts it.
bool is_slot(const Item& leaf, const std::string& folded_name) {
  const auto among = [&folded_name](const std::vector<Slot>& slots) {
    return std::ranges::any_of(slots, [&](const Slot& slot) {
      const auto names = slot_names(slot);
      return std::ranges::find(names, folded_name) != names.end();
    });
  };
  return among(leaf.slots) || (leaf.events && among(leaf.events->parts)) ||
         std::ranges::any_of(leaf.standards, among, &Standard::slots);
}

class Starter {
 public:
  Starter(const Index& index, const Catalogue& catalogue) : catalogue_(catalogue), leaves_(leaves(index)) {}

  std::vector<StarterTable> run() {
    std::vector<StarterTable> tables{{say("init/assignments"), assignments()}};
    if (auto rows = facts(); !rows.empty()) tables.push_back({say("init/facts"), headed(facts_header(), rows)});
    if (auto rows = results(); !rows.empty())
      tables.push_back({say("init/results"), headed("init/results-header", rows)});
    return tables;
  }

 private:
  using Row = std::vector<std::string>;

  [[nodiscard]] std::string say(const std::string& id, std::vector<Argument> arguments = {}) const {
    return catalogue_.text({id, std::move(arguments)});
  }

  [[nodiscard]] std::string headed(const std::string& header, const std::vector<Row>& rows) const {
    const auto columns = split(say(header), ",");
    std::string text = k_byte_order_mark + csv_row(columns);
    for (auto row : rows) {
      const auto remark = row.back();
      row.back().clear();
      row.resize(columns.size());
      row.back() = remark;
      text += csv_row(row);
    }
    return text;
  }

  [[nodiscard]] std::string assignments() const {
    std::vector<Row> rows;
    for (const auto& [leaf, project, bonus] : leaves_) rows.push_back({leaf->code, leaf->title, leaf->owner, ""});
    return headed("init/assignments-header", rows);
  }

  [[nodiscard]] std::string facts_header() const {
    const bool honours = std::ranges::any_of(
        leaves_, [](const LeafRef& one) { return std::ranges::any_of(one.leaf->scoring, asks_for_honours); });
    return honours ? "init/facts-header-honours" : "init/facts-header";
  }

  /// A figure that is asked for, and what for.
  struct Wanted {
    std::string name;
    std::vector<std::string> uses;
  };

  static void want(std::vector<Wanted>& list, const std::string& name, const std::string& use) {
    auto place = std::ranges::find_if(list, [&](const Wanted& one) { return folded(one.name) == folded(name); });
    if (place == list.end()) place = list.insert(list.end(), Wanted{name, {}});
    if (std::ranges::find(place->uses, use) == place->uses.end()) place->uses.push_back(use);
  }

  void want_operand(const Item& leaf, const std::string& name, const std::string& use) {
    if (name.empty() || is_slot(leaf, folded(name))) return;
    const auto* built_in = find_built_in(name);
    if (built_in == nullptr) return want(of_leaf_, name, use);
    if (built_in->figure == BuiltIn::days_late) want(of_unit_, say("init/submitted"), use);
  }

  void look_at(const Item& leaf, const Sentence& sentence) {
    const auto use = print_sentence(sentence, catalogue_.language());
    if (asks_for_honours(sentence)) return want(of_leaf_, say("init/honour"), use);
    if (sentence.figure.empty() || sentence.kind == SentenceKind::index_points) return;
    const auto wanted = folded(sentence.figure);
    const auto measure =
        std::ranges::find_if(leaf.measures, [&](const Measure& one) { return folded(one.name) == wanted; });
    if (measure == leaf.measures.end()) return want_operand(leaf, sentence.figure, use);
    const auto how = say("init/measure",
                         {{"name", measure->name},
                          {"numerator", measure->numerator},
                          {"denominator", measure->denominator},
                          {"use", use}});
    want_operand(leaf, measure->numerator, how);
    want_operand(leaf, measure->denominator, how);
  }

  static Row row_of(const std::string& code, const Wanted& wanted) {
    std::string uses;
    for (const auto& use : wanted.uses) uses += (uses.empty() ? "" : "; ") + use;
    return {code, wanted.name, "", uses};
  }

  std::vector<Row> facts() {
    std::vector<Row> rows;
    for (const auto& [leaf, project, bonus] : leaves_) {
      of_leaf_.clear();
      for (const auto& sentence : leaf->scoring) look_at(*leaf, sentence);
      for (const auto& wanted : of_leaf_) rows.push_back(row_of(leaf->code, wanted));
    }
    for (const auto& wanted : of_unit_) rows.push_back(row_of("", wanted));
    return rows;
  }

  [[nodiscard]] std::vector<Row> results() const {
    std::vector<Row> rows;
    for (const auto& [leaf, project, bonus] : leaves_) {
      std::string uses;
      for (const auto& sentence : leaf->scoring) {
        if (is_assessed(sentence)) uses += (uses.empty() ? "" : "; ") + print_sentence(sentence, catalogue_.language());
      }
      if (!uses.empty()) rows.push_back({leaf->code, leaf->title, uses});
    }
    return rows;
  }

  const Catalogue& catalogue_;
  std::vector<LeafRef> leaves_;
  std::vector<Wanted> of_leaf_;  // of the leaf at hand
  std::vector<Wanted> of_unit_;
};

}  // namespace

std::vector<StarterTable> starter_tables(const Index& index, const Catalogue& catalogue) {
  return Starter(index, catalogue).run();
}

}  // namespace guidang
