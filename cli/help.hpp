// SPDX-License-Identifier: Apache-2.0
/// \file
/// The layout of --help. Only parse.cpp includes this: it is all in the header so that CLI11, which takes longer to
/// compile than all the rest together, is compiled once.
#pragma once

#include <map>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>

#include "guidang/base/message.hpp"

namespace guidang::cli {

/// Help whose every word is in the catalogue's language.
class HelpFormatter final : public CLI::Formatter {
 public:
  explicit HelpFormatter(const Catalogue& catalogue) : catalogue_(catalogue) {
    constexpr std::size_t k_column = 28;
    column_width(k_column);
    label("REQUIRED", "");
  }

  /// Says what follows the name of a command, and what that means.
  void describe(const CLI::App& command, std::string words, std::string meaning) {
    words_[&command] = {std::move(words), std::move(meaning)};
  }

  std::string make_usage(const CLI::App* app, std::string name) const override {
    const auto place = words_.find(app);
    const auto& [words, meaning] = place->second;
    std::string text = catalogue_.text({"help/usage", {{"command", std::move(name)}, {"words", words}}}) + "\n";
    if (!meaning.empty()) text += "  " + meaning + "\n";
    return text;
  }

 private:
  const Catalogue& catalogue_;
  std::map<const CLI::App*, std::pair<std::string, std::string>> words_;
};

}  // namespace guidang::cli
