// The whole timeline of both cases, as text that has been read against the print it is modelled on.
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "projections/timeline.h"
#include "tests/golden/golden_file.h"
#include "tests/golden/projections/timeline_text.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

std::string TimelineOf(std::string_view name, std::string_view day,
                       const TimelineOptions& options) {
  const CivilDate as_of = Day(day);
  const KnownAt known{.recorded_at_us = StartOfDayMicros(as_of.AddDays(1)) - 1};
  const Record record = Fold(CaseRecordId(), CaseEvents(name), known, AsOf{as_of});
  return TimelineText(TimelineView(record, options));
}

TEST(Timeline, OfCaseAReadsAsPrinted) {
  const Record hollowtree = Fold(CaseRecordId(), CaseEvents("hollowtree"));

  ExpectGolden(
      "projections/timeline_case_a.txt",
      TimelineOf("case-a", "2025-12-19", {.viewer = "SENCO view", .setting = &hollowtree.setting}));
}

TEST(Timeline, OfCaseAAsKnownInDecember2024ShowsTheOpenDispute) {
  ExpectGolden("projections/timeline_case_a_2024-12-12.txt",
               TimelineOf("case-a", "2024-12-12", {.viewer = "SENCO view"}));
}

TEST(Timeline, OfCaseBReadsAsPrinted) {
  ExpectGolden("projections/timeline_case_b.txt",
               TimelineOf("case-b", "2026-02-23", {.viewer = "SENCO view"}));
}

}  // namespace
}  // namespace cairn
