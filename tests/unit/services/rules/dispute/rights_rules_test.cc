#include "services/rules/dispute/rights_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

using RightsRulesTest = RulesTest;

constexpr char kImportedRequest[] = "late_reason: 'import' ";

std::string Requested(std::string_view right, std::string_view more = "") {
  return "rights_requested { rights_request_id: 'sar-1' right: RIGHTS_KIND_" + std::string(right) +
         " " + std::string(more) + " }";
}

// Case B: asked on 12 March 2025; 12 April is a Saturday, so until Monday the 14th.
TEST_F(RightsRulesTest, CountAMonthToTheAnswer) {
  constexpr char kLate[] = "rights.answered_in_time @ rights_answered";
  constexpr char kAnswer[] = "rights_answered { rights_request_id: 'sar-1' decided_by: 'head' }";
  record_.Add(On(2025, 3, 12) + Requested("ACCESS"));

  EXPECT_THAT(Findings(On(2025, 4, 14) + kImportedRequest + kAnswer), IsEmpty());
  EXPECT_THAT(Findings(On(2025, 4, 15) + kImportedRequest + kAnswer), ElementsAre(kLate));
}

TEST_F(RightsRulesTest, CountAMonthForTheOtherRightsToo) {
  record_.Add(On(2025, 3, 12) + Requested("ERASURE"));

  EXPECT_THAT(Findings(On(2025, 4, 15) + kImportedRequest +
                       "rights_answered { rights_request_id: 'sar-1' decided_by: 'head' }"),
              ElementsAre("rights.answered_in_time @ rights_answered"));
}

TEST_F(RightsRulesTest, CountNoMonthForTheEducationalRecord) {
  record_.Add(On(2025, 3, 12) + Requested("EDUCATIONAL_RECORD"));

  EXPECT_THAT(Findings(On(2025, 6, 1) + kImportedRequest +
                       "rights_answered { rights_request_id: 'sar-1' decided_by: 'head' }"),
              IsEmpty());
}

TEST_F(RightsRulesTest, FindAnAnswerToNoRequest) {
  EXPECT_THAT(Findings("rights_answered { rights_request_id: 'sar-9' decided_by: 'head' }"),
              ElementsAre("rights.request_recorded @ rights_answered.rights_request_id"));
}

// Pip is eight; at twelve the answer is another one.
TEST_F(RightsRulesTest, AskWhetherAnOlderChildWasAsked) {
  constexpr char kAsked[] = "rights.child_asked @ rights_requested.child_asked";
  const Facts later{.today = CivilDate::Of(2029, 2, 12).value()};

  EXPECT_THAT(Findings(Requested("ACCESS", "on_behalf: true")), Not(Contains(kAsked)));
  EXPECT_THAT(FindingsOf(CheckEntry(
                  record_.Build(),
                  EntryOf(On(2029, 2, 11) + Requested("ACCESS", "on_behalf: true")), later)),
              Contains(kAsked));
  EXPECT_THAT(
      FindingsOf(CheckEntry(
          record_.Build(),
          EntryOf(On(2029, 2, 11) + Requested("ACCESS", "on_behalf: true child_asked: false")),
          later)),
      Not(Contains(kAsked)));
}

class RightsRules : public RuleCaseTest {};

TEST_P(RightsRules, FindIt) { ExpectItIsFound(); }

std::string RightsAnsweredWith(const std::string& more) {
  return "late_reason: 'import' rights_answered { rights_request_id: 'sar-1' " + more + " }";
}
constexpr char kHoldOnRights[] = "hold_placed { hold_id: 'h' reason: 'x' no_disposal: true }";
constexpr char kDisclosed[] = "disclosed { to: 'CAMHS' what: 'plan' }";

const RuleCase kRightsCases[] = {
    {"ARequestIsClarifiedAfterItWasAsked",
     Requested("ACCESS",
               "clarification_asked_on { year: 2026 } "
               "clarification_given_on { year: 2025 }"),
     "rights.clarified_after_it_was_asked @ rights_requested.clarification_given_on",
     Requested("ACCESS",
               "clarification_asked_on { year: 2025 } "
               "clarification_given_on { year: 2026 }")},
    {"AnAccessRequestSaysWhoAsks", Requested("ACCESS"),
     "rights.identity_confirmed @ rights_requested.identity_confirmed_on",
     Requested("ACCESS", "identity_confirmed_on { year: 2026 month: 1 day: 5 }")},
    {"TwoMoreMonthsHaveAReason", Requested("ACCESS", "extended: true"),
     "rights.extension_has_a_reason @ rights_requested.extension_reason",
     Requested("ACCESS", "extended: true extension_reason: 'three schools'")},
    {"ARefusalHasReasons", RightsAnsweredWith("answer: RIGHTS_ANSWER_REFUSED"),
     "rights.refusal_has_reasons @ rights_answered.outcome",
     RightsAnsweredWith("answer: RIGHTS_ANSWER_REFUSED outcome: 'kept for a claim'")},
    {"ARefusalTellsHowToComplain", RightsAnsweredWith("answer: RIGHTS_ANSWER_PARTLY_GRANTED"),
     "rights.complaint_route_told @ rights_answered.complaint_route_told",
     RightsAnsweredWith("answer: RIGHTS_ANSWER_GRANTED")},
    {"RecipientsAreToldOfACorrection",
     RightsAnsweredWith("answer: RIGHTS_ANSWER_GRANTED"),
     "rights.recipients_told @ rights_answered.recipients_told",
     RightsAnsweredWith("answer: RIGHTS_ANSWER_GRANTED recipients_told: 'CAMHS'"),
     {Requested("RECTIFICATION"), kDisclosed}},
    {"NothingIsErasedUnderAHold",
     RightsAnsweredWith("answer: RIGHTS_ANSWER_GRANTED"),
     "rights.no_erasure_under_a_hold @ rights_answered.answer",
     RightsAnsweredWith("answer: RIGHTS_ANSWER_REFUSED"),
     {Requested("ERASURE"), kHoldOnRights}},
    {"AnAnswerIsSomebodysDecision", RightsAnsweredWith(""),
     "rights.decided_by_somebody @ rights_answered.decided_by",
     RightsAnsweredWith("decided_by: 'head'")},
};

INSTANTIATE_TEST_SUITE_P(Rows, RightsRules, testing::ValuesIn(kRightsCases), NameOf);

// Past twelve: born on 11 February 2017, asked on 12 February 2029.
TEST_F(RightsRulesTest, TheDecisionIsTheChildsWhoUnderstands) {
  const Facts later{.today = CivilDate::Of(2029, 2, 12).value()};
  const std::string asked =
      On(2029, 2, 12) + Requested("ACCESS", "on_behalf: true child_asked: true ");
  constexpr char kFound[] = "rights.child_decides @ rights_requested.child_agrees";
  const auto found = [&](const std::string& text) {
    return FindingsOf(CheckEntry(record_.Build(), EntryOf(text), later));
  };

  EXPECT_THAT(found(asked), Not(Contains(kFound)));
  EXPECT_THAT(found(On(2029, 2, 12) + Requested("ACCESS",
                                                "on_behalf: true child_asked: true "
                                                "child_agrees: false")),
              Contains(kFound));
}

// The law on complaints about data is in force since 19 June 2026.
TEST_F(RightsRulesTest, ADataComplaintIsAcknowledgedInThirtyDays) {
  record_.Add(On(2026, 7, 1) + Requested("DATA_COMPLAINT"));
  const Facts later{.today = CivilDate::Of(2026, 7, 31).value()};
  const auto found = [&](int day) {
    return FindingsOf(CheckEntry(
        record_.Build(), EntryOf(On(2026, 7, day) + RightsAnsweredWith("answer: 1")), later));
  };
  constexpr char kFound[] = "rights.complaint_acknowledged_in_time @ rights_answered";

  EXPECT_THAT(found(30), Not(Contains(kFound)));
  EXPECT_THAT(found(31), Contains(kFound));
}

// From 5 February 2026 the clock stands still while the request is made clearer.
TEST_F(RightsRulesTest, TheMonthStandsStillForAClarification) {
  record_.Add(On(2026, 3, 2) + Requested("ACCESS",
                                         "clarification_asked_on { year: 2026 month: 3 day: 9 } "
                                         "clarification_given_on { year: 2026 month: 3 day: 18 }"));
  const Facts later{.today = CivilDate::Of(2026, 4, 20).value()};
  const auto found = [&](int day) {
    return FindingsOf(
        CheckEntry(record_.Build(), EntryOf(On(2026, 4, day) + RightsAnsweredWith("")), later));
  };
  constexpr char kLate[] = "rights.answered_in_time @ rights_answered";

  EXPECT_THAT(found(3), Not(Contains(kLate)));
  EXPECT_THAT(found(10), Not(Contains(kLate)));
  EXPECT_THAT(found(17), Contains(kLate));
}

TEST_F(RightsRulesTest, AnAcknowledgementIsNoAnswerYet) {
  record_.Add(On(2025, 3, 12) + Requested("ACCESS"));

  EXPECT_THAT(Findings(On(2025, 6, 2) + RightsAnsweredWith("answer: RIGHTS_ANSWER_ACKNOWLEDGED")),
              IsEmpty());
}

}  // namespace
}  // namespace cairn
