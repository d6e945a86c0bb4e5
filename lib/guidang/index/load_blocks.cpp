// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/number.hpp"
#include "guidang/base/text.hpp"
#include "guidang/index/load.hpp"
#include "guidang/json/document.hpp"

namespace guidang {
namespace {

using yaml::Node;
using yaml::NodeKind;

std::string text_of(const Node& node, std::string_view key) {
  const auto* found = node.find(key);
  return found == nullptr ? std::string() : found->text;
}

/// What a sentence does to points that a leaf already has.
enum class Hold { gives, takes, zeroes };

Hold hold_of(SentenceKind kind) {
  switch (kind) {
    case SentenceKind::all_or_nothing:
    case SentenceKind::missing_slot_zero:
    case SentenceKind::figure_zero:
    case SentenceKind::bad_sample_zero: return Hold::zeroes;
    case SentenceKind::per_missing_event:
    case SentenceKind::per_missing_part:
    case SentenceKind::per_missing_document:
    case SentenceKind::missing_slot:
    case SentenceKind::per_defect:
    case SentenceKind::figure_deduction:
    case SentenceKind::per_shortfall:
    case SentenceKind::per_excess:
    case SentenceKind::per_figure:
    case SentenceKind::figure_takes:
    case SentenceKind::per_bad_sample:
    case SentenceKind::per_missing_month: return Hold::takes;
    default: return Hold::gives;
  }
}

struct EffectWord {
  std::string_view word;  ///< Folded, without blanks.
  VetoEffect effect;
};

constexpr auto k_effect_words = std::to_array<EffectWord>({
    {"取消资格", VetoEffect::ineligible},
    {"取消评选资格", VetoEffect::ineligible},
    {"取消参评资格", VetoEffect::ineligible},
    {"ineligible", VetoEffect::ineligible},
    {"该项不得分", VetoEffect::item_zero},
    {"该项得零分", VetoEffect::item_zero},
    {"该项得0分", VetoEffect::item_zero},
    {"theitemgetsnothing", VetoEffect::item_zero},
    {"总分为零", VetoEffect::total_zero},
    {"总分为0", VetoEffect::total_zero},
    {"总分为零分", VetoEffect::total_zero},
    {"总分为0分", VetoEffect::total_zero},
    {"总分记零分", VetoEffect::total_zero},
    {"总分记0分", VetoEffect::total_zero},
    {"totalzero", VetoEffect::total_zero},
});

constexpr auto k_most_words = std::to_array<std::string_view>({"总分最高", "总分不超过", "总分至多", "total at most"});

/// The text after one of `beginnings` and before `end`; nothing if it does not begin and end so.
template <std::size_t N>
std::optional<std::string_view> between(std::string_view text,
                                        const std::array<std::string_view, N>& beginnings,
                                        std::string_view end) {
  for (const auto begin : beginnings) {
    if (!text.starts_with(begin) || !text.ends_with(end) || text.size() <= begin.size() + end.size()) continue;
    return trimmed(text.substr(begin.size(), text.size() - begin.size() - end.size()));
  }
  return std::nullopt;
}

std::optional<EffectText> parse_most(std::string_view text) {
  for (const std::string_view unit : {"分", "points", ""}) {
    const auto number = between(text, k_most_words, unit);
    const auto most = number ? read_number(*number) : std::nullopt;
    // it must be read back from the canonical form, which has the number's digits
    if (most && Exact::parse(most->text())) return EffectText{VetoEffect::total_at_most, {}, *most};
  }
  return std::nullopt;
}

/// Where `part` stands in `text`, in characters.
int offset_of(std::string_view text, std::string_view part) {
  const auto at = text.find(part);
  return at == std::string_view::npos ? 0 : static_cast<int>(code_points(text.substr(0, at)));
}

}  // namespace

std::optional<EffectText> parse_effect(std::string_view text) {
  const auto plain = folded(text);
  auto joined = plain;
  std::erase(joined, ' ');
  const auto* const word = std::ranges::find(k_effect_words, std::string_view(joined), &EffectWord::word);
  if (word != k_effect_words.end()) return EffectText{word->effect, {}, {}};
  if (auto most = parse_most(plain)) return most;
  // the code of a project is taken as written
  const auto written = trimmed(text);
  auto target = between(written, std::to_array<std::string_view>({"项目"}), "不得分");
  if (!target) target = between(written, std::to_array<std::string_view>({"project ", "Project "}), " gets nothing");
  if (!target || target->empty()) return std::nullopt;
  return EffectText{VetoEffect::project_zero, std::string(*target), {}};
}

std::string print_effect(VetoEffect effect, const Veto& veto) {
  switch (effect) {
    case VetoEffect::ineligible: return "ineligible";
    case VetoEffect::item_zero: return "the item gets nothing";
    case VetoEffect::project_zero: return fmt::format("project {} gets nothing", veto.target);
    case VetoEffect::total_zero: return "total zero";
    case VetoEffect::total_at_most: return "total at most " + veto.most.text();
  }
  return {};
}

void IndexLoader::load_bonus(const Node& node, Index& index) {
  if (node.kind != NodeKind::mapping) return;
  Bonus bonus;
  bonus.most = Exact::parse(text_of(node, "most")).value_or(0);
  const Inherited inherited{index.period, index.submission, {}, {}, called_};
  in_bonus_ = true;
  if (const auto* items = node.find("items"); items != nullptr) {
    for (const auto& item : items->items) bonus.items.push_back(load_item(item, inherited));
  }
  in_bonus_ = false;
  index.bonus = std::move(bonus);
}

void IndexLoader::check_bonus_leaf(const Node& scoring, const Item& item) {
  if (item.scoring.size() != scoring.items.size()) return;  // a sentence could not be read
  const bool gives =
      std::ranges::any_of(item.scoring, [](const Sentence& one) { return hold_of(one.kind) == Hold::gives; });
  for (std::size_t i = 0; i < item.scoring.size(); ++i) {
    const auto hold = hold_of(item.scoring[i].kind);
    if (hold == Hold::takes || (hold == Hold::zeroes && !gives)) {
      faults_.add(scoring.items[i], {"index/bonus-takes", {}});
    }
  }
}

void IndexLoader::load_veto(const Node& node, Index& index) {
  if (node.kind != NodeKind::mapping) return;
  Veto veto;
  veto.where = where(node);
  if (const auto* code = node.find("code"); code != nullptr && code->kind == NodeKind::scalar) {
    veto.code = code->text;
    veto.where = where(*code);
    note_code(*code);
  }
  veto.title = text_of(node, "title");
  if (const auto* effects = node.find("effect"); effects != nullptr) {
    for (const auto& effect : effects->items) load_effect(effect, index, veto);
  }
  veto.look_back = index.period;
  if (const auto* window = node.find("look_back"); window != nullptr) {
    if (const auto read = load_window(*window)) veto.look_back = read->range.value_or(k_all_days);
  }
  veto.proofs = load_slots(node.find("proofs"), {veto.look_back, index.submission, {}, {}, called_});
  index.vetoes.push_back(std::move(veto));
}

void IndexLoader::load_effect(const Node& node, const Index& index, Veto& veto) {
  if (node.kind != NodeKind::scalar || node.text.empty() || faults_.full()) return;
  const auto read = parse_effect(node.text);
  if (!read) {
    const std::vector<std::string> forms{"取消资格",
                                         "该项不得分",
                                         "项目Ⅰ-1不得分",
                                         "总分为零",
                                         "总分最高80",
                                         "ineligible",
                                         "the item gets nothing",
                                         "project 1 gets nothing",
                                         "total zero",
                                         "total at most 80"};
    return faults_.add(node, {"index/bad-effect", {{"text", node.text}}}, json::did_you_mean(node.text, forms));
  }
  if (std::ranges::find(veto.effects, read->effect) != veto.effects.end()) {
    return faults_.add(node, {"index/effect-twice", {{"text", node.text}}});
  }
  veto.effects.push_back(read->effect);
  if (read->effect == VetoEffect::project_zero) {
    veto.target = read->target;
    check_veto_target(node, index, veto);
  }
  if (read->effect == VetoEffect::total_at_most) {
    veto.most = read->most;
    if (Exact(0) < index.total && index.total < veto.most) {
      faults_.add(node, {"index/veto-over-total", {{"most", veto.most.text()}, {"total", index.total.text()}}});
    }
  }
}

void IndexLoader::check_veto_target(const Node& node, const Index& index, Veto& veto) {
  const auto wanted = folded(veto.target);
  std::vector<std::string> known;
  for (const auto& project : index.items) {
    known.push_back(project.code);
    if (folded(project.code) != wanted) continue;
    veto.target = project.code;
    return;
  }
  const auto place =
      faults_.inside(node, offset_of(node.text, veto.target), static_cast<int>(code_points(veto.target)));
  auto hint = json::did_you_mean(veto.target, known);
  if (known.size() > 20) known.resize(20);
  faults_.add(place, {"index/unknown-project", {{"code", veto.target}, {"known", std::move(known)}}}, std::move(hint));
}

void IndexLoader::load_account(const Node& node, Index& index) {
  if (node.kind != NodeKind::mapping) return;
  Account account;
  std::map<std::string, int> lines;
  const auto* kinds = node.find("kinds");
  for (std::size_t i = 0; kinds != nullptr && i < kinds->items.size(); ++i) {
    const auto& one = kinds->items[i];
    const auto* name = one.find("name");
    if (name == nullptr) continue;
    const auto [first, is_new] = lines.try_emplace(folded(name->text), name->mark.line);
    if (!is_new) {
      faults_.add(*name, {"index/duplicate-kind", {{"kind", name->text}, {"line", std::int64_t{first->second}}}});
    }
    AccountKind kind;
    kind.name = name->text;
    kind.points = Exact::parse(text_of(one, "points")).value_or(0);
    kind.doubled_from = read_count(text_of(one, "doubled_from")).value_or(0);
    account.kinds.push_back(std::move(kind));
  }
  account.on_the_spot = load_share(node.find("on_the_spot")).value_or(account.on_the_spot);
  if (const auto* most = node.find("most_taken"); most != nullptr) account.most_taken = Exact::parse(most->text);
  if (const auto* most = node.find("most_given"); most != nullptr) account.most_given = Exact::parse(most->text);
  index.account = std::move(account);
}

}  // namespace guidang
