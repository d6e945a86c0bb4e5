// SPDX-License-Identifier: Apache-2.0
#include "guidang/fs/new_folder.hpp"

#include <cerrno>
#include <span>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "guidang/fs/descriptor.hpp"
#include "guidang/fs/system_error.hpp"
#include "guidang/fs/temporary.hpp"

namespace guidang::fs {
namespace {

constexpr int k_folder_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr mode_t k_folder_mode = 0777;  // less the umask, as any program's folders

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
  std::string parent_name;
  std::string name;
  std::string temporary;
  Descriptor parent{-1};
  Descriptor folder{-1};
  RelPath last_parent;             // files of one folder come one after another:
  Descriptor last_descriptor{-1};  // it is walked to once
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

  /// Goes to the folder `below`, making what is missing on the way; good until the next call.
  Result<int> go_to(const RelPath& below) {
    if (last_descriptor.get() >= 0 && last_parent == below) return last_descriptor.get();
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
    last_parent = below;
    last_descriptor = std::move(current);
    return last_descriptor.get();
  }

  /// Brings all to the medium: one call for all files, since flushing each of many small ones takes minutes on a stick.
  Result<void> synchronise() const {
    if (::syncfs(folder.get()) != 0) return fail(failed({}, errno));
    return {};
  }

  Result<void> rename(const std::string& from, const std::string& to) const {
    if (::renameat(parent.get(), from.c_str(), parent.get(), to.c_str()) == 0) return {};
    return fail(failed({}, errno));
  }

  Result<void> synchronise_parent() const {
    if (::fsync(parent.get()) != 0 && errno != EINVAL) return fail(failed({}, errno));
    return {};
  }

  /// Has `aside` take the name of what is there, and gives that name to the new folder; undone where that fails.
  Result<void> swap_names(const std::string& aside) {
    remove_tree(parent.get(), aside);
    GUIDANG_TRY(rename(name, aside));
    if (auto renamed = rename(temporary, name); !renamed) {
      (void)::renameat(parent.get(), aside.c_str(), parent.get(), name.c_str());  // else the next run does
      return renamed;
    }
    committed = true;
    return {};
  }

  /// For file systems that cannot exchange two names at once (FAT and its like). What is replaced is under a name that
  /// nobody clears away until the new folder has its own.
  Result<void> replace_in_two_steps() {
    const std::string aside = std::string(k_replaced_prefix) + name;
    GUIDANG_TRY(swap_names(aside));
    remove_tree(parent.get(), aside);
    return {};
  }
};

namespace {

/// Asks the system to forget what it holds in memory of all files below the folder open as `folder`.
ReadBack forget_tree(int folder) {  // NOLINT(misc-no-recursion): as deep as what we wrote
  const auto names = names_in(folder);
  // That a folder cannot be listed looks so, too; and a bag has no empty folders.
  auto kind = names.empty() ? ReadBack::through_cache : ReadBack::cache_bypassed;
  for (const auto& name : names) {
    const Descriptor entry(::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));

    struct stat info {};

    if (entry.get() < 0 || ::fstat(entry.get(), &info) != 0) {
      kind = ReadBack::through_cache;
      continue;
    }
    const auto one = S_ISDIR(info.st_mode) ? forget_tree(entry.get()) : forget_pages(entry.get());
    if (one == ReadBack::through_cache) kind = one;
  }
  return kind;
}

}  // namespace

NewFolder::NewFolder(std::unique_ptr<State> state) : state_(std::move(state)) {}

NewFolder::NewFolder(NewFolder&&) noexcept = default;
NewFolder& NewFolder::operator=(NewFolder&&) noexcept = default;
NewFolder::~NewFolder() = default;

Result<NewFolder> NewFolder::create(const std::string& path) {
  auto state = std::make_unique<State>();
  auto place = place_of(path);
  state->path = path;
  state->parent_name = place.parent;
  state->name = std::move(place.name);
  state->parent = Descriptor(::open(place.parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (state->parent.get() < 0) return fail(system_error("fs/cannot-open-folder", place.parent, errno));

  struct stat info {};

  const bool there = ::fstatat(state->parent.get(), state->name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0;
  if (there) {
    const Descriptor folder(::openat(state->parent.get(), state->name.c_str(), k_folder_flags));
    const bool vacant = folder.get() >= 0 && names_in(folder.get()).empty();
    if (!vacant) return fail(ErrorCode::exists, {"fs/folder-exists", {{"path", path}}});
  }
  (void)remove_dead(state->parent.get());
  return create_in(std::move(state));
}

Result<NewFolder> NewFolder::create(const FolderLock& folder, const std::string& name) {
  auto state = std::make_unique<State>();
  state->path = folder.folder() + "/" + name;
  state->parent_name = folder.folder();
  state->name = name;
  state->parent = Descriptor(::openat(folder.descriptor(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (state->parent.get() < 0) return fail(system_error("fs/cannot-open-folder", folder.folder(), errno));
  return create_in(std::move(state));
}

Result<NewFolder> NewFolder::create_in(std::unique_ptr<State> state) {
  for (int number = 0;; ++number) {
    state->temporary = fmt::format("{}{}-{}", k_temporary_prefix, ::getpid(), number);
    if (::mkdirat(state->parent.get(), state->temporary.c_str(), k_folder_mode) == 0) break;
    if (errno != EEXIST) return fail(system_error("fs/cannot-write", state->path, errno));
  }
  state->folder = Descriptor(::openat(state->parent.get(), state->temporary.c_str(), k_folder_flags));
  if (state->folder.get() < 0) return fail(system_error("fs/cannot-write", state->path, errno));
  mark_alive(state->folder.get());
  return NewFolder(std::move(state));
}

Result<void> NewFolder::add_folder(const RelPath& path) {
  return state_->go_to(path).map([](int) {});
}

Result<void> NewFolder::add_file(const RelPath& path, Source& source) {
  const auto parent = state_->go_to(path.parent());
  if (!parent) return fail(parent.error());
  const std::string name(path.name());
  const Descriptor file(::openat(*parent, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
  if (file.get() < 0) return fail(state_->failed(path, errno));
  return stream(source, [&](std::span<const std::byte> bytes) -> Result<void> {
    if (!write_all(file.get(), bytes)) return fail(state_->failed(path, errno));
    return {};
  });
}

Result<ReadBack> NewFolder::flush() {
  GUIDANG_TRY(state_->synchronise());
  return forget_tree(state_->folder.get());
}

Result<void> NewFolder::commit() {
  GUIDANG_TRY(state_->synchronise());
  if (::renameat(state_->parent.get(), state_->temporary.c_str(), state_->parent.get(), state_->name.c_str()) != 0) {
    if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR) {
      return fail(ErrorCode::exists, {"fs/folder-exists", {{"path", state_->path}}});
    }
    return fail(state_->failed({}, errno));
  }
  state_->committed = true;
  return state_->synchronise_parent();
}

Result<void> NewFolder::replace(const std::string& kept_name) {
  GUIDANG_TRY(state_->synchronise());
  const int parent = state_->parent.get();

  struct stat info {};

  if (::fstatat(parent, state_->name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) return commit();
  if (!kept_name.empty()) {
    // Not exchanged: a run killed then would leave the old folder under a temporary name, which the next one clears
    // away.
    GUIDANG_TRY(state_->swap_names(kept_name));
  } else if (::renameat2(parent, state_->temporary.c_str(), parent, state_->name.c_str(), RENAME_EXCHANGE) == 0) {
    state_->committed = true;
    GUIDANG_TRY(state_->synchronise_parent());
    remove_tree(parent, state_->temporary);
  } else if (errno == EINVAL || errno == ENOSYS) {
    GUIDANG_TRY(state_->replace_in_two_steps());
  } else {
    return fail(state_->failed({}, errno));
  }
  return state_->synchronise_parent();
}

std::string NewFolder::current_path() const {
  return state_->parent_name + "/" + (state_->committed ? state_->name : state_->temporary);
}

}  // namespace guidang::fs
