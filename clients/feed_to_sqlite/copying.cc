#include "clients/feed_to_sqlite/copying.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "clients/cpp/refusal.h"
#include "clients/cpp/status_macros.h"

namespace cairn::feed_to_sqlite {
namespace {

constexpr int kPageSize = 500;

bool ChangesOthers(const v1::Event& event) {
  return event.kind_name() == "EntryCorrected" || event.kind_name() == "EntryVoided" ||
         event.kind_name() == "ContentErased";
}

// By record, whether something of it is left to be read.
std::map<std::string, bool> RecordsToReplace(const client::FeedBatch& batch) {
  std::map<std::string, bool> records;
  for (const v1::Event& event : batch.events) {
    if (ChangesOthers(event)) records[event.record_id()] = true;
  }
  // The last word about a record counts, and is later than any event that came before it.
  for (const v1::FeedAccessChanged& change : batch.access_changes) {
    records[change.record_id()] = change.visible();
  }
  return records;
}

class Copying {
 public:
  Copying(client::Client& client, EventTable& table, const CopyingOptions& options)
      : client_(client), table_(table), options_(options) {}

  absl::Status Run() {
    client::FeedOptions feed{.filter = options_.filter};
    CLIENT_ASSIGN_OR_RETURN(feed.after, table_.Checkpoint());
    copied_ = feed.after;
    const absl::Status ended = client_.FollowFeed(
        std::move(feed), [this](const client::FeedBatch& batch) { return Take(batch); });
    restored_ = restored_ || client::ReasonOf(ended) == v1::ERROR_REASON_HISTORY_RESTORED;
    return current_ ? absl::OkStatus() : ended;
  }

  // The log was restored since the first row was copied.
  bool restored() const { return restored_; }

 private:
  absl::Status Take(const client::FeedBatch& batch) {
    if (copied_) CLIENT_RETURN_IF_ERROR(CheckSameHistory(*copied_, batch.checkpoint));
    const std::map<std::string, bool> records = RecordsToReplace(batch);
    TableChange change{.checkpoint = batch.checkpoint};
    for (const auto& [record, visible] : records) {
      change.replaced.push_back(record);
      if (visible) CLIENT_RETURN_IF_ERROR(ReadAgain(record, batch.checkpoint, change.added));
    }
    for (const v1::Event& event : batch.events) {
      if (!records.contains(event.record_id())) change.added.push_back(event);
    }
    CLIENT_RETURN_IF_ERROR(table_.Apply(change));
    copied_ = batch.checkpoint;
    options_.on_checkpoint(batch.checkpoint);
    current_ = batch.caught_up && options_.until_caught_up;
    return current_ ? absl::CancelledError("the copy is current") : absl::OkStatus();
  }

  // A position below the fork is good in both histories and no server refuses it, but rows up to
  // there may say what came later has said of them, and that may be lost.
  absl::Status CheckSameHistory(const v1::Position& before, const v1::Position& now) {
    restored_ = restored_ || before.generation() != now.generation();
    return restored_ ? absl::FailedPreconditionError("the log was restored") : absl::OkStatus();
  }

  // All of the record up to the checkpoint: what follows comes in its turn.
  absl::Status ReadAgain(const std::string& record, const v1::Position& checkpoint,
                         std::vector<v1::Event>& events) {
    v1::ListEventsAfterRequest request;
    *request.mutable_filter() = options_.filter;
    request.mutable_filter()->clear_record_ids();
    request.mutable_filter()->add_record_ids(record);
    request.set_page_size(kPageSize);
    while (request.after().value() < checkpoint.value()) {
      CLIENT_ASSIGN_OR_RETURN(v1::ListEventsAfterResponse page, client_.ListEventsAfter(request));
      CLIENT_RETURN_IF_ERROR(CheckSameHistory(checkpoint, page.checkpoint()));
      for (v1::Event& event : *page.mutable_events()) {
        if (event.position().value() > checkpoint.value()) return absl::OkStatus();
        events.push_back(std::move(event));
      }
      *request.mutable_after() = page.checkpoint();
    }
    return absl::OkStatus();
  }

  client::Client& client_;
  EventTable& table_;
  const CopyingOptions& options_;
  std::optional<v1::Position> copied_;  // up to here; nothing: no row yet
  bool current_ = false;
  bool restored_ = false;
};

}  // namespace

absl::Status KeepCurrent(client::Client& client, EventTable& table, const CopyingOptions& options) {
  while (true) {
    Copying copying(client, table, options);
    const absl::Status ended = copying.Run();
    if (!copying.restored()) return ended;
    CLIENT_RETURN_IF_ERROR(table.Empty());
  }
}

}  // namespace cairn::feed_to_sqlite
