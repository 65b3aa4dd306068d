#include "services/feed/subscription.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "projections/record/position_and_time.h"

namespace cairn {

// Whoever is near the head costs the thread of those who are no record that is read as a whole.
static_assert(Subscription::kFellBehindLeaves <= limits::kFollowLeavesMax);

Subscription::Subscription(const FeedReader& reader, const EventLog& log, Clock& clock,
                           CallerPtr caller, FeedFilter filter, Position after)
    : reader_(reader),
      log_(log),
      clock_(clock),
      caller_(std::move(caller)),
      filter_(std::move(filter)),
      copy_{after, log.Head().position},
      cursor_(after),
      head_(std::max(after, copy_.judged_from)),
      checkpoint_(after),
      checkpoint_us_(clock.MonotonicMicros()),
      said_us_(checkpoint_us_) {}

absl::Status Subscription::AddCredit(uint64_t events) {
  if (events > kCreditMax || credit_ + events > kCreditMax) {
    return InvalidRequest(
        {ShapeFault("credit.events", "OUT_OF_RANGE",
                    absl::StrFormat("At most %d events may be left to send.", kCreditMax))});
  }
  credit_ += events;
  return absl::OkStatus();
}

absl::StatusOr<std::optional<v1::SubscribeResponse>> Subscription::Next() {
  const int64_t now_us = clock_.MonotonicMicros();
  CAIRN_ASSIGN_OR_RETURN(std::optional<v1::SubscribeResponse> next, Choose(now_us));
  if (next) said_us_ = now_us;
  return next;
}

absl::StatusOr<std::optional<v1::SubscribeResponse>> Subscription::Choose(int64_t now_us) {
  if (!started_) {
    started_ = true;
    return Started();
  }
  if (outbox_.empty() && credit_ > 0) CAIRN_RETURN_IF_ERROR(ReadOn());
  if (!outbox_.empty()) {
    std::optional<v1::SubscribeResponse> next = std::move(outbox_.front());
    outbox_.pop_front();
    return next;
  }
  if (now_us - said_us_ >= kHeartbeatMicros) return Heartbeat();
  return std::nullopt;
}

absl::Status Subscription::ReadOn() {
  CAIRN_ASSIGN_OR_RETURN(FeedPage page,
                         reader_.Read(*caller_, filter_, cursor_,
                                      {.events = std::min<uint64_t>(credit_, kEventsPerMessageMax),
                                       .bytes = kBytesPerMessageMax},
                                      copy_));
  cursor_ = page.scanned;
  // The page says how far the log goes; the head that is asked for elsewhere may be another one.
  head_ = page.head;
  credit_ -= page.events;
  const bool said = !page.items.empty();
  Add(page);
  const bool due = cursor_ - checkpoint_ >= kLeavesPerCheckpoint ||
                   clock_.MonotonicMicros() - checkpoint_us_ >= kCheckpointMicros;
  if (cursor_ == head_ && !live_) {
    AddCaughtUp();
  } else if (cursor_ > checkpoint_ && (said || due)) {
    AddCheckpoint();
  }
  if (live_ && !is_near_head()) AddFellBehind();
  return absl::OkStatus();
}

void Subscription::Add(FeedPage& page) {
  for (FeedItem& item : page.items) {
    if (auto* change = std::get_if<v1::FeedAccessChanged>(&item)) {
      *outbox_.emplace_back().mutable_access_changed() = std::move(*change);
      continue;
    }
    if (outbox_.empty() || !outbox_.back().has_events()) outbox_.emplace_back();
    *outbox_.back().mutable_events()->add_events() = std::move(std::get<v1::Event>(item));
  }
}

void Subscription::AddCheckpoint() {
  checkpoint_ = cursor_;
  checkpoint_us_ = clock_.MonotonicMicros();
  *outbox_.emplace_back().mutable_checkpoint()->mutable_position() = At(cursor_);
}

void Subscription::AddCaughtUp() {
  live_ = true;
  checkpoint_ = cursor_;
  checkpoint_us_ = clock_.MonotonicMicros();
  v1::FeedCaughtUp& caught_up = *outbox_.emplace_back().mutable_caught_up();
  *caught_up.mutable_position() = At(cursor_);
  *caught_up.mutable_time() = ToTimestamp(clock_.NowMicros());
}

void Subscription::AddFellBehind() {
  live_ = false;
  v1::FeedFellBehind& fell_behind = *outbox_.emplace_back().mutable_fell_behind();
  *fell_behind.mutable_position() = At(cursor_);
  *fell_behind.mutable_head() = At(head_);
  *fell_behind.mutable_time() = ToTimestamp(clock_.NowMicros());
}

v1::SubscribeResponse Subscription::Started() const {
  v1::SubscribeResponse response;
  *response.mutable_started()->mutable_after() = At(cursor_);
  *response.mutable_started()->mutable_head() = At(log_.Head().position);
  return response;
}

v1::SubscribeResponse Subscription::Heartbeat() const {
  v1::SubscribeResponse response;
  *response.mutable_heartbeat()->mutable_head() = At(log_.Head().position);
  *response.mutable_heartbeat()->mutable_time() = ToTimestamp(clock_.NowMicros());
  return response;
}

v1::Position Subscription::At(Position position) const {
  return ToPosition(log_.Head().generation, position);
}

}  // namespace cairn
