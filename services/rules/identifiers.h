// The numbers by which others know a child, and how to see that one was mistyped. Pure.
#pragma once

#include <string>
#include <string_view>

namespace cairn::rules {

// Without white space, letters in upper case: the one form in which UPNs are compared.
std::string NormalUpn(std::string_view typed);
// Without white space.
std::string NormalUln(std::string_view typed);

// Unique pupil number, 13 characters (DfE UPN guide):
//   upn    := check la establishment year serial
//   check  := letter            alphabet[sum of (value x position) over positions 2 to 13, mod 23]
//   la     := 3 digits          a local authority, perhaps abolished
//   serial := 3 digits | 2 digits letter      with a letter the UPN is temporary
//   letter := one of ABCDEFGHJKLMNPQRTUVWXYZ, with the value of its place; never I, O or S
// All of these want the normal form.
bool IsUpnFormat(std::string_view upn);
// `upn` has the format.
bool HasUpnCheckLetter(std::string_view upn);
bool IsTemporaryUpn(std::string_view upn);
// Whether its local authority is or was one (la_codes.h). New ones appear: not to know one proves
// nothing.
bool HasKnownAuthority(std::string_view upn);

// Unique learner number: 10 digits, the first not zero; sum of (digit x 10, 9, ... 1) mod 11 is 10.
bool IsUlnFormat(std::string_view uln);
// `uln` has the format.
bool HasUlnCheckDigit(std::string_view uln);

}  // namespace cairn::rules
