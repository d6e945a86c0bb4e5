// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to index/: what a slot asks of its files (FileDemands), read from and printed as texts.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "guidang/index/index.hpp"
#include "guidang/yaml/node.hpp"

namespace guidang {

/// A thing that a slot can ask of its files, by its key.
struct Demand {
  std::string_view key;      ///< "pixels"; the catalogue has it as "demand/KEY".
  std::array<bool, 6> of{};  ///< Whether it makes sense, by EvidenceKind.
  bool (*asked)(const FileDemands& demands) = nullptr;
};

/// Returns all demands that do not make sense of every kind of evidence.
[[nodiscard]] const std::array<Demand, 7>& demands_of_kinds();

/// Pixels as an index asks for them: of both sides, or in all.
struct PixelsText {
  std::optional<PixelSize> size;
  std::optional<std::uint64_t> area;
};

/// "8MB" in bytes: K, M and G are powers of 1024, as file managers show them.
[[nodiscard]] std::optional<std::uint64_t> parse_bytes(std::string_view text);

/// Reads "1600x1200" (x, X, ×, *; the longer side may stand second), "300万", "3 million", "3MP", "3000000"; 像素 or
/// pixels may follow. Sides of 1 to 100,000, in all 1 to 10,000,000,000.
[[nodiscard]] std::optional<PixelsText> parse_pixels(std::string_view text);

/// Returns what parse_pixels() reads back, in digits: "1600x1200", "3000000". Empty if nothing is asked for.
[[nodiscard]] std::string pixels_text(const FileDemands& demands);

/// Reads "500-1500字", "500字以上", "不少于500字", "1500字以内", "不超过1500字", "500 to 1500 characters", "at least
/// 500", "at most 1500". 1 to 1,000,000 each. Nothing where one number stands alone: who knows whether it is the least.
[[nodiscard]] std::optional<Limits> parse_character_limits(std::string_view text);

/// Reads "30秒", "5分钟", "1小时", "1分30秒", "90s", "5 min", "1 h" in seconds; 1 second to 100 hours.
[[nodiscard]] std::optional<std::uint64_t> parse_duration(std::string_view text);

/// Returns what parse_duration() reads back: "90s"; in Chinese "1分30秒".
[[nodiscard]] std::string duration_text(std::uint64_t seconds, bool zh);

/// Puts all that a slot asks of its files but its size limits into the slot's mapping.
void put_demands(yaml::Node& slot, const FileDemands& demands, bool zh);

/// Puts the size limits of a slot's files into the slot's mapping.
void put_size(yaml::Node& slot, const Slot& asked, bool zh);

}  // namespace guidang
