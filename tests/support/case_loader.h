// The two fictional cases of tests/data/cases, as lines to append and as events to fold.
// A broken file stops the test.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/v1/entry.pb.h"
#include "cairn/v1/recorded.pb.h"

#include "eventstore/base/ids.h"
#include "projections/record/event.h"

namespace cairn {

// One line of a case file: what one person typed at one time.
struct CaseLine {
  std::string record;          // name of the record within the load, "case-a"
  int64_t recorded_at_us = 0;  // what the simulated clock says
  v1::Actor typed_by;
  RecordId setting;
  std::vector<v1::Entry> entries;
};

// The lines of tests/data/cases/<name>.jsonl in recorded order.
std::vector<CaseLine> ReadCase(std::string_view name);

// The same as events of one record, with invented positions, event ids and leaf hashes.
std::vector<EventPtr> EventsOf(const std::vector<CaseLine>& lines);
inline std::vector<EventPtr> CaseEvents(std::string_view name) { return EventsOf(ReadCase(name)); }

// The record id that tests give to the record of a case.
RecordId CaseRecordId();

}  // namespace cairn
