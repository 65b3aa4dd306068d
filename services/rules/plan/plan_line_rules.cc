#include "services/rules/plan/plan_line_rules.h"

#include <algorithm>
#include <string>

#include "projections/codes/attendance_codes.h"
#include "services/rules/span_rule.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

// What a target and a line of support are judged by. They are few, and `content` is at hand.
struct TargetRule {
  Rule rule;
  std::string_view field;
  bool (*is_broken)(const v1::Target& target, const v1::PlanContent& content);
};
struct LineRule {
  Rule rule;
  std::string_view field;
  bool (*is_broken)(const v1::ProvisionLine& line, const Situation& at);
};

constexpr std::string_view kSmart = "Code of Practice 6.48";
constexpr std::string_view kSpecific = "Code of Practice 6.48 and 9.69";

bool ServesNoOutcome(const v1::Target& target, const v1::PlanContent& content) {
  return target.has_outcome_id() &&
         std::none_of(
             content.outcomes().begin(), content.outcomes().end(),
             [&](const v1::Outcome& outcome) { return outcome.item_id() == target.outcome_id(); });
}

constexpr TargetRule kTargetRules[] = {
    {{"plan.target_measurable", Effect::kGuidance, kSmart,
      "Say how this target is measured, or nobody can tell whether it was met.", "", "R37"},
     "measure",
     [](const v1::Target& target, const v1::PlanContent&) { return !target.has_measure(); }},
    {{"plan.target_has_a_start", Effect::kGuidance, kSmart, "Say where the child starts.", "",
      "R38"},
     "baseline",
     [](const v1::Target& target, const v1::PlanContent&) {
       return !target.has_baseline() && !target.has_baseline_text();
     }},
    {{"plan.target_has_an_aim", Effect::kGuidance, kSmart, "Say what number is aimed at.", "",
      "R37"},
     "aim",
     [](const v1::Target& target, const v1::PlanContent&) {
       return target.has_measure() && !target.has_aim();
     }},
    {{"plan.target_has_a_date", Effect::kGuidance, kSmart, "Say by when.", "", "R37"},
     "due",
     [](const v1::Target& target, const v1::PlanContent&) { return !target.has_due(); }},
    {{"plan.target_relevant", Effect::kGuidance, kSmart, "Say why this matters to the child.", "",
      "R37"},
     "relevance",
     [](const v1::Target& target, const v1::PlanContent&) { return !target.has_relevance(); }},
    {{"plan.target_attainable", Effect::kGuidance, kSmart, "Say why this can be reached in time.",
      "", "R37"},
     "attainable_because",
     [](const v1::Target& target, const v1::PlanContent&) {
       return !target.has_attainable_because();
     }},
    {{"plan.target_set_together", Effect::kGuidance, "Code of Practice 6.65",
      "Say who set this target: child and parents help to.", "", "R39"},
     "set_by",
     [](const v1::Target& target, const v1::PlanContent&) { return target.set_by().empty(); }},
    {{"plan.target_serves_an_outcome", Effect::kGuidance, "computed",
      "The plan has no such outcome.", "", "R36"},
     "outcome_id",
     ServesNoOutcome},
};

// A timetable is given by nobody, and has no end of its own dose.
bool IsTimetable(const v1::ProvisionLine& line) { return line.has_attendance_code(); }

bool IsPartTime(const v1::ProvisionLine& line) {
  return line.attendance_code() == codes::kPartTimeTimetable;
}

const std::string& PlanIdOf(const v1::Entry& entry) {
  return entry.has_plan_proposed() ? entry.plan_proposed().plan_id()
                                   : entry.plan_issued().plan_id();
}

bool ParentAgreed(const Situation& at) {
  const auto& positions = at.before.plans.positions;
  return std::any_of(positions.begin(), positions.end(), [&](const auto& position) {
    return position->plan_id() == PlanIdOf(at.entry) && position->stance() == v1::STANCE_AGREE &&
           IsOfParent(position.entry->entry());
  });
}

constexpr LineRule kLineRules[] = {
    {{"plan.part_time_agreed", Effect::kGuidance, "DfE Working together to improve attendance",
      "A part-time timetable needs the parent's agreement, and none to this plan is recorded.", "",
      "R35"},
     "attendance_code",
     [](const v1::ProvisionLine& line, const Situation& at) {
       return at.entry.has_plan_issued() && IsPartTime(line) && !ParentAgreed(at);
     }},
    {{"plan.part_time_has_an_end", Effect::kGuidance, "DfE Working together to improve attendance",
      "A part-time timetable is for a short time: say until when.", "", "R60"},
     "to",
     [](const v1::ProvisionLine& line, const Situation&) {
       return IsPartTime(line) && !line.has_to() && !line.has_weeks();
     }},
    {{"plan.provision_specific", Effect::kGuidance, kSpecific, "Say who gives this support.", "",
      "R40"},
     "provider",
     [](const v1::ProvisionLine& line, const Situation&) {
       return !IsTimetable(line) && !line.has_provider() && !line.has_provider_role() &&
              !line.has_provider_organisation();
     }},
    {{"plan.provision_needs_expertise", Effect::kGuidance, "Code of Practice 6.50",
      "Say what expertise this needs.", "", "R40"},
     "expertise",
     [](const v1::ProvisionLine& line, const Situation&) {
       return !IsTimetable(line) && !line.has_expertise() && !line.has_catalogue_code();
     }},
    {{"plan.provision_quantified", Effect::kGuidance, kSpecific,
      "Say how often and how long, or how many hours a week.", "", "R41"},
     "sessions_per_week",
     [](const v1::ProvisionLine& line, const Situation&) {
       const bool has_sessions = line.has_sessions_per_week() && line.has_minutes_per_session();
       return !has_sessions && !line.has_hours_per_week();
     }},
    {{"plan.provision_has_its_time", Effect::kGuidance, kSpecific,
      "Say when it is given: in which slot, or from which day.", "", "R41"},
     "slot",
     [](const v1::ProvisionLine& line, const Situation&) {
       return !IsTimetable(line) && !line.has_slot() && !line.has_from();
     }},
    {{"plan.provision_has_a_length", Effect::kGuidance,
      "good practice: half a term or a term, then look again",
      "Say for how many weeks, or until when.", "", "R60"},
     "weeks",
     [](const v1::ProvisionLine& line, const Situation&) {
       return !IsTimetable(line) && !line.has_weeks() && !line.has_to();
     }},
    {{"plan.provision_shows_its_tier", Effect::kGuidance, "Code of Practice 6.15",
      "Say whether this is for everyone, for some, or special: only the last two are additional.",
      "", "R47"},
     "tier",
     [](const v1::ProvisionLine& line, const Situation&) {
       return line.tier() == v1::TIER_UNSPECIFIED;
     }},
    {{"plan.provision_has_its_reason", Effect::kGuidance, "Code of Practice 6.48",
      "Say why this, so that the family understands it.", "", "R43"},
     "why",
     [](const v1::ProvisionLine& line, const Situation&) { return !line.has_why(); }},
    {{"plan.provision_expects_a_difference", Effect::kGuidance, "Code of Practice 6.48",
      "Say what difference is expected.", "", "R43"},
     "expected_difference",
     [](const v1::ProvisionLine& line, const Situation&) {
       return !line.has_expected_difference() && line.serves().empty();
     }},
    {kSpanOrder, "to",
     [](const v1::ProvisionLine& line, const Situation&) {
       return EndsBefore(line.to(), line.from());
     }},
};

}  // namespace

void CheckTargetsAndLines(const v1::PlanContent& content, const Situation& at, Verdict& verdict) {
  for (const TargetRule& row : kTargetRules) {
    for (int i = 0; i < content.targets_size(); ++i) {
      if (!row.is_broken(content.targets(i), content)) continue;
      Report(row.rule, KindPath(at.entry, Item("content.targets", i, row.field)), verdict);
    }
  }
  for (const LineRule& row : kLineRules) {
    for (int i = 0; i < content.provisions_size(); ++i) {
      if (!row.is_broken(content.provisions(i), at)) continue;
      Report(row.rule, KindPath(at.entry, Item("content.provisions", i, row.field)), verdict);
    }
  }
}

void ListTargetAndLineRules(std::string_view kind, std::vector<Rule>& list) {
  const auto add = [&](Rule rule) {
    rule.kind = kind;
    list.push_back(rule);
  };
  for (const TargetRule& row : kTargetRules) add(row.rule);
  for (const LineRule& row : kLineRules) add(row.rule);
}

}  // namespace cairn::rules
