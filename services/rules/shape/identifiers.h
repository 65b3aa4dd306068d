// The numbers by which others know a child or a school, and how to see that one was mistyped. Pure.
#pragma once

#include <string>
#include <string_view>

namespace cairn::rules {

// Without white space, letters in upper case: the one form in which UPNs are compared.
std::string NormalUpn(std::string_view typed);
// Without white space.
std::string NormalUln(std::string_view typed);
std::string NormalNhsNumber(std::string_view typed);

// Unique pupil number, 13 characters (DfE UPN guide):
//   upn    := check la establishment year serial
//   check  := letter            alphabet[sum of (value x position) over positions 2 to 13, mod 23]
//   la     := 3 digits          a local authority, perhaps abolished
//   serial := 3 digits | 2 digits letter      with a letter the UPN is temporary
//   letter := one of ABCDEFGHJKLMNPQRTUVWXYZ, with the value of its place; never I, O or S
// These want the normal form. With the check letter any one wrong character shows, but for a last
// digit taken for the letter of the same value (0 for A, 9 for K), and so do any two that were
// swapped.
bool IsUpnFormat(std::string_view upn);
// `upn` has the format.
bool HasUpnCheckLetter(std::string_view upn);
bool IsTemporaryUpn(std::string_view upn);
// Whether its local authority is or was one (projections/codes/la_codes.h). New ones appear: not to
// know one proves nothing.
bool HasKnownAuthority(std::string_view upn);

// Unique learner number: 10 digits, the first not zero; sum of (digit x 10, 9, ... 1) mod 11 is 10.
// Any one wrong digit shows, and so do any two that were swapped.
bool IsUlnFormat(std::string_view uln);
// `uln` has the format.
bool HasUlnCheckDigit(std::string_view uln);

// NHS number (NHS Data Dictionary): 10 digits; sum of (digit x 10, 9, ... 1) mod 11 is 0. As good a
// check as that of the ULN.
bool IsNhsNumberFormat(std::string_view number);
// `number` has the format.
bool HasNhsCheckDigit(std::string_view number);

// Numbers of schools. They carry no check: the digits can be counted and no more.
bool IsUrnFormat(std::string_view urn);          // unique reference number, 6 digits
bool IsLaestabFormat(std::string_view laestab);  // authority, 3 digits, and establishment, 4
bool IsUkprnFormat(std::string_view ukprn);      // UK provider reference number, 8 from 10000000 on

}  // namespace cairn::rules
