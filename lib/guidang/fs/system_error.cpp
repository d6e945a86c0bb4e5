// SPDX-License-Identifier: Apache-2.0
#include "guidang/fs/system_error.hpp"

#include <array>
#include <cerrno>
#include <utility>

namespace guidang::fs {
namespace {

/// The reasons that the catalogue names; any other number is shown as it is.
constexpr std::array<std::pair<int, std::string_view>, 17> k_names{{
    {EACCES, "EACCES"},
    {EBUSY, "EBUSY"},
    {EEXIST, "EEXIST"},
    {EFBIG, "EFBIG"},
    {EIO, "EIO"},
    {EISDIR, "EISDIR"},
    {ELOOP, "ELOOP"},
    {EMFILE, "EMFILE"},
    {ENODEV, "ENODEV"},
    {ENOENT, "ENOENT"},
    {ENOSPC, "ENOSPC"},
    {ENOTDIR, "ENOTDIR"},
    {EPERM, "EPERM"},
    {EROFS, "EROFS"},
    {ESTALE, "ESTALE"},
    {ENAMETOOLONG, "ENAMETOOLONG"},
    {EDQUOT, "EDQUOT"},
}};

ErrorCode code_of(int number) {
  switch (number) {
    case ENOENT:
    case ENOTDIR: return ErrorCode::not_found;
    case EEXIST: return ErrorCode::exists;
    case EWOULDBLOCK: return ErrorCode::locked;
    default: return ErrorCode::io;
  }
}

Value reason_of(int number) {
  for (const auto& [known, name] : k_names) {
    if (known == number) return Term{"errno/" + std::string(name)};
  }
  return "errno " + std::to_string(number);
}

}  // namespace

Error system_error(std::string_view id, std::string_view path, int error_number) {
  Error error;
  error.code = code_of(error_number);
  error.message = {std::string(id), {{"path", std::string(path)}, {"reason", reason_of(error_number)}}};
  return error;
}

}  // namespace guidang::fs
