#include "services/feed/feed_reader.h"

#include <memory>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "projections/audit_trail.h"
#include "projections/record/position_and_time.h"
#include "projections/record/removal.h"
#include "services/feed/feed_places.h"

namespace cairn {
namespace {

// Leaves of a page beyond its events, so that a filter does not end it early. More would be scanned
// again by the next page.
constexpr size_t kSpareLeaves = 64;
// What may be kept of judgements, of all followers together: for one of them those of 6 million
// events in 30,000 records, and as much again for others. What does not fit is judged again.
constexpr size_t kSightBytesMax = size_t{32} << 20;

}  // namespace

// One page while it is filled.
class FeedReader::Filling {
 public:
  Filling(const FeedReader& reader, const Caller& caller, const FeedFilter& filter,
          const FeedPageLimits& limits, const FeedCopy& copy, FeedPage& page)
      : reader_(reader),
        caller_(caller),
        filter_(filter),
        limits_(limits),
        copy_(copy),
        page_(page),
        today_(DayOfMicros(reader.clock_.NowMicros())),
        generation_(reader.log_.Head().generation) {}

  // Adds what is at the place; false when the page is full with it.
  absl::StatusOr<bool> Add(const FeedPlace& place) {
    CAIRN_ASSIGN_OR_RETURN(Known* const known, Load(place.record));
    const Record& record = *known->record;
    if (record.version() < place.version) {
      return Refusal(v1::ERROR_REASON_DATA_DAMAGED,
                     absl::StrFormat("The record of position %d ends before it.", place.position));
    }
    ++looked_at_;
    if (!filter_.Wants(record)) return HasRoom();
    const EventPtr& event = record.events[place.version - 1];
    const v1::EventState state = known->sight->StateOf(place.version);
    if (state != v1::EVENT_STATE_WITHHELD && filter_.Wants(*event)) {
      known->told = true;
      Tell(record, event, state);
    }
    const SightChange change =
        ChangeOfSight(reader_.guard_, caller_, record, *known->sight, *event);
    looked_at_ += change.looked_at;
    if (change.changed && MayHaveSome(record, place.position)) {
      TellOfChange(record, *known->sight, place.position);
      // The events behind it are judged when they are sent, which a slow reader may put off.
      return false;
    }
    return HasRoom();
  }

  // The children of whom an event is told, each once.
  std::vector<RecordId> TellsOf() const {
    std::vector<RecordId> children;
    for (const auto& [id, known] : known_) {
      const bool is_child = SubjectOf(known.record->people) != v1::SUBJECT_KIND_SETTING;
      if (known.told && is_child) children.push_back(id);
    }
    return children;
  }

 private:
  struct Known {
    RecordPtr record;
    SightPtr sight;
    bool told = false;  // of an event of it
  };

  // Whether the follower may have been sent something of a record that is gone since `position`. Of
  // one that is not gone, what may be seen of it has been judged.
  bool MayHaveSome(const Record& record, Position position) const {
    return !IsErased(record) || record.events.front()->position <= copy_.after ||
           position > copy_.judged_from;
  }

  bool HasRoom() const {
    return page_.events < limits_.events && bytes_ < limits_.bytes &&
           looked_at_ < limits_.looked_at;
  }

  absl::StatusOr<Known*> Load(const RecordId& id) {
    const auto found = known_.find(id);
    if (found != known_.end()) return &found->second;
    const bool kept = reader_.records_.Keeps(id);
    CAIRN_ASSIGN_OR_RETURN(RecordPtr record, reader_.records_.Load(id));
    SightPtr sight = reader_.sights_.Find(caller_, *record, today_);
    if (!kept || !sight) looked_at_ += record->events.size();
    if (!sight) sight = reader_.sights_.Judge(reader_.guard_, caller_, *record, today_);
    return &known_.emplace(id, Known{std::move(record), std::move(sight)}).first->second;
  }

  void Tell(const Record& record, const EventPtr& event, v1::EventState state) {
    v1::Event told = EventOf(record, event, state, generation_);
    bytes_ += told.ByteSizeLong();
    ++page_.events;
    page_.items.emplace_back(std::move(told));
  }

  void TellOfChange(const Record& record, const Sight& sight, Position position) {
    v1::FeedAccessChanged change;
    change.set_record_id(record.id.ToBytes());
    change.set_visible(sight.visible);
    *change.mutable_position() = ToPosition(generation_, position);
    page_.items.emplace_back(std::move(change));
  }

  const FeedReader& reader_;
  const Caller& caller_;
  const FeedFilter& filter_;
  const FeedPageLimits& limits_;
  const FeedCopy& copy_;
  FeedPage& page_;
  const CivilDate today_;
  const uint32_t generation_;
  size_t bytes_ = 0;
  size_t looked_at_ = 0;
  absl::flat_hash_map<RecordId, Known> known_;
};

FeedReader::FeedReader(const EventLog& log, RecordCache& records, const Guard& guard,
                       ReadJournal& reads, Clock& clock)
    : log_(log),
      records_(records),
      guard_(guard),
      reads_(reads),
      clock_(clock),
      sights_(kSightBytesMax) {}

absl::StatusOr<FeedPage> FeedReader::Read(const Caller& caller, const FeedFilter& filter,
                                          Position after, const FeedPageLimits& limits,
                                          std::optional<FeedCopy> copy) const {
  FeedPage page{.scanned = after, .head = log_.Head().position};
  if (limits.events == 0) return page;
  CAIRN_ASSIGN_OR_RETURN(const FeedPlaces next, PlacesAfter(log_, records_, filter.records, after,
                                                            limits.events + kSpareLeaves));
  page.scanned = next.scanned;
  page.head = next.head;
  // Every record is loaded from here on, as of this head or later.
  const FeedCopy had = copy.value_or(FeedCopy{after, page.head});
  Filling filling(*this, caller, filter, limits, had, page);
  for (const FeedPlace& place : next.places) {
    CAIRN_ASSIGN_OR_RETURN(const bool goes_on, filling.Add(place));
    if (goes_on) continue;
    page.scanned = place.position;
    break;
  }
  CAIRN_RETURN_IF_ERROR(reads_.Note(caller, v1::READ_PURPOSE_FEED, filling.TellsOf()));
  return page;
}

}  // namespace cairn
