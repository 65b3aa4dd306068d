#include "projections/timeline/support_lines.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SupportLinesTest : public ::testing::Test {
 protected:
  void Start(const std::string& more) {
    history_.Add("2025-03-03",
                 "provision_started { provision_id: 'i1' "
                 "planned { minutes_per_session: 20 group_size: 3 } " +
                     more + " }");
  }
  void Log(std::string_view day, const std::string& more) {
    history_.Add(day, "delivery_logged { provision_id: 'i1' " + more + " }");
  }
  std::vector<std::string> Lines(bool with_setting = true, Visible may_see = {}) const {
    const Record record = Fold({}, history_.events());
    const TimelineContext context(record, Day("2025-07-01"),
                                  with_setting ? &hollowtree_.setting : nullptr,
                                  std::move(may_see));
    std::vector<std::string> lines;
    AddSupportLines(context, *record.entries.front(), lines);
    return lines;
  }

  HistoryBuilder history_;
  const Record hollowtree_ = Fold(CaseRecordId(), CaseEvents("hollowtree"));
};

// R61: the right person, trained if needed.
TEST_F(SupportLinesTest, SayWhetherTheStaffRecordShowsTheTraining) {
  Start("catalogue_code: 'PHONICS_A' provider: 'Corwin Applegarth'");

  EXPECT_THAT(Lines(),
              ElementsAre("=Corwin Applegarth: trained for Phonics A, by the staff record"));
}

TEST_F(SupportLinesTest, SayThatWhoeverGivesItIsNotTrained) {
  Start("catalogue_code: 'PHONICS_A' provider: 'Basil Thistlewood'");

  EXPECT_THAT(Lines(),
              ElementsAre("=Basil Thistlewood: not trained for Phonics A, by the staff record"));
}

TEST_F(SupportLinesTest, SayThatNoStaffRecordIsThere) {
  Start("catalogue_code: 'PHONICS_A' provider: 'A supply teacher'");

  EXPECT_THAT(Lines(), ElementsAre("=A supply teacher: no staff record of training for Phonics A"));
}

// The rate of the day: GBP 16.50 until 31 March 2025 and GBP 17.20 from then.
TEST_F(SupportLinesTest, CostStaffTimeAtTheRateOfEachDay) {
  Start("catalogue_code: 'PRECISION' provider: 'Corwin Applegarth' cost_per_hour_pence: 1650");
  Log("2025-03-07", "delivered_sessions: 3");
  Log("2025-05-09", "delivered_sessions: 3 minutes_delivered: 50");

  EXPECT_THAT(Lines(), ElementsAre("=staff time to 9 May 2025: 110 min, GBP 10.08"));
}

TEST_F(SupportLinesTest, CostStaffTimeByTheCatalogueWhereTheEntryHasNoRate) {
  Start("catalogue_code: 'PHONICS_A' trained: true");
  Log("2025-03-28", "delivered_sessions: 3");
  Log("2025-04-04", "delivered_sessions: 3");

  EXPECT_THAT(Lines(), ElementsAre("=staff time to 4 Apr 2025: 120 min, GBP 11.23"))
      << "60 min at 1650 and 60 min at 1720, by three children";
}

TEST_F(SupportLinesTest, CostNothingWhereARateOrALengthIsMissing) {
  Start("catalogue_code: 'NO_SUCH'");
  Log("2025-03-07", "delivered_sessions: 3");

  EXPECT_THAT(Lines(), IsEmpty());
  EXPECT_THAT(Lines(/*with_setting=*/false), IsEmpty());
}

TEST_F(SupportLinesTest, CostNothingFromALogThatMayNotBeSeen) {
  Start("cost_per_hour_pence: 1650");
  Log("2025-03-07", "delivered_sessions: 3");
  const auto hidden = [](const EffectiveEntry& entry) {
    return !entry.entry().has_delivery_logged();
  };

  EXPECT_THAT(Lines(true, hidden), IsEmpty());
  EXPECT_THAT(Lines(), ElementsAre("=staff time to 7 Mar 2025: 60 min, GBP 5.50"));
}

}  // namespace
}  // namespace cairn
