#include "clients/cli/flags/entry_command_line.h"

#include <vector>

#include <CLI/CLI.hpp>

#include "cairn/v1/provision.pb.h"

#include "clients/cli/names/code_names.h"
#include "clients/cli/print/print_words.h"

namespace cairn::cli {
namespace {

// `3 Nov 2025` are three arguments of a shell.
void AddOn(CLI::App& command, std::string& on) {
  command
      .add_option_function<std::vector<std::string>>(
          "--on", [&on](const std::vector<std::string>& words) { on = Listed(words, " "); },
          "the day: 3 Nov, 3 Nov 2025, 2025-11-03, yesterday; default today")
      ->expected(1, 3);
}

// What every definition needs.
struct EntryDefiner {
  CLI::App& app;
  const AddClientCommand& add;
  const std::function<v1::Date()>& today;
  const Asking& asking;
  const Output& output;

  template <typename Options>
  CLI::App& Add(const char* name, const char* help,
                ExitCode (*run)(client::Client&, const Options&, const v1::Date&, const Asking&,
                                const Output&),
                const Options& options) const {
    return *add(
        app, name, help,
        [run, &options, &today = today, &asking = asking, &output = output](
            client::Client& client) { return run(client, options, today(), asking, output); });
  }
};

void DefineSession(const EntryDefiner& definer, SessionOptions& options) {
  CLI::App& command =
      definer.Add("session", "log a session of a group for every child of it", RunSession, options);
  command.add_option("group", options.group, "its name, or words of what is given")->required();
  auto* absent = command.add_option("--absent", options.absent, "who was away, by name; repeat it")
                     ->delimiter(',')
                     ->allow_extra_args(false);
  command.add_option("--minutes", options.minutes, "of those who were there; default as planned")
      ->check(CLI::Range(1, 600));
  command
      .add_option("--reason", options.reason,
                  "why they missed it: " + CodeList(*v1::SessionMissedReason_descriptor()))
      ->needs(absent)
      ->capture_default_str();
  command.add_flag("--again", options.again,
                   "log another one for those who have a session of that day already");
  AddOn(command, options.on);
  command.footer(
      "Example: cairn session \"Phonics A\" --absent Pip --minutes 20 --on 3 Nov\nExit code 1 when "
      "one of them was refused; the others are recorded.");
}

void DefineNote(const EntryDefiner& definer, NoteOptions& options) {
  CLI::App& command = definer.Add("note", "record what you saw", RunNote, options);
  command.add_option("child", options.child, kChildHelp)->required();
  command.add_option("text", options.text, "what you saw, in quotes")->required();
  command.add_flag("--again", options.again, "also when the same is there of that day");
  AddOn(command, options.on);
  command.footer("Example: cairn note Pip \"Read aloud for the first time\"");
}

void DefineScore(const EntryDefiner& definer, ScoreOptions& options) {
  CLI::App& command =
      definer.Add("score", "record a measurement of a target of the plan", RunScore, options);
  command.add_option("child", options.child, kChildHelp)->required();
  command.add_option("target", options.target, "its id in the plan, e.g. t1")->required();
  command.add_option("value", options.value, "the number")->required();
  command.add_option("--plan", options.plan_id, "plan id; default the SEN support plan");
  command.add_option("--of", options.out_of, "greatest possible number; default as planned");
  command.add_flag("--again", options.again, "also when the same is there of that day");
  AddOn(command, options.on);
  command.footer("Example: cairn score Pip t1 63 --of 100");
}

}  // namespace

void DefineEntryCommands(CLI::App& app, const AddClientCommand& add, EntryCommandOptions& options,
                         const std::function<v1::Date()>& today, const Asking& asking,
                         const Output& output) {
  const EntryDefiner definer{app, add, today, asking, output};
  DefineSession(definer, options.session);
  DefineNote(definer, options.note);
  DefineScore(definer, options.score);
}

}  // namespace cairn::cli
