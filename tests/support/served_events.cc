#include "tests/support/served_events.h"

#include "projections/audit_trail.h"
#include "projections/record/effective_entries.h"

namespace cairn {

std::vector<v1::Event> ServedEvents(const Record& record) {
  const std::vector<v1::EventState> states = StatesOf(record.events);
  std::vector<v1::Event> served;
  for (size_t i = 0; i < record.events.size(); ++i) {
    served.push_back(EventOf(record, record.events[i], states[i], /*generation=*/1));
  }
  return served;
}

}  // namespace cairn
