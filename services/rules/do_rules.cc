#include "services/rules/do_rules.h"

#include <algorithm>
#include <optional>
#include <string>

#include "services/rules/score_scales.h"

namespace cairn::rules {
namespace {

constexpr Rule kMeasureOnScale = {"measure.within_its_greatest", Effect::kRefuse, "",
                                  "The number is greater than the greatest possible one.",
                                  "SCORE_OUT_OF_SCALE"};
constexpr Rule kScoreOnScale = {"score.on_its_scale", Effect::kRefuse, "scale of the score",
                                "No score of this type is so low or so high. Check the number and "
                                "the type.",
                                "SCORE_OUT_OF_SCALE"};
constexpr Rule kProvisionKnown = {"provision.start_recorded", Effect::kGuidance, "computed",
                                  "The start of this support is not recorded, so nobody can say "
                                  "what was planned."};

Places BeyondGreatest(const v1::Measurement& measured, std::string_view field) {
  return When(measured.has_value() && measured.has_out_of() &&
                  NumberOf(measured.value()) > NumberOf(measured.out_of()),
              std::string(field) + ".value");
}

Places OffScale(const v1::Measurement& measured, std::string_view field) {
  Places places;
  for (int i = 0; i < measured.scores_size(); ++i) {
    const v1::Score& score = measured.scores(i);
    if (score.has_value() && !IsOnScale(measured.instrument(), score)) {
      places.push_back(std::string(field) + "." + Item("scores", i, "value"));
    }
  }
  return places;
}

bool SaysHowMuch(const v1::Measurement& measured) {
  return measured.has_value() || !measured.scores().empty() || measured.has_assessment_id();
}

const Provision* Started(const Record& record, std::string_view provision_id) {
  const Provision* provision = FindProvision(record.provisions, provision_id);
  return provision != nullptr && provision->started ? provision : nullptr;
}

bool IsIntervention(const v1::ProvisionStarted& started) {
  return started.provision_type() == v1::PROVISION_TYPE_INTERVENTION;
}

bool IsInSomePlan(const Record& record, std::string_view item) {
  const auto& plans = record.plans.plans;
  return std::any_of(plans.begin(), plans.end(), [&](const PlanHistory& plan) {
    return FindProvisionLine(plan.versions.back().issued->content(), item) != nullptr;
  });
}

constexpr KindRule<v1::ProvisionStarted> kStartedRules[] = {
    {kMeasureOnScale,
     [](const v1::ProvisionStarted& started, const Situation&) {
       return BeyondGreatest(started.entry_measure(), "entry_measure");
     }},
    {kScoreOnScale,
     [](const v1::ProvisionStarted& started, const Situation&) {
       return OffScale(started.entry_measure(), "entry_measure");
     }},
    {{"provision.started_once", Effect::kGuidance, "computed",
      "Support with this id has started before. Give another id, or the two are counted as one."},
     [](const v1::ProvisionStarted& started, const Situation& at) {
       return When(
           !at.entry.has_corrects() && Started(at.before, started.provision_id()) != nullptr,
           "provision_id");
     }},
    {{"provision.has_a_baseline", Effect::kGuidance, "Code of Practice 6.48 and 6.76",
      "Say where the child starts. Without it the end shows nothing."},
     [](const v1::ProvisionStarted& started, const Situation&) {
       return When(IsIntervention(started) && !SaysHowMuch(started.entry_measure()),
                   "entry_measure");
     }},
    {{"provision.has_a_planned_dose", Effect::kGuidance, "Code of Practice 6.76",
      "Say how many sessions a week and for how many weeks."},
     [](const v1::ProvisionStarted& started, const Situation&) {
       return When(IsIntervention(started) && (!started.planned().has_sessions_per_week() ||
                                               !started.planned().has_weeks()),
                   "planned");
     }},
    {{"provision.given_by_trained_staff", Effect::kGuidance, "Code of Practice 6.50",
      "Whoever gives this is not trained for it yet."},
     [](const v1::ProvisionStarted& started, const Situation&) {
       return When(started.has_trained() && !started.trained(), "trained");
     }},
    {{"provision.is_in_the_plan", Effect::kGuidance, "Code of Practice 6.73",
      "The plan in use has no such item."},
     [](const v1::ProvisionStarted& started, const Situation& at) {
       Places places;
       for (int i = 0; i < started.plan_items_size(); ++i) {
         if (!IsInSomePlan(at.before, started.plan_items(i))) {
           places.push_back(Item("plan_items", i));
         }
       }
       return places;
     }},
};

bool BlamesTheChildsProgress(const v1::ProvisionEnded& ended) {
  return ended.reason() == v1::PROVISION_END_REASON_NO_PROGRESS;
}

bool WasHardlyGiven(const v1::ProvisionEnded& ended, const Record& record) {
  const Provision* provision = FindProvision(record.provisions, ended.provision_id());
  const auto percent = provision == nullptr ? std::nullopt : DoseOf(*provision).Percent();
  return percent && *percent < kDoseRedBelowPercent;
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
       return When(Started(at.before, ended.provision_id()) == nullptr, "provision_id");
     }},
    {{"provision.given_before_it_is_judged", Effect::kGuidance, "our rule: under 60 % of sessions",
      "Less than 60 % of the planned sessions were given, so this does not show that it failed."},
     [](const v1::ProvisionEnded& ended, const Situation& at) {
       return When(BlamesTheChildsProgress(ended) && WasHardlyGiven(ended, at.before), "reason");
     }},
    {{"provision.has_an_exit_measure", Effect::kGuidance, "Code of Practice 6.76",
      "Say where the child is at the end, with the same measure as at the start."},
     [](const v1::ProvisionEnded& ended, const Situation&) {
       return When(!SaysHowMuch(ended.exit_measure()), "exit_measure");
     }},
    {{"provision.ends_after_it_starts", Effect::kGuidance, "computed",
      "This support ends before it started."},
     [](const v1::ProvisionEnded& ended, const Situation& at) {
       const Provision* provision = Started(at.before, ended.provision_id());
       return When(provision != nullptr && at.day < provision->started.day());
     }},
};

int SessionsMissed(const v1::DeliveryLogged& delivery) {
  int missed = 0;
  for (const v1::SessionsMissed& reason : delivery.missed()) missed += reason.sessions();
  return missed;
}

constexpr KindRule<v1::DeliveryLogged> kDeliveryRules[] = {
    {kProvisionKnown,
     [](const v1::DeliveryLogged& delivery, const Situation& at) {
       return When(Started(at.before, delivery.provision_id()) == nullptr, "provision_id");
     }},
    {{"delivery.adds_up", Effect::kGuidance, "computed",
      "Sessions given and missed are more than were planned. Please check the numbers."},
     [](const v1::DeliveryLogged& delivery, const Situation&) {
       return When(delivery.has_planned_sessions() &&
                       delivery.delivered_sessions() + SessionsMissed(delivery) >
                           delivery.planned_sessions(),
                   "planned_sessions");
     }},
    {{"delivery.while_it_ran", Effect::kGuidance, "computed",
      "These sessions lie before the support started, or after it ended."},
     [](const v1::DeliveryLogged& delivery, const Situation& at) {
       const Provision* provision = Started(at.before, delivery.provision_id());
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
      "This target was measured in another way before; the two cannot be compared."},
     [](const v1::ProgressMeasured& progress, const Situation& at) {
       return When(ChangesTheMeasure(progress, at.before), "measurement.measure");
     }},
};

}  // namespace

void CheckKind(const v1::ProvisionStarted& started, const Situation& at, Verdict& verdict) {
  Judge(kStartedRules, started, at, verdict);
}
void CheckKind(const v1::ProvisionEnded& ended, const Situation& at, Verdict& verdict) {
  Judge(kEndedRules, ended, at, verdict);
}
void CheckKind(const v1::DeliveryLogged& delivery, const Situation& at, Verdict& verdict) {
  Judge(kDeliveryRules, delivery, at, verdict);
}
void CheckKind(const v1::ProgressMeasured& progress, const Situation& at, Verdict& verdict) {
  Judge(kProgressRules, progress, at, verdict);
}
void CheckKind(const v1::ProvisionChanged&, const Situation&, Verdict&) {}

void ListDoRules(std::vector<Rule>& list) {
  ListRules(kStartedRules, list);
  ListRules(kEndedRules, list);
  ListRules(kDeliveryRules, list);
  ListRules(kProgressRules, list);
}

}  // namespace cairn::rules
