#include "eventstore/keys/crypto.h"

#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"

namespace cairn {
namespace {

using testing::Eq;
using testing::Optional;

std::string Hex(std::string_view digits) { return FromHex(digits).value(); }
std::string HexOf(const Hash& hash) { return ToHex(HashBytes(hash)); }

// RFC 4231, test cases 1, 2 and 6.
TEST(HmacSha256, GivesTheCodesOfRfc4231) {
  EXPECT_EQ(HexOf(HmacSha256(std::string(20, '\x0b')).Of({"Hi There"})),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(HexOf(HmacSha256("Jefe").Of({"what do ya want for nothing?"})),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(HexOf(HmacSha256(std::string(131, '\xaa'))
                      .Of({"Test Using Larger Than Block-Size Key - Hash Key First"})),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(HmacSha256, KeepsItsKeyFromMessageToMessage) {
  HmacSha256 hmac("Jefe");

  const Hash first = hmac.Of({"one message"});
  const Hash second = hmac.Of({"what do ya want ", "for nothing?"});
  const Hash again = hmac.Of({"one message"});

  EXPECT_EQ(HexOf(second), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(first, again);
}

TEST(HmacSha256, TwoKeysAtOnceDoNotMix) {
  HmacSha256 one("one");
  HmacSha256 two("two");

  const Hash by_one = one.Of({"message"});
  const Hash by_two = two.Of({"message"});

  EXPECT_EQ(by_one, HmacSha256("one").Of({"message"}));
  EXPECT_EQ(by_two, HmacSha256("two").Of({"message"}));
  EXPECT_NE(by_one, by_two);
}

// RFC 5869, appendix A.1, A.2 and A.3.
TEST(HkdfSha256, GivesTheKeysOfRfc5869) {
  EXPECT_EQ(ToHex(HkdfSha256(std::string(22, '\x0b'), Hex("000102030405060708090a0b0c"),
                             Hex("f0f1f2f3f4f5f6f7f8f9"), 42)
                      .view()),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  EXPECT_EQ(ToHex(HkdfSha256(std::string(22, '\x0b'), "", "", 42).view()),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

TEST(HkdfSha256, AShorterKeyIsTheBeginningOfALongerOne) {
  const SecretBytes longer = HkdfSha256("key", "salt", "info", 96);
  const SecretBytes shorter = HkdfSha256("key", "salt", "info", 33);

  EXPECT_EQ(longer.view().substr(0, 33), shorter.view());
}

// The GCM specification of McGrew and Viega, test case 16.
struct GcmCase {
  std::string key = Hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
  std::string nonce = Hex("cafebabefacedbaddecaf888");
  std::string aad = Hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  std::string plaintext = Hex(
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6"
      "b525b16aedf5aa0de657ba637b39");
  std::string sealed = Hex(
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b105682"
      "8838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b");
};

TEST(AesGcm, SealsAsItsSpecificationDoes) {
  const GcmCase gcm;

  EXPECT_EQ(ToHex(AesGcmSeal(gcm.key, gcm.nonce, gcm.aad, gcm.plaintext)), ToHex(gcm.sealed));
  EXPECT_THAT(AesGcmOpen(gcm.key, gcm.nonce, gcm.aad, gcm.sealed), Optional(Eq(gcm.plaintext)));
}

TEST(AesGcm, SealsNothingAtAll) {
  const GcmCase gcm;

  const std::string sealed = AesGcmSeal(gcm.key, gcm.nonce, "", "");

  EXPECT_EQ(sealed.size(), kGcmTagBytes);
  EXPECT_THAT(AesGcmOpen(gcm.key, gcm.nonce, "", sealed), Optional(Eq("")));
}

TEST(AesGcm, DoesNotOpenWhatDiffersAnywhere) {
  const GcmCase gcm;
  std::string other_key = gcm.key;
  other_key[31] ^= 1;
  std::string other_nonce = gcm.nonce;
  other_nonce[0] ^= 1;

  EXPECT_EQ(AesGcmOpen(other_key, gcm.nonce, gcm.aad, gcm.sealed), std::nullopt);
  EXPECT_EQ(AesGcmOpen(gcm.key, other_nonce, gcm.aad, gcm.sealed), std::nullopt);
  EXPECT_EQ(AesGcmOpen(gcm.key, gcm.nonce, gcm.aad + "x", gcm.sealed), std::nullopt);
  EXPECT_EQ(AesGcmOpen(gcm.key, gcm.nonce, gcm.aad, gcm.sealed + "x"), std::nullopt);
  EXPECT_EQ(AesGcmOpen(gcm.key, gcm.nonce, gcm.aad, "too short"), std::nullopt);
}

TEST(AesGcm, OpensAfterARefusal) {
  const GcmCase gcm;
  ASSERT_EQ(AesGcmOpen(gcm.key, gcm.nonce, "other", gcm.sealed), std::nullopt);

  EXPECT_THAT(AesGcmOpen(gcm.key, gcm.nonce, gcm.aad, gcm.sealed), Optional(Eq(gcm.plaintext)));
}

TEST(AesGcm, EachThreadHasItsOwnContext) {
  const GcmCase gcm;
  std::string elsewhere;

  std::thread([&] { elsewhere = AesGcmSeal(gcm.key, gcm.nonce, gcm.aad, gcm.plaintext); }).join();

  EXPECT_EQ(elsewhere, gcm.sealed);
}

TEST(ConstantTimeEqual, ComparesSizesAndBytes) {
  EXPECT_TRUE(ConstantTimeEqual("", ""));
  EXPECT_TRUE(ConstantTimeEqual("same", "same"));
  EXPECT_FALSE(ConstantTimeEqual("same", "samf"));
  EXPECT_FALSE(ConstantTimeEqual("same", "sam"));
}

}  // namespace
}  // namespace cairn
