// SPDX-License-Identifier: Apache-2.0
/// \file
/// Running numbers in the names of one folder's files (照片1, 照片2 …; 01 通知, 02 签到 …).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace guidang {

/// Returns what lacks in the series that the file names of one folder form: one list a series, each of names without
/// extension as they would be called ("照片3"), by number; series without gaps have none.
///
/// A series is names that are equal but for one number of at most three digits, at their end (照片1) or at their
/// beginning and followed by a blank, a dot, a dash, a bracket or 、 (01 通知: all that begin so are one series). It
/// counts from 0 or 1, has at least three numbers, and lacks at most half as many as it has: houses, rooms, years and
/// the counters of cameras are none. Cost: n log n. Standard: DA/T 70-2018 2-6 (continuity of serial numbers).
[[nodiscard]] std::vector<std::vector<std::string>> missing_serials(std::span<const std::string_view> names);

}  // namespace guidang
