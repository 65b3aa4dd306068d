#include "projections/timeline/stage.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

namespace cairn {
namespace {

v1::Entry Notice(v1::NoticeKind notice) {
  v1::Entry entry;
  entry.mutable_notice_sent()->set_notice(notice);
  return entry;
}

TEST(StageOf, IsWhatTheContractSaysOfTheKind) {
  v1::Entry entry;
  entry.mutable_concern_raised();
  EXPECT_EQ(StageOf(entry), v1::STAGE_ASSESS);
  entry.mutable_plan_issued();
  EXPECT_EQ(StageOf(entry), v1::STAGE_PLAN);
  entry.mutable_delivery_logged();
  EXPECT_EQ(StageOf(entry), v1::STAGE_DO);
  entry.mutable_reference_listed();  // the highest number
  EXPECT_EQ(StageOf(entry), v1::STAGE_RECORD);
}

TEST(StageOf, IsThereForEveryKind) {
  const auto& kinds = *v1::Entry::descriptor()->FindOneofByName("kind");
  for (int i = 0; i < kinds.field_count(); ++i) {
    v1::Entry entry;
    entry.GetReflection()->MutableMessage(&entry, kinds.field(i));
    EXPECT_NE(StageOf(entry), v1::STAGE_UNSPECIFIED) << kinds.field(i)->name();
  }
}

TEST(StageOf, OfANoticeIsThatOfWhatItIsAbout) {
  EXPECT_EQ(StageOf(Notice(v1::NOTICE_KIND_SEN_SUPPORT_STARTS)), v1::STAGE_ASSESS);
  EXPECT_EQ(StageOf(Notice(v1::NOTICE_KIND_PLAN_COPY)), v1::STAGE_PLAN);
  EXPECT_EQ(StageOf(Notice(v1::NOTICE_KIND_ADVICE_SIGNPOSTED)), v1::STAGE_PLAN);
  EXPECT_EQ(StageOf(Notice(v1::NOTICE_KIND_ANNUAL_REPORT)), v1::STAGE_REVIEW);
}

TEST(StageOf, OfAnEntryWithoutAKindIsTheRecord) {
  EXPECT_EQ(StageOf(v1::Entry()), v1::STAGE_RECORD);
}

}  // namespace
}  // namespace cairn
