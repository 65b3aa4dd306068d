#include "projections/view_runner/row_maker.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_format.h"

#include "cairn/v1/errors.pb.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "projections/record/fold.h"

namespace cairn {
namespace {

bool IsGone(const absl::Status& status) {
  const v1::ErrorReason reason = ReasonOf(status);
  return absl::IsNotFound(status) || reason == v1::ERROR_REASON_RECORD_ERASED;
}

// Of a view of whole records, or of one whose readers all see everything.
MadeRows MakeOfWhole(const View& view, const Record& record) {
  MadeRows made{.rows = {.version = record.version()}};
  absl::StatusOr<ViewRows> rows = view.rows_of(record);
  made.failed = rows.status();
  if (!rows.ok()) return made;
  if (!rows->bytes.empty()) made.rows.readings.push_back({kAllGroups, std::move(rows->bytes)});
  made.keys = std::move(rows->keys);
  std::sort(made.keys.begin(), made.keys.end());
  made.keys.erase(std::unique(made.keys.begin(), made.keys.end()), made.keys.end());
  return made;
}

// The states of a record as its readers see it, each folded once for all views.
class Seen {
 public:
  Seen(const Record& whole, const ReadingsOf& readings_of) : readings_(readings_of(whole.events)) {
    for (const RecordReading& reading : readings_.readings) {
      // Not by their number: a link may stand there without its contact.
      const bool everything = std::equal(reading.events.begin(), reading.events.end(),
                                         whole.events.begin(), whole.events.end());
      folded_.push_back(everything ? whole : Fold(whole.id, reading.events));
    }
  }

  MadeRows Make(const View& view) const {
    MadeRows made;
    for (size_t i = 0; i < folded_.size(); ++i) {
      absl::StatusOr<ViewRows> rows = view.rows_of(folded_[i]);
      made.failed.Update(rows.status());
      if (!rows.ok() || rows->bytes.empty()) continue;
      made.rows.readings.push_back({readings_.readings[i].groups, std::move(rows->bytes)});
    }
    made.rows.apart = readings_.apart;
    return made;
  }

 private:
  const RecordReadings readings_;
  std::vector<Record> folded_;
};

}  // namespace

LoadRecord LoadFromLog(const EventLog& log, OpenForRecord open) {
  return [&log, open = std::move(open)](
             const RecordId& id) -> absl::StatusOr<std::shared_ptr<const Record>> {
    CAIRN_ASSIGN_OR_RETURN(const RecordHead head, log.HeadOf(id));
    CAIRN_ASSIGN_OR_RETURN(const std::vector<StoredEvent> stored,
                           log.Read(id, 1, Direction::kForward, head.version));
    std::vector<EventPtr> events;
    events.reserve(stored.size());
    for (const StoredEvent& event : stored) {
      CAIRN_ASSIGN_OR_RETURN(EventPtr opened, open(event));
      events.push_back(std::move(opened));
    }
    return std::make_shared<const Record>(Fold(id, events));
  };
}

absl::StatusOr<std::shared_ptr<const Record>> RowMaker::LoadUpTo(const RecordId& id,
                                                                 Position upper) const {
  CAIRN_ASSIGN_OR_RETURN(const RecordHead head, log_.HeadOf(id));
  if (head.state == RecordState::kErased) return nullptr;
  CAIRN_ASSIGN_OR_RETURN(std::shared_ptr<const Record> record, load_(id));
  if (record->position() <= upper) return record;
  const auto above =
      std::find_if(record->events.begin(), record->events.end(),
                   [upper](const EventPtr& event) { return event->position > upper; });
  return std::make_shared<const Record>(Fold(id, std::span(record->events.begin(), above)));
}

// What could not be read for a reason that is no child's.
absl::Status RowMaker::Unreadable(const absl::Status& status) const {
  CAIRN_RETURN_IF_ERROR(log_.Failure());
  if (ReasonOf(status) != v1::ERROR_REASON_DATA_DAMAGED) return status;  // it may pass
  return absl::DataLossError(
      absl::StrFormat("The record of this event cannot be read (%s). Run a scrub.",
                      v1::ErrorReason_Name(ReasonOf(status))));
}

absl::StatusOr<MadeRecord> RowMaker::Make(const RecordId& id, Position upper,
                                          std::span<const View* const> views) const {
  const absl::StatusOr<RecordKey> key = log_.keys().Get(id);
  const absl::StatusOr<std::shared_ptr<const Record>> record =
      key.ok() ? LoadUpTo(id, upper) : key.status();
  if (IsGone(record.status()) || (record.ok() && *record == nullptr)) {
    return MadeRecord{.erased = true};
  }
  if (!record.ok()) {
    const absl::Status unreadable = Unreadable(record.status());
    if (!absl::IsDataLoss(unreadable)) return unreadable;
    return MadeRecord{.of_views = {views.size(), MadeRows{.failed = unreadable}}};
  }
  return MakeOf(**record, *key, views);
}

MadeRecord RowMaker::MakeOf(const Record& record, const RecordKey& key,
                            std::span<const View* const> views) const {
  MadeRecord made{.key = key, .events = record.events.size()};
  std::optional<Seen> seen;
  for (const View* view : views) {
    if (view->of_whole_record || !readings_of_) {
      made.of_views.push_back(MakeOfWhole(*view, record));
      continue;
    }
    if (!seen) seen.emplace(record, readings_of_);
    made.of_views.push_back(seen->Make(*view));
    made.of_views.back().rows.version = record.version();
  }
  return made;
}

}  // namespace cairn
