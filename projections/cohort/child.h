// The child in the rows of views: who it is and where, on any day. Pure; safe to call from any
// thread.
#pragma once

#include <optional>
#include <string_view>

#include "cairn/v1/cohort_service.pb.h"
#include "projections/cohort/child_rows.pb.h"

#include "eventstore/base/ids.h"
#include "projections/calendar/date.h"
#include "projections/record/record.h"

namespace cairn {

// Whether views over children have rows for it: not for a setting, nor when nothing is left of it.
bool IsOfChild(const Record& record);

void AddChild(const Record& record, rows::ChildRows& rows);
void AddStatuses(const People& people,
                 google::protobuf::RepeatedPtrField<rows::StatusRow>& statuses);
void AddNeeds(const Assessments& assessments,
              google::protobuf::RepeatedPtrField<rows::NeedsRow>& needs);
void AddIdentifiers(const People& people, v1::IdentifierType type,
                    google::protobuf::RepeatedPtrField<rows::IdentifierRow>& identifiers);

// Whether there was such a child on `day`: the record was opened for that day or an earlier one.
bool IsThereOn(const rows::ChildRows& rows, CivilDate day);
v1::ChildRef ChildOn(const rows::ChildRows& rows, RecordId record,
                     const std::optional<RecordId>& setting, CivilDate day);

// The last day at school, if it is before `day`: that of the stay which holds on the day (of
// several at two schools, the last one to end), else that on which the file went to another school.
// Nothing while any of them lasts. A stay at another school, unless the child is registered at two,
// takes the place of those before it. Once the file has gone to another school only a stay where
// the child was before is a return: one at the school that has the file, or at a third one, is not.
// Where no stay was recorded before, any but the one at the school that has the file is.
std::optional<CivilDate> LeftOn(const rows::ChildRows& rows, CivilDate day);

// The status on the day and the first day of its unbroken run; null where none was set.
struct StatusRun {
  const rows::StatusRow* status = nullptr;
  CivilDate since;
};
StatusRun StatusOn(const google::protobuf::RepeatedPtrField<rows::StatusRow>& statuses,
                   CivilDate day);

// The last of `lines` that counts on the day; null if none does.
template <typename Line>
const Line* LastOn(const google::protobuf::RepeatedPtrField<Line>& lines, CivilDate day) {
  const Line* last = nullptr;
  for (const Line& line : lines) {
    if (line.from() <= day.epoch_days()) last = &line;
  }
  return last;
}

// The number that holds on the day: the permanent one, else the last; empty if there is none.
std::string_view IdentifierOn(
    const google::protobuf::RepeatedPtrField<rows::IdentifierRow>& identifiers,
    v1::IdentifierType type, CivilDate day);

}  // namespace cairn
