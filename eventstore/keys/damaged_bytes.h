// Stored bytes of keys and sealed content that are not what was written. For the files of this
// folder alone. Pure.
#pragma once

#include <string_view>

#include "absl/status/status.h"

#include "eventstore/base/errors.h"

namespace cairn {

// DATA_DAMAGED, with the sentence that says what is wrong with which bytes.
inline absl::Status DamagedBytes(std::string_view sentence) {
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED, sentence);
}

}  // namespace cairn
