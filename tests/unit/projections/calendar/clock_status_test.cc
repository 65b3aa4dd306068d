#include "projections/calendar/clock_status.h"

#include <gtest/gtest.h>

#include "tests/support/calendar_days.h"

namespace cairn {
namespace {

DueDate Due(std::string_view rule_id, CivilDate start) { return *ComputeDue(rule_id, start); }

// Due on 17 December 2024.
DueDate Decision() { return Due("ehc.decide_whether_to_assess", On(2024, 11, 5)); }

TEST(ClockStatus, CountsTheDaysThatAreLeft) {
  const ClockStatus status = StatusOn(Decision(), On(2024, 12, 5), std::nullopt);

  EXPECT_EQ(status.state, ClockState::kRunning);
  EXPECT_EQ(status.days, 12);
  EXPECT_EQ(status.sentence, "12 days left");
}

TEST(ClockStatus, IsDueAllThroughTheLastDay) {
  EXPECT_EQ(StatusOn(Decision(), On(2024, 12, 17), std::nullopt).state, ClockState::kDueToday);
  EXPECT_EQ(StatusOn(Decision(), On(2024, 12, 18), std::nullopt).sentence, "1 day late");
}

TEST(ClockStatus, SaysWhetherItWasDoneInTime) {
  EXPECT_EQ(StatusOn(Decision(), On(2025, 1, 1), On(2024, 12, 16)).sentence,
            "done 16 Dec 2024, 1 day before it was due");
  EXPECT_EQ(StatusOn(Decision(), On(2025, 1, 1), On(2024, 12, 17)).sentence,
            "done 17 Dec 2024, on the last day");
  EXPECT_EQ(StatusOn(Decision(), On(2025, 1, 1), On(2024, 12, 20)).sentence,
            "done 20 Dec 2024, 3 days late");
}

TEST(ClockStatus, KnowsNothingOfWhatIsDoneLater) {
  EXPECT_EQ(StatusOn(Decision(), On(2024, 12, 10), On(2024, 12, 16)).state, ClockState::kRunning);
}

TEST(ClockStatus, NeverCallsDepartingFromCustomLate) {
  const DueDate notes = Due("meeting.notes_sent", On(2025, 11, 11));

  EXPECT_EQ(StatusOn(notes, On(2025, 11, 20), std::nullopt).sentence,
            "2 days after the usual time");
}

// "before 15 February": many take the day itself to be in time.
TEST(ClockStatus, KeepsTheDisputedDayAfterTheLastSafeOneApart) {
  const DueDate transfer = Due("transfer.between_phases", On(2026, 9, 1));

  EXPECT_EQ(StatusOn(transfer, On(2026, 2, 14), std::nullopt).state, ClockState::kDueToday);
  EXPECT_EQ(StatusOn(transfer, On(2026, 2, 15), std::nullopt).state, ClockState::kContestedDay);
  EXPECT_EQ(StatusOn(transfer, On(2026, 2, 16), std::nullopt).state, ClockState::kOverdue);
  EXPECT_EQ(StatusOn(transfer, On(2026, 3, 1), On(2026, 2, 15)).state, ClockState::kDoneContested);
}

// "12 months starting with the date": the Act counts that day, letters do not.
TEST(ClockStatus, KeepsAnAnniversaryThatIsDisputedApart) {
  const DueDate review = Due("review.first", On(2026, 2, 19));

  EXPECT_EQ(StatusOn(review, On(2027, 2, 18), std::nullopt).state, ClockState::kDueToday);
  EXPECT_EQ(StatusOn(review, On(2027, 2, 19), std::nullopt).state, ClockState::kContestedDay);
  EXPECT_EQ(StatusOn(review, On(2027, 2, 20), std::nullopt).sentence, "1 day late");
}

TEST(ClockStatus, TellsTheWholeStory) {
  EXPECT_EQ(
      ExplainedOn(Decision(), On(2024, 12, 5), std::nullopt),
      "Decision whether to assess due 17 Dec 2024: within 6 weeks of 5 Nov 2024, when the "
      "authority received the request, that day not counted (SEND Regulations 2014 reg 5(1)). "
      "On 5 Dec 2024: 12 days left.");
}

TEST(ClockStatus, OfAPeriodIsOpenOrOver) {
  const DueDate draft = Due("ehc.draft_representations", On(2025, 2, 13));

  EXPECT_EQ(StatusOn(draft, On(2025, 2, 27), std::nullopt).state, ClockState::kOpen);
  EXPECT_EQ(StatusOn(draft, On(2025, 2, 28), std::nullopt).sentence, "ended 1 day ago");
}

}  // namespace
}  // namespace cairn
