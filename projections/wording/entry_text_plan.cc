#include "absl/strings/str_format.h"

#include "projections/codes/plan_kinds.h"
#include "projections/wording/entry_teller.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

// The usual plan needs no other name among the entries of a record.
std::string_view PlanName(v1::PlanKind kind) {
  return kind == v1::PLAN_KIND_SEN_SUPPORT ? "Plan" : codes::PlanKindOf(kind).name;
}

std::string OutcomeLine(const v1::Outcome& outcome) {
  return outcome.item_id() + " " + outcome.text();
}

// "t1 Read Year 2 common words on sight, 41 > 70 words correct of 100, by 11 Feb 2025".
std::string TargetLine(const v1::Target& target) {
  std::string aim;
  if (target.has_baseline()) aim = FormatDecimal(target.baseline()) + " > ";
  if (target.has_aim()) aim += FormatDecimal(target.aim());
  return target.item_id() + " " +
         Join({target.text(), Join({aim, target.measure()}, " "),
               target.has_baseline_text() ? "from " + target.baseline_text() : "",
               Dated("by", target.has_due(), target.due())},
              ", ");
}

v1::PlannedDose DoseOfLine(const v1::ProvisionLine& line) {
  v1::PlannedDose dose;
  if (line.has_sessions_per_week()) {
    *dose.mutable_sessions_per_week() = line.sessions_per_week();
  }
  if (line.has_minutes_per_session()) dose.set_minutes_per_session(line.minutes_per_session());
  if (line.has_weeks()) dose.set_weeks(line.weeks());
  const bool what_says_group = line.what().find("1:") != std::string::npos;
  if (line.has_group_size() && !what_says_group) dose.set_group_size(line.group_size());
  return dose;
}

std::string GivenBy(const v1::ProvisionLine& line) {
  return Join({line.has_provider() ? "by " + line.provider() : line.provider_role(),
               line.has_cover() ? "cover " + line.cover() : "",
               line.has_oversight() ? line.oversight() + " oversees" : ""},
              ", ");
}

std::string HowMuch(const v1::ProvisionLine& line) {
  return Join({Join(DoseWords(DoseOfLine(line)), ", "),
               line.has_hours_per_week() ? FormatDecimal(line.hours_per_week()) + " h a week" : "",
               line.has_attendance_code() ? "code " + line.attendance_code() : "",
               Dated("from", line.has_from(), line.from()), Dated("to", line.has_to(), line.to())},
              ", ");
}

std::string ProvisionText(const v1::ProvisionLine& line) {
  return line.item_id() + " " + Join({line.what(), HowMuch(line), GivenBy(line)}, ", ");
}

// What of an item that was there before is new now. The whole of it, unless little has changed.
std::string ChangeOf(const v1::Outcome&, const v1::Outcome& after) { return OutcomeLine(after); }

std::string ChangeOf(const v1::Target& before, const v1::Target& after) {
  v1::Target moved = before;
  *moved.mutable_due() = after.due();
  if (moved.SerializeAsString() != after.SerializeAsString()) return TargetLine(after);
  return after.item_id() + " due moved to " + FormatDate(after.due());
}

std::string ChangeOf(const v1::ProvisionLine& before, const v1::ProvisionLine& after) {
  if (before.what() != after.what()) return ProvisionText(after);
  const bool same_dose = HowMuch(before) == HowMuch(after);
  const bool same_people = GivenBy(before) == GivenBy(after);
  return after.item_id() + " now " +
         Join({same_dose ? "" : HowMuch(after), same_people ? "" : GivenBy(after)}, ", ");
}

std::string LineOf(const v1::Outcome& outcome) { return OutcomeLine(outcome); }
std::string LineOf(const v1::Target& target) { return TargetLine(target); }
std::string LineOf(const v1::ProvisionLine& line) { return ProvisionText(line); }

template <typename Items>
const typename Items::value_type* FindItem(const Items& items, std::string_view id) {
  for (const auto& item : items) {
    if (item.item_id() == id) return &item;
  }
  return nullptr;
}

// Every item new in `after`, changed since `before`, or gone.
template <typename Items>
void TellChanges(const Items& before, const Items& after, std::vector<std::string>& facts) {
  for (const auto& item : after) {
    const auto* earlier = FindItem(before, item.item_id());
    if (earlier == nullptr) {
      facts.push_back(LineOf(item));
    } else if (earlier->SerializeAsString() != item.SerializeAsString()) {
      facts.push_back(ChangeOf(*earlier, item));
    }
  }
  for (const auto& item : before) {
    if (FindItem(after, item.item_id()) == nullptr) facts.push_back(item.item_id() + " removed");
  }
}

void TellRelational(const v1::RelationalSection& section, std::vector<std::string>& facts) {
  if (!section.trusted_adults().empty()) {
    facts.push_back("trusted adults " + Join(section.trusted_adults(), ", "));
  }
  if (!section.adult_stance().empty()) {
    facts.push_back("adults: " + Join(section.adult_stance(), ", "));
  }
  if (section.has_safe_place()) facts.push_back("safe place " + section.safe_place());
  if (section.child_took_part()) facts.push_back("the child took part");
}

// The content of the version before this one; null when `record` is null or has none.
const v1::PlanContent* VersionBefore(const Record* record, const v1::PlanIssued& issued) {
  const PlanHistory* plan = record == nullptr ? nullptr : FindPlan(record->plans, issued.plan_id());
  const v1::PlanContent* before = nullptr;
  for (size_t i = 0; plan != nullptr && i < plan->versions.size(); ++i) {
    if (plan->versions[i].issued.kind == &issued) return before;
    before = &plan->versions[i].issued->content();
  }
  return nullptr;
}

std::string_view StanceWords(v1::Stance stance) {
  switch (stance) {
    case v1::STANCE_AGREE:
      return "agrees to";
    case v1::STANCE_PARTLY:
      return "agrees in part to";
    case v1::STANCE_DISAGREE:
      return "disagrees with";
    case v1::STANCE_NOT_ASKED:
      return "was not asked about";
    case v1::STANCE_UNSPECIFIED:
    case v1::Stance_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Stance_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "on";
}

std::string_view NoticeWords(v1::NoticeKind kind) {
  switch (kind) {
    case v1::NOTICE_KIND_SEN_SUPPORT_STARTS:
      return "Parents notified that SEN support begins";
    case v1::NOTICE_KIND_PLAN_COPY:
      return "Copy sent";
    case v1::NOTICE_KIND_MEETING_NOTES:
      return "Meeting notes sent";
    case v1::NOTICE_KIND_ANNUAL_REPORT:
      return "Annual report";
    case v1::NOTICE_KIND_PROGRESS_UPDATE:
      return "Progress update sent";
    case v1::NOTICE_KIND_ADVICE_SIGNPOSTED:
      return "Free advice signposted";
    case v1::NOTICE_KIND_MEETING_DATES:
      return "Meeting dates sent";
    case v1::NOTICE_KIND_ANNUAL_REVIEW_INVITATION:
      return "Invitation to the annual review";
    case v1::NOTICE_KIND_ANNUAL_REVIEW_PAPERS:
      return "Papers of the annual review sent";
    case v1::NOTICE_KIND_ANNUAL_REVIEW_REPORT:
      return "Report of the annual review sent";
    case v1::NOTICE_KIND_INCIDENT:
      return "Parents told of an incident";
    case v1::NOTICE_KIND_CORRECTION:
      return "Told of a correction";
    case v1::NOTICE_KIND_UNSPECIFIED:
    case v1::NoticeKind_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::NoticeKind_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "Notice sent";
}

}  // namespace

EntryText EntryTeller::operator()(const v1::PlanIssued& kind) const {
  EntryText text{.lead = std::string(PlanName(kind.plan_kind()))};
  if (kind.has_plan_version()) text.lead += absl::StrFormat(" v%d", kind.plan_version());
  const v1::PlanContent* before = VersionBefore(record_, kind);
  const v1::PlanContent& earlier =
      before == nullptr ? v1::PlanContent::default_instance() : *before;
  // A first version's outcomes are the frame of its targets; print room goes to the targets.
  if (before != nullptr) TellChanges(earlier.outcomes(), kind.content().outcomes(), text.facts);
  TellChanges(earlier.targets(), kind.content().targets(), text.facts);
  TellChanges(earlier.provisions(), kind.content().provisions(), text.facts);
  TellRelational(kind.content().relational(), text.facts);
  if (!kind.replaced_because().empty()) {
    text.facts.push_back("because " + Join(kind.replaced_because(), ", "));
  }
  const std::string resolved = LinkedLabels(v1::RELATION_RESOLVES);
  const std::string in_part = LinkedLabels(v1::RELATION_PARTLY_RESOLVES);
  if (!resolved.empty()) text.facts.push_back("resolves the dispute " + resolved);
  if (!in_part.empty()) text.facts.push_back("resolves part of the dispute " + in_part);
  return text;
}

EntryText EntryTeller::operator()(const v1::PositionTaken& kind) const {
  EntryText text{.lead = Speaker() + " " + std::string(StanceWords(kind.stance()))};
  if (kind.has_plan_id()) {
    text.lead +=
        kind.has_plan_version() ? absl::StrFormat(" plan v%d", kind.plan_version()) : " the plan";
  } else {
    text.lead += " " + LinkedLabels(v1::RELATION_ABOUT);
  }
  if (!kind.items().empty()) text.lead += " (" + Join(kind.items(), ", ") + ")";
  text.facts = {Join(kind.grounds(), " ")};
  if (!kind.wants().empty()) text.facts.push_back("wants: " + Join(kind.wants(), ", "));
  return text;
}

EntryText EntryTeller::operator()(const v1::NoticeSent& kind) const {
  EntryText text{.lead = std::string(NoticeWords(kind.notice()))};
  if (kind.has_school_year()) text.lead += " " + kind.school_year();
  if (kind.has_plan_version()) text.lead += absl::StrFormat(", plan v%d", kind.plan_version());
  if (kind.notes_included()) text.lead += ", with notes";
  std::vector<std::string> recipients;
  for (const std::string& recipient : kind.recipients()) recipients.push_back(Called(recipient));
  text.facts = {"to " + Join(recipients, ", "), kind.method(), Join(kind.pointed_to(), ", "),
                OverrideWords(kind)};
  return text;
}

EntryText EntryTeller::operator()(const v1::ItemAcknowledged& kind) const {
  const int required = kind.has_required_count() ? kind.required_count() : kind.required_size();
  const int read =
      kind.has_acknowledged_count() ? kind.acknowledged_count() : kind.acknowledged_size();
  EntryText text;
  if (kind.has_plan_version())
    text.lead = absl::StrFormat("Plan v%d read by ", kind.plan_version());
  if (text.lead.empty()) text.lead = "Plan read by ";
  text.lead += std::to_string(read);
  if (required > 0) text.lead += absl::StrFormat(" of %d staff", required);
  if (!kind.outstanding().empty()) {
    text.facts.push_back("not yet " + Join(kind.outstanding(), ", "));
  }
  return text;
}

EntryText EntryTeller::operator()(const v1::PlanProposed& kind) const {
  EntryText text{.lead = std::string(PlanName(kind.plan_kind())) + " proposed"};
  if (!kind.proposed_to().empty()) {
    std::vector<std::string> people;
    for (const std::string& name : kind.proposed_to()) people.push_back(Called(name));
    text.lead += " to " + Join(people, ", ");
  }
  const v1::PlanContent& nothing = v1::PlanContent::default_instance();
  TellChanges(nothing.outcomes(), kind.content().outcomes(), text.facts);
  TellChanges(nothing.targets(), kind.content().targets(), text.facts);
  TellChanges(nothing.provisions(), kind.content().provisions(), text.facts);
  if (!kind.changes_because().empty()) {
    text.facts.push_back("because " + Join(kind.changes_because(), ", "));
  }
  text.facts.push_back(Dated("answer by", kind.has_answer_by(), kind.answer_by()));
  return text;
}

EntryText EntryTeller::operator()(const v1::PlanClosed& kind) const {
  return {.lead = "Plan closed: " + Words(kind.reason()), .facts = {Join(kind.detail(), " ")}};
}

}  // namespace cairn
