// AdminService: the leaves of the log, one by one and as tiles.
#include <memory>
#include <string>
#include <string_view>

#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/tile_export.h"
#include "projections/record/position_and_time.h"
#include "services/api/admin_api.h"
#include "services/api/stream_seat.h"

namespace cairn {
namespace {

// Each holds a thread of the server.
constexpr int kTailsMax = 8;

// The contract numbers the kinds as the leaves do.
static_assert(static_cast<int>(LeafKind::kErasure) == v1::LEAF_KIND_ERASURE);
static_assert(static_cast<int>(LeafKind::kKeyChange) == v1::LEAF_KIND_KEY_CHANGE);
static_assert(static_cast<int>(LeafKind::kSuccession) == v1::LEAF_KIND_SUCCESSION);

v1::LogLeaf ToProto(Position position, const Leaf& leaf, uint32_t generation) {
  v1::LogLeaf proto;
  *proto.mutable_position() = ToPosition(generation, position);
  proto.set_kind(static_cast<v1::LeafKind>(leaf.kind));
  proto.set_record_id(leaf.record.ToBytes());
  proto.set_version(leaf.version);
  *proto.mutable_recorded_time() = ToTimestamp(leaf.recorded_at_us);
  proto.set_event_id(leaf.event_id.ToBytes());
  proto.set_leaf_hash(std::string(HashBytes(leaf.hash())));
  return proto;
}

}  // namespace

absl::Status AdminApi::Tail(const grpc::ServerContext& context, const v1::TailLogRequest& request,
                            grpc::ServerWriter<v1::TailLogResponse>& writer) {
  const uint32_t generation = tools_.log.Head().generation;
  v1::TailLogResponse response;
  // The leaves are all that is wanted: taken as the follower judges them, nothing else is read.
  const auto take = [&](Position position, const Leaf& leaf) {
    *response.add_leaves() = ToProto(position, leaf, generation);
    return false;
  };
  const std::unique_ptr<Follower> follower =
      tools_.log.Follow(request.after().value(), {.leaf = take});
  while (!context.IsCancelled()) {
    if (tools_.upkeep.stopping()) return Stopping();
    response.Clear();
    CAIRN_ASSIGN_OR_RETURN(const FollowBatch batch, follower->Next(1, kLookUpMs));
    if (response.leaves().empty() && !batch.caught_up) continue;
    *response.mutable_position() = ToPosition(generation, batch.checkpoint);
    response.set_caught_up(batch.caught_up);
    if (!writer.Write(response)) break;
    if (batch.caught_up && !request.follow()) break;
  }
  return absl::OkStatus();
}

grpc::Status AdminApi::TailLog(grpc::ServerContext* context, const v1::TailLogRequest* request,
                               grpc::ServerWriter<v1::TailLogResponse>* writer) {
  return rpc_.Run(*context, limits::kStreamDeadlineMaxMs,
                  [&](const Caller& caller) -> absl::Status {
                    CAIRN_RETURN_IF_ERROR(guard_.Authorise(caller, Action::kReadLeaves).status());
                    if (request->has_after())
                      CAIRN_RETURN_IF_ERROR(rpc_.CheckReached(request->after()));
                    const StreamSeat seat(tails_, kTailsMax);
                    if (!seat.free()) return TooManyStreams(kTailsMax);
                    return Tail(*context, *request, *writer);
                  });
}

grpc::Status AdminApi::ExportTiles(grpc::ServerContext* context, const v1::ExportTilesRequest*,
                                   grpc::ServerWriter<v1::ExportTilesResponse>* writer) {
  return rpc_.Run(
      *context, limits::kStreamDeadlineMaxMs, [&](const Caller& caller) -> absl::Status {
        CAIRN_RETURN_IF_ERROR(guard_.Authorise(caller, Action::kReadLeaves).status());
        CAIRN_ASSIGN_OR_RETURN(const SignedCheckpoint checkpoint, tools_.signer.Current());
        const absl::Status status =
            cairn::ExportTiles(tools_.log.ledger(), checkpoint.note,
                               [&](std::string_view path, std::string_view bytes) {
                                 v1::ExportTilesResponse file;
                                 file.set_path(std::string(path));
                                 file.set_content(std::string(bytes));
                                 return !context->IsCancelled() && writer->Write(file);
                               });
        return absl::IsCancelled(status) ? absl::OkStatus() : status;
      });
}

}  // namespace cairn
