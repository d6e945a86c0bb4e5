// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/demands.hpp"

#include <doctest/doctest.h>

#include "guidang/index/print_yaml.hpp"
#include "guidang/index/table.hpp"

using namespace guidang;

namespace {

/// An index of one leaf Ⅰ-1 with these slots, from line 8 column 45 on, and these further lines of the header.
std::string text_of(const std::string& slots, const std::string& header = "") {
  return "guidang: index/1\n编号: a\n名称: 甲\n版次: 2026Q4\n考核期: {从: 2026-10-01, 到: 2026-12-31}\n报送: "
         "2027-01-05\n"
         "总分: 2\n指标: [{编号: Ⅰ-1, 名称: 乙, 分值: 2, 评分: 人工评定, 材料: [" +
         slots + "]}]\n" + header;
}

Index index_of(const std::string& text) {
  auto index = parse_index(text, "x.yaml");
  if (!index) {
    for (const auto& fault : index.error().faults) MESSAGE(to_string(fault.message));
  }
  REQUIRE(index.has_value());
  return *index;
}

Slot slot_of(const std::string& slot) {
  return index_of(text_of(slot)).items[0].slots.at(0);
}

/// All faults of one slot, a line each: "column+length message".
std::string faults_of(const std::string& slot) {
  const auto index = parse_index(text_of(slot), "x.yaml");
  std::string list;
  if (index) return list;
  for (const auto& fault : index.error().faults) {
    CHECK(fault.where.line == 8);
    list += (list.empty() ? "" : "\n") + std::to_string(fault.where.column) + "+" + std::to_string(fault.length) + " " +
            to_string(fault.message);
  }
  return list;
}

FileDemands all_photo_demands() {
  FileDemands all;
  all.least_bytes = 20 * 1024;
  all.least_pixels = PixelSize{1600, 1200};
  all.least_sharpness = 30;
  all.embedded_pictures = true;
  all.name_pattern = "{日期} {材料}*";
  return all;
}

FileDemands all_text_demands() {
  FileDemands all;
  all.characters = {500, 1500};
  all.words = {"志愿者", "社区"};
  all.figure = true;
  return all;
}

FileDemands all_film_demands() {
  FileDemands all;
  all.least_area = 3'000'000;
  all.seconds = {30, 300};
  return all;
}

constexpr const char* k_zh =
    "{名称: 照片, 大小: {至少: 20KB, 至多: 8MB}, 像素: {至少: 1200×1600}, 清晰度: {至少: 30}, 文档内图片: 是, 文件名: "
    "\"{日期} "
    "{材料}*\"}, {名称: 总结, 字数: 500-1500字, 必含: [志愿者, 社区], 须有数字: 是}, {名称: 视频, 像素: {至少: "
    "300万像素}, 时长: "
    "{至少: 30秒, 至多: 5分钟}}";

constexpr const char* k_en =
    "{name: 照片, size: {least: 20KB, most: 8MB}, pixels: {least: 1600x1200}, sharpness: {least: 30}, embedded: yes, "
    "called: \"{日期} {材料}*\"}, {name: 总结, characters: {least: 500, most: 1500}, words: 志愿者、社区, figure: "
    "yes}, "
    "{name: 视频, pixels: {least: 3 million}, duration: {least: 30s, most: 5 min}}";

}  // namespace

TEST_CASE("what a slot asks of its files is read in both languages") {
  for (const auto* text : {k_zh, k_en}) {
    const auto slots = index_of(text_of(text)).items[0].slots;
    REQUIRE(slots.size() == 3);
    CHECK(slots[0].demands == all_photo_demands());
    CHECK(slots[0].most_bytes == 8U << 20U);
    CHECK(slots[1].demands == all_text_demands());
    CHECK(slots[2].demands == all_film_demands());
  }
  CHECK(canonical_text(index_of(text_of(k_zh))) == canonical_text(index_of(text_of(k_en))));
}

TEST_CASE("what a slot asks of its files survives every form of an index") {
  const auto index = index_of(text_of(k_zh));
  const auto canonical = canonical_text(index);
  CHECK(canonical.find("        size: {least: 20480B, most: 8388608B}\n") != std::string::npos);
  CHECK(canonical.find("        pixels: {least: 1600x1200}\n        sharpness: {least: 30}\n        embedded: yes\n"
                       "        called: \"{日期} {材料}*\"\n") != std::string::npos);
  CHECK(canonical.find("        characters: {least: 500, most: 1500}\n        words:\n          - \"志愿者\"\n"
                       "          - \"社区\"\n        figure: yes\n") != std::string::npos);
  CHECK(canonical.find("        pixels: {least: 3000000}\n        duration: {least: 30s, most: 300s}\n") !=
        std::string::npos);
  CHECK(index_of(canonical).digest == index.digest);
  for (const auto* language : {"zh", "en"}) {
    CAPTURE(language);
    CHECK(index_of(write_index_yaml(index, language)).digest == index.digest);
  }
}

TEST_CASE("a table holds what a slot asks in braces, and 文件名 in a column") {
  const std::string table =
      "编号,a\n名称,甲\n版次,2026Q4\n考核期,2026-10-01至2026-12-31\n报送,2027-01-05\n总分,2\n文件名,{日期}*\n"
      "编号,名称,分值,材料,评分,文件名\n"
      "Ⅰ-1,乙,1,\"{名称: 照片, 像素: {至少: 1600x1200}}\n总结1份\",人工评定,{日期} {材料}*\n"
      "Ⅰ-2,丙,1,\"{名称: 总结, 字数: 不少于500字}\",人工评定,\n";
  const IndexFiles files{[&table](const RelPath&) -> Result<std::string> { return table; }};
  const auto index = load_index(RelPath::parse("a.csv").value(), files);
  REQUIRE(index.has_value());
  CHECK(index->items[0].slots[0].demands.least_pixels == PixelSize{1600, 1200});
  CHECK(index->items[0].slots[1].demands.name_pattern == "{日期} {材料}*");
  CHECK(index->items[1].slots[0].demands.name_pattern == "{日期}*");
  CHECK(index->items[1].slots[0].demands.characters == Limits{500, std::nullopt});
}

TEST_CASE("文件名 is inherited, and 不限 takes it back") {
  const auto index = index_of(
      "guidang: index/1\n编号: a\n名称: 甲\n版次: 2026Q4\n考核期: {从: 2026-10-01, 到: 2026-12-31}\n报送: 2027-01-05\n"
      "总分: 3\n文件名: '{日期}*'\n"
      "指标:\n"
      "  - {编号: Ⅰ-1, 名称: 乙, 分值: 1, 评分: 人工评定, 材料: [方案1份, {名称: 总结, 文件名: 不限}]}\n"
      "  - 编号: Ⅰ-2\n    名称: 丙\n    文件名: '{编号}*'\n    指标:\n"
      "      - {编号: Ⅱ-1, 名称: 丁, 分值: 1, 评分: 每缺1次活动扣1分, 活动: {应有: 1次, 文件名: '{序号}', 每次: "
      "[签到1份]}}\n"
      "      - {编号: Ⅱ-2, 名称: 戊, 分值: 1, 评分: 人工评定, 材料: [方案1份], 免检: [文件1份]}\n"
      "否决: [{编号: V-1, 名称: 己, 后果: 取消资格, 证明: [证明1份]}]\n");
  CHECK(index.items[0].slots[0].demands.name_pattern == "{日期}*");
  CHECK(index.items[0].slots[1].demands.name_pattern.empty());
  const auto& inner = index.items[1].children;
  CHECK(inner[0].events->parts[0].demands.name_pattern == "{序号}");
  CHECK(inner[1].slots[0].demands.name_pattern == "{编号}*");
  CHECK(inner[1].exempt_if[0].demands.name_pattern == "{编号}*");
  CHECK(index.vetoes[0].proofs[0].demands.name_pattern == "{日期}*");
  CHECK(index_of(canonical_text(index)).digest == index.digest);
}

TEST_CASE("pixels are those of both sides, or of all") {
  CHECK(parse_pixels("1600x1200")->size == PixelSize{1600, 1200});
  CHECK(parse_pixels("1200 X 1600 像素")->size == PixelSize{1600, 1200});
  CHECK(parse_pixels("1600*1200")->size == PixelSize{1600, 1200});
  CHECK(parse_pixels("１６００×１２００")->size == PixelSize{1600, 1200});
  CHECK(parse_pixels("300万")->area == 3'000'000U);
  CHECK(parse_pixels("三百万像素")->area == 3'000'000U);
  CHECK(parse_pixels("1.2MP")->area == 1'200'000U);
  CHECK(parse_pixels("3 million pixels")->area == 3'000'000U);
  CHECK(parse_pixels("3000000")->area == 3'000'000U);
  for (const auto* text :
       {"", "x", "1600x", "1600x0", "1600x1200x3", "100001x1", "0", "99999999999", "1.00000001MP", "大"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_pixels(text).has_value());
  }
}

TEST_CASE("numbers of characters are read as people write them") {
  using Of = std::optional<std::uint64_t>;
  const auto limits = [](Of least, Of most) { return std::optional(Limits{least, most}); };
  CHECK(parse_character_limits("500-1500字") == limits(500, 1500));
  CHECK(parse_character_limits("500字至1500字") == std::nullopt);
  CHECK(parse_character_limits("500至1500字") == limits(500, 1500));
  CHECK(parse_character_limits("500～1500") == limits(500, 1500));
  CHECK(parse_character_limits("500 to 1500 characters") == limits(500, 1500));
  CHECK(parse_character_limits("不少于五百字") == limits(500, {}));
  CHECK(parse_character_limits("500字以上") == limits(500, {}));
  CHECK(parse_character_limits("at least 500") == limits(500, {}));
  CHECK(parse_character_limits("1500字以内") == limits({}, 1500));
  CHECK(parse_character_limits("不超过1500字") == limits({}, 1500));
  CHECK(parse_character_limits("at most 1500 characters") == limits({}, 1500));
  for (const auto* text : {"", "500", "500字", "500字左右", "1500-500字", "0字以上", "至少500字以内", "字"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_character_limits(text).has_value());
  }
}

TEST_CASE("durations are read as people write them") {
  CHECK(parse_duration("30秒") == 30U);
  CHECK(parse_duration("5分钟") == 300U);
  CHECK(parse_duration("1分30秒") == 90U);
  CHECK(parse_duration("1小时") == 3600U);
  CHECK(parse_duration("两小时5分") == 7500U);
  CHECK(parse_duration("90s") == 90U);
  CHECK(parse_duration("5 min") == 300U);
  CHECK(parse_duration("1 h 1 m 1 s") == 3661U);
  for (const auto* text : {"", "30", "0秒", "30秒1分", "1分1分", "101小时", "秒", "1刻"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration(text).has_value());
  }
  for (const std::uint64_t seconds : {1U, 59U, 60U, 90U, 3600U, 360'000U}) {
    CHECK(parse_duration(duration_text(seconds, true)) == seconds);
    CHECK(parse_duration(duration_text(seconds, false)) == seconds);
  }
}

TEST_CASE("faults in what a slot asks of its files stand where they are") {
  CHECK(faults_of("{名称: 照片, 像素: {至少: 大}}") == "63+1 index/bad-pixels(text=大)");
  CHECK(faults_of("{名称: 照片, 大小: {至少: 8MB, 至多: 20KB}}") == "72+4 index/limits-reversed(least=8MB, most=20KB)");
  CHECK(faults_of("{名称: 总结, 字数: 500}") == "58+3 index/bad-characters(text=500)");
  CHECK(faults_of("{名称: 总结, 字数: {至少: 900字, 至多: 500字}}") ==
        "73+4 index/limits-reversed(least=900, most=500)");
  CHECK(faults_of("{名称: 视频, 时长: {至少: 30}}") == "63+2 index/bad-duration(text=30)");
  CHECK(faults_of("{名称: 照片, 清晰度: {至少: 0}}") == "64+1 json/too-small(text=0, limit=1)");
  CHECK(faults_of("{名称: 照片, 清晰度: {至少: 高}}") == "64+1 json/want-whole-number(text=高)");
  CHECK(faults_of("{名称: 照片, 文件名: \"{日其}\"}") ==
        "60+4 index/name-unknown-word(word=日其, known=[{日期}, {编号}, {材料}, {序号}, {文字}])");
  CHECK(faults_of("{名称: 整改照片, 数量: 9对, 文档内图片: 是}") == "71+1 index/embedded-in-pairs(slot=整改照片)");
}

TEST_CASE("what makes no sense of a kind is refused") {
  CHECK(faults_of("{名称: 照片, 字数: 500字以上}") ==
        "58+6 index/demand-of-other-kind(demand=demand/characters, slot=照片, kind=kind/photo, kinds=[kind/document, "
        "kind/table])");
  CHECK(faults_of("{名称: 名册, 像素: {至少: 300万}}") ==
        "58+1 index/demand-of-other-kind(demand=demand/pixels, slot=名册, kind=kind/table, kinds=[kind/document, "
        "kind/photo, kind/video])");
  CHECK(faults_of("{名称: 总结, 文档内图片: 是}") ==
        "61+1 index/demand-of-other-kind(demand=demand/embedded, slot=总结, kind=kind/document, kinds=[kind/photo])");
  CHECK(faults_of("{名称: 总结, 时长: {至少: 30秒}}") ==
        "58+1 index/demand-of-other-kind(demand=demand/duration, slot=总结, kind=kind/document, kinds=[kind/video, "
        "kind/audio])");
  CHECK(faults_of("{名称: 材料, 类型: 不限, 时长: {至少: 30秒}, 字数: 500字以上, 像素: {至少: 300万}}").empty());
  CHECK(slot_of("{名称: 总结, 像素: {至少: 300万}}").demands.least_area == 3'000'000U);  // a scan has pixels
}
