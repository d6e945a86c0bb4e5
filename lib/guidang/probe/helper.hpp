// SPDX-License-Identifier: Apache-2.0
/// \file
/// Looks into files in a helper process, which may crash, hang or run out of memory without harm to this one.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "guidang/base/result.hpp"
#include "guidang/fs/tree.hpp"
#include "guidang/media/examination.hpp"
#include "guidang/probe/examiner.hpp"
#include "guidang/texts/texts.hpp"

namespace guidang::probe {

/// What a helper may use for one file; what needs more is abandoned.
struct HelperLimits {
  std::uint64_t memory_bytes = std::uint64_t{1} << 30U;  ///< Address space; not under address sanitizer.
  std::uint32_t cpu_seconds = 20;    ///< Processor time, and a second more for each 10 MB of the file.
  std::uint32_t wall_seconds = 60;   ///< Time until the answer, and three seconds more for each 10 MB.
  std::uint32_t start_seconds = 30;  ///< Time until a helper that was started says something.
  /// Largest file that is copied for the helper because it has no descriptor (one inside a bundle).
  std::uint64_t copy_bytes = std::uint64_t{256} << 20U;
};

/// How helpers are run.
struct HelperOptions {
  std::string program;  ///< Path of guidang-probe: it comes with guidang, in the package's libexec folder.
  texts::Questions questions = {};
  HelperLimits limits = {};
  const std::atomic<bool>* cancelled =
      nullptr;  ///< Set by the caller to stop; finish() then returns soon. May be null.
};

/// Returns a factory of examiners each of which has a process of its own, started at its first file and used for all
/// that follow. begin() hands it the open file and returns at once.
///
/// A helper that crashes or uses more than its limits is killed and replaced: that file's condition is `abandoned` with
/// the fault `crashed`, `too_slow` or `too_large`; its format is still found. What is said of a file never depends on
/// the files that its helper had before: a fresh one has the last word. Answers that make no sense count as a crash.
/// No process and no descriptor stays behind, also when this process is killed.
///
/// Errors:  those of examine(); unsupported (the helper cannot be started, or belongs to another version); interrupted.
/// Cost:    some 10 ms to start one, 20 to 50 µs a file.
/// Threads: an examiner belongs to one thread at a time. SIGCHLD must not be ignored by the program.
[[nodiscard]] ExaminerFactory helper_examiners(HelperOptions options);

/// Looks into one file: the parsers that a helper runs. examine() unless a test wants another.
using Look = std::function<Result<media::Examination>(fs::Source&, std::string_view, const texts::Questions&)>;

/// Is the helper: serves the program at the other end of `socket` until that is gone, and returns the exit status.
/// Takes from its process what parsers do not need: files to write to, core dumps, new privileges.
[[nodiscard]] int serve(int socket, const Look& look = examine);

/// The descriptor and the argument that a helper is started with.
inline constexpr int k_helper_socket = 3;
inline constexpr std::string_view k_helper_argument = "--serve";

}  // namespace guidang::probe
