// A client of a Cairn server: every call of the contract as a function that returns a value or a
// status. Thread-safe: one Client serves many threads over one connection.
//
// Every call carries a deadline and the caller's bearer token. Calls that may be repeated without
// harm (all reads; appends, because their request id makes them repeatable) are repeated on
// UNAVAILABLE with exponential back-off and jitter, within the deadline. ABORTED is never repeated.
//
// A refusal keeps the server's code and sentence; refusal.h gives its reason, metadata and faults.
//   kUnavailable       the server cannot be reached or is not serving
//   kDeadlineExceeded  no answer in time; an append may have landed: repeat it with its request id
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/admin_service.pb.h"
#include "cairn/v1/cohort_service.pb.h"
#include "cairn/v1/evidence_service.pb.h"
#include "cairn/v1/feed_service.pb.h"
#include "cairn/v1/record_service.pb.h"
#include "cairn/v1/timeline_service.pb.h"

#include "clients/cpp/entry_stream.h"
#include "clients/cpp/feed.h"
#include "clients/cpp/retry.h"

namespace grpc {
class ChannelInterface;
}

namespace cairn::client {

// Returns the bearer token to send now. Called before every attempt, from any thread, so that an
// expiring token can be renewed.
using TokenProvider = std::function<absl::StatusOr<std::string>()>;

struct ClientOptions {
  // HOST:PORT.
  std::string target;
  // Certificates (PEM) that the server's must descend from. Empty means no encryption, which is
  // refused for any target that is not this machine: tokens and children's data would be readable.
  std::string tls_root_pem;
  // Empty sends no token.
  TokenProvider token;
  // Whole time of a call, attempts and waits included. The server refuses more than 30 s.
  Milliseconds deadline{10'000};
  // Of one call that runs a server and takes long; such calls are continued. At most 10 minutes.
  Milliseconds stream_deadline{600'000};
  RetryPolicy retry;
};

// Takes one part of an exported file; an error stops the export.
using ExportSink = std::function<absl::Status(const v1::ExportRecordResponse&)>;

// What calls that run a server tell while they go on; an error stops the call.
using TaskSink = std::function<void(const v1::TaskProgress&)>;
using ScrubSink = std::function<absl::Status(const v1::ScrubResponse&)>;
using TailSink = std::function<absl::Status(const v1::TailLogResponse&)>;
using WatchSink = std::function<absl::Status(const v1::WatchTimelineResponse&)>;
using ReturnSink = std::function<absl::Status(const v1::ExportReturnResponse&)>;
using RebuildSink = std::function<absl::Status(const v1::RebuildViewsResponse&)>;
using TileSink = std::function<absl::Status(const v1::ExportTilesResponse&)>;

class Client {
 public:
  // Connects when the first call is made.
  //   kInvalidArgument  the target is empty, or neither this machine nor under TLS
  static absl::StatusOr<std::unique_ptr<Client>> Create(ClientOptions options);
  // Over a channel that is there already; target and TLS of `options` are not looked at.
  Client(const std::shared_ptr<grpc::ChannelInterface>& channel, ClientOptions options);
  ~Client();

  // Appends. An empty `request_id` is drawn here, once for all attempts.
  absl::StatusOr<v1::AppendEntriesResponse> AppendEntries(v1::AppendEntriesRequest request);
  // Appends in bulk; see entry_stream.h.
  std::unique_ptr<EntryStream> OpenEntryStream(EntryStreamOptions options, OnStreamReply on_reply);
  absl::StatusOr<v1::GetAppendOutcomeResponse> GetAppendOutcome(
      const v1::GetAppendOutcomeRequest& request);

  absl::StatusOr<v1::GetRecordResponse> GetRecord(const v1::GetRecordRequest& request);
  absl::StatusOr<v1::ResolveRecordsResponse> ResolveRecords(
      const v1::ResolveRecordsRequest& request);
  absl::StatusOr<v1::GetPlanResponse> GetPlan(const v1::GetPlanRequest& request);
  absl::StatusOr<v1::ComparePlansResponse> ComparePlans(const v1::ComparePlansRequest& request);
  absl::StatusOr<v1::GetDutiesResponse> GetDuties(const v1::GetDutiesRequest& request);
  absl::StatusOr<v1::ListEventsResponse> ListEvents(const v1::ListEventsRequest& request);
  absl::StatusOr<v1::ListReadsResponse> ListReads(const v1::ListReadsRequest& request);
  absl::StatusOr<v1::GetTimelineResponse> GetTimeline(const v1::GetTimelineRequest& request);
  // The same from the first page to the last in one message without a page token.
  absl::StatusOr<v1::GetTimelineResponse> GetWholeTimeline(v1::GetTimelineRequest request);
  // What changes in a timeline after `request.after`, each change once, until the sink stops it,
  // whose error is then the result, or for good: RECORD_NOT_FOUND once it may no longer be seen.
  absl::Status WatchTimeline(const v1::WatchTimelineRequest& request, const WatchSink& sink);

  // Many children, page by page.
  absl::StatusOr<v1::ListRegisterResponse> ListRegister(const v1::ListRegisterRequest& request);
  absl::StatusOr<v1::ListDutiesResponse> ListDuties(const v1::ListDutiesRequest& request);
  absl::StatusOr<v1::GetProvisionMapResponse> GetProvisionMap(
      const v1::GetProvisionMapRequest& request);
  absl::StatusOr<v1::GetImpactResponse> GetImpact(const v1::GetImpactRequest& request);
  absl::StatusOr<v1::ListAcknowledgementsResponse> ListAcknowledgements(
      const v1::ListAcknowledgementsRequest& request);
  // The parts of a return reach `sink` in order. Repeated only as long as no part has reached it.
  // Returns the sink's error if it stops.
  absl::Status ExportReturn(const v1::ExportReturnRequest& request, const ReturnSink& sink);

  absl::StatusOr<v1::GetProofResponse> GetProof(const v1::GetProofRequest& request);
  absl::StatusOr<v1::GetCheckpointResponse> GetCheckpoint(const v1::GetCheckpointRequest& request);
  absl::StatusOr<v1::GetConsistencyProofResponse> GetConsistencyProof(
      const v1::GetConsistencyProofRequest& request);
  // Exports a record; parts reach `sink` in order. An empty `request_id` is drawn here. Repeated
  // only as long as no part has reached the sink. Returns the sink's error if it stops.
  absl::Status ExportRecord(v1::ExportRecordRequest request, const ExportSink& sink);

  // Follows the feed (feed.h) and hands over what happens, until the sink stops it, whose error is
  // then the result, or for good. A call that ends by its deadline or its connection is made again
  // after the last batch that was dealt with, as RetryPolicy says, and anew once anything was
  // heard.
  absl::Status FollowFeed(FeedOptions options, const FeedSink& sink);
  // The same by the page.
  absl::StatusOr<v1::ListEventsAfterResponse> ListEventsAfter(
      const v1::ListEventsAfterRequest& request);

  absl::StatusOr<v1::GetStatusResponse> GetStatus(const v1::GetStatusRequest& request);
  // An empty `request_id` is drawn here, once for all attempts.
  absl::StatusOr<v1::EraseRecordResponse> EraseRecord(v1::EraseRecordRequest request);
  // These go on where they were when a call ends before the work does. An empty `request_id` is
  // drawn here. They return when there is a report; Scrub also when the sink stops it.
  absl::StatusOr<v1::BackupReport> Backup(v1::BackupRequest request, const TaskSink& sink);
  absl::StatusOr<v1::RotateKeysReport> RotateKeys(v1::RotateKeysRequest request,
                                                  const TaskSink& sink);
  absl::StatusOr<v1::ScrubReport> Scrub(const v1::ScrubRequest& request, const ScrubSink& sink);
  // Not repeated: the server goes on by itself when the call is cut, and would begin anew.
  absl::Status RebuildViews(const v1::RebuildViewsRequest& request, const RebuildSink& sink);
  // The leaves after `request.after`, each once: to the end of the log, or with `follow` until the
  // sink stops it.
  absl::Status TailLog(const v1::TailLogRequest& request, const TailSink& sink);
  // The files of the tree; not repeated, since the sink cannot take them back.
  absl::Status ExportTiles(const TileSink& sink);

 private:
  std::shared_ptr<struct Wire> wire_;
};

// 16 bytes from the system's source of randomness.
std::string DrawRequestId();

// Whether `target` (HOST:PORT) names this machine, so that nothing leaves it in the clear.
bool IsLoopback(std::string_view target);

}  // namespace cairn::client
