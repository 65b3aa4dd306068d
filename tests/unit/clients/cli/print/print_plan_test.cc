#include "clients/cli/print/print_plan.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "absl/strings/str_split.h"

#include "clients/cli/print/text_layout.h"

namespace cairn::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

v1::Plan ParsePlan(const std::string& text) {
  v1::Plan plan;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &plan));
  return plan;
}

constexpr char kPlanOfPip[] = R"(
  plan_id: "PA" plan_kind: PLAN_KIND_SEN_SUPPORT plan_version: 4 plan_kind_name: "SEN support plan"
  child_name: "Pip Larkwhistle" born { year: 2017 month: 2 day: 11 } nc_year: "4"
  school: "Hollowtree Primary School"
  effective_from { year: 2025 month: 9 day: 10 } as_of { year: 2025 month: 12 day: 19 }
  as_known_at { seconds: 1766188799 }
  class_teacher: "Marigold Underhill" senco: "Juniper Halloway"
  last_review { year: 2025 month: 11 day: 11 } next_review { year: 2026 month: 3 day: 10 }
  content {
    aspirations { whose: CAPACITY_CHILD text: "Read a football magazine alone" }
    aspirations { whose: CAPACITY_PARENT text: "Enjoy stories again" }
    outcomes {
      item_id: "o1" by { year: 2025 month: 7 }
      text: "By July 2025 reads an unfamiliar Year 2 text aloud with 90% accuracy"
    }
    targets {
      item_id: "t1" text: "Read Year 2 common words on sight" outcome_id: "o1"
      measure: "words correct of 100" baseline { value: 41 } aim { value: 70 }
      out_of { value: 100 } due { year: 2025 month: 7 day: 9 }
    }
    provisions {
      item_id: "p3" what: "structured multisensory literacy" provider_role: "TA"
      oversight: "specialist teacher" sessions_per_week { value: 4 } minutes_per_session: 20
      group_size: 1 weeks: 20
    }
    provisions {
      item_id: "p2" what: "precision teaching" provider: "Corwin Applegarth"
      sessions_per_week { value: 3 } minutes_per_session: 15 group_size: 1 weeks: 10
      serves: "t1" why: "Recall is the need"
    }
    responsibilities { whose: "parent" text: "read aloud to Pip 10 min daily" }
    responsibilities { whose: "pupil" text: "tell teacher when text is hard" }
    responsibilities { whose: "school" text: "deliver p1" }
  }
  voices {
    person: "Pip Larkwhistle" capacity: CAPACITY_CHILD medium: MEDIUM_PICTURE
    on { year: 2024 month: 10 day: 18 } label: "A07"
    text: "Likes maths and goalkeeping; wants help \"when nobody is looking\""
  }
  needs { rank: 1 words: "Specific learning difficulty" evidence: "A05" evidence: "A19" }
  needs { rank: 2 words: "Speech, language and communication" }
  targets {
    item_id: "t1" now { value: 74 } measured_on { year: 2025 month: 7 day: 9 }
    state: TARGET_STATE_MET
  }
  provisions {
    item_id: "p3" delivered_sessions: -1
    flags: "provider not named"
    flags: "reason not stated; same wording as EP report of 1 Apr 2025, no link recorded"
    flags: "no target linked"
    flags: "expected difference not stated"
    flags: "start and sessions not recorded"
  }
  provisions {
    item_id: "p2" started { year: 2025 month: 1 day: 27 } ended { year: 2025 month: 4 day: 25 }
    delivered_sessions: 27 planned_sessions: 30
    flags: "ended 25 Apr 2025, still listed"
  }
  unanswered_advice { profession: "SLT" text: "Visual timetable" days: 343 label: "A19" }
  unanswered_advice { profession: "EP" text: "Reader for maths tests" days: 262 label: "A27" }
  positions { person: "Delphine Larkwhistle" capacity: CAPACITY_PARENT }
  positions { person: "Rufus Larkwhistle" capacity: CAPACITY_PARENT }
  last_version_sent: 3 last_version_sent_on { year: 2025 month: 2 day: 14 }
  to_do { text: "Carry out \"reduce\" decided 11 Nov 2025" days: 38 }
  findings { field: "o1" sentence: "Date passed, no result recorded" source: "Code of Practice 6.53" }
  findings { field: "voices" sentence: "No one-page profile recorded" source: "Code of Practice 6.70" }
  findings { field: "adjustments" sentence: "None written" source: "Code of Practice 6.49" }
  findings { field: "responsibilities" sentence: "school: \"deliver p1\", but p1 was removed at v3" source: "computed" }
  findings { field: "disputes" sentence: "No open dispute; that of 9 Dec 2024 was resolved in v2" source: "computed" }
  findings { field: "somewhere.new" sentence: "A part this client does not know" source: "our rule" }
  label: "A37" rules_version: 1 fictional: true
)";

constexpr char kPrinted[] =
    R"(SEN SUPPORT PLAN   Pip Larkwhistle, Y4, b. 11 Feb 2017                         VERSION 4
Hollowtree Primary School    From 10 Sep 2025. Shown as on 19 Dec 2025, as known then
Class teacher Marigold Underhill    SENCO Juniper Halloway
Last review 11 Nov 2025             Next 10 Mar 2026

ASPIRATIONS  Pip: Read a football magazine alone
             Parent: Enjoy stories again
PIP SAYS     Likes maths and goalkeeping; wants help "when nobody is looking" (picture,
             18 Oct 2024) A07
             ! No one-page profile recorded
NEEDS        1 Specific learning difficulty   Evidence A05 A19
             2 Speech, language and communication

OUTCOME o1   By July 2025 reads an unfamiliar Year 2 text aloud with 90% accuracy
             ! Date passed, no result recorded
  TARGET t1  Read Year 2 common words on sight
             Measured in words correct of 100
             Start 41   Aim 70 of 100 by 9 Jul 2025   Now 74 on 9 Jul 2025   MET

ADDITIONAL OR DIFFERENT SUPPORT
  p3  Structured multisensory literacy
      What    4 x 20 minutes a week, 1:1, 20 weeks
      Who     TA; overseen by specialist teacher  ! provider not named
      Why     ! reason not stated; same wording as EP report of 1 Apr 2025, no link
              recorded
      Target  ! no target linked
      Expect  ! expected difference not stated
      Given   ! start and sessions not recorded
  p2  Precision teaching  ! ended 25 Apr 2025, still listed
      What    3 x 15 minutes a week, 1:1, 10 weeks
      Who     Corwin Applegarth
      Why     Recall is the need
      Target  t1
      Given   27 of 30 sessions, from 27 Jan 2025, to 25 Apr 2025
ADJUSTMENTS, STRATEGIES
  ! None written
ADVICE UNANSWERED   SLT: Visual timetable (343 days) A19
                    EP: Reader for maths tests (262 days) A27

FAMILY  read aloud to Pip 10 min daily
PIP     tell teacher when text is hard
SCHOOL  deliver p1
        = school: "deliver p1", but p1 was removed at v3

POSITIONS ON V4     Delphine Larkwhistle  not recorded
                    Rufus Larkwhistle     not recorded
                    = No open dispute; that of 9 Dec 2024 was resolved in v2
SENT TO PARENTS     ! v4 not recorded (v3 sent 14 Feb 2025)
READ BY STAFF       ! v4 none recorded
TO DO  Carry out "reduce" decided 11 Nov 2025: 38 days
ALSO         ! A part this client does not know

! missing or late   = computed by Cairn, rules v1   Issued by entry A37
The person does not exist; everything here is invented.
)";

TEST(PrintPlan, SaysWhatThePlanSaysWhatBecameOfItAndWhatIsMissing) {
  EXPECT_EQ(PrintPlan(ParsePlan(kPlanOfPip)), kPrinted);
}

TEST(PrintPlan, MarksADisputedVersionAndSaysWhoTypedAPosition) {
  const std::string text = PrintPlan(ParsePlan(R"(
    plan_version: 2 disputed: true as_of { year: 2025 month: 2 day: 23 }
    positions {
      person: "Rosalind Brambleford" capacity: CAPACITY_PARENT stance: STANCE_PARTLY
      on { year: 2025 month: 2 day: 10 } recorded_by: "Leopold Saltmarsh"
      grounds: "Asks for 10 hours, not 6" label: "B23"
    })"));

  EXPECT_THAT(text, HasSubstr("VERSION 2 [DISPUTED]\n"));
  EXPECT_THAT(text, HasSubstr("agrees in part 10 Feb 2025, recorded for them\n"));
}

TEST(PrintPlan, SaysWhatAPartyDisputesAndWants) {
  const std::string text = PrintPlan(ParsePlan(R"(
    plan_version: 1
    positions {
      person: "Delphine Larkwhistle" capacity: CAPACITY_PARENT stance: STANCE_DISAGREE
      items: "t1" items: "p1" grounds: "Cannot be measured" wants: "Named adult" label: "A17"
    }
    positions {
      person: "Rufus Larkwhistle" capacity: CAPACITY_PARENT stance: STANCE_PARTLY
      grounds: "Too few hours." wants: "More"
    })"));

  EXPECT_THAT(text, HasSubstr("Delphine Larkwhistle  disagrees: t1 p1: Cannot be measured; wants:\n"
                              "                                          Named adult A17\n"));
  EXPECT_THAT(text, HasSubstr("agrees in part: Too few hours. Wants: More\n"));
}

TEST(PrintPlan, SaysWhatAFindingInTheHeadIsAbout) {
  EXPECT_THAT(PrintPlan(ParsePlan(R"(findings { field: "nc_year" source: "computed"
                                            sentence: "Stated in 2024/25 and not since" })")),
              HasSubstr("\n= Year group: Stated in 2024/25 and not since\n"));
}

TEST(PrintPlan, PutsAQuestionMarkWhereADateIsMissing) {
  EXPECT_THAT(PrintPlan({}), HasSubstr("From ?. Shown as on ?, as known now"));
}

TEST(PrintPlan, SaysWhenItIsKnownOnAnotherDayThanTheOneShown) {
  const std::string text = PrintPlan(ParsePlan(R"(
    plan_version: 1 effective_from { year: 2024 month: 11 day: 15 }
    as_of { year: 2024 month: 12 day: 12 } as_known_at { seconds: 1766188799 })"));

  EXPECT_THAT(text, HasSubstr("Shown as on 12 Dec 2024, as known 19 Dec 2025\n"));
}

TEST(PrintPlan, PrintsTheRelationalSection) {
  const std::string text = PrintPlan(ParsePlan(R"(
    plan_kind: PLAN_KIND_RELATIONAL_SUPPORT plan_kind_name: "Relational support plan" plan_version: 1 child_name: "Odette Brambleford"
    content { relational {
      trusted_adults: "Barnaby Tolliver" trusted_adults: "Hattie Fernsby"
      adult_stance: "Stay calm" safe_place: "Art room" child_took_part: true } })"));

  EXPECT_THAT(text, HasSubstr("RELATIONAL SUPPORT PLAN   Odette Brambleford"));
  EXPECT_THAT(text, HasSubstr("  Trusted adults  Barnaby Tolliver, Hattie Fernsby\n"
                              "  Adults will     Stay calm\n"
                              "  Safe place      Art room\n"
                              "  Made with       Odette\n"));
}

TEST(PrintPlan, NamesWhoHasReadItAndWhoHasNot) {
  const std::string text = PrintPlan(ParsePlan(R"(
    plan_version: 1 reading_recorded: true read_by: "Corwin Applegarth"
    not_read_by: "Marigold Underhill")"));

  EXPECT_THAT(
      text, HasSubstr("READ BY STAFF       Corwin Applegarth  ! not read by Marigold Underhill\n"));
}

TEST(PrintPlan, LetsNoTextSteerTheTerminal) {
  EXPECT_THAT(PrintPlan(ParsePlan(R"(child_name: "Pip\033[2J" school: "a\nb")")),
              Not(testing::ContainsRegex("[\x1b]")));
}

TEST(PrintPlan, StaysWithinItsWidthHoweverLongTheTexts) {
  v1::Plan plan = ParsePlan(kPlanOfPip);
  for (int i = 0; i < 30; ++i) {
    plan.mutable_content()->mutable_provisions(0)->mutable_why()->append("because of this ");
    plan.mutable_voices(0)->mutable_text(0)->append(" andmoreofawordthatneverends");
    plan.mutable_positions(0)->add_grounds("the group was half run");
  }

  std::vector<size_t> widths;
  const std::vector<std::string> lines = absl::StrSplit(PrintPlan(plan), '\n');
  for (const std::string& line : lines) widths.push_back(Width(line));

  EXPECT_THAT(widths, testing::Each(testing::Le(kWidthMax)));
}

}  // namespace
}  // namespace cairn::cli
