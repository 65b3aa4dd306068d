// Whatever was recorded about some children, and whoever asks: the rows that they are shown are
// those of each record folded from the events that they may see, one by one and the slow way.
#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "projections/record/fold.h"
#include "projections/record/removal.h"
#include "services/access/relations.h"
#include "services/access/visibility.h"
#include "services/cohort/cohort_children.h"
#include "services/cohort/cohort_views.h"
#include "tests/property/services/access/random_record.h"
#include "tests/unit/services/cohort/cohort_world.h"

namespace cairn {
namespace {

constexpr uint64_t kChildren = 3;

// Record, setting, rows of the first view, rows of the second.
using Line = std::tuple<RecordId, std::string, std::string, std::string>;

std::string BytesOf(const RowsPtr& rows) { return rows ? rows->SerializeAsString() : ""; }

std::vector<Line> LinesOf(const Cohort& cohort) {
  std::vector<Line> lines;
  for (const CohortChild& child : cohort.children) {
    lines.emplace_back(child.record, child.setting ? child.setting->ToBytes() : "",
                       BytesOf(child.rows[0]), BytesOf(child.rows[1]));
  }
  std::ranges::sort(lines);
  return lines;
}

std::string RowsOf(std::string_view view, const Record& record) {
  const std::vector<View> views = CohortViews();
  const auto found = std::ranges::find(views, view, &View::name);
  const std::string bytes = found->rows_of(record).value().bytes;
  return bytes.empty() ? "" : BytesOf(ParseRows(*found, bytes).value());
}

std::vector<Line> NaiveLines(CohortWorld& world, const Caller& caller,
                             const std::vector<std::string_view>& views) {
  const CivilDate today = DayOfMicros(world.log.clock.NowMicros());
  std::vector<Line> lines;
  for (uint64_t number = 1; number <= kChildren; ++number) {
    const absl::StatusOr<RecordPtr> whole = world.records.Load(RecordNo(number));
    if (!whole.ok() || IsErased(**whole)) continue;
    const Relation relation = RelationTo(caller, **whole, today);
    if (!IsAllowed(caller.role, relation, Shelf::kOrdinary, Action::kReadRecord)) continue;
    const Record seen = Fold((*whole)->id, Filter(caller, relation, (*whole)->events).for_views);
    const std::string first = RowsOf(views[0], seen);
    if (first.empty()) continue;
    const auto setting = SettingOf((*whole)->people);
    lines.emplace_back((*whole)->id, setting ? setting->ToBytes() : "", first,
                       views.size() > 1 ? RowsOf(views[1], seen) : "");
  }
  std::ranges::sort(lines);
  return lines;
}

bool IsErased(CohortWorld& world, const RecordId& record) {
  return world.log->HeadOf(record)->state == RecordState::kErased;
}

void Grow(CohortWorld& world) {
  for (uint64_t number = 1; number <= kChildren; ++number) {
    const RecordId record = RecordNo(number);
    if (UpTo(3) > 0 && !IsErased(world, record)) world.Import(record, RandomEvents());
  }
  const RecordId last = RecordNo(kChildren);
  const bool is_there = world.log->HeadOf(last)->version > 0 && !IsErased(world, last);
  if (is_there && UpTo(3) == 0) world.Erase(last);
  world.CatchUp();
}

void CheckSomeCallers(CohortWorld& world) {
  for (int i = 0; i < 8; ++i) {
    const Caller caller = RandomCaller();
    if (!IsEverAllowed(caller.role, Action::kReadRecord)) continue;
    for (const auto& views : {std::vector<std::string_view>{kRegisterView, kDutiesView},
                              std::vector<std::string_view>{kAcknowledgementsView}}) {
      RC_ASSERT(LinesOf(world.Read(caller, views).value()) == NaiveLines(world, caller, views));
    }
  }
}

RC_GTEST_PROP(CohortProperty, ShowsEveryCallerTheRecordsAsTheyMaySeeThem, ()) {
  CohortWorld world;
  Grow(world);
  CheckSomeCallers(world);
  Grow(world);  // on top of the tables that are there now
  CheckSomeCallers(world);
}

}  // namespace
}  // namespace cairn
