// ViewStore: the rows of views on disk, in a folder of their own beside the log. All of it can be
// computed again: deleting the folder loses nothing but time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"

namespace cairn {

// The rows of one view for one record, opened.
struct RecordRows {
  struct Reading {
    uint32_t groups = 0;
    std::string bytes;
  };
  // The version of the record that they were computed from.
  Version version = 0;
  // As RecordReadings; one reading of all groups for a view of whole records.
  std::vector<Reading> readings;
  std::vector<std::string> apart;
};

}  // namespace cairn
