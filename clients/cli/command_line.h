// The command line of `cairn`: flags, help, and which command runs. The only interface of
// clients/cli that main and tests need.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace cairn::cli {

struct Environment {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  // `err` is a terminal.
  bool terminal = false;
  // Columns of the terminal that `out` is; 0 when it is none.
  size_t columns = 0;
  // That terminal shows colours, and whoever sits there wants them.
  bool colour = false;
  // `in` is a terminal: somebody is there to be asked.
  bool answers = false;
};

// Runs one command. `arguments` without the program's name. Returns the exit code: 0 done, 1
// refused, 2 wrong arguments or files, 3 no answer from a server, 4 a proof does not hold.
int RunCommandLine(const std::vector<std::string>& arguments, const Environment& environment);

}  // namespace cairn::cli
