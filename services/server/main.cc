// cairnd: starts, serves until SIGTERM or SIGINT, drains, ends. `cairnd restore` brings a log back
// from a backup instead (restore_command.h).
//
// Exit codes: 0 drained; 1 refused to start; 2 wrong arguments; 70 the log stopped because the
// outcome of a write is unknown (start again: what landed is found by request id).

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

#include <signal.h>
#include <unistd.h>

#include "eventstore/base/clock.h"
#include "eventstore/base/log.h"
#include "eventstore/base/random.h"
#include "services/server/config.h"
#include "services/server/memory_dumps.h"
#include "services/server/restore_command.h"
#include "services/server/server.h"

namespace cairn {
namespace {

constexpr int kExitRefused = 1;
constexpr int kExitOutcomeUnknown = 70;
constexpr int64_t kGraceMs = 20'000;

// Blocks the signals that end us, in this thread and all that come from it, so that one place
// waits.
sigset_t BlockEndingSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// The file appears whole or not at all: whoever waits for it may read it at once.
bool WritePortFile(const std::string& path, int port) {
  if (path.empty()) return true;
  const std::string partial = path + ".part";
  std::ofstream(partial) << port << '\n';
  std::error_code error;
  std::filesystem::rename(partial, path, error);
  return !error;
}

int Serve(const ServerConfig& config) {
  const sigset_t signals = BlockEndingSignals();
  SystemClock clock;
  SystemRandom random;
  const auto stop_at_once = [](const absl::Status& why) {
    LogError("the log has stopped", {{"status", why}});
    _exit(kExitOutcomeUnknown);  // nothing may run on: destructors would wait for the disk
  };
  absl::StatusOr<std::unique_ptr<Server>> server =
      Server::Start(config, clock, random, stop_at_once);
  if (!server.ok()) {
    LogRefusalToStart(std::string(server.status().message()));
    return kExitRefused;
  }
  if (!WritePortFile(config.port_file, (*server)->port())) {
    LogRefusalToStart("cannot write the file named by --port-file");
    return kExitRefused;
  }
  LogInfo("serving", {{"port", (*server)->port()}, {"simulated_clock", config.simulated_clock}});

  int signal = 0;
  sigwait(&signals, &signal);
  LogInfo("draining", {{"signal", signal}});
  (*server)->Drain(kGraceMs);
  LogInfo("stopped");
  return 0;
}

}  // namespace
}  // namespace cairn

int main(int argc, char** argv) {
  // Before a key is read, whatever is asked for.
  if (const absl::Status forbidden = cairn::ForbidMemoryDumps(); !forbidden.ok()) {
    cairn::LogRefusalToStart(std::string(forbidden.message()));
    return cairn::kExitRefused;
  }
  if (argc > 1 && std::string_view(argv[1]) == "restore") {
    return cairn::RestoreCommand(argc - 1, argv + 1);
  }
  const cairn::ParsedArguments arguments = cairn::ParseArguments(argc, argv);
  return arguments.exit ? arguments.exit_code : cairn::Serve(arguments.config);
}
