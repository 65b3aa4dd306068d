// The people around a child in the rows of views, on any day. Pure; safe to call from any thread.
#pragma once

#include <vector>

#include "projections/cohort/child_rows.pb.h"

#include "projections/calendar/date.h"
#include "projections/record/people.h"

namespace cairn {

// Every link of those who were ever linked as something that `is_wanted` wants: another link of
// theirs ends that one.
void AddLinks(const People& people, bool (*is_wanted)(v1::Relationship),
              google::protobuf::RepeatedPtrField<rows::LinkRow>& links);

// As LinkedOn (people.h) of those who are in the rows.
std::vector<const rows::LinkRow*> LinksOn(
    const google::protobuf::RepeatedPtrField<rows::LinkRow>& links, CivilDate day);

}  // namespace cairn
