// SPDX-License-Identifier: Apache-2.0
// The helper process: looks into files for guidang, which starts it.
#include <cstdio>
#include <string_view>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guidang/probe/helper.hpp"

namespace {

bool is_socket(int descriptor) {
  struct stat info {};

  return ::fstat(descriptor, &info) == 0 && S_ISSOCK(info.st_mode);
}

}  // namespace

int main(int argc, char** argv) {
  using guidang::probe::k_helper_argument;
  using guidang::probe::k_helper_socket;
  if (argc == 2 && std::string_view(argv[1]) == k_helper_argument && is_socket(k_helper_socket)) {
    ::_exit(guidang::probe::serve(k_helper_socket));  // nothing of a stranger's file is worth being tidied up
  }
  constexpr int k_usage = 2;
  std::fputs(
      "guidang-probe 由 guidang 自动启动，用来查看文件内容，不需要单独运行；请运行 guidang。\n"
      "guidang-probe is started by guidang to look into files and is of no use alone; run guidang.\n",
      stderr);
  return k_usage;
}
