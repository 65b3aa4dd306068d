#include "services/rules/check_entry.h"

#include <algorithm>

#include "projections/record/visit_kind.h"
#include "services/rules/advice_rules.h"
#include "services/rules/assess_rules.h"
#include "services/rules/attendance_rules.h"
#include "services/rules/code_fields.h"
#include "services/rules/concern_rules.h"
#include "services/rules/contact_rules.h"
#include "services/rules/correction_rules.h"
#include "services/rules/dispute_rules.h"
#include "services/rules/dispute_step_rules.h"
#include "services/rules/do_rules.h"
#include "services/rules/ehc_decision_rules.h"
#include "services/rules/ehc_plan_rules.h"
#include "services/rules/ehc_rules.h"
#include "services/rules/entry_shape.h"
#include "services/rules/exception_rules.h"
#include "services/rules/governance_rules.h"
#include "services/rules/incident_rules.h"
#include "services/rules/link_rules.h"
#include "services/rules/meeting_rules.h"
#include "services/rules/needs_rules.h"
#include "services/rules/notice_rules.h"
#include "services/rules/occurred_rules.h"
#include "services/rules/people_rules.h"
#include "services/rules/permission_rules.h"
#include "services/rules/plan_rules.h"
#include "services/rules/position_rules.h"
#include "services/rules/proposal_rules.h"
#include "services/rules/provision_rules.h"
#include "services/rules/review_rules.h"
#include "services/rules/rights_rules.h"
#include "services/rules/setting_rules.h"
#include "services/rules/setting_use_rules.h"
#include "services/rules/status_rules.h"
#include "services/rules/subject_rules.h"
#include "services/rules/term_rules.h"
#include "services/rules/transfer_rules.h"

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
