// SPDX-License-Identifier: Apache-2.0
#include "guidang/store/private_folder.hpp"

#include <array>
#include <cerrno>
#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guidang/fs/system_error.hpp"

namespace guidang::store {
namespace {

using fs::Descriptor;
using fs::system_error;

constexpr mode_t k_folder_mode = 0700;
constexpr mode_t k_file_mode = 0600;
constexpr std::size_t k_secret_bytes = 32;
constexpr std::int64_t k_ns = 1'000'000'000;

tl::unexpected<Error> not_trusted(const std::string& path) {
  return fail(ErrorCode::unsupported, {"store/not-trusted", {{"path", path}}});
}

/// Ours, and for nobody else to write: what somebody else could write says nothing.
bool is_private(const struct stat& info) {
  return info.st_uid == ::geteuid() && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/// Makes the folder and those above it, as the base directory specification wants them: for the user alone.
Result<void> make_folders(const std::string& path) {
  for (auto slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
    const auto part = path.substr(0, slash);
    if (::mkdir(part.c_str(), k_folder_mode) != 0 && errno != EEXIST) {
      const int why = errno;

      struct stat info {};

      // A folder on the way that may not be written to, but is there, is no hindrance.
      if (::stat(part.c_str(), &info) != 0) return fail(system_error("fs/cannot-make-folder", part, why));
    }
    if (slash == std::string::npos) return {};
  }
}

std::int64_t modified_ns(const struct stat& info) {
  return std::int64_t{info.st_mtim.tv_sec} * k_ns + info.st_mtim.tv_nsec;
}

Result<std::string> random_bytes(const std::string& path) {
  std::string bytes(k_secret_bytes, '\0');
  const auto got = ::getrandom(bytes.data(), bytes.size(), 0);
  if (got != static_cast<ssize_t>(bytes.size())) return fail(system_error("fs/cannot-write", path, errno));
  return bytes;
}

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

}  // namespace

bool Lock::become_only() {
  return ::flock(file_.get(), LOCK_EX | LOCK_NB) == 0;
}

void Lock::share() {
  (void)::flock(file_.get(), LOCK_SH | LOCK_NB);  // from alone to shared nobody can be in the way
}

Result<PrivateFolder> PrivateFolder::open(const std::string& path) {
  GUIDANG_TRY(make_folders(path));
  Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (folder.get() < 0 && (errno == ELOOP || errno == ENOTDIR)) return not_trusted(path);
  if (folder.get() < 0) return fail(system_error("fs/cannot-open-folder", path, errno));

  struct stat info {};

  if (::fstat(folder.get(), &info) != 0) return fail(system_error("fs/cannot-open-folder", path, errno));
  if (!is_private(info)) return not_trusted(path);
  return PrivateFolder(path, std::move(folder));
}

Result<Descriptor> PrivateFolder::open_file(std::string_view name, int flags) const {
  Descriptor opened(
      ::openat(folder_.get(), std::string(name).c_str(), flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, k_file_mode));
  if (opened.get() < 0 && errno == ELOOP) return not_trusted(file(name));
  if (opened.get() < 0) return fail(system_error("fs/cannot-write", file(name), errno));

  struct stat info {};

  if (::fstat(opened.get(), &info) != 0) return fail(system_error("fs/cannot-read", file(name), errno));
  if (!S_ISREG(info.st_mode) || !is_private(info)) return not_trusted(file(name));
  return opened;
}

Result<void> PrivateFolder::make_file(std::string_view name) const {
  // Made here and not by the library that fills it, which would give it the mode that the umask leaves.
  auto opened = open_file(name, O_RDWR | O_CREAT);
  if (!opened) return fail(std::move(opened).error());
  return {};
}

Result<std::string> PrivateFolder::read_secret(std::string_view name) const {
  auto opened = open_file(name, O_RDONLY);
  if (!opened) return fail(std::move(opened).error());
  std::string bytes(k_secret_bytes + 1, '\0');
  const auto got = fs::read_all_at(opened->get(), 0, std::as_writable_bytes(std::span(bytes)));
  if (!got) return fail(system_error("fs/cannot-read", file(name), errno));
  bytes.resize(*got);
  return bytes;
}

/// Under a name of its own first, so that nobody ever reads half of it; link() never replaces what is there.
Result<void> PrivateFolder::write(std::string_view name, std::string_view bytes) const {
  const std::string target(name);
  const std::string own = target + "." + std::to_string(::gettid());
  remove(own);
  auto written = write_new(own, bytes);
  if (written && ::renameat(folder_.get(), own.c_str(), folder_.get(), target.c_str()) == 0) return {};
  const int why = errno;
  remove(own);
  if (!written) return written;
  return fail(system_error("fs/cannot-write", file(name), why));
}

Result<void> PrivateFolder::write_secret(std::string_view name) const {
  const auto bytes = random_bytes(file(name));
  if (!bytes) return fail(bytes.error());
  const std::string secret(name);
  const std::string own = secret + "." + std::to_string(::gettid());
  remove(own);
  auto written = write_new(own, *bytes);
  const bool linked = written && ::linkat(folder_.get(), own.c_str(), folder_.get(), secret.c_str(), 0) == 0;
  const int why = errno;
  remove(own);
  if (!written) return written;
  if (!linked && why != EEXIST) return fail(system_error("fs/cannot-write", file(name), why));
  return {};
}

Result<void> PrivateFolder::write_new(std::string_view name, std::string_view bytes) const {
  auto opened = open_file(name, O_WRONLY | O_CREAT | O_EXCL);
  if (!opened) return fail(std::move(opened).error());
  if (!fs::write_all(opened->get(), std::as_bytes(std::span(bytes)))) {
    return fail(system_error("fs/cannot-write", file(name), errno));
  }
  return {};
}

Result<std::string> PrivateFolder::secret(std::string_view name) const {
  constexpr int k_most_tries = 3;
  for (int round = 0; round < k_most_tries; ++round) {
    auto bytes = read_secret(name);
    if (bytes && bytes->size() == k_secret_bytes) return bytes;
    if (!bytes && bytes.error().code != ErrorCode::not_found) return bytes;
    if (bytes) remove(name);  // of another size: nobody wrote it whole
    GUIDANG_TRY(write_secret(name));
  }
  return fail(system_error("fs/cannot-write", file(name), EBUSY));
}

Result<Lock> PrivateFolder::lock(std::string_view name) const {
  for (;;) {
    auto opened = open_file(name, O_RDWR | O_CREAT);
    if (!opened) return fail(std::move(opened).error());
    if (::flock(opened->get(), LOCK_SH | LOCK_NB) != 0) return fail(system_error("fs/cannot-lock", file(name), errno));

    struct stat held {};

    struct stat named {};

    // It may have been removed between opening and locking: then it keeps nobody out.
    const bool same = ::fstat(opened->get(), &held) == 0 &&
                      ::fstatat(folder_.get(), std::string(name).c_str(), &named, AT_SYMLINK_NOFOLLOW) == 0 &&
                      held.st_ino == named.st_ino && held.st_dev == named.st_dev;
    if (same) return Lock(*std::move(opened));
  }
}

void PrivateFolder::remove(std::string_view name) const {
  ::unlinkat(folder_.get(), std::string(name).c_str(), 0);
}

Result<std::optional<std::int64_t>> PrivateFolder::touch(std::string_view name, std::int64_t now_ns) const {
  struct stat before {};

  const bool was_there = ::fstatat(folder_.get(), std::string(name).c_str(), &before, AT_SYMLINK_NOFOLLOW) == 0;
  auto opened = open_file(name, O_RDWR | O_CREAT);
  if (!opened) return fail(std::move(opened).error());
  const timespec now{.tv_sec = now_ns / k_ns, .tv_nsec = now_ns % k_ns};
  const std::array<timespec, 2> times{now, now};
  if (::futimens(opened->get(), times.data()) != 0) return fail(system_error("fs/cannot-write", file(name), errno));
  return was_there ? std::optional(modified_ns(before)) : std::nullopt;
}

void PrivateFolder::remove_unused(std::int64_t before_ns) const {
  Descriptor again(::openat(folder_.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const std::unique_ptr<DIR, CloseFolder> names(again.get() < 0 ? nullptr : ::fdopendir(again.get()));
  if (!names) return;
  (void)again.release();  // closedir() closes it
  std::vector<std::string> old;
  while (const dirent* found = ::readdir(names.get())) {
    const std::string_view name = found->d_name;

    struct stat info {};

    const bool is_old = name.ends_with(k_lock_suffix) &&
                        ::fstatat(folder_.get(), found->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
                        modified_ns(info) < before_ns;
    if (is_old) old.emplace_back(name);
  }
  for (const auto& name : old) {
    auto held = lock(name);
    if (!held || !held->become_only()) continue;
    const auto database = name.substr(0, name.size() - k_lock_suffix.size());
    remove(database);
    remove(database + "-journal");
    remove(name);
  }
}

}  // namespace guidang::store
