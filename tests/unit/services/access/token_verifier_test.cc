#include "services/access/token_verifier.h"

#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/limits.h"
#include "services/access/strict_json.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/token_issuer.h"
#include "tests/unit/services/access/signing_keys.h"

namespace cairn {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int64_t kSecond = 1'000'000;
constexpr int64_t kNowSeconds = FakeClock::kStartMicros / kSecond;

const TokenRules kRules = {.issuer = TokenIssuer::kIssuer, .audience = TokenIssuer::kAudience};

const TokenIssuer::Person kJuniper = {.subject = "juniper.halloway",
                                      .name = "Juniper Halloway",
                                      .role = "senco",
                                      .setting = "00000000000000000000000000999901"};

// Claims of a good token, with `from` in them written as `to`.
std::string Claims(std::string_view from = "", std::string_view to = "") {
  const std::string good = absl::StrFormat(
      R"({"iss":"%s","aud":"cairn","sub":"juniper.halloway","name":"Juniper Halloway",)"
      R"("role":"senco","setting":"00000000000000000000000000999901","iat":%d,"exp":%d})",
      TokenIssuer::kIssuer, kNowSeconds, kNowSeconds + 600);
  return from.empty()
             ? good
             : absl::StrReplaceAll(good, {{{from.data(), from.size()}, {to.data(), to.size()}}});
}

std::string WithTimes(int64_t issued_s, int64_t expires_s, std::string_view more = "") {
  return Claims(absl::StrFormat(R"("iat":%d,"exp":%d)", kNowSeconds, kNowSeconds + 600),
                absl::StrFormat(R"("iat":%d,"exp":%d%s)", issued_s, expires_s, more));
}

std::string CheckOf(const absl::Status& status) {
  const auto detail = DetailOf(status);
  return detail && detail->metadata().contains("check") ? detail->metadata().at("check") : "";
}

class TokenVerifierTest : public testing::Test {
 protected:
  static KeySet Keys(std::string_view jwks) { return KeySet::Parse(jwks).value(); }

  const TokenIssuer issuer_;
  FakeClock clock_;
  TokenVerifier verifier_{Keys(issuer_.Jwks()), kRules, clock_};
};

TEST_F(TokenVerifierTest, SaysWhoIsCalling) {
  const auto caller = verifier_.Verify(issuer_.TokenFor(kJuniper, clock_.NowMicros()));

  ASSERT_THAT(caller, IsOk());
  EXPECT_EQ((*caller)->issuer, TokenIssuer::kIssuer);
  EXPECT_EQ((*caller)->subject, "juniper.halloway");
  EXPECT_EQ((*caller)->name, "Juniper Halloway");
  EXPECT_EQ((*caller)->role, v1::ROLE_SENCO);
  EXPECT_EQ(ToHex((*caller)->setting.value().bytes()), kJuniper.setting);
  EXPECT_EQ((*caller)->id, CallerIdOf(TokenIssuer::kIssuer, "juniper.halloway"));
}

TEST_F(TokenVerifierTest, TakesACallerOutsideEverySetting) {
  const auto caller = verifier_.Verify(issuer_.TokenFor(
      {.subject = "d.larkwhistle", .name = "Delphine Larkwhistle", .role = "ROLE_PARENT"},
      clock_.NowMicros()));

  ASSERT_THAT(caller, IsOk());
  EXPECT_EQ((*caller)->role, v1::ROLE_PARENT);
  EXPECT_EQ((*caller)->setting, std::nullopt);
}

TEST_F(TokenVerifierTest, TellsCallersOfDifferentIssuersApart) {
  EXPECT_NE(CallerIdOf("a", "bc"), CallerIdOf("ab", "c"));
  EXPECT_EQ(ToHex(CallerIdOf("a", "b").bytes()), "59b271ae1bbcb1d31d41929817f4b16f");
}

TEST_F(TokenVerifierTest, AsksForASignInWhenThereIsNoToken) {
  EXPECT_THAT(verifier_.Verify(""), HasReason(v1::ERROR_REASON_TOKEN_MISSING));
}

// --- What a token is made of ---

struct BadHeader {
  const char* name;
  const char* header;
  const char* check;
};

class RefusedHeader : public TokenVerifierTest, public testing::WithParamInterface<BadHeader> {};

TEST_P(RefusedHeader, IsInvalid) {
  const auto caller = verifier_.Verify(issuer_.Sign(GetParam().header, Claims()));

  EXPECT_THAT(caller, HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_EQ(CheckOf(caller.status()), GetParam().check);
}

INSTANTIATE_TEST_SUITE_P(
    TokenVerifier, RefusedHeader,
    testing::Values(
        BadHeader{"AlgNone", R"({"alg":"none","kid":"test-1","typ":"at+jwt"})", "key"},
        BadHeader{"AlgNoneInCapitals", R"({"alg":"NONE","kid":"test-1","typ":"at+jwt"})", "key"},
        BadHeader{"AlgOfAnotherCase", R"({"alg":"EDDSA","kid":"test-1","typ":"at+jwt"})", "key"},
        BadHeader{"AlgOfAnotherKeyType", R"({"alg":"RS256","kid":"test-1","typ":"at+jwt"})", "key"},
        BadHeader{"AlgNotAString", R"({"alg":["EdDSA"],"kid":"test-1","typ":"at+jwt"})", "form"},
        BadHeader{"NoAlg", R"({"kid":"test-1","typ":"at+jwt"})", "form"},
        BadHeader{"NoKid", R"({"alg":"EdDSA","typ":"at+jwt"})", "form"},
        BadHeader{"EmptyKid", R"({"alg":"EdDSA","kid":"","typ":"at+jwt"})", "form"},
        BadHeader{"UnknownKid", R"({"alg":"EdDSA","kid":"test-2","typ":"at+jwt"})", "key"},
        BadHeader{"KidAsPath", R"({"alg":"EdDSA","kid":"../../dev/null","typ":"at+jwt"})", "key"},
        BadHeader{"KidAsQuery", R"({"alg":"EdDSA","kid":"x' UNION SELECT 1","typ":"at+jwt"})",
                  "key"},
        BadHeader{"KidWithNul", R"({"alg":"EdDSA","kid":"test-1\u0000","typ":"at+jwt"})", "key"},
        BadHeader{"NoTyp", R"({"alg":"EdDSA","kid":"test-1"})", "form"},
        BadHeader{"IdToken", R"({"alg":"EdDSA","kid":"test-1","typ":"JWT"})", "form"},
        BadHeader{"Jku", R"({"alg":"EdDSA","kid":"test-1","typ":"at+jwt","jku":"https://x"})",
                  "form"},
        BadHeader{"X5u", R"({"alg":"EdDSA","kid":"test-1","typ":"at+jwt","x5u":"https://x"})",
                  "form"},
        BadHeader{"X5c", R"({"alg":"EdDSA","kid":"test-1","typ":"at+jwt","x5c":["AA"]})", "form"},
        BadHeader{"Jwk", R"({"alg":"EdDSA","kid":"test-1","typ":"at+jwt","jwk":{"kty":"OKP"}})",
                  "form"},
        BadHeader{"Crit", R"({"alg":"EdDSA","kid":"test-1","typ":"at+jwt","crit":["b64"]})",
                  "form"},
        BadHeader{"EmptyCrit", R"({"alg":"EdDSA","kid":"test-1","typ":"at+jwt","crit":[]})",
                  "form"},
        BadHeader{"Unencoded", R"({"alg":"EdDSA","kid":"test-1","typ":"at+jwt","b64":false})",
                  "form"},
        BadHeader{"Zip", R"({"alg":"EdDSA","kid":"test-1","typ":"at+jwt","zip":"DEF"})", "form"},
        BadHeader{"AlgTwice", R"({"alg":"none","alg":"EdDSA","kid":"test-1","typ":"at+jwt"})",
                  "form"},
        BadHeader{"KidTwiceInDisguise",
                  R"({"alg":"EdDSA","kid":"x","\u006bid":"test-1","typ":"at+jwt"})", "form"},
        BadHeader{"TextAfterIt", R"({"alg":"EdDSA","kid":"test-1","typ":"at+jwt"}{})", "form"},
        BadHeader{"NotAnObject", R"(["EdDSA","test-1","at+jwt"])", "form"},
        BadHeader{"NotJson", "alg=EdDSA", "form"}, BadHeader{"Empty", "", "form"}),
    [](const auto& instance) { return instance.param.name; });

TEST_F(TokenVerifierTest, TakesTheLongNameOfTheType) {
  EXPECT_THAT(verifier_.Verify(issuer_.Sign(
                  R"({"alg":"EdDSA","kid":"test-1","typ":"application/at+jwt"})", Claims())),
              IsOk());
}

TEST_F(TokenVerifierTest, RefusesATokenWhoseSignatureWasTakenAway) {
  const std::string unsigned_token =
      ToBase64Url(R"({"alg":"none","kid":"test-1","typ":"at+jwt"})") + "." + ToBase64Url(Claims());

  EXPECT_THAT(verifier_.Verify(unsigned_token + "."), HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_THAT(verifier_.Verify(unsigned_token), HasReason(v1::ERROR_REASON_TOKEN_INVALID));
}

TEST_F(TokenVerifierTest, RefusesAnHmacMadeWithThePublicKey) {
  const SigningKey rsa = SigningKey::Rsa(2048);
  TokenVerifier verifier(Keys(absl::StrFormat(R"({"keys":[%s]})", rsa.Jwk("rsa"))), kRules, clock_);
  const std::string signed_part =
      ToBase64Url(R"({"alg":"HS256","kid":"rsa","typ":"at+jwt"})") + "." + ToBase64Url(Claims());

  const auto caller =
      verifier.Verify(signed_part + "." + ToBase64Url(HmacSignature(rsa.PublicPem(), signed_part)));

  EXPECT_THAT(caller, HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_EQ(CheckOf(caller.status()), "key");
}

TEST_F(TokenVerifierTest, RefusesAnHmacMadeWithThePublicKeyOfEd25519) {
  const std::string signed_part =
      ToBase64Url(R"({"alg":"HS256","kid":"test-1","typ":"at+jwt"})") + "." + ToBase64Url(Claims());

  EXPECT_THAT(verifier_.Verify(signed_part + "." +
                               ToBase64Url(HmacSignature(issuer_.PublicKey(), signed_part))),
              HasReason(v1::ERROR_REASON_TOKEN_INVALID));
}

TEST_F(TokenVerifierTest, RefusesATokenOfAnotherKeyWithOurKeysName) {
  const TokenIssuer stranger("another key, unknown to everyone");

  const auto caller = verifier_.Verify(stranger.TokenFor(kJuniper, clock_.NowMicros()));

  EXPECT_THAT(caller, HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_EQ(CheckOf(caller.status()), "signature");
}

TEST_F(TokenVerifierTest, RefusesATokenWithAnyByteChanged) {
  const std::string token = issuer_.TokenFor(kJuniper, clock_.NowMicros());

  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_THAT(verifier_.Verify(changed), HasReason(v1::ERROR_REASON_TOKEN_INVALID)) << i;
  }
}

TEST_F(TokenVerifierTest, RefusesATokenWithAnythingAddedToIt) {
  const std::string token = issuer_.TokenFor(kJuniper, clock_.NowMicros());

  EXPECT_THAT(verifier_.Verify(token + "."), HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_THAT(verifier_.Verify(token + ".AAAA"), HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_THAT(verifier_.Verify(token + "="), HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_THAT(verifier_.Verify(token + " "), HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_THAT(verifier_.Verify(token + "\n"), HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_THAT(verifier_.Verify(" " + token), HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_THAT(verifier_.Verify(token + "AAAA"), HasReason(v1::ERROR_REASON_TOKEN_INVALID));
}

TEST_F(TokenVerifierTest, RefusesATokenOfTheWrongShape) {
  EXPECT_THAT(verifier_.Verify("."), HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_THAT(verifier_.Verify(".."), HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_THAT(verifier_.Verify("token"), HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_THAT(verifier_.Verify("a.b"), HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_THAT(verifier_.Verify("a.b.c.d.e"), HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_THAT(verifier_.Verify(R"({"payload":"","signatures":[]})"),
              HasReason(v1::ERROR_REASON_TOKEN_INVALID));
}

TEST_F(TokenVerifierTest, RefusesATokenAboveFourKibibytesThoughItIsWellSigned) {
  const std::string long_claims = Claims(
      R"("role")", R"("padding":")" + std::string(limits::kTokenBytesMax, 'x') + R"(","role")");

  const auto caller = verifier_.Verify(issuer_.Sign(TokenIssuer::kHeader, long_claims));

  EXPECT_THAT(caller, HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_EQ(CheckOf(caller.status()), "form");
}

TEST_F(TokenVerifierTest, NeverRepeatsTheTokenInItsSentence) {
  const auto caller = verifier_.Verify(
      issuer_.Sign(TokenIssuer::kHeader, Claims(R"("aud":"cairn")", R"("aud":"elsewhere")")));

  EXPECT_THAT(caller.status().ToString(), Not(HasSubstr("elsewhere")));
  EXPECT_THAT(caller.status().ToString(), Not(HasSubstr("juniper")));
}

// --- What a token says ---

struct BadClaims {
  const char* name;
  const char* from;
  const char* to;
  const char* check;
};

class RefusedClaims : public TokenVerifierTest, public testing::WithParamInterface<BadClaims> {};

TEST_P(RefusedClaims, AreInvalid) {
  const std::string claims = Claims(GetParam().from, GetParam().to);
  ASSERT_NE(claims, Claims());

  const auto caller = verifier_.Verify(issuer_.Sign(TokenIssuer::kHeader, claims));

  EXPECT_THAT(caller, HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_EQ(CheckOf(caller.status()), GetParam().check);
}

INSTANTIATE_TEST_SUITE_P(
    TokenVerifier, RefusedClaims,
    testing::Values(
        BadClaims{"OtherIssuer", "sign-in.cairn.test", "sign-in.cairn.test.evil", "issuer"},
        BadClaims{"IssuerOfAnotherCase", "https://sign-in", "HTTPS://sign-in", "issuer"},
        BadClaims{"IssuerNotAString", R"("https://sign-in.cairn.test")", "1", "claims"},
        BadClaims{"NoIssuer", R"("iss")", R"("iss2")", "claims"},
        BadClaims{"OtherAudience", R"("aud":"cairn")", R"("aud":"cairn2")", "audience"},
        BadClaims{"AudienceOfAnotherCase", R"("aud":"cairn")", R"("aud":"Cairn")", "audience"},
        BadClaims{"TwoAudiences", R"("aud":"cairn")", R"("aud":["cairn","other"])", "claims"},
        BadClaims{"NoAudienceInTheList", R"("aud":"cairn")", R"("aud":[])", "claims"},
        BadClaims{"NoAudience", R"("aud")", R"("aud2")", "claims"},
        BadClaims{"NoSubject", R"("sub")", R"("sub2")", "claims"},
        BadClaims{"EmptySubject", R"("juniper.halloway")", R"("")", "claims"},
        BadClaims{"SubjectWithLineBreak", "juniper.halloway", R"(juniper\nhalloway)", "claims"},
        BadClaims{"SubjectWithNul", "juniper.halloway", R"(juniper\u0000)", "claims"},
        BadClaims{"SubjectTwice", R"("sub")", R"("sub":"the.head","sub")", "claims"},
        BadClaims{"NoName", R"("name")", R"("name2")", "claims"},
        BadClaims{"NoRole", R"("role")", R"("role2")", "claims"},
        BadClaims{"UnknownRole", R"("senco")", R"("caretaker")", "claims"},
        BadClaims{"RoleOfAnotherCase", R"("senco")", R"("Senco")", "claims"},
        BadClaims{"UnspecifiedRole", R"("senco")", R"("unspecified")", "claims"},
        BadClaims{"RoleInDisguise", R"("senco")", R"("role_senco")", "claims"},
        BadClaims{"RoleAsNumber", R"("senco")", "1", "claims"},
        BadClaims{"RoleTwice", R"("role")", R"("role":"head","role")", "claims"},
        BadClaims{"SettingTooShort", R"("00000000000000000000000000999901")", R"("9999")",
                  "claims"},
        BadClaims{"SettingNotHex", "00000000000000000000000000999901",
                  "0000000000000000000000000099990g", "claims"},
        BadClaims{"SettingEmpty", R"("00000000000000000000000000999901")", R"("")", "claims"},
        BadClaims{"SettingNull", R"("00000000000000000000000000999901")", "null", "claims"},
        BadClaims{"TextAfterThem", "}", "}}", "claims"},
        BadClaims{"NoExpiry", R"("exp")", R"("exp2")", "claims"},
        BadClaims{"NoIssueTime", R"("iat")", R"("iat2")", "claims"},
        BadClaims{"ExpiryAsText", R"("exp":)", R"("exp":"1","x":)", "claims"},
        BadClaims{"ExpiryNegative", R"("exp":)", R"("exp":-)", "claims"},
        BadClaims{"ExpiryWithFraction", "}", ".5}", "claims"},
        BadClaims{"ExpiryBeyondReason", R"("exp":)", R"("exp":18446744073709551615,"x":)",
                  "claims"},
        BadClaims{"ExpiryAboveInt64", R"("exp":)", R"("exp":9223372036854775808,"x":)", "claims"},
        BadClaims{"NotBeforeAsText", "}", R"(,"nbf":"now"})", "claims"}),
    [](const auto& instance) { return instance.param.name; });

TEST_F(TokenVerifierTest, RefusesANameThatIsTooLong) {
  EXPECT_THAT(verifier_.Verify(issuer_.Sign(TokenIssuer::kHeader,
                                            Claims("Juniper Halloway", std::string(255, 'x')))),
              IsOk());
  EXPECT_THAT(verifier_.Verify(issuer_.Sign(TokenIssuer::kHeader,
                                            Claims("Juniper Halloway", std::string(256, 'x')))),
              HasReason(v1::ERROR_REASON_TOKEN_INVALID));
}

TEST_F(TokenVerifierTest, TakesAnAudienceInAListOfOne) {
  EXPECT_THAT(verifier_.Verify(issuer_.Sign(TokenIssuer::kHeader,
                                            Claims(R"("aud":"cairn")", R"("aud":["cairn"])"))),
              IsOk());
}

// --- Time ---

TEST_F(TokenVerifierTest, TakesATokenOfFifteenMinutesAndNotASecondMore) {
  EXPECT_THAT(verifier_.Verify(issuer_.TokenFor(kJuniper, clock_.NowMicros(), 900)), IsOk());

  const auto caller = verifier_.Verify(issuer_.TokenFor(kJuniper, clock_.NowMicros(), 901));

  EXPECT_THAT(caller, HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_EQ(CheckOf(caller.status()), "lifetime");
}

TEST_F(TokenVerifierTest, TakesLongerTokensWhenToldTo) {
  TokenRules rules = kRules;
  rules.lifetime_max_s = 86'400;
  TokenVerifier verifier(Keys(issuer_.Jwks()), rules, clock_);

  EXPECT_THAT(verifier.Verify(issuer_.TokenFor(kJuniper, clock_.NowMicros(), 86'400)), IsOk());
}

TEST_F(TokenVerifierTest, RefusesATokenThatEndsBeforeItBegins) {
  EXPECT_THAT(verifier_.Verify(
                  issuer_.Sign(TokenIssuer::kHeader, WithTimes(kNowSeconds + 1, kNowSeconds + 1))),
              HasReason(v1::ERROR_REASON_TOKEN_INVALID));
}

TEST_F(TokenVerifierTest, TakesATokenUntilAMinuteAfterItExpired) {
  const std::string early =
      issuer_.Sign(TokenIssuer::kHeader, WithTimes(kNowSeconds - 600, kNowSeconds - 59));
  const std::string late =
      issuer_.Sign(TokenIssuer::kHeader, WithTimes(kNowSeconds - 600, kNowSeconds - 60));

  EXPECT_THAT(verifier_.Verify(early), IsOk());
  EXPECT_THAT(verifier_.Verify(late), HasReason(v1::ERROR_REASON_TOKEN_EXPIRED));
}

TEST_F(TokenVerifierTest, TakesATokenFromAMinuteBeforeItBegins) {
  EXPECT_THAT(verifier_.Verify(issuer_.Sign(TokenIssuer::kHeader,
                                            WithTimes(kNowSeconds + 60, kNowSeconds + 600))),
              IsOk());
  EXPECT_THAT(verifier_.Verify(issuer_.Sign(TokenIssuer::kHeader,
                                            WithTimes(kNowSeconds + 61, kNowSeconds + 600))),
              HasReason(v1::ERROR_REASON_TOKEN_EXPIRED));
}

TEST_F(TokenVerifierTest, WaitsForNotBefore) {
  const std::string token = issuer_.Sign(
      TokenIssuer::kHeader,
      WithTimes(kNowSeconds, kNowSeconds + 600, absl::StrFormat(R"(,"nbf":%d)", kNowSeconds + 61)));

  EXPECT_THAT(verifier_.Verify(token), HasReason(v1::ERROR_REASON_TOKEN_EXPIRED));
  clock_.Advance(kSecond);
  EXPECT_THAT(verifier_.Verify(token), IsOk());
}

TEST_F(TokenVerifierTest, ForgetsAGoodTokenTheMomentItExpires) {
  const std::string token = issuer_.TokenFor(kJuniper, clock_.NowMicros(), 600);
  ASSERT_THAT(verifier_.Verify(token), IsOk());

  clock_.Advance(659 * kSecond);
  EXPECT_THAT(verifier_.Verify(token), IsOk());
  clock_.Advance(kSecond);
  EXPECT_THAT(verifier_.Verify(token), HasReason(v1::ERROR_REASON_TOKEN_EXPIRED));
}

TEST_F(TokenVerifierTest, DoesNotTakeARememberedTokenBeforeItsTime) {
  const std::string token = issuer_.TokenFor(kJuniper, clock_.NowMicros());
  ASSERT_THAT(verifier_.Verify(token), IsOk());

  clock_.SetWallClock(FakeClock::kStartMicros - 61 * kSecond);

  EXPECT_THAT(verifier_.Verify(token), HasReason(v1::ERROR_REASON_TOKEN_EXPIRED));
}

TEST_F(TokenVerifierTest, GivesTheSameCallerWhenItRemembersTheToken) {
  const std::string token = issuer_.TokenFor(kJuniper, clock_.NowMicros());

  const auto first = verifier_.Verify(token);
  const auto second = verifier_.Verify(token);

  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(second, IsOkAndHolds(*first));
}

TEST_F(TokenVerifierTest, KeepsCallersApartWhenManyAskAtOnce) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([this, t] {
      const std::string subject = absl::StrFormat("teacher.%d", t);
      const std::string token = issuer_.TokenFor(
          {.subject = subject, .name = "A Teacher", .role = "teacher"}, clock_.NowMicros());
      for (int i = 0; i < 500; ++i) {
        const auto caller = verifier_.Verify(token);
        ASSERT_THAT(caller, IsOk());
        ASSERT_EQ((*caller)->subject, subject);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

// --- The other algorithms ---

TEST_F(TokenVerifierTest, TakesTokensOfEveryAlgorithmThatItsKeysHave) {
  const SigningKey ec = SigningKey::P256();
  const SigningKey rsa = SigningKey::Rsa(2048);
  const SigningKey pss = SigningKey::Rsa(2048);
  TokenVerifier verifier(Keys(absl::StrFormat(R"({"keys":[%s,%s,%s]})", ec.Jwk("ec"),
                                              rsa.Jwk("rsa"), pss.Jwk("pss", R"(,"alg":"PS256")"))),
                         kRules, clock_);

  EXPECT_THAT(
      verifier.Verify(ec.Token("ES256", R"({"alg":"ES256","kid":"ec","typ":"at+jwt"})", Claims())),
      IsOk());
  EXPECT_THAT(verifier.Verify(
                  rsa.Token("RS256", R"({"alg":"RS256","kid":"rsa","typ":"at+jwt"})", Claims())),
              IsOk());
  EXPECT_THAT(verifier.Verify(
                  pss.Token("PS256", R"({"alg":"PS256","kid":"pss","typ":"at+jwt"})", Claims())),
              IsOk());
}

TEST_F(TokenVerifierTest, RefusesAnotherPaddingThanTheKeyIsFor) {
  const SigningKey rsa = SigningKey::Rsa(2048);
  TokenVerifier verifier(Keys(absl::StrFormat(R"({"keys":[%s]})", rsa.Jwk("rsa"))), kRules, clock_);

  EXPECT_THAT(verifier.Verify(
                  rsa.Token("PS256", R"({"alg":"PS256","kid":"rsa","typ":"at+jwt"})", Claims())),
              HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_THAT(verifier.Verify(
                  rsa.Token("PS256", R"({"alg":"RS256","kid":"rsa","typ":"at+jwt"})", Claims())),
              HasReason(v1::ERROR_REASON_TOKEN_INVALID));
}

}  // namespace
}  // namespace cairn
