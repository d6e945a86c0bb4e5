// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guidang/fs/descriptor.hpp"
#include "guidang/fs/system_error.hpp"
#include "guidang/fs/tree.hpp"

namespace guidang::fs {
namespace {

constexpr int k_folder_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

/// Opens the folder `path` below `root` step by step, so that no link on the way is followed. -1 and errno if not.
int open_below(int root, const RelPath& path) {
  // Not dup(): the copy would share its place in the list of names with `root`, whose second listing would be empty.
  Descriptor current(::openat(root, ".", k_folder_flags));
  for (const auto part : path.components()) {
    if (current.get() < 0) return -1;
    current = Descriptor(::openat(current.get(), std::string(part).c_str(), k_folder_flags));
  }
  return current.release();
}

std::int64_t nanoseconds(const struct timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

Stamp stamp_of(const struct stat& info) {
  return {.device = info.st_dev,
          .inode = info.st_ino,
          .modified_ns = nanoseconds(info.st_mtim),
          .changed_ns = nanoseconds(info.st_ctim)};
}

class DiskSource final : public Source {
 public:
  DiskSource(Descriptor descriptor, const struct stat& opened, RelPath path)
      : descriptor_(std::move(descriptor)),
        opened_(opened),
        path_(std::move(path)) {}

  [[nodiscard]] std::uint64_t size_bytes() const override { return static_cast<std::uint64_t>(opened_.st_size); }

  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> buffer) override {
    const auto got = read_all_at(descriptor_.get(), offset, buffer);
    if (!got) return fail(system_error("fs/cannot-read", path_.text(), errno));
    return *got;
  }

  [[nodiscard]] Result<void> check_unchanged() override {
    struct stat now {};

    if (::fstat(descriptor_.get(), &now) != 0) return fail(system_error("fs/cannot-read", path_.text(), errno));
    if (!is_unchanged(opened_, now)) return fail(ErrorCode::changed, {"fs/changed", {{"path", path_.text()}}});
    return {};
  }

  [[nodiscard]] int descriptor() const override { return descriptor_.get(); }

  [[nodiscard]] std::optional<Stamp> stamp() const override { return stamp_of(opened_); }

 private:
  Descriptor descriptor_;
  struct stat opened_;
  RelPath path_;
};

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

std::string link_target(int folder, const char* name, const struct stat& info) {
  std::string target(static_cast<std::size_t>(std::max<off_t>(info.st_size, 255)) + 1, '\0');
  const auto size = ::readlinkat(folder, name, target.data(), target.size());
  target.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
  return target;
}

EntryKind kind_of(const struct stat& info) {
  if (S_ISREG(info.st_mode)) return EntryKind::file;
  if (S_ISDIR(info.st_mode)) return EntryKind::folder;
  if (S_ISLNK(info.st_mode)) return EntryKind::link;
  return EntryKind::other;
}

/// Makes the entry of what was found as `name` in the folder open as `folder`. Errors: io, not_found (it is gone).
Result<Entry> entry_of(int folder, const char* name, RelPath path) {
  struct stat info {};

  if (::fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0) {
    return fail(system_error("fs/cannot-read", path.text(), errno));
  }
  Entry entry{.path = std::move(path), .kind = kind_of(info)};
  if (entry.kind == EntryKind::file) {
    entry.size_bytes = static_cast<std::uint64_t>(info.st_size);
    entry.stamp = stamp_of(info);
  }
  if (entry.kind == EntryKind::link) entry.link_target = link_target(folder, name, info);
  return entry;
}

/// Lists a tree depth first, so that each folder can be opened from the one above it.
class Walk {
 public:
  Walk(int root, Listing& listing) : root_(root), listing_(listing) {}

  /// Lists everything below `top`. Errors: not_found, io (`top` itself).
  Result<void> run(const RelPath& top) {
    GUIDANG_TRY(enter(Descriptor(open_below(root_, top)), top));
    while (!levels_.empty()) {
      Level& level = levels_.back();
      if (level.waiting.empty()) {
        levels_.pop_back();
        continue;
      }
      const RelPath path = std::move(level.waiting.back());
      level.waiting.pop_back();
      const bool held = level.folder != nullptr;
      Descriptor below(held ? ::openat(::dirfd(level.folder.get()), std::string(path.name()).c_str(), k_folder_flags)
                            : open_below(root_, path));
      if (auto entered = enter(std::move(below), path); !entered) {
        listing_.unreadable.push_back({path, std::move(entered).error()});
      }
    }
    return {};
  }

 private:
  using Folder = std::unique_ptr<DIR, CloseFolder>;

  /// A folder on the way down.
  struct Level {
    Folder folder;                 ///< Null where it is too deep to be kept open.
    std::vector<RelPath> waiting;  ///< Its sub-folders that have not been listed.
  };

  static constexpr std::size_t k_most_held = 64;

  Result<void> enter(Descriptor descriptor, const RelPath& path) {
    if (descriptor.get() < 0) return fail(system_error("fs/cannot-read", path.text(), errno));
    Folder folder(::fdopendir(descriptor.get()));
    if (!folder) return fail(system_error("fs/cannot-read", path.text(), errno));
    (void)descriptor.release();  // closedir() closes it
    Level level{.folder = nullptr, .waiting = list(*folder, path)};
    if (levels_.size() < k_most_held) level.folder = std::move(folder);
    levels_.push_back(std::move(level));
    return {};
  }

  /// Adds all entries of one folder to the listing; returns its sub-folders.
  std::vector<RelPath> list(DIR& folder, const RelPath& path) {
    std::vector<RelPath> folders;
    for (;;) {
      errno = 0;
      const dirent* found = ::readdir(&folder);
      if (found == nullptr) {
        if (errno != 0) listing_.unreadable.push_back({path, system_error("fs/cannot-read", path.text(), errno)});
        return folders;
      }
      const std::string_view name = found->d_name;
      if (name == "." || name == "..") continue;
      const RelPath child = path.child(name);
      auto entry = entry_of(::dirfd(&folder), found->d_name, child);
      if (!entry) {
        listing_.unreadable.push_back({child, std::move(entry).error()});
        continue;
      }
      if (entry->kind == EntryKind::folder) folders.push_back(child);
      listing_.entries.push_back(*std::move(entry));
    }
  }

  int root_;
  Listing& listing_;
  std::vector<Level> levels_;
};

}  // namespace

Result<std::unique_ptr<DiskTree>> DiskTree::open_folder(const std::string& folder) {
  // Not O_NOFOLLOW: the folder that a user names may be a link; only what lies below is strangers' work.
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return fail(system_error("fs/cannot-open-folder", folder, errno));
  return std::unique_ptr<DiskTree>(new DiskTree(descriptor));
}

DiskTree::~DiskTree() {
  ::close(descriptor_);
}

Result<Listing> DiskTree::list(const RelPath& folder) const {
  Listing listing;
  GUIDANG_TRY(Walk(descriptor_, listing).run(folder));
  std::ranges::sort(listing.entries, {}, &Entry::path);
  std::ranges::sort(listing.unreadable, {}, &Unreadable::path);
  return listing;
}

Result<std::unique_ptr<Source>> DiskTree::open(const RelPath& path) const {
  const Descriptor folder(open_below(descriptor_, path.parent()));
  if (folder.get() < 0) return fail(system_error("fs/cannot-read", path.text(), errno));
  // O_NONBLOCK: opening a named pipe must not wait for its other end.
  Descriptor file(
      ::openat(folder.get(), std::string(path.name()).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (file.get() < 0) return fail(system_error("fs/cannot-read", path.text(), errno));

  struct stat info {};

  if (::fstat(file.get(), &info) != 0) return fail(system_error("fs/cannot-read", path.text(), errno));
  if (!S_ISREG(info.st_mode)) return fail(ErrorCode::io, {"fs/not-a-file", {{"path", path.text()}}});
  return std::make_unique<DiskSource>(std::move(file), info, path);
}

}  // namespace guidang::fs
