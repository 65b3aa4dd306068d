// The views of one record, over gRPC against a whole server: what a timeline leaves out when it is
// asked to, who is shown what is void, and what is different between two versions of a plan.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cpp/refusal.h"
#include "tests/e2e/entry_of.h"
#include "tests/support/entries.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class RecordViewsTest : public ::testing::Test {
 protected:
  RecordViewsTest() : senco_(server_.As(kSenco)), mother_(server_.As(kMother)) {
    const auto opened = senco_->AppendEntries(OpeningRequest(
        RequestIdOf('0'),
        {OpenedEntry("Pip"),
         EntryOf("person_linked { name: 'Delphine Larkwhistle' relationship: RELATIONSHIP_MOTHER "
                 "parental_responsibility: true sign_in_subject: 'delphine.larkwhistle' }",
                 4)}));
    EXPECT_TRUE(opened.ok()) << opened.status();
    record_id_ = opened->records(0).record_id();
  }

  // The identity of the event that `entry` became.
  std::string Add(char mark, const v1::Entry& entry) {
    const auto added = senco_->AppendEntries(AddingRequest(RequestIdOf(mark), record_id_, {entry}));
    EXPECT_TRUE(added.ok()) << added.status();
    return added.ok() ? added->records(0).receipts(0).event_id() : "";
  }
  v1::GetTimelineRequest Timeline() const {
    v1::GetTimelineRequest request;
    request.set_record_id(record_id_);
    return request;
  }
  static std::vector<std::string> KindsOf(const absl::StatusOr<v1::GetTimelineResponse>& reply) {
    EXPECT_TRUE(reply.ok()) << reply.status();
    std::vector<std::string> kinds;
    if (!reply.ok()) return kinds;
    for (const v1::TimelineItem& item : reply->items()) kinds.push_back(item.kind_name());
    return kinds;
  }

  TestServer server_;
  std::unique_ptr<client::Client> senco_;
  std::unique_ptr<client::Client> mother_;
  std::string record_id_;
};

TEST_F(RecordViewsTest, TimelineShowsWhatItIsAskedForByKindDayAndPerson) {
  Add('1', EntryOf("observation_recorded { text: 'Guesses' }", 5));
  Add('2', EntryOf("observation_recorded { text: 'Reads aloud' }", 9));
  v1::GetTimelineRequest request = Timeline();
  request.add_kind_names("ObservationRecorded");
  EXPECT_THAT(KindsOf(senco_->GetTimeline(request)), SizeIs(2));

  *request.mutable_to() = DateOf(2024, 9, 8);
  EXPECT_THAT(KindsOf(senco_->GetTimeline(request)), ElementsAre("ObservationRecorded"));

  request.add_people("JUNIPER  HALLOWAY");
  EXPECT_THAT(KindsOf(senco_->GetTimeline(request)), ElementsAre("ObservationRecorded"));

  request.clear_people();
  request.add_people("Somebody Else");
  EXPECT_THAT(KindsOf(senco_->GetTimeline(request)), IsEmpty());
}

TEST_F(RecordViewsTest, PageTokenOfOneFilterIsRefusedWithAnother) {
  Add('1', EntryOf("observation_recorded { text: 'Guesses' }", 5));
  Add('2', EntryOf("observation_recorded { text: 'Reads aloud' }", 9));
  v1::GetTimelineRequest request = Timeline();
  request.add_kind_names("ObservationRecorded");
  request.set_page_size(1);
  const auto page = senco_->GetTimeline(request);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_NE(page->next_page_token(), "");
  request.set_page_token(page->next_page_token());
  EXPECT_THAT(KindsOf(senco_->GetTimeline(request)), SizeIs(1));

  request.add_marks(v1::TIMELINE_MARK_LATE);

  EXPECT_EQ(client::ReasonOf(senco_->GetTimeline(request).status()),
            v1::ERROR_REASON_PAGE_TOKEN_INVALID);
}

TEST_F(RecordViewsTest, NewestFirstGoesWithDatesAlone) {
  v1::GetTimelineRequest request = Timeline();
  request.set_newest_first(true);

  EXPECT_EQ(client::ReasonOf(senco_->GetTimeline(request).status()),
            v1::ERROR_REASON_INVALID_REQUEST);
  request.set_by_date(true);
  EXPECT_TRUE(senco_->GetTimeline(request).ok());
}

TEST_F(RecordViewsTest, OnlyThoseWhoKeepTheFileAreShownWhatIsVoid) {
  const std::string event = Add('1', EntryOf("observation_recorded { text: 'Guesses' }", 5));
  v1::Entry voided = EntryOf("entry_voided { reason: 'wrong child' }", 6);
  v1::Link& link = *voided.add_links();
  link.set_relation(v1::RELATION_VOIDS);
  link.mutable_entry()->set_event_id(event);
  Add('2', voided);
  v1::GetTimelineRequest request = Timeline();
  request.add_kind_names("ObservationRecorded");

  const auto seen = senco_->GetTimeline(request);

  ASSERT_TRUE(seen.ok()) << seen.status();
  ASSERT_THAT(seen->items(), SizeIs(1));
  EXPECT_THAT(seen->items(0).marks(), ::testing::Contains(v1::TIMELINE_MARK_VOIDED));
  EXPECT_EQ(seen->items(0).event_id(), event);
  EXPECT_THAT(KindsOf(mother_->GetTimeline(request)), IsEmpty());
}

TEST_F(RecordViewsTest, VersionsOfAPlanAreComparedForThoseWhoMaySeeThem) {
  const std::string plan = "plan_id: 'P' plan_kind: PLAN_KIND_SEN_SUPPORT ";
  Add('1', EntryOf("plan_issued { " + plan +
                       "plan_version: 1 content { targets { item_id: 't1' text: 'Read' } } }",
                   5));
  Add('2', EntryOf("plan_issued { " + plan +
                       "plan_version: 2 replaced_because: 'Too easy' content { targets { item_id: "
                       "'t1' text: 'Read on sight' } strengths: 'Draws' } }",
                   9));
  v1::ComparePlansRequest request;
  request.set_record_id(record_id_);

  const auto reply = mother_->ComparePlans(request);

  ASSERT_TRUE(reply.ok()) << reply.status();
  EXPECT_EQ(reply->plan_id(), "P");
  EXPECT_EQ(reply->from().plan_version(), 1);
  EXPECT_EQ(reply->to().replaced_because(), "Too easy");
  ASSERT_THAT(reply->differences(), Not(IsEmpty()));
  EXPECT_EQ(reply->differences(0).after(), "Draws");
  EXPECT_EQ(reply->differences(1).item_id(), "t1");
  EXPECT_EQ(reply->differences(1).fields(0).after(), "Read on sight");
  EXPECT_GT(reply->position().value(), 0u);
  EXPECT_EQ(client::ReasonOf(server_.As(kOtherSenco)->ComparePlans(request).status()),
            v1::ERROR_REASON_RECORD_NOT_FOUND);
}

}  // namespace
}  // namespace cairn
