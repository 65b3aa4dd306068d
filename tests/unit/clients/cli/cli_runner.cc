#include "tests/unit/clients/cli/cli_runner.h"

#include <fstream>
#include <sstream>

#include "clients/cli/command_line.h"

namespace cairn::cli {

namespace {

struct Terminal {
  size_t columns = 0;
  bool answers = false;
};

Ran RunIn(const Terminal& terminal, const std::string& server, std::vector<std::string> arguments,
          const std::string& input) {
  arguments.insert(arguments.begin(), {"--server", server});
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  const int code = RunCommandLine(
      arguments,
      {.in = in, .out = out, .err = err, .columns = terminal.columns, .answers = terminal.answers});
  return {code, out.str(), err.str()};
}

}  // namespace

Ran RunCliAt(const std::string& server, std::vector<std::string> arguments,
             const std::string& input) {
  return RunIn({}, server, std::move(arguments), input);
}

Ran RunCliInTerminal(const FakeServer& server, std::vector<std::string> arguments,
                     const std::string& input) {
  return RunIn({.columns = 80, .answers = true}, server.target(), std::move(arguments), input);
}

Ran RunCli(const FakeServer& server, std::vector<std::string> arguments, const std::string& input) {
  return RunCliAt(server.target(), std::move(arguments), input);
}

std::string WriteFile(const std::string& path, std::string_view content) {
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

std::string ReadFileText(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace cairn::cli
