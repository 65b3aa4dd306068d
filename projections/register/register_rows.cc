#include "projections/register/register_rows.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "projections/cohort/child.h"
#include "projections/cohort/links.h"
#include "projections/cohort/plan_steps.h"
#include "projections/record/disagreements.h"
#include "projections/record/support_time.h"

namespace cairn {
namespace {

bool IsNamedInRegister(v1::Relationship relationship) {
  return relationship == v1::RELATIONSHIP_KEYWORKER ||
         relationship == v1::RELATIONSHIP_CLASS_TEACHER;
}

void AddProvisions(const Provisions& provisions, rows::RegisterRows& rows) {
  for (const Provision& provision : provisions.provisions) {
    const SupportTime time = TimeOf(provision);
    if (time.source == nullptr) continue;
    rows::RegisterSpan& span = *rows.add_provisions();
    span.set_from(time.from.epoch_days());
    if (time.to.has_value()) span.set_over(time.to->AddDays(1).epoch_days());
  }
}

void AddDisagreements(const Record& record, rows::RegisterRows& rows) {
  for (const Disagreement& disagreement : DisagreementsOf(record)) {
    const Fact<v1::PositionTaken>& position = disagreement.taken.position;
    if (!position->has_plan_id()) continue;
    rows::RegisterSpan& span = *rows.add_disputes();
    span.set_from(position.day().epoch_days());
    if (disagreement.ended_by == nullptr) continue;
    span.set_over(disagreement.ended_by->FirstDay().epoch_days());
  }
}

// A step that ends a dispute of that kind without anybody closing it.
bool Ends(v1::DisputeStep step, v1::DisputeKind kind) {
  if (kind == v1::DISPUTE_KIND_MEDIATION) return step == v1::DISPUTE_STEP_CERTIFICATE_ISSUED;
  if (kind == v1::DISPUTE_KIND_APPEAL) return step == v1::DISPUTE_STEP_ORDER_MADE;
  return false;
}

// The dispute that is open under an id.
struct OpenDispute {
  std::string_view id;
  v1::DisputeKind kind = v1::DISPUTE_KIND_UNSPECIFIED;
  int span = 0;  // its place among the spans
};

// A complaint goes on to its next stage under the same id.
void AddDisputes(const Record& record, rows::RegisterRows& rows) {
  if (record.disputes.disputes.empty()) return;
  std::vector<OpenDispute> open;
  const auto end_if = [&](std::string_view id, const EffectiveEntry& entry, const auto& ends) {
    const auto found = std::find_if(open.begin(), open.end(), [&](const OpenDispute& one) {
      return one.id == id && ends(one.kind);
    });
    if (found == open.end()) return;
    rows.mutable_disputes(found->span)->set_over(entry.FirstDay().epoch_days());
    open.erase(found);
  };
  for (const EntryPtr& entry : record.entries) {
    const v1::Entry& fact = entry->entry();
    if (fact.has_dispute_opened()) {
      const v1::DisputeOpened& opened = fact.dispute_opened();
      const bool goes_on = std::any_of(open.begin(), open.end(), [&](const OpenDispute& one) {
        return one.id == opened.dispute_id();
      });
      if (goes_on) continue;
      open.push_back({opened.dispute_id(), opened.dispute(), rows.disputes_size()});
      rows.add_disputes()->set_from(entry->FirstDay().epoch_days());
    } else if (fact.has_dispute_closed()) {
      end_if(fact.dispute_closed().dispute_id(), *entry, [](v1::DisputeKind) { return true; });
    } else if (fact.has_dispute_step_recorded()) {
      const v1::DisputeStepRecorded& step = fact.dispute_step_recorded();
      end_if(step.dispute_id(), *entry,
             [&](v1::DisputeKind kind) { return Ends(step.step(), kind); });
    }
  }
}

}  // namespace

rows::RegisterRows RegisterRowsOf(const Record& record) {
  rows::RegisterRows rows;
  AddChild(record, *rows.mutable_child());
  AddIdentifiers(record.people, v1::IDENTIFIER_TYPE_UPN, *rows.mutable_upns());
  AddStatuses(record.people, *rows.mutable_statuses());
  AddNeeds(record.assessments, *rows.mutable_needs());
  AddLinks(record.people, IsNamedInRegister, *rows.mutable_links());
  AddReviewedPlans(record.plans, record.reviews, *rows.mutable_plans());
  AddProvisions(record.provisions, rows);
  AddDisagreements(record, rows);
  AddDisputes(record, rows);
  return rows;
}

}  // namespace cairn
