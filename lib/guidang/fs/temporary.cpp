// SPDX-License-Identifier: Apache-2.0
#include "guidang/fs/temporary.hpp"

#include <cerrno>
#include <cstdio>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guidang/fs/descriptor.hpp"

namespace guidang::fs {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

/// Whether a run that lives holds `name`.
bool is_alive(int folder, const std::string& name) {
  const Descriptor file(::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  return file.get() < 0 || ::flock(file.get(), LOCK_EX | LOCK_NB) != 0;
}

}  // namespace

std::vector<std::string> names_in(int folder) {
  std::vector<std::string> names;
  // Opened anew: the position of a directory stream belongs to the open file, and the caller's own must not move.
  const int reading = ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (reading < 0) return names;
  const std::unique_ptr<DIR, CloseFolder> listing(::fdopendir(reading));
  if (!listing) {
    ::close(reading);
    return names;
  }
  for (const dirent* entry = ::readdir(listing.get()); entry != nullptr; entry = ::readdir(listing.get())) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  return names;
}

void remove_tree(int above, const std::string& name) {  // NOLINT(misc-no-recursion): as deep as what we wrote
  if (::unlinkat(above, name.c_str(), 0) == 0) return;
  {
    const Descriptor folder(::openat(above, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (folder.get() < 0) return;
    for (const auto& below : names_in(folder.get())) remove_tree(folder.get(), below);
  }
  ::unlinkat(above, name.c_str(), AT_REMOVEDIR);
}

void mark_alive(int descriptor) {
  (void)::flock(descriptor, LOCK_EX | LOCK_NB);
}

int remove_dead(int folder) {
  int removed = 0;
  for (const auto& name : names_in(folder)) {
    if (!name.starts_with(k_temporary_prefix) || is_alive(folder, name)) continue;
    remove_tree(folder, name);
    ++removed;
  }
  return removed;
}

void restore_replaced(int folder) {
  for (const auto& name : names_in(folder)) {
    if (!name.starts_with(k_replaced_prefix)) continue;
    const auto own = name.substr(k_replaced_prefix.size());

    struct stat info {};

    const bool gone = ::fstatat(folder, own.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT;
    if (gone) (void)::renameat(folder, name.c_str(), folder, own.c_str());
  }
}

}  // namespace guidang::fs
