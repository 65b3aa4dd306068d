// Small questions about stated dates and persons that several stages ask. Pure.
#pragma once

#include <string_view>

#include "cairn/v1/entry.pb.h"
#include "cairn/v1/time.pb.h"

#include "projections/calendar/date.h"
#include "projections/record/record.h"

namespace cairn::rules {

// Whether `last` certainly lies before `first`. False while either is absent or no date.
bool EndsBefore(const v1::Date& last, const v1::Date& first);

// Whether the entry says that a parent said or did it.
bool IsOfParent(const v1::Entry& entry);

// Whether the entry says that the child or young person said or did it.
bool IsOfLearner(const v1::Entry& entry);

// Whether a parent speaks in the entry where the right has moved to the young person. False for
// whoever acts for a young person who lacks capacity (SEND Regulations 2014 part 6).
bool SpeaksForYoungPerson(const Record& record, const v1::Entry& entry, CivilDate day);

// Whether the entry names, or shows by its sign-in, who spoke or acted.
bool SaysWho(const v1::Entry& entry);

// Whether everyone who may see the record may see the entry.
bool IsOpenToAll(const v1::Entry& entry);

// Whether the entry has a link of that relation.
bool Links(const v1::Entry& entry, v1::Relation relation);

// Whether the census status of the child on `day` is K or E.
bool HasSpecialProvision(const Record& record, CivilDate day);

}  // namespace cairn::rules
