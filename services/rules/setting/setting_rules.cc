#include "services/rules/setting/setting_rules.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "absl/strings/ascii.h"

#include "services/rules/span_rule.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

constexpr std::string_view kSencoDuty =
    "Children and Families Act 2014 s67, SEND Regulations 2014 reg. 49";
constexpr int kYearsToQualify = 3;

bool IsSenco(const v1::StaffRecorded& staff) { return HasCapacity(staff, v1::CAPACITY_SENCO); }

// Regulation 49(3): a head who is SENCO need be nothing else.
bool MustBeATeacher(const v1::StaffRecorded& staff) {
  return IsSenco(staff) && !HasCapacity(staff, v1::CAPACITY_HEAD);
}

// The last day that the entry speaks of: today, or when they left.
CivilDate LastDayThere(const v1::StaffRecorded& staff, const Situation& at) {
  return std::min(LatestDay(staff.to()).value_or(at.facts.today), at.facts.today);
}

// Names under which the qualification goes: the award until 2024, the NPQ since.
bool IsSencoQualification(const v1::Training& training) {
  constexpr std::string_view kNames[] = {"npq for sencos", "national award for sen", "nasenco"};
  const std::string had = absl::AsciiStrToLower(training.name());
  return std::any_of(std::begin(kNames), std::end(kNames),
                     [&](std::string_view name) { return had.find(name) != std::string::npos; });
}

bool IsQualifiedSenco(const v1::StaffRecorded& staff, CivilDate day) {
  return std::any_of(
      staff.training().begin(), staff.training().end(), [day](const v1::Training& had) {
        return IsSencoQualification(had) && EarliestDay(had.completed_on()).value_or(day) <= day;
      });
}

// The third anniversary of the day on which they first became SENCO.
std::optional<CivilDate> QualificationDue(const v1::StaffRecorded& staff) {
  const std::optional<CivilDate> since = EarliestDay(staff.senco_since());
  if (!IsSenco(staff) || !since) return std::nullopt;
  return since->AddYears(kYearsToQualify);
}

// They were the only SENCO, and are not any more.
bool LeavesNoSenco(const v1::StaffRecorded& staff, const Situation& at) {
  const CivilDate today = at.facts.today;
  if (IsSenco(staff) && WorksThereOn(staff, today)) return false;
  bool was_senco = false;
  for (const Fact<v1::StaffRecorded>& present : StaffOn(at.before.setting, today)) {
    if (!IsSenco(*present)) continue;
    if (present->staff_id() != staff.staff_id()) return false;
    was_senco = true;
  }
  return was_senco;
}

Places EndingBeforeTheyBegin(const v1::StaffRecorded& staff) {
  Places places = When(EndsBefore(staff.to(), staff.from()), "to");
  for (int i = 0; i < staff.training_size(); ++i) {
    const v1::Training& training = staff.training(i);
    if (EndsBefore(training.expires(), training.completed_on())) {
      places.push_back(Item("training", i, "expires"));
    }
  }
  return places;
}

constexpr KindRule<v1::StaffRecorded> kStaffRules[] = {
    {kSpanOrder,
     [](const v1::StaffRecorded& staff, const Situation&) { return EndingBeforeTheyBegin(staff); }},
    {{"staff.senco_is_a_teacher", Effect::kLegalDuty, kSencoDuty,
      "A SENCO is a qualified teacher, or the head.", "", "R93"},
     [](const v1::StaffRecorded& staff, const Situation&) {
       return When(
           MustBeATeacher(staff) && staff.has_qualified_teacher() && !staff.qualified_teacher(),
           "qualified_teacher");
     }},
    {{"staff.senco_qualified_in_time", Effect::kLegalDuty, kSencoDuty,
      "A SENCO holds the SENCO qualification three years after first becoming one. Those three "
      "years are over, and none is recorded.",
      "", "R93"},
     [](const v1::StaffRecorded& staff, const Situation& at) {
       const CivilDate day = LastDayThere(staff, at);
       const std::optional<CivilDate> due = QualificationDue(staff);
       return When(due && *due < day && !IsQualifiedSenco(staff, day), "training");
     }},
    // Guidance: the record of a setting does not say of what kind it is.
    {{"setting.has_a_senco", Effect::kGuidance, "Children and Families Act 2014 s67(2)",
      "This was the only SENCO. If this is a mainstream school, which the record does not say, the "
      "law asks for one: record who follows.",
      "", "R93"},
     [](const v1::StaffRecorded& staff, const Situation& at) {
       return When(LeavesNoSenco(staff, at));
     }},
    {{"staff.senco_teacher_stated", Effect::kGuidance, "Code of Practice 6.85",
      "Say whether this SENCO is a qualified teacher."},
     [](const v1::StaffRecorded& staff, const Situation&) {
       return When(MustBeATeacher(staff) && !staff.has_qualified_teacher(), "qualified_teacher");
     }},
    {{"staff.senco_qualification_to_come", Effect::kGuidance, "Code of Practice 6.85",
      "The SENCO qualification is due three years after they first became SENCO; none is recorded "
      "yet."},
     [](const v1::StaffRecorded& staff, const Situation& at) {
       const CivilDate day = LastDayThere(staff, at);
       const std::optional<CivilDate> due = QualificationDue(staff);
       return When(due && day <= *due && !IsQualifiedSenco(staff, day), "training");
     }},
    {{"staff.senco_since_stated", Effect::kGuidance, "Code of Practice 6.85",
      "Say since when they have been SENCO anywhere: the qualification is due three years later."},
     [](const v1::StaffRecorded& staff, const Situation& at) {
       return When(IsSenco(staff) && !staff.has_senco_since() &&
                       !IsQualifiedSenco(staff, LastDayThere(staff, at)),
                   "senco_since");
     }},
};

// Where `is_wrong` says so of a rate's first day and that of the rate before.
Places RatesWhere(const v1::ProvisionDefined& defined, bool (*is_wrong)(CivilDate, CivilDate)) {
  Places places;
  for (int i = 1; i < defined.rates_size(); ++i) {
    const std::optional<CivilDate> from = EarliestDay(defined.rates(i).from());
    const std::optional<CivilDate> before = EarliestDay(defined.rates(i - 1).from());
    if (from && before && is_wrong(*from, *before)) places.push_back(Item("rates", i, "from"));
  }
  return places;
}

constexpr KindRule<v1::ProvisionDefined> kDefinedCatalogueRules[] = {
    {{"catalogue.one_rate_a_day", Effect::kRefuse, "",
      "Two rates begin on the same day, so nobody can tell which one counts.", "RATE_TWICE"},
     [](const v1::ProvisionDefined& defined, const Situation&) {
       return RatesWhere(defined, [](CivilDate from, CivilDate before) { return from == before; });
     }},
    {{"catalogue.ages_in_order", Effect::kRefuse, "", "The youngest age is above the oldest one.",
      "END_BEFORE_START"},
     [](const v1::ProvisionDefined& defined, const Situation&) {
       return When(defined.has_age_from_years() && defined.has_age_to_years() &&
                       defined.age_to_years() < defined.age_from_years(),
                   "age_to_years");
     }},
    {{"catalogue.rates_in_order", Effect::kGuidance, "computed",
      "This rate begins before the one above it. Please check the days."},
     [](const v1::ProvisionDefined& defined, const Situation&) {
       return RatesWhere(defined, [](CivilDate from, CivilDate before) { return from < before; });
     }},
    {{"catalogue.evidence_named", Effect::kGuidance, "Code of Practice 6.50",
      "Say where the evidence is described that this works.", "", "R48"},
     [](const v1::ProvisionDefined& defined, const Situation&) {
       return When(!defined.has_evidence_source(), "evidence_source");
     }},
    {{"catalogue.measured_at_both_ends", Effect::kGuidance, "Code of Practice 6.76",
      "Say what is measured at the start and at the end, or nobody can tell what it does."},
     [](const v1::ProvisionDefined& defined, const Situation&) {
       const bool is_programme = defined.provision_type() == v1::PROVISION_TYPE_INTERVENTION;
       const bool measured = defined.has_entry_measure() && defined.has_exit_measure();
       return When(is_programme && !measured,
                   defined.has_entry_measure() ? "exit_measure" : "entry_measure");
     }},
};

bool IsReport(const v1::ReferenceListed& reference) {
  return reference.reference() == v1::REFERENCE_KIND_SEN_INFORMATION_REPORT;
}

Places ContactsOutOfReach(const v1::ReferenceListed& reference) {
  Places places;
  for (int i = 0; i < reference.contacts_size(); ++i) {
    if (reference.contacts(i).reached_by().empty()) {
      places.push_back(Item("contacts", i, "reached_by"));
    }
  }
  return places;
}

constexpr KindRule<v1::ReferenceListed> kReferenceRules[] = {
    {{"reference.report_names_the_senco", Effect::kLegalDuty,
      "SEND Regulations 2014 sch. 1 para. 4",
      "The SEN information report gives the name of the SENCO and how to reach them.", "", "R16"},
     [](const v1::ReferenceListed& reference, const Situation&) {
       return When(IsReport(reference) && reference.contacts().empty(), "contacts");
     }},
    {{"reference.review_dated", Effect::kGuidance, "Code of Practice 6.79",
      "Say when this document is to be looked at again.", "", "R11"},
     [](const v1::ReferenceListed& reference, const Situation&) {
       return When(!reference.has_review_due(), "review_due");
     }},
    {{"reference.review_to_come", Effect::kGuidance, "Code of Practice 6.79",
      "This document was to be looked at again by now.", "", "R11"},
     [](const v1::ReferenceListed& reference, const Situation& at) {
       return When(LatestDay(reference.review_due()) < at.facts.today && reference.has_review_due(),
                   "review_due");
     }},
    {{"reference.names_whom_to_ask", Effect::kGuidance, "Code of Practice 2.17",
      "Say whom families can ask, and about what.", "", "R12"},
     [](const v1::ReferenceListed& reference, const Situation&) {
       return When(
           reference.reference() == v1::REFERENCE_KIND_CONTACTS && reference.contacts().empty(),
           "contacts");
     }},
    {{"reference.contacts_within_reach", Effect::kGuidance, "our rule",
      "Say how to reach them: a number, an address, a place.", "", "R16"},
     [](const v1::ReferenceListed& reference, const Situation&) {
       return ContactsOutOfReach(reference);
     }},
};

}  // namespace

void CheckKind(const v1::StaffRecorded& staff, const Situation& at, Verdict& verdict) {
  Judge(kStaffRules, staff, at, verdict);
}
void CheckKind(const v1::ProvisionDefined& defined, const Situation& at, Verdict& verdict) {
  Judge(kDefinedCatalogueRules, defined, at, verdict);
}
void CheckKind(const v1::ReferenceListed& reference, const Situation& at, Verdict& verdict) {
  Judge(kReferenceRules, reference, at, verdict);
}

void ListSettingRules(std::vector<Rule>& list) {
  ListRules(kStaffRules, list);
  ListRules(kDefinedCatalogueRules, list);
  ListRules(kReferenceRules, list);
}

}  // namespace cairn::rules
