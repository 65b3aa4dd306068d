// View: rows over many children, made by a pure function of one record. Nobody writes code that
// keeps rows current: the runner (runner.h) calls the function again for every record that changed,
// and the store (view_store.h) keeps what it gave.
//
// Rows hold what was recorded, dates, minutes and ids of rules. What depends on today, on calendars
// or on rates (status, overdue, cost) joins when a question is asked, so that rows change only when
// their record does.
//
// Who may see what: a reader is shown rows computed from the events that they may see, as if there
// were no others. Most readers of a record see the same events, so rows are made once for each
// group of readers and not for each reader. Which groups there are is no business of this floor:
// the server brings a ReadingsOf.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

#include "projections/record/event.h"
#include "projections/record/record.h"

namespace google::protobuf {
class Descriptor;
}

namespace cairn {

// What some groups of readers see of one record.
struct RecordReading {
  // A bit for each group; which group a bit is, the maker of readings knows.
  uint32_t groups = 0;
  // In version order; what views are computed from.
  std::vector<EventPtr> events;
};

// What all readers see of one record.
struct RecordReadings {
  // No group is in two of them; a group that sees nothing is in none.
  std::vector<RecordReading> readings;
  // Subjects of sign-ins who see more or other events than their group: for them rows are computed
  // when they ask.
  std::vector<std::string> apart;
};

// Pure, safe to call from any thread. `events`: all of one record, in version order.
using ReadingsOf = std::function<RecordReadings(std::span<const EventPtr> events)>;

// What a view makes of one record.
struct ViewRows {
  // A message of the view's own type, serialised deterministically; empty: no rows.
  std::string bytes;
  // By what the record can be found (a setting, a sign-in), e.g. "setting:" and 16 bytes. Stored as
  // keyed hashes. Only views of whole records may have some.
  std::vector<std::string> keys;
};

struct View {
  // Lower case, at most 32 letters and underscores; never reused for another view.
  std::string_view name;
  // Raised whenever the function gives other rows for the same record. With `rows` it makes the
  // version of the view: another version is computed anew when the server starts.
  uint32_t code_version = 1;
  // Of what the readings of a record hang on. Raised whenever a reader may see other events than
  // before: rows of another one are removed when the server starts, whatever that costs, since they
  // might show somebody what they may no longer see. The largest of all views counts.
  uint32_t readers_version = 0;
  // The type of `ViewRows::bytes`. Fields are never given another number or type: until a view of
  // another version has been computed, the rows of before are read by it.
  const google::protobuf::Descriptor* rows = nullptr;
  // Computed once, from every event, whoever asks; otherwise once for each reading.
  bool of_whole_record = false;
  // Pure: the same record gives the same bytes. `record` is everything known, as of no day. An
  // error stops this view and no other; its message must say nothing about a child.
  absl::StatusOr<ViewRows> (*rows_of)(const Record& record) = nullptr;
};

}  // namespace cairn
