// The commands of `cairn`, one function each; command_line.cc gives them their flags. A command
// writes to its Output and returns how it ended. Commands that read a record share their
// parameters: a client, what was asked for, whom to ask which child is meant, and where to write;
// `record` is as FindRecordOfChild takes it (child_name.h).
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "clients/cli/commands/child_name.h"
#include "clients/cli/print/output.h"
#include "clients/cli/session.h"

namespace cairn::cli {

// cairn append FILE...
struct AppendOptions {
  std::vector<std::string> files;  // `-` is standard input
  std::string record;              // set: every object of the files is an entry of this record
  bool merge = false;              // all files in the order of their recorded times
  std::string issuer_dir;          // set: each line with a token of its typed_by
  bool simulate_time = false;      // send the recorded time, for a demonstration server
  bool stop = false;               // end at the first refusal
  bool check = false;              // ask what would be said, and record nothing
};
// Loads files line by line and goes on after a refusal. Repeating a load adds nothing twice.
ExitCode RunAppend(const Connection& connection, const AppendOptions& options, std::istream& in,
                   const Output& output);

// cairn token init DIR
struct TokenInitOptions {
  std::string folder;
  std::string issuer;
  std::string audience;
};
ExitCode RunTokenInit(const TokenInitOptions& options, const Output& output);

// cairn token issue DIR
struct TokenIssueOptions {
  std::string folder;
  std::string subject;
  std::string name;
  std::string role;
  std::string setting;
  int minutes = 15;
};
// Prints a token that is good from `now_s`, Unix seconds.
ExitCode RunTokenIssue(const TokenIssueOptions& options, int64_t now_s, const Output& output);

// cairn status
ExitCode RunStatus(client::Client& client, const Output& output);

// What record views are asked for. Texts as typed; empty where the server's default is meant.
struct ViewOptions {
  std::string record;
  std::string as_of;
  std::string as_known_at;
};

// cairn record RECORD
ExitCode RunRecord(client::Client& client, const std::string& record, const Asking& asking,
                   const Output& output);

// cairn plan RECORD
struct PlanOptions {
  ViewOptions view;
  std::string plan_id;
  int plan_version = 0;
};
ExitCode RunPlan(client::Client& client, const PlanOptions& options, const Asking& asking,
                 const Output& output);

// cairn timeline RECORD
struct TimelineOptions {
  ViewOptions view;
  std::string from;
  std::string to;
  std::vector<std::string> stages;  // `assess`, `plan`, ...
  std::vector<std::string> kinds;   // `PlanIssued`, ...
  std::vector<std::string> areas;   // `cognition_and_learning`, ...
  std::vector<std::string> people;
  std::vector<std::string> marks;  // `late`, `corrected`, ...
  bool by_date = false;
  bool newest_first = false;  // and by date
  bool detail = false;        // what stands behind each row of what was tried
};
ExitCode RunTimeline(client::Client& client, const TimelineOptions& options, const Asking& asking,
                     const Output& output);

// cairn compare RECORD
struct CompareOptions {
  ViewOptions view;
  std::string plan_id;
  int from_version = 0;
  int to_version = 0;
};
ExitCode RunCompare(client::Client& client, const CompareOptions& options, const Asking& asking,
                    const Output& output);

// cairn watch RECORD
struct WatchOptions {
  std::string record;
  uint64_t after = 0;
  uint32_t generation = 0;  // of `after`; 0 means that of the log
  bool after_given = false;
};
// Until it is interrupted, the record may no longer be seen, or nobody reads it any more.
ExitCode RunWatch(client::Client& client, const WatchOptions& options, const Asking& asking,
                  const Output& output);

// cairn events RECORD
struct EventsOptions {
  std::string record;
  int last = 0;  // only the newest so many; 0 is all
};
ExitCode RunEvents(client::Client& client, const EventsOptions& options, const Asking& asking,
                   const Output& output);

// cairn export RECORD DIR
struct ExportOptions {
  std::string record;
  std::string folder;
  std::string purpose;
};
// Writes an export below a folder that is empty or not there yet.
ExitCode RunExport(client::Client& client, const ExportOptions& options, const Asking& asking,
                   const Output& output);

// cairn resolve
struct ResolveOptions {
  std::vector<std::string> upns;
  std::vector<std::string> ulns;
  std::vector<std::string> sources;  // SYSTEM/ID
  std::string name;                  // with born
  std::string born;
};
// Refused (exit code 1) unless every query matches one record.
ExitCode RunResolve(client::Client& client, const ResolveOptions& options, const Output& output);

}  // namespace cairn::cli
