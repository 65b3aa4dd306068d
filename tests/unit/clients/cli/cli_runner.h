// Runs `cairn` inside the test, as a shell would.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/clients/fake_server.h"

namespace cairn::cli {

struct Ran {
  int code;
  std::string out;
  std::string err;
};

Ran RunCliAt(const std::string& server, std::vector<std::string> arguments,
             const std::string& input = "");
Ran RunCli(const FakeServer& server, std::vector<std::string> arguments,
           const std::string& input = "");

// As somebody at a terminal of 80 columns would, who answers what is asked with `input`.
Ran RunCliInTerminal(const FakeServer& server, std::vector<std::string> arguments,
                     const std::string& input);

// Writes a file and returns its path.
std::string WriteFile(const std::string& path, std::string_view content);
std::string ReadFileText(const std::string& path);

}  // namespace cairn::cli
