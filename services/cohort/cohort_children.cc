#include "services/cohort/cohort_children.h"

#include "projections/cohort/child.h"
#include "services/reading/record_reader.h"

namespace cairn {

const Setting* SettingsOnDay::Of(const std::optional<RecordId>& id) {
  const Record* record = Loaded(id);
  return record == nullptr ? nullptr : &record->setting;
}

std::string_view SettingsOnDay::NameOf(const std::optional<RecordId>& id) {
  const Record* record = Loaded(id);
  return record == nullptr ? std::string_view() : ChildName(record->people);
}

const Record* SettingsOnDay::Loaded(const std::optional<RecordId>& id) {
  if (!id) return nullptr;
  const auto [found, is_new] = loaded_.try_emplace(*id);
  if (is_new) {
    const RecordPtr ordinary = OrdinaryPartOf(records_.LoadSetting(id).record);
    found->second = SettingAt(ordinary, {.as_of = {day_}});
  }
  return found->second.get();
}

std::vector<RegisterChild> RegisterChildrenOf(const Cohort& cohort) {
  std::vector<RegisterChild> children;
  children.reserve(cohort.children.size());
  for (const CohortChild& child : cohort.children) {
    children.push_back({.record = child.record,
                        .setting = child.setting,
                        .rows = static_cast<const rows::RegisterRows*>(child.rows[0].get())});
  }
  return children;
}

std::vector<AcknowledgementChild> AcknowledgementChildrenOf(const Cohort& cohort,
                                                            SettingsOnDay& settings) {
  std::vector<AcknowledgementChild> children;
  for (const CohortChild& child : cohort.children) {
    children.push_back(
        {.record = child.record,
         .setting_id = child.setting,
         .setting = settings.Of(child.setting),
         .rows = static_cast<const rows::AcknowledgementRows*>(child.rows[0].get())});
  }
  return children;
}

std::vector<ReturnChild> ReturnChildrenOf(const Cohort& cohort) {
  std::vector<ReturnChild> children;
  for (const CohortChild& child : cohort.children) {
    children.push_back({.record = child.record,
                        .rows = static_cast<const rows::ReturnRows*>(child.rows[0].get())});
  }
  return children;
}

std::optional<v1::ChildRef> ChildRefOn(const CohortChild& child, CivilDate day) {
  const auto& rows = static_cast<const rows::RegisterRows&>(*child.rows[0]).child();
  if (!IsThereOn(rows, day)) return std::nullopt;
  return ChildOn(rows, child.record, child.setting, day);
}

std::optional<CivilDate> LeftBy(const CohortChild& child, CivilDate day) {
  return LeftOn(static_cast<const rows::RegisterRows&>(*child.rows[0]).child(), day);
}

}  // namespace cairn
