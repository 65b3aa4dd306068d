#include "services/rules/provision/delivery_rules.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "projections/record/provision_staff.h"
#include "services/rules/assess/measure_rules.h"
#include "services/rules/provision/dose.h"
#include "services/rules/provision/provision_rules.h"

namespace cairn::rules {
namespace {

bool BlamesTheChildsProgress(const v1::ProvisionEnded& ended) {
  return ended.reason() == v1::PROVISION_END_REASON_NO_PROGRESS;
}

// Whether a parent was sent word of it, or met, while it ran.
bool ParentsHeardOfIt(const v1::ProvisionEnded& ended, const Situation& at) {
  const Provision* provision = StartedProvision(at.before, ended.provision_id());
  if (provision == nullptr) return true;
  const auto& notices = at.before.plans.notices;
  const auto& meetings = at.before.reviews.meetings;
  const CivilDate start = provision->started.day();
  return std::any_of(notices.begin(), notices.end(),
                     [&](const auto& notice) {
                       return notice->notice() == v1::NOTICE_KIND_PROGRESS_UPDATE &&
                              start <= notice.day() && notice.day() <= at.day;
                     }) ||
         std::any_of(meetings.begin(), meetings.end(), [&](const auto& meeting) {
           return CountsTowardsThreeAYear(*meeting) && start <= meeting.day() &&
                  meeting.day() <= at.day;
         });
}

constexpr KindRule<v1::ProvisionEnded> kEndedRules[] = {
    {kMeasureOnScale,
     [](const v1::ProvisionEnded& ended, const Situation&) {
       return BeyondGreatest(ended.exit_measure(), "exit_measure");
     }},
    {kScoreOnScale,
     [](const v1::ProvisionEnded& ended, const Situation&) {
       return OffScale(ended.exit_measure(), "exit_measure");
     }},
    {kProvisionKnown,
     [](const v1::ProvisionEnded& ended, const Situation& at) {
       return When(StartedProvision(at.before, ended.provision_id()) == nullptr, "provision_id");
     }},
    {kGivenBeforeJudged,
     [](const v1::ProvisionEnded& ended, const Situation& at) {
       return When(
           BlamesTheChildsProgress(ended) && WasHardlyGiven(at.before, ended.provision_id()),
           "reason");
     }},
    {{"provision.has_an_exit_measure", Effect::kGuidance, "Code of Practice 6.76",
      "Say where the child is at the end, with the same measure as at the start.", "", "R75"},
     [](const v1::ProvisionEnded& ended, const Situation&) {
       return When(!SaysHowMuch(ended.exit_measure()), "exit_measure");
     }},
    {{"provision.parents_heard_how_it_went", Effect::kGuidance, "Code of Practice 6.53-6.55",
      "No word of how it was going went to the parents while it ran.", "", "R62"},
     [](const v1::ProvisionEnded& ended, const Situation& at) {
       return When(!ParentsHeardOfIt(ended, at));
     }},
    {{"provision.ends_after_it_starts", Effect::kGuidance, "computed",
      "This support ends before it started."},
     [](const v1::ProvisionEnded& ended, const Situation& at) {
       const Provision* provision = StartedProvision(at.before, ended.provision_id());
       return When(provision != nullptr && at.day < provision->started.day());
     }},
};

int64_t SessionsMissed(const v1::DeliveryLogged& delivery) {
  int64_t missed = 0;
  for (const v1::SessionsMissed& reason : delivery.missed()) missed += reason.sessions();
  return missed;
}

// Who was to give it on the day of the entry; empty when nobody said.
std::string_view PlannedProvider(const v1::DeliveryLogged& delivery, const Situation& at) {
  const Provision* provision = StartedProvision(at.before, delivery.provision_id());
  return provision == nullptr ? "" : StatedProviderOn(*provision, at.day);
}

constexpr KindRule<v1::DeliveryLogged> kDeliveryRules[] = {
    {kProvisionKnown,
     [](const v1::DeliveryLogged& delivery, const Situation& at) {
       return When(StartedProvision(at.before, delivery.provision_id()) == nullptr, "provision_id");
     }},
    {{"delivery.adds_up", Effect::kGuidance, "computed",
      "Sessions given and missed are more than were planned. Please check the numbers.", "", "R59"},
     [](const v1::DeliveryLogged& delivery, const Situation&) {
       return When(delivery.has_planned_sessions() &&
                       delivery.delivered_sessions() + SessionsMissed(delivery) >
                           delivery.planned_sessions(),
                   "planned_sessions");
     }},
    {{"delivery.says_what_was_planned", Effect::kGuidance, "Code of Practice 6.76",
      "Say how many sessions were planned in this time, or nobody can tell how much of it was "
      "given.",
      "", "R61"},
     [](const v1::DeliveryLogged& delivery, const Situation& at) {
       const Provision* provision = StartedProvision(at.before, delivery.provision_id());
       return When(!delivery.has_planned_sessions() && provision != nullptr &&
                       !provision->started->planned().has_sessions_per_week(),
                   "planned_sessions");
     }},
    {{"delivery.missed_with_reason", Effect::kGuidance, "our rule for judging support",
      "Fewer sessions were given than planned: say why.", "", "R59"},
     [](const v1::DeliveryLogged& delivery, const Situation&) {
       return When(delivery.has_planned_sessions() &&
                       delivery.delivered_sessions() + SessionsMissed(delivery) <
                           delivery.planned_sessions(),
                   "missed");
     }},
    {{"delivery.given_by_the_one_named", Effect::kGuidance, "Code of Practice 6.50",
      "Somebody else gave it than was planned. Check that they are trained for it.", "", "R61"},
     [](const v1::DeliveryLogged& delivery, const Situation& at) {
       const std::string_view planned = PlannedProvider(delivery, at);
       return When(delivery.has_deliverer() && !planned.empty() && delivery.deliverer() != planned,
                   "deliverer");
     }},
    {{"delivery.while_it_ran", Effect::kGuidance, "computed",
      "These sessions lie before the support started, or after it ended.", "", "R59"},
     [](const v1::DeliveryLogged& delivery, const Situation& at) {
       const Provision* provision = StartedProvision(at.before, delivery.provision_id());
       if (provision == nullptr) return Places();
       const bool after = provision->ended && provision->ended.day() < at.day;
       return When(at.day < provision->started.day() || after);
     }},
};

// The last measurement of the same target used another measure.
bool ChangesTheMeasure(const v1::ProgressMeasured& progress, const Record& record) {
  const v1::Measurement& now = progress.measurement();
  const v1::Measurement* last = nullptr;
  for (const auto& earlier : record.provisions.measures) {
    if (earlier->target_id() == progress.target_id()) last = &earlier->measurement();
  }
  return progress.has_target_id() && last != nullptr && last->has_measure() && now.has_measure() &&
         last->measure() != now.measure();
}

constexpr KindRule<v1::ProgressMeasured> kProgressRules[] = {
    {kMeasureOnScale,
     [](const v1::ProgressMeasured& progress, const Situation&) {
       return BeyondGreatest(progress.measurement(), "measurement");
     }},
    {kScoreOnScale,
     [](const v1::ProgressMeasured& progress, const Situation&) {
       return OffScale(progress.measurement(), "measurement");
     }},
    {{"measure.says_how_much", Effect::kRefuse, "", "Say how much was measured.", "REQUIRED"},
     [](const v1::ProgressMeasured& progress, const Situation&) {
       return When(progress.has_measurement() && !SaysHowMuch(progress.measurement()),
                   "measurement.value");
     }},
    {{"measure.stays_the_same", Effect::kGuidance, "our rule for comparing measures",
      "This target was measured in another way before; the two cannot be compared.", "", "R80"},
     [](const v1::ProgressMeasured& progress, const Situation& at) {
       return When(ChangesTheMeasure(progress, at.before), "measurement.measure");
     }},
    {{"measure.belongs_to_something", Effect::kGuidance, "computed",
      "Say which target or which support this measures, or nobody will find it there.", "", "R38"},
     [](const v1::ProgressMeasured& progress, const Situation&) {
       return When(!progress.has_target_id() && !progress.has_provision_id(), "target_id");
     }},
};

}  // namespace

void CheckKind(const v1::ProvisionEnded& ended, const Situation& at, Verdict& verdict) {
  Judge(kEndedRules, ended, at, verdict);
}
void CheckKind(const v1::DeliveryLogged& delivery, const Situation& at, Verdict& verdict) {
  Judge(kDeliveryRules, delivery, at, verdict);
}
void CheckKind(const v1::ProgressMeasured& progress, const Situation& at, Verdict& verdict) {
  Judge(kProgressRules, progress, at, verdict);
}

void ListDeliveryRules(std::vector<Rule>& list) {
  ListRules(kEndedRules, list);
  ListRules(kDeliveryRules, list);
  ListRules(kProgressRules, list);
}

}  // namespace cairn::rules
