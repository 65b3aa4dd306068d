// What a child's record is read beside: the record of the setting, whatever has become of that.
#include "services/reading/record_reader.h"

#include <initializer_list>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "eventstore/log_rows.h"
#include "tests/support/entries.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/record_builder.h"
#include "tests/unit/services/recording_test.h"

namespace cairn {
namespace {

// A child and its setting, with one member of staff whom every reader may know of.
class RecordReaderTest : public RecordingTest {
 protected:
  RecordReaderTest() {
    const auto setting = Append(OpeningRequest(
        NextId(), {EntryOf("record_opened { subject: SUBJECT_KIND_SETTING name: 'Hollowtree' }")}));
    EXPECT_THAT(setting, IsOk());
    EXPECT_EQ(setting->records(0).record_id(), Hollowtree().bytes());
    Add({EntryOf("staff_recorded { staff_id: 's1' name: 'Juniper Halloway' }")});
  }

  // Adds to the record of the setting; the result is its version.
  Version Add(std::initializer_list<v1::Entry> entries) {
    EXPECT_THAT(Append(AddingRequest(NextId(), Hollowtree().bytes(), entries)), IsOk());
    return log_->HeadOf(Hollowtree())->version;
  }
  // As a server does that has just started.
  absl::StatusOr<VisibleRecord> Read() {
    RecordCache records(*log_, 1 << 20);
    return RecordReader(records, *guard_, reads_).Read(*senco_, Action::kReadRecord, child_);
  }

  ReadJournal reads_{log_.clock, /*reads_max=*/1};
  const std::string child_ = Open("Pip Larkwhistle");
};

TEST_F(RecordReaderTest, ReadsTheSettingBesideTheChild) {
  const auto visible = Read();

  ASSERT_THAT(visible, IsOk());
  ASSERT_NE(visible->setting, nullptr);
  EXPECT_EQ(visible->setting->setting.staff.size(), 1u);
  EXPECT_EQ(visible->setting_version, 2u);
}

// Whom it shows to whom is known before it is shown.
TEST_F(RecordReaderTest, ShowsNoChildOnceItCannotBeNotedWhoReads) {
  ASSERT_THAT(Read(), IsOk());

  EXPECT_THAT(Read(), HasReason(v1::ERROR_REASON_READS_NOT_NOTED));

  const std::vector<v1::AccessBatch> noted = reads_.Take();
  ASSERT_EQ(noted.size(), 1u);
  ASSERT_EQ(noted[0].reads_size(), 1);
  EXPECT_EQ(noted[0].reads(0).purpose(), v1::READ_PURPOSE_RECORD);
  EXPECT_EQ(noted[0].reads(0).reader().subject(), "juniper.halloway");
  EXPECT_EQ(noted[0].reads(0).record_ids(), child_);
}

TEST_F(RecordReaderTest, NotesNobodyWhoIsRefusedOrReadsOfASchool) {
  const RecordReader reader(records_, *guard_, reads_);
  const Caller stranger = CallerOf(v1::ROLE_PARENT, "somebody.else");

  EXPECT_THAT(reader.Read(stranger, Action::kReadRecord, child_),
              HasReason(v1::ERROR_REASON_RECORD_NOT_FOUND));
  EXPECT_THAT(reader.Read(*senco_, Action::kReadRecord, Hollowtree().bytes()), IsOk());

  EXPECT_TRUE(reads_.Take().empty());
}

// One damaged envelope of the school made the record of every child in it unreadable.
TEST_F(RecordReaderTest, ReadsTheChildWithoutASettingThatIsDamagedAndLetsNothingOfItBeKept) {
  log_.Overwrite(Space::kEnvelopes, EnvelopeKey(Hollowtree(), 2), "damaged");

  const auto visible = Read();

  ASSERT_THAT(visible, IsOk());
  EXPECT_EQ(visible->setting, nullptr);
  EXPECT_FALSE(visible->setting_version.has_value());
}

// A parent was told that the record of their child had been erased.
TEST_F(RecordReaderTest, ReadsTheChildWithoutASettingThatWasErased) {
  ASSERT_THAT(log_->AppendAndWait(ErasureOf(RequestNo(1), Hollowtree(), 2)), IsOk());

  const auto visible = Read();

  ASSERT_THAT(visible, IsOk());
  EXPECT_TRUE(visible->record->exists());
  EXPECT_TRUE(visible->setting == nullptr || visible->setting->setting.staff.empty());
}

TEST_F(RecordReaderTest, LeavesOutOfTheSettingWhatIsNotForEveryReaderOfAChild) {
  Add({EntryOf("label: LABEL_CONFIDENTIAL staff_recorded { staff_id: 's2' name: 'Bram Osier' }")});
  const Version version =
      Add({EntryOf("audience { roles: ROLE_HEAD } staff_recorded { staff_id: 's3' name: 'Una' }")});

  const auto visible = Read();

  ASSERT_THAT(visible, IsOk());
  ASSERT_NE(visible->setting, nullptr);
  ASSERT_EQ(visible->setting->setting.staff.size(), 1u);
  EXPECT_EQ(visible->setting->setting.staff.front()->staff_id(), "s1");
  // Of the whole, so that a plan which was kept is not taken for one of another day.
  EXPECT_EQ(visible->setting_version, version);
}

}  // namespace
}  // namespace cairn
