// What was tried and what is missing, on paper. Pure.
#pragma once

#include <string>

#include <google/protobuf/repeated_field.h>

#include "cairn/v1/timeline_service.pb.h"

namespace cairn::cli {

enum class TriedPrint {
  kRows,
  // Under each row why it was tried, who gave it, what was measured and said, what was decided and
  // what came next; what nobody recorded is not there.
  kWithDetail,
};

using TriedRows = google::protobuf::RepeatedPtrField<v1::TriedRow>;
using Gaps = google::protobuf::RepeatedPtrField<v1::Gap>;

std::string PrintTried(const TriedRows& rows, TriedPrint how);
std::string PrintGaps(const Gaps& gaps);

}  // namespace cairn::cli
