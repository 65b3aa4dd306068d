#include <ostream>
#include <vector>

#include "clients/cli/commands/commands.h"
#include "clients/cli/names/moments.h"
#include "clients/cli/names/record_name.h"
#include "clients/cli/print/text_layout.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

struct Query {
  std::string words;
  v1::RecordQuery query;
};

absl::StatusOr<std::vector<Query>> QueriesOf(const ResolveOptions& options) {
  std::vector<Query> queries;
  for (const std::string& upn : options.upns) {
    queries.push_back({"upn " + upn, {}});
    queries.back().query.set_upn(upn);
  }
  for (const std::string& uln : options.ulns) {
    queries.push_back({"uln " + uln, {}});
    queries.back().query.set_uln(uln);
  }
  for (const std::string& source : options.sources) {
    queries.push_back({"source " + source, {}});
    CLIENT_ASSIGN_OR_RETURN(*queries.back().query.mutable_source(), ParseSource(source));
  }
  if (!options.name.empty()) {
    queries.push_back({"name " + options.name, {}});
    v1::NameAndBirth& by = *queries.back().query.mutable_name_and_birth();
    by.set_name(options.name);
    CLIENT_ASSIGN_OR_RETURN(*by.mutable_born(), ParseDate(options.born));
  }
  if (queries.empty()) return absl::InvalidArgumentError("say whom to look for: see --help");
  return queries;
}

std::string StateWords(v1::ResolutionState state) {
  switch (state) {
    case v1::RESOLUTION_STATE_MATCHED:
      return "matched";
    case v1::RESOLUTION_STATE_AMBIGUOUS:
      return "more than one";
    case v1::RESOLUTION_STATE_UNRESOLVED:
    case v1::RESOLUTION_STATE_UNSPECIFIED:
    case v1::ResolutionState_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::ResolutionState_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "none";
}

}  // namespace

ExitCode RunResolve(client::Client& client, const ResolveOptions& options, const Output& output) {
  const absl::StatusOr<std::vector<Query>> queries = QueriesOf(options);
  if (!queries.ok()) return output.Misused(queries.status());
  v1::ResolveRecordsRequest request;
  for (const Query& query : *queries) *request.add_queries() = query.query;
  const absl::StatusOr<v1::ResolveRecordsResponse> found = client.ResolveRecords(request);
  if (!found.ok()) return output.Failed(found.status());

  bool all_matched = found->resolutions_size() == request.queries_size();
  if (output.json) output.Json(*found);
  for (int i = 0; i < found->resolutions_size() && i < request.queries_size(); ++i) {
    const v1::Resolution& resolution = found->resolutions(i);
    const bool matched = resolution.state() == v1::RESOLUTION_STATE_MATCHED;
    all_matched = all_matched && matched;
    if (output.json) continue;
    output.out << (matched ? HexOf(resolution.record_id()) : StateWords(resolution.state())) << "  "
               << Plain((*queries)[static_cast<size_t>(i)].words) << "\n";
  }
  return all_matched ? ExitCode::kOk : ExitCode::kRefused;
}

}  // namespace cairn::cli
