#include "services/rules/people/permission_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

class PermissionRules : public RuleCaseTest {};

TEST_P(PermissionRules, FindIt) { ExpectItIsFound(); }

std::string Said(const std::string& who, const std::string& act, const std::string& more = "") {
  return "person { name: '" + who +
         "' } permission_recorded { services: OUTSIDE_SERVICE_CAMHS "
         "act: PERMISSION_ACT_" +
         act + " " + more + " }";
}

const RuleCase kPermissionCases[] = {
    {"R26_APermissionIsSomebodys",
     "permission_recorded { services: OUTSIDE_SERVICE_CAMHS act: PERMISSION_ACT_GIVEN }",
     "permission.whose @ permission_recorded", Said("Mo", "GIVEN")},
    {"R26_APermissionSaysWhatFor", Said("Mo", "GIVEN"),
     "permission.says_what_for @ permission_recorded.purpose",
     Said("Mo", "GIVEN", "purpose: 'advice on sleep'")},
    {"R26_TheNoOfAnotherParentIsShown",
     Said("Mo", "GIVEN"),
     "permission.nobody_else_refused @ permission_recorded.services[0]",
     Said("Mo", "REFUSED"),
     {Said("Al", "REFUSED")}},
    {"R26_APermissionEndsAfterItBegins",
     Said("Mo", "GIVEN", "effective_from { year: 2026 } expires { year: 2025 }"),
     "dates.end_after_start @ permission_recorded.expires",
     Said("Mo", "GIVEN", "effective_from { year: 2025 } expires { year: 2026 }")},
};

INSTANTIATE_TEST_SUITE_P(Rows, PermissionRules, testing::ValuesIn(kPermissionCases), NameOf);

using PermissionRulesTest = RulesTest;

TEST_F(PermissionRulesTest, R26_OnlyTheLastWordOfTheOtherCounts) {
  record_.Add(Said("Al", "REFUSED"));
  record_.Add(Said("Al", "GIVEN"));

  EXPECT_THAT(Findings(Said("Mo", "GIVEN", "purpose: 'x'")), IsEmpty());
}

// A competent child's decision is recorded as theirs, whatever a parent has said.
TEST_F(PermissionRulesTest, R26_AChildsOwnDecisionIsRecordedAsTheirs) {
  record_.Add("person { name: 'Mo' capacity: CAPACITY_PARENT } " +
              std::string("permission_recorded { services: OUTSIDE_SERVICE_CAMHS act: 2 }"));

  EXPECT_THAT(Findings("person { name: 'Pip' capacity: CAPACITY_CHILD } permission_recorded { "
                       "services: OUTSIDE_SERVICE_CAMHS act: PERMISSION_ACT_REFUSED }"),
              IsEmpty());
}

class YoungPersonTest : public RulesTest {
 protected:
  // Born 31 August 2010: the right moves after 26 June 2026, the last Friday of that June.
  YoungPersonTest() {
    young_.Add(
        "record_opened { subject: SUBJECT_KIND_CHILD name: 'O' "
        "born { year: 2010 month: 8 day: 31 } }");
  }

  std::vector<std::string> FindingsOn(int day, const std::string& text) const {
    return FindingsOf(CheckEntry(young_.Build(), EntryOf(On(2026, 6, day) + text),
                                 {.today = CivilDate::Of(2026, 6, 27).value()}));
  }

  RecordBuilder young_;
};

constexpr char kMother[] = "person { name: 'Mo' capacity: CAPACITY_PARENT } means: MEANS_PHONE ";
constexpr char kPermission[] =
    "permission_recorded { act: 2 services: OUTSIDE_SERVICE_CAMHS purpose: 'x' }";
constexpr char kPosition[] = "position_taken { stance: STANCE_AGREE plan_id: 'p' }";
constexpr char kRight[] = "rights_requested { rights_request_id: 'r' right: RIGHTS_KIND_ACCESS }";
constexpr char kAppeal[] = "dispute_opened { dispute_id: 'a' dispute: DISPUTE_KIND_APPEAL }";

TEST_F(YoungPersonTest, R26_PermissionMovesToTheYoungPersonOnTheComputedDay) {
  constexpr char kFound[] = "permission.of_the_young_person @ permission_recorded";

  EXPECT_THAT(FindingsOn(26, kMother + std::string(kPermission)), Not(Contains(kFound)));
  EXPECT_THAT(FindingsOn(27, kMother + std::string(kPermission)), Contains(kFound));
}

TEST_F(YoungPersonTest, R35_AgreementMovesToTheYoungPersonOnTheComputedDay) {
  constexpr char kFound[] = "position.of_the_young_person @ position_taken";

  EXPECT_THAT(FindingsOn(26, kMother + std::string(kPosition)), Not(Contains(kFound)));
  EXPECT_THAT(FindingsOn(27, kMother + std::string(kPosition)), Contains(kFound));
}

TEST_F(YoungPersonTest, AppealsAndRightsMoveToTheYoungPersonToo) {
  EXPECT_THAT(FindingsOn(27, kMother + std::string(kRight)),
              Contains("rights.of_the_young_person @ rights_requested"));
  EXPECT_THAT(FindingsOn(27, kMother + std::string(kAppeal)),
              Contains("appeal.of_the_young_person @ dispute_opened"));
  EXPECT_THAT(FindingsOn(26, kMother + std::string(kAppeal)),
              Not(Contains("appeal.of_the_young_person @ dispute_opened")));
}

// Parents are not cut off: what they say is recorded, and nothing is refused.
TEST_F(YoungPersonTest, ParentsKeepTheirWord) {
  const Verdict verdict =
      CheckEntry(young_.Build(), EntryOf(On(2026, 6, 27) + kMother + kPermission),
                 {.today = CivilDate::Of(2026, 6, 27).value()});

  EXPECT_FALSE(verdict.refused());
}

TEST_F(YoungPersonTest, WhoeverActsForThemMaySpeak) {
  young_.Add("person_linked { name: 'Mo' relationship: RELATIONSHIP_ALTERNATIVE_PERSON }");

  EXPECT_THAT(FindingsOn(27, kMother + std::string(kPermission)), IsEmpty());
}

}  // namespace
}  // namespace cairn
