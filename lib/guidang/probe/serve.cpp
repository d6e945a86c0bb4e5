// SPDX-License-Identifier: Apache-2.0
// The helper's side.
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <new>
#include <optional>
#include <span>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guidang/fs/descriptor.hpp"
#include "guidang/fs/system_error.hpp"
#include "guidang/media/format.hpp"
#include "guidang/probe/helper.hpp"
#include "guidang/probe/wire.hpp"

namespace guidang::probe {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool k_limit_memory = false;  // its shadow takes terabytes of address space
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool k_limit_memory = false;
#else
constexpr bool k_limit_memory = true;
#endif
#else
constexpr bool k_limit_memory = true;
#endif

/// The file that the program has opened and handed over.
class HandedSource final : public fs::Source {
 public:
  static std::optional<HandedSource> of(int descriptor) {
    struct stat info {};

    if (::fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
    return std::optional<HandedSource>(std::in_place, descriptor, info);
  }

  HandedSource(int descriptor, const struct stat& opened) : descriptor_(descriptor), opened_(opened) {}

  [[nodiscard]] std::uint64_t size_bytes() const override { return static_cast<std::uint64_t>(opened_.st_size); }

  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
    const auto got = fs::read_all_at(descriptor_, offset, buffer);
    if (!got) return fail(failed(errno));
    return *got;
  }

  [[nodiscard]] Result<void> check_unchanged() override {
    struct stat now {};

    if (::fstat(descriptor_, &now) != 0) return fail(failed(errno));
    if (!fs::is_unchanged(opened_, now)) return fail(ErrorCode::changed, {"fs/changed", {{"path", ""}}});
    return {};
  }

  [[nodiscard]] int descriptor() const override { return descriptor_; }

  /// Why the last reading failed; EIO if none did.
  [[nodiscard]] int last_error() const { return last_error_; }

 private:
  Error failed(int number) {
    last_error_ = number;
    return fs::system_error("fs/cannot-read", "", number);
  }

  int descriptor_;
  struct stat opened_;
  int last_error_ = EIO;
};

void limit(__rlimit_resource resource, rlim_t most) {
  rlimit now{};
  if (::getrlimit(resource, &now) != 0) return;
  now.rlim_cur = most < now.rlim_max ? most : now.rlim_max;
  now.rlim_max = now.rlim_cur;
  (void)::setrlimit(resource, &now);
}

/// Takes away what no parser needs. Each step helps by itself, so one that the system refuses is no reason to stop.
void confine(std::uint64_t memory_bytes) {
  constexpr rlim_t k_files = 64;  // the file, what libraries open for themselves, pipes of pdftotext
  std::signal(SIGXFSZ, SIG_IGN);  // an error where it is written, then
  // When the machine runs out of memory, this process is the one to end. Written before files may not be.
  if (const int score = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC); score >= 0) {
    (void)!::write(score, "900", 3);
    ::close(score);
  }
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, k_files);
  if (k_limit_memory && memory_bytes > 0) limit(RLIMIT_AS, static_cast<rlim_t>(memory_bytes));
  (void)::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/// So many seconds of processor time more; then SIGXCPU ends the process.
void renew_time(std::uint64_t cpu_seconds) {
  rusage used{};
  rlimit now{};
  if (::getrusage(RUSAGE_SELF, &used) != 0 || ::getrlimit(RLIMIT_CPU, &now) != 0) return;
  const auto spent = static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1;
  const rlim_t until = spent + static_cast<rlim_t>(cpu_seconds);
  now.rlim_cur = now.rlim_max == RLIM_INFINITY || until < now.rlim_max ? until : now.rlim_max;
  (void)::setrlimit(RLIMIT_CPU, &now);
}

/// Ends this process, and what it has started, when the program is gone: a parser in the middle of something would not
/// notice. PR_SET_PDEATHSIG would end it with the thread that started it, and threads come and go.
void watch(int socket) {
  std::thread([socket] {
    pollfd waiting{.fd = socket, .events = POLLRDHUP, .revents = 0};
    while (::poll(&waiting, 1, -1) < 0 && errno == EINTR) {
    }
    if (::getpgrp() == ::getpid()) ::kill(0, SIGKILL);
    ::_exit(0);
  }).detach();
}

Frame answer_of(const Result<media::Examination>& found, const HandedSource& source) {
  if (found) return {FrameKind::found, media::encode(*found)};
  switch (found.error().code) {
    case ErrorCode::changed: return {FrameKind::unread, encode_number(0)};
    case ErrorCode::unsupported: return {FrameKind::lacking, {}};
    default: return {FrameKind::unread, encode_number(static_cast<std::uint64_t>(source.last_error()))};
  }
}

Result<media::Examination> identified(fs::Source& source) {
  const auto format = media::identify(source);
  if (!format) return fail(format.error());
  media::Examination examination;
  examination.format = *format;
  return examination;
}

/// Looks into the file of one request.
Frame answer(const Frame& asked, const Request& request, int file, const Greeting& greeting, const Look& look) {
  auto source = HandedSource::of(file);
  if (!source) return {FrameKind::unread, encode_number(EIO)};
  try {
    renew_time(request.cpu_seconds);
    const auto found =
        asked.kind == FrameKind::identify ? identified(*source) : look(*source, request.name, greeting.questions);
    return answer_of(found, *source);
  } catch (const std::bad_alloc&) {
    return {FrameKind::exhausted, {}};
  }
}

}  // namespace

int serve(int socket, const Look& look) {
  constexpr Patience k_forever{};
  constexpr int k_failed = 2;
  Frame frame;
  if (receive_frame(socket, k_most_request_bytes, k_forever, nullptr, frame) != Transfer::done) return k_failed;
  const auto greeting = decode_greeting(frame.body);
  if (frame.kind != FrameKind::greeting || !greeting) return k_failed;
  watch(socket);
  confine(greeting->memory_bytes);
  const Frame reply{FrameKind::greeting, encode_number(media::k_examination_version)};
  if (send_frame(socket, reply, -1, k_forever) != Transfer::done) return k_failed;
  for (;;) {
    fs::Descriptor file(-1);
    const auto got = receive_frame(socket, k_most_request_bytes, k_forever, &file, frame);
    if (got == Transfer::closed) return 0;
    const auto request = decode_request(frame.body);
    if (got != Transfer::done || !request) return k_failed;
    if (send_frame(socket, answer(frame, *request, file.get(), *greeting, look), -1, k_forever) != Transfer::done) {
      return 0;
    }
  }
}

}  // namespace guidang::probe
