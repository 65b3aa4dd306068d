#include "services/rules/identifiers.h"

#include <algorithm>

#include "eventstore/base/check.h"
#include "services/rules/la_codes.h"

namespace cairn::rules {
namespace {

constexpr std::string_view kUpnAlphabet = "ABCDEFGHJKLMNPQRTUVWXYZ";
constexpr size_t kUpnSize = 13;
constexpr size_t kUlnSize = 10;

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsDigits(std::string_view text) { return std::all_of(text.begin(), text.end(), IsDigit); }
bool IsUpnLetter(char c) { return kUpnAlphabet.find(c) != std::string_view::npos; }

std::string WithoutSpace(std::string_view text) {
  std::string kept;
  std::copy_if(text.begin(), text.end(), std::back_inserter(kept),
               [](char c) { return !IsSpace(c); });
  return kept;
}

size_t UpnValue(char c) { return IsDigit(c) ? static_cast<size_t>(c - '0') : kUpnAlphabet.find(c); }

}  // namespace

std::string NormalUpn(std::string_view typed) {
  std::string upn = WithoutSpace(typed);
  std::transform(upn.begin(), upn.end(), upn.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return upn;
}

std::string NormalUln(std::string_view typed) { return WithoutSpace(typed); }

bool IsUpnFormat(std::string_view upn) {
  return upn.size() == kUpnSize && IsUpnLetter(upn.front()) && IsDigits(upn.substr(1, 11)) &&
         (IsDigit(upn.back()) || IsUpnLetter(upn.back()));
}

bool HasUpnCheckLetter(std::string_view upn) {
  CAIRN_CHECK(upn.size() == kUpnSize);
  size_t sum = 0;
  for (size_t i = 1; i < upn.size(); ++i) sum += UpnValue(upn[i]) * (i + 1);
  return upn.front() == kUpnAlphabet[sum % kUpnAlphabet.size()];
}

bool IsTemporaryUpn(std::string_view upn) {
  return upn.size() == kUpnSize && IsUpnLetter(upn.back());
}

bool HasKnownAuthority(std::string_view upn) {
  CAIRN_CHECK(upn.size() == kUpnSize);
  int code = 0;
  for (const char digit : upn.substr(1, 3)) code = 10 * code + (digit - '0');
  return IsLaCode(code);
}

bool IsUlnFormat(std::string_view uln) {
  return uln.size() == kUlnSize && IsDigits(uln) && uln.front() != '0';
}

bool HasUlnCheckDigit(std::string_view uln) {
  CAIRN_CHECK(uln.size() == kUlnSize);
  int sum = 0;
  for (size_t i = 0; i < uln.size(); ++i) sum += (uln[i] - '0') * static_cast<int>(kUlnSize - i);
  return sum % 11 == 10;
}

}  // namespace cairn::rules
