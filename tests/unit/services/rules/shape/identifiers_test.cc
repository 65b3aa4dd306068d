#include "services/rules/shape/identifiers.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/rules/shape/name_form.h"

namespace cairn::rules {
namespace {

class GoodUpn : public testing::TestWithParam<const char*> {};

TEST_P(GoodUpn, HasItsCheckLetter) {
  const std::string upn = NormalUpn(GetParam());

  ASSERT_TRUE(IsUpnFormat(upn));
  EXPECT_TRUE(HasUpnCheckLetter(upn));
  EXPECT_TRUE(HasKnownAuthority(upn));
}

// Examples that python-stdnum confirms, and those of the two cases.
INSTANTIATE_TEST_SUITE_P(Identifiers, GoodUpn,
                         testing::Values("B801200005001", "T928599919452", "C909399016027",
                                         "P83521301914C", "J90929912401K", "A909298721014",
                                         "b801200005001", " B801 2000 0500 1 "));

class WrongUpn : public testing::TestWithParam<const char*> {};

TEST_P(WrongUpn, HasNotTheFormat) { EXPECT_FALSE(IsUpnFormat(NormalUpn(GetParam()))); }

INSTANTIATE_TEST_SUITE_P(Identifiers, WrongUpn,
                         testing::Values("", "B", "B80120000500", "B8012000050011", "X80120000A001",
                                         "I801200005001", "O801200005001", "S801200005001",
                                         "B80120000500I", "B80120000500O", "B80120000500S",
                                         "1801200005001", "B80120000500-", "B8012000050\xC3\x89"));

TEST(Identifiers, SeeAWrongCheckLetter) {
  EXPECT_TRUE(IsUpnFormat("A801200005001"));
  EXPECT_FALSE(HasUpnCheckLetter("A801200005001"));
}

// The check is there to find this.
TEST(Identifiers, SeeEverySingleWrongDigitOfAUpn) {
  const std::string good = "B801200005001";
  for (size_t i = 1; i < good.size(); ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string changed = good;
      changed[i] = digit;
      EXPECT_EQ(HasUpnCheckLetter(changed), changed == good) << changed;
    }
  }
}

TEST(Identifiers, KnowATemporaryUpnByItsLastLetter) {
  EXPECT_TRUE(IsTemporaryUpn("J90929912401K"));
  EXPECT_FALSE(IsTemporaryUpn("A909298721014"));
}

// What no check letter can tell apart: K has the value 9.
TEST(Identifiers, CannotTellALastDigitFromTheLetterOfTheSameValue) {
  EXPECT_TRUE(HasUpnCheckLetter("J90929912401K"));
  EXPECT_TRUE(HasUpnCheckLetter("J909299124019"));
}

TEST(Identifiers, KnowTheAuthorityOfAUpn) {
  EXPECT_TRUE(HasKnownAuthority("A909298721014"));  // Cumbria, abolished 2023
  EXPECT_FALSE(HasKnownAuthority("T999200005001"));
}

TEST(Identifiers, CheckUlns) {
  EXPECT_TRUE(HasUlnCheckDigit("9276308686"));
  EXPECT_TRUE(HasUlnCheckDigit("6174290351"));
  EXPECT_FALSE(HasUlnCheckDigit("6174290350"));
  EXPECT_FALSE(HasUlnCheckDigit("9276308680"));
}

// With a remainder of 0 there is no digit that fits.
TEST(Identifiers, FindNoDigitForAUlnWithoutOne) {
  for (char digit = '0'; digit <= '9'; ++digit) {
    EXPECT_FALSE(HasUlnCheckDigit(std::string("100000006") + digit)) << digit;
  }
}

TEST(Identifiers, WantTenDigitsOfAUln) {
  EXPECT_TRUE(IsUlnFormat(NormalUln("617 429 0351")));
  EXPECT_FALSE(IsUlnFormat("0174290351"));
  EXPECT_FALSE(IsUlnFormat("617429035"));
  EXPECT_FALSE(IsUlnFormat("61742903511"));
  EXPECT_FALSE(IsUlnFormat("617429035X"));
}

// 943 476 5919 is the example of the NHS Data Dictionary.
TEST(Identifiers, CheckNhsNumbers) {
  EXPECT_TRUE(IsNhsNumberFormat(NormalNhsNumber("943 476 5919")));
  EXPECT_TRUE(HasNhsCheckDigit("9434765919"));
  EXPECT_FALSE(HasNhsCheckDigit("9434765918"));
  EXPECT_FALSE(IsNhsNumberFormat("943476591"));
  EXPECT_FALSE(IsNhsNumberFormat("943476591X"));
}

// Where the check digit would be 10, the number is never given.
TEST(Identifiers, FindNoDigitForAnNhsNumberWithoutOne) {
  for (char digit = '0'; digit <= '9'; ++digit) {
    EXPECT_FALSE(HasNhsCheckDigit(std::string("100000001") + digit)) << digit;
  }
}

TEST(Identifiers, CountTheDigitsOfNumbersOfSchools) {
  EXPECT_TRUE(IsUrnFormat("999901"));
  EXPECT_FALSE(IsUrnFormat("99990"));
  EXPECT_FALSE(IsUrnFormat("9999O1"));
  EXPECT_TRUE(IsLaestabFormat("9092991"));
  EXPECT_FALSE(IsLaestabFormat("909/2991"));
  EXPECT_FALSE(IsLaestabFormat("909299"));
  EXPECT_TRUE(IsUkprnFormat("10012345"));
  EXPECT_FALSE(IsUkprnFormat("20012345"));
  EXPECT_FALSE(IsUkprnFormat("1001234"));
  EXPECT_FALSE(IsUkprnFormat(""));
}

TEST(NameForm, ComparesNamesWithoutCaseAndDoubleSpaces) {
  EXPECT_EQ(NormalName("  Pip   LARKWHISTLE\t"), "pip larkwhistle");
  EXPECT_EQ(NormalName(""), "");
  EXPECT_EQ(NormalName(" \n"), "");
}

TEST(NameForm, KnowsTheLettersOfEuropeanNames) {
  EXPECT_EQ(NormalName("ZOË"), NormalName("zoë"));
  EXPECT_EQ(NormalName("ŁUKASZ ŻÓŁĆ"), "łukasz żółć");
  EXPECT_EQ(NormalName("ŠÁRKA ČERNÁ"), "šárka černá");
  EXPECT_EQ(NormalName("ÅSA ØSTERGÅRD"), "åsa østergård");
  EXPECT_EQ(NormalName("ŸSEULT"), "ÿseult");
  EXPECT_EQ(NormalName("ĹUBICA ŇUŇU"), "ĺubica ňuňu");
}

TEST(NameForm, LeavesWhatIsNoCapitalAlone) {
  EXPECT_EQ(NormalName("ß×÷ı"), "ß×÷ı");
  EXPECT_EQ(NormalName("محمد"), "محمد");
  EXPECT_EQ(NormalName("李 伟"), "李 伟");
}

TEST(NameForm, TakesEitherApostrophe) {
  EXPECT_EQ(NormalName("Siobhán O’Neill"), NormalName("siobhán o'neill"));
}

TEST(NameForm, SurvivesBrokenText) {
  EXPECT_EQ(NormalName("\xC3"), "\xC3");
  EXPECT_EQ(NormalName("x\xE2\x80"), "x\xE2\x80");
}

}  // namespace
}  // namespace cairn::rules
