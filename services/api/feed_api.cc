#include "services/api/feed_api.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "projections/record/position_and_time.h"
#include "services/administration/background_task.h"
#include "services/api/feed_stream.h"
#include "services/api/page_token.h"
#include "services/api/refused_stream.h"
#include "services/api/stream_seat.h"

namespace cairn {
namespace {

using Refused = RefusedStream<v1::SubscribeRequest, v1::SubscribeResponse>;

// A filter that nothing passes is answered after a while, with a checkpoint that has moved.
constexpr int64_t kScanMicros = 1'000'000;
// A page of ListEventsAfter stays below the largest reply, also with one large event at its end.
constexpr size_t kBytesPerPageMax = size_t{2} << 20;
// The contract's; and calls of ListEventsAfter that wait: each holds a thread of the server.
constexpr int32_t kWaitMaxMs = 20'000;
constexpr int kWaitingMax = 16;
// Each costs a cursor, a connection and its share of the threads of feed_pumps.h.
constexpr size_t kSubscriptionsMax = 64;

absl::Status CheckWait(int32_t wait_ms) {
  if (wait_ms >= 0 && wait_ms <= kWaitMaxMs) return absl::OkStatus();
  return InvalidRequest({ShapeFault("wait_ms", "OUT_OF_RANGE",
                                    absl::StrFormat("A call waits 0 to %d ms.", kWaitMaxMs))});
}

void Fill(FeedPage page, uint32_t generation, v1::ListEventsAfterResponse& response) {
  for (FeedItem& item : page.items) {
    if (auto* event = std::get_if<v1::Event>(&item)) {
      *response.add_events() = std::move(*event);
    } else {
      *response.add_access_changes() = std::get<v1::FeedAccessChanged>(std::move(item));
    }
  }
  *response.mutable_checkpoint() = ToPosition(generation, page.scanned);
  *response.mutable_head() = ToPosition(generation, page.head);
}

}  // namespace

FeedApi::FeedApi(const Rpc& rpc, const Guard& guard, const EventLog& log, RecordCache& records,
                 ReadJournal& reads, Clock& clock)
    : rpc_(rpc),
      guard_(guard),
      log_(log),
      clock_(clock),
      reader_(log, records, guard, reads, clock),
      pumps_(log, kSubscriptionsMax) {}

void FeedApi::Stop() {
  stopping_ = true;
  pumps_.Stop();
}

absl::StatusOr<std::unique_ptr<Subscription>> FeedApi::Begin(
    const CallerPtr& caller, const v1::SubscribeStart& start) const {
  CAIRN_ASSIGN_OR_RETURN(FeedFilter filter, ToFeedFilter(start.filter()));
  Position after = 0;
  if (start.has_after()) {
    CAIRN_RETURN_IF_ERROR(rpc_.CheckReached(start.after()));
    after = start.after().value();
  } else if (start.has_now()) {
    if (!start.now()) {
      return InvalidRequest({ShapeFault("start.now", "MUST_BE_TRUE", "Leave it out instead.")});
    }
    after = log_.Head().position;
  }
  return std::make_unique<Subscription>(reader_, log_, clock_, caller, std::move(filter), after);
}

grpc::ServerBidiReactor<v1::SubscribeRequest, v1::SubscribeResponse>* FeedApi::Subscribe(
    grpc::CallbackServerContext* context) {
  const Rpc::Opened call = rpc_.Open(*context, limits::kStreamDeadlineMaxMs);
  if (!call.caller.ok()) return new Refused(call.end(call.caller.status()));
  const CallerPtr& caller = *call.caller;
  const absl::Status allowed = guard_.Authorise(*caller, Action::kFollow).status();
  if (!allowed.ok()) return new Refused(call.end(allowed));
  FeedStream* stream = FeedStream::Open(
      pumps_, [this, caller](const v1::SubscribeStart& start) { return Begin(caller, start); },
      call.end);
  if (stream != nullptr) return stream;
  return new Refused(call.end(stopping_ ? Stopping() : TooManyStreams(kSubscriptionsMax)));
}

absl::StatusOr<FeedPage> FeedApi::ReadOrWait(const grpc::ServerContext& context,
                                             const Caller& caller, const FeedFilter& filter,
                                             Position after, size_t events, int64_t wait_ms) {
  const int64_t begun_us = clock_.MonotonicMicros();
  const int64_t until_us = begun_us + wait_ms * 1000;
  std::optional<StreamSeat> seat;
  for (Position cursor = after;;) {
    CAIRN_ASSIGN_OR_RETURN(
        FeedPage page,
        reader_.Read(caller, filter, cursor, {.events = events, .bytes = kBytesPerPageMax}));
    cursor = page.scanned;
    if (!page.items.empty()) return page;
    const int64_t now_us = clock_.MonotonicMicros();
    if (cursor < page.head) {
      if (now_us - begun_us >= kScanMicros) return page;
      continue;
    }
    const int64_t left_ms = (until_us - now_us) / 1000;
    if (left_ms <= 0 || context.IsCancelled()) return page;
    if (!seat) seat.emplace(waiting_, kWaitingMax);
    if (!seat->free()) return page;
    if (stopping_) return Stopping();
    log_.WaitFor(cursor + 1, std::min(left_ms, kLookUpMs));
  }
}

absl::Status FeedApi::List(const grpc::ServerContext& context, const Caller& caller,
                           const v1::ListEventsAfterRequest& request,
                           v1::ListEventsAfterResponse& response) {
  CAIRN_RETURN_IF_ERROR(guard_.Authorise(caller, Action::kFollow).status());
  CAIRN_ASSIGN_OR_RETURN(const FeedFilter filter, ToFeedFilter(request.filter()));
  CAIRN_ASSIGN_OR_RETURN(const int size, PageSize(request.page_size()));
  CAIRN_RETURN_IF_ERROR(CheckWait(request.wait_ms()));
  if (request.has_after()) CAIRN_RETURN_IF_ERROR(rpc_.CheckReached(request.after()));
  CAIRN_ASSIGN_OR_RETURN(FeedPage page, ReadOrWait(context, caller, filter, request.after().value(),
                                                   static_cast<size_t>(size), request.wait_ms()));
  Fill(std::move(page), log_.Head().generation, response);
  return absl::OkStatus();
}

grpc::Status FeedApi::ListEventsAfter(grpc::ServerContext* context,
                                      const v1::ListEventsAfterRequest* request,
                                      v1::ListEventsAfterResponse* response) {
  return rpc_.Run(
      *context, [&](const Caller& caller) { return List(*context, caller, *request, *response); });
}

}  // namespace cairn
