#include "clients/cli/print/print_watch.h"

#include "clients/cli/names/record_name.h"
#include "clients/cli/print/print_items.h"
#include "clients/cli/print/print_tried.h"
#include "clients/cli/print/text_layout.h"

namespace cairn::cli {

std::string PrintWatch(const v1::WatchTimelineResponse& changes) {
  std::string text;
  for (const v1::TimelineItem& item : changes.changed()) {
    text += PrintItem(DateWords(item.occurred().from(), kLongDateWidth) + "  ", item);
  }
  for (const std::string& event : changes.removed_event_ids()) {
    text += Line("Gone: what began with event " + HexOf(event));
  }
  if (!changes.summary_changed()) return text;
  return text + PrintTried(changes.tried(), TriedPrint::kRows) + PrintGaps(changes.gaps());
}

}  // namespace cairn::cli
