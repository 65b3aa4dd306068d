#include "services/api/page_token.h"

#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "tests/support/status_matchers.h"

namespace cairn {
namespace {

TEST(PageTokenTest, GoesOnWhereThePageBeforeEnded) {
  EXPECT_THAT(DecodePageToken(EncodePageToken(100, "query"), "query"), IsOkAndHolds(100u));
}

TEST(PageTokenTest, AnEmptyTokenIsTheFirstPage) {
  EXPECT_THAT(DecodePageToken("", "query"), IsOkAndHolds(0u));
}

TEST(PageTokenTest, ATokenOfAnotherQueryIsRefused) {
  EXPECT_THAT(DecodePageToken(EncodePageToken(100, "query"), "other"),
              HasReason(v1::ERROR_REASON_PAGE_TOKEN_INVALID));
}

TEST(PageTokenTest, EveryChangedByteOfTheBindingIsRefused) {
  const std::string token = *FromBase64(EncodePageToken(100, "query"));
  for (size_t i = 9; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_THAT(DecodePageToken(ToBase64(changed), "query"),
                HasReason(v1::ERROR_REASON_PAGE_TOKEN_INVALID));
  }
}

TEST(PageTokenTest, BytesThatAreNoTokenAreRefused) {
  for (const char* token : {"x", "====", "AAAA", "not base64!"}) {
    EXPECT_THAT(DecodePageToken(token, "query"), HasReason(v1::ERROR_REASON_PAGE_TOKEN_INVALID));
  }
}

TEST(PageSizeTest, ZeroMeansAHundredAndAThousandIsTheMost) {
  EXPECT_THAT(PageSize(0), IsOkAndHolds(100));
  EXPECT_THAT(PageSize(1000), IsOkAndHolds(1000));
  EXPECT_THAT(PageSize(1001), HasReason(v1::ERROR_REASON_INVALID_REQUEST));
  EXPECT_THAT(PageSize(-1), HasReason(v1::ERROR_REASON_INVALID_REQUEST));
}

}  // namespace
}  // namespace cairn
