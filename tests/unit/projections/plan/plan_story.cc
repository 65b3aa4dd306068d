#include "tests/unit/projections/plan/plan_story.h"

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "projections/record/fold.h"

namespace cairn {

HistoryBuilder WrenOpened() {
  HistoryBuilder history;
  history
      .Add("2024-09-02",
           "source { id: 'W01' } record_opened { subject: SUBJECT_KIND_CHILD name: 'Wren Example' "
           "born { year: 2015 month: 5 day: 1 } fictional: true }")
      .Add("2024-09-02", "placement_recorded { school: 'Elm School' nc_year: '4' }")
      .Add("2024-09-02",
           "person_linked { name: 'Mo Example' relationship: RELATIONSHIP_MOTHER "
           "parental_responsibility: true gets_copies: true }")
      .Add("2024-09-02",
           "person_linked { name: 'Fay Example' relationship: RELATIONSHIP_FATHER "
           "parental_responsibility: true gets_copies: true }");
  return history;
}

v1::Entry CompletePlan(std::string_view iso_day, int version) {
  return EntryOn(iso_day, absl::StrFormat(R"(
    plan_issued {
      plan_id: 'P' plan_kind: PLAN_KIND_SEN_SUPPORT plan_version: %d
      review_due { year: 2025 month: 2 day: 14 } responsible_teacher: 'Tam Teacher'
      content {
        aspirations { whose: CAPACITY_CHILD text: 'Read to my sister' }
        outcomes { item_id: 'o1' text: 'Reads a short book' by { year: 2025 month: 7 day: 18 } }
        targets {
          item_id: 't1' text: 'Read common words' outcome_id: 'o1' measure: 'words of 100'
          baseline { value: 20 } aim { value: 50 } due { year: 2025 month: 2 day: 14 }
        }
        provisions {
          item_id: 'p1' what: 'Paired reading' provider: 'Ida Helper'
          sessions_per_week { value: 3 } minutes_per_session: 15 weeks: 10 serves: 't1'
          why: 'Agreed with both parents' expected_difference: '3 words a week'
        }
        strategies: 'Coloured overlay'
        responsibilities { whose: 'school' text: 'give p1' }
      }
    })",
                                          version));
}

v1::PlanContent& ContentOf(v1::Entry& plan) {
  return *plan.mutable_plan_issued()->mutable_content();
}

HistoryBuilder WithPlan(const v1::Entry& plan) { return WrenOpened().Add("2024-11-15", plan); }
HistoryBuilder WithPlan() { return WithPlan(CompletePlan("2024-11-15")); }

v1::Entry SupportStarted(std::string_view iso_day) {
  return EntryOn(iso_day,
                 "provision_started { provision_id: 'i1' name: 'Paired reading' plan_items: 'p1' "
                 "provision_type: PROVISION_TYPE_INTERVENTION }");
}

v1::Entry Reviewed(std::string_view iso_day, int value, std::string_view decision,
                   std::string_view next_review_fields) {
  return EntryOn(iso_day, absl::StrFormat("plan_reviewed { plan_id: 'P' decisions: "
                                          "REVIEW_DECISION_%s targets { target_id: 't1' value { "
                                          "value: %d } } next_review { %s } }",
                                          decision, value, next_review_fields));
}

v1::Entry Stand(std::string_view iso_day, std::string_view person, std::string_view stance,
                int version, std::string_view fields) {
  return EntryOn(iso_day, absl::StrFormat("person { name: '%s' capacity: CAPACITY_PARENT } "
                                          "position_taken { plan_id: 'P' plan_version: %d stance: "
                                          "STANCE_%s %s }",
                                          person, version, stance, fields));
}

v1::Plan PlanOf(const HistoryBuilder& history, std::string_view as_of, const PlanOptions& options) {
  const Record record = Fold({}, history.events(), {}, {.day = Day(as_of)});
  std::optional<v1::Plan> plan = PlanView(record, options);
  CAIRN_CHECK(plan.has_value());
  return *std::move(plan);
}

std::vector<std::string> Findings(const v1::Plan& plan, std::string_view field) {
  std::vector<std::string> sentences;
  for (const v1::Finding& finding : plan.findings()) {
    if (finding.field() == field) sentences.push_back(finding.sentence());
  }
  return sentences;
}

std::vector<std::string> TargetFlags(const v1::Plan& plan, std::string_view item_id) {
  for (const v1::PlanTarget& target : plan.targets()) {
    if (target.item_id() == item_id) return {target.flags().begin(), target.flags().end()};
  }
  return {"no such target"};
}

std::vector<std::string> ProvisionFlags(const v1::Plan& plan, std::string_view item_id) {
  for (const v1::PlanProvision& line : plan.provisions()) {
    if (line.item_id() == item_id) return {line.flags().begin(), line.flags().end()};
  }
  return {"no such provision"};
}

std::vector<std::string> ToDos(const v1::Plan& plan) {
  std::vector<std::string> to_dos;
  for (const v1::PlanToDo& to_do : plan.to_do()) {
    to_dos.push_back(absl::StrFormat("%s (%d)", to_do.text(), to_do.days()));
  }
  return to_dos;
}

v1::PlanPosition PositionOf(const v1::Plan& plan, std::string_view person) {
  for (const v1::PlanPosition& position : plan.positions()) {
    if (position.person() == person) return position;
  }
  CAIRN_CHECK_UNREACHABLE();
}

}  // namespace cairn
