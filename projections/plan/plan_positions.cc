#include "projections/plan/plan_positions.h"

#include <string>
#include <vector>

#include "absl/strings/str_format.h"

#include "projections/plan/plan_words.h"
#include "projections/record/parents.h"
#include "projections/record/wording_given.h"

namespace cairn {
namespace {

struct Party {
  std::string name;
  v1::Capacity capacity = v1::CAPACITY_UNSPECIFIED;
  Fact<v1::PositionTaken> position;
};

bool IsChild(v1::Capacity capacity) {
  return capacity == v1::CAPACITY_CHILD || capacity == v1::CAPACITY_YOUNG_PERSON;
}

v1::Capacity ChildCapacity(const PlanContext& context) {
  return HoldsOwnRights(context.record.people, context.day) ? v1::CAPACITY_YOUNG_PERSON
                                                            : v1::CAPACITY_CHILD;
}

std::vector<Party> PartiesToAsk(const PlanContext& context) {
  std::vector<Party> parties;
  for (const auto& holder : HoldersOfResponsibility(context.record.people, context.day)) {
    parties.push_back({.name = holder->name(), .capacity = v1::CAPACITY_PARENT});
  }
  parties.push_back(
      {.name = std::string(ChildName(context.record.people)), .capacity = ChildCapacity(context)});
  return parties;
}

// A position without a version is about the one in use when it was taken.
bool IsAboutVersion(const PlanContext& context, const Fact<v1::PositionTaken>& position) {
  if (position->plan_id() != context.plan.plan_id) return false;
  if (position->has_plan_version()) return position->plan_version() == context.version.number;
  return VersionOn(context.plan, position.day()) == &context.version;
}

Party& FindOrAdd(std::vector<Party>& parties, const EffectiveEntry& entry) {
  const std::string name(entry.Party());
  const v1::Capacity capacity = PartyCapacity(entry);
  for (Party& party : parties) {
    if (party.name == name || (IsChild(party.capacity) && IsChild(capacity))) return party;
  }
  return parties.emplace_back(Party{.name = name, .capacity = capacity});
}

std::vector<Party> PartiesWithPositions(const PlanContext& context) {
  std::vector<Party> parties = PartiesToAsk(context);
  for (const Fact<v1::PositionTaken>& position : context.record.plans.positions) {
    if (!IsAboutVersion(context, position)) continue;
    FindOrAdd(parties, *position.entry).position = position;
  }
  return parties;
}

void FillPosition(const Fact<v1::PositionTaken>& position, v1::PlanPosition& line) {
  const std::string_view typist = TypedForAnother(*position.entry);
  line.set_stance(position->stance());
  *line.mutable_on() = ToProto(position.day());
  line.set_recorded_by(typist.data(), typist.size());
  line.set_label(PrintedLabel(*position.entry));
  *line.mutable_items() = position->items();
  if (!IsOrdinary(position.entry->entry())) return;
  *line.mutable_grounds() = position->grounds();
  *line.mutable_wants() = position->wants();
}

// The wording that counts was recorded after the party had spoken.
void CheckWording(const PlanContext& context, const Party& party, v1::Plan& plan) {
  const std::optional<CivilDate> wording =
      EarlierWordingOf(*context.version.issued.entry, *party.position.entry);
  if (!wording.has_value()) return;
  AddFinding(plan, plan_rules::kWording, "positions",
             absl::StrFormat("%s: given on the wording of %s", party.name, FormatDate(*wording)));
}

// A parent whom the school recorded as not asked, whatever the parent said afterwards.
void CheckAsked(const PlanContext& context, v1::Plan& plan) {
  for (const Fact<v1::PositionTaken>& position : context.record.plans.positions) {
    if (!IsAboutVersion(context, position)) continue;
    if (position->stance() != v1::STANCE_NOT_ASKED) continue;
    if (PartyCapacity(*position.entry) != v1::CAPACITY_PARENT) continue;
    AddFinding(plan, plan_rules::kAgreed, "positions",
               absl::StrFormat("v%d was made without the agreement of %s, who was not asked",
                               context.version.number, position.entry->Party()));
  }
}

}  // namespace

void AddPositions(const PlanContext& context, v1::Plan& plan) {
  for (const Party& party : PartiesWithPositions(context)) {
    v1::PlanPosition& line = *plan.add_positions();
    line.set_person(party.name);
    line.set_capacity(party.capacity);
    if (!party.position) continue;
    FillPosition(party.position, line);
    CheckWording(context, party, plan);
  }
  CheckAsked(context, plan);
}

}  // namespace cairn
