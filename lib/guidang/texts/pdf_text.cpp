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

#include "guidang/fs/descriptor.hpp"
#include "guidang/texts/texts.hpp"

namespace guidang::texts {
namespace {

using Clock = std::chrono::steady_clock;

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

  /// Returns the process, or nothing if it cannot be started.
  [[nodiscard]] std::optional<pid_t> run(const std::string& program) const {
    std::array<std::string, 8> words = {
        "pdftotext", "-q", "-enc", "UTF-8", "-eol", "unix", "/proc/self/fd/" + std::to_string(k_pdf), "-"};
    std::array<char*, 9> arguments = {};
    std::ranges::transform(words, arguments.begin(), [](std::string& word) { return word.data(); });
    std::array<char*, 1> environment = {nullptr};
    pid_t process = -1;
    const int failed =
        posix_spawn(&process, program.c_str(), &actions_, &attributes_, arguments.data(), environment.data());
    return failed == 0 ? std::optional(process) : std::nullopt;
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
    const auto set = [this](auto resource, std::uint64_t value) {
      const rlimit bound = {value, value};
      prlimit(process_, resource, &bound, nullptr);
    };
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(limits.time).count();
    set(RLIMIT_CPU, static_cast<std::uint64_t>(std::max<std::int64_t>(seconds, 1)));
    set(RLIMIT_AS, limits.memory_bytes);
    set(RLIMIT_FSIZE, 0);
    set(RLIMIT_CORE, 0);
  }

  /// Waits for its end; returns whether it ended well.
  [[nodiscard]] bool wait() {
    int status = 0;
    pid_t ended = -1;
    do {
      ended = waitpid(process_, &status, 0);
    } while (ended < 0 && errno == EINTR);
    process_ = -1;
    return ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }

 private:
  pid_t process_;
};

enum class Reading { more, ended, failed };

/// Reads what there is within the time.
Reading read_piece(int descriptor, Clock::time_point until, std::string& text) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
  if (left <= 0) return Reading::failed;
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

std::optional<std::string> run(int pdf, const std::string& program, const PdfLimits& limits) {
  std::array<int, 2> ends = {-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  const fs::Descriptor output(ends[0]);
  fs::Descriptor input(ends[1]);
  if (std::min({pdf, output.get(), input.get()}) < k_pdf) return std::nullopt;  // somebody closed our standard streams
  const auto until = Clock::now() + limits.time;
  const auto process = Start(pdf, input.get()).run(program);
  if (!process) return std::nullopt;
  Run running(*process);
  running.limit(limits);
  input = fs::Descriptor(-1);
  std::string text;
  for (;;) {
    const auto reading = read_piece(output.get(), until, text);
    if (reading == Reading::failed) return std::nullopt;
    if (reading == Reading::ended) break;
    if (text.size() > k_most_text_bytes) {
      text.resize(k_most_text_bytes);
      return text;  // whatever it would have said at the end
    }
  }
  return running.wait() ? std::optional(std::move(text)) : std::nullopt;
}

/// A file in memory with the bytes of `source`.
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

Result<std::optional<std::string>> pdf_text(fs::Source& source, const std::string& program, const PdfLimits& limits) {
  if (program.empty()) return std::nullopt;
  if (source.descriptor() >= 0) return run(source.descriptor(), program, limits);
  const auto memory = copied(source);
  if (!memory) return fail(memory.error());
  return *memory ? run((*memory)->get(), program, limits) : std::nullopt;
}

}  // namespace guidang::texts
