// `cairn`: the command line of a Cairn server, and the offline verifier of its exports.
#include <iostream>
#include <string>
#include <vector>

#include <unistd.h>

#include "clients/cli/command_line.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return cairn::cli::RunCommandLine(
      arguments,
      {.in = std::cin, .out = std::cout, .err = std::cerr, .terminal = isatty(STDERR_FILENO) == 1});
}
