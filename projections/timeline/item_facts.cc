#include "projections/timeline/item_facts.h"

#include <optional>
#include <string_view>

#include "projections/codes/sen_codes.h"
#include "projections/record/visit_kind.h"
#include "projections/record/wording_given.h"

namespace cairn {
namespace {

using Areas = std::set<v1::BroadArea>;

// The content used on `day` of the plan that has an item of that id; null when none has.
const v1::PlanContent* ContentWith(const TimelineContext& context, const std::string& item,
                                   CivilDate day) {
  for (const PlanHistory& plan : context.record.plans.plans) {
    const PlanVersion* version = VersionOn(plan, day);
    if (version == nullptr || !context.visible(*version->issued.entry)) continue;
    const v1::PlanContent& content = version->issued->content();
    if (FindTarget(content, item) != nullptr || FindProvisionLine(content, item) != nullptr) {
      return &content;
    }
  }
  return nullptr;
}

void AddNeed(v1::BroadArea stated, v1::SenType type, Areas& areas) {
  const codes::SenTypeCode* code = codes::FindSenType(type);
  areas.insert(stated != v1::BROAD_AREA_UNSPECIFIED || code == nullptr ? stated : code->area);
}

// Of the outcome with that id, or of the one that the target with that id serves.
void AddServed(const v1::PlanContent& content, const std::string& served, Areas& areas) {
  const v1::Target* target = FindTarget(content, served);
  const std::string& outcome_id = target == nullptr ? served : target->outcome_id();
  for (const v1::Outcome& outcome : content.outcomes()) {
    if (outcome.item_id() == outcome_id) areas.insert(outcome.area());
  }
}

void AddContent(const v1::PlanContent& content, Areas& areas) {
  for (const v1::Outcome& outcome : content.outcomes()) areas.insert(outcome.area());
}

// Adds what each kind says of itself; kinds that say nothing of any area add nothing.
struct AreasOfKind {
  const TimelineContext& context;
  const EffectiveEntry& entry;
  Areas& areas;

  template <typename Kind>
  void operator()(const Kind&) const {}

  void operator()(const v1::ConcernRaised& kind) const { areas.insert(kind.area()); }
  void operator()(const v1::ObservationRecorded& kind) const { areas.insert(kind.area()); }
  void operator()(const v1::BarrierRecorded& kind) const { areas.insert(kind.area()); }
  void operator()(const v1::NeedsIdentified& kind) const {
    for (const v1::Need& need : kind.needs()) AddNeed(need.area(), need.type(), areas);
  }
  void operator()(const v1::IncidentRecorded& kind) const {
    const codes::SenTypeCode* code = codes::FindSenType(kind.linked_need());
    if (code != nullptr) areas.insert(code->area);
  }
  void operator()(const v1::PlanIssued& kind) const { AddContent(kind.content(), areas); }
  void operator()(const v1::PlanProposed& kind) const { AddContent(kind.content(), areas); }
  void operator()(const v1::PlanReviewed& kind) const {
    for (const v1::TargetReview& target : kind.targets()) AddItem(target.target_id());
  }
  void operator()(const v1::ProvisionStarted& kind) const { AddStart(kind, entry.FirstDay()); }
  void operator()(const v1::ProvisionChanged& kind) const { AddProvision(kind.provision_id()); }
  void operator()(const v1::ProvisionEnded& kind) const { AddProvision(kind.provision_id()); }
  void operator()(const v1::DeliveryLogged& kind) const { AddProvision(kind.provision_id()); }
  void operator()(const v1::ProgressMeasured& kind) const {
    if (kind.has_target_id()) AddItem(kind.target_id());
    AddProvision(kind.provision_id());
  }

  // A target, or a plan line with what it serves.
  void AddItem(const std::string& item) const {
    const v1::PlanContent* content = ContentWith(context, item, entry.FirstDay());
    if (content == nullptr) return;
    AddServed(*content, item, areas);
    const v1::ProvisionLine* line = FindProvisionLine(*content, item);
    if (line == nullptr) return;
    for (const std::string& served : line->serves()) AddServed(*content, served, areas);
  }

  void AddStart(const v1::ProvisionStarted& start, CivilDate day) const {
    for (const std::string& item : start.plan_items()) AddItem(item);
    if (context.setting == nullptr || !start.has_catalogue_code()) return;
    const auto line = CatalogueLineOn(*context.setting, start.catalogue_code(), day);
    if (line) areas.insert(line->area());
  }

  void AddProvision(const std::string& id) const {
    const Provision* provision = FindProvision(context.record.provisions, id);
    if (provision == nullptr || !provision->started) return;
    if (!context.visible(*provision->started.entry)) return;
    AddStart(*provision->started, provision->started.day());
  }
};

void AddOwn(const TimelineContext& context, const EffectiveEntry& entry, Areas& areas) {
  VisitKind(entry.entry(), AreasOfKind{context, entry, areas});
}

// The people that single kinds name besides who said it.
struct PeopleOfKind {
  std::set<std::string>& people;

  template <typename Kind>
  void operator()(const Kind&) const {}
  void operator()(const v1::ProvisionStarted& kind) const { people.insert(kind.provider()); }
  void operator()(const v1::ProvisionChanged& kind) const { people.insert(kind.provider()); }
  void operator()(const v1::DeliveryLogged& kind) const { people.insert(kind.deliverer()); }
  void operator()(const v1::ProgressMeasured& kind) const { people.insert(kind.tester()); }
  void operator()(const v1::AssessmentRecorded& kind) const { people.insert(kind.tester()); }
  void operator()(const v1::VoiceCaptured& kind) const { people.insert(kind.captured_by()); }
  void operator()(const v1::ContactLogged& kind) const { people.insert(kind.with()); }
  void operator()(const v1::MeetingHeld& kind) const { people.insert(kind.led_by()); }
};

void AddPeople(const RecordedEvent& event, std::set<std::string>& people) {
  if (!event.recorded.has_value()) return;
  people.insert(event.recorded->actor().name());
  people.insert(event.recorded->entry().person().name());
  VisitKind(event.recorded->entry(), PeopleOfKind{people});
}

}  // namespace

Areas AreasOf(const TimelineContext& context, const EffectiveEntry& entry) {
  Areas areas;
  AddOwn(context, entry, areas);
  std::vector<EntryPtr> spoken_of = SpokenAbout(context.record, entry);
  for (const v1::Relation relation : {v1::RELATION_ANSWERS, v1::RELATION_ABOUT}) {
    for (EntryPtr& linked : LinkedFrom(context.record, entry, relation)) {
      spoken_of.push_back(std::move(linked));
    }
  }
  for (const EntryPtr& other : spoken_of) {
    if (context.visible(*other)) AddOwn(context, *other, areas);
  }
  areas.erase(v1::BROAD_AREA_UNSPECIFIED);
  return areas;
}

std::set<std::string> PeopleIn(const EffectiveEntry& entry) {
  std::set<std::string> people;
  AddPeople(*entry.original, people);
  for (const EventPtr& correction : entry.corrections) AddPeople(*correction, people);
  people.erase("");
  return people;
}

}  // namespace cairn
