#include "services/rules/people/people_rules.h"

#include <algorithm>
#include <optional>
#include <string>

#include "projections/calendar/meetings_a_year.h"
#include "projections/codes/nc_years.h"
#include "services/rules/shape/identifiers.h"
#include "services/rules/span_rule.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

constexpr KindRule<v1::RecordOpened> kRecordOpenedRules[] = {
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

bool SaysNothing(const v1::DetailsRecorded& details) {
  std::vector<const google::protobuf::FieldDescriptor*> stated;
  details.GetReflection()->ListFields(details, &stated);
  return stated.empty();
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
       return When(SaysNothing(details));
     }},
    {{"details.meetings_have_a_reason", Effect::kGuidance, "Code of Practice 6.65",
      "Say why this number of meetings a year is right for this child.", "", "R67"},
     [](const v1::DetailsRecorded& details, const Situation&) {
       return When(details.has_meetings_a_year() && !details.has_meetings_a_year_reason(),
                   "meetings_a_year_reason");
     }},
    {{"details.meetings_at_least_three", Effect::kGuidance, "Code of Practice 6.65",
      "The Code recommends at least three meetings a year.", "", "R65"},
     [](const v1::DetailsRecorded& details, const Situation&) {
       return When(
           details.has_meetings_a_year() && details.meetings_a_year() < kMeetingsRecommended,
           "meetings_a_year");
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
    {{"family.court_order_kept", Effect::kGuidance, "DfE guidance on parental responsibility",
      "A court order is recorded: say whether they may be sent copies.", "", "R52"},
     [](const v1::PersonLinked& link, const Situation&) {
       return When(link.has_court_order() && !link.has_gets_copies(), "gets_copies");
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

}  // namespace

void CheckKind(const v1::RecordOpened& opened, const Situation& at, Verdict& verdict) {
  Judge(kRecordOpenedRules, opened, at, verdict);
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

void ListPeopleRules(std::vector<Rule>& list) {
  ListRules(kRecordOpenedRules, list);
  ListRules(kIdentifierRules, list);
  ListRules(kDetailsRules, list);
  ListRules(kLinkedRules, list);
  ListRules(kPlacementRules, list);
}

}  // namespace cairn::rules
