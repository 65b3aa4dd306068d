#include "projections/record_head.h"

#include <string>

namespace cairn {
namespace {

constexpr v1::IdentifierType kIdentifierTypes[] = {v1::IDENTIFIER_TYPE_UPN, v1::IDENTIFIER_TYPE_ULN,
                                                   v1::IDENTIFIER_TYPE_NHS,
                                                   v1::IDENTIFIER_TYPE_ADMISSION};

void AddIdentifiers(const People& people, v1::Record& head) {
  for (const v1::IdentifierType type : kIdentifierTypes) {
    for (const Fact<v1::IdentifierRecorded>& fact : CurrentIdentifiers(people, type)) {
      v1::RecordIdentifier& identifier = *head.add_identifiers();
      identifier.set_type(type);
      identifier.set_value(fact->value());
      identifier.set_permanence(fact->permanence());
    }
  }
}

void AddPeople(const People& people, CivilDate day, v1::Record& head) {
  for (const Fact<v1::PersonLinked>& fact : LinkedOn(people, day)) {
    v1::RecordPerson& person = *head.add_people();
    person.set_name(fact->name());
    person.set_relationship(fact->relationship());
    person.set_parental_responsibility(fact->parental_responsibility());
  }
}

}  // namespace

v1::Record RecordHeadView(const Record& record, CivilDate day) {
  v1::Record head;
  head.set_record_id(record.id.ToBytes());
  head.set_version(record.version());
  head.set_name(std::string(ChildName(record.people)));
  if (const auto born = BornOn(record.people)) *head.mutable_born() = ToProto(*born);
  AddIdentifiers(record.people, head);
  AddPeople(record.people, day, head);
  if (const auto placement = PlacementOn(record.people, day)) head.set_school(placement->school());
  head.set_nc_year(std::string(NcYearOn(record, day)));
  if (const auto status = StatusSince(record.people, day)) {
    head.set_sen_provision(status->status());
    *head.mutable_sen_provision_from() = ToProto(status.day());
  }
  for (const PlanHistory& plan : record.plans.plans) head.add_plan_ids(plan.plan_id);
  head.set_on_hold(DisposalForbidden(record.governance));
  head.set_fictional(IsFictional(record.people));
  return head;
}

}  // namespace cairn
