// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/festivals.hpp"

#include <algorithm>
#include <array>

#include "guidang/base/text.hpp"

namespace guidang {
namespace {

// Columns of the table.
constexpr int k_spring = 0;
constexpr int k_dragon_boat = 1;
constexpr int k_qixi = 2;
constexpr int k_mid_autumn = 3;
constexpr int k_double_ninth = 4;
constexpr int k_qingming = 5;

using YearDays = std::array<int, 6>;

/// 春节 (first day of the first lunar month), 端午 (5/5), 七夕 (7/7), 中秋 (8/15), 重阳 (9/9), 清明 (sun at 15 degrees,
/// China time), each as month × 100 + day.
///
/// The calendar is that of GB/T 33661-2017. Computed once with the npm package lunar-javascript 1.7.7 (Shouxing
/// ephemeris) and held against two others: the year-code table of 1900 to 2049 that many programs carry (equal but for
/// 2033, where that table has the leap month after the seventh and not after the eleventh month), and ICU 78 (equal but
/// for the new moons of 6 February 2027, 23:56, and 3 February 2030, 00:07, which its approximation puts on the wrong
/// side of midnight). 清明 also agrees with the sun's longitude by Meeus, Astronomical Algorithms, chapter 25, in all
/// years.
constexpr std::array<YearDays, k_last_festival_year - k_first_festival_year + 1> k_days = {{
    {{219, 620, 820, 927, 1021, 405}},   // 2015
    {{208, 609, 809, 915, 1009, 404}},   // 2016
    {{128, 530, 828, 1004, 1028, 404}},  // 2017
    {{216, 618, 817, 924, 1017, 405}},   // 2018
    {{205, 607, 807, 913, 1007, 405}},   // 2019
    {{125, 625, 825, 1001, 1025, 404}},  // 2020
    {{212, 614, 814, 921, 1014, 404}},   // 2021
    {{201, 603, 804, 910, 1004, 405}},   // 2022
    {{122, 622, 822, 929, 1023, 405}},   // 2023
    {{210, 610, 810, 917, 1011, 404}},   // 2024
    {{129, 531, 829, 1006, 1029, 404}},  // 2025
    {{217, 619, 819, 925, 1018, 405}},   // 2026
    {{206, 609, 808, 915, 1008, 405}},   // 2027
    {{126, 528, 826, 1003, 1026, 404}},  // 2028
    {{213, 616, 816, 922, 1016, 404}},   // 2029
    {{203, 605, 805, 912, 1005, 405}},   // 2030
    {{123, 624, 824, 1001, 1024, 405}},  // 2031
    {{211, 612, 812, 919, 1012, 404}},   // 2032
    {{131, 601, 801, 908, 1001, 404}},   // 2033
    {{219, 620, 820, 927, 1020, 405}},   // 2034
    {{208, 610, 810, 916, 1009, 405}},   // 2035
    {{128, 530, 828, 1004, 1027, 404}},  // 2036
    {{215, 618, 817, 924, 1017, 404}},   // 2037
    {{204, 607, 807, 913, 1007, 405}},   // 2038
    {{124, 527, 826, 1002, 1026, 405}},  // 2039
    {{212, 614, 814, 920, 1014, 404}},   // 2040
    {{201, 603, 803, 910, 1003, 404}},   // 2041
    {{122, 622, 822, 928, 1022, 404}},   // 2042
    {{210, 611, 811, 917, 1011, 405}},   // 2043
    {{130, 531, 731, 1005, 1029, 404}},  // 2044
    {{217, 619, 819, 925, 1018, 404}},   // 2045
    {{206, 608, 808, 915, 1008, 404}},   // 2046
    {{126, 529, 827, 1004, 1027, 405}},  // 2047
    {{214, 615, 816, 922, 1016, 404}},   // 2048
    {{202, 604, 805, 911, 1005, 404}},   // 2049
    {{123, 623, 823, 930, 1024, 404}},   // 2050
}};

static_assert(k_days.back()[k_spring] == 123);

constexpr auto k_festivals = std::to_array<Festival>({
    {"元旦", "元旦节|新年|New Year's Day", 101},
    {"春节", "农历新年|大年初一|Spring Festival", 0, k_spring},
    {"元宵", "元宵节|Lantern Festival", 0, k_spring, 14},
    {"学雷锋日", "学雷锋纪念日|学雷锋|雷锋日|Lei Feng Day", 305},
    {"妇女节", "三八|三八节|三八妇女节|国际妇女节|Women's Day", 308},
    {"植树节", "Arbor Day|Tree Planting Day", 312},
    {"消费者权益日", "三一五|315|Consumer Rights Day", 315},
    {"清明", "清明节|Qingming|Tomb Sweeping Day", 0, k_qingming},
    {"国家安全教育日", "全民国家安全教育日|National Security Education Day", 415},
    {"读书日", "世界读书日|World Book Day", 423},
    {"劳动节", "五一|五一节|五一劳动节|国际劳动节|Labour Day|Labor Day|May Day", 501},
    {"青年节", "五四|五四青年节|Youth Day", 504},
    {"防灾减灾日", "全国防灾减灾日|Disaster Prevention Day", 512},
    {"无烟日", "世界无烟日|No Tobacco Day|World No Tobacco Day", 531},
    {"儿童节", "六一|六一节|六一儿童节|国际儿童节|Children's Day", 601},
    {"环境日", "六五环境日|世界环境日|Environment Day|World Environment Day", 605},
    {"端午", "端午节|Dragon Boat Festival", 0, k_dragon_boat},
    {"禁毒日", "国际禁毒日|Anti-Drug Day", 626},
    {"建党节", "七一|七一建党节|党的生日|Party Day", 701},
    {"建军节", "八一|八一建军节|Army Day", 801},
    {"全民健身日", "Fitness Day", 808},
    {"七夕", "七夕节|Qixi|Qixi Festival", 0, k_qixi},
    {"抗战胜利纪念日", "抗日战争胜利纪念日|九三|Victory Day", 903},
    {"教师节", "Teachers' Day", 910},
    {"中秋", "中秋节|Mid-Autumn Festival|Mid-Autumn|Moon Festival", 0, k_mid_autumn},
    {"烈士纪念日", "Martyrs' Day", 930},
    {"国庆", "国庆节|十一|十一国庆节|National Day", 1001},
    {"重阳", "重阳节|老人节|老年节|Double Ninth Festival|Double Ninth", 0, k_double_ninth},
    {"消防日", "全国消防日|消防宣传日|119|Fire Safety Day", 1109},
    {"交通安全日", "全国交通安全日|122|Traffic Safety Day", 1202},
    {"宪法日", "国家宪法日|Constitution Day", 1204},
    {"志愿者日", "国际志愿者日|Volunteers' Day|Volunteer Day", 1205},
    {"公祭日", "国家公祭日|National Memorial Day|Memorial Day", 1213},
    {"除夕", "大年三十|年三十|New Year's Eve", 0, k_spring, -1},
});

}  // namespace

const Festival* find_festival(std::string_view name) {
  const auto wanted = folded(name);
  const auto is_named = [&](const Festival& festival) {
    if (folded(festival.name) == wanted) return true;
    const auto others = split(festival.names, "|");
    return std::ranges::any_of(others, [&](const std::string& other) { return folded(other) == wanted; });
  };
  const auto found = std::ranges::find_if(k_festivals, is_named);
  return found == k_festivals.end() ? nullptr : &*found;
}

std::optional<Date> festival_day(const Festival& festival, int year) {
  if (!festival.moves()) return make_date(year, festival.day / 100, festival.day % 100);
  if (year < k_first_festival_year || year > k_last_festival_year) return std::nullopt;
  const auto& days = k_days[static_cast<std::size_t>(year - k_first_festival_year)];
  const int number = days[static_cast<std::size_t>(festival.column)];
  const auto day = make_date(year, number / 100, number % 100);
  return day ? std::optional(add_days(*day, festival.offset)) : std::nullopt;
}

std::vector<std::string> festival_names() {
  std::vector<std::string> names;
  for (const auto& festival : k_festivals) {
    names.emplace_back(festival.name);
    for (auto& other : split(festival.names, "|")) names.push_back(std::move(other));
  }
  return names;
}

}  // namespace guidang
