// What cairnd is told when it starts: flags, or the same names in one configuration file.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

#include "eventstore/base/limits.h"

namespace cairn {

struct ServerConfig {
  // Folder of the log, its head witness and its signing key. Created if missing.
  std::string data;
  // Folder of the master keys; empty means `<data>/vault`. Belongs on another medium.
  std::string vault;
  // `127.0.0.1:PORT` or `[::1]:PORT`; port 0 takes a free one. Loopback only: TLS and rate limits
  // belong to the edge proxy in front (deploy/edge).
  std::string listen = "127.0.0.1:50051";
  // Where the bound port is written once the server answers; empty for nowhere.
  std::string port_file;
  // JWKS file with the public keys of the token issuer.
  std::string jwks;
  std::string issuer;
  std::string audience;
  // Longest life of a token, minutes.
  int64_t token_minutes_max = 15;
  // Origin of the log's checkpoints, e.g. `cairn.example.sch.uk/log/1`. Given once: it is the name
  // of the signing key.
  std::string origin;
  // Accept recorded times from clients. The origin must then begin with `demo.`, and only then.
  bool simulated_clock = false;
  // Appends are refused below this much free disk, and views wait below twice as much.
  uint64_t disk_reserve_mib = 256;
  // Memory for the records that are being worked with, MiB. An entry takes 2 KB there, so this
  // holds a million: the children whom an authority works with in a week. What is not there is read
  // from the log again when somebody asks for it.
  uint64_t records_mib = 2048;
  // How often it is written into the log who has read what, milliseconds; 0: only when
  // Server::FlushReads is called, for tests that count positions.
  int64_t reads_interval_ms = 1000;
  // How many reads may wait for that; beyond it nobody reads.
  size_t reads_waiting_max = limits::kReadsWaitingMax;
  // Folder of the backups, on another medium; empty: none are made, and keys cannot be rotated.
  std::string backup;
  // What a backup copies and a scrub reads a second at most, MiB; 0: as fast as the disks go.
  uint64_t backup_mib_per_s = 0;
  uint64_t scrub_mib_per_s = 0;
};

// What main must do next.
struct ParsedArguments {
  ServerConfig config;
  // Set when the arguments asked for help or were wrong: print the text, exit with the code.
  bool exit = false;
  int exit_code = 0;
};

// Reads flags and `--config FILE` (TOML, the same names; flags win). Prints help and faults itself.
ParsedArguments ParseArguments(int argc, char** argv);

// Whether the settings fit together: kInvalidArgument with a sentence that names the flag.
absl::Status CheckConfig(const ServerConfig& config);

}  // namespace cairn
