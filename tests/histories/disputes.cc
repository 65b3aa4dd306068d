#include "tests/histories/disputes.h"

namespace cairn::histories {
namespace {

// False once the child has gone: nothing more is written here.
bool WriteOn(Story& story, Day day, v1::Entry entry) {
  if (day > story.terms.On(story.child.last_week, 4)) return false;
  const Day typed = story.terms.OpenOnOrAfter(day + days(story.dice.Between(0, 4)));
  story.Write({day, story.ThenOn(typed).typed_at_s}, story.school.senco, std::move(entry));
  return true;
}

v1::Entry Opening(Story& story, Day day, const char* id, v1::DisputeKind kind) {
  v1::Entry entry = On(day);
  By(entry, story.child.mother, v1::CAPACITY_PARENT, v1::MEANS_LETTER);
  entry.mutable_dispute_opened()->set_dispute_id(id);
  entry.mutable_dispute_opened()->set_dispute(kind);
  return entry;
}

v1::Entry Step(Day day, const char* id, v1::DisputeStep kind) {
  v1::Entry entry = On(day);
  entry.mutable_dispute_step_recorded()->set_dispute_id(id);
  entry.mutable_dispute_step_recorded()->set_step(kind);
  return entry;
}

v1::Entry Closing(Day day, const char* id, std::string_view outcome) {
  v1::Entry entry = On(day);
  entry.mutable_dispute_closed()->set_dispute_id(id);
  entry.mutable_dispute_closed()->set_outcome(std::string(outcome));
  return entry;
}

void HoldTheFile(Story& story, Day day) {
  v1::Entry entry = On(day);
  v1::HoldPlaced& hold = *entry.mutable_hold_placed();
  hold.set_hold_id("hold-1");
  hold.set_reason("appeal to the tribunal");
  hold.set_scope("the whole record");
  hold.set_no_disposal(true);
  WriteOn(story, day, std::move(entry));
}

void Appeal(Story& story, Day certificate) {
  const Day received = certificate + days(story.dice.Between(5, 28));
  v1::Entry opened = Opening(story, received, "appeal-1", v1::DISPUTE_KIND_APPEAL);
  v1::DisputeOpened& appeal = *opened.mutable_dispute_opened();
  appeal.set_form("SEND35a");
  appeal.set_appeal_type("refusal_to_assess");
  appeal.set_page_limit_per_party(75);
  *appeal.mutable_received_on() = ToDate(received);
  if (!WriteOn(story, received, std::move(opened))) return;
  HoldTheFile(story, received + days(5));

  v1::Entry evidence = Step(received + days(60), "appeal-1", v1::DISPUTE_STEP_EVIDENCE_SENT);
  v1::EvidenceItem& item = *evidence.mutable_dispute_step_recorded()->add_items();
  item.set_type("witness_statement");
  item.set_pages(story.dice.Between(4, 70));
  WriteOn(story, received + days(60), std::move(evidence));

  const Day ordered = received + days(story.dice.Between(120, 210));
  v1::Entry order = Step(ordered, "appeal-1", v1::DISPUTE_STEP_ORDER_MADE);
  order.mutable_dispute_step_recorded()->set_order("la_must_assess");
  *order.mutable_dispute_step_recorded()->mutable_order_date() = ToDate(ordered);
  if (!WriteOn(story, ordered, std::move(order))) return;
  WriteOn(story, ordered + days(1), Closing(ordered + days(1), "appeal-1", "allowed"));
}

}  // namespace

void Complain(Story& story, int week) {
  const Day opened = story.terms.On(week, 2);
  v1::Entry complaint = Opening(story, opened, "complaint-1", v1::DISPUTE_KIND_COMPLAINT);
  complaint.mutable_dispute_opened()->set_stage(1);
  complaint.mutable_dispute_opened()->add_about(story.SayOne(kComplaints));
  if (!WriteOn(story, opened, std::move(complaint))) return;
  static constexpr std::string_view kOutcomes[] = {"upheld", "partly_upheld", "partly_upheld",
                                                   "not_upheld", "withdrawn"};
  const Day closed = story.terms.OpenOnOrAfter(opened + days(story.dice.Between(10, 60)));
  v1::Entry closing = Closing(closed, "complaint-1", story.dice.Pick(kOutcomes));
  closing.mutable_dispute_closed()->set_stage(1);
  WriteOn(story, closed, std::move(closing));
}

void DisputeRefusal(Story& story, Day sent) {
  const Day contacted = sent + days(story.dice.Between(4, 45));
  v1::Entry opened = Opening(story, contacted, "mediation-1", v1::DISPUTE_KIND_MEDIATION);
  const bool wishes = story.dice.Chance(700);
  opened.mutable_dispute_opened()->set_wishes_to_mediate(wishes);
  opened.mutable_dispute_opened()->set_provider("Wexmere Mediation (fictional)");
  if (!WriteOn(story, contacted, std::move(opened))) return;

  bool agreed = false;
  Day certificate = contacted + days(3);
  if (wishes) {
    const Day met = contacted + days(story.dice.Between(14, 30));
    certificate = met + days(2);
    agreed = story.dice.Chance(450);
    v1::Entry meeting = Step(met, "mediation-1", v1::DISPUTE_STEP_MEDIATION_HELD);
    meeting.mutable_dispute_step_recorded()->set_agreement(agreed);
    if (agreed)
      meeting.mutable_dispute_step_recorded()->add_terms("the request is looked at again");
    if (!WriteOn(story, met, std::move(meeting))) return;
  }
  v1::Entry issued = Step(certificate, "mediation-1", v1::DISPUTE_STEP_CERTIFICATE_ISSUED);
  *issued.mutable_dispute_step_recorded()->mutable_certificate_date() = ToDate(certificate);
  if (!WriteOn(story, certificate, std::move(issued))) return;
  WriteOn(story, certificate,
          Closing(certificate, "mediation-1", agreed ? "agreement" : "no_agreement"));
  if (!agreed && story.dice.Chance(600)) Appeal(story, certificate);
}

void AskForFile(Story& story, int week) {
  const Day asked = story.terms.On(week, 1);
  v1::Entry request = On(asked);
  By(request, story.child.mother, v1::CAPACITY_PARENT, v1::MEANS_EMAIL);
  v1::RightsRequested& requested = *request.mutable_rights_requested();
  requested.set_rights_request_id("request-1");
  requested.set_right(v1::RIGHTS_KIND_ACCESS);
  requested.set_data_subject(story.child.name);
  requested.set_on_behalf(true);
  if (story.dice.Chance(700)) requested.set_child_asked(true);
  if (!WriteOn(story, asked, std::move(request))) return;

  const Day answered =
      story.terms.OpenOnOrAfter(asked + days(story.dice.Chance(850) ? story.dice.Between(12, 28)
                                                                    : story.dice.Between(33, 60)));
  v1::Entry answer = On(answered);
  answer.mutable_rights_answered()->set_rights_request_id("request-1");
  answer.mutable_rights_answered()->set_entries_disclosed(story.dice.Between(20, 160));
  answer.mutable_rights_answered()->add_outcome("The file was sent as a copy.");
  WriteOn(story, answered, std::move(answer));
}

}  // namespace cairn::histories
