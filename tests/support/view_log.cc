#include "tests/support/view_log.h"

#include <algorithm>
#include <utility>

#include <google/protobuf/wrappers.pb.h>

#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

#include "cairn/v1/recorded.pb.h"

#include "eventstore/base/check.h"
#include "eventstore/base/status_macros.h"
#include "services/records/record_cache.h"
#include "tests/support/entries.h"

namespace cairn {
namespace {

// What the entries say that say anything.
std::vector<std::string> TextsIn(const Record& record) {
  std::vector<std::string> texts;
  for (const EntryPtr& entry : record.entries) {
    for (const std::string& text : entry->entry().observation_recorded().text()) {
      texts.push_back(text);
    }
  }
  return texts;
}

std::string Serialised(std::string_view text) {
  google::protobuf::StringValue value;
  value.set_value(std::string(text));
  return value.SerializeAsString();
}

absl::StatusOr<ViewRows> TextsOf(const Record& record) {
  const std::vector<std::string> texts = TextsIn(record);
  ViewRows rows;
  for (const std::string& text : texts) {
    if (text == "bad") return absl::InternalError("An entry is of no use.");
    rows.keys.push_back("says:" + text);
  }
  if (!texts.empty()) rows.bytes = Serialised(absl::StrJoin(texts, "|"));
  return rows;
}

absl::StatusOr<ViewRows> CountOf(const Record& record) {
  const size_t count = TextsIn(record).size();
  if (count == 0) return ViewRows();
  return ViewRows{.bytes = Serialised(absl::StrFormat("%d", count))};
}

bool Says(const RecordedEvent& event, std::string_view text) {
  if (!event.recorded) return false;
  const v1::ObservationRecorded& said = event.recorded->entry().observation_recorded();
  return said.text_size() > 0 && said.text(0) == text;
}

v1::Entry Saying(std::string_view text, int day) {
  v1::Entry entry;
  entry.mutable_observation_recorded()->add_text(std::string(text));
  *entry.mutable_occurred() = OnDay(2024, 1, day);
  return entry;
}

}  // namespace

View TextsView() {
  return {.name = kTexts,
          .rows = google::protobuf::StringValue::descriptor(),
          .of_whole_record = true,
          .rows_of = TextsOf};
}

View CountsView() {
  return {.name = kCounts, .rows = google::protobuf::StringValue::descriptor(), .rows_of = CountOf};
}

RecordReadings TwoReadings(std::span<const EventPtr> events) {
  RecordReadings readings;
  RecordReading all{.groups = 1};
  RecordReading open{.groups = 2};
  for (const EventPtr& event : events) {
    all.events.push_back(event);
    if (!Says(*event, "secret")) open.events.push_back(event);
    if (Says(*event, "apart")) readings.apart.push_back("someone-apart");
  }
  if (open.events.size() == all.events.size()) {
    all.groups = 3;
    readings.readings = {std::move(all)};
  } else {
    readings.readings = {std::move(all), std::move(open)};
  }
  return readings;
}

ViewLog::ViewLog(std::vector<View> of, Runner::Options options)
    : views(std::move(of)), options_([&options] {
        options.open = OpenEvent;
        if (!options.readings_of) options.readings_of = TwoReadings;
        return std::move(options);
      }()) {
  CAIRN_CHECK(Open().ok());
}

ViewLog::~ViewLog() { Close(); }

void ViewLog::Close() {
  runner_.reset();
  store_.reset();
}

absl::Status ViewLog::Open() {
  CAIRN_ASSIGN_OR_RETURN(store_, ViewStore::Open(proxy_, *log_, views, log_.random));
  runner_ = std::make_unique<Runner>(*log_, *store_, options_);
  return absl::OkStatus();
}

void ViewLog::Reopen() {
  Close();
  log_.Reopen();
  CAIRN_CHECK(Open().ok());
}

void ViewLog::Settle() {
  CAIRN_CHECK(runner_->RebuildWhatMustBe().ok());
  for (;;) {
    const absl::StatusOr<bool> stepped = runner_->Step();
    CAIRN_CHECK(stepped.ok());
    if (!*stepped) return;
  }
}

AppendedEvent ViewLog::Append(uint64_t record, v1::Entry entry) {
  const RecordId id = RecordNo(record);
  const Version version = log_->HeadOf(id).value().version;
  entry.mutable_source()->set_id(absl::StrFormat("E%d", version + 1));
  v1::Recorded recorded;
  *recorded.mutable_entry() = std::move(entry);
  recorded.mutable_actor()->set_subject("staff-1");
  const absl::StatusOr<Appended> appended = log_->AppendAndWait(
      AppendOf(RequestNo(++requests_),
               {{.record = id, .expected = version, .contents = {Flatten(recorded).value()}}}));
  CAIRN_CHECK(appended.ok());
  return appended->events.front();
}

AppendedEvent ViewLog::Say(uint64_t record, std::string_view text, int day) {
  return Append(record, Saying(text, day));
}

AppendedEvent ViewLog::Correct(uint64_t record, Version target, std::string_view text) {
  v1::Entry entry = Saying(text, 1);
  entry.mutable_corrects()->mutable_target()->set_source_id(absl::StrFormat("E%d", target));
  return Append(record, std::move(entry));
}

AppendedEvent ViewLog::Void(uint64_t record, Version target) {
  v1::Entry entry;
  entry.mutable_entry_voided();
  v1::Link& link = *entry.add_links();
  link.set_relation(v1::RELATION_VOIDS);
  link.mutable_entry()->set_source_id(absl::StrFormat("E%d", target));
  return Append(record, std::move(entry));
}

AppendedEvent ViewLog::Remove(uint64_t record, std::optional<EventId> target) {
  const RecordId id = RecordNo(record);
  const Version version = log_->HeadOf(id).value().version;
  const RequestKey key = RequestNo(++requests_);
  const absl::StatusOr<Appended> removed = log_->AppendAndWait(
      target ? RemovalOf(key, id, version, *target) : ErasureOf(key, id, version));
  CAIRN_CHECK(removed.ok());
  return removed->events.front();
}

std::optional<std::vector<std::string>> ViewLog::RowsOf(std::string_view view, uint64_t record) {
  const RecordId id = RecordNo(record);
  const auto reading = store_->Read(std::span(&view, 1));
  CAIRN_CHECK(reading.ok());
  const auto rows = reading->Rows(view, std::span(&id, 1));
  CAIRN_CHECK(rows.ok());
  if (!rows->front()) return std::nullopt;
  std::vector<std::string> told;
  for (const RecordRows::Reading& row : rows->front()->readings) {
    google::protobuf::StringValue value;
    CAIRN_CHECK(value.ParseFromString(row.bytes));
    const bool everybody = row.groups == kAllGroups;
    told.push_back(everybody ? value.value() : absl::StrFormat("%d:%s", row.groups, value.value()));
  }
  for (const std::string& subject : rows->front()->apart) told.push_back("apart:" + subject);
  return told;
}

std::vector<RecordId> ViewLog::Members(std::string_view key) {
  const auto reading = store_->Read(std::span(&kTexts, 1));
  CAIRN_CHECK(reading.ok());
  return reading->Members(kTexts, key).value();
}

ViewStanding ViewLog::StandingOf(std::string_view view) {
  const std::vector<ViewStanding> standings = store_->Standings();
  const auto found = std::ranges::find(standings, view, &ViewStanding::name);
  CAIRN_CHECK(found != standings.end());
  return *found;
}

}  // namespace cairn
