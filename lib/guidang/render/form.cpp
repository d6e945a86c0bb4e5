// SPDX-License-Identifier: Apache-2.0
#include "guidang/render/form.hpp"

#include <utility>

namespace guidang {

FormCell form_text(std::string text, FormAlign align) {
  return {std::move(text), std::nullopt, align};
}

FormCell form_number(const Exact& number) {
  return {{}, number, FormAlign::right};
}

}  // namespace guidang
