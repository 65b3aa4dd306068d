#include "services/api/evidence_api.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "projections/record/position_and_time.h"

namespace cairn {
namespace {

// Well under the limit of one message.
constexpr size_t kPartBytesMax = size_t{512} << 10;

bool WriteFile(std::string_view path, std::string_view content,
               grpc::ServerWriter<v1::ExportRecordResponse>& writer) {
  do {
    v1::ExportRecordResponse part;
    part.set_path(std::string(path));
    part.set_content(std::string(content.substr(0, kPartBytesMax)));
    content.remove_prefix(std::min(content.size(), kPartBytesMax));
    part.set_end_of_file(content.empty());
    if (!writer.Write(part)) return false;
  } while (!content.empty());
  return true;
}

absl::Status CheckSizes(uint64_t old_size, uint64_t new_size, uint64_t head) {
  std::vector<v1::Fault> faults;
  if (old_size == 0 || old_size > new_size) {
    faults.push_back(ShapeFault("old_size", "OUT_OF_RANGE",
                                "The earlier size is at least 1 and at most the later one."));
  }
  if (new_size > head) {
    faults.push_back(ShapeFault("new_size", "OUT_OF_RANGE",
                                absl::StrFormat("The log holds %d events so far.", head)));
  }
  return faults.empty() ? absl::OkStatus() : InvalidRequest(faults);
}

absl::StatusOr<FieldSelection> SelectionOf(const v1::GetProofRequest& request) {
  const std::vector<std::string> paths(request.hidden_paths().begin(),
                                       request.hidden_paths().end());
  absl::StatusOr<FieldSelection> selection = FieldSelection::Hiding(paths);
  if (selection.ok() && paths.size() <= limits::kHiddenPathsMax) return selection;
  return InvalidRequest({ShapeFault(
      "hidden_paths", "MALFORMED",
      "A path is field numbers joined by dots, like 1.140.1/0; there are at most 256.")});
}

}  // namespace

grpc::Status EvidenceApi::GetProof(grpc::ServerContext* context, const v1::GetProofRequest* request,
                                   v1::GetProofResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_RETURN_IF_ERROR(rpc_.CheckPosition(*request));
    CAIRN_ASSIGN_OR_RETURN(const FieldSelection selection, SelectionOf(*request));
    CAIRN_ASSIGN_OR_RETURN(const VisibleRecord visible,
                           reader_.Read(caller, Action::kProve, request->record_id()));
    v1::EntryRef ref;
    ref.set_event_id(request->event_id());
    const EventPtr event = FindEvent(*visible.whole, ref);
    if (!event || !visible.Shows(event->version)) return EventNotFound();
    CAIRN_ASSIGN_OR_RETURN(*response->mutable_proof(),
                           proofs_.OfVersion(visible.whole->id, event->version, selection));
    *response->mutable_position() = ToPosition(log_.Head().generation, event->position);
    return absl::OkStatus();
  });
}

grpc::Status EvidenceApi::GetCheckpoint(grpc::ServerContext* context,
                                        const v1::GetCheckpointRequest* request,
                                        v1::GetCheckpointResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_RETURN_IF_ERROR(guard_.Authorise(caller, Action::kReadLog).status());
    CAIRN_RETURN_IF_ERROR(rpc_.CheckPosition(*request));
    CAIRN_ASSIGN_OR_RETURN(const SignedCheckpoint checkpoint, signer_.Current());
    response->set_checkpoint(checkpoint.note);
    response->set_verifier_key(signer_.verifier_key());
    *response->mutable_position() = ToPosition(log_.Head().generation, checkpoint.size);
    return absl::OkStatus();
  });
}

grpc::Status EvidenceApi::GetConsistencyProof(grpc::ServerContext* context,
                                              const v1::GetConsistencyProofRequest* request,
                                              v1::GetConsistencyProofResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_RETURN_IF_ERROR(guard_.Authorise(caller, Action::kReadLog).status());
    const uint64_t head = log_.Head().position;
    const bool to_head = request->new_size() == 0;
    SignedCheckpoint checkpoint{.size = request->new_size()};
    if (to_head) {
      CAIRN_ASSIGN_OR_RETURN(checkpoint, signer_.Current());
    }
    CAIRN_RETURN_IF_ERROR(
        CheckSizes(request->old_size(), checkpoint.size, std::max(head, log_.Head().position)));
    CAIRN_ASSIGN_OR_RETURN(const std::vector<Hash> path,
                           log_.ledger().Consistency(request->old_size(), checkpoint.size));
    for (const Hash& hash : path) response->add_hashes(std::string(HashBytes(hash)));
    CAIRN_ASSIGN_OR_RETURN(const Hash old_root, log_.ledger().Root(request->old_size()));
    CAIRN_ASSIGN_OR_RETURN(const Hash new_root, log_.ledger().Root(checkpoint.size));
    response->set_old_root(std::string(HashBytes(old_root)));
    response->set_new_root(std::string(HashBytes(new_root)));
    response->set_new_size(checkpoint.size);
    response->set_checkpoint(checkpoint.note);
    return absl::OkStatus();
  });
}

absl::Status EvidenceApi::Export(const Caller& caller, const v1::ExportRecordRequest& request,
                                 grpc::ServerWriter<v1::ExportRecordResponse>& writer) {
  const std::optional<RequestId> request_id = RequestId::FromBytes(request.request_id());
  if (!request_id) {
    return InvalidRequest({ShapeFault("request_id", "WRONG_LENGTH", "A request id is 16 bytes.")});
  }
  absl::StatusOr<VisibleRecord> read = reader_.Read(caller, Action::kExport, request.record_id());
  // That an erased record existed, and when and why it went, is exported to those who may know it.
  if (ReasonOf(read.status()) == v1::ERROR_REASON_RECORD_ERASED) {
    read = reader_.ReadTrail(caller, Action::kReadRecord, request.record_id());
  }
  CAIRN_ASSIGN_OR_RETURN(const VisibleRecord visible, std::move(read));
  return export_.Run(visible.call, visible.whole->id, request.purpose(), *request_id,
                     [&writer](std::string_view path, std::string_view content) {
                       return WriteFile(path, content, writer);
                     });
}

grpc::Status EvidenceApi::ExportRecord(grpc::ServerContext* context,
                                       const v1::ExportRecordRequest* request,
                                       grpc::ServerWriter<v1::ExportRecordResponse>* writer) {
  return rpc_.Run(*context,
                  [&](const Caller& caller) { return Export(caller, *request, *writer); });
}

}  // namespace cairn
