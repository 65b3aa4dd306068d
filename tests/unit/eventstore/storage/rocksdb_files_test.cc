// What a RocksDbStorage says of its own files, and how they are copied away and back.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/storage/rocksdb_backup.h"
#include "eventstore/storage/rocksdb_storage.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace fs = std::filesystem;

void FlipByteInTheMiddleOf(const std::string& path) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  const auto middle = static_cast<std::streamoff>(fs::file_size(path) / 2);
  file.seekg(middle);
  const char byte = static_cast<char>(file.get());
  file.seekp(middle);
  file.put(static_cast<char>(byte ^ 1));
}

class RocksDbFilesTest : public testing::Test {
 protected:
  std::unique_ptr<RocksDbStorage> Open() {
    return RocksDbStorage::Open({.folder = folder_}).value();
  }
  static void Put(Storage& storage, Space space, const std::string& key) {
    const uint64_t head = *storage.Head();
    Batch batch;
    batch.Put(space, key, std::string(5000, 'x'));
    ASSERT_EQ(storage.Commit(batch, head, head + 1), CommitOutcome::kCommitted);
  }
  // One file of rows for each space, once it is flushed.
  void PutInSpaces(Storage& storage) {
    for (const Space space : kSpaces) Put(storage, space, "key");
  }
  std::string PathOf(const std::string& extension, size_t nth) {
    std::vector<std::string> paths;
    for (const auto& file : fs::directory_iterator(folder_)) {
      if (file.path().filename().string().find(extension) != std::string::npos) {
        paths.push_back(file.path());
      }
    }
    std::sort(paths.begin(), paths.end());
    return paths.at(nth);
  }

  // What a check from `after` on got past and found.
  struct Found {
    std::vector<std::string> passed;
    std::vector<std::string> damaged;
    uint64_t bytes = 0;
  };
  static Found Verify(const Storage& storage, const std::string& after = "",
                      uint64_t bytes_max = UINT64_MAX) {
    Found found;
    EXPECT_THAT(storage.VerifyMedium(
                    {.after = after,
                     .passed = [&](std::string_view file) { found.passed.emplace_back(file); },
                     .read =
                         [&](uint64_t bytes) {
                           found.bytes += bytes;
                           return found.bytes < bytes_max;
                         },
                     .damaged = [&](std::string_view file,
                                    std::string_view) { found.damaged.emplace_back(file); }}),
                IsOk());
    return found;
  }

  const TempFolder temp_;
  const std::string folder_ = temp_ / "log";
  const std::string backups_ = temp_ / "backups";
};

TEST_F(RocksDbFilesTest, AreAllReadAndSoundInAFolderNobodyTouched) {
  const std::unique_ptr<RocksDbStorage> storage = Open();
  PutInSpaces(*storage);

  const Found found = Verify(*storage);

  EXPECT_THAT(found.damaged, IsEmpty());
  EXPECT_GE(found.passed.size(), kSpaces.size());
  EXPECT_GT(found.bytes, 5000 * kSpaces.size());
  EXPECT_GT(storage->StoredBytes(), 0u);
}

TEST_F(RocksDbFilesTest, AreNamedEachWhenTheyAreDamaged) {
  const std::unique_ptr<RocksDbStorage> storage = Open();
  PutInSpaces(*storage);
  ASSERT_THAT(Verify(*storage).damaged, IsEmpty());
  FlipByteInTheMiddleOf(PathOf(".sst", 1));
  FlipByteInTheMiddleOf(PathOf(".sst", 4));

  const Found found = Verify(*storage);

  EXPECT_THAT(found.damaged, ElementsAre(fs::path(PathOf(".sst", 1)).filename().string(),
                                         fs::path(PathOf(".sst", 4)).filename().string()));
}

TEST_F(RocksDbFilesTest, IncludeTheListOfFiles) {
  const std::unique_ptr<RocksDbStorage> storage = Open();
  PutInSpaces(*storage);
  ASSERT_THAT(Verify(*storage).damaged, IsEmpty());
  FlipByteInTheMiddleOf(PathOf("MANIFEST", 0));

  EXPECT_THAT(Verify(*storage).damaged, ElementsAre("MANIFEST"));
}

TEST_F(RocksDbFilesTest, AreReadOnFromTheOneThatACheckGotPast) {
  const std::unique_ptr<RocksDbStorage> storage = Open();
  PutInSpaces(*storage);
  const Found whole = Verify(*storage);
  const Found first = Verify(*storage, "", 20'000);
  ASSERT_FALSE(first.passed.empty());
  ASSERT_LT(first.passed.size(), whole.passed.size());

  std::vector<std::string> passed = first.passed;
  const Found rest = Verify(*storage, first.passed.back());
  passed.insert(passed.end(), rest.passed.begin(), rest.passed.end());

  EXPECT_EQ(passed, whole.passed);
}

TEST_F(RocksDbFilesTest, ComeBackAsTheyWereCopied) {
  const std::unique_ptr<RocksDbStorage> storage = Open();
  PutInSpaces(*storage);
  auto backups = RocksDbBackups::Open({.folder = backups_}).value();
  const auto id = backups->Create(*storage, [](uint64_t) { return true; });
  ASSERT_THAT(id, IsOkAndHolds(1u));
  Put(*storage, Space::kLeaves, "later");

  const auto copy = backups->OpenCopy(*id);
  ASSERT_THAT(copy, IsOk());
  EXPECT_THAT((*copy)->Head(), IsOkAndHolds(kSpaces.size()));
  EXPECT_THAT((*copy)->Get(Space::kLeaves, "later"), IsOkAndHolds(std::nullopt));
  Batch batch;
  batch.Put(Space::kMeta, "a", "b");
  EXPECT_EQ((*copy)->Commit(batch, kSpaces.size(), kSpaces.size()), CommitOutcome::kUnknown);

  ASSERT_THAT(backups->CopyTo(*id, temp_ / "again"), IsOk());
  const auto again = RocksDbStorage::Open({.folder = temp_ / "again"});
  ASSERT_THAT(again, IsOk());
  EXPECT_THAT((*again)->Head(), IsOkAndHolds(kSpaces.size()));
  EXPECT_THAT((*again)->Get(Space::kClaims, "key"), IsOkAndHolds(std::string(5000, 'x')));
}

TEST_F(RocksDbFilesTest, AreNotCopiedBackOnceTheCopyIsDamaged) {
  {
    const std::unique_ptr<RocksDbStorage> storage = Open();
    PutInSpaces(*storage);
    auto backups = RocksDbBackups::Open({.folder = backups_}).value();
    ASSERT_THAT(backups->Create(*storage, [](uint64_t) { return true; }), IsOk());
    EXPECT_THAT(backups->Verify(1), IsOk());
  }
  for (const auto& file : fs::directory_iterator(backups_ + "/shared_checksum")) {
    FlipByteInTheMiddleOf(file.path());
    break;
  }
  const auto damaged = RocksDbBackups::Open({.folder = backups_, .read_only = true}).value();
  EXPECT_THAT(damaged->Ids(), SizeIs(1));
  EXPECT_THAT(damaged->Verify(1), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(damaged->CopyTo(1, temp_ / "again"), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

}  // namespace
}  // namespace cairn
