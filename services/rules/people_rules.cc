#include "services/rules/people_rules.h"

#include <algorithm>
#include <optional>
#include <string>

#include "projections/codes/nc_years.h"
#include "services/rules/identifiers.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

constexpr Rule kSpanOrder = {"dates.end_after_start", Effect::kRefuse, "",
                             "The last day lies before the first.", "END_BEFORE_START"};

constexpr KindRule<v1::RecordOpened> kOpenedRules[] = {
    {{"child.born_by_now", Effect::kRefuse, "", "This date of birth lies in the future.",
      "FUTURE_DATE"},
     [](const v1::RecordOpened& opened, const Situation& at) {
       return When(opened.has_born() && EarliestDay(opened.born()) > at.facts.today, "born");
     }},
    {{"child.birth_date_known", Effect::kGuidance, "computed",
      "Without a date of birth nobody can tell when rights pass to the young person, nor how long "
      "to keep the file."},
     [](const v1::RecordOpened& opened, const Situation&) {
       return When(opened.subject() == v1::SUBJECT_KIND_CHILD && !opened.has_born(), "born");
     }},
};

bool IsUpn(const v1::IdentifierRecorded& identifier) {
  return identifier.type() == v1::IDENTIFIER_TYPE_UPN;
}

bool IsGoodUpn(const v1::IdentifierRecorded& identifier) {
  return IsUpn(identifier) && IsUpnFormat(NormalUpn(identifier.value()));
}

bool IsUln(const v1::IdentifierRecorded& identifier) {
  return identifier.type() == v1::IDENTIFIER_TYPE_ULN;
}

bool IsNhsNumber(const v1::IdentifierRecorded& identifier) {
  return identifier.type() == v1::IDENTIFIER_TYPE_NHS;
}

bool IsCurrent(const Record& record, v1::IdentifierType type, std::string_view value) {
  const auto current = CurrentIdentifiers(record.people, type);
  return std::any_of(current.begin(), current.end(), [&](const auto& identifier) {
    return NormalUpn(identifier->value()) == NormalUpn(value);
  });
}

// Another one of the type counts, and the entry does not say what becomes of it.
bool AddsAnother(const v1::IdentifierRecorded& identifier, const Situation& at) {
  return !identifier.has_replaces() && !at.entry.has_corrects() &&
         !CurrentIdentifiers(at.before.people, identifier.type()).empty() &&
         !IsCurrent(at.before, identifier.type(), identifier.value());
}

constexpr KindRule<v1::IdentifierRecorded> kIdentifierRules[] = {
    {{"upn.format", Effect::kRefuse, "DfE UPN guide",
      "A UPN has 13 characters: a letter, 11 digits, and a digit or a letter; never I, O or S. The "
      "record can do without one until you know it.",
      "UPN_FORMAT"},
     [](const v1::IdentifierRecorded& identifier, const Situation&) {
       return When(IsUpn(identifier) && !IsUpnFormat(NormalUpn(identifier.value())), "value");
     }},
    {{"upn.check_letter", Effect::kRefuse, "DfE UPN guide",
      "The first letter does not fit the rest of this UPN, so at least one character is wrong.",
      "UPN_CHECK_LETTER"},
     [](const v1::IdentifierRecorded& identifier, const Situation&) {
       return When(IsGoodUpn(identifier) && !HasUpnCheckLetter(NormalUpn(identifier.value())),
                   "value");
     }},
    {{"uln.format", Effect::kRefuse, "Learning Records Service",
      "A ULN has 10 digits, and the first is not 0.", "ULN_FORMAT"},
     [](const v1::IdentifierRecorded& identifier, const Situation&) {
       return When(IsUln(identifier) && !IsUlnFormat(NormalUln(identifier.value())), "value");
     }},
    {{"uln.check_digit", Effect::kRefuse, "Learning Records Service",
      "The last digit does not fit the rest of this ULN, so at least one digit is wrong.",
      "ULN_CHECK_DIGIT"},
     [](const v1::IdentifierRecorded& identifier, const Situation&) {
       const std::string uln = NormalUln(identifier.value());
       return When(IsUln(identifier) && IsUlnFormat(uln) && !HasUlnCheckDigit(uln), "value");
     }},
    {{"nhs_number.format", Effect::kRefuse, "NHS Data Dictionary", "An NHS number has 10 digits.",
      "NHS_NUMBER_FORMAT"},
     [](const v1::IdentifierRecorded& identifier, const Situation&) {
       const std::string number = NormalNhsNumber(identifier.value());
       return When(IsNhsNumber(identifier) && !IsNhsNumberFormat(number), "value");
     }},
    {{"nhs_number.check_digit", Effect::kRefuse, "NHS Data Dictionary",
      "The last digit does not fit the rest of this NHS number, so at least one digit is wrong.",
      "NHS_NUMBER_CHECK_DIGIT"},
     [](const v1::IdentifierRecorded& identifier, const Situation&) {
       const std::string number = NormalNhsNumber(identifier.value());
       return When(
           IsNhsNumber(identifier) && IsNhsNumberFormat(number) && !HasNhsCheckDigit(number),
           "value");
     }},
    {{"upn.authority_known", Effect::kGuidance, "DfE children in need census rule 1530",
      "The second to fourth digits of this UPN are no local authority that we know of."},
     [](const v1::IdentifierRecorded& identifier, const Situation&) {
       return When(IsGoodUpn(identifier) && !HasKnownAuthority(NormalUpn(identifier.value())),
                   "value");
     }},
    {{"upn.temporary_ends_in_a_letter", Effect::kGuidance, "DfE UPN guide",
      "A UPN that ends in a letter is temporary; this one is recorded as permanent."},
     [](const v1::IdentifierRecorded& identifier, const Situation&) {
       return When(IsGoodUpn(identifier) && IsTemporaryUpn(NormalUpn(identifier.value())) &&
                       identifier.permanence() == v1::IDENTIFIER_PERMANENCE_PERMANENT,
                   "permanence");
     }},
    {{"identifier.replaces_a_known_one", Effect::kGuidance, "computed",
      "The number that this one is to replace does not count in this record."},
     [](const v1::IdentifierRecorded& identifier, const Situation& at) {
       return When(identifier.has_replaces() && !at.entry.has_corrects() &&
                       !IsCurrent(at.before, identifier.type(), identifier.replaces()),
                   "replaces");
     }},
    {{"identifier.one_at_a_time", Effect::kGuidance, "computed",
      "Another number of this type counts already. Say whether this one replaces it."},
     [](const v1::IdentifierRecorded& identifier, const Situation& at) {
       return When(AddsAnother(identifier, at), "replaces");
     }},
};

// Not the year group of the child's age, and nobody says why. X and the like are of no age.
bool IsOtherYear(const v1::DetailsRecorded& details, const Situation& at) {
  const std::optional<CivilDate> born = BornOn(at.before.people);
  const codes::NcYear* year = codes::FindNcYear(details.nc_year());
  if (!born || year == nullptr || !year->age || details.has_out_of_year_group()) return false;
  const codes::NcYear* usual = codes::UsualNcYear(*born, at.day);
  return usual != nullptr && usual->code != year->code;
}

constexpr KindRule<v1::DetailsRecorded> kDetailsRules[] = {
    {{"child.year_group_of_age", Effect::kGuidance, "computed",
      "This is not the year group of the child's age. Say whether they are taught outside it."},
     [](const v1::DetailsRecorded& details, const Situation& at) {
       return When(IsOtherYear(details, at), "nc_year");
     }},
    {{"details.say_something", Effect::kRefuse, "", "Say at least one thing that is new.",
      "REQUIRED"},
     [](const v1::DetailsRecorded& details, const Situation&) {
       return When(!details.has_nc_year() && !details.has_home_language() &&
                   !details.has_looked_after());
     }},
};

bool IsFamily(v1::Relationship relationship) {
  return relationship == v1::RELATIONSHIP_MOTHER || relationship == v1::RELATIONSHIP_FATHER ||
         relationship == v1::RELATIONSHIP_CARER;
}

constexpr KindRule<v1::PersonLinked> kLinkedRules[] = {
    {kSpanOrder, [](const v1::PersonLinked& link,
                    const Situation&) { return When(EndsBefore(link.to(), link.from()), "to"); }},
    {{"family.responsibility_stated", Effect::kGuidance, "DfE guidance on parental responsibility",
      "Say whether they hold parental responsibility: without it they are not told, and cannot see "
      "the record."},
     [](const v1::PersonLinked& link, const Situation&) {
       return When(IsFamily(link.relationship()) && !link.has_parental_responsibility(),
                   "parental_responsibility");
     }},
};

constexpr KindRule<v1::PlacementRecorded> kPlacementRules[] = {
    {kSpanOrder,
     [](const v1::PlacementRecorded& placement, const Situation&) {
       return When(EndsBefore(placement.to(), placement.from()), "to");
     }},
    {{"placement.unit_or_resourced_provision", Effect::kGuidance, "DfE school census guide",
      "A child is normally in an SEN unit or in resourced provision, not in both."},
     [](const v1::PlacementRecorded& placement, const Situation&) {
       return When(placement.sen_unit() && placement.resourced_provision(), "resourced_provision");
     }},
};

bool BeginsSupport(const v1::SenStatusSet& status, const Situation& at) {
  return status.status() == v1::SEN_PROVISION_K && !HasSpecialProvision(at.before, at.day) &&
         !at.entry.has_corrects();
}

bool WasTold(const Record& record) {
  return std::any_of(
      record.plans.notices.begin(), record.plans.notices.end(),
      [](const auto& notice) { return notice->notice() == v1::NOTICE_KIND_SEN_SUPPORT_STARTS; });
}

bool HeardAParent(const Record& record) {
  return std::any_of(record.entries.begin(), record.entries.end(), [](const EntryPtr& entry) {
    const auto& attendees = entry->entry().meeting_held().attendees();
    return IsOfParent(entry->entry()) ||
           std::any_of(attendees.begin(), attendees.end(), [](const v1::Attendee& attendee) {
             return attendee.capacity() == v1::CAPACITY_PARENT;
           });
  });
}

bool HasFinalPlan(const Record& record) {
  return std::any_of(record.ehc.served.begin(), record.ehc.served.end(), [](const auto& served) {
    return served->stage() == v1::EHC_PLAN_STAGE_FINAL ||
           served->stage() == v1::EHC_PLAN_STAGE_AMENDED_FINAL;
  });
}

constexpr KindRule<v1::SenStatusSet> kStatusRules[] = {
    {{"status.parents_told", Effect::kLegalDuty, "Children and Families Act 2014 s68",
      "Parents must be told that SEN support begins. Record the notice when it is sent."},
     [](const v1::SenStatusSet& status, const Situation& at) {
       return When(BeginsSupport(status, at) && !WasTold(at.before), "status");
     }},
    {{"status.parents_heard_first", Effect::kGuidance, "Code of Practice 6.48",
      "Nothing a parent said or attended is recorded before this decision."},
     [](const v1::SenStatusSet& status, const Situation& at) {
       return When(BeginsSupport(status, at) && !HeardAParent(at.before), "status");
     }},
    {{"status.e_from_a_final_plan", Effect::kGuidance, "DfE school census guide",
      "E counts from the date of a final EHC plan, and none is recorded."},
     [](const v1::SenStatusSet& status, const Situation& at) {
       return When(status.status() == v1::SEN_PROVISION_E && !HasFinalPlan(at.before), "status");
     }},
    {{"status.previous_agrees", Effect::kGuidance, "computed",
      "The status stated as the one before is not the one in the record."},
     [](const v1::SenStatusSet& status, const Situation& at) {
       const Fact<v1::SenStatusSet> earlier = StatusOn(at.before.people, at.day);
       return When(earlier && status.previous() != v1::SEN_PROVISION_UNSPECIFIED &&
                       !at.entry.has_corrects() && earlier->status() != status.previous(),
                   "previous");
     }},
};

bool IsAnswer(const v1::PermissionRecorded& permission) {
  return permission.act() == v1::PERMISSION_ACT_GIVEN ||
         permission.act() == v1::PERMISSION_ACT_REFUSED ||
         permission.act() == v1::PERMISSION_ACT_WITHDRAWN;
}

constexpr KindRule<v1::PermissionRecorded> kPermissionRules[] = {
    {kSpanOrder,
     [](const v1::PermissionRecorded& permission, const Situation&) {
       return When(EndsBefore(permission.expires(), permission.effective_from()), "expires");
     }},
    {{"permission.whose", Effect::kGuidance, "Code of Practice 6.47",
      "Say who gave, refused or withdrew this permission."},
     [](const v1::PermissionRecorded& permission, const Situation& at) {
       const bool said_by = at.entry.has_person() || permission.has_asked_of() ||
                            at.entry.means() == v1::MEANS_OWN_SIGN_IN;
       return When(IsAnswer(permission) && !said_by);
     }},
    {{"permission.of_the_young_person", Effect::kLegalDuty, "Code of Practice 8.15-8.16",
      "Past compulsory school age this decision is the young person's own, if they can make it."},
     [](const v1::PermissionRecorded& permission, const Situation& at) {
       return When(IsAnswer(permission) && IsOfParent(at.entry) &&
                   IsYoungPerson(at.before, at.day));
     }},
};

}  // namespace

void CheckKind(const v1::RecordOpened& opened, const Situation& at, Verdict& verdict) {
  Judge(kOpenedRules, opened, at, verdict);
}
void CheckKind(const v1::IdentifierRecorded& identifier, const Situation& at, Verdict& verdict) {
  Judge(kIdentifierRules, identifier, at, verdict);
}
void CheckKind(const v1::DetailsRecorded& details, const Situation& at, Verdict& verdict) {
  Judge(kDetailsRules, details, at, verdict);
}
void CheckKind(const v1::PersonLinked& link, const Situation& at, Verdict& verdict) {
  Judge(kLinkedRules, link, at, verdict);
}
void CheckKind(const v1::PlacementRecorded& placement, const Situation& at, Verdict& verdict) {
  Judge(kPlacementRules, placement, at, verdict);
}
void CheckKind(const v1::SenStatusSet& status, const Situation& at, Verdict& verdict) {
  Judge(kStatusRules, status, at, verdict);
}
void CheckKind(const v1::PermissionRecorded& permission, const Situation& at, Verdict& verdict) {
  Judge(kPermissionRules, permission, at, verdict);
}

void ListPeopleRules(std::vector<Rule>& list) {
  ListRules(kOpenedRules, list);
  ListRules(kIdentifierRules, list);
  ListRules(kDetailsRules, list);
  ListRules(kLinkedRules, list);
  ListRules(kPlacementRules, list);
  ListRules(kStatusRules, list);
  ListRules(kPermissionRules, list);
}

}  // namespace cairn::rules
