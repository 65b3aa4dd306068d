#include "services/rules/check_entry.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/keys/fields.h"
#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

// What the rules say of every entry of a case, each on top of those before it.
class CaseVerdicts {
 public:
  explicit CaseVerdicts(std::string_view name) {
    for (const CaseLine& line : ReadCase(name)) {
      const Facts facts{
          .now_us = line.recorded_at_us, .today = DayOfMicros(line.recorded_at_us), .bulk = true};
      for (const v1::Entry& entry : line.entries) {
        Judge(entry, facts);
        Append(entry, line);
      }
    }
  }

  // "A05: REQUIRED @ ..." of everything that is refused.
  const std::vector<std::string>& refused() const { return refused_; }
  // The rule ids found in the entry of that source id.
  std::set<std::string> FoundIn(const std::string& source_id) const {
    const auto found = found_.find(source_id);
    return found == found_.end() ? std::set<std::string>() : found->second;
  }

 private:
  void Judge(const v1::Entry& entry, const Facts& facts) {
    const Verdict verdict = CheckEntry(Fold(CaseRecordId(), events_), entry, facts);
    for (const std::string& text : RefusalsOf(verdict)) {
      refused_.push_back(entry.source().id() + ": " + text);
    }
    for (const v1::Finding& finding : verdict.findings) {
      found_[entry.source().id()].insert(finding.rule_id());
    }
  }

  void Append(const v1::Entry& entry, const CaseLine& line) {
    RecordedEvent event;
    event.version = events_.size() + 1;
    event.recorded_at_us = line.recorded_at_us;
    event.recorded.emplace();
    *event.recorded->mutable_entry() = entry;
    *event.recorded->mutable_actor() = line.typed_by;
    event.recorded->mutable_setting()->set_id(line.setting.ToBytes());
    events_.push_back(std::make_shared<const RecordedEvent>(std::move(event)));
  }

  std::vector<EventPtr> events_;
  std::vector<std::string> refused_;
  std::map<std::string, std::set<std::string>> found_;
};

TEST(CheckEntry, RefusesNothingOfTheTwoCases) {
  EXPECT_THAT(CaseVerdicts("case-a").refused(), IsEmpty());
  EXPECT_THAT(CaseVerdicts("case-b").refused(), IsEmpty());
}

TEST(CheckEntry, FindsInCaseAWhatItWasMadeToShow) {
  const CaseVerdicts verdicts("case-a");

  EXPECT_THAT(verdicts.FoundIn("A04"), IsEmpty());  // late, with its reason
  EXPECT_THAT(verdicts.FoundIn("A35"), Contains("occurred.written_down_in_time"));
  EXPECT_THAT(verdicts.FoundIn("A05"), Contains("score.interval_has_its_level"));
  EXPECT_THAT(verdicts.FoundIn("A11"), Contains("status.parents_told"));
  EXPECT_THAT(verdicts.FoundIn("A13"), Contains("plan.target_measurable"));
  EXPECT_THAT(verdicts.FoundIn("A14"), Contains("plan.read_by_all"));
  EXPECT_THAT(verdicts.FoundIn("A22"), Contains("provision.is_in_the_plan"));
  EXPECT_THAT(verdicts.FoundIn("A40"), ElementsAre("handover.receipt_confirmed"));
  EXPECT_THAT(verdicts.FoundIn("A02"), IsEmpty());
  EXPECT_THAT(verdicts.FoundIn("A30"), IsEmpty());  // a request is never discouraged
}

TEST(CheckEntry, FindsInCaseBWhatItWasMadeToShow) {
  const CaseVerdicts verdicts("case-b");
  std::set<std::string> all;
  for (const CaseLine& line : ReadCase("case-b")) {
    for (const v1::Entry& entry : line.entries) all.merge(verdicts.FoundIn(entry.source().id()));
  }

  EXPECT_THAT(all, Contains("review.on_the_agreed_date"));
  EXPECT_THAT(all, Contains("plan.part_time_agreed"));
  EXPECT_THAT(all, Contains("plan.read_by_all"));
}

class CheckEntryTest : public RulesTest {};

TEST_F(CheckEntryTest, PutsTheLawBeforeGuidanceAndLatenessLast) {
  const Verdict verdict =
      Check(EntryOf(On(2025, 9, 1) + "record_handed_over { to_school: 'Larchmere' }"));

  EXPECT_THAT(FindingsOf(verdict),
              ElementsAre("handover.sen_file_sent @ record_handed_over.sen_file_sent",
                          "handover.common_transfer_file_sent @ record_handed_over.ctf_sent",
                          "handover.receipt_confirmed @ record_handed_over.receipt_confirmed",
                          "occurred.written_down_in_time @ late_reason"));
}

TEST_F(CheckEntryTest, ListsEveryFaultOfTheShapeTheTimeTheLinksAndTheKind) {
  const Verdict verdict =
      Check(EntryOf("occurred { from { year: 2027 } precision: PRECISION_YEAR } "
                    "links { relation: RELATION_ABOUT entry { source_id: 'nowhere' } } means: 99 "
                    "identifier_recorded { type: IDENTIFIER_TYPE_UPN value: 'A801200005001' }"));

  EXPECT_THAT(
      RefusalsOf(verdict),
      testing::UnorderedElementsAre("UNKNOWN_CODE @ means", "link.leads_somewhere @ links[0].entry",
                                    "upn.check_letter @ identifier_recorded.value",
                                    "occurred.not_after_today @ occurred.from"));
}

// What ends or states something may be said again: people press a button twice, systems send twice.
class SaidTwice : public RulesTest, public testing::WithParamInterface<std::string> {};

TEST_P(SaidTwice, IsHarmless) {
  record_.Add("hold_placed { hold_id: 'h' reason: 'x' no_disposal: true }");
  record_.Add("provision_started { provision_id: 'i1' provision_type: 1 }");
  record_.Add("plan_issued { plan_id: 'p' plan_kind: 1 content {} }");
  EXPECT_THAT(Refusals(GetParam()), IsEmpty());

  record_.Add(GetParam());

  EXPECT_THAT(Refusals(GetParam()), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Entries, SaidTwice,
    testing::Values(
        "identifier_recorded { type: IDENTIFIER_TYPE_UPN value: 'A909298721014' }",
        "person_linked { name: 'Mo' relationship: RELATIONSHIP_MOTHER }",
        "person_unlinked { name: 'Mo' relationship: RELATIONSHIP_MOTHER }",
        "sen_status_set { status: SEN_PROVISION_K }",
        "permission_recorded { act: PERMISSION_ACT_WITHDRAWN services: OUTSIDE_SERVICE_CAMHS }",
        "barrier_recorded { barrier_id: 'b1' status: BARRIER_STATUS_REMOVED }",
        "specialist_referred { service: OUTSIDE_SERVICE_CAMHS reason: 'x' }",
        "plan_issued { plan_id: 'p' plan_kind: 1 content {} }",
        "plan_proposed { plan_id: 'p' plan_kind: 1 content {} }",
        "plan_closed { plan_id: 'p' reason: PLAN_END_REASON_LEFT }",
        "provision_started { provision_id: 'i1' provision_type: 1 }",
        "provision_changed { provision_id: 'i1' funder: 'school' }",
        "provision_ended { provision_id: 'i1' reason: 1 }",
        "attendance_summarised { possible_sessions: 10 attended_sessions: 9 }",
        "meeting_not_held { meeting: MEETING_TYPE_REVIEW reason: MEETING_NOT_HELD_REASON_STAFF }",
        "dispute_opened { dispute_id: 'd' dispute: DISPUTE_KIND_COMPLAINT }",
        "dispute_closed { dispute_id: 'd' outcome: 'upheld' }",
        "hold_placed { hold_id: 'h' reason: 'x' }", "hold_released { hold_id: 'h' reason: 'x' }",
        "record_handed_over { to_school: 'Larchmere' }",
        "record_received { from_school: 'Fenmarch' }",
        "record_joined { record_id: '0000000000000000' reason: 'same child' }",
        "access_granted { sign_in_subject: 'd.fenn' reason: 'covers' }",
        "access_revoked { sign_in_subject: 'd.fenn' }"));

// Tests of rules are asked about entries whose shape was refused, too.
TEST_F(CheckEntryTest, SurvivesAnEmptyMessageOfEveryKind) {
  const auto* kinds = v1::Entry::descriptor()->FindOneofByName("kind");
  for (int i = 0; i < kinds->field_count(); ++i) {
    v1::Entry entry;
    entry.GetReflection()->MutableMessage(&entry, kinds->field(i));

    EXPECT_TRUE(Check(entry).refused()) << kinds->field(i)->name();
  }
}

}  // namespace
}  // namespace cairn
