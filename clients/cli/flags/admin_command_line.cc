#include "clients/cli/flags/admin_command_line.h"

#include <CLI/CLI.hpp>

namespace cairn::cli {
namespace {

// Definitions that share what they need.
class AdminDefiner {
 public:
  AdminDefiner(CLI::App& app, const AddClientCommand& add, AdminCommandOptions& options,
               std::istream& in, const Output& output)
      : app_(app), add_(add), options_(options), in_(in), output_(output) {}

  void Upkeep() {
    CLI::App* backup =
        add_(app_, "backup", "copy the log into the server's backup folder, and prove it",
             [&options = options_, &output = output_](client::Client& client) {
               return RunBackup(client, options.backup, output);
             });
    backup->add_option("--mib-per-s", options_.backup.mib_per_s, "copy at most this much a second");
    backup->footer(
        "Example: cairn backup --mib-per-s 20\nA backup that is cut off goes on in the "
        "server; the log is in use meanwhile.");

    CLI::App* scrub =
        add_(app_, "scrub", "read every stored value again and compare it with its proof",
             [&options = options_, &output = output_](client::Client& client) {
               return RunScrub(client, options.scrub, output);
             });
    scrub->add_option("--mib-per-s", options_.scrub.mib_per_s, "read at most this much a second");
    scrub->add_option("--resume", options_.scrub.resume,
                      "file that keeps the place: a scrub that was cut off goes on from there");
    scrub->footer(
        "Example: cairn scrub --resume /var/tmp/cairn.scrub\nExit code 4 when anything is "
        "damaged.");

    add_(app_, "rotate-keys", "draw a new master key, wrap all keys anew, destroy the older ones",
         [&output = output_](client::Client& client) { return RunRotateKeys(client, output); })
        ->footer(
            "Example: cairn rotate-keys\nDo this after every erasure: until then an older "
            "backup can bring back what was removed.");
  }

  void Log() {
    CLI::App* log = app_.add_subcommand("log", "the leaves of the log: ids, times, hashes");
    log->require_subcommand(1);
    CLI::App* tail = add_(*log, "tail", "one line a leaf, and those to come",
                          [&options = options_, &output = output_](client::Client& client) {
                            return RunLogTail(client, options.log_tail, output);
                          });
    tail->add_option("--after", options_.log_tail.after, "begin above this position; default 0");
    tail->add_option("--generation", options_.log_tail.generation,
                     "the generation that --after belongs to; default: the one now");
    tail->add_flag("--no-follow", options_.log_tail.no_follow, "end at the end of the log");
    tail->footer(
        "Columns: position, recorded, kind, record id, version, leaf hash.\nExample: cairn "
        "log tail --after 1200 --no-follow");

    CLI::App* tiles = add_(*log, "tiles", "write the tree as C2SP tlog-tiles",
                           [&options = options_, &output = output_](client::Client& client) {
                             return RunLogTiles(client, options.tiles_folder, output);
                           });
    tiles->add_option("--to", options_.tiles_folder, "folder to make, or an empty one")->required();
    tiles->footer("Example: cairn log tiles --to /srv/mirror");
  }

  void Removal() {
    CLI::App* erase =
        add_(app_, "erase", "remove the content of a record, or of one entry, for ever",
             [&options = options_, &in = in_, &output = output_](client::Client& client) {
               return RunErase(client, options.erase, in, output);
             });
    erase->add_option("record", options_.erase.record, "its 32 hex digits, or source:SYSTEM/ID")
        ->required();
    erase->add_option("--entry", options_.erase.entry,
                      "only this entry: its event id, 32 hex digits (cairn events --json)");
    erase->add_option("--authority", options_.erase.authority, "ground: " + AuthorityNames())
        ->required();
    erase->add_option("--expected-version", options_.erase.expected_version,
                      "refuse if the record has moved on; default: the version shown");
    erase->add_flag("--yes", options_.erase.yes, "do not ask for the name");
    erase->footer(
        "Example: cairn erase source:register/881 --entry 0b1c... --authority wrong-child"
        "\nNothing is removed while a legal hold stands.");
  }

 private:
  CLI::App& app_;
  const AddClientCommand& add_;
  AdminCommandOptions& options_;
  std::istream& in_;
  const Output& output_;
};

}  // namespace

void DefineAdminCommands(CLI::App& app, const AddClientCommand& add, AdminCommandOptions& options,
                         std::istream& in, const Output& output) {
  AdminDefiner definer(app, add, options, in, output);
  definer.Upkeep();
  definer.Log();
  definer.Removal();
}

}  // namespace cairn::cli
