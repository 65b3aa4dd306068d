#include "clients/cli/flags/cohort_command_line.h"

#include <CLI/CLI.hpp>

#include "clients/cli/commands/list_request.h"
#include "clients/cli/names/code_names.h"

namespace cairn::cli {
namespace {

// A flag that takes several values: given again, or with commas.
void AddMany(CLI::App& command, const char* name, std::vector<std::string>& values,
             const std::string& help) {
  command.add_option(name, values, help)->delimiter(',')->allow_extra_args(false);
}

void AddList(CLI::App& command, ListOptions& list) {
  command.add_option("--setting", list.setting, "only children of this setting: 32 hex digits");
  command.add_option("--limit", list.limit, "rows at most; default all")
      ->check(CLI::PositiveNumber);
  command.add_flag("--csv", list.csv, "write CSV (RFC 4180), days as 2025-01-03");
}

void AddAsOf(CLI::App& command, std::string& as_of) {
  command.add_option("--as-of", as_of, "the day it is shown for: 2025-12-19; default today");
}

// Definitions that share what they need.
class Definer {
 public:
  Definer(CLI::App& app, const AddClientCommand& add, CohortCommandOptions& options,
          const Asking& asking, const Output& output)
      : commands_{app, add, output}, options_(options), asking_(asking) {}

  void Register() {
    RegisterOptions& options = options_.register_of;
    CLI::App& command = commands_.Add(
        "register", "who is on the register of special educational needs", RunRegister, options);
    AddList(command, options.list);
    AddMany(command, "--year", options.nc_years, "only these years");
    AddMany(command, "--status", options.statuses, "only these codes; default K,E");
    AddMany(command, "--need", options.needs, "only with one of these needs, e.g. SEMH,SLCN");
    command.add_option("--key-worker", options.key_worker, "only theirs, by name");
    command.add_option("--search", options.search, "words that begin words of the name");
    command.add_flag("--all", options.all, "also those who left, and those without a need");
    command.add_option("--order", options.order, CodeList(*v1::RegisterOrder_descriptor()));
    command.add_flag("--reverse", options.reverse, "the other way round");
    AddAsOf(command, options.as_of);
    command.footer("Example: cairn register --year 4,5 --order next_review");
  }

  void Due() {
    DueOptions& options = options_.due;
    CLI::App& command = commands_.Add("due", "what is due, overdue first", RunDue, options);
    AddList(command, options.list);
    command.add_option("--from", options.from, "due on or after this day");
    command.add_option("--to", options.to, "due on or before this day");
    AddMany(command, "--owner", options.owners,
            "only what these must do: " + CodeList(*v1::DutyOwner_descriptor()));
    command.add_option("--owner-name", options.owner_name, "only what this person must do");
    AddMany(command, "--rule", options.rules,
            "only these clocks, e.g. ehc.decide_whether_to_assess");
    AddMany(command, "--state", options.states,
            "only what stands so: " + CodeList(*v1::DutyState_descriptor()));
    command.add_flag("--legal-only", options.legal_only, "only what the law asks");
    command.add_flag("--why", options.why, "under each line how its date was counted");
    AddAsOf(command, options.as_of);
    command.footer("Example: cairn due --to 2025-12-19 --why");
  }

  void Duties() {
    DutiesOptions& options = options_.duties;
    CLI::App& command =
        commands_.Add("duties", "the time limits of one child", RunDuties, options, asking_);
    command.add_option("child", options.child, kChildHelp)->required();
    AddAsOf(command, options.as_of);
    command.add_option("--as-known-at", options.as_known_at,
                       "what was known then: a day, or an RFC 3339 time; default now");
    command.add_flag("--why", options.why, "under each line how its date was counted");
    command.add_flag("--csv", options.csv, "write CSV (RFC 4180), days as 2025-01-03");
    command.footer("Example: cairn duties \"Pip Larkwhistle\" --why");
  }

  void Provision() {
    ProvisionOptions& options = options_.provision;
    CLI::App& command =
        commands_.Add("provision", "the provision map: what is given to whom, and its cost",
                      RunProvision, options);
    AddList(command, options.list);
    command.add_option("--from", options.from, "what ran on or after this day");
    command.add_option("--to", options.to, "what ran on or before this day; default today");
    AddMany(command, "--need", options.needs, "only for children with one of these needs");
    AddMany(command, "--tier", options.tiers, CodeList(*v1::Tier_descriptor()));
    AddMany(command, "--type", options.types, CodeList(*v1::ProvisionType_descriptor()));
    command.add_option("--group", options.group, "only this teaching group");
    command.add_option("--staff", options.staff, "only what this person gives");
    AddMany(command, "--year", options.nc_years, "only for these years");
    command.add_option("--search", options.search, "words that begin words of what it is");
    command.add_option("--by", options.by,
                       "sums by " + CodeList(*v1::ProvisionMapGrouping_descriptor()));
    command.add_flag("--sums", options.sums, "only the sums");
    command.add_flag("--why", options.why, "under each line how its cost was counted");
    command.footer("Example: cairn provision --by need --sums --csv");
  }

  void Impact() {
    ImpactOptions& options = options_.impact;
    CLI::App& command = commands_.Add(
        "impact", "what came of what was given, and how sure one can be", RunImpact, options);
    AddList(command, options.list);
    command.add_option("--from", options.from, "what ended, or still ran, on or after this day");
    command.add_option("--to", options.to, "what began on or before this day; default today");
    command.add_option("--by", options.by, CodeList(*v1::ImpactGrouping_descriptor()));
    AddMany(command, "--need", options.needs, "only of children with one of these needs");
    AddMany(command, "--type", options.types, CodeList(*v1::ProvisionType_descriptor()));
    command.add_option("--search", options.search, "words that begin words of what was given");
    command.footer("Example: cairn impact --from 2024-09-01 --by need");
  }

  void Acknowledgements() {
    AcknowledgementsOptions& options = options_.acknowledgements;
    CLI::App& command =
        commands_.Add("acknowledgements", "who has not yet read what they were asked to read",
                      RunAcknowledgements, options);
    AddList(command, options.list);
    command.add_option("--person", options.person, "only theirs, by name");
    AddAsOf(command, options.as_of);
    command.footer("Example: cairn acknowledgements --person \"Basil Thistlewood\"");
  }

  void Return() {
    ReturnOptions& options = options_.return_of;
    CLI::App& command = commands_.Add(
        "return", "the fields of a statutory return, and what is missing", RunReturn, options);
    command.add_option("kind", options.kind, "census (SEN fields) or sen2 (person level)")
        ->required()
        ->check(CLI::IsMember({"census", "sen2"}));
    command.add_option("--setting", options.setting, "only this setting: 32 hex digits");
    command.add_option("--census-day", options.census_day, "2026-01-15; default today");
    auto* csv = command.add_flag("--csv", options.csv, "write the values of one part as CSV");
    command.add_option("--part", options.part, "which one")->needs(csv);
    command.add_option("--to", options.folder, "folder to write every part into, as CSV")
        ->excludes(csv);
    command.footer("Example: cairn return sen2 --census-day 2026-01-15 --to sen2");
  }

  void Views() {
    ViewsOptions& options = options_.views;
    CLI::App& command =
        commands_.Add("views", "how the views over many children stand", RunViews, options);
    command.require_subcommand(0, 1);
    CLI::App* rebuild =
        command.add_subcommand("rebuild", "compute them anew, while the old rows keep serving");
    rebuild->callback([&options] { options.rebuild = true; });
    rebuild->add_option("names", options.names, "which ones; default all");
    command.footer(
        "Example: cairn views rebuild register duties\nExit code 1 while one has stopped, or when "
        "its new rows were not taken.");
  }

 private:
  const ClientCommands commands_;
  CohortCommandOptions& options_;
  const Asking& asking_;
};

}  // namespace

void DefineCohortCommands(CLI::App& app, const AddClientCommand& add, CohortCommandOptions& options,
                          const Asking& asking, const Output& output) {
  Definer definer(app, add, options, asking, output);
  definer.Register();
  definer.Due();
  definer.Duties();
  definer.Provision();
  definer.Impact();
  definer.Acknowledgements();
  definer.Return();
  definer.Views();
}

}  // namespace cairn::cli
