#include "services/rules/people/status_rules.h"

#include <algorithm>

#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

bool BeginsSupport(const v1::SenStatusSet& status, const Situation& at) {
  return status.status() == v1::SEN_PROVISION_K && !HasSpecialProvision(at.before, at.day) &&
         !at.entry.has_corrects();
}

bool WasTold(const Record& record) {
  return std::any_of(
      record.plans.notices.begin(), record.plans.notices.end(),
      [](const auto& notice) { return notice->notice() == v1::NOTICE_KIND_SEN_SUPPORT_STARTS; });
}

bool AttendedBy(const v1::MeetingHeld& meeting, bool (*is_one)(v1::Capacity)) {
  return std::any_of(meeting.attendees().begin(), meeting.attendees().end(),
                     [&](const v1::Attendee& attendee) { return is_one(attendee.capacity()); });
}

bool HeardAParent(const Record& record) {
  return std::any_of(record.entries.begin(), record.entries.end(), [](const EntryPtr& entry) {
    return IsOfParent(entry->entry()) ||
           AttendedBy(entry->entry().meeting_held(),
                      [](v1::Capacity capacity) { return capacity == v1::CAPACITY_PARENT; });
  });
}

bool HeardTheLearner(const Record& record) {
  return std::any_of(record.entries.begin(), record.entries.end(), [](const EntryPtr& entry) {
    return IsOfLearner(entry->entry()) ||
           AttendedBy(entry->entry().meeting_held(), [](v1::Capacity capacity) {
             return capacity == v1::CAPACITY_CHILD || capacity == v1::CAPACITY_YOUNG_PERSON;
           });
  });
}

bool TriedOrdinaryTeaching(const Record& record) {
  const auto& observations = record.assessments.observations;
  const auto& provisions = record.provisions.provisions;
  return std::any_of(observations.begin(), observations.end(),
                     [](const auto& seen) { return !seen->universal_strategies().empty(); }) ||
         std::any_of(provisions.begin(), provisions.end(), [](const Provision& provision) {
           return provision.started && provision.started->tier() == v1::TIER_UNIVERSAL;
         });
}

bool HasFinalPlan(const Record& record) {
  return std::any_of(record.ehc.served.begin(), record.ehc.served.end(), [](const auto& served) {
    return served->stage() == v1::EHC_PLAN_STAGE_FINAL ||
           served->stage() == v1::EHC_PLAN_STAGE_AMENDED_FINAL;
  });
}

constexpr KindRule<v1::SenStatusSet> kStatusRules[] = {
    {{"status.parents_told", Effect::kLegalDuty, "Children and Families Act 2014 s68",
      "Parents must be told that SEN support begins. Record the notice when it is sent.", "",
      "R31"},
     [](const v1::SenStatusSet& status, const Situation& at) {
       return When(BeginsSupport(status, at) && !WasTold(at.before), "status");
     }},
    {{"status.parents_heard_first", Effect::kGuidance, "Code of Practice 6.48",
      "Nothing a parent said or attended is recorded before this decision.", "", "R31"},
     [](const v1::SenStatusSet& status, const Situation& at) {
       return When(BeginsSupport(status, at) && !HeardAParent(at.before), "status");
     }},
    {{"status.child_heard_first", Effect::kGuidance, "Code of Practice 6.45",
      "Nothing the child said or attended is recorded before this decision.", "", "R20"},
     [](const v1::SenStatusSet& status, const Situation& at) {
       return When(BeginsSupport(status, at) && !HeardTheLearner(at.before), "status");
     }},
    {{"status.ordinary_teaching_first", Effect::kGuidance, "Code of Practice 6.37",
      "No ordinary class strategy is recorded as tried before this. Note what was, e.g. in an "
      "observation.",
      "", "R1"},
     [](const v1::SenStatusSet& status, const Situation& at) {
       return When(BeginsSupport(status, at) && !TriedOrdinaryTeaching(at.before), "status");
     }},
    {{"status.says_what_is_additional", Effect::kGuidance, "Code of Practice 6.15",
      "Say what is called for that is additional to or different from what others get.", "", "R1"},
     [](const v1::SenStatusSet& status, const Situation& at) {
       return When(BeginsSupport(status, at) && status.additional_or_different().empty(),
                   "additional_or_different");
     }},
    {{"status.rests_on_evidence", Effect::kGuidance, "Code of Practice 6.45",
      "Link the evidence on which this was decided.", "", "R27"},
     [](const v1::SenStatusSet& status, const Situation& at) {
       return When(BeginsSupport(status, at) && !Links(at.entry, v1::RELATION_EVIDENCE));
     }},
    {{"status.e_from_a_final_plan", Effect::kGuidance, "DfE school census guide",
      "E counts from the date of a final EHC plan, and none is recorded."},
     [](const v1::SenStatusSet& status, const Situation& at) {
       return When(status.status() == v1::SEN_PROVISION_E && !HasFinalPlan(at.before), "status");
     }},
    {{"status.previous_agrees", Effect::kGuidance, "computed",
      "The status stated as the one before is not the one in the record."},
     [](const v1::SenStatusSet& status, const Situation& at) {
       const Fact<v1::SenStatusSet> earlier = StatusOn(at.before.people, at.day);
       return When(earlier && status.previous() != v1::SEN_PROVISION_UNSPECIFIED &&
                       !at.entry.has_corrects() && earlier->status() != status.previous(),
                   "previous");
     }},
};

}  // namespace

void CheckKind(const v1::SenStatusSet& status, const Situation& at, Verdict& verdict) {
  Judge(kStatusRules, status, at, verdict);
}

void ListStatusRules(std::vector<Rule>& list) { ListRules(kStatusRules, list); }

}  // namespace cairn::rules
