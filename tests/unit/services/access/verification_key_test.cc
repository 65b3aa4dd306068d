#include "services/access/verification_key.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/access/strict_json.h"
#include "tests/unit/services/access/signing_keys.h"

namespace cairn {
namespace {

std::string Decoded(std::string_view text) { return FromBase64Url(text).value_or("not base64url"); }

// RFC 8037 appendix A.4.
TEST(VerificationKey, AcceptsTheEd25519ExampleOfRfc8037) {
  const auto key = VerificationKey::Ed25519(Decoded("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));

  ASSERT_TRUE(key.has_value());
  EXPECT_TRUE(key->Verify(
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
      Decoded("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_"
              "MuM0KAg")));
}

// RFC 7515 appendix A.3.
TEST(VerificationKey, AcceptsTheEs256ExampleOfRfc7515) {
  const auto key = VerificationKey::P256(Decoded("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                                         Decoded("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));

  ASSERT_TRUE(key.has_value());
  EXPECT_TRUE(key->Verify(
      "eyJhbGciOiJFUzI1NiJ9."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cn"
      "VlfQ",
      Decoded("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-"
              "Kg6NU1Q")));
}

// RFC 7515 appendix A.2.
TEST(VerificationKey, AcceptsTheRs256ExampleOfRfc7515) {
  const auto key = VerificationKey::Rsa(
      Decoded("ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEz"
              "P1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf6"
              "3kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5Zw"
              "Kh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRW"
              "yuXpoQ"),
      Decoded("AQAB"), SignatureAlgorithm::kRs256);

  ASSERT_TRUE(key.has_value());
  EXPECT_TRUE(key->Verify(
      "eyJhbGciOiJSUzI1NiJ9."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cn"
      "VlfQ",
      Decoded("cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt"
              "_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArL"
              "IARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7no"
              "OPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQ"
              "Ge77Rw")));
}

TEST(VerificationKey, RefusesASignatureOfAnotherMessage) {
  const auto key = VerificationKey::Ed25519(Decoded("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));

  ASSERT_TRUE(key.has_value());
  EXPECT_FALSE(key->Verify(
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmd",
      Decoded("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_"
              "MuM0KAg")));
}

class WrongEs256Signature : public testing::TestWithParam<std::string> {};

// Too short, too long, zero (CVE-2022-21449), and the ends of the range.
TEST_P(WrongEs256Signature, IsRefused) {
  const auto key = VerificationKey::P256(Decoded("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                                         Decoded("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));

  ASSERT_TRUE(key.has_value());
  EXPECT_FALSE(key->Verify("anything", GetParam()));
}

INSTANTIATE_TEST_SUITE_P(VerificationKey, WrongEs256Signature,
                         testing::Values("", "x", std::string(63, '\1'), std::string(65, '\1'),
                                         std::string(64, '\0'), std::string(64, '\xff'),
                                         std::string(32, '\0') + std::string(32, '\1')));

TEST(VerificationKey, RefusesAPointThatIsNotOnTheCurve) {
  EXPECT_EQ(VerificationKey::P256(std::string(32, '\1'), std::string(32, '\2')), std::nullopt);
  EXPECT_EQ(VerificationKey::P256(std::string(32, '\0'), std::string(32, '\0')), std::nullopt);
}

TEST(VerificationKey, RefusesKeysOfAnotherSize) {
  EXPECT_EQ(VerificationKey::Ed25519(std::string(31, '\1')), std::nullopt);
  EXPECT_EQ(VerificationKey::Ed25519(std::string(33, '\1')), std::nullopt);
  EXPECT_EQ(VerificationKey::P256(std::string(31, '\1'), std::string(32, '\1')), std::nullopt);
  EXPECT_EQ(VerificationKey::P256(std::string(32, '\1'), ""), std::nullopt);
}

class RsaNumbers : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(RsaNumbers, AreRefusedWhenWeak) {
  const auto& [n, e] = GetParam();

  EXPECT_EQ(VerificationKey::Rsa(n, e, SignatureAlgorithm::kRs256), std::nullopt);
}

// 2040 bits; 2047 bits in 256 bytes; a leading zero; 8200 bits; exponents 1, 3 and none.
INSTANTIATE_TEST_SUITE_P(
    VerificationKey, RsaNumbers,
    testing::Values(std::pair(std::string(255, '\xff'), std::string("\1\0\1", 3)),
                    std::pair(std::string(256, '\x7f'), std::string("\1\0\1", 3)),
                    std::pair(std::string(1, '\0') + std::string(256, '\xff'),
                              std::string("\1\0\1", 3)),
                    std::pair(std::string(1025, '\xff'), std::string("\1\0\1", 3)),
                    std::pair(std::string(256, '\xff'), "\1"),
                    std::pair(std::string(256, '\xff'), "\3"),
                    std::pair(std::string(256, '\xff'), ""),
                    std::pair(std::string(), std::string("\1\0\1", 3))));

}  // namespace
}  // namespace cairn
