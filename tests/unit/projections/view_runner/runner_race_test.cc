// Appends, removals, readers and rebuilds beside a runner that follows.
#include <algorithm>
#include <atomic>
#include <span>
#include <string>
#include <string_view>
#include <thread>

#include <google/protobuf/wrappers.pb.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "tests/support/status_matchers.h"
#include "tests/support/view_log.h"

namespace cairn {
namespace {

constexpr uint64_t kRecords = 6;
constexpr int kRounds = 40;
constexpr std::string_view kBothViews[] = {kTexts, kCounts};

std::string ValueOf(const RecordRows& rows) {
  google::protobuf::StringValue value;
  EXPECT_TRUE(value.ParseFromString(rows.readings.at(0).bytes));
  return value.value();
}

// Whether both views say the same of each record, as they must at any one position.
void ExpectOneMoment(const ViewStore& store) {
  const absl::StatusOr<ViewStore::Reading> reading = store.Read(kBothViews);
  if (!reading.ok()) return;  // computed for the first time
  for (uint64_t record = 1; record <= kRecords; ++record) {
    const RecordId id = RecordNo(record);
    const auto texts = reading->Rows(kTexts, std::span(&id, 1));
    const auto counts = reading->Rows(kCounts, std::span(&id, 1));
    ASSERT_THAT(texts, IsOk());
    ASSERT_THAT(counts, IsOk());
    // The keys of a record may go between the two.
    if (!texts->front() || !counts->front()) continue;
    const std::string said = ValueOf(*texts->front());
    const auto bars = std::count(said.begin(), said.end(), '|');
    EXPECT_EQ(ValueOf(*counts->front()), absl::StrFormat("%d", bars + 1));
  }
}

TEST(RunnerRace, ReadersSeeOneMomentWhileRecordsChangeAndViewsAreRebuilt) {
  ViewLog views;
  views.runner().Start();
  std::atomic<bool> done = false;
  std::thread reader([&] {
    while (!done) ExpectOneMoment(views.store());
  });
  std::thread rebuilder([&] {
    while (!done) {
      const auto reports = views.runner().Rebuild({}, {});
      if (reports.ok()) continue;
      EXPECT_THAT(reports, HasReason(v1::ERROR_REASON_ALREADY_RUNNING));
    }
  });

  Position last = 0;
  for (int round = 0; round < kRounds; ++round) {
    for (uint64_t record = 1; record < kRecords; ++record) views.Say(record, "a");
    const AppendedEvent said = views.Say(kRecords, "b");
    if (round % 8 == 7) views.Remove(kRecords, said.event_id);
    last = views.Say(1, "c").position;
  }
  EXPECT_THAT(views.store().WaitFor(kBothViews, last, 60'000), IsOk());
  done = true;
  reader.join();
  rebuilder.join();
  views.runner().Stop();

  EXPECT_EQ(views.StandingOf(kTexts).records, kRecords);
  EXPECT_EQ(views.Members("says:c").size(), 1u);
  EXPECT_EQ(views.RowsOf(kCounts, 1)->front(), absl::StrFormat("3:%d", 2 * kRounds));
  EXPECT_EQ(views.RowsOf(kCounts, kRecords)->front(),
            absl::StrFormat("3:%d", kRounds - kRounds / 8));
}

}  // namespace
}  // namespace cairn
