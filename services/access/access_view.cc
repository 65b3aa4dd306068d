#include "services/access/access_view.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

#include "eventstore/base/encoding.h"
#include "eventstore/ledger/hash.h"
#include "projections/record/fold.h"
#include "projections/record/removal.h"
#include "services/access/relations.h"

namespace cairn {
namespace {

// Only ever compared with another one.
std::string ComparableName(std::string_view name) {
  return ToHex(HashBytes(Sha256({"cairn/access/name", name})).substr(0, 16));
}

v1::PersonLinked Reduced(const v1::PersonLinked& link) {
  v1::PersonLinked reduced;
  reduced.set_name(ComparableName(link.name()));
  reduced.set_relationship(link.relationship());
  reduced.set_parental_responsibility(link.parental_responsibility());
  reduced.set_sign_in_subject(link.sign_in_subject());
  if (link.has_from()) *reduced.mutable_from() = link.from();
  if (link.has_to()) *reduced.mutable_to() = link.to();
  return reduced;
}

v1::PersonUnlinked Reduced(const v1::PersonUnlinked& end) {
  v1::PersonUnlinked reduced;
  reduced.set_name(ComparableName(end.name()));
  reduced.set_relationship(end.relationship());
  reduced.set_sign_in_subject(end.sign_in_subject());
  if (end.has_last_day()) *reduced.mutable_last_day() = end.last_day();
  return reduced;
}

v1::AccessGranted Reduced(const v1::AccessGranted& grant) {
  v1::AccessGranted reduced;
  reduced.set_sign_in_subject(grant.sign_in_subject());
  if (grant.has_from()) *reduced.mutable_from() = grant.from();
  if (grant.has_to()) *reduced.mutable_to() = grant.to();
  return reduced;
}

// The kind alone says enough.
void CopyKind(const v1::Entry& entry, v1::Entry& reduced) {
  const auto* kinds = v1::Entry::descriptor()->FindOneofByName("kind");
  const auto* kind = entry.GetReflection()->GetOneofFieldDescriptor(entry, kinds);
  if (kind != nullptr) reduced.GetReflection()->MutableMessage(&reduced, kind);
}

void ReduceKind(const v1::Entry& entry, v1::Entry& reduced) {
  switch (entry.kind_case()) {
    case v1::Entry::kRecordOpened:
      reduced.mutable_record_opened()->set_subject(entry.record_opened().subject());
      return;
    case v1::Entry::kPersonLinked:
      *reduced.mutable_person_linked() = Reduced(entry.person_linked());
      return;
    case v1::Entry::kPersonUnlinked:
      *reduced.mutable_person_unlinked() = Reduced(entry.person_unlinked());
      return;
    case v1::Entry::kAccessGranted:
      *reduced.mutable_access_granted() = Reduced(entry.access_granted());
      return;
    case v1::Entry::kAccessRevoked:
      reduced.mutable_access_revoked()->set_sign_in_subject(
          entry.access_revoked().sign_in_subject());
      return;
    default:
      if (ShowsAssignment(entry.kind_case())) CopyKind(entry, reduced);
  }
}

bool NamesTheChild(const v1::Entry& entry) {
  const v1::Capacity capacity = entry.person().capacity();
  return entry.person().has_sign_in_subject() &&
         (capacity == v1::CAPACITY_CHILD || capacity == v1::CAPACITY_YOUNG_PERSON);
}

v1::Entry Reduced(const v1::Entry& entry) {
  v1::Entry reduced;
  *reduced.mutable_occurred() = entry.occurred();
  if (NamesTheChild(entry)) {
    reduced.mutable_person()->set_capacity(entry.person().capacity());
    reduced.mutable_person()->set_sign_in_subject(entry.person().sign_in_subject());
  }
  ReduceKind(entry, reduced);
  return reduced;
}

// Who typed it, and where.
v1::Recorded Envelope(const v1::Recorded& recorded) {
  v1::Recorded envelope;
  envelope.mutable_actor()->set_issuer(recorded.actor().issuer());
  envelope.mutable_actor()->set_subject(recorded.actor().subject());
  envelope.mutable_actor()->set_role(recorded.actor().role());
  if (recorded.has_setting()) *envelope.mutable_setting() = recorded.setting();
  return envelope;
}

rows::AccessFact FactOf(const EffectiveEntry& entry) {
  rows::AccessFact fact;
  fact.set_version(entry.version());
  fact.set_recorded_at_us(entry.original->recorded_at_us);
  if (entry.original->recorded) *fact.mutable_first() = Envelope(*entry.original->recorded);
  const bool corrected = entry.original != entry.current;
  if (corrected) *fact.mutable_corrected() = Envelope(*entry.current->recorded);
  v1::Recorded& wording = corrected ? *fact.mutable_corrected() : *fact.mutable_first();
  *wording.mutable_entry() = Reduced(entry.entry());
  return fact;
}

// Which facts decide. Of what says the same many times, once is enough: a child has hundreds of
// sessions, and a few people who gave them.
class Chosen {
 public:
  explicit Chosen(const Record& record) : opened_(record.people.opened.entry) {}

  bool Wants(const EntryPtr& fact) {
    if (fact == opened_ || DecidesAlone(fact->entry())) return true;
    const bool new_author = IsNewAuthor(*fact);
    const bool new_child = IsNewChild(*fact);
    return new_author || new_child;
  }

 private:
  static bool DecidesAlone(const v1::Entry& entry) {
    return !entry.person_linked().sign_in_subject().empty() || entry.has_person_unlinked() ||
           entry.has_access_granted() || entry.has_access_revoked();
  }

  bool IsNewAuthor(const EffectiveEntry& fact) {
    if (!ShowsAssignment(fact.entry().kind_case()) || !fact.original->recorded) return false;
    const v1::Actor& actor = fact.original->recorded->actor();
    return authors_.emplace(actor.issuer(), actor.subject()).second;
  }

  bool IsNewChild(const EffectiveEntry& fact) {
    if (!NamesTheChild(fact.entry())) return false;
    const v1::Recorded& typed = *fact.current->recorded;
    return children_
        .emplace(fact.entry().person().sign_in_subject(), typed.actor().role(),
                 typed.setting().id())
        .second;
  }

  const EntryPtr opened_;
  std::set<std::pair<std::string, std::string>> authors_;
  std::set<std::tuple<std::string, v1::Role, std::string>> children_;
};

std::vector<std::string> KeysOf(const Record& record, const rows::AccessRows& rows) {
  std::set<std::string> keys;
  if (const auto setting = SettingOf(record.people)) keys.insert(SettingKey(*setting));
  const auto add_person = [&](const std::string& subject) {
    if (!subject.empty()) keys.insert(PersonKey(subject));
  };
  for (const rows::AccessFact& fact : rows.facts()) {
    const v1::Entry& entry = fact.has_corrected() ? fact.corrected().entry() : fact.first().entry();
    add_person(entry.person_linked().sign_in_subject());
    add_person(entry.access_granted().sign_in_subject());
    add_person(entry.person().sign_in_subject());
    if (ShowsAssignment(entry.kind_case())) add_person(fact.first().actor().subject());
  }
  return {keys.begin(), keys.end()};
}

absl::StatusOr<ViewRows> RowsOf(const Record& record) {
  if (IsErased(record)) return ViewRows{};
  const rows::AccessRows rows = AccessRowsOf(record);
  // Without maps, the same message gives the same bytes.
  return ViewRows{.bytes = rows.SerializeAsString(), .keys = KeysOf(record, rows)};
}

// Events of a record of our own making are told apart by their order.
EventId IdAt(size_t number) {
  std::array<uint8_t, EventId::kSize> bytes{};
  for (size_t i = 0; i < sizeof(number); ++i) bytes[i] = static_cast<uint8_t>(number >> (8 * i));
  return EventId(bytes);
}

}  // namespace

View AccessView() {
  return {.name = "access",
          .code_version = 1,
          .rows = rows::AccessRows::descriptor(),
          .of_whole_record = true,
          .rows_of = RowsOf};
}

std::string SettingKey(const RecordId& setting) {
  return absl::StrCat("setting:", setting.ToBytes());
}

std::string PersonKey(std::string_view subject) {
  return absl::StrCat("person:", std::string(subject));
}

rows::AccessRows AccessRowsOf(const Record& record) {
  std::map<Version, rows::AccessFact> by_version;
  Chosen chosen(record);
  for (const EntryPtr& fact : record.entries) {
    if (chosen.Wants(fact)) by_version[fact->version()] = FactOf(*fact);
  }
  rows::AccessRows rows;
  for (auto& [version, fact] : by_version) *rows.add_facts() = std::move(fact);
  return rows;
}

Record AccessRecord(const rows::AccessRows& rows) {
  std::vector<EventPtr> events;
  const auto add = [&](const rows::AccessFact& fact, const v1::Recorded* recorded) {
    auto event = std::make_shared<RecordedEvent>();
    event->version = fact.version();
    event->event_id = IdAt(events.size() + 1);
    event->recorded_at_us = fact.recorded_at_us();
    if (recorded != nullptr) event->recorded = *recorded;
    events.push_back(event);
    return event;
  };
  for (const rows::AccessFact& fact : rows.facts()) {
    const auto first = add(fact, fact.has_first() ? &fact.first() : nullptr);
    if (!fact.has_corrected()) continue;
    const auto correction = add(fact, &fact.corrected());
    v1::Entry& entry = *correction->recorded->mutable_entry();
    entry.mutable_corrects()->mutable_target()->set_event_id(first->event_id.ToBytes());
  }
  return Fold(RecordId(), events);
}

}  // namespace cairn
