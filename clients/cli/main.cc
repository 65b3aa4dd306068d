// `cairn`: the command line of a Cairn server, and the offline verifier of its exports.
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <sys/ioctl.h>
#include <unistd.h>

#include "clients/cli/command_line.h"

namespace {

// 0 for what is no terminal.
size_t ColumnsOf(int descriptor) {
  winsize size{};
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

// https://no-color.org: any value but an empty one.
bool WantsColour() {
  const char* refused = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool is_refused = refused != nullptr && *refused != '\0';
  return !is_refused && terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return cairn::cli::RunCommandLine(arguments,
                                    {.in = std::cin,
                                     .out = std::cout,
                                     .err = std::cerr,
                                     .terminal = isatty(STDERR_FILENO) == 1,
                                     .columns = ColumnsOf(STDOUT_FILENO),
                                     .colour = isatty(STDOUT_FILENO) == 1 && WantsColour(),
                                     .answers = isatty(STDIN_FILENO) == 1});
}
