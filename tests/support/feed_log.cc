#include "tests/support/feed_log.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "eventstore/base/check.h"
#include "tests/support/entries.h"

namespace cairn {
namespace {

constexpr size_t kRecordBytes = size_t{16} << 20;
constexpr size_t kWrittenAtOnce = 500;

v1::Recorded Typed(const Caller& by, const v1::Entry& entry) {
  v1::Recorded recorded;
  *recorded.mutable_entry() = entry;
  *recorded.mutable_actor() = ActorOf(by);
  if (by.setting) recorded.mutable_setting()->set_id(by.setting->ToBytes());
  return recorded;
}

}  // namespace

FeedLog::FeedLog(StorageKind kind)
    : log(kind),
      guard(log.clock),
      records(*log, kRecordBytes),
      reads(log.clock, std::numeric_limits<size_t>::max()),
      reader(*log, records, *guard, reads, log.clock) {}

AppendedEvent FeedLog::Append(RecordAppend append) {
  append.expected = log->HeadOf(append.record).value().version;
  const absl::StatusOr<Appended> appended =
      log->AppendAndWait(AppendOf(RequestNo(++requests_), {std::move(append)}));
  CAIRN_CHECK(appended.ok());
  return appended->events.front();
}

AppendedEvent FeedLog::Write(const RecordId& record, const Caller& by, const v1::Entry& entry) {
  return Append({.record = record, .contents = {Flatten(Typed(by, entry)).value()}});
}

void FeedLog::Write(const RecordId& record, const Caller& by, const v1::Entry& entry,
                    size_t count) {
  const FieldList content = Flatten(Typed(by, entry)).value();
  for (size_t left = count; left > 0;) {
    const size_t some = std::min(left, kWrittenAtOnce);
    Append({.record = record, .contents = std::vector<FieldList>(some, content)});
    left -= some;
  }
}

AppendedEvent FeedLog::Open(const RecordId& record, const Caller& by) {
  return Write(record, by, OpenedEntry("Pip Larkwhistle"));
}

AppendedEvent FeedLog::Remove(const RecordId& record, std::optional<EventId> target) {
  const Version version = log->HeadOf(record).value().version;
  const RequestKey key = RequestNo(++requests_);
  const absl::StatusOr<Appended> appended = log->AppendAndWait(
      target ? RemovalOf(key, record, version, *target) : ErasureOf(key, record, version));
  CAIRN_CHECK(appended.ok());
  return appended->events.front();
}

std::unique_ptr<Subscription> FeedLog::Subscribe(const Caller& caller, FeedFilter filter,
                                                 Position after) {
  return std::make_unique<Subscription>(
      reader, *log, log.clock, std::make_shared<const Caller>(caller), std::move(filter), after);
}

absl::StatusOr<FeedPage> FeedLog::Read(const Caller& caller, const FeedFilter& filter,
                                       Position after, size_t events) {
  return reader.Read(caller, filter, after, {.events = events, .bytes = kRecordBytes});
}

std::vector<v1::SubscribeResponse> AllOf(Subscription& subscription) {
  std::vector<v1::SubscribeResponse> said;
  while (true) {
    absl::StatusOr<std::optional<v1::SubscribeResponse>> next = subscription.Next();
    CAIRN_CHECK(next.ok());
    if (!*next && subscription.has_more()) continue;
    if (!*next) return said;
    said.push_back(**std::move(next));
  }
}

std::vector<Position> PositionsIn(const std::vector<v1::SubscribeResponse>& said) {
  std::vector<Position> positions;
  for (const v1::SubscribeResponse& response : said) {
    for (const v1::Event& event : response.events().events()) {
      positions.push_back(event.position().value());
    }
  }
  return positions;
}

std::vector<Position> PositionsIn(const FeedPage& page) {
  std::vector<Position> positions;
  for (const FeedItem& item : page.items) {
    if (const auto* event = std::get_if<v1::Event>(&item)) {
      positions.push_back(event->position().value());
    }
  }
  return positions;
}

std::vector<std::string> NamesOf(const std::vector<v1::SubscribeResponse>& said) {
  const auto* messages = v1::SubscribeResponse::descriptor()->oneof_decl(0);
  std::vector<std::string> names;
  for (const v1::SubscribeResponse& response : said) {
    for (int i = 0; i < messages->field_count(); ++i) {
      if (messages->field(i)->number() == response.message_case()) {
        names.push_back(messages->field(i)->name());
      }
    }
  }
  return names;
}

}  // namespace cairn
