// Worked examples of every clock, and the due dates that the letters in cases A and B state.
#include "projections/calendar/statutory_clocks.h"

#include <algorithm>
#include <ostream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/calendar_days.h"

namespace cairn {
namespace {

using ::testing::HasSubstr;
using ::testing::TestWithParam;
using ::testing::Values;

struct Example {
  const char* where;  // which example it is
  const char* rule_id;
  CivilDate start;
  CivilDate due;
};

void PrintTo(const Example& example, std::ostream* out) {
  *out << example.where << ", " << example.rule_id;
}

SchoolCalendar Hollowtree() {
  return {.terms = {{On(2025, 9, 3), On(2025, 12, 19)}, {On(2026, 1, 5), On(2026, 3, 27)}},
          .closures = {}};
}

class StatutoryClock : public TestWithParam<Example> {};

TEST_P(StatutoryClock, IsDueOnTheDayOfTheExample) {
  const SchoolCalendar calendar = Hollowtree();

  const std::optional<DueDate> due = ComputeDue(GetParam().rule_id, GetParam().start, &calendar);

  ASSERT_TRUE(due.has_value());
  EXPECT_EQ(due->due, GetParam().due) << due->explanation;
  EXPECT_EQ(due->start, GetParam().start);
}

INSTANTIATE_TEST_SUITE_P(
    FormsOfWords, StatutoryClock,
    Values(Example{"3.1 weeks", "ehc.decide_whether_to_assess", On(2024, 11, 5), On(2024, 12, 17)},
           Example{"3.1 days", "ehc.draft_representations", On(2025, 2, 13), On(2025, 2, 27)},
           Example{"3.1 notice", "review.notice_of_meeting", On(2025, 11, 12), On(2025, 10, 29)},
           Example{"3.1 months", "mediation.contact", On(2025, 12, 31), On(2026, 2, 28)},
           Example{"3.1 working", "mediation.certificate", On(2025, 6, 27), On(2025, 7, 2)},
           Example{"3.1 school", "record.transfer", On(2025, 12, 19), On(2026, 1, 23)}));

INSTANTIATE_TEST_SUITE_P(
    MainClock, StatutoryClock,
    Values(Example{"3.2 Nov", "ehc.decide_whether_to_assess", On(2024, 11, 5), On(2024, 12, 17)},
           Example{"3.2 Nov", "ehc.no_plan_notice", On(2024, 11, 5), On(2025, 2, 25)},
           Example{"3.2 Nov", "ehc.final_plan", On(2024, 11, 5), On(2025, 3, 25)},
           Example{"3.2 May", "ehc.decide_whether_to_assess", On(2025, 5, 6), On(2025, 6, 17)},
           Example{"3.2 May", "ehc.no_plan_notice", On(2025, 5, 6), On(2025, 8, 26)},
           Example{"3.2 May", "ehc.final_plan", On(2025, 5, 6), On(2025, 9, 23)},
           Example{"3.2 June", "ehc.decide_whether_to_assess", On(2025, 6, 6), On(2025, 7, 18)},
           Example{"3.2 June", "ehc.no_plan_notice", On(2025, 6, 6), On(2025, 9, 26)},
           Example{"3.2 June", "ehc.final_plan", On(2025, 6, 6), On(2025, 10, 24)}));

INSTANTIATE_TEST_SUITE_P(
    AnnualReview, StatutoryClock,
    Values(Example{"3.4", "review.head_report", On(2025, 11, 12), On(2025, 11, 26)},
           Example{"3.4", "review.decision_notice", On(2025, 11, 12), On(2025, 12, 10)},
           Example{"3.4", "review.amended_final", On(2025, 12, 10), On(2026, 2, 4)},
           Example{"3.4", "review.papers", On(2025, 11, 12), On(2025, 10, 29)}));

INSTANTIATE_TEST_SUITE_P(
    TribunalOrders, StatutoryClock,
    Values(Example{"3.4", "order.assess.notify", On(2025, 11, 14), On(2025, 11, 28)},
           Example{"3.4", "order.assess.no_plan_notice", On(2025, 11, 14), On(2026, 1, 23)},
           Example{"3.4", "order.assess.final_plan", On(2025, 11, 14), On(2026, 2, 20)},
           Example{"3.4", "order.make_plan.draft", On(2025, 11, 14), On(2025, 12, 19)},
           Example{"3.4", "order.make_plan.final", On(2025, 11, 14), On(2026, 1, 30)},
           Example{"3.4", "order.amend", On(2025, 11, 14), On(2025, 12, 19)},
           Example{"3.4", "order.change_school", On(2025, 11, 14), On(2025, 11, 28)}));

INSTANTIATE_TEST_SUITE_P(
    Rights, StatutoryClock,
    Values(Example{"4.5 access", "rights.access", On(2025, 3, 12), On(2025, 4, 14)},
           Example{"4.5 access, new law", "rights.access", On(2026, 3, 12), On(2026, 4, 13)},
           Example{"4.5 complaint", "rights.data_complaint_acknowledged", On(2026, 7, 1),
                   On(2026, 7, 30)},
           Example{"6 retention", "record.retention", On(2012, 1, 19), On(2043, 1, 19)}));

INSTANTIATE_TEST_SUITE_P(
    CaseA, StatutoryClock,
    Values(Example{"A30 clock", "ehc.decide_whether_to_assess", On(2025, 5, 21), On(2025, 7, 2)},
           Example{"A30 clock", "ehc.no_plan_notice", On(2025, 5, 21), On(2025, 9, 10)},
           Example{"A30 clock", "ehc.final_plan", On(2025, 5, 21), On(2025, 10, 8)},
           Example{"A31 contact by", "mediation.contact", On(2025, 7, 1), On(2025, 9, 1)},
           Example{"A34 arrange by", "mediation.arranged", On(2025, 7, 14), On(2025, 8, 13)},
           Example{"A35 comply by", "mediation.terms", On(2025, 8, 6), On(2025, 8, 20)},
           Example{"A40 due", "record.transfer", On(2025, 12, 19), On(2026, 1, 23)},
           Example{"notes of A39", "meeting.notes_sent", On(2025, 11, 11), On(2025, 11, 18)},
           Example{"retention", "record.retention", On(2017, 2, 11), On(2048, 2, 11)}));

INSTANTIATE_TEST_SUITE_P(
    CaseB, StatutoryClock,
    Values(Example{"B25 due", "rights.access", On(2025, 3, 12), On(2025, 4, 14)},
           Example{"B27 respond by", "rights.rectification", On(2025, 4, 22), On(2025, 5, 22)},
           Example{"B30 clock", "ehc.decide_whether_to_assess", On(2025, 5, 6), On(2025, 6, 17)},
           Example{"B30 clock", "ehc.no_plan_notice", On(2025, 5, 6), On(2025, 8, 26)},
           Example{"B30 clock", "ehc.final_plan", On(2025, 5, 6), On(2025, 9, 23)},
           Example{"B32 contact by", "mediation.contact", On(2025, 6, 17), On(2025, 8, 17)},
           Example{"B33 certificate", "mediation.certificate", On(2025, 6, 27), On(2025, 7, 2)},
           Example{"B35 response", "appeal.response", On(2025, 7, 24), On(2025, 10, 3)},
           Example{"B38 clock", "order.assess.notify", On(2025, 11, 14), On(2025, 11, 28)},
           Example{"B38 clock", "order.assess.no_plan_notice", On(2025, 11, 14), On(2026, 1, 23)},
           Example{"B38 clock", "order.assess.final_plan", On(2025, 11, 14), On(2026, 2, 20)},
           Example{"B39 review by", "review.first", On(2026, 2, 19), On(2027, 2, 19)}));

struct AppealExample {
  const char* where;
  CivilDate notice_sent;
  std::optional<CivilDate> certificate_issued;
  CivilDate due;
};

void PrintTo(const AppealExample& example, std::ostream* out) { *out << example.where; }

class AppealClock : public TestWithParam<AppealExample> {};

TEST_P(AppealClock, EndsOnTheDayOfTheExample) {
  const DueDate due = AppealBy(GetParam().notice_sent, GetParam().certificate_issued);

  EXPECT_EQ(due.due, GetParam().due) << due.explanation;
}

INSTANTIATE_TEST_SUITE_P(
    Examples, AppealClock,
    Values(AppealExample{"4.2 summer", On(2025, 6, 17), On(2025, 7, 1), On(2025, 9, 1)},
           AppealExample{"4.2 certificate", On(2025, 7, 1), On(2025, 8, 7), On(2025, 9, 8)},
           AppealExample{"4.2 Christmas", On(2025, 10, 1), On(2025, 11, 29), On(2026, 1, 2)},
           AppealExample{"A31", On(2025, 7, 1), std::nullopt, On(2025, 9, 1)},
           AppealExample{"A36", On(2025, 7, 1), On(2025, 8, 7), On(2025, 9, 8)},
           AppealExample{"B32", On(2025, 6, 17), std::nullopt, On(2025, 9, 1)},
           AppealExample{"B34", On(2025, 6, 17), On(2025, 7, 1), On(2025, 9, 1)}));

TEST(DueDate, ExplainsItselfInOneSentence) {
  EXPECT_EQ(ComputeDue("ehc.decide_whether_to_assess", On(2024, 11, 5))->explanation,
            "Decision whether to assess due 17 Dec 2024: within 6 weeks of 5 Nov 2024, when the "
            "authority received the request, that day not counted (SEND Regulations 2014 reg "
            "5(1)).");
}

TEST(DueDate, SaysWhyItMoved) {
  EXPECT_EQ(ComputeDue("rights.access", On(2025, 3, 12))->explanation,
            "Answer to the access request due 14 Apr 2025: within 1 month of 12 Mar 2025, when the "
            "request was received; 12 Apr 2025 is no working day, so the next one (UK GDPR art "
            "12(3)).");
}

TEST(DueDate, SaysWhichOfTwoStartsCounts) {
  EXPECT_EQ(
      AppealBy(On(2025, 6, 17), On(2025, 7, 1)).explanation,
      "Appeal due 1 Sep 2025: within 2 months of 17 Jun 2025, when the notice of the decision "
      "was sent, later than 1 month from the certificate of 1 Jul 2025; 17 Aug 2025 is in the "
      "tribunal's holidays, so the first working day after 31 August (HESC Rules 2008 "
      "r20(1)(c), r12).");
  EXPECT_EQ(AppealBy(On(2025, 7, 1), On(2025, 8, 7)).explanation,
            "Appeal due 8 Sep 2025: within 1 month of 7 Aug 2025, when the mediation certificate "
            "was issued, later than 2 months from the notice of 1 Jul 2025; 7 Sep 2025 is no "
            "working day, so the next one (HESC Rules 2008 r20(1)(c), r12).");
}

TEST(DueDate, DoesNotBlameTheTribunalForOtherRulesInAugust) {
  EXPECT_THAT(ComputeDue("rights.access", On(2025, 7, 9))->explanation,
              HasSubstr("9 Aug 2025 is no working day"));
}

TEST(DueDate, NeedsTheSchoolsCalendarForSchoolDays) {
  const SchoolCalendar calendar = Hollowtree();

  EXPECT_EQ(ComputeDue("record.transfer", On(2025, 12, 19)), std::nullopt);
  EXPECT_EQ(ComputeDue("record.transfer", On(2026, 3, 20), &calendar), std::nullopt);
}

TEST(ClockRules, KeepTheRuleUnderWhichAClockWasStarted) {
  EXPECT_THAT(RuleInForce("rights.access", On(2026, 2, 4))->source, "UK GDPR art 12(3)");
  EXPECT_THAT(RuleInForce("rights.access", On(2026, 2, 5))->source, "UK GDPR art 12A");
  EXPECT_EQ(RuleInForce("rights.data_complaint_acknowledged", On(2026, 6, 18)), nullptr);
  EXPECT_EQ(RuleInForce("no.such_rule", On(2026, 6, 18)), nullptr);
}

TEST(ClockRules, SayWhoHasToAct) {
  for (const ClockRule& rule : ClockRules()) {
    EXPECT_NE(rule.owner, v1::DUTY_OWNER_UNSPECIFIED) << rule.id;
  }
}

// A right that ends is nobody's duty.
TEST(ClockRules, LeaveToTheFamilyWhatItMayDo) {
  for (const ClockRule& rule : ClockRules()) {
    if (rule.ends == Ends::kTimeToAct || rule.owner != v1::DUTY_OWNER_FAMILY) continue;
    EXPECT_NE(rule.what.find("open until"), std::string_view::npos) << rule.id;
  }
}

TEST(DueDate, IsCountedWithoutWordsAsWithThem) {
  for (const ClockRule& rule : ClockRules()) {
    const std::optional<DueDate> told = ComputeDue(rule, rule.valid_from);
    const std::optional<DueDate> counted = CountDue(rule, rule.valid_from);

    ASSERT_EQ(counted.has_value(), told.has_value()) << rule.id;
    if (!counted.has_value()) continue;
    EXPECT_EQ(counted->due, told->due) << rule.id;
    EXPECT_EQ(counted->contested, told->contested) << rule.id;
    EXPECT_TRUE(counted->explanation.empty());
  }
}

TEST(ClockRules, AreOrderedAndNeverOverlap) {
  const std::span<const ClockRule> rules = ClockRules();

  const auto out_of_order =
      std::adjacent_find(rules.begin(), rules.end(), [](const ClockRule& a, const ClockRule& b) {
        return a.id > b.id || (a.id == b.id && a.valid_to >= b.valid_from);
      });

  EXPECT_EQ(out_of_order, rules.end());
}

}  // namespace
}  // namespace cairn
