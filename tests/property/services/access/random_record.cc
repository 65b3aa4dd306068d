#include "tests/property/services/access/random_record.h"

#include <string>

#include <rapidcheck.h>

#include "absl/strings/str_format.h"

#include "projections/record/effective_entries.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

constexpr const char* kSubjects[] = {"ada", "basil", "cressida", "dorian", "elspeth", ""};
constexpr const char* kRelationships[] = {"MOTHER",        "FATHER",        "CARER",
                                          "CLASS_TEACHER", "SUPPORT_STAFF", "KEYWORKER",
                                          "LA_CASEWORKER", "PROFESSIONAL"};
constexpr v1::Role kRoles[] = {v1::ROLE_SENCO,
                               v1::ROLE_HEAD,
                               v1::ROLE_TEACHER,
                               v1::ROLE_TEACHER,
                               v1::ROLE_PASTORAL,
                               v1::ROLE_OFFICE,
                               v1::ROLE_PARENT,
                               v1::ROLE_YOUNG_PERSON,
                               v1::ROLE_SAFEGUARDING_LEAD,
                               v1::ROLE_LA_CASEWORKER,
                               v1::ROLE_AUDITOR,
                               v1::ROLE_DATA_PROTECTION_OFFICER,
                               v1::ROLE_TEACHING_ASSISTANT,
                               v1::ROLE_EXTERNAL_PROFESSIONAL};
// Some more than once: what most records are full of.
constexpr const char* kPlain[] = {
    "observation_recorded { text: 'seen' }",
    "concern_raised { text: 'a worry' }",
    "delivery_logged { provision_id: 'i1' delivered_sessions: 1 }",
    "meeting_held { }",
    "dispute_opened { dispute_id: 'd' }",
    "early_help_recorded { assessment: 'EHAP' }",
};

template <typename T, size_t N>
const T& AnyOf(const T (&values)[N]) {
  return values[UpTo(N - 1)];
}

bool OneIn(int n) { return UpTo(n - 1) == 0; }

std::string Span() {
  std::string span;
  if (OneIn(3)) span += absl::StrFormat("from { year: 2026 month: 1 day: %d } ", 1 + UpTo(9));
  if (OneIn(3)) span += absl::StrFormat("to { year: 2026 month: 1 day: %d } ", 1 + UpTo(9));
  return span;
}

std::string LinkText() {
  return absl::StrFormat(
      "person_linked { name: '%s' %s relationship: RELATIONSHIP_%s %s %s %s }", AnyOf(kSubjects),
      OneIn(5) ? "" : absl::StrFormat("sign_in_subject: '%s'", AnyOf(kSubjects)),
      AnyOf(kRelationships), OneIn(3) ? "" : "parental_responsibility: true",
      OneIn(4) ? "contact_withheld: true contact: 'the flat above the shop'" : "", Span());
}

std::string UnlinkText() {
  return absl::StrFormat(
      "person_unlinked { name: '%s' %s relationship: RELATIONSHIP_%s %s }", AnyOf(kSubjects),
      OneIn(2) ? "" : absl::StrFormat("sign_in_subject: '%s'", AnyOf(kSubjects)),
      AnyOf(kRelationships),
      OneIn(2) ? "" : absl::StrFormat("last_day { year: 2026 month: 1 day: %d }", 1 + UpTo(9)));
}

std::string ChildText() {
  return absl::StrFormat(
      "person { capacity: CAPACITY_%s sign_in_subject: '%s' } voice_captured { text: 'I like art' "
      "}",
      OneIn(2) ? "CHILD" : "YOUNG_PERSON", AnyOf(kSubjects));
}

std::string KindText() {
  switch (UpTo(9)) {
    case 0:
    case 1:
    case 2:
      return LinkText();
    case 3:
      return UnlinkText();
    case 4:
      return absl::StrFormat("access_granted { sign_in_subject: '%s' %s }", AnyOf(kSubjects),
                             Span());
    case 5:
      return absl::StrFormat("access_revoked { sign_in_subject: '%s' }", AnyOf(kSubjects));
    case 6:
      return ChildText();
    default:
      return AnyOf(kPlain);
  }
}

void HoldClosely(v1::Entry& entry) {
  if (OneIn(5)) entry.set_label(static_cast<v1::Label>(UpTo(v1::Label_MAX)));
  if (!OneIn(6)) return;
  if (OneIn(2)) entry.mutable_audience()->add_roles(AnyOf(kRoles));
  if (OneIn(2)) entry.mutable_audience()->add_sign_in_subjects(AnyOf(kSubjects));
  entry.mutable_audience();
}

v1::Entry RandomEntry() {
  v1::Entry entry =
      EntryOf(absl::StrFormat("occurred { from { year: 2026 month: 1 day: %d } precision: "
                              "PRECISION_DAY } %s",
                              1 + UpTo(9), KindText()));
  HoldClosely(entry);
  return entry;
}

v1::EntryRef AnyOf(const std::vector<EventPtr>& events) {
  const EventPtr& event = events[static_cast<size_t>(UpTo(static_cast<int>(events.size()) - 1))];
  v1::EntryRef ref;
  ref.set_event_id(event->event_id.ToBytes());
  return ref;
}

v1::Entry VoidOf(const v1::EntryRef& target) {
  v1::Entry entry = EntryOf("entry_voided { reason: 'wrong child' }");
  entry.add_links()->set_relation(v1::RELATION_VOIDS);
  *entry.mutable_links(0)->mutable_entry() = target;
  return entry;
}

void AddRandom(RecordBuilder& builder) {
  if (OneIn(20)) {
    builder.AddErased();
    return;
  }
  v1::Entry entry = RandomEntry();
  if (!builder.events().empty() && OneIn(5)) {
    *entry.mutable_corrects()->mutable_target() = AnyOf(builder.events());
  } else if (!builder.events().empty() && OneIn(8)) {
    entry = VoidOf(AnyOf(builder.events()));
  }
  builder.Add(entry, RandomCaller());
}

}  // namespace

int UpTo(int max) { return *rc::gen::resize(100, rc::gen::inRange(0, max + 1)); }

Caller RandomCaller() {
  Caller caller = CallerOf(AnyOf(kRoles), AnyOf(kSubjects));
  if (caller.setting && OneIn(4)) caller.setting = Fenmarch();
  if (OneIn(10)) caller.issuer = "https://elsewhere.test";
  return caller;
}

CivilDate RandomDay() { return CivilDate::Of(2025, 12, 30).value().AddDays(UpTo(14)); }

std::vector<EventPtr> RandomEvents() {
  RecordBuilder builder;
  if (!OneIn(10)) builder.Open(RandomCaller());
  const int count = UpTo(24);
  for (int i = 0; i < count; ++i) AddRandom(builder);
  if (OneIn(10)) builder.Open(RandomCaller());
  return builder.events();
}

}  // namespace cairn
