// What the provision map keeps of one record: ProvisionRows. Pure.
#pragma once

#include "projections/provision/provision_rows.pb.h"

#include "projections/record/record.h"

namespace cairn {

rows::ProvisionRows ProvisionRowsOf(const Record& record);

}  // namespace cairn
