// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/print_words.hpp"

#include <algorithm>
#include <array>

namespace guidang {
namespace {

/// A key or word of the format in both languages; those of the schema (x-zh, x-words).
struct Word {
  std::string_view en;
  std::string_view zh;
};

constexpr auto k_keys = std::to_array<Word>({
    {"code", "编号"},
    {"title", "名称"},
    {"tier", "层级"},
    {"edition", "版次"},
    {"period", "考核期"},
    {"submission", "报送"},
    {"zone", "时区"},
    {"total", "总分"},
    {"shares", "折算"},
    {"rounding", "小数"},
    {"leaf", "每项"},
    {"method", "方式"},
    {"awards", "等次"},
    {"each_project", "各项目至少"},
    {"severities", "严重程度"},
    {"not_applicable", "不适用"},
    {"account", "记分"},
    {"kinds", "类型"},
    {"kind", "类型"},
    {"doubled_from", "加倍"},
    {"on_the_spot", "当场整改"},
    {"most_taken", "最多扣"},
    {"most_given", "最多加"},
    {"items", "指标"},
    {"bonus", "加分"},
    {"vetoes", "否决"},
    {"effect", "后果"},
    {"look_back", "回溯"},
    {"proofs", "证明"},
    {"weight", "权重"},
    {"was", "原编号"},
    {"content", "内容"},
    {"points", "分值"},
    {"methods", "方法"},
    {"owner", "责任人"},
    {"due", "时限"},
    {"window", "期限"},
    {"slots", "材料"},
    {"events", "活动"},
    {"standards", "标准"},
    {"scoring", "评分"},
    {"exempt_if", "免检"},
    {"measures", "数据"},
    {"sample", "抽查"},
    {"same_as", "对应"},
    {"issued", "原文"},
    {"name", "名称"},
    {"from", "从"},
    {"to", "到"},
    {"count", "应有"},
    {"occasions", "节点"},
    {"parts", "每次"},
    {"numerator", "分子"},
    {"denominator", "分母"},
    {"if_zero", "分母为零"},
    {"seed", "种子"},
    {"formats", "格式"},
    {"size", "大小"},
    {"most", "最多"},
    {"pairs", "成对"},
    {"distinct", "不同画面"},
    {"least", "至少"},
    {"pixels", "像素"},
    {"sharpness", "清晰度"},
    {"characters", "字数"},
    {"words", "必含"},
    {"figure", "须有数字"},
    {"duration", "时长"},
    {"embedded", "文档内图片"},
    {"called", "文件名"},
});

constexpr auto k_words = std::to_array<Word>({
    {"national", "国家"},
    {"province", "省"},
    {"city", "市"},
    {"district", "区"},
    {"community", "社区"},
    {"documents", "材料审核"},
    {"site_visit", "实地考察"},
    {"survey", "问卷调查"},
    {"online", "网上申报"},
    {"any", "不限"},
    {"document", "文件"},
    {"photo", "照片"},
    {"video", "视频"},
    {"audio", "音频"},
    {"table", "表格"},
    {"rescale", "折算"},
    {"full", "满分"},
    {"zero", "零分"},
    {"mean", "平均"},
    {"error", "错误"},
    {"warning", "警告"},
    {"note", "提示"},
    {"half_up", "四舍五入"},
    {"yes", "是"},
    {"no", "否"},
});

template <std::size_t N>
std::string in_language(const std::array<Word, N>& words, std::string_view word, bool zh) {
  const auto* const found = std::ranges::find(words, word, &Word::en);
  return std::string(zh && found != words.end() ? found->zh : word);
}

}  // namespace

std::string key_in(std::string_view key, bool zh) {
  return in_language(k_keys, key, zh);
}

std::string word_in(std::string_view word, bool zh) {
  return in_language(k_words, word, zh);
}

}  // namespace guidang
