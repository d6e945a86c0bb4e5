// SPDX-License-Identifier: Apache-2.0
#include "guidang/index/demands.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "guidang/base/number.hpp"
#include "guidang/base/text.hpp"
#include "guidang/index/phrase.hpp"
#include "guidang/index/print_words.hpp"
#include "guidang/yaml/print.hpp"

namespace guidang {
namespace {

using yaml::Node;

constexpr int k_most_side = 100'000;
constexpr std::uint64_t k_most_area = 10'000'000'000;
constexpr std::uint64_t k_minute_seconds = 60;
constexpr std::uint64_t k_hour_seconds = 3600;
constexpr std::uint64_t k_most_seconds = 100 * k_hour_seconds;  // of what read_count() reads in seconds

std::optional<PixelSize> parse_sides(std::string_view text) {
  Phrase phrase(text);
  const auto first = phrase.take_number();
  if (!first || !phrase.take({"x", "×", "*", "✕"})) return std::nullopt;
  const auto second = phrase.take_number();
  phrase.take({"像素", "pixels", "pixel", "px"});
  if (!second || !phrase.done()) return std::nullopt;
  const auto [shorter, longer] = std::minmax(*first, *second);
  if (shorter < 1 || longer > k_most_side) return std::nullopt;
  return PixelSize{static_cast<std::uint32_t>(longer), static_cast<std::uint32_t>(shorter)};
}

/// Takes the first of `ends` off the end of `text`.
bool take_end(std::string_view& text, std::initializer_list<std::string_view> ends) {
  for (const auto end : ends) {
    if (!text.ends_with(end)) continue;
    text.remove_suffix(end.size());
    text = trimmed(text);
    return true;
  }
  return false;
}

std::optional<std::uint64_t> whole(const Exact& number, std::uint64_t most) {
  const auto text = number.text();
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 1 || value > most) return std::nullopt;
  return value;
}

std::optional<std::uint64_t> parse_area(std::string_view text) {
  const auto low = folded(text);
  std::string_view rest = low;
  take_end(rest, {"像素", "pixels", "pixel", "px"});
  std::int64_t unit = 1;
  if (take_end(rest, {"million", "mp"})) unit = 1'000'000;
  // Numerals with 万 (三百万) are one number; digits before it (300万) are not.
  auto number = read_number(rest);
  if (!number && unit == 1 && take_end(rest, {"万"})) {
    unit = 10'000;
    number = read_number(rest);
  }
  return number ? whole(*number * Exact(unit), k_most_area) : std::nullopt;
}

bool is_of(const Limits& limits) {
  return limits.least || limits.most;
}

Node flow_mapping() {
  auto node = yaml::mapping_node();
  node.flow = true;
  return node;
}

void put_most(Node& limits, std::string text, bool zh) {
  yaml::put(limits, zh ? "至多" : "most", yaml::text_node(std::move(text)));
}

void put_least(Node& limits, std::string text, bool zh) {
  yaml::put(limits, key_in("least", zh), yaml::text_node(std::move(text)));
}

/// {least: …, most: …}, of either what is limited.
template <typename Print>
Node limits_node(const Limits& limits, bool zh, const Print& print) {
  auto node = flow_mapping();
  if (limits.least) put_least(node, print(*limits.least), zh);
  if (limits.most) put_most(node, print(*limits.most), zh);
  return node;
}

}  // namespace

const std::array<Demand, 7>& demands_of_kinds() {
  // any, document (a scan of one is a picture), photo, video, audio, table
  static constexpr auto k_demands = std::to_array<Demand>({
      {"pixels",
       {true, true, true, true, false, false},
       [](const FileDemands& one) { return one.least_pixels.has_value() || one.least_area.has_value(); }},
      {"sharpness",
       {true, true, true, false, false, false},
       [](const FileDemands& one) { return one.least_sharpness.has_value(); }},
      {"characters",
       {true, true, false, false, false, true},
       [](const FileDemands& one) { return is_of(one.characters); }},
      {"words", {true, true, false, false, false, true}, [](const FileDemands& one) { return !one.words.empty(); }},
      {"figure", {true, true, false, false, false, true}, [](const FileDemands& one) { return one.figure; }},
      {"duration", {true, false, false, true, true, false}, [](const FileDemands& one) { return is_of(one.seconds); }},
      {"embedded",
       {true, false, true, false, false, false},
       [](const FileDemands& one) { return one.embedded_pictures; }},
  });
  return k_demands;
}

std::optional<std::uint64_t> parse_bytes(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number > 1'000'000'000) return std::nullopt;
  const auto unit = folded(std::string_view(end, static_cast<std::size_t>(text.data() + text.size() - end)));
  if (unit.starts_with('k')) return number << 10U;
  if (unit.starts_with('m')) return number << 20U;
  if (unit.starts_with('g')) return number << 30U;
  return number;
}

std::optional<PixelsText> parse_pixels(std::string_view text) {
  if (const auto sides = parse_sides(text)) return PixelsText{sides, std::nullopt};
  if (const auto area = parse_area(text)) return PixelsText{std::nullopt, area};
  return std::nullopt;
}

std::string pixels_text(const FileDemands& demands) {
  if (const auto& size = demands.least_pixels) return fmt::format("{}x{}", size->longer, size->shorter);
  return demands.least_area ? std::to_string(*demands.least_area) : "";
}

std::optional<Limits> parse_character_limits(std::string_view text) {
  Phrase phrase(text);
  const bool least = phrase.take({"不少于", "不低于", "至少", "最少", "atleast"});
  const bool most = !least && phrase.take({"不超过", "不多于", "至多", "最多", "atmost"});
  const auto unit = [&phrase] { phrase.take({"个字符", "字符", "个字", "字", "characters"}); };
  const auto first = phrase.take_number();
  if (!first || *first < 1) return std::nullopt;
  const auto number = static_cast<std::uint64_t>(*first);
  if (!least && !most && phrase.take({"-", "~", "～", "至", "到", "to"})) {
    const auto second = phrase.take_number();
    unit();
    if (!second || *second < *first || !phrase.done()) return std::nullopt;
    return Limits{number, static_cast<std::uint64_t>(*second)};
  }
  unit();
  const bool above = !least && !most && phrase.take({"及以上", "或以上", "以上", "ormore", "+"});
  const bool below = !least && !most && !above && phrase.take({"以内", "之内", "及以下", "以下", "orless"});
  if (!phrase.done()) return std::nullopt;
  if (least || above) return Limits{number, std::nullopt};
  if (most || below) return Limits{std::nullopt, number};
  return std::nullopt;
}

std::optional<std::uint64_t> parse_duration(std::string_view text) {
  Phrase phrase(text);
  std::uint64_t seconds = 0;
  std::uint64_t last_unit = k_hour_seconds + 1;
  while (!phrase.done()) {
    const auto number = phrase.take_number();
    if (!number) return std::nullopt;
    std::uint64_t unit = 0;
    if (phrase.take({"个小时", "小时", "时", "hours", "hour", "h"})) {
      unit = k_hour_seconds;
    } else if (phrase.take({"分钟", "分", "minutes", "minute", "min", "m"})) {
      unit = k_minute_seconds;
    } else if (phrase.take({"秒钟", "秒", "seconds", "second", "sec", "s"})) {
      unit = 1;
    }
    if (unit == 0 || unit >= last_unit) return std::nullopt;
    last_unit = unit;
    seconds += static_cast<std::uint64_t>(*number) * unit;
  }
  return seconds >= 1 && seconds <= k_most_seconds ? std::optional(seconds) : std::nullopt;
}

std::string duration_text(std::uint64_t seconds, bool zh) {
  if (!zh) return fmt::format("{}s", seconds);
  const auto minutes = seconds / k_minute_seconds;
  const auto rest = seconds % k_minute_seconds;
  if (minutes == 0) return fmt::format("{}秒", rest);
  return rest == 0 ? fmt::format("{}分钟", minutes) : fmt::format("{}分{}秒", minutes, rest);
}

void put_size(Node& slot, const Slot& asked, bool zh) {
  const Limits bytes{asked.demands.least_bytes, asked.most_bytes};
  if (!is_of(bytes)) return;
  const auto print = [](std::uint64_t size) { return fmt::format("{}B", size); };
  yaml::put(slot, key_in("size", zh), limits_node(bytes, zh, print));
}

void put_demands(Node& slot, const FileDemands& demands, bool zh) {
  const auto put = [&](std::string_view key, Node value) { yaml::put(slot, key_in(key, zh), std::move(value)); };
  const auto yes = [zh] { return yaml::text_node(word_in("yes", zh)); };
  if (const auto pixels = pixels_text(demands); !pixels.empty()) {
    auto node = flow_mapping();
    put_least(node, pixels, zh);
    put("pixels", std::move(node));
  }
  if (demands.least_sharpness) {
    auto node = flow_mapping();
    put_least(node, std::to_string(*demands.least_sharpness), zh);
    put("sharpness", std::move(node));
  }
  if (is_of(demands.characters)) {
    put("characters", limits_node(demands.characters, zh, [](std::uint64_t one) { return std::to_string(one); }));
  }
  if (!demands.words.empty()) {
    auto node = yaml::sequence_node();
    node.flow = true;
    for (const auto& word : demands.words) node.items.push_back(yaml::quoted_node(word));
    put("words", std::move(node));
  }
  if (demands.figure) put("figure", yes());
  if (is_of(demands.seconds)) {
    put("duration", limits_node(demands.seconds, zh, [zh](std::uint64_t one) { return duration_text(one, zh); }));
  }
  if (demands.embedded_pictures) put("embedded", yes());
  if (!demands.name_pattern.empty()) put("called", yaml::quoted_node(demands.name_pattern));
}

}  // namespace guidang
