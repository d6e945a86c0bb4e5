// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/importer/header.hpp"
#include "guidang/importer/heading.hpp"
#include "guidang/importer/scoring.hpp"
#include "guidang/index/index.hpp"

namespace guidang {
namespace {

struct MethodWords {
  std::string_view method;
  std::string_view words;
};

constexpr auto k_method_words = std::to_array<MethodWords>({
    {"材料审核", "材料|资料|台账|档案|汇报|审核|文件"},
    {"实地考察", "实地|现场|暗访|明查|明察|察看|考察|巡查|抽查|走访|查看点位"},
    {"问卷调查", "问卷|调查|民意|访谈|询问|抽问|电话|随访|座谈"},
    {"网上申报", "网上|网络|线上|系统填报|平台"},
});

/// Words that name a paper whatever stands around them; longer ones before the ones they hold.
constexpr auto k_evidence_words = std::to_array<std::string_view>(
    {"会议记录", "会议纪要", "活动记录", "签到表", "签到册", "实施方案", "工作方案", "活动方案", "年度计划", "工作计划",
     "工作总结", "活动总结", "照片",     "图片",   "台账",   "规章制度", "管理制度", "花名册",   "名册",     "协议书",
     "责任书",   "任命文件", "公示",     "问卷表", "登记表", "宣传手册", "新闻报道", "截图",     "方案",     "总结"});

void add(std::vector<std::string>& slots, const std::string& text) {
  const auto read = parse_slot(text);
  if (!read) return;
  const bool there = std::ranges::any_of(slots, [&](const std::string& one) {
    const auto other = parse_slot(one);
    return other && folded(other->name) == folded(read->name);
  });
  if (!there) slots.push_back(text);
}

std::string with_count(const std::string& name) {
  const auto slot = parse_slot(name);
  if (!slot || !slot->unit.empty()) return name;
  return name + (slot->kind == EvidenceKind::photo ? "1张" : "1份");
}

/// "查看资料：会议记录" without what comes before the colon; without 查看, 有关, 等.
std::string name_of(std::string_view text) {
  std::string_view rest = trimmed(text);
  take_numbering(rest);
  for (const std::string_view colon : {"：", ":"}) {
    if (const auto at = rest.find(colon); at != std::string_view::npos) rest = trimmed(rest.substr(at + colon.size()));
  }
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view word : {"查看", "查阅", "查", "看", "提供", "相关", "有关", "以及", "和", "及", "或"}) {
      if (!rest.starts_with(word) || rest.size() <= word.size() + 3) continue;
      rest.remove_prefix(word.size());
      again = true;
    }
  }
  std::string name(rest);
  for (const std::string_view mark : {"《", "》", "。", "“", "”", "\""}) {
    name = without(std::move(name), mark);
  }
  for (const std::string_view word : {"等资料", "等材料", "等"}) {
    if (name.ends_with(word)) name.erase(name.size() - word.size());
  }
  return std::string(trimmed(name));
}

/// The whole number, in figures or Han, that ends before `at`.
std::optional<int> number_before(std::string_view text, std::size_t at) {
  constexpr auto k_han = std::to_array<std::string_view>({"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"});
  const auto before = text.substr(0, at);
  for (std::size_t i = 0; i < k_han.size(); ++i) {
    if (before.ends_with(k_han[i])) return static_cast<int>(i) + 1;
  }
  if (before.ends_with("两")) return 2;
  std::size_t first = at;
  while (first > 0 && text[first - 1] >= '0' && text[first - 1] <= '9' && at - first < 3) --first;
  if (first == at) return std::nullopt;
  return std::stoi(std::string(text.substr(first, at - first)));
}

}  // namespace

std::vector<std::string> read_methods(std::string_view text) {
  std::vector<std::string> methods;
  for (const auto& [method, words] : k_method_words) {
    const auto all = split(words, "|");
    const bool named =
        std::ranges::any_of(all, [&](const std::string& word) { return text.find(word) != std::string_view::npos; });
    if (named) methods.emplace_back(method);
  }
  return methods;
}

std::vector<std::string> listed_slots(std::string_view text, std::vector<std::string>& passed_over) {
  std::string parted(text);
  for (const std::string_view mark : {"、", "，", "；", "。"}) parted = replaced(std::move(parted), mark, "\n");
  std::vector<std::string> slots;
  for (const auto& one : split(parted, "\n,;")) {
    const auto name = name_of(one);
    const auto length = code_points(name);
    const bool bracket = name.find_first_of("()[]{}\"'") != std::string::npos || name.find("（") != std::string::npos;
    if (length < 2 || length > 16 || bracket || !parse_slot(with_count(name))) {
      if (one.find_first_not_of("0123456789 .") != std::string::npos) passed_over.push_back(one);
      continue;
    }
    add(slots, with_count(name));
  }
  return slots;
}

bool says_more_than_methods(std::string_view text) {
  constexpr std::size_t k_many = 6;
  auto rest = squeezed(text);
  const auto erase = [&rest](std::string_view word) { rest = without(std::move(rest), word); };
  for (const auto& words : k_method_words) {
    erase(words.method);
    for (const auto& word : split(words.words, "|")) erase(word);
  }
  for (const std::string_view word : {"查阅", "查看", "听取", "检查", "考核", "测评", "相关", "有关", "和", "与",
                                      "、",   "；",   "，",   "。",   "：",   ";",    ",",    "+",    "/",  "结合"}) {
    erase(word);
  }
  return code_points(rest) >= k_many;
}

std::vector<std::string> guessed_slots(std::string_view text) {
  std::vector<std::pair<std::size_t, std::string_view>> found;
  std::string rest(text);
  for (const auto word : k_evidence_words) {
    const auto at = rest.find(word);
    if (at == std::string::npos) continue;
    found.emplace_back(at, word);
    for (auto i = at; i != std::string::npos; i = rest.find(word)) rest.replace(i, word.size(), word.size(), '\n');
  }
  std::ranges::sort(found);
  std::vector<std::string> slots;
  for (const auto& [at, word] : found) add(slots, with_count(std::string(word)));
  return slots;
}

std::optional<int> guessed_events(std::string_view text) {
  const auto words = squeezed(text);
  for (const std::string_view unit : {"次", "场", "期"}) {
    for (auto at = words.find(unit); at != std::string::npos; at = words.find(unit, at + 1)) {
      const auto count = number_before(words, at);
      // "每缺1次" says nothing about how many there should be
      const auto from = at > 24 ? at - 24 : 0;
      const auto before = std::string_view(words).substr(from, at - from);
      bool asks = std::string_view(words).substr(at + unit.size()).starts_with("以上");
      for (const std::string_view word : {"不少于", "至少", "不低于", "每年", "全年", "每季", "每月", "开展", "召开"}) {
        asks = asks || before.find(word) != std::string_view::npos;
      }
      const bool charges = before.find("缺") != std::string_view::npos || before.find("少1") != std::string_view::npos;
      if (count && *count > 0 && asks && !charges) return count;
    }
  }
  return std::nullopt;
}

std::optional<GuessedFrequency> guessed_frequency(std::string_view text) {
  struct Unit {
    std::string_view word;
    std::string_view frequency;
    int a_year;
  };

  constexpr auto k_units = std::to_array<Unit>({{"每周", "每周1次", 52},
                                                {"每星期", "每周1次", 52},
                                                {"每半月", "每半月1次", 24},
                                                {"每月", "每月1次", 12},
                                                {"每季", "每季度1次", 4}});
  constexpr std::size_t k_near_bytes = 60;
  const auto words = squeezed(text);
  for (const auto& [word, frequency, a_year] : k_units) {
    const auto at = words.find(word);
    if (at == std::string::npos) continue;
    const auto near = std::string_view(words).substr(at + word.size(), k_near_bytes);
    for (const std::string_view unit : {"次", "场", "期"}) {
      const auto end = near.find(unit);
      if (end == std::string_view::npos) continue;
      const int count = number_before(near, end).value_or(0);
      const auto before = near.substr(0, end);
      const bool other = before.find("缺") != std::string_view::npos || before.find("扣") != std::string_view::npos ||
                         before.find("每") != std::string_view::npos || before.find("。") != std::string_view::npos;
      if (count > 0 && !other) return GuessedFrequency{std::string(frequency), count, a_year};
    }
  }
  return std::nullopt;
}

}  // namespace guidang
