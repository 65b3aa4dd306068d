// cairn_feed_to_sqlite: keeps a table of events in a SQLite file current from the feed of a server.
#include <cstdio>
#include <limits>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "clients/cli/session.h"
#include "clients/cpp/refusal.h"
#include "clients/feed_to_sqlite/copying.h"

namespace cairn::feed_to_sqlite {
namespace {

constexpr int kExitFailed = 1;
constexpr int kExitArguments = 2;

struct Settings {
  cli::Connection connection;
  std::string database;
  CopyingOptions copying;
  bool verbose = false;
};

void DefineFlags(CLI::App& app, Settings& settings) {
  app.add_option("database", settings.database, "SQLite file; made when it is not there")
      ->required();
  app.add_option("--server", settings.connection.server, "HOST:PORT of the server")
      ->envname("CAIRN_SERVER")
      ->capture_default_str();
  app.add_option("--token-file", settings.connection.token_file,
                 "file with the bearer token, mode 0600; read again for every call")
      ->envname("CAIRN_TOKEN_FILE")
      ->required();
  app.add_option(
      "--tls-root", settings.connection.tls_root,
      "PEM certificates that the server's must descend from; needed unless it runs here");
  app.add_flag("--until-caught-up", settings.copying.until_caught_up,
               "end once the copy is current");
  app.add_flag("--verbose", settings.verbose, "a line for every checkpoint that is safe");
}

int Run(Settings& settings) {
  // Whoever keeps a copy waits for a server for as long as it takes.
  settings.connection.attempts = std::numeric_limits<int>::max();
  if (settings.verbose) {
    settings.copying.on_checkpoint = [](const v1::Position& checkpoint) {
      std::printf("checkpoint %llu\n", static_cast<unsigned long long>(checkpoint.value()));
      std::fflush(stdout);
    };
  }
  const auto table = EventTable::Open(settings.database);
  const auto client = cli::Connect(settings.connection);
  for (const absl::Status& status : {table.status(), client.status()}) {
    if (status.ok()) continue;
    std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
    return kExitArguments;
  }
  const absl::Status ended = KeepCurrent(**client, **table, settings.copying);
  if (ended.ok()) return 0;
  std::fprintf(stderr, "%s\n", ended.ToString().c_str());
  return kExitFailed;
}

}  // namespace
}  // namespace cairn::feed_to_sqlite

int main(int argc, char** argv) {
  cairn::feed_to_sqlite::Settings settings;
  CLI::App app("cairn_feed_to_sqlite keeps a table of events current from the feed of a server.");
  cairn::feed_to_sqlite::DefineFlags(app, settings);
  try {  // CLI11 reports by exception; it stops here
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : cairn::feed_to_sqlite::kExitArguments;
  }
  return cairn::feed_to_sqlite::Run(settings);
}
