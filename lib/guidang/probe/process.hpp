// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to probe/: a helper's process, seen from the program that started it.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include <sys/types.h>

#include "guidang/base/result.hpp"
#include "guidang/fs/descriptor.hpp"

namespace guidang::probe {

/// How a process ended.
enum class Ending { crashed, out_of_time, out_of_memory };

/// A running helper; its end takes the process with it, and what that started.
class HelperProcess {
 public:
  /// Starts `program`. Errors: unsupported (with the system's reason).
  [[nodiscard]] static Result<std::unique_ptr<HelperProcess>> start(const std::string& program);

  HelperProcess(const HelperProcess&) = delete;
  HelperProcess& operator=(const HelperProcess&) = delete;
  ~HelperProcess();

  /// Our end of the socket; non-blocking.
  [[nodiscard]] int socket() const { return socket_.get(); }

  /// Waits a moment for a process that has closed its socket, kills what is left, and returns why it ended. Nothing
  /// else may be called after it.
  [[nodiscard]] Ending end();

  bool greeted = false;  ///< It has said which version it is.
  bool used = false;     ///< It has answered for a file.

 private:
  HelperProcess(pid_t process, fs::Descriptor socket) : process_(process), socket_(std::move(socket)) {}

  /// Kills it and what it has started; returns its wait status.
  int reap();

  pid_t process_;
  fs::Descriptor socket_;
};

}  // namespace guidang::probe
