#include "services/rules/rule_list.h"

#include <set>
#include <string_view>

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
  ListDoRules(rows);
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
