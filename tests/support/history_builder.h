// Invented histories of one record for tests of the projections: events without a log behind them.
//   HistoryBuilder history;
//   history.Add("2024-10-15", "observation_recorded { text: 'Guesses' }");
//   Fold({}, history.events());
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "cairn/v1/entry.pb.h"
#include "cairn/v1/recorded.pb.h"

#include "projections/calendar/date.h"
#include "projections/record/event.h"

namespace cairn {

// The day that "2024-10-15" names; stops the test if it names none.
CivilDate Day(std::string_view iso);

// An entry that occurred on that day, with the other fields in protobuf text format.
v1::Entry EntryOn(std::string_view iso_day, std::string_view fields);

// Versions and positions count from 1; event ids and leaf hashes are made from the version.
class HistoryBuilder {
 public:
  // Who types what is added from now on; at first the SENCO "Ash Senco".
  HistoryBuilder& TypedBy(const v1::Actor& actor);

  // Recorded at 16:00 UTC of that day, or at that instant; never earlier than the event before.
  HistoryBuilder& Add(std::string_view recorded_iso_day, const v1::Entry& entry);
  HistoryBuilder& AddAt(int64_t recorded_at_us, const v1::Entry& entry);
  // What occurred on that day and was recorded on it, as EntryOn takes it.
  HistoryBuilder& Add(std::string_view iso_day, std::string_view fields);
  // An event whose content was removed.
  HistoryBuilder& AddErased(std::string_view recorded_iso_day);
  HistoryBuilder& AddErasedAt(int64_t recorded_at_us);
  // The removal itself: of the event with that version, or of the whole record. Does not take the
  // content away.
  HistoryBuilder& AddRemoval(std::string_view recorded_iso_day, v1::ErasureAuthority authority,
                             std::optional<Version> of = {});

  const std::vector<EventPtr>& events() const { return events_; }

 private:
  RecordedEvent NextAt(int64_t recorded_at_us) const;

  v1::Actor actor_ = DefaultActor();
  std::vector<EventPtr> events_;

  static v1::Actor DefaultActor();
};

}  // namespace cairn
