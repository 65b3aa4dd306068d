// RecordReader: the read path, and the one way to a record for whoever shows it. Load, guard, note
// who reads (read_journal.h), leave out what the caller may not see; then, for a view of another
// day or time, fold again. Thread-safe.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

#include "cairn/v1/codes.pb.h"
#include "cairn/v1/time.pb.h"
#include "google/protobuf/timestamp.pb.h"

#include "projections/record/record.h"
#include "services/access/guard.h"
#include "services/read_journal/read_journal.h"
#include "services/records/record_cache.h"

namespace cairn {

// What one caller sees of one record.
struct VisibleRecord {
  AuthorisedCall call;
  // Only visible events, everything known, of no particular day; withheld links without contact
  // (VisibleEvents::for_views), so it is for views alone. Shared with the cache when nothing is
  // withheld.
  RecordPtr record;
  // The record with every event: for ids and versions only.
  RecordPtr whole;
  // The record of the setting in which this one was opened, everything known; null if there is none
  // or it cannot be read. Only for kReadRecord. Views show what it says of staff and support, to
  // parents too: so it is of its ordinary entries alone, and the same for every caller.
  RecordPtr setting;
  // The version of that record as a whole, 0 if there is none. Nothing if it cannot be read: then
  // what was computed without it must not be kept.
  std::optional<Version> setting_version = 0;
  // Whether anything is left out. Never how much.
  bool withheld = false;
  // The visible versions, ascending; empty when nothing is withheld.
  std::vector<Version> visible_versions;

  bool Shows(Version version) const;
};

class RecordReader {
 public:
  // All must outlive the reader.
  RecordReader(RecordCache& records, const Guard& guard, ReadJournal& reads)
      : records_(records), guard_(guard), reads_(reads) {}

  // INVALID_REQUEST for an id that is not 16 bytes. RECORD_NOT_FOUND for a record that does not
  // exist or that the caller may not see: the two cannot be told apart. RECORD_ERASED as the guard
  // says. READS_NOT_NOTED when it cannot be noted that a child's record is read; the record of a
  // setting is read without a note.
  absl::StatusOr<VisibleRecord> Read(const Caller& caller, Action action,
                                     std::string_view record_id) const;
  // The same for the audit trail (kReadRecord) and for who has read the record (kReadReads), also
  // of an erased record, for those who answer for that.
  absl::StatusOr<VisibleRecord> ReadTrail(const Caller& caller, Action action,
                                          std::string_view record_id) const;

 private:
  absl::StatusOr<RecordPtr> Load(const Caller& caller, Action action,
                                 std::string_view record_id) const;
  // What the caller of `call` sees of `whole`, once it is noted that they do.
  absl::StatusOr<VisibleRecord> Show(AuthorisedCall call, const RecordPtr& whole) const;

  RecordCache& records_;
  const Guard& guard_;
  ReadJournal& reads_;
};

// The two times of a query: on which day, and as it was known when.
struct TimesAsked {
  KnownAt known_at;
  AsOf as_of;  // always a day
};
// `as_of` and `known_at` may be null.
absl::StatusOr<TimesAsked> ToTimes(const v1::Date* as_of,
                                   const google::protobuf::Timestamp* known_at, CivilDate today);
// Those that `as_of` and `as_known_at` of `request` name: otherwise `today`, and all that is known.
// INVALID_REQUEST for a date that does not exist.
template <typename Request>
absl::StatusOr<TimesAsked> TimesOf(const Request& request, CivilDate today) {
  return ToTimes(request.has_as_of() ? &request.as_of() : nullptr,
                 request.has_as_known_at() ? &request.as_known_at() : nullptr, today);
}

// What the caller sees at those times.
Record FoldedAt(const VisibleRecord& visible, const TimesAsked& at);
// The setting at those times; null if there is none. Folds only if anything of it is of a later day
// or time.
RecordPtr SettingAt(const VisibleRecord& visible, const TimesAsked& at);
RecordPtr SettingAt(const RecordPtr& setting, const TimesAsked& at);

// The record of a setting by what is for everybody who reads about a child there: VisibleRecord's
// `setting`. Null for null.
RecordPtr OrdinaryPartOf(const RecordPtr& whole);

}  // namespace cairn
