// The views over histories of anything: every field of every kind set to anything a client could
// send and the rules could ever have let through. No view may fall over them.
#include <string>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/str_format.h"

#include "projections/audit_trail.h"
#include "projections/plan.h"
#include "projections/record/fold.h"
#include "projections/timeline.h"
#include "projections/timeline/cycles.h"
#include "projections/timeline/line_groups.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Few values, so that entries name each other.
std::string RandomText() {
  return *rc::gen::element<std::string>("PA", "i1", "t1", "E0", "E1", "E2", "words correct",
                                        "visual timetable", "la_must_assess", "");
}

// 0 to `max`, all alike: RapidCheck would begin with small numbers, and so with empty histories.
int UpTo(int max) { return *rc::gen::resize(100, rc::gen::inRange(0, max + 1)); }

void FillRandomly(Message& message);

int RandomEnum(const FieldDescriptor* field) {
  return field->enum_type()->value(UpTo(field->enum_type()->value_count() - 1))->number();
}

void SetSingular(Message& message, const FieldDescriptor* field) {
  const Reflection* reflection = message.GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection->SetString(&message, field, RandomText());
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection->SetInt32(&message, field, UpTo(15) - 1);
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection->SetInt64(&message, field, UpTo(100) - 1);
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection->SetBool(&message, field, *rc::gen::arbitrary<bool>());
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection->SetEnumValue(&message, field, RandomEnum(field));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return FillRandomly(*reflection->MutableMessage(&message, field));
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64:
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      RC_FAIL("entries hold no such type");
  }
}

void AddRepeated(Message& message, const FieldDescriptor* field) {
  const Reflection* reflection = message.GetReflection();
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    reflection->AddString(&message, field, RandomText());
  } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    reflection->AddEnumValue(&message, field, RandomEnum(field));
  } else {
    FillRandomly(*reflection->AddMessage(&message, field));
  }
}

// Each field is set or not; years are near each other so that dates can be compared.
void FillRandomly(Message& message) {
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message.GetDescriptor()->field(i);
    if (field->name() == "year") {
      message.GetReflection()->SetInt32(&message, field, 2024 + UpTo(2));
    } else if (field->is_repeated()) {
      for (int count = UpTo(2); count > 0; --count) AddRepeated(message, field);
    } else if (*rc::gen::arbitrary<bool>()) {
      SetSingular(message, field);
    }
  }
}

// One kind, filled; links, corrections and persons now and then.
v1::Entry RandomEntry(int number) {
  v1::Entry entry;
  const auto* kinds = v1::Entry::descriptor()->FindOneofByName("kind");
  const FieldDescriptor* kind = kinds->field(UpTo(kinds->field_count() - 1));
  FillRandomly(*entry.GetReflection()->MutableMessage(&entry, kind));
  for (const char* name : {"occurred", "person", "links", "source", "corrects"}) {
    const FieldDescriptor* field = v1::Entry::descriptor()->FindFieldByName(name);
    const bool rare = std::string(name) == "corrects";
    if (UpTo(rare ? 5 : 1) != 0) continue;
    if (field->is_repeated()) {
      AddRepeated(entry, field);
    } else {
      SetSingular(entry, field);
    }
  }
  entry.mutable_source()->set_id(absl::StrFormat("E%d", number));
  return entry;
}

std::vector<EventPtr> RandomHistory() {
  HistoryBuilder history;
  const int count = UpTo(12);
  int64_t recorded_at_us = StartOfDayMicros(Day("2025-01-01"));
  for (int number = 0; number < count; ++number) {
    recorded_at_us += int64_t{UpTo(40)} * 86'400'000'000;
    history.AddAt(recorded_at_us, RandomEntry(number));
  }
  return history.events();
}

RC_GTEST_PROP(Views, StandWhateverWasRecorded, ()) {
  const std::vector<EventPtr> events = RandomHistory();
  const Record record = Fold({}, events);

  const v1::GetTimelineResponse timeline = TimelineView(record);
  const std::optional<v1::Plan> plan = PlanView(record);

  RC_ASSERT(AuditTrail(record, 1).size() == events.size());
  RC_ASSERT(timeline.items().empty() == record.entries.empty());
  RC_ASSERT(!plan.has_value() || !record.plans.plans.empty());
}

RC_GTEST_PROP(LineGroups, HoldEveryEntryOnce, ()) {
  const std::vector<EventPtr> events = RandomHistory();
  const Record record = Fold({}, events);
  const TimelineContext context(record, ViewDay(record), nullptr);

  size_t members = 0;
  for (const LineGroup& group : LineGroups(context, CyclesOf(record))) {
    RC_ASSERT(group.primary < group.members.size());
    members += group.members.size();
  }

  RC_ASSERT(members == record.entries.size());
}

RC_GTEST_PROP(Timeline, AsKnownThenIsTheTimelineThatWasReadThen, ()) {
  const std::vector<EventPtr> events = RandomHistory();
  const CivilDate day = Day("2025-01-01").AddDays(UpTo(400));
  const KnownAt known_at{.recorded_at_us = StartOfDayMicros(day)};
  const AsOf as_of{day};
  std::vector<EventPtr> then;
  for (const EventPtr& event : events) {
    if (event->recorded_at_us <= known_at.recorded_at_us) then.push_back(event);
  }

  const v1::GetTimelineResponse read_then = TimelineView(Fold({}, then, known_at, as_of));
  const v1::GetTimelineResponse read_now = TimelineView(Fold({}, events, known_at, as_of));

  RC_ASSERT(read_now.SerializeAsString() == read_then.SerializeAsString());
}

}  // namespace
}  // namespace cairn
