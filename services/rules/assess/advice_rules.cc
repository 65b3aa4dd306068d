#include "services/rules/assess/advice_rules.h"

#include <algorithm>
#include <set>
#include <string>

#include "services/rules/governance/sharing_rules.h"
#include "services/rules/people/permissions.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

constexpr KindRule<v1::SpecialistReferred> kReferralRules[] = {
    {{"referral.permission_stands", Effect::kGuidance, "Code of Practice 6.47",
      "A parent or the young person had refused or withdrawn permission for this service. If a "
      "duty or a child's safety required it, say which.",
      "", "R26"},
     [](const v1::SpecialistReferred& referral, const Situation& at) {
       return When(NeedsPermission(referral) && IsStopped(at.before, referral.service(), at.day),
                   "service");
     }},
    {{"referral.permission_recorded", Effect::kGuidance, "Code of Practice 6.47",
      "No permission for this service that counts on this day is recorded.", "", "R26"},
     [](const v1::SpecialistReferred& referral, const Situation& at) {
       return When(NeedsPermission(referral) && IsUnasked(at.before, referral.service(), at.day),
                   "service");
     }},
    {kOverrideReasoned, OverriddenWithoutReason<v1::SpecialistReferred>},
    {kPermissionKnown, UnknownPermission<v1::SpecialistReferred>},
    {{"referral.parents_involved", Effect::kGuidance, "Code of Practice 6.59",
      "Parents should always take part in deciding to involve specialists. Say whether they did.",
      "", "R85"},
     [](const v1::SpecialistReferred& referral, const Situation&) {
       return When(!referral.parents_involved(), "parents_involved");
     }},
    {{"referral.says_who_pays", Effect::kGuidance, "Code of Practice 6.95-6.99",
      "It has a cost: say who commissioned it.", "", "R87"},
     [](const v1::SpecialistReferred& referral, const Situation&) {
       return When(referral.has_cost_pence() && !referral.has_commissioned_by(), "commissioned_by");
     }},
};

// The day on which the child was seen, as far as it is known.
CivilDate SeenOn(const v1::SpecialistReported& report, const Situation& at) {
  return EarliestDay(report.assessed_on()).value_or(at.day);
}

bool IsReferralKnown(const v1::SpecialistReported& report, const Record& record) {
  const auto& referrals = record.assessments.referrals;
  return std::any_of(referrals.begin(), referrals.end(), [&](const auto& referral) {
    return referral->referral_id() == report.referral_id();
  });
}

Places RepeatedRecommendations(const v1::SpecialistReported& report, const Situation&) {
  std::set<std::string> seen;
  Places places;
  for (int i = 0; i < report.recommendations_size(); ++i) {
    const std::string& id = report.recommendations(i).item_id();
    if (!id.empty() && !seen.insert(id).second) {
      places.push_back(Item("recommendations", i, "item_id"));
    }
  }
  return places;
}

Places RecommendationsWithoutId(const v1::SpecialistReported& report, const Situation&) {
  Places places;
  for (int i = 0; i < report.recommendations_size(); ++i) {
    if (!report.recommendations(i).has_item_id()) {
      places.push_back(Item("recommendations", i, "item_id"));
    }
  }
  return places;
}

Places RecommendationsWithoutKind(const v1::SpecialistReported& report, const Situation&) {
  Places places;
  for (int i = 0; i < report.recommendations_size(); ++i) {
    if (report.recommendations(i).kind() == v1::RECOMMENDATION_KIND_UNSPECIFIED) {
      places.push_back(Item("recommendations", i, "kind"));
    }
  }
  return places;
}

constexpr KindRule<v1::SpecialistReported> kReportRules[] = {
    {{"report.recommendations_differ", Effect::kRefuse, "",
      "Two recommendations have the same id, so nobody could tell which one is answered.",
      "DUPLICATE_ITEM", "R88"},
     RepeatedRecommendations},
    {{"report.permission_stands", Effect::kGuidance, "Code of Practice 6.47",
      "A parent or the young person had refused or withdrawn permission for this service. The "
      "report is recorded; say under what duty it was made.",
      "", "R26"},
     [](const v1::SpecialistReported& report, const Situation& at) {
       const auto service = ServiceOf(report.profession());
       return When(service && IsStopped(at.before, *service, SeenOn(report, at)));
     }},
    {{"report.permission_recorded", Effect::kGuidance, "Code of Practice 6.47",
      "No permission for this service is recorded for the day the child was seen. Statutory advice "
      "needs none.",
      "", "R26"},
     [](const v1::SpecialistReported& report, const Situation& at) {
       const auto service = ServiceOf(report.profession());
       return When(service && IsUnasked(at.before, *service, SeenOn(report, at)));
     }},
    {kPermissionKnown, UnknownPermission<v1::SpecialistReported>},
    {{"report.dates_in_order", Effect::kGuidance, "computed",
      "The report is dated before the child was seen."},
     [](const v1::SpecialistReported& report, const Situation&) {
       return When(EndsBefore(report.report_date(), report.assessed_on()), "report_date");
     }},
    {{"report.referral_is_in_the_record", Effect::kGuidance, "computed",
      "No referral with this id is in the record.", "", "R85"},
     [](const v1::SpecialistReported& report, const Situation& at) {
       return When(report.has_referral_id() && !IsReferralKnown(report, at.before), "referral_id");
     }},
    {{"report.recommendations_can_be_answered", Effect::kGuidance, "Code of Practice 6.62",
      "Give each recommendation an id, so that it can be answered and carried out.", "", "R88"},
     RecommendationsWithoutId},
    {{"report.recommendations_have_a_kind", Effect::kGuidance, "Code of Practice 6.60",
      "Say what kind of advice each is: provision, strategy, resource, training, assessment.", "",
      "R86"},
     RecommendationsWithoutKind},
    {{"report.has_an_id", Effect::kGuidance, "Code of Practice 6.62",
      "Give the report an id, so that its recommendations can be answered.", "", "R88"},
     [](const v1::SpecialistReported& report, const Situation&) {
       return When(!report.recommendations().empty() && !report.has_report_id(), "report_id");
     }},
    {{"report.shared_with_parents", Effect::kGuidance, "Code of Practice 6.62",
      "Say when the parents were given it.", "", "R25"},
     [](const v1::SpecialistReported& report, const Situation&) {
       return When(!report.has_shared_with_parent(), "shared_with_parent");
     }},
    {{"report.says_who_pays", Effect::kGuidance, "Code of Practice 6.95-6.99",
      "It had a cost: say who commissioned it.", "", "R87"},
     [](const v1::SpecialistReported& report, const Situation&) {
       return When(report.has_cost_pence() && !report.has_commissioned_by(), "commissioned_by");
     }},
};

// Null when there is none; the last one if the id was used twice.
const v1::SpecialistReported* ReportOf(const v1::RecommendationAnswered& answer,
                                       const Record& record) {
  const v1::SpecialistReported* found = nullptr;
  for (const auto& report : record.assessments.reports) {
    if (report->report_id() == answer.report_id()) found = report.kind;
  }
  return found;
}

bool Recommends(const v1::SpecialistReported& report, const std::string& item_id) {
  return std::any_of(report.recommendations().begin(), report.recommendations().end(),
                     [&](const v1::Recommendation& item) { return item.item_id() == item_id; });
}

bool WillBeDone(const v1::RecommendationAnswered& answer) {
  return answer.answer() == v1::RECOMMENDATION_ANSWER_ACCEPTED ||
         answer.answer() == v1::RECOMMENDATION_ANSWER_PARTLY_ACCEPTED;
}

bool LeavesSomethingOut(const v1::RecommendationAnswered& answer) {
  return answer.answer() == v1::RECOMMENDATION_ANSWER_DECLINED ||
         answer.answer() == v1::RECOMMENDATION_ANSWER_PARTLY_ACCEPTED;
}

constexpr KindRule<v1::RecommendationAnswered> kAdviceAnswerRules[] = {
    {{"recommendation.report_is_in_the_record", Effect::kRefuse, "",
      "No report with this id is in the record, so nobody can tell what is answered.",
      "UNKNOWN_REPORT", "R88"},
     [](const v1::RecommendationAnswered& answer, const Situation& at) {
       // In a bulk load the report may come later.
       return When(
           answer.has_report_id() && !at.facts.bulk && ReportOf(answer, at.before) == nullptr,
           "report_id");
     }},
    {{"recommendation.is_in_the_report", Effect::kRefuse, "",
      "The report has no recommendation with this id.", "UNKNOWN_ITEM", "R88"},
     [](const v1::RecommendationAnswered& answer, const Situation& at) {
       const v1::SpecialistReported* report = ReportOf(answer, at.before);
       return When(
           answer.has_item_id() && report != nullptr && !Recommends(*report, answer.item_id()),
           "item_id");
     }},
    {{"recommendation.declined_with_reason", Effect::kGuidance, "Code of Practice 6.62",
      "Say why it is not done, or not all of it.", "", "R88"},
     [](const v1::RecommendationAnswered& answer, const Situation&) {
       return When(LeavesSomethingOut(answer) && answer.reason().empty(), "reason");
     }},
    {{"recommendation.accepted_becomes_support", Effect::kGuidance, "Code of Practice 6.62",
      "Say which support carries it out.", "", "R88"},
     [](const v1::RecommendationAnswered& answer, const Situation&) {
       return When(WillBeDone(answer) && !answer.has_provision_id(), "provision_id");
     }},
    {{"recommendation.support_is_in_the_record", Effect::kGuidance, "computed",
      "No support with this id has started yet.", "", "R88"},
     [](const v1::RecommendationAnswered& answer, const Situation& at) {
       const Provision* provision = FindProvision(at.before.provisions, answer.provision_id());
       return When(answer.has_provision_id() && (provision == nullptr || !provision->started),
                   "provision_id");
     }},
};

}  // namespace

void CheckKind(const v1::SpecialistReferred& referral, const Situation& at, Verdict& verdict) {
  Judge(kReferralRules, referral, at, verdict);
}
void CheckKind(const v1::SpecialistReported& report, const Situation& at, Verdict& verdict) {
  Judge(kReportRules, report, at, verdict);
}
void CheckKind(const v1::RecommendationAnswered& answer, const Situation& at, Verdict& verdict) {
  Judge(kAdviceAnswerRules, answer, at, verdict);
}

void ListAdviceRules(std::vector<Rule>& list) {
  ListRules(kReferralRules, list);
  ListRules(kReportRules, list);
  ListRules(kAdviceAnswerRules, list);
}

}  // namespace cairn::rules
