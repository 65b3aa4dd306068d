#include <string>

#include "clients/cli/commands/cohort_commands.h"
#include "clients/cli/commands/list_request.h"

namespace cairn::cli {
namespace {

absl::StatusOr<v1::ListAcknowledgementsRequest> RequestOf(const AcknowledgementsOptions& options) {
  v1::ListAcknowledgementsRequest request;
  CLIENT_RETURN_IF_ERROR(FillList(options.list, request));
  CLIENT_RETURN_IF_ERROR(FillDay(options.as_of, [&] { return request.mutable_as_of(); }));
  request.set_person(options.person);
  return request;
}

std::vector<Column<v1::AcknowledgementRow>> AcknowledgementsColumns() {
  using Row = v1::AcknowledgementRow;
  const std::vector<Column<Row>> first = {
      {"WHO", "person", [](const Row& row) { return Text(row.person()); }},
      {"AS", "capacity",
       [](const Row& row) {
         return Value{CodeWords(*v1::Capacity_descriptor(), row.capacity()),
                      CodeName(*v1::Capacity_descriptor(), row.capacity())};
       }},
      {"WHAT", "what", [](const Row& row) { return Text(row.what()); }},
      {"SINCE", "since", [](const Row& row) { return Day(row.since()); }, Fit::kWhole},
      {"DAYS", "days", [](const Row& row) { return Number(row.days()); }, Fit::kRight},
      {"READ BEFORE", "read_before", [](const Row& row) { return Text(row.read_before()); }},
      {"", "plan_id", [](const Row& row) { return Text(row.plan_id()); }},
      {"", "plan_version", [](const Row& row) { return Number(row.plan_version()); }},
  };
  return Beside(first, WithChild<Row>({}));
}

}  // namespace

ExitCode RunAcknowledgements(client::Client& client, const AcknowledgementsOptions& options,
                             const Output& output) {
  const absl::StatusOr<v1::ListAcknowledgementsRequest> request = RequestOf(options);
  if (!request.ok()) return output.Failed(request.status());
  const auto found =
      WholeList(client, &client::Client::ListAcknowledgements, *request, options.list.limit);
  if (!found.ok()) return output.Failed(found.status());
  const std::string foot = CountWords(found->rows_size(), found->total(), "reading", "readings") +
                           " outstanding, as on " + FullDate(found->as_of()) + ".\n" +
                           FictionWords(found->rows());
  return WriteList(*found, TableOf(AcknowledgementsColumns(), found->rows()), foot,
                   options.list.csv, output);
}

}  // namespace cairn::cli
