// SPDX-License-Identifier: Apache-2.0
#include "guidang/texts/pdf_text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <span>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "guidang/base/text.hpp"
#include "guidang/fs/descriptor.hpp"
#include "guidang/texts/bounded_text.hpp"
#include "guidang/texts/texts.hpp"

namespace guidang::texts {
namespace {

using Clock = std::chrono::steady_clock;
using media::Fault;

/// Where the program finds the PDF among its descriptors.
constexpr int k_pdf = 3;

/// What a program is started with; freed with it.
class Start {
 public:
  Start(int pdf, int output) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
    // In this order: `output` may have the number k_pdf.
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, pdf, k_pdf);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions_, k_pdf + 1);
    sigset_t all;
    sigset_t none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  }

  Start(const Start&) = delete;
  Start& operator=(const Start&) = delete;

  ~Start() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  /// Starts the program; returns 0, or the error number where that cannot be done.
  [[nodiscard]] int run(const std::string& program, pid_t& process) const {
    std::array<std::string, 8> words = {
        "pdftotext", "-q", "-enc", "UTF-8", "-eol", "unix", "/proc/self/fd/" + std::to_string(k_pdf), "-"};
    std::array<char*, 9> arguments = {};
    std::ranges::transform(words, arguments.begin(), [](std::string& word) { return word.data(); });
    std::array<char*, 1> environment = {nullptr};
    return posix_spawn(&process, program.c_str(), &actions_, &attributes_, arguments.data(), environment.data());
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

/// The running program; ended and waited for with it.
class Run {
 public:
  explicit Run(pid_t process) : process_(process) {}

  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  ~Run() {
    if (process_ > 0) {
      kill(process_, SIGKILL);
      (void)wait();
    }
  }

  /// Bounds what it may use. It has hardly begun: that it started without bounds does not matter.
  void limit(const PdfLimits& limits) const {
    const auto set = [this](auto resource, std::uint64_t value, std::uint64_t most) {
      const rlimit bound = {value, most};
      prlimit(process_, resource, &bound, nullptr);
    };
    const auto seconds = static_cast<std::uint64_t>(limits.processor_time.count());
    set(RLIMIT_CPU, seconds, seconds + 1);  // SIGXCPU first: SIGKILL would not say why
    set(RLIMIT_AS, limits.memory_bytes, limits.memory_bytes);
    set(RLIMIT_FSIZE, 0, 0);
    set(RLIMIT_CORE, 0, 0);
  }

  /// Waits for its end; returns how it ended, as waitpid() says it.
  [[nodiscard]] int wait() {
    int status = 0;
    pid_t ended = -1;
    do {
      ended = waitpid(process_, &status, 0);
    } while (ended < 0 && errno == EINTR);
    process_ = -1;
    return ended > 0 ? status : SIGKILL;  // else somebody else has waited for it: nobody knows
  }

 private:
  pid_t process_;
};

enum class Reading { more, ended, late, failed };

/// Reads what there is within the time.
Reading read_piece(int descriptor, Clock::time_point until, std::string& text) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
  if (left <= 0) return Reading::late;
  pollfd waiting = {.fd = descriptor, .events = POLLIN, .revents = 0};
  const int ready = poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
  if (ready == 0 || (ready < 0 && errno == EINTR)) return Reading::more;
  if (ready < 0) return Reading::failed;
  std::array<char, 65536> piece;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read()
  const auto count = read(descriptor, piece.data(), piece.size());
  if (count < 0) return errno == EINTR ? Reading::more : Reading::failed;
  text.append(piece.data(), static_cast<std::size_t>(count));
  return count == 0 ? Reading::ended : Reading::more;
}

/// Returns `text` with U+FFFD for each byte that is not UTF-8, cut where there is enough.
std::string mended(std::string_view text) {
  BoundedText whole;
  while (const auto bad = first_invalid_utf8(text)) {
    whole.add(text.substr(0, *bad));
    whole.add("\uFFFD");
    text.remove_prefix(*bad + 1);
    if (whole.full()) return whole.take();
  }
  whole.add(text);
  return whole.take();
}

PdfText given_up(Fault fault) {
  return {.text = std::nullopt, .given_up = fault};
}

/// What it means that the program cannot be started: it is not there, or something runs short, now.
PdfText not_started(int error) {
  constexpr std::array k_not_there = {ENOENT, ENOTDIR, EACCES, EPERM, ENOEXEC, ELOOP, ENAMETOOLONG, EINVAL};
  return std::ranges::find(k_not_there, error) == k_not_there.end() ? given_up(Fault::too_large) : PdfText();
}

/// What the end of the program says about the text it wrote.
PdfText judged(int status, std::string_view text) {
  if (WIFEXITED(status)) return WEXITSTATUS(status) == 0 ? PdfText{.text = mended(text)} : PdfText();
  switch (WTERMSIG(status)) {
    case SIGXCPU: return given_up(Fault::too_slow);
    case SIGABRT:                                     // poppler's answer to a lack of memory
    case SIGKILL: return given_up(Fault::too_large);  // the system's
    default: return given_up(Fault::crashed);
  }
}

PdfText run(int pdf, const std::string& program, const PdfLimits& limits) {
  std::array<int, 2> ends = {-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return given_up(Fault::too_large);
  const fs::Descriptor output(ends[0]);
  fs::Descriptor input(ends[1]);
  // Not where somebody closed our standard streams.
  if (std::min({pdf, output.get(), input.get()}) < k_pdf) return given_up(Fault::too_large);
  const auto until = Clock::now() + limits.wall_time;
  pid_t process = -1;
  if (const int error = Start(pdf, input.get()).run(program, process); error != 0) return not_started(error);
  Run running(process);
  running.limit(limits);
  input = fs::Descriptor(-1);
  std::string text;
  while (text.size() <= k_most_text_bytes) {
    switch (read_piece(output.get(), until, text)) {
      case Reading::more: break;
      case Reading::ended: return judged(running.wait(), text);
      case Reading::late: return given_up(Fault::too_slow);
      case Reading::failed: return given_up(Fault::too_large);
    }
  }
  return {.text = mended(text)};  // whatever it would have said at the end
}

/// A file in memory with the bytes of `source`; nothing where there is no room for them.
Result<std::optional<fs::Descriptor>> copied(fs::Source& source) {
  constexpr std::uint64_t k_most_bytes = std::uint64_t{64} << 20U;
  const auto bytes = fs::read_source(source, "document", k_most_bytes);
  if (!bytes && fs::is_about_reading(bytes.error())) return fail(bytes.error());
  fs::Descriptor memory(memfd_create("pdf", MFD_CLOEXEC));
  if (!bytes || memory.get() < 0) return std::nullopt;
  if (!fs::write_all(memory.get(), std::as_bytes(std::span(*bytes)))) return std::nullopt;
  return memory;
}

}  // namespace

std::string find_pdftotext() {
  for (const char* const path : {"/usr/bin/pdftotext", "/usr/local/bin/pdftotext"}) {
    if (access(path, X_OK) == 0) return path;
  }
  return {};
}

Result<PdfText> pdf_text(fs::Source& source, const std::string& program, const PdfLimits& limits) {
  if (program.empty()) return PdfText();
  if (source.descriptor() >= 0) return run(source.descriptor(), program, limits);
  const auto memory = copied(source);
  if (!memory) return fail(memory.error());
  return *memory ? run((*memory)->get(), program, limits) : given_up(Fault::too_large);
}

}  // namespace guidang::texts
