#include "eventstore/storage/storage.h"

#include "eventstore/base/check.h"

namespace cairn {

std::string_view SpaceName(Space space) {
  switch (space) {
    case Space::kLeaves:
      return "leaves";
    case Space::kEnvelopes:
      return "envelopes";
    case Space::kHeads:
      return "heads";
    case Space::kRequests:
      return "requests";
    case Space::kClaims:
      return "claims";
    case Space::kKeys:
      return "keys";
    case Space::kEntryKeys:
      return "entry_keys";
    case Space::kTiles:
      return "tiles";
    case Space::kDocuments:
      return "documents";
    case Space::kGovernance:
      return "governance";
    case Space::kMeta:
      return "meta";
    case Space::kViewRows:
      return "view_rows";
    case Space::kViewKeys:
      return "view_keys";
    case Space::kViewMeta:
      return "view_meta";
  }
  CAIRN_CHECK_UNREACHABLE();
}

std::string PrefixEnd(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && end.back() == '\xff') end.pop_back();
  if (!end.empty()) end.back() = static_cast<char>(end.back() + 1);
  return end;
}

ScanRange PrefixRange(std::string_view prefix) {
  return {.from = std::string(prefix), .to_exclusive = PrefixEnd(prefix)};
}

void Batch::Put(Space space, std::string key, std::string value) {
  bytes_ += key.size() + value.size();
  changes_.push_back({space, std::move(key), std::move(value)});
}

void Batch::Delete(Space space, std::string key) {
  bytes_ += key.size();
  changes_.push_back({space, std::move(key), std::nullopt});
}

}  // namespace cairn
