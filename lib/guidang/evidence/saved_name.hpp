// SPDX-License-Identifier: Apache-2.0
/// \file
/// The part of a file name that a chat program wrote when it saved the file.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "guidang/base/date.hpp"
#include "guidang/media/examination.hpp"

namespace guidang {

/// What a chat program wrote, from `begin` up to `end`, and when it says it did.
struct ChatMark {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::optional<media::Moment> saved;  ///< None: it says nothing of when.

  friend bool operator==(const ChatMark&, const ChatMark&) = default;
};

/// Finds the first such part of a folded name.
[[nodiscard]] std::optional<ChatMark> find_chat_mark(std::string_view folded_name);

/// Returns the day that a name states, of the years 1949 to 2099: outside them it is a serial.
[[nodiscard]] std::optional<Date> stated_day(int year, int month, int day);

/// The same of eight digits.
[[nodiscard]] std::optional<Date> compact_day(std::string_view digits);

/// Returns whether six digits are a time of day.
[[nodiscard]] bool is_compact_time(std::string_view digits);

}  // namespace guidang
