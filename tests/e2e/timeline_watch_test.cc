// Watching a timeline over gRPC against a whole server. What happens next is done by whoever hears
// of what happened before, so that nothing has to be waited for.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include "cairn/v1/timeline_service.grpc.pb.h"

#include "clients/cpp/refusal.h"
#include "tests/e2e/entry_of.h"
#include "tests/support/entries.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::Entry OnTheNinth(const std::string& fields) { return EntryOf(fields, 9); }

v1::Entry VoidOf(const std::string& event) {
  v1::Entry entry = OnTheNinth("entry_voided { reason: 'wrong child' }");
  v1::Link& link = *entry.add_links();
  link.set_relation(v1::RELATION_VOIDS);
  link.mutable_entry()->set_event_id(event);
  return entry;
}

v1::Entry CorrectionOf(const std::string& event) {
  v1::Entry entry = OnTheNinth(
      "corrects { reason: 'misheard' } observation_recorded { text: 'Reads the first word' }");
  entry.mutable_corrects()->mutable_target()->set_event_id(event);
  return entry;
}

constexpr int kWatchesMax = 24;

// A raw WatchTimeline call of the SENCO.
struct RawWatch {
  RawWatch(const TestServer& server, const v1::WatchTimelineRequest& request)
      : stub(v1::TimelineService::NewStub(
            grpc::CreateChannel(server.target(), grpc::InsecureChannelCredentials()))) {
    server.Prepare(kSenco, context);
    stream = stub->WatchTimeline(&context, request);
  }

  // Reads to the end.
  absl::Status End() {
    v1::WatchTimelineResponse ignored;
    while (stream->Read(&ignored)) {
    }
    const grpc::Status ended = stream->Finish();
    return client::StatusFromCall(ended.error_code(), ended.error_message(), ended.error_details());
  }

  std::unique_ptr<v1::TimelineService::Stub> stub;
  grpc::ClientContext context;
  std::unique_ptr<grpc::ClientReader<v1::WatchTimelineResponse>> stream;
};

// Nothing is wrong: enough has been heard.
absl::Status Enough() { return absl::CancelledError("enough"); }

class TimelineWatchTest : public ::testing::Test {
 protected:
  TimelineWatchTest() : senco_(server_.As(kSenco)), mother_(server_.As(kMother)) {
    const auto opened = senco_->AppendEntries(OpeningRequest(
        RequestIdOf('0'),
        {OpenedEntry("Pip"),
         OnTheNinth(
             "person_linked { name: 'Delphine Larkwhistle' relationship: RELATIONSHIP_MOTHER "
             "parental_responsibility: true sign_in_subject: 'delphine.larkwhistle' }")}));
    EXPECT_TRUE(opened.ok()) << opened.status();
    request_.set_record_id(opened->records(0).record_id());
    opened_at_ = opened->position();
  }

  std::string Add(const v1::Entry& entry) {
    const auto added =
        senco_->AppendEntries(AddingRequest(RequestIdOf(mark_++), request_.record_id(), {entry}));
    EXPECT_TRUE(added.ok()) << added.status();
    return added.ok() ? added->records(0).receipts(0).event_id() : "";
  }

  // Watches as `watcher`; on each message the next of `steps` is done, and after the last one it
  // ends. What the call ended with.
  absl::Status Watch(client::Client& watcher, const std::vector<std::function<void()>>& steps) {
    return watcher.WatchTimeline(request_, [&](const v1::WatchTimelineResponse& message) {
      heard_.push_back(message);
      if (heard_.size() > steps.size()) return Enough();
      steps[heard_.size() - 1]();
      return absl::OkStatus();
    });
  }

  TestServer server_;
  std::unique_ptr<client::Client> senco_;
  std::unique_ptr<client::Client> mother_;
  v1::WatchTimelineRequest request_;
  v1::Position opened_at_;
  std::vector<v1::WatchTimelineResponse> heard_;
  char mark_ = '1';
};

TEST_F(TimelineWatchTest, SaysFirstThatItIsUpToDateAndWhere) {
  EXPECT_TRUE(absl::IsCancelled(Watch(*senco_, {})));

  ASSERT_THAT(heard_, SizeIs(1));
  EXPECT_TRUE(heard_[0].caught_up());
  EXPECT_GE(heard_[0].position().value(), opened_at_.value());
  EXPECT_EQ(heard_[0].position().generation(), opened_at_.generation());
  EXPECT_THAT(heard_[0].changed(), IsEmpty());
}

TEST_F(TimelineWatchTest, TellsWhatHasChangedSinceAPosition) {
  *request_.mutable_after() = opened_at_;
  const std::string event = Add(OnTheNinth("observation_recorded { text: 'Guesses' }"));

  EXPECT_TRUE(absl::IsCancelled(Watch(*senco_, {})));

  ASSERT_THAT(heard_, SizeIs(1));
  ASSERT_THAT(heard_[0].changed(), SizeIs(1));
  EXPECT_EQ(heard_[0].changed(0).event_id(), event);
  EXPECT_TRUE(heard_[0].caught_up());
}

TEST_F(TimelineWatchTest, FollowsAnEntryFromItsRecordingToItsVoid) {
  std::string event;
  EXPECT_TRUE(absl::IsCancelled(
      Watch(*mother_, {[&] { event = Add(OnTheNinth("observation_recorded { text: 'Guesses' }")); },
                       [&] { Add(CorrectionOf(event)); }, [&] { Add(VoidOf(event)); }})));

  ASSERT_THAT(heard_, SizeIs(4));
  ASSERT_THAT(heard_[1].changed(), SizeIs(1));
  EXPECT_EQ(heard_[1].changed(0).event_id(), event);
  ASSERT_THAT(heard_[2].changed(), SizeIs(1));
  EXPECT_THAT(heard_[2].changed(0).earlier_event_ids(), ElementsAre(event));
  EXPECT_THAT(heard_[2].changed(0).marks(), Contains(v1::TIMELINE_MARK_CORRECTED));
  EXPECT_THAT(heard_[3].removed_event_ids(), ElementsAre(event));
  EXPECT_GT(heard_[3].position().value(), heard_[2].position().value());
}

TEST_F(TimelineWatchTest, ShowsWhatIsVoidToThoseWhoKeepTheFile) {
  std::string event;
  EXPECT_TRUE(absl::IsCancelled(
      Watch(*senco_, {[&] { event = Add(OnTheNinth("observation_recorded { text: 'Guesses' }")); },
                      [&] { Add(VoidOf(event)); }})));

  ASSERT_THAT(heard_, SizeIs(3));
  EXPECT_THAT(heard_[2].removed_event_ids(), IsEmpty());
  bool shown = false;
  for (const v1::TimelineItem& item : heard_[2].changed()) shown |= item.event_id() == event;
  EXPECT_TRUE(shown);
}

TEST_F(TimelineWatchTest, EndsAsIfThereWereNoRecordWhenAccessIsLost) {
  const absl::Status ended = Watch(*mother_, {[&] {
    Add(
        OnTheNinth("person_unlinked { name: 'Delphine Larkwhistle' "
                   "relationship: RELATIONSHIP_MOTHER "
                   "sign_in_subject: 'delphine.larkwhistle' }"));
  }});

  EXPECT_EQ(client::ReasonOf(ended), v1::ERROR_REASON_RECORD_NOT_FOUND);
  EXPECT_THAT(heard_, SizeIs(1));
}

TEST_F(TimelineWatchTest, SaysNothingOfWhatTheWatcherMayNotSee) {
  std::string seen;
  EXPECT_TRUE(absl::IsCancelled(Watch(*mother_, {[&] {
    Add(OnTheNinth(
        "label: LABEL_CONFIDENTIAL audience { roles: ROLE_SENCO } observation_recorded { "
        "text: 'Held closely' }"));
    seen = Add(OnTheNinth("observation_recorded { text: 'Guesses' }"));
  }})));

  ASSERT_THAT(heard_, SizeIs(2));
  ASSERT_THAT(heard_[1].changed(), SizeIs(1));
  EXPECT_EQ(heard_[1].changed(0).event_id(), seen);
}

TEST_F(TimelineWatchTest, HasRoomForSoManyAtATimeAndSaysHowMany) {
  std::vector<std::unique_ptr<RawWatch>> watches;
  for (int i = 0; i < kWatchesMax; ++i) {
    watches.push_back(std::make_unique<RawWatch>(server_, request_));
    v1::WatchTimelineResponse first;
    ASSERT_TRUE(watches.back()->stream->Read(&first));
  }

  RawWatch one_more(server_, request_);
  const absl::Status refused = one_more.End();

  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(client::ReasonOf(refused), v1::ERROR_REASON_TOO_MANY_STREAMS);
  EXPECT_EQ(client::MetadataOf(refused, "at_most"), std::to_string(kWatchesMax));
  for (const auto& watch : watches) watch->context.TryCancel();
}

TEST_F(TimelineWatchTest, IsRefusedToWhoMayNotSeeTheRecord) {
  const std::unique_ptr<client::Client> other = server_.As(kOtherSenco);

  EXPECT_EQ(client::ReasonOf(Watch(*other, {})), v1::ERROR_REASON_RECORD_NOT_FOUND);
}

}  // namespace
}  // namespace cairn
