// What is kept of judgements, and for how long.
#include "services/feed/sights.h"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/feed_log.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

constexpr size_t kEvents = 200;
const CivilDate kToday = *CivilDate::Of(2026, 1, 5);

class SightsTest : public testing::Test {
 protected:
  // A record of kEvents + 1 events.
  RecordPtr RecordOfMany(uint64_t number) {
    feed_.Open(RecordNo(number), senco_);
    feed_.Write(RecordNo(number), senco_, EntryOf("concern_raised { text: 'a' }"), kEvents);
    return feed_.records.Load(RecordNo(number)).value();
  }

  const Caller senco_ = CallerOf(v1::ROLE_SENCO, "juniper.halloway");
  const Caller system_ = CallerOf(v1::ROLE_INTEGRATION, "register");
  FeedLog feed_;
};

TEST_F(SightsTest, KeepsWhatWasJudgedOfThisVersionForThisCallerAndDay) {
  Sights sights(1'000'000);
  const RecordPtr record = RecordOfMany(1);
  EXPECT_EQ(sights.Find(system_, *record, kToday), nullptr);

  const SightPtr judged = sights.Judge(*feed_.guard, system_, *record, kToday);

  EXPECT_EQ(sights.Find(system_, *record, kToday), judged);
  EXPECT_EQ(sights.Find(senco_, *record, kToday), nullptr);
  EXPECT_EQ(sights.Find(system_, *record, *CivilDate::Of(2026, 1, 6)), nullptr);
  feed_.Write(record->id, senco_, EntryOf("concern_raised { text: 'b' }"));
  EXPECT_EQ(sights.Find(system_, *feed_.records.Load(record->id).value(), kToday), nullptr);
}

TEST_F(SightsTest, TakesAByteAnEventAndNoMoreThanItWasGiven) {
  const size_t bytes_each = Sights::kBytesEach + kEvents + 1;
  Sights sights(8 * bytes_each);
  std::vector<RecordPtr> records;
  for (uint64_t number = 1; number <= 20; ++number) {
    records.push_back(RecordOfMany(number));
    sights.Judge(*feed_.guard, system_, *records.back(), kToday);
    EXPECT_LE(sights.bytes(), 8 * bytes_each);
  }

  EXPECT_GE(sights.bytes(), 4 * bytes_each);
  EXPECT_EQ(sights.Find(system_, *records.front(), kToday), nullptr);
  EXPECT_NE(sights.Find(system_, *records.back(), kToday), nullptr);
}

TEST_F(SightsTest, KeepsWhatIsAskedForAgainAndAgain) {
  const size_t bytes_each = Sights::kBytesEach + kEvents + 1;
  Sights sights(8 * bytes_each);
  const RecordPtr busy = RecordOfMany(1);
  const SightPtr judged = sights.Judge(*feed_.guard, system_, *busy, kToday);
  for (uint64_t number = 2; number <= 20; ++number) {
    sights.Judge(*feed_.guard, system_, *RecordOfMany(number), kToday);
    EXPECT_EQ(sights.Find(system_, *busy, kToday), judged);
  }
}

TEST_F(SightsTest, CountsAJudgementOfANewVersionInPlaceOfTheOld) {
  Sights sights(1'000'000);
  RecordPtr record = RecordOfMany(1);
  for (int i = 0; i < 5; ++i) {
    sights.Judge(*feed_.guard, system_, *record, kToday);
    feed_.Write(record->id, senco_, EntryOf("concern_raised { text: 'b' }"));
    record = feed_.records.Load(record->id).value();
  }

  EXPECT_EQ(sights.bytes(), Sights::kBytesEach + kEvents + 5);
}

}  // namespace
}  // namespace cairn
