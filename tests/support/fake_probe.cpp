// SPDX-License-Identifier: Apache-2.0
// A helper that does what its file says, for tests of the program that has to live with it; "crash second" and
// "eat second" only if it has served another file before. Any other file is looked into as ever.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "guidang/fs/tree.hpp"
#include "guidang/probe/helper.hpp"

namespace {

using guidang::Result;
using guidang::media::Examination;
using guidang::probe::k_helper_socket;

volatile std::uint64_t g_spun = 0;  // NOLINT: something to do that no compiler takes away

[[noreturn]] void spin() {
  for (;;) g_spun = g_spun + 1;
}

[[noreturn]] void hang() {
  for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
}

/// All the memory there is; each page of it touched.
void eat() {
  std::vector<std::unique_ptr<std::string>> eaten;
  constexpr std::size_t k_bite = std::size_t{16} << 20U;
  for (;;) eaten.push_back(std::make_unique<std::string>(k_bite, 'x'));
}

/// Whether nothing can be written, dumped or gained here, and nothing is open but the socket, the file and this look.
bool is_confined() {
  rlimit core{};
  ::getrlimit(RLIMIT_CORE, &core);
  const int file = ::memfd_create("x", 0);
  const bool writes = ::write(file, "x", 1) == 1;
  ::close(file);
  int open = 0;
  for (int descriptor = k_helper_socket + 1; descriptor < 1024; ++descriptor) {
    open += ::fcntl(descriptor, F_GETFD) >= 0 ? 1 : 0;
  }
  return core.rlim_cur == 0 && !writes && open == 1 && ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 &&
         std::getenv("HOME") == nullptr;
}

void say(const std::string& bytes) {
  (void)!::write(k_helper_socket, bytes.data(), bytes.size());
}

Result<Examination> look(guidang::fs::Source& source,
                         std::string_view name,
                         const guidang::texts::Questions& questions) {
  static int served = 0;
  const auto what = guidang::fs::read_source(source, "x", 4096).value_or("");
  ++served;
  if (what == "crash" || (what == "crash second" && served > 1)) std::abort();
  if (what == "spin") spin();
  if (what == "hang") hang();
  if (what == "eat") eat();
  if (what == "eat at once" || (what == "eat second" && served > 1)) throw std::bad_alloc();
  if (what == "leave") ::_exit(0);
  if (what == "garbage") say("no frame at all, only words");
  if (what == "huge") say(std::string("\xFF\xFF\xFF\xFF") + "F");
  if (what == "lie") say(std::string("\x03\x00\x00\x00", 4) + "Fabc");
  if (what == "confined" && !is_confined()) std::abort();
  return guidang::probe::examine(source, name, questions);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 || argv[1] != guidang::probe::k_helper_argument) return 2;
  ::_exit(guidang::probe::serve(k_helper_socket, look));
}
