#include "services/access/readerships.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <utility>
#include <vector>

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/ledger/hash.h"
#include "services/access/eye.h"
#include "services/access/visibility.h"

namespace cairn {
namespace {

// Raised when Eye or Filter give something else for the same table.
constexpr uint8_t kRulesVersion = 1;

constexpr std::array kRelations = {
    Relation::kNone, Relation::kSameSetting, Relation::kAssigned,  Relation::kParent,
    Relation::kSelf, Relation::kCase,        Relation::kWorksThere};

struct Group {
  v1::Role role;
  Relation relation;
  uint32_t shelves;  // a bit for each that they may read
};

constexpr uint32_t Bit(size_t index) { return uint32_t{1} << index; }
constexpr uint32_t BitOf(Shelf shelf) { return Bit(static_cast<size_t>(shelf)); }

std::vector<Group> MakeGroups() {
  std::vector<Group> groups;
  for (int role = v1::Role_MIN; role <= v1::Role_MAX; ++role) {
    for (const Relation relation : kRelations) {
      Group group{static_cast<v1::Role>(role), relation, 0};
      for (const Shelf shelf : kShelves) {
        const bool allowed = IsAllowed(group.role, relation, shelf, Action::kReadRecord);
        if (allowed) group.shelves |= BitOf(shelf);
      }
      if (group.shelves != 0) groups.push_back(group);
    }
  }
  CAIRN_CHECK(groups.size() <= 32);
  return groups;
}

const std::vector<Group>& Groups() {
  static const std::vector<Group> groups = MakeGroups();
  return groups;
}

Caller Nobody(v1::Role role) { return {.role = role}; }

// What makes groups differ in one record.
class Differences {
 public:
  explicit Differences(std::span<const EventPtr> events) {
    for (const EventPtr& event : events) {
      if (!event->recorded) continue;
      const v1::Entry& entry = event->recorded->entry();
      shelves_ |= BitOf(ShelfOf(entry));
      has_void_ = has_void_ || entry.has_entry_voided();
      if (entry.has_audience()) audiences_.push_back(&entry.audience());
    }
  }

  // Nobody is kept from anything: no void, no audience, one shelf.
  bool None() const { return shelves_ == BitOf(Shelf::kOrdinary) && !has_void_ && HasNoAudience(); }

  // Groups with the same key see the same events.
  std::string KeyOf(const Group& group) const {
    std::string key(1, static_cast<char>(group.shelves & shelves_));
    const bool keeps = (has_void_ || !HasNoAudience()) && KeepsTheFile(group.role);
    key.push_back(keeps ? 'k' : '-');
    if (HasNoAudience()) return key;
    key.push_back(group.role == v1::ROLE_HEAD ? 'h' : '-');
    for (const v1::Audience* audience : audiences_) {
      const auto& roles = audience->roles();
      key.push_back(std::ranges::count(roles, group.role) > 0 ? '1' : '0');
    }
    return key;
  }

 private:
  bool HasNoAudience() const { return audiences_.empty(); }

  uint32_t shelves_ = BitOf(Shelf::kOrdinary);
  bool has_void_ = false;
  std::vector<const v1::Audience*> audiences_;
};

// Which events a reading has: the version, and whether the event stands there without its contact.
using Signature = std::vector<std::pair<Version, bool>>;

Signature SignatureOf(std::span<const EventPtr> all, const std::vector<EventPtr>& seen) {
  Signature signature;
  auto whole = all.begin();
  for (const EventPtr& event : seen) {
    while ((*whole)->version != event->version) ++whole;
    signature.emplace_back(event->version, event != *whole);
  }
  return signature;
}

std::vector<RecordReading> ReadingsByGroup(std::span<const EventPtr> events,
                                           const Differences& differences) {
  std::map<std::string, uint32_t> by_key;
  for (size_t i = 0; i < Groups().size(); ++i) by_key[differences.KeyOf(Groups()[i])] |= Bit(i);

  std::map<Signature, RecordReading> readings;
  for (const auto& [key, groups] : by_key) {
    const Group& one = Groups()[static_cast<size_t>(std::countr_zero(groups))];
    VisibleEvents visible = Filter(Nobody(one.role), one.relation, events);
    if (visible.for_views.empty()) continue;
    RecordReading& reading = readings[SignatureOf(events, visible.for_views)];
    reading.groups |= groups;
    reading.events = std::move(visible.for_views);
  }
  std::vector<RecordReading> result;
  for (auto& [signature, reading] : readings) result.push_back(std::move(reading));
  return result;
}

// Who might see an event that their group does not: whoever it names in any of the three ways.
std::vector<Caller> NamedBy(const RecordedEvent& event, v1::Role role) {
  const v1::Actor& actor = event.recorded->actor();
  const v1::Entry& entry = event.recorded->entry();
  std::vector<Caller> named = {{.issuer = actor.issuer(), .subject = actor.subject(), .role = role},
                               {.subject = entry.person_linked().sign_in_subject(), .role = role}};
  for (const std::string& subject : entry.audience().sign_in_subjects()) {
    named.push_back({.subject = subject, .role = role});
  }
  return named;
}

// By subject, the groups in which they see more. Whether another wording then hides it again
// (V4, V5) is not asked: that is rare, and to be apart costs no more than time.
std::map<std::string, uint32_t> FindApart(std::span<const EventPtr> events) {
  std::map<std::string, uint32_t> apart;
  for (size_t i = 0; i < Groups().size(); ++i) {
    const auto& [role, relation, shelves] = Groups()[i];
    const Caller nobody = Nobody(role);
    const Eye eye(nobody, relation);
    for (const EventPtr& event : events) {
      if (!event->recorded || eye.Sees(*event)) continue;
      for (const Caller& caller : NamedBy(*event, role)) {
        if (!caller.subject.empty() && Eye(caller, relation).Sees(*event)) {
          apart[caller.subject] |= Bit(i);
        }
      }
    }
  }
  return apart;
}

// apart := u32 groups ‖ subject
constexpr size_t kGroupsBytes = 4;

}  // namespace

std::optional<uint32_t> GroupOf(v1::Role role, Relation relation) {
  for (size_t i = 0; i < Groups().size(); ++i) {
    if (Groups()[i].role == role && Groups()[i].relation == relation) return Bit(i);
  }
  return std::nullopt;
}

RecordReadings ReadingsFor(std::span<const EventPtr> events) {
  const Differences differences(events);
  RecordReadings readings{.readings = ReadingsByGroup(events, differences)};
  if (differences.None()) return readings;
  for (const auto& [subject, groups] : FindApart(events)) {
    std::string apart;
    AppendU32(apart, groups);
    readings.apart.push_back(apart + subject);
  }
  return readings;
}

bool IsApart(const Caller& caller, uint32_t group, std::span<const std::string> apart) {
  return std::ranges::any_of(apart, [&](const std::string& entry) {
    ByteReader reader(entry);
    const uint32_t groups = reader.U32();
    return (groups & group) != 0 && reader.rest() == caller.subject;
  });
}

uint32_t ReadershipsVersion() {
  std::string rules(1, static_cast<char>(kRulesVersion));
  for (const Group& group : Groups()) {
    AppendU32(rules, static_cast<uint32_t>(group.role));
    AppendU32(rules, static_cast<uint32_t>(group.relation));
    AppendU32(rules, group.shelves);
  }
  const auto* kinds = v1::Entry::descriptor()->FindOneofByName("kind");
  for (int i = 0; i < kinds->field_count(); ++i) {
    v1::Entry entry;
    entry.GetReflection()->MutableMessage(&entry, kinds->field(i));
    AppendU32(rules, static_cast<uint32_t>(kinds->field(i)->number()));
    AppendU32(rules, static_cast<uint32_t>(ShelfOf(entry)));
  }
  const Hash hash = Sha256({"cairn/readerships", rules});
  return ByteReader(HashBytes(hash)).U32();
}

}  // namespace cairn
