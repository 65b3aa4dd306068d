// The calls of Client that run a server. Those that take long are continued where they were when a
// call's time is over or its connection is lost.
#include <utility>

#include "clients/cpp/client.h"
#include "clients/cpp/status_macros.h"
#include "clients/cpp/stream_calls.h"
#include "clients/cpp/wire.h"

namespace cairn::client {
namespace {

// The calls below, of the one service that runs a server.
template <typename Request, typename Response>
using AdminOpen = Open<v1::AdminService::StubInterface, Request, Response>;

// The report that ends a task; progress goes to `sink`.
template <typename Report, typename Request, typename Response>
absl::StatusOr<Report> RunTask(const Wire& wire, AdminOpen<Request, Response> open,
                               const Request& request, const TaskSink& sink) {
  std::optional<Report> report;
  const auto take = [&](const Response& response, Request&) {
    if (response.has_progress()) sink(response.progress());
    if (!response.has_report()) return Then::kGoOn;
    report = response.report();
    return Then::kDone;
  };
  CLIENT_RETURN_IF_ERROR(StreamThrough(wire, *wire.admin, open, request, take));
  if (!report) return absl::DataLossError("the server ended its reply without a report");
  return *std::move(report);
}

}  // namespace

absl::StatusOr<v1::BackupReport> Client::Backup(v1::BackupRequest request, const TaskSink& sink) {
  if (request.request_id().empty()) request.set_request_id(DrawRequestId());
  return RunTask<v1::BackupReport, v1::BackupRequest, v1::BackupResponse>(
      *wire_, &v1::AdminService::StubInterface::Backup, request, sink);
}

absl::StatusOr<v1::RotateKeysReport> Client::RotateKeys(v1::RotateKeysRequest request,
                                                        const TaskSink& sink) {
  if (request.request_id().empty()) request.set_request_id(DrawRequestId());
  return RunTask<v1::RotateKeysReport, v1::RotateKeysRequest, v1::RotateKeysResponse>(
      *wire_, &v1::AdminService::StubInterface::RotateKeys, request, sink);
}

absl::StatusOr<v1::ScrubReport> Client::Scrub(const v1::ScrubRequest& request,
                                              const ScrubSink& sink) {
  std::optional<v1::ScrubReport> report;
  absl::Status stopped;
  const auto take = [&](const v1::ScrubResponse& response, v1::ScrubRequest& next) {
    if (response.has_progress()) next.set_cursor(response.progress().cursor());
    if (response.has_report()) report = response.report();
    stopped = sink(response);
    return report || !stopped.ok() ? Then::kDone : Then::kGoOn;
  };
  CLIENT_RETURN_IF_ERROR(
      (StreamThrough<v1::AdminService::StubInterface, v1::ScrubRequest, v1::ScrubResponse>(
          *wire_, *wire_->admin, &v1::AdminService::StubInterface::Scrub, request, take)));
  CLIENT_RETURN_IF_ERROR(stopped);
  if (!report) return absl::DataLossError("the server ended its reply without a report");
  return *std::move(report);
}

absl::Status Client::RebuildViews(const v1::RebuildViewsRequest& request, const RebuildSink& sink) {
  v1::RebuildViewsRequest once = request;
  absl::Status stopped;
  const auto take = [&](const v1::RebuildViewsResponse& response, v1::RebuildViewsRequest&) {
    stopped = sink(response);
    return stopped.ok() ? Then::kGoOn : Then::kDone;
  };
  const Ended ended = StreamOnce<v1::AdminService::StubInterface, v1::RebuildViewsRequest,
                                 v1::RebuildViewsResponse>(
      *wire_, *wire_->admin, &v1::AdminService::StubInterface::RebuildViews, once, take);
  return ended.status.ok() ? stopped : ended.status;
}

absl::Status Client::TailLog(const v1::TailLogRequest& request, const TailSink& sink) {
  absl::Status stopped;
  const auto take = [&](const v1::TailLogResponse& response, v1::TailLogRequest& next) {
    if (response.has_position()) *next.mutable_after() = response.position();
    stopped = sink(response);
    const bool at_end = response.caught_up() && !next.follow();
    return at_end || !stopped.ok() ? Then::kDone : Then::kGoOn;
  };
  CLIENT_RETURN_IF_ERROR(
      (StreamThrough<v1::AdminService::StubInterface, v1::TailLogRequest, v1::TailLogResponse>(
          *wire_, *wire_->admin, &v1::AdminService::StubInterface::TailLog, request, take)));
  return stopped;
}

absl::Status Client::ExportTiles(const TileSink& sink) {
  absl::Status stopped;
  v1::ExportTilesRequest request;
  const auto take = [&](const v1::ExportTilesResponse& file, v1::ExportTilesRequest&) {
    stopped = sink(file);
    return stopped.ok() ? Then::kGoOn : Then::kDone;
  };
  const Ended ended =
      StreamOnce<v1::AdminService::StubInterface, v1::ExportTilesRequest, v1::ExportTilesResponse>(
          *wire_, *wire_->admin, &v1::AdminService::StubInterface::ExportTiles, request, take);
  return ended.status.ok() ? stopped : ended.status;
}

}  // namespace cairn::client
