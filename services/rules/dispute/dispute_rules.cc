#include "services/rules/dispute/dispute_rules.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "projections/calendar/statutory_clocks.h"
#include "projections/codes/appeal_types.h"
#include "services/rules/dispute/dispute_known_rule.h"
#include "services/rules/lateness.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

// The day of the last mediation certificate that is recorded as a step.
std::optional<CivilDate> LastCertificate(const Record& record) {
  std::optional<CivilDate> last;
  for (const Dispute& dispute : record.disputes.disputes) {
    for (const auto& step : dispute.steps) {
      const auto day = step->has_certificate_date() ? LatestDay(step->certificate_date())
                                                    : std::optional(step.day());
      if (step->step() == v1::DISPUTE_STEP_CERTIFICATE_ISSUED) last = std::max(last, day);
    }
  }
  return last;
}

std::optional<CivilDate> CertificateOf(const v1::DisputeOpened& appeal, const Record& record) {
  return appeal.has_certificate_date() ? LatestDay(appeal.certificate_date())
                                       : LastCertificate(record);
}

// When the notice that is disputed was sent, as the entry or the last decision says.
std::optional<CivilDate> NoticeOf(const v1::DisputeOpened& opened, const Record& record) {
  if (opened.has_notice_sent()) return LatestDay(opened.notice_sent());
  if (record.ehc.decisions.empty()) return std::nullopt;
  return LatestDay(record.ehc.decisions.back()->notice_sent());
}

CivilDate ReceivedOn(const v1::DisputeOpened& opened, const Situation& at) {
  return EarliestDay(opened.received_on()).value_or(at.day);
}

bool IsLateAppeal(const v1::DisputeOpened& opened, const Situation& at) {
  const auto sent = NoticeOf(opened, at.before);
  if (!IsAppeal(opened) || !sent) return false;
  const auto certificate =
      codes::IsAboutSectionIOnly(opened) ? std::nullopt : CertificateOf(opened, at.before);
  return AppealBy(*sent, certificate).due < ReceivedOn(opened, at);
}

bool LacksItsCertificate(const v1::DisputeOpened& opened, const Situation& at) {
  return IsAppeal(opened) && !codes::IsAboutSectionIOnly(opened) &&
         !CertificateOf(opened, at.before);
}

bool HasSomethingToAppeal(const v1::DisputeOpened& opened, const Record& record) {
  return opened.has_notice_sent() || !record.ehc.decisions.empty() || !record.ehc.served.empty();
}

// The last day of the act that a claim is about: of the entry that it links, else the day stated.
std::optional<CivilDate> ActComplainedOf(const v1::DisputeOpened& opened, const Situation& at) {
  for (const v1::Link& link : at.entry.links()) {
    if (link.relation() != v1::RELATION_ABOUT) continue;
    if (const EntryPtr act = FindEntry(at.before, link.entry())) return act->LastDay();
  }
  return LatestDay(opened.notice_sent());
}

bool WasPointedToAdvice(const Record& record) {
  return std::any_of(
      record.plans.notices.begin(), record.plans.notices.end(),
      [](const auto& notice) { return notice->notice() == v1::NOTICE_KIND_ADVICE_SIGNPOSTED; });
}

constexpr KindRule<v1::DisputeOpened> kDisputeOpenedRules[] = {
    {{"dispute.opened_once", Effect::kGuidance, "computed",
      "A dispute with this id is open already. Give another id, or the two are read as one."},
     [](const v1::DisputeOpened& opened, const Situation& at) {
       const Dispute* dispute = OpenedDispute(at.before, opened.dispute_id());
       const bool is_next_stage =
           dispute != nullptr && opened.has_stage() && opened.stage() != dispute->opened->stage();
       return When(dispute != nullptr && !is_next_stage && !at.entry.has_corrects(), "dispute_id");
     }},
    {{"appeal.in_time", Effect::kGuidance, "HESC Rules 2008 r20(1)(c)",
      "This appeal came after the time for it; the tribunal can extend it if asked with reasons."},
     [](const v1::DisputeOpened& opened, const Situation& at) {
       return When(IsLateAppeal(opened, at), "received_on");
     }},
    {{"appeal.has_a_certificate", Effect::kLegalDuty, "Children and Families Act 2014 s55(3)",
      "Unless only section I is appealed, an appeal needs a mediation certificate, and none is "
      "recorded."},
     [](const v1::DisputeOpened& opened, const Situation& at) {
       return When(LacksItsCertificate(opened, at), "certificate_date");
     }},
    {{"appeal.against_a_decision", Effect::kGuidance, "Children and Families Act 2014 s51",
      "No decision or plan of the authority is recorded. SEN support itself cannot be appealed."},
     [](const v1::DisputeOpened& opened, const Situation& at) {
       return When(IsAppeal(opened) && !HasSomethingToAppeal(opened, at.before));
     }},
    {{"appeal.of_the_young_person", Effect::kGuidance, "Children and Families Act 2014 s51(1)",
      "Past compulsory school age the appeal is the young person's own. The parent may help."},
     [](const v1::DisputeOpened& opened, const Situation& at) {
       return When(IsAppeal(opened) && SpeaksForYoungPerson(at.before, at.entry, at.day));
     }},
    {{"claim.in_six_months", Effect::kGuidance, "Equality Act 2010 Sch 17 para 4",
      "This claim came more than six months after the act; the tribunal can allow it."},
     [](const v1::DisputeOpened& opened, const Situation& at) {
       return When(
           opened.dispute() == v1::DISPUTE_KIND_DISCRIMINATION_CLAIM &&
               IsLate("claim.discrimination", ActComplainedOf(opened, at), ReceivedOn(opened, at)),
           "received_on");
     }},
    {{"mediation.contact_in_time", Effect::kGuidance, "SEND Regulations 2014 reg 33",
      "An adviser is to be contacted within two months after the notice was sent."},
     [](const v1::DisputeOpened& opened, const Situation& at) {
       return When(opened.dispute() == v1::DISPUTE_KIND_MEDIATION &&
                   IsLate("mediation.contact", NoticeOf(opened, at.before), at.day));
     }},
    {{"dispute.says_what_about", Effect::kGuidance, "Code of Practice 11.1",
      "Write down what it is about.", "", "R92"},
     [](const v1::DisputeOpened& opened, const Situation&) {
       return When(opened.about().empty() && !opened.has_appeal_type() && opened.sections().empty(),
                   "about");
     }},
    {{"dispute.family_knows_where_to_turn", Effect::kGuidance, "Code of Practice 2.17-2.19",
      "No notice tells the family where to find free and impartial advice. Send one.", "", "R12"},
     [](const v1::DisputeOpened&, const Situation& at) {
       return When(IsOfParent(at.entry) && !WasPointedToAdvice(at.before));
     }},
};

// Whether a complaint ends with something that was not upheld.
bool LeavesSomethingOpen(const v1::DisputeClosed& closed, const Situation& at) {
  const Dispute* dispute = OpenedDispute(at.before, closed.dispute_id());
  return dispute != nullptr && dispute->opened->dispute() == v1::DISPUTE_KIND_COMPLAINT &&
         !closed.not_upheld().empty();
}

constexpr KindRule<v1::DisputeClosed> kDisputeClosedRules[] = {
    {kDisputeKnown,
     [](const v1::DisputeClosed& closed, const Situation& at) {
       return When(OpenedDispute(at.before, closed.dispute_id()) == nullptr, "dispute_id");
     }},
    {{"complaint.next_step_told", Effect::kGuidance, "Code of Practice 11.2",
      "Not all of it was upheld: say what the family was told they can do next.", "", "R92"},
     [](const v1::DisputeClosed& closed, const Situation& at) {
       return When(LeavesSomethingOpen(closed, at) && !closed.has_escalation_right(),
                   "escalation_right");
     }},
};

}  // namespace

void CheckKind(const v1::DisputeOpened& opened, const Situation& at, Verdict& verdict) {
  Judge(kDisputeOpenedRules, opened, at, verdict);
}
void CheckKind(const v1::DisputeClosed& closed, const Situation& at, Verdict& verdict) {
  Judge(kDisputeClosedRules, closed, at, verdict);
}

void ListDisputeRules(std::vector<Rule>& list) {
  ListRules(kDisputeOpenedRules, list);
  ListRules(kDisputeClosedRules, list);
}

}  // namespace cairn::rules
