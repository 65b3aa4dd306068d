#include "services/rules/shape/identifiers.h"

#include <algorithm>

#include "absl/strings/ascii.h"

#include "eventstore/base/check.h"
#include "projections/codes/la_codes.h"

namespace cairn::rules {
namespace {

constexpr std::string_view kUpnAlphabet = "ABCDEFGHJKLMNPQRTUVWXYZ";
constexpr size_t kUpnSize = 13;
constexpr size_t kWeightedSize = 10;  // of a ULN and of an NHS number

bool IsDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}
bool IsUpnLetter(char c) { return kUpnAlphabet.find(c) != std::string_view::npos; }

std::string WithoutSpace(std::string_view text) {
  std::string kept;
  std::copy_if(text.begin(), text.end(), std::back_inserter(kept),
               [](char c) { return !absl::ascii_isspace(c); });
  return kept;
}

bool HasDigits(std::string_view text, size_t size) { return text.size() == size && IsDigits(text); }

// Sum of (digit x 10, 9, ... 1) mod 11.
int WeightedRest(std::string_view number) {
  CAIRN_CHECK(number.size() == kWeightedSize);
  int sum = 0;
  for (size_t i = 0; i < number.size(); ++i) {
    sum += (number[i] - '0') * static_cast<int>(kWeightedSize - i);
  }
  return sum % 11;
}

size_t UpnValue(char c) {
  return absl::ascii_isdigit(c) ? static_cast<size_t>(c - '0') : kUpnAlphabet.find(c);
}

}  // namespace

std::string NormalUpn(std::string_view typed) {
  std::string upn = WithoutSpace(typed);
  std::transform(upn.begin(), upn.end(), upn.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return upn;
}

std::string NormalUln(std::string_view typed) { return WithoutSpace(typed); }
std::string NormalNhsNumber(std::string_view typed) { return WithoutSpace(typed); }

bool IsUpnFormat(std::string_view upn) {
  return upn.size() == kUpnSize && IsUpnLetter(upn.front()) && IsDigits(upn.substr(1, 11)) &&
         (absl::ascii_isdigit(upn.back()) || IsUpnLetter(upn.back()));
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
  return codes::FindLaCode(upn.substr(1, 3)) != nullptr;
}

bool IsUlnFormat(std::string_view uln) {
  return HasDigits(uln, kWeightedSize) && uln.front() != '0';
}
bool HasUlnCheckDigit(std::string_view uln) { return WeightedRest(uln) == 10; }

bool IsNhsNumberFormat(std::string_view number) { return HasDigits(number, kWeightedSize); }
bool HasNhsCheckDigit(std::string_view number) { return WeightedRest(number) == 0; }

bool IsUrnFormat(std::string_view urn) { return HasDigits(urn, 6); }
bool IsLaestabFormat(std::string_view laestab) { return HasDigits(laestab, 7); }
bool IsUkprnFormat(std::string_view ukprn) { return HasDigits(ukprn, 8) && ukprn.front() == '1'; }

}  // namespace cairn::rules
