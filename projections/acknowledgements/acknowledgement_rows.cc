#include "projections/acknowledgements/acknowledgement_rows.h"

#include "projections/cohort/child.h"
#include "projections/cohort/links.h"
#include "projections/cohort/plan_steps.h"
#include "projections/plan/plan_circulation.h"

namespace cairn {
namespace {

void AddReading(const Fact<v1::ItemAcknowledged>& reading, rows::AcknowledgementRows& rows) {
  rows::ReadingRow& row = *rows.add_readings();
  row.set_from(reading.day().epoch_days());
  row.set_plan_id(reading->plan_id());
  row.set_plan_version(reading->plan_version());
  *row.mutable_acknowledged() = reading->acknowledged();
  *row.mutable_required() = reading->required();
  row.mutable_required()->MergeFrom(reading->outstanding());
  row.set_counted(reading->has_acknowledged_count() && reading->acknowledged().empty());
  row.set_required_count(reading->required_count());
  row.set_acknowledged_count(reading->acknowledged_count());
}

}  // namespace

rows::AcknowledgementRows AcknowledgementRowsOf(const Record& record) {
  rows::AcknowledgementRows rows;
  // Without a plan there is nothing to read.
  if (record.plans.plans.empty()) return rows;
  AddChild(record, *rows.mutable_child());
  AddPlans(record.plans, *rows.mutable_plans());
  for (const Fact<v1::ItemAcknowledged>& reading : record.plans.acknowledgements) {
    AddReading(reading, rows);
  }
  AddLinks(record.people, TeachesOrSupports, *rows.mutable_links());
  return rows;
}

}  // namespace cairn
