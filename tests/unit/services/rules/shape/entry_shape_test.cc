#include "services/rules/shape/entry_shape.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

class EntryShapeTest : public RulesTest {
 protected:
  static std::vector<std::string> Shape(const v1::Entry& entry) {
    Verdict verdict;
    rules::CheckShape(entry, verdict);
    return RefusalsOf(verdict);
  }
  static std::vector<std::string> Shape(const std::string& text) { return Shape(EntryOf(text)); }
};

TEST_F(EntryShapeTest, AcceptsTheSmallestEntry) {
  EXPECT_THAT(Shape("concern_raised { text: 'x' }"), IsEmpty());
}

TEST_F(EntryShapeTest, WantsAKind) { EXPECT_THAT(Shape(""), ElementsAre("REQUIRED @ kind")); }

TEST_F(EntryShapeTest, WantsWhatTheContractMarks) {
  EXPECT_THAT(Shape("concern_raised {}"), ElementsAre("REQUIRED @ concern_raised.text"));
  EXPECT_THAT(Shape("identifier_recorded {}"),
              UnorderedElementsAre("REQUIRED @ identifier_recorded.type",
                                   "REQUIRED @ identifier_recorded.value"));
  EXPECT_THAT(Shape("plan_issued { plan_id: 'p' plan_kind: PLAN_KIND_SEN_SUPPORT "
                    "content { targets { item_id: 't1' } } }"),
              ElementsAre("REQUIRED @ plan_issued.content.targets[0].text"));
}

TEST_F(EntryShapeTest, ListsEveryFault) {
  EXPECT_THAT(Shape("links {} concern_raised { text: '' area: 77 }").size(), 4u);
}

TEST_F(EntryShapeTest, RefusesTextThatSaysNothing) {
  EXPECT_THAT(Shape("concern_raised { text: 'x' text: ' \\n\\t' }"),
              ElementsAre("EMPTY_TEXT @ concern_raised.text[1]"));
  EXPECT_THAT(Shape("late_reason: '' concern_raised { text: 'x' }"),
              ElementsAre("EMPTY_TEXT @ late_reason"));
}

TEST_F(EntryShapeTest, RefusesCodesThatItDoesNotKnow) {
  EXPECT_THAT(Shape("means: 99 concern_raised { text: 'x' }"), ElementsAre("UNKNOWN_CODE @ means"));
  EXPECT_THAT(Shape("permission_recorded { act: PERMISSION_ACT_GIVEN services: 0 }"),
              ElementsAre("UNKNOWN_CODE @ permission_recorded.services[0]"));
  EXPECT_THAT(Shape("plan_reviewed { plan_id: 'p' decisions: 1 decisions: 99 }"),
              ElementsAre("UNKNOWN_CODE @ plan_reviewed.decisions[1]"));
}

TEST_F(EntryShapeTest, RefusesRetiredCodes) {
  EXPECT_THAT(Shape("sen_status_set { status: SEN_PROVISION_A }"),
              ElementsAre("RETIRED_CODE @ sen_status_set.status"));
  EXPECT_THAT(Shape("needs_identified { needs { type: SEN_TYPE_BESD } }"),
              ElementsAre("RETIRED_CODE @ needs_identified.needs[0].type"));
  EXPECT_THAT(Shape("sen_status_set { status: SEN_PROVISION_K }"), IsEmpty());
}

TEST_F(EntryShapeTest, RefusesUnknownFieldsAtAnyDepth) {
  v1::Entry entry = EntryOf(
      "source { entered { from { year: 2024 } precision: PRECISION_YEAR } } plan_issued { plan_id: "
      "'p' "
      "plan_kind: PLAN_KIND_SEN_SUPPORT content { targets { item_id: 't' text: 'x' due { year: "
      "2026 } } } }");
  const auto add_to = [](google::protobuf::Message& message) {
    message.GetReflection()->MutableUnknownFields(&message)->AddVarint(9999, 1);
  };
  add_to(entry);
  add_to(*entry.mutable_occurred());
  add_to(*entry.mutable_occurred()->mutable_from());
  add_to(*entry.mutable_source()->mutable_entered());
  add_to(*entry.mutable_plan_issued()->mutable_content()->mutable_targets(0)->mutable_due());

  EXPECT_THAT(Shape(entry), UnorderedElementsAre(
                                "UNKNOWN_FIELD @ ", "UNKNOWN_FIELD @ occurred",
                                "UNKNOWN_FIELD @ occurred.from", "UNKNOWN_FIELD @ source.entered",
                                "UNKNOWN_FIELD @ plan_issued.content.targets[0].due"));
}

TEST_F(EntryShapeTest, RefusesDatesThatAreNone) {
  const std::string opened = "record_opened { subject: SUBJECT_KIND_CHILD name: 'Pip' born { ";

  EXPECT_THAT(Shape(opened + "year: 2017 month: 2 day: 29 } }"),
              ElementsAre("NO_SUCH_DATE @ record_opened.born"));
  EXPECT_THAT(Shape(opened + "year: 2017 month: 13 } }"),
              Contains("NO_SUCH_DATE @ record_opened.born"));
  EXPECT_THAT(Shape(opened + "month: 2 day: 11 } }"),
              Contains("NO_SUCH_DATE @ record_opened.born"));
  EXPECT_THAT(Shape(opened + "year: 2017 day: 11 } }"),
              Contains("NO_SUCH_DATE @ record_opened.born"));
  EXPECT_THAT(Shape(opened + "year: 1899 } }"), Contains("NO_SUCH_DATE @ record_opened.born"));
  EXPECT_THAT(Shape(opened + "} }"), Contains("NO_SUCH_DATE @ record_opened.born"));
  EXPECT_THAT(Shape(opened + "year: 2016 month: 2 day: 29 } }"), IsEmpty());
  EXPECT_THAT(Shape(opened + "year: 2017 month: 2 } }"), IsEmpty());
}

TEST_F(EntryShapeTest, RefusesNumbersThatAreNone) {
  const std::string measured = "progress_measured { measurement { value { ";

  EXPECT_THAT(Shape(measured + "} } }"),
              ElementsAre("NOT_A_NUMBER @ progress_measured.measurement.value"));
  EXPECT_THAT(Shape(measured + "value: 1 scale: 10 } } }"),
              ElementsAre("NOT_A_NUMBER @ progress_measured.measurement.value"));
  EXPECT_THAT(Shape(measured + "value: 1 scale: -1 } } }"),
              ElementsAre("NOT_A_NUMBER @ progress_measured.measurement.value"));
  EXPECT_THAT(Shape(measured + "value: -159 scale: 2 } } }"), IsEmpty());
}

TEST_F(EntryShapeTest, RefusesCountsBelowZero) {
  EXPECT_THAT(Shape("delivery_logged { provision_id: 'i1' delivered_sessions: -1 }"),
              ElementsAre("NEGATIVE @ delivery_logged.delivered_sessions"));
  EXPECT_THAT(Shape("provision_started { provision_id: 'i1' provision_type: 1 "
                    "cost_per_hour_pence: -1 }"),
              ElementsAre("NEGATIVE @ provision_started.cost_per_hour_pence"));
  EXPECT_THAT(Shape("delivery_logged { provision_id: 'i1' delivered_sessions: 0 }"), IsEmpty());
}

TEST_F(EntryShapeTest, LetsGoalAttainmentRunFromMinusTwoToTwo) {
  const std::string review = "plan_reviewed { plan_id: 'p' decisions: 1 targets { target_id: 't' ";

  EXPECT_THAT(Shape(review + "goal_attainment: -2 } }"), IsEmpty());
  EXPECT_THAT(Shape(review + "goal_attainment: 2 } }"), IsEmpty());
  EXPECT_THAT(Shape(review + "goal_attainment: 3 } }"), Not(IsEmpty()));
  EXPECT_THAT(Shape(review + "goal_attainment: -3 } }"), Not(IsEmpty()));
}

TEST_F(EntryShapeTest, WantsIdsAndHashesOfTheirLength) {
  EXPECT_THAT(Shape("attachments { sha256: 'short' } concern_raised { text: 'x' }"),
              ElementsAre("WRONG_LENGTH @ attachments[0].sha256"));
  EXPECT_THAT(Shape("links { relation: RELATION_ABOUT entry { event_id: 'short' } } "
                    "concern_raised { text: 'x' }"),
              ElementsAre("WRONG_LENGTH @ links[0].entry.event_id"));
  EXPECT_THAT(Shape("rights_answered { rights_request_id: 'r' export_sha256: '' }"),
              ElementsAre("WRONG_LENGTH @ rights_answered.export_sha256"));
  EXPECT_THAT(Shape("attachments { sha256: '01234567890123456789012345678901' } "
                    "concern_raised { text: 'x' }"),
              IsEmpty());
}

TEST_F(EntryShapeTest, WantsAReferenceByOneOfTwoIds) {
  EXPECT_THAT(Shape("links { relation: RELATION_ABOUT entry {} } concern_raised { text: 'x' }"),
              ElementsAre("ONE_OF_TWO @ links[0].entry"));
  EXPECT_THAT(Shape("links { relation: RELATION_ABOUT entry { event_id: '0123456789012345' "
                    "source_id: 'A1' } } concern_raised { text: 'x' }"),
              ElementsAre("ONE_OF_TWO @ links[0].entry"));
}

}  // namespace
}  // namespace cairn
