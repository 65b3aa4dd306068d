#include "projections/duties.h"

#include <utility>

#include "absl/container/flat_hash_map.h"

#include "projections/duties/duty_join.h"
#include "projections/duties/duty_list.h"

namespace cairn {
namespace {

// The entries of a record by the id that rows know them by.
class EntriesById {
 public:
  explicit EntriesById(const Record& record) {
    for (const EntryPtr& entry : record.entries) by_id_[entry->original->event_id] = entry;
  }

  // Null for an empty id.
  EntryPtr Find(std::string_view bytes) const {
    const std::optional<EventId> id = EventId::FromBytes(bytes);
    const auto found = id.has_value() ? by_id_.find(*id) : by_id_.end();
    return found == by_id_.end() ? nullptr : found->second;
  }

 private:
  absl::flat_hash_map<EventId, EntryPtr> by_id_;
};

}  // namespace

rows::DutiesRows DutyRowsOf(const Record& record) {
  rows::DutiesRows rows;
  DutyList list(record, rows);
  AddAssessmentDuties(list);
  AddReviewDuties(list);
  AddDisputeDuties(list);
  AddRightsDuties(list);
  AddSchoolDuties(list);
  AddExcuses(list);
  AddOwnerNames(list);
  return rows;
}

std::vector<Duty> DutiesOn(const Record& record, const Setting* setting, CivilDate day) {
  const rows::DutiesRows rows = DutyRowsOf(record);
  const EntriesById entries(record);
  SchoolYears years(setting);
  std::vector<Duty> duties;
  for (const DutyOnDay& found : JoinDuties(rows, years, day)) {
    DutyWords words = WordsOf(rows, found, years, day);
    duties.push_back({.due = std::move(words.due),
                      .started_by = entries.Find(found.started_by),
                      .done_by = entries.Find(found.done_by),
                      .done = found.done,
                      .status = std::move(words.status),
                      .excuses = std::move(words.excuses),
                      .explanation = std::move(words.explanation)});
  }
  return duties;
}

std::vector<HoldTerm> HoldsOf(const Record& record) {
  std::vector<HoldTerm> holds;
  for (const Fact<v1::HoldPlaced>& hold : record.governance.holds) {
    HoldTerm term{.placed = hold.day()};
    for (const Fact<v1::HoldReleased>& release : record.governance.releases) {
      const bool ends =
          release->hold_id() == hold->hold_id() && release.entry->version() > hold.entry->version();
      if (ends && !term.released.has_value()) term.released = release.day();
    }
    holds.push_back(term);
  }
  return holds;
}

std::optional<RetentionEnd> RetentionOn(const Record& record, CivilDate day) {
  const std::optional<CivilDate> born = BornOn(record.people);
  if (!born.has_value()) return std::nullopt;
  return KeptUntil("record.retention", *born, HoldsOf(record), day);
}

}  // namespace cairn
