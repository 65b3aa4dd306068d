#include "clients/cpp/client.h"

#include <random>
#include <utility>

#include "clients/cpp/status_macros.h"
#include "clients/cpp/stream_calls.h"
#include "clients/cpp/wire.h"

namespace cairn::client {
namespace {

// Replies of the server are at most 4 MiB; the rest is room for headers.
constexpr int kReplyBytesMax = 5 << 20;
// gRPC's own pause after a failed connection; ours must not be shorter, or retries meet no attempt.
constexpr int kReconnectFirstMs = 100;
constexpr int kReconnectLongestMs = 2'000;
constexpr int kTimelinePageSize = 500;

std::shared_ptr<grpc::Channel> Connect(const ClientOptions& options) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kReplyBytesMax);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kReconnectFirstMs);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kReconnectFirstMs);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kReconnectLongestMs);
  // A proxy named by the environment must never come between this machine and itself.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, IsLoopback(options.target) ? 0 : 1);
  grpc::SslCredentialsOptions tls;
  tls.pem_root_certs = options.tls_root_pem;
  return grpc::CreateCustomChannel(
      options.target,
      options.tls_root_pem.empty() ? grpc::InsecureChannelCredentials() : grpc::SslCredentials(tls),
      arguments);
}

Deadline DeadlineOf(const ClientOptions& options) {
  return std::chrono::system_clock::now() + options.deadline;
}

template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Call(const Wire& wire, Stub& stub,
                              grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                           Response*),
                              const Request& request) {
  const Deadline deadline = DeadlineOf(wire.options);
  Response response;
  const auto attempt = [&]() -> absl::Status {
    grpc::ClientContext context;
    CLIENT_RETURN_IF_ERROR(wire.Prepare(deadline, context));
    response.Clear();
    return StatusFrom((stub.*method)(&context, request, &response));
  };
  CLIENT_RETURN_IF_ERROR(RunWithRetries(wire.options.retry, deadline, attempt));
  return response;
}

template <typename Stub, typename Request, typename Response, typename Sink>
absl::Status ReadOnce(const Wire& wire, Deadline deadline, Stub& stub,
                      Open<Stub, Request, Response> open, const Request& request,
                      const Sink& sink) {
  grpc::ClientContext context;
  CLIENT_RETURN_IF_ERROR(wire.Prepare(deadline, context));
  const auto reader = (stub.*open)(&context, request);
  Response part;
  absl::Status taken;
  while (taken.ok() && reader->Read(&part)) taken = sink(part);
  if (!taken.ok()) context.TryCancel();
  const grpc::Status ended = reader->Finish();
  return taken.ok() ? StatusFrom(ended) : taken;
}

// The parts of a reply within one deadline. A failure after the first part is final: the sink
// cannot take it back.
template <typename Stub, typename Request, typename Response, typename Sink>
absl::Status ReadParts(const Wire& wire, Stub& stub, Open<Stub, Request, Response> open,
                       const Request& request, const Sink& sink) {
  const Deadline deadline = DeadlineOf(wire.options);
  bool begun = false;
  const auto counted = [&](const Response& part) {
    begun = true;
    return sink(part);
  };
  absl::Status broken;
  const absl::Status ended = RunWithRetries(wire.options.retry, deadline, [&]() -> absl::Status {
    absl::Status once = ReadOnce(wire, deadline, stub, open, request, counted);
    if (!begun) return once;
    broken = std::move(once);
    return absl::OkStatus();
  });
  return ended.ok() ? broken : ended;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Client>> Client::Create(ClientOptions options) {
  if (options.target.empty()) return absl::InvalidArgumentError("no server is named");
  if (options.tls_root_pem.empty() && !IsLoopback(options.target)) {
    return absl::InvalidArgumentError(options.target +
                                      " is another machine: name the TLS root of its certificate");
  }
  const std::shared_ptr<grpc::Channel> channel = Connect(options);
  return std::make_unique<Client>(channel, std::move(options));
}

Client::Client(const std::shared_ptr<grpc::ChannelInterface>& channel, ClientOptions options)
    : wire_(std::make_shared<Wire>(channel, std::move(options))) {}

Client::~Client() = default;

absl::StatusOr<v1::AppendEntriesResponse> Client::AppendEntries(v1::AppendEntriesRequest request) {
  if (request.request_id().empty()) request.set_request_id(DrawRequestId());
  return Call(*wire_, *wire_->records, &v1::RecordService::StubInterface::AppendEntries, request);
}

std::unique_ptr<EntryStream> Client::OpenEntryStream(EntryStreamOptions options,
                                                     OnStreamReply on_reply) {
  return std::make_unique<EntryStream>(wire_, std::move(options), std::move(on_reply));
}

absl::StatusOr<v1::GetAppendOutcomeResponse> Client::GetAppendOutcome(
    const v1::GetAppendOutcomeRequest& request) {
  return Call(*wire_, *wire_->records, &v1::RecordService::StubInterface::GetAppendOutcome,
              request);
}

absl::StatusOr<v1::GetRecordResponse> Client::GetRecord(const v1::GetRecordRequest& request) {
  return Call(*wire_, *wire_->records, &v1::RecordService::StubInterface::GetRecord, request);
}

absl::StatusOr<v1::ResolveRecordsResponse> Client::ResolveRecords(
    const v1::ResolveRecordsRequest& request) {
  return Call(*wire_, *wire_->records, &v1::RecordService::StubInterface::ResolveRecords, request);
}

absl::StatusOr<v1::GetPlanResponse> Client::GetPlan(const v1::GetPlanRequest& request) {
  return Call(*wire_, *wire_->records, &v1::RecordService::StubInterface::GetPlan, request);
}

absl::StatusOr<v1::GetDutiesResponse> Client::GetDuties(const v1::GetDutiesRequest& request) {
  return Call(*wire_, *wire_->records, &v1::RecordService::StubInterface::GetDuties, request);
}

absl::StatusOr<v1::ComparePlansResponse> Client::ComparePlans(
    const v1::ComparePlansRequest& request) {
  return Call(*wire_, *wire_->records, &v1::RecordService::StubInterface::ComparePlans, request);
}

absl::StatusOr<v1::ListReadsResponse> Client::ListReads(const v1::ListReadsRequest& request) {
  return Call(*wire_, *wire_->records, &v1::RecordService::StubInterface::ListReads, request);
}

absl::StatusOr<v1::ListEventsResponse> Client::ListEvents(const v1::ListEventsRequest& request) {
  return Call(*wire_, *wire_->records, &v1::RecordService::StubInterface::ListEvents, request);
}

absl::StatusOr<v1::GetTimelineResponse> Client::GetTimeline(const v1::GetTimelineRequest& request) {
  return Call(*wire_, *wire_->timelines, &v1::TimelineService::StubInterface::GetTimeline, request);
}

absl::StatusOr<v1::GetTimelineResponse> Client::GetWholeTimeline(v1::GetTimelineRequest request) {
  if (request.page_size() == 0) request.set_page_size(kTimelinePageSize);
  CLIENT_ASSIGN_OR_RETURN(v1::GetTimelineResponse whole, GetTimeline(request));
  while (!whole.next_page_token().empty()) {
    request.set_page_token(whole.next_page_token());
    CLIENT_ASSIGN_OR_RETURN(v1::GetTimelineResponse page, GetTimeline(request));
    for (v1::TimelineItem& item : *page.mutable_items()) *whole.add_items() = std::move(item);
    whole.set_next_page_token(page.next_page_token());
  }
  return whole;
}

absl::StatusOr<v1::GetProofResponse> Client::GetProof(const v1::GetProofRequest& request) {
  return Call(*wire_, *wire_->evidence, &v1::EvidenceService::StubInterface::GetProof, request);
}

absl::StatusOr<v1::GetCheckpointResponse> Client::GetCheckpoint(
    const v1::GetCheckpointRequest& request) {
  return Call(*wire_, *wire_->evidence, &v1::EvidenceService::StubInterface::GetCheckpoint,
              request);
}

absl::StatusOr<v1::GetConsistencyProofResponse> Client::GetConsistencyProof(
    const v1::GetConsistencyProofRequest& request) {
  return Call(*wire_, *wire_->evidence, &v1::EvidenceService::StubInterface::GetConsistencyProof,
              request);
}

absl::Status Client::ExportRecord(v1::ExportRecordRequest request, const ExportSink& sink) {
  if (request.request_id().empty()) request.set_request_id(DrawRequestId());
  return ReadParts(*wire_, *wire_->evidence, &v1::EvidenceService::StubInterface::ExportRecord,
                   request, sink);
}

absl::StatusOr<v1::ListRegisterResponse> Client::ListRegister(
    const v1::ListRegisterRequest& request) {
  return Call(*wire_, *wire_->cohorts, &v1::CohortService::StubInterface::ListRegister, request);
}

absl::StatusOr<v1::ListDutiesResponse> Client::ListDuties(const v1::ListDutiesRequest& request) {
  return Call(*wire_, *wire_->cohorts, &v1::CohortService::StubInterface::ListDuties, request);
}

absl::StatusOr<v1::GetProvisionMapResponse> Client::GetProvisionMap(
    const v1::GetProvisionMapRequest& request) {
  return Call(*wire_, *wire_->cohorts, &v1::CohortService::StubInterface::GetProvisionMap, request);
}

absl::StatusOr<v1::GetImpactResponse> Client::GetImpact(const v1::GetImpactRequest& request) {
  return Call(*wire_, *wire_->cohorts, &v1::CohortService::StubInterface::GetImpact, request);
}

absl::StatusOr<v1::ListAcknowledgementsResponse> Client::ListAcknowledgements(
    const v1::ListAcknowledgementsRequest& request) {
  return Call(*wire_, *wire_->cohorts, &v1::CohortService::StubInterface::ListAcknowledgements,
              request);
}

absl::Status Client::ExportReturn(const v1::ExportReturnRequest& request, const ReturnSink& sink) {
  return ReadParts(*wire_, *wire_->cohorts, &v1::CohortService::StubInterface::ExportReturn,
                   request, sink);
}

absl::StatusOr<v1::ListEventsAfterResponse> Client::ListEventsAfter(
    const v1::ListEventsAfterRequest& request) {
  return Call(*wire_, *wire_->feed, &v1::FeedService::StubInterface::ListEventsAfter, request);
}

absl::StatusOr<v1::GetStatusResponse> Client::GetStatus(const v1::GetStatusRequest& request) {
  return Call(*wire_, *wire_->admin, &v1::AdminService::StubInterface::GetStatus, request);
}

absl::StatusOr<v1::EraseRecordResponse> Client::EraseRecord(v1::EraseRecordRequest request) {
  if (request.request_id().empty()) request.set_request_id(DrawRequestId());
  return Call(*wire_, *wire_->admin, &v1::AdminService::StubInterface::EraseRecord, request);
}

std::string DrawRequestId() {
  std::random_device device;
  std::string id(16, '\0');
  for (char& byte : id) byte = static_cast<char>(device() & 0xff);
  return id;
}

bool IsLoopback(std::string_view target) {
  const std::string_view host = target.substr(0, target.rfind(':'));
  return host == "localhost" || host == "[::1]" || host == "127.0.0.1";
}

}  // namespace cairn::client
