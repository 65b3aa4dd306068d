// From the rows of many children to what the questions of projections/ look at: each child with who
// it is on the day and what the record of its setting says. Not thread-safe: one for each question.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "cairn/v1/cohort_service.pb.h"
#include "projections/register/register_rows.pb.h"

#include "eventstore/base/ids.h"
#include "projections/acknowledgements.h"
#include "projections/calendar/date.h"
#include "projections/cohort/of_child.h"
#include "projections/record/setting.h"
#include "projections/register.h"
#include "projections/returns.h"
#include "services/cohort/cohort_reader.h"
#include "services/records/record_cache.h"

namespace cairn {

// The records of settings as everybody may see them (OrdinaryPartOf), as of one day.
class SettingsOnDay final {
 public:
  // `records` must outlive it.
  SettingsOnDay(RecordCache& records, CivilDate day) : records_(records), day_(day) {}

  // Null if there is none or it cannot be read. Lives as long as this.
  const Setting* Of(const std::optional<RecordId>& id);
  // Its name, by its own record; empty where Of says null. Lives as long.
  std::string_view NameOf(const std::optional<RecordId>& id);

 private:
  // The record, loaded once; null as Of.
  const Record* Loaded(const std::optional<RecordId>& id);

  RecordCache& records_;
  const CivilDate day_;
  std::map<RecordId, RecordPtr> loaded_;
};

// `cohort` must outlive whatever is made of it. The first view of its question is the register.
std::vector<RegisterChild> RegisterChildrenOf(const Cohort& cohort);
// The first view is that of acknowledgements, or of returns.
std::vector<AcknowledgementChild> AcknowledgementChildrenOf(const Cohort& cohort,
                                                            SettingsOnDay& settings);
std::vector<ReturnChild> ReturnChildrenOf(const Cohort& cohort);

// The children who were there on `day` and have rows of the second view, a message of the type
// `Rows`; the first view is the register, which says who they are.
template <typename Rows>
class ChildrenWithRows {
 public:
  ChildrenWithRows(const Cohort& cohort, SettingsOnDay& settings, CivilDate day);

  const std::vector<OfChild<Rows>>& all() const { return all_; }

 private:
  std::deque<v1::ChildRef> refs_;  // what `all_` points to
  std::vector<OfChild<Rows>> all_;
};

// Who the child is on `day`; nothing for one who was not there yet.
std::optional<v1::ChildRef> ChildRefOn(const CohortChild& child, CivilDate day);
// The last day here of one who had left by `day`.
std::optional<CivilDate> LeftBy(const CohortChild& child, CivilDate day);

template <typename Rows>
ChildrenWithRows<Rows>::ChildrenWithRows(const Cohort& cohort, SettingsOnDay& settings,
                                         CivilDate day) {
  for (const CohortChild& child : cohort.children) {
    if (!child.rows[1]) continue;
    std::optional<v1::ChildRef> ref = ChildRefOn(child, day);
    if (!ref) continue;
    refs_.push_back(*std::move(ref));
    all_.push_back({.child = &refs_.back(),
                    .rows = static_cast<const Rows*>(child.rows[1].get()),
                    .setting = settings.Of(child.setting),
                    .setting_name = settings.NameOf(child.setting),
                    .left = LeftBy(child, day)});
  }
}

}  // namespace cairn
