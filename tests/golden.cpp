// SPDX-License-Identifier: Apache-2.0
// Runs one golden case: a folder holding `commands` (one command line a line, words separated by blanks, 'quoted' where
// they hold some; "cd FOLDER" changes the folder), the inputs, what the runs must print (`stdout`, `stderr`; absent
// means nothing) and their exit status
// (`exit`, of the last command; absent means 0; all others must agree with a line "exit N" in stdout).
//
// The case is copied to a scratch folder first, where `setup.sh` is run if there is one (for links, empty folders and
// files that git cannot hold) and the commands work. With several commands each one's output follows its line "$ …".
// `variables` may hold environment variables, NAME=VALUE a line; nothing else of the environment is seen. The clock
// stands at 2026-11-20T04:00:00Z unless a command says --date.
//
// With GUIDANG_ACCEPT=1 it rewrites what differs and ends with 77, which CTest counts as skipped: an accepting run
// never passes. A failing case leaves its scratch folder and says where.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "app.hpp"
#include "support/scratch.hpp"

namespace stdfs = std::filesystem;

namespace {

constexpr int k_skipped = 77;
constexpr std::int64_t k_now = 1795147200;  // 2026-11-20T04:00:00Z

std::string read(const stdfs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> lines_of(const stdfs::path& path) {
  std::vector<std::string> lines;
  std::istringstream text(read(path));
  for (std::string line; std::getline(text, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

/// Splits at blanks; 'a b' is one word.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false;
  bool any = false;
  for (const char c : line) {
    if (c == '\'') {
      quoted = !quoted;
      any = true;
    } else if (c == ' ' && !quoted) {
      if (any) words.push_back(word);
      word.clear();
      any = false;
    } else {
      word += c;
      any = true;
    }
  }
  if (any) words.push_back(word);
  return words;
}

bool accepting() {
  const char* accept = std::getenv("GUIDANG_ACCEPT");
  return accept != nullptr && std::string(accept) == "1";
}

/// Compares what a run gave with what the case has; returns CTest's exit status.
int compare(const stdfs::path& path, const std::string& got) {
  const std::string want = read(path);
  if (got == want) return 0;
  if (accepting()) {
    if (got.empty()) {
      stdfs::remove(path);
    } else {
      std::ofstream(path, std::ios::binary) << got;
    }
    return k_skipped;
  }
  std::cout << "--- " << path.string() << " (wanted)\n" << want << "+++ got\n" << got;
  return 1;
}

struct Outcome {
  std::string out;
  std::string err;
  int exit = 0;
};

Outcome run_commands(const stdfs::path& dir) {
  std::map<std::string, std::string> variables;
  for (const auto& line : lines_of(dir / "variables"))
    variables[line.substr(0, line.find('='))] = line.substr(line.find('=') + 1);
  const auto variable = [&variables](const std::string& name) -> std::optional<std::string> {
    const auto place = variables.find(name);
    return place == variables.end() ? std::nullopt : std::optional<std::string>(place->second);
  };
  const auto commands = lines_of(dir / "commands");
  Outcome outcome;
  for (const auto& line : commands) {
    const auto words = words_of(line);
    if (words.size() == 2 && words[0] == "cd") {
      stdfs::current_path(words[1]);
      continue;
    }
    std::vector<const char*> args;
    for (const auto& word : words) args.push_back(word.c_str());
    std::ostringstream out;
    std::ostringstream err;
    outcome.exit = guidang::cli::run(
        static_cast<int>(args.size()),
        args.data(),
        {.out = out, .err = err, .variable = variable, .now_utc = k_now, .program_folder = GUIDANG_PROGRAM_FOLDER});
    if (commands.size() > 1) {
      outcome.out += "$ " + line + "\n";
      outcome.err += err.str().empty() ? "" : "$ " + line + "\n";
    }
    outcome.out += out.str();
    outcome.err += err.str();
    if (commands.size() > 1 && outcome.exit != 0) outcome.out += "exit " + std::to_string(outcome.exit) + "\n";
  }
  return outcome;
}

}  // namespace

int main(int, char** argv) {
  const stdfs::path source = argv[1];
  guidang::test::Scratch scratch;
  stdfs::copy(source, scratch.path(), stdfs::copy_options::recursive | stdfs::copy_options::copy_symlinks);
  // `example` names archives to copy: of tests/archives/ or, by the same name, of examples/.
  for (const auto& name : lines_of(source / "example")) {
    const auto own = stdfs::path(argv[2]) / "tests/archives" / name;
    const auto from = stdfs::exists(own) ? own : stdfs::path(argv[2]) / "examples" / name;
    const auto to = stdfs::path(scratch.path()) / name;
    stdfs::create_directories(to.parent_path());
    stdfs::copy(from, to, stdfs::copy_options::recursive);
  }
  stdfs::current_path(scratch.path());
  if (stdfs::exists("setup.sh") && std::system("sh -eu ./setup.sh") != 0) {
    std::cout << "setup.sh failed in " << scratch.path() << '\n';
    return 1;
  }
  const auto outcome = run_commands(scratch.path());
  int worst = 0;
  for (const int status : {compare(source / "stdout", outcome.out),
                           compare(source / "stderr", outcome.err),
                           compare(source / "exit", outcome.exit == 0 ? "" : std::to_string(outcome.exit) + "\n")}) {
    if (status != 0) worst = status;
  }
  if (worst == 1) {
    std::cout << "the case ran in " << scratch.path() << '\n';
    scratch.keep();
  }
  return worst;
}
