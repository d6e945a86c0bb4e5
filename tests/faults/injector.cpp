// SPDX-License-Identifier: Apache-2.0
#include "faults/injector.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <mutex>
#include <string_view>
#include <utility>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace guidang::test {

struct Injection::State {
  std::string folder;
  Fault fault;
  std::mutex mutex;
  std::uint64_t seen = 0;
  std::uint64_t written = 0;
  std::vector<std::uint64_t> borders;
  std::uint64_t hits = 0;

  /// Counts one call that may be met; returns whether it is.
  bool meet() {
    const std::lock_guard lock(mutex);
    const auto number = seen++;
    const bool met = !fault.byte && (number == fault.number || (fault.lasting && number > fault.number));
    if (met) ++hits;
    return met;
  }

  /// Counts `count` bytes that are to be written; returns how many of them may be.
  std::size_t grant(std::size_t count) {
    const std::lock_guard lock(mutex);
    const bool over = hits > 0 && !fault.lasting;
    if (fault.byte && !over && written + count > *fault.byte) count = static_cast<std::size_t>(*fault.byte - written);
    if (fault.byte && !over && count == 0) ++hits;
    written += count;
    if (count > 0) borders.push_back(written);
    return count;
  }
};

namespace {

/// The injection that is alive. Process-wide, as what it replaces is.
std::mutex g_mutex;
std::shared_ptr<Injection::State> g_state;
std::atomic<bool> g_alive{false};
thread_local bool t_acting = false;  // within an action, or within our own looking up

std::shared_ptr<Injection::State> alive() {
  if (!g_alive.load() || t_acting) return nullptr;
  const std::lock_guard lock(g_mutex);
  return g_state;
}

/// The function of this name that would have been called without us.
template <typename Function>
Function* next(const char* name) {
  void* const found = ::dlsym(RTLD_NEXT, name);
  if (found == nullptr) {
    (void)std::fprintf(stderr, "injector: no %s to hand on to\n", name);
    std::abort();
  }
  return reinterpret_cast<Function*>(found);
}

/// Where an open file lies now; empty if nowhere.
std::string path_of(int descriptor) {
  std::array<char, PATH_MAX> target{};
  const auto link = "/proc/self/fd/" + std::to_string(descriptor);
  const auto size = ::readlink(link.c_str(), target.data(), target.size());
  return size <= 0 ? std::string() : std::string(target.data(), static_cast<std::size_t>(size));
}

std::string path_of(int folder, const char* path) {
  if (path == nullptr) return {};
  if (*path == '/' || folder == AT_FDCWD) return path;  // tests name their scratch folder absolutely
  return path_of(folder) + "/" + path;
}

bool lies_below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

/// Whether a call on `path` is to fail, with what; does the action if one is due.
int error_for(Call call, const std::string& path) {
  const auto state = alive();
  if (!state || (state->fault.calls & call) == 0 || !lies_below(path, state->fault.below) || !state->meet()) return 0;
  if (state->fault.action) {
    t_acting = true;
    state->fault.action();
    t_acting = false;
  }
  return state->fault.error;
}

/// The same as what the replaced functions do with it: -1 and errno.
bool fails(Call call, const std::string& path) {
  const int error = error_for(call, path);
  if (error != 0) errno = error;
  return error != 0;
}

bool fails(Call call, int descriptor) {
  return alive() != nullptr && fails(call, path_of(descriptor));
}

bool fails(Call call, int folder, const char* path) {
  return alive() != nullptr && fails(call, path_of(folder, path));
}

/// How many of `count` bytes may be written; 0 and errno if none may.
std::size_t granted(int descriptor, std::size_t count) {
  const auto state = alive();
  if (!state || count == 0 || !lies_below(path_of(descriptor), state->fault.below)) return count;
  const auto few = state->grant(count);
  if (few == 0) errno = state->fault.error;
  return few;
}

/// Whether a call that only speeds up or secures is to be answered here, see the header.
bool is_watched(int descriptor) {
  const auto state = alive();
  return state && lies_below(path_of(descriptor), state->folder);
}

mode_t mode_of(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

}  // namespace

Injection::Injection(std::string folder, Fault fault) : state_(std::make_shared<State>()) {
  state_->folder = std::move(folder);
  state_->fault = std::move(fault);
  const std::lock_guard lock(g_mutex);
  g_state = state_;
  g_alive = true;
}

Injection::~Injection() {
  const std::lock_guard lock(g_mutex);
  g_alive = false;
  g_state = nullptr;
}

std::uint64_t Injection::seen() const {
  const std::lock_guard lock(state_->mutex);
  return state_->seen;
}

std::vector<std::uint64_t> Injection::borders() const {
  const std::lock_guard lock(state_->mutex);
  return state_->borders;
}

std::uint64_t Injection::hits() const {
  const std::lock_guard lock(state_->mutex);
  return state_->hits;
}

}  // namespace guidang::test

// ---- What the program calls in place of libc's. The names are the standard's. ----
// NOLINTBEGIN(readability-identifier-naming,readability-inconsistent-declaration-parameter-name)

using namespace guidang::test;

extern "C" {

int open(const char* path, int flags, ...) {
  static auto* const real = next<int(const char*, int, ...)>("open");
  va_list arguments;
  va_start(arguments, flags);
  const auto mode = mode_of(flags, arguments);
  va_end(arguments);
  return fails(k_open, AT_FDCWD, path) ? -1 : real(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  static auto* const real = next<int(const char*, int, ...)>("open64");
  va_list arguments;
  va_start(arguments, flags);
  const auto mode = mode_of(flags, arguments);
  va_end(arguments);
  return fails(k_open, AT_FDCWD, path) ? -1 : real(path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...) {
  static auto* const real = next<int(int, const char*, int, ...)>("openat");
  va_list arguments;
  va_start(arguments, flags);
  const auto mode = mode_of(flags, arguments);
  va_end(arguments);
  return fails(k_open, folder, path) ? -1 : real(folder, path, flags, mode);
}

int openat64(int folder, const char* path, int flags, ...) {
  static auto* const real = next<int(int, const char*, int, ...)>("openat64");
  va_list arguments;
  va_start(arguments, flags);
  const auto mode = mode_of(flags, arguments);
  va_end(arguments);
  return fails(k_open, folder, path) ? -1 : real(folder, path, flags, mode);
}

ssize_t read(int file, void* buffer, size_t count) {
  static auto* const real = next<ssize_t(int, void*, size_t)>("read");
  return fails(k_read, file) ? -1 : real(file, buffer, count);
}

ssize_t pread(int file, void* buffer, size_t count, off_t offset) {
  static auto* const real = next<ssize_t(int, void*, size_t, off_t)>("pread");
  return fails(k_read, file) ? -1 : real(file, buffer, count, offset);
}

ssize_t pread64(int file, void* buffer, size_t count, off64_t offset) {
  static auto* const real = next<ssize_t(int, void*, size_t, off64_t)>("pread64");
  return fails(k_read, file) ? -1 : real(file, buffer, count, offset);
}

ssize_t write(int file, const void* buffer, size_t count) {
  static auto* const real = next<ssize_t(int, const void*, size_t)>("write");
  if (fails(k_write, file)) return -1;
  const auto few = granted(file, count);
  return few == 0 && count > 0 ? -1 : real(file, buffer, few);
}

ssize_t pwrite(int file, const void* buffer, size_t count, off_t offset) {
  static auto* const real = next<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  if (fails(k_write, file)) return -1;
  const auto few = granted(file, count);
  return few == 0 && count > 0 ? -1 : real(file, buffer, few, offset);
}

ssize_t pwrite64(int file, const void* buffer, size_t count, off64_t offset) {
  static auto* const real = next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
  if (fails(k_write, file)) return -1;
  const auto few = granted(file, count);
  return few == 0 && count > 0 ? -1 : real(file, buffer, few, offset);
}

ssize_t copy_file_range(int from, off64_t* in, int to, off64_t* out, size_t count, unsigned flags) {
  static auto* const real = next<ssize_t(int, off64_t*, int, off64_t*, size_t, unsigned)>("copy_file_range");
  if (fails(k_read, from) || fails(k_write, to)) return -1;
  const auto few = granted(to, count);
  return few == 0 && count > 0 ? -1 : real(from, in, to, out, few, flags);
}

int fsync(int file) {
  static auto* const real = next<int(int)>("fsync");
  if (fails(k_sync, file)) return -1;
  return is_watched(file) ? 0 : real(file);
}

int fdatasync(int file) {
  static auto* const real = next<int(int)>("fdatasync");
  if (fails(k_sync, file)) return -1;
  return is_watched(file) ? 0 : real(file);
}

int syncfs(int file) noexcept {
  static auto* const real = next<int(int)>("syncfs");
  if (fails(k_sync, file)) return -1;
  return is_watched(file) ? 0 : real(file);
}

int posix_fadvise(int file, off_t offset, off_t size, int advice) noexcept {
  static auto* const real = next<int(int, off_t, off_t, int)>("posix_fadvise");
  return is_watched(file) ? EINVAL : real(file, offset, size, advice);
}

int posix_fadvise64(int file, off64_t offset, off64_t size, int advice) noexcept {
  static auto* const real = next<int(int, off64_t, off64_t, int)>("posix_fadvise64");
  return is_watched(file) ? EINVAL : real(file, offset, size, advice);
}

int rename(const char* from, const char* to) noexcept {
  static auto* const real = next<int(const char*, const char*)>("rename");
  return fails(k_rename, AT_FDCWD, to) ? -1 : real(from, to);
}

int renameat(int from_folder, const char* from, int to_folder, const char* to) noexcept {
  static auto* const real = next<int(int, const char*, int, const char*)>("renameat");
  return fails(k_rename, to_folder, to) ? -1 : real(from_folder, from, to_folder, to);
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) noexcept {
  static auto* const real = next<int(int, const char*, int, const char*, unsigned)>("renameat2");
  if (const auto state = alive(); state && !state->fault.can_exchange && (flags & RENAME_EXCHANGE) != 0) {
    errno = EINVAL;
    return -1;
  }
  return fails(k_rename, to_folder, to) ? -1 : real(from_folder, from, to_folder, to, flags);
}

int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags) noexcept {
  static auto* const real = next<int(int, const char*, int, const char*, int)>("linkat");
  return fails(k_rename, to_folder, to) ? -1 : real(from_folder, from, to_folder, to, flags);
}

int unlink(const char* path) noexcept {
  static auto* const real = next<int(const char*)>("unlink");
  return fails(k_unlink, AT_FDCWD, path) ? -1 : real(path);
}

int unlinkat(int folder, const char* path, int flags) noexcept {
  static auto* const real = next<int(int, const char*, int)>("unlinkat");
  return fails(k_unlink, folder, path) ? -1 : real(folder, path, flags);
}

int rmdir(const char* path) noexcept {
  static auto* const real = next<int(const char*)>("rmdir");
  return fails(k_unlink, AT_FDCWD, path) ? -1 : real(path);
}

int mkdir(const char* path, mode_t mode) noexcept {
  static auto* const real = next<int(const char*, mode_t)>("mkdir");
  return fails(k_make_folder, AT_FDCWD, path) ? -1 : real(path, mode);
}

int mkdirat(int folder, const char* path, mode_t mode) noexcept {
  static auto* const real = next<int(int, const char*, mode_t)>("mkdirat");
  return fails(k_make_folder, folder, path) ? -1 : real(folder, path, mode);
}

int stat(const char* path, struct stat* info) noexcept {
  static auto* const real = next<int(const char*, struct stat*)>("stat");
  return fails(k_stat, AT_FDCWD, path) ? -1 : real(path, info);
}

int lstat(const char* path, struct stat* info) noexcept {
  static auto* const real = next<int(const char*, struct stat*)>("lstat");
  return fails(k_stat, AT_FDCWD, path) ? -1 : real(path, info);
}

int fstat(int file, struct stat* info) noexcept {
  static auto* const real = next<int(int, struct stat*)>("fstat");
  return fails(k_stat, file) ? -1 : real(file, info);
}

int fstatat(int folder, const char* path, struct stat* info, int flags) noexcept {
  static auto* const real = next<int(int, const char*, struct stat*, int)>("fstatat");
  return fails(k_stat, folder, path) ? -1 : real(folder, path, info, flags);
}

int ftruncate(int file, off_t size) noexcept {
  static auto* const real = next<int(int, off_t)>("ftruncate");
  return fails(k_truncate, file) ? -1 : real(file, size);
}

int ftruncate64(int file, off64_t size) noexcept {
  static auto* const real = next<int(int, off64_t)>("ftruncate64");
  return fails(k_truncate, file) ? -1 : real(file, size);
}

int flock(int file, int operation) noexcept {
  static auto* const real = next<int(int, int)>("flock");
  return fails(k_lock, file) ? -1 : real(file, operation);
}

}  // extern "C"

// NOLINTEND(readability-identifier-naming,readability-inconsistent-declaration-parameter-name)
