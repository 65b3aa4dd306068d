#include "clients/cli/print/print_status.h"

#include "absl/strings/str_format.h"

#include "clients/cli/names/moments.h"
#include "clients/cli/names/record_name.h"
#include "clients/cli/print/text_layout.h"

namespace cairn::cli {
namespace {

constexpr size_t kStatusLabelWidth = 15;

std::string StatusFact(std::string_view label, std::string_view value) {
  return Hanging(label, kStatusLabelWidth, value, kWidthMax);
}

std::string Size(uint64_t bytes) {
  return absl::StrFormat("%.1f GiB", static_cast<double>(bytes) / (1 << 30));
}

std::string BackupWords(const v1::GetStatusResponse& status) {
  if (!status.has_backup_folder()) return "none: the server has no folder for them";
  if (!status.has_last_backup()) return "none since the server started";
  const v1::BackupReport& backup = status.last_backup();
  return absl::StrFormat("%s, to position %d", FullTime(backup.begun_time()),
                         backup.position().value());
}

std::string ScrubWords(const v1::GetStatusResponse& status) {
  if (!status.has_last_scrub()) return "none since the server started";
  const v1::ScrubReport& scrub = status.last_scrub();
  return absl::StrFormat(
      "%s, to position %d, %s", FullTime(scrub.ended_time()), scrub.position().value(),
      scrub.damaged() == 0 ? "nothing damaged" : absl::StrFormat("%d DAMAGED", scrub.damaged()));
}

// `6 live`, `5 live, 1 STOPPED (cairn views says why)`, `6 live, WAITING: the disk is nearly full`.
std::string ViewsWords(const v1::GetStatusResponse& status) {
  int live = 0;
  int stopped = 0;
  std::string waits;  // of all for one reason
  for (const v1::ViewStatus& view : status.views()) {
    if (!view.waits_because().empty()) waits = Plain(view.waits_because());
    if (view.state() == v1::VIEW_STATE_LIVE) ++live;
    if (view.state() == v1::VIEW_STATE_STOPPED) ++stopped;
  }
  std::string words = absl::StrFormat("%d live", live);
  const int rebuilding = status.views_size() - live - stopped;
  if (rebuilding > 0) words += absl::StrFormat(", %d being computed", rebuilding);
  if (stopped > 0) words += absl::StrFormat(", %d STOPPED (cairn views says why)", stopped);
  if (!waits.empty()) words += ", WAITING: " + waits;
  return words;
}

}  // namespace

std::string PrintStatus(const v1::GetStatusResponse& status) {
  std::string text = StatusFact("Log", Plain(status.origin()));
  text += StatusFact("Events", absl::StrFormat("%d (generation %d)", status.position().value(),
                                               status.position().generation()));
  text += StatusFact("Root", HexOf(status.root()));
  text += StatusFact("Last recorded", status.has_last_recorded_time()
                                          ? FullTime(status.last_recorded_time())
                                          : "nothing yet");
  text +=
      StatusFact("Clock", status.simulated_clock() ? "simulated: a demonstration" : "the server's");
  text += StatusFact("Appends",
                     status.refusing_appends() ? "refused: the disk is nearly full" : "open");
  if (!status.views().empty()) text += StatusFact("Views", ViewsWords(status));
  text += StatusFact("Last backup", BackupWords(status));
  text += StatusFact("Last scrub", ScrubWords(status));
  text += StatusFact("Disk", Size(status.free_bytes()) + " free");
  // Not wrapped: it is there to be copied.
  text += Line(PadRight("Verifier key", kStatusLabelWidth) + Plain(status.verifier_key()));
  text += StatusFact("Server", Plain(status.server_version()));
  return text;
}

}  // namespace cairn::cli
