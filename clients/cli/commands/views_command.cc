#include <ostream>
#include <string>

#include "clients/cli/commands/cohort_commands.h"
#include "clients/cli/commands/list_request.h"
#include "clients/cli/print/task_line.h"

namespace cairn::cli {
namespace {

std::string RecordCount(uint64_t records) {
  return absl::StrFormat("%d %s", records, records == 1 ? "record" : "records");
}

std::vector<Column<v1::ViewStatus>> ViewsColumns() {
  using Row = v1::ViewStatus;
  return {
      {"VIEW", "name", [](const Row& view) { return Text(view.name()); }},
      {"STATE", "state",
       [](const Row& view) {
         Value value = Text(CodeName(*v1::ViewState_descriptor(), view.state()));
         if (view.state() == v1::VIEW_STATE_STOPPED) value.tone = Tone::kAlarm;
         return value;
       },
       Fit::kWhole},
      {"RECORDS", "records",
       [](const Row& view) { return Number(static_cast<int64_t>(view.records())); }, Fit::kRight},
      {"POSITION", "position",
       [](const Row& view) { return Number(static_cast<int64_t>(view.position().value())); },
       Fit::kRight},
      {"GENERATION", "view_generation",
       [](const Row& view) { return Number(view.view_generation()); }, Fit::kRight},
      {"VERSION", "version", [](const Row& view) { return Text(view.version().substr(0, 8)); },
       Fit::kWhole},
  };
}

Table ViewsTable(const v1::GetStatusResponse& status) {
  Table table = TableOf(ViewsColumns(), status.views());
  for (int i = 0; i < status.views_size(); ++i) {
    const v1::ViewStatus& view = status.views(i);
    auto& notes = table.lines[static_cast<size_t>(i)].notes;
    if (view.state() == v1::VIEW_STATE_STOPPED) {
      notes.push_back(absl::StrFormat("Stopped at position %d: %s", view.stopped_at().value(),
                                      Plain(view.stopped_because())));
    } else if (!view.waits_because().empty()) {
      notes.push_back("Waits: " + Plain(view.waits_because()));
    }
  }
  return table;
}

ExitCode ShowViews(client::Client& client, const Output& output) {
  const absl::StatusOr<v1::GetStatusResponse> status = client.GetStatus({});
  if (!status.ok()) return output.Failed(status.status());
  v1::GetStatusResponse views;  // nothing but the views
  *views.mutable_views() = status->views();
  *views.mutable_position() = status->position();
  const std::string foot =
      absl::StrFormat("The log is at position %d.\n", status->position().value());
  WriteList(views, ViewsTable(*status), foot, false, output);
  const bool stopped = std::any_of(
      views.views().begin(), views.views().end(),
      [](const v1::ViewStatus& view) { return view.state() == v1::VIEW_STATE_STOPPED; });
  return stopped ? ExitCode::kRefused : ExitCode::kOk;
}

std::string ReportWords(const v1::RebuildViewsReport& report) {
  const std::string view = Plain(report.view());
  if (!report.refused_because().empty()) {
    return view + ": NOT TAKEN, the old rows stay: " + Plain(report.refused_because());
  }
  return absl::StrFormat(
      "%s: %s from %d events to position %d, %d held against the log; generation %d is served.",
      view, RecordCount(report.records()), report.events(), report.position().value(),
      report.sampled(), report.view_generation());
}

ExitCode RebuildViews(client::Client& client, const ViewsOptions& options, const Output& output) {
  v1::RebuildViewsRequest request;
  for (const std::string& name : options.names) request.add_views(name);
  bool refused = false;
  TaskLine line(output, "Computing");
  const absl::Status ended =
      client.RebuildViews(request, [&](const v1::RebuildViewsResponse& step) {
        if (step.has_progress()) {
          const v1::TaskProgress& records = step.progress().records();
          line.Show(Plain(step.progress().view()) + " " +
                    TaskWords(records.done(), records.total(), RecordCount));
        }
        if (!step.has_report()) return absl::OkStatus();
        refused = refused || !step.report().refused_because().empty();
        line.Clear();
        if (output.json) {
          output.Json(step.report());
        } else {
          output.out << Hanging("", 0, ReportWords(step.report()), output.width) << std::flush;
        }
        return absl::OkStatus();
      });
  line.Clear();
  if (!ended.ok()) return output.Failed(ended);
  return refused ? ExitCode::kRefused : ExitCode::kOk;
}

}  // namespace

ExitCode RunViews(client::Client& client, const ViewsOptions& options, const Output& output) {
  return options.rebuild ? RebuildViews(client, options, output) : ShowViews(client, output);
}

}  // namespace cairn::cli
