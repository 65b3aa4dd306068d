#include "services/api/timeline_api.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "projections/record/fold.h"
#include "services/api/page_token.h"
#include "services/rules/shape/name_form.h"

namespace cairn {
namespace {

// The query that a page token is bound to: everything but the page and the position.
std::string QueryOf(const v1::GetTimelineRequest& request) {
  v1::GetTimelineRequest query = request;
  query.clear_page_size();
  query.clear_page_token();
  query.clear_min_position();
  return query.SerializeAsString();
}

// Keeps items [first, first + size) and says where the next page begins.
void CutPage(uint64_t first, int size, const std::string& query,
             v1::GetTimelineResponse& response) {
  auto& items = *response.mutable_items();
  const uint64_t count = static_cast<uint64_t>(items.size());
  const uint64_t begin = std::min(first, count);
  const uint64_t end = std::min(begin + static_cast<uint64_t>(size), count);
  if (end < count) response.set_next_page_token(EncodePageToken(end, query));
  items.DeleteSubrange(static_cast<int>(end), static_cast<int>(count - end));
  items.DeleteSubrange(0, static_cast<int>(begin));
  if (first == 0) return;
  response.clear_head();
  response.clear_tried();
  response.clear_gaps();
  response.clear_cycles();
}

// The filters of a request. INVALID_REQUEST for a day that does not exist, and for an order that
// goes with another one alone.
absl::StatusOr<ItemFilter> FilterOf(const v1::GetTimelineRequest& request) {
  if (request.newest_first() && !request.by_date()) {
    return InvalidRequest({ShapeFault("newest_first", "NEEDS_BY_DATE",
                                      "Newest first goes with by_date: cycles and stages have an "
                                      "order of their own.")});
  }
  ItemFilter filter;
  for (const int stage : request.stages()) filter.stages.push_back(static_cast<v1::Stage>(stage));
  for (const int area : request.areas()) filter.areas.push_back(static_cast<v1::BroadArea>(area));
  for (const int mark : request.marks()) {
    filter.marks.push_back(static_cast<v1::TimelineMark>(mark));
  }
  filter.kind_names.assign(request.kind_names().begin(), request.kind_names().end());
  if (request.has_from()) filter.from = EarliestDay(request.from());
  if (request.has_to()) filter.to = LatestDay(request.to());
  if (request.has_from() != filter.from.has_value() || request.has_to() != filter.to.has_value()) {
    return InvalidRequest({ShapeFault(request.has_from() && !filter.from ? "from" : "to",
                                      "NO_SUCH_DATE", "This is not a day that exists.")});
  }
  if (request.people().empty()) return filter;
  absl::flat_hash_set<std::string> people;
  for (const std::string& name : request.people()) people.insert(rules::NormalName(name));
  filter.is_person = [people = std::move(people)](std::string_view name) {
    return people.contains(rules::NormalName(name));
  };
  return filter;
}

// `SENCO view`: whose eyes the timeline was made for.
std::string ViewerOf(const Caller& caller) {
  switch (caller.role) {
    case v1::ROLE_SENCO:
      return "SENCO view";
    case v1::ROLE_HEAD:
      return "Head's view";
    case v1::ROLE_PARENT:
      return "Parent's view";
    case v1::ROLE_YOUNG_PERSON:
      return "Young person's view";
    case v1::ROLE_TEACHER:
    case v1::ROLE_TEACHING_ASSISTANT:
    case v1::ROLE_PASTORAL:
    case v1::ROLE_OFFICE:
    case v1::ROLE_SAFEGUARDING_LEAD:
      return "Staff view";
    case v1::ROLE_DATA_PROTECTION_OFFICER:
      return "Data protection officer's view";
    case v1::ROLE_LA_CASEWORKER:
      return "Local authority's view";
    case v1::ROLE_EXTERNAL_PROFESSIONAL:
      return "Professional's view";
    case v1::ROLE_AUDITOR:
    case v1::ROLE_INTEGRATION:
    case v1::ROLE_OPERATOR:
    case v1::ROLE_UNSPECIFIED:
    case v1::Role_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Role_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "View";
}

}  // namespace

TimelineOptions TimelineApi::OptionsOf(const Caller& caller, const VisibleRecord& visible) const {
  TimelineOptions options{.viewer = ViewerOf(caller),
                          .withheld = visible.withheld,
                          .simulated = simulated_,
                          .voided = true};
  if (!visible.withheld) return options;
  // The view asks of the whole record, or what is withheld would look like a gap. Of a corrected
  // entry one sees every wording or none, since the line tells of each.
  options.visible = [&visible](const EffectiveEntry& entry) {
    return visible.Shows(entry.original->version) &&
           std::ranges::all_of(entry.corrections, [&](const EventPtr& correction) {
             return visible.Shows(correction->version);
           });
  };
  return options;
}

absl::StatusOr<v1::GetTimelineResponse> TimelineApi::ReadWhole(
    const Caller& caller, const v1::GetTimelineRequest& request) const {
  CAIRN_ASSIGN_OR_RETURN(const TimesAsked at, TimesOf(request, DayOfMicros(clock_.NowMicros())));
  CAIRN_ASSIGN_OR_RETURN(ItemFilter filter, FilterOf(request));
  CAIRN_ASSIGN_OR_RETURN(const VisibleRecord visible,
                         reader_.Read(caller, Action::kReadRecord, request.record_id()));

  const RecordPtr setting = SettingAt(visible, at);
  TimelineOptions options = OptionsOf(caller, visible);
  options.setting = setting ? &setting->setting : nullptr;
  options.filter = std::move(filter);
  options.by_date = request.by_date();
  options.newest_first = request.newest_first();
  return TimelineView(Fold(visible.whole->id, visible.whole->events, at.known_at, at.as_of),
                      options);
}

grpc::Status TimelineApi::GetTimeline(grpc::ServerContext* context,
                                      const v1::GetTimelineRequest* request,
                                      v1::GetTimelineResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_RETURN_IF_ERROR(rpc_.CheckPosition(*request));
    CAIRN_ASSIGN_OR_RETURN(const int size, PageSize(request->page_size()));
    const std::string query = QueryOf(*request);
    CAIRN_ASSIGN_OR_RETURN(const uint64_t first, DecodePageToken(request->page_token(), query));
    CAIRN_ASSIGN_OR_RETURN(*response, ReadWhole(caller, *request));
    CutPage(first, size, query, *response);
    *response->mutable_position() = rpc_.Head();
    return absl::OkStatus();
  });
}

}  // namespace cairn
