#include "projections/plan/plan_head.h"

#include <limits>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"

#include "projections/calendar/academic_year.h"
#include "projections/plan.h"
#include "projections/plan/plan_words.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

constexpr int64_t kMicrosPerSecond = 1'000'000;

// The responsible teacher of the version, else the class teachers linked on the day: several may
// share a class.
std::string ClassTeacher(const PlanContext& context) {
  if (context.version.issued->has_responsible_teacher()) {
    return context.version.issued->responsible_teacher();
  }
  std::vector<std::string> names;
  for (const auto& person : LinkedOn(context.record.people, context.day)) {
    if (person->relationship() == v1::RELATIONSHIP_CLASS_TEACHER) names.push_back(person->name());
  }
  return Join(names, ", ");
}

// Whoever was signed in as SENCO last.
std::string_view Senco(const PlanContext& context) {
  std::string_view name;
  Version last = 0;
  for (const EntryPtr& entry : context.record.entries) {
    const v1::Actor& actor = entry->current->recorded->actor();
    if (actor.role() != v1::ROLE_SENCO || entry->version() < last) continue;
    last = entry->version();
    name = actor.name();
  }
  return name;
}

void AddChild(const PlanContext& context, v1::Plan& plan) {
  const People& people = context.record.people;
  const std::string_view name = ChildName(people);
  const std::string_view nc_year = NcYearOn(context.record, context.day);
  plan.set_child_name(name.data(), name.size());
  plan.set_nc_year(nc_year.data(), nc_year.size());
  plan.set_fictional(IsFictional(people));
  if (people.opened && people.opened->has_born()) *plan.mutable_born() = people.opened->born();
  if (const auto placement = PlacementOn(people, context.day)) {
    plan.set_school(placement->school());
  }
}

void AddTimes(const PlanContext& context, v1::Plan& plan) {
  *plan.mutable_effective_from() = ToProto(context.version.effective_from);
  *plan.mutable_as_of() = ToProto(context.day);
  const int64_t known_at_us = context.record.known_at.recorded_at_us;
  if (known_at_us == std::numeric_limits<int64_t>::max()) return;
  plan.mutable_as_known_at()->set_seconds(known_at_us / kMicrosPerSecond);
  plan.mutable_as_known_at()->set_nanos(static_cast<int32_t>(known_at_us % kMicrosPerSecond) *
                                        1000);
}

// The version that was asked for is not the one in use.
void CheckInUse(const PlanContext& context, v1::Plan& plan) {
  if (context.IsSuperseded()) {
    AddFinding(plan, plan_rules::kInUse, "plan_version",
               absl::StrFormat("v%d is used since %s", context.current()->number,
                               FormatDate(context.current()->effective_from)));
  } else if (context.version.effective_from > context.day) {
    AddFinding(plan, plan_rules::kInUse, "plan_version",
               absl::StrFormat("v%d is not used before %s", context.version.number,
                               FormatDate(context.version.effective_from)));
  }
}

// The plan was made for SEN support, and an EHC plan has come since.
void CheckEhcPlan(const PlanContext& context, v1::Plan& plan) {
  const Fact<v1::SenStatusSet> status = StatusSince(context.record.people, context.day);
  if (!status || status->status() != v1::SEN_PROVISION_E) return;
  if (context.plan.kind() != v1::PLAN_KIND_SEN_SUPPORT) return;
  if (context.version.effective_from >= status.day()) return;
  AddFinding(
      plan, plan_rules::kEhcPlan, "plan_kind",
      absl::StrFormat("EHC plan since %s; this plan was made before it", FormatDate(status.day())));
}

// The last entry that states the year group.
EntryPtr NcYearStated(const PlanContext& context) {
  EntryPtr last;
  for (const EntryPtr& entry : context.record.entries) {
    const v1::Entry& fact = entry->entry();
    const bool states = fact.details_recorded().has_nc_year() ||
                        fact.placement_recorded().has_nc_year() || fact.plan_issued().has_nc_year();
    if (states) last = entry;
  }
  return last;
}

void CheckNcYear(const PlanContext& context, v1::Plan& plan) {
  const EntryPtr stated = NcYearStated(context);
  if (stated == nullptr) return;
  const AcademicYear year = AcademicYearOf(stated->FirstDay());
  if (year >= AcademicYearOf(context.day)) return;
  AddFinding(
      plan, plan_rules::kYearStated, "nc_year",
      absl::StrFormat("Year %s was stated in %s and not since", plan.nc_year(), year.Name()));
}

bool Has(const v1::PlanContent& content, const google::protobuf::FieldDescriptor& field) {
  const google::protobuf::Reflection& values = *content.GetReflection();
  return field.is_repeated() ? values.FieldSize(content, &field) > 0
                             : values.HasField(content, &field);
}

void CheckSections(const PlanContext& context, v1::Plan& plan) {
  const v1::PlanContent& content = context.content();
  const PlanRule rule = ForKind(plan_rules::kComplete, context.kind());
  for (const std::string_view section : context.kind().MustHave()) {
    const auto* field = v1::PlanContent::descriptor()->FindFieldByName(std::string(section));
    if (field == nullptr || Has(content, *field)) continue;
    const bool support = section == "provisions";
    AddFinding(plan, rule, section,
               absl::StrFormat("No %s written",
                               support ? "support that is additional or different" : section));
  }
}

std::set<std::string> ItemsOf(const v1::PlanContent& content) {
  std::set<std::string> items;
  for (const v1::Outcome& outcome : content.outcomes()) items.insert(outcome.item_id());
  for (const v1::Target& target : content.targets()) items.insert(target.item_id());
  for (const v1::ProvisionLine& line : content.provisions()) items.insert(line.item_id());
  return items;
}

// The version from which on the item is gone; 0 if it is in this version or never was in the plan.
int RemovedAt(const PlanContext& context, const std::string& item) {
  int removed_at = 0;
  bool was_there = false;
  for (const PlanVersion& version : context.plan.versions) {
    const bool is_there = ItemsOf(version.issued->content()).contains(item);
    if (!is_there && was_there) removed_at = version.number;
    if (is_there) removed_at = 0;
    was_there = is_there;
    if (&version == &context.version) break;
  }
  return removed_at;
}

void CheckResponsibility(const PlanContext& context, const v1::Responsibility& duty,
                         v1::Plan& plan) {
  const std::vector<std::string> words =
      absl::StrSplit(duty.text(), absl::ByAnyChar(" ,;.()"), absl::SkipEmpty());
  for (const std::string& word : words) {
    const int removed_at = RemovedAt(context, word);
    if (removed_at == 0) continue;
    AddFinding(plan, plan_rules::kItemExists, "responsibilities",
               absl::StrFormat("%s: \"%s\", but %s was removed at v%d", duty.whose(), duty.text(),
                               word, removed_at));
  }
}

}  // namespace

void AddHead(const PlanContext& context, v1::Plan& plan) {
  const v1::PlanIssued& issued = *context.version.issued;
  const std::string_view senco = Senco(context);
  plan.set_plan_id(context.plan.plan_id);
  plan.set_plan_kind(issued.plan_kind());
  const std::string_view kind_name = codes::PlanKindOf(issued.plan_kind()).name;
  plan.set_plan_kind_name(kind_name.data(), kind_name.size());
  plan.set_plan_version(context.version.number);
  plan.set_label(PrintedLabel(*context.version.issued.entry));
  plan.set_rules_version(kPlanRulesVersion);
  plan.set_class_teacher(ClassTeacher(context));
  plan.set_senco(senco.data(), senco.size());
  AddChild(context, plan);
  AddTimes(context, plan);
  CheckInUse(context, plan);
  CheckEhcPlan(context, plan);
  CheckNcYear(context, plan);
  if (plan.class_teacher().empty()) {
    AddFinding(plan, plan_rules::kTeacherNamed, "class_teacher", "No responsible teacher named");
  }
}

void AddClosing(const PlanContext& context, v1::Plan& plan) {
  const Fact<v1::PlanClosed> closing = ClosingOf(context.record.plans, context.plan);
  if (!closing) return;
  AddFinding(
      plan, plan_rules::kClosed, "",
      absl::StrFormat("Closed on %s: %s", FormatDate(closing.day()), Words(closing->reason())));
}

void AddContent(const PlanContext& context, v1::Plan& plan) {
  *plan.mutable_content() = context.content();
  CheckSections(context, plan);
  for (const v1::Responsibility& duty : context.content().responsibilities()) {
    CheckResponsibility(context, duty, plan);
  }
}

}  // namespace cairn
