// SPDX-License-Identifier: Apache-2.0
#include "guidang/sheet/decode.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "guidang/base/encoding.hpp"
#include "guidang/base/text.hpp"

namespace guidang::sheet {
namespace {

/// A fault at byte `offset` of `text`, whose bytes before are UTF-8 or nearly so.
Error fault_at(std::string_view text, std::size_t offset, std::string_view name, std::string id) {
  const auto before = text.substr(0, offset);
  const auto start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  Fault fault;
  fault.message = {std::move(id), {}};
  fault.where = {std::string(name),
                 static_cast<int>(std::ranges::count(before, '\n')) + 1,
                 static_cast<int>(code_points(before.substr(start))) + 1};
  Error error{.code = ErrorCode::malformed,
              .message = {"sheet/malformed", {{"path", std::string(name)}, {"count", std::int64_t{1}}}},
              .where = fault.where};
  error.faults.push_back(std::move(fault));
  return error;
}

}  // namespace

Result<std::string> decode(std::string_view bytes, std::string_view name) {
  auto read = decoded(bytes);
  if (read.bad) return fail(fault_at(read.text, *read.bad, name, "sheet/not-text"));
  if (const auto nul = read.text.find('\0'); nul != std::string::npos) {
    return fail(fault_at(read.text, nul, name, "sheet/nul"));
  }
  return std::move(read.text);
}

}  // namespace guidang::sheet
