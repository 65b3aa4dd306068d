#include "services/rules/setting/setting_use_rules.h"

#include <optional>
#include <string>

#include "projections/record/setting.h"

namespace cairn::rules {
namespace {

// Complete years on `day`; nothing while the birth date is not known.
std::optional<int> AgeOn(const Record& record, CivilDate day) {
  const std::optional<CivilDate> born = BornOn(record.people);
  if (!born || day < *born) return std::nullopt;
  const int years = day.year() - born->year();
  return born->AddYears(years) <= day ? years : years - 1;
}

Fact<v1::ProvisionDefined> LineOf(const v1::ProvisionStarted& started, const Situation& at) {
  return CatalogueLineOn(at.facts.setting->setting, started.catalogue_code(), at.day);
}

std::string GivenBy(const v1::ProvisionStarted& started, const Situation& at) {
  if (started.has_provider()) return started.provider();
  if (at.entry.has_person()) return at.entry.person().name();
  return at.facts.author == nullptr ? "" : at.facts.author->name();
}

// Asked only where the entry names a line.
constexpr KindRule<v1::ProvisionStarted> kUseCatalogueRules[] = {
    {{"provision.code_in_catalogue", Effect::kGuidance, "computed",
      "The catalogue of the setting has no such code. Check it, or add the line."},
     [](const v1::ProvisionStarted& started, const Situation& at) {
       return When(!LineOf(started, at), "catalogue_code");
     }},
    {{"provision.still_offered", Effect::kGuidance, "computed",
      "The setting has withdrawn this line of its catalogue."},
     [](const v1::ProvisionStarted& started, const Situation& at) {
       const auto line = LineOf(started, at);
       const auto last = line ? LatestDay(line->withdrawn_on()) : std::nullopt;
       return When(last && *last < at.day, "catalogue_code");
     }},
    {{"provision.fits_the_age", Effect::kGuidance, "Code of Practice 6.50",
      "The catalogue gives another age for this. Say in the entry why it is right for this child."},
     [](const v1::ProvisionStarted& started, const Situation& at) {
       const auto line = LineOf(started, at);
       const std::optional<int> age = AgeOn(at.before, at.day);
       const bool too_young = line && line->has_age_from_years() && age < line->age_from_years();
       const bool too_old = line && line->has_age_to_years() && age > line->age_to_years();
       return When(age && (too_young || too_old), "catalogue_code");
     }},
    {{"provision.provider_trained_for_it", Effect::kGuidance, "Code of Practice 6.50",
      "The catalogue asks for training that the staff record of whoever gives this does not show.",
      "", "R61"},
     [](const v1::ProvisionStarted& started, const Situation& at) {
       const auto line = LineOf(started, at);
       if (!line || !line->has_training_needed() || started.has_trained()) return Places();
       const std::optional<bool> trained = TrainedFor(
           at.facts.setting->setting, GivenBy(started, at), line->training_needed(), at.day);
       return When(trained && !*trained, "provider");
     }},
};

// Of one day: a span of days may well hold others.
bool IsOutOfSession(const Situation& at) {
  const std::optional<CivilDate> last = LatestDay(at.entry.occurred());
  if (last != EarliestDay(at.entry.occurred())) return false;
  return IsInSession(at.facts.setting->setting, at.day) == false;
}

constexpr KindRule<v1::DeliveryLogged> kUseTermRules[] = {
    {{"delivery.on_a_school_day", Effect::kGuidance, "computed",
      "By its term dates the setting was closed on this day. Please check the date."},
     [](const v1::DeliveryLogged& delivery, const Situation& at) {
       return When(delivery.delivered_sessions() > 0 && IsOutOfSession(at));
     }},
};

}  // namespace

void CheckAgainstSetting(const Situation& at, Verdict& verdict) {
  if (at.facts.setting == nullptr) return;
  const v1::ProvisionStarted& started = at.entry.provision_started();
  if (started.has_catalogue_code()) Judge(kUseCatalogueRules, started, at, verdict);
  if (at.entry.has_delivery_logged()) {
    Judge(kUseTermRules, at.entry.delivery_logged(), at, verdict);
  }
}

void ListSettingUseRules(std::vector<Rule>& list) {
  ListRules(kUseCatalogueRules, list);
  ListRules(kUseTermRules, list);
}

}  // namespace cairn::rules
