// What one caller sees of one event, before corrections and voids are looked at: V1 to V3 and V6 of
// visibility.h. Pure.
#pragma once

#include <array>
#include <cstddef>

#include "projections/record/event.h"
#include "services/access/caller.h"
#include "services/access/policy.h"

namespace cairn {

// Every shelf.
inline constexpr std::array kShelves = {
    Shelf::kOrdinary, Shelf::kConfidential, Shelf::kThirdParty, Shelf::kSafeguarding,
    Shelf::kLegal,    Shelf::kDispute,      Shelf::kEarlyHelp};

// Who answers for the file as a whole: no audience shuts them out, and they see what is void.
bool KeepsTheFile(v1::Role role);

// What a caller may read, or follow, is looked up once and not once an event. The caller must
// outlive it.
class Eye final {
 public:
  Eye(const Caller& caller, Relation relation, Action action = Action::kReadRecord);

  // Ordinary entries.
  bool Reads() const { return allowed_[static_cast<size_t>(Shelf::kOrdinary)]; }
  // V1 to V3, of one wording; V6.
  bool Sees(const RecordedEvent& event) const;
  // Whether the event is a link that may be told of without contact and court order, and with no
  // more than that.
  bool SeesNamed(const RecordedEvent& event) const;

 private:
  const Caller& caller_;
  std::array<bool, kShelves.size()> allowed_{};
};

}  // namespace cairn
