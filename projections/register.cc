#include "projections/register.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "projections/codes/nc_years.h"
#include "projections/cohort/child.h"
#include "projections/cohort/child_view.h"
#include "projections/cohort/filters.h"
#include "projections/cohort/links.h"
#include "projections/cohort/name_words.h"
#include "projections/cohort/plan_steps.h"
#include "projections/register/register_rows.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

void FillStatus(const rows::RegisterRows& rows, CivilDate day, v1::RegisterRow& row) {
  if (const StatusRun run = StatusOn(rows.statuses(), day); run.status != nullptr) {
    row.set_sen_provision(run.status->status());
    *row.mutable_sen_provision_from() = ToProto(run.since);
  }
  if (const auto* needs = LastOn(rows.needs(), day)) *row.mutable_needs() = needs->types();
}

// Several share a job: all of them are named.
void FillPeople(const rows::RegisterRows& rows, CivilDate day, v1::RegisterRow& row) {
  std::vector<std::string> key_workers;
  std::vector<std::string> class_teachers;
  for (const rows::LinkRow* link : LinksOn(rows.links(), day)) {
    if (link->relationship() == v1::RELATIONSHIP_KEYWORKER) key_workers.push_back(link->name());
    if (link->relationship() == v1::RELATIONSHIP_CLASS_TEACHER) {
      class_teachers.push_back(link->name());
    }
  }
  row.set_key_worker(Join(key_workers, ", "));
  row.set_class_teacher(Join(class_teachers, ", "));
}

void FillPlan(const rows::RegisterRows& rows, CivilDate day, v1::RegisterRow& row) {
  const std::vector<PlanOnDay> plans = PlansOn(rows.plans(), day);
  const PlanOnDay* plan = MainPlan(plans);
  if (plan == nullptr || plan->closed || plan->version == nullptr) return;
  row.set_plan_id(std::string(plan->plan_id));
  row.set_plan_kind(plan->version->kind());
  row.set_plan_version(plan->version->number());
  *row.mutable_plan_from() = ToProto(CivilDate::FromEpochDays(plan->version->effective_from()));
  if (plan->version->teacher_stated()) {
    row.set_class_teacher(plan->version->responsible_teacher());
  }
  if (plan->last_review.has_value()) *row.mutable_last_review() = ToProto(*plan->last_review);
  if (plan->next_review.has_year()) *row.mutable_next_review() = plan->next_review;
}

bool HoldsOn(const rows::RegisterSpan& span, CivilDate day) {
  return span.from() <= day.epoch_days() && !(span.has_over() && span.over() <= day.epoch_days());
}

int CountOn(const google::protobuf::RepeatedPtrField<rows::RegisterSpan>& spans, CivilDate day) {
  return static_cast<int>(
      std::count_if(spans.begin(), spans.end(),
                    [&](const rows::RegisterSpan& span) { return HoldsOn(span, day); }));
}

// By the links and not by the line: a name may have a comma in it.
bool HasKeyWorker(const rows::RegisterRows& rows, std::string_view name, CivilDate day) {
  const std::vector<const rows::LinkRow*> links = LinksOn(rows.links(), day);
  return std::any_of(links.begin(), links.end(), [&](const rows::LinkRow* link) {
    return link->relationship() == v1::RELATIONSHIP_KEYWORKER && SameWords(name, link->name());
  });
}

bool HasStatusAskedFor(const v1::RegisterRow& row, const v1::ListRegisterRequest& question) {
  if (!question.sen_provisions().empty()) {
    return IsWanted(question.sen_provisions(), row.sen_provision());
  }
  return question.include_all() || row.sen_provision() == v1::SEN_PROVISION_K ||
         row.sen_provision() == v1::SEN_PROVISION_E;
}

// `row` is made of `rows`.
bool IsAskedFor(const rows::RegisterRows& rows, const v1::RegisterRow& row,
                const v1::ListRegisterRequest& question, CivilDate day) {
  if (!HasStatusAskedFor(row, question)) return false;
  if (row.has_left_on() && !question.include_all()) return false;
  if (!IsWanted(question.nc_years(), row.child().nc_year())) return false;
  const bool needs_one = question.needs().empty() ||
                         std::any_of(row.needs().begin(), row.needs().end(),
                                     [&](int need) { return IsWanted(question.needs(), need); });
  if (!needs_one) return false;
  if (!question.key_worker().empty() && !HasKeyWorker(rows, question.key_worker(), day)) {
    return false;
  }
  return BeginsWords(question.search(), row.child().name());
}

// Years in the order of the table; those that it does not know, and none, come last.
int PlaceOf(const std::string& nc_year) {
  const auto years = codes::NcYears();
  const auto* year = codes::FindNcYear(nc_year);
  return static_cast<int>(year == nullptr ? years.size()
                                          : static_cast<size_t>(year - years.data()));
}

// A line with what it is ordered by, reckoned once.
struct OrderedChild {
  bool absent = false;  // comes last whichever way round
  int first = 0;
  std::string name;
  v1::RegisterRow row;
};

OrderedChild WithOrder(v1::RegisterRow row, v1::RegisterOrder order) {
  OrderedChild ordered{.name = FoldedWords(row.child().name())};
  const auto by_day = [&](const v1::Date& date) {
    const auto day = EarliestDay(date);
    ordered.absent = !day.has_value();
    ordered.first = day.value_or(CivilDate()).epoch_days();
  };
  switch (order) {
    case v1::REGISTER_ORDER_NC_YEAR:
      ordered.first = PlaceOf(row.child().nc_year());
      ordered.absent = row.child().nc_year().empty();
      break;
    case v1::REGISTER_ORDER_NEXT_REVIEW:
      by_day(row.next_review());
      break;
    case v1::REGISTER_ORDER_STATUS_SINCE:
      by_day(row.sen_provision_from());
      break;
    default:
      break;
  }
  ordered.row = std::move(row);
  return ordered;
}

bool ChildBefore(const OrderedChild& a, const OrderedChild& b, bool descending) {
  if (a.absent != b.absent) return b.absent;
  const auto of_a = std::tie(a.first, a.name);
  const auto of_b = std::tie(b.first, b.name);
  if (of_a != of_b) return descending ? of_b < of_a : of_a < of_b;
  return a.row.child().record_id() < b.row.child().record_id();
}

}  // namespace

const View& RegisterView() {
  static const View view{.name = "register",
                         .rows = rows::RegisterRows::descriptor(),
                         .rows_of = RowsOfChild<RegisterRowsOf>};
  return view;
}

std::optional<v1::RegisterRow> RegisterRowOn(const RegisterChild& child, CivilDate day) {
  const rows::RegisterRows& rows = *child.rows;
  if (!IsThereOn(rows.child(), day)) return std::nullopt;
  v1::RegisterRow row;
  *row.mutable_child() = ChildOn(rows.child(), child.record, child.setting, day);
  if (rows.child().has_born()) *row.mutable_born() = rows.child().born();
  const std::string_view upn = IdentifierOn(rows.upns(), v1::IDENTIFIER_TYPE_UPN, day);
  row.set_upn(upn.data(), upn.size());
  FillStatus(rows, day, row);
  FillPeople(rows, day, row);
  FillPlan(rows, day, row);
  row.set_provisions(CountOn(rows.provisions(), day));
  row.set_disputed(CountOn(rows.disputes(), day) > 0);
  row.set_legal_duties_overdue(child.legal_duties_overdue);
  if (const auto left = LeftOn(rows.child(), day)) *row.mutable_left_on() = ToProto(*left);
  return row;
}

std::vector<v1::RegisterRow> ListRegister(std::span<const RegisterChild> children,
                                          const v1::ListRegisterRequest& question, CivilDate day) {
  std::vector<OrderedChild> found;
  for (const RegisterChild& child : children) {
    std::optional<v1::RegisterRow> row = RegisterRowOn(child, day);
    if (!row.has_value() || !IsAskedFor(*child.rows, *row, question, day)) continue;
    found.push_back(WithOrder(*std::move(row), question.order()));
  }
  std::sort(found.begin(), found.end(), [&](const OrderedChild& a, const OrderedChild& b) {
    return ChildBefore(a, b, question.descending());
  });
  std::vector<v1::RegisterRow> rows;
  rows.reserve(found.size());
  for (OrderedChild& ordered : found) rows.push_back(std::move(ordered.row));
  return rows;
}

}  // namespace cairn
