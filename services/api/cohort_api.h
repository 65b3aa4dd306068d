// CohortService over the reader of many children. Handlers translate, join the day and cut a page;
// what a caller may see is decided in CohortReader.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/cohort_service.grpc.pb.h"

#include "eventstore/base/clock.h"
#include "projections/calendar/date.h"
#include "services/api/rpc.h"
#include "services/cohort/cohort_reader.h"
#include "services/read_journal/read_journal.h"
#include "services/records/record_cache.h"

namespace cairn {

class PageAsked;

class CohortApi final : public v1::CohortService::Service {
 public:
  // All must outlive it.
  CohortApi(const Rpc& rpc, CohortReader& reader, RecordCache& records, ReadJournal& reads,
            Clock& clock)
      : rpc_(rpc), reader_(reader), records_(records), reads_(reads), clock_(clock) {}

  grpc::Status ListRegister(grpc::ServerContext* context, const v1::ListRegisterRequest* request,
                            v1::ListRegisterResponse* response) override;
  grpc::Status ListDuties(grpc::ServerContext* context, const v1::ListDutiesRequest* request,
                          v1::ListDutiesResponse* response) override;
  grpc::Status GetProvisionMap(grpc::ServerContext* context,
                               const v1::GetProvisionMapRequest* request,
                               v1::GetProvisionMapResponse* response) override;
  grpc::Status GetImpact(grpc::ServerContext* context, const v1::GetImpactRequest* request,
                         v1::GetImpactResponse* response) override;
  grpc::Status ListAcknowledgements(grpc::ServerContext* context,
                                    const v1::ListAcknowledgementsRequest* request,
                                    v1::ListAcknowledgementsResponse* response) override;
  grpc::Status ExportReturn(grpc::ServerContext* context, const v1::ExportReturnRequest* request,
                            grpc::ServerWriter<v1::ExportReturnResponse>* writer) override;

 private:
  // The children that the caller may see, in the rows of these views, as fresh as was asked for.
  template <typename Request>
  absl::StatusOr<Cohort> ReadCohort(const grpc::ServerContext& context, const Caller& caller,
                                    const Request& request,
                                    const std::vector<std::string_view>& views);
  absl::Status Export(const grpc::ServerContext& context, const Caller& caller,
                      const v1::ExportReturnRequest& request,
                      grpc::ServerWriter<v1::ExportReturnResponse>& writer);
  v1::Position PositionOf(const Cohort& cohort) const;
  // Notes who stands on the page that is about to be shown: READS_NOT_NOTED if that cannot be. Then
  // what every list says beside its rows: how many there are, where to go on, of which position.
  template <typename Response>
  absl::Status EndPage(const Caller& caller, const PageAsked& page, const Cohort& cohort,
                       size_t count, Response& response) const;
  // A page about what was given from `request.from` to `request.to`. `answer` takes the children,
  // the day it is and the page, adds its rows to the response and says how many there are in all.
  template <typename Request, typename Response, typename Answer>
  grpc::Status AnswerOnProvision(grpc::ServerContext& context, const Request& request,
                                 Response& response, const Answer& answer);
  CivilDate Today() const { return DayOfMicros(clock_.NowMicros()); }

  const Rpc& rpc_;
  CohortReader& reader_;
  RecordCache& records_;
  ReadJournal& reads_;
  Clock& clock_;
};

}  // namespace cairn
