#include "services/rules/rule_list.h"

#include <set>
#include <string_view>

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
#include "services/rules/subject_rules.h"

namespace cairn::rules {

std::vector<Rule> RulesByKind() {
  std::vector<Rule> rows;
  ListOccurredRules(rows);
  ListLinkRules(rows);
  ListSubjectRules(rows);
  ListCorrectionRules(rows);
  ListPeopleRules(rows);
  ListStatusRules(rows);
  ListPermissionRules(rows);
  ListContactRules(rows);
  ListConcernRules(rows);
  ListAssessRules(rows);
  ListNeedsRules(rows);
  ListAdviceRules(rows);
  ListPlanRules(rows);
  ListPositionRules(rows);
  ListNoticeRules(rows);
  ListProposalRules(rows);
  ListProvisionRules(rows);
  ListDeliveryRules(rows);
  ListSettingUseRules(rows);
  ListIncidentRules(rows);
  ListAttendanceRules(rows);
  ListMeetingRules(rows);
  ListReviewRules(rows);
  ListEhcRules(rows);
  ListEhcDecisionRules(rows);
  ListEhcPlanRules(rows);
  ListExceptionRules(rows);
  ListDisputeRules(rows);
  ListDisputeStepRules(rows);
  ListRightsRules(rows);
  ListGovernanceRules(rows);
  ListTransferRules(rows);
  ListTermRules(rows);
  ListSettingRules(rows);
  return rows;
}

std::vector<Rule> AllRules() {
  std::vector<Rule> rows = RulesByKind();
  ListCodeFieldRules(rows);
  std::set<std::string_view> seen;
  std::erase_if(rows, [&](const Rule& rule) { return !seen.insert(rule.id).second; });
  return rows;
}

}  // namespace cairn::rules
