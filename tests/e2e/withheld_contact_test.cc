// What one parent learns of the other whose contact is withheld, over gRPC against a whole server.
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/entry_of.h"
#include "tests/support/entries.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

const TokenIssuer::Person kFather{"ivo.larkwhistle", "Ivo Larkwhistle", "parent", ""};

class WithheldContactTest : public ::testing::Test {
 protected:
  WithheldContactTest() {
    const auto opened = server_.As(kSenco)->AppendEntries(OpeningRequest(
        RequestIdOf('w'),
        {OpenedEntry("Pip"),
         EntryOf("person_linked { name: 'Delphine Larkwhistle' relationship: RELATIONSHIP_MOTHER "
                 "parental_responsibility: true sign_in_subject: 'delphine.larkwhistle' }"),
         EntryOf("person_linked { name: 'Ivo Larkwhistle' relationship: RELATIONSHIP_FATHER "
                 "parental_responsibility: true sign_in_subject: 'ivo.larkwhistle' "
                 "contact: '1 Elm Row' contact_withheld: true }"),
         EntryOf("plan_issued { plan_id: 'P' plan_kind: PLAN_KIND_SEN_SUPPORT content { strengths: "
                 "'Draws' } }")}));
    EXPECT_TRUE(opened.ok()) << opened.status();
    record_id_ = opened->records(0).record_id();
  }

  // Everything that the trail says to them, in bytes.
  std::string TrailOf(const TokenIssuer::Person& person) {
    v1::ListEventsRequest request;
    request.set_record_id(record_id_);
    const auto events = server_.As(person)->ListEvents(request);
    EXPECT_TRUE(events.ok()) << events.status();
    return events.ok() ? events->SerializeAsString() : "";
  }
  v1::Plan PlanOf(const TokenIssuer::Person& person) {
    v1::GetPlanRequest request;
    request.set_record_id(record_id_);
    const auto plan = server_.As(person)->GetPlan(request);
    EXPECT_TRUE(plan.ok()) << plan.status();
    return plan.ok() ? plan->plan() : v1::Plan();
  }

  TestServer server_;
  std::string record_id_;
};

TEST_F(WithheldContactTest, IsShownToWhomItIsAboutAndNotToTheOtherParent) {
  EXPECT_THAT(TrailOf(kFather), HasSubstr("1 Elm Row"));
  EXPECT_THAT(TrailOf(kSenco), HasSubstr("1 Elm Row"));
  EXPECT_THAT(TrailOf(kMother), Not(HasSubstr("1 Elm Row")));
}

TEST_F(WithheldContactTest, LeavesBothParentsInThePlanOfEither) {
  for (const TokenIssuer::Person& person : {kMother, kFather}) {
    const v1::Plan plan = PlanOf(person);
    std::vector<std::string> asked;
    for (const v1::PlanPosition& position : plan.positions()) asked.push_back(position.person());

    EXPECT_THAT(asked, Contains("Delphine Larkwhistle"));
    EXPECT_THAT(asked, Contains("Ivo Larkwhistle"));
    EXPECT_THAT(plan.SerializeAsString(), Not(HasSubstr("Elm Row")));
  }
}

}  // namespace
}  // namespace cairn
