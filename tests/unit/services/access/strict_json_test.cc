#include "services/access/strict_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace cairn {
namespace {

using testing::Eq;
using testing::Optional;

class RefusedJson : public testing::TestWithParam<const char*> {};

TEST_P(RefusedJson, IsNoObject) { EXPECT_EQ(ParseJsonObject(GetParam()), std::nullopt); }

INSTANTIATE_TEST_SUITE_P(StrictJson, RefusedJson,
                         testing::Values("", " ", "[]", "1", "\"sub\"", "null", "{", "{}{}", "{} x",
                                         "{}\n]", R"({"a":1,"a":1})", R"({"a":1,"\u0061":2})",
                                         R"({"a":{"b":1,"b":2}})",
                                         R"({"a":[{"b":1},{"b":1,"b":2}]})", R"({"a":1,})",
                                         R"({a:1})", R"({'a':1})", R"({"a":NaN})", R"({"a":1e999})",
                                         "{\"a\":\"\x01\"}", "{\"a\":\"\xff\"}", "{/* */}",
                                         "\xef\xbb\xbf[]"));

TEST(StrictJson, ReadsAnObjectWithTheSameKeyInDifferentObjects) {
  const auto object = ParseJsonObject(R"( {"a":{"b":1},"b":{"b":2}} )");

  ASSERT_TRUE(object.has_value());
  EXPECT_EQ(object->at("b").at("b"), 2);
}

TEST(StrictJson, GivesOnlyStringsThatSaySomething) {
  const auto object = ParseJsonObject(R"({"text":"x","empty":"","number":1})");

  ASSERT_TRUE(object.has_value());
  EXPECT_THAT(StringMember(*object, "text"), Optional(Eq("x")));
  EXPECT_EQ(StringMember(*object, "empty"), std::nullopt);
  EXPECT_EQ(StringMember(*object, "number"), std::nullopt);
  EXPECT_EQ(StringMember(*object, "absent"), std::nullopt);
}

class RefusedBase64Url : public testing::TestWithParam<const char*> {};

TEST_P(RefusedBase64Url, IsNotDecoded) { EXPECT_EQ(FromBase64Url(GetParam()), std::nullopt); }

// Wrong length, padding, the other alphabet, white space, and bits that no encoder sets.
INSTANTIATE_TEST_SUITE_P(StrictJson, RefusedBase64Url,
                         testing::Values("A", "AAAAA", "AA==", "AAA=", "+/+/", "A A", "AAAA\n",
                                         "AB", "AAB", "AA.A", "AA%3D"));

TEST(StrictJson, DecodesTheExampleOfRfc7515AppendixC) {
  const std::string bytes = {3, static_cast<char>(236), static_cast<char>(255),
                             static_cast<char>(224), static_cast<char>(193)};

  EXPECT_THAT(FromBase64Url("A-z_4ME"), Optional(Eq(bytes)));
  EXPECT_EQ(ToBase64Url(bytes), "A-z_4ME");
}

}  // namespace
}  // namespace cairn
