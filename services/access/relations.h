// What a caller is to a child, read from the entries of the child's record, so that it changes the
// moment an entry says so and can be replayed for any position of the log. Pure.
#pragma once

#include "projections/calendar/date.h"
#include "projections/record/record.h"
#include "services/access/caller.h"
#include "services/access/policy.h"

namespace cairn {

// The closest relation that the caller's role can have, on `today`:
//   kSameSetting  any role of a setting: signed in for the setting in which the record was opened
//   kAssigned     staff: linked as class teacher, support staff or keyworker. Teachers, assistants
//                 and pastoral staff of the same setting who were never linked and never granted
//                 access: also if they typed an assessment, plan, provision, measurement, meeting
//                 or review that still counts. A quick note or a concern is not enough: anyone may
//                 write one about any child
//   kParent       parent: linked as mother, father, carer or relative, with parental responsibility
//   kSelf         young person: named by sign-in as the child or young person in an entry that the
//                 SENCO, the head or the office of the setting that opened the record typed
//   kCase         LA caseworker, external professional: linked as such
//   kWorksThere   teachers, assistants, pastoral staff and the office, in the record of the setting
//                 for which they are signed in; the other roles of a setting stay kSameSetting
// Pupil staff, and SENCO and head of another setting, whom AccessGranted names on that day are
// assigned, and so are caseworkers and professionals to the case, until its last day or until
// AccessRevoked was recorded. A link counts from its first to its last day and to the last day that
// PersonUnlinked states (IsUnlinked); the last link of a sign-in and a relationship decides, so a
// link with an end takes access away at once. Which came last is when each was first recorded: only
// a new link or a new grant gives back what was taken away, a correction never does. Auditors and
// operators are nothing to any child.
//
// `record` must be the record as it is now, not as of a day or as known at a time: those would give
// back what was taken away.
Relation RelationTo(const Caller& caller, const Record& record, CivilDate today);

// The relation of a caller who opens a new record: its setting will be theirs.
Relation RelationToNewRecord(const Caller& caller);

// Work that nobody does for a child in passing: who typed an entry of such a kind works with them.
bool ShowsAssignment(v1::Entry::KindCase kind);

// Whether the caller typed the event.
bool TypedBy(const Caller& caller, const RecordedEvent& event);

}  // namespace cairn
