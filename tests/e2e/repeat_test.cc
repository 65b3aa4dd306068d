// A request that is sent again gets its first answer, whatever there would be to say to it by now.
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cpp/refusal.h"
#include "tests/support/entries.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

using ::testing::SizeIs;

class RepeatTest : public ::testing::Test {
 protected:
  RepeatTest() : senco_(server_.As(kSenco)) {}

  static v1::AppendEntriesRequest Opening() {
    v1::Entry opened = OpenedEntry("Pip Larkwhistle");
    opened.mutable_source()->set_system("paper-file");
    opened.mutable_source()->set_id("A01");
    return OpeningRequest(RequestIdOf('0'), {opened});
  }
  static v1::Entry Sourced(const std::string& id) {
    v1::Entry entry = ConcernEntry("Hides the book.");
    entry.mutable_source()->set_system("paper-file");
    entry.mutable_source()->set_id(id);
    return entry;
  }

  v1::AppendEntriesResponse Send(const v1::AppendEntriesRequest& request) {
    const auto answer = senco_->AppendEntries(request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.value_or(v1::AppendEntriesResponse());
  }
  std::string Open() { return Send(Opening()).records(0).record_id(); }
  uint64_t VersionOf(const std::string& record_id) {
    v1::GetRecordRequest request;
    request.set_record_id(record_id);
    return senco_->GetRecord(request)->record().version();
  }
  // Sends what was answered with `first` once more.
  void ExpectFirstAnswer(const v1::AppendEntriesRequest& request,
                         const v1::AppendEntriesResponse& first) {
    v1::AppendEntriesResponse again = Send(request);
    EXPECT_TRUE(again.repeated_request());
    ASSERT_THAT(again.records(), SizeIs(first.records_size()));
    for (int i = 0; i < first.records_size(); ++i) {
      EXPECT_EQ(again.records(i).record_id(), first.records(i).record_id());
      ASSERT_THAT(again.records(i).receipts(), SizeIs(first.records(i).receipts_size()));
      for (int j = 0; j < first.records(i).receipts_size(); ++j) {
        EXPECT_EQ(again.records(i).receipts(j).SerializeAsString(),
                  first.records(i).receipts(j).SerializeAsString());
      }
    }
  }

  TestServer server_;
  std::unique_ptr<client::Client> senco_;
};

TEST_F(RepeatTest, FindsTheRecordThatItBegan) {
  const v1::AppendEntriesResponse first = Send(Opening());

  ExpectFirstAnswer(Opening(), first);
}

TEST_F(RepeatTest, FindsTheRecordThatItBeganWithoutASource) {
  const auto request = OpeningRequest(RequestIdOf('0'), {OpenedEntry("Pip Larkwhistle")});
  const v1::AppendEntriesResponse first = Send(request);

  ExpectFirstAnswer(request, first);
}

TEST_F(RepeatTest, IsNoSecondImportWhenAllOfItHasASource) {
  const std::string record_id = Open();
  const auto request = AddingRequest(RequestIdOf('1'), record_id, {Sourced("A02")});
  const v1::AppendEntriesResponse first = Send(request);

  ExpectFirstAnswer(request, first);
}

TEST_F(RepeatTest, IsNoSecondImportWhenPartOfItHasASource) {
  const std::string record_id = Open();
  const auto request = AddingRequest(RequestIdOf('1'), record_id,
                                     {Sourced("A02"), ConcernEntry("Cries at homework.")});
  const v1::AppendEntriesResponse first = Send(request);

  ExpectFirstAnswer(request, first);
  EXPECT_EQ(VersionOf(record_id), 3);
}

TEST_F(RepeatTest, MindsNoVersionThatHasPassed) {
  const std::string record_id = Open();
  auto request = AddingRequest(RequestIdOf('1'), record_id, {ConcernEntry("Hides the book.")});
  request.mutable_records(0)->mutable_expected()->set_exactly(1);
  const v1::AppendEntriesResponse first = Send(request);

  ExpectFirstAnswer(request, first);
}

TEST_F(RepeatTest, IsAnsweredAlsoWhenOnlyToBeValidated) {
  const std::string record_id = Open();
  auto request = AddingRequest(RequestIdOf('1'), record_id, {ConcernEntry("Hides the book.")});
  const v1::AppendEntriesResponse first = Send(request);
  request.set_validate_only(true);

  ExpectFirstAnswer(request, first);
}

TEST_F(RepeatTest, OfAnotherContentIsRefusedForItsIdBeforeItsFaults) {
  const std::string record_id = Open();
  Send(AddingRequest(RequestIdOf('1'), record_id, {ConcernEntry("Hides the book.")}));

  for (const char* text : {"Hides another book.", ""}) {
    const auto other = AddingRequest(RequestIdOf('1'), record_id, {ConcernEntry(text)});
    EXPECT_EQ(client::ReasonOf(senco_->AppendEntries(other).status()),
              v1::ERROR_REASON_REQUEST_ID_REUSED);
  }
  EXPECT_EQ(VersionOf(record_id), 2);
}

}  // namespace
}  // namespace cairn
