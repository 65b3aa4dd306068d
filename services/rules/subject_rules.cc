#include "services/rules/subject_rules.h"

#include <algorithm>
#include <iterator>

namespace cairn::rules {
namespace {

constexpr Rule kKindFits = {"record.kind_fits_the_subject", Effect::kRefuse, "",
                            "This does not belong here: what is about a setting stands in the "
                            "record of the setting, what is about a child in the child's.",
                            "WRONG_SUBJECT"};
constexpr Rule kIdentifierFits = {"record.identifier_fits_the_subject", Effect::kRefuse, "",
                                  "A child has no such number, or a setting has none.",
                                  "WRONG_SUBJECT"};
constexpr Rule kSubjectStays = {"record.subject_stays", Effect::kRefuse, "",
                                "A record stays what it began as, a child's or a setting's. Open "
                                "another one.",
                                "WRONG_SUBJECT"};

enum class Whose { kChild, kSetting, kEither };

using Kind = v1::Entry::KindCase;

constexpr Kind kAboutASetting[] = {Kind::kTermDatesSet, Kind::kStaffRecorded,
                                   Kind::kProvisionDefined, Kind::kReferenceListed};

// Staff have rights over what is recorded about them, and their data is held and let go of by the
// same rules.
constexpr Kind kAboutEither[] = {
    Kind::kRecordOpened,    Kind::kIdentifierRecorded, Kind::kDocumentFiled,
    Kind::kRightsRequested, Kind::kRightsAnswered,     Kind::kEntryVoided,
    Kind::kHoldPlaced,      Kind::kHoldReleased,       Kind::kDisposalDecided,
    Kind::kDisclosed,       Kind::kRecordExported,     Kind::KIND_NOT_SET};  // refused by its shape

// A kind that nobody lists is about a child: those are most, and what is forgotten is so kept out
// of the records of settings, where everybody who works there reads it.
Whose WhoseKind(Kind kind) {
  if (std::ranges::find(kAboutASetting, kind) != std::end(kAboutASetting)) return Whose::kSetting;
  if (std::ranges::find(kAboutEither, kind) != std::end(kAboutEither)) return Whose::kEither;
  return Whose::kChild;
}

Whose WhoseIdentifier(v1::IdentifierType type) {
  switch (type) {
    case v1::IDENTIFIER_TYPE_UPN:
    case v1::IDENTIFIER_TYPE_ULN:
    case v1::IDENTIFIER_TYPE_NHS:
    case v1::IDENTIFIER_TYPE_ADMISSION:
      return Whose::kChild;
    case v1::IDENTIFIER_TYPE_URN:
    case v1::IDENTIFIER_TYPE_LAESTAB:
    case v1::IDENTIFIER_TYPE_UKPRN:
      return Whose::kSetting;
    case v1::IDENTIFIER_TYPE_UNSPECIFIED:
    case v1::IdentifierType_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::IdentifierType_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return Whose::kEither;  // no type, or one of a newer version
}

bool Fits(Whose whose, v1::SubjectKind subject) {
  if (whose == Whose::kEither || subject == v1::SUBJECT_KIND_UNSPECIFIED) return true;
  return (whose == Whose::kSetting) == (subject == v1::SUBJECT_KIND_SETTING);
}

}  // namespace

void CheckSubject(const Situation& at, Verdict& verdict) {
  const v1::SubjectKind subject = SubjectOf(at.before.people);
  const v1::Entry& entry = at.entry;
  if (!Fits(WhoseKind(entry.kind_case()), subject)) {
    Report(kKindFits, KindPath(entry, ""), verdict);
  }
  if (!Fits(WhoseIdentifier(entry.identifier_recorded().type()), subject)) {
    Report(kIdentifierFits, KindPath(entry, "type"), verdict);
  }
  const v1::SubjectKind stated = entry.record_opened().subject();
  const bool both_known =
      subject != v1::SUBJECT_KIND_UNSPECIFIED && stated != v1::SUBJECT_KIND_UNSPECIFIED;
  if (both_known && stated != subject) Report(kSubjectStays, KindPath(entry, "subject"), verdict);
}

void ListSubjectRules(std::vector<Rule>& list) {
  list.insert(list.end(), {kKindFits, kIdentifierFits, kSubjectStays});
}

}  // namespace cairn::rules
