// What views are made of is what each caller would be shown: of random records, the reading of a
// caller's group is what Filter gives them, unless they are named as apart.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "projections/record/fold.h"
#include "services/access/readerships.h"
#include "services/access/relations.h"
#include "services/access/visibility.h"
#include "tests/property/services/access/random_record.h"

namespace cairn {
namespace {

constexpr Relation kRelations[] = {
    Relation::kNone, Relation::kSameSetting, Relation::kAssigned,  Relation::kParent,
    Relation::kSelf, Relation::kCase,        Relation::kWorksThere};

using Shown = std::vector<std::pair<Version, std::string>>;

Shown ShownIn(const std::vector<EventPtr>& events) {
  Shown shown;
  for (const EventPtr& event : events) {
    shown.emplace_back(event->version,
                       event->recorded ? event->recorded->SerializeAsString() : std::string());
  }
  return shown;
}

Shown ReadingOf(const RecordReadings& readings, uint32_t group) {
  for (const RecordReading& reading : readings.readings) {
    if ((reading.groups & group) != 0) return ShownIn(reading.events);
  }
  return {};
}

// As what the caller is, and as anything else that they could be to another child.
void CheckEveryRelation(const Caller& caller, const std::vector<EventPtr>& events,
                        const RecordReadings& readings) {
  for (const Relation relation : kRelations) {
    const Shown theirs = ShownIn(Filter(caller, relation, events).for_views);
    const std::optional<uint32_t> group = GroupOf(caller.role, relation);
    if (!group) {
      RC_ASSERT(theirs.empty());
    } else if (!IsApart(caller, *group, readings.apart)) {
      RC_ASSERT(ReadingOf(readings, *group) == theirs);
    }
  }
}

RC_GTEST_PROP(ReadershipsProperty, GiveEveryCallerNotApartWhatFilterGives, ()) {
  const std::vector<EventPtr> events = RandomEvents();
  const RecordReadings readings = ReadingsFor(events);

  for (int i = 0; i < 10; ++i) CheckEveryRelation(RandomCaller(), events, readings);
}

RC_GTEST_PROP(ReadershipsProperty, PutEveryGroupInOneReadingAtMost, ()) {
  uint32_t seen = 0;
  for (const RecordReading& reading : ReadingsFor(RandomEvents()).readings) {
    RC_ASSERT(reading.groups != 0U);
    RC_ASSERT((seen & reading.groups) == 0U);
    RC_ASSERT(!reading.events.empty());
    seen |= reading.groups;
  }
}

}  // namespace
}  // namespace cairn
