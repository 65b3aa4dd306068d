// Red, amber, green (RAG): the three bands that schools print. Which figure lies in which is said
// where the figure is computed.
#pragma once

#include <string_view>

#include "eventstore/base/check.h"

namespace cairn::impact {

enum class Rag { kRed, kAmber, kGreen };

// "green".
inline std::string_view RagWords(Rag rag) {
  switch (rag) {
    case Rag::kRed:
      return "red";
    case Rag::kAmber:
      return "amber";
    case Rag::kGreen:
      return "green";
  }
  CAIRN_CHECK_UNREACHABLE();
}

}  // namespace cairn::impact
