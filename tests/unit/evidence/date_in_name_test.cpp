// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "guidang/evidence/inventory.hpp"

using namespace guidang;

TEST_CASE("date_in_name reads plain dates and cameras' names") {
  for (const auto* const name : {"IMG_20261012_093012.jpg",
                                 "20261012 第一次会议",
                                 "20261012_093012.jpg",
                                 "IMG20261012093012.jpg",
                                 "VID_20261012093012.mp4",
                                 "2026年10月12日",
                                 "2026 年 10 月 12 日走访.doc",
                                 "２０２６年１０月１２日",
                                 "2026-10-12",
                                 "2026.10.12",
                                 "2026.10.12.jpg",
                                 "会议2026—10—12记录.docx",
                                 "3.2026.10.12会议.docx",
                                 "Screenshot_2026-10-12-09-30-12-123.png",
                                 "20261012会议(2026-10-12).pdf"}) {
    CAPTURE(name);
    CHECK(date_in_name(name) == make_date(2026, 10, 12));
  }
  CHECK(date_in_name("2026年9月5日") == make_date(2026, 9, 5));
  CHECK(date_in_name("2026.9.5走访.jpg") == make_date(2026, 9, 5));
}

TEST_CASE("date_in_name finds none where none is stated") {
  for (const auto* const name : {"wx_camera_1790000000000.jpg",
                                 "微信图片_20261012093012.jpg",
                                 "微信图片_20261012_123.jpg",
                                 "mmexport1790000000000.jpg",
                                 "QQ图片20261012093012.jpg",
                                 "QQ图片20261012.jpg",
                                 "WeChat_20261012.mp4",
                                 "IMG-20261012-WA0001.jpg",
                                 "13920261012",
                                 "0571-20261012",
                                 "DSC01234.jpg",
                                 "202610123",
                                 "20261332",
                                 "20260229",
                                 "18880101",
                                 "2026-10-123",
                                 "2026年10月",
                                 "2026",
                                 "20261012093012.jpg",
                                 "IMG20261012996012.jpg",
                                 "20261012-20261015",
                                 "2026年10月12日至2026年10月15日",
                                 "",
                                 "\xff\xfe"}) {
    CAPTURE(name);
    CHECK_FALSE(date_in_name(name).has_value());
  }
}
