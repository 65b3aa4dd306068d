#include "services/reading/record_reader.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_set.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "projections/record/fold.h"
#include "projections/record/position_and_time.h"
#include "services/access/policy.h"
#include "services/access/visibility.h"

namespace cairn {

namespace {

VisibleRecord LeaveOut(AuthorisedCall call, const RecordPtr& whole) {
  VisibleEvents events = Filter(call.caller(), call.relation(), whole->events);
  VisibleRecord visible{.call = call, .record = whole, .whole = whole};
  visible.withheld = events.withheld;
  if (visible.withheld) {
    for (const EventPtr& event : events.events) visible.visible_versions.push_back(event->version);
    visible.record = std::make_shared<const Record>(Fold(whole->id, events.for_views));
  }
  return visible;
}

// Whether whoever reads a child's record may learn of it. A void shows nothing of its own, and what
// it ends must stay ended.
bool IsForEveryReader(const RecordedEvent& event) {
  if (!event.recorded) return true;
  const v1::Entry& entry = event.recorded->entry();
  return entry.has_entry_voided() || (ShelfOf(entry) == Shelf::kOrdinary && !entry.has_audience());
}

}  // namespace

absl::StatusOr<RecordPtr> RecordReader::Load(const Caller& caller, Action action,
                                             std::string_view record_id) const {
  const std::optional<RecordId> id = RecordId::FromBytes(record_id);
  if (!id) {
    return InvalidRequest({ShapeFault("record_id", "WRONG_LENGTH", "A record id is 16 bytes.")});
  }
  CAIRN_RETURN_IF_ERROR(guard_.Authorise(caller, action).status());
  return records_.Load(*id);
}

absl::StatusOr<VisibleRecord> RecordReader::Read(const Caller& caller, Action action,
                                                 std::string_view record_id) const {
  CAIRN_ASSIGN_OR_RETURN(const RecordPtr whole, Load(caller, action, record_id));
  CAIRN_ASSIGN_OR_RETURN(AuthorisedCall call, guard_.AuthoriseRecord(caller, action, *whole));
  CAIRN_ASSIGN_OR_RETURN(VisibleRecord visible, Show(call, whole));
  if (action != Action::kReadRecord) return visible;
  const LoadedSetting setting = records_.LoadSetting(SettingOf(whole->people));
  visible.setting = OrdinaryPartOf(setting.record);
  if (setting.record) visible.setting_version = setting.record->version();
  if (setting.unreadable) visible.setting_version.reset();
  return visible;
}

absl::StatusOr<VisibleRecord> RecordReader::ReadTrail(const Caller& caller, Action action,
                                                      std::string_view record_id) const {
  CAIRN_ASSIGN_OR_RETURN(const RecordPtr whole, Load(caller, action, record_id));
  CAIRN_ASSIGN_OR_RETURN(AuthorisedCall call, guard_.AuthoriseTrail(caller, *whole, action));
  return Show(call, whole);
}

absl::StatusOr<VisibleRecord> RecordReader::Show(AuthorisedCall call,
                                                 const RecordPtr& whole) const {
  const std::optional<v1::ReadPurpose> purpose = PurposeOf(call.action());
  if (purpose && SubjectOf(whole->people) != v1::SUBJECT_KIND_SETTING) {
    CAIRN_RETURN_IF_ERROR(reads_.Note(call.caller(), *purpose, whole->id));
  }
  return LeaveOut(call, whole);
}

// Of a corrected entry every wording or none.
RecordPtr OrdinaryPartOf(const RecordPtr& whole) {
  const auto for_all = [](const EventPtr& event) { return IsForEveryReader(*event); };
  if (!whole || std::ranges::all_of(whole->events, for_all)) return whole;
  absl::flat_hash_set<EventPtr> held_closely;
  for (const EntryPtr& entry : whole->entries) {
    if (for_all(entry->current)) continue;
    held_closely.insert(entry->original);
    held_closely.insert(entry->corrections.begin(), entry->corrections.end());
  }
  std::vector<EventPtr> events;
  std::ranges::copy_if(whole->events, std::back_inserter(events), [&](const EventPtr& event) {
    return for_all(event) && !held_closely.contains(event);
  });
  return std::make_shared<const Record>(Fold(whole->id, events));
}

absl::StatusOr<TimesAsked> ToTimes(const v1::Date* as_of,
                                   const google::protobuf::Timestamp* known_at, CivilDate today) {
  TimesAsked times{.as_of = {today}};
  if (known_at != nullptr) times.known_at = KnownAt{ToMicros(*known_at)};
  if (as_of == nullptr) return times;
  times.as_of.day = LatestDay(*as_of);
  if (times.as_of.day) return times;
  return InvalidRequest({ShapeFault("as_of", "NO_SUCH_DATE", "This is not a day that exists.")});
}

Record FoldedAt(const VisibleRecord& visible, const TimesAsked& at) {
  return Fold(visible.record->id, visible.record->events, at.known_at, at.as_of);
}

RecordPtr SettingAt(const VisibleRecord& visible, const TimesAsked& at) {
  return SettingAt(visible.setting, at);
}

RecordPtr SettingAt(const RecordPtr& setting, const TimesAsked& at) {
  if (!setting) return nullptr;
  const bool known_then = setting->recorded_at_us() <= at.known_at.recorded_at_us;
  const bool all_past =
      setting->entries.empty() || setting->entries.back()->FirstDay() <= *at.as_of.day;
  if (known_then && all_past) return setting;
  return std::make_shared<const Record>(Fold(setting->id, setting->events, at.known_at, at.as_of));
}

bool VisibleRecord::Shows(Version version) const {
  return !withheld || std::ranges::binary_search(visible_versions, version);
}

}  // namespace cairn
