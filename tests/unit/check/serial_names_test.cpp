// SPDX-License-Identifier: Apache-2.0
#include "guidang/check/serial_names.hpp"

#include <doctest/doctest.h>

using namespace guidang;

namespace {

using List = std::vector<std::string>;

std::vector<List> missing(const std::vector<std::string_view>& names) {
  return missing_serials(names);
}

}  // namespace

TEST_CASE("numbers left out of a series are named as they would be called") {
  CHECK(missing({"照片1.jpg", "照片2.jpg", "照片4.png"}) == std::vector<List>{{"照片3"}});
  CHECK(missing({"照片01.jpg", "照片02.jpg", "照片04.jpg", "照片06.jpg"}) == std::vector<List>{{"照片03", "照片05"}});
  CHECK(missing({"01 通知.pdf", "02 签到.jpg", "04 记录.docx"}) == std::vector<List>{{"03"}});
  CHECK(missing({"1、通知.pdf", "2、签到.jpg", "3、照片.jpg", "5、记录.docx"}) == std::vector<List>{{"4"}});
  CHECK(missing({"附件0.txt", "附件1.txt", "附件3.txt"}) == std::vector<List>{{"附件2"}});
  CHECK(missing({"照片 (1).jpg", "照片 (2).jpg", "照片 (4).jpg"}) == std::vector<List>{{"照片 (3)"}});
  CHECK(missing({"照片（1）.jpg", "照片（3）.jpg", "照片（4）.jpg"}) == std::vector<List>{{"照片（2）"}});
  CHECK(missing({"1.jpg", "2.jpg", "4.jpg"}) == std::vector<List>{{"3"}});
}

TEST_CASE("each series of a folder is told by itself") {
  CHECK(missing({"照片1.jpg", "照片3.jpg", "照片4.jpg", "截图1.png", "截图2.png", "截图4.png"}) ==
        std::vector<List>{{"截图3"}, {"照片2"}});
}

TEST_CASE("whole series, and numbers that are no series, have no gaps") {
  CHECK(missing({"照片1.jpg", "照片2.jpg", "照片3.jpg"}).empty());
  CHECK(missing({"照片1.jpg", "照片3.jpg"}).empty());                        // two are no series
  CHECK(missing({"照片2.jpg", "照片3.jpg", "照片5.jpg"}).empty());           // a choice out of more
  CHECK(missing({"照片1.jpg", "照片9.jpg", "照片17.jpg"}).empty());          // mostly gaps
  CHECK(missing({"IMG_0012.jpg", "IMG_0013.jpg", "IMG_0015.jpg"}).empty());  // a camera's counter
  CHECK(missing({"DSC00001.jpg", "DSC00002.jpg", "DSC00004.jpg"}).empty());
  CHECK(missing({"1号楼.jpg", "2号楼.jpg", "4号楼.jpg"}).empty());  // houses
  CHECK(missing({"2024年1.txt", "20261012 会议.txt", "20261013 会议.txt"}).empty());
  CHECK(missing({"第1.1.txt", "第1.2.txt", "第1.4.txt"}).empty());
  CHECK(missing({"3-1 楼.jpg", "3-2 楼.jpg"}).empty());
  CHECK(missing({"1.jpg", "2.jpg", "3.jpg"}).empty());
  CHECK(missing({"照片.jpg", "照片 (1).jpg"}).empty());
  CHECK(missing({"(1).jpg", "(2).jpg", "(4).jpg"}).empty());
  CHECK(missing({}).empty());
}
