// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <random>
#include <string>

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
                                 "PXL_20261012_093012345.jpg",
                                 "PXL_20261011_160000000.MP.jpg",  // UTC
                                 "DJI_20261012093012_0001_D.JPG",
                                 "MVIMG_20261012_093012.jpg",
                                 "MYXJ_20261012093012345_save.jpg",
                                 "video_20261012_093012.mp4",
                                 "BURST20261012093012001.jpg",
                                 "P_20261012_093012.jpg",
                                 "WIN_20261012_09_30_12_Pro.jpg",
                                 "Screenshot_20261012-093012.png",
                                 "Screenshot_20261012_093012_com.tencent.mm.jpg",
                                 "Screenrecorder-2026-10-12-09-30-12-123.mp4",
                                 "截屏2026-10-12 09.30.12.png",
                                 "屏幕截图 2026-10-12 093012.png",
                                 "微信截图_20261012093012.png",
                                 "扫描全能王 2026-10-12 09.30.pdf",
                                 "2026-10-12 093012.jpg",
                                 "2026_10_12_09_30_IMG_1234.JPG",
                                 "20261012093012.pdf",
                                 "录音_20261012.m4a",
                                 "2026年10月12号.docx",
                                 "2026-10-12 微信图片_20261015093012.jpg",
                                 "微信图片_20261015093012 20261012会议.jpg",
                                 "20261012号召大会.docx",
                                 "Casino 20261012.jpg",
                                 "20261012会议(2026-10-12).pdf"}) {
    CAPTURE(name);
    CHECK(date_in_name(name) == make_date(2026, 10, 12));
  }
  CHECK(date_in_name("2026年9月5日") == make_date(2026, 9, 5));
  for (const auto* name : {"荣誉证书_20261012.jpg",
                           "发票 20261012.pdf",
                           "12345热线 20261012",
                           "001-20261012 照片.jpg",
                           "20261012-15 培训",
                           "2026年10月12日至15日 培训"}) {
    CAPTURE(name);
    CHECK(date_in_name(name) == make_date(2026, 10, 12));
  }
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
                                 "IMG20261012996012.jpg",
                                 "13812345678.jpg",
                                 "0571-20261012 值班电话.docx",
                                 "电话：20261012.docx",
                                 "330106199001011234.pdf",
                                 "33010619900101123X.pdf",
                                 "秀街发〔2026〕12号.pdf",
                                 "秀街发20261012号.pdf",
                                 "第20261012号通报.pdf",
                                 "编号20261012.pdf",
                                 "No. 20261012.pdf",
                                 "IMG_0012.jpg",
                                 "P61012001.jpg",
                                 "1790000000000.mp4",
                                 "5e9320261012f8d07ab1c44e2a90be73.jpg",
                                 "202610120930.jpg",
                                 "广场 微信图片_20261012093012.jpg",
                                 "mmexport5e9320261012f8d07ab1c44e2a90be73_1790000000000.jpeg",
                                 "FB_IMG_1790000000000.jpg",
                                 "photo_2026-10-12_09-30-12.jpg",
                                 "signal-2026-10-12-09-30-12-123.jpg",
                                 "WhatsApp Image 2026-10-12 at 09.30.12.jpeg",
                                 "20261012-20261015",
                                 "2026年10月12日至2026年10月15日",
                                 "",
                                 "\xff\xfe"}) {
    CAPTURE(name);
    CHECK_FALSE(date_in_name(name).has_value());
  }
}

TEST_CASE("saved_in_name says when a chat program saved a file") {
  const auto day_of = [](const char* name) {
    const auto saved = saved_in_name(name);
    return saved ? media::day_of(*saved, 480) : std::nullopt;
  };
  for (const auto* const name : {"微信图片_20261012153000.jpg",
                                 "微信图片_20261012153000_123_4.jpg",
                                 "微信图片_20261012.jpg",
                                 "微信图片编辑_20261012153000.jpg",
                                 "微信视频20261012153000.mp4",
                                 "广场 微信图片_20261012153000.jpg",
                                 "WeChat_20261012.mp4",
                                 "Weixin Image_20261012153000_12_3.jpg",
                                 "QQ图片20261012153000.jpg",
                                 "QQ_1791788400000.png",
                                 "TIM图片20261012153000.png",
                                 "企业微信图片_20261012153000.png",
                                 "mmexport1791788400000.jpg",
                                 "mmexport5e93b0f4d885c00e928451c95d6f9a03_1791788400000.jpeg",
                                 "wx_camera_1791788400000.mp4",
                                 "microMsg.1791788400000.jpg",
                                 "Image_1791788400000.jpg",
                                 "FB_IMG_1791788400000.jpg",
                                 "IMG-20261012-WA0001.jpg",
                                 "VID-20261012-WA0012.mp4",
                                 "WhatsApp Image 2026-10-12 at 09.30.12.jpeg",
                                 "signal-2026-10-12-093012.jpg",
                                 "photo_2026-10-12_09-30-12.jpg"}) {
    CAPTURE(name);
    CHECK(day_of(name) == make_date(2026, 10, 12));
  }
  CHECK(saved_in_name("mmexport1791788400000.jpg") == media::Moment{1791788400, 0});
  // 23:30 in Shanghai is still the day before in UTC.
  CHECK(media::day_of(*saved_in_name("mmexport1791819000000.jpg"), 480) == make_date(2026, 10, 12));
  CHECK(media::day_of(*saved_in_name("mmexport1791819000000.jpg"), 540) == make_date(2026, 10, 13));
}

TEST_CASE("saved_in_name finds no saving in names that no chat program gave") {
  for (const auto* const name : {"IMG_20261012_093012.jpg",
                                 "video_20261012_093012.mp4",
                                 "image_20261012.jpg",
                                 "Screenshot_20261012-093012.png",
                                 "微信截图_20261012093012.png",
                                 "微信群通知20261012.docx",
                                 "微信图片_20261332000000.jpg",
                                 "微信图片_2026.jpg",
                                 "mmexport5e93b0f4d885c00e928451c95d6f9a03.jpg",
                                 "mmexport0000000000001.jpg",
                                 "mmexport9999999999999.jpg",
                                 "photo_2026.jpg",
                                 "IMG-20261012.jpg",
                                 "signal-box 20261012.jpg",
                                 "",
                                 "\xff\xfe"}) {
    CAPTURE(name);
    CHECK_FALSE(saved_in_name(name).has_value());
  }
}

TEST_CASE("numbers of telephones, people and documents are never a day of evidence") {
  std::mt19937 random(7);
  const auto digits = [&random](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += static_cast<char>('0' + random() % 10);
    return text;
  };
  for (int round = 0; round < 20000; ++round) {
    const auto mobile = "1" + std::string(1, static_cast<char>('3' + random() % 7)) + digits(9);
    const auto far = std::string(1, static_cast<char>('3' + random() % 7)) + digits(2);
    const auto landline = "0" + (round % 3 == 0 ? "10" : round % 3 == 1 ? "2" + digits(1) : far) + "-" + digits(8);
    const auto id = digits(17) + (round % 11 == 0 ? "X" : digits(1));
    const auto document = "〔2026〕" + digits(1 + static_cast<int>(random() % 4)) + "号";
    const auto camera = (round % 2 == 0 ? "IMG_" : "DSC") + digits(4 + static_cast<int>(random() % 2));
    for (const auto& number : {mobile, landline, document, camera}) {
      CAPTURE(number);
      CHECK_FALSE(date_in_name("张三 " + number + ".jpg").has_value());
      CHECK_FALSE(saved_in_name("张三 " + number + ".jpg").has_value());
    }
    // Seventeen digits and an X may begin with a day and a time by chance; a citizen's number never does.
    constexpr std::array k_provinces{11, 12, 13, 14, 15, 21, 22, 23, 31, 37, 41, 46, 50, 54, 61, 65, 81, 82};
    const auto citizen = std::to_string(k_provinces.at(random() % k_provinces.size())) + id.substr(2);
    CAPTURE(citizen);
    CHECK_FALSE(date_in_name(citizen + ".pdf").has_value());
  }
}

TEST_CASE("every day comes back from every way of writing it, whatever stands around it") {
  for (Date day = *make_date(1950, 1, 1); day < *make_date(2099, 12, 1); day = add_days(day, 97)) {
    const auto compact = to_compact(day);
    const auto dashed = to_string(day);
    CAPTURE(dashed);
    for (const auto& name :
         {compact + " 会议.docx", "IMG_" + compact + "_235959.jpg", "会议" + dashed + ".pdf", compact + "000000.pdf"}) {
      CHECK(date_in_name(name) == day);
      CHECK_FALSE(saved_in_name(name).has_value());
    }
    const auto saved = "微信图片_" + compact + "120000.jpg";
    CHECK(media::day_of(*saved_in_name(saved), 480) == day);
    CHECK_FALSE(date_in_name(saved).has_value());
  }
}
