#include "eventstore/keys/wrapped_key.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/keys/crypto.h"
#include "tests/support/seeded_random.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/eventstore/keys/sample_keys.h"

namespace cairn {
namespace {

const std::string kWrapper(32, 'w');

WrapContext KeyContext() {
  return {.level = WrapLevel::kRecordKey,
          .key_id = IdOf<KeyId>('k'),
          .wrapper_id = IdOf<KeyId>('m'),
          .ledger_id = IdOf<LedgerId>('l'),
          .record = IdOf<RecordId>('r'),
          .generation = 3,
          .epoch = 5};
}

std::string Wrapped() {
  SeededRandom random;
  return WrapSecret(KeyContext(), kWrapper, kSecret, random);
}

absl::StatusOr<std::string> UnwrapIn(const WrapContext& context, std::string_view wrapped,
                                     std::string_view wrapper = kWrapper) {
  absl::StatusOr<SecretBytes> secret = UnwrapSecret(context, wrapper, wrapped);
  if (!secret.ok()) return secret.status();
  return std::string(secret->view());
}

TEST(WrappedKey, UnwrapsToWhatWasWrapped) {
  EXPECT_THAT(UnwrapIn(KeyContext(), Wrapped()), IsOkAndHolds(kSecret));
}

// Written out from the grammar.
TEST(WrappedKey, HasTheBytesOfTheGrammar) {
  const std::string seed = SeededRandom().Bytes(32);
  const std::string header =
      "CRW1" + std::string("\1\1\0\0", 4) + std::string(16, 'k') + std::string(16, 'm') + seed;
  const SecretBytes keys = HkdfSha256(kWrapper, seed, "cairn/v1/wrap", 64);
  const std::string aad = "CAIRNWK1" + header + std::string(16, 'l') + std::string(16, 'r') +
                          std::string("\0\3\0\0\0\5", 6);

  const std::string wrapped = Wrapped();

  EXPECT_EQ(wrapped.size(), 156U);
  EXPECT_EQ(ToHex(wrapped),
            ToHex(header + std::string(keys.view().substr(32)) + std::string("\0\0\0\x20", 4) +
                  AesGcmSeal(keys.view().substr(0, 32), std::string(12, '\0'), aad, kSecret)));
}

TEST(WrappedKey, DiffersFromWrappingToWrapping) {
  SeededRandom random;

  EXPECT_NE(WrapSecret(KeyContext(), kWrapper, kSecret, random),
            WrapSecret(KeyContext(), kWrapper, kSecret, random));
}

TEST(WrappedKey, WrapsTheKeysOfAnEvent) {
  SeededRandom random;
  WrapContext context = KeyContext();
  context.level = WrapLevel::kEventKeys;
  const std::string keys(EventKeys::kSize, 'e');

  EXPECT_THAT(UnwrapIn(context, WrapSecret(context, kWrapper, keys, random)), IsOkAndHolds(keys));
}

TEST(WrappedKey, DoesNotUnwrapWhenAnyBoundPartDiffers) {
  WrapContext level = KeyContext();
  level.level = WrapLevel::kEventKeys;
  WrapContext key_id = KeyContext();
  key_id.key_id = IdOf<KeyId>('x');
  WrapContext wrapper_id = KeyContext();
  wrapper_id.wrapper_id = IdOf<KeyId>('x');
  WrapContext ledger = KeyContext();
  ledger.ledger_id = IdOf<LedgerId>('x');
  WrapContext record = KeyContext();
  record.record = IdOf<RecordId>('x');
  WrapContext generation = KeyContext();
  generation.generation = 4;
  WrapContext epoch = KeyContext();
  epoch.epoch = 6;

  EXPECT_THAT(UnwrapIn(level, Wrapped()), IsDamaged());
  EXPECT_THAT(UnwrapIn(key_id, Wrapped()), IsDamaged());
  EXPECT_THAT(UnwrapIn(wrapper_id, Wrapped()), IsDamaged());
  EXPECT_THAT(UnwrapIn(ledger, Wrapped()), IsDamaged());
  EXPECT_THAT(UnwrapIn(record, Wrapped()), IsDamaged());
  EXPECT_THAT(UnwrapIn(generation, Wrapped()), IsDamaged());
  EXPECT_THAT(UnwrapIn(epoch, Wrapped()), IsDamaged());
}

TEST(WrappedKey, DoesNotUnwrapUnderAnotherKey) {
  EXPECT_THAT(UnwrapIn(KeyContext(), Wrapped(), std::string(32, 'x')), IsDamaged());
}

TEST(WrappedKey, DoesNotUnwrapWithAnyBitFlipped) {
  const std::string wrapped = Wrapped();
  for (size_t bit = 0; bit < 8 * wrapped.size(); ++bit) {
    std::string changed = wrapped;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));

    EXPECT_THAT(UnwrapIn(KeyContext(), changed), IsDamaged()) << bit;
  }
}

TEST(WrappedKey, DoesNotUnwrapAtAnyOtherLength) {
  const std::string wrapped = Wrapped();
  for (size_t size = 0; size < wrapped.size(); ++size) {
    EXPECT_THAT(UnwrapIn(KeyContext(), wrapped.substr(0, size)), IsDamaged()) << size;
  }
  EXPECT_THAT(UnwrapIn(KeyContext(), wrapped + "x"), IsDamaged());
}

TEST(WrappedKey, NamesItsWrapper) {
  EXPECT_THAT(WrapperOf(WrapLevel::kRecordKey, Wrapped()), IsOkAndHolds(IdOf<KeyId>('m')));
  EXPECT_THAT(WrapperOf(WrapLevel::kEventKeys, Wrapped()), IsDamaged());
  EXPECT_THAT(WrapperOf(WrapLevel::kRecordKey, Wrapped().substr(0, 39)), IsDamaged());
  EXPECT_THAT(WrapperOf(WrapLevel::kRecordKey, "CRW2" + Wrapped().substr(4)), IsDamaged());
}

}  // namespace
}  // namespace cairn
