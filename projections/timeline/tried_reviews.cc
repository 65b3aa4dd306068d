#include "projections/timeline/tried_reviews.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_format.h"

#include "projections/wording/words.h"

namespace cairn {
namespace {

std::string DecisionWords(const v1::PlanReviewed& review) {
  std::vector<std::string> decisions;
  for (const int decision : review.decisions()) {
    decisions.push_back(Words(static_cast<v1::ReviewDecision>(decision)));
  }
  return Join(decisions, ", ");
}

// What the review found of this support; empty when it does not name it.
std::string FindingWords(const SupportRef& support, const v1::PlanReviewed& review) {
  std::vector<std::string> found;
  for (const v1::ProvisionReview& one : review.provisions()) {
    if (!IsAbout(support, one.provision_id())) continue;
    if (one.has_working()) found.emplace_back(one.working() ? "working" : "not working");
    if (one.has_as_planned()) {
      found.emplace_back(one.as_planned() ? "given as planned" : "not given as planned");
    }
    found.push_back(one.how_much());
    found.push_back(Join(one.text(), " "));
  }
  return Join(found, ", ");
}

bool NamesIt(const SupportRef& support, const v1::PlanReviewed& review) {
  return std::ranges::any_of(review.provisions(), [&](const v1::ProvisionReview& one) {
    return IsAbout(support, one.provision_id());
  });
}

// The number of the plan version that a review was of, when it has a line of this support and that
// was being given; 0 otherwise.
int VersionReviewed(const TimelineContext& context, const SupportRef& support,
                    const v1::TriedRow& row, const Fact<v1::PlanReviewed>& review) {
  if (support.plan_id.empty() || review->plan_id() != support.plan_id) return 0;
  const std::optional<CivilDate> to = EarliestDay(row.to());
  if (review.day() < EarliestDay(row.from()) || (to && *to < review.day())) return 0;
  const PlanHistory* plan = FindPlan(context.record.plans, review->plan_id());
  const PlanVersion* version = review->has_plan_version()
                                   ? FindVersion(*plan, review->plan_version())
                                   : VersionOn(*plan, review.day());
  if (version == nullptr || !context.visible(*version->issued.entry)) return 0;
  return HasItsLine(support, version->issued->content()) ? version->number : 0;
}

}  // namespace

std::vector<ReviewLine> ReviewsOf(const TimelineContext& context, const SupportRef& support,
                                  const v1::TriedRow& row) {
  std::vector<ReviewLine> lines;
  for (const Fact<v1::PlanReviewed>& review : context.record.reviews.reviews) {
    if (!context.visible(*review.entry)) continue;
    const bool named = NamesIt(support, *review);
    const int version = named ? 0 : VersionReviewed(context, support, row, review);
    if (!named && version == 0) continue;
    std::string head = FormatDate(review.day());
    if (version != 0) head += absl::StrFormat(", of plan v%d", version);
    lines.push_back(
        {head + ": " + Join({DecisionWords(*review), FindingWords(support, *review)}, "; "),
         review.entry});
  }
  return lines;
}

}  // namespace cairn
