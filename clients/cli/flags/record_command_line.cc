#include "clients/cli/flags/record_command_line.h"

#include <CLI/CLI.hpp>

namespace cairn::cli {
namespace {

void AddView(CLI::App& command, ViewOptions& view) {
  command.add_option("record", view.record, kChildHelp)->required();
  command.add_option("--as-of", view.as_of, "the day it is shown for: 2025-12-19; default today");
  command.add_option("--as-known-at", view.as_known_at,
                     "what was known then: a day, or an RFC 3339 time; default now");
}

void DefineRecord(const ClientCommands& commands, std::string& record, const Asking& asking) {
  commands.Add("record", "who a record is about, and where it stands", RunRecord, record, asking)
      .add_option("record", record, kChildHelp)
      ->required();
}

void DefinePlan(const ClientCommands& commands, PlanOptions& options, const Asking& asking) {
  CLI::App& command = commands.Add("plan", "a plan, what has become of it, and what is missing",
                                   RunPlan, options, asking);
  AddView(command, options.view);
  command.add_option("--plan", options.plan_id, "plan id; default the SEN support plan");
  command.add_option("--plan-version", options.plan_version, "default the one used on the day")
      ->check(CLI::NonNegativeNumber);
}

void DefineTimeline(const ClientCommands& commands, TimelineOptions& options,
                    const Asking& asking) {
  CLI::App& command =
      commands.Add("timeline", "what was tried, what was given, what difference it made",
                   RunTimeline, options, asking);
  AddView(command, options.view);
  command.add_option("--from", options.from, "only what occurred on or after this day");
  command.add_option("--to", options.to, "only what occurred on or before this day");
  command.add_option("--stage", options.stages,
                     "only these: assess, plan, do, review, ehc, dispute, record");
  command.add_option("--kind", options.kinds, "only entries of these kinds: PlanIssued");
  command.add_option("--area", options.areas,
                     "only what is about these areas of need: cognition_and_learning");
  command.add_option("--person", options.people, "only what one of these said, did or typed");
  command.add_option("--mark", options.marks,
                     "only what is marked so: late, after_dispute, corrected, voided, challenged, "
                     "provision_missed, imported");
  command.add_flag("--by-date", options.by_date, "by date, without cycles and stages");
  command.add_flag("--newest-first", options.newest_first, "by date, the newest first");
  command.add_flag("--detail", options.detail,
                   "why each thing was tried, by whom, what was measured, said and decided");
}

void DefineCompare(const ClientCommands& commands, CompareOptions& options, const Asking& asking) {
  CLI::App& command = commands.Add("compare", "what is different between two versions of a plan",
                                   RunCompare, options, asking);
  AddView(command, options.view);
  command.add_option("--plan", options.plan_id, "plan id; default the SEN support plan");
  command.add_option("--from", options.from_version, "default the version before the later one")
      ->check(CLI::NonNegativeNumber);
  command.add_option("--to", options.to_version, "default the one used on the day")
      ->check(CLI::NonNegativeNumber);
}

void DefineWatch(const ClientCommands& commands, WatchOptions& options, const Asking& asking) {
  CLI::App& command = commands.Add("watch", "what changes in a timeline, as it is recorded",
                                   RunWatch, options, asking);
  command.add_option("record", options.record, kChildHelp)->required();
  command.add_option_function<uint64_t>(
      "--after",
      [&options](uint64_t position) {
        options.after = position;
        options.after_given = true;
      },
      "what has changed since this position; default: what changes from now on");
  command.add_option("--generation", options.generation,
                     "generation of --after; default that of the log");
}

void DefineEvents(const ClientCommands& commands, EventsOptions& options, const Asking& asking) {
  CLI::App& command = commands.Add("events", "the audit trail: every event as it was recorded",
                                   RunEvents, options, asking);
  command.add_option("record", options.record, kChildHelp)->required();
  command.add_option("--last", options.last, "only the newest so many")->check(CLI::PositiveNumber);
}

void DefineReads(const ClientCommands& commands, ReadsOptions& options, const Asking& asking) {
  CLI::App& command =
      commands.Add("reads", "who has read a record, the newest first", RunReads, options, asking);
  command.add_option("record", options.record, kChildHelp)->required();
  command.add_option("--last", options.last, "only the newest so many")->check(CLI::PositiveNumber);
  command.add_flag("--csv", options.csv, "write CSV, field names as in the contract");
}

void DefineExport(const ClientCommands& commands, ExportOptions& options, const Asking& asking) {
  CLI::App& command = commands.Add("export", "write a record with its proofs into a folder",
                                   RunExport, options, asking);
  command.add_option("record", options.record, kChildHelp)->required();
  command.add_option("dir", options.folder, "folder to make, or an empty one")->required();
  command.add_option("--purpose", options.purpose, "what for; recorded with the export");
}

void DefineResolve(const ClientCommands& commands, ResolveOptions& options) {
  CLI::App& command =
      commands.Add("resolve", "find records by number, source or name", RunResolve, options);
  command.add_option("--upn", options.upns, "unique pupil number");
  command.add_option("--uln", options.ulns, "unique learner number");
  command.add_option("--source", options.sources, "SYSTEM/ID of the entry that opened the record");
  auto* name = command.add_option("--name", options.name, "name, with --born");
  auto* born = command.add_option("--born", options.born, "date of birth");
  name->needs(born);
  born->needs(name);
}

}  // namespace

void DefineRecordCommands(CLI::App& app, const AddClientCommand& add, RecordCommandOptions& options,
                          const Asking& asking, const Output& output) {
  const ClientCommands commands{app, add, output};
  DefineRecord(commands, options.record, asking);
  DefinePlan(commands, options.plan, asking);
  DefineTimeline(commands, options.timeline, asking);
  DefineCompare(commands, options.compare, asking);
  DefineWatch(commands, options.watch, asking);
  DefineEvents(commands, options.events, asking);
  DefineReads(commands, options.reads, asking);
  DefineExport(commands, options.export_of, asking);
  DefineResolve(commands, options.resolve);
}

}  // namespace cairn::cli
