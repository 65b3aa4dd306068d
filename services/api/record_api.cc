#include "services/api/record_api.h"

#include <optional>
#include <string>
#include <utility>

#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "projections/audit_trail.h"
#include "projections/record_head.h"
#include "services/api/bulk_stream.h"
#include "services/api/page_token.h"
#include "services/api/refused_stream.h"

namespace cairn {
namespace {

absl::StatusOr<RequestId> ToRequestId(std::string_view bytes) {
  const std::optional<RequestId> id = RequestId::FromBytes(bytes);
  if (id) return *id;
  return InvalidRequest({ShapeFault("request_id", "WRONG_LENGTH", "A request id is 16 bytes.")});
}

// The page [first, last) of `count` versions, oldest or newest first, as indexes from the start.
struct Page {
  uint64_t first;
  uint64_t last;
  bool more;
};

Page PageOf(uint64_t next, int size, uint64_t count) {
  const uint64_t first = std::min<uint64_t>(next, count);
  const uint64_t last = std::min<uint64_t>(first + static_cast<uint64_t>(size), count);
  return {first, last, last < count};
}

}  // namespace

absl::Status RecordApi::Reply(const v1::AppendEntriesRequest& request, const absl::Status& status,
                              v1::AppendEntriesResponse& response) {
  return status.ok() && request.want_proof() ? proofs_.Attach(response) : status;
}

grpc::ServerUnaryReactor* RecordApi::AppendEntries(grpc::CallbackServerContext* context,
                                                   const v1::AppendEntriesRequest* request,
                                                   v1::AppendEntriesResponse* response) {
  return rpc_.Start(*context, [&](const CallerPtr& caller, const auto& done) {
    recorder_.Append(caller, *request, *response, /*bulk=*/false,
                     [this, request, response, done](const absl::Status& status) {
                       done(Reply(*request, status, *response));
                     });
  });
}

grpc::ServerBidiReactor<v1::StreamEntriesRequest, v1::StreamEntriesResponse>*
RecordApi::StreamEntries(grpc::CallbackServerContext* context) {
  const Rpc::Opened call = rpc_.Open(*context, limits::kStreamDeadlineMaxMs);
  if (!call.caller.ok()) {
    return new RefusedStream<v1::StreamEntriesRequest, v1::StreamEntriesResponse>(
        call.end(call.caller.status()));
  }
  const auto work = [this, caller = *call.caller](const v1::AppendEntriesRequest& request,
                                                  v1::StreamEntriesResponse& response,
                                                  BulkStream::Answer answer) {
    recorder_.Append(
        caller, request, *response.mutable_appended(), /*bulk=*/true,
        [this, &request, &response, answer = std::move(answer)](const absl::Status& recorded) {
          const absl::Status status = Reply(request, recorded, *response.mutable_appended());
          if (!status.ok()) *response.mutable_refused() = ToErrorStatus(status);
          answer();
        });
  };
  return new BulkStream(turns_, work, [end = call.end] { return end(absl::OkStatus()); });
}

grpc::Status RecordApi::GetAppendOutcome(grpc::ServerContext* context,
                                         const v1::GetAppendOutcomeRequest* request,
                                         v1::GetAppendOutcomeResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_ASSIGN_OR_RETURN(const RequestId id, ToRequestId(request->request_id()));
    CAIRN_ASSIGN_OR_RETURN(*response, recorder_.OutcomeOf(caller, id));
    return absl::OkStatus();
  });
}

grpc::Status RecordApi::GetRecord(grpc::ServerContext* context, const v1::GetRecordRequest* request,
                                  v1::GetRecordResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_RETURN_IF_ERROR(rpc_.CheckPosition(*request));
    CAIRN_ASSIGN_OR_RETURN(const VisibleRecord visible,
                           reader_.Read(caller, Action::kReadHead, request->record_id()));
    *response->mutable_record() = RecordHeadView(*visible.record, DayOfMicros(clock_.NowMicros()));
    response->mutable_record()->set_version(visible.whole->version());
    *response->mutable_position() = rpc_.Head();
    return absl::OkStatus();
  });
}

grpc::Status RecordApi::ResolveRecords(grpc::ServerContext* context,
                                       const v1::ResolveRecordsRequest* request,
                                       v1::ResolveRecordsResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_ASSIGN_OR_RETURN(*response, resolver_.Resolve(caller, *request));
    return absl::OkStatus();
  });
}

grpc::Status RecordApi::ListEvents(grpc::ServerContext* context,
                                   const v1::ListEventsRequest* request,
                                   v1::ListEventsResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_RETURN_IF_ERROR(rpc_.CheckPosition(*request));
    CAIRN_ASSIGN_OR_RETURN(const int size, PageSize(request->page_size()));
    const std::string query = request->record_id() + (request->newest_first() ? "-" : "+");
    CAIRN_ASSIGN_OR_RETURN(const uint64_t next, DecodePageToken(request->page_token(), query));
    CAIRN_ASSIGN_OR_RETURN(const VisibleRecord visible,
                           reader_.ReadTrail(caller, Action::kReadRecord, request->record_id()));

    const v1::Position head = rpc_.Head();
    const std::vector<v1::EventState> states = StatesOf(visible.whole->events);
    const uint64_t count = states.size();
    const Page page = PageOf(next, size, count);
    for (uint64_t i = page.first; i < page.last; ++i) {
      const Version version = request->newest_first() ? count - i : i + 1;
      *response->add_events() =
          EventOf(*visible.whole, visible.whole->events[version - 1],
                  visible.Shows(version) ? states[version - 1] : v1::EVENT_STATE_WITHHELD,
                  head.generation());
    }
    if (page.more) response->set_next_page_token(EncodePageToken(page.last, query));
    *response->mutable_position() = head;
    return absl::OkStatus();
  });
}

}  // namespace cairn
