#include "tests/histories/ehc.h"

#include <initializer_list>

#include "absl/strings/str_cat.h"

namespace cairn::histories {
namespace {

constexpr int kDecideDays = 42;
constexpr int kFinalPlanDays = 140;

void ByAuthority(v1::Entry& entry) {
  By(entry, kAuthority, v1::CAPACITY_LA_OFFICER, v1::MEANS_LETTER);
}

// What happened on `day`, told to the school some days later. Nothing once the child has gone.
void WriteLater(Story& story, Day day, v1::Entry entry) {
  const When told = story.ThenOn(story.terms.OpenOnOrAfter(day + days(story.dice.Between(1, 6))));
  if (told.day > story.terms.On(story.child.last_week, 4)) return;
  story.Write({day, told.typed_at_s}, story.school.senco, std::move(entry));
}

// Returns the day on which the authority received the request.
Day Request(Story& story, int week) {
  const When when = story.Then(week);
  const Day received = when.day + days(story.dice.Between(0, 3));
  const bool by_parent = story.dice.Chance(350);
  v1::Entry entry = On(when.day);
  v1::EhcRequested& request = *entry.mutable_ehc_requested();
  request.set_requester(by_parent ? v1::CAPACITY_PARENT : v1::CAPACITY_HEAD);
  *request.mutable_received_by_authority() = ToDate(received);
  request.set_parent_agrees(true);
  request.set_cycles(story.dice.Between(2, 5));
  request.set_annual_cost_pence(story.dice.Between(2'500, 9'500) * 100);
  if (by_parent) By(entry, story.child.mother, v1::CAPACITY_PARENT, v1::MEANS_FORM);
  const When typed = story.ThenOn(story.terms.OpenOnOrAfter(received));
  story.Write({when.day, typed.typed_at_s}, story.school.senco, std::move(entry));
  return received;
}

void Decide(Story& story, Day sent, v1::EhcDecision decision) {
  v1::Entry entry = On(sent);
  ByAuthority(entry);
  v1::EhcDecisionNotified& notified = *entry.mutable_ehc_decision_notified();
  notified.set_decision(decision);
  *notified.mutable_notice_sent() = ToDate(sent);
  if (decision == v1::EHC_DECISION_REFUSE_TO_ASSESS) {
    notified.add_reasons("The school can meet the needs from what it has.");
  }
  WriteLater(story, sent, std::move(entry));
}

Day DecisionDay(Story& story, Day received) {
  return received + days(story.dice.Chance(880) ? story.dice.Between(24, kDecideDays)
                                                : story.dice.Between(kDecideDays + 1, 63));
}

void GiveAdvice(Story& story, Day asked) {
  v1::Entry question = On(asked);
  ByAuthority(question);
  question.mutable_ehc_advice_requested()->set_asked_of(story.school.name);
  *question.mutable_ehc_advice_requested()->mutable_due() = ToDate(asked + days(kDecideDays));
  WriteLater(story, asked, std::move(question));

  const Day given =
      story.terms.OpenOnOrAfter(asked + days(story.dice.Chance(900) ? story.dice.Between(12, 40)
                                                                    : story.dice.Between(43, 70)));
  v1::Entry entry = On(given);
  v1::EhcAdviceGiven& advice = *entry.mutable_ehc_advice_given();
  advice.set_given_by(story.school.name);
  advice.add_included("plans and reviews of all cycles");
  advice.add_included("assessments");
  advice.set_pages(story.dice.Between(12, 60));
  *advice.mutable_asked_on() = ToDate(asked);
  WriteLater(story, given, std::move(entry));
}

void ServePlan(Story& story, Day day, v1::EhcPlanStage stage) {
  v1::Entry entry = On(day);
  ByAuthority(entry);
  v1::EhcPlanServed& plan = *entry.mutable_ehc_plan_served();
  plan.set_stage(stage);
  *plan.mutable_plan_date() = ToDate(day);
  for (const char* section : {"A", "B", "E", "F", "K"}) plan.add_sections(section);
  plan.add_section_f(story.SayOne(story.words.strategies));
  if (stage == v1::EHC_PLAN_STAGE_FINAL) plan.set_named_school(story.school.name);
  WriteLater(story, day, std::move(entry));
}

void ClaimException(Story& story, Day day, Day due) {
  v1::Entry entry = On(day);
  ByAuthority(entry);
  v1::EhcExceptionClaimed& claim = *entry.mutable_ehc_exception_claimed();
  claim.set_ground(story.dice.Chance(600) ? v1::EHC_EXCEPTION_GROUND_SCHOOL_CLOSED
                                          : v1::EHC_EXCEPTION_GROUND_PERSONAL_CIRCUMSTANCES);
  claim.set_limit(v1::EHC_LIMIT_FINAL_PLAN);
  *claim.mutable_stated_due() = ToDate(due);
  WriteLater(story, day, std::move(entry));
}

}  // namespace

int GainEhcPlan(Story& story, int week) {
  const Day received = Request(story, week);
  const Day decided = DecisionDay(story, received);
  Decide(story, decided, v1::EHC_DECISION_ASSESS);
  GiveAdvice(story, decided + days(story.dice.Between(1, 7)));
  // About half of all final plans come within the twenty weeks.
  const Day final_day =
      received + days(story.dice.Chance(500) ? story.dice.Between(120, kFinalPlanDays)
                                             : story.dice.Between(kFinalPlanDays + 1, 290));
  if (final_day > received + days(kFinalPlanDays) && story.dice.Chance(120)) {
    ClaimException(story, received + days(130), final_day);
  }
  ServePlan(story, final_day - days(story.dice.Between(22, 35)), v1::EHC_PLAN_STAGE_DRAFT);
  const Day last_day = story.terms.On(story.child.last_week, 4);
  const Day told = story.terms.OpenOnOrAfter(final_day + days(7));
  if (told > last_day) return story.child.last_week + 1;
  ServePlan(story, final_day, v1::EHC_PLAN_STAGE_FINAL);
  v1::Entry entry = On(final_day);
  v1::SenStatusSet& status = *entry.mutable_sen_status_set();
  status.set_status(v1::SEN_PROVISION_E);
  status.set_previous(v1::SEN_PROVISION_K);
  status.set_basis("EHCP final plan date");
  story.Write({final_day, story.ThenOn(told).typed_at_s}, story.school.senco, std::move(entry));
  return story.terms.WeekOnOrAfter(told);
}

Day BeRefusedEhcAssessment(Story& story, int week) {
  const Day sent = DecisionDay(story, Request(story, week));
  Decide(story, sent, v1::EHC_DECISION_REFUSE_TO_ASSESS);
  return sent;
}

void BringEhcPlan(Story& story) {
  const When when = story.Then(story.child.first_week);
  const Day dated = when.day - days(story.dice.Between(60, 900));
  v1::Entry entry = On(dated);
  ByAuthority(entry);
  v1::EhcPlanServed& plan = *entry.mutable_ehc_plan_served();
  plan.set_stage(v1::EHC_PLAN_STAGE_FINAL);
  *plan.mutable_plan_date() = ToDate(dated);
  plan.set_named_school(story.school.name);
  plan.add_section_f(story.SayOne(story.words.strategies));
  story.Write({dated, when.typed_at_s}, story.school.senco, std::move(entry));
}

}  // namespace cairn::histories
