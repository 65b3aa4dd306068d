#include "eventstore/ledger/private_file.h"

#include <fstream>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace cairn {
namespace {

using testing::HasSubstr;

TEST(PrivateFile, IsReadBackAsItWasCreated) {
  const TempFolder folder;

  ASSERT_THAT(CreatePrivateFile(folder / "key", "secret"), IsOk());

  EXPECT_THAT(ReadPrivateFile(folder / "key", 6), IsOkAndHolds(std::string("secret")));
}

TEST(PrivateFile, IsForItsOwnerOnly) {
  const TempFolder folder;
  ASSERT_THAT(CreatePrivateFile(folder / "key", "secret"), IsOk());

  struct stat info;
  ASSERT_EQ(stat((folder / "key").c_str(), &info), 0);

  EXPECT_EQ(info.st_mode & 07777, 0600u);
}

TEST(PrivateFile, IsNeverOverwritten) {
  const TempFolder folder;
  ASSERT_THAT(CreatePrivateFile(folder / "key", "first"), IsOk());

  EXPECT_THAT(CreatePrivateFile(folder / "key", "second"),
              StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(ReadPrivateFile(folder / "key", 100), IsOkAndHolds(std::string("first")));
}

TEST(PrivateFile, IsCreatedOverWhatACrashLeftBesideIt) {
  const TempFolder folder;
  std::ofstream(folder / "key.new") << "half";

  EXPECT_THAT(CreatePrivateFile(folder / "key", "whole"), IsOk());
  EXPECT_THAT(ReadPrivateFile(folder / "key", 100), IsOkAndHolds(std::string("whole")));
  EXPECT_NE(access((folder / "key.new").c_str(), F_OK), 0);
}

TEST(PrivateFile, IsNotFoundWhenThereIsNone) {
  const TempFolder folder;

  EXPECT_THAT(ReadPrivateFile(folder / "key", 100),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("key")));
  EXPECT_THAT(CreatePrivateFile(folder / "no/key", "x"), StatusIs(absl::StatusCode::kNotFound));
}

TEST(PrivateFile, IsRefusedWhenItIsTooLong) {
  const TempFolder folder;
  ASSERT_THAT(CreatePrivateFile(folder / "key", "secret"), IsOk());

  EXPECT_THAT(ReadPrivateFile(folder / "key", 5),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("too long")));
}

// A mode that lets somebody else in.
class LooseMode : public testing::TestWithParam<mode_t> {};

TEST_P(LooseMode, IsRefused) {
  const TempFolder folder;
  ASSERT_THAT(CreatePrivateFile(folder / "key", "secret"), IsOk());
  ASSERT_EQ(chmod((folder / "key").c_str(), GetParam()), 0);

  EXPECT_THAT(ReadPrivateFile(folder / "key", 100),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("chmod 600")));
}

INSTANTIATE_TEST_SUITE_P(AnyBit, LooseMode,
                         testing::Values(0640, 0620, 0610, 0604, 0602, 0601, 0666));

TEST(PrivateFile, IsRefusedWhenItIsALink) {
  const TempFolder folder;
  ASSERT_THAT(CreatePrivateFile(folder / "key", "secret"), IsOk());
  ASSERT_EQ(symlink((folder / "key").c_str(), (folder / "link").c_str()), 0);

  EXPECT_THAT(ReadPrivateFile(folder / "link", 100),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST(PrivateFile, IsRefusedWhenItIsAFolder) {
  const TempFolder folder;

  EXPECT_THAT(OpenPrivateFile(folder.path(), O_RDONLY),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("plain file")));
}

}  // namespace
}  // namespace cairn
