// Who is a parent of the child, and whether something that was sent reached one. Plan, duties and
// rules ask here, so that none takes a copy for a psychologist for one that parents had. Pure; safe
// to call from any thread.
#pragma once

#include <string_view>

#include "cairn/v1/plan.pb.h"

#include "projections/calendar/date.h"
#include "projections/record/fact.h"
#include "projections/record/record.h"

namespace cairn {

// Whether the child is past the last day of compulsory school age on `day`, so that requests,
// permissions and appeals are the young person's own. False while the birth date is not known.
bool HoldsOwnRights(const People& people, CivilDate day);

// Whether `name` is a parent or holds parental responsibility on `day`. The link of that day says
// so; a mother or father linked later, without a first day, was one before. Whom nobody has linked
// is a parent when the record calls them one elsewhere, or when `name` is only that: "Mother".
bool IsParentOn(const Record& record, std::string_view name, CivilDate day);

// Whether a parent is among the recipients, or, once the rights are theirs, the young person or who
// acts for them.
bool WentToParents(const Record& record, const Fact<v1::NoticeSent>& notice);

}  // namespace cairn
