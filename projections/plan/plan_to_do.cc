#include "projections/plan/plan_to_do.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_format.h"

#include "projections/calendar/statutory_clocks.h"
#include "projections/plan/plan_words.h"
#include "projections/plan/review_count.h"
#include "projections/record/meeting_notes.h"
#include "projections/record/review_decisions.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

// The last review of the plan; empty when there was none.
Fact<v1::PlanReviewed> LastReview(const PlanContext& context) {
  Fact<v1::PlanReviewed> last;
  for (const Fact<v1::PlanReviewed>& review : context.record.reviews.reviews) {
    if (review->plan_id() == context.plan.plan_id) last = review;
  }
  return last;
}

// The date set last: by the last review, or by this version if it was issued after that.
std::optional<v1::Date> NextReview(const PlanContext& context) {
  const Fact<v1::PlanReviewed> review = LastReview(context);
  const Fact<v1::PlanIssued>& issued = context.version.issued;
  const bool review_is_later = review && review.entry->Order() > issued.entry->Order();
  if (review_is_later && review->has_next_review()) return review->next_review();
  if (issued->has_review_due()) return issued->review_due();
  if (review && review->has_next_review()) return review->next_review();
  return std::nullopt;
}

void AddDecisions(const PlanContext& context, v1::Plan& plan) {
  const Fact<v1::PlanReviewed> review = LastReview(context);
  if (!review) return;
  for (const int number : review->decisions()) {
    const auto decision = static_cast<v1::ReviewDecision>(number);
    if (DecisionIsCarriedOut(context.record, review, decision)) continue;
    AddToDo(
        plan, plan_rules::kDecisionDone,
        absl::StrFormat("Carry out \"%s\" decided %s", Words(decision), FormatDate(review.day())),
        review.day(), context.day);
  }
}

void AddNotes(const PlanContext& context, v1::Plan& plan) {
  const std::vector<MeetingNotes> notes = NotesOfMeetings(context.record);
  if (notes.empty() || notes.back().sent) return;
  const CivilDate met = notes.back().meeting.day();
  const std::optional<DueDate> due = ComputeDue("meeting.notes_sent", met);
  if (!due.has_value() || due->due >= context.day) return;
  AddToDo(
      plan, plan_rules::kNotesSent,
      absl::StrFormat("Send notes of the meeting of %s (usual: within a week)", FormatDate(met)),
      due->due, context.day);
}

void AddOverdueReview(const PlanContext& context, v1::Plan& plan) {
  const std::optional<v1::Date> next = NextReview(context);
  const std::optional<CivilDate> due = next.has_value() ? LatestDay(*next) : std::nullopt;
  if (!due.has_value() || *due >= context.day) return;
  AddToDo(plan, plan_rules::kReviewHeld,
          absl::StrFormat("Hold the review that was due %s", FormatDate(*next)), *due, context.day);
}

// One line for each report, however much it recommends.
void AddAdvice(const PlanContext& context, v1::Plan& plan) {
  std::string last_label;
  for (const v1::UnansweredAdvice& advice : plan.unanswered_advice()) {
    if (advice.label() == last_label) continue;
    last_label = advice.label();
    AddToDo(plan, plan_rules::kAdviceAnswered,
            absl::StrFormat("Answer the %s advice of %s", advice.profession(),
                            FormatDate(advice.since())),
            EarliestDay(advice.since()).value_or(context.day), context.day);
  }
}

}  // namespace

void AddReviewDates(const PlanContext& context, v1::Plan& plan) {
  if (const Fact<v1::PlanReviewed> review = LastReview(context)) {
    *plan.mutable_last_review() = ToProto(review.day());
  }
  if (const std::optional<v1::Date> next = NextReview(context); next.has_value()) {
    *plan.mutable_next_review() = *next;
  } else {
    const std::string_view usual = context.kind().review;
    AddFinding(plan, plan_rules::kReviewSet, "next_review",
               absl::StrFormat("No review date set%s%s", usual.empty() ? "" : "; usual: ", usual));
  }
  if (!context.IsSupportPlan()) return;
  const ReviewCount count = CountReviews(context.record, AcademicYearOf(context.day), context.day);
  if (!count.IsFewer()) return;
  AddFinding(plan, plan_rules::kMetThreeTimes, "last_review", Sentence(count));
}

void AddToDos(const PlanContext& context, v1::Plan& plan) {
  if (context.IsSuperseded()) return;
  AddDecisions(context, plan);
  if (context.IsSupportPlan()) AddNotes(context, plan);
  AddOverdueReview(context, plan);
  AddAdvice(context, plan);
}

}  // namespace cairn
