#include "services/rules/governance/erasure_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/errors.h"
#include "services/rules/claims.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr char kHold[] =
    "hold_placed { hold_id: 'H1' reason: 'appeal to the tribunal' no_disposal: true }";

class ErasureRulesTest : public testing::Test {
 protected:
  ErasureRulesTest() { record_.Open().Add("concern_raised { text: 'x' }"); }

  EventId EventAt(Version version) const { return record_.events()[version - 1]->event_id; }
  absl::Status CheckRecord() const { return CheckErasure(record_.Build(), std::nullopt); }
  absl::Status CheckEvent(Version version) const {
    return CheckErasure(record_.Build(), EventAt(version));
  }
  // An entry with a link to `version`.
  void AddLinked(const std::string& kind, Version version) {
    v1::Entry entry = EntryOf(kind);
    v1::Link& link = *entry.add_links();
    link.set_relation(v1::RELATION_VOIDS);
    link.mutable_entry()->set_event_id(EventAt(version).ToBytes());
    record_.Add(entry, CallerOf(v1::ROLE_SENCO, "juniper.halloway"));
  }

  RecordBuilder record_;
};

std::string FaultOf(const absl::Status& status) {
  const std::optional<v1::ErrorDetail> detail = DetailOf(status);
  if (!detail || detail->faults().empty()) return std::string(status.message());
  return detail->faults(0).field() + " " + detail->faults(0).reason();
}

TEST_F(ErasureRulesTest, LetARecordAndAnEntryGo) {
  EXPECT_THAT(CheckRecord(), IsOk());
  EXPECT_THAT(CheckEvent(2), IsOk());
}

TEST_F(ErasureRulesTest, RefuseBothWhileAHoldStandsAndNameItNot) {
  record_.Add(kHold);

  for (const absl::Status& refused : {CheckRecord(), CheckEvent(2), CheckEvent(3)}) {
    EXPECT_EQ(ReasonOf(refused), v1::ERROR_REASON_LEGAL_HOLD);
    EXPECT_THAT(std::string(refused.message()), Not(HasSubstr("tribunal")));
    EXPECT_TRUE(DetailOf(refused)->metadata().empty());
  }
}

TEST_F(ErasureRulesTest, LetGoAgainOnceTheHoldIsReleased) {
  record_.Add(kHold).Add("hold_released { hold_id: 'H1' reason: 'decided' }");

  EXPECT_THAT(CheckRecord(), IsOk());
}

TEST_F(ErasureRulesTest, LetGoWhatAHoldWithoutEffectHolds) {
  record_.Add("hold_placed { hold_id: 'H1' reason: 'a complaint' no_disposal: false }");

  EXPECT_THAT(CheckRecord(), IsOk());
}

TEST_F(ErasureRulesTest, RefuseWhatWasErasedBefore) {
  record_.AddRemoval(v1::ERASURE_AUTHORITY_RETENTION_ENDED);

  EXPECT_EQ(ReasonOf(CheckRecord()), v1::ERROR_REASON_RECORD_ERASED);
  EXPECT_EQ(ReasonOf(CheckEvent(2)), v1::ERROR_REASON_RECORD_ERASED);
}

TEST_F(ErasureRulesTest, RefuseAnEventThatIsNotThere) {
  EXPECT_EQ(ReasonOf(CheckErasure(record_.Build(), *EventId::FromBytes("0123456789abcdef"))),
            v1::ERROR_REASON_EVENT_NOT_FOUND);
}

TEST_F(ErasureRulesTest, RefuseTheEntryThatOpenedTheRecord) {
  EXPECT_EQ(FaultOf(CheckEvent(1)), "event_id CANNOT_BE_REMOVED");
}

TEST_F(ErasureRulesTest, RefuseWhatHasNoContent) {
  record_.AddErased().AddRemoval(v1::ERASURE_AUTHORITY_WRONG_CHILD, 3);

  EXPECT_EQ(FaultOf(CheckEvent(3)), "event_id NOTHING_TO_REMOVE");
  EXPECT_EQ(FaultOf(CheckEvent(4)), "event_id NOTHING_TO_REMOVE");
}

TEST_F(ErasureRulesTest, KeepAVoidWhileWhatItHidesIsThere) {
  AddLinked("entry_voided { reason: 'wrong child' }", 2);

  EXPECT_EQ(FaultOf(CheckEvent(3)), "event_id STILL_VOIDS");
  EXPECT_THAT(CheckEvent(2), IsOk());
}

TEST_F(ErasureRulesTest, FreeTheNumberThatTheRemovedEntryGave) {
  record_.Add("identifier_recorded { type: IDENTIFIER_TYPE_UPN value: 'K801200005001' }");

  EXPECT_THAT(ClaimsFreedByErasure(record_.Build(), EventAt(3)),
              ElementsAre(UpnClaim(Hollowtree(), "K801200005001")));
  EXPECT_THAT(ClaimsFreedByErasure(record_.Build(), EventAt(2)), IsEmpty());
}

TEST_F(ErasureRulesTest, KeepANumberThatAnotherEntryGivesToo) {
  record_.Add("identifier_recorded { type: IDENTIFIER_TYPE_UPN value: 'K801200005001' }")
      .Add("identifier_recorded { type: IDENTIFIER_TYPE_UPN value: 'K801200005001' }");

  EXPECT_THAT(ClaimsFreedByErasure(record_.Build(), EventAt(3)), IsEmpty());
}

}  // namespace
}  // namespace cairn
