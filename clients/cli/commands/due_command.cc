#include <string>

#include "clients/cli/commands/cohort_commands.h"
#include "clients/cli/commands/list_request.h"
#include "clients/cli/print/duty_columns.h"

namespace cairn::cli {
namespace {

absl::StatusOr<v1::ListDutiesRequest> RequestOf(const DueOptions& options) {
  v1::ListDutiesRequest request;
  CLIENT_RETURN_IF_ERROR(FillList(options.list, request));
  CLIENT_RETURN_IF_ERROR(FillDay(options.from, [&] { return request.mutable_due_from(); }));
  CLIENT_RETURN_IF_ERROR(FillDay(options.to, [&] { return request.mutable_due_to(); }));
  CLIENT_RETURN_IF_ERROR(FillDay(options.as_of, [&] { return request.mutable_as_of(); }));
  CLIENT_RETURN_IF_ERROR(
      AddCodes(*v1::DutyOwner_descriptor(), "owner", options.owners, *request.mutable_owners()));
  CLIENT_RETURN_IF_ERROR(
      AddCodes(*v1::DutyState_descriptor(), "state", options.states, *request.mutable_states()));
  request.set_owner_name(options.owner_name);
  for (const std::string& rule : options.rules) request.add_rule_ids(rule);
  request.set_legal_only(options.legal_only);
  return request;
}

const v1::Duty& DutyOf(const v1::DutyRow& row) { return row.duty(); }

Table DutyTable(const v1::ListDutiesResponse& found, bool why) {
  using Row = v1::DutyRow;
  Table table = TableOf(
      Beside(DutyColumns<Row, DutyOf>(), WithChild<Row>(DutyFields<Row, DutyOf>())), found.rows());
  for (int i = 0; why && i < found.rows_size(); ++i) {
    table.lines[static_cast<size_t>(i)].notes.push_back(WhyOf(found.rows(i).duty()));
  }
  return table;
}

std::string FootOf(const v1::ListDutiesResponse& found) {
  const std::string count = CountWords(found.rows_size(), found.total(), "duty", "duties");
  return absl::StrFormat("%s, %d overdue, as on %s.\n", count, found.overdue(),
                         FullDate(found.as_of())) +
         FictionWords(found.rows());
}

}  // namespace

ExitCode RunDue(client::Client& client, const DueOptions& options, const Output& output) {
  const absl::StatusOr<v1::ListDutiesRequest> request = RequestOf(options);
  if (!request.ok()) return output.Failed(request.status());
  const auto found = WholeList(client, &client::Client::ListDuties, *request, options.list.limit);
  if (!found.ok()) return output.Failed(found.status());
  return WriteList(*found, DutyTable(*found, options.why), FootOf(*found), options.list.csv,
                   output);
}

}  // namespace cairn::cli
