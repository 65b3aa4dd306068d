#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

#include "clients/cli/commands/admin_commands.h"
#include "clients/cli/names/record_name.h"
#include "clients/cli/print/task_line.h"

namespace cairn::cli {
namespace {

std::string KeyWords(uint64_t keys) {
  return absl::StrFormat("%d %s", keys, keys == 1 ? "key" : "keys");
}

std::string PrintBackup(const v1::BackupReport& report) {
  return absl::StrFormat(
      "Backup %d is complete and proved: %d events, root %s.\n"
      "%s copied, %s in all, %s unwrapped.\n",
      report.backup_number(), report.position().value(), HexOf(report.root()),
      ByteWords(report.bytes_copied()), ByteWords(report.bytes_total()), KeyWords(report.keys()));
}

std::string PrintRotation(const v1::RotateKeysReport& report) {
  const std::string destroyed =
      report.destroyed_epochs().empty()
          ? "none was older"
          : "destroyed: " + absl::StrJoin(report.destroyed_epochs(), ", ");
  return absl::StrFormat(
      "Master key %d wraps %s now; older master keys: %s.\n"
      "Recorded at position %d. Copies of the keys made before are of no use any more; remove "
      "snapshots of the vault, too.\n",
      report.epoch(), KeyWords(report.keys()), destroyed, report.position().value());
}

}  // namespace

ExitCode RunBackup(client::Client& client, const BackupOptions& options, const Output& output) {
  v1::BackupRequest request;
  request.set_bytes_per_second(options.mib_per_s << 20);
  TaskLine line(output, "Copying");
  const auto report = client.Backup(request, [&](const v1::TaskProgress& progress) {
    line.Show(TaskWords(progress.done(), progress.total(), ByteWords));
  });
  line.Clear();
  return output.Answer(report, PrintBackup);
}

ExitCode RunRotateKeys(client::Client& client, const Output& output) {
  TaskLine line(output, "Wrapping");
  const auto report = client.RotateKeys({}, [&](const v1::TaskProgress& progress) {
    line.Show(TaskWords(progress.done(), progress.total(), KeyWords));
  });
  line.Clear();
  return output.Answer(report, PrintRotation);
}

}  // namespace cairn::cli
