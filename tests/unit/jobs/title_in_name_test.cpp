// SPDX-License-Identifier: Apache-2.0
#include "guidang/jobs/title_in_name.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace guidang;

namespace {

std::string title(std::string_view name, const std::vector<std::string>& codes = {}) {
  return title_in_name(name, codes);
}

}  // namespace

TEST_CASE("a title is the name without extension, code, day and serial") {
  CHECK(title("20261008 制度.txt") == "制度");
  CHECK(title("Ⅲ-3 20261012 第一次会议记录(2).docx", {"Ⅲ-3"}) == "第一次会议记录");
  CHECK(title("III-3_会议纪要.pdf", {"Ⅲ-3"}) == "会议纪要");
  CHECK(title("2026年10月12日会议通知.pdf") == "会议通知");
  CHECK(title("会议通知 2026-10-12.pdf") == "会议通知");
  CHECK(title("01.签到表.jpg") == "签到表");
  CHECK(title("（3）签到表.jpg") == "签到表");
  CHECK(title("照片1.jpg") == "照片");
  CHECK(title("照片（12）.jpg") == "照片");
  CHECK(title("通知+签到+记录.pdf") == "通知+签到+记录");
  CHECK(title("重阳节慰问 微信图片_20261012153000.jpg") == "重阳节慰问");
}

TEST_CASE("numbers that are words stay in a title") {
  CHECK(title("2026年创建计划.docx") == "2026年创建计划");
  CHECK(title("3月志愿活动.docx") == "3月志愿活动");
  CHECK(title("5栋楼道.jpg") == "5栋楼道");
  CHECK(title("第3次会议.docx") == "第3次会议");
  CHECK(title("计划2026.docx") == "计划2026");
  CHECK(title("Ⅲ-12 名册.txt", {"Ⅲ-1"}) == "Ⅲ-12 名册");
}

TEST_CASE("names that nobody gave say no title") {
  for (const auto* name : {"IMG_20261012_093012.jpg",
                           "DSC00012.JPG",
                           "微信图片_20261012093012.jpg",
                           "mmexport1760000000000.jpg",
                           "mmexport5e93b0f4d885c00e928451c95d6f9a03_1791788400000.jpg",
                           "5e93b0f4d885c00e928451c95d6f9a03.jpg",
                           "企业微信图片_20261012153000.png",
                           "PXL_20261012_170312345.jpg",
                           "DJI_20261012093012_0001.JPG",
                           "20261012.jpg",
                           "1.jpg",
                           "(2).pdf",
                           "\xC4\xE3\xBA\xC3.txt"}) {
    CHECK_MESSAGE(title(name).empty(), name);
  }
}
