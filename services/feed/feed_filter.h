// What a follower asked for: the filter of the contract, checked and made quick to ask. Values;
// safe to share.
#pragma once

#include <set>
#include <string>

#include "absl/status/statusor.h"

#include "cairn/v1/feed_service.pb.h"

#include "eventstore/base/ids.h"
#include "projections/record/record.h"

namespace cairn {

struct FeedFilter {
  std::set<RecordId> settings;
  std::set<std::string> kinds;
  std::set<v1::Label> labels;
  std::set<RecordId> records;

  // By the setting in which it was opened. That went with the content of an erased record, which
  // is therefore wanted by every filter of settings: whoever holds a copy must hear of it.
  bool Wants(const Record& record) const;
  // By kind and label. The removal of content has neither and is always wanted; an event whose own
  // content was removed only by a filter that asks for neither.
  bool Wants(const RecordedEvent& event) const;
};

// INVALID_REQUEST with every fault: an id that is not 16 bytes, a kind or a label that does not
// exist, too many values.
absl::StatusOr<FeedFilter> ToFeedFilter(const v1::FeedFilter& asked);

}  // namespace cairn
