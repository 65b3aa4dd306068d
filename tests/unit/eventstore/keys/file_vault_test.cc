// What FileVault does with its files; what it does as a vault is in vault_test.cc.
#include "eventstore/keys/file_vault.h"

#include <filesystem>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/seeded_random.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_data.h"
#include "tests/unit/eventstore/keys/sample_keys.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

const KeyOwner kOwner = {*LedgerId::FromBytes("ledger id of it."),
                         *RecordId::FromBytes("record id of it."), 1};

unsigned ModeOf(const std::string& path) {
  struct stat info = {};
  EXPECT_EQ(stat(path.c_str(), &info), 0) << path;
  return info.st_mode & 07777;
}

class FileVaultFolder : public testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<FileVault>> Open() { return FileVault::Open(folder_, random_); }
  // A vault with epoch 1 in the folder, and what it wrapped.
  std::string MakeVault() {
    const auto vault = Open().value();
    EXPECT_THAT(vault->CreateEpoch(), IsOkAndHolds(1U));
    return vault->Wrap(1, kOwner, kSecret).value();
  }

  TempFolder temp_;
  SeededRandom random_;
  const std::string folder_ = temp_ / "vault";
  const std::string key_file_ = folder_ + "/epoch-0000000001.key";
  const std::string destroyed_file_ = folder_ + "/epoch-0000000001.destroyed";
};

auto IsRefused(const std::string& why) {
  return StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(why));
}

TEST_F(FileVaultFolder, AndItsFilesAreOpenToTheOwnerAlone) {
  MakeVault();

  EXPECT_EQ(ModeOf(folder_), 0700U);
  EXPECT_EQ(ModeOf(key_file_), 0600U);
}

TEST_F(FileVaultFolder, SurvivesReopening) {
  const std::string wrapped = MakeVault();

  const auto reopened = Open();

  ASSERT_THAT(reopened, IsOk());
  EXPECT_THAT((*reopened)->CurrentEpoch(), IsOkAndHolds(1U));
  const auto secret = (*reopened)->Unwrap(kOwner, wrapped);
  ASSERT_THAT(secret, IsOk());
  EXPECT_EQ(secret->view(), kSecret);
}

TEST_F(FileVaultFolder, ForgetsADestroyedEpochForGood) {
  const std::string wrapped = MakeVault();
  ASSERT_THAT(Open().value()->DestroyEpoch(1), IsOk());

  const auto reopened = Open();

  ASSERT_THAT(reopened, IsOk());
  EXPECT_FALSE(fs::exists(key_file_));
  EXPECT_THAT((*reopened)->Unwrap(kOwner, wrapped), IsRefused("destroyed"));
  EXPECT_THAT((*reopened)->CreateEpoch(), IsOkAndHolds(2U));
}

TEST_F(FileVaultFolder, OverwritesTheKeyItDestroys) {
  MakeVault();
  const std::string other_name = temp_ / "another name of the same bytes";
  fs::create_hard_link(key_file_, other_name);

  ASSERT_THAT(Open().value()->DestroyEpoch(1), IsOk());

  EXPECT_EQ(ReadFile(other_name), std::string(92, '\0'));
}

TEST_F(FileVaultFolder, FinishesADestructionThatACrashCutShort) {
  const std::string wrapped = MakeVault();
  const std::string key_bytes = ReadFile(key_file_);
  ASSERT_THAT(Open().value()->DestroyEpoch(1), IsOk());
  WriteFile(key_file_, key_bytes);  // as if the key had not been removed yet
  fs::permissions(key_file_, fs::perms(0600));

  const auto reopened = Open();

  ASSERT_THAT(reopened, IsOk());
  EXPECT_FALSE(fs::exists(key_file_));
  EXPECT_THAT((*reopened)->Unwrap(kOwner, wrapped), IsRefused("destroyed"));
}

TEST_F(FileVaultFolder, SweepsUpAKeyThatACrashLeftUnfinished) {
  MakeVault();
  const std::string unfinished = folder_ + "/epoch-0000000002.key.new";
  WriteFile(unfinished, "half a ke");

  const auto reopened = Open();

  ASSERT_THAT(reopened, IsOk());
  EXPECT_FALSE(fs::exists(unfinished));
  EXPECT_THAT((*reopened)->CreateEpoch(), IsOkAndHolds(2U));
}

TEST_F(FileVaultFolder, IsRefusedWhenOpenToOthers) {
  MakeVault();
  fs::permissions(folder_, fs::perms(0750));

  EXPECT_THAT(Open(), IsRefused("is open to group or others (mode 0750); chmod 700 it"));
}

TEST_F(FileVaultFolder, IsRefusedWhenAKeyIsOpenToOthers) {
  MakeVault();
  fs::permissions(key_file_, fs::perms(0640));

  EXPECT_THAT(Open(), IsRefused("epoch-0000000001.key is open to group or others"));
}

TEST_F(FileVaultFolder, IsRefusedWhenAMarkOfDestructionIsOpenToOthers) {
  MakeVault();
  ASSERT_THAT(Open().value()->DestroyEpoch(1), IsOk());
  fs::permissions(destroyed_file_, fs::perms(0666));

  EXPECT_THAT(Open(), IsRefused("epoch-0000000001.destroyed is open to group or others"));
}

TEST_F(FileVaultFolder, IsRefusedWhenItIsALink) {
  const std::string real = temp_ / "real";
  fs::create_directory(real);
  fs::permissions(real, fs::perms(0700));
  fs::create_directory_symlink(real, folder_);

  EXPECT_THAT(Open(), IsRefused("is not a folder, or is a link to one"));
}

TEST_F(FileVaultFolder, IsRefusedWhenItIsAFile) {
  WriteFile(folder_, "not a folder");

  EXPECT_THAT(Open(), IsRefused("is not a folder"));
}

TEST_F(FileVaultFolder, IsRefusedWhenAKeyIsALink) {
  MakeVault();
  fs::rename(key_file_, temp_ / "elsewhere");
  fs::create_symlink(temp_ / "elsewhere", key_file_);

  EXPECT_THAT(Open(), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(FileVaultFolder, IsRefusedWithAStrangeFileInIt) {
  MakeVault();
  WriteFile(folder_ + "/notes.txt", "");

  EXPECT_THAT(Open(), IsRefused("notes.txt is not part of a vault"));
}

TEST_F(FileVaultFolder, IsRefusedWithAnEpochZeroInIt) {
  MakeVault();
  WriteFile(folder_ + "/epoch-0000000000.key", "");

  EXPECT_THAT(Open(), IsRefused("is not part of a vault"));
}

TEST_F(FileVaultFolder, IsRefusedWhenAKeyIsDamaged) {
  MakeVault();
  std::string bytes = ReadFile(key_file_);
  bytes[40] ^= 1;
  WriteFile(key_file_, bytes);

  EXPECT_THAT(Open(), AllOf(HasReason(v1::ERROR_REASON_DATA_DAMAGED),
                            StatusIs(absl::StatusCode::kDataLoss, HasSubstr("is damaged"))));
}

TEST_F(FileVaultFolder, IsRefusedWhenAKeyHasTheNameOfAnother) {
  MakeVault();
  fs::rename(key_file_, folder_ + "/epoch-0000000002.key");

  EXPECT_THAT(Open(), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST_F(FileVaultFolder, IsRefusedWhileAnotherHasItOpen) {
  const auto first = Open();
  ASSERT_THAT(first, IsOk());

  EXPECT_THAT(Open(), IsRefused("Another process has the vault"));
}

TEST_F(FileVaultFolder, CannotBeCreatedWhereThereIsNoFolder) {
  EXPECT_THAT(FileVault::Open(temp_ / "no/such", random_),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("cannot create")));
}

}  // namespace
}  // namespace cairn
