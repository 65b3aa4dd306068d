// Provision map and impact over histories of anything: nothing falls over, no provision is counted
// twice or lost, and what a row shows is what the timeline shows.
#include <deque>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "projections/cohort_impact.h"
#include "projections/provision/provision_rows.h"
#include "projections/record/fold.h"
#include "projections/timeline/tried_rows.h"
#include "tests/property/projections/random_history.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

constexpr std::string_view kProvisionKinds[] = {
    "provision_started", "provision_changed", "delivery_logged",    "progress_measured",
    "provision_ended",   "needs_identified",  "assessment_recorded"};
constexpr int kProvisionEventsMax = 20;

// Some children, their rows stored and read back.
class SupportedChildren {
 public:
  explicit SupportedChildren(int count) {
    for (int i = 0; i < count; ++i) {
      const std::string bytes =
          ProvisionRowsOf(Fold({}, RandomHistory(kProvisionKinds, kProvisionEventsMax)))
              .SerializeAsString();
      RC_ASSERT(rows_.emplace_back().ParseFromString(bytes));
      v1::ChildRef& child = refs_.emplace_back();
      child.set_record_id(std::string(16, static_cast<char>('a' + i)));
      all_.push_back({.child = &child, .rows = &rows_.back()});
    }
  }
  const std::vector<ChildProvision>& all() const { return all_; }

 private:
  std::deque<v1::ChildRef> refs_;
  std::deque<rows::ProvisionRows> rows_;
  std::vector<ChildProvision> all_;
};

// By staff and group in a sum of each that it had, else in one alone.
RC_GTEST_PROP(ProvisionMap, CountsEveryProvisionInASum, ()) {
  const SupportedChildren children(UpTo(4));
  v1::GetProvisionMapRequest request;
  request.set_grouping(static_cast<v1::ProvisionMapGrouping>(1 + UpTo(5)));
  *request.mutable_from() = ToProto(Day("2024-01-01").AddDays(UpTo(800)));
  *request.mutable_to() = ToProto(Day("2024-06-01").AddDays(UpTo(1200)));

  const ProvisionMap map = ProvisionMapOf(children.all(), request, Day("2026-01-01"));

  RC_ASSERT(map.sums[0].provisions() == static_cast<int>(map.lines.size()));
  int provisions = 0;
  int64_t pence = 0;
  for (size_t i = 1; i < map.sums.size(); ++i) {
    provisions += map.sums[i].provisions();
    pence += map.sums[i].cost_pence();
    RC_ASSERT(map.sums[i].children() <= map.sums[0].children());
    RC_ASSERT(map.sums[i].provisions() <= map.sums[0].provisions());
  }
  const bool in_several = request.grouping() == v1::PROVISION_MAP_GROUPING_GROUP ||
                          request.grouping() == v1::PROVISION_MAP_GROUPING_STAFF;
  RC_ASSERT(provisions >= map.sums[0].provisions());
  RC_ASSERT(in_several || provisions == map.sums[0].provisions());
  RC_ASSERT(in_several || pence == map.sums[0].cost_pence());
  for (const ProvisionMapLine& line : map.lines) {
    const v1::ProvisionMapRow row = ProvisionMapRowOf(line, map);
    RC_ASSERT(row.cost_pence() == line.cost_pence.value_or(-1));
    RC_ASSERT(!row.cost_explanation().empty());
  }
}

RC_GTEST_PROP(Impact, PutsEveryProvisionUnderOneVerdict, ()) {
  const SupportedChildren children(UpTo(4));
  v1::GetImpactRequest request;
  request.set_grouping(static_cast<v1::ImpactGrouping>(UpTo(3)));
  int provisions = 0;
  for (const ChildProvision& child : children.all()) {
    for (const rows::ProvisionRow& row : child.rows->provisions()) {
      provisions += row.from() <= Day("2027-01-01").epoch_days() ? 1 : 0;
    }
  }

  int counted = 0;
  for (const v1::ImpactRow& row : ImpactOf(children.all(), request, Day("2027-01-01"))) {
    const int verdicts = row.changed() + row.no_reliable_change() + row.cause_unknown() +
                         row.cannot_tell() + row.no_evidence();
    RC_ASSERT(verdicts == row.provisions());
    RC_ASSERT(row.children() <= row.provisions());
    counted += row.provisions();
  }
  RC_ASSERT(counted == provisions);
}

RC_GTEST_PROP(ProvisionRows, ShowWhatTheTimelineShowsOnceAllHasHappened, ()) {
  const Record record = Fold({}, RandomHistory(kProvisionKinds, kProvisionEventsMax));
  const std::vector<TriedRowOf> tried = TriedRows(record, Day("2199-01-01"));
  const rows::ProvisionRows rows = ProvisionRowsOf(record);

  for (const rows::ProvisionRow& row : rows.provisions()) {
    for (const TriedRowOf& of : tried) {
      if (of.row.provision_id().empty() || of.row.provision_id() != row.provision_id()) continue;
      RC_ASSERT(of.row.verdict() == row.verdict());
      RC_ASSERT(of.row.shows() == row.shows());
    }
  }
}

}  // namespace
}  // namespace cairn
