// Notes and scores, and how a child is found by name.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "absl/strings/ascii.h"

#include "eventstore/base/errors.h"
#include "tests/unit/clients/cli/cli_runner.h"
#include "tests/unit/clients/cli/served_children.h"

namespace cairn::cli {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class NoteCommandTest : public testing::Test {
 protected:
  NoteCommandTest() {
    AcceptAppends(server_, appended_);
    server_.list_events = [](const auto&, auto&) { return grpc::Status::OK; };
  }

  FakeServer server_;
  std::vector<v1::AppendEntriesRequest> appended_;
};

TEST_F(NoteCommandTest, RecordsWhatWasSeenInTheRecordOfTheOnlyChildOfThatName) {
  ServeRegister(server_, {ChildOf(kPip, "Pip Larkwhistle"), ChildOf(kWren, "Wren Ashgrove")});

  const Ran ran = RunCli(server_, {"note", "Pip", "Read aloud.", "--on", "3", "Nov", "2025"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out,
            "Recorded for Pip Larkwhistle, Y4, Hazelmere Primary, 3 Nov 2025: Read aloud.\n");
  ASSERT_THAT(appended_, SizeIs(1));
  EXPECT_EQ(appended_[0].request_id().size(), 16u);
  const v1::RecordEntries& record = appended_[0].records(0);
  EXPECT_EQ(record.record_id(), kPip);
  EXPECT_TRUE(record.expected().any());
  const v1::Entry& entry = record.entries(0);
  EXPECT_THAT(entry.observation_recorded().text(), ElementsAre("Read aloud."));
  EXPECT_EQ(entry.occurred().from().day(), 3);
  EXPECT_EQ(entry.occurred().precision(), v1::PRECISION_DAY);
  EXPECT_FALSE(entry.has_person());
}

TEST_F(NoteCommandTest, PrefersTheWholeNameToWhatBeginsWithIt) {
  ServeRegister(server_, {ChildOf(kWren, "Pip Lark-Whistle"), ChildOf(kPip, "Pip Lark")});

  const Ran ran = RunCli(server_, {"note", "pip LARK", "Read aloud."});

  EXPECT_EQ(ran.code, 0) << ran.err;
  ASSERT_THAT(appended_, SizeIs(1));
  EXPECT_EQ(appended_[0].records(0).record_id(), kPip);
}

TEST_F(NoteCommandTest, RefusesANameOfSeveralWhenNobodyCanBeAsked) {
  ServeRegister(server_, {ChildOf(kPip, "Pip Larkwhistle"), ChildOf(kWren, "Pip Ashgrove")});

  const Ran ran = RunCli(server_, {"note", "Pip", "Read aloud."});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("Pip Larkwhistle, Y4, Hazelmere"), HasSubstr("Ashgrove, Y4"),
                             HasSubstr(kPipHex)));
  EXPECT_THAT(appended_, IsEmpty());
}

TEST_F(NoteCommandTest, AsksWhoIsMeantInATerminal) {
  ServeRegister(server_, {ChildOf(kPip, "Pip Larkwhistle"), ChildOf(kWren, "Pip Ashgrove")});

  const Ran ran = RunCliInTerminal(server_, {"note", "Pip", "Read aloud."}, "2\n");

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("   2  Pip Ashgrove, Y4, Hazelmere Primary"));
  ASSERT_THAT(appended_, SizeIs(1));
  EXPECT_EQ(appended_[0].records(0).record_id(), kWren);
}

TEST_F(NoteCommandTest, RecordsNothingWhenTheAnswerIsNoneOfThem) {
  ServeRegister(server_, {ChildOf(kPip, "Pip Larkwhistle"), ChildOf(kWren, "Pip Ashgrove")});

  for (const char* answer : {"", "\n", "0\n", "3\n", "Pip\n"}) {
    EXPECT_EQ(RunCliInTerminal(server_, {"note", "Pip", "Read aloud."}, answer).code, 2) << answer;
  }
  EXPECT_THAT(appended_, IsEmpty());
}

TEST_F(NoteCommandTest, SaysThatNobodyIsCalledSo) {
  ServeRegister(server_, {});

  const Ran ran = RunCli(server_, {"note", "Pip", "Read aloud."});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("nobody called \"Pip\""));
}

TEST_F(NoteCommandTest, TakesARecordInPlaceOfAName) {
  server_.get_record = [](const auto&, v1::GetRecordResponse& response) {
    response.mutable_record()->set_name("Pip Larkwhistle");
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(server_, {"note", kPipHex, "Read aloud."});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Pip Larkwhistle"));
}

TEST_F(NoteCommandTest, ShowsTwoFindingsAndNoMore) {
  ServeRegister(server_, {ChildOf(kPip, "Pip Larkwhistle")});
  server_.append_entries = [](const auto&, v1::AppendEntriesResponse& response) {
    for (const char* sentence : {"First.", "Second.", "Third."}) {
      if (response.records().empty()) response.add_records();
      response.mutable_records(0)->add_findings()->set_sentence(sentence);
    }
    return grpc::Status::OK;
  };

  const Ran ran = RunCli(server_, {"note", "Pip", "Read aloud."});

  EXPECT_THAT(ran.out, HasSubstr("\n  ! First.\n  ! Second.\n"));
  EXPECT_THAT(ran.out, testing::Not(HasSubstr("Third")));
}

TEST_F(NoteCommandTest, RefusesAnEmptyNoteAndADayThatIsNone) {
  EXPECT_EQ(RunCli(server_, {"note", "Pip", "  "}).code, 2);
  EXPECT_EQ(RunCli(server_, {"note", "Pip", "Read aloud.", "--on", "31", "Nov"}).code, 2);
  EXPECT_THAT(appended_, IsEmpty());
}

TEST_F(NoteCommandTest, KeepsItsRequestIdWhenTheAnswerIsLost) {
  ServeRegister(server_, {ChildOf(kPip, "Pip Larkwhistle")});
  std::vector<std::string> ids;
  server_.append_entries = [&](const v1::AppendEntriesRequest& request, auto&) {
    ids.push_back(request.request_id());
    return ids.size() == 1 ? OnTheWire(Refusal(v1::ERROR_REASON_NOT_SERVING, "Stopping."))
                           : grpc::Status::OK;
  };

  EXPECT_EQ(RunCli(server_, {"note", "Pip", "Read aloud."}).code, 0);
  ASSERT_THAT(ids, SizeIs(2));
  EXPECT_EQ(ids[0], ids[1]);
}

// What is printed, without its line breaks.
std::string Unwrapped(std::string printed) {
  absl::RemoveExtraAsciiWhitespace(&printed);
  return printed;
}

class ScoreCommandTest : public NoteCommandTest {
 protected:
  ScoreCommandTest() {
    ServeRegister(server_, {ChildOf(kPip, "Pip Larkwhistle")});
    server_.get_plan = [this](const v1::GetPlanRequest& request, v1::GetPlanResponse& response) {
      EXPECT_EQ(request.record_id(), kPip);
      asked_for_ = request.plan_id();
      if (asked_for_ == "PZ") return grpc::Status::OK;
      EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
          R"pb(plan_id: "PA"
               content {
                 targets {
                   item_id: "t1"
                   text: "Reads the first words"
                   measure: "words correct of 100"
                   aim { value: 80 }
                   out_of { value: 100 }
                 }
                 targets { item_id: "t2" text: "Asks for help" }
               })pb",
          response.mutable_plan()));
      return grpc::Status::OK;
    };
  }

  std::string asked_for_ = "nothing yet";  // the plan
};

TEST_F(ScoreCommandTest, RecordsWhatWasMeasuredAsThePlanMeasuresIt) {
  const Ran ran = RunCli(server_, {"score", "Pip", "t1", "63.5", "--on", "2025-11-03"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out,
            "Recorded for Pip Larkwhistle, Y4, Hazelmere Primary, 3 Nov 2025: t1 Reads the first "
            "words: 63.5 of\n100, aim 80\n");
  ASSERT_THAT(appended_, SizeIs(1));
  const v1::ProgressMeasured& progress = appended_[0].records(0).entries(0).progress_measured();
  EXPECT_EQ(progress.target_id(), "t1");
  EXPECT_EQ(progress.measurement().measure(), "words correct of 100");
  EXPECT_EQ(progress.measurement().value().value(), 635);
  EXPECT_EQ(progress.measurement().value().scale(), 1);
  EXPECT_EQ(progress.measurement().out_of().value(), 100);
}

TEST_F(ScoreCommandTest, TakesTheGreatestNumberThatIsTyped) {
  EXPECT_EQ(RunCli(server_, {"score", "Pip", "t1", "31", "--of", "50"}).code, 0);
  EXPECT_EQ(RunCli(server_, {"score", "Pip", "t2", "3"}).code, 0);

  ASSERT_THAT(appended_, SizeIs(2));
  const auto measured = [&](size_t i) {
    return appended_[i].records(0).entries(0).progress_measured().measurement();
  };
  EXPECT_EQ(measured(0).out_of().value(), 50);
  EXPECT_FALSE(measured(1).has_out_of());
}

TEST_F(ScoreCommandTest, NamesTheTargetsWhenThereIsNoSuchOne) {
  const Ran ran = RunCli(server_, {"score", "Pip", "t9", "3"});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(Unwrapped(ran.err),
              HasSubstr("Pip Larkwhistle has no target t9 in plan PA; there are t1 (Reads the "
                        "first words), t2 (Asks for help). --plan ID takes another."));
  EXPECT_THAT(appended_, IsEmpty());
}

TEST_F(ScoreCommandTest, TakesTheTargetOfThePlanThatIsTyped) {
  const Ran ran = RunCli(server_, {"score", "Pip", "t2", "3", "--plan", "PA"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(asked_for_, "PA");
  EXPECT_THAT(Unwrapped(ran.out), HasSubstr("t2 Asks for help: 3, plan PA"));
  EXPECT_EQ(RunCli(server_, {"score", "Pip", "t2", "4"}).code, 0);
  EXPECT_EQ(asked_for_, "");
}

TEST_F(ScoreCommandTest, SaysThatThePlanThatIsTypedWasNotInUse) {
  const Ran ran = RunCli(server_, {"score", "Pip", "t1", "3", "--plan", "PZ"});

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(Unwrapped(ran.err), HasSubstr("no target t1 in plan PZ, which was not in use on that "
                                            "day. --plan ID takes another."));
  EXPECT_THAT(appended_, IsEmpty());
}

TEST_F(ScoreCommandTest, RefusesWhatIsNoNumber) {
  for (const char* value : {"many", "6.", "6,5", "1e3", "0.1234567890", "."}) {
    EXPECT_EQ(RunCli(server_, {"score", "Pip", "t1", value}).code, 2) << value;
  }
}

}  // namespace
}  // namespace cairn::cli
