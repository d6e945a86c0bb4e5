// SPDX-License-Identifier: Apache-2.0
#include "guidang/fs/output.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <limits>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>

#include "guidang/base/text.hpp"
#include "guidang/fs/descriptor.hpp"
#include "guidang/fs/system_error.hpp"
#include "guidang/fs/temporary.hpp"

namespace guidang::fs {
namespace {

constexpr int k_folder_flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

constexpr std::uint64_t k_write_back_bytes = std::uint64_t{16} << 20;

/// FAT: no file of 4 GiB or more (linux/magic.h, MSDOS_SUPER_MAGIC).
constexpr std::uint64_t k_fat_magic = 0x4d44;
constexpr std::uint64_t k_fat_limit = 0xFFFFFFFF;

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

struct Free {
  void operator()(char* memory) const { std::free(memory); }  // NOLINT(cppcoreguidelines-no-malloc)
};

/// fsync, where "this file system cannot" is not a failure. EROFS is one: what was written to went read-only since, as
/// ext4 does after an error, and did not keep it.
bool synchronised(int descriptor) {
  return ::fsync(descriptor) == 0 || errno == EINVAL;
}

Result<std::string> canonical(const std::string& path) {
  const std::unique_ptr<char, Free> resolved(::realpath(path.c_str(), nullptr));
  if (!resolved) return fail(system_error("fs/cannot-read", path, errno));
  return std::string(resolved.get());
}

/// The entry beside `path` whose name differs in letter case alone; empty if there is none.
std::string other_case(const std::string& path) {
  const auto slash = path.rfind('/') + 1;  // npos + 1 is 0
  const std::unique_ptr<DIR, CloseFolder> folder(::opendir(slash == 0 ? "." : path.substr(0, slash).c_str()));
  if (!folder) return {};
  const auto wanted = folded(path.substr(slash));
  std::string found;
  while (const auto* const entry = ::readdir(folder.get())) {  // NOLINT(concurrency-mt-unsafe): a stream of its own
    const std::string name(static_cast<const char*>(entry->d_name));
    if (name != path.substr(slash) && folded(name) == wanted && (found.empty() || name < found)) found = name;
  }
  return found.empty() ? found : path.substr(0, slash) + found;
}

Result<void> write_straight(const std::string& path, std::string_view bytes) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC));
  if (file.get() < 0) return fail(system_error("fs/cannot-write", path, errno));
  if (!write_all(file.get(), std::as_bytes(std::span(bytes)))) {
    return fail(system_error("fs/cannot-write", path, errno));
  }
  return {};
}

Result<void> write_whole(Result<AtomicFile> file, std::string_view bytes) {
  if (!file) return fail(std::move(file).error());
  GUIDANG_TRY(file->append(bytes));
  return file->commit();
}

}  // namespace

struct AtomicFile::State {
  std::string folder_name;
  std::string name;
  std::string temporary;
  Descriptor folder{-1};
  Descriptor file{-1};
  std::uint64_t appended = 0;
  std::uint64_t written = 0;  // up to where
  std::uint64_t begun = 0;    // up to where the system was asked to begin bringing it to the medium
  bool committed = false;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  State(State&&) = delete;
  State& operator=(State&&) = delete;

  ~State() {
    if (!committed && file.get() >= 0) ::unlinkat(folder.get(), temporary.c_str(), 0);
  }

  [[nodiscard]] std::string path() const { return folder_name + "/" + name; }

  /// Has the medium work while the rest is still being made: otherwise it idles until flush() and all wait for it then.
  void begin_writing_back(std::uint64_t end) {
    written = std::max(written, end);
    if (written - begun < k_write_back_bytes) return;
    (void)::sync_file_range(
        file.get(), static_cast<off_t>(begun), static_cast<off_t>(written - begun), SYNC_FILE_RANGE_WRITE);
    begun = written;
  }
};

AtomicFile::AtomicFile(std::unique_ptr<State> state) : state_(std::move(state)) {}

AtomicFile::AtomicFile(AtomicFile&&) noexcept = default;
AtomicFile& AtomicFile::operator=(AtomicFile&&) noexcept = default;
AtomicFile::~AtomicFile() = default;

Result<AtomicFile> AtomicFile::create(const std::string& folder, const std::string& name) {
  auto state = std::make_unique<State>();
  state->folder_name = folder;
  state->name = name;
  state->folder = Descriptor(::open(folder.c_str(), k_folder_flags));
  return create_in(std::move(state));
}

Result<AtomicFile> AtomicFile::create(const FolderLock& folder, const std::string& name) {
  auto state = std::make_unique<State>();
  state->folder_name = folder.folder();
  state->name = name;
  state->folder = Descriptor(::openat(folder.descriptor(), ".", k_folder_flags));
  return create_in(std::move(state));
}

Result<AtomicFile> AtomicFile::create_in(std::unique_ptr<State> state) {
  if (state->folder.get() < 0) return fail(system_error("fs/cannot-open-folder", state->folder_name, errno));
  for (int number = 0;; ++number) {
    state->temporary = fmt::format("{}{}-{}", k_temporary_prefix, ::getpid(), number);
    const int descriptor =
        ::openat(state->folder.get(), state->temporary.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0) {
      state->file = Descriptor(descriptor);
      break;
    }
    if (errno != EEXIST) return fail(system_error("fs/cannot-write", state->path(), errno));
  }
  mark_alive(state->file.get());
  return AtomicFile(std::move(state));
}

Result<void> AtomicFile::write_at(std::uint64_t offset, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const auto put = ::pwrite(state_->file.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return fail(system_error("fs/cannot-write", state_->path(), errno));
    offset += static_cast<std::uint64_t>(put);
    bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
  state_->begin_writing_back(offset);
  return {};
}

Result<void> AtomicFile::append(std::string_view bytes) {
  GUIDANG_TRY(write_at(state_->appended, std::as_bytes(std::span(bytes))));
  state_->appended += bytes.size();
  return {};
}

Result<ReadBack> AtomicFile::flush() {
  const int file = state_->file.get();
  if (!synchronised(file)) return fail(system_error("fs/cannot-write", state_->path(), errno));
  return forget_pages(file);
}

Result<void> AtomicFile::commit() {
  const int folder = state_->folder.get();
  if (!synchronised(state_->file.get())) return fail(system_error("fs/cannot-write", state_->path(), errno));
  if (::renameat(folder, state_->temporary.c_str(), folder, state_->name.c_str()) != 0) {
    return fail(system_error("fs/cannot-write", state_->path(), errno));
  }
  state_->committed = true;
  if (!synchronised(folder)) return fail(system_error("fs/cannot-write", state_->path(), errno));
  return {};
}

std::string AtomicFile::current_path() const {
  return state_->committed ? state_->path() : state_->folder_name + "/" + state_->temporary;
}

Result<void> write_file(const std::string& folder, const std::string& name, std::string_view bytes) {
  return write_whole(AtomicFile::create(folder, name), bytes);
}

Result<void> write_file(const FolderLock& folder, const std::string& name, std::string_view bytes) {
  return write_whole(AtomicFile::create(folder, name), bytes);
}

Result<void> write_destination(const std::string& path, std::string_view bytes) {
  struct stat info {};

  std::string target = path;
  if (::stat(path.c_str(), &info) == 0) {
    if (!S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode)) return write_straight(path, bytes);
    auto resolved = canonical(path);
    if (!resolved) return fail(std::move(resolved).error());
    target = *std::move(resolved);
  }
  const auto slash = target.rfind('/');
  if (slash == std::string::npos) return write_file(".", target, bytes);
  return write_file(target.substr(0, slash + 1), target.substr(slash + 1), bytes);
}

Result<FolderLock> FolderLock::acquire(const std::string& folder) {
  Descriptor descriptor(::open(folder.c_str(), k_folder_flags));
  if (descriptor.get() < 0) return fail(system_error("fs/cannot-open-folder", folder, errno));
  if (::flock(descriptor.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return fail(ErrorCode::locked, {"fs/locked", {{"path", folder}}});
    return fail(system_error("fs/cannot-lock", folder, errno));
  }
  return FolderLock(folder, descriptor.release());
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : folder_(std::move(other.folder_)),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

int FolderLock::remove_debris() const {
  restore_replaced(descriptor_);
  return remove_dead(descriptor_);
}

Result<void> FolderLock::check_in_place() const {
  struct stat mine {};

  struct stat named {};

  if (::fstat(descriptor_, &mine) != 0) return fail(system_error("fs/cannot-read", folder_, errno));
  if (::stat(folder_.c_str(), &named) != 0) return fail(system_error("fs/cannot-open-folder", folder_, errno));
  if (named.st_dev == mine.st_dev && named.st_ino == mine.st_ino) return {};
  return fail(ErrorCode::not_found, {"fs/folder-replaced", {{"path", folder_}}});
}

Result<FolderState> check_destination(const std::string& folder) {
  const Descriptor descriptor(::open(folder.c_str(), k_folder_flags));
  if (descriptor.get() < 0) return fail(system_error("fs/cannot-open-folder", folder, errno));
  if (::faccessat(descriptor.get(), ".", W_OK | X_OK, AT_EACCESS) != 0) {
    return fail(system_error("fs/cannot-write", folder, errno));
  }

  struct stat info {};

  struct statfs kind {};

  struct statvfs space {};

  if (::fstat(descriptor.get(), &info) != 0 || ::fstatfs(descriptor.get(), &kind) != 0 ||
      ::fstatvfs(descriptor.get(), &space) != 0) {
    return fail(system_error("fs/cannot-read", folder, errno));
  }
  const bool fat = static_cast<std::uint64_t>(kind.f_type) == k_fat_magic;
  return FolderState{.device = info.st_dev,
                     .identity = info.st_ino,
                     .free_bytes = std::uint64_t{space.f_bavail} * space.f_frsize,
                     .largest_file_bytes = fat ? k_fat_limit : std::numeric_limits<std::uint64_t>::max()};
}

Result<bool> lies_within(const std::string& folder, const std::string& above) {
  auto inner = canonical(folder);
  if (!inner) return fail(std::move(inner).error());
  auto outer = canonical(above);
  if (!outer) return fail(std::move(outer).error());
  if (*outer == "/" || *inner == *outer) return true;
  return inner->starts_with(*outer + "/");
}

Result<void> remove_file(const FolderLock& folder, const std::string& name) {
  if (::unlinkat(folder.descriptor(), name.c_str(), 0) == 0 || errno == ENOENT) return {};
  return fail(system_error("fs/cannot-write", folder.folder() + "/" + name, errno));
}

Result<void> remove_entry(const FolderLock& folder, const std::string& name) {
  const int at = folder.descriptor();
  remove_tree(at, name);

  struct stat info {};

  if (::fstatat(at, name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT) return {};
  if (::unlinkat(at, name.c_str(), S_ISDIR(info.st_mode) ? AT_REMOVEDIR : 0) == 0) return {};
  return fail(system_error("fs/cannot-write", folder.folder() + "/" + name, errno));
}

bool entry_exists(const std::string& folder, const std::string& name) {
  struct stat info {};

  return ::lstat((folder + "/" + name).c_str(), &info) == 0;
}

bool is_folder(const std::string& path) {
  struct stat info {};

  return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

Result<std::vector<std::string>> names_of(const std::string& folder) {
  const Descriptor descriptor(::open(folder.c_str(), k_folder_flags));
  if (descriptor.get() < 0) return fail(system_error("fs/cannot-open-folder", folder, errno));
  auto names = names_in(descriptor.get());
  std::ranges::sort(names);
  return names;
}

Result<std::vector<std::string>> names_of(const FolderLock& folder) {
  auto names = names_in(folder.descriptor());
  std::ranges::sort(names);
  return names;
}

Result<void> keep_file(const FolderLock& folder, const std::string& name, const std::string& kept_name) {
  GUIDANG_TRY(remove_entry(folder, kept_name));
  const int at = folder.descriptor();
  if (::linkat(at, name.c_str(), at, kept_name.c_str(), 0) == 0 || errno == ENOENT) return {};
  // FAT and its like know no second name of a file, and nobody one of a folder.
  if (::renameat(at, name.c_str(), at, kept_name.c_str()) == 0) return {};
  return fail(system_error("fs/cannot-write", folder.folder() + "/" + kept_name, errno));
}

Result<std::unique_ptr<Source>> open_file(const std::string& path) {
  auto resolved = canonical(path);
  if (!resolved && resolved.error().code == ErrorCode::not_found) {
    if (auto there = other_case(path); !there.empty()) {
      return fail(ErrorCode::not_found, {"fs/other-case", {{"path", path}, {"there", std::move(there)}}});
    }
  }
  if (!resolved) return fail(std::move(resolved).error());
  const auto slash = resolved->rfind('/');
  const auto name = RelPath::parse(std::string_view(*resolved).substr(slash + 1));
  if (!name || name->empty()) return fail(ErrorCode::io, {"fs/not-a-file", {{"path", path}}});
  auto folder = DiskTree::open_folder(slash == 0 ? "/" : resolved->substr(0, slash));
  if (!folder) return fail(std::move(folder).error());
  return (*folder)->open(*name);
}

}  // namespace guidang::fs
