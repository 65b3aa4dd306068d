#include "tests/unit/services/record_builder.h"

#include <utility>

#include <google/protobuf/text_format.h>

#include "eventstore/base/check.h"
#include "projections/record/fold.h"
#include "tests/support/entries.h"
#include "tests/support/fake_clock.h"

namespace cairn {
namespace {

constexpr char kIssuer[] = "https://sign-in.cairn.test";

RecordId SettingOf(uint8_t last) {
  std::array<uint8_t, RecordId::kSize> bytes{};
  bytes[13] = 0x99;
  bytes[14] = 0x99;
  bytes[15] = last;
  return RecordId(bytes);
}

bool HasSetting(v1::Role role) {
  return role != v1::ROLE_PARENT && role != v1::ROLE_YOUNG_PERSON &&
         role != v1::ROLE_LA_CASEWORKER && role != v1::ROLE_EXTERNAL_PROFESSIONAL &&
         role != v1::ROLE_AUDITOR && role != v1::ROLE_OPERATOR;
}

EventId EventIdOf(Version version) {
  std::array<uint8_t, EventId::kSize> bytes{};
  bytes[0] = static_cast<uint8_t>(version);
  return EventId(bytes);
}

}  // namespace

RecordId Hollowtree() { return SettingOf(0x01); }
RecordId Fenmarch() { return SettingOf(0x02); }

Caller CallerOf(v1::Role role, std::string_view subject) {
  Caller caller{.issuer = kIssuer,
                .subject = std::string(subject),
                .name = std::string(subject),
                .role = role,
                .id = CallerIdOf(kIssuer, subject)};
  if (HasSetting(role)) caller.setting = Hollowtree();
  return caller;
}

v1::Entry EntryOf(const std::string& text) {
  v1::Entry entry;
  CAIRN_CHECK(google::protobuf::TextFormat::ParseFromString(text, &entry));
  if (!entry.has_occurred()) *entry.mutable_occurred() = OnDay(2026, 1, 5);
  return entry;
}

RecordBuilder& RecordBuilder::Open() { return Open(CallerOf(v1::ROLE_OFFICE, "ottoline.penn")); }

RecordBuilder& RecordBuilder::Open(const Caller& typed_by) {
  return Add(
      "occurred { from { year: 2024 month: 9 day: 4 } precision: PRECISION_DAY } "
      "record_opened { subject: SUBJECT_KIND_CHILD name: 'Pip Larkwhistle' "
      "born { year: 2017 month: 2 day: 11 } fictional: true }",
      typed_by);
}

RecordBuilder& RecordBuilder::Add(const std::string& text) {
  return Add(text, CallerOf(v1::ROLE_SENCO, "juniper.halloway"));
}

RecordBuilder& RecordBuilder::Add(const std::string& text, const Caller& typed_by) {
  return Add(EntryOf(text), typed_by);
}

RecordBuilder& RecordBuilder::Add(const v1::Entry& entry, const Caller& typed_by) {
  v1::Recorded recorded;
  *recorded.mutable_entry() = entry;
  recorded.mutable_actor()->set_issuer(typed_by.issuer);
  recorded.mutable_actor()->set_subject(typed_by.subject);
  recorded.mutable_actor()->set_name(typed_by.name);
  recorded.mutable_actor()->set_role(typed_by.role);
  if (typed_by.setting) recorded.mutable_setting()->set_id(typed_by.setting->ToBytes());
  AddErased();
  RecordedEvent event = *events_.back();
  event.recorded = std::move(recorded);
  events_.back() = std::make_shared<const RecordedEvent>(std::move(event));
  return *this;
}

RecordBuilder& RecordBuilder::AddErased() {
  RecordedEvent event;
  event.version = events_.size() + 1;
  event.position = event.version;
  event.event_id = EventIdOf(event.version);
  event.recorded_at_us = FakeClock::kStartMicros + static_cast<int64_t>(event.version);
  events_.push_back(std::make_shared<const RecordedEvent>(std::move(event)));
  return *this;
}

RecordBuilder& RecordBuilder::AddRemoval(v1::ErasureAuthority authority,
                                         std::optional<Version> of) {
  AddErased();
  RecordedEvent event = *events_.back();
  event.removal = ContentRemoval{.authority = authority};
  if (of) event.removal->target = events_[*of - 1]->event_id;
  events_.back() = std::make_shared<const RecordedEvent>(std::move(event));
  return *this;
}

Record RecordBuilder::Build() const { return Fold(RecordId(), events_); }

}  // namespace cairn
