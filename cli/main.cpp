// SPDX-License-Identifier: Apache-2.0
// What the program takes from the system: streams, environment, clock, terminal, signals.
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app.hpp"

namespace {

std::atomic<int> g_signal{
    0};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): a handler reaches nothing else
std::atomic<bool> g_cancelled{false};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

void remember_signal(int number) {
  g_signal.store(number);
  g_cancelled.store(true);
}

int terminal_width() {
  winsize size{};
  constexpr int k_usual = 100;
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return k_usual;
  return size.ws_col;
}

/// Size and time of the program's file: another build of the same version sees other things in files.
std::string build() {
  struct stat info {};

  if (::stat("/proc/self/exe", &info) != 0) return {};
  return std::to_string(info.st_size) + " " + std::to_string(info.st_mtim.tv_sec) + "." +
         std::to_string(info.st_mtim.tv_nsec);
}

/// A stream that the caller closed must not become a file that is opened later: what is meant for the stream would go
/// into that file. Reading only, so that writing there fails as it did.
void keep_streams_apart() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) < 0) (void)::open("/dev/null", O_RDONLY);  // takes the lowest free number: this one
  }
}

/// The folder of this program's file, links followed; never where somebody's PATH or argv[0] point.
std::string program_folder() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::string() : program.parent_path().string();
}

}  // namespace

int main(int argc, char** argv) {
  keep_streams_apart();

  struct sigaction action {};

  action.sa_handler = remember_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // a second signal ends the program at once
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  // A reader that has seen enough ends the program quietly, also where the caller has SIGPIPE ignored.
  std::signal(SIGPIPE, SIG_DFL);
  return guidang::cli::run(argc,
                           argv,
                           {.out = std::cout,
                            .err = std::cerr,
                            .variable = [](const std::string& name) -> std::optional<std::string> {
                              const char* value = std::getenv(name.c_str());
                              return value == nullptr ? std::nullopt : std::optional<std::string>(value);
                            },
                            .now_utc = static_cast<std::int64_t>(std::time(nullptr)),
                            .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
                            .err_is_terminal = ::isatty(STDERR_FILENO) == 1,
                            .width = terminal_width(),
                            .cancelled = &g_cancelled,
                            .signal = &g_signal,
                            .program_folder = program_folder(),
                            .build = build()});
}
