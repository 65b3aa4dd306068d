#include "clients/cli/print_status.h"

#include "absl/strings/str_format.h"

#include "clients/cli/moments.h"
#include "clients/cli/record_name.h"
#include "clients/cli/text_layout.h"

namespace cairn::cli {
namespace {

constexpr size_t kLabelWidth = 15;

std::string Fact(std::string_view label, std::string_view value) {
  return Hanging(label, kLabelWidth, value, kWidthMax);
}

std::string Size(uint64_t bytes) {
  return absl::StrFormat("%.1f GiB", static_cast<double>(bytes) / (1 << 30));
}

}  // namespace

std::string PrintStatus(const v1::GetStatusResponse& status) {
  std::string text = Fact("Log", Plain(status.origin()));
  text += Fact("Events", absl::StrFormat("%d (generation %d)", status.position().value(),
                                         status.position().generation()));
  text += Fact("Root", HexOf(status.root()));
  text +=
      Fact("Last recorded",
           status.has_last_recorded_time() ? FullTime(status.last_recorded_time()) : "nothing yet");
  text += Fact("Clock", status.simulated_clock() ? "simulated: a demonstration" : "the server's");
  text += Fact("Appends", status.refusing_appends() ? "refused: the disk is nearly full" : "open");
  text += Fact("Disk", Size(status.free_bytes()) + " free");
  // Not wrapped: it is there to be copied.
  text += Line(PadRight("Verifier key", kLabelWidth) + Plain(status.verifier_key()));
  text += Fact("Server", Plain(status.server_version()));
  return text;
}

}  // namespace cairn::cli
