// What is said of every entry besides what it says: who typed it, how late, whether it was
// imported, corrected, disputed, or written down after a dispute began. Pure.
#pragma once

#include <string>

#include "projections/timeline/context.h"

namespace cairn {

// Recorded this many days after it happened, an entry is late. Our own limit, and printed so.
inline constexpr int kLateAfterDays = 7;

struct ItemMarks {
  // "SENCO Juniper Halloway"; empty when the one who said or did it typed it in time. Lateness
  // names the recorder and never the speaker.
  std::string entered_by;
  // More than kLateAfterDays; 0 when in time or imported.
  int days_late = 0;
  // "imported; the old system says entered 4 Oct 2024"; empty when typed here.
  std::string imported;
  // "21 Oct 2024: was SS 79 (74-84), percentile 8 (Score read from ...)"; empty when never
  // corrected.
  std::string corrected;
  bool disputed = false;
  // Id of the dispute that had begun when it was written down; empty otherwise.
  std::string after_dispute;

  // Two entries may share a line when this is so of both: they were recorded alike.
  bool MayShareALineWith(const ItemMarks& other) const;
};

// By what the reader sees: a disagreement or a dispute that is hidden from them leaves no mark.
ItemMarks MarksOf(const TimelineContext& context, const EffectiveEntry& entry);

}  // namespace cairn
