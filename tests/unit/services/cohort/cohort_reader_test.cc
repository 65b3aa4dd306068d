#include "services/cohort/cohort_reader.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/cohort/register_rows.pb.h"

#include "eventstore/base/errors.h"
#include "services/cohort/cohort_views.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/cohort/cohort_world.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Caller kSenco = CallerOf(v1::ROLE_SENCO, "juniper.halloway");
const Caller kTeacher = CallerOf(v1::ROLE_TEACHER, "basil.thorne");

constexpr char kBasilTeaches[] =
    "person_linked { name: 'Basil' sign_in_subject: 'basil.thorne' "
    "relationship: RELATIONSHIP_CLASS_TEACHER }";
constexpr char kBasilLeft[] =
    "person_unlinked { name: 'Basil' sign_in_subject: 'basil.thorne' "
    "relationship: RELATIONSHIP_CLASS_TEACHER last_day { year: 2025 month: 1 day: 5 } }";

Caller Of(Caller caller, RecordId setting) {
  caller.setting = setting;
  return caller;
}

class CohortReaderTest : public testing::Test {
 protected:
  CohortReaderTest() {
    pip_ = world_.Open(1, "Pip Larkwhistle");
    wren_ = world_.Open(2, "Wren Ashgrove");
    world_.CatchUp();
  }

  const rows::RegisterRows& RowsOf(const Cohort& cohort, const RecordId& record) {
    for (const CohortChild& child : cohort.children) {
      if (child.record == record) return static_cast<const rows::RegisterRows&>(*child.rows[0]);
    }
    ADD_FAILURE() << "the child is not there";
    static const rows::RegisterRows kNone;
    return kNone;
  }

  CohortWorld world_;
  RecordId pip_;
  RecordId wren_;
};

TEST_F(CohortReaderTest, ShowsASencoEveryChildOfTheirSetting) {
  EXPECT_THAT(world_.NamesFor(kSenco), ElementsAre("Pip Larkwhistle", "Wren Ashgrove"));
  EXPECT_THAT(world_.NamesFor(Of(kSenco, Fenmarch())), IsEmpty());
}

TEST_F(CohortReaderTest, ShowsATeacherTheChildrenAssignedToThem) {
  world_.Add(wren_, kBasilTeaches);
  world_.CatchUp();

  EXPECT_THAT(world_.NamesFor(kTeacher), ElementsAre("Wren Ashgrove"));
  EXPECT_THAT(world_.NamesFor(CallerOf(v1::ROLE_TEACHER, "somebody.else")), IsEmpty());
}

TEST_F(CohortReaderTest, ShowsATeacherWhoWorkedWithAChildThatChild) {
  world_.Add(pip_, "delivery_logged { provision_id: 'i1' delivered_sessions: 1 }", kTeacher);
  world_.CatchUp();

  EXPECT_THAT(world_.NamesFor(kTeacher), ElementsAre("Pip Larkwhistle"));
}

TEST_F(CohortReaderTest, DoesNotAnswerATeacherFromBeforeARevocation) {
  world_.Add(wren_, kBasilTeaches);
  world_.CatchUp();
  world_.Add(wren_, kBasilLeft);  // the views do not know yet

  const absl::StatusOr<Cohort> late = world_.Read(kTeacher, {kRegisterView});
  EXPECT_EQ(ReasonOf(late.status()), v1::ERROR_REASON_POSITION_NOT_REACHED);

  world_.CatchUp();
  EXPECT_THAT(world_.NamesFor(kTeacher), IsEmpty());
}

TEST_F(CohortReaderTest, DoesNotHoldUpASencoForWhatIsStillToCome) {
  world_.Add(pip_, "observation_recorded { text: 'x' }");

  EXPECT_THAT(world_.Read(kSenco, {kRegisterView}), IsOk());
}

// A guest's access rests on an entry, whatever their role at home.
TEST_F(CohortReaderTest, HoldsUpASencoWhomAnotherSettingLetIn) {
  const Caller guest = Of(CallerOf(v1::ROLE_SENCO, "ivy.marsh"), Fenmarch());
  world_.Add(pip_, "access_granted { sign_in_subject: 'ivy.marsh' }");
  world_.CatchUp();
  EXPECT_THAT(world_.NamesFor(guest), ElementsAre("Pip Larkwhistle"));

  world_.Add(pip_, "access_revoked { sign_in_subject: 'ivy.marsh' }");
  EXPECT_EQ(ReasonOf(world_.Read(guest, {kRegisterView}).status()),
            v1::ERROR_REASON_POSITION_NOT_REACHED);
  world_.CatchUp();
  EXPECT_THAT(world_.NamesFor(guest), IsEmpty());
}

TEST_F(CohortReaderTest, ShowsWhatHasChangedSinceItsTablesWereFilled) {
  EXPECT_THAT(world_.NamesFor(kSenco), ElementsAre("Pip Larkwhistle", "Wren Ashgrove"));

  world_.Open(3, "Ash Fennimore");
  world_.CatchUp();

  EXPECT_THAT(world_.NamesFor(kSenco),
              ElementsAre("Ash Fennimore", "Pip Larkwhistle", "Wren Ashgrove"));
}

TEST_F(CohortReaderTest, ForgetsAnErasedChildBeforeTheViewsKnow) {
  EXPECT_THAT(world_.NamesFor(kSenco), ElementsAre("Pip Larkwhistle", "Wren Ashgrove"));

  world_.Erase(pip_);

  EXPECT_THAT(world_.NamesFor(kSenco), ElementsAre("Wren Ashgrove"));
  world_.CatchUp();
  EXPECT_THAT(world_.NamesFor(kSenco), ElementsAre("Wren Ashgrove"));
}

// An eraser that was refused in the end has let go of the child in memory all the same.
TEST_F(CohortReaderTest, LosesNoChildOfWhomNothingWasRemoved) {
  EXPECT_THAT(world_.NamesFor(kSenco), ElementsAre("Pip Larkwhistle", "Wren Ashgrove"));

  world_.reader->Forget(pip_);

  EXPECT_THAT(world_.NamesFor(kSenco), ElementsAre("Pip Larkwhistle", "Wren Ashgrove"));
}

TEST_F(CohortReaderTest, ShowsWhoIsApartWhatTheyAloneSee) {
  world_.Add(wren_, kBasilTeaches);
  world_.Add(wren_,
             "label: LABEL_CONFIDENTIAL needs_identified { needs { type: SEN_TYPE_SLCN rank: 1 } }",
             kTeacher);
  const Caller colleague = CallerOf(v1::ROLE_TEACHING_ASSISTANT, "cressida.vale");
  world_.Add(wren_, "delivery_logged { provision_id: 'i1' delivered_sessions: 1 }", colleague);
  world_.CatchUp();

  EXPECT_EQ(RowsOf(world_.Read(kTeacher, {kRegisterView}).value(), wren_).needs_size(), 1);
  EXPECT_EQ(RowsOf(world_.Read(colleague, {kRegisterView}).value(), wren_).needs_size(), 0);
  EXPECT_EQ(RowsOf(world_.Read(kSenco, {kRegisterView}).value(), wren_).needs_size(), 1);
}

TEST_F(CohortReaderTest, AnswersOnlyForTheSettingAskedFor) {
  const auto count = [&](RecordId setting) {
    return world_.reader->Read(kSenco, {.views = {kRegisterView}, .setting = setting})
        .value()
        .children.size();
  };

  EXPECT_EQ(count(Hollowtree()), 2U);
  EXPECT_EQ(count(Fenmarch()), 0U);
}

TEST_F(CohortReaderTest, RefusesARoleThatReadsNoRecord) {
  EXPECT_EQ(ReasonOf(world_.Read(CallerOf(v1::ROLE_AUDITOR, "a"), {kRegisterView}).status()),
            v1::ERROR_REASON_ROLE_NOT_ALLOWED);
}

TEST(CohortReaderMemory, StaysUnderItsLimit) {
  constexpr size_t kLimit = 8 << 10;
  CohortWorld world(kLimit);
  for (uint64_t i = 1; i <= 100; ++i) world.Open(i, "Pip Larkwhistle");
  world.CatchUp();

  EXPECT_EQ(world.NamesFor(kSenco).size(), 100U);
  EXPECT_EQ(world.Read(kSenco, {kRegisterView, kDutiesView})->children.size(), 100U);

  EXPECT_LE(world.reader->bytes(), kLimit);
}

}  // namespace
}  // namespace cairn
