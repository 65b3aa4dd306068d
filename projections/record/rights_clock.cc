#include "projections/record/rights_clock.h"

namespace cairn {
namespace {

bool IsExtended(const v1::RightsRequested& request) {
  return request.extended() && request.has_extension_reason();
}

}  // namespace

std::string_view AnswerRule(const v1::RightsRequested& requested) {
  switch (requested.right()) {
    case v1::RIGHTS_KIND_ACCESS:
      return "rights.access";
    case v1::RIGHTS_KIND_RECTIFICATION:
    case v1::RIGHTS_KIND_ERASURE:
    case v1::RIGHTS_KIND_RESTRICTION:
    case v1::RIGHTS_KIND_OBJECTION:
      // The same article 12(3) for all four.
      return IsExtended(requested) ? "rights.access_extended" : "rights.rectification";
    case v1::RIGHTS_KIND_EDUCATIONAL_RECORD:
      return "rights.educational_record";
    case v1::RIGHTS_KIND_DATA_COMPLAINT:
      return "rights.data_complaint_acknowledged";
    case v1::RIGHTS_KIND_UNSPECIFIED:
    case v1::RightsKind_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::RightsKind_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "";
}

AccessRequest AccessRequestOf(const v1::RightsRequested& requested, CivilDate received) {
  AccessRequest request{.received = received,
                        .identity_proved = LatestDay(requested.identity_confirmed_on())};
  if (const auto asked = EarliestDay(requested.clarification_asked_on())) {
    request.clarifications.push_back(
        {.asked = *asked, .answered = LatestDay(requested.clarification_given_on())});
  }
  if (IsExtended(requested)) request.extension_told = received;
  return request;
}

std::optional<DueDate> AnswerDue(const Fact<v1::RightsRequested>& requested, CivilDate day,
                                 const SchoolCalendar* calendar) {
  if (requested->right() == v1::RIGHTS_KIND_ACCESS) {
    return AccessDueBy(AccessRequestOf(*requested, requested.day()), day).due;
  }
  const std::string_view rule = AnswerRule(*requested);
  return rule.empty() ? std::nullopt : ComputeDue(rule, requested.day(), calendar);
}

}  // namespace cairn
