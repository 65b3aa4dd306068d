#include "clients/cli/print/print_events.h"

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"

#include "clients/cli/names/moments.h"
#include "clients/cli/names/record_name.h"
#include "clients/cli/print/print_words.h"
#include "clients/cli/print/text_layout.h"

namespace cairn::cli {
namespace {

constexpr size_t kIndent = 15;
// Enough to find an event by; --json has them whole.
constexpr size_t kShortIdBytes = 4;

std::string StateWords(v1::EventState state) {
  switch (state) {
    case v1::EVENT_STATE_CORRECTED:
      return "[CORRECTED] ";
    case v1::EVENT_STATE_VOIDED:
      return "[VOID] ";
    case v1::EVENT_STATE_ERASED:
      return "[REMOVED] ";
    case v1::EVENT_STATE_WITHHELD:
      return "[WITHHELD] ";
    case v1::EVENT_STATE_EFFECTIVE:
    case v1::EVENT_STATE_UNSPECIFIED:
    case v1::EventState_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::EventState_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "";
}

std::string OccurredWords(const v1::Occurred& occurred) {
  if (!occurred.from().has_year()) return "-";
  if (!occurred.has_from_minute()) return FullDate(occurred.from());
  return absl::StrFormat("%s %02d:%02d", FullDate(occurred.from()), occurred.from_minute() / 60,
                         occurred.from_minute() % 60);
}

// `Juniper Halloway (for Delphine Larkwhistle)`: who typed it, and who said it if another did.
std::string PeopleWords(const v1::Recorded& recorded) {
  const std::string actor = Plain(recorded.actor().name());
  const std::string person = Plain(recorded.entry().person().name());
  if (person.empty() || person == actor) return actor;
  return absl::StrFormat("%s (for %s)", actor, person);
}

std::string EventRow(const std::string& position, const std::string& version,
                     const std::string& recorded, const std::string& occurred,
                     const std::string& kind, const std::string& event, const std::string& leaf) {
  return TableRow({{position, 8},
                   {version, 5},
                   {recorded, 17},
                   {occurred, 17},
                   {kind, 22},
                   {event, 8},
                   {leaf, 8}});
}

}  // namespace

std::string PrintEvent(const v1::Event& event) {
  const std::string text = EventRow(
      absl::StrFormat("%d", event.position().value()), absl::StrFormat("%d", event.version()),
      FullTime(event.recorded_time()), OccurredWords(event.recorded().entry().occurred()),
      Plain(event.kind_name()), HexOf(event.event_id().substr(0, kShortIdBytes)),
      HexOf(event.leaf_hash().substr(0, kShortIdBytes)));
  std::string words = StateWords(event.state());
  const std::string people = event.has_recorded() ? PeopleWords(event.recorded()) : "";
  const bool summary_says = absl::StartsWith(Plain(event.summary()), people);
  if (!summary_says) words += people + ": ";
  return text + Hanging("", kIndent, words + Plain(event.summary()), kWidthMax);
}

std::string PrintEvents(const v1::ListEventsResponse& events) {
  std::string text = EventRow("POSITION", "VER", "RECORDED", "OCCURRED", "KIND", "EVENT", "LEAF");
  for (const v1::Event& event : events.events()) text += PrintEvent(event);
  return text;
}

}  // namespace cairn::cli
