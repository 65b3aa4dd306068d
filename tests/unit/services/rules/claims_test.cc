#include "services/rules/claims.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/entries.h"
#include "tests/unit/services/rules/rules_test.h"

namespace cairn {

void PrintTo(const Claim& claim, std::ostream* out) {
  *out << static_cast<int>(claim.type) << ":" << claim.value;
}

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Caller kSenco = CallerOf(v1::ROLE_SENCO, "juniper.halloway");

std::string ClaimedUpn(std::string_view value, std::string_view more = "") {
  return "identifier_recorded { type: IDENTIFIER_TYPE_UPN value: '" + std::string(value) + "' " +
         std::string(more) + " }";
}

class ClaimsTest : public RulesTest {
 protected:
  ClaimChanges Changes(const v1::Entry& entry) const {
    return ClaimsOf(record_.Build(), entry, Hollowtree());
  }
  ClaimChanges Changes(const std::string& text) const { return Changes(EntryOf(text)); }
};

TEST_F(ClaimsTest, AreTheSameHoweverANumberIsTyped) {
  EXPECT_EQ(UpnClaim(Hollowtree(), " b801 2000 05001"), UpnClaim(Hollowtree(), "B801200005001"));
  EXPECT_EQ(UlnClaim("617 429 0351"), UlnClaim("6174290351"));
}

TEST_F(ClaimsTest, AreTheSameHoweverANameIsTyped) {
  EXPECT_EQ(NameAndBirthClaim(Hollowtree(), "  ZOË  Larkwhistle", DateOf(2017, 2, 11), 0),
            NameAndBirthClaim(Hollowtree(), "zoë larkwhistle", DateOf(2017, 2, 11), 0));
}

TEST_F(ClaimsTest, TellSettingsSerialsAndBirthsApart) {
  const Claim claim = NameAndBirthClaim(Hollowtree(), "Pip", DateOf(2017, 2, 11), 0);

  EXPECT_NE(claim, NameAndBirthClaim(Fenmarch(), "Pip", DateOf(2017, 2, 11), 0));
  EXPECT_NE(claim, NameAndBirthClaim(Hollowtree(), "Pip", DateOf(2017, 2, 11), 1));
  EXPECT_NE(claim, NameAndBirthClaim(Hollowtree(), "Pip", DateOf(2017, 11, 2), 0));
  EXPECT_NE(UpnClaim(Hollowtree(), "B801200005001"), UpnClaim(Fenmarch(), "B801200005001"));
  EXPECT_EQ(UlnClaim("6174290351").type, 2);
}

TEST_F(ClaimsTest, DoNotRunSystemAndIdTogether) {
  EXPECT_NE(SourceClaim(Hollowtree(), "ab", "c"), SourceClaim(Hollowtree(), "a", "bc"));
}

TEST_F(ClaimsTest, TakeSourceAndNameWhenARecordBegins) {
  const ClaimChanges changes = ClaimsOf(
      Record(),
      EntryOf("source { system: 'mis' id: '17' } record_opened { "
              "subject: SUBJECT_KIND_CHILD name: 'Pip' born { year: 2017 month: 2 day: 11 } }"),
      Hollowtree());

  EXPECT_THAT(changes.taken, ElementsAre(SourceClaim(Hollowtree(), "mis", "17")));
  ASSERT_TRUE(changes.name_and_birth.has_value());
  EXPECT_EQ(changes.name_and_birth->first, "Pip");
}

TEST_F(ClaimsTest, TakeNothingForASettingOrAChildWithoutABirthDate) {
  EXPECT_FALSE(ClaimsOf(Record(),
                        EntryOf("record_opened { subject: SUBJECT_KIND_SETTING name: 'H' "
                                "born { year: 1900 } }"),
                        Hollowtree())
                   .name_and_birth.has_value());
  EXPECT_FALSE(ClaimsOf(Record(),
                        EntryOf("record_opened { subject: SUBJECT_KIND_CHILD name: 'P' }"),
                        Hollowtree())
                   .name_and_birth.has_value());
}

TEST_F(ClaimsTest, TakeAUpnAndReleaseTheOneItReplaces) {
  const ClaimChanges changes = Changes(ClaimedUpn("A909298721014", "replaces: 'J90929912401K'"));

  EXPECT_THAT(changes.taken, ElementsAre(UpnClaim(Hollowtree(), "A909298721014")));
  EXPECT_THAT(changes.released, ElementsAre(UpnClaim(Hollowtree(), "J90929912401K")));
}

TEST_F(ClaimsTest, TakeNothingForNumbersThatAreNotUnique) {
  const ClaimChanges changes =
      Changes("identifier_recorded { type: IDENTIFIER_TYPE_ADMISSION value: '17' }");

  EXPECT_THAT(changes.taken, IsEmpty());
}

// A visiting service that adds a UPN adds it to the school's names, and not to its own.
TEST_F(ClaimsTest, StayInTheSettingThatOpenedTheRecord) {
  const ClaimChanges changes =
      ClaimsOf(record_.Build(), EntryOf(ClaimedUpn("A909298721014")), Fenmarch());

  EXPECT_THAT(changes.taken, ElementsAre(UpnClaim(Hollowtree(), "A909298721014")));
}

TEST_F(ClaimsTest, MoveWithACorrection) {
  record_.Add(ClaimedUpn("J90929912401K"));

  const ClaimChanges changes = Changes(Correcting(2, ClaimedUpn("A909298721014")));

  EXPECT_THAT(changes.released, ElementsAre(UpnClaim(Hollowtree(), "J90929912401K")));
  EXPECT_THAT(changes.taken, ElementsAre(UpnClaim(Hollowtree(), "A909298721014")));
}

TEST_F(ClaimsTest, ReleaseTheCorrectedWordingAndNotTheFirst) {
  record_.Add(ClaimedUpn("J90929912401K"));
  record_.Add(Correcting(2, ClaimedUpn("A909298721014")), kSenco);

  EXPECT_THAT(Changes(Voiding(2)).released, ElementsAre(UpnClaim(Hollowtree(), "A909298721014")));
}

TEST_F(ClaimsTest, GoWithAVoid) {
  record_.Add(ClaimedUpn("J90929912401K"));

  EXPECT_THAT(Changes(Voiding(2)).released, ElementsAre(UpnClaim(Hollowtree(), "J90929912401K")));
  EXPECT_THAT(Changes(Voiding(2)).taken, IsEmpty());
}

TEST_F(ClaimsTest, StayWhileAnotherEntrySaysTheSame) {
  record_.Add(ClaimedUpn("J90929912401K"));
  record_.Add(ClaimedUpn("j90929912401k"));

  EXPECT_THAT(Changes(Voiding(2)).released, IsEmpty());
}

TEST_F(ClaimsTest, FollowACorrectedName) {
  const ClaimChanges changes =
      Changes(Correcting(1,
                         "record_opened { subject: SUBJECT_KIND_CHILD name: 'Pippa Larkwhistle' "
                         "born { year: 2017 month: 2 day: 11 } }"));

  ASSERT_TRUE(changes.name_and_birth.has_value());
  EXPECT_EQ(changes.name_and_birth->first, "Pippa Larkwhistle");
  EXPECT_THAT(changes.released, SizeIs(kNameSerials));
  EXPECT_THAT(changes.released, testing::Contains(NameAndBirthClaim(Hollowtree(), "Pip Larkwhistle",
                                                                    DateOf(2017, 2, 11), 7)));
}

TEST_F(ClaimsTest, LeaveANameThatACorrectionDoesNotChange) {
  const ClaimChanges changes =
      Changes(Correcting(1,
                         "record_opened { subject: SUBJECT_KIND_CHILD name: 'PIP  LARKWHISTLE' "
                         "born { year: 2017 month: 2 day: 11 } fictional: false }"));

  EXPECT_FALSE(changes.name_and_birth.has_value());
  EXPECT_THAT(changes.released, IsEmpty());
}

TEST_F(ClaimsTest, AreNotTouchedByAnythingElse) {
  const ClaimChanges changes =
      Changes("source { system: 's' id: 'A09' } concern_raised { text: 'x' }");

  EXPECT_THAT(changes.taken, IsEmpty());
  EXPECT_THAT(changes.released, IsEmpty());
  EXPECT_FALSE(changes.name_and_birth.has_value());
}

}  // namespace
}  // namespace cairn
