// RecordService: who has read a record.
#include <string>
#include <utility>

#include "eventstore/base/status_macros.h"
#include "services/api/page_token.h"
#include "services/api/record_api.h"
#include "services/read_journal/read_list.h"

namespace cairn {

grpc::Status RecordApi::ListReads(grpc::ServerContext* context, const v1::ListReadsRequest* request,
                                  v1::ListReadsResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_RETURN_IF_ERROR(rpc_.CheckPosition(*request));
    CAIRN_ASSIGN_OR_RETURN(const int size, PageSize(request->page_size()));
    const std::string query = "reads" + request->record_id();
    CAIRN_ASSIGN_OR_RETURN(const uint64_t next, DecodePageToken(request->page_token(), query));
    CAIRN_ASSIGN_OR_RETURN(const VisibleRecord visible,
                           reader_.ReadTrail(caller, Action::kReadReads, request->record_id()));
    *response->mutable_position() = rpc_.Head();
    CAIRN_ASSIGN_OR_RETURN(ReadsPage page,
                           ReadsOf(log_, visible.whole->id, next, static_cast<size_t>(size)));
    for (v1::RecordRead& read : page.reads) *response->add_reads() = std::move(read);
    if (page.next != 0) response->set_next_page_token(EncodePageToken(page.next, query));
    return absl::OkStatus();
  });
}

}  // namespace cairn
