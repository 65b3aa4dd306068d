#include "services/administration/background_task.h"

#include <future>

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/support/test_ids.h"

namespace cairn {
namespace {

using Task = BackgroundTask<v1::BackupReport>;

v1::BackupReport ReportOf(uint64_t number) {
  v1::BackupReport report;
  report.set_backup_number(number);
  return report;
}

// How the task with this id ended.
absl::StatusOr<v1::BackupReport> EndOf(Task& task, const RequestId& id) {
  uint64_t seen = 0;
  for (;;) {
    const absl::StatusOr<Task::News> news = task.Await(id, seen, std::chrono::seconds(30));
    if (!news.ok()) return news.status();
    if (news->ended) return *news->ended;
  }
}

TEST(BackgroundTask, GoesOnWhileNobodyListensAndIsJoinedByItsId) {
  std::promise<void> go_on;
  Task task;  // after what its work waits for
  ASSERT_THAT(task.Begin(IdOf<RequestId>('a'),
                         [&](const Task::Desk& desk) {
                           desk.tell(1, 2);
                           go_on.get_future().wait();
                           return ReportOf(7);
                         }),
              IsOk());
  uint64_t seen = 0;
  absl::StatusOr<Task::News> news =
      task.Await(IdOf<RequestId>('a'), seen, std::chrono::seconds(30));
  ASSERT_THAT(news, IsOk());
  EXPECT_EQ(news->progress.done(), 1u);
  EXPECT_FALSE(news->ended);
  EXPECT_FALSE(task.last_report());

  go_on.set_value();

  EXPECT_EQ(EndOf(task, IdOf<RequestId>('a'))->backup_number(), 7u);
  EXPECT_EQ(task.last_report()->backup_number(), 7u);
}

TEST(BackgroundTask, RunsOnceUnderOneIdAndAgainUnderAnother) {
  Task task;
  int runs = 0;
  const auto work = [&](const Task::Desk&) { return ReportOf(static_cast<uint64_t>(++runs)); };

  for (const char mark : {'a', 'a', 'b'}) {
    ASSERT_THAT(task.Begin(IdOf<RequestId>(mark), work), IsOk());
    ASSERT_THAT(EndOf(task, IdOf<RequestId>(mark)), IsOk());
  }

  EXPECT_EQ(runs, 2);
  EXPECT_EQ(ReasonOf(EndOf(task, IdOf<RequestId>('a')).status()), v1::ERROR_REASON_ALREADY_RUNNING);
}

TEST(BackgroundTask, RefusesAnotherWhileOneRuns) {
  std::promise<void> go_on;
  Task task;  // after what its work waits for
  ASSERT_THAT(task.Begin(IdOf<RequestId>('a'),
                         [&](const Task::Desk&) {
                           go_on.get_future().wait();
                           return ReportOf(1);
                         }),
              IsOk());

  EXPECT_EQ(
      ReasonOf(task.Begin(IdOf<RequestId>('b'), [](const Task::Desk&) { return ReportOf(2); })),
      v1::ERROR_REASON_ALREADY_RUNNING);
  go_on.set_value();
}

TEST(BackgroundTask, MayBeTriedAgainUnderTheSameIdWhenItHasFailed) {
  Task task;
  int runs = 0;
  const auto work = [&](const Task::Desk&) -> absl::StatusOr<v1::BackupReport> {
    if (++runs == 1) return absl::UnavailableError("the disk is away");
    return ReportOf(1);
  };
  ASSERT_THAT(task.Begin(IdOf<RequestId>('a'), work), IsOk());
  ASSERT_FALSE(EndOf(task, IdOf<RequestId>('a')).ok());

  ASSERT_THAT(task.Begin(IdOf<RequestId>('a'), work), IsOk());

  EXPECT_THAT(EndOf(task, IdOf<RequestId>('a')), IsOk());
}

TEST(BackgroundTask, EndsEarlyAndBeginsNothingMoreOnceItIsStopped) {
  std::promise<void> begun;
  Task task;  // after what its work tells
  ASSERT_THAT(task.Begin(IdOf<RequestId>('a'),
                         [&](const Task::Desk& desk) -> absl::StatusOr<v1::BackupReport> {
                           begun.set_value();
                           while (!desk.cancelled()) std::this_thread::yield();
                           return Stopping();
                         }),
              IsOk());
  begun.get_future().wait();

  task.Stop();

  EXPECT_EQ(ReasonOf(EndOf(task, IdOf<RequestId>('a')).status()), v1::ERROR_REASON_NOT_SERVING);
  EXPECT_EQ(
      ReasonOf(task.Begin(IdOf<RequestId>('b'), [](const Task::Desk&) { return ReportOf(2); })),
      v1::ERROR_REASON_NOT_SERVING);
}

}  // namespace
}  // namespace cairn
