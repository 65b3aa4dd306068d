#include "services/feed/feed_pumps.h"

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/test_log.h"

namespace cairn {
namespace {

// Does what the test says when it is pumped, and sees to it that this is never done twice at a
// time.
class Pupil final : public Pumped {
 public:
  explicit Pupil(
      std::function<void()> work = [] {}, Pace pace = Pace::kNearHead)
      : work_(std::move(work)), pace_(pace) {}

  Pace Pump() override {
    EXPECT_FALSE(inside_.exchange(true)) << "two threads pump it";
    work_();
    inside_ = false;
    if (!pumped_.exchange(true)) first_.set_value();
    return pace_;
  }
  void Stop() override { stopped_ = true; }

  void AwaitPump() { first_.get_future().wait(); }
  bool stopped() const { return stopped_; }

 private:
  const std::function<void()> work_;
  const Pace pace_;
  std::atomic<bool> inside_ = false;
  std::atomic<bool> pumped_ = false;
  std::atomic<bool> stopped_ = false;
  std::promise<void> first_;
};

class FeedPumpsTest : public testing::Test {
 protected:
  TestLog log_;
};

TEST_F(FeedPumpsTest, PumpsWhomSomebodyWakes) {
  FeedPumps pumps(*log_, 4);
  const auto pupil = std::make_shared<Pupil>();
  ASSERT_TRUE(pumps.Join(pupil));

  pumps.Wake(pupil.get());

  pupil->AwaitPump();
  pumps.Leave(pupil.get());
}

TEST_F(FeedPumpsTest, PumpsEverybodyWhenTheLogGrows) {
  FeedPumps pumps(*log_, 4);
  const std::vector<std::shared_ptr<Pupil>> pupils = {std::make_shared<Pupil>(),
                                                      std::make_shared<Pupil>()};
  for (const auto& pupil : pupils) ASSERT_TRUE(pumps.Join(pupil));

  ASSERT_TRUE(log_->AppendAndWait(AppendOf(RequestNo(1), RecordNo(1), 0, "x")).ok());

  for (const auto& pupil : pupils) pupil->AwaitPump();
  for (const auto& pupil : pupils) pumps.Leave(pupil.get());
}

TEST_F(FeedPumpsTest, NeverPumpsOneTwiceAtATime) {
  FeedPumps pumps(*log_, 4);
  const auto pupil = std::make_shared<Pupil>();
  ASSERT_TRUE(pumps.Join(pupil));

  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int wake = 0; wake < 1000; ++wake) pumps.Wake(pupil.get());
    });
  }
  for (std::thread& thread : threads) thread.join();

  pupil->AwaitPump();
  pumps.Leave(pupil.get());
}

TEST_F(FeedPumpsTest, ServesThoseNearTheHeadWhileOthersReadWhatIsFarBehind) {
  std::promise<void> may_end;
  const std::shared_future<void> end = may_end.get_future().share();
  std::promise<void> reading;
  std::atomic<int> pumps_of_readers = 0;
  FeedPumps pumps(*log_, 8);
  // Once it is known how far behind they are, whoever of them is pumped reads for ever.
  std::vector<std::shared_ptr<Pupil>> readers;
  for (int i = 0; i < 4; ++i) {
    auto times = std::make_shared<int>(0);
    readers.push_back(std::make_shared<Pupil>(
        [&, times] {
          if ((*times)++ == 0) return;
          if (pumps_of_readers++ == 0) reading.set_value();
          end.wait();
        },
        Pace::kFarBehind));
    ASSERT_TRUE(pumps.Join(readers.back()));
    pumps.Wake(readers.back().get());
    readers.back()->AwaitPump();
    pumps.Wake(readers.back().get());
  }
  reading.get_future().wait();
  const auto live = std::make_shared<Pupil>();
  ASSERT_TRUE(pumps.Join(live));

  pumps.Wake(live.get());

  live->AwaitPump();  // for ever, if they could have all the threads
  EXPECT_EQ(pumps_of_readers, 1);
  may_end.set_value();
  for (const auto& reader : readers) pumps.Leave(reader.get());
  pumps.Leave(live.get());
}

TEST_F(FeedPumpsTest, ServesWhoIsFarBehindWhileThoseNearTheHeadAskAllTheTime) {
  auto pumps = std::make_unique<FeedPumps>(*log_, 4);
  std::atomic<bool> asks = true;
  std::atomic<int> turns = 0;
  std::promise<void> ten_turns;
  // Both wake themselves whenever they are pumped.
  std::shared_ptr<Pupil> live;
  live = std::make_shared<Pupil>([&] {
    if (asks) pumps->Wake(live.get());
  });
  std::shared_ptr<Pupil> reader;
  reader = std::make_shared<Pupil>(
      [&] {
        if (++turns == 10) ten_turns.set_value();
        if (turns < 10) pumps->Wake(reader.get());
      },
      Pace::kFarBehind);
  ASSERT_TRUE(pumps->Join(live));
  ASSERT_TRUE(pumps->Join(reader));
  pumps->Wake(live.get());

  pumps->Wake(reader.get());

  ten_turns.get_future().wait();
  asks = false;
  pumps->Leave(live.get());
  pumps->Leave(reader.get());
  pumps.reset();  // its threads end before what they use goes
}

TEST_F(FeedPumpsTest, KeepsWhoLeavesUntilItsLastPumpHasEnded) {
  std::promise<void> begun;
  std::promise<void> may_end;
  std::atomic<int> times = 0;
  FeedPumps pumps(*log_, 4);  // its threads end before what they wait for goes
  auto pupil = std::make_shared<Pupil>([&] {
    if (times++ > 0) return;
    begun.set_value();
    may_end.get_future().wait();
  });
  const std::weak_ptr<Pupil> watched = pupil;
  ASSERT_TRUE(pumps.Join(pupil));
  pumps.Wake(pupil.get());
  begun.get_future().wait();

  pumps.Leave(pupil.get());
  pupil.reset();

  EXPECT_FALSE(watched.expired());
  may_end.set_value();
}

TEST_F(FeedPumpsTest, HasRoomForSoManyAtATime) {
  FeedPumps pumps(*log_, 1);
  const auto first = std::make_shared<Pupil>();
  const auto second = std::make_shared<Pupil>();

  EXPECT_TRUE(pumps.Join(first));
  EXPECT_FALSE(pumps.Join(second));
  pumps.Leave(first.get());
  EXPECT_TRUE(pumps.Join(second));
  pumps.Leave(second.get());
}

TEST_F(FeedPumpsTest, StopsAllAndLetsNobodyInAnyMore) {
  FeedPumps pumps(*log_, 4);
  const auto pupil = std::make_shared<Pupil>();
  ASSERT_TRUE(pumps.Join(pupil));

  pumps.Stop();

  EXPECT_TRUE(pupil->stopped());
  EXPECT_FALSE(pumps.Join(std::make_shared<Pupil>()));
  pumps.Leave(pupil.get());
}

}  // namespace
}  // namespace cairn
