// The rows of register, acknowledgements and returns carry every day: joined with a day they say
// what the views of the record say which was folded as of that day.
#include <algorithm>

#include <rapidcheck/gtest.h>

#include "projections/acknowledgements.h"
#include "projections/plan.h"
#include "projections/record/fold.h"
#include "projections/record_head.h"
#include "projections/register.h"
#include "projections/returns.h"
#include "projections/wording/words.h"
#include "tests/histories/histories.h"
#include "tests/histories/recorded_history.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

constexpr int kChildren = 200;

const histories::Histories& Children() {
  static const histories::Histories histories(
      {.seed = 31, .children = kChildren, .schools = 2, .k_per_mille = 500, .e_per_mille = 200});
  return histories;
}

// An invented child or one of the two cases, which have what invented ones lack.
struct Child {
  RecordId id;
  std::vector<EventPtr> events;
};
Child AnyChild() {
  const int child = *rc::gen::inRange(0, kChildren + 20);
  if (child >= kChildren) return {CaseRecordId(), CaseEvents(child % 2 == 0 ? "case-a" : "case-b")};
  return {histories::RecordIdOf(child), histories::EventsOf(Children().Of(child))};
}

// A day from some time after the last entry back to shortly before the first one. Counted from the
// end, because small numbers come first and plans begin late.
CivilDate AnyDay(const std::vector<EventPtr>& events) {
  const CivilDate first = DayOfMicros(events.front()->recorded_at_us);
  const CivilDate last = DayOfMicros(events.back()->recorded_at_us);
  return last.AddDays(20 - *rc::gen::inRange(0, last - first + 40));
}

template <typename Rows>
Rows RowsOf(const View& view, const Record& record) {
  Rows rows;
  const auto made = view.rows_of(record);
  RC_ASSERT(made.ok());
  RC_ASSERT(rows.ParseFromString(made->bytes));
  RC_ASSERT(view.rows_of(record)->bytes == made->bytes);
  return rows;
}

void CheckHead(const v1::RegisterRow& row, const v1::Record& head) {
  RC_ASSERT(row.child().name() == head.name());
  RC_ASSERT(row.child().school() == head.school());
  RC_ASSERT(row.child().nc_year() == head.nc_year());
  RC_ASSERT(row.child().fictional() == head.fictional());
  RC_ASSERT(row.born().SerializeAsString() == head.born().SerializeAsString());
  RC_ASSERT(row.sen_provision() == head.sen_provision());
  RC_ASSERT(row.sen_provision_from().SerializeAsString() ==
            head.sen_provision_from().SerializeAsString());
  std::vector<std::string> key_workers;
  for (const v1::RecordPerson& person : head.people()) {
    if (person.relationship() == v1::RELATIONSHIP_KEYWORKER) key_workers.push_back(person.name());
  }
  RC_ASSERT(row.key_worker() == Join(key_workers, ", "));
  std::vector<std::string> upns;
  for (const v1::RecordIdentifier& identifier : head.identifiers()) {
    if (identifier.type() == v1::IDENTIFIER_TYPE_UPN) upns.push_back(identifier.value());
  }
  RC_ASSERT(row.upn().empty() == upns.empty());
  RC_ASSERT(upns.empty() || std::find(upns.begin(), upns.end(), row.upn()) != upns.end());
}

bool IsClosed(const v1::Plan& plan) {
  return std::any_of(plan.findings().begin(), plan.findings().end(),
                     [](const v1::Finding& one) { return one.rule_id() == "plan.closed"; });
}

void CheckPlan(const v1::RegisterRow& row, const std::optional<v1::Plan>& plan) {
  const bool in_use = plan.has_value() && !IsClosed(*plan);
  RC_ASSERT(row.plan_id().empty() == !in_use);
  if (!in_use) return;
  RC_ASSERT(row.plan_id() == plan->plan_id());
  RC_ASSERT(row.plan_kind() == plan->plan_kind());
  RC_ASSERT(row.plan_version() == plan->plan_version());
  RC_ASSERT(row.plan_from().SerializeAsString() == plan->effective_from().SerializeAsString());
  RC_ASSERT(row.class_teacher() == plan->class_teacher());
  RC_ASSERT(row.last_review().SerializeAsString() == plan->last_review().SerializeAsString());
  RC_ASSERT(row.next_review().SerializeAsString() == plan->next_review().SerializeAsString());
  RC_ASSERT(row.disputed() || !plan->disputed());
  RC_ASSERT(row.needs_size() == plan->needs_size());
  for (int i = 0; i < row.needs_size(); ++i) RC_ASSERT(row.needs(i) == plan->needs(i).type());
}

void CheckDay(const Child& child, CivilDate day) {
  const auto rows = RowsOf<rows::RegisterRows>(RegisterView(), Fold(child.id, child.events));
  const auto row = RegisterRowOn({.record = child.id, .rows = &rows}, day);
  const Record record = Fold(child.id, child.events, {}, {day});

  RC_ASSERT(row.has_value() == static_cast<bool>(record.people.opened));
  if (!row.has_value()) return;
  CheckHead(*row, RecordHeadView(record, day));
  CheckPlan(*row, PlanView(record));
}

RC_GTEST_PROP(Register, SaysOnAnyDayWhatTheRecordAsOfThatDaySays, ()) {
  const Child child = AnyChild();
  CheckDay(child, AnyDay(child.events));
}

constexpr int kNonsenseDays = 60;

v1::Date AnyDate() {
  return ToProto(Day("2024-09-02").AddDays(*rc::gen::inRange(-5, kNonsenseDays + 5)));
}

// Entries in any order and combination: ends before beginnings, plans closed and issued anew.
v1::Entry AnyNonsense() {
  const std::string entry = *rc::gen::element<std::string>(
      "person_linked { name: 'Ann' relationship: RELATIONSHIP_KEYWORKER",
      "person_linked { name: 'Ann' relationship: RELATIONSHIP_CLASS_TEACHER",
      "person_linked { name: 'Cy' relationship: RELATIONSHIP_KEYWORKER",
      "person_linked { name: 'Bo' relationship: RELATIONSHIP_CLASS_TEACHER sign_in_subject: 'bo'",
      "person_unlinked { name: 'Ann' relationship: RELATIONSHIP_KEYWORKER",
      "person_unlinked { name: 'Other' relationship: RELATIONSHIP_CLASS_TEACHER sign_in_subject: "
      "'bo'",
      "sen_status_set { status: SEN_PROVISION_K", "sen_status_set { status: SEN_PROVISION_N",
      "placement_recorded { school: 'Elm' nc_year: '4'", "placement_recorded { school: 'Oak'",
      "identifier_recorded { type: IDENTIFIER_TYPE_UPN value: 'one' replaces: 'two'",
      "identifier_recorded { type: IDENTIFIER_TYPE_UPN value: 'two'",
      "needs_identified { needs { type: SEN_TYPE_ASD rank: 2 } needs { type: SEN_TYPE_MLD rank: 1 "
      "}",
      "plan_issued { plan_id: 'P' plan_kind: PLAN_KIND_SEN_SUPPORT content {}",
      "plan_issued { plan_id: 'P' plan_kind: PLAN_KIND_TRANSITION content {} "
      "responsible_teacher: 'Cy' nc_year: '5'",
      "plan_issued { plan_id: 'Q' plan_kind: PLAN_KIND_SHORT_TERM_UNDER_EHC_PLAN content {}",
      "plan_closed { plan_id: 'P'", "plan_closed { plan_id: 'Q'", "plan_reviewed { plan_id: 'P'",
      "plan_reviewed { plan_id: 'Q'", "position_taken { plan_id: 'P' stance: STANCE_DISAGREE",
      "position_taken { plan_id: 'P' stance: STANCE_AGREE");
  v1::Entry fact = EntryOn("2024-09-02", entry + " }");
  *fact.mutable_occurred()->mutable_from() = AnyDate();
  const bool dated = *rc::gen::arbitrary<bool>();
  if (!dated) return fact;
  if (fact.has_person_linked()) *fact.mutable_person_linked()->mutable_from() = AnyDate();
  if (fact.has_person_linked()) *fact.mutable_person_linked()->mutable_to() = AnyDate();
  if (fact.has_person_unlinked()) *fact.mutable_person_unlinked()->mutable_last_day() = AnyDate();
  if (fact.has_placement_recorded()) *fact.mutable_placement_recorded()->mutable_from() = AnyDate();
  if (fact.has_plan_issued()) *fact.mutable_plan_issued()->mutable_effective_from() = AnyDate();
  if (fact.has_plan_issued()) *fact.mutable_plan_issued()->mutable_review_due() = AnyDate();
  if (fact.has_plan_reviewed()) *fact.mutable_plan_reviewed()->mutable_next_review() = AnyDate();
  return fact;
}

RC_GTEST_PROP(Register, SaysWhatTheRecordSaysOfNonsenseToo, ()) {
  HistoryBuilder history;
  history.Add("2024-09-01", "record_opened { subject: SUBJECT_KIND_CHILD name: 'Wren' }");
  const int entries = *rc::gen::inRange(1, 40);
  for (int i = 0; i < entries; ++i) {
    v1::Entry entry = AnyNonsense();
    const auto& earlier = history.events()[*rc::gen::inRange<size_t>(0, history.events().size())];
    if (*rc::gen::inRange(0, 6) == 0 && earlier->version > 1) {
      entry.mutable_corrects()->mutable_target()->set_event_id(earlier->event_id.ToBytes());
    }
    history.Add("2025-01-06", entry);
  }
  for (int i = 0; i < kNonsenseDays; i += 7) {
    CheckDay({CaseRecordId(), history.events()}, Day("2024-08-31").AddDays(i));
  }
  CheckDay({CaseRecordId(), history.events()}, Day("2025-01-06"));
}

RC_GTEST_PROP(Register, IsDisputedWhileADisagreementStands, ()) {
  const Child child = AnyChild();
  const CivilDate day = AnyDay(child.events);
  const Record record = Fold(child.id, child.events, {}, {day});
  RC_PRE(static_cast<bool>(record.people.opened));
  RC_PRE(!StandingDisagreements(record).empty() || record.disputes.disputes.empty());

  const auto rows = RowsOf<rows::RegisterRows>(RegisterView(), Fold(child.id, child.events));
  const auto row = RegisterRowOn({.record = child.id, .rows = &rows}, day);
  const std::vector<StandingDisagreement> standing = StandingDisagreements(record);
  const bool about_a_plan =
      std::any_of(standing.begin(), standing.end(),
                  [](const StandingDisagreement& one) { return one.position->has_plan_id(); });
  if (about_a_plan) RC_ASSERT(row->disputed());
  if (standing.empty()) RC_ASSERT(!row->disputed());
}

RC_GTEST_PROP(Acknowledgements, AreThoseThatThePlanOfTheDayNames, ()) {
  const Child child = AnyChild();
  const CivilDate day = AnyDay(child.events);
  const Record school =
      Fold(CaseRecordId(), histories::EventsOf(Children().OfSchool(Children().schools().front())));
  const auto rows =
      RowsOf<rows::AcknowledgementRows>(AcknowledgementsView(), Fold(child.id, child.events));
  const AcknowledgementChild one{.record = child.id, .setting = &school.setting, .rows = &rows};
  const Record record = Fold(child.id, child.events, {}, {day});

  std::vector<std::string> expected;
  for (const PlanHistory& history : record.plans.plans) {
    const auto plan = PlanView(record, {.plan_id = history.plan_id, .setting = &school.setting});
    if (!plan.has_value() || IsClosed(*plan)) continue;
    for (const std::string& name : plan->not_read_by()) {
      expected.push_back(plan->plan_id() + " " + std::to_string(plan->plan_version()) + " " + name);
    }
  }
  std::vector<std::string> listed;
  for (const auto& row : ListAcknowledgements({&one, 1}, {}, day)) {
    if (row.capacity() == v1::CAPACITY_STAFF_GROUP) continue;
    RC_ASSERT(row.days() >= 0);
    listed.push_back(row.plan_id() + " " + std::to_string(row.plan_version()) + " " + row.person());
  }
  const auto head = RowsOf<rows::RegisterRows>(RegisterView(), Fold(child.id, child.events));
  const auto line = RegisterRowOn({.record = child.id, .rows = &head}, day);
  RC_PRE(line.has_value() && !line->has_left_on());
  std::sort(expected.begin(), expected.end());
  std::sort(listed.begin(), listed.end());
  RC_ASSERT(listed == expected);
}

RC_GTEST_PROP(Returns, SayOfAnEarlierDayWhatWasKnownToHaveHappenedByThen, ()) {
  const Child child = AnyChild();
  const CivilDate day = AnyDay(child.events);
  const auto all = RowsOf<rows::ReturnRows>(ReturnsView(), Fold(child.id, child.events));
  const auto then =
      RowsOf<rows::ReturnRows>(ReturnsView(), Fold(child.id, child.events, {}, {day}));
  for (const v1::ReturnKind kind : {v1::RETURN_KIND_SCHOOL_CENSUS, v1::RETURN_KIND_SEN2}) {
    std::string of_all;
    std::string of_then;
    for (const auto& row : ReturnRowsOf({child.id, &all}, kind, day)) of_all += row.DebugString();
    if (then.has_child()) {
      for (const auto& row : ReturnRowsOf({child.id, &then}, kind, day)) {
        of_then += row.DebugString();
      }
    }
    RC_ASSERT(of_all == of_then);
  }
}

// One thing of each sort on each day, typed in any order.
RC_GTEST_PROP(CohortRows, AreTheSameHoweverLateThingsWereTyped, ()) {
  const std::vector<std::string> fields = {
      "sen_status_set { status: SEN_PROVISION_K }",
      "needs_identified { needs { type: SEN_TYPE_ASD rank: 1 } }",
      "plan_issued { plan_id: 'P' plan_version: 1 plan_kind: PLAN_KIND_SEN_SUPPORT content {} }",
      "item_acknowledged { plan_id: 'P' required: 'Ann' required: 'Bo' acknowledged: 'Bo' }",
      "plan_reviewed { plan_id: 'P' next_review { year: 2025 month: 3 } }",
      "person_linked { name: 'Ann' relationship: RELATIONSHIP_KEYWORKER }",
      "placement_recorded { school: 'Elm' nc_year: '4' }",
      "provision_started { provision_id: 'i1' }",
      "provision_ended { provision_id: 'i1' }",
      "ehc_requested { requester: CAPACITY_PARENT }",
      "ehc_decision_notified { decision: EHC_DECISION_ASSESS }",
      "position_taken { plan_id: 'P' stance: STANCE_DISAGREE }",
      "dispute_opened { dispute_id: 'd' dispute: DISPUTE_KIND_COMPLAINT }",
      "dispute_closed { dispute_id: 'd' outcome: 'upheld' }"};
  std::vector<v1::Entry> entries;
  CivilDate day = Day("2024-10-01");
  for (const std::string& one : fields) {
    day = day.AddDays(*rc::gen::inRange(1, 20));
    v1::Entry entry = EntryOn("2024-10-01", one);
    *entry.mutable_occurred()->mutable_from() = ToProto(day);
    entries.push_back(entry);
  }
  const auto record = [&](const std::vector<v1::Entry>& in_order) {
    HistoryBuilder history;
    history.Add("2024-09-02", "record_opened { subject: SUBJECT_KIND_CHILD name: 'Wren' }");
    for (const v1::Entry& entry : in_order) history.Add("2026-01-05", entry);
    return Fold(CaseRecordId(), history.events());
  };
  std::vector<v1::Entry> shuffled = entries;
  for (size_t i = shuffled.size(); i > 1; --i) {
    std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<size_t>(0, i)]);
  }

  for (const View* view : {&RegisterView(), &AcknowledgementsView(), &ReturnsView()}) {
    RC_ASSERT(view->rows_of(record(entries))->bytes == view->rows_of(record(shuffled))->bytes);
  }
}

}  // namespace
}  // namespace cairn
