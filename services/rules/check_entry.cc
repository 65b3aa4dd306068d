#include "services/rules/check_entry.h"

#include <algorithm>

#include "projections/record/visit_kind.h"
#include "services/rules/assess/advice_rules.h"
#include "services/rules/assess/assess_rules.h"
#include "services/rules/assess/concern_rules.h"
#include "services/rules/assess/contact_rules.h"
#include "services/rules/assess/needs_rules.h"
#include "services/rules/correction_rules.h"
#include "services/rules/dispute/dispute_rules.h"
#include "services/rules/dispute/dispute_step_rules.h"
#include "services/rules/dispute/rights_rules.h"
#include "services/rules/ehc/ehc_decision_rules.h"
#include "services/rules/ehc/ehc_plan_rules.h"
#include "services/rules/ehc/ehc_rules.h"
#include "services/rules/ehc/exception_rules.h"
#include "services/rules/governance/governance_rules.h"
#include "services/rules/governance/transfer_rules.h"
#include "services/rules/link_rules.h"
#include "services/rules/occurred_rules.h"
#include "services/rules/people/people_rules.h"
#include "services/rules/people/permission_rules.h"
#include "services/rules/people/status_rules.h"
#include "services/rules/plan/notice_rules.h"
#include "services/rules/plan/plan_rules.h"
#include "services/rules/plan/position_rules.h"
#include "services/rules/plan/proposal_rules.h"
#include "services/rules/provision/attendance_rules.h"
#include "services/rules/provision/delivery_rules.h"
#include "services/rules/provision/incident_rules.h"
#include "services/rules/provision/provision_rules.h"
#include "services/rules/review/meeting_rules.h"
#include "services/rules/review/review_rules.h"
#include "services/rules/setting/setting_rules.h"
#include "services/rules/setting/setting_use_rules.h"
#include "services/rules/setting/term_rules.h"
#include "services/rules/shape/code_fields.h"
#include "services/rules/shape/entry_shape.h"
#include "services/rules/subject_rules.h"

namespace cairn {
namespace rules {
namespace {

void CheckKind(const NoKind&, const Situation&, Verdict&) {
  // The shape has refused it.
}

// People see the first two: the law before guidance, and what is about the entry before what is
// about its lateness.
void PutTheLawFirst(std::vector<v1::Finding>& findings) {
  std::stable_partition(findings.begin(), findings.end(),
                        [](const v1::Finding& finding) { return finding.legal_duty(); });
}

Verdict Check(const Situation& at) {
  Verdict verdict;
  CheckShape(at.entry, verdict);
  CheckSourceTime(at, verdict);
  CheckLinks(at, verdict);
  CheckSubject(at, verdict);
  CheckCorrectionReason(at, verdict);
  VisitKind(at.entry, [&](const auto& kind) { CheckKind(kind, at, verdict); });
  CheckAgainstSetting(at, verdict);
  CheckCodeFields(at, verdict);
  CheckOccurred(at, verdict);
  PutTheLawFirst(verdict.findings);
  return verdict;
}

}  // namespace
}  // namespace rules

Verdict CheckEntry(const Record& before, const v1::Entry& entry, const Facts& facts) {
  return rules::Check({.before = before,
                       .entry = entry,
                       .facts = facts,
                       .day = EarliestDay(entry.occurred()).value_or(facts.today)});
}

}  // namespace cairn
