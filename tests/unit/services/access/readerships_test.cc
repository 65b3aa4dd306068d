#include "services/access/readerships.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr char kInConfidence[] = "label: LABEL_CONFIDENTIAL voice_captured { text: 'x' }";

uint32_t Bit(v1::Role role, Relation relation) { return GroupOf(role, relation).value(); }

const uint32_t kSencos = Bit(v1::ROLE_SENCO, Relation::kSameSetting);
const uint32_t kTeachers = Bit(v1::ROLE_TEACHER, Relation::kAssigned);
const uint32_t kParents = Bit(v1::ROLE_PARENT, Relation::kParent);

class ReadershipsTest : public testing::Test {
 protected:
  ReadershipsTest() { builder_.Open(); }

  RecordReadings Readings() const { return ReadingsFor(builder_.events()); }
  std::vector<Version> SeenBy(uint32_t group) const {
    std::vector<Version> versions;
    for (const RecordReading& reading : Readings().readings) {
      if ((reading.groups & group) == 0) continue;
      for (const EventPtr& event : reading.events) versions.push_back(event->version);
    }
    return versions;
  }
  bool IsApartAs(std::string_view subject, v1::Role role, uint32_t group) const {
    return IsApart(CallerOf(role, subject), group, Readings().apart);
  }

  RecordBuilder builder_;
};

TEST_F(ReadershipsTest, AreOneForARecordThatEverybodySeesWhole) {
  builder_.Add("observation_recorded { text: 'x' }");

  ASSERT_THAT(Readings().readings, SizeIs(1));
  EXPECT_THAT(Readings().readings.front().events, SizeIs(2));
  EXPECT_THAT(Readings().apart, IsEmpty());
}

TEST_F(ReadershipsTest, AreNoneForWhoMayReadNothing) {
  EXPECT_FALSE(GroupOf(v1::ROLE_AUDITOR, Relation::kNone).has_value());
  EXPECT_FALSE(GroupOf(v1::ROLE_TEACHER, Relation::kSameSetting).has_value());
  EXPECT_FALSE(GroupOf(v1::ROLE_OFFICE, Relation::kSameSetting).has_value());
}

TEST_F(ReadershipsTest, DifferWhereAnEntryIsHeldMoreClosely) {
  builder_.Add(kInConfidence);

  EXPECT_THAT(SeenBy(kSencos), testing::ElementsAre(1, 2));
  EXPECT_THAT(SeenBy(kTeachers), testing::ElementsAre(1));
  EXPECT_THAT(Readings().readings, SizeIs(2));
}

TEST_F(ReadershipsTest, FollowAnAudienceByRole) {
  builder_.Add("audience { roles: ROLE_PARENT } observation_recorded { text: 'x' }");

  EXPECT_THAT(SeenBy(kParents), testing::ElementsAre(1, 2));
  EXPECT_THAT(SeenBy(kTeachers), testing::ElementsAre(1));
}

TEST_F(ReadershipsTest, PutWhomAnAudienceNamesApart) {
  builder_.Add("audience { sign_in_subjects: 'basil' } observation_recorded { text: 'x' }");

  EXPECT_TRUE(IsApartAs("basil", v1::ROLE_TEACHER, kTeachers));
  EXPECT_FALSE(IsApartAs("cressida", v1::ROLE_TEACHER, kTeachers));
}

TEST_F(ReadershipsTest, PutApartWhoTypedWhatTheirGroupDoesNotSee) {
  builder_.Add(kInConfidence, CallerOf(v1::ROLE_TEACHER, "basil"));

  EXPECT_TRUE(IsApartAs("basil", v1::ROLE_TEACHER, kTeachers));
}

TEST_F(ReadershipsTest, DoNotPutApartWhoSeesItWithTheirGroup) {
  builder_.Add(kInConfidence, CallerOf(v1::ROLE_SENCO, "juniper"));

  EXPECT_FALSE(IsApartAs("juniper", v1::ROLE_SENCO, kSencos));
  EXPECT_TRUE(IsApartAs("juniper", v1::ROLE_TEACHER, kTeachers)) << "would she sign in as one";
}

TEST_F(ReadershipsTest, PutTheParentOfAWithheldLinkApart) {
  builder_.Add(
      "person_linked { name: 'Ada' sign_in_subject: 'ada' relationship: RELATIONSHIP_MOTHER "
      "contact_withheld: true contact: 'the flat above the shop' }");

  EXPECT_TRUE(IsApartAs("ada", v1::ROLE_PARENT, kParents));
  EXPECT_FALSE(IsApartAs("ewan", v1::ROLE_PARENT, kParents));
}

TEST_F(ReadershipsTest, DoNotPutApartWhoTypedAboutSafeguarding) {
  builder_.Add("label: LABEL_SAFEGUARDING observation_recorded { text: 'x' }",
               CallerOf(v1::ROLE_TEACHER, "basil"));

  EXPECT_THAT(Readings().apart, IsEmpty());
}

TEST(ReadershipsVersion, IsTheSameEveryTime) {
  EXPECT_EQ(ReadershipsVersion(), ReadershipsVersion());
  EXPECT_NE(ReadershipsVersion(), 0U);
}

}  // namespace
}  // namespace cairn
