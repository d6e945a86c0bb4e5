// SPDX-License-Identifier: Apache-2.0
#include "guidang/fs/read_back.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace guidang::fs {
namespace {

/// Whether no page of the file open as `descriptor` is left in memory.
bool forgotten(int descriptor, std::uint64_t size_bytes) {
  if (size_bytes == 0) return true;
  const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  constexpr std::uint64_t k_window = std::uint64_t{1} << 30;  // of address space, at a time
  std::vector<unsigned char> resident;
  for (std::uint64_t offset = 0; offset < size_bytes; offset += k_window) {
    const auto length = static_cast<std::size_t>(std::min(k_window, size_bytes - offset));
    void* const memory = ::mmap(nullptr, length, PROT_READ, MAP_SHARED, descriptor, static_cast<off_t>(offset));
    if (memory == MAP_FAILED) return false;
    resident.assign((length + page - 1) / page, 0);
    const bool known = ::mincore(memory, length, resident.data()) == 0;
    ::munmap(memory, length);
    if (!known || std::ranges::any_of(resident, [](unsigned char state) { return (state & 1U) != 0; })) return false;
  }
  return true;
}

}  // namespace

std::string_view to_string(ReadBack kind) {
  return kind == ReadBack::cache_bypassed ? "cache_bypassed" : "through_cache";
}

ReadBack forget_pages(int descriptor) {
  struct stat info {};

  if (::fstat(descriptor, &info) != 0) return ReadBack::through_cache;
  const bool asked = ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED) == 0;
  const bool gone = asked && forgotten(descriptor, static_cast<std::uint64_t>(info.st_size));
  return gone ? ReadBack::cache_bypassed : ReadBack::through_cache;
}

}  // namespace guidang::fs
