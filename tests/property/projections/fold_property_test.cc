// The fold over random histories: corrections of corrections, voids of voids, links that come
// before what they name, late entries, removed content.
#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/str_format.h"

#include "projections/record/fold.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

// What a random event is about; each exercises one way in which a stage collects its facts.
constexpr const char* kKinds[] = {
    "observation_recorded { text: 'seen' }",
    "plan_issued { plan_id: 'PA' plan_kind: PLAN_KIND_SEN_SUPPORT }",
    "provision_started { provision_id: 'i1' }",
    "delivery_logged { provision_id: 'i1' delivered_sessions: 1 planned_sessions: 2 }",
    "provision_started { provision_id: 'i2' }",
    "delivery_logged { provision_id: 'i2' delivered_sessions: 1 planned_sessions: 1 }",
    "provision_changed { provision_id: 'i2' funder: 'school' }",
    "provision_ended { provision_id: 'i1' }",
    "progress_measured { provision_id: 'i1' target_id: 't1' }",
    "dispute_opened { dispute_id: 'd1' }",
    "dispute_step_recorded { dispute_id: 'd1' }",
    "dispute_opened { dispute_id: 'd2' }",
    "dispute_closed { dispute_id: 'd2' }",
    "rights_requested { rights_request_id: 'S1' }",
    "rights_requested { rights_request_id: 'S2' }",
    "rights_answered { rights_request_id: 'S2' }",
    "rights_answered { rights_request_id: 'S1' }",
    "sen_status_set { status: SEN_PROVISION_K }",
    "permission_recorded { act: PERMISSION_ACT_GIVEN services: OUTSIDE_SERVICE_CAMHS }",
    "position_taken { stance: STANCE_DISAGREE plan_id: 'PA' }",
};

// 0 to `max`, all alike: RapidCheck would begin with small numbers, and so with empty histories.
int DrawUpTo(int max) { return *rc::gen::resize(100, rc::gen::inRange(0, max + 1)); }

CivilDate DayNumber(int number) { return Day("2024-09-01").AddDays(number); }

std::string SourceId(int number) { return absl::StrFormat("E%d", number); }

// An entry of a random kind that may correct or void an entry, also one that comes later.
v1::Entry RandomEntry(int number, int count, int recorded_day) {
  const int kind = DrawUpTo(std::size(kKinds) - 1);
  v1::Entry entry = EntryOn("2024-09-01", kKinds[kind]);
  *entry.mutable_occurred()->mutable_from() = ToProto(DayNumber(DrawUpTo(recorded_day)));
  entry.mutable_source()->set_id(SourceId(number));
  const int target = DrawUpTo(count - 1);
  const int fate = DrawUpTo(4);
  if (fate == 0) {
    entry.mutable_corrects()->mutable_target()->set_source_id(SourceId(target));
  } else if (fate == 1) {
    entry.mutable_entry_voided();
    v1::Link* link = entry.add_links();
    link->set_relation(v1::RELATION_VOIDS);
    link->mutable_entry()->set_source_id(SourceId(target));
  }
  return entry;
}

std::vector<EventPtr> MendedHistory() {
  HistoryBuilder history;
  const int count = DrawUpTo(13);
  int recorded_day = 0;
  for (int number = 0; number < count; ++number) {
    recorded_day += DrawUpTo(3);
    if (DrawUpTo(11) == 0) {
      history.AddErasedAt(StartOfDayMicros(DayNumber(recorded_day)));
      continue;
    }
    history.AddAt(StartOfDayMicros(DayNumber(recorded_day)),
                  RandomEntry(number, count, recorded_day));
  }
  return history.events();
}

template <typename Kind>
std::string Versions(const char* name, const FactList<Kind>& facts) {
  std::string text = name;
  for (const Fact<Kind>& fact : facts) text += absl::StrFormat(" %d", fact.entry->version());
  return text + "\n";
}

std::string VersionOf(const EntryPtr& entry) {
  return entry == nullptr ? "none" : absl::StrFormat("%d", entry->version());
}

// Everything a record holds, by versions, so that two can be compared and a difference read.
std::string Describe(const Record& record) {
  std::string text = absl::StrFormat("version %d\n", record.version());
  for (const EntryPtr& entry : record.entries) {
    text += absl::StrFormat("%d is %d", entry->original->version, entry->current->version);
    for (const EventPtr& correction : entry->corrections) {
      text += absl::StrFormat(" +%d", correction->version);
    }
    text += "\n";
  }
  text += Versions("observations", record.assessments.observations);
  text += Versions("statuses", record.people.statuses);
  text += Versions("permissions", record.people.permissions);
  text += Versions("positions", record.plans.positions);
  text += Versions("voids", record.governance.voids);
  text += Versions("measures", record.provisions.measures);
  for (const PlanHistory& plan : record.plans.plans) {
    for (const PlanVersion& version : plan.versions) {
      text += absl::StrFormat("plan %d by %d\n", version.number, version.issued.entry->version());
    }
  }
  for (const Provision& provision : record.provisions.provisions) {
    text += provision.provision_id + " started " + VersionOf(provision.started.entry) + " ended " +
            VersionOf(provision.ended.entry) + " " + Versions("deliveries", provision.deliveries) +
            Versions("changes", provision.changes) + Versions("measures", provision.measures);
  }
  for (const Dispute& dispute : record.disputes.disputes) {
    text += dispute.dispute_id + " opened " + VersionOf(dispute.opened.entry) + " " +
            Versions("steps", dispute.steps) + Versions("closings", dispute.closings);
  }
  for (const RightsRequest& request : record.disputes.rights) {
    text += request.rights_request_id + " requested " + VersionOf(request.requested.entry) + " " +
            Versions("answers", request.answers);
  }
  return text;
}

Record AdvanceAll(Record record, std::span<const EventPtr> events) {
  for (const EventPtr& event : events) record = Advance(std::move(record), event);
  return record;
}

RC_GTEST_PROP(Fold, EqualsAdvancingOneEventAtATime, ()) {
  const std::vector<EventPtr> events = MendedHistory();

  RC_ASSERT(Describe(AdvanceAll({}, events)) == Describe(Fold({}, events)));
}

RC_GTEST_PROP(Fold, OfTwoPartsEqualsTheFoldOfThePartsInTurn, ()) {
  const std::vector<EventPtr> events = MendedHistory();
  const size_t cut = static_cast<size_t>(DrawUpTo(static_cast<int>(events.size())));
  const std::span<const EventPtr> all(events);

  const Record in_turn = AdvanceAll(Fold({}, all.first(cut)), all.subspan(cut));

  RC_ASSERT(Describe(in_turn) == Describe(Fold({}, events)));
}

RC_GTEST_PROP(Fold, AdvancesTheSameAtAnyTimeAndDay, ()) {
  const std::vector<EventPtr> events = MendedHistory();
  const KnownAt known_at{.recorded_at_us = StartOfDayMicros(DayNumber(DrawUpTo(29)))};
  const AsOf as_of{DayNumber(DrawUpTo(29))};

  const Record advanced = AdvanceAll(Fold({}, {}, known_at, as_of), events);

  RC_ASSERT(Describe(advanced) == Describe(Fold({}, events, known_at, as_of)));
}

RC_GTEST_PROP(Fold, KnowsAtATimeOnlyWhatWasRecordedByThen, ()) {
  const std::vector<EventPtr> events = MendedHistory();
  const KnownAt known_at{.recorded_at_us = StartOfDayMicros(DayNumber(DrawUpTo(29)))};
  std::vector<EventPtr> then;
  for (const EventPtr& event : events) {
    if (event->recorded_at_us <= known_at.recorded_at_us) then.push_back(event);
  }

  RC_ASSERT(Describe(Fold({}, events, known_at)) == Describe(Fold({}, then)));
}

RC_GTEST_PROP(EffectiveEntries, AreExactlyTheEventsWhoseStateIsEffective, ()) {
  const std::vector<EventPtr> events = MendedHistory();
  const std::vector<v1::EventState> states = StatesOf(events);
  std::vector<Version> by_state;
  for (size_t i = 0; i < events.size(); ++i) {
    if (states[i] == v1::EVENT_STATE_EFFECTIVE) by_state.push_back(events[i]->version);
  }

  std::vector<Version> by_entry;
  for (const EntryPtr& entry : EffectiveEntries(events)) {
    by_entry.push_back(entry->current->version);
  }
  std::sort(by_entry.begin(), by_entry.end());

  RC_ASSERT(by_entry == by_state);
}

}  // namespace
}  // namespace cairn
