// SPDX-License-Identifier: Apache-2.0
/// \file
/// Private to probe/: what a program and its helper say to each other over a socket. Neither believes the other.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "guidang/fs/descriptor.hpp"
#include "guidang/texts/texts.hpp"

namespace guidang::probe {

/// What a frame is.
enum class FrameKind : unsigned char {
  greeting = 'G',   ///< First in both directions: Greeting; k_examination_version.
  look = 'L',       ///< Request, with a descriptor: look into the file.
  identify = 'I',   ///< Request, with a descriptor: say its format only.
  found = 'F',      ///< Answer: an encoded Examination.
  unread = 'E',     ///< Answer: the file could not be read: an errno; 0: it changed.
  exhausted = 'M',  ///< Answer: memory did not suffice.
  lacking = 'U',    ///< Answer: libmagic's database is not installed.
};

struct Frame {
  FrameKind kind = FrameKind::greeting;
  std::string body;
};

/// How long to wait for the other side.
struct Patience {
  using Clock = std::chrono::steady_clock;

  std::optional<Clock::time_point> until;        ///< None: for ever.
  const std::atomic<bool>* cancelled = nullptr;  ///< Stops the waiting soon after it is set; may be null.
};

/// How a transfer ended.
enum class Transfer { done, closed, late, cancelled, malformed };

/// Sends a frame, and `descriptor` with it unless it is negative. Never raises SIGPIPE.
[[nodiscard]] Transfer send_frame(int socket, const Frame& frame, int descriptor, const Patience& patience);

/// Receives a frame of at most `most_bytes`; a descriptor that comes with it goes to `handed`, or is dropped if that is
/// null.
[[nodiscard]] Transfer receive_frame(
    int socket, std::size_t most_bytes, const Patience& patience, fs::Descriptor* handed, Frame& frame);

/// What a helper is told at its start.
struct Greeting {
  std::uint64_t version = 0;
  std::uint64_t memory_bytes = 0;  ///< Address space that it may have; 0: as much as there is.
  texts::Questions questions;
};

[[nodiscard]] std::string encode_greeting(const Greeting& greeting);
[[nodiscard]] std::optional<Greeting> decode_greeting(std::string_view bytes);

/// What a request says beside its descriptor.
struct Request {
  std::uint64_t cpu_seconds = 0;  ///< Processor time for this file.
  std::string name;
};

[[nodiscard]] std::string encode_request(const Request& request);
[[nodiscard]] std::optional<Request> decode_request(std::string_view bytes);

[[nodiscard]] std::string encode_number(std::uint64_t number);
[[nodiscard]] std::optional<std::uint64_t> decode_number(std::string_view bytes);

inline constexpr std::size_t k_most_request_bytes = std::size_t{4} << 20U;
inline constexpr std::size_t k_most_answer_bytes = std::size_t{4} << 20U;

}  // namespace guidang::probe
