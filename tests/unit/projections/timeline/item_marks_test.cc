#include "projections/timeline/item_marks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

ItemMarks MarksOfFirst(const HistoryBuilder& history) {
  const Record record = Fold({}, history.events());
  return MarksOf(TimelineContext(record, Day("2026-01-01"), nullptr), *record.entries.front());
}

ItemMarks MarksOfOne(std::string_view recorded, const v1::Entry& entry) {
  HistoryBuilder history;
  history.Add(recorded, entry);
  return MarksOfFirst(history);
}

TEST(ItemMarks, AreNotLateOnTheSeventhDay) {
  const ItemMarks marks = MarksOfOne("2024-10-08", EntryOn("2024-10-01", "concern_raised {}"));

  EXPECT_EQ(marks.days_late, 0);
  EXPECT_EQ(marks.entered_by, "");
}

TEST(ItemMarks, AreLateOnTheEighthDayAndNameTheRecorder) {
  const ItemMarks marks = MarksOfOne("2024-10-09", EntryOn("2024-10-01", "concern_raised {}"));

  EXPECT_EQ(marks.days_late, 8);
  EXPECT_EQ(marks.entered_by, "SENCO Ash Senco");
}

TEST(ItemMarks, NameTheRecorderAndNotTheSpeaker) {
  const ItemMarks marks = MarksOfOne(
      "2024-10-01", EntryOn("2024-10-01", "person { name: 'Delphine' } concern_raised {}"));

  EXPECT_EQ(marks.entered_by, "SENCO Ash Senco");
}

TEST(ItemMarks, AreNotSetWhenTheSpeakerTypedItThemselves) {
  const ItemMarks marks =
      MarksOfOne("2024-10-01", EntryOn("2024-10-01",
                                       "person { name: 'A. Senco' sign_in_subject: 'ash.senco' } "
                                       "concern_raised {}"));

  EXPECT_EQ(marks.entered_by, "");
}

TEST(ItemMarks, SayOfAnImportWhatTheOldSystemSaysAndNotLate) {
  const ItemMarks marks =
      MarksOfOne("2025-10-09", EntryOn("2024-10-01",
                                       "source { entered { from { year: 2024 month: 10 day: 4 } "
                                       "precision: PRECISION_DAY } } concern_raised {}"));

  EXPECT_EQ(marks.imported, "imported; the old system says entered 4 Oct 2024");
  EXPECT_EQ(marks.days_late, 0);
}

TEST(ItemMarks, SayWhatACorrectionChangedAndWhenAndWhy) {
  HistoryBuilder history;
  history
      .Add("2024-11-22",
           "source { id: 'B13' } incident_recorded { incident: INCIDENT_KIND_SUSPENSION sessions: "
           "4 }")
      .Add("2025-04-25", EntryOn("2024-11-22",
                                 "corrects { target { source_id: 'B13' } reason: 'register' "
                                 "refused: 'an opinion' dispute_statement_attached: true } "
                                 "incident_recorded { incident: INCIDENT_KIND_SUSPENSION sessions: "
                                 "3 }"));
  const ItemMarks marks = MarksOfFirst(history);

  EXPECT_EQ(marks.corrected,
            "25 Apr 2025: was 4 sessions (register); not changed: an opinion; statement of "
            "disagreement kept");
  EXPECT_TRUE(marks.disputed);
}

TEST(ItemMarks, AreDisputedWhileADisagreementAboutTheEntryStands) {
  HistoryBuilder history;
  history.Add("2024-10-01", "source { id: 'N' } observation_recorded {}")
      .Add("2024-10-02",
           "links { relation: RELATION_ABOUT entry { source_id: 'N' } } position_taken { stance: "
           "STANCE_DISAGREE }");

  EXPECT_TRUE(MarksOfFirst(history).disputed);
}

// Occurred before the dispute was opened, recorded after it, more than one day between the two.
TEST(ItemMarks, NameTheDisputeThatHadBegunWhenItWasWrittenDown) {
  HistoryBuilder history;
  history.Add("2025-06-10", "dispute_opened { dispute_id: 'appeal-1' }")
      .Add("2025-06-12", EntryOn("2025-06-08", "observation_recorded {}"));

  EXPECT_EQ(MarksOfFirst(history).after_dispute, "appeal-1");
}

TEST(ItemMarks, NameNoDisputeForWhatWasWrittenDownTheNextDay) {
  HistoryBuilder history;
  history.Add("2025-06-10", "dispute_opened { dispute_id: 'appeal-1' }")
      .Add("2025-06-11", EntryOn("2025-06-10", "observation_recorded {}"));

  EXPECT_EQ(MarksOfFirst(history).after_dispute, "");
}

}  // namespace
}  // namespace cairn
