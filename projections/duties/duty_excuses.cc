// What was claimed to excuse lateness: AddExcuses of duty_list.h.
#include "projections/duties/duty_list.h"

namespace cairn {

void AddExcuses(DutyList& list) {
  for (const Fact<v1::EhcExceptionClaimed>& claimed : list.record.ehc.exceptions) {
    const CivilDate first = EarliestDay(claimed->from()).value_or(claimed.day());
    rows::DutyExcuse& excuse = *list.rows().add_excuses();
    excuse.set_day(claimed.day().epoch_days());
    excuse.set_limit(claimed->limit());
    excuse.set_ground(claimed->ground());
    excuse.set_first(first.epoch_days());
    excuse.set_last(LatestDay(claimed->to()).value_or(first).epoch_days());
    if (const auto asked = EarliestDay(claimed->advice_asked_on())) {
      excuse.set_advice_asked(asked->epoch_days());
    }
    if (const auto named = EarliestDay(claimed->stated_due())) {
      excuse.set_new_date(named->epoch_days());
    }
  }
}

}  // namespace cairn
