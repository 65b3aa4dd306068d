#include "projections/cohort/plan_steps.h"

#include <algorithm>
#include <utility>

#include "projections/codes/plan_kinds.h"

namespace cairn {
namespace {

// One of them, with its place in the history.
struct Step {
  OccurredOrder order;
  CivilDate happened;
  const std::string* plan_id = nullptr;
  const PlanVersion* version = nullptr;
  const v1::PlanReviewed* review = nullptr;  // neither: the plan was closed
};

std::vector<Step> VersionsAndClosings(const Plans& plans) {
  std::vector<Step> found;
  for (const PlanHistory& plan : plans.plans) {
    for (const PlanVersion& version : plan.versions) {
      found.push_back(
          {version.issued.entry->Order(), version.issued.day(), &plan.plan_id, &version, nullptr});
    }
  }
  for (const Fact<v1::PlanClosed>& closing : plans.closings) {
    found.push_back({closing.entry->Order(), closing.day(), &closing->plan_id(), nullptr, nullptr});
  }
  return found;
}

void FillVersion(const PlanVersion& version, rows::PlanIssuedRow& row) {
  row.set_number(version.number);
  row.set_effective_from(version.effective_from.epoch_days());
  row.set_kind(version.issued->plan_kind());
  if (version.issued->has_review_due()) *row.mutable_review_due() = version.issued->review_due();
  row.set_responsible_teacher(version.issued->responsible_teacher());
  row.set_teacher_stated(version.issued->has_responsible_teacher());
}

void Fill(std::vector<Step> found, PlanSteps& steps) {
  std::sort(found.begin(), found.end(),
            [](const Step& a, const Step& b) { return a.order < b.order; });
  for (const Step& step : found) {
    rows::PlanStep& row = *steps.Add();
    row.set_from(step.happened.epoch_days());
    row.set_plan_id(*step.plan_id);
    if (step.version != nullptr) {
      FillVersion(*step.version, *row.mutable_issued());
    } else if (step.review != nullptr) {
      rows::PlanReviewedRow& reviewed = *row.mutable_reviewed();
      if (step.review->has_next_review()) {
        *reviewed.mutable_next_review() = step.review->next_review();
      }
    } else {
      row.mutable_closed();
    }
  }
}

// A plan while its steps are read.
struct Reading {
  PlanOnDay plan;
  const rows::PlanIssuedRow* last_issued = nullptr;
  const rows::PlanReviewedRow* last_review = nullptr;
  // Places among the steps.
  int used_since = 0;
  int reviewed_at = 0;
  int first_issued_at = 0;
  int issued_at = 0;
  int closed_at = -1;
};

Reading& ReadingOf(std::vector<Reading>& plans, const std::string& plan_id) {
  for (Reading& reading : plans) {
    if (reading.plan.plan_id == plan_id) return reading;
  }
  plans.emplace_back().plan.plan_id = plan_id;
  return plans.back();
}

void Read(const rows::PlanStep& step, int place, CivilDate day, Reading& reading) {
  if (step.has_issued()) {
    if (reading.last_issued == nullptr) reading.first_issued_at = place;
    reading.last_issued = &step.issued();
    reading.issued_at = place;
    if (step.issued().effective_from() <= day.epoch_days()) {
      reading.plan.version = &step.issued();
      reading.used_since = place;
    }
  } else if (step.has_reviewed()) {
    reading.last_review = &step.reviewed();
    reading.plan.last_review = CivilDate::FromEpochDays(step.from());
    reading.reviewed_at = place;
  } else {
    reading.closed_at = place;
  }
}

// The date set last: by the last review, or by the version if it was issued after that.
v1::Date NextReview(const Reading& reading) {
  const bool review_sets = reading.last_review != nullptr && reading.last_review->has_next_review();
  const bool version_sets =
      reading.plan.version != nullptr && reading.plan.version->has_review_due();
  if (review_sets && (reading.reviewed_at > reading.used_since || !version_sets)) {
    return reading.last_review->next_review();
  }
  return version_sets ? reading.plan.version->review_due() : v1::Date();
}

}  // namespace

void AddPlans(const Plans& plans, PlanSteps& steps) { Fill(VersionsAndClosings(plans), steps); }

void AddReviewedPlans(const Plans& plans, const Reviews& reviews, PlanSteps& steps) {
  std::vector<Step> found = VersionsAndClosings(plans);
  for (const Fact<v1::PlanReviewed>& review : reviews.reviews) {
    found.push_back(
        {review.entry->Order(), review.day(), &review->plan_id(), nullptr, review.kind});
  }
  Fill(std::move(found), steps);
}

std::vector<PlanOnDay> PlansOn(const PlanSteps& steps, CivilDate day) {
  std::vector<Reading> readings;
  for (int place = 0; place < steps.size(); ++place) {
    const rows::PlanStep& step = steps[place];
    if (step.from() <= day.epoch_days()) {
      Read(step, place, day, ReadingOf(readings, step.plan_id()));
    }
  }
  std::erase_if(readings, [](const Reading& reading) { return reading.last_issued == nullptr; });
  // A plan may have been reviewed or closed before its first version.
  std::stable_sort(readings.begin(), readings.end(), [](const Reading& a, const Reading& b) {
    return a.first_issued_at < b.first_issued_at;
  });
  std::vector<PlanOnDay> plans;
  for (Reading& reading : readings) {
    reading.plan.kind = reading.last_issued->kind();
    reading.plan.closed = reading.closed_at > reading.issued_at;
    reading.plan.next_review = NextReview(reading);
    plans.push_back(std::move(reading.plan));
  }
  return plans;
}

const PlanOnDay* MainPlan(const std::vector<PlanOnDay>& plans) {
  const auto rank = [](const PlanOnDay& plan) {
    return std::pair(!plan.closed, codes::PlanKindOf(plan.kind).rank);
  };
  const PlanOnDay* found = nullptr;
  for (const PlanOnDay& plan : plans) {
    if (found == nullptr || rank(plan) > rank(*found)) found = &plan;
  }
  return found;
}

const rows::PlanIssuedRow* VersionUsedOn(const PlanSteps& steps, std::string_view plan_id,
                                         CivilDate day, CivilDate known) {
  const rows::PlanIssuedRow* used = nullptr;
  for (const rows::PlanStep& step : steps) {
    const bool counts = step.has_issued() && step.plan_id() == plan_id &&
                        step.from() <= known.epoch_days() &&
                        step.issued().effective_from() <= day.epoch_days();
    if (counts) used = &step.issued();
  }
  return used;
}

}  // namespace cairn
