#include "services/feed/feed_filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/errors.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

TEST(FeedFilter, TakesKindsLabelsSettingsAndRecords) {
  v1::FeedFilter asked;
  asked.add_setting_ids(Hollowtree().ToBytes());
  asked.add_record_ids(Fenmarch().ToBytes());
  asked.add_kind_names("PlanIssued");
  asked.add_kind_names("EntryCorrected");
  asked.add_kind_names("ContentErased");
  asked.add_labels(v1::LABEL_UNSPECIFIED);

  const auto filter = ToFeedFilter(asked);

  ASSERT_THAT(filter, IsOk());
  EXPECT_TRUE(filter->settings.contains(Hollowtree()));
  EXPECT_TRUE(filter->records.contains(Fenmarch()));
  EXPECT_EQ(filter->kinds.size(), 3u);
  EXPECT_TRUE(filter->labels.contains(v1::LABEL_UNSPECIFIED));
}

TEST(FeedFilter, NamesEveryFault) {
  v1::FeedFilter asked;
  asked.add_setting_ids("short");
  asked.add_kind_names("PlanIsued");
  asked.add_labels(static_cast<v1::Label>(99));
  for (int i = 0; i < 1001; ++i) asked.add_record_ids(Fenmarch().ToBytes());

  const auto filter = ToFeedFilter(asked);

  ASSERT_EQ(ReasonOf(filter.status()), v1::ERROR_REASON_INVALID_REQUEST);
  const auto detail = DetailOf(filter.status());
  ASSERT_EQ(detail->faults_size(), 4);
  EXPECT_EQ(detail->faults(0).field(), "filter.setting_ids[0]");
  EXPECT_EQ(detail->faults(1).field(), "filter.kind_names[0]");
  EXPECT_EQ(detail->faults(2).field(), "filter.labels[0]");
  EXPECT_EQ(detail->faults(3).field(), "filter.record_ids");
}

TEST(FeedFilter, HidesNoRemovalBehindAKindOrALabel) {
  RecordBuilder builder;
  builder.Open().AddErased().AddRemoval(v1::ERASURE_AUTHORITY_WRONG_CHILD, Version{2});
  const FeedFilter plans{.kinds = {"PlanIssued"}};

  EXPECT_FALSE(plans.Wants(*builder.events()[0]));
  EXPECT_FALSE(plans.Wants(*builder.events()[1]));
  EXPECT_TRUE(plans.Wants(*builder.events()[2]));
  EXPECT_TRUE(FeedFilter().Wants(*builder.events()[1]));
}

TEST(FeedFilter, WantsAnErasedRecordWhateverTheSetting) {
  RecordBuilder builder;
  builder.Open();
  const FeedFilter elsewhere{.settings = {Fenmarch()}};
  EXPECT_FALSE(elsewhere.Wants(builder.Build()));

  builder.AddRemoval(v1::ERASURE_AUTHORITY_RETENTION_ENDED);

  EXPECT_TRUE(elsewhere.Wants(builder.Build()));
}

}  // namespace
}  // namespace cairn
