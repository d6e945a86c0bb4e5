// SPDX-License-Identifier: Apache-2.0
#include "guidang/importer/scoring.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "guidang/base/text.hpp"
#include "guidang/importer/header.hpp"
#include "guidang/importer/heading.hpp"
#include "guidang/index/read_sentence.hpp"

namespace guidang {
namespace {

constexpr std::size_t k_most_joined = 10;

struct Clause {
  std::string text;
  std::size_t unit = 0;  ///< Which sentence of the cell it belongs to.
};

bool stands_at(std::string_view text, std::size_t at, std::span<const std::string_view> words, std::size_t& length) {
  for (const auto word : words) {
    if (text.substr(at).starts_with(word)) {
      length = word.size();
      return true;
    }
  }
  return false;
}

/// The parts of `text` between marks that stand outside brackets and quotes.
std::vector<std::string> divided(std::string_view text, std::span<const std::string_view> marks) {
  constexpr auto k_open = std::to_array<std::string_view>({"（", "(", "“", "《"});
  constexpr auto k_close = std::to_array<std::string_view>({"）", ")", "”", "》"});
  std::vector<std::string> parts;
  std::string part;
  int depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 1;
    if (stands_at(text, at, k_open, length)) {
      ++depth;
    } else if (stands_at(text, at, k_close, length)) {
      depth = std::max(0, depth - 1);
    } else if (length = 1; stands_at(text, at, marks, length) && (depth == 0 || text[at] == '\n')) {
      depth = 0;
      parts.push_back(std::exchange(part, {}));
      at += length;
      continue;
    }
    part += text.substr(at, length);
    at += length;
  }
  parts.push_back(std::move(part));
  std::erase_if(parts, [](const std::string& one) { return trimmed(one).empty(); });
  return parts;
}

std::vector<Clause> clauses_of(std::string_view text) {
  constexpr auto k_ends = std::to_array<std::string_view>({"\n", "。", "；", ";"});
  constexpr auto k_commas = std::to_array<std::string_view>({"，", ","});
  std::vector<Clause> clauses;
  const auto units = divided(text, k_ends);
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    std::string_view rest = trimmed(units[unit]);
    take_numbering(rest);
    for (const auto& one : divided(rest, k_commas)) clauses.push_back({std::string(trimmed(one)), unit});
  }
  return clauses;
}

std::string joined(std::span<const Clause> clauses) {
  std::string text;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    if (i > 0) text += clauses[i].unit == clauses[i - 1].unit ? "，" : "；";
    text += clauses[i].text;
  }
  return text;
}

/// A clause that says when the next one holds: 未建立机构的, 若…, 凡….
bool sets_condition(std::string_view clause) {
  for (const std::string_view word : {"的", "者", "时", "后"}) {
    if (clause.ends_with(word)) return true;
  }
  for (const std::string_view word : {"未", "没", "无", "若", "如", "凡", "缺", "少", "不", "每", "发生", "出现"}) {
    if (clause.starts_with(word)) return true;
  }
  return clause.find("未") != std::string_view::npos || clause.find("不") != std::string_view::npos;
}

/// Whether a text begins with a comparison, so that it does not say what is compared.
bool lacks_subject(std::string_view text) {
  for (const std::string_view word : {"每低",
                                      "每少",
                                      "每高",
                                      "每超",
                                      "低于",
                                      "少于",
                                      "高于",
                                      "超过",
                                      "不足",
                                      "不到",
                                      "达到",
                                      "达不到",
                                      "未达到",
                                      "不低于",
                                      "不少于",
                                      "每下降",
                                      "每增加"}) {
    if (text.starts_with(word)) return true;
  }
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

/// The ways to read a published text, the text itself first: without 的 before what it costs; a thing that was not set
/// up as its paper that is missing; what happens too seldom without its name; with the subject that it lacks.
struct Reading {
  std::string text;
  bool inferred = false;  ///< It says more than the words.
};

/// "缺1本台账扣1分" as "缺台账扣1分"; empty if the text says something else.
std::string missing_one(std::string_view text) {
  bool missing = false;
  for (const std::string_view word : {"每缺少", "每缺", "缺少", "缺", "无", "没有"}) {
    if (missing || !text.starts_with(word)) continue;
    text.remove_prefix(word.size());
    missing = true;
  }
  if (!missing) return {};
  for (const std::string_view one : {"1", "一"}) {
    for (const std::string_view unit : {"本", "份", "张", "套", "册", "件", "篇", "个", "种"}) {
      const auto count = std::string(one) + std::string(unit);
      if (!text.starts_with(count)) continue;
      const auto rest = text.substr(count.size());
      for (const std::string_view cost : {"扣", "，", "不", "的", "或", "者", "及", "和", "、", "以", "未", "且"}) {
        if (rest.starts_with(cost)) return {};  // of nothing in particular
      }
      return "缺" + std::string(rest);
    }
  }
  return {};
}

std::vector<Reading> readings(const std::string& text, std::string_view subject) {
  std::vector<Reading> all{{text}};
  std::string plain = text;
  for (const std::string_view cost :
       {"扣", "得", "不得", "不扣", "为", "计", "加", "，扣", "，得", "，不得", "，本项", "，该项", "，计", "，每"}) {
    plain = replaced(plain, "的" + std::string(cost), cost);
  }
  if (plain != text) all.push_back({plain});
  for (const std::string_view verb : {"未成立", "未建立", "未制定", "未制订", "未设立", "未组建", "未签订", "未编制"}) {
    if (plain.starts_with(verb)) all.push_back({replaced("缺" + plain.substr(verb.size()), "，", ""), true});
  }
  if (auto missing = missing_one(plain); !missing.empty()) all.push_back({std::move(missing)});
  for (const std::string_view seldom : {"每少", "每缺"}) {
    const auto at = plain.find(seldom);
    if (at != std::string::npos && at > 0 && at < 25 && plain.find("，") > at) all.push_back({plain.substr(at), true});
  }
  if (lacks_subject(plain) && !subject.empty()) all.push_back({std::string(subject) + plain, true});
  return all;
}

/// Whether a sentence speaks of a figure and does not say which.
bool is_about_nothing(const Sentence& sentence) {
  using enum SentenceKind;
  switch (sentence.kind) {
    case figure_rating:
    case figure_points:
    case figure_deduction:
    case per_shortfall:
    case per_excess:
    case per_figure:
    case points_per_figure:
    case figure_zero:
    case figure_takes:
    case points_by_ratio:
    case figure_pending: return sentence.figure.empty();
    default: return false;
  }
}

/// Goes over the clauses of one cell.
class Reader {
 public:
  Reader(std::vector<Clause> clauses, std::string_view subject, ScoringMemo& memo)
      : clauses_(std::move(clauses)),
        subject_(subject),
        memo_(memo) {
    if (clauses_.size() <= k_most_clauses) return;
    rest_.assign(clauses_.begin() + k_most_clauses, clauses_.end());
    clauses_.resize(k_most_clauses);
  }

  ScoreText run() {
    for (std::size_t i = 0; i < clauses_.size();) {
      if (memo_.spent()) {
        rest_.insert(rest_.begin(), clauses_.begin() + static_cast<std::ptrdiff_t>(i), clauses_.end());
        break;
      }
      if (i > 0 && clauses_[i].unit != clauses_[i - 1].unit) describe_waiting();
      auto [count, part] = longest(i);
      if (count == 0) {
        waiting_.push_back(clauses_[i]);
        if (scores(clauses_[i].text)) refuse();
        ++i;
        continue;
      }
      take(i, count, std::move(part));
      i += count;
    }
    describe_waiting();
    if (!rest_.empty()) {
      result_.parts.push_back({.text = joined(rest_), .sentence = std::nullopt, .unread = true});
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::pair<std::size_t, ScorePart> longest(std::size_t first) {
    const std::span<const Clause> all(clauses_);
    for (auto count = std::min(k_most_joined, all.size() - first); count > 0; --count) {
      const auto run = all.subspan(first, count);
      if (std::ranges::none_of(run, [](const Clause& clause) { return scores(clause.text); })) continue;
      // a requirement of its own is no figure of the sentence behind it
      if (!scores(run.front().text) && run.front().unit != run.back().unit) continue;
      const auto text = joined(run);
      if (code_points(text) > 300) continue;
      for (const auto& reading : readings(text, subject_)) {
        const auto& sentence = memo_.sentence(reading.text);
        if (sentence && !is_about_nothing(*sentence)) {
          return {count, {text, sentence, std::nullopt, reading.inferred}};
        }
      }
    }
    return {0, {}};
  }

  void take(std::size_t first, std::size_t count, ScorePart part) {
    const auto run = std::span<const Clause>(clauses_).subspan(first, count);
    const bool conditional =
        std::ranges::any_of(waiting_, [](const Clause& clause) { return sets_condition(clause.text); });
    if (conditional) {
      waiting_.insert(waiting_.end(), run.begin(), run.end());
      return refuse();
    }
    describe_waiting();
    result_.parts.push_back(std::move(part));
  }

  /// What fits nothing is one part as far as its sentence goes.
  void refuse() {
    const auto unit = waiting_.front().unit;
    if (refused_ == unit && !result_.parts.empty() && !result_.parts.back().sentence) {
      auto& last = result_.parts.back();
      last.text += "，" + joined(waiting_);
      waiting_.clear();
      return;
    }
    refused_ = unit;
    ScorePart part{joined(waiting_), std::nullopt, std::nullopt};
    if (!memo_.spent()) part.nearest = memo_.nearest(part.text);
    result_.parts.push_back(std::move(part));
    waiting_.clear();
  }

  void describe_waiting() {
    if (!waiting_.empty()) result_.described.push_back(joined(waiting_));
    waiting_.clear();
  }

  std::vector<Clause> clauses_;
  std::vector<Clause> waiting_;         // clauses that no sentence has taken yet
  std::optional<std::size_t> refused_;  // the sentence of the cell that was refused last
  std::vector<Clause> rest_;            // beyond the limits
  std::string_view subject_;
  ScoringMemo& memo_;
  ScoreText result_;
};

/// Whether a character of a number, or a word that goes with points, stands before `at`.
bool counts_points(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  if (const char c = text[at - 1]; (c >= '0' && c <= '9') || c == ' ') return true;
  for (const std::string_view word : {"一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "半", "得",  "扣",
                                      "计", "记", "满", "零", "加", "减", "评", "给", "全", "此", "本", "该项"}) {
    if (text.substr(0, at).ends_with(word)) return true;
  }
  return false;
}

}  // namespace

bool scores(std::string_view clause) {
  const auto text = squeezed(clause);
  for (auto at = text.find("分"); at != std::string::npos; at = text.find("分", at + 1)) {
    const auto rest = std::string_view(text).substr(at);
    const bool word = rest.starts_with("分钟") || rest.starts_with("分工") || rest.starts_with("分类") ||
                      rest.starts_with("分管") || rest.starts_with("分别") || rest.starts_with("分解") ||
                      rest.starts_with("分析") || rest.starts_with("分析") || rest.starts_with("分之");
    if (!word && counts_points(text, at)) return true;
  }
  for (const std::string_view word : {"扣", "否决", "免检", "人工评定"}) {
    if (text.find(word) != std::string::npos) return true;
  }
  // ratings: "2项达标为B"
  const auto low = folded(text);
  if (code_points(low) > 24) return false;
  for (const char rating : {'a', 'b', 'c', 'd'}) {
    const auto at = low.find(rating);
    if (at == std::string::npos) continue;
    const auto letter = [&](std::size_t i) { return i < low.size() && low[i] >= 'a' && low[i] <= 'z'; };
    if (!letter(at + 1) && (at == 0 || !letter(at - 1))) return true;
  }
  return false;
}

const std::optional<Sentence>& ScoringMemo::sentence(const std::string& text) {
  if (const auto place = sentences_.find(text); place != sentences_.end()) return place->second;
  return sentences_.emplace(text, read_sentence(text)).first->second;
}

const std::optional<std::string>& ScoringMemo::nearest(const std::string& text) {
  if (const auto place = nearest_.find(text); place != nearest_.end()) return place->second;
  const auto sentence = parse_sentence(text);
  return nearest_.emplace(text, sentence ? std::nullopt : sentence.error().nearest).first->second;
}

ScoreText read_scoring(std::string_view text, std::string_view subject, ScoringMemo& memo) {
  return Reader(clauses_of(text), subject, memo).run();
}

std::vector<std::string> numbered_parts(std::string_view text) {
  constexpr auto k_ends = std::to_array<std::string_view>({"\n", "；", ";", "。"});
  std::vector<std::string> parts;
  for (const auto& one : divided(text, k_ends)) {
    std::string_view rest = trimmed(one);
    const bool numbered = !take_numbering(rest).empty();
    if (numbered) {
      parts.emplace_back(rest);
    } else if (!parts.empty()) {
      parts.back() += "；" + std::string(rest);
    }
  }
  if (parts.size() < 2) parts.clear();
  return parts;
}

}  // namespace guidang
