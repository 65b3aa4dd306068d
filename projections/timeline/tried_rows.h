// What was tried: the rows at the top of the timeline, and the times without any. Pure.
//
// Rows, by first day, the comparisons of tests last:
//   one for each provision that was started, logged, measured or ended
//   one for each line of a plan that nobody recorded as started
//   one for each time longer than a week without support ("none recorded")
//   one for each test that was repeated
//
// Verdicts: a red dose (below 60 % of planned sessions, our rule), no baseline, a
// changed measure or fewer than three points of a counted measure is "not evidence", never "tried
// and failed". A dose that is not known leaves the cause open. That the tester also taught is said
// and does not decide. The figures are those of projections/impact.
#pragma once

#include <vector>

#include "cairn/v1/timeline_service.pb.h"

#include "projections/record/record.h"

namespace cairn {

// A row with the entries it speaks of, so that it can be left out when they may not be seen.
struct TriedRowOf {
  v1::TriedRow row;
  std::vector<EntryPtr> sources;
  std::vector<EntryPtr> dated_by;           // what its days rest on besides, without being cited
  const v1::ProvisionLine* line = nullptr;  // of a plan, that nobody recorded as started
  bool of_tests = false;                    // a test that was repeated
};

std::vector<TriedRowOf> TriedRows(const Record& record, CivilDate day);

// A time in which no intervention, adult support, therapy or plan line was recorded.
struct UnsupportedTime {
  CivilDate first;
  CivilDate last;
  EntryPtr ended_by;               // what was recorded last before it
  std::vector<EntryPtr> dated_by;  // what its first and last day rest on
};
// Between the first support and `day` (or the last day on roll); longer than a week each. Holidays
// are not left out: whose term it was is not in the record.
std::vector<UnsupportedTime> UnsupportedTimes(const Record& record, CivilDate day);

}  // namespace cairn
