#include "services/rules/provision/provision_rules.h"

#include <algorithm>
#include <optional>
#include <string>

#include "services/rules/assess/measure_rules.h"
#include "services/rules/span_rule.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

// Half a term: our own reading of "long enough to settle and show change".
constexpr int kTrialWeeksMin = 6;

bool IsIntervention(const v1::ProvisionStarted& started) {
  return started.provision_type() == v1::PROVISION_TYPE_INTERVENTION;
}
bool IsAdjustment(const v1::ProvisionStarted& started) {
  return started.provision_type() == v1::PROVISION_TYPE_ADJUSTMENT;
}

bool IsInSomePlan(const Record& record, std::string_view item) {
  const auto& plans = record.plans.plans;
  return std::any_of(plans.begin(), plans.end(), [&](const PlanHistory& plan) {
    return FindProvisionLine(plan.versions.back().issued->content(), item) != nullptr;
  });
}

template <typename Kind>
Places ItemsInNoPlan(const Kind& kind, const Situation& at) {
  Places places;
  for (int i = 0; i < kind.plan_items_size(); ++i) {
    if (!IsInSomePlan(at.before, kind.plan_items(i))) places.push_back(Item("plan_items", i));
  }
  return places;
}

template <typename Kind>
Places GivenByTheUntrained(const Kind& kind, const Situation&) {
  return When(kind.has_trained() && !kind.trained(), "trained");
}

constexpr Rule kTrained = {"provision.given_by_trained_staff",
                           Effect::kGuidance,
                           "Code of Practice 6.50",
                           "Whoever gives this is not trained for it yet.",
                           "",
                           "R61"};
constexpr Rule kInPlan = {"provision.is_in_the_plan",
                          Effect::kGuidance,
                          "Code of Practice 6.73",
                          "The plan in use has no such item.",
                          "",
                          "R80"};

constexpr Rule kEndsAfterItBegins = {"provision.ends_after_it_begins", Effect::kRefuse, "",
                                     "This support is to end before it begins.",
                                     "END_BEFORE_START"};

constexpr KindRule<v1::ProvisionStarted> kStartedRules[] = {
    {kMeasureOnScale,
     [](const v1::ProvisionStarted& started, const Situation&) {
       return BeyondGreatest(started.entry_measure(), "entry_measure");
     }},
    {kScoreOnScale,
     [](const v1::ProvisionStarted& started, const Situation&) {
       return OffScale(started.entry_measure(), "entry_measure");
     }},
    {kEndsAfterItBegins,
     [](const v1::ProvisionStarted& started, const Situation& at) {
       const auto end = LatestDay(started.planned_end());
       return When(end && *end < at.day, "planned_end");
     }},
    {{"provision.started_once", Effect::kGuidance, "computed",
      "Support with this id has started before. Give another id, or the two are counted as one."},
     [](const v1::ProvisionStarted& started, const Situation& at) {
       return When(!at.entry.has_corrects() &&
                       StartedProvision(at.before, started.provision_id()) != nullptr,
                   "provision_id");
     }},
    {{"provision.has_a_baseline", Effect::kGuidance, "Code of Practice 6.48 and 6.76",
      "Say where the child starts. Without it the end shows nothing.", "", "R38"},
     [](const v1::ProvisionStarted& started, const Situation&) {
       return When(IsIntervention(started) && !SaysHowMuch(started.entry_measure()),
                   "entry_measure");
     }},
    {{"provision.has_a_planned_dose", Effect::kGuidance, "Code of Practice 6.76",
      "Say how many sessions a week.", "", "R41"},
     [](const v1::ProvisionStarted& started, const Situation&) {
       return When(IsIntervention(started) && !started.planned().has_sessions_per_week(),
                   "planned.sessions_per_week");
     }},
    {{"provision.has_a_trial_length", Effect::kGuidance,
      "good practice: half a term or a term, then look again",
      "Say for how many weeks, or until when.", "", "R60"},
     [](const v1::ProvisionStarted& started, const Situation&) {
       return When(
           IsIntervention(started) && !started.planned().has_weeks() && !started.has_planned_end(),
           "planned.weeks");
     }},
    {{"provision.long_enough_to_tell", Effect::kGuidance, "our rule: half a term, six weeks",
      "In so few weeks the child can hardly settle and show a change.", "", "R60"},
     [](const v1::ProvisionStarted& started, const Situation&) {
       return When(IsIntervention(started) && started.planned().has_weeks() &&
                       started.planned().weeks() < kTrialWeeksMin,
                   "planned.weeks");
     }},
    {kTrained, GivenByTheUntrained<v1::ProvisionStarted>},
    {{"provision.rests_on_evidence", Effect::kGuidance, "Code of Practice 6.50",
      "Say what evidence there is that it works, or give its code in the catalogue.", "", "R48"},
     [](const v1::ProvisionStarted& started, const Situation&) {
       return When(
           IsIntervention(started) && !started.has_evidence_base() && !started.has_catalogue_code(),
           "evidence_base");
     }},
    {{"provision.universal_is_not_special", Effect::kGuidance, "Code of Practice 6.15",
      "What everyone gets is ordinary teaching, and not SEN support.", "", "R1"},
     [](const v1::ProvisionStarted& started, const Situation&) {
       return When(started.tier() == v1::TIER_UNIVERSAL &&
                       started.basis() == v1::PROVISION_BASIS_SEN_SUPPORT,
                   "tier");
     }},
    {{"adjustment.says_on_what_basis", Effect::kGuidance, "Equality Act 2010 s20",
      "Say whether this is a reasonable adjustment: that is a duty of its own, beside SEN support.",
      "", "R3"},
     [](const v1::ProvisionStarted& started, const Situation&) {
       return When(IsAdjustment(started) && started.basis() == v1::PROVISION_BASIS_UNSPECIFIED,
                   "basis");
     }},
    {{"adjustment.says_what_it_changes", Effect::kGuidance, "Code of Practice 6.48",
      "Say which rule, room or part of the day it changes.", "", "R42"},
     [](const v1::ProvisionStarted& started, const Situation&) {
       return When(IsAdjustment(started) && !started.has_adjusts() && started.text().empty(),
                   "adjusts");
     }},
    {kInPlan, ItemsInNoPlan<v1::ProvisionStarted>},
};

bool SaysNothingNew(const v1::ProvisionChanged& changed) {
  v1::ProvisionChanged rest = changed;
  rest.clear_provision_id();
  rest.clear_reason();
  return rest.ByteSizeLong() == 0;
}

bool IsOutsideItsTime(const v1::ProvisionChanged& changed, const Situation& at) {
  const Provision* provision = StartedProvision(at.before, changed.provision_id());
  if (provision == nullptr) return false;
  return at.day < provision->started.day() || (provision->ended && provision->ended.day() < at.day);
}

// That it was to stop some days ago can be said today; that it was to stop before it began cannot.
bool EndsBeforeItBegan(const v1::ProvisionChanged& changed, const Situation& at) {
  const Provision* provision = StartedProvision(at.before, changed.provision_id());
  const std::optional<CivilDate> end = LatestDay(changed.planned_end());
  return provision != nullptr && end && *end < provision->started.day();
}

constexpr KindRule<v1::ProvisionChanged> kChangedRules[] = {
    {{"provision.change_says_something", Effect::kRefuse, "",
      "Say at least one thing that is different from now on.", "REQUIRED"},
     [](const v1::ProvisionChanged& changed, const Situation&) {
       return When(changed.has_provision_id() && SaysNothingNew(changed));
     }},
    {kEndsAfterItBegins,
     [](const v1::ProvisionChanged& changed, const Situation& at) {
       return When(EndsBeforeItBegan(changed, at), "planned_end");
     }},
    {kProvisionKnown,
     [](const v1::ProvisionChanged& changed, const Situation& at) {
       return When(StartedProvision(at.before, changed.provision_id()) == nullptr, "provision_id");
     }},
    {{"provision.change_has_a_reason", Effect::kGuidance, "Code of Practice 6.54",
      "Say why the support goes on in another way.", "", "R93"},
     [](const v1::ProvisionChanged& changed, const Situation&) {
       return When(changed.reason().empty(), "reason");
     }},
    {{"provision.changed_while_it_ran", Effect::kGuidance, "computed",
      "This change lies before the support started, or after it ended."},
     [](const v1::ProvisionChanged& changed, const Situation& at) {
       return When(IsOutsideItsTime(changed, at));
     }},
    {kTrained, GivenByTheUntrained<v1::ProvisionChanged>},
    {kInPlan, ItemsInNoPlan<v1::ProvisionChanged>},
};

}  // namespace

const Provision* StartedProvision(const Record& record, std::string_view provision_id) {
  const Provision* provision = FindProvision(record.provisions, provision_id);
  return provision != nullptr && provision->started ? provision : nullptr;
}

void CheckKind(const v1::ProvisionStarted& started, const Situation& at, Verdict& verdict) {
  Judge(kStartedRules, started, at, verdict);
}
void CheckKind(const v1::ProvisionChanged& changed, const Situation& at, Verdict& verdict) {
  Judge(kChangedRules, changed, at, verdict);
}

void ListProvisionRules(std::vector<Rule>& list) {
  ListRules(kStartedRules, list);
  ListRules(kChangedRules, list);
}

}  // namespace cairn::rules
