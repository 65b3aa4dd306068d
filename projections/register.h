// The register: which children have special educational needs, since when, and where their support
// stands. Two pure halves, both safe to call from any thread: a view makes rows of one record,
// without a day; a query joins the rows of many with a question and a day.
//
// On any day the lines say what RecordHeadView and PlanView say of the same child on that day, so
// that the register never contradicts the record or the plan.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "cairn/v1/cohort_service.pb.h"
#include "projections/register/register_rows.pb.h"

#include "eventstore/base/ids.h"
#include "projections/calendar/date.h"
#include "projections/view_runner/view.h"

namespace cairn {

// Rows are a rows::RegisterRows; none for the record of a setting and for an erased one.
const View& RegisterView();

// One child as the caller may see it.
struct RegisterChild {
  RecordId record;
  // In which the record was opened; nothing if none.
  std::optional<RecordId> setting;
  const rows::RegisterRows* rows = nullptr;  // never null
  // On the day, from the view of duties. Nothing is filtered or ordered by it, so it may also be
  // set in the rows of the page that is sent, when only these are asked for.
  int legal_duties_overdue = 0;
};

// The line of one child on `day`; nothing for a child whose record begins later.
std::optional<v1::RegisterRow> RegisterRowOn(const RegisterChild& child, CivilDate day);

// Every line that `question` asks for, in its order; how many there are is the size. Heeds the
// filters and the order; not the setting, the page, the position and the day, which are the
// caller's matter.
//
// Filters: without `include_all`, children who have left by `day` are not there, and an empty
// `sen_provisions` means K and E. Names are compared by BeginsWords and SameWords (name_words.h). A
// child with several key workers is found under each of them.
// Order: ties by name, then by record; a day that is absent comes last whichever way round, and
// years are in the order of codes::NcYears.
std::vector<v1::RegisterRow> ListRegister(std::span<const RegisterChild> children,
                                          const v1::ListRegisterRequest& question, CivilDate day);

}  // namespace cairn
