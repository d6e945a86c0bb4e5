// SPDX-License-Identifier: Apache-2.0
/// \file
/// A value, or the Error that kept it from being made.
#pragma once

#include <utility>

#include <tl/expected.hpp>

#include "guidang/base/error.hpp"

namespace guidang {

/// `std::expected` under the name we keep when C++23 gives us the real one.
template <typename T>
using Result = tl::expected<T, Error>;

/// Makes the failed alternative of any Result.
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

/// Makes the failed alternative of any Result from its two necessary parts.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, Message message) {
  Error error;
  error.code = code;
  error.message = std::move(message);
  return fail(std::move(error));
}

}  // namespace guidang

/// Returns the error of `expression` from the enclosing function, if it failed.
#define GUIDANG_TRY(expression)                                  \
  do {                                                           \
    if (auto guidang_result = (expression); !guidang_result) {   \
      return ::guidang::fail(std::move(guidang_result).error()); \
    }                                                            \
  } while (false)
