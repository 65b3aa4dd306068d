#include <string>

#include "clients/cli/commands/cohort_commands.h"
#include "clients/cli/commands/list_request.h"
#include "clients/cli/print/print_words.h"

namespace cairn::cli {
namespace {

absl::StatusOr<v1::ListRegisterRequest> RequestOf(const RegisterOptions& options) {
  v1::ListRegisterRequest request;
  CLIENT_RETURN_IF_ERROR(FillList(options.list, request));
  for (const std::string& year : options.nc_years) request.add_nc_years(year);
  CLIENT_RETURN_IF_ERROR(AddCodes(*v1::SenProvision_descriptor(), "status", options.statuses,
                                  *request.mutable_sen_provisions()));
  CLIENT_RETURN_IF_ERROR(
      AddCodes(*v1::SenType_descriptor(), "need", options.needs, *request.mutable_needs()));
  request.set_key_worker(options.key_worker);
  request.set_search(options.search);
  request.set_include_all(options.all);
  if (!options.order.empty()) {
    CLIENT_ASSIGN_OR_RETURN(const int order,
                            ParseCode(*v1::RegisterOrder_descriptor(), "order", options.order));
    request.set_order(static_cast<v1::RegisterOrder>(order));
  }
  request.set_descending(options.reverse);
  CLIENT_RETURN_IF_ERROR(FillDay(options.as_of, [&] { return request.mutable_as_of(); }));
  return request;
}

Value PlanOf(const v1::RegisterRow& row) {
  if (row.plan_id().empty()) return {};
  return Text(absl::StrFormat("v%d from %s", row.plan_version(), FullDate(row.plan_from())));
}

Value NeedsOf(const v1::RegisterRow& row) {
  std::vector<std::string> needs;
  for (const int need : row.needs()) needs.push_back(CodeName(*v1::SenType_descriptor(), need));
  return {Listed(needs, " "), Listed(needs, "; ")};
}

Value RemarksOf(const v1::RegisterRow& row) {
  std::vector<std::string> remarks;
  if (row.legal_duties_overdue() > 0) {
    remarks.push_back(absl::StrFormat("%d OVERDUE", row.legal_duties_overdue()));
  }
  if (row.disputed()) remarks.emplace_back("disputed");
  if (row.has_left_on()) remarks.push_back("left " + FullDate(row.left_on()));
  Value value = Text(Listed(remarks, ", "));
  if (row.legal_duties_overdue() > 0) value.tone = Tone::kAlarm;
  return value;
}

std::vector<Column<v1::RegisterRow>> RegisterColumns() {
  using Row = v1::RegisterRow;
  return WithChild<Row>({
      {"STATUS", "sen_provision",
       [](const Row& row) {
         return Text(CodeName(*v1::SenProvision_descriptor(), row.sen_provision()));
       },
       Fit::kWhole},
      {"SINCE", "sen_provision_from", [](const Row& row) { return Day(row.sen_provision_from()); },
       Fit::kWhole},
      {"NEEDS", "needs", NeedsOf},
      {"KEY WORKER", "key_worker", [](const Row& row) { return Text(row.key_worker()); }},
      {"PLAN", "", PlanOf},
      {"LAST REVIEW", "last_review", [](const Row& row) { return Day(row.last_review()); },
       Fit::kWhole},
      {"NEXT REVIEW", "next_review", [](const Row& row) { return Day(row.next_review()); },
       Fit::kWhole},
      {"REMARKS", "", RemarksOf},
      {"", "born", [](const Row& row) { return Day(row.born()); }},
      {"", "upn", [](const Row& row) { return Text(row.upn()); }},
      {"", "class_teacher", [](const Row& row) { return Text(row.class_teacher()); }},
      {"", "plan_id", [](const Row& row) { return Text(row.plan_id()); }},
      {"", "plan_kind",
       [](const Row& row) { return Text(CodeName(*v1::PlanKind_descriptor(), row.plan_kind())); }},
      {"", "plan_version", [](const Row& row) { return Number(row.plan_version()); }},
      {"", "plan_from", [](const Row& row) { return Day(row.plan_from()); }},
      {"", "provisions", [](const Row& row) { return Number(row.provisions()); }},
      {"", "disputed", [](const Row& row) { return Mark(row.disputed(), "disputed"); }},
      {"", "legal_duties_overdue",
       [](const Row& row) { return Number(row.legal_duties_overdue()); }},
      {"", "left_on", [](const Row& row) { return Day(row.left_on()); }},
  });
}

std::string FootOf(const v1::ListRegisterResponse& found, bool all) {
  const std::string count = CountWords(found.rows_size(), found.total(), "child", "children");
  // Whoever finds nobody at a school that all have left, or no need was found at yet, asks why.
  const std::string rest = found.total() == 0 && !all
                               ? "Who has left, or has no need on record, is listed with --all.\n"
                               : "";
  return count + ", as on " + FullDate(found.as_of()) + ".\n" + rest + FictionWords(found.rows());
}

}  // namespace

ExitCode RunRegister(client::Client& client, const RegisterOptions& options, const Output& output) {
  const absl::StatusOr<v1::ListRegisterRequest> request = RequestOf(options);
  if (!request.ok()) return output.Failed(request.status());
  const auto found = WholeList(client, &client::Client::ListRegister, *request, options.list.limit);
  if (!found.ok()) return output.Failed(found.status());
  return WriteList(*found, TableOf(RegisterColumns(), found->rows()), FootOf(*found, options.all),
                   options.list.csv, output);
}

}  // namespace cairn::cli
