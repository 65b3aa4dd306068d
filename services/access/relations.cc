#include "services/access/relations.h"

#include <algorithm>
#include <initializer_list>

#include "eventstore/base/check.h"

namespace cairn {
namespace {

using Kind = v1::Entry::KindCase;
using Link = Fact<v1::PersonLinked>;

bool IsIn(v1::Relationship value, std::initializer_list<v1::Relationship> values) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool IsFamily(v1::Relationship relationship) {
  return IsIn(relationship, {v1::RELATIONSHIP_MOTHER, v1::RELATIONSHIP_FATHER,
                             v1::RELATIONSHIP_CARER, v1::RELATIONSHIP_RELATIVE});
}

bool IsStaff(v1::Relationship relationship) {
  return IsIn(relationship, {v1::RELATIONSHIP_CLASS_TEACHER, v1::RELATIONSHIP_SUPPORT_STAFF,
                             v1::RELATIONSHIP_KEYWORKER});
}

// A date that names no day gives nothing: a link must not grant by being unreadable.
template <typename Kind>
bool CountsOn(const Kind& link, CivilDate day) {
  if (link.has_from()) {
    const auto first = EarliestDay(link.from());
    if (!first || day < *first) return false;
  }
  if (link.has_to()) {
    const auto last = LatestDay(link.to());
    if (!last || *last < day) return false;
  }
  return true;
}

// The links of one sign-in in one record.
class Links {
 public:
  Links(const Caller& caller, const Record& record) : caller_(caller), record_(record) {}

  bool Any(bool (*is_wanted)(v1::Relationship)) const {
    const auto& linked = record_.people.linked;
    return std::any_of(linked.begin(), linked.end(), [&](const Link& link) {
      return IsOurs(*link) && is_wanted(link->relationship());
    });
  }

  // Whether one of these relationships holds on `day`, by the last link of each.
  bool Hold(bool (*is_wanted)(v1::Relationship), bool (*is_enough)(const v1::PersonLinked&),
            CivilDate day) const {
    const auto& linked = record_.people.linked;
    return std::any_of(linked.begin(), linked.end(), [&](const Link& link) {
      return IsOurs(*link) && is_wanted(link->relationship()) && IsLast(link) && is_enough(*link) &&
             CountsOn(*link, day) && !IsUnlinked(record_.people, link, day);
    });
  }

 private:
  bool IsOurs(const v1::PersonLinked& link) const {
    return !caller_.subject.empty() && link.sign_in_subject() == caller_.subject;
  }

  // The last recorded one: a link that ends today and one that began last year may be told of in
  // either order, and the later word counts. A correction is no later word: whoever mends a
  // spelling does not let anybody back in.
  bool IsLast(const Link& link) const {
    const auto& linked = record_.people.linked;
    return std::none_of(linked.begin(), linked.end(), [&](const Link& other) {
      return IsOurs(*other) && other->relationship() == link->relationship() &&
             other.entry->version() > link.entry->version();
    });
  }

  const Caller& caller_;
  const Record& record_;
};

// What was recorded last about one sign-in, whenever it was corrected; empty when nothing was.
template <typename Kind>
Fact<Kind> LastAbout(const FactList<Kind>& facts, const std::string& sign_in_subject) {
  Fact<Kind> last;
  for (const Fact<Kind>& fact : facts) {
    if (fact->sign_in_subject() != sign_in_subject) continue;
    if (!last || last.entry->version() < fact.entry->version()) last = fact;
  }
  return last;
}

// Whether the last word about access of this sign-in lets it see the record on `day`.
bool IsGranted(const Caller& caller, const Record& record, CivilDate day) {
  if (caller.subject.empty()) return false;
  const auto granted = LastAbout(record.governance.granted, caller.subject);
  const auto revoked = LastAbout(record.governance.revoked, caller.subject);
  if (!granted || !CountsOn(*granted, day)) return false;
  return !revoked || revoked.entry->version() < granted.entry->version();
}

// Whether the sign-in was ever let in for a time.
bool WasGranted(const Caller& caller, const Record& record) {
  return static_cast<bool>(LastAbout(record.governance.granted, caller.subject));
}

bool IsSameSetting(const Caller& caller, const Record& record) {
  return caller.setting && caller.setting == SettingOf(record.people);
}

bool WorksThere(const Caller& caller, const Record& record) {
  return SubjectOf(record.people) == v1::SUBJECT_KIND_SETTING && IsSameSetting(caller, record);
}

bool HasWorkedWith(const Caller& caller, const Record& record) {
  return std::any_of(record.entries.begin(), record.entries.end(), [&](const EntryPtr& entry) {
    return ShowsAssignment(entry->entry().kind_case()) && TypedBy(caller, *entry->original);
  });
}

// Of the setting that opened the record: a guest must not let in whom they choose.
bool MayIntroduceTheChild(const v1::Recorded& recorded, const Record& record) {
  const v1::Role role = recorded.actor().role();
  return (role == v1::ROLE_SENCO || role == v1::ROLE_HEAD || role == v1::ROLE_OFFICE) &&
         RecordId::FromBytes(recorded.setting().id()) == SettingOf(record.people);
}

bool IsTheChild(const Caller& caller, const Record& record) {
  return std::any_of(record.entries.begin(), record.entries.end(), [&](const EntryPtr& entry) {
    const v1::Person& person = entry->entry().person();
    const bool is_child =
        person.capacity() == v1::CAPACITY_CHILD || person.capacity() == v1::CAPACITY_YOUNG_PERSON;
    return is_child && !caller.subject.empty() && person.sign_in_subject() == caller.subject &&
           MayIntroduceTheChild(*entry->current->recorded, record);
  });
}

bool Always(const v1::PersonLinked&) { return true; }
bool HoldsResponsibility(const v1::PersonLinked& link) { return link.parental_responsibility(); }

Relation OfPupilStaff(const Caller& caller, const Record& record, CivilDate today) {
  if (WorksThere(caller, record)) return Relation::kWorksThere;
  const Links links(caller, record);
  if (links.Hold(IsStaff, Always, today) || IsGranted(caller, record, today)) {
    return Relation::kAssigned;
  }
  if (!IsSameSetting(caller, record)) return Relation::kNone;
  // Where somebody said from when to when they are let in, what they wrote meanwhile says no more.
  const bool assigned =
      !links.Any(IsStaff) && !WasGranted(caller, record) && HasWorkedWith(caller, record);
  return assigned ? Relation::kAssigned : Relation::kSameSetting;
}

Relation OfLeader(const Caller& caller, const Record& record, CivilDate today) {
  if (IsSameSetting(caller, record)) return Relation::kSameSetting;
  const bool linked =
      Links(caller, record).Hold(IsStaff, Always, today) || IsGranted(caller, record, today);
  return linked ? Relation::kAssigned : Relation::kNone;
}

Relation OfOutsider(const Caller& caller, const Record& record, v1::Role role, CivilDate today) {
  const auto is_wanted =
      role == v1::ROLE_LA_CASEWORKER
          ? [](v1::Relationship r) { return r == v1::RELATIONSHIP_LA_CASEWORKER; }
          : [](v1::Relationship r) { return r == v1::RELATIONSHIP_PROFESSIONAL; };
  const bool linked =
      Links(caller, record).Hold(is_wanted, Always, today) || IsGranted(caller, record, today);
  return linked ? Relation::kCase : Relation::kNone;
}

}  // namespace

bool ShowsAssignment(Kind kind) {
  return kind == Kind::kAssessmentRecorded || kind == Kind::kNeedsIdentified ||
         kind == Kind::kPlanIssued || kind == Kind::kProvisionStarted ||
         kind == Kind::kProvisionEnded || kind == Kind::kDeliveryLogged ||
         kind == Kind::kProgressMeasured || kind == Kind::kMeetingHeld ||
         kind == Kind::kPlanReviewed;
}

bool TypedBy(const Caller& caller, const RecordedEvent& event) {
  if (!event.recorded) return false;
  const v1::Actor& actor = event.recorded->actor();
  return !caller.subject.empty() && actor.subject() == caller.subject &&
         actor.issuer() == caller.issuer;
}

Relation RelationTo(const Caller& caller, const Record& record, CivilDate today) {
  CAIRN_CHECK(!record.as_of.day && record.known_at == KnownAt());
  switch (caller.role) {
    case v1::ROLE_TEACHER:
    case v1::ROLE_TEACHING_ASSISTANT:
    case v1::ROLE_PASTORAL:
      return OfPupilStaff(caller, record, today);
    case v1::ROLE_SENCO:
    case v1::ROLE_HEAD:
      return OfLeader(caller, record, today);
    case v1::ROLE_OFFICE:
      if (WorksThere(caller, record)) return Relation::kWorksThere;
      [[fallthrough]];
    case v1::ROLE_SAFEGUARDING_LEAD:
    case v1::ROLE_DATA_PROTECTION_OFFICER:
    case v1::ROLE_INTEGRATION:
      return IsSameSetting(caller, record) ? Relation::kSameSetting : Relation::kNone;
    case v1::ROLE_PARENT:
      return Links(caller, record).Hold(IsFamily, HoldsResponsibility, today) ? Relation::kParent
                                                                              : Relation::kNone;
    case v1::ROLE_YOUNG_PERSON:
      return IsTheChild(caller, record) ? Relation::kSelf : Relation::kNone;
    case v1::ROLE_LA_CASEWORKER:
    case v1::ROLE_EXTERNAL_PROFESSIONAL:
      return OfOutsider(caller, record, caller.role, today);
    case v1::ROLE_AUDITOR:
    case v1::ROLE_OPERATOR:
    case v1::ROLE_UNSPECIFIED:
    case v1::Role_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Role_INT_MAX_SENTINEL_DO_NOT_USE_:
      return Relation::kNone;
  }
  return Relation::kNone;  // a role of a newer version
}

Relation RelationToNewRecord(const Caller& caller) {
  return caller.setting ? Relation::kSameSetting : Relation::kNone;
}

}  // namespace cairn
