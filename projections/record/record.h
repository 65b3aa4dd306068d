// Record: what the events of one child's, or one setting's, record mean, as known at a time and as
// of a day. A plain value without invariants of its own: it holds facts in the order in which they
// happened and interprets as little as it can. It is never stored, so it may change freely.
//
// Copying costs a few dozen reference counts and no text: lists share what they hold with their
// copies, and facts point into shared events.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "cairn/v1/codes.pb.h"
#include "cairn/v1/entry.pb.h"

#include "projections/record/assessments.h"
#include "projections/record/concerns.h"
#include "projections/record/disputes.h"
#include "projections/record/effective_entries.h"
#include "projections/record/ehc.h"
#include "projections/record/event.h"
#include "projections/record/governance.h"
#include "projections/record/growing_list.h"
#include "projections/record/people.h"
#include "projections/record/plans.h"
#include "projections/record/provisions.h"
#include "projections/record/reviews.h"
#include "projections/record/setting.h"

namespace cairn {

struct Record {
  RecordId id;
  KnownAt known_at;
  AsOf as_of;

  // Every event that was known, void and corrected ones too, in version order.
  GrowingList<EventPtr> events;
  // SourceMark of each of them: what is to be found by its source is found without a look at every
  // event, each of which lies elsewhere in memory.
  GrowingList<size_t> source_marks;
  // Whether any of them corrects or voids another one, perhaps one that is still to come.
  bool changes_others = false;
  // Every fact that counts, in the order in which it happened.
  GrowingList<EntryPtr> entries;

  People people;
  Concerns concerns;
  Assessments assessments;
  Plans plans;
  Provisions provisions;
  Reviews reviews;
  Ehc ehc;
  Disputes disputes;
  Governance governance;
  Setting setting;

  // Of the last event known; 0 for an empty record.
  Version version() const { return events.empty() ? 0 : events.back()->version; }
  Position position() const { return events.empty() ? 0 : events.back()->position; }
  int64_t recorded_at_us() const { return events.empty() ? 0 : events.back()->recorded_at_us; }
  bool exists() const { return !events.empty(); }
};

// The fact that `ref` names, by the id or source id of its first event or of any correction; null
// when there is none that counts.
EntryPtr FindEntry(const Record& record, const v1::EntryRef& ref);
// The event that `ref` names, whether it counts or not; null when there is none.
EventPtr FindEvent(const Record& record, const v1::EntryRef& ref);

// What `from` links to with `relation`, without dangling links.
std::vector<EntryPtr> LinkedFrom(const Record& record, const EffectiveEntry& from,
                                 v1::Relation relation);
// Which facts link to `target` with `relation`, in order.
std::vector<EntryPtr> LinkingTo(const Record& record, const EffectiveEntry& target,
                                v1::Relation relation);

// The day a view speaks of: `as_of`, or the last day that anything was recorded or occurred.
CivilDate ViewDay(const Record& record);
// National Curriculum year on `day`: the last one stated in details, placement or plan; else empty.
std::string_view NcYearOn(const Record& record, CivilDate day);

// A "disagree" about a plan that has not ended: not resolved by a linked entry, and not followed by
// another stand of the same person (agree, or disagree anew) on the same items. Agreement in part
// leaves the rest open, and silence or not having been asked leaves all of it.
struct StandingDisagreement {
  Fact<v1::PositionTaken> position;
  EntryPtr partly_resolved_by;  // empty: nothing has been done about it
};
std::vector<StandingDisagreement> StandingDisagreements(const Record& record);

}  // namespace cairn
