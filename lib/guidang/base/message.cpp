// SPDX-License-Identifier: Apache-2.0
#include "guidang/base/message.hpp"

#include <fmt/format.h>

namespace guidang {
namespace {

template <typename List, typename Print>
std::string joined(const List& list, Print print) {
  std::string text = "[";
  for (const auto& entry : list) {
    if (text.size() > 1) text += ", ";
    text += print(entry);
  }
  return text + "]";
}

struct ValuePrinter {
  std::string operator()(const std::string& text) const { return text; }

  std::string operator()(std::int64_t number) const { return std::to_string(number); }

  std::string operator()(const Term& term) const { return term.id; }

  std::string operator()(const std::vector<std::string>& texts) const {
    return joined(texts, [](const std::string& text) { return text; });
  }

  std::string operator()(const Terms& terms) const {
    return joined(terms, [](const Term& term) { return term.id; });
  }
};

}  // namespace

std::string to_string(const Message& message) {
  if (message.arguments.empty()) return message.id;
  std::string text = message.id + "(";
  std::string_view separator;
  for (const auto& argument : message.arguments) {
    text += fmt::format("{}{}={}", separator, argument.name, std::visit(ValuePrinter{}, argument.value));
    separator = ", ";
  }
  return text + ")";
}

}  // namespace guidang
