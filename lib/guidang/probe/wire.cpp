// SPDX-License-Identifier: Apache-2.0
#include "guidang/probe/wire.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>

#include "guidang/media/bytes.hpp"

namespace guidang::probe {
namespace {

constexpr std::size_t k_number_bytes = 8;
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

void put(std::string& bytes, std::uint64_t number) {
  bytes += encode_number(number);
}

void put(std::string& bytes, std::string_view text) {
  put(bytes, text.size());
  bytes += text;
}

/// Takes values off the front of bytes that may be anything.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  bool number(std::uint64_t& value) {
    if (bytes_.size() < k_number_bytes) return false;
    value = media::little_endian(bytes_, 0, k_number_bytes);
    bytes_.remove_prefix(k_number_bytes);
    return true;
  }

  bool text(std::string& value) {
    std::uint64_t size = 0;
    if (!number(size) || size > bytes_.size()) return false;
    value = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return true;
  }

  [[nodiscard]] bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
};

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
  std::string bytes;
  for (std::size_t i = 0; i < k_number_bytes; ++i) bytes += static_cast<char>((number >> (8 * i)) & 0xFFU);
  return bytes;
}

std::optional<std::uint64_t> decode_number(std::string_view bytes) {
  Reader reader(bytes);
  std::uint64_t number = 0;
  if (!reader.number(number) || !reader.at_end()) return std::nullopt;
  return number;
}

std::string encode_greeting(const Greeting& greeting) {
  std::string bytes;
  put(bytes, greeting.version);
  put(bytes, greeting.memory_bytes);
  put(bytes, greeting.questions.pdftotext);
  for (const auto& word : greeting.questions.words) put(bytes, word);
  return bytes;
}

std::optional<Greeting> decode_greeting(std::string_view bytes) {
  Reader reader(bytes);
  Greeting greeting;
  bool good = reader.number(greeting.version) && reader.number(greeting.memory_bytes) &&
              reader.text(greeting.questions.pdftotext);
  while (good && !reader.at_end()) good = reader.text(greeting.questions.words.emplace_back());
  if (!good) return std::nullopt;
  return greeting;
}

std::string encode_request(const Request& request) {
  std::string bytes;
  put(bytes, request.cpu_seconds);
  put(bytes, request.name);
  return bytes;
}

std::optional<Request> decode_request(std::string_view bytes) {
  Reader reader(bytes);
  Request request;
  if (!reader.number(request.cpu_seconds) || !reader.text(request.name) || !reader.at_end()) return std::nullopt;
  return request;
}

}  // namespace guidang::probe
