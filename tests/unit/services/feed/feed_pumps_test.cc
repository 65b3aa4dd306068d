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
  explicit Pupil(std::function<void()> work = [] {}) : work_(std::move(work)) {}

  void Pump() override {
    EXPECT_FALSE(inside_.exchange(true)) << "two threads pump it";
    work_();
    inside_ = false;
    if (!pumped_.exchange(true)) first_.set_value();
  }
  void Stop() override { stopped_ = true; }

  void AwaitPump() { first_.get_future().wait(); }
  bool stopped() const { return stopped_; }

 private:
  const std::function<void()> work_;
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
