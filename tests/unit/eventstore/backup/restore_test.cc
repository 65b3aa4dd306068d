#include "eventstore/backup/restore.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/backup/backup.h"
#include "eventstore/key_rotation.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_vault.h"
#include "tests/support/opened_log.h"
#include "tests/support/seeded_random.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

namespace fs = std::filesystem;

// Logs of a few records, backed up now and then. A restored log is opened as the server would.
class RestoreTest : public testing::Test {
 protected:
  RestoreTest() { Reopen(); }

  void Reopen() {
    opened_.reset();
    opened_ = OpenLogIn(data_, vault_, clock_, random_).value();
  }
  EventLog& log() { return *opened_->log; }

  void Append(uint64_t count) {
    for (uint64_t i = 0; i < count; ++i) {
      const RecordId record = RecordNo(++events_ % 7);
      const Version version = log().HeadOf(record)->version;
      ASSERT_THAT(log().AppendAndWait(AppendOf(RequestNo(events_), record, version,
                                               "note " + std::to_string(events_))),
                  IsOk());
    }
  }
  BackupMark BackUpNow() {
    absl::StatusOr<BackupReport> report =
        BackUp(log(), *opened_->storage, vault_,
               {.folder = backups_, .keep = 100, .origin = "cairn.example/log/1"});
    EXPECT_THAT(report, IsOk());
    return report.ok() ? report->mark : BackupMark{};
  }
  std::vector<StoredEvent> Everything() { return log().ReadAll(0, 10'000).value(); }

  // Restores into `name`, the witness of the lost log being that of data_.
  absl::StatusOr<RestoreReport> Run(const std::string& name, RestoreOptions options = {}) {
    opened_.reset();
    options.backup = backups_;
    options.data = folder_ / name;
    if (options.old_witness.empty()) options.old_witness = data_ + "/head.witness";
    if (options.old_witness == "none") options.old_witness.clear();
    return Restore(options, vault_, clock_, random_);
  }
  // And goes on with what was restored.
  void Continue(const std::string& name) {
    data_ = folder_ / name;
    Reopen();
  }

  static void ExpectTheSame(const std::vector<StoredEvent>& events,
                            const std::vector<StoredEvent>& original, size_t count) {
    ASSERT_GE(events.size(), count);
    for (size_t i = 0; i < count; ++i) {
      EXPECT_EQ(events[i].position, original[i].position);
      EXPECT_EQ(events[i].leaf, original[i].leaf);
      EXPECT_EQ(TextOf(events[i]), TextOf(original[i]));
    }
  }

  TempFolder folder_;
  const std::string backups_ = folder_ / "backups";
  std::string data_ = folder_ / "data";
  FakeClock clock_;
  SeededRandom random_;
  MemoryVault vault_{random_};
  uint64_t events_ = 0;
  std::unique_ptr<OpenedLog> opened_;
};

TEST_F(RestoreTest, GivesTheLogBackEventByEventInANewGeneration) {
  Append(300);
  BackUpNow();
  const std::vector<StoredEvent> original = Everything();

  const absl::StatusOr<RestoreReport> report = Run("again");

  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->restored, 300u);
  EXPECT_EQ(report->lost, 0u);
  EXPECT_EQ(report->head.generation, 2u);
  EXPECT_EQ(report->head.position, 301u);
  EXPECT_EQ(report->origin, "cairn.example/log/2");
  Continue("again");
  const std::vector<StoredEvent> events = Everything();
  EXPECT_THAT(events, SizeIs(301));
  ExpectTheSame(events, original, 300);
  EXPECT_EQ(events.back().leaf.kind, LeafKind::kSuccession);
  Append(10);
  EXPECT_EQ(log().Head().position, 311u);
}

TEST_F(RestoreTest, WorksFromEveryBackupThatWasKept) {
  std::vector<Position> sizes;
  for (int k = 0; k < 5; ++k) {
    Append(20);
    sizes.push_back(BackUpNow().size);
  }
  const std::vector<StoredEvent> original = Everything();
  const std::string lost = data_;
  for (uint32_t k = 1; k <= sizes.size(); ++k) {
    const std::string name = "restored" + std::to_string(k);
    const absl::StatusOr<RestoreReport> report =
        Run(name, {.backup_id = k, .old_witness = lost + "/head.witness", .accept_loss = true});
    ASSERT_THAT(report, IsOk());
    EXPECT_EQ(report->restored, sizes[k - 1]);
    EXPECT_EQ(report->lost, sizes.back() - sizes[k - 1]);
    Continue(name);
    ExpectTheSame(Everything(), original, sizes[k - 1]);
  }
}

TEST_F(RestoreTest, RefusesToLoseEventsUntilTheLossIsAcceptedAndSaysSoForEver) {
  Append(40);
  BackUpNow();
  Append(2);
  const LogHead lost = log().Head();

  EXPECT_THAT(Run("again"), StatusIs(absl::StatusCode::kFailedPrecondition,
                                     AllOf(HasSubstr("holds 40 events"), HasSubstr("seen 42"))));
  EXPECT_FALSE(fs::exists(folder_ / "again"));

  const absl::StatusOr<RestoreReport> report = Run("again", {.accept_loss = true});
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->lost, 2u);
  Continue("again");
  ASSERT_THAT(log().forks(), SizeIs(1));
  const LogFork& fork = log().forks().front();
  EXPECT_EQ(fork.generation, 2u);
  EXPECT_EQ(fork.fork, 40u);
  EXPECT_EQ(fork.body.previous_generation, 1u);
  EXPECT_EQ(fork.body.previous_size, 42u);
  EXPECT_EQ(fork.body.previous_root, lost.root);
}

TEST_F(RestoreTest, RefusesWithoutAWitnessUntilTheLossIsAccepted) {
  Append(10);
  BackUpNow();

  EXPECT_THAT(Run("again", {.old_witness = "none"}),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("witness")));
  const absl::StatusOr<RestoreReport> report =
      Run("again", {.old_witness = "none", .accept_loss = true});
  ASSERT_THAT(report, IsOk());
  EXPECT_FALSE(report->witnessed);
}

TEST_F(RestoreTest, RefusesABackupOfAnotherHistory) {
  Append(10);
  BackUpNow();
  ASSERT_THAT(Run("second"), IsOk());
  Continue("second");
  Append(3);  // 14 with the succession
  data_ = folder_ / "data";
  Reopen();
  Append(9);
  BackUpNow();  // 19 of the first history

  EXPECT_THAT(Run("third", {.old_witness = (folder_ / "second") + "/head.witness"}),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("another history")));
}

TEST_F(RestoreTest, TwiceIsTwoGenerationsOn) {
  Append(10);
  BackUpNow();
  ASSERT_THAT(Run("second"), IsOk());
  Continue("second");
  Append(10);
  BackUpNow();
  ASSERT_THAT(Run("third"), IsOk());
  Continue("third");

  EXPECT_EQ(log().Head().generation, 3u);
  EXPECT_EQ(LastShared(log().forks(), 1), 10u);
  EXPECT_EQ(LastShared(log().forks(), 2), 21u);
  // Another restore of the older backup is a generation that the newer log never was in.
  ASSERT_THAT(Run("other", {.backup_id = 1, .accept_loss = true}), IsOk());
  Continue("other");
  EXPECT_EQ(log().Head().generation, 4u);
  EXPECT_EQ(LastShared(log().forks(), 1), 10u);
  EXPECT_EQ(LastShared(log().forks(), 2), 0u);
  EXPECT_EQ(LastShared(log().forks(), 3), 0u);
}

TEST_F(RestoreTest, OverwritesNothing) {
  Append(10);
  BackUpNow();
  EXPECT_THAT(Run("data"), HasReason(v1::ERROR_REASON_NOT_SERVING));
  Reopen();
  EXPECT_EQ(log().Head().position, 10u);
}

TEST_F(RestoreTest, BeginsAnewWhatWasCutShort) {
  Append(10);
  BackUpNow();
  const fs::path work = folder_ / "again.restoring";
  fs::create_directories(work / "log");
  EXPECT_THAT(Run("again"), HasReason(v1::ERROR_REASON_NOT_SERVING));  // whose is it?
  std::ofstream(work / "restore.unfinished").put('x');
  EXPECT_THAT(Run("again"), IsOk());
  EXPECT_FALSE(fs::exists(work));
  EXPECT_FALSE(fs::exists(fs::path(folder_ / "again") / "restore.unfinished"));
}

TEST_F(RestoreTest, RefusesADamagedBackupWhateverFileItIs) {
  Append(200);
  BackUpNow();
  opened_.reset();
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(backups_)) {
    if (!entry.is_regular_file() || entry.file_size() == 0) continue;
    const std::string path = entry.path();
    if (path.find("/keys/") != std::string::npos) continue;  // not needed here
    const auto at = static_cast<std::streamoff>(entry.file_size() / 2);
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(at);
    const char byte = static_cast<char>(file.get());
    file.seekp(at);
    file.put(static_cast<char>(byte ^ 1)).flush();
    EXPECT_FALSE(Run("again").ok()) << path;
    EXPECT_FALSE(fs::exists(folder_ / "again"));
    file.seekp(at);
    file.put(byte).flush();
    ++files;
  }
  EXPECT_GT(files, 10);
  EXPECT_THAT(Run("again"), IsOk());
}

TEST_F(RestoreTest, CarriesOutErasuresThatTheBackupDoesNotKnow) {
  Append(70);
  BackUpNow();
  const EventId target = log().Read(RecordNo(2), 4, Direction::kForward, 1)->front().leaf.event_id;
  ASSERT_THAT(log().AppendAndWait(ErasureOf(RequestNo(900), RecordNo(1), 10)), IsOk());
  ASSERT_THAT(log().AppendAndWait(RemovalOf(RequestNo(901), RecordNo(2), 10, target)), IsOk());

  const absl::StatusOr<RestoreReport> report = Run("again", {.accept_loss = true});
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->erasures_replayed, 2u);
  Continue("again");
  const auto first = log().Read(RecordNo(1), 1, Direction::kForward, 100);
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(*first, Not(IsEmpty()));
  for (const StoredEvent& event : *first) EXPECT_FALSE(event.content);
  const auto second = log().Read(RecordNo(2), 1, Direction::kForward, 10);
  ASSERT_THAT(second, IsOk());
  for (const StoredEvent& event : *second) {
    EXPECT_EQ(event.content.has_value(), event.leaf.event_id != target);
  }
}

TEST_F(RestoreTest, TakesTheNewestKeysForThoseThatWereRotatedAway) {
  Append(70);
  BackUpNow();
  const std::vector<StoredEvent> original = Everything();
  const EventId target = original[15].leaf.event_id;
  const RecordId of_target = original[15].leaf.record;
  ASSERT_THAT(log().AppendAndWait(RemovalOf(RequestNo(901), of_target, 10, target)), IsOk());
  ASSERT_THAT(log().AppendAndWait(ErasureOf(RequestNo(902), RecordNo(5), 10)), IsOk());
  RotationOptions rotation{.request = RequestNo(903)};
  rotation.prove_backup = [&] {
    return RenewKeys(log(), *opened_->storage, vault_, backups_).status();
  };
  ASSERT_THAT(RotateKeys(log(), vault_, rotation), IsOk());

  const absl::StatusOr<RestoreReport> report = Run("again", {.accept_loss = true});
  ASSERT_THAT(report, IsOk());
  EXPECT_GT(report->keys_replaced, 5u);
  Continue("again");
  const std::vector<StoredEvent> events = Everything();
  for (size_t i = 0; i < 70; ++i) {
    const bool gone = events[i].leaf.record == RecordNo(5) || events[i].leaf.event_id == target;
    EXPECT_EQ(events[i].content.has_value(), !gone) << i;
    if (!gone) {
      EXPECT_EQ(TextOf(events[i]), TextOf(original[i]));
    }
  }
  Append(1);
}

TEST_F(RestoreTest, NeedsTheKeysFileOnceTheKeysWereRotated) {
  Append(10);
  BackUpNow();
  RotationOptions rotation{.request = RequestNo(903)};
  rotation.prove_backup = [] { return absl::OkStatus(); };
  ASSERT_THAT(RotateKeys(log(), vault_, rotation), IsOk());

  EXPECT_THAT(Run("again", {.accept_loss = true}), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST(NextOrigin, ReplacesTheLastNumberOrAddsOne) {
  EXPECT_EQ(NextOrigin("cairn.example/log/1", 2), "cairn.example/log/2");
  EXPECT_EQ(NextOrigin("cairn.example/log", 2), "cairn.example/log/2");
  EXPECT_EQ(NextOrigin("cairn.example", 3), "cairn.example/3");
}

}  // namespace
}  // namespace cairn
