#include "services/api/cohort_api.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "projections/acknowledgements.h"
#include "projections/cohort_impact.h"
#include "projections/due_list.h"
#include "projections/provision_map.h"
#include "projections/record/position_and_time.h"
#include "projections/register.h"
#include "projections/returns.h"
#include "services/api/cohort_request.h"
#include "services/cohort/cohort_children.h"
#include "services/cohort/cohort_views.h"

namespace cairn {
namespace {

// What is left of the deadline once the answer has been computed and sent.
constexpr std::chrono::milliseconds kTimeToAnswer{200};

// How long the call can wait for the views.
int64_t WaitMs(const grpc::ServerContext& context) {
  using std::chrono::milliseconds;
  const auto left = context.deadline() - std::chrono::system_clock::now() - kTimeToAnswer;
  return std::clamp<int64_t>(std::chrono::duration_cast<milliseconds>(left).count(), 0,
                             limits::kDeadlineMaxMs);
}

// Only of the children on the page: nothing is ordered by it.
void AddOverdue(const Cohort& cohort, SettingsOnDay& settings, CivilDate day,
                google::protobuf::RepeatedPtrField<v1::RegisterRow>& rows) {
  std::map<std::string_view, v1::RegisterRow*> by_record;
  for (v1::RegisterRow& row : rows) by_record[row.child().record_id()] = &row;
  std::map<std::optional<RecordId>, SchoolYears> years;
  for (const CohortChild& child : cohort.children) {
    const auto row = by_record.find(child.record.bytes());
    if (row == by_record.end() || !child.rows[1]) continue;
    SchoolYears& of_setting =
        years.try_emplace(child.setting, settings.Of(child.setting)).first->second;
    row->second->set_legal_duties_overdue(
        LegalDutiesOverdue(static_cast<const rows::DutiesRows&>(*child.rows[1]), of_setting, day));
  }
}

std::string_view ChildIn(const v1::ReturnRow& row) { return row.record_id(); }
template <typename Row>
std::string_view ChildIn(const Row& row) {
  return row.child().record_id();
}

// Whom the rows are about, each once.
template <typename Rows>
std::vector<RecordId> ChildrenIn(const Rows& rows) {
  absl::flat_hash_set<RecordId> children;
  for (const auto& row : rows) {
    if (const auto child = RecordId::FromBytes(ChildIn(row))) children.insert(*child);
  }
  return {children.begin(), children.end()};
}
// Sums over children name none of them.
std::vector<RecordId> ChildrenIn(const google::protobuf::RepeatedPtrField<v1::ImpactRow>&) {
  return {};
}

}  // namespace

template <typename Request>
absl::StatusOr<Cohort> CohortApi::ReadCohort(const grpc::ServerContext& context,
                                             const Caller& caller, const Request& request,
                                             const std::vector<std::string_view>& views) {
  CAIRN_RETURN_IF_ERROR(rpc_.CheckPosition(request));
  CAIRN_ASSIGN_OR_RETURN(const std::optional<RecordId> setting, SettingAsked(request.setting_id()));
  return reader_.Read(caller, {.views = views,
                               .setting = setting,
                               .min_position = request.min_position().value(),
                               .wait_ms = WaitMs(context)});
}

v1::Position CohortApi::PositionOf(const Cohort& cohort) const {
  return ToPosition(rpc_.Head().generation(), cohort.position);
}

template <typename Response>
absl::Status CohortApi::EndPage(const Caller& caller, const PageAsked& page, const Cohort& cohort,
                                size_t count, Response& response) const {
  const std::vector<RecordId> shown = ChildrenIn(response.rows());
  CAIRN_RETURN_IF_ERROR(reads_.Note(caller, v1::READ_PURPOSE_LIST, shown));
  response.set_total(static_cast<int32_t>(count));
  response.set_next_page_token(page.NextToken(count));
  *response.mutable_position() = PositionOf(cohort);
  return absl::OkStatus();
}

grpc::Status CohortApi::ListRegister(grpc::ServerContext* context,
                                     const v1::ListRegisterRequest* request,
                                     v1::ListRegisterResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_ASSIGN_OR_RETURN(const CivilDate day,
                           DayAsked(request->has_as_of(), request->as_of(), "as_of", Today()));
    CAIRN_ASSIGN_OR_RETURN(const PageAsked page, PageAsked::Of(*request, caller));
    CAIRN_ASSIGN_OR_RETURN(const Cohort cohort,
                           ReadCohort(*context, caller, *request, {kRegisterView, kDutiesView}));
    const auto rows = cairn::ListRegister(RegisterChildrenOf(cohort), *request, day);
    for (const auto& row : page.Cut(rows)) *response->add_rows() = row;
    SettingsOnDay settings(records_, day);
    AddOverdue(cohort, settings, day, *response->mutable_rows());
    CAIRN_RETURN_IF_ERROR(EndPage(caller, page, cohort, rows.size(), *response));
    *response->mutable_as_of() = ToProto(day);
    return absl::OkStatus();
  });
}

grpc::Status CohortApi::ListDuties(grpc::ServerContext* context,
                                   const v1::ListDutiesRequest* request,
                                   v1::ListDutiesResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_ASSIGN_OR_RETURN(const CivilDate day,
                           DayAsked(request->has_as_of(), request->as_of(), "as_of", Today()));
    CAIRN_RETURN_IF_ERROR(
        DayAsked(request->has_due_from(), request->due_from(), "due_from", day).status());
    CAIRN_RETURN_IF_ERROR(
        DayAsked(request->has_due_to(), request->due_to(), "due_to", day).status());
    CAIRN_ASSIGN_OR_RETURN(const PageAsked page, PageAsked::Of(*request, caller));
    CAIRN_ASSIGN_OR_RETURN(const Cohort cohort,
                           ReadCohort(*context, caller, *request, {kRegisterView, kDutiesView}));
    SettingsOnDay settings(records_, day);
    const ChildrenWithRows<rows::DutiesRows> children(cohort, settings, day);
    const DueList list = DueListOn(children.all(), *request, day);
    for (const DueLine& line : page.Cut(list.lines)) *response->add_rows() = DutyRowOf(line, day);
    response->set_overdue(list.overdue);
    CAIRN_RETURN_IF_ERROR(EndPage(caller, page, cohort, list.lines.size(), *response));
    *response->mutable_as_of() = ToProto(day);
    return absl::OkStatus();
  });
}

template <typename Request, typename Response, typename Answer>
grpc::Status CohortApi::AnswerOnProvision(grpc::ServerContext& context, const Request& request,
                                          Response& response, const Answer& answer) {
  return rpc_.Run(context, [&](const Caller& caller) -> absl::Status {
    const CivilDate today = Today();
    CAIRN_RETURN_IF_ERROR(DayAsked(request.has_from(), request.from(), "from", today).status());
    CAIRN_ASSIGN_OR_RETURN(const CivilDate to,
                           DayAsked(request.has_to(), request.to(), "to", today));
    CAIRN_ASSIGN_OR_RETURN(const PageAsked page, PageAsked::Of(request, caller));
    CAIRN_ASSIGN_OR_RETURN(const Cohort cohort,
                           ReadCohort(context, caller, request, {kRegisterView, kProvisionView}));
    SettingsOnDay settings(records_, today);
    const ChildrenWithRows<rows::ProvisionRows> children(cohort, settings, to);
    return EndPage(caller, page, cohort, answer(children.all(), today, page), response);
  });
}

grpc::Status CohortApi::GetProvisionMap(grpc::ServerContext* context,
                                        const v1::GetProvisionMapRequest* request,
                                        v1::GetProvisionMapResponse* response) {
  const auto answer = [&](std::span<const ChildProvision> children, CivilDate today,
                          const PageAsked& page) {
    const ProvisionMap map = ProvisionMapOf(children, *request, today);
    for (const ProvisionMapLine& line : page.Cut(map.lines)) {
      *response->add_rows() = ProvisionMapRowOf(line, map);
    }
    *response->mutable_sums() = {map.sums.begin(), map.sums.end()};
    *response->mutable_from() = ToProto(map.from);
    *response->mutable_to() = ToProto(map.to);
    return map.lines.size();
  };
  return AnswerOnProvision(*context, *request, *response, answer);
}

grpc::Status CohortApi::GetImpact(grpc::ServerContext* context, const v1::GetImpactRequest* request,
                                  v1::GetImpactResponse* response) {
  const auto answer = [&](std::span<const ChildProvision> children, CivilDate today,
                          const PageAsked& page) {
    const std::vector<v1::ImpactRow> rows = ImpactOf(children, *request, today);
    for (const auto& row : page.Cut(rows)) *response->add_rows() = row;
    response->set_rules_version(ImpactRulesVersion());
    return rows.size();
  };
  return AnswerOnProvision(*context, *request, *response, answer);
}

grpc::Status CohortApi::ListAcknowledgements(grpc::ServerContext* context,
                                             const v1::ListAcknowledgementsRequest* request,
                                             v1::ListAcknowledgementsResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_ASSIGN_OR_RETURN(const CivilDate day,
                           DayAsked(request->has_as_of(), request->as_of(), "as_of", Today()));
    CAIRN_ASSIGN_OR_RETURN(const PageAsked page, PageAsked::Of(*request, caller));
    CAIRN_ASSIGN_OR_RETURN(const Cohort cohort,
                           ReadCohort(*context, caller, *request, {kAcknowledgementsView}));
    SettingsOnDay settings(records_, day);
    const auto rows =
        cairn::ListAcknowledgements(AcknowledgementChildrenOf(cohort, settings), *request, day);
    for (const auto& row : page.Cut(rows)) *response->add_rows() = row;
    CAIRN_RETURN_IF_ERROR(EndPage(caller, page, cohort, rows.size(), *response));
    *response->mutable_as_of() = ToProto(day);
    return absl::OkStatus();
  });
}

absl::Status CohortApi::Export(const grpc::ServerContext& context, const Caller& caller,
                               const v1::ExportReturnRequest& request,
                               grpc::ServerWriter<v1::ExportReturnResponse>& writer) {
  CAIRN_ASSIGN_OR_RETURN(
      const CivilDate day,
      DayAsked(request.has_census_day(), request.census_day(), "census_day", Today()));
  v1::ExportReturnResponse message;
  *message.mutable_header() = ReturnHeaderOf(request.kind(), day);
  if (message.header().modules().empty()) {
    return InvalidRequest({ShapeFault("kind", "UNKNOWN", "There is no such return.")});
  }
  CAIRN_ASSIGN_OR_RETURN(const Cohort cohort, ReadCohort(context, caller, request, {kReturnsView}));
  *message.mutable_header()->mutable_position() = PositionOf(cohort);
  std::vector<v1::ReturnRow> rows = ListReturn(ReturnChildrenOf(cohort), request.kind(), day);
  CAIRN_RETURN_IF_ERROR(reads_.Note(caller, v1::READ_PURPOSE_LIST, ChildrenIn(rows)));
  if (!writer.Write(message)) return absl::CancelledError("the client is gone");
  v1::ReturnEnd end;
  for (v1::ReturnRow& row : rows) {
    end.set_rows(end.rows() + 1);
    if (!row.missing().empty()) end.set_incomplete(end.incomplete() + 1);
    *message.mutable_row() = std::move(row);
    if (!writer.Write(message)) return absl::CancelledError("the client is gone");
  }
  *message.mutable_end() = std::move(end);
  return writer.Write(message) ? absl::OkStatus() : absl::CancelledError("the client is gone");
}

grpc::Status CohortApi::ExportReturn(grpc::ServerContext* context,
                                     const v1::ExportReturnRequest* request,
                                     grpc::ServerWriter<v1::ExportReturnResponse>* writer) {
  return rpc_.Run(
      *context, [&](const Caller& caller) { return Export(*context, caller, *request, *writer); });
}

}  // namespace cairn
