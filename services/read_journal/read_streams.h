// ReadStreams: the streams of the log that hold who has read what, one for each month of London
// time, so that the keys of a month can be destroyed as those of a record are. They are no records:
// nobody reads, lists or adds to one by its id.
//
//   id = H("cairn/v1/reads" ‖ ledger_id)[12] ‖ u16 year ‖ u16 month
//
// A value; safe to share.
#pragma once

#include <cstdint>
#include <string>

#include "eventstore/base/ids.h"

namespace cairn {

class ReadStreams {
 public:
  explicit ReadStreams(const LedgerId& ledger_id);

  // The stream of what is noted at that time, microseconds since 1970 UTC.
  RecordId At(int64_t at_us) const;
  // Whether it is one of them.
  bool Has(const RecordId& stream) const { return stream.bytes().starts_with(prefix_); }

 private:
  const std::string prefix_;
};

}  // namespace cairn
