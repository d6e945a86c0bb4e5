// SPDX-License-Identifier: Apache-2.0
/// \file
/// Small archives in memory, for the tests of check.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "guidang/check/check.hpp"

namespace guidang::check_test {

inline Date day(std::string_view text) {
  return parse_date(text).value();
}

inline RelPath path(std::string_view text) {
  return RelPath::parse(text).value();
}

inline const media::Format* format_named(std::string_view name) {
  const auto all = media::formats();
  const auto found = std::ranges::find(all, name, &media::Format::name);
  return found == all.end() ? nullptr : &*found;
}

inline Slot slot(std::string name, int least = 1, EvidenceKind kind = EvidenceKind::any) {
  Slot made;
  made.name = std::move(name);
  made.kind = kind;
  made.count.least = least;
  made.unit = "份";
  made.due = day("2026-10-31");
  return made;
}

inline Item leaf(std::string code, std::initializer_list<std::string_view> sentences = {"人工评定"}) {
  Item made;
  made.code = std::move(code);
  made.title = "指标" + made.code;
  made.points = Exact(4);
  made.owner = "王芳";
  for (const auto sentence : sentences) made.scoring.push_back(parse_sentence(sentence).value());
  return made;
}

inline Occasion occasion(std::string name, std::string_view from, std::string_view to) {
  return {std::move(name), {day(from), day(to)}, day(to)};
}

inline Item with_slots(Item item, std::vector<Slot> slots) {
  item.slots = std::move(slots);
  return item;
}

inline Item with_events(Item item, int least, std::vector<Slot> parts, std::vector<Occasion> occasions = {}) {
  EventRule rule;
  rule.least = least;
  rule.parts = std::move(parts);
  rule.due = day("2026-10-31");
  rule.window = DateRange{day("2026-10-01"), day("2026-12-31")};
  rule.occasions = std::move(occasions);
  item.events = std::move(rule);
  return item;
}

/// An archive whose pool is 资料, looked at on 20 November 2026. Files hold their own path as content, unless said.
struct Archive {
  Index index;
  Inventory inventory;
  Tables tables;
  Date today = day("2026-11-20");

  explicit Archive(std::vector<Item> leaves) {
    index.period = {day("2026-10-01"), day("2026-12-31")};
    index.submission = day("2027-01-05");
    index.shares = {{"A", Exact(1)}, {"B", Exact::ratio(66, 100)}, {"C", Exact::ratio(33, 100)}, {"C#", Exact()}};
    Item project;
    project.code = "Ⅰ-1";
    project.title = "项目";
    project.children = std::move(leaves);
    index.items.push_back(std::move(project));
  }

  void add(const std::string& inside_pool, const std::string& content = "") {
    EvidenceFile file;
    file.path = path("资料/" + inside_pool);
    file.size_bytes = 1;
    file.sha256 = content.empty() ? inside_pool : content;
    file.format = format_named(inside_pool.ends_with(".jpg") ? "jpeg" : "txt");
    file.name_date = date_in_name(file.path.name());
    file.name_saved = saved_in_name(file.path.name());
    for (auto folder = file.path.parent(); !folder.empty(); folder = folder.parent()) {
      if (folder.text() != "资料") folders_.emplace(folder, true);
    }
    inventory.files.push_back(std::move(file));
  }

  CheckResult run() {
    std::ranges::sort(inventory.files, {}, &EvidenceFile::path);
    inventory.folders.clear();
    for (const auto& [folder, there] : folders_) inventory.folders.push_back(folder);
    return check({index, inventory, tables, path("资料"), today});
  }

 private:
  std::map<RelPath, bool> folders_;
};

/// "error coverage/missing-slot", one a finding.
inline std::vector<std::string> rules_of(const CheckResult& result) {
  std::vector<std::string> list;
  for (const auto& finding : result.findings)
    list.push_back(std::string(to_string(finding.severity)) + " " + finding.rule);
  return list;
}

inline int count_rule(const CheckResult& result, std::string_view rule) {
  return static_cast<int>(std::ranges::count(result.findings, rule, &Finding::rule));
}

inline ResultLine result_line(std::string code,
                              std::string object,
                              std::optional<int> defects,
                              std::string_view date = "") {
  ResultLine line;
  line.code = std::move(code);
  line.object = std::move(object);
  line.defects = defects;
  if (!date.empty()) line.date = day(date);
  line.where = {"检查结果.csv", 2, 1};
  return line;
}

inline FactLine fact(std::string code, std::string name, std::optional<Exact> number) {
  FactLine line;
  line.code = std::move(code);
  line.name = std::move(name);
  line.value.number = std::move(number);
  line.where = {"数据.csv", 2, 1};
  return line;
}

}  // namespace guidang::check_test
