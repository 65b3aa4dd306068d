// The command line against a whole server: a session of a group, a note and a score, recorded by
// name, and the lists that show them.
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "clients/cli/command_line.h"
#include "eventstore/base/clock.h"
#include "tests/e2e/entry_of.h"
#include "tests/support/entries.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr char kPhonics[] =
    "provision_started { provision_id: 'i1' provision_type: PROVISION_TYPE_INTERVENTION "
    "name: 'Phonics catch-up' group_id: 'Phonics A' planned { minutes_per_session: 20 } }";
constexpr char kPlan[] =
    "plan_issued { plan_id: 'PA' plan_kind: PLAN_KIND_SEN_SUPPORT content { targets { "
    "item_id: 't1' text: 'Reads the first words' measure: 'words correct' out_of { value: 100 } } "
    "} }";

class TenSecondEntryTest : public testing::Test {
 protected:
  struct Ran {
    int code;
    std::string out;
    std::string err;
  };

  Ran Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(),
                     {"--server", server_.target(), "--token",
                      server_.issuer().TokenFor(kSenco, SystemClock().NowMicros())});
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const int code = cli::RunCommandLine(arguments, {.in = in, .out = out, .err = err});
    return {code, out.str(), err.str()};
  }

  // A child on the register who is in the group from 4 Sep 2024 on.
  std::string OpenInGroup(const std::string& name) {
    const auto reply = server_.As(kSenco)->AppendEntries(
        OpeningRequest(absl::StrFormat("%016d", ++requests_),
                       {OpenedEntry(name), EntryOf("sen_status_set { status: SEN_PROVISION_K }"),
                        EntryOf(kPhonics), EntryOf(kPlan)}));
    EXPECT_TRUE(reply.ok()) << reply.status();
    written_ = reply->position();
    return reply->records(0).record_id();
  }
  // Lists are as of what they have seen: this waits until they have seen all of it.
  void WaitForLists() {
    v1::ListRegisterRequest children;
    *children.mutable_min_position() = written_;
    EXPECT_TRUE(server_.As(kSenco)->ListRegister(children).ok());
    v1::GetProvisionMapRequest given;
    *given.mutable_min_position() = written_;
    EXPECT_TRUE(server_.As(kSenco)->GetProvisionMap(given).ok());
  }
  v1::DeliveryLogged LastLog(const std::string& record_id) {
    v1::ListEventsRequest request;
    request.set_record_id(record_id);
    request.set_newest_first(true);
    request.set_page_size(1);
    const auto events = server_.As(kSenco)->ListEvents(request);
    EXPECT_TRUE(events.ok()) << events.status();
    return events->events(0).recorded().entry().delivery_logged();
  }

  TestServer server_;
  v1::Position written_;
  int requests_ = 0;
};

TEST_F(TenSecondEntryTest, LogsASessionForEveryChildOfTheGroup) {
  const std::string pip = OpenInGroup("Pip Larkwhistle");
  const std::string wren = OpenInGroup("Wren Ashgrove");
  WaitForLists();

  const Ran ran = Run({"session", "phonics a", "--absent", "pip", "--on", "3", "Oct", "2024"});

  EXPECT_EQ(ran.code, 0) << ran.err << ran.out;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("missed, pupil absent"), HasSubstr("20 minutes"),
                             HasSubstr("2 of 2 recorded.")));
  EXPECT_EQ(LastLog(pip).delivered_sessions(), 0);
  EXPECT_EQ(LastLog(pip).missed(0).reason(), v1::SESSION_MISSED_REASON_PUPIL_ABSENT);
  EXPECT_EQ(LastLog(wren).minutes_delivered(), 20);
}

TEST_F(TenSecondEntryTest, LogsNobodyTwiceWhenASessionIsTypedAgain) {
  OpenInGroup("Pip Larkwhistle");
  OpenInGroup("Wren Ashgrove");
  WaitForLists();
  ASSERT_EQ(Run({"session", "Phonics A", "--absent", "Pip", "--on", "2024-10-03"}).code, 0);

  const Ran again = Run({"session", "Phonics A", "--on", "2024-10-03"});

  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.out, AllOf(HasSubstr("0 of 0 recorded."), HasSubstr("--again")));
  EXPECT_THAT(Run({"session", "Phonics A", "--on", "2024-10-04"}).out,
              HasSubstr("2 of 2 recorded."));
}

TEST_F(TenSecondEntryTest, RecordsANoteAndAScoreByName) {
  const std::string pip = OpenInGroup("Pip Larkwhistle");
  WaitForLists();

  EXPECT_EQ(Run({"note", "Larkwhistle", "Read aloud.", "--on", "2024-10-03"}).code, 0);
  const Ran scored = Run({"score", "pip", "t1", "63", "--on", "3", "Oct", "2024"});

  EXPECT_EQ(scored.code, 0) << scored.err;
  EXPECT_THAT(scored.out, HasSubstr("t1 Reads the first words: 63 of"));
  v1::GetPlanRequest request;
  request.set_record_id(pip);
  const auto plan = server_.As(kSenco)->GetPlan(request);
  ASSERT_TRUE(plan.ok()) << plan.status();
  ASSERT_EQ(plan->plan().targets_size(), 1);
  EXPECT_EQ(plan->plan().targets(0).now().value(), 63);
}

TEST_F(TenSecondEntryTest, RecordsANoteAndAScoreOnceHoweverOftenTheyAreTyped) {
  const std::string pip = OpenInGroup("Pip Larkwhistle");
  WaitForLists();
  const std::vector<std::vector<std::string>> lines = {
      {"note", "Larkwhistle", "Read aloud.", "--on", "2024-10-03"},
      {"score", "Pip", "t1", "63", "--on", "2024-10-03"}};
  for (const auto& line : lines) ASSERT_EQ(Run(line).code, 0);
  v1::ListEventsRequest request;
  request.set_record_id(pip);
  const int before = server_.As(kSenco)->ListEvents(request)->events_size();

  for (const auto& line : lines) {
    const Ran again = Run(line);
    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_THAT(again.out, HasSubstr("recorded exactly that on "));
  }

  EXPECT_EQ(server_.As(kSenco)->ListEvents(request)->events_size(), before);
}

TEST_F(TenSecondEntryTest, PrintsTheRegisterAndSaysWhoIsNotKnown) {
  OpenInGroup("Pip Larkwhistle");
  OpenInGroup("Wren Ashgrove");
  WaitForLists();

  EXPECT_THAT(Run({"register"}).out, AllOf(HasSubstr("Pip Larkwhistle"), HasSubstr("Wren Ashgrove"),
                                           HasSubstr("2 children, as on ")));
  EXPECT_THAT(Run({"register", "--search", "wren", "--csv"}).out,
              AllOf(HasSubstr("\r\nWren Ashgrove,"), Not(HasSubstr("Pip"))));
  EXPECT_EQ(Run({"note", "Ivy", "Read aloud."}).code, 1);
}

}  // namespace
}  // namespace cairn
