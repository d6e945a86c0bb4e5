// SPDX-License-Identifier: Apache-2.0
/// \file
/// Why an operation could not be done, and what is wrong with an input text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidang/base/message.hpp"

namespace guidang {

/// What kind of failure this is; callers branch on it, people read the message.
enum class ErrorCode {
  usage,        ///< What was asked for makes no sense (an unknown option, format or edition).
  not_found,    ///< A path or an identifier that was named does not exist.
  exists,       ///< Something is in the way and was not overwritten.
  io,           ///< The operating system refused.
  malformed,    ///< Input that could not be read as its format.
  unsupported,  ///< Well-formed input that this version does not implement.
  limit,        ///< Input over a stated limit.
  changed,      ///< A file changed while it was being read.
  locked,       ///< Another run holds the lock.
  interrupted,  ///< The caller asked to stop.
};

/// A place in an input file. Lines and columns count from 1; 0 means unknown.
struct Location {
  std::string file;  ///< As the caller named it.
  int line = 0;
  int column = 0;  ///< In characters (code points), as editors count them.

  friend bool operator==(const Location&, const Location&) = default;
};

/// One thing wrong with an input text that people write (an index, a settings file, a table).
struct Fault {
  Message message;              ///< What is wrong.
  Location where;               ///< The place the caret points at.
  std::string line;             ///< The whole line, without its end; empty if unknown.
  int length = 1;               ///< How many characters the caret underlines, at least 1.
  std::optional<Message> hint;  ///< What to do, e.g. "did you mean".

  friend bool operator==(const Fault&, const Fault&) = default;
};

/// A failure: what could not be done, where, and within which steps.
struct Error {
  ErrorCode code = ErrorCode::io;
  Message message;
  std::optional<Location> where = std::nullopt;
  std::vector<Message> context = {};  ///< Innermost step first.
  std::vector<Fault> faults = {};     ///< All faults of the input, if that is why; in the order of the text.

  /// Returns this error with `step` added as the next outer step.
  [[nodiscard]] Error in(Message step) &&;
};

/// Returns "file:line:column: outer: inner: message" with message identifiers, leaving out what is unknown.
[[nodiscard]] std::string to_string(const Error& error);

/// Returns the stable lower-case name of `code`, e.g. "not_found".
[[nodiscard]] std::string_view to_string(ErrorCode code);

}  // namespace guidang
