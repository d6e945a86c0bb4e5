// SPDX-License-Identifier: Apache-2.0
#include "guidang/probe/process.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <string_view>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "guidang/fs/system_error.hpp"
#include "guidang/probe/helper.hpp"

namespace guidang::probe {
namespace {

constexpr std::chrono::milliseconds k_last_moment{500};

Error cannot_run(const std::string& program, int error_number) {
  auto error = fs::system_error("probe/cannot-run", program, error_number);
  error.code = ErrorCode::unsupported;
  return error;
}

/// What a helper has open: its socket, and nothing to read from or to write to. What a parser prints about a stranger's
/// file belongs on nobody's terminal.
class Actions {
 public:
  explicit Actions(int socket) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_adddup2(&actions_, socket, k_helper_socket);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
      ::posix_spawn_file_actions_addopen(&actions_, stream, "/dev/null", O_RDWR, 0);
    }
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, k_helper_socket + 1);
  }

  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;

  ~Actions() { ::posix_spawn_file_actions_destroy(&actions_); }

  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

/// A process group of its own, so that what it starts ends with it and a terminal's Ctrl-C is for the program; signals
/// as in a new program, whatever the thread that starts it has blocked.
class Attributes {
 public:
  Attributes() {
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    sigset_t signals;
    ::sigemptyset(&signals);
    ::posix_spawnattr_setsigmask(&attributes_, &signals);
    for (const int number : {SIGINT, SIGTERM, SIGPIPE, SIGCHLD, SIGXCPU, SIGSEGV, SIGABRT}) {
      ::sigaddset(&signals, number);
    }
    ::posix_spawnattr_setsigdefault(&attributes_, &signals);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }

  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;

  ~Attributes() { ::posix_spawnattr_destroy(&attributes_); }

  [[nodiscard]] const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

int spawn(const std::string& program, int socket, pid_t& process) {
  const Actions actions(socket);
  const Attributes attributes;
  std::string name = program;
  std::string argument(k_helper_argument);
  // Nothing of our environment: what is found must not depend on it. One arena: address space is limited.
  std::string locale = "LC_ALL=C.UTF-8";
  std::string zone = "TZ=UTC";
  std::string arenas = "MALLOC_ARENA_MAX=1";
  const std::array<char*, 3> words{name.data(), argument.data(), nullptr};
  const std::array<char*, 4> environment{locale.data(), zone.data(), arenas.data(), nullptr};
  return ::posix_spawn(&process, program.c_str(), actions.get(), attributes.get(), words.data(), environment.data());
}

/// Waits for the end of a process without reaping it, so that its number stays its own; returns whether it has ended.
bool has_ended(pid_t process, int flags) {
  siginfo_t info{};
  int result = -1;
  do result = ::waitid(P_PID, static_cast<id_t>(process), &info, WEXITED | WNOWAIT | flags);
  while (result != 0 && errno == EINTR);
  return result != 0 || info.si_pid == process;  // an error: somebody else has reaped it
}

}  // namespace

Result<std::unique_ptr<HelperProcess>> HelperProcess::start(const std::string& program) {
  std::array<int, 2> sockets{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) != 0) {
    return fail(cannot_run(program, errno));
  }
  fs::Descriptor ours(sockets[0]);
  const fs::Descriptor theirs(sockets[1]);
  if (::fcntl(ours.get(), F_SETFL, O_NONBLOCK) != 0) return fail(cannot_run(program, errno));
  pid_t process = -1;
  if (const int error = spawn(program, theirs.get(), process); error != 0) return fail(cannot_run(program, error));
  return std::unique_ptr<HelperProcess>(new HelperProcess(process, std::move(ours)));
}

HelperProcess::~HelperProcess() {
  if (process_ > 0) (void)reap();
}

int HelperProcess::reap() {
  ::kill(-process_, SIGKILL);  // and whatever it has started
  int status = 0;
  pid_t got = -1;
  do got = ::waitpid(process_, &status, 0);
  while (got < 0 && errno == EINTR);
  process_ = -1;
  return got < 0 ? 0 : status;
}

Ending HelperProcess::end() {
  const auto until = std::chrono::steady_clock::now() + k_last_moment;
  bool by_itself = has_ended(process_, WNOHANG);
  while (!by_itself && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    by_itself = has_ended(process_, WNOHANG);
  }
  const int status = reap();
  if (!by_itself || !WIFSIGNALED(status)) return Ending::crashed;
  if (WTERMSIG(status) == SIGXCPU) return Ending::out_of_time;
  return WTERMSIG(status) == SIGKILL ? Ending::out_of_memory : Ending::crashed;  // the system's last resort
}

}  // namespace guidang::probe
