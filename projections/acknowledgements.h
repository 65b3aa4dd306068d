// Who has not yet read what they were to read: all who teach or support a child read the plan and
// know their part in it (Code of Practice 6.49; R50). Two pure halves, both safe to call from any
// thread: a view makes rows of one record, without a day; a query joins the rows of many with a day
// and with who works at the setting then.
//
// What is read are plans: ItemAcknowledged knows nothing else. Each plan in use counts, not the
// main one alone. Who has read the version in use and who has not is as PlanView says it on that
// day; whoever has read that version on a wording that was corrected since has read it, and
// PlanView says on which.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "cairn/v1/cohort_service.pb.h"
#include "projections/acknowledgements/acknowledgement_rows.pb.h"

#include "eventstore/base/ids.h"
#include "projections/calendar/date.h"
#include "projections/record/setting.h"
#include "projections/view_runner/view.h"

namespace cairn {

// Rows are a rows::AcknowledgementRows; none for the record of a setting and for an erased one.
const View& AcknowledgementsView();

// One child as the caller may see it.
struct AcknowledgementChild {
  RecordId record;
  // In which the record was opened; nothing if none.
  std::optional<RecordId> setting_id;
  // What that setting's record holds, as the caller may see it. Null where it is not known: then
  // only those are expected whom an entry lists.
  const Setting* setting = nullptr;
  const rows::AcknowledgementRows* rows = nullptr;  // never null
};

// What is outstanding on `day`: one line for each plan in use and person, longest first, then by
// the child's name, the person and the record; how many there are is the size. Heeds the `person`
// asked for, by SameWords (name_words.h); not the setting, the page, the position and the day of
// `question`.
//
// Since when: the first day of the version, or later the day on which the person came to the child
// or to the setting. Where an entry counts readers and names none, one line stands for those who
// are missing: "3 of 12 staff, names not kept".
std::vector<v1::AcknowledgementRow> ListAcknowledgements(
    std::span<const AcknowledgementChild> children, const v1::ListAcknowledgementsRequest& question,
    CivilDate day);

}  // namespace cairn
