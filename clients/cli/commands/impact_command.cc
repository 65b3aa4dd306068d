#include <string>

#include "clients/cli/commands/cohort_commands.h"
#include "clients/cli/commands/list_request.h"
#include "clients/cli/print/print_words.h"

namespace cairn::cli {
namespace {

absl::StatusOr<v1::GetImpactRequest> RequestOf(const ImpactOptions& options) {
  v1::GetImpactRequest request;
  CLIENT_RETURN_IF_ERROR(FillList(options.list, request));
  CLIENT_RETURN_IF_ERROR(FillDay(options.from, [&] { return request.mutable_from(); }));
  CLIENT_RETURN_IF_ERROR(FillDay(options.to, [&] { return request.mutable_to(); }));
  CLIENT_RETURN_IF_ERROR(
      AddCodes(*v1::SenType_descriptor(), "need", options.needs, *request.mutable_needs()));
  CLIENT_RETURN_IF_ERROR(
      AddCodes(*v1::ProvisionType_descriptor(), "type", options.types, *request.mutable_types()));
  request.set_search(options.search);
  if (options.by.empty()) return request;
  CLIENT_ASSIGN_OR_RETURN(const int grouping,
                          ParseCode(*v1::ImpactGrouping_descriptor(), "grouping", options.by));
  request.set_grouping(static_cast<v1::ImpactGrouping>(grouping));
  return request;
}

// `+4.2`: a change has a sign.
std::string ChangeWords(const v1::Decimal& change) {
  return (change.value() > 0 ? "+" : "") + DecimalWords(change);
}

// `YARC standard score: +4.2 (95 % between 0.1 and 8.3), 6 children, effect size 0.41`.
std::string MeasureWords(const v1::MeasureChange& measure) {
  std::string words = Plain(measure.measure());
  if (!measure.unit().empty()) words += " " + Plain(measure.unit());
  words += ": " + ChangeWords(measure.mean_change());
  if (measure.has_interval_low() && measure.has_interval_high()) {
    words += absl::StrFormat(" (%d %% between %s and %s)", measure.interval_percent(),
                             DecimalWords(measure.interval_low()),
                             DecimalWords(measure.interval_high()));
  }
  words += ", " + CountWords(measure.children(), measure.children(), "child", "children");
  if (measure.has_effect_size()) words += ", effect size " + DecimalWords(measure.effect_size());
  return words;
}

std::string MeasuresOf(const v1::ImpactRow& row) {
  std::vector<std::string> measures;
  for (const v1::MeasureChange& measure : row.measures()) measures.push_back(MeasureWords(measure));
  return Listed(measures, "; ");
}

std::string NoEvidenceOf(const v1::ImpactRow& row) {
  std::vector<std::string> reasons;
  for (const v1::NoEvidenceReason& reason : row.no_evidence_reasons()) {
    reasons.push_back(absl::StrFormat("%s %d", Plain(reason.reason()), reason.provisions()));
  }
  return Listed(reasons, "; ");
}

// A setting without a name is called by its id.
Value WhatOf(const v1::ImpactRow& row) {
  Value value = Text(row.label());
  if (value.words.empty()) value.words = Plain(row.key());
  return value;
}

std::vector<Column<v1::ImpactRow>> ImpactColumns() {
  using Row = v1::ImpactRow;
  return {
      {"WHAT", "label", WhatOf},
      {"", "key", [](const Row& row) { return Text(row.key()); }},
      {"CHILDREN", "children", [](const Row& row) { return Number(row.children()); }, Fit::kRight},
      {"COURSES", "provisions", [](const Row& row) { return Number(row.provisions()); },
       Fit::kRight},
      {"CHANGE", "changed", [](const Row& row) { return Number(row.changed()); }, Fit::kRight},
      {"NO RELIABLE CHANGE", "no_reliable_change",
       [](const Row& row) { return Number(row.no_reliable_change()); }, Fit::kRight},
      {"CAUSE UNKNOWN", "cause_unknown", [](const Row& row) { return Number(row.cause_unknown()); },
       Fit::kRight},
      {"CANNOT TELL", "cannot_tell", [](const Row& row) { return Number(row.cannot_tell()); },
       Fit::kRight},
      {"NOT EVIDENCE", "no_evidence", [](const Row& row) { return Number(row.no_evidence()); },
       Fit::kRight},
      {"DOSE %", "dose_percent", [](const Row& row) { return Number(row.dose_percent()); },
       Fit::kRight},
      {"", "planned_sessions", [](const Row& row) { return Number(row.planned_sessions()); }},
      {"", "delivered_sessions", [](const Row& row) { return Number(row.delivered_sessions()); }},
      {"", "delivered_minutes", [](const Row& row) { return Number(row.delivered_minutes()); }},
      {"", "measures", [](const Row& row) { return Text(MeasuresOf(row)); }},
      {"", "no_evidence_reasons", [](const Row& row) { return Text(NoEvidenceOf(row)); }},
  };
}

// What was measured stands under its line, and why the rest is no evidence.
Table ImpactTable(const v1::GetImpactResponse& found) {
  Table table = TableOf(ImpactColumns(), found.rows());
  for (int i = 0; i < found.rows_size(); ++i) {
    std::vector<std::string>& notes = table.lines[static_cast<size_t>(i)].notes;
    for (const v1::MeasureChange& measure : found.rows(i).measures()) {
      notes.push_back(MeasureWords(measure));
    }
    const std::string no_evidence = NoEvidenceOf(found.rows(i));
    if (!no_evidence.empty()) notes.push_back("Not evidence: " + no_evidence);
  }
  return table;
}

}  // namespace

ExitCode RunImpact(client::Client& client, const ImpactOptions& options, const Output& output) {
  const absl::StatusOr<v1::GetImpactRequest> request = RequestOf(options);
  if (!request.ok()) return output.Failed(request.status());
  const auto found = WholeList(client, &client::Client::GetImpact, *request, options.list.limit);
  if (!found.ok()) return output.Failed(found.status());
  const std::string foot =
      CountWords(found->rows_size(), found->total(), "line", "lines") +
      absl::StrFormat("; judged by rules v%d. Counts are courses of one child each.\n",
                      found->rules_version());
  return WriteList(*found, ImpactTable(*found), foot, options.list.csv, output);
}

}  // namespace cairn::cli
