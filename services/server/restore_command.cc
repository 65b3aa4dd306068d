#include "services/server/restore_command.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

#include <CLI/CLI.hpp>

#include "absl/strings/str_format.h"

#include "eventstore/backup/restore.h"
#include "eventstore/base/clock.h"
#include "eventstore/base/log.h"
#include "eventstore/base/random.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/file_vault.h"
#include "eventstore/ledger/signing_key_file.h"

namespace cairn {
namespace {

constexpr int kExitRefused = 1;
constexpr int kExitArguments = 2;
constexpr int kPercentStep = 10;

struct RestoreSettings {
  RestoreOptions options;
  std::string vault;
  std::string origin;
};

void DefineFlags(CLI::App& app, RestoreSettings& settings) {
  app.add_option("--backup", settings.options.backup, "folder of the backups")->required();
  app.add_option("--data", settings.options.data, "new folder of the log")->required();
  app.add_option("--vault", settings.vault, "folder of the master keys of the lost log")
      ->required();
  app.add_option("--backup-id", settings.options.backup_id, "which backup; default: the newest");
  app.add_option("--witness", settings.options.old_witness,
                 "head.witness of the lost log, which knows how far it had come");
  app.add_flag("--accept-loss", settings.options.accept_loss,
               "go on although acknowledged events are lost, or nobody can tell; the log says so "
               "for ever");
  app.add_option("--origin", settings.origin,
                 "name of the log on its checkpoints from now on; default: the next of the "
                 "backup's");
}

// One line for each stage and for each tenth of one whose length is known.
class ProgressLines {
 public:
  void operator()(const RestoreProgress& progress) {
    const int percent = progress.total == 0
                            ? 0
                            : static_cast<int>(100.0 * static_cast<double>(progress.done) /
                                               static_cast<double>(progress.total));
    if (progress.stage == stage_ && percent < next_percent_) return;
    stage_ = progress.stage;
    next_percent_ = percent - percent % kPercentStep + kPercentStep;
    if (progress.total == 0) {
      absl::PrintF("%s\n", stage_);
    } else {
      absl::PrintF("%s %d%%\n", stage_, percent);
    }
    std::fflush(stdout);
  }

 private:
  std::string stage_;
  int next_percent_ = 0;
};

absl::StatusOr<std::unique_ptr<FileVault>> OpenVault(const std::string& folder, Random& random) {
  std::error_code ignored;
  if (std::filesystem::is_directory(folder, ignored)) return FileVault::Open(folder, random);
  return absl::FailedPreconditionError(absl::StrFormat(
      "There is no vault %s. A restore needs the master keys of the lost log; without them nothing "
      "in the backup can be opened.",
      folder));
}

void PrintReport(const RestoreSettings& settings, const RestoreReport& report) {
  absl::PrintF("restored backup %d: %d events, now generation %d, head %d\n", report.backup_id,
               report.restored, report.head.generation, report.head.position);
  if (report.lost > 0) {
    absl::PrintF(
        "lost: %d events, positions %d to %d of generation %d; clients that hold them are "
        "told\n",
        report.lost, report.restored + 1, report.previous_size, report.previous_generation);
  } else if (!report.witnessed) {
    absl::PrintF("lost: unknown, there was no head witness to ask\n");
  } else {
    absl::PrintF("lost: nothing that the head witness has seen\n");
  }
  absl::PrintF("erasures carried out again: %d\n", report.erasures_replayed);
  absl::PrintF("checkpoints are signed by a new key from now on; hand out its public half\n");
  absl::PrintF("start the server with --data %s --vault %s --origin %s\n", settings.options.data,
               settings.vault, report.origin);
}

absl::Status RestoreInto(RestoreSettings& settings) {
  SystemClock clock;
  SystemRandom random;
  CAIRN_ASSIGN_OR_RETURN(const std::unique_ptr<FileVault> vault, OpenVault(settings.vault, random));
  ProgressLines lines;
  settings.options.progress = [&](const RestoreProgress& progress) { lines(progress); };
  settings.options.before_placing = [&](const std::string& folder, RestoreReport& report) {
    if (!settings.origin.empty()) report.origin = settings.origin;
    return CreateSigningKey(folder + "/signing.key", report.origin, random).status();
  };
  CAIRN_ASSIGN_OR_RETURN(const RestoreReport report,
                         Restore(settings.options, *vault, clock, random));
  PrintReport(settings, report);
  return absl::OkStatus();
}

}  // namespace

int RestoreCommand(int argc, char** argv) {
  RestoreSettings settings;
  CLI::App app("cairnd restore brings a log back from a backup, into a new folder.");
  DefineFlags(app, settings);
  try {  // CLI11 reports by exception; it stops here
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kExitArguments;
  }
  const absl::Status restored = RestoreInto(settings);
  if (restored.ok()) return 0;
  LogRefusalToStart(std::string(restored.message()));
  return kExitRefused;
}

}  // namespace cairn
