// cairn feed: what happens in the log, as it happens, one event after the other.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "clients/cli/print/output.h"
#include "clients/cpp/client.h"

namespace CLI {
class App;
}

namespace cairn::cli {

// Texts as typed. Empty filters ask for nothing.
struct FeedCommandOptions {
  uint64_t after = 0;                 // begin above this position; 0: with the first event
  uint32_t generation = 0;            // that `after` belongs to; 0: the one now
  bool now = false;                   // begin with what comes next
  bool no_follow = false;             // end at the end of the log
  std::vector<std::string> settings;  // 32 hex digits each
  std::vector<std::string> records;   // as every command names a record
  std::vector<std::string> kinds;     // PlanIssued, ...
  std::vector<std::string> labels;    // ordinary, confidential, ...; `none`: entries without one
};

// Gives the command its flags, which fill `options`.
void DefineFeedFlags(CLI::App& command, FeedCommandOptions& options);

// Prints every event that this sign-in may see, until it is stopped, and where its view of a record
// changed. With --json one cairn.v1.SubscribeResponse a line, checkpoints too, so that a program
// can go on from the last line that it has dealt with.
ExitCode RunFeed(client::Client& client, const FeedCommandOptions& options, const Output& output);

}  // namespace cairn::cli
