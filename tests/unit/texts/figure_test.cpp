// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/figure.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

using namespace guidang;

namespace {

/// Those of `texts` whose answer is not `wanted`.
std::string answered_otherwise(bool wanted, std::initializer_list<std::string_view> texts) {
  std::string wrong;
  for (const auto text : texts) {
    if (texts::has_figure(text) != wanted) wrong += "[" + std::string(text) + "]";
  }
  return wrong;
}

}  // namespace

TEST_CASE("a number with a unit is a figure") {
  CHECK(answered_otherwise(true,
                           {"参加12人",
                            "满意率85%",
                            "投入3.5万元",
                            "覆盖1,280户",
                            "每月3-5次",
                            "３０００余份",
                            "共 35 个小区",
                            "12~15人",
                            "5kg",
                            "长3 km",
                            "12.5万人次",
                            "2026人参加",
                            "24小时值守",
                            "得分95分",
                            "持续30年",
                            "拍了100多张照片",
                            "1 个社区在试点",
                            "1.5万元用于整治",
                            "增长百分之八十"}) == "");
}

TEST_CASE("a bare number is a figure where it counts nothing else") {
  CHECK(answered_otherwise(true, {"合计35", "志愿者人数\t120\t", "占比0.85", "12 people came"}) == "");
}

TEST_CASE("Han numerals are figures when they name an amount") {
  CHECK(answered_otherwise(true, {"来了二百人", "走访三十二户", "一千五百余份", "十二个小区", "百分之九十五"}) == "");
  CHECK(answered_otherwise(false,
                           {"一个中心",
                            "两名志愿者",
                            "第十二次会议",
                            "十月一日",
                            "二〇二六年",
                            "千方百计",
                            "二十大精神",
                            "百分之百做到",
                            "三百六十行",
                            "成千上万"}) == "");
}

TEST_CASE("dates and times of day are no figures") {
  CHECK(answered_otherwise(false,
                           {"2026年10月12日",
                            "10月12日上午",
                            "2026-10-12",
                            "2026.10.12",
                            "2026/10/12",
                            "20261012",
                            "2026年度计划",
                            "2026-2027年",
                            "9:30开始",
                            "14：00",
                            "9时30分",
                            "9点30分",
                            "12号下午",
                            "10-12日",
                            "10.12活动",
                            "3月至5月",
                            "2026 春节"}) == "");
}

TEST_CASE("numbers of documents, places, lists, pages and telephones are no figures") {
  CHECK(answered_otherwise(false,
                           {"秀社〔2026〕12号",
                            "秀社[2026]12号",
                            "第3次会议",
                            "第 3 页",
                            "1. 加强领导",
                            "1、加强领导\n2、落实责任",
                            "(1)加强领导",
                            "（2）落实责任",
                            "1.1 总则",
                            "1.2.3 附则",
                            "做到：1、抓落实；2、抓整改",
                            "- 12 -",
                            "正文\n12\n正文",
                            "1\t张三\t男\n2\t李四\t女",
                            "Ⅲ-3",
                            "A4纸",
                            "5G网络",
                            "IMG_0012",
                            "电话0755-88888888",
                            "电话：88888888",
                            "13812345678",
                            "3号楼2单元302室",
                            "文件号 1790000000",
                            "第4期",
                            "",
                            "没有数字"}) == "");
}
