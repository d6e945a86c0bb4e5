// SPDX-License-Identifier: Apache-2.0
#include "guidang/importer/trial.hpp"

#include <utility>

#include "guidang/index/index.hpp"
#include "guidang/yaml/print.hpp"

namespace guidang {
namespace {

/// Whether an index takes this leaf.
bool is_taken(yaml::Node leaf) {
  for (auto& field : leaf.fields) {
    if (field.key.text == "分值" && field.value.text == "0") field.value.text = "1";
  }
  const auto* const points = leaf.find("分值");
  auto root = yaml::mapping_node();
  const auto put = [&root](std::string_view key, std::string_view value) {
    yaml::put(root, std::string(key), yaml::quoted_node(std::string(value)));
  };
  yaml::put(root, "guidang", yaml::text_node("index/1"));
  put("编号", "t");
  put("名称", "t");
  put("版次", "2026");
  yaml::put(root, "总分", yaml::text_node(points == nullptr ? "1" : points->text));
  auto range = yaml::mapping_node();
  yaml::put(range, "从", yaml::text_node("2026-01-01"));
  yaml::put(range, "到", yaml::text_node("2026-12-31"));
  yaml::put(root, "考核期", std::move(range));
  yaml::put(root, "报送", yaml::text_node("2026-12-31"));
  auto project = yaml::mapping_node();
  yaml::put(project, "编号", yaml::quoted_node("t-t"));
  yaml::put(project, "名称", yaml::quoted_node("t"));
  auto leaves = yaml::sequence_node();
  leaves.items.push_back(std::move(leaf));
  yaml::put(project, "指标", std::move(leaves));
  auto projects = yaml::sequence_node();
  projects.items.push_back(std::move(project));
  yaml::put(root, "指标", std::move(projects));
  return parse_index(yaml::print(root), "t.yaml").has_value();
}

bool is_taken_with(yaml::Node leaf, std::string_view sentence) {
  for (auto& field : leaf.fields) {
    if (field.key.text == "评分") field.value = yaml::text_node(std::string(sentence));
  }
  return is_taken(std::move(leaf));
}

}  // namespace

std::vector<std::string> refused_sentences(const yaml::Node& leaf,
                                           const std::vector<std::string>& sentences,
                                           bool one_by_one) {
  std::vector<std::string> unfit;
  if (is_taken(leaf) || !is_taken_with(leaf, k_manual_sentence)) return unfit;
  for (const auto& sentence : sentences) {
    if (sentence != k_manual_sentence && (!one_by_one || !is_taken_with(leaf, sentence))) unfit.push_back(sentence);
  }
  if (!unfit.empty() || !one_by_one) return unfit;
  return refused_sentences(leaf, sentences, false);
}

}  // namespace guidang
