#include "services/access/jwks.h"

#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/limits.h"
#include "tests/support/status_matchers.h"
#include "tests/support/token_issuer.h"
#include "tests/unit/services/access/signing_keys.h"

namespace cairn {
namespace {

using testing::HasSubstr;
using testing::IsNull;
using testing::NotNull;

constexpr char kX[] = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

std::string Ed25519Jwk(std::string_view kid, std::string_view more = "") {
  return absl::StrFormat(R"({"kty":"OKP","crv":"Ed25519","kid":"%s","x":"%s"%s})", kid, kX, more);
}

std::string SetOf(std::string_view jwks) { return absl::StrFormat(R"({"keys":[%s]})", jwks); }

std::string ManyKeys(size_t count) {
  std::string jwks;
  for (size_t i = 0; i < count; ++i) {
    jwks += (i == 0 ? "" : ",") + Ed25519Jwk(absl::StrFormat("k%d", i));
  }
  return SetOf(jwks);
}

TEST(KeySet, ReadsTheKeysOfASignInService) {
  const SigningKey rsa = SigningKey::Rsa(2048);
  const auto keys =
      KeySet::Parse(SetOf(Ed25519Jwk("ed") + "," + SigningKey::P256().Jwk("ec", R"(,"use":"sig")") +
                          "," + rsa.Jwk("rsa") + "," + rsa.Jwk("pss", R"(,"alg":"PS256")")));

  ASSERT_THAT(keys, IsOk());
  EXPECT_EQ(keys->Find("ed")->algorithm(), SignatureAlgorithm::kEdDsa);
  EXPECT_EQ(keys->Find("ec")->algorithm(), SignatureAlgorithm::kEs256);
  EXPECT_EQ(keys->Find("rsa")->algorithm(), SignatureAlgorithm::kRs256);
  EXPECT_EQ(keys->Find("pss")->algorithm(), SignatureAlgorithm::kPs256);
}

TEST(KeySet, KnowsOnlyTheNamesItWasGiven) {
  const auto keys = KeySet::Parse(SetOf(Ed25519Jwk("ed")));

  ASSERT_THAT(keys, IsOk());
  EXPECT_THAT(keys->Find("ed"), NotNull());
  EXPECT_THAT(keys->Find("ED"), IsNull());
  EXPECT_THAT(keys->Find(""), IsNull());
}

TEST(KeySet, HoldsSixteenKeysAndNotSeventeen) {
  EXPECT_THAT(KeySet::Parse(ManyKeys(16)), IsOk());
  EXPECT_THAT(KeySet::Parse(ManyKeys(17)),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("17 keys")));
}

TEST(KeySet, RefusesAShortRsaKey) {
  EXPECT_THAT(KeySet::Parse(SetOf(SigningKey::Rsa(1024).Jwk("weak"))),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("\"weak\"")));
}

TEST(KeySet, RefusesAKeyWhoseAlgorithmIsOfAnotherType) {
  EXPECT_THAT(KeySet::Parse(SetOf(SigningKey::P256().Jwk("ec", R"(,"alg":"RS256")"))),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("\"alg\"")));
  EXPECT_THAT(KeySet::Parse(SetOf(Ed25519Jwk("ed", R"(,"alg":"HS256")"))),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("\"alg\"")));
}

class RefusedKeySet : public testing::TestWithParam<std::string> {};

TEST_P(RefusedKeySet, DoesNotStartTheServer) {
  EXPECT_THAT(KeySet::Parse(GetParam()), StatusIs(absl::StatusCode::kInvalidArgument));
}

INSTANTIATE_TEST_SUITE_P(
    KeySet, RefusedKeySet,
    testing::Values(
        "", "{}", "[]", R"({"keys":{}})", R"({"keys":[]})", R"({"keys":[1]})",
        SetOf(Ed25519Jwk("a")) + "x",                                 // trailing garbage
        SetOf(Ed25519Jwk("a") + "," + Ed25519Jwk("a")),               // one kid twice
        SetOf(Ed25519Jwk("a", absl::StrFormat(R"(,"x":"%s")", kX))),  // one member twice
        SetOf(Ed25519Jwk("")), SetOf(Ed25519Jwk("a", R"(,"use":"enc")")),
        SetOf(Ed25519Jwk("a", R"(,"use":1)")),
        SetOf(Ed25519Jwk("a", R"(,"d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A")")),
        SetOf(R"({"kty":"oct","kid":"a","k":"c2VjcmV0"})"), SetOf(R"({"kty":"oct","kid":"a"})"),
        SetOf(R"({"kid":"a"})"), SetOf(R"({"kty":"RSA","kid":"a"})"),
        SetOf(R"({"kty":"OKP","crv":"X25519","kid":"a","x":"AAAA"})"),
        SetOf(absl::StrFormat(R"({"kty":"OKP","crv":"Ed448","kid":"a","x":"%s"})", kX)),
        SetOf(absl::StrFormat(R"({"kty":"OKP","crv":"Ed25519","kid":"a","x":"%s="})", kX)),
        SetOf(absl::StrFormat(R"({"kty":"EC","crv":"P-256","kid":"a","x":"%s"})", kX)),
        SetOf(absl::StrFormat(R"({"kty":"EC","crv":"P-384","kid":"a","x":"%s","y":"%s"})", kX,
                              kX))));

TEST(KeySet, IsReadFromAFile) {
  const std::string path = testing::TempDir() + "/jwks_test.json";
  std::ofstream(path) << TokenIssuer().Jwks();

  const auto keys = KeySet::Load(path);

  ASSERT_THAT(keys, IsOk());
  EXPECT_THAT(keys->Find(TokenIssuer::kKeyId), NotNull());
}

TEST(KeySet, RefusesAFileThatIsNotThereOrTooLarge) {
  const std::string path = testing::TempDir() + "/jwks_test_large.json";
  std::ofstream(path) << SetOf(Ed25519Jwk("a")) << std::string(limits::kKeySetBytesMax, ' ');

  EXPECT_THAT(KeySet::Load(path), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(KeySet::Load(testing::TempDir() + "/no-such-file"),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(KeySet::Load(testing::TempDir()), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace cairn
