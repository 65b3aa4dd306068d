#include "services/rules/provision/incident_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

class IncidentRules : public RuleCaseTest {};

TEST_P(IncidentRules, FindIt) { ExpectItIsFound(); }

std::string Force(const std::string& more = "") {
  return "incident_recorded { incident: INCIDENT_KIND_USE_OF_FORCE " + more + " }";
}

const RuleCase kIncidentCases[] = {
    {"ParentsAreToldByTheNextDay", Force("parents_told_on { year: 2026 month: 1 day: 7 }"),
     "incident.parents_told_at_once @ incident_recorded.parents_told_on",
     Force("parents_told_on { year: 2026 month: 1 day: 6 }")},
    {"ParentsAreToldAfterItHappened", Force("parents_told_on { year: 2026 month: 1 day: 4 }"),
     "incident.told_after_it_happened @ incident_recorded.parents_told_on",
     Force("parents_told_on { year: 2026 month: 1 day: 5 }")},
    {"ForceIsDescribed", Force("minutes: 2 tried_before: 'space'"),
     "incident.force_is_described @ incident_recorded.staff",
     Force("minutes: 2 tried_before: 'space' staff: 'B Thistlewood'")},
    {"R20_ForceIsTalkedThroughWithTheChild", Force(),
     "incident.talked_through_with_the_child @ incident_recorded.talked_through",
     Force("talked_through: 'It was too loud'")},
};

INSTANTIATE_TEST_SUITE_P(Rows, IncidentRules, testing::ValuesIn(kIncidentCases), NameOf);

}  // namespace
}  // namespace cairn
