#include "projections/codes/sen_codes.h"

#include <algorithm>

namespace cairn::codes {
namespace {

constexpr SenProvisionCode kSenProvision[] = {
#include "projections/codes/sen_provision.inc"
};
constexpr SenTypeCode kSenTypes[] = {
#include "projections/codes/sen_types.inc"
};

template <typename Row, typename Value>
const Row* FindValue(std::span<const Row> list, Value value) {
  const auto row = std::find_if(list.begin(), list.end(),
                                [&](const Row& candidate) { return candidate.value == value; });
  return row == list.end() ? nullptr : &*row;
}

}  // namespace

std::span<const SenProvisionCode> SenProvisionCodes() { return kSenProvision; }
std::span<const SenTypeCode> SenTypeCodes() { return kSenTypes; }

const SenProvisionCode* FindSenProvision(std::string_view letters) {
  return FindCode(SenProvisionCodes(), letters);
}
const SenTypeCode* FindSenType(std::string_view letters) {
  return FindCode(SenTypeCodes(), letters);
}

const SenProvisionCode* FindSenProvision(v1::SenProvision value) {
  return FindValue(SenProvisionCodes(), value);
}
const SenTypeCode* FindSenType(v1::SenType value) { return FindValue(SenTypeCodes(), value); }

}  // namespace cairn::codes
