#include <string>

#include "clients/cli/commands/cohort_commands.h"
#include "clients/cli/commands/list_request.h"
#include "clients/cli/print/print_words.h"

namespace cairn::cli {
namespace {

absl::StatusOr<v1::GetProvisionMapRequest> RequestOf(const ProvisionOptions& options) {
  v1::GetProvisionMapRequest request;
  CLIENT_RETURN_IF_ERROR(FillList(options.list, request));
  CLIENT_RETURN_IF_ERROR(FillDay(options.from, [&] { return request.mutable_from(); }));
  CLIENT_RETURN_IF_ERROR(FillDay(options.to, [&] { return request.mutable_to(); }));
  CLIENT_RETURN_IF_ERROR(
      AddCodes(*v1::SenType_descriptor(), "need", options.needs, *request.mutable_needs()));
  CLIENT_RETURN_IF_ERROR(
      AddCodes(*v1::Tier_descriptor(), "tier", options.tiers, *request.mutable_tiers()));
  CLIENT_RETURN_IF_ERROR(
      AddCodes(*v1::ProvisionType_descriptor(), "type", options.types, *request.mutable_types()));
  request.set_group(options.group);
  request.set_staff(options.staff);
  for (const std::string& year : options.nc_years) request.add_nc_years(year);
  request.set_search(options.search);
  if (options.by.empty()) return request;
  CLIENT_ASSIGN_OR_RETURN(const int grouping, ParseCode(*v1::ProvisionMapGrouping_descriptor(),
                                                        "grouping", options.by));
  request.set_grouping(static_cast<v1::ProvisionMapGrouping>(grouping));
  return request;
}

// `8/15`: given of planned, as far as either is known.
Value GivenOf(const v1::ProvisionMapRow& row) {
  if (row.delivered_sessions() < 0) return {"no log", ""};
  std::string words = absl::StrFormat("%d", row.delivered_sessions());
  if (row.planned_sessions() >= 0) words += absl::StrFormat("/%d", row.planned_sessions());
  return Text(words);
}

Value NeedsOf(const v1::ProvisionMapRow& row) {
  std::vector<std::string> needs;
  for (const int need : row.needs()) needs.push_back(CodeName(*v1::SenType_descriptor(), need));
  return Text(Listed(needs, "; "));
}

std::vector<Column<v1::ProvisionMapRow>> PaperColumns() {
  using Row = v1::ProvisionMapRow;
  return {
      {"WHAT", "what", [](const Row& row) { return Text(row.what()); }},
      {"GROUP", "group_id", [](const Row& row) { return Text(row.group_id()); }},
      {"GIVEN BY", "staff", [](const Row& row) { return Text(row.staff()); }},
      {"FROM", "from", [](const Row& row) { return Day(row.from()); }, Fit::kWhole},
      {"TO", "to", [](const Row& row) { return Day(row.to()); }, Fit::kWhole},
      {"GIVEN", "", GivenOf, Fit::kRight},
      {"MINUTES", "delivered_minutes",
       [](const Row& row) { return Number(row.delivered_minutes()); }, Fit::kRight},
      {"COST", "cost_pence", [](const Row& row) { return Money(row.cost_pence()); }, Fit::kRight},
      {"SHOWS", "shows", [](const Row& row) { return Text(row.shows()); }},
  };
}

std::vector<Column<v1::ProvisionMapRow>> CsvColumns() {
  using Row = v1::ProvisionMapRow;
  return {
      {"", "provision_id", [](const Row& row) { return Text(row.provision_id()); }},
      {"", "type",
       [](const Row& row) { return Text(CodeName(*v1::ProvisionType_descriptor(), row.type())); }},
      {"", "tier",
       [](const Row& row) { return Text(CodeName(*v1::Tier_descriptor(), row.tier())); }},
      {"", "basis",
       [](const Row& row) {
         return Text(CodeName(*v1::ProvisionBasis_descriptor(), row.basis()));
       }},
      {"", "needs", NeedsOf},
      {"", "planned_sessions", [](const Row& row) { return Number(row.planned_sessions()); }},
      {"", "planned_minutes", [](const Row& row) { return Number(row.planned_minutes()); }},
      {"", "delivered_sessions", [](const Row& row) { return Number(row.delivered_sessions()); }},
      {"", "minutes_per_session", [](const Row& row) { return Number(row.minutes_per_session()); }},
      {"", "verdict",
       [](const Row& row) { return Text(CodeName(*v1::Verdict_descriptor(), row.verdict())); }},
      {"", "cost_explanation", [](const Row& row) { return Text(row.cost_explanation()); }},
  };
}

Table RowsTable(const v1::GetProvisionMapResponse& found, bool why) {
  using Row = v1::ProvisionMapRow;
  Table table = TableOf(WithChild<Row>(Beside(PaperColumns(), CsvColumns())), found.rows());
  for (int i = 0; why && i < found.rows_size(); ++i) {
    const std::string cost = Plain(found.rows(i).cost_explanation());
    if (!cost.empty()) table.lines[static_cast<size_t>(i)].notes.push_back(cost);
  }
  return table;
}

Table SumsTable(const v1::GetProvisionMapResponse& found) {
  using Sum = v1::ProvisionMapSum;
  const std::vector<Column<Sum>> columns = {
      {"IN ALL", "label",
       [](const Sum& sum) { return Text(sum.label().empty() ? "everything" : sum.label()); }},
      {"", "key", [](const Sum& sum) { return Text(sum.key()); }},
      {"CHILDREN", "children", [](const Sum& sum) { return Number(sum.children()); }, Fit::kRight},
      {"PROVISIONS", "provisions", [](const Sum& sum) { return Number(sum.provisions()); },
       Fit::kRight},
      {"PLANNED MIN", "planned_minutes",
       [](const Sum& sum) { return Number(sum.planned_minutes()); }, Fit::kRight},
      {"GIVEN MIN", "delivered_minutes",
       [](const Sum& sum) { return Number(sum.delivered_minutes()); }, Fit::kRight},
      {"COST", "cost_pence", [](const Sum& sum) { return Money(sum.cost_pence()); }, Fit::kRight},
      {"COST UNKNOWN", "without_cost", [](const Sum& sum) { return Number(sum.without_cost()); },
       Fit::kRight},
  };
  return TableOf(columns, found.sums());
}

std::string FootOf(const v1::GetProvisionMapResponse& found) {
  return CountWords(found.rows_size(), found.total(), "provision", "provisions") + ", " +
         FullDate(found.from()) + " to " + FullDate(found.to()) + ".\n" +
         FictionWords(found.rows());
}

}  // namespace

ExitCode RunProvision(client::Client& client, const ProvisionOptions& options,
                      const Output& output) {
  const absl::StatusOr<v1::GetProvisionMapRequest> request = RequestOf(options);
  if (!request.ok()) return output.Failed(request.status());
  const int limit = options.sums ? 1 : options.list.limit;  // sums come with the first page
  const auto found = WholeList(client, &client::Client::GetProvisionMap, *request, limit);
  if (!found.ok()) return output.Failed(found.status());
  if (options.sums) return WriteList(*found, SumsTable(*found), "", options.list.csv, output);
  const std::string foot =
      FootOf(*found) + PrintTable(SumsTable(*found), {output.width, output.colour});
  return WriteList(*found, RowsTable(*found, options.why), foot, options.list.csv, output);
}

}  // namespace cairn::cli
