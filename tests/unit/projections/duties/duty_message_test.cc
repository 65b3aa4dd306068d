#include "projections/duties/duty_message.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

v1::Duty DutyOf(const std::vector<EventPtr>& events, std::string_view rule, CivilDate day) {
  const v1::GetDutiesResponse reply = DutiesMessage(Fold({}, events), nullptr, day);
  for (const v1::Duty& duty : reply.duties()) {
    if (duty.rule_id() == rule) return duty;
  }
  return {};
}

TEST(DutyMessage, SaysWhatTheRuleAndTheRecordSay) {
  const v1::Duty duty =
      DutyOf(CaseEvents("case-b"), "ehc.decide_whether_to_assess", Day("2026-02-27"));

  EXPECT_EQ(duty.what(), "Decision whether to assess");
  EXPECT_EQ(duty.source(), "SEND Regulations 2014 reg 5(1)");
  EXPECT_TRUE(duty.legal_duty());
  EXPECT_EQ(FormatDate(duty.start()), "6 May 2025");
  EXPECT_EQ(FormatDate(duty.due()), "17 Jun 2025");
  EXPECT_EQ(FormatDate(duty.done()), "17 Jun 2025");
  EXPECT_EQ(duty.state(), v1::DUTY_STATE_DONE_IN_TIME);
  EXPECT_EQ(duty.days(), 0);
  EXPECT_EQ(duty.owner(), v1::DUTY_OWNER_LOCAL_AUTHORITY);
  EXPECT_EQ(duty.standing(), "done 17 Jun 2025, on the last day");
  EXPECT_EQ(duty.started_by_event_id().size(), 16u);
  EXPECT_EQ(duty.done_by_event_id().size(), 16u);
  EXPECT_THAT(duty.explanation(), HasSubstr("within 6 weeks of 6 May 2025"));
}

TEST(DutyMessage, NamesTheKeyworkerForTheSettingFromTheDayOfTheLink) {
  HistoryBuilder history;
  history
      .Add("2025-01-06",
           "meeting_held { meeting: MEETING_TYPE_REVIEW attendees { name: 'Mo' capacity: "
           "CAPACITY_PARENT } }")
      .Add("2025-01-06",
           "person_linked { name: 'Tam Tutor' relationship: RELATIONSHIP_CLASS_TEACHER }")
      .Add("2025-01-10", "person_linked { name: 'Kit Key' relationship: RELATIONSHIP_KEYWORKER }")
      .Add("2025-01-12",
           "person_unlinked { name: 'Kit Key' relationship: RELATIONSHIP_KEYWORKER }");

  EXPECT_EQ(DutyOf(history.events(), "meeting.notes_sent", Day("2025-01-07")).owner_name(),
            "Tam Tutor");
  EXPECT_EQ(DutyOf(history.events(), "meeting.notes_sent", Day("2025-01-11")).owner_name(),
            "Kit Key");
  EXPECT_EQ(DutyOf(history.events(), "meeting.notes_sent", Day("2025-01-13")).owner_name(),
            "Tam Tutor");
}

TEST(DutyMessage, NamesTheSencoWhoWasLastNamedAndWhoWasAskedForAdvice) {
  HistoryBuilder history;
  history.Add("2024-09-04", "sen_status_set { status: SEN_PROVISION_K }")
      .Add("2025-01-10", "ehc_advice_requested { asked_of: 'EP service' }");

  EXPECT_EQ(DutyOf(history.events(), "senco.met_in_year", Day("2025-01-11")).owner_name(),
            "Ash Senco");
  EXPECT_EQ(DutyOf(history.events(), "ehc.advice", Day("2025-01-11")).owner_name(), "EP service");
}

TEST(DutiesMessage, SaysHowLongTheFileIsKeptWithEveryHold) {
  const v1::GetDutiesResponse reply =
      DutiesMessage(Fold({}, CaseEvents("case-b")), nullptr, Day("2026-02-27"));

  EXPECT_EQ(FormatDate(reply.retention().keep_until()), "19 Jan 2043");
  EXPECT_TRUE(reply.retention().on_hold());
  EXPECT_THAT(reply.retention().explanation(), HasSubstr("SEN file kept until 19 Jan 2043"));
  EXPECT_THAT(reply.retention().explanation(), EndsWith("Held since 15 Jan 2025."));
  EXPECT_EQ(FormatDate(reply.as_of()), "27 Feb 2026");
}

TEST(DutiesMessage, KeepsNothingOfARecordWithoutADateOfBirth) {
  EXPECT_FALSE(DutiesMessage({}, nullptr, Day("2026-02-27")).has_retention());
}

}  // namespace
}  // namespace cairn
