// What every Vault promises, asked of each one there is.
#include "eventstore/keys/vault.h"

#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/keys/file_vault.h"
#include "tests/support/memory_vault.h"
#include "tests/support/seeded_random.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_ids.h"
#include "tests/unit/eventstore/keys/sample_keys.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

KeyOwner Owner(char record = 'r', KeyGeneration generation = 1, char ledger = 'l') {
  return {IdOf<LedgerId>(ledger), IdOf<RecordId>(record), generation};
}

// Makes empty vaults. Two of one kind have nothing in common.
class MemoryVaults {
 public:
  std::unique_ptr<Vault> New() { return std::make_unique<MemoryVault>(random_, 0); }

 private:
  SeededRandom random_;
};

class FileVaults {
 public:
  std::unique_ptr<Vault> New() {
    return FileVault::Open(folder_ / std::to_string(++count_), random_).value();
  }

 private:
  SeededRandom random_;
  TempFolder folder_;
  int count_ = 0;
};

template <typename Vaults>
class AnyVault : public testing::Test {
 protected:
  Vaults vaults_;
  const std::unique_ptr<Vault> vault_ = vaults_.New();
};
using Implementations = testing::Types<MemoryVaults, FileVaults>;
TYPED_TEST_SUITE(AnyVault, Implementations);

absl::StatusOr<std::string> UnwrapText(const Vault& vault, const KeyOwner& owner,
                                       std::string_view wrapped) {
  absl::StatusOr<SecretBytes> secret = vault.Unwrap(owner, wrapped);
  if (!secret.ok()) return secret.status();
  return std::string(secret->view());
}

TYPED_TEST(AnyVault, HasNoEpochUntilOneIsCreated) {
  EXPECT_THAT(this->vault_->ListEpochs(), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(this->vault_->CurrentEpoch(), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TYPED_TEST(AnyVault, MakesTheNewestEpochCurrent) {
  EXPECT_THAT(this->vault_->CreateEpoch(), IsOkAndHolds(1U));
  EXPECT_THAT(this->vault_->CreateEpoch(), IsOkAndHolds(2U));

  EXPECT_THAT(this->vault_->CurrentEpoch(), IsOkAndHolds(2U));
  EXPECT_THAT(this->vault_->ListEpochs(),
              IsOkAndHolds(ElementsAre(EpochInfo{1, EpochState::kActive},
                                       EpochInfo{2, EpochState::kActive})));
}

TYPED_TEST(AnyVault, UnwrapsWhatAnyOfItsEpochsWrapped) {
  ASSERT_THAT(this->vault_->CreateEpoch(), IsOk());
  ASSERT_THAT(this->vault_->CreateEpoch(), IsOk());
  const auto by_first = this->vault_->Wrap(1, Owner(), kSecret);
  const auto by_second = this->vault_->Wrap(2, Owner(), kSecret);
  ASSERT_THAT(by_first, IsOk());
  ASSERT_THAT(by_second, IsOk());

  EXPECT_THAT(UnwrapText(*this->vault_, Owner(), *by_first), IsOkAndHolds(kSecret));
  EXPECT_THAT(UnwrapText(*this->vault_, Owner(), *by_second), IsOkAndHolds(kSecret));
}

TYPED_TEST(AnyVault, UnwrapsForTheOwnerAlone) {
  ASSERT_THAT(this->vault_->CreateEpoch(), IsOk());
  const auto wrapped = this->vault_->Wrap(1, Owner('r', 1, 'l'), kSecret);
  ASSERT_THAT(wrapped, IsOk());

  const auto damaged = HasReason(v1::ERROR_REASON_DATA_DAMAGED);
  EXPECT_THAT(this->vault_->Unwrap(Owner('x', 1, 'l'), *wrapped), damaged);
  EXPECT_THAT(this->vault_->Unwrap(Owner('r', 2, 'l'), *wrapped), damaged);
  EXPECT_THAT(this->vault_->Unwrap(Owner('r', 1, 'x'), *wrapped), damaged);
}

TYPED_TEST(AnyVault, DoesNotUnwrapWhatAnotherVaultWrapped) {
  const std::unique_ptr<Vault> other = this->vaults_.New();
  ASSERT_THAT(this->vault_->CreateEpoch(), IsOk());
  ASSERT_THAT(other->CreateEpoch(), IsOk());
  const auto wrapped = other->Wrap(1, Owner(), kSecret);
  ASSERT_THAT(wrapped, IsOk());

  EXPECT_THAT(this->vault_->Unwrap(Owner(), *wrapped), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TYPED_TEST(AnyVault, CannotUnwrapByADestroyedEpoch) {
  ASSERT_THAT(this->vault_->CreateEpoch(), IsOk());
  ASSERT_THAT(this->vault_->CreateEpoch(), IsOk());
  const auto wrapped = this->vault_->Wrap(1, Owner(), kSecret);
  ASSERT_THAT(wrapped, IsOk());

  EXPECT_THAT(this->vault_->DestroyEpoch(1), IsOk());

  EXPECT_THAT(this->vault_->Unwrap(Owner(), *wrapped),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(this->vault_->Wrap(1, Owner(), kSecret),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(this->vault_->ListEpochs(),
              IsOkAndHolds(ElementsAre(EpochInfo{1, EpochState::kDestroyed},
                                       EpochInfo{2, EpochState::kActive})));
}

TYPED_TEST(AnyVault, DestroysAnEpochTwiceWithoutComplaint) {
  ASSERT_THAT(this->vault_->CreateEpoch(), IsOk());

  EXPECT_THAT(this->vault_->DestroyEpoch(1), IsOk());
  EXPECT_THAT(this->vault_->DestroyEpoch(1), IsOk());
}

TYPED_TEST(AnyVault, NeverUsesTheNumberOfADestroyedEpochAgain) {
  ASSERT_THAT(this->vault_->CreateEpoch(), IsOk());
  ASSERT_THAT(this->vault_->DestroyEpoch(1), IsOk());

  EXPECT_THAT(this->vault_->CurrentEpoch(), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(this->vault_->CreateEpoch(), IsOkAndHolds(2U));
}

TYPED_TEST(AnyVault, DoesNotKnowEpochsThatNeverWere) {
  EXPECT_THAT(this->vault_->Wrap(7, Owner(), kSecret), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(this->vault_->DestroyEpoch(7), StatusIs(absl::StatusCode::kNotFound));
}

ErasureNote NoteFor(char record, ErasureScope scope, char ledger = 'l') {
  ErasureNote note{.ledger_id = Owner(record, 1, ledger).ledger_id,
                   .body = {.record = Owner(record).record, .scope = scope},
                   .noted_at_us = 7};
  if (scope == ErasureScope::kEntry) note.body.target = IdOf<EventId>('e');
  return note;
}

TYPED_TEST(AnyVault, KeepsErasureNotesInOrderAndEachOnce) {
  const ErasureNote first = NoteFor('r', ErasureScope::kEntry);
  const ErasureNote second = NoteFor('r', ErasureScope::kRecord);
  ErasureNote again = first;
  again.noted_at_us = 8;

  EXPECT_THAT(this->vault_->NoteErasure(first), IsOk());
  EXPECT_THAT(this->vault_->NoteErasure(second), IsOk());
  EXPECT_THAT(this->vault_->NoteErasure(again), IsOk());

  EXPECT_THAT(this->vault_->Erasures(), IsOkAndHolds(ElementsAre(first, second)));
}

TYPED_TEST(AnyVault, UnwrapsNothingOfARecordWhoseErasureIsNoted) {
  ASSERT_THAT(this->vault_->CreateEpoch(), IsOk());
  const auto erased = this->vault_->Wrap(1, Owner('r'), kSecret);
  const auto other = this->vault_->Wrap(1, Owner('o'), kSecret);
  const auto elsewhere = this->vault_->Wrap(1, Owner('r', 1, 'x'), kSecret);

  ASSERT_THAT(this->vault_->NoteErasure(NoteFor('r', ErasureScope::kRecord)), IsOk());

  EXPECT_THAT(this->vault_->Unwrap(Owner('r'), *erased), HasReason(v1::ERROR_REASON_RECORD_ERASED));
  EXPECT_THAT(UnwrapText(*this->vault_, Owner('o'), *other), IsOkAndHolds(kSecret));
  EXPECT_THAT(UnwrapText(*this->vault_, Owner('r', 1, 'x'), *elsewhere), IsOkAndHolds(kSecret));
}

TYPED_TEST(AnyVault, GoesOnUnwrappingForARecordThatLosesOneEntry) {
  ASSERT_THAT(this->vault_->CreateEpoch(), IsOk());
  const auto wrapped = this->vault_->Wrap(1, Owner('r'), kSecret);

  ASSERT_THAT(this->vault_->NoteErasure(NoteFor('r', ErasureScope::kEntry)), IsOk());

  EXPECT_THAT(UnwrapText(*this->vault_, Owner('r'), *wrapped), IsOkAndHolds(kSecret));
}

TYPED_TEST(AnyVault, NamesTheEpochThatWrapped) {
  ASSERT_THAT(this->vault_->CreateEpoch(), IsOk());
  ASSERT_THAT(this->vault_->CreateEpoch(), IsOk());
  const auto wrapped = this->vault_->Wrap(2, Owner(), kSecret);
  ASSERT_THAT(this->vault_->DestroyEpoch(2), IsOk());

  EXPECT_THAT(this->vault_->EpochOf(*wrapped), IsOkAndHolds(2U));
  EXPECT_THAT(this->vault_->EpochOf("no key"), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

}  // namespace
}  // namespace cairn
