// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/error.hpp"

#include <utility>

#include <fmt/format.h>

namespace guidang {
namespace {

std::string place(const Location& where) {
  if (where.line <= 0) return where.file + ": ";
  return fmt::format("{}:{}:{}: ", where.file, where.line, where.column);
}

}  // namespace

Error Error::in(Message step) && {
  context.push_back(std::move(step));
  return std::move(*this);
}

std::string to_string(const Error& error) {
  std::string text = error.where ? place(*error.where) : "";
  for (auto step = error.context.rbegin(); step != error.context.rend(); ++step) text += to_string(*step) + ": ";
  text += to_string(error.message);
  for (const auto& fault : error.faults) text += "\n" + place(fault.where) + to_string(fault.message);
  return text;
}

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage: return "usage";
    case ErrorCode::not_found: return "not_found";
    case ErrorCode::exists: return "exists";
    case ErrorCode::io: return "io";
    case ErrorCode::malformed: return "malformed";
    case ErrorCode::unsupported: return "unsupported";
    case ErrorCode::limit: return "limit";
    case ErrorCode::changed: return "changed";
    case ErrorCode::locked: return "locked";
    case ErrorCode::interrupted: return "interrupted";
  }
  return "unknown";
}

}  // namespace guidang
