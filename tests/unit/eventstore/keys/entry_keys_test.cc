#include "eventstore/keys/entry_keys.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/keys/wrapped_key.h"
#include "tests/support/seeded_random.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/eventstore/keys/sample_keys.h"

namespace cairn {
namespace {

// An event that was sealed under the first key of its record, and its keys wrapped by the second.
class KeptEventKeys : public testing::Test {
 protected:
  SeededRandom random_;
  const SealContext context_ = {IdOf<LedgerId>('l'), IdOf<RecordId>('r'), IdOf<EventId>('e')};
  const RecordKey first_ = KeyOf('1', 1);
  const RecordKey second_ = KeyOf('2', 2);
  const FieldList content_ = {{"1", FieldType::kText, "kept"}};
  const SealedEvent sealed_ = Seal(content_, context_, first_).value();
  const std::string wrapped_ =
      WrapEventKeys(EventKeys(first_, context_.event_id), context_, second_, random_);
};

TEST_F(KeptEventKeys, OpenTheirEventWithoutTheKeyThatSealedIt) {
  const KeyGeneration sealed_under = GenerationOf(sealed_.envelope).value();

  const auto keys = UnwrapEventKeys(wrapped_, context_, sealed_under, second_);

  ASSERT_THAT(keys, IsOk());
  EXPECT_THAT(OpenAndProve(sealed_.envelope, context_, sealed_.fields_root, *keys),
              IsOkAndHolds(content_));
}

TEST_F(KeptEventKeys, AreNotThoseOfAnotherEventRecordOrLedger) {
  SealContext event = context_;
  event.event_id = IdOf<EventId>('x');
  SealContext record = context_;
  record.record = IdOf<RecordId>('x');
  SealContext ledger = context_;
  ledger.ledger_id = IdOf<LedgerId>('x');

  EXPECT_THAT(UnwrapEventKeys(wrapped_, event, 1, second_), IsDamaged());
  EXPECT_THAT(UnwrapEventKeys(wrapped_, record, 1, second_), IsDamaged());
  EXPECT_THAT(UnwrapEventKeys(wrapped_, ledger, 1, second_), IsDamaged());
}

TEST_F(KeptEventKeys, AreUnwrappedByTheKeyThatWrappedThemAlone) {
  EXPECT_THAT(UnwrapEventKeys(wrapped_, context_, 1, first_), IsDamaged());
  EXPECT_THAT(UnwrapEventKeys(wrapped_, context_, 1, KeyOf('2', 3)), IsDamaged());
}

TEST_F(KeptEventKeys, HaveTheirOwnSize) {
  const WrapContext as_if = {.level = WrapLevel::kEventKeys,
                             .key_id = IdOf<KeyId>('e'),
                             .wrapper_id = IdOf<KeyId>('r'),
                             .ledger_id = context_.ledger_id,
                             .record = context_.record,
                             .generation = 2,
                             .epoch = 0};
  const std::string short_ones = WrapSecret(as_if, second_.secret(), std::string(32, 's'), random_);

  EXPECT_THAT(UnwrapEventKeys(short_ones, context_, 1, second_), IsDamaged());
}

TEST_F(KeptEventKeys, LieUnderTheirRecordAndVersion) {
  EXPECT_EQ(EntryKeysRowKey(context_.record, 258),
            std::string(16, 'r') + std::string("\0\0\0\0\0\0\1\2", 8));
}

}  // namespace
}  // namespace cairn
