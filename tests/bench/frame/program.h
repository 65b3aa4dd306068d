// Programs that the bench runs: itself, for a log that must end by a kill, and PostgreSQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace cairn::bench {

// Whom a program runs as.
struct Account {
  uid_t user = 0;
  gid_t group = 0;
};

// Starts `arguments[0]` with its output in the file `output`. It is told to end when this process
// does, however that happens. Only the main thread may call this. Stops the process if it cannot.
pid_t StartProgram(const std::vector<std::string>& arguments, const std::string& output,
                   std::optional<Account> as = std::nullopt);

// Waits for the end: the exit code, or minus the signal that ended it.
int AwaitProgram(pid_t program);

// Waits for the end for at most `wait_ms`; true if it has ended (and is still to be awaited).
bool EndedWithin(pid_t program, int wait_ms);

// The path of this program.
std::string OwnPath();

}  // namespace cairn::bench
