// SPDX-License-Identifier: Apache-2.0
// Prints schemas/rules.md; tests/checks/rules_page.cmake holds the file against it.
#include <iostream>

#include "catalogue.hpp"
#include "guidang/render/explain.hpp"

int main() {
  const auto zh = guidang::cli::make_catalogue("zh");
  const auto en = guidang::cli::make_catalogue("en");
  std::cout << guidang::rules_page(*zh, *en);
  return std::cout.flush() ? 0 : 1;
}
