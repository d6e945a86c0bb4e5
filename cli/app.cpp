// SPDX-License-Identifier: Apache-2.0
#include "app.hpp"

#include <csignal>
#include <exception>
#include <new>
#include <ostream>
#include <string>
#include <vector>

#include "catalogue.hpp"
#include "commands.hpp"
#include "guidang/render/text.hpp"
#include "parse.hpp"
#include "words.hpp"

namespace guidang::cli {
namespace {

Exit exit_of(const Error& error, const Environment& environment) {
  if (error.code == ErrorCode::locked) return Exit::locked;
  if (error.code != ErrorCode::interrupted) return Exit::failed;
  const int signal = environment.signal != nullptr ? environment.signal->load() : SIGINT;
  return signal == SIGTERM ? Exit::terminated : Exit::interrupted;
}

Exit report(const Error& error, const Environment& environment, const Catalogue& catalogue) {
  environment.err << render_error(
      error, catalogue, {.colour = environment.err_is_terminal, .width = environment.width});
  if (error.code == ErrorCode::usage) environment.err << catalogue.text({"usage/try-help", {}}) << '\n';
  return exit_of(error, environment);
}

/// An answer that could not be written is not an answer.
Exit delivered(Exit exit, const Environment& environment, const Catalogue& catalogue) {
  environment.out.flush();
  if (environment.out) return exit;
  return report({.code = ErrorCode::io, .message = {"error/answer-lost", {}}}, environment, catalogue);
}

Exit parse_and_execute(const std::vector<std::string>& words,
                       const Environment& environment,
                       const Catalogue& catalogue) {
  auto parsed = parse(words, environment, catalogue);
  if (!parsed) return report(parsed.error(), environment, catalogue);
  if (const auto* printed = std::get_if<Printed>(&*parsed)) {
    environment.out << printed->text;
    return delivered(Exit::ok, environment, catalogue);
  }
  const Context context{environment, catalogue};
  const auto done =
      std::visit([&](const auto& options) { return execute(options, context); }, std::get<Options>(*parsed));
  if (done) return delivered(*done, environment, catalogue);
  environment.out.flush();
  return report(done.error(), environment, catalogue);
}

}  // namespace

int run(int argc, const char* const* argv, const Environment& environment) {
  const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  const auto catalogue = make_catalogue(chosen_language(words, environment));
  try {
    return static_cast<int>(parse_and_execute(words, environment, *catalogue));
  } catch (const std::bad_alloc&) {
    environment.err << "guidang: " << catalogue->text({"error/no-memory", {}}) << '\n';
  } catch (const std::exception& e) {  // a third party threw something undocumented
    environment.err << "guidang: " << catalogue->text({"error/internal", {{"what", std::string(e.what())}}}) << '\n';
  }
  return static_cast<int>(Exit::failed);
}

}  // namespace guidang::cli
