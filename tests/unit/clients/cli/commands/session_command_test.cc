// A session of a group: who is in it, what is logged for each, and what when one is refused.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"

#include "eventstore/base/errors.h"
#include "tests/unit/clients/cli/cli_runner.h"
#include "tests/unit/clients/cli/said_answers.h"
#include "tests/unit/clients/cli/served_children.h"

namespace cairn::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

v1::ProvisionMapRow GivenTo(const v1::ChildRef& child, const std::string& group) {
  v1::ProvisionMapRow row;
  *row.mutable_child() = child;
  row.set_provision_id("i1");
  row.set_what("Phonics catch-up");
  row.set_group_id(group);
  row.set_minutes_per_session(25);
  row.set_delivered_sessions(-1);
  return row;
}

// What happened to one message of the stream.
using Answers = std::map<std::string, absl::Status>;  // by record

class SessionCommandTest : public testing::Test {
 protected:
  SessionCommandTest() {
    rows_ = {GivenTo(ChildOf(kPip, "Pip Larkwhistle"), "Phonics A"),
             GivenTo(ChildOf(kWren, "Wren Ashgrove"), "Phonics A"),
             GivenTo(ChildOf(kIvy, "Ivy Marsh"), "Phonics A")};
    ServeRegister(server_, {rows_[0].child(), rows_[1].child(), rows_[2].child()});
    server_.get_checkpoint = [](const auto&, v1::GetCheckpointResponse& response) {
      response.mutable_position()->set_value(42);
      response.mutable_position()->set_generation(3);
      return grpc::Status::OK;
    };
    server_.list_events = [this](const v1::ListEventsRequest& request, auto& response) {
      if (request.record_id() == kPip && pips_log_) *response.add_events() = *pips_log_;
      return grpc::Status::OK;
    };
    server_.get_provision_map = [this](const v1::GetProvisionMapRequest& request, auto& response) {
      waited_for_.push_back(request.min_position());
      EXPECT_EQ(request.from().SerializeAsString(), request.to().SerializeAsString());
      for (const v1::ProvisionMapRow& row : rows_) {
        const bool of_group = !request.group().empty() && row.group_id() == request.group();
        const bool of_words = !request.search().empty() &&
                              absl::StartsWith(row.what() + " " + row.group_id(), request.search());
        if (of_group || of_words) *response.add_rows() = row;
      }
      return grpc::Status::OK;
    };
    server_.stream_entries = [this](FakeServer::EntriesStream& stream) {
      v1::StreamEntriesRequest message;
      while (stream.Read(&message)) stream.Write(AnswerTo(message.append()));
      return grpc::Status::OK;
    };
  }

  v1::StreamEntriesResponse AnswerTo(const v1::AppendEntriesRequest& request) {
    streamed_.push_back(request);
    const auto refused = refusals_.find(request.records(0).record_id());
    if (refused != refusals_.end()) return RefusedInStream(refused->second);
    v1::StreamEntriesResponse response;
    response.mutable_appended()->add_records()->set_record_id(request.records(0).record_id());
    return response;
  }

  v1::DeliveryLogged LoggedFor(const std::string& record) const {
    for (const v1::AppendEntriesRequest& request : streamed_) {
      if (request.records(0).record_id() == record) {
        return request.records(0).entries(0).delivery_logged();
      }
    }
    ADD_FAILURE() << "nothing was sent for " << record;
    return {};
  }

  FakeServer server_;
  std::vector<v1::ProvisionMapRow> rows_;
  std::vector<v1::Position> waited_for_;  // by each request of the list
  std::optional<v1::Event> pips_log_;     // among Pip's newest events
  Answers refusals_;
  std::vector<v1::AppendEntriesRequest> streamed_;
};

TEST_F(SessionCommandTest, LogsASessionForEveryChildInARequestOfItsOwn) {
  const Ran ran =
      RunCli(server_, {"session", "Phonics A", "--absent", "Pip", "--on", "3", "Nov", "2025"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out,
            "Phonics A, 3 Nov 2025\n"
            "CHILD                                  SESSION              OUTCOME\n"
            "Pip Larkwhistle, Y4, Hazelmere Primary missed, pupil absent recorded\n"
            "Wren Ashgrove, Y4, Hazelmere Primary   25 minutes           recorded\n"
            "Ivy Marsh, Y4, Hazelmere Primary       25 minutes           recorded\n"
            "3 of 3 recorded.\n");
  std::set<std::string> ids;
  for (const auto& request : streamed_) ids.insert(request.request_id());
  EXPECT_THAT(ids, SizeIs(3));
  const v1::DeliveryLogged given = LoggedFor(kWren);
  EXPECT_EQ(given.provision_id(), "i1");
  EXPECT_EQ(given.planned_sessions(), 1);
  EXPECT_EQ(given.delivered_sessions(), 1);
  EXPECT_EQ(given.minutes_delivered(), 25);
  EXPECT_THAT(given.missed(), IsEmpty());
  const v1::DeliveryLogged missed = LoggedFor(kPip);
  EXPECT_EQ(missed.delivered_sessions(), 0);
  EXPECT_TRUE(missed.has_delivered_sessions());
  EXPECT_FALSE(missed.has_minutes_delivered());
  ASSERT_THAT(missed.missed(), SizeIs(1));
  EXPECT_EQ(missed.missed(0).reason(), v1::SESSION_MISSED_REASON_PUPIL_ABSENT);
  EXPECT_EQ(missed.missed(0).sessions(), 1);
}

TEST_F(SessionCommandTest, RecordsTheOthersWhenOneIsRefused) {
  refusals_[kWren] = Refusal(v1::ERROR_REASON_VERSION_CONFLICT, "The record has moved on.");

  const Ran ran = RunCli(server_, {"session", "Phonics A"});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("REFUSED\n    The record has moved on.\n"));
  EXPECT_THAT(ran.out, HasSubstr("2 of 3 recorded.\n"));
  EXPECT_THAT(streamed_, SizeIs(3));
}

TEST_F(SessionCommandTest, TakesMinutesAndReasonAsTyped) {
  const Ran ran = RunCli(server_, {"session", "Phonics A", "--absent", "Pip,Ivy", "--reason",
                                   "trip", "--minutes", "20"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(LoggedFor(kWren).minutes_delivered(), 20);
  EXPECT_EQ(LoggedFor(kIvy).missed(0).reason(), v1::SESSION_MISSED_REASON_TRIP);
}

TEST_F(SessionCommandTest, LeavesThoseAloneWhoHaveASessionOfThatDay) {
  rows_[0].set_delivered_sessions(0);
  rows_[1].set_delivered_sessions(1);

  const Ran ran = RunCli(server_, {"session", "Phonics A"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(streamed_, SizeIs(1));
  EXPECT_THAT(ran.out, AllOf(HasSubstr("Wren Ashgrove, Y4, Hazelmere Primary   logged before -\n"),
                             HasSubstr("1 of 1 recorded.\n"), HasSubstr("--again logs another")));
  EXPECT_THAT(RunCli(server_, {"--json", "session", "Phonics A"}).out,
              HasSubstr(R"("logged_before":true)"));

  streamed_.clear();
  EXPECT_EQ(RunCli(server_, {"session", "Phonics A", "--again"}).code, 0);
  EXPECT_THAT(streamed_, SizeIs(3));
}

TEST_F(SessionCommandTest, AsksForAListThatReflectsAllThatWasRecordedBefore) {
  EXPECT_EQ(RunCli(server_, {"session", "Phonics"}).code, 0);

  ASSERT_THAT(waited_for_, SizeIs(2));  // the group of that name, then what is found by it
  for (const v1::Position& position : waited_for_) {
    EXPECT_EQ(position.value(), 42u);
    EXPECT_EQ(position.generation(), 3u);
  }
}

TEST_F(SessionCommandTest, LogsOfTwoThingsThatAChildIsGivenTheOneWithoutASession) {
  rows_[0].set_delivered_sessions(1);
  rows_.push_back(GivenTo(ChildOf(kPip, "Pip Larkwhistle"), "Phonics A"));
  rows_.back().set_provision_id("i2");

  EXPECT_EQ(RunCli(server_, {"session", "Phonics A"}).code, 0);

  EXPECT_THAT(streamed_, SizeIs(3));
  EXPECT_EQ(LoggedFor(kPip).provision_id(), "i2");
  EXPECT_THAT(streamed_.front().records(0).entries(), SizeIs(1));
}

// Monday to Friday, as a week is logged.
v1::Event LogOfAWeek() {
  return Parsed<v1::Event>(R"pb(
    state: EVENT_STATE_EFFECTIVE
    recorded {
      entry {
        occurred {
          from { year: 2025 month: 11 day: 3 }
          to { year: 2025 month: 11 day: 7 }
          precision: PRECISION_DAY
        }
        delivery_logged { provision_id: "i1" delivered_sessions: 3 }
      }
    })pb");
}

TEST_F(SessionCommandTest, LeavesThoseAloneWhoseLogOfSeveralDaysHoldsTheDay) {
  pips_log_ = LogOfAWeek();

  for (const char* day : {"2025-11-05", "2025-11-07"}) {
    streamed_.clear();
    const Ran ran = RunCli(server_, {"session", "Phonics A", "--on", day});
    EXPECT_THAT(ran.out, AllOf(HasSubstr("logged before"), HasSubstr("2 of 2 recorded."))) << day;
  }
  EXPECT_EQ(RunCli(server_, {"session", "Phonics A", "--on", "2025-11-05", "--again"}).code, 0);
  EXPECT_EQ(LoggedFor(kPip).delivered_sessions(), 1);
}

TEST_F(SessionCommandTest, CountsNoLogOfOtherDaysOrThingsAndNoneThatWasVoided) {
  std::vector<v1::Event> logs(3, LogOfAWeek());
  logs[0].mutable_recorded()->mutable_entry()->mutable_occurred()->mutable_to()->set_day(4);
  logs[1].mutable_recorded()->mutable_entry()->mutable_delivery_logged()->set_provision_id("i2");
  logs[2].set_state(v1::EVENT_STATE_VOIDED);

  for (const v1::Event& log : logs) {
    pips_log_ = log;
    EXPECT_THAT(RunCli(server_, {"session", "Phonics A", "--on", "2025-11-05"}).out,
                HasSubstr("3 of 3 recorded."))
        << log.ShortDebugString();
  }
}

TEST_F(SessionCommandTest, StatesNoMinutesThatNobodyPlanned) {
  for (v1::ProvisionMapRow& row : rows_) row.clear_minutes_per_session();

  EXPECT_EQ(RunCli(server_, {"session", "Phonics A"}).code, 0);

  EXPECT_FALSE(LoggedFor(kPip).has_minutes_delivered());
}

TEST_F(SessionCommandTest, RecordsNothingWhenSomebodyNamedIsNotOfTheGroup) {
  rows_.pop_back();

  const Ran ran = RunCli(server_, {"session", "Phonics A", "--absent", "Ivy"});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("Nobody called \"Ivy\" is in Phonics A"));
  EXPECT_THAT(streamed_, IsEmpty());
}

TEST_F(SessionCommandTest, FindsAGroupByWordsAndRefusesToGuessBetweenTwo) {
  EXPECT_EQ(RunCli(server_, {"session", "Phonics"}).code, 0);
  EXPECT_THAT(streamed_, SizeIs(3));
  rows_[2].set_group_id("Phonics B");

  const Ran ran = RunCli(server_, {"session", "Phonics"});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("may be Phonics A, 2 children; Phonics B, 1 child"));
  EXPECT_THAT(streamed_, SizeIs(3));
}

TEST_F(SessionCommandTest, SaysThatThereIsNoSuchGroup) {
  const Ran ran = RunCli(server_, {"session", "Lego"});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("There is no group \"Lego\" on "));
}

TEST_F(SessionCommandTest, SendsTheSameRequestAgainWhenTheServerWasTooBusy) {
  refusals_[kWren] = Refusal(v1::ERROR_REASON_QUEUE_FULL, "Too busy.");
  std::vector<v1::AppendEntriesRequest> alone;
  AcceptAppends(server_, alone);

  const Ran ran = RunCli(server_, {"session", "Phonics A"});

  EXPECT_EQ(ran.code, 0) << ran.out;
  ASSERT_THAT(alone, SizeIs(1));
  EXPECT_EQ(alone[0].request_id(), streamed_[1].request_id());
}

TEST_F(SessionCommandTest, SendsAgainOnlyWhatHasNoAnswerWhenTheStreamBreaks) {
  int streams = 0;
  server_.stream_entries = [&](FakeServer::EntriesStream& stream) {
    const bool breaks = ++streams == 1;
    v1::StreamEntriesRequest message;
    while (stream.Read(&message)) {
      const v1::StreamEntriesResponse answer = AnswerTo(message.append());
      if (breaks && streamed_.size() == 2) {
        return OnTheWire(Refusal(v1::ERROR_REASON_NOT_SERVING, "Stopping."));
      }
      stream.Write(answer);
    }
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(server_, {"session", "Phonics A"});

  EXPECT_EQ(ran.code, 0) << ran.err << ran.out;
  std::map<std::string, std::set<std::string>> ids;  // by record
  for (const auto& request : streamed_) {
    ids[request.records(0).record_id()].insert(request.request_id());
  }
  for (const auto& [record, of_record] : ids) EXPECT_THAT(of_record, SizeIs(1)) << record;
  EXPECT_THAT(streamed_, SizeIs(4));
}

TEST_F(SessionCommandTest, SaysWhatIsNotKnownWhenTheServerIsGone) {
  server_.stream_entries = [](auto&) {
    return OnTheWire(Refusal(v1::ERROR_REASON_TOKEN_EXPIRED, "Sign in again."));
  };

  const Ran ran = RunCli(server_, {"session", "Phonics A"});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("NOT KNOWN"), HasSubstr("0 of 3 recorded.")));
}

TEST_F(SessionCommandTest, WritesALineOfJsonForEachChild) {
  refusals_[kWren] = Refusal(v1::ERROR_REASON_VERSION_CONFLICT, "The record has moved on.");

  const Ran ran = RunCli(server_, {"--json", "session", "Phonics A"});

  EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 3);
  EXPECT_THAT(ran.out, AllOf(HasSubstr(R"("appended":{)"), HasSubstr(R"("refused":{)"),
                             HasSubstr("Wren Ashgrove")));
}

TEST_F(SessionCommandTest, RefusesReasonsThatThereAreNotAndReasonsForNobody) {
  EXPECT_EQ(RunCli(server_, {"session", "Phonics A", "--absent", "Pip", "--reason", "lazy"}).code,
            2);
  EXPECT_EQ(RunCli(server_, {"session", "Phonics A", "--reason", "trip"}).code, 2);
  EXPECT_THAT(streamed_, IsEmpty());
}

}  // namespace
}  // namespace cairn::cli
