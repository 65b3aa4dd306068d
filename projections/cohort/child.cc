#include "projections/cohort/child.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace cairn {
namespace {

// What the entry says has begun, and the entry has happened.
int32_t FirstDayOf(const EffectiveEntry& entry, const v1::Date& stated) {
  const CivilDate happened = entry.FirstDay();
  return std::max(EarliestDay(stated).value_or(happened), happened).epoch_days();
}

const std::string* YearStatedIn(const v1::Entry& fact) {
  switch (fact.kind_case()) {
    case v1::Entry::kDetailsRecorded:
      return fact.details_recorded().has_nc_year() ? &fact.details_recorded().nc_year() : nullptr;
    case v1::Entry::kPlacementRecorded:
      return fact.placement_recorded().has_nc_year() ? &fact.placement_recorded().nc_year()
                                                     : nullptr;
    case v1::Entry::kPlanIssued:
      return fact.plan_issued().has_nc_year() ? &fact.plan_issued().nc_year() : nullptr;
    default:
      return nullptr;
  }
}

void AddYears(const Record& record, rows::ChildRows& rows) {
  for (const EntryPtr& entry : record.entries) {
    const std::string* year = YearStatedIn(entry->entry());
    if (year == nullptr) continue;
    rows::YearStated& line = *rows.add_years();
    line.set_from(entry->FirstDay().epoch_days());
    line.set_nc_year(*year);
  }
}

void AddStays(const People& people, rows::ChildRows& rows) {
  for (const Fact<v1::PlacementRecorded>& placement : people.placements) {
    rows::Stay& stay = *rows.add_stays();
    stay.set_from(FirstDayOf(*placement.entry, placement->from()));
    if (const auto last = LatestDay(placement->to())) stay.set_to(last->epoch_days());
    stay.set_school(placement->school());
    stay.set_registration(placement->registration());
    stay.set_urn(placement->urn());
  }
}

void AddDepartures(const Governance& governance, rows::ChildRows& rows) {
  for (const Fact<v1::RecordHandedOver>& handover : governance.handovers) {
    rows::Departure& departure = *rows.add_departures();
    departure.set_from(handover.day().epoch_days());
    departure.set_last_day(LatestDay(handover->last_day()).value_or(handover.day()).epoch_days());
    departure.set_to_school(handover->to_school());
    departure.set_to_urn(handover->to_urn());
  }
}

bool IsAtTwoSchools(const rows::Stay& stay) {
  return stay.registration() == v1::REGISTRATION_DUAL_MAIN ||
         stay.registration() == v1::REGISTRATION_DUAL_SUBSIDIARY;
}

bool IsTo(const rows::Departure& departure, const rows::Stay& stay) {
  if (!departure.to_urn().empty() && !stay.urn().empty()) return departure.to_urn() == stay.urn();
  return departure.to_school() == stay.school();
}

bool IsSameSchool(const rows::Stay& one, const rows::Stay& other) {
  if (!one.urn().empty() && !other.urn().empty()) return one.urn() == other.urn();
  return one.school() == other.school();
}

// One for each school at which the child is or was last, without those that are `aside`.
using Stays = std::vector<const rows::Stay*>;
template <typename Aside>
Stays StaysWithout(const rows::ChildRows& rows, int32_t day, Aside aside) {
  Stays stays;
  for (const rows::Stay& stay : rows.stays()) {
    if (stay.from() > day || aside(stay)) continue;
    const bool alone = !IsAtTwoSchools(stay);
    std::erase_if(stays, [&](const rows::Stay* earlier) {
      return alone || earlier->school() == stay.school();
    });
    stays.push_back(&stay);
  }
  return stays;
}

// Where the child was when the file first went to another school; empty if it never went, or nobody
// recorded where the child was.
Stays HomeOf(const rows::ChildRows& rows) {
  const auto first = std::min_element(
      rows.departures().begin(), rows.departures().end(),
      [](const auto& one, const auto& other) { return one.last_day() < other.last_day(); });
  if (first == rows.departures().end()) return {};
  return StaysWithout(rows, first->last_day(), [](const rows::Stay&) { return false; });
}

// The child is where its file had gone before, or somewhere else that is not home.
bool IsElsewhere(const rows::ChildRows& rows, const Stays& home, const rows::Stay& stay,
                 int32_t day) {
  const bool is_home = std::any_of(home.begin(), home.end(),
                                   [&](const rows::Stay* one) { return IsSameSchool(*one, stay); });
  return std::any_of(
      rows.departures().begin(), rows.departures().end(), [&](const rows::Departure& departure) {
        const bool after = departure.from() <= day && departure.last_day() < stay.from();
        return after && (IsTo(departure, stay) || !(home.empty() || is_home));
      });
}

// Those that the record here speaks of: it is the record of the school which handed the file over.
Stays StaysOn(const rows::ChildRows& rows, int32_t day) {
  const Stays home = HomeOf(rows);
  return StaysWithout(rows, day,
                      [&](const rows::Stay& stay) { return IsElsewhere(rows, home, stay, day); });
}

}  // namespace

bool IsOfChild(const Record& record) {
  return !record.entries.empty() && SubjectOf(record.people) != v1::SUBJECT_KIND_SETTING;
}

void AddChild(const Record& record, rows::ChildRows& rows) {
  const People& people = record.people;
  if (people.opened) {
    rows.set_from(people.opened.day().epoch_days());
    rows.set_name(people.opened->name());
    rows.set_fictional(people.opened->fictional());
    if (const auto born = BornOn(people)) *rows.mutable_born() = ToProto(*born);
  } else {
    rows.set_from(record.entries.front()->FirstDay().epoch_days());
  }
  AddYears(record, rows);
  AddStays(people, rows);
  AddDepartures(record.governance, rows);
}

void AddStatuses(const People& people,
                 google::protobuf::RepeatedPtrField<rows::StatusRow>& statuses) {
  for (const Fact<v1::SenStatusSet>& status : people.statuses) {
    rows::StatusRow& line = *statuses.Add();
    line.set_from(status.day().epoch_days());
    line.set_status(status->status());
  }
}

void AddNeeds(const Assessments& assessments,
              google::protobuf::RepeatedPtrField<rows::NeedsRow>& needs) {
  for (const Fact<v1::NeedsIdentified>& identified : assessments.needs) {
    rows::NeedsRow& line = *needs.Add();
    line.set_from(identified.day().epoch_days());
    std::vector<std::pair<int, v1::SenType>> ranked;
    for (const v1::Need& need : identified->needs()) {
      const int place = static_cast<int>(ranked.size()) + 1;
      ranked.emplace_back(need.has_rank() ? need.rank() : place, need.type());
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [rank, type] : ranked) line.add_types(type);
  }
}

void AddIdentifiers(const People& people, v1::IdentifierType type,
                    google::protobuf::RepeatedPtrField<rows::IdentifierRow>& identifiers) {
  for (const Fact<v1::IdentifierRecorded>& fact : people.identifiers) {
    if (fact->type() != type) continue;
    rows::IdentifierRow& line = *identifiers.Add();
    line.set_from(fact.day().epoch_days());
    line.set_type(type);
    line.set_value(fact->value());
    line.set_replaces(fact->replaces());
    line.set_permanence(fact->permanence());
  }
}

bool IsThereOn(const rows::ChildRows& rows, CivilDate day) {
  return rows.from() <= day.epoch_days();
}

v1::ChildRef ChildOn(const rows::ChildRows& rows, RecordId record,
                     const std::optional<RecordId>& setting, CivilDate day) {
  v1::ChildRef child;
  child.set_record_id(record.ToBytes());
  child.set_name(rows.name());
  if (const auto* year = LastOn(rows.years(), day)) child.set_nc_year(year->nc_year());
  if (setting.has_value()) child.set_setting_id(setting->ToBytes());
  if (const auto* stay = LastOn(rows.stays(), day)) child.set_school(stay->school());
  child.set_fictional(rows.fictional());
  return child;
}

std::optional<CivilDate> LeftOn(const rows::ChildRows& rows, CivilDate day) {
  const int32_t today = day.epoch_days();
  const Stays stays = StaysOn(rows, today);
  std::optional<int32_t> left;
  int32_t came = std::numeric_limits<int32_t>::min();
  bool is_here = stays.empty();
  for (const rows::Stay* stay : stays) {
    came = std::max(came, stay->from());
    const bool ended = stay->has_to() && stay->to() < today;
    if (ended) left = std::max(left.value_or(stay->to()), stay->to());
    is_here = is_here || !ended;
  }
  if (is_here) left.reset();
  for (const rows::Departure& departure : rows.departures()) {
    const bool gone = departure.from() <= today && departure.last_day() < today;
    if (gone && departure.last_day() >= came && is_here) left = departure.last_day();
  }
  if (!left.has_value()) return std::nullopt;
  return CivilDate::FromEpochDays(*left);
}

StatusRun StatusOn(const google::protobuf::RepeatedPtrField<rows::StatusRow>& statuses,
                   CivilDate day) {
  StatusRun run;
  for (const rows::StatusRow& status : statuses) {
    if (status.from() > day.epoch_days()) continue;
    if (run.status == nullptr || run.status->status() != status.status()) {
      run = {&status, CivilDate::FromEpochDays(status.from())};
    }
  }
  return run;
}

std::string_view IdentifierOn(
    const google::protobuf::RepeatedPtrField<rows::IdentifierRow>& identifiers,
    v1::IdentifierType type, CivilDate day) {
  std::vector<const rows::IdentifierRow*> current;
  for (const rows::IdentifierRow& line : identifiers) {
    if (line.type() != type || line.from() > day.epoch_days()) continue;
    std::erase_if(current, [&](const rows::IdentifierRow* earlier) {
      return earlier->value() == line.value() || earlier->value() == line.replaces();
    });
    current.push_back(&line);
  }
  const rows::IdentifierRow* best = nullptr;
  for (const rows::IdentifierRow* line : current) {
    const bool lasting = line->permanence() == v1::IDENTIFIER_PERMANENCE_PERMANENT;
    if (best == nullptr || lasting || best->permanence() != v1::IDENTIFIER_PERMANENCE_PERMANENT) {
      best = line;
    }
  }
  return best == nullptr ? std::string_view() : std::string_view(best->value());
}

}  // namespace cairn
