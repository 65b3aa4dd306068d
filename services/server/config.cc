#include "services/server/config.h"

#include <string_view>

#include <CLI/CLI.hpp>

#include "absl/strings/match.h"

#include "eventstore/base/version.h"

namespace cairn {
namespace {

constexpr char kDemoPrefix[] = "demo.";

bool IsLoopback(const std::string& listen) {
  return absl::StartsWith(listen, "127.0.0.1:") || absl::StartsWith(listen, "[::1]:") ||
         absl::StartsWith(listen, "localhost:");
}

void DefineFlags(CLI::App& app, ServerConfig& config) {
  app.set_config("--config", "", "configuration file, TOML with the names of these flags");
  app.set_version_flag("--version", kCairnVersion);
  app.add_option("--data", config.data, "folder of the log; created if missing")->required();
  app.add_option("--vault", config.vault, "folder of the master keys; default <data>/vault");
  app.add_option("--listen", config.listen, "loopback address and port; port 0 takes a free one")
      ->capture_default_str();
  app.add_option("--port-file", config.port_file, "write the bound port here");
  app.add_option("--jwks", config.jwks, "public keys of the token issuer")->required();
  app.add_option("--issuer", config.issuer, "issuer that tokens must name")->required();
  app.add_option("--audience", config.audience, "audience that tokens must name")->required();
  app.add_option("--token-minutes-max", config.token_minutes_max, "longest life of a token")
      ->capture_default_str()
      ->check(CLI::Range(1, 24 * 60));
  app.add_option("--origin", config.origin, "name of the log on its checkpoints")->required();
  app.add_flag("--simulated-clock", config.simulated_clock,
               "demonstrations only: record the times that clients send");
  app.add_option("--disk-reserve-mib", config.disk_reserve_mib,
                 "refuse appends below this much free disk")
      ->capture_default_str();
  app.add_option("--records-mib", config.records_mib,
                 "memory for the records that are being worked with")
      ->capture_default_str()
      ->check(CLI::Range(16, 1 << 20));
  app.add_option("--reads-interval-ms", config.reads_interval_ms,
                 "write into the log who has read what, this often")
      ->capture_default_str()
      ->check(CLI::Range(1, 3'600'000));
  app.add_option("--backup", config.backup, "folder of the backups, on another medium");
  app.add_option("--backup-mib-per-s", config.backup_mib_per_s,
                 "copy at most this much a second; 0 for no limit")
      ->capture_default_str();
  app.add_option("--scrub-mib-per-s", config.scrub_mib_per_s,
                 "read again at most this much a second; 0 for no limit")
      ->capture_default_str();
}

}  // namespace

ParsedArguments ParseArguments(int argc, char** argv) {
  ParsedArguments parsed;
  CLI::App app(
      "cairnd keeps the record of children's SEN support as a history nobody can quietly "
      "rewrite.");
  DefineFlags(app, parsed.config);
  try {  // CLI11 reports by exception; it stops here
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    parsed.exit = true;
    parsed.exit_code = app.exit(error) == 0 ? 0 : 2;
  }
  return parsed;
}

absl::Status CheckConfig(const ServerConfig& config) {
  if (!IsLoopback(config.listen)) {
    return absl::InvalidArgumentError(
        "--listen must be a loopback address: cairnd speaks plain HTTP/2 to the edge proxy on its "
        "own machine and to nobody else");
  }
  const bool demo_origin = absl::StartsWith(config.origin, kDemoPrefix);
  if (config.simulated_clock && !demo_origin) {
    return absl::InvalidArgumentError(
        "--simulated-clock needs an --origin that begins with \"demo.\", so that nobody can take "
        "the proofs of a demonstration for real ones");
  }
  if (!config.simulated_clock && demo_origin) {
    return absl::InvalidArgumentError(
        "--origin begins with \"demo.\", which is kept for servers with --simulated-clock");
  }
  return absl::OkStatus();
}

}  // namespace cairn
