#include "clients/cli/token_issuer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "eventstore/base/clock.h"
#include "eventstore/base/status_macros.h"
#include "services/access/jwks.h"
#include "services/access/token_verifier.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace cairn::cli {
namespace {

using testing::HasSubstr;

constexpr int64_t kNow = 1'730'000'000;
constexpr char kSetting[] = "00000000000000000000000000999901";

TokenHolder Senco() {
  return {.subject = "juniper.halloway",
          .name = "Juniper Halloway",
          .role = v1::ROLE_SENCO,
          .setting = kSetting};
}

// The server's verifier with the key set that the issuer wrote.
absl::StatusOr<Caller> Verify(const TempFolder& folder, std::string_view token, int64_t now_s) {
  FakeClock clock(now_s * 1'000'000);
  TokenVerifier verifier(*KeySet::Load(folder / "issuer/jwks.json"),
                         {.issuer = "demo", .audience = "cairnd"}, clock);
  CAIRN_ASSIGN_OR_RETURN(const CallerPtr caller, verifier.Verify(token));
  return *caller;
}

TEST(TokenIssuer, IssuesTokensThatTheServerBelieves) {
  const TempFolder folder;
  const auto issuer = TokenIssuer::Create(folder / "issuer", "demo", "cairnd");
  ASSERT_THAT(issuer, IsOk());

  const auto token = issuer->Issue(Senco(), kNow, 15);

  ASSERT_THAT(token, IsOk());
  const absl::StatusOr<Caller> caller = Verify(folder, *token, kNow + 60);
  ASSERT_THAT(caller, IsOk());
  EXPECT_EQ(caller->subject, "juniper.halloway");
  EXPECT_EQ(caller->name, "Juniper Halloway");
  EXPECT_EQ(caller->role, v1::ROLE_SENCO);
  ASSERT_TRUE(caller->setting.has_value());
}

TEST(TokenIssuer, IssuesTokensThatExpire) {
  const TempFolder folder;
  const auto issuer = TokenIssuer::Create(folder / "issuer", "demo", "cairnd");

  const auto token = issuer->Issue(Senco(), kNow, 5);

  ASSERT_THAT(token, IsOk());
  EXPECT_THAT(Verify(folder, *token, kNow + 20 * 60), HasReason(v1::ERROR_REASON_TOKEN_EXPIRED));
}

TEST(TokenIssuer, IssuesForSomebodyOutsideEverySetting) {
  const TempFolder folder;
  const auto issuer = TokenIssuer::Create(folder / "issuer", "demo", "cairnd");

  const auto token = issuer->Issue(
      {.subject = "d.larkwhistle", .name = "Delphine Larkwhistle", .role = v1::ROLE_PARENT}, kNow,
      15);

  const absl::StatusOr<Caller> caller = Verify(folder, *token, kNow);
  ASSERT_THAT(caller, IsOk());
  EXPECT_FALSE(caller->setting.has_value());
}

TEST(TokenIssuer, KeepsItsKeyWhenItIsLoadedAgain) {
  const TempFolder folder;
  ASSERT_THAT(TokenIssuer::Create(folder / "issuer", "demo", "cairnd"), IsOk());

  const auto loaded = TokenIssuer::Load(folder / "issuer");

  ASSERT_THAT(loaded, IsOk());
  EXPECT_THAT(Verify(folder, *loaded->Issue(Senco(), kNow, 1), kNow), IsOk());
}

TEST(TokenIssuer, HidesItsKeyFromOthers) {
  const TempFolder folder;
  ASSERT_THAT(TokenIssuer::Create(folder / "issuer", "demo", "cairnd"), IsOk());

  struct stat about {};
  ASSERT_EQ(stat((folder / "issuer/signing_key.pem").c_str(), &about), 0);

  EXPECT_EQ(about.st_mode & 0777, 0600u);
}

TEST(TokenIssuer, RefusesAKeyThatOthersCanRead) {
  const TempFolder folder;
  ASSERT_THAT(TokenIssuer::Create(folder / "issuer", "demo", "cairnd"), IsOk());
  ASSERT_EQ(chmod((folder / "issuer/signing_key.pem").c_str(), 0640), 0);

  EXPECT_THAT(TokenIssuer::Load(folder / "issuer"),
              StatusIs(absl::StatusCode::kPermissionDenied, HasSubstr("0600")));
}

TEST(TokenIssuer, NeverReplacesAnIssuerThatIsThere) {
  const TempFolder folder;
  ASSERT_THAT(TokenIssuer::Create(folder / "issuer", "demo", "cairnd"), IsOk());

  EXPECT_THAT(TokenIssuer::Create(folder / "issuer", "demo", "cairnd"),
              StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST(TokenIssuer, RefusesHoldersThatTheServerWouldRefuse) {
  const TempFolder folder;
  const auto issuer = TokenIssuer::Create(folder / "issuer", "demo", "cairnd");
  TokenHolder nameless = Senco();
  nameless.name = "";
  TokenHolder misplaced = Senco();
  misplaced.setting = "999901";

  EXPECT_THAT(issuer->Issue(nameless, kNow, 15), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(issuer->Issue(misplaced, kNow, 15), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(issuer->Issue(Senco(), kNow, 16), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ParseRole, TakesTheNameOfAClaimOrOfTheContract) {
  EXPECT_THAT(ParseRole("senco"), IsOkAndHolds(v1::ROLE_SENCO));
  EXPECT_THAT(ParseRole("Teaching-Assistant"), IsOkAndHolds(v1::ROLE_TEACHING_ASSISTANT));
  EXPECT_THAT(ParseRole("ROLE_OFFICE"), IsOkAndHolds(v1::ROLE_OFFICE));
  EXPECT_THAT(ParseRole("unspecified"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(ParseRole("boss"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("teaching_assistant")));
}

TEST(TokenCache, RenewsATokenShortlyBeforeItExpires) {
  const TempFolder folder;
  TokenCache cache(*TokenIssuer::Create(folder / "issuer", "demo", "cairnd"));
  const std::string first = *cache.For(Senco(), kNow);

  EXPECT_EQ(*cache.For(Senco(), kNow + 12 * 60), first);
  EXPECT_NE(*cache.For(Senco(), kNow + 13 * 60), first);
}

TEST(TokenCache, KeepsPeopleApart) {
  const TempFolder folder;
  TokenCache cache(*TokenIssuer::Create(folder / "issuer", "demo", "cairnd"));
  TokenHolder head = Senco();
  head.role = v1::ROLE_HEAD;

  EXPECT_NE(*cache.For(Senco(), kNow), *cache.For(head, kNow));
}

TEST(Sha256, IsTheHashOfTheStandard) {
  EXPECT_EQ(Base64Url(Sha256("abc")), "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
}

}  // namespace
}  // namespace cairn::cli
