#include "eventstore/ledger/signing_key_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "eventstore/ledger/private_file.h"
#include "tests/support/seeded_random.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace cairn {
namespace {

// The example of Go's golang.org/x/mod/sumdb/note.
constexpr char kGoFile[] =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n";

TEST(SigningKey, IsLoadedAsItWasCreated) {
  const TempFolder folder;
  SeededRandom random;

  const auto created = CreateSigningKey(folder / "key", "cairn.example/log/a/1", random);
  const auto loaded = LoadSigningKey(folder / "key");

  ASSERT_THAT(created, IsOk());
  ASSERT_THAT(loaded, IsOk());
  EXPECT_EQ(created->vkey(), loaded->vkey());
  EXPECT_EQ(loaded->name(), "cairn.example/log/a/1");
}

TEST(SigningKey, IsDrawnAnewForEveryFile) {
  const TempFolder folder;
  SeededRandom random;

  const auto first = CreateSigningKey(folder / "first", "name", random);
  const auto second = CreateSigningKey(folder / "second", "name", random);

  EXPECT_NE(first->vkey(), second->vkey());
}

TEST(SigningKey, IsNeverOverwritten) {
  const TempFolder folder;
  SeededRandom random;
  ASSERT_THAT(CreateSigningKey(folder / "key", "name", random), IsOk());

  EXPECT_THAT(CreateSigningKey(folder / "key", "name", random),
              StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST(SigningKey, LoadsTheExampleOfGo) {
  const TempFolder folder;
  ASSERT_THAT(CreatePrivateFile(folder / "key", kGoFile), IsOk());

  const auto loaded = LoadSigningKey(folder / "key");

  ASSERT_THAT(loaded, IsOk());
  EXPECT_EQ(loaded->vkey(), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
}

TEST(SigningKey, IsRefusedWhenOthersMayReadIt) {
  const TempFolder folder;
  ASSERT_THAT(CreatePrivateFile(folder / "key", kGoFile), IsOk());
  ASSERT_EQ(chmod((folder / "key").c_str(), 0640), 0);

  EXPECT_THAT(LoadSigningKey(folder / "key"), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST(SigningKey, IsNotFoundWhenThereIsNone) {
  const TempFolder folder;

  EXPECT_THAT(LoadSigningKey(folder / "key"), StatusIs(absl::StatusCode::kNotFound));
}

TEST(SigningKey, HasANameThatANoteCanCarry) {
  const TempFolder folder;
  SeededRandom random;

  EXPECT_THAT(CreateSigningKey(folder / "key", "two words", random),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

class DamagedSigningKey : public testing::TestWithParam<const char*> {};

TEST_P(DamagedSigningKey, IsRefused) {
  const TempFolder folder;
  ASSERT_THAT(CreatePrivateFile(folder / "key", GetParam()), IsOk());

  EXPECT_THAT(LoadSigningKey(folder / "key"), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

INSTANTIATE_TEST_SUITE_P(
    Each, DamagedSigningKey,
    testing::Values(
        "", "\n", "PRIVATE+KEY+\n", "PRIVATE+KEY+PeterNeumann\n", "PRIVATE+KEY+PeterNeumann+c7\n",
        // Another name, key id, type, length; no newline at the end.
        "PRIVATE+KEY+PeterNewmann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n",
        "PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n",
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AoEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n",
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXH\n",
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"));

}  // namespace
}  // namespace cairn
