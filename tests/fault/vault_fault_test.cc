// Lets the disk of a vault fail, or lose its power, at every operation of its life: what the vault
// said was done is done, and what it shows after a start it keeps, whatever comes then. Keys that
// are gone take every record with them.
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/keys/file_vault.h"
#include "tests/fault/fault_disk.h"
#include "tests/support/seeded_random.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_ids.h"

namespace cairn {
namespace {

struct Shown {
  std::vector<EpochInfo> epochs;
  std::vector<ErasureNote> notes;
};

ErasureNote NoteOf(char record) {
  ErasureNote note{.ledger_id = *LedgerId::FromBytes("ledger id of it.")};
  note.body.record = IdOf<RecordId>(record);
  return note;
}

// One life of a vault on a disk of its own.
class OneLife {
 public:
  OneLife(DiskFault fault, uint32_t seed) : fault_(std::move(fault)), cuts_(seed) {}

  // False when there is no such operation any more.
  bool Run() {
    disk_.Arm(fault_);
    Live();
    const bool happened = disk_.fault_happened();
    if (fault_.power_cut) disk_.PowerOn(cuts_);
    disk_.Disarm();
    const Shown after_start = Show();
    CheckHolds(after_start, done_);
    disk_.CutPower();
    disk_.PowerOn(cuts_);
    CheckHolds(Show(), after_start);
    return happened;
  }

 private:
  std::unique_ptr<FileVault> Open() {
    auto vault = FileVault::Open(folder_ / "vault", random_);
    EXPECT_THAT(vault, IsOk());
    return vault.ok() ? *std::move(vault) : nullptr;
  }
  Shown Show() {
    const std::unique_ptr<FileVault> vault = Open();
    if (!vault) return {};
    return {*vault->ListEpochs(), *vault->Erasures()};
  }

  // What vaults do, up to the first failure; what was answered with OK is kept.
  void Live() {
    auto vault = FileVault::Open(folder_ / "vault", random_);
    if (!vault.ok()) return;
    for (const char record : {'a', 'b'}) {
      const absl::StatusOr<Epoch> epoch = (*vault)->CreateEpoch();
      if (!epoch.ok()) return;
      done_.epochs.push_back({*epoch, EpochState::kActive});
      if (!(*vault)->NoteErasure(NoteOf(record)).ok()) return;
      done_.notes.push_back(NoteOf(record));
    }
    if ((*vault)->DestroyEpoch(1).ok()) done_.epochs[0].state = EpochState::kDestroyed;
  }

  static void CheckHolds(const Shown& more, const Shown& less) {
    ASSERT_GE(more.epochs.size(), less.epochs.size()) << "a master key is lost";
    for (size_t i = 0; i < less.epochs.size(); ++i) {
      const bool active_now = more.epochs[i].state == EpochState::kActive;
      const bool active_before = less.epochs[i].state == EpochState::kActive;
      EXPECT_TRUE(active_before || !active_now) << "a destroyed key came back";
    }
    ASSERT_GE(more.notes.size(), less.notes.size()) << "an erasure is forgotten";
    for (size_t i = 0; i < less.notes.size(); ++i) EXPECT_EQ(more.notes[i], less.notes[i]);
  }

  const DiskFault fault_;
  std::mt19937 cuts_;  // what each power cut leaves
  const TempFolder folder_;
  FaultDisk disk_{folder_.path()};
  SeededRandom random_;
  Shown done_;
};

class VaultFault : public testing::TestWithParam<DiskFault> {};

TEST_P(VaultFault, AtAnyOperationTakesNothingBackThatTheVaultSaidOrShowed) {
  constexpr uint32_t kCuts = 8;
  DiskFault fault = GetParam();
  for (bool happened = true; happened; ++fault.nth) {
    for (uint32_t seed = 0; seed < kCuts; ++seed) {
      SCOPED_TRACE(testing::Message() << "operation " << fault.nth << " seed " << seed);
      happened = OneLife(fault, seed).Run();
      if (HasFailure()) return;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(, VaultFault,
                         testing::Values(DiskFault{}, DiskFault{.for_good = true},
                                         DiskFault{.error = ENOSPC}, DiskFault{.power_cut = true}),
                         [](const auto& test) {
                           if (test.param.power_cut) return "PowerCut";
                           if (test.param.for_good) return "EioForGood";
                           return test.param.error == EIO ? "EioOnce" : "EnospcOnce";
                         });

}  // namespace
}  // namespace cairn
