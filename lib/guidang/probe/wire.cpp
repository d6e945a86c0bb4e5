// SPDX-License-Identifier: Apache-2.0
#include "guidang/probe/wire.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>

#include "guidang/base/byte_coder.hpp"
#include "guidang/media/bytes.hpp"

namespace guidang::probe {
namespace {

constexpr std::size_t k_header_bytes = 5;  // the body's length, least byte first; the kind
constexpr std::chrono::milliseconds k_slice{50};

/// Waits until the socket is ready, in slices so that a cancelled run ends soon.
Transfer wait_for(int socket, short events, const Patience& patience) {
  for (;;) {
    auto slice = k_slice;
    if (patience.until) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(*patience.until - Patience::Clock::now());
      slice = std::clamp(left, std::chrono::milliseconds{0}, k_slice);
    }
    const bool can_stop = patience.until || patience.cancelled != nullptr;
    pollfd waiting{.fd = socket, .events = events, .revents = 0};
    const int ready = ::poll(&waiting, 1, can_stop ? static_cast<int>(slice.count()) : -1);
    if (ready > 0) return Transfer::done;
    if (ready < 0 && errno != EINTR) return Transfer::closed;
    if (patience.cancelled != nullptr && patience.cancelled->load()) return Transfer::cancelled;
    if (patience.until && Patience::Clock::now() >= *patience.until) return Transfer::late;
  }
}

/// Room for one descriptor beside a message.
union Control {
  cmsghdr header;  // for its alignment
  std::array<char, CMSG_SPACE(sizeof(int))> bytes;
};

void attach(msghdr& message, Control& control, int descriptor) {
  message.msg_control = control.bytes.data();
  message.msg_controllen = control.bytes.size();
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof descriptor);
  std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
}

void detach(msghdr& message, fs::Descriptor& handed) {
  for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    int descriptor = -1;
    std::memcpy(&descriptor, CMSG_DATA(header), sizeof descriptor);
    handed = fs::Descriptor(descriptor);
  }
}

/// One try to receive; what came with it goes to `handed`.
ssize_t receive_some(int socket, char* bytes, std::size_t count, fs::Descriptor* handed) {
  iovec piece{.iov_base = bytes, .iov_len = count};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  Control control{};
  if (handed != nullptr) {
    message.msg_control = control.bytes.data();
    message.msg_controllen = control.bytes.size();
  }
  const auto got = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  if (got > 0 && handed != nullptr) detach(message, *handed);
  return got;
}

Transfer receive_all(int socket, char* bytes, std::size_t count, const Patience& patience, fs::Descriptor* handed) {
  std::size_t done = 0;
  while (done < count) {
    if (const auto waited = wait_for(socket, POLLIN, patience); waited != Transfer::done) return waited;
    const auto got = receive_some(socket, bytes + done, count - done, handed);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got <= 0) return Transfer::closed;
    done += static_cast<std::size_t>(got);
  }
  return Transfer::done;
}

}  // namespace

Transfer send_frame(int socket, const Frame& frame, int descriptor, const Patience& patience) {
  std::string bytes = encode_number(frame.body.size()).substr(0, k_header_bytes - 1);
  bytes += static_cast<char>(frame.kind);
  bytes += frame.body;
  std::size_t done = 0;
  while (done < bytes.size()) {
    if (const auto waited = wait_for(socket, POLLOUT, patience); waited != Transfer::done) return waited;
    iovec piece{.iov_base = bytes.data() + done, .iov_len = bytes.size() - done};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    Control control{};
    if (done == 0 && descriptor >= 0) attach(message, control, descriptor);
    const auto sent = ::sendmsg(socket, &message, MSG_NOSIGNAL);
    if (sent < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (sent <= 0) return Transfer::closed;
    done += static_cast<std::size_t>(sent);
  }
  return Transfer::done;
}

Transfer receive_frame(
    int socket, std::size_t most_bytes, const Patience& patience, fs::Descriptor* handed, Frame& frame) {
  std::array<char, k_header_bytes> header{};
  if (const auto got = receive_all(socket, header.data(), header.size(), patience, handed); got != Transfer::done) {
    return got;
  }
  const auto size = media::little_endian({header.data(), header.size()}, 0, k_header_bytes - 1);
  if (size > most_bytes) return Transfer::malformed;
  frame.kind = static_cast<FrameKind>(header.back());
  frame.body.resize(size);
  return receive_all(socket, frame.body.data(), frame.body.size(), patience, handed);
}

std::string encode_number(std::uint64_t number) {
  ByteEncoder bytes;
  bytes.number(number);
  return bytes.take();
}

std::optional<std::uint64_t> decode_number(std::string_view bytes) {
  ByteDecoder reader(bytes);
  std::uint64_t number = 0;
  if (!reader.number(number) || !reader.at_end()) return std::nullopt;
  return number;
}

std::string encode_greeting(const Greeting& greeting) {
  ByteEncoder bytes;
  bytes.number(greeting.version);
  bytes.number(greeting.memory_bytes);
  bytes.text(greeting.questions.pdftotext);
  for (const auto& word : greeting.questions.words) bytes.text(word);
  return bytes.take();
}

std::optional<Greeting> decode_greeting(std::string_view bytes) {
  ByteDecoder reader(bytes);
  Greeting greeting;
  bool good = reader.number(greeting.version) && reader.number(greeting.memory_bytes) &&
              reader.text(greeting.questions.pdftotext);
  while (good && !reader.at_end()) good = reader.text(greeting.questions.words.emplace_back());
  if (!good) return std::nullopt;
  return greeting;
}

std::string encode_request(const Request& request) {
  ByteEncoder bytes;
  bytes.number(request.cpu_seconds);
  bytes.text(request.name);
  return bytes.take();
}

std::optional<Request> decode_request(std::string_view bytes) {
  ByteDecoder reader(bytes);
  Request request;
  if (!reader.number(request.cpu_seconds) || !reader.text(request.name) || !reader.at_end()) return std::nullopt;
  return request;
}

}  // namespace guidang::probe
