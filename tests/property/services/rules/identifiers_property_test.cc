// What the checks of numbers promise, for every number: one wrong character shows, and so do two
// that were swapped.
#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include <rapidcheck/gtest.h>

#include "services/rules/shape/identifiers.h"

namespace cairn::rules {
namespace {

constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";
constexpr std::string_view kDigits = "0123456789";

bool IsGoodUpn(std::string_view upn) { return IsUpnFormat(upn) && HasUpnCheckLetter(upn); }
bool IsGoodUln(std::string_view uln) { return IsUlnFormat(uln) && HasUlnCheckDigit(uln); }
bool IsGoodNhsNumber(std::string_view number) {
  return IsNhsNumberFormat(number) && HasNhsCheckDigit(number);
}

// Of full size from the first case on: inRange() begins small.
size_t AnyBelow(size_t end) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<size_t>(0, end));
}
char AnyOf(std::string_view characters) { return characters[AnyBelow(characters.size())]; }
char AnyUpnCharacter() { return AnyOf(AnyBelow(2) == 0 ? kDigits : kLetters); }

std::string AnyDigits(size_t count) {
  std::string digits;
  for (size_t i = 0; i < count; ++i) digits += AnyOf(kDigits);
  return digits;
}

// The first of `signs` that fits.
char FittingSign(std::string_view signs, const std::function<bool(char)>& fits) {
  const auto sign = std::find_if(signs.begin(), signs.end(), fits);
  RC_PRE(sign != signs.end());  // a number of digits may have none
  return *sign;
}

// A UPN with its check letter, as often temporary as permanent.
std::string AnyUpn() {
  const std::string body = AnyDigits(11) + AnyUpnCharacter();
  return FittingSign(kLetters, [&](char sign) { return IsGoodUpn(sign + body); }) + body;
}

using Check = bool (*)(std::string_view);

// A number of ten digits with its check digit.
std::string AnyNumber(Check is_good) {
  const std::string body = AnyDigits(9);
  return body + FittingSign(kDigits, [&](char sign) { return is_good(body + sign); });
}

size_t ValueOf(char c) { return c <= '9' ? static_cast<size_t>(c - '0') : kLetters.find(c); }

std::string WithTwoSwapped(std::string number) {
  const size_t one = AnyBelow(number.size());
  std::swap(number[one], number[AnyBelow(number.size())]);
  return number;
}

RC_GTEST_PROP(Upn, ShowsOneWrongCharacter, ()) {
  const std::string good = AnyUpn();
  const size_t place = AnyBelow(good.size());
  std::string wrong = good;
  wrong[place] = AnyUpnCharacter();
  // The last digit and the letter of the same value: what no check letter can tell apart.
  const bool is_of_same_value =
      place + 1 == good.size() && ValueOf(wrong[place]) == ValueOf(good[place]);
  RC_PRE(wrong != good && !is_of_same_value);

  RC_ASSERT(!IsGoodUpn(wrong));
}

RC_GTEST_PROP(Upn, ShowsTwoSwappedCharacters, ()) {
  const std::string good = AnyUpn();
  const std::string wrong = WithTwoSwapped(good);
  RC_PRE(wrong != good);

  RC_ASSERT(!IsGoodUpn(wrong));
}

RC_GTEST_PROP(Upn, HasExactlyOneCheckLetter, ()) {
  const std::string good = AnyUpn();

  RC_ASSERT(std::count_if(kLetters.begin(), kLetters.end(),
                          [&](char letter) { return IsGoodUpn(letter + good.substr(1)); }) == 1);
}

RC_GTEST_PROP(Upn, IsTheSameHoweverItIsTyped, ()) {
  const std::string upn = AnyUpn();
  std::string typed;
  for (const char c : upn) {
    typed += std::string(AnyBelow(3), AnyOf(" \t\n"));
    typed += AnyBelow(2) == 0 && c >= 'A' ? static_cast<char>(c - 'A' + 'a') : c;
  }

  RC_ASSERT(NormalUpn(typed) == upn);
}

void ShowOneWrongDigit(Check is_good) {
  const std::string good = AnyNumber(is_good);
  std::string wrong = good;
  wrong[AnyBelow(good.size())] = AnyOf(kDigits);
  RC_PRE(wrong != good);

  RC_ASSERT(!is_good(wrong));
}

void ShowTwoSwappedDigits(Check is_good) {
  const std::string good = AnyNumber(is_good);
  const std::string wrong = WithTwoSwapped(good);
  RC_PRE(wrong != good);

  RC_ASSERT(!is_good(wrong));
}

RC_GTEST_PROP(Uln, ShowsOneWrongDigit, ()) { ShowOneWrongDigit(IsGoodUln); }
RC_GTEST_PROP(Uln, ShowsTwoSwappedDigits, ()) { ShowTwoSwappedDigits(IsGoodUln); }
RC_GTEST_PROP(NhsNumber, ShowsOneWrongDigit, ()) { ShowOneWrongDigit(IsGoodNhsNumber); }
RC_GTEST_PROP(NhsNumber, ShowsTwoSwappedDigits, ()) { ShowTwoSwappedDigits(IsGoodNhsNumber); }

}  // namespace
}  // namespace cairn::rules
