// SEN provision and types of SEN: letters of the census, values of the contract, and what is
// retired (sen_provision.csv, sen_types.csv). Pure; safe to use from any thread.
#pragma once

#include <span>
#include <string_view>

#include "cairn/v1/codes.pb.h"

#include "projections/codes/code_list.h"

namespace cairn::codes {

struct SenProvisionCode {
  std::string_view code;  // "K"
  v1::SenProvision value;
  std::string_view meaning;
  Validity valid;
};

struct SenTypeCode {
  std::string_view code;  // "SPLD"
  v1::SenType value;
  std::string_view meaning;
  v1::BroadArea area;  // of the Code of Practice 6.28-6.35; unspecified for what is in none
  Validity valid;
};

std::span<const SenProvisionCode> SenProvisionCodes();
std::span<const SenTypeCode> SenTypeCodes();

// By the letters; null when there is no such code.
const SenProvisionCode* FindSenProvision(std::string_view letters);
const SenTypeCode* FindSenType(std::string_view letters);

// By the value; null for one without letters, as the unspecified one.
const SenProvisionCode* FindSenProvision(v1::SenProvision value);
const SenTypeCode* FindSenType(v1::SenType value);

}  // namespace cairn::codes
