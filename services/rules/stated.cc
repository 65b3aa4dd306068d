#include "services/rules/stated.h"

#include <algorithm>
#include <optional>

#include "projections/record/parents.h"

namespace cairn::rules {

bool EndsBefore(const v1::Date& last, const v1::Date& first) {
  const std::optional<CivilDate> end = LatestDay(last);
  const std::optional<CivilDate> start = EarliestDay(first);
  return end && start && *end < *start;
}

bool IsOfParent(const v1::Entry& entry) { return entry.person().capacity() == v1::CAPACITY_PARENT; }

bool IsOfLearner(const v1::Entry& entry) {
  return entry.person().capacity() == v1::CAPACITY_CHILD ||
         entry.person().capacity() == v1::CAPACITY_YOUNG_PERSON;
}

bool SpeaksForYoungPerson(const Record& record, const v1::Entry& entry, CivilDate day) {
  if (!IsOfParent(entry) || !HoldsOwnRights(record.people, day)) return false;
  const auto linked = LinkedOn(record.people, day);
  return std::none_of(linked.begin(), linked.end(), [&](const auto& link) {
    return link->relationship() == v1::RELATIONSHIP_ALTERNATIVE_PERSON &&
           link->name() == entry.person().name();
  });
}

bool SaysWho(const v1::Entry& entry) {
  return entry.has_person() || entry.means() == v1::MEANS_OWN_SIGN_IN;
}

bool IsOpenToAll(const v1::Entry& entry) {
  const bool is_ordinary =
      entry.label() == v1::LABEL_UNSPECIFIED || entry.label() == v1::LABEL_ORDINARY;
  return is_ordinary && !entry.has_audience();
}

bool Links(const v1::Entry& entry, v1::Relation relation) {
  return std::any_of(entry.links().begin(), entry.links().end(),
                     [&](const v1::Link& link) { return link.relation() == relation; });
}

bool HasSpecialProvision(const Record& record, CivilDate day) {
  const Fact<v1::SenStatusSet> status = StatusOn(record.people, day);
  return status &&
         (status->status() == v1::SEN_PROVISION_K || status->status() == v1::SEN_PROVISION_E);
}

}  // namespace cairn::rules
