#include "services/reading/record_resolver.h"

#include <optional>
#include <vector>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "services/rules/claims.h"

namespace cairn {
namespace {

v1::Resolution Unresolved() {
  v1::Resolution resolution;
  resolution.set_state(v1::RESOLUTION_STATE_UNRESOLVED);
  return resolution;
}

std::vector<v1::Fault> FaultsOf(const v1::ResolveRecordsRequest& request) {
  std::vector<v1::Fault> faults;
  if (request.queries().empty()) {
    faults.push_back(ShapeFault("queries", "REQUIRED", "Send at least one query."));
  }
  if (static_cast<size_t>(request.queries_size()) > limits::kResolveMax) {
    faults.push_back(ShapeFault("queries", "TOO_MANY",
                                absl::StrFormat("Send at most %d queries.", limits::kResolveMax)));
  }
  for (int i = 0; i < request.queries_size(); ++i) {
    if (request.queries(i).by_case() == v1::RecordQuery::BY_NOT_SET) {
      faults.push_back(ShapeFault(absl::StrFormat("queries[%d]", i), "REQUIRED",
                                  "Say what to look for: an identifier, a source, or a name with "
                                  "a date of birth."));
    }
  }
  return faults;
}

}  // namespace

absl::StatusOr<v1::ResolveRecordsResponse> RecordResolver::Resolve(
    const Caller& caller, const v1::ResolveRecordsRequest& request) const {
  CAIRN_RETURN_IF_ERROR(guard_.Authorise(caller, Action::kResolve).status());
  if (const std::vector<v1::Fault> faults = FaultsOf(request); !faults.empty()) {
    return InvalidRequest(faults);
  }
  v1::ResolveRecordsResponse response;
  for (const v1::RecordQuery& query : request.queries()) {
    CAIRN_ASSIGN_OR_RETURN(*response.add_resolutions(), ResolveOne(caller, query));
  }
  return response;
}

absl::StatusOr<v1::Resolution> RecordResolver::ResolveOne(const Caller& caller,
                                                          const v1::RecordQuery& query) const {
  const RecordId setting = caller.setting.value_or(RecordId());
  switch (query.by_case()) {
    case v1::RecordQuery::kUpn:
      return Match(caller, UpnClaim(setting, query.upn()));
    case v1::RecordQuery::kUln:
      return Match(caller, UlnClaim(query.uln()));
    case v1::RecordQuery::kSource:
      return Match(caller, SourceClaim(setting, query.source().system(), query.source().id()));
    case v1::RecordQuery::kNameAndBirth:
      return ResolveName(caller, query.name_and_birth());
    case v1::RecordQuery::BY_NOT_SET:
      break;
  }
  CAIRN_CHECK_UNREACHABLE();
}

absl::StatusOr<v1::Resolution> RecordResolver::Match(const Caller& caller,
                                                     const Claim& claim) const {
  CAIRN_ASSIGN_OR_RETURN(const std::optional<RecordId> id, log_.Find(claim));
  if (!id) return Unresolved();
  CAIRN_ASSIGN_OR_RETURN(const RecordPtr record, records_.Load(*id));
  if (!guard_.AuthoriseRecord(caller, Action::kResolve, *record).ok()) return Unresolved();
  v1::Resolution resolution;
  resolution.set_state(v1::RESOLUTION_STATE_MATCHED);
  resolution.set_record_id(id->ToBytes());
  return resolution;
}

absl::StatusOr<v1::Resolution> RecordResolver::ResolveName(const Caller& caller,
                                                           const v1::NameAndBirth& name) const {
  const RecordId setting = caller.setting.value_or(RecordId());
  v1::Resolution found = Unresolved();
  for (int serial = 0; serial < kNameSerials; ++serial) {
    CAIRN_ASSIGN_OR_RETURN(
        v1::Resolution next,
        Match(caller, NameAndBirthClaim(setting, name.name(), name.born(), serial)));
    if (next.state() != v1::RESOLUTION_STATE_MATCHED) continue;
    if (found.state() == v1::RESOLUTION_STATE_MATCHED) {
      v1::Resolution ambiguous;
      ambiguous.set_state(v1::RESOLUTION_STATE_AMBIGUOUS);
      return ambiguous;
    }
    found = std::move(next);
  }
  return found;
}

}  // namespace cairn
