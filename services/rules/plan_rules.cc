#include "services/rules/plan_rules.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include "projections/codes/attendance_codes.h"
#include "services/rules/permissions.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

Places TargetsWhere(const v1::PlanIssued& plan, std::string_view field,
                    const std::function<bool(const v1::Target&)>& is_broken) {
  Places places;
  for (int i = 0; i < plan.content().targets_size(); ++i) {
    if (is_broken(plan.content().targets(i))) places.push_back(Item("content.targets", i, field));
  }
  return places;
}

Places LinesWhere(const v1::PlanIssued& plan, std::string_view field,
                  const std::function<bool(const v1::ProvisionLine&)>& is_broken) {
  Places places;
  for (int i = 0; i < plan.content().provisions_size(); ++i) {
    if (is_broken(plan.content().provisions(i))) {
      places.push_back(Item("content.provisions", i, field));
    }
  }
  return places;
}

// What a SEN plan must hold; relational and behaviour plans are made otherwise.
bool IsSenPlan(const v1::PlanIssued& plan) {
  return plan.plan_kind() == v1::PLAN_KIND_SEN_SUPPORT ||
         plan.plan_kind() == v1::PLAN_KIND_SHORT_TERM_UNDER_EHC_PLAN;
}

template <typename Items>
void FindRepeats(const Items& items, std::string_view list, std::set<std::string>& seen,
                 Places& places) {
  for (int i = 0; i < items.size(); ++i) {
    const std::string& id = items.Get(i).item_id();
    if (!id.empty() && !seen.insert(id).second) places.push_back(Item(list, i, "item_id"));
  }
}

Places RepeatedItems(const v1::PlanIssued& plan, const Situation&) {
  std::set<std::string> seen;
  Places places;
  FindRepeats(plan.content().outcomes(), "content.outcomes", seen, places);
  FindRepeats(plan.content().targets(), "content.targets", seen, places);
  FindRepeats(plan.content().provisions(), "content.provisions", seen, places);
  return places;
}

bool HasOutcome(const v1::PlanContent& content, std::string_view id) {
  return std::any_of(content.outcomes().begin(), content.outcomes().end(),
                     [&](const v1::Outcome& outcome) { return outcome.item_id() == id; });
}

bool IsVersionTaken(const v1::PlanIssued& plan, const Situation& at) {
  const PlanHistory* history = FindPlan(at.before.plans, plan.plan_id());
  return plan.has_plan_version() && !at.entry.has_corrects() && history != nullptr &&
         FindVersion(*history, plan.plan_version()) != nullptr;
}

bool ParentAgreedToPlan(const Record& record, std::string_view plan_id) {
  const auto& positions = record.plans.positions;
  return std::any_of(positions.begin(), positions.end(), [&](const auto& position) {
    return position->plan_id() == plan_id && position->stance() == v1::STANCE_AGREE &&
           IsOfParent(position.entry->entry());
  });
}

constexpr KindRule<v1::PlanIssued> kPlanRules[] = {
    {{"plan.item_ids_differ", Effect::kRefuse, "",
      "Two items of this plan have the same id, so nobody could tell which one is meant.",
      "DUPLICATE_ITEM"},
     RepeatedItems},
    {{"plan.version_is_new", Effect::kRefuse, "",
      "This version of the plan is there already. Give the next number, or correct that entry.",
      "DUPLICATE_VERSION"},
     [](const v1::PlanIssued& plan, const Situation& at) {
       return When(IsVersionTaken(plan, at), "plan_version");
     }},
    {{"plan.part_time_agreed", Effect::kGuidance, "DfE Working together to improve attendance",
      "A part-time timetable needs the parent's agreement, and none to this plan is recorded."},
     [](const v1::PlanIssued& plan, const Situation& at) {
       return LinesWhere(plan, "attendance_code", [&](const v1::ProvisionLine& line) {
         return line.attendance_code() == codes::kPartTimeTimetable &&
                !ParentAgreedToPlan(at.before, plan.plan_id());
       });
     }},
    {{"plan.target_measurable", Effect::kGuidance, "Code of Practice 6.48",
      "Say how this target is measured, or nobody can tell whether it was met."},
     [](const v1::PlanIssued& plan, const Situation&) {
       return TargetsWhere(plan, "measure", [](const v1::Target& t) { return !t.has_measure(); });
     }},
    {{"plan.target_has_a_start", Effect::kGuidance, "Code of Practice 6.48",
      "Say where the child starts."},
     [](const v1::PlanIssued& plan, const Situation&) {
       return TargetsWhere(plan, "baseline", [](const v1::Target& target) {
         return !target.has_baseline() && !target.has_baseline_text();
       });
     }},
    {{"plan.target_has_an_aim", Effect::kGuidance, "Code of Practice 6.48",
      "Say what number is aimed at."},
     [](const v1::PlanIssued& plan, const Situation&) {
       return TargetsWhere(plan, "aim", [](const v1::Target& target) {
         return target.has_measure() && !target.has_aim();
       });
     }},
    {{"plan.target_has_a_date", Effect::kGuidance, "Code of Practice 6.48", "Say by when."},
     [](const v1::PlanIssued& plan, const Situation&) {
       return TargetsWhere(plan, "due", [](const v1::Target& target) { return !target.has_due(); });
     }},
    {{"plan.target_serves_an_outcome", Effect::kGuidance, "computed",
      "The plan has no such outcome."},
     [](const v1::PlanIssued& plan, const Situation&) {
       return TargetsWhere(plan, "outcome_id", [&](const v1::Target& target) {
         return target.has_outcome_id() && !HasOutcome(plan.content(), target.outcome_id());
       });
     }},
    {{"plan.provision_specific", Effect::kGuidance, "Code of Practice 6.48",
      "Say who gives this support."},
     [](const v1::PlanIssued& plan, const Situation&) {
       return LinesWhere(plan, "provider", [](const v1::ProvisionLine& line) {
         // A timetable is given by nobody.
         return !line.has_provider() && !line.has_provider_role() && !line.has_attendance_code();
       });
     }},
    {{"plan.provision_quantified", Effect::kGuidance, "Code of Practice 6.48",
      "Say how often and how long, or how many hours a week."},
     [](const v1::PlanIssued& plan, const Situation&) {
       return LinesWhere(plan, "sessions_per_week", [](const v1::ProvisionLine& line) {
         const bool has_sessions = line.has_sessions_per_week() && line.has_minutes_per_session();
         return !has_sessions && !line.has_hours_per_week();
       });
     }},
    {{"plan.review_date_set", Effect::kGuidance, "Code of Practice 6.48",
      "Agree on a date for the review."},
     [](const v1::PlanIssued& plan, const Situation&) {
       return When(!plan.has_review_due(), "review_due");
     }},
    {{"plan.review_after_start", Effect::kGuidance, "computed",
      "The review is due before the plan begins."},
     [](const v1::PlanIssued& plan, const Situation&) {
       return When(EndsBefore(plan.review_due(), plan.effective_from()), "review_due");
     }},
    {{"plan.teacher_named", Effect::kGuidance, "Code of Practice 6.52",
      "Name the teacher or keyworker who stays responsible day by day."},
     [](const v1::PlanIssued& plan, const Situation&) {
       return When(IsSenPlan(plan) && !plan.has_responsible_teacher(), "responsible_teacher");
     }},
    {{"plan.has_outcomes", Effect::kGuidance, "Code of Practice 6.48",
      "Say what the support is to bring about."},
     [](const v1::PlanIssued& plan, const Situation&) {
       return When(IsSenPlan(plan) && plan.content().outcomes().empty(), "content.outcomes");
     }},
    {{"plan.has_aspirations", Effect::kGuidance, "Code of Practice 1.1 and 6.48",
      "A plan starts from what the child and the parents hope for."},
     [](const v1::PlanIssued& plan, const Situation&) {
       return When(IsSenPlan(plan) && plan.content().aspirations().empty(), "content.aspirations");
     }},
    {{"plan.has_responsibilities", Effect::kGuidance, "Code of Practice 6.65",
      "Say what parent, pupil and school will each do."},
     [](const v1::PlanIssued& plan, const Situation&) {
       return When(IsSenPlan(plan) && plan.content().responsibilities().empty(),
                   "content.responsibilities");
     }},
};

bool IsKnownPlan(const Record& record, std::string_view plan_id) {
  return FindPlan(record.plans, plan_id) != nullptr;
}

bool IsAboutAnEntry(const v1::Entry& entry) {
  return std::any_of(entry.links().begin(), entry.links().end(), [](const v1::Link& link) {
    return link.relation() == v1::RELATION_ABOUT || link.relation() == v1::RELATION_RESOLVES ||
           link.relation() == v1::RELATION_PARTLY_RESOLVES;
  });
}

constexpr Rule kPlanKnown = {"plan.is_in_the_record", Effect::kGuidance, "computed",
                             "No plan with this id is in the record."};

constexpr KindRule<v1::PositionTaken> kPositionRules[] = {
    {{"position.about_something", Effect::kRefuse, "",
      "Say what this is about: a plan, or another entry with a link.", "REQUIRED"},
     [](const v1::PositionTaken& position, const Situation& at) {
       return When(!position.has_plan_id() && !IsAboutAnEntry(at.entry), "plan_id");
     }},
    {kPlanKnown,
     [](const v1::PositionTaken& position, const Situation& at) {
       return When(position.has_plan_id() && !IsKnownPlan(at.before, position.plan_id()),
                   "plan_id");
     }},
};

// The recipients who were told although permission was refused or withdrawn.
Places ToldWithoutPermission(const v1::NoticeSent& notice, const Situation& at) {
  Places places;
  for (int i = 0; i < notice.recipients_size(); ++i) {
    const auto services = ServicesNamedIn(notice.recipients(i));
    const bool stopped = std::any_of(services.begin(), services.end(), [&](auto service) {
      return IsStopped(at.before, service, at.day);
    });
    if (stopped) places.push_back(Item("recipients", i));
  }
  return places;
}

constexpr KindRule<v1::NoticeSent> kNoticeRules[] = {
    {{"notice.permission_stands", Effect::kGuidance, "Code of Practice 6.47",
      "A parent or the young person had refused or withdrawn permission to tell this service. If a "
      "duty required it, say which."},
     ToldWithoutPermission},
    {{"notice.says_which_plan", Effect::kGuidance, "Code of Practice 6.71",
      "Say which plan was sent, and which version."},
     [](const v1::NoticeSent& notice, const Situation&) {
       return When(notice.notice() == v1::NOTICE_KIND_PLAN_COPY && !notice.has_plan_id(),
                   "plan_id");
     }},
    {{"notice.says_which_year", Effect::kGuidance, "Code of Practice 6.64",
      "Say which school year the report is about."},
     [](const v1::NoticeSent& notice, const Situation&) {
       return When(notice.notice() == v1::NOTICE_KIND_ANNUAL_REPORT && !notice.has_school_year(),
                   "school_year");
     }},
    {kPlanKnown,
     [](const v1::NoticeSent& notice, const Situation& at) {
       return When(notice.has_plan_id() && !IsKnownPlan(at.before, notice.plan_id()), "plan_id");
     }},
};

constexpr KindRule<v1::ItemAcknowledged> kAcknowledgedRules[] = {
    {{"plan.read_by_all", Effect::kGuidance, "Code of Practice 6.49",
      "Not everyone who works with the child has read this plan yet."},
     [](const v1::ItemAcknowledged& acknowledged, const Situation&) {
       const bool count_short = acknowledged.has_required_count() &&
                                acknowledged.acknowledged_count() < acknowledged.required_count();
       return When(!acknowledged.outstanding().empty() || count_short, "outstanding");
     }},
    {kPlanKnown,
     [](const v1::ItemAcknowledged& acknowledged, const Situation& at) {
       return When(!IsKnownPlan(at.before, acknowledged.plan_id()), "plan_id");
     }},
};

}  // namespace

void CheckKind(const v1::PlanIssued& plan, const Situation& at, Verdict& verdict) {
  Judge(kPlanRules, plan, at, verdict);
}
void CheckKind(const v1::PositionTaken& position, const Situation& at, Verdict& verdict) {
  Judge(kPositionRules, position, at, verdict);
}
void CheckKind(const v1::NoticeSent& notice, const Situation& at, Verdict& verdict) {
  Judge(kNoticeRules, notice, at, verdict);
}
void CheckKind(const v1::ItemAcknowledged& acknowledged, const Situation& at, Verdict& verdict) {
  Judge(kAcknowledgedRules, acknowledged, at, verdict);
}

void ListPlanRules(std::vector<Rule>& list) {
  ListRules(kPlanRules, list);
  ListRules(kPositionRules, list);
  ListRules(kNoticeRules, list);
  ListRules(kAcknowledgedRules, list);
}

}  // namespace cairn::rules
