#include "eventstore/keys/envelope.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/base/limits.h"
#include "eventstore/keys/commitments.h"
#include "eventstore/keys/crypto.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/eventstore/keys/sample_keys.h"

namespace cairn {
namespace {

using enum FieldType;

SealContext Context() { return {IdOf<LedgerId>('l'), IdOf<RecordId>('r'), IdOf<EventId>('e')}; }

FieldList Content() { return {{"1", kMessage, ""}, {"1.1", kText, "She read the whole page."}}; }

class SealedContent : public testing::Test {
 protected:
  void SetUp() override {
    absl::StatusOr<SealedEvent> sealed = Seal(Content(), Context(), KeyOf('k'));
    ASSERT_THAT(sealed, IsOk());
    sealed_ = *std::move(sealed);
  }

  absl::StatusOr<FieldList> OpenIn(const SealContext& context) const {
    return Open(sealed_.envelope, context, sealed_.fields_root, KeyOf('k'));
  }

  SealedEvent sealed_;
};

TEST_F(SealedContent, Opens) {
  EXPECT_THAT(OpenIn(Context()), IsOkAndHolds(Content()));
  EXPECT_THAT(OpenAndProve(sealed_.envelope, Context(), sealed_.fields_root, KeyOf('k')),
              IsOkAndHolds(Content()));
}

// Written out from the grammar.
TEST_F(SealedContent, HasTheBytesOfTheGrammar) {
  const SecretBytes keys =
      HkdfSha256(std::string(32, 'k'), std::string(16, 'e'), "cairn/v1/event", 96);
  const std::string aad = "CAIRNAD1" + std::string(16, 'l') + std::string(16, 'r') +
                          std::string(16, 'e') + std::string("\0\1\1", 3) +
                          std::string(HashBytes(sealed_.fields_root));
  const std::string plaintext = EncodeFields(Content());
  std::string size;
  AppendU32(size, static_cast<uint32_t>(plaintext.size()));

  EXPECT_EQ(sealed_.fields_root, FieldsRoot(Content(), keys.view().substr(64)));
  EXPECT_EQ(ToHex(sealed_.envelope),
            ToHex("CRE1" + std::string("\1\0\0\1", 4) + std::string(16, 'e') +
                  std::string(keys.view().substr(32, 32)) + size +
                  AesGcmSeal(keys.view().substr(0, 32), std::string(12, '\0'), aad, plaintext)));
}

TEST_F(SealedContent, DoesNotOpenForAnotherRecord) {
  SealContext other = Context();
  other.record = IdOf<RecordId>('x');

  EXPECT_THAT(OpenIn(other), IsDamaged());
}

TEST_F(SealedContent, DoesNotOpenForAnotherLedger) {
  SealContext other = Context();
  other.ledger_id = IdOf<LedgerId>('x');

  EXPECT_THAT(OpenIn(other), IsDamaged());
}

TEST_F(SealedContent, DoesNotOpenForAnotherEvent) {
  SealContext other = Context();
  other.event_id = IdOf<EventId>('x');

  EXPECT_THAT(OpenIn(other), IsDamaged());
}

TEST_F(SealedContent, DoesNotOpenUnderAnotherGenerationOfTheSameSecret) {
  EXPECT_THAT(Open(sealed_.envelope, Context(), sealed_.fields_root, KeyOf('k', 2)), IsDamaged());
}

TEST_F(SealedContent, DoesNotOpenUnderAnotherKey) {
  EXPECT_THAT(Open(sealed_.envelope, Context(), sealed_.fields_root, KeyOf('x')),
              AllOf(IsDamaged(), StatusIs(absl::StatusCode::kDataLoss,
                                          testing::HasSubstr("under another key"))));
}

TEST_F(SealedContent, DoesNotOpenUnderAnotherFieldsRoot) {
  Hash other = sealed_.fields_root;
  other[31] ^= 1;

  EXPECT_THAT(Open(sealed_.envelope, Context(), other, KeyOf('k')), IsDamaged());
}

TEST_F(SealedContent, DoesNotOpenWithAnyBitFlipped) {
  for (size_t bit = 0; bit < 8 * sealed_.envelope.size(); ++bit) {
    std::string changed = sealed_.envelope;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));

    EXPECT_THAT(Open(changed, Context(), sealed_.fields_root, KeyOf('k')), IsDamaged()) << bit;
  }
}

TEST_F(SealedContent, DoesNotOpenAtAnyOtherLength) {
  for (size_t size = 0; size < sealed_.envelope.size(); ++size) {
    EXPECT_THAT(Open(sealed_.envelope.substr(0, size), Context(), sealed_.fields_root, KeyOf('k')),
                IsDamaged())
        << size;
  }
  EXPECT_THAT(Open(sealed_.envelope + "x", Context(), sealed_.fields_root, KeyOf('k')),
              IsDamaged());
}

// GCM by itself takes a ciphertext that two keys open; such an envelope must not open under both.
TEST_F(SealedContent, DoesNotOpenUnderAKeyWhoseCommitmentItDoesNotCarry) {
  const EventKeys keys(KeyOf('k'), Context().event_id);
  std::string bytes(keys.bytes());
  bytes[32] ^= 1;  // the same encryption key, another commitment
  const EventKeys uncommitted(SecretBytes(bytes), 1);

  EXPECT_THAT(Open(sealed_.envelope, Context(), sealed_.fields_root, keys),
              IsOkAndHolds(Content()));
  EXPECT_THAT(Open(sealed_.envelope, Context(), sealed_.fields_root, uncommitted), IsDamaged());
}

TEST_F(SealedContent, NamesTheGenerationOfItsKey) {
  const auto seventh = Seal(Content(), Context(), KeyOf('k', 7));
  ASSERT_THAT(seventh, IsOk());

  EXPECT_THAT(GenerationOf(sealed_.envelope), IsOkAndHolds(1));
  EXPECT_THAT(GenerationOf(seventh->envelope), IsOkAndHolds(7));
  EXPECT_THAT(GenerationOf("CRE1"), IsDamaged());
}

// An insider with the key can seal fields under a root that is not theirs; the scrub finds it.
TEST(OpenAndProve, RefusesContentThatDoesNotMatchItsRoot) {
  const EventKeys keys(KeyOf('k'), Context().event_id);
  const Hash wrong_root = Sha256({"not the root"});
  std::string aad = "CAIRNAD1" + std::string(16, 'l') + std::string(16, 'r') +
                    std::string(16, 'e') + std::string("\0\1\1", 3);
  aad += HashBytes(wrong_root);
  const std::string plaintext = EncodeFields(Content());
  std::string envelope = "CRE1" + std::string("\1\0\0\1", 4) + std::string(16, 'e');
  envelope += keys.commit();
  AppendU32(envelope, static_cast<uint32_t>(plaintext.size()));
  envelope += AesGcmSeal(keys.enc(), std::string(12, '\0'), aad, plaintext);

  EXPECT_THAT(Open(envelope, Context(), wrong_root, KeyOf('k')), IsOk());
  EXPECT_THAT(OpenAndProve(envelope, Context(), wrong_root, KeyOf('k')), IsDamaged());
}

TEST(Seal, OfTheSameContentDiffersFromEventToEvent) {
  SealContext other = Context();
  other.event_id = IdOf<EventId>('x');

  const auto first = Seal(Content(), Context(), KeyOf('k'));
  const auto second = Seal(Content(), other, KeyOf('k'));

  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  EXPECT_NE(first->fields_root, second->fields_root);
  EXPECT_NE(first->envelope.substr(60), second->envelope.substr(60));
}

TEST(Seal, TakesAnEventWithoutAnyField) {
  const auto sealed = Seal({}, Context(), KeyOf('k'));

  ASSERT_THAT(sealed, IsOk());
  EXPECT_THAT(Open(sealed->envelope, Context(), sealed->fields_root, KeyOf('k')),
              IsOkAndHolds(testing::IsEmpty()));
}

TEST(Seal, RefusesMoreThanOneEventMayHold) {
  const FieldList too_much = {{"1", kText, std::string(limits::kContentBytesMax, 'x')}};

  EXPECT_THAT(Seal(too_much, Context(), KeyOf('k')), HasReason(v1::ERROR_REASON_INVALID_REQUEST));
}

TEST(Seal, RefusesFieldsThatAreNotInOrder) {
  EXPECT_THAT(Seal({{"2", kText, ""}, {"1", kText, ""}}, Context(), KeyOf('k')), IsDamaged());
}

}  // namespace
}  // namespace cairn
