// The model against itself: a test that a wrong model makes pass proves nothing.
#include "tests/fault/fault_disk.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <random>
#include <string>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "eventstore/ledger/private_file.h"
#include "rocksdb/env.h"
#include "tests/fault/fault_file_system.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_data.h"

namespace cairn {
namespace {

class FaultDiskTest : public testing::Test {
 protected:
  // A file with `synced` synced, `unsynced` not; the name is durable if `named`.
  void WriteWithRocksDb(const std::string& path, const std::string& synced,
                        const std::string& unsynced, bool named) {
    std::unique_ptr<rocksdb::WritableFile> file;
    ASSERT_TRUE(env_->NewWritableFile(path, &file, {}).ok());
    ASSERT_TRUE(file->Append(synced).ok());
    ASSERT_TRUE(file->Sync().ok());
    ASSERT_TRUE(file->Append(unsynced).ok());
    ASSERT_TRUE(file->Close().ok());
    if (!named) return;
    std::unique_ptr<rocksdb::Directory> folder;
    ASSERT_TRUE(env_->NewDirectory(folder_.path(), &folder).ok());
    ASSERT_TRUE(folder->Fsync().ok());
  }

  const TempFolder folder_;
  FaultDisk disk_{folder_.path()};
  const std::unique_ptr<rocksdb::Env> env_ = NewFaultEnv(disk_);
};

TEST_F(FaultDiskTest, KeepsWhatWasSyncedAndNoMoreThanAPrefixOfTheRest) {
  const std::string synced(700, 's');
  const std::string rest(3000, 'u');
  std::set<size_t> sizes;
  for (uint32_t seed = 0; seed < 40; ++seed) {
    WriteWithRocksDb(folder_ / "file", synced, rest, true);
    std::mt19937 random(seed);

    disk_.PowerOn(random);

    const std::string left = ReadFile(folder_ / "file");
    ASSERT_EQ(left, (synced + rest).substr(0, left.size()));
    ASSERT_GE(left.size(), synced.size());
    sizes.insert(left.size());
    std::filesystem::remove(folder_ / "file");
  }
  EXPECT_TRUE(sizes.contains(synced.size()));
  EXPECT_TRUE(sizes.contains(synced.size() + rest.size()));
  EXPECT_GT(sizes.size(), 3u) << "no write was torn";
}

TEST_F(FaultDiskTest, MayLoseANameWhoseFolderWasNotSynced) {
  std::set<bool> there;
  for (uint32_t seed = 0; seed < 20; ++seed) {
    WriteWithRocksDb(folder_ / "file", "synced", "", false);
    std::mt19937 random(seed);
    disk_.PowerOn(random);
    there.insert(std::filesystem::exists(folder_ / "file"));
    std::filesystem::remove(folder_ / "file");
    disk_.Delete(folder_ / "file");
    disk_.SyncFolder(folder_.path());
  }
  EXPECT_EQ(there, (std::set<bool>{false, true}));
}

TEST_F(FaultDiskTest, NeverSavesWhatASyncThatFailedShouldHaveSaved) {
  std::unique_ptr<rocksdb::WritableFile> file;
  WriteWithRocksDb(folder_ / "file", "", "", true);
  ASSERT_TRUE(env_->ReopenWritableFile(folder_ / "file", &file, {}).ok());
  ASSERT_TRUE(file->Append("lost").ok());
  disk_.Arm({.steps = {DiskStep::kSync}});
  ASSERT_FALSE(file->Sync().ok());
  ASSERT_TRUE(file->Append("kept").ok());
  ASSERT_TRUE(file->Sync().ok());
  std::mt19937 random(1);

  disk_.PowerOn(random);

  EXPECT_EQ(ReadFile(folder_ / "file"), std::string(4, '\0') + "kept");
}

TEST_F(FaultDiskTest, SeesTheFilesThatAreWrittenWithoutRocksDb) {
  for (uint32_t seed = 0; seed < 10; ++seed) {
    ASSERT_THAT(CreatePrivateFile(folder_ / "key", "secret"), IsOk());
    std::mt19937 random(seed);
    disk_.PowerOn(random);
    ASSERT_EQ(ReadFile(folder_ / "key"), "secret");
    ASSERT_EQ(unlink((folder_ / "key").c_str()), 0);
    ASSERT_EQ(disk_.SyncFolder(folder_.path()), 0);
  }
}

TEST(PrivateFolder, IsThereAfterAPowerCutWithThoseAroundIt) {
  for (uint32_t seed = 0; seed < 10; ++seed) {
    const TempFolder folder;
    FaultDisk disk(folder.path());
    disk.Arm({.steps = {DiskStep::kSyncFolder}});
    EXPECT_FALSE(MakePrivateFolder(folder / "trust/cairn/data").ok());
    disk.Disarm();
    ASSERT_THAT(MakePrivateFolder(folder / "trust/cairn/data/"), IsOk());
    std::mt19937 random(seed);

    disk.CutPower();
    disk.PowerOn(random);

    EXPECT_TRUE(std::filesystem::is_directory(folder / "trust/cairn/data")) << seed;
  }
}

TEST_F(FaultDiskTest, TearsAnOverwriteAtSectors) {
  constexpr size_t kSector = 512;
  ASSERT_THAT(CreatePrivateFile(folder_ / "key", std::string(8 * kSector, 'o')), IsOk());
  bool mixed = false;
  for (uint32_t seed = 0; seed < 40 && !mixed; ++seed) {
    const std::string fresh(8 * kSector, static_cast<char>('A' + seed));
    const int file = open((folder_ / "key").c_str(), O_WRONLY | O_CLOEXEC);
    ASSERT_EQ(pwrite(file, fresh.data(), fresh.size(), 0), static_cast<ssize_t>(fresh.size()));
    close(file);
    std::mt19937 random(seed);
    disk_.PowerOn(random);
    const std::string left = ReadFile(folder_ / "key");
    ASSERT_EQ(left.size(), fresh.size());
    const auto news = static_cast<size_t>(std::count(left.begin(), left.end(), fresh[0]));
    ASSERT_EQ(news % kSector, 0u);
    mixed = news > 0 && news < left.size();
  }
  EXPECT_TRUE(mixed);
}

TEST_F(FaultDiskTest, FailsTheOperationThatItIsToldTo) {
  disk_.Arm({.steps = {DiskStep::kWrite}, .nth = 2, .error = ENOSPC});
  std::unique_ptr<rocksdb::WritableFile> file;
  ASSERT_TRUE(env_->NewWritableFile(folder_ / "file", &file, {}).ok());

  EXPECT_TRUE(file->Append("first").ok());
  EXPECT_FALSE(disk_.fault_happened());
  EXPECT_TRUE(file->Append("second").IsNoSpace());
  EXPECT_TRUE(file->Append("third").ok());
  EXPECT_TRUE(disk_.fault_happened());
}

}  // namespace
}  // namespace cairn
