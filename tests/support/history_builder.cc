#include "tests/support/history_builder.h"

#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "google/protobuf/text_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"

namespace cairn {

CivilDate Day(std::string_view iso) {
  int year = 0;
  int month = 0;
  int day = 0;
  CAIRN_CHECK(std::sscanf(std::string(iso).c_str(), "%4d-%2d-%2d", &year, &month, &day) == 3);
  const std::optional<CivilDate> date = CivilDate::Of(year, month, day);
  CAIRN_CHECK(date.has_value());
  return *date;
}

v1::Entry EntryOn(std::string_view iso_day, std::string_view fields) {
  v1::Entry entry;
  CAIRN_CHECK(google::protobuf::TextFormat::ParseFromString(std::string(fields), &entry));
  *entry.mutable_occurred()->mutable_from() = ToProto(Day(iso_day));
  if (entry.occurred().precision() == v1::PRECISION_UNSPECIFIED) {
    entry.mutable_occurred()->set_precision(v1::PRECISION_DAY);
  }
  return entry;
}

HistoryBuilder& HistoryBuilder::TypedBy(const v1::Actor& actor) {
  actor_ = actor;
  return *this;
}

HistoryBuilder& HistoryBuilder::Add(std::string_view recorded_iso_day, const v1::Entry& entry) {
  return AddAt(StartOfDayMicros(Day(recorded_iso_day)) + int64_t{16} * 3'600'000'000, entry);
}

HistoryBuilder& HistoryBuilder::Add(std::string_view iso_day, std::string_view fields) {
  return Add(iso_day, EntryOn(iso_day, fields));
}

HistoryBuilder& HistoryBuilder::AddAt(int64_t recorded_at_us, const v1::Entry& entry) {
  RecordedEvent event = NextAt(recorded_at_us);
  event.recorded.emplace();
  *event.recorded->mutable_entry() = entry;
  *event.recorded->mutable_actor() = actor_;
  events_.push_back(std::make_shared<const RecordedEvent>(std::move(event)));
  return *this;
}

HistoryBuilder& HistoryBuilder::AddErased(std::string_view recorded_iso_day) {
  return AddErasedAt(StartOfDayMicros(Day(recorded_iso_day)));
}

HistoryBuilder& HistoryBuilder::AddErasedAt(int64_t recorded_at_us) {
  events_.push_back(std::make_shared<const RecordedEvent>(NextAt(recorded_at_us)));
  return *this;
}

HistoryBuilder& HistoryBuilder::AddRemoval(std::string_view recorded_iso_day,
                                           v1::ErasureAuthority authority,
                                           std::optional<Version> of) {
  RecordedEvent event = NextAt(StartOfDayMicros(Day(recorded_iso_day)));
  event.removal = ContentRemoval{.authority = authority};
  if (of) event.removal->target = events_[*of - 1]->event_id;
  events_.push_back(std::make_shared<const RecordedEvent>(std::move(event)));
  return *this;
}

RecordedEvent HistoryBuilder::NextAt(int64_t recorded_at_us) const {
  CAIRN_CHECK(events_.empty() || events_.back()->recorded_at_us <= recorded_at_us);
  RecordedEvent event;
  event.version = events_.size() + 1;
  event.position = event.version;
  event.event_id = *EventId::FromBytes(U64Key(event.version) + "event-id");
  event.recorded_at_us = recorded_at_us;
  event.leaf_hash.fill(static_cast<uint8_t>(event.version));
  return event;
}

v1::Actor HistoryBuilder::DefaultActor() {
  v1::Actor actor;
  actor.set_name("Ash Senco");
  actor.set_subject("ash.senco");
  actor.set_role(v1::ROLE_SENCO);
  return actor;
}

}  // namespace cairn
