#include "projections/plan/plan_copies.h"

#include <algorithm>
#include <string>

#include "projections/plan/plan_words.h"
#include "projections/record/wording_given.h"

namespace cairn {
namespace {

// In what capacity those around the child get a copy. Who is nobody in this table, or means more
// than one thing, has no capacity that the record states.
struct LinkedCapacity {
  v1::Relationship relationship;
  v1::Capacity capacity;
};
constexpr LinkedCapacity kCapacities[] = {
    {v1::RELATIONSHIP_MOTHER, v1::CAPACITY_PARENT},
    {v1::RELATIONSHIP_FATHER, v1::CAPACITY_PARENT},
    {v1::RELATIONSHIP_CARER, v1::CAPACITY_PARENT},
    {v1::RELATIONSHIP_CLASS_TEACHER, v1::CAPACITY_CLASS_TEACHER},
    {v1::RELATIONSHIP_KEYWORKER, v1::CAPACITY_KEYWORKER},
    {v1::RELATIONSHIP_LA_CASEWORKER, v1::CAPACITY_LA_OFFICER},
    {v1::RELATIONSHIP_PROFESSIONAL, v1::CAPACITY_SPECIALIST},
};

v1::Capacity CapacityOf(const PlanContext& context, const std::string& person) {
  if (person == ChildName(context.record.people)) return v1::CAPACITY_CHILD;
  for (const Fact<v1::PersonLinked>& link : context.record.people.linked) {
    if (link->name() != person) continue;
    for (const LinkedCapacity& row : kCapacities) {
      if (row.relationship == link->relationship()) return row.capacity;
    }
  }
  if (context.setting == nullptr) return v1::CAPACITY_UNSPECIFIED;
  const Fact<v1::StaffRecorded> staff = StaffNamed(*context.setting, person);
  return staff && staff->capacities_size() == 1 ? staff->capacities(0) : v1::CAPACITY_UNSPECIFIED;
}

v1::PlanCopy& LineOf(const PlanContext& context, const std::string& person, int version,
                     v1::Plan& plan) {
  for (v1::PlanCopy& copy : *plan.mutable_copies()) {
    if (copy.person() == person && copy.plan_version() == version) return copy;
  }
  v1::PlanCopy& copy = *plan.add_copies();
  copy.set_person(person);
  copy.set_capacity(CapacityOf(context, person));
  copy.set_plan_version(version);
  return copy;
}

void AddLabel(const EffectiveEntry& entry, v1::PlanCopy& copy) {
  const std::string label = PrintedLabel(entry);
  if (std::ranges::find(copy.labels(), label) == copy.labels().end()) copy.add_labels(label);
}

// "given on the wording of 3 Jan 2025", when the version was corrected since.
std::string WordingWords(const PlanContext& context, const EffectiveEntry& statement) {
  for (const EntryPtr& issued : SpokenAbout(context.record, statement)) {
    if (const auto wording = EarlierWordingOf(*issued, statement)) {
      return "given on the wording of " + FormatDate(*wording);
    }
  }
  return "";
}

void AddSent(const PlanContext& context, v1::Plan& plan) {
  for (const Fact<v1::NoticeSent>& notice : context.record.plans.notices) {
    const bool copy_of_it =
        notice->notice() == v1::NOTICE_KIND_PLAN_COPY && notice->plan_id() == context.plan.plan_id;
    if (!copy_of_it || !IsOrdinary(notice.entry->entry())) continue;
    for (const std::string& person : notice->recipients()) {
      v1::PlanCopy& copy = LineOf(context, person, notice->plan_version(), plan);
      *copy.mutable_sent_on() = ToProto(notice.day());
      copy.set_wording(WordingWords(context, *notice.entry));
      AddLabel(*notice.entry, copy);
    }
  }
}

// What somebody acknowledged is what they have read: its wording is said in place of the copy's.
void AddAcknowledged(const PlanContext& context, v1::Plan& plan) {
  for (const Fact<v1::ItemAcknowledged>& reading : context.record.plans.acknowledgements) {
    if (reading->plan_id() != context.plan.plan_id || !IsOrdinary(reading.entry->entry())) continue;
    for (const std::string& person : reading->acknowledged()) {
      v1::PlanCopy& copy = LineOf(context, person, reading->plan_version(), plan);
      *copy.mutable_acknowledged_on() = ToProto(reading.day());
      copy.set_wording(WordingWords(context, *reading.entry));
      AddLabel(*reading.entry, copy);
    }
  }
}

}  // namespace

void AddCopies(const PlanContext& context, v1::Plan& plan) {
  AddSent(context, plan);
  AddAcknowledged(context, plan);
}

}  // namespace cairn
