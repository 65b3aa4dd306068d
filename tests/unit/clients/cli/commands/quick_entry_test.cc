// A line that is typed again: notes and scores that are there already.
#include "clients/cli/commands/quick_entry.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/status/status.h"

#include "eventstore/base/errors.h"
#include "tests/unit/clients/cli/cli_runner.h"
#include "tests/unit/clients/cli/served_children.h"

namespace cairn::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class QuickEntryTest : public testing::Test {
 protected:
  QuickEntryTest() {
    ServeRegister(server_, {ChildOf(kPip, "Pip Larkwhistle")});
    AcceptAppends(server_, appended_);
    server_.list_events = [this](const v1::ListEventsRequest& request,
                                 v1::ListEventsResponse& response) {
      EXPECT_EQ(request.record_id(), kPip);
      EXPECT_TRUE(request.newest_first());
      response.mutable_events()->Add(there_.begin(), there_.end());
      return look_refused_.ok() ? grpc::Status::OK : OnTheWire(look_refused_);
    };
    server_.get_plan = [](const auto&, v1::GetPlanResponse& response) {
      response.mutable_plan()->mutable_content()->add_targets()->set_item_id("t1");
      return grpc::Status::OK;
    };
  }

  // What was sent last is in the record from now on.
  v1::Event& Land() {
    v1::Event& event = there_.emplace_back();
    event.set_record_id(kPip);
    event.set_event_id("event of 16 byte");
    event.set_state(v1::EVENT_STATE_EFFECTIVE);
    event.mutable_recorded_time()->set_seconds(1'762'177'380);  // 3 Nov 2025, 13:43
    *event.mutable_recorded()->mutable_entry() = appended_.back().records(0).entries(0);
    event.mutable_recorded()->mutable_actor()->set_name("Juniper Halloway");
    return event;
  }

  FakeServer server_;
  std::vector<v1::AppendEntriesRequest> appended_;
  std::vector<v1::Event> there_;
  absl::Status look_refused_;
};

TEST_F(QuickEntryTest, RecordsNothingTwiceWhenTheSameLineIsTypedAgain) {
  const std::vector<std::string> line = {"note", "Pip", "Read aloud.", "--on", "2025-11-03"};
  ASSERT_EQ(RunCli(server_, line).code, 0);
  Land();

  const Ran again = RunCli(server_, line);

  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(again.out,
            "There already for Pip Larkwhistle, Y4, Hazelmere Primary: Juniper Halloway recorded "
            "exactly that on\n3 Nov 2025 13:43.\nNothing was recorded now: --again records it "
            "once more.\n");
  EXPECT_THAT(appended_, SizeIs(1));
}

TEST_F(QuickEntryTest, RecordsTheSameLineOnceMoreWhenThatIsAskedFor) {
  ASSERT_EQ(RunCli(server_, {"note", "Pip", "Read aloud."}).code, 0);
  Land();

  EXPECT_THAT(RunCli(server_, {"note", "Pip", "Read aloud.", "--again"}).out,
              HasSubstr("Recorded for Pip"));

  ASSERT_THAT(appended_, SizeIs(2));
  EXPECT_NE(appended_[0].request_id(), appended_[1].request_id());
}

TEST_F(QuickEntryTest, TakesForARepeatOnlyWhatSaysTheSameAndCounts) {
  ASSERT_EQ(RunCli(server_, {"note", "Pip", "Read aloud.", "--on", "2025-11-03"}).code, 0);
  v1::Event& there = Land();

  EXPECT_EQ(RunCli(server_, {"note", "Pip", "Read aloud!", "--on", "2025-11-03"}).code, 0);
  EXPECT_EQ(RunCli(server_, {"note", "Pip", "Read aloud.", "--on", "2025-11-04"}).code, 0);
  there.set_state(v1::EVENT_STATE_VOIDED);
  EXPECT_EQ(RunCli(server_, {"note", "Pip", "Read aloud.", "--on", "2025-11-03"}).code, 0);

  EXPECT_THAT(appended_, SizeIs(4));
}

TEST_F(QuickEntryTest, RecordsForThoseWhoMayWriteAndNotLook) {
  look_refused_ = Refusal(v1::ERROR_REASON_ROLE_NOT_ALLOWED, "Not yours to read.");

  EXPECT_EQ(RunCli(server_, {"note", "Pip", "Read aloud."}).code, 0);

  EXPECT_THAT(appended_, SizeIs(1));
}

TEST_F(QuickEntryTest, RecordsNothingWhenNobodyCanSayWhatIsThere) {
  look_refused_ = Refusal(v1::ERROR_REASON_DATA_DAMAGED, "It cannot be read.");

  EXPECT_EQ(RunCli(server_, {"note", "Pip", "Read aloud."}).code, 1);

  EXPECT_THAT(appended_, IsEmpty());
}

TEST_F(QuickEntryTest, SaysWhatToDoWhenNobodyKnowsWhetherItWasRecorded) {
  server_.append_entries = [](const auto&, auto&) {
    return grpc::Status(grpc::StatusCode::DEADLINE_EXCEEDED, "Too late.");
  };

  const Ran ran = RunCli(server_, {"note", "Pip", "Read aloud."});

  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("Type the same line again"));
}

TEST_F(QuickEntryTest, WritesTheReceiptOfWhatIsThereAsJson) {
  ASSERT_EQ(RunCli(server_, {"note", "Pip", "Read aloud."}).code, 0);
  Land();

  const Ran again = RunCli(server_, {"--json", "note", "Pip", "Read aloud."});

  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.out, HasSubstr(R"("already_recorded":true)"));
}

TEST_F(QuickEntryTest, RecordsNothingTwiceWhenTheSameNumberIsTypedAgain) {
  ASSERT_EQ(RunCli(server_, {"score", "Pip", "t1", "63", "--on", "2025-11-03"}).code, 0);
  Land();

  EXPECT_THAT(RunCli(server_, {"score", "Pip", "t1", "63", "--on", "2025-11-03"}).out,
              HasSubstr("Nothing was recorded now"));
  EXPECT_EQ(RunCli(server_, {"score", "Pip", "t1", "64", "--on", "2025-11-03"}).code, 0);
  EXPECT_EQ(RunCli(server_, {"score", "Pip", "t1", "63", "--on", "2025-11-03", "--again"}).code, 0);

  EXPECT_THAT(appended_, SizeIs(3));
}

}  // namespace
}  // namespace cairn::cli
