#include "projections/record/rights_clock.h"

#include "projections/calendar/access_clock.h"

namespace cairn {
namespace {

bool IsExtended(const v1::RightsRequested& request) {
  return request.extended() && request.has_extension_reason();
}

DueDate DueOfAccess(const Fact<v1::RightsRequested>& requested, CivilDate day) {
  AccessRequest request{.received = requested.day(),
                        .identity_proved = LatestDay(requested->identity_confirmed_on())};
  if (const auto asked = EarliestDay(requested->clarification_asked_on())) {
    request.clarifications.push_back(
        {.asked = *asked, .answered = LatestDay(requested->clarification_given_on())});
  }
  // The day of telling is not kept apart: with a reason it counts as told in time.
  if (IsExtended(*requested)) request.extension_told = requested.day();
  return AccessDueBy(request, day).due;
}

}  // namespace

std::optional<DueDate> AnswerDue(const Fact<v1::RightsRequested>& requested, CivilDate day,
                                 const SchoolCalendar* calendar) {
  switch (requested->right()) {
    case v1::RIGHTS_KIND_ACCESS:
      return DueOfAccess(requested, day);
    case v1::RIGHTS_KIND_RECTIFICATION:
    case v1::RIGHTS_KIND_ERASURE:
    case v1::RIGHTS_KIND_RESTRICTION:
    case v1::RIGHTS_KIND_OBJECTION:
      // The same article 12(3) for all four.
      return ComputeDue(IsExtended(*requested) ? "rights.access_extended" : "rights.rectification",
                        requested.day());
    case v1::RIGHTS_KIND_EDUCATIONAL_RECORD:
      if (calendar == nullptr) return std::nullopt;
      return ComputeDue("rights.educational_record", requested.day(), calendar);
    case v1::RIGHTS_KIND_DATA_COMPLAINT:
      return ComputeDue("rights.data_complaint_acknowledged", requested.day());
    case v1::RIGHTS_KIND_UNSPECIFIED:
    case v1::RightsKind_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::RightsKind_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return std::nullopt;
}

}  // namespace cairn
