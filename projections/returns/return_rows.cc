#include "projections/returns/return_rows.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "projections/cohort/child.h"

namespace cairn {
namespace {

bool IsUpper(char c) { return absl::ascii_isupper(static_cast<unsigned char>(c)); }
bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// "SW1A", "M1", "B33": one or two letters, a digit, perhaps one more of either.
bool IsOutward(const std::string& word) {
  if (word.size() < 2 || word.size() > 4 || !IsUpper(word[0])) return false;
  const size_t digit = IsUpper(word[1]) ? 2 : 1;
  if (digit >= word.size() || !IsDigit(word[digit]) || word.size() > digit + 2) return false;
  return word.size() == digit + 1 || IsUpper(word.back()) || IsDigit(word.back());
}

bool IsInward(const std::string& word) {
  return word.size() == 3 && IsDigit(word[0]) && IsUpper(word[1]) && IsUpper(word[2]);
}

std::string PostcodeInLine(const std::string& line) {
  std::vector<std::string> words =
      absl::StrSplit(absl::AsciiStrToUpper(line), absl::ByAnyChar(" ,.\t"), absl::SkipEmpty());
  for (size_t i = words.size(); i-- > 0;) {
    if (words[i].size() > 4 && IsInward(words[i].substr(words[i].size() - 3))) {
      const std::string outward = words[i].substr(0, words[i].size() - 3);
      if (IsOutward(outward)) return absl::StrCat(outward, " ", words[i].substr(outward.size()));
    }
    if (i > 0 && IsInward(words[i]) && IsOutward(words[i - 1])) {
      return absl::StrCat(words[i - 1], " ", words[i]);
    }
  }
  return "";
}

int32_t DayOr(const v1::Date& date, CivilDate otherwise) {
  return EarliestDay(date).value_or(otherwise).epoch_days();
}

void AddDetails(const People& people, rows::ReturnRows& rows) {
  for (const Fact<v1::DetailsRecorded>& details : people.details) {
    const std::string postcode = PostcodeIn(details->address());
    if (!details->has_ethnicity() && postcode.empty()) continue;
    rows::DetailsRow& row = *rows.add_details();
    row.set_from(details.day().epoch_days());
    row.set_ethnicity(details->ethnicity());
    row.set_postcode(postcode);
  }
}

// What an entry about the same school leaves unsaid, as when it only adds the last day.
void TakeOver(const rows::PlacementRow& earlier, rows::PlacementRow& row) {
  if (row.urn().empty()) row.set_urn(earlier.urn());
  if (row.ukprn().empty()) row.set_ukprn(earlier.ukprn());
  if (!row.has_sen_unit() && earlier.has_sen_unit()) row.set_sen_unit(earlier.sen_unit());
  if (!row.has_resourced_provision() && earlier.has_resourced_provision()) {
    row.set_resourced_provision(earlier.resourced_provision());
  }
  if (row.registration() == v1::REGISTRATION_UNSPECIFIED) {
    row.set_registration(earlier.registration());
  }
}

void AddPlacements(const People& people, rows::ReturnRows& rows) {
  for (const Fact<v1::PlacementRecorded>& placement : people.placements) {
    rows::PlacementRow row;
    row.set_entry(DayOr(placement->from(), placement.day()));
    row.set_from(std::max(row.entry(), placement.day().epoch_days()));
    if (const auto last = LatestDay(placement->to())) row.set_to(last->epoch_days());
    row.set_school(placement->school());
    row.set_urn(placement->urn());
    row.set_ukprn(placement->ukprn());
    if (placement->has_sen_unit()) row.set_sen_unit(placement->sen_unit());
    if (placement->has_resourced_provision()) {
      row.set_resourced_provision(placement->resourced_provision());
    }
    row.set_registration(placement->registration());
    const auto earlier =
        std::find_if(rows.placements().rbegin(), rows.placements().rend(),
                     [&](const rows::PlacementRow& one) { return one.school() == row.school(); });
    if (earlier != rows.placements().rend()) {
      TakeOver(*earlier, row);
      const bool same_stay = !earlier->has_to() && EarliestDay(placement->from()) == std::nullopt;
      if (same_stay) row.set_entry(earlier->entry());
    }
    *rows.add_placements() = std::move(row);
  }
}

void AddRequests(const Ehc& ehc, rows::ReturnRows& rows) {
  for (const Fact<v1::EhcRequested>& request : ehc.requests) {
    if (request->reassessment()) continue;
    rows::RequestRow& row = *rows.add_requests();
    row.set_from(request.day().epoch_days());
    row.set_requester(request->requester());
    const v1::Date& received = request->has_received_by_authority()
                                   ? request->received_by_authority()
                                   : request->responsible_from();
    if (const auto day = EarliestDay(received)) row.set_received(day->epoch_days());
  }
}

void AddDecisions(const Ehc& ehc, rows::ReturnRows& rows) {
  for (const Fact<v1::EhcDecisionNotified>& decision : ehc.decisions) {
    rows::DecisionRow& row = *rows.add_decisions();
    row.set_from(decision.day().epoch_days());
    row.set_decision(decision->decision());
    row.set_sent(DayOr(decision->notice_sent(), decision.day()));
    row.set_cease_reason(decision->cease_reason_code());
  }
}

void AddServed(const Ehc& ehc, rows::ReturnRows& rows) {
  for (const Fact<v1::EhcPlanServed>& served : ehc.served) {
    rows::ServedRow& row = *rows.add_served();
    row.set_from(served.day().epoch_days());
    row.set_stage(served->stage());
    row.set_plan_date(DayOr(served->plan_date(), served.day()));
    row.set_named_school(served->named_school());
    row.set_for_phase_transfer(served->for_phase_transfer());
  }
}

// Of those that the return asks for: not those of an adviser or of a re-assessment.
void AddExceptions(const Ehc& ehc, rows::ReturnRows& rows) {
  for (const Fact<v1::EhcExceptionClaimed>& exception : ehc.exceptions) {
    if (exception->limit() == v1::EHC_LIMIT_ADVICE) continue;
    if (exception->limit() == v1::EHC_LIMIT_REASSESSMENT) continue;
    rows.add_exceptions()->set_from(exception.day().epoch_days());
  }
}

void AddDispute(CivilDate day, const v1::DisputeOpened& dispute, rows::ReturnRows& rows) {
  rows::DisputeRow& row = *rows.add_disputes();
  row.set_from(day.epoch_days());
  row.set_kind(dispute.dispute());
  row.set_appeal_type(dispute.appeal_type());
}

void AddDisputes(const Disputes& disputes, rows::ReturnRows& rows) {
  for (const Dispute& dispute : disputes.disputes) {
    if (!dispute.opened) continue;
    if (dispute.opened->dispute() == v1::DISPUTE_KIND_APPEAL) {
      AddDispute(dispute.opened.day(), *dispute.opened, rows);
    }
    if (dispute.opened->dispute() != v1::DISPUTE_KIND_MEDIATION) continue;
    for (const Fact<v1::DisputeStepRecorded>& step : dispute.steps) {
      if (step->step() != v1::DISPUTE_STEP_MEDIATION_HELD) continue;
      AddDispute(step.day(), *dispute.opened, rows);
    }
  }
}

}  // namespace

std::string PostcodeIn(const google::protobuf::RepeatedPtrField<std::string>& address) {
  for (int i = address.size(); i-- > 0;) {
    if (std::string postcode = PostcodeInLine(address[i]); !postcode.empty()) return postcode;
  }
  return "";
}

rows::ReturnRows RowsForReturns(const Record& record) {
  rows::ReturnRows rows;
  AddChild(record, *rows.mutable_child());
  AddIdentifiers(record.people, v1::IDENTIFIER_TYPE_UPN, *rows.mutable_identifiers());
  AddIdentifiers(record.people, v1::IDENTIFIER_TYPE_ULN, *rows.mutable_identifiers());
  AddStatuses(record.people, *rows.mutable_statuses());
  AddNeeds(record.assessments, *rows.mutable_needs());
  AddDetails(record.people, rows);
  AddPlacements(record.people, rows);
  AddRequests(record.ehc, rows);
  AddDecisions(record.ehc, rows);
  AddServed(record.ehc, rows);
  AddExceptions(record.ehc, rows);
  AddDisputes(record.disputes, rows);
  for (const Fact<v1::MeetingHeld>& meeting : record.reviews.meetings) {
    if (meeting->meeting() != v1::MEETING_TYPE_ANNUAL_REVIEW) continue;
    rows.add_reviews()->set_from(meeting.day().epoch_days());
  }
  return rows;
}

}  // namespace cairn
