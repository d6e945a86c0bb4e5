// SPDX-License-Identifier: Apache-2.0
#include "guidang/fs/folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <memory>

#include <sys/stat.h>

#include "guidang/fs/system_error.hpp"

namespace guidang::fs {
namespace {

constexpr mode_t k_mode = 0777;  // less the umask, as any program's folders

struct Free {
  void operator()(char* memory) const { std::free(memory); }  // NOLINT(cppcoreguidelines-no-malloc)
};

}  // namespace

Result<void> make_folder(const std::string& folder) {
  if (::mkdir(folder.c_str(), k_mode) == 0) return {};
  const int why = errno;

  struct stat info {};

  if (why == EEXIST && ::stat(folder.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) return {};
  return fail(system_error("fs/cannot-make-folder", folder, why));
}

Result<void> make_folder(const std::string& root, const RelPath& path) {
  RelPath made;
  for (const auto part : path.components()) {
    made = made.child(part);
    GUIDANG_TRY(make_folder(root + "/" + made.text()));
  }
  return {};
}

Result<std::string> absolute_path(const std::string& folder) {
  const std::unique_ptr<char, Free> path(::realpath(folder.c_str(), nullptr));
  if (!path) return fail(system_error("fs/cannot-open-folder", folder, errno));
  return std::string(path.get());
}

}  // namespace guidang::fs
