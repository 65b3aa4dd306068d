#include "services/rules/people/people_rules.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

using PeopleRulesTest = RulesTest;

std::string Upn(std::string_view value, std::string_view more = "") {
  return "identifier_recorded { type: IDENTIFIER_TYPE_UPN value: '" + std::string(value) + "' " +
         std::string(more) + " }";
}

// --- RecordOpened ---

std::vector<std::string> Opening(const std::string& more) {
  const Verdict verdict = CheckEntry(
      Record(), EntryOf("record_opened { subject: SUBJECT_KIND_CHILD name: 'Pip' " + more + " }"),
      {.today = CivilDate::Of(2026, 1, 5).value()});
  return verdict.refused() ? RefusalsOf(verdict) : FindingsOf(verdict);
}

TEST_F(PeopleRulesTest, RefuseABirthInTheFuture) {
  EXPECT_THAT(Opening("born { year: 2026 month: 1 day: 6 }"),
              ElementsAre("child.born_by_now @ record_opened.born"));
  EXPECT_THAT(Opening("born { year: 2026 month: 1 day: 5 }"), IsEmpty());
}

TEST_F(PeopleRulesTest, OpenARecordWithoutABirthDateAndSaySo) {
  EXPECT_THAT(Opening(""), ElementsAre("child.birth_date_known @ record_opened.born"));
}

TEST_F(PeopleRulesTest, WantNoBirthDateOfASetting) {
  const Verdict verdict = CheckEntry(
      Record(), EntryOf("record_opened { subject: SUBJECT_KIND_SETTING name: 'Hollowtree' }"),
      {.today = CivilDate::Of(2026, 1, 5).value()});

  EXPECT_THAT(FindingsOf(verdict), IsEmpty());
}

// --- IdentifierRecorded ---

TEST_F(PeopleRulesTest, RefuseABadUpnAsAUpn) {
  EXPECT_THAT(Refusals(Upn("A801200005001")),
              ElementsAre("upn.check_letter @ identifier_recorded.value"));
  EXPECT_THAT(Refusals(Upn("X80120000A001")),
              ElementsAre("upn.format @ identifier_recorded.value"));
  EXPECT_THAT(Refusals(Upn("B801200005001")), IsEmpty());
  EXPECT_THAT(Refusals(Upn("b801 2000 05001")), IsEmpty());
}

// 100000006 has no check digit at all.
TEST_F(PeopleRulesTest, RefuseABadUln) {
  const auto uln = [](const std::string& value) {
    return "identifier_recorded { type: IDENTIFIER_TYPE_ULN value: '" + value + "' }";
  };

  EXPECT_THAT(Refusals(uln("6174290350")),
              ElementsAre("uln.check_digit @ identifier_recorded.value"));
  EXPECT_THAT(Refusals(uln("1000000060")),
              ElementsAre("uln.check_digit @ identifier_recorded.value"));
  EXPECT_THAT(Refusals(uln("617429035")), ElementsAre("uln.format @ identifier_recorded.value"));
  EXPECT_THAT(Refusals(uln("0174290351")), ElementsAre("uln.format @ identifier_recorded.value"));
  EXPECT_THAT(Refusals(uln("617 429 0351")), IsEmpty());
  EXPECT_THAT(Refusals(uln("9276308686")), IsEmpty());
}

TEST_F(PeopleRulesTest, RefuseABadNhsNumber) {
  const auto nhs = [](const std::string& value) {
    return "identifier_recorded { type: IDENTIFIER_TYPE_NHS value: '" + value + "' }";
  };

  EXPECT_THAT(Refusals(nhs("9434765918")),
              ElementsAre("nhs_number.check_digit @ identifier_recorded.value"));
  EXPECT_THAT(Refusals(nhs("943476591")),
              ElementsAre("nhs_number.format @ identifier_recorded.value"));
  EXPECT_THAT(Refusals(nhs("943 476 5919")), IsEmpty());
}

TEST_F(PeopleRulesTest, LeaveOtherNumbersAlone) {
  EXPECT_THAT(Refusals("identifier_recorded { type: IDENTIFIER_TYPE_ADMISSION value: '17' }"),
              IsEmpty());
}

// 999 is no authority; the check letter is right.
TEST_F(PeopleRulesTest, FindAnUnknownAuthorityAndAcceptAnAbolishedOne) {
  EXPECT_THAT(Findings(Upn("T999200005001")),
              Contains("upn.authority_known @ identifier_recorded.value"));
  EXPECT_THAT(Findings(Upn("A909298721014")), IsEmpty());
}

TEST_F(PeopleRulesTest, FindATemporaryUpnThatIsCalledPermanent) {
  EXPECT_THAT(Findings(Upn("J90929912401K", "permanence: IDENTIFIER_PERMANENCE_PERMANENT")),
              ElementsAre("upn.temporary_ends_in_a_letter @ identifier_recorded.permanence"));
  EXPECT_THAT(Findings(Upn("J90929912401K", "permanence: IDENTIFIER_PERMANENCE_TEMPORARY")),
              IsEmpty());
}

TEST_F(PeopleRulesTest, AskWhichUpnANewOneReplaces) {
  record_.Add(Upn("J90929912401K"));

  EXPECT_THAT(Findings(Upn("A909298721014")),
              ElementsAre("identifier.one_at_a_time @ identifier_recorded.replaces"));
  EXPECT_THAT(Findings(Upn("A909298721014", "replaces: 'J90929912401K'")), IsEmpty());
  EXPECT_THAT(Findings(Upn("A909298721014", "replaces: 'B801200005001'")),
              ElementsAre("identifier.replaces_a_known_one @ identifier_recorded.replaces"));
  EXPECT_THAT(Findings(Upn("j90929912401k")), IsEmpty());
}

// --- DetailsRecorded, PersonLinked, PlacementRecorded ---

// Eight years old on 31 August 2025: Year 4.
TEST_F(PeopleRulesTest, AskWhyAChildIsNotInTheYearGroupOfTheirAge) {
  constexpr char kOther[] = "child.year_group_of_age @ details_recorded.nc_year";

  EXPECT_THAT(Findings("details_recorded { nc_year: '4' }"), IsEmpty());
  EXPECT_THAT(Findings("details_recorded { nc_year: '3' }"), ElementsAre(kOther));
  EXPECT_THAT(Findings("details_recorded { nc_year: '3' out_of_year_group: true }"), IsEmpty());
  EXPECT_THAT(Findings("details_recorded { nc_year: 'X' }"), IsEmpty());
}

TEST_F(PeopleRulesTest, RefuseDetailsThatSayNothing) {
  EXPECT_THAT(Refusals("details_recorded {}"),
              ElementsAre("details.say_something @ details_recorded"));
  EXPECT_THAT(Refusals("details_recorded { looked_after: false }"), IsEmpty());
}

TEST_F(PeopleRulesTest, RefuseSpansThatEndBeforeTheyBegin) {
  EXPECT_THAT(Refusals("person_linked { name: 'A' relationship: RELATIONSHIP_KEYWORKER "
                       "from { year: 2025 month: 9 } to { year: 2025 month: 8 } }"),
              ElementsAre("dates.end_after_start @ person_linked.to"));
  EXPECT_THAT(Refusals("placement_recorded { school: 'S' from { year: 2025 } to { year: 2024 } }"),
              ElementsAre("dates.end_after_start @ placement_recorded.to"));
  EXPECT_THAT(Refusals("person_linked { name: 'A' relationship: RELATIONSHIP_KEYWORKER "
                       "from { year: 2025 month: 9 } to { year: 2025 } }"),
              IsEmpty());
}

TEST_F(PeopleRulesTest, AskWhetherAParentHoldsResponsibility) {
  constexpr char kAsked[] = "family.responsibility_stated @ person_linked.parental_responsibility";

  EXPECT_THAT(Findings("person_linked { name: 'A' relationship: RELATIONSHIP_FATHER }"),
              ElementsAre(kAsked));
  EXPECT_THAT(Findings("person_linked { name: 'A' relationship: RELATIONSHIP_FATHER "
                       "parental_responsibility: false }"),
              IsEmpty());
  EXPECT_THAT(Findings("person_linked { name: 'A' relationship: RELATIONSHIP_KEYWORKER }"),
              IsEmpty());
}

TEST_F(PeopleRulesTest, FindPlacementsThatLookWrong) {
  EXPECT_THAT(
      Findings("placement_recorded { school: 'S' sen_unit: true resourced_provision: true }"),
      ElementsAre("placement.unit_or_resourced_provision @ "
                  "placement_recorded.resourced_provision"));
}

class PeopleRules : public RuleCaseTest {};

TEST_P(PeopleRules, FindIt) { ExpectItIsFound(); }

const RuleCase kPeopleCases[] = {
    {"R67_MoreMeetingsHaveAReason", "details_recorded { meetings_a_year: 6 }",
     "details.meetings_have_a_reason @ details_recorded.meetings_a_year_reason",
     "details_recorded { meetings_a_year: 6 meetings_a_year_reason: 'moved school twice' }"},
    {"R65_TheCodeRecommendsThreeMeetings", "details_recorded { meetings_a_year: 2 }",
     "details.meetings_at_least_three @ details_recorded.meetings_a_year",
     "details_recorded { meetings_a_year: 3 }"},
    {"R52_ACourtOrderSaysWhoGetsCopies",
     "person_linked { name: 'Al' relationship: RELATIONSHIP_FATHER court_order: 'x' }",
     "family.court_order_kept @ person_linked.gets_copies",
     "person_linked { name: 'Al' relationship: RELATIONSHIP_FATHER court_order: 'x' "
     "gets_copies: false }"},
};

INSTANTIATE_TEST_SUITE_P(Rows, PeopleRules, testing::ValuesIn(kPeopleCases), NameOf);

TEST_F(PeopleRulesTest, TakeAnyOneDetail) {
  EXPECT_THAT(Refusals("details_recorded { diagnoses: 'none' }"), IsEmpty());
  EXPECT_THAT(Refusals("details_recorded { interpreter_needed: false }"), IsEmpty());
}

}  // namespace
}  // namespace cairn
