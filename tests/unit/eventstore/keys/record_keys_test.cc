#include "eventstore/keys/record_keys.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/keys/entry_keys.h"
#include "eventstore/storage/memory_storage.h"
#include "tests/support/memory_vault.h"
#include "tests/support/seeded_random.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_ids.h"

namespace cairn {
namespace {

RecordId Record(char byte) { return IdOf<RecordId>(byte); }

// A vault that counts how often it is asked.
class CountingVault final : public Vault {
 public:
  explicit CountingVault(Vault& vault) : vault_(vault) {}

  absl::StatusOr<Epoch> CreateEpoch() override { return vault_.CreateEpoch(); }
  absl::StatusOr<Epoch> CurrentEpoch() const override { return vault_.CurrentEpoch(); }
  absl::StatusOr<std::vector<EpochInfo>> ListEpochs() const override { return vault_.ListEpochs(); }
  absl::StatusOr<std::string> Wrap(Epoch epoch, const KeyOwner& owner,
                                   std::string_view secret) override {
    return vault_.Wrap(epoch, owner, secret);
  }
  absl::StatusOr<SecretBytes> Unwrap(const KeyOwner& owner,
                                     std::string_view wrapped) const override {
    ++unwrapped_;
    if (before_unwrap_) before_unwrap_();
    return vault_.Unwrap(owner, wrapped);
  }
  absl::Status DestroyEpoch(Epoch epoch) override { return vault_.DestroyEpoch(epoch); }
  absl::StatusOr<Epoch> EpochOf(std::string_view wrapped) const override {
    return vault_.EpochOf(wrapped);
  }
  absl::Status NoteErasure(const ErasureNote& note) override { return vault_.NoteErasure(note); }
  absl::StatusOr<std::vector<ErasureNote>> Erasures() const override { return vault_.Erasures(); }

  int unwrapped() const { return unwrapped_; }
  // Called in the middle of each Unwrap: what another thread does meanwhile.
  void set_before_unwrap(std::function<void()> call) { before_unwrap_ = std::move(call); }

 private:
  Vault& vault_;
  mutable int unwrapped_ = 0;
  std::function<void()> before_unwrap_;
};

class RecordKeysTest : public testing::Test {
 protected:
  // Draws a key and stores its row, as the record's first batch does.
  RecordKey Store(const RecordId& record, KeyGeneration generation = 1) {
    RecordKeys::NewKey drawn = keys_.New(record, generation).value();
    StoreRow(drawn.row);
    return drawn.key;
  }
  void StoreRow(Row row) {
    Batch batch;
    batch.Put(std::move(row));
    ASSERT_EQ(storage_.Commit(batch, 0, 0), CommitOutcome::kCommitted);
  }

  SeededRandom random_;
  MemoryStorage storage_;
  MemoryVault memory_vault_{random_};
  CountingVault vault_{memory_vault_};
  const LedgerId ledger_id_ = IdOf<LedgerId>('l');
  RecordKeys keys_{storage_, vault_, ledger_id_, random_, 2};
};

MATCHER_P(IsKey, expected, "is the same key") {
  return arg.secret() == expected.secret() && arg.generation() == expected.generation();
}

TEST_F(RecordKeysTest, GetsTheKeyThatWasStored) {
  const RecordKey stored = Store(Record('a'));

  EXPECT_THAT(keys_.Get(Record('a')), IsOkAndHolds(IsKey(stored)));
  EXPECT_THAT(keys_.Get(Record('a'), 1), IsOkAndHolds(IsKey(stored)));
}

TEST_F(RecordKeysTest, StoresTheKeyWrappedUnderItsRecordAndGeneration) {
  const RecordKeys::NewKey drawn = keys_.New(Record('a'), 258).value();

  EXPECT_EQ(drawn.row.space, Space::kKeys);
  EXPECT_EQ(drawn.row.key, std::string(16, 'a') + "\1\2");
  EXPECT_EQ(drawn.row.value.size(), 156U);
  EXPECT_EQ(drawn.row.value.find(drawn.key.secret()), std::string::npos);
}

TEST_F(RecordKeysTest, DrawsAnotherKeyEachTime) {
  EXPECT_NE(keys_.New(Record('a')).value().key.secret(),
            keys_.New(Record('a')).value().key.secret());
}

TEST_F(RecordKeysTest, DoesNotRememberAKeyThatWasNeverStored) {
  ASSERT_THAT(keys_.New(Record('a')), IsOk());

  EXPECT_THAT(keys_.Get(Record('a')), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(RecordKeysTest, GetsTheKeyOfTheWriterWhoCameFirst) {
  const RecordKeys::NewKey late = keys_.New(Record('a')).value();
  const RecordKey first = Store(Record('a'));

  EXPECT_THAT(keys_.Get(Record('a')), IsOkAndHolds(IsKey(first)));
  EXPECT_NE(first.secret(), late.key.secret());
}

TEST_F(RecordKeysTest, GetsTheNewestGenerationUnlessAskedForAnother) {
  const RecordKey first = Store(Record('a'), 1);
  const RecordKey tenth = Store(Record('a'), 10);
  Store(Record('b'), 300);

  EXPECT_THAT(keys_.Get(Record('a')), IsOkAndHolds(IsKey(tenth)));
  EXPECT_THAT(keys_.Get(Record('a'), 1), IsOkAndHolds(IsKey(first)));
  EXPECT_THAT(keys_.Get(Record('a'), 2), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(RecordKeysTest, AsksTheVaultOncePerKey) {
  Store(Record('a'));

  ASSERT_THAT(keys_.Get(Record('a')), IsOk());
  ASSERT_THAT(keys_.Get(Record('a')), IsOk());
  ASSERT_THAT(keys_.Get(Record('a'), 1), IsOk());

  EXPECT_EQ(vault_.unwrapped(), 1);
}

TEST_F(RecordKeysTest, NeedsNoVaultForAKeyItWasToldToRemember) {
  const RecordKey stored = Store(Record('a'));

  keys_.Remember(Record('a'), stored);

  EXPECT_THAT(keys_.Get(Record('a')), IsOkAndHolds(IsKey(stored)));
  EXPECT_EQ(vault_.unwrapped(), 0);
}

TEST_F(RecordKeysTest, LetsGoOfTheKeyThatWasUsedLongestAgo) {
  Store(Record('a'));
  Store(Record('b'));
  Store(Record('c'));
  ASSERT_THAT(keys_.Get(Record('a'), 1), IsOk());
  ASSERT_THAT(keys_.Get(Record('b'), 1), IsOk());
  ASSERT_THAT(keys_.Get(Record('a'), 1), IsOk());
  ASSERT_THAT(keys_.Get(Record('c'), 1), IsOk());  // there is room for two: b goes
  ASSERT_EQ(vault_.unwrapped(), 3);

  ASSERT_THAT(keys_.Get(Record('a'), 1), IsOk());
  EXPECT_EQ(vault_.unwrapped(), 3);
  ASSERT_THAT(keys_.Get(Record('b'), 1), IsOk());
  EXPECT_EQ(vault_.unwrapped(), 4);
}

TEST_F(RecordKeysTest, ForgetsTheKeysOfOneRecord) {
  Store(Record('a'));
  ASSERT_THAT(keys_.Get(Record('a')), IsOk());
  Batch removal;
  removal.Delete(Space::kKeys, RecordKeyRowKey(Record('a'), 1));
  ASSERT_EQ(storage_.Commit(removal, 0, 0), CommitOutcome::kCommitted);

  keys_.Forget(Record('a'));

  EXPECT_THAT(keys_.Get(Record('a')), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(keys_.Get(Record('a'), 1), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(RecordKeysTest, DoesNotBringBackAKeyThatIsForgottenWhileItIsRead) {
  Store(Record('a'));
  vault_.set_before_unwrap([this] {
    Batch removal;
    removal.Delete(Space::kKeys, RecordKeyRowKey(Record('a'), 1));
    ASSERT_EQ(storage_.Commit(removal, 0, 0), CommitOutcome::kCommitted);
    keys_.Forget(Record('a'));
  });

  ASSERT_THAT(keys_.Get(Record('a')), IsOk()) << "it was there when the reading began";

  EXPECT_THAT(keys_.Get(Record('a')), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(keys_.Get(Record('a'), 1), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(RecordKeysTest, KeepsASecretAliveForThoseWhoHoldItAfterForgetting) {
  Store(Record('a'));
  const RecordKey held = keys_.Get(Record('a')).value();
  const std::string secret(held.secret());

  keys_.Forget(Record('a'));

  EXPECT_EQ(held.secret(), secret);
}

TEST_F(RecordKeysTest, RefusesARowThatWasMovedToAnotherRecord) {
  Row row = keys_.New(Record('a')).value().row;
  row.key = RecordKeyRowKey(Record('b'), 1);
  StoreRow(std::move(row));

  EXPECT_THAT(keys_.Get(Record('b')), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
  EXPECT_THAT(keys_.Get(Record('b'), 1), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST_F(RecordKeysTest, CannotGetAKeyWhoseEpochWasDestroyed) {
  Store(Record('a'));
  ASSERT_THAT(vault_.DestroyEpoch(1), IsOk());

  EXPECT_THAT(keys_.Get(Record('a')), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(keys_.New(Record('b')), StatusIs(absl::StatusCode::kFailedPrecondition));
}

// The leaf of version `version` of record a; only what keys depend on.
Leaf LeafOf(Version version) {
  return {.record = Record('a'),
          .version = version,
          .event_id = IdOf<EventId>(static_cast<int>('0' + version))};
}

// The row that keeps the keys of `leaf`, derived from `sealer`, under `wrapper`.
Row KeptRow(const Leaf& leaf, const RecordKey& sealer, const RecordKey& wrapper, Random& random) {
  const SealContext context = {IdOf<LedgerId>('l'), leaf.record, leaf.event_id};
  return {Space::kEntryKeys, EntryKeysRowKey(leaf.record, leaf.version),
          WrapEventKeys(EventKeys(sealer, leaf.event_id), context, wrapper, random)};
}

TEST_F(RecordKeysTest, DerivesTheKeysOfAnEventFromTheKeyThatSealedIt) {
  const RecordKey key = Store(Record('a'));

  EXPECT_EQ(keys_.OfEvent(LeafOf(1), 1)->bytes(), EventKeys(key, LeafOf(1).event_id).bytes());
  EXPECT_EQ(keys_.OfEvent(LeafOf(1))->bytes(), EventKeys(key, LeafOf(1).event_id).bytes());
}

TEST_F(RecordKeysTest, TakesTheKeptKeysOfAnEventWhoseKeyWasReplaced) {
  const RecordKey first = keys_.New(Record('a'), 1)->key;
  const RecordKey second = Store(Record('a'), 2);
  StoreRow(KeptRow(LeafOf(1), first, second, random_));

  EXPECT_EQ(keys_.OfEvent(LeafOf(1), 1)->bytes(), EventKeys(first, LeafOf(1).event_id).bytes());
  EXPECT_EQ(keys_.OfEvent(LeafOf(1))->bytes(), EventKeys(first, LeafOf(1).event_id).bytes());
  EXPECT_THAT(keys_.OfEvent(LeafOf(2), 1), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(RecordKeysTest, FindsTheKeyThatKeepsOthersWhileTheOldOneIsStillRemembered) {
  const RecordKey first = keys_.New(Record('a'), 1)->key;
  Store(Record('a'), 2);
  ASSERT_THAT(keys_.Get(Record('a')), IsOk());
  const RecordKey third = Store(Record('a'), 3);
  StoreRow(KeptRow(LeafOf(1), first, third, random_));

  EXPECT_EQ(keys_.OfEvent(LeafOf(1), 1)->bytes(), EventKeys(first, LeafOf(1).event_id).bytes());
}

TEST_F(RecordKeysTest, DoesNotTakeKeptKeysThatAreOfAnotherEvent) {
  const RecordKey first = keys_.New(Record('a'), 1)->key;
  const RecordKey second = Store(Record('a'), 2);
  Row row = KeptRow(LeafOf(1), first, second, random_);
  row.key = EntryKeysRowKey(Record('a'), 2);
  StoreRow(row);

  EXPECT_THAT(keys_.OfEvent(LeafOf(2), 1), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST_F(RecordKeysTest, WrapsADrawnKeyAgainWhenAnotherEpochIsCurrent) {
  const RecordKeys::NewKey drawn = keys_.New(Record('a')).value();
  EXPECT_THAT(keys_.CurrentRow(Record('a'), drawn), IsOkAndHolds(drawn.row));

  ASSERT_THAT(memory_vault_.CreateEpoch(), IsOk());
  const Row row = keys_.CurrentRow(Record('a'), drawn).value();

  EXPECT_THAT(memory_vault_.EpochOf(row.value), IsOkAndHolds(2U));
  StoreRow(row);
  EXPECT_THAT(keys_.Get(Record('a')), IsOkAndHolds(IsKey(drawn.key)));
}

TEST_F(RecordKeysTest, CountsHowOftenKeysChanged) {
  const uint64_t before = keys_.Changes();
  Store(Record('a'), 7);
  EXPECT_EQ(keys_.Changes(), before);

  keys_.Forget(Record('b'));

  EXPECT_EQ(keys_.Changes(), before + 1);
  EXPECT_THAT(keys_.NewestGeneration(Record('a')), IsOkAndHolds(7));
  EXPECT_THAT(keys_.NewestGeneration(Record('b')), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace cairn
