// EvidenceService over the log's tree, the signer and the export. Handlers only translate.
#pragma once

#include "cairn/v1/evidence_service.grpc.pb.h"

#include "services/api/rpc.h"
#include "services/evidence/proofs.h"
#include "services/evidence/record_export.h"
#include "services/reading/record_reader.h"

namespace cairn {

class EvidenceApi final : public v1::EvidenceService::Service {
 public:
  // All must outlive it.
  EvidenceApi(const Rpc& rpc, const Guard& guard, const EventLog& log, const RecordReader& reader,
              CheckpointSigner& signer, Proofs& proofs, RecordExport& record_export)
      : rpc_(rpc),
        guard_(guard),
        log_(log),
        reader_(reader),
        signer_(signer),
        proofs_(proofs),
        export_(record_export) {}

  grpc::Status GetProof(grpc::ServerContext* context, const v1::GetProofRequest* request,
                        v1::GetProofResponse* response) override;
  grpc::Status GetCheckpoint(grpc::ServerContext* context, const v1::GetCheckpointRequest* request,
                             v1::GetCheckpointResponse* response) override;
  grpc::Status GetConsistencyProof(grpc::ServerContext* context,
                                   const v1::GetConsistencyProofRequest* request,
                                   v1::GetConsistencyProofResponse* response) override;
  grpc::Status ExportRecord(grpc::ServerContext* context, const v1::ExportRecordRequest* request,
                            grpc::ServerWriter<v1::ExportRecordResponse>* writer) override;

 private:
  absl::Status Export(const Caller& caller, const v1::ExportRecordRequest& request,
                      grpc::ServerWriter<v1::ExportRecordResponse>& writer);

  const Rpc& rpc_;
  const Guard& guard_;
  const EventLog& log_;
  const RecordReader& reader_;
  CheckpointSigner& signer_;
  Proofs& proofs_;
  RecordExport& export_;
};

}  // namespace cairn
