// One record to the rows of returns. Pure; safe to call from any thread.
#pragma once

#include <string>

#include "projections/returns/return_rows.pb.h"

#include "projections/record/record.h"

namespace cairn {

// `record` must be of a child (IsOfChild) and as of no day.
rows::ReturnRows RowsForReturns(const Record& record);

// The last postcode in an address, in capitals with one space; empty if there is none.
std::string PostcodeIn(const google::protobuf::RepeatedPtrField<std::string>& address);

}  // namespace cairn
