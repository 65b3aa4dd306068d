#include <string>

#include "clients/cli/commands/child_name.h"
#include "clients/cli/commands/cohort_commands.h"
#include "clients/cli/commands/list_request.h"
#include "clients/cli/print/duty_columns.h"
#include "clients/cli/print/print_words.h"

namespace cairn::cli {
namespace {

const v1::Duty& Itself(const v1::Duty& duty) { return duty; }

Table DutyTable(const v1::GetDutiesResponse& found, bool why) {
  Table table = TableOf(Beside(DutyColumns<v1::Duty, Itself>(), DutyFields<v1::Duty, Itself>()),
                        found.duties());
  for (int i = 0; why && i < found.duties_size(); ++i) {
    table.lines[static_cast<size_t>(i)].notes.push_back(WhyOf(found.duties(i)));
  }
  return table;
}

std::string FootOf(const v1::GetDutiesResponse& found, bool why, size_t width) {
  std::string foot = CountWords(found.duties_size(), found.duties_size(), "duty", "duties") +
                     ", as on " + FullDate(found.as_of()) + ".\n";
  if (!found.has_retention()) return foot;
  const v1::Retention& retention = found.retention();
  std::string kept = "The file is kept until " + FullDate(retention.keep_until());
  if (retention.on_hold()) kept += "; a hold stands in the way of its disposal";
  if (why) kept = Sentences({kept, Plain(retention.explanation())});
  return foot + Hanging("", 0, kept + (kept.back() == '.' ? "" : "."), width);
}

absl::StatusOr<v1::GetDutiesRequest> RequestOf(client::Client& client, const DutiesOptions& options,
                                               v1::ChildRef& child, const Asking& asking) {
  v1::GetDutiesRequest request;
  CLIENT_RETURN_IF_ERROR(FillDay(options.as_of, [&] { return request.mutable_as_of(); }));
  if (!options.as_known_at.empty()) {
    CLIENT_ASSIGN_OR_RETURN(*request.mutable_as_known_at(), ParseMoment(options.as_known_at));
  }
  CLIENT_ASSIGN_OR_RETURN(child, FindChild(client, options.child, asking));
  request.set_record_id(child.record_id());
  return request;
}

}  // namespace

ExitCode RunDuties(client::Client& client, const DutiesOptions& options, const Asking& asking,
                   const Output& output) {
  v1::ChildRef child;
  const absl::StatusOr<v1::GetDutiesRequest> request = RequestOf(client, options, child, asking);
  if (!request.ok()) return output.Failed(request.status());
  const absl::StatusOr<v1::GetDutiesResponse> found = client.GetDuties(*request);
  if (!found.ok()) return output.Failed(found.status());
  if (!output.json && !options.csv) output.out << Line(WhoWords(child));
  return WriteList(*found, DutyTable(*found, options.why),
                   FootOf(*found, options.why, output.width), options.csv, output);
}

}  // namespace cairn::cli
