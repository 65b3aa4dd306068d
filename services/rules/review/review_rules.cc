#include "services/rules/review/review_rules.h"

#include <algorithm>
#include <optional>
#include <string>

#include "services/rules/provision/dose.h"
#include "services/rules/shape/score_scales.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

// The version that the review is about: the one it names, or the one in use on its day.
const PlanVersion* Reviewed(const v1::PlanReviewed& review, const Situation& at) {
  const PlanHistory* plan = FindPlan(at.before.plans, review.plan_id());
  if (plan == nullptr) return nullptr;
  return review.has_plan_version() ? FindVersion(*plan, review.plan_version())
                                   : VersionOn(*plan, at.day);
}

// The day that was agreed on for this review: by the last review of this version, or by the plan.
std::optional<CivilDate> AgreedDay(const PlanVersion& version, const v1::PlanReviewed& review,
                                   const Situation& at) {
  std::optional<CivilDate> agreed = LatestDay(version.issued->review_due());
  for (const auto& earlier : at.before.reviews.reviews) {
    const bool is_between = version.effective_from <= earlier.day() && earlier.day() < at.day;
    if (is_between && earlier->plan_id() == review.plan_id()) {
      agreed = LatestDay(earlier->next_review());
    }
  }
  return agreed;
}

bool IsLateReview(const v1::PlanReviewed& review, const Situation& at) {
  const PlanVersion* version = Reviewed(review, at);
  if (version == nullptr) return false;
  const std::optional<CivilDate> agreed = AgreedDay(*version, review, at);
  return agreed && *agreed < at.day;
}

bool Covers(const v1::PlanReviewed& review, std::string_view target_id) {
  return std::any_of(
      review.targets().begin(), review.targets().end(),
      [&](const v1::TargetReview& target) { return target.target_id() == target_id; });
}

bool LeavesTargetsOut(const v1::PlanReviewed& review, const Situation& at) {
  const PlanVersion* version = Reviewed(review, at);
  if (version == nullptr) return false;
  const auto& targets = version->issued->content().targets();
  return std::any_of(targets.begin(), targets.end(),
                     [&](const v1::Target& target) { return !Covers(review, target.item_id()); });
}

Places TargetsWhere(const v1::PlanReviewed& review, const Situation& at, std::string_view field,
                    bool (*is_broken)(const v1::TargetReview&, const v1::Target*)) {
  const PlanVersion* version = Reviewed(review, at);
  Places places;
  for (int i = 0; version != nullptr && i < review.targets_size(); ++i) {
    const v1::TargetReview& target = review.targets(i);
    const v1::Target* planned = FindTarget(version->issued->content(), target.target_id());
    if (is_broken(target, planned)) places.push_back(Item("targets", i, field));
  }
  return places;
}

bool IsMoreThanPossible(const v1::TargetReview& target, const v1::Target* planned) {
  return planned != nullptr && planned->has_out_of() && target.has_value() &&
         NumberOf(target.value()) > NumberOf(planned->out_of());
}

bool IsUnknown(const v1::TargetReview&, const v1::Target* planned) { return planned == nullptr; }

Places ProvisionsNotJudged(const v1::PlanReviewed& review, const Situation&) {
  Places places;
  for (int i = 0; i < review.provisions_size(); ++i) {
    const v1::ProvisionReview& judged = review.provisions(i);
    const bool in_words = !judged.text().empty();
    const bool whole =
        judged.has_working() && judged.has_as_planned() && (judged.has_how_much() || in_words) &&
        (!judged.reaction().empty() || in_words) && (!judged.quality().empty() || in_words);
    if (!whole) places.push_back(Item("provisions", i));
  }
  return places;
}

bool IsMeasured(const v1::TargetReview& target) {
  return target.has_value() || target.rag() != v1::STATED_RAG_UNSPECIFIED ||
         target.has_goal_attainment();
}

// The last review of the same plan before the day of the entry; null when there is none.
const v1::PlanReviewed* LastReview(const v1::PlanReviewed& review, const Situation& at) {
  const v1::PlanReviewed* last = nullptr;
  for (const auto& earlier : at.before.reviews.reviews) {
    if (earlier->plan_id() == review.plan_id() && earlier.day() < at.day) last = earlier.kind;
  }
  return last;
}

// Whether somebody of that kind gave their views since the plan was last reviewed, or made.
bool WasHeard(const v1::PlanReviewed& review, const Situation& at,
              bool (*is_one)(const v1::Entry&)) {
  std::optional<CivilDate> since;
  if (const PlanVersion* version = Reviewed(review, at)) since = version->effective_from;
  for (const auto& earlier : at.before.reviews.reviews) {
    if (earlier->plan_id() == review.plan_id() && earlier.day() < at.day) since = earlier.day();
  }
  const auto& voices = at.before.concerns.voices;
  return std::any_of(voices.begin(), voices.end(), [&](const auto& voice) {
    return is_one(voice.entry->entry()) && (!since || *since <= voice.day()) &&
           voice.day() <= at.day;
  });
}

bool NeedsAreOld(const Situation& at) {
  std::optional<CivilDate> looked_at;
  for (const auto& needs : at.before.assessments.needs) {
    if (needs.day() <= at.day) looked_at = std::max(looked_at.value_or(needs.day()), needs.day());
  }
  for (const auto& review : at.before.reviews.reviews) {
    if (!review->needs_reviewed() || review.day() > at.day) continue;
    looked_at = std::max(looked_at.value_or(review.day()), review.day());
  }
  return looked_at && looked_at->AddYears(1) < at.day;
}

bool IsAllRed(const v1::PlanReviewed& review) {
  return !review.targets().empty() &&
         std::all_of(review.targets().begin(), review.targets().end(),
                     [](const v1::TargetReview& t) { return t.rag() == v1::STATED_RAG_RED; });
}

bool MakesNoProgressAgain(const v1::PlanReviewed& review, const Situation& at) {
  const v1::PlanReviewed* last = LastReview(review, at);
  return last != nullptr && IsAllRed(*last) && IsAllRed(review);
}

bool SeeksHelp(const v1::PlanReviewed& review) {
  return std::any_of(review.decisions().begin(), review.decisions().end(), [](int decision) {
    return decision == v1::REVIEW_DECISION_SEEK_ADVICE ||
           decision == v1::REVIEW_DECISION_SEEK_EHC_NEEDS_ASSESSMENT;
  });
}

constexpr KindRule<v1::PlanReviewed> kReviewRules[] = {
    {{"review.within_the_greatest", Effect::kGuidance, "computed",
      "The number is greater than the greatest possible one in the plan. Please check both."},
     [](const v1::PlanReviewed& review, const Situation& at) {
       return TargetsWhere(review, at, "value", IsMoreThanPossible);
     }},
    {{"review.plan_is_in_the_record", Effect::kGuidance, "computed",
      "No plan with this id, or not this version of it, is in the record."},
     [](const v1::PlanReviewed& review, const Situation& at) {
       return When(Reviewed(review, at) == nullptr, "plan_id");
     }},
    {{"review.target_is_in_the_plan", Effect::kGuidance, "computed",
      "The plan has no such target."},
     [](const v1::PlanReviewed& review, const Situation& at) {
       return TargetsWhere(review, at, "target_id", IsUnknown);
     }},
    {{"review.on_the_agreed_date", Effect::kGuidance, "Code of Practice 6.53",
      "This review was held after the date that was agreed on for it.", "", "R69"},
     [](const v1::PlanReviewed& review, const Situation& at) {
       return When(IsLateReview(review, at));
     }},
    {{"review.next_date_set", Effect::kGuidance, "Code of Practice 6.65",
      "Agree on a date for the next review.", "", "R68"},
     [](const v1::PlanReviewed& review, const Situation&) {
       return When(!review.has_next_review(), "next_review");
     }},
    {{"review.every_target", Effect::kGuidance, "Code of Practice 6.53",
      "Not every target of the plan is reviewed.", "", "R75"},
     [](const v1::PlanReviewed& review, const Situation& at) {
       return When(LeavesTargetsOut(review, at), "targets");
     }},
    {{"review.impact_of_each_provision", Effect::kGuidance, "Code of Practice 6.53",
      "Say of each support whether it works and how good it is.", "", "R75"},
     [](const v1::PlanReviewed& review, const Situation& at) {
       const PlanVersion* version = Reviewed(review, at);
       return When(version != nullptr && !version->issued->content().provisions().empty() &&
                       review.provisions().empty(),
                   "provisions");
     }},
    {{"review.judges_each_provision", Effect::kGuidance, "Code of Practice 6.53-6.54",
      "Say whether it works and how much, whether it was given as planned, how well, and how the "
      "child takes to it.",
      "", "R75"},
     ProvisionsNotJudged},
    {{"review.measures_each_target", Effect::kGuidance, "Code of Practice 6.53",
      "Say where the child is: a number, or met, on the way or not.", "", "R75"},
     [](const v1::PlanReviewed& review, const Situation&) {
       Places places;
       for (int i = 0; i < review.targets_size(); ++i) {
         if (!IsMeasured(review.targets(i))) places.push_back(Item("targets", i));
       }
       return places;
     }},
    {{"review.child_is_heard", Effect::kGuidance, "Code of Practice 6.53",
      "Say what the child thinks of the support.", "", "R75"},
     [](const v1::PlanReviewed& review, const Situation& at) {
       return When(review.child_views().empty() && !WasHeard(review, at, IsOfLearner),
                   "child_views");
     }},
    {{"review.parents_are_heard", Effect::kGuidance, "Code of Practice 6.53",
      "Say what the parents think of the support.", "", "R75"},
     [](const v1::PlanReviewed& review, const Situation& at) {
       return When(review.parent_views().empty() && !WasHeard(review, at, IsOfParent),
                   "parent_views");
     }},
    {{"review.gives_its_reasons", Effect::kGuidance, "Code of Practice 6.54",
      "Say why it was decided so.", "", "R76"},
     [](const v1::PlanReviewed& review, const Situation&) {
       return When(review.reasons().empty() && review.text().empty(), "reasons");
     }},
    {{"review.rechecks_the_needs", Effect::kGuidance, "Code of Practice 6.46",
      "The needs were last looked at more than a year ago. Look at them again.", "", "R29"},
     [](const v1::PlanReviewed& review, const Situation& at) {
       return When(!review.needs_reviewed() && NeedsAreOld(at), "needs_reviewed");
     }},
    {kGivenBeforeJudged,
     [](const v1::PlanReviewed& review, const Situation& at) {
       Places places;
       for (int i = 0; i < review.provisions_size(); ++i) {
         const v1::ProvisionReview& provision = review.provisions(i);
         const bool fails = provision.has_working() && !provision.working();
         if (fails && WasHardlyGiven(at.before, provision.provision_id())) {
           places.push_back(Item("provisions", i, "working"));
         }
       }
       return places;
     }},
    {{"review.considers_specialists", Effect::kGuidance, "Code of Practice 6.58-6.59",
      "No target was on the way in this review or the last: consider asking specialists.", "",
      "R85"},
     [](const v1::PlanReviewed& review, const Situation& at) {
       return When(MakesNoProgressAgain(review, at) && !SeeksHelp(review), "decisions");
     }},
};

}  // namespace

void CheckKind(const v1::PlanReviewed& review, const Situation& at, Verdict& verdict) {
  Judge(kReviewRules, review, at, verdict);
}

void ListReviewRules(std::vector<Rule>& list) { ListRules(kReviewRules, list); }

}  // namespace cairn::rules
