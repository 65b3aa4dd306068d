#include "eventstore/ledger/crc32c.h"

#include <string>

#include <gtest/gtest.h>

namespace cairn {
namespace {

TEST(Crc32c, HasTheCheckValueOfTheCatalogue) { EXPECT_EQ(Crc32c("123456789"), 0xE3069283u); }

// RFC 3720 appendix B.4.
TEST(Crc32c, HasTheValuesOfTheRfc) {
  EXPECT_EQ(Crc32c(std::string(32, '\0')), 0x8A9136AAu);
  EXPECT_EQ(Crc32c(std::string(32, '\xFF')), 0x62A8AB43u);
}

}  // namespace
}  // namespace cairn
