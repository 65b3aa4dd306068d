#include "eventstore/ledger/head_witness.h"

#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "eventstore/ledger/merkle.h"
#include "eventstore/ledger/private_file.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_ids.h"
#include "tests/support/trees.h"

namespace cairn {
namespace {

constexpr size_t kSlotBytes = 4096;

const auto kDamagedWitness = HasReason(v1::ERROR_REASON_DATA_DAMAGED);

LedgerId Ours() { return IdOf<LedgerId>('l'); }

WitnessedHead HeadOf(uint64_t size, uint32_t generation = 1) {
  return {.ledger_id = Ours(),
          .generation = generation,
          .size = size,
          .root = MerkleRoot(NumberedLeafHashes(size))};
}

class HeadWitnessTest : public testing::Test {
 protected:
  HeadWitness Created() { return *HeadWitness::Create(path_, HeadOf(0)); }

  // As a disk would that tore a write, or forgot one.
  void Overwrite(size_t offset, const std::string& bytes) {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(offset));
    file << bytes;
  }

  std::string Read() { return *ReadPrivateFile(path_, 2 * kSlotBytes); }

  // The slot that holds the larger size: byte 28 begins it.
  size_t NewestSlot() {
    const std::string file = Read();
    return file.substr(28, 8) < file.substr(kSlotBytes + 28, 8) ? 1 : 0;
  }

  TempFolder folder_;
  std::string path_ = folder_ / "head";
};

TEST_F(HeadWitnessTest, RemembersTheHeadItWasCreatedWith) {
  Created();

  const auto opened = HeadWitness::Open(path_);

  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(opened->newest(), HeadOf(0));
}

TEST_F(HeadWitnessTest, RemembersTheNewestHeadOfMany) {
  HeadWitness witness = Created();

  ASSERT_THAT(witness.Write(HeadOf(1)), IsOk());
  ASSERT_THAT(witness.Write(HeadOf(2)), IsOk());
  ASSERT_THAT(witness.Write(HeadOf(7)), IsOk());

  EXPECT_EQ(witness.newest(), HeadOf(7));
  EXPECT_EQ(HeadWitness::Open(path_)->newest(), HeadOf(7));
}

TEST_F(HeadWitnessTest, GoesOnAfterItWasOpened) {
  ASSERT_THAT(Created().Write(HeadOf(3)), IsOk());

  ASSERT_THAT(HeadWitness::Open(path_)->Write(HeadOf(4)), IsOk());

  EXPECT_EQ(HeadWitness::Open(path_)->newest(), HeadOf(4));
}

TEST_F(HeadWitnessTest, HasTwoSlotsOfFourKibibytes) {
  HeadWitness witness = Created();
  ASSERT_THAT(witness.Write(HeadOf(1)), IsOk());

  const std::string file = Read();

  EXPECT_EQ(file.size(), 2 * kSlotBytes);
  EXPECT_EQ(file.substr(0, 8), "CAIRNHW1");
  EXPECT_EQ(file.substr(kSlotBytes, 8), "CAIRNHW1");
}

TEST_F(HeadWitnessTest, FallsBackToTheOtherSlotWhenTheNewestWasTorn) {
  HeadWitness witness = Created();
  ASSERT_THAT(witness.Write(HeadOf(1)), IsOk());
  const size_t newest = NewestSlot();

  Overwrite(newest * kSlotBytes + 30, "torn");
  const auto opened = HeadWitness::Open(path_);

  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(opened->newest(), HeadOf(0));
}

TEST_F(HeadWitnessTest, WritesOverTheTornSlotAndKeepsTheGoodOne) {
  HeadWitness witness = Created();
  ASSERT_THAT(witness.Write(HeadOf(1)), IsOk());
  const std::string before = Read();
  ASSERT_THAT(witness.Write(HeadOf(2)), IsOk());
  const size_t newest = NewestSlot();
  Overwrite(newest * kSlotBytes + 12, "torn");

  auto opened = HeadWitness::Open(path_);
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(opened->newest(), HeadOf(1));
  ASSERT_THAT(opened->Write(HeadOf(2)), IsOk());

  const size_t kept = 1 - newest;
  EXPECT_EQ(Read().substr(kept * kSlotBytes, kSlotBytes),
            before.substr(kept * kSlotBytes, kSlotBytes));
  EXPECT_EQ(HeadWitness::Open(path_)->newest(), HeadOf(2));
}

TEST_F(HeadWitnessTest, IsRefusedWhenNoSlotIsValid) {
  Created();
  Overwrite(20, "x");
  Overwrite(kSlotBytes + 20, "x");

  EXPECT_THAT(HeadWitness::Open(path_), kDamagedWitness);
}

TEST_F(HeadWitnessTest, IsRefusedWhenItIsEmptyOrZero) {
  Created();
  Overwrite(0, std::string(2 * kSlotBytes, '\0'));
  EXPECT_THAT(HeadWitness::Open(path_), kDamagedWitness);

  ASSERT_EQ(truncate(path_.c_str(), 0), 0);
  EXPECT_THAT(HeadWitness::Open(path_), kDamagedWitness);
}

TEST_F(HeadWitnessTest, IsRefusedWhenItIsTooShortOrTooLong) {
  Created();

  ASSERT_EQ(truncate(path_.c_str(), kSlotBytes), 0);
  EXPECT_THAT(HeadWitness::Open(path_), kDamagedWitness);

  ASSERT_EQ(truncate(path_.c_str(), 2 * kSlotBytes + 1), 0);
  EXPECT_THAT(HeadWitness::Open(path_), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(HeadWitnessTest, IsNotFoundWhenThereIsNone) {
  EXPECT_THAT(HeadWitness::Open(path_), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(HeadWitnessTest, IsNeverCreatedOverAnother) {
  ASSERT_THAT(Created().Write(HeadOf(5)), IsOk());

  EXPECT_THAT(HeadWitness::Create(path_, HeadOf(0)), StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(HeadWitness::Open(path_)->newest(), HeadOf(5));
}

TEST_F(HeadWitnessTest, IsRefusedWhenOthersMayTouchIt) {
  Created();
  ASSERT_EQ(chmod(path_.c_str(), 0660), 0);

  EXPECT_THAT(HeadWitness::Open(path_), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(HeadWitnessTest, IsRefusedWhenItsSlotsAreOfTwoLogs) {
  Created();
  const std::string other_path = folder_ / "other";
  WitnessedHead other = HeadOf(1);
  other.ledger_id = LedgerId();
  HeadWitness::Create(other_path, other).IgnoreError();
  Overwrite(kSlotBytes, ReadPrivateFile(other_path, 2 * kSlotBytes)->substr(kSlotBytes));

  EXPECT_THAT(HeadWitness::Open(path_), kDamagedWitness);
}

TEST_F(HeadWitnessTest, RefusesToGoBackOrToChangeARoot) {
  HeadWitness witness = Created();
  ASSERT_THAT(witness.Write(HeadOf(3)), IsOk());
  WitnessedHead other_root = HeadOf(3);
  other_root.root = EmptyRoot();

  EXPECT_THAT(witness.Write(HeadOf(2)), kDamagedWitness);
  EXPECT_THAT(witness.Write(other_root), kDamagedWitness);
  EXPECT_EQ(HeadWitness::Open(path_)->newest(), HeadOf(3));
}

TEST_F(HeadWitnessTest, RefusesAHeadOfAnotherLog) {
  HeadWitness witness = Created();
  WitnessedHead other = HeadOf(3);
  other.ledger_id = LedgerId();

  EXPECT_THAT(witness.Write(other), kDamagedWitness);
}

TEST_F(HeadWitnessTest, TakesTheSameHeadAgain) {
  HeadWitness witness = Created();
  ASSERT_THAT(witness.Write(HeadOf(3)), IsOk());

  EXPECT_THAT(witness.Write(HeadOf(3)), IsOk());
}

TEST_F(HeadWitnessTest, TakesASmallerSizeOnlyInALaterGeneration) {
  HeadWitness witness = Created();
  ASSERT_THAT(witness.Write(HeadOf(9)), IsOk());

  ASSERT_THAT(witness.Write(HeadOf(4, 2)), IsOk());

  EXPECT_EQ(HeadWitness::Open(path_)->newest(), HeadOf(4, 2));
  EXPECT_THAT(witness.Write(HeadOf(10, 1)), kDamagedWitness);
}

TEST_F(HeadWitnessTest, SyncsEveryWriteAfterItWasWritten) {
  Created();
  int syncs = 0;
  std::string file_at_sync;
  auto witness = HeadWitness::Open(path_, [&](int descriptor) {
    ++syncs;
    file_at_sync = Read();
    return fdatasync(descriptor);
  });

  ASSERT_THAT(witness->Write(HeadOf(1)), IsOk());

  EXPECT_EQ(syncs, 1);
  EXPECT_EQ(file_at_sync, Read());
}

TEST_F(HeadWitnessTest, FailsForGoodWhenASyncFails) {
  Created();
  int result = -1;
  auto witness = HeadWitness::Open(path_, [&](int) { return result; });

  EXPECT_THAT(witness->Write(HeadOf(1)), HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));
  result = 0;
  EXPECT_THAT(witness->Write(HeadOf(2)), HasReason(v1::ERROR_REASON_OUTCOME_UNKNOWN));
}

}  // namespace
}  // namespace cairn
