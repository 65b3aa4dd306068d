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

  v1::ErrorReason ReasonOf(const v1::AppendEntriesRequest& request) {
    return client::ReasonOf(senco_->AppendEntries(request).status());
  }
  // Removes the content of one event, or of the whole record.
  void Erase(const std::string& record_id, const std::string& event_id = "") {
    v1::EraseRecordRequest request;
    request.set_request_id(RequestIdOf(mark_++));
    request.set_record_id(record_id);
    request.set_event_id(event_id);
    request.set_authority(v1::ERASURE_AUTHORITY_WRONG_CHILD);
    const auto erased = server_.As(kOfficer)->EraseRecord(request);
    EXPECT_TRUE(erased.ok()) << erased.status();
  }

  TestServer server_;
  std::unique_ptr<client::Client> senco_;
  char mark_ = 'a';
};

// A request of which part was there before it came: an entry of an import that was done already,
// and one of the request itself. The receipts are three, and one of them alone was written for it.
class RepeatOfAMixture : public RepeatTest {
 protected:
  RepeatOfAMixture() {
    record_id_ = Open();
    known_ =
        Send(AddingRequest(RequestIdOf('1'), record_id_, {Sourced("A02")})).records(0).receipts(0);
    request_ = AddingRequest(RequestIdOf('2'), record_id_,
                             {Sourced("A02"), Sourced("A03"), Sourced("A03")});
    first_ = Send(request_);
    written_ = first_.records(0).receipts(1);
  }

  std::string record_id_;
  v1::Receipt known_;
  v1::Receipt written_;
  v1::AppendEntriesRequest request_;
  v1::AppendEntriesResponse first_;
};

// A request of which all was there before it came: an import that is done once more.
class RepeatOfWhatWasKnown : public RepeatTest {
 protected:
  RepeatOfWhatWasKnown() {
    record_id_ = Open();
    Send(AddingRequest(RequestIdOf('1'), record_id_, {Sourced("A02")}));
    request_ = AddingRequest(RequestIdOf('2'), record_id_, {Sourced("A01A"), Sourced("A02")});
    Send(AddingRequest(RequestIdOf('3'), record_id_, {Sourced("A01A")}));
    first_ = Send(request_);
  }

  // Of what the request knew.
  std::string EventOf(int entry) const { return first_.records(0).receipts(entry).event_id(); }
  void ExpectOutcomeIsFirstAnswer() {
    v1::GetAppendOutcomeRequest asking;
    asking.set_request_id(request_.request_id());
    const auto outcome = senco_->GetAppendOutcome(asking);
    ASSERT_TRUE(outcome.ok()) << outcome.status();
    EXPECT_FALSE(outcome->fenced());
    ASSERT_THAT(outcome->appended().records(), SizeIs(1));
    ASSERT_THAT(outcome->appended().records(0).receipts(), SizeIs(2));
    for (int i = 0; i < 2; ++i) {
      EXPECT_EQ(outcome->appended().records(0).receipts(i).SerializeAsString(),
                first_.records(0).receipts(i).SerializeAsString());
    }
  }

  std::string record_id_;
  v1::AppendEntriesRequest request_;
  v1::AppendEntriesResponse first_;
};

TEST_F(RepeatOfWhatWasKnown, IsToldTheSameBeforeAndAfterARestart) {
  ASSERT_THAT(first_.records(0).receipts(), SizeIs(2));
  EXPECT_TRUE(first_.records(0).receipts(0).already_recorded());
  EXPECT_FALSE(first_.repeated_request());
  EXPECT_FALSE(first_.has_position());

  ExpectFirstAnswer(request_, first_);
  server_.Restart();
  senco_ = server_.As(kSenco);
  ExpectFirstAnswer(request_, first_);
}

TEST_F(RepeatOfWhatWasKnown, IsNoFenceToWhoeverAsksWhatBecameOfIt) {
  ExpectOutcomeIsFirstAnswer();

  ExpectFirstAnswer(request_, first_);
}

TEST_F(RepeatOfWhatWasKnown, WritesNothingOfWhatWasErasedSince) {
  for (const int entry : {0, 1}) {
    Erase(record_id_, EventOf(entry));
    const uint64_t version = VersionOf(record_id_);
    ExpectFirstAnswer(request_, first_);
    ExpectOutcomeIsFirstAnswer();
    EXPECT_EQ(VersionOf(record_id_), version);
  }
}

TEST_F(RepeatOfWhatWasKnown, IsToldTheSameAfterTheRecordWasErased) {
  Erase(record_id_);

  ExpectFirstAnswer(request_, first_);
  ExpectOutcomeIsFirstAnswer();
}

TEST_F(RepeatOfWhatWasKnown, BeginsNoSecondRecordForAChildWhoseRecordWasErased) {
  v1::AppendEntriesRequest again = Opening();
  again.set_request_id(RequestIdOf('4'));
  const v1::AppendEntriesResponse first = Send(again);
  ASSERT_EQ(first.records(0).record_id(), record_id_);
  Erase(record_id_);

  ExpectFirstAnswer(again, first);
}

TEST_F(RepeatOfWhatWasKnown, OfAnotherContentIsRefusedAsFarAsAnybodyCanTell) {
  Erase(record_id_, EventOf(0));
  v1::AppendEntriesRequest other = request_;
  *other.mutable_records(0)->mutable_entries(1) = Sourced("A04");
  EXPECT_EQ(ReasonOf(other), v1::ERROR_REASON_REQUEST_ID_REUSED);
  other = request_;
  other.mutable_records(0)->mutable_entries()->RemoveLast();
  EXPECT_EQ(ReasonOf(other), v1::ERROR_REASON_REQUEST_ID_REUSED);
  EXPECT_EQ(VersionOf(record_id_), 4);
}

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

TEST_F(RepeatOfAMixture, IsToldWhatWasWrittenAndWhatWasThere) {
  ASSERT_THAT(first_.records(0).receipts(), SizeIs(3));
  EXPECT_EQ(first_.records(0).receipts(0).event_id(), known_.event_id());
  EXPECT_TRUE(first_.records(0).receipts(0).already_recorded());
  EXPECT_FALSE(written_.already_recorded());
  EXPECT_EQ(first_.records(0).receipts(2).event_id(), written_.event_id());
  EXPECT_TRUE(first_.records(0).receipts(2).already_recorded());

  ExpectFirstAnswer(request_, first_);
}

TEST_F(RepeatOfAMixture, IsToldTheSameAfterWhatItWroteWasErased) {
  Erase(record_id_, written_.event_id());

  ExpectFirstAnswer(request_, first_);
}

TEST_F(RepeatOfAMixture, IsToldTheSameAfterWhatWasThereWasErasedAndThenTheRest) {
  for (const v1::Receipt& erased : {known_, written_}) {
    Erase(record_id_, erased.event_id());
    ExpectFirstAnswer(request_, first_);
  }
}

TEST_F(RepeatOfAMixture, IsToldTheSameAfterWhatWasErasedWasRecordedOnceMore) {
  Erase(record_id_, known_.event_id());
  Erase(record_id_, written_.event_id());
  Send(AddingRequest(RequestIdOf('3'), record_id_, {Sourced("A03"), Sourced("A02")}));

  ExpectFirstAnswer(request_, first_);
}

TEST_F(RepeatOfAMixture, IsToldTheSameAfterTheRecordWasErasedAndTheServerRestarted) {
  Erase(record_id_);
  server_.Restart();
  senco_ = server_.As(kSenco);

  ExpectFirstAnswer(request_, first_);
}

TEST_F(RepeatOfAMixture, IsToldTheSameWhoeverAsksWhatBecameOfIt) {
  v1::GetAppendOutcomeRequest asking;
  asking.set_request_id(request_.request_id());

  const auto outcome = senco_->GetAppendOutcome(asking);

  ASSERT_TRUE(outcome.ok()) << outcome.status();
  ASSERT_THAT(outcome->appended().records(), SizeIs(1));
  ASSERT_THAT(outcome->appended().records(0).receipts(), SizeIs(3));
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(outcome->appended().records(0).receipts(i).SerializeAsString(),
              first_.records(0).receipts(i).SerializeAsString());
  }
}

TEST_F(RepeatOfAMixture, OfAnotherContentIsRefusedAsFarAsAnybodyCanTell) {
  Erase(record_id_, known_.event_id());
  v1::AppendEntriesRequest other = request_;
  for (const int told : {1, 2}) {
    other = request_;
    *other.mutable_records(0)->mutable_entries(told) = Sourced("A04");
    EXPECT_EQ(ReasonOf(other), v1::ERROR_REASON_REQUEST_ID_REUSED) << told;
  }
  other = request_;
  *other.mutable_records(0)->add_entries() = Sourced("A02");
  EXPECT_EQ(ReasonOf(other), v1::ERROR_REASON_REQUEST_ID_REUSED);
  other = request_;
  other.mutable_records(0)->mutable_entries()->RemoveLast();
  EXPECT_EQ(ReasonOf(other), v1::ERROR_REASON_REQUEST_ID_REUSED);
  EXPECT_EQ(VersionOf(record_id_), 4);
}

// The record that was all there was looked for where the next one was written.
TEST_F(RepeatTest, FindsTheRecordThatAnEarlierImportBegan) {
  const std::string known = Open();
  const std::string other =
      Send(OpeningRequest(RequestIdOf('1'), {OpenedEntry("Wren Tallow")})).records(0).record_id();
  v1::AppendEntriesRequest request = Opening();
  request.set_request_id(RequestIdOf('2'));
  *request.add_records() =
      AddingRequest(RequestIdOf('2'), other, {ConcernEntry("Counts on fingers.")}).records(0);
  const v1::AppendEntriesResponse first = Send(request);
  ASSERT_EQ(first.records(0).record_id(), known);

  ExpectFirstAnswer(request, first);
  Erase(known);
  ExpectFirstAnswer(request, first);
}

// "You may not" would read as "it was not recorded".
TEST_F(RepeatTest, IsToldWhatItDidAlsoWhenItsSenderMayNoLongerWrite) {
  const std::string record_id = Open();
  const auto request =
      AddingRequest(RequestIdOf('1'), record_id, {ConcernEntry("Hides the book.")});
  const v1::AppendEntriesResponse first = Send(request);
  TokenIssuer::Person moved = kSenco;
  moved.role = "auditor";
  moved.setting = "";
  senco_ = server_.As(moved);
  ASSERT_EQ(ReasonOf(AddingRequest(RequestIdOf('2'), record_id, {ConcernEntry("More.")})),
            v1::ERROR_REASON_ROLE_NOT_ALLOWED);

  ExpectFirstAnswer(request, first);
  v1::GetAppendOutcomeRequest asking;
  asking.set_request_id(RequestIdOf('1'));
  const auto outcome = senco_->GetAppendOutcome(asking);
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_EQ(outcome->appended().records(0).receipts(0).event_id(),
            first.records(0).receipts(0).event_id());
  asking.set_request_id(RequestIdOf('2'));
  EXPECT_EQ(client::ReasonOf(senco_->GetAppendOutcome(asking).status()),
            v1::ERROR_REASON_ROLE_NOT_ALLOWED);
}

TEST_F(RepeatTest, IsNoRepeatWhenItsIdHasErasedSomething) {
  const std::string record_id = Open();
  Erase(record_id);
  senco_ = server_.As(kOfficer);

  EXPECT_EQ(ReasonOf(AddingRequest(RequestIdOf('a'), record_id, {ConcernEntry("More.")})),
            v1::ERROR_REASON_REQUEST_ID_REUSED);
}

TEST_F(RepeatTest, IsNobodyElsesAnswer) {
  const std::string record_id = Open();
  const auto request =
      AddingRequest(RequestIdOf('1'), record_id, {ConcernEntry("Hides the book.")});
  Send(request);
  TokenIssuer::Person auditor{"quill.overton", "Quill Overton", "auditor", ""};
  senco_ = server_.As(auditor);

  EXPECT_EQ(ReasonOf(request), v1::ERROR_REASON_ROLE_NOT_ALLOWED);
}

TEST_F(RepeatTest, OfAnotherContentIsRefusedForItsIdBeforeItsFaults) {
  const std::string record_id = Open();
  Send(AddingRequest(RequestIdOf('1'), record_id, {ConcernEntry("Hides the book.")}));

  for (const char* text : {"Hides another book.", ""}) {
    const auto other = AddingRequest(RequestIdOf('1'), record_id, {ConcernEntry(text)});
    EXPECT_EQ(ReasonOf(other), v1::ERROR_REASON_REQUEST_ID_REUSED);
  }
  EXPECT_EQ(VersionOf(record_id), 2);
}

}  // namespace
}  // namespace cairn
