// SPDX-License-Identifier: Apache-2.0
/// \file
/// The command line as a function, so that tests can call it.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

namespace guidang::cli {

/// All that a run may know of the world. Nothing else reads the environment, the clock or the terminal.
struct Environment {
  std::ostream& out;                                                       ///< The answer.
  std::ostream& err;                                                       ///< Talk.
  std::function<std::optional<std::string>(const std::string&)> variable;  ///< An environment variable.
  std::int64_t now_utc = 0;                                                ///< Seconds since 1970-01-01T00:00:00Z.
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  int width = 100;                               ///< Cells of the terminal.
  const std::atomic<bool>* cancelled = nullptr;  ///< Set when the run shall stop; may be null.
  const std::atomic<int>* signal = nullptr;      ///< Number of the signal that asked for it; may be null.
  std::string program_folder = {};               ///< Folder of the running program, to find guidang-probe from.
  std::string build = {};  ///< Tells this build of the program from others; what another one found is not believed.
};

/// How a run ended, as the shell sees it (schemas/report.md, exit statuses).
enum class Exit : int {
  ok = 0,             ///< Done, and nothing that fails.
  findings = 1,       ///< Done: findings of severity error, a gate not reached, an invalid bundle, copies that differ.
  failed = 2,         ///< Not done, or not all: usage, faulty index, unreadable input, no space.
  locked = 3,         ///< Not done: another run holds the lock.
  interrupted = 130,  ///< Stopped by SIGINT; nothing half-written is left.
  terminated = 143,   ///< Stopped by SIGTERM; nothing half-written is left.
};

/// Parses `argv`, runs the command it names and returns the exit status.
int run(int argc, const char* const* argv, const Environment& environment);

}  // namespace guidang::cli
