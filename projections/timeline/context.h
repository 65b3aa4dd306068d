// What every part of a timeline looks at, computed once for all its lines. Pure.
#pragma once

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "projections/duties.h"
#include "projections/record/advice.h"
#include "projections/record/record.h"

namespace cairn {

// Whether the reader may see an entry.
using Visible = std::function<bool(const EffectiveEntry&)>;

struct TimelineContext {
  // Of a whole record. It and `of_setting`, which may be null, outlive the context. An empty
  // `may_see` means all.
  TimelineContext(const Record& of, CivilDate view_day, const Setting* of_setting = nullptr,
                  Visible may_see = {})
      : record(of),
        whole(of),
        day(view_day),
        setting(of_setting),
        visible(may_see ? std::move(may_see) : [](const EffectiveEntry&) { return true; }),
        advice(AdviceOf(of)),
        standing(StandingDisagreements(of)),
        duties(DutiesOn(of, of_setting, view_day)) {}

  // Of `part` of the record that `of_whole` is of (seen_part.h); `part` outlives the context.
  TimelineContext(const Record& part, const TimelineContext& of_whole)
      : record(part),
        whole(of_whole.record),
        day(of_whole.day),
        setting(of_whole.setting),
        visible(of_whole.visible),
        advice(AdviceOf(part)),
        standing(StandingDisagreements(part)),
        duties(of_whole.duties) {}

  bool AllVisible(const std::vector<EntryPtr>& entries) const {
    return std::all_of(entries.begin(), entries.end(),
                       [&](const EntryPtr& entry) { return visible(*entry); });
  }

  const Record& record;
  // For what must not be said wrongly because its answer is hidden: that something was not done, a
  // sum, which day was agreed last. Whoever asks it shows nothing that `visible` hides.
  const Record& whole;
  const CivilDate day;
  const Setting* const setting;
  const Visible visible;
  const std::vector<Advice> advice;
  const std::vector<StandingDisagreement> standing;
  const std::vector<Duty> duties;  // of `whole`
};

}  // namespace cairn
