#include <cmath>

#include "absl/strings/str_format.h"

#include "projections/wording/entry_teller.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

std::string TargetFound(const v1::TargetReview& target) {
  std::string text = target.target_id();
  if (target.has_value()) text += " " + FormatDecimal(target.value());
  if (target.has_aim()) text += "/" + FormatDecimal(target.aim());
  if (target.rag() == v1::STATED_RAG_GREEN) text += " MET";
  if (target.has_goal_attainment()) text += absl::StrFormat(", GAS %+d", target.goal_attainment());
  return text;
}

std::string ProvisionFound(const v1::ProvisionReview& provision) {
  std::string text = provision.provision_id();
  if (provision.has_working()) text += provision.working() ? " working" : " not working";
  if (provision.has_as_planned()) {
    text += provision.as_planned() ? ", as planned" : ", not as planned";
  }
  return Join({text, Join(provision.text(), " ")}, ": ");
}

std::string Decisions(const v1::PlanReviewed& review) {
  std::vector<std::string> decisions;
  for (const int decision : review.decisions()) {
    decisions.push_back(Words(static_cast<v1::ReviewDecision>(decision)));
  }
  return Capitalised(Join(decisions, ", "));
}

std::string Stated(const v1::PlanReviewed& review) {
  std::vector<std::string> stated;
  if (review.has_stated_delivery_rate()) {
    const double percent = 100 * ValueOf(review.stated_delivery_rate());
    stated.push_back(absl::StrFormat("%d%% given", static_cast<int>(std::lround(percent))));
  }
  if (review.has_stated_score_change()) {
    stated.push_back("SS change " + FormatDecimal(review.stated_score_change()));
  }
  if (review.has_stated_ratio_gain()) {
    stated.push_back("ratio gain " + FormatDecimal(review.stated_ratio_gain()));
  }
  return stated.empty() ? "" : "said " + Join(stated, ", ");
}

// "Review meeting", "Parents evening", "Meeting".
std::string MeetingName(v1::MeetingType type) {
  if (type == v1::MEETING_TYPE_OTHER) return "Meeting";
  const std::string name = Capitalised(Words(type));
  return type == v1::MEETING_TYPE_PARENTS_EVENING ? name : name + " meeting";
}

}  // namespace

EntryText EntryTeller::operator()(const v1::MeetingHeld& kind) const {
  EntryText text{.lead = MeetingName(kind.meeting())};
  if (kind.has_minutes()) text.lead += absl::StrFormat(", %d min", kind.minutes());
  std::vector<std::string> people;
  std::vector<std::string> absent;
  for (const v1::Attendee& attendee : kind.attendees()) {
    std::string who = Called(attendee.name());
    if (attendee.part() == v1::ATTENDANCE_PART_ALL) who += " (all)";
    if (attendee.part() == v1::ATTENDANCE_PART_PART) {
      who += " (" + (attendee.has_part_text() ? attendee.part_text() : "part") + ")";
    }
    (WasThere(attendee) ? people : absent).push_back(who);
  }
  text.facts = {Join(people, ", "), absent.empty() ? "" : "not there: " + Join(absent, ", "),
                kind.has_led_by() ? "led by " + kind.led_by() : "", Join(kind.notes(), " "),
                kind.actions().empty() ? "" : "to do: " + Join(kind.actions(), ", ")};
  return text;
}

EntryText EntryTeller::operator()(const v1::PlanReviewed& kind) const {
  EntryText text{.lead = kind.has_review_number()
                             ? absl::StrFormat("Review %d", kind.review_number())
                             : "Review"};
  if (kind.has_plan_version()) text.lead += absl::StrFormat(" of plan v%d", kind.plan_version());
  for (const v1::TargetReview& target : kind.targets()) text.facts.push_back(TargetFound(target));
  for (const v1::ProvisionReview& provision : kind.provisions()) {
    text.facts.push_back(ProvisionFound(provision));
  }
  text.facts.push_back(Decisions(kind));
  text.facts.push_back(Stated(kind));
  text.facts.push_back(Join(kind.text(), " "));
  text.facts.push_back(Dated("next", kind.has_next_review(), kind.next_review()));
  return text;
}

EntryText EntryTeller::operator()(const v1::MeetingScheduled& kind) const {
  EntryText text{.lead = MeetingName(kind.meeting()) + " on " + FormatDate(kind.scheduled_for())};
  std::vector<std::string> people;
  for (const v1::Attendee& invited : kind.invited()) people.push_back(Called(invited.name()));
  text.facts = {people.empty() ? "" : "invited: " + Join(people, ", "), kind.place()};
  return text;
}

EntryText EntryTeller::operator()(const v1::MeetingNotHeld& kind) const {
  EntryText text{.lead = MeetingName(kind.meeting()) + " not held"};
  std::vector<std::string> offers;
  for (const v1::Date& offer : kind.offers()) offers.push_back(FormatDate(offer));
  text.facts = {Words(kind.reason()), Join(kind.detail(), " "),
                offers.empty() ? "" : "offered: " + Join(offers, ", ")};
  return text;
}

}  // namespace cairn
