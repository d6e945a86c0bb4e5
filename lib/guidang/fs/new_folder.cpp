// SPDX-License-Identifier: Apache-2.0
#include "guidang/fs/new_folder.hpp"

#include <cerrno>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "guidang/fs/descriptor.hpp"
#include "guidang/fs/system_error.hpp"

namespace guidang::fs {
namespace {

/// Another prefix than that of temporary files: remove_debris() of FolderLock knows files only.
constexpr std::string_view k_temporary_prefix = ".guidang-new-";
constexpr int k_folder_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr mode_t k_folder_mode = 0777;  // less the umask, as any program's folders

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

/// The names in the folder open as `folder`; none if it cannot be read.
std::vector<std::string> names_in(int folder) {
  std::vector<std::string> names;
  const int reading = ::openat(folder, ".", k_folder_flags);
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

/// Removes a folder and all below it; links are removed, never followed.
void remove_tree(int above, const std::string& name) {  // NOLINT(misc-no-recursion): as deep as what we wrote
  if (::unlinkat(above, name.c_str(), 0) == 0) return;
  {
    const Descriptor folder(::openat(above, name.c_str(), k_folder_flags));
    if (folder.get() < 0) return;
    for (const auto& below : names_in(folder.get())) remove_tree(folder.get(), below);
  }
  ::unlinkat(above, name.c_str(), AT_REMOVEDIR);
}

/// Removes what runs that were killed have left: every living run holds its folder locked.
void remove_dead(int parent) {
  for (const auto& name : names_in(parent)) {
    if (!name.starts_with(k_temporary_prefix)) continue;
    const Descriptor folder(::openat(parent, name.c_str(), k_folder_flags));
    if (folder.get() >= 0 && ::flock(folder.get(), LOCK_EX | LOCK_NB) == 0) remove_tree(parent, name);
  }
}

struct Place {
  std::string parent;
  std::string name;
};

/// "a/b/" is b in a, "b" is b in the current folder.
Place place_of(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return {".", path};
  return {slash == 0 ? "/" : path.substr(0, slash), path.substr(slash + 1)};
}

}  // namespace

struct NewFolder::State {
  std::string path;
  std::string name;
  std::string temporary;
  Descriptor parent{-1};
  Descriptor folder{-1};
  bool committed = false;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  State(State&&) = delete;
  State& operator=(State&&) = delete;

  ~State() {
    if (!committed && folder.get() >= 0) remove_tree(parent.get(), temporary);
  }

  [[nodiscard]] Error failed(const RelPath& below, int reason) const {
    return system_error("fs/cannot-write", path + "/" + below.text(), reason);
  }

  /// Opens the folder that holds `below`, making what is missing on the way.
  Result<Descriptor> open_parent(const RelPath& below) const {
    Descriptor current(::openat(folder.get(), ".", k_folder_flags));
    if (current.get() < 0) return fail(failed(below, errno));
    for (const auto part : below.components()) {
      const std::string one(part);
      if (::mkdirat(current.get(), one.c_str(), k_folder_mode) != 0 && errno != EEXIST) {
        return fail(failed(below, errno));
      }
      Descriptor next(::openat(current.get(), one.c_str(), k_folder_flags));
      if (next.get() < 0) return fail(failed(below, errno));
      current = std::move(next);
    }
    return current;
  }
};

NewFolder::NewFolder(std::unique_ptr<State> state) : state_(std::move(state)) {}

NewFolder::NewFolder(NewFolder&&) noexcept = default;
NewFolder& NewFolder::operator=(NewFolder&&) noexcept = default;
NewFolder::~NewFolder() = default;

Result<NewFolder> NewFolder::create(const std::string& path) {
  auto state = std::make_unique<State>();
  auto place = place_of(path);
  state->path = path;
  state->name = std::move(place.name);
  state->parent = Descriptor(::open(place.parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (state->parent.get() < 0) return fail(system_error("fs/cannot-open-folder", place.parent, errno));

  struct stat info {};

  if (::fstatat(state->parent.get(), state->name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0) {
    const Descriptor there(::openat(state->parent.get(), state->name.c_str(), k_folder_flags));
    const bool vacant = there.get() >= 0 && names_in(there.get()).empty();
    if (!vacant) return fail(ErrorCode::exists, {"fs/folder-exists", {{"path", path}}});
  }
  remove_dead(state->parent.get());
  for (int number = 0;; ++number) {
    state->temporary = fmt::format("{}{}-{}", k_temporary_prefix, ::getpid(), number);
    if (::mkdirat(state->parent.get(), state->temporary.c_str(), k_folder_mode) == 0) break;
    if (errno != EEXIST) return fail(system_error("fs/cannot-write", path, errno));
  }
  state->folder = Descriptor(::openat(state->parent.get(), state->temporary.c_str(), k_folder_flags));
  if (state->folder.get() < 0) return fail(system_error("fs/cannot-write", path, errno));
  (void)::flock(state->folder.get(), LOCK_EX | LOCK_NB);  // marks it as alive, see remove_dead()
  return NewFolder(std::move(state));
}

Result<void> NewFolder::add_folder(const RelPath& path) {
  return state_->open_parent(path).map([](const Descriptor&) {});
}

Result<void> NewFolder::add_file(const RelPath& path, Source& source) {
  const auto parent = state_->open_parent(path.parent());
  if (!parent) return fail(parent.error());
  const std::string name(path.name());
  const Descriptor file(
      ::openat(parent->get(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
  if (file.get() < 0) return fail(state_->failed(path, errno));
  return stream(source, [&](std::span<const std::byte> bytes) -> Result<void> {
    if (!write_all(file.get(), bytes)) return fail(state_->failed(path, errno));
    return {};
  });
}

Result<void> NewFolder::commit() {
  // One call for all files: flushing each of many small ones would take minutes on a stick.
  if (::syncfs(state_->folder.get()) != 0) return fail(state_->failed({}, errno));
  if (::renameat(state_->parent.get(), state_->temporary.c_str(), state_->parent.get(), state_->name.c_str()) != 0) {
    if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR) {
      return fail(ErrorCode::exists, {"fs/folder-exists", {{"path", state_->path}}});
    }
    return fail(state_->failed({}, errno));
  }
  state_->committed = true;
  if (::fsync(state_->parent.get()) != 0 && errno != EINVAL) return fail(state_->failed({}, errno));
  return {};
}

}  // namespace guidang::fs
