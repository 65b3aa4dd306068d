#include "services/rules/dispute_rules.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "projections/calendar/statutory_clocks.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

const Dispute* Opened(const Record& record, std::string_view id) {
  const Dispute* dispute = FindDispute(record.disputes, id);
  return dispute != nullptr && dispute->opened ? dispute : nullptr;
}

// The day of the last mediation certificate.
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

bool IsLateAppeal(const v1::DisputeOpened& opened, const Situation& at) {
  if (opened.dispute() != v1::DISPUTE_KIND_APPEAL || at.before.ehc.decisions.empty()) return false;
  const auto sent = LatestDay(at.before.ehc.decisions.back()->notice_sent());
  const CivilDate received = EarliestDay(opened.received_on()).value_or(at.day);
  return sent && AppealBy(*sent, LastCertificate(at.before)).due < received;
}

constexpr KindRule<v1::DisputeOpened> kOpenedRules[] = {
    {{"dispute.opened_once", Effect::kGuidance, "computed",
      "A dispute with this id is open already. Give another id, or the two are read as one."},
     [](const v1::DisputeOpened& opened, const Situation& at) {
       const Dispute* dispute = Opened(at.before, opened.dispute_id());
       const bool is_next_stage =
           dispute != nullptr && opened.has_stage() && opened.stage() != dispute->opened->stage();
       return When(dispute != nullptr && !is_next_stage && !at.entry.has_corrects(), "dispute_id");
     }},
    {{"appeal.in_time", Effect::kGuidance, "HESC Rules 2008 r20(1)(c)",
      "This appeal came after the time for it; the tribunal can extend it if asked with reasons."},
     [](const v1::DisputeOpened& opened, const Situation& at) {
       return When(IsLateAppeal(opened, at), "received_on");
     }},
};

constexpr Rule kDisputeKnown = {"dispute.opening_recorded", Effect::kGuidance, "computed",
                                "The beginning of this dispute is not recorded."};
// Practice Direction No 1 of 2025 for hearings after 15 July 2025.
constexpr std::string_view kBundleRules = "SEND bundles: Practice Direction No 1 of 2025";
constexpr int kFontPointsMin = 12;

bool IsOverThePageLimit(const v1::DisputeStepRecorded& step, const Situation& at) {
  const Dispute* dispute = Opened(at.before, step.dispute_id());
  if (dispute == nullptr || !dispute->opened->has_page_limit_per_party()) return false;
  int pages = 0;
  for (const v1::EvidenceItem& item : step.items()) pages += item.pages();
  return pages > dispute->opened->page_limit_per_party();
}

constexpr KindRule<v1::DisputeStepRecorded> kStepRules[] = {
    {kDisputeKnown,
     [](const v1::DisputeStepRecorded& step, const Situation& at) {
       return When(Opened(at.before, step.dispute_id()) == nullptr, "dispute_id");
     }},
    {{"evidence.within_the_page_limit", Effect::kGuidance, kBundleRules,
      "This is more pages than a party may send without asking the tribunal (form SEND7)."},
     [](const v1::DisputeStepRecorded& step, const Situation& at) {
       return When(IsOverThePageLimit(step, at), "items");
     }},
    {{"evidence.readable", Effect::kGuidance, kBundleRules,
      "Evidence is set in 12 points or more."},
     [](const v1::DisputeStepRecorded& step, const Situation&) {
       return When(step.has_font_points() && step.font_points() < kFontPointsMin, "font_points");
     }},
};

constexpr KindRule<v1::DisputeClosed> kClosedRules[] = {
    {kDisputeKnown,
     [](const v1::DisputeClosed& closed, const Situation& at) {
       return When(Opened(at.before, closed.dispute_id()) == nullptr, "dispute_id");
     }},
};

// A guide, not a rule: the child's maturity decides.
constexpr int kLikelyCompetentYears = 12;

bool MayDecideThemselves(const v1::RightsRequested& request, const Situation& at) {
  const std::optional<CivilDate> born = BornOn(at.before.people);
  return born && born->AddYears(kLikelyCompetentYears) <= at.day && !request.has_child_asked();
}

constexpr KindRule<v1::RightsRequested> kRequestedRules[] = {
    {{"rights.child_asked", Effect::kGuidance, "ICO guidance on children's information",
      "From about twelve a child can often decide this. Say whether the child was asked."},
     [](const v1::RightsRequested& request, const Situation& at) {
       const bool for_child = request.on_behalf() || IsOfParent(at.entry);
       return When(for_child && MayDecideThemselves(request, at), "child_asked");
     }},
};

const RightsRequest* Requested(const Record& record, std::string_view id) {
  const RightsRequest* request = FindRightsRequest(record.disputes, id);
  return request != nullptr && request->requested ? request : nullptr;
}

// The clock that a right runs under; none for the educational record, which counts school days.
std::string_view ClockOf(v1::RightsKind right) {
  switch (right) {
    case v1::RIGHTS_KIND_ACCESS:
      return "rights.access";
    case v1::RIGHTS_KIND_RECTIFICATION:
    case v1::RIGHTS_KIND_ERASURE:
    case v1::RIGHTS_KIND_RESTRICTION:
    case v1::RIGHTS_KIND_OBJECTION:
      return "rights.rectification";  // the same article 12(3)
    case v1::RIGHTS_KIND_EDUCATIONAL_RECORD:
    case v1::RIGHTS_KIND_DATA_COMPLAINT:  // is to be acknowledged in time, then answered without
                                          // delay
    case v1::RIGHTS_KIND_UNSPECIFIED:
    case v1::RightsKind_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::RightsKind_INT_MAX_SENTINEL_DO_NOT_USE_:
      return "";
  }
  return "";  // refused as an unknown code
}

bool IsLateAnswer(const v1::RightsAnswered& answer, const Situation& at) {
  const RightsRequest* request = Requested(at.before, answer.rights_request_id());
  if (request == nullptr) return false;
  const auto due = ComputeDue(ClockOf(request->requested->right()), request->requested.day());
  return due && due->due < at.day;
}

constexpr KindRule<v1::RightsAnswered> kAnsweredRules[] = {
    {{"rights.request_recorded", Effect::kGuidance, "computed",
      "The request that this answers is not recorded."},
     [](const v1::RightsAnswered& answer, const Situation& at) {
       return When(Requested(at.before, answer.rights_request_id()) == nullptr,
                   "rights_request_id");
     }},
    {{"rights.answered_in_time", Effect::kLegalDuty, "UK GDPR art 12(3)",
      "This answer came after the month that the law allows."},
     [](const v1::RightsAnswered& answer, const Situation& at) {
       return When(IsLateAnswer(answer, at));
     }},
};

}  // namespace

void CheckKind(const v1::DisputeOpened& opened, const Situation& at, Verdict& verdict) {
  Judge(kOpenedRules, opened, at, verdict);
}
void CheckKind(const v1::DisputeStepRecorded& step, const Situation& at, Verdict& verdict) {
  Judge(kStepRules, step, at, verdict);
}
void CheckKind(const v1::DisputeClosed& closed, const Situation& at, Verdict& verdict) {
  Judge(kClosedRules, closed, at, verdict);
}
void CheckKind(const v1::RightsRequested& request, const Situation& at, Verdict& verdict) {
  Judge(kRequestedRules, request, at, verdict);
}
void CheckKind(const v1::RightsAnswered& answer, const Situation& at, Verdict& verdict) {
  Judge(kAnsweredRules, answer, at, verdict);
}

void ListDisputeRules(std::vector<Rule>& list) {
  ListRules(kOpenedRules, list);
  ListRules(kStepRules, list);
  ListRules(kClosedRules, list);
  ListRules(kRequestedRules, list);
  ListRules(kAnsweredRules, list);
}

}  // namespace cairn::rules
