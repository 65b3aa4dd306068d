// The commands of `cairn` that record something in ten seconds: a session of a group, a note, a
// score. flags/entry_command_line.cc gives them their flags.
//
// What is recorded was done by whoever signs in, on `today` (Europe/London) unless a day is typed.
// Every request keeps its id for as long as the command runs: a lost answer is asked for again and
// nothing is recorded twice. Another run is another request, so it looks at what is there: the same
// line typed again, because an answer was lost or by mistake, is said to be there already and not
// recorded twice, unless it asks for that.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cairn/v1/time.pb.h"

#include "clients/cli/commands/child_name.h"
#include "clients/cli/print/output.h"

namespace cairn::cli {

// cairn session GROUP
struct SessionOptions {
  std::string group;                // its name, or what is given in it
  std::vector<std::string> absent;  // children of the group, by name
  std::optional<int> minutes;       // of those who were there; nothing: as planned
  std::string reason = "pupil_absent";
  std::string on;
  bool again = false;  // also for those who have a session of that day already
};
// Logs one session for every child of the group, each in a request of its own: one refusal does not
// stop the others. What has one of that day already is left alone, so that the command may be run
// again when an answer was lost: everything recorded before the command began is looked at. So is
// what has a log of several days that the day is one of. kRefused when anything was refused.
ExitCode RunSession(client::Client& client, const SessionOptions& options, const v1::Date& today,
                    const Asking& asking, const Output& output);

// cairn note CHILD TEXT
struct NoteOptions {
  std::string child;
  std::string text;
  std::string on;
  bool again = false;  // also where the same words of the same day are there
};
ExitCode RunNote(client::Client& client, const NoteOptions& options, const v1::Date& today,
                 const Asking& asking, const Output& output);

// cairn score CHILD TARGET VALUE
struct ScoreOptions {
  std::string child;
  std::string target;
  std::string value;
  std::string plan_id;  // empty: the SEN support plan
  std::string out_of;   // empty: as the plan says
  std::string on;
  bool again = false;  // also where the same number of the same day is there
};
// The measure is the plan's, so that figures of one target can be compared. The entry names the
// target alone: a ProgressMeasured has no place for a plan.
ExitCode RunScore(client::Client& client, const ScoreOptions& options, const v1::Date& today,
                  const Asking& asking, const Output& output);

}  // namespace cairn::cli
