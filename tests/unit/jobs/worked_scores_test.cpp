// SPDX-License-Identifier: Apache-2.0
// The worked cases of the sample index, from files and tables to points: examples/worked, changed case by case.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "guidang/jobs/archive.hpp"
#include "guidang/jobs/check_archive.hpp"

using namespace guidang;

namespace {

namespace stdfs = std::filesystem;

constexpr std::string_view k_after_submission = "2024-10-20";

/// The example as path → bytes.
std::map<std::string, std::string> example_files() {
  const stdfs::path root = stdfs::path(GUIDANG_SOURCE_DIR) / "examples/worked";
  std::map<std::string, std::string> files;
  for (const auto& entry : stdfs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files[stdfs::relative(entry.path(), root).string()].assign(std::istreambuf_iterator<char>(in), {});
  }
  return files;
}

/// The example with changes.
class Case {
 public:
  Case() : files_(example()) {}

  /// Takes away every file whose path holds `part`; there must be one.
  Case& without(std::string_view part) {
    const auto holds = [part](const auto& file) { return file.first.find(part) != std::string::npos; };
    REQUIRE(std::erase_if(files_, holds) > 0);
    return *this;
  }

  /// Replaces a text of a table, which must be there.
  Case& in(const std::string& table, std::string_view from, std::string_view to) {
    auto& text = files_.at(table);
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    return *this;
  }

  /// Sets a figure of the facts: "Ⅲ-29,知晓率,79.9%" has the value behind its second comma.
  Case& fact(const std::string& code, const std::string& name, const std::string& value) {
    auto& text = files_.at("数据.csv");
    const auto at = text.find(code + "," + name + ",");
    REQUIRE(at != std::string::npos);
    const auto from = at + code.size() + name.size() + 2;
    const auto quoted = text[from] == '"' ? text.find('"', from + 1) + 1 : from;
    text.replace(from, text.find(',', quoted) - from, value);
    return *this;
  }

  /// Takes the last `lines` lines from the register.
  Case& unregistered(int lines) {
    auto& text = files_.at("台账.csv");
    for (int i = 0; i < lines; ++i) text.resize(text.rfind("\r\n", text.size() - 3) + 2);
    return *this;
  }

  [[nodiscard]] Scorecard card() const {
    auto tree = std::make_unique<fs::MemoryTree>();
    for (const auto& [path, bytes] : files_) tree->put(RelPath::parse(path).value(), bytes);
    const auto day = parse_date(k_after_submission).value();
    const auto archive = open_archive(std::move(tree), "", Clock{day, 0});
    if (!archive) FAIL(archive.error().message.id);
    const auto checked = check_archive(*archive, day, {});
    REQUIRE(checked);
    return make_report(*archive, *checked, day, WithScore::yes).score.value();
  }

  /// The confirmed points of a leaf, two digits.
  [[nodiscard]] std::string points(std::string_view code) const {
    const auto scored = card();
    const auto leaf = std::ranges::find(scored.leaves, code, &LeafScore::code);
    REQUIRE(leaf != scored.leaves.end());
    return leaf->points.confirmed.fixed(2);
  }

  [[nodiscard]] LeafStanding standing(std::string_view code) const {
    const auto scored = card();
    return std::ranges::find(scored.leaves, code, &LeafScore::code)->standing;
  }

 private:
  static const std::map<std::string, std::string>& example() {
    static const auto k_files = example_files();
    return k_files;
  }

  std::map<std::string, std::string> files_;
};

}  // namespace

TEST_CASE("Ⅲ-3: a meeting costs what it lacks, no meeting costs the meeting") {
  CHECK(Case().points("Ⅲ-3") == "1.50");  // no sign-in, no photo
  CHECK(Case().without("Ⅲ-3 专题研究会议/").points("Ⅲ-3") == "1.00");
}

TEST_CASE("Ⅲ-5: each fault of the register costs a tenth, at most all") {
  CHECK(Case().points("Ⅲ-5") == "1.60");  // four pictures are not in it
  CHECK(Case().unregistered(19).points("Ⅲ-5") == "0.00");
  CHECK(Case().unregistered(15).points("Ⅲ-5") == "0.10");
  CHECK(Case().without("归档文件目录").points("Ⅲ-5") == "0.00");
}

TEST_CASE("Ⅲ-7: each started day late costs half a point, more than three days cost all") {
  CHECK(Case().points("Ⅲ-7") == "1.00");  // one day and two hours
  CHECK(Case().fact("", "报送时间", "2024-10-05 23:59").points("Ⅲ-7") == "2.00");
  CHECK(Case().fact("", "报送时间", "2024-10-06 00:01").points("Ⅲ-7") == "1.50");
  CHECK(Case().fact("", "报送时间", "2024-10-09 08:00").points("Ⅲ-7") == "0.00");
}

TEST_CASE("Ⅲ-8: two places proved by the same picture count once") {
  CHECK(Case().points("Ⅲ-8") == "2.80");
  CHECK(Case().without("点位照片8.jpg").points("Ⅲ-8") == "2.80");
  CHECK(Case().without("点位照片7.jpg").without("点位照片8.jpg").points("Ⅲ-8") == "2.40");
}

TEST_CASE("Ⅲ-9 and Ⅲ-16: only full percentage points below the target cost") {
  CHECK(Case().points("Ⅲ-9") == "2.70");  // 26.47 %: 3.53 points short
  CHECK(Case().fact("Ⅲ-9", "公益广告数", "11").points("Ⅲ-9") == "3.00");
  CHECK(Case().points("Ⅲ-16") == "3.00");  // 10.25 %: 2.75 points short
  CHECK(Case().fact("Ⅲ-16", "注册志愿者", "0").points("Ⅲ-16") == "0.00");
}

TEST_CASE("Ⅲ-11: a count has a rating") {
  CHECK(Case().points("Ⅲ-11") == "1.98");
  CHECK(Case().without("推荐表 甲二").points("Ⅲ-11") == "0.99");
}

TEST_CASE("Ⅲ-13: too few names cost a point, no lesson costs all") {
  CHECK(Case().points("Ⅲ-13") == "4.00");
  CHECK(Case().fact("Ⅲ-13", "签到人数", "14").points("Ⅲ-13") == "3.00");
  CHECK(Case().fact("Ⅲ-13", "签到人数", "15").points("Ⅲ-13") == "4.00");
  CHECK(Case().without("Ⅲ-13 社区家长学校/").points("Ⅲ-13") == "0.00");
}

TEST_CASE("Ⅲ-15: the points are spread over the festivals that are past") {
  CHECK(Case().points("Ⅲ-15") == "3.33");  // 清明 and 七一 whole, 六一 half: 5/6 of 4
}

TEST_CASE("Ⅲ-17 and Ⅲ-21: defects have ratings") {
  CHECK(Case().points("Ⅲ-17") == "0.99");
  CHECK(Case().points("Ⅲ-21") == "2.64");
}

TEST_CASE("Ⅲ-18: a month without an activity costs beside the missing activities") {
  CHECK(Case().points("Ⅲ-18") == "3.60");  // three activities, none in August
  CHECK(Case().without("20240914 敬老").points("Ⅲ-18") == "2.00");
}

TEST_CASE("Ⅲ-19: of fewer records than are drawn the missing ones are bad") {
  CHECK(Case().points("Ⅲ-19") == "1.80");
}

TEST_CASE("Ⅲ-22: a fault at the same place counts again on another day") {
  CHECK(Case().points("Ⅲ-22") == "3.50");
}

TEST_CASE("Ⅲ-24: one blocked passage leaves nothing") {
  CHECK(Case().points("Ⅲ-24") == "4.00");
  CHECK(Case().fact("Ⅲ-24", "通道堵塞", "1").points("Ⅲ-24") == "0.00");
}

TEST_CASE("Ⅲ-25: a problem is closed by a pair of pictures; below the threshold nothing is left") {
  CHECK(Case().points("Ⅲ-25") == "4.91");
  CHECK(Case().without("整改照片9后.jpg").points("Ⅲ-25") == "0.00");  // 8 of 11
  CHECK(Case().without("整改照片").fact("Ⅲ-25", "发现问题", "0").points("Ⅲ-25") == "6.00");
}

TEST_CASE("Ⅲ-27: who has no such estate gets the mean of the others") {
  CHECK(Case().points("Ⅲ-27") == "2.25");
  CHECK(Case().standing("Ⅲ-27") == LeafStanding::not_applicable);
  CHECK(Case().in("数据.csv", "Ⅲ-27,其他社区得分,3、2、3、1,,,2024-10-04,街道通报\n", "").standing("Ⅲ-27") ==
        LeafStanding::pending);
}

TEST_CASE("Ⅲ-29 and Ⅲ-30: surveys") {
  CHECK(Case().points("Ⅲ-29") == "0.99");  // 79.9 % is not 80 %
  CHECK(Case().fact("Ⅲ-29", "知晓率", "80%").points("Ⅲ-29") == "1.98");
  CHECK(Case().fact("Ⅲ-29", "样本数", "49").standing("Ⅲ-29") == LeafStanding::pending);
  CHECK(Case().points("Ⅲ-30") == "4.75");
}

TEST_CASE("bonus, running account and vetoes change the total in this order") {
  const auto card = Case().card();
  CHECK(card.adjustments.bonus.confirmed.fixed(2) == "9.50");     // 1 + 2 + 0 + 4 (capped from 6) + 1 + 1.5
  CHECK(card.adjustments.account.confirmed.fixed(2) == "-1.50");  // half of 1 mended on the spot, and 1
  CHECK(card.adjustments.vetoes.empty());
  const auto vetoed = Case().in("检查结果.csv", "B-6,,,,1.5", "V-4,,成立,,,2024-09-01,区检查组,\nB-6,,,,1.5").card();
  REQUIRE(vetoed.adjustments.vetoes.size() == 1);
  CHECK(vetoed.total.confirmed < card.total.confirmed);
}
