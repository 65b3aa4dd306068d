#include "services/rules/assess/needs_rules.h"

#include <algorithm>

#include "projections/codes/sen_codes.h"
#include "services/rules/assess/further_assessment_rule.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

// The broad area of a type of need; none for DS, OTH and NSA, and for an unknown code, which is
// refused as one.
v1::BroadArea AreaOf(v1::SenType type) {
  const codes::SenTypeCode* code = codes::FindSenType(type);
  return code == nullptr ? v1::BROAD_AREA_UNSPECIFIED : code->area;
}

Places NeedsWhere(const v1::NeedsIdentified& needs, std::string_view field,
                  bool (*is_broken)(const v1::Need&)) {
  Places places;
  for (int i = 0; i < needs.needs_size(); ++i) {
    if (is_broken(needs.needs(i))) places.push_back(Item("needs", i, field));
  }
  return places;
}

bool IsInAnotherArea(const v1::Need& need) {
  const v1::BroadArea usual = AreaOf(need.type());
  return need.area() != v1::BROAD_AREA_UNSPECIFIED && usual != v1::BROAD_AREA_UNSPECIFIED &&
         need.area() != usual;
}

bool CitesEvidence(const v1::Entry& entry) {
  return Links(entry, v1::RELATION_EVIDENCE) || Links(entry, v1::RELATION_COMPARED_WITH) ||
         Links(entry, v1::RELATION_FROM_MEETING);
}

constexpr KindRule<v1::NeedsIdentified> kNeedsRules[] = {
    {{"needs.one_of_each_rank", Effect::kGuidance, "DfE school census guide",
      "Two needs have the same rank; the census takes one primary and one secondary need."},
     [](const v1::NeedsIdentified& needs, const Situation&) {
       Places places;
       for (int i = 0; i < needs.needs_size(); ++i) {
         for (int j = 0; j < i; ++j) {
           const bool same = needs.needs(i).has_rank() && needs.needs(j).has_rank() &&
                             needs.needs(i).rank() == needs.needs(j).rank();
           if (same) places.push_back(Item("needs", i, "rank"));
         }
       }
       return places;
     }},
    {{"needs.nsa_not_with_e", Effect::kGuidance, "DfE school census guide",
      "NSA is for SEN support (K) alone, and for a short time: a child with an EHC plan has been "
      "assessed."},
     [](const v1::NeedsIdentified& needs, const Situation& at) {
       const Fact<v1::SenStatusSet> status = StatusOn(at.before.people, at.day);
       const bool has_plan = status && status->status() == v1::SEN_PROVISION_E;
       if (!has_plan) return Places();
       return NeedsWhere(needs, "type",
                         [](const v1::Need& need) { return need.type() == v1::SEN_TYPE_NSA; });
     }},
    {{"needs.rest_on_evidence", Effect::kGuidance, "Code of Practice 6.45-6.46",
      "Link what this rests on: an assessment, an observation, how the child took to support.", "",
      "R28"},
     [](const v1::NeedsIdentified&, const Situation& at) {
       return When(!CitesEvidence(at.entry));
     }},
    {{"needs.worked_out_together", Effect::kGuidance, "Code of Practice 6.45",
      "Say who took part: teacher, SENCO, support staff, parents, and the child if possible.", "",
      "R17"},
     [](const v1::NeedsIdentified& needs, const Situation&) {
       return When(needs.worked_out_with().empty(), "worked_out_with");
     }},
    {{"needs.seen_in_class", Effect::kGuidance, "Code of Practice 6.45",
      "No observation in class is recorded before this.", "", "R24"},
     [](const v1::NeedsIdentified&, const Situation& at) {
       return When(at.before.assessments.observations.empty());
     }},
    {{"needs.area_fits_type", Effect::kGuidance, "Code of Practice 6.28-6.35",
      "This type of need lies in another broad area. Please check which is meant.", "", "R30"},
     [](const v1::NeedsIdentified& needs, const Situation&) {
       return NeedsWhere(needs, "area", IsInAnotherArea);
     }},
    {kFurtherHasReason, FurtherWithoutReason<v1::NeedsIdentified>},
};

bool IsKnownBarrier(const v1::BarrierRecorded& barrier, const Record& record) {
  const auto& barriers = record.assessments.barriers;
  return std::any_of(barriers.begin(), barriers.end(), [&](const auto& earlier) {
    return earlier->barrier_id() == barrier.barrier_id();
  });
}

// Nothing that was said of it before, and nothing now, says what is done.
bool HasNoAction(const v1::BarrierRecorded& barrier, const Record& record) {
  const auto& barriers = record.assessments.barriers;
  return barrier.actions().empty() &&
         std::none_of(barriers.begin(), barriers.end(), [&](const auto& earlier) {
           return earlier->barrier_id() == barrier.barrier_id() && !earlier->actions().empty();
         });
}

bool StandsInTheWay(const v1::BarrierRecorded& barrier) {
  return barrier.status() == v1::BARRIER_STATUS_FOUND ||
         barrier.status() == v1::BARRIER_STATUS_BEING_REMOVED;
}

constexpr KindRule<v1::BarrierRecorded> kBarrierRules[] = {
    {{"barrier.has_an_action", Effect::kGuidance, "Code of Practice 6.44",
      "Say what is done to remove this barrier.", "", "R2"},
     [](const v1::BarrierRecorded& barrier, const Situation& at) {
       return When(StandsInTheWay(barrier) && HasNoAction(barrier, at.before), "actions");
     }},
    {{"barrier.says_what_it_is", Effect::kGuidance, "Code of Practice 6.44",
      "Say what stands in the way of learning.", "", "R2"},
     [](const v1::BarrierRecorded& barrier, const Situation& at) {
       return When(barrier.text().empty() && !IsKnownBarrier(barrier, at.before), "text");
     }},
    {{"barrier.stays_with_a_reason", Effect::kGuidance, "Code of Practice 6.44",
      "The barrier stays: say why, and how the child is helped to live with it.", "", "R2"},
     [](const v1::BarrierRecorded& barrier, const Situation&) {
       return When(barrier.status() == v1::BARRIER_STATUS_REMAINS && barrier.text().empty() &&
                       barrier.actions().empty(),
                   "text");
     }},
};

}  // namespace

void CheckKind(const v1::NeedsIdentified& needs, const Situation& at, Verdict& verdict) {
  Judge(kNeedsRules, needs, at, verdict);
}
void CheckKind(const v1::BarrierRecorded& barrier, const Situation& at, Verdict& verdict) {
  Judge(kBarrierRules, barrier, at, verdict);
}

void ListNeedsRules(std::vector<Rule>& list) {
  ListRules(kNeedsRules, list);
  ListRules(kBarrierRules, list);
}

}  // namespace cairn::rules
