// SPDX-License-Identifier: Apache-2.0
#include "progress.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

#include "guidang/base/shortened.hpp"
#include "guidang/base/text.hpp"

namespace guidang::cli {
namespace {

/// "0:07", "1:02:30".
std::string time_text(std::uint64_t seconds) {
  const auto two = [](std::uint64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  const auto minutes = seconds / 60;
  if (minutes < 60) return std::to_string(minutes) + ":" + two(seconds % 60);
  return std::to_string(minutes / 60) + ":" + two(minutes % 60) + ":" + two(seconds % 60);
}

}  // namespace

Progress::Progress(const CommonOptions& options, const Context& context)
    : context_(context),
      shown_(context.environment.err_is_terminal && !options.quiet) {}

Progress::~Progress() {
  if (drawn_) context_.environment.err << "\r\x1b[K" << std::flush;
}

std::function<void(std::uint64_t, std::uint64_t)> Progress::show(std::string what) {
  if (!shown_) return {};
  return [this, what = std::move(what)](std::uint64_t done, std::uint64_t total) { draw(what, done, total); };
}

void Progress::draw(const std::string& what, std::uint64_t done, std::uint64_t total) {
  constexpr auto k_patience = std::chrono::milliseconds(500);
  constexpr auto k_pause = std::chrono::milliseconds(200);
  const std::scoped_lock lock(mutex_);
  const auto now = Clock::now();
  if (!start_) start_ = now;                                   // other work may come before
  const bool pausing = now - last_ < k_pause && done < total;  // the last word is always said: 100 %
  if (total == 0 || now - *start_ < k_patience || pausing) return;
  last_ = now;
  const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(now - *start_).count();
  const auto rate = done * 1000 / static_cast<std::uint64_t>(std::max<std::int64_t>(1, elapsed));
  const auto left_s = rate == 0 ? 0 : (total - done) / rate;
  const auto line = context_.catalogue.text({"progress/line",
                                             {{"what", Term{what}},
                                              {"percent", static_cast<std::int64_t>(done * 100 / total)},
                                              {"done", size_text(done)},
                                              {"total", size_text(total)},
                                              {"rate", size_text(rate)},
                                              {"left", time_text(left_s)}}});
  // A line that wraps could not be drawn over.
  context_.environment.err << "\r\x1b[K" << shortened(line, context_.environment.width - 1) << std::flush;
  drawn_ = true;
}

}  // namespace guidang::cli
