// AdminService: backups, new keys, scrubs, views.
#include <chrono>
#include <optional>

#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "services/api/admin_api.h"

namespace cairn {
namespace {

// How soon a client that has gone is noticed.
constexpr std::chrono::milliseconds kLookUp{500};
constexpr std::chrono::seconds kProgressEvery{1};

absl::StatusOr<RequestId> ReadRequestId(const std::string& bytes) {
  const std::optional<RequestId> id = RequestId::FromBytes(bytes);
  if (id) return *id;
  return InvalidRequest({ShapeFault("request_id", bytes.empty() ? "REQUIRED" : "WRONG_LENGTH",
                                    "A request id is 16 bytes, drawn for this request.")});
}

// Tells how the task with this id goes on, until it has ended or the client has gone.
template <typename Report, typename Response>
absl::Status Relay(BackgroundTask<Report>& task, const RequestId& id,
                   const grpc::ServerContext& context, grpc::ServerWriter<Response>& writer) {
  uint64_t seen = 0;
  while (!context.IsCancelled()) {
    CAIRN_ASSIGN_OR_RETURN(const auto news, task.Await(id, seen, kLookUp));
    Response response;
    if (!news.ended) {
      *response.mutable_progress() = news.progress;
      writer.Write(response);
      continue;
    }
    CAIRN_RETURN_IF_ERROR(news.ended->status());
    *response.mutable_report() = **news.ended;
    writer.Write(response);
    break;
  }
  return absl::OkStatus();
}

// Tells at most once a second how each view comes on, and then how each has ended.
absl::Status RelayRebuild(ViewUpkeep& views, const RequestId& id,
                          const grpc::ServerContext& context,
                          grpc::ServerWriter<v1::RebuildViewsResponse>& writer) {
  using std::chrono::steady_clock;
  uint64_t seen = 0;
  std::optional<steady_clock::time_point> told;
  while (!context.IsCancelled()) {
    CAIRN_ASSIGN_OR_RETURN(const auto news, views.rebuild().Await(id, seen, kLookUp));
    v1::RebuildViewsResponse response;
    if (news.ended) {
      CAIRN_RETURN_IF_ERROR(news.ended->status());
      for (const v1::RebuildViewsReport& report : **news.ended) {
        *response.mutable_report() = report;
        writer.Write(response);
      }
      break;
    }
    const auto now = steady_clock::now();
    if (told && now - *told < kProgressEvery) continue;
    told = now;
    for (const v1::RebuildViewsProgress& progress : views.RebuildProgressNow()) {
      *response.mutable_progress() = progress;
      writer.Write(response);
    }
  }
  return absl::OkStatus();
}

}  // namespace

grpc::Status AdminApi::Backup(grpc::ServerContext* context, const v1::BackupRequest* request,
                              grpc::ServerWriter<v1::BackupResponse>* writer) {
  return rpc_.Run(
      *context, limits::kStreamDeadlineMaxMs, [&](const Caller& caller) -> absl::Status {
        CAIRN_RETURN_IF_ERROR(guard_.Authorise(caller, Action::kOperate).status());
        CAIRN_ASSIGN_OR_RETURN(const RequestId id, ReadRequestId(request->request_id()));
        CAIRN_RETURN_IF_ERROR(tools_.upkeep.BeginBackup(id, request->bytes_per_second()));
        return Relay(tools_.upkeep.backup(), id, *context, *writer);
      });
}

grpc::Status AdminApi::RotateKeys(grpc::ServerContext* context,
                                  const v1::RotateKeysRequest* request,
                                  grpc::ServerWriter<v1::RotateKeysResponse>* writer) {
  return rpc_.Run(
      *context, limits::kStreamDeadlineMaxMs, [&](const Caller& caller) -> absl::Status {
        CAIRN_RETURN_IF_ERROR(guard_.Authorise(caller, Action::kOperate).status());
        CAIRN_ASSIGN_OR_RETURN(const RequestId id, ReadRequestId(request->request_id()));
        CAIRN_RETURN_IF_ERROR(tools_.upkeep.BeginRotation({caller.id, id}));
        return Relay(tools_.upkeep.rotation(), id, *context, *writer);
      });
}

grpc::Status AdminApi::RebuildViews(grpc::ServerContext* context,
                                    const v1::RebuildViewsRequest* request,
                                    grpc::ServerWriter<v1::RebuildViewsResponse>* writer) {
  return rpc_.Run(
      *context, limits::kStreamDeadlineMaxMs, [&](const Caller& caller) -> absl::Status {
        CAIRN_RETURN_IF_ERROR(guard_.Authorise(caller, Action::kOperate).status());
        CAIRN_ASSIGN_OR_RETURN(
            const RequestId id,
            tools_.views.BeginRebuild({request->views().begin(), request->views().end()}));
        return RelayRebuild(tools_.views, id, *context, *writer);
      });
}

grpc::Status AdminApi::Scrub(grpc::ServerContext* context, const v1::ScrubRequest* request,
                             grpc::ServerWriter<v1::ScrubResponse>* writer) {
  return rpc_.Run(*context, limits::kStreamDeadlineMaxMs,
                  [&](const Caller& caller) -> absl::Status {
                    CAIRN_RETURN_IF_ERROR(guard_.Authorise(caller, Action::kOperate).status());
                    return tools_.upkeep.Scrub(*request, [&](const v1::ScrubResponse& response) {
                      return !context->IsCancelled() && writer->Write(response);
                    });
                  });
}

}  // namespace cairn
