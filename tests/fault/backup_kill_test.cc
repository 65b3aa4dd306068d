// A backup and a restore that are killed anywhere: earlier backups stay good, a folder never looks
// restored before it is, and the next run finishes the work. Everything that uses RocksDB is done
// in children, so that each begins without threads of another.
#include <filesystem>
#include <functional>
#include <string>

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "eventstore/backup/backup.h"
#include "eventstore/backup/restore.h"
#include "eventstore/base/check.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_vault.h"
#include "tests/support/opened_log.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

constexpr int kKillPointsMax = 60;
constexpr uint64_t kEventsAtFirst = 300;
constexpr uint64_t kEventsMore = 8'000;

// What a child returned, or minus the signal that ended it.
int InChild(const std::function<bool()>& work) {
  const pid_t child = fork();
  CAIRN_CHECK(child >= 0);
  if (child == 0) _exit(work() ? 0 : 1);
  int status = 0;
  CAIRN_CHECK(waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

// Kills this process when it is counted down to nothing.
class Fuse {
 public:
  explicit Fuse(int steps) : steps_(steps) {}
  void Burn() {
    if (steps_-- == 0) kill(getpid(), SIGKILL);
  }

 private:
  int steps_;
};

class BackupKillTest : public testing::Test {
 protected:
  bool Append(uint64_t first, uint64_t count) {
    const auto opened = OpenLogIn(folder_ / "data", vault_, clock_, random_);
    if (!opened.ok()) return false;
    for (uint64_t i = first; i < first + count; i += 50) {
      AppendRequest request{.request = RequestNo(i)};
      for (uint64_t j = i; j < i + 50; ++j) {
        request.records.push_back(
            {.record = RecordNo(j), .contents = {Saying(random_.Bytes(1000))}});
      }
      if (!(*opened)->log->AppendAndWait(request).ok()) return false;
    }
    return true;
  }
  bool BackUpWith(Fuse fuse) {
    const auto opened = OpenLogIn(folder_ / "data", vault_, clock_, random_);
    if (!opened.ok()) return false;
    return BackUp(*(*opened)->log, *(*opened)->storage, vault_,
                  {.folder = folder_ / "backups",
                   .progress = [&](const BackupProgress&) { fuse.Burn(); },
                   .cancelled =
                       [&] {
                         fuse.Burn();
                         return false;
                       }})
        .ok();
  }
  bool RestoreWith(const std::string& name, Fuse fuse) {
    const auto report = Restore({.backup = folder_ / "backups",
                                 .data = folder_ / name,
                                 .accept_loss = true,
                                 .progress = [&](const RestoreProgress&) { fuse.Burn(); }},
                                vault_, clock_, random_);
    return report.ok();
  }
  // Restores the newest complete backup and reads all of it.
  bool NewestHolds(const std::string& name, uint64_t events) {
    if (!RestoreWith(name, Fuse(1'000'000))) return false;
    const auto opened = OpenLogIn(folder_ / name, vault_, clock_, random_);
    return opened.ok() && (*opened)->log->ReadAll(0, 100'000)->size() == events + 1;
  }

  TempFolder folder_;
  FakeClock clock_;
  SeededRandom random_;
  MemoryVault vault_{random_};
};

TEST_F(BackupKillTest, TheBackupBeforeStaysGoodAndTheNextRunSucceeds) {
  ASSERT_EQ(InChild([&] { return Append(0, kEventsAtFirst) && BackUpWith(Fuse(1'000'000)); }), 0);
  ASSERT_EQ(InChild([&] { return Append(kEventsAtFirst, kEventsMore); }), 0);
  int killed = 0;
  for (int steps = 0; steps < kKillPointsMax; ++steps) {
    const int ended = InChild([&] { return BackUpWith(Fuse(steps)); });
    if (ended == 0) break;
    ASSERT_EQ(ended, -SIGKILL) << "after " << steps << " steps";
    ++killed;
    ASSERT_EQ(CompleteBackups(folder_ / "backups")->size(), 1u);
  }
  EXPECT_GE(killed, 3);
  EXPECT_EQ(CompleteBackups(folder_ / "backups")->size(), 2u);
  EXPECT_EQ(InChild([&] { return NewestHolds("newest", kEventsAtFirst + kEventsMore); }), 0);
}

TEST_F(BackupKillTest, AKilledBackupDoesNotHinderARestoreOfTheOneBefore) {
  ASSERT_EQ(InChild([&] { return Append(0, kEventsAtFirst) && BackUpWith(Fuse(1'000'000)); }), 0);
  ASSERT_EQ(InChild([&] { return Append(kEventsAtFirst, kEventsMore); }), 0);
  ASSERT_EQ(InChild([&] { return BackUpWith(Fuse(1)); }), -SIGKILL);

  EXPECT_EQ(InChild([&] { return NewestHolds("before", kEventsAtFirst); }), 0);
}

TEST_F(BackupKillTest, AKilledRestoreLeavesNoFolderAndTheNextOneSucceeds) {
  ASSERT_EQ(InChild([&] { return Append(0, kEventsAtFirst) && BackUpWith(Fuse(1'000'000)); }), 0);
  int killed = 0;
  for (int steps = 0; steps < kKillPointsMax; ++steps) {
    const int ended = InChild([&] { return RestoreWith("again", Fuse(steps)); });
    if (ended == 0) break;
    ASSERT_EQ(ended, -SIGKILL) << "after " << steps << " steps";
    ++killed;
    ASSERT_FALSE(std::filesystem::exists(folder_ / "again"));
  }
  EXPECT_GE(killed, 6);
  const int whole = InChild([&] {
    const auto opened = OpenLogIn(folder_ / "again", vault_, clock_, random_);
    return opened.ok() && (*opened)->log->ReadAll(0, 100'000)->size() == kEventsAtFirst + 1;
  });
  EXPECT_EQ(whole, 0);
}

}  // namespace
}  // namespace cairn
