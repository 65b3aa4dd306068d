#include "clients/cli/print/print_timeline.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace cairn::cli {
namespace {

using testing::HasSubstr;

v1::GetTimelineResponse ParseTimeline(const std::string& text) {
  v1::GetTimelineResponse timeline;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &timeline));
  return timeline;
}

std::string PrintedTimeline(const std::string& text) {
  return PrintTimeline(ParseTimeline(text), {});
}

constexpr char kTimelineOfPip[] = R"pb(
  head {
    child_name: "Pip Larkwhistle"
    born { year: 2017 month: 2 day: 11 }
    nc_year: "4"
    school: "Hollowtree Primary School"
    status: "K from 12 Nov 2024"
    as_of { year: 2025 month: 12 day: 19 }
    as_known_at { seconds: 1766188799 }
    viewer: "SENCO view"
    simulated: true
    fictional: true
    rules_version: 1
  }
  tried {
    what: "Phonics group 1:3, Corwin Applegarth"
    from { year: 2024 month: 11 day: 18 }
    to { year: 2025 month: 1 day: 24 }
    given: "8/15 to 6 Dec, then no log"
    before_after: "YARC 76 > 46 words"
    shows: "Not evidence: 53% given, measure changed"
  }
  tried {
    what: "Reading, YARC form A > B"
    from { year: 2024 month: 10 day: 15 }
    to { year: 2025 month: 10 day: 14 }
    delivered_sessions: -1
    before_after: "SS 76 > 85, RG 1.59"
    shows: "+9: cannot say, no SEM"
  }
  gaps { text: "SLT language group, visual timetable: unanswered 343 days" days: 343 }
  gaps { text: "Decision of 11 Nov 2025, reduce: plan unchanged" days: 38 }
  gaps { text: "Father's position on any plan: never recorded." }
  cycles {
    number: 1
    from { year: 2024 month: 9 day: 27 }
    to { year: 2025 month: 2 day: 11 }
  }
  cycles {
    number: 2
    from { year: 2025 month: 2 day: 12 }
    to { year: 2025 month: 5 day: 13 }
  }
  cycles {
    number: 3
    from { year: 2025 month: 5 day: 14 }
  }
  items {
    labels: "A04"
    stage: STAGE_ASSESS
    cycle: 1
    days_late: 12
    occurred { from { year: 2024 month: 9 day: 27 } }
    recorded_time { seconds: 1728489900 }
    text: "Mother: hides book, cries at homework"
    entered_by: "Juniper Halloway (SENCO)"
  }
  items {
    labels: "A05"
    labels: "A08"
    stage: STAGE_ASSESS
    cycle: 1
    occurred { from { year: 2024 month: 10 day: 15 } }
    text: "YARC SS 76 (71-81)"
    corrected: "21 Oct: was 79, wrong age row"
  }
  items {
    labels: "A13"
    labels: "A14"
    stage: STAGE_PLAN
    cycle: 1
    occurred { from { year: 2024 month: 11 day: 15 } }
    text: "v1 phonics 5x20"
    computed: "=t1 has no measure"
    computed: "Read by 2 of 3 staff"
  }
  items {
    labels: "A17"
    stage: STAGE_PLAN
    cycle: 1
    disputed: true
    occurred { from { year: 2024 month: 12 day: 9 } }
    text: "Mother: t1 not measurable, group half run"
  }
  items {
    labels: "A34"
    labels: "A35"
    labels: "A36"
    stage: STAGE_EHC
    cycle: 2
    occurred {
      from { year: 2025 month: 8 day: 6 }
      to { year: 2025 month: 8 day: 8 }
    }
    recorded_time { seconds: 1756900000 }
    text: "Mediation agreement, appeal not pursued"
    after_dispute: "d2"
  }
  items {
    labels: "A02"
    stage: STAGE_RECORD
    cycle: 2
    occurred { from { year: 2025 month: 3 } }
    text: "UPN replaced"
    imported: "imported; the old system says entered 4 Oct 2024"
  }
)pb";

TEST(PrintTimeline, ShowsWhatWasTriedWhatIsMissingAndEveryCycle) {
  EXPECT_EQ(
      PrintedTimeline(kTimelineOfPip),
      R"(TIMELINE  Pip Larkwhistle, Y4, b. 11 Feb 2017, Hollowtree Primary School. K from 12 Nov 2024
As on 19 Dec 2025, as known then. SENCO view, nothing withheld. Stage order, then date.
= computed, rules v1. Recorded times were simulated: a demonstration.
The person does not exist; everything here is invented.
TRIED                          WHEN            GIVEN          BEFORE > AFTER     =SHOWS
Phonics group 1:3, Corwin      18 Nov-24 Jan   8/15 to 6 Dec, YARC 76 > 46 words Not evidence: 53%
Applegarth                                     then no log                       given, measure
                                                                                 changed
Reading, YARC form A > B       Oct 24 > Oct 25                SS 76 > 85, RG     +9: cannot say, no
                                                              1.59               SEM
GAPS  SLT language group, visual timetable: unanswered 343 days.
      Decision of 11 Nov 2025, reduce: plan unchanged, 38 days.
      Father's position on any plan: never recorded.
CYCLE 1  27 Sep 2024 - 11 Feb 2025
ASSESS 27 Sep  Mother: hides book, cries at homework. Entered 9 Oct by Juniper Halloway (SENCO)
               [LATE 12 DAYS]                                                                    A04
       15 Oct  YARC SS 76 (71-81) [CORRECTED 21 Oct: was 79, wrong age row]                  A05 A08
PLAN   15 Nov  v1 phonics 5x20. =t1 has no measure. Read by 2 of 3 staff                     A13 A14
        9 Dec  [DISPUTED] Mother: t1 not measurable, group half run                              A17
CYCLE 2  to 13 May 2025
EHC     6 Aug  To 8 Aug: Mediation agreement, appeal not pursued [AFTER DISPUTE d2]          A34-A36
RECORD    Mar  UPN replaced. Imported; the old system says entered 4 Oct 2024                    A02
CYCLE 3  from 14 May 2025, not reviewed yet
)");
}

TEST(PrintTimeline, SaysThatSomethingIsWithheldAndNeverHowMuch) {
  EXPECT_THAT(PrintedTimeline("head { withheld: true viewer: \"Parent view\" }"),
              HasSubstr("Parent view, some of it withheld."));
}

TEST(PrintTimeline, SaysWhatTheRecordedTimesRestOn) {
  EXPECT_THAT(PrintedTimeline("head { times_witnessed: true }"),
              HasSubstr("were witnessed by others"));
  EXPECT_THAT(PrintedTimeline("head { }"), HasSubstr("rest on the server's clock alone"));
}

TEST(PrintTimeline, NamesTheYearWhereACycleLastsAlmostAsLong) {
  EXPECT_THAT(PrintedTimeline(R"(
      cycles { number: 1 from { year: 2024 month: 1 day: 8 } }
      items { cycle: 1 stage: STAGE_DO occurred { from { year: 2024 month: 1 day: 8 } } text: "a" }
      items { cycle: 1 stage: STAGE_DO occurred { from { year: 2025 month: 1 day: 8 } } text: "b" })"),
              HasSubstr("DO      8 Jan 2024  a\n        8 Jan 2025  b\n"));
}

TEST(PrintTimeline, PrintsByDateWithoutStagesWhenAskedByDate) {
  const std::string text = PrintTimeline(ParseTimeline(R"(
      items { cycle: 1 stage: STAGE_DO labels: "A1" text: "a"
              occurred { from { year: 2024 month: 1 day: 8 } } })"),
                                         {.by_date = true});

  EXPECT_THAT(text, HasSubstr("\n 8 Jan 2024  a  "));
  EXPECT_THAT(text, testing::Not(HasSubstr("CYCLE")));
}

TEST(PrintTimeline, SaysSoWhenNothingIsThere) {
  const std::string text = PrintedTimeline("");

  EXPECT_THAT(text, HasSubstr("(nothing recorded)\n"));
  EXPECT_THAT(text, HasSubstr("GAPS  none found\n"));
}

TEST(PrintTimeline, KeepsSessionsFromTheFiguresWhenNobodyPutThemIntoWords) {
  EXPECT_THAT(
      PrintedTimeline(R"(tried { provision_id: "x" delivered_sessions: 8 planned_sessions: 15
                               logged_to { year: 2024 month: 12 day: 6 } }
                       tried { provision_id: "y" delivered_sessions: -1 planned_sessions: -1 })"),
      testing::AllOf(HasSubstr("8/15 to 6 Dec"), HasSubstr("no log")));
}

}  // namespace
}  // namespace cairn::cli
