#include "services/cohort/cohort_reader.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/register/register_rows.pb.h"

#include "eventstore/base/errors.h"
#include "projections/register.h"
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
  CohortWorld world({.table_bytes_max = kLimit});
  for (uint64_t i = 1; i <= 100; ++i) world.Open(i, "Pip Larkwhistle");
  world.CatchUp();

  EXPECT_EQ(world.NamesFor(kSenco).size(), 100U);
  EXPECT_EQ(world.Read(kSenco, {kRegisterView, kDutiesView})->children.size(), 100U);

  EXPECT_LE(world.reader->bytes(), kLimit);
}

// Somebody with many children, page after page.
class CaseloadTest : public testing::Test {
 protected:
  CaseloadTest() {
    for (uint64_t i = 1; i <= 10; ++i) {
      world_.Add(world_.Open(i, "Pip Larkwhistle"), kBasilTeaches);
    }
    world_.CatchUp();
  }

  // How many rows a question by `caller` takes from the disk.
  size_t RowsReadBy(const Caller& caller) {
    const size_t before = world_.rows_read();
    EXPECT_EQ(world_.NamesFor(caller).size(), 10U);
    return world_.rows_read() - before;
  }

  CohortWorld world_;
};

TEST_F(CaseloadTest, IsReadOnce) {
  EXPECT_EQ(RowsReadBy(kTeacher), 20U);  // who they are to the children, and the register
  EXPECT_EQ(RowsReadBy(kTeacher), 0U);
}

TEST_F(CaseloadTest, IsReadAgainOnlyWhereItHasChanged) {
  RowsReadBy(kTeacher);
  world_.Add(RecordNo(3), "sen_status_set { status: SEN_PROVISION_E }");
  world_.Open(11, "Wren Ashgrove");
  world_.CatchUp();

  EXPECT_EQ(RowsReadBy(kTeacher), 2U);
  const Cohort cohort = world_.Read(kTeacher, {kRegisterView}).value();
  const auto& rows = static_cast<const rows::RegisterRows&>(*cohort.children[2].rows[0]);
  EXPECT_EQ(rows.statuses_size(), 2);
}

TEST_F(CaseloadTest, TakesInWhoIsNewAndLetsGoOfWhoLeft) {
  RowsReadBy(kTeacher);
  world_.Add(world_.Open(11, "Wren Ashgrove"), kBasilTeaches);
  world_.Add(RecordNo(3), kBasilLeft);
  world_.CatchUp();

  const std::vector<std::string> names = world_.NamesFor(kTeacher);
  EXPECT_EQ(names.size(), 10U);
  EXPECT_THAT(names, testing::Contains("Wren Ashgrove"));
}

// A SENCO types in every record of the school and finds them all by the setting already.
TEST_F(CaseloadTest, IsNotReadTwiceForWhoFindsItBySetting) {
  for (uint64_t i = 1; i <= 10; ++i) {
    world_.Add(RecordNo(i), "delivery_logged { provision_id: 'i1' delivered_sessions: 1 }");
  }
  world_.CatchUp();

  EXPECT_EQ(RowsReadBy(kSenco), 10U);
}

TEST_F(CaseloadTest, LeavesTheMemoryWithAChildThatIsForgotten) {
  RowsReadBy(kTeacher);

  world_.reader->Forget(RecordNo(3));

  EXPECT_EQ(world_.reader->bytes(), 0U);
  EXPECT_EQ(RowsReadBy(kTeacher), 20U);
}

int rows_made = 0;

absl::StatusOr<ViewRows> CountedRegisterRows(const Record& record) {
  ++rows_made;
  return RegisterView().rows_of(record);
}

std::vector<View> CountedViews() {
  std::vector<View> views = CohortViews();
  for (View& view : views) {
    if (view.name == kRegisterView) view.rows_of = CountedRegisterRows;
  }
  return views;
}

// A teacher with three children of whom they see something that their colleagues do not.
class ApartTest : public testing::Test {
 protected:
  explicit ApartTest(size_t folds_max = 200)
      : world_({.folds_max = folds_max, .views = CountedViews()}) {
    for (uint64_t i = 1; i <= 3; ++i) {
      world_.Add(world_.Open(i, "Pip Larkwhistle"), kBasilTeaches);
      AddNote(RecordNo(i));
    }
    world_.CatchUp();
  }

  void AddNote(const RecordId& record) {
    world_.Add(record,
               "label: LABEL_CONFIDENTIAL needs_identified { needs { type: SEN_TYPE_SLCN rank: 1 "
               "} }",
               kTeacher);
  }

  // How often rows were made for the teacher, who is shown `needs` entries of each child.
  int Folds(int needs) {
    rows_made = 0;
    const Cohort cohort = world_.Read(kTeacher, {kRegisterView}).value();
    EXPECT_EQ(cohort.children.size(), 3U);
    const auto& first = static_cast<const rows::RegisterRows&>(*cohort.children[0].rows[0]);
    EXPECT_EQ(first.needs_size(), needs);
    return rows_made;
  }

  CohortWorld world_;
};

TEST_F(ApartTest, IsFoldedOnceForAllPages) {
  EXPECT_EQ(Folds(1), 3);
  EXPECT_EQ(Folds(1), 0);
}

TEST_F(ApartTest, IsFoldedAgainWhenTheRecordIsAnother) {
  Folds(1);
  AddNote(RecordNo(1));
  world_.CatchUp();

  EXPECT_EQ(Folds(2), 1);
}

TEST_F(ApartTest, IsFoldedAgainOnAnotherDay) {
  Folds(1);
  world_.log.clock.Advance(int64_t{24} * 3'600'000'000);

  EXPECT_EQ(Folds(1), 3);
}

TEST_F(ApartTest, LeavesTheMemoryWithAChildThatIsForgotten) {
  Folds(1);
  world_.reader->Forget(RecordNo(1));

  EXPECT_EQ(Folds(1), 1);
}

class ManyApartTest : public ApartTest {
 protected:
  ManyApartTest() : ApartTest(2) {}
};

// A list without the third child would be taken for all of it.
TEST_F(ManyApartTest, AreNotLeftOutButAskedForAgain) {
  rows_made = 0;
  EXPECT_EQ(ReasonOf(world_.Read(kTeacher, {kRegisterView}).status()),
            v1::ERROR_REASON_POSITION_NOT_REACHED);
  EXPECT_EQ(rows_made, 2);

  EXPECT_EQ(Folds(1), 1);
}

}  // namespace
}  // namespace cairn
