// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "guidang/index/sentence_pattern.hpp"

namespace guidang {
namespace {

using Kind = PatternNode::Kind;

// Pieces that many rows share. A piece may use those before it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> k_pieces = {{
    {"until",
     "扣完为止|扣完本项为止|扣完该项为止|扣完本项分值为止|扣完该项分值为止|直至扣完|直到扣完为止|扣完分值为止"},
    {"take-cap",
     "[、最多扣{cap}分|、至多扣{cap}分|、最高扣{cap}分|(、累计|、合计|、总计|、共计|)(最多|至多|最高|不超过|扣分不超过|"
     "最多不超过){cap}分|、以{cap}"
     "分为限|、上限{cap}分|、扣满{cap}分为止|、(最多|至多|最高)扣(完|至)本项(分值|得分|)|、$until]"},
    {"give-cap",
     "[、最多得{cap}分|、至多得{cap}分|、最高得{cap}分|、(最多|至多|最高)(加|计|记|给){cap}分|(、累计|、合计|、总计|"
     "、共计|)(最多|至多|最高|"
     "不超过|得分不超过|加分不超过|最多不超过){cap}分|、以{cap}分为限|、上限{cap}分|、(加|得)满{cap}分为止|、{cap}"
     "分封顶|、加完为止|、"
     "得满为止|、(加|得)满为止|、得完为止]"},
    {"en-cap", "[, at most {cap}[ point(s)]]"},
    {"zero",
     "[的|时|者|则|即][该项|本项|此项|该指标|本指标|该小项|该条|则|即|则本项|则该项|本项即|该项即|一律|均|都](不得分|"
     "得0分|计0分|记0分|不计分|为0分"
     "|得零分|记零分|计零分|零分|0分|扣完|扣完本项分|扣完全部分值|扣除全部分值|全扣|扣全分)"},
    {"give", "(得|加|计|记|给|奖)"},
    {"take", "(扣|减|扣减|扣除)"},
    {"when", "[的|时|者|则]"},
    {"of-rating", "(|为|得|评|评为|定为|计|记)"},
    {"any", "个|处|项|条|份|户|家|人|次|件|辆|块|张|路段|条道路|点位|个点位|座|栋|名|起|例|宗|场|期|间"},
    {"drawn",
     "[镇|乡|乡镇街道|企业|摊位|餐馆|居民|学生|班级|路口|景区|医院|广告|宣传栏|问题|记录|活动记录|材料|资料|档案|台账|"
     "道路|路段|点位|乡镇|街道|行政村|村|社区|小区|楼道|楼栋|市场|集贸市场|农贸市场|单位|"
     "学校|网点|商户|门店|公共场所|"
     "窗口|家庭|场所]"},
    {"one-thing", "(一|1)(起|处|个|例|次|人|项|件|户|条|宗|辆|家)"},
    {"highest",
     "[、同一事项只计最高{highest}|、同一(事项|项目|内容|工作|荣誉)(只计|只取|取|按|仅计|就)最高(级别|分|级|奖项|一项|"
     "一次|等级|荣誉|)[计分|计|加分|得分|计算]{highest}|、同一(事项|项目|内容)不(重复|累计)[计分|加分|得分|计算]{"
     "highest}|"
     "、(就高不就低|不重复计分|不重复加分|按最高级别计分){highest}]"},
    {"or-incomplete", "[(或者|或|、)(不完整|不齐全|不全|不规范|不合格|不符合要求|内容不全|内容不完整)]"},
    {"sampled", "(抽查|随机抽查|抽取|随机抽取|抽检|抽)"},
}};

std::string expanded(std::string_view pattern) {
  std::string text(pattern);
  for (std::size_t at = text.find('$'); at != std::string::npos; at = text.find('$', at)) {
    const auto stop = std::min(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", at + 1), text.size());
    const auto name = text.substr(at + 1, stop - at - 1);
    const auto* const piece =
        std::ranges::find(k_pieces, std::string_view(name), &std::pair<std::string_view, std::string_view>::first);
    text.replace(at, stop - at, piece->second);
  }
  return text;
}

class Compiler {
 public:
  explicit Compiler(std::string_view pattern) : rest_(pattern) {}

  PatternNodes nodes() {
    PatternNodes list;
    while (!rest_.empty() && std::string_view("|)]>").find(rest_.front()) == std::string_view::npos) {
      list.push_back(next());
    }
    return list;
  }

 private:
  PatternNode next() {
    switch (rest_.front()) {
      case '{': return field();
      case '(': return group(rest_.starts_with("(s)") ? Kind::plural : Kind::choice);
      case '[': return group(rest_.starts_with("[+") ? Kind::more : Kind::optional);
      case '<': return group(Kind::bands);
      default: return literal();
    }
  }

  PatternNode literal() {
    const auto end = std::min(rest_.find_first_of("{([<|)]>"), rest_.size());
    PatternNode node;
    node.printed = rest_.substr(0, end);
    node.characters = plain_text(node.printed).characters;
    rest_.remove_prefix(end);
    return node;
  }

  PatternNode field() {
    constexpr std::array<std::pair<std::string_view, Kind>, 35> k_fields = {{{"per", Kind::per},
                                                                             {"points", Kind::points},
                                                                             {"cap", Kind::cap},
                                                                             {"slot", Kind::slot},
                                                                             {"quoted", Kind::quoted},
                                                                             {"figure", Kind::figure},
                                                                             {"en-figure", Kind::en_figure},
                                                                             {"code", Kind::code},
                                                                             {"level", Kind::level},
                                                                             {"en-level", Kind::en_level},
                                                                             {"target", Kind::target},
                                                                             {"sample", Kind::sample},
                                                                             {"step", Kind::step},
                                                                             {"en-step", Kind::en_step},
                                                                             {"fraction", Kind::fraction},
                                                                             {"en-fraction", Kind::en_fraction},
                                                                             {"cond", Kind::condition},
                                                                             {"en-cond", Kind::en_condition},
                                                                             {"else-cond", Kind::else_condition},
                                                                             {"unit", Kind::unit},
                                                                             {"share", Kind::share},
                                                                             {"rest", Kind::rest},
                                                                             {"highest", Kind::highest},
                                                                             {"one", Kind::one},
                                                                             {"no-target", Kind::no_target},
                                                                             {"thing", Kind::thing},
                                                                             {"rate", Kind::rate},
                                                                             {"known-level", Kind::known_level},
                                                                             {"lead", Kind::lead},
                                                                             {"words", Kind::words},
                                                                             {"list", Kind::list},
                                                                             {"bad", Kind::bad},
                                                                             {"count", Kind::count},
                                                                             {"rating", Kind::rating},
                                                                             {"end", Kind::end}}};
    const auto name = rest_.substr(1, rest_.find('}') - 1);
    rest_.remove_prefix(name.size() + 2);
    PatternNode node;
    if (name.starts_with('=')) {
      node.kind = Kind::named;
      node.printed = name.substr(1);
      return node;
    }
    node.kind = std::ranges::find(k_fields, name, &std::pair<std::string_view, Kind>::first)->second;
    return node;
  }

  PatternNode group(Kind kind) {
    PatternNode node;
    node.kind = kind;
    rest_.remove_prefix(kind == Kind::more ? 2 : 1);
    if (kind == Kind::choice && rest_.starts_with('0')) {
      node.kind = Kind::zero_choice;
      rest_.remove_prefix(1);
    }
    node.branches.push_back(nodes());
    while (rest_.starts_with('|')) {
      rest_.remove_prefix(1);
      node.branches.push_back(nodes());
    }
    rest_.remove_prefix(1);
    if (kind == Kind::plural) node.branches.clear();
    return node;
  }

  std::string_view rest_;
};

/// The character bits that every text which fits `nodes` has: of alternatives what they share.
std::uint64_t needed(const PatternNodes& nodes) {
  std::uint64_t bits = 0;
  for (const auto& node : nodes) {
    if (node.kind == Kind::literal) bits |= character_bits(node.characters);
    if (node.kind == Kind::bands) bits |= needed(node.branches.front());
    if (node.kind != Kind::choice && node.kind != Kind::zero_choice) continue;
    std::uint64_t shared = ~std::uint64_t{0};
    for (const auto& branch : node.branches) shared &= needed(branch);
    bits |= shared;
  }
  return bits;
}

}  // namespace

bool is_name(Kind kind) {
  return kind == Kind::slot || kind == Kind::quoted || kind == Kind::figure || kind == Kind::en_figure ||
         kind == Kind::code || kind == Kind::level || kind == Kind::en_level || kind == Kind::thing;
}

bool says_nothing(Kind kind) {
  return kind == Kind::lead || kind == Kind::words || kind == Kind::list || kind == Kind::bad;
}

std::uint64_t character_bits(std::u32string_view characters) {
  std::uint64_t bits = 0;
  for (const char32_t c : characters) bits |= std::uint64_t{1} << ((c * 0x9E3779B1U) >> 26U & 63U);
  return bits;
}

bool contains(const PatternNodes& nodes, PatternNode::Kind kind) {
  return std::ranges::any_of(nodes, [kind](const PatternNode& node) {
    return node.kind == kind ||
           std::ranges::any_of(node.branches, [kind](const PatternNodes& branch) { return contains(branch, kind); });
  });
}

Pattern compile_pattern(std::string_view pattern) {
  const auto text = expanded(pattern);
  Pattern result;
  result.nodes = Compiler(text).nodes();
  result.nodes.emplace_back().kind = Kind::end;
  result.needs = needed(result.nodes);
  return result;
}

}  // namespace guidang
