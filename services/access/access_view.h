// The view `access`: of every record what decides RelationTo (relations.h) and nothing else, so
// that calls over many records judge each without loading it. Pure.
#pragma once

#include <string>
#include <string_view>

#include "services/access/access_rows.pb.h"

#include "eventstore/base/ids.h"
#include "projections/record/record.h"
#include "projections/view_runner/view.h"

namespace cairn {

// Of whole records. Its keys are SettingKey of the setting that opened the record, and PersonKey of
// every sign-in that is, was or may become something to the child: linked, let in, named as the
// child, or the author of work that shows an assignment. An erased record has no rows and no keys.
View AccessView();

// Under these a record is found. Sign-ins by subject alone, as links name them: whoever is found by
// it is not yet anything to the child.
std::string SettingKey(const RecordId& setting);
std::string PersonKey(std::string_view subject);

// The part of `record`, everything known and of no day, that decides RelationTo.
rows::AccessRows AccessRowsOf(const Record& record);

// A record to ask RelationTo of: for every caller and day the answer is that of the record which
// the rows were made of. Good for nothing else.
Record AccessRecord(const rows::AccessRows& rows);

}  // namespace cairn
