#include "tests/fuzz/entry_history.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <google/protobuf/text_format.h>

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/keys/fields.h"
#include "projections/plan.h"
#include "projections/record/fold.h"
#include "projections/timeline.h"
#include "projections/wording/summary.h"
#include "services/rules/check_entry.h"
#include "services/rules/claims.h"
#include "tests/support/served_events.h"

namespace cairn {
namespace {

constexpr int64_t kFirstMicros = 1'725'466'200'000'000;  // 4 September 2024, 17:10 in London
constexpr int64_t kMinuteMicros = 60'000'000;
constexpr int kDaysLookedAt = 1000;

// An entry is recorded as soon as it can have happened, and never before the one before it.
int64_t RecordedAt(const v1::Entry& entry, int64_t before_us) {
  const auto last = LatestDay(entry.occurred());
  const int64_t happened_us = last ? StartOfDayMicros(*last) : 0;
  const int64_t limit_us = kFirstMicros + int64_t{kDaysLookedAt} * 24 * 60 * kMinuteMicros;
  return std::max(before_us + kMinuteMicros, std::min(happened_us, limit_us));
}

EventId EventIdOf(Version version) {
  std::array<uint8_t, EventId::kSize> bytes{};
  for (size_t i = 0; i < sizeof(version); ++i) {
    bytes[i] = static_cast<uint8_t>(version >> (8 * i));
  }
  return EventId(bytes);
}

v1::Recorded RecordedBySenco(const v1::Entry& entry) {
  v1::Recorded recorded;
  *recorded.mutable_entry() = entry;
  recorded.mutable_actor()->set_name("Juniper Halloway");
  recorded.mutable_actor()->set_subject("juniper.halloway");
  recorded.mutable_actor()->set_role(v1::ROLE_SENCO);
  return recorded;
}

void CheckWording(const Verdict& verdict) {
  for (const v1::Fault& fault : verdict.faults) {
    CAIRN_CHECK(!fault.reason().empty() && !fault.sentence().empty());
  }
  for (const v1::Finding& finding : verdict.findings) {
    CAIRN_CHECK(!finding.rule_id().empty() && !finding.sentence().empty());
  }
}

// Whether the entry can be sealed. The limits of one sealed event are checked there and not by the
// rules; nothing else may stand in the way.
bool CanBeSealed(const v1::Recorded& recorded) {
  const auto fields = Flatten(recorded);
  if (!fields.ok()) {
    const auto detail = DetailOf(fields.status());
    CAIRN_CHECK(detail.has_value() && detail->faults_size() == 1);
    const std::string& reason = detail->faults(0).reason();
    CAIRN_CHECK(reason == "TOO_LARGE" || reason == "TOO_MANY_FIELDS");
    return false;
  }
  v1::Recorded again;
  CAIRN_CHECK(Rebuild(*fields, again).ok());
  CAIRN_CHECK(again.SerializeAsString() == recorded.SerializeAsString());
  return true;
}

// The record that a server would have after these entries, one by one.
class Sending {
 public:
  void Send(const v1::Entry& entry) {
    now_us_ = RecordedAt(entry, now_us_);
    const Facts facts{.now_us = now_us_, .today = DayOfMicros(now_us_)};
    const Verdict verdict = CheckEntry(record_, entry, facts);
    CheckWording(verdict);
    if (verdict.refused()) return;
    v1::Recorded recorded = RecordedBySenco(entry);
    if (!CanBeSealed(recorded)) return;
    ClaimsOf(record_, entry, RecordId());
    CAIRN_CHECK(!Summary(recorded).empty());
    auto event = std::make_shared<RecordedEvent>();
    event->version = record_.version() + 1;
    event->position = event->version;
    event->event_id = EventIdOf(event->version);
    event->recorded_at_us = now_us_;
    event->recorded = std::move(recorded);
    AdvanceInPlace(record_, event);
    events_.push_back(std::move(event));
  }

  const Record& record() const { return record_; }
  const std::vector<EventPtr>& events() const { return events_; }

 private:
  int64_t now_us_ = kFirstMicros;
  Record record_;
  std::vector<EventPtr> events_;
};

// Everything that people read of a record, in a form that can be compared.
std::string Reading(const Record& record) {
  std::string text = TimelineView(record).SerializeAsString();
  for (const PlanHistory& plan : record.plans.plans) {
    for (const PlanVersion& version : plan.versions) {
      const auto view = PlanView(record, {.plan_id = plan.plan_id, .version = version.number});
      if (view) text += view->SerializeAsString();
    }
  }
  if (const auto main = PlanView(record)) text += main->SerializeAsString();
  const std::vector<v1::Event> trail = ServedEvents(record);
  CAIRN_CHECK(trail.size() == record.events.size());
  for (const v1::Event& event : trail) text += event.SerializeAsString();
  return text;
}

void CheckMoment(const std::vector<EventPtr>& events, size_t known, AsOf as_of) {
  const KnownAt known_at{.recorded_at_us = events[known]->recorded_at_us};
  const std::span<const EventPtr> then = std::span(events).first(known + 1);
  CAIRN_CHECK(Reading(Fold({}, events, known_at, as_of)) ==
              Reading(Fold({}, then, known_at, as_of)));
}

}  // namespace

std::optional<v1::RecordEntries> ReadHistory(std::string_view bytes) {
  v1::RecordEntries history;
  const bool is_text = bytes.starts_with('#');
  const bool is_read =
      is_text ? google::protobuf::TextFormat::ParseFromString(std::string(bytes), &history)
              : history.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  if (!is_read) return std::nullopt;
  return history;
}

size_t CheckHistory(const v1::RecordEntries& history) {
  Sending sending;
  for (const v1::Entry& entry : history.entries()) sending.Send(entry);
  const std::vector<EventPtr>& events = sending.events();
  CAIRN_CHECK(Reading(sending.record()) == Reading(Fold({}, events)));
  if (events.empty()) return 0;

  const uint64_t choice = history.expected().exactly();
  const size_t known = choice % events.size();
  const int day = static_cast<int>(choice / events.size() % kDaysLookedAt);
  CheckMoment(events, known, {});
  CheckMoment(events, known, {.day = DayOfMicros(kFirstMicros).AddDays(day)});
  return events.size();
}

}  // namespace cairn
