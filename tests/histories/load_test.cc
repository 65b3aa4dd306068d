// Histories come into a real server through gRPC, and out of files that `cairn append` reads.
#include "tests/histories/load.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "clients/cli/append/case_line.h"
#include "tests/histories/load_lines.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_server.h"

namespace cairn::histories {
namespace {

constexpr Settings kTwoSchools = {
    .seed = 4, .children = 10, .schools = 2, .k_per_mille = 300, .e_per_mille = 300};

TokenIssuer::Person SencoOf(const School& school) {
  return {school.senco.subject, school.senco.name, "senco", school.setting};
}

SignIn SignInAt(const TestServer& server) {
  return [&server](const School& school) { return server.As(SencoOf(school)); };
}

void IgnoreProgress(size_t, size_t) {}

size_t EntriesOf(const Histories& histories) {
  size_t entries = 0;
  for (const School& school : histories.schools()) entries += histories.OfSchool(school).entries();
  for (int child = 0; child < histories.children(); ++child) {
    entries += histories.Of(child).entries();
  }
  return entries;
}

std::string RecordIdOf(client::Client& client, const History& history) {
  v1::ResolveRecordsRequest request;
  v1::SourceKey& source = *request.add_queries()->mutable_source();
  source.set_system(history.alias);
  source.set_id("E001");
  const auto response = client.ResolveRecords(request);
  return response.ok() ? response->resolutions(0).record_id() : "";
}

std::vector<v1::Event> EventsOf(client::Client& client, const std::string& record_id) {
  v1::ListEventsRequest request;
  request.set_record_id(record_id);
  request.set_page_size(1000);
  const auto response = client.ListEvents(request);
  if (!response.ok()) return {};
  return {response->events().begin(), response->events().end()};
}

TEST(HistoryLoad, RecordsEveryEntryAtTheTimeAtWhichItWasTyped) {
  const TestServer server(/*simulated_clock=*/true);
  const Histories histories(kTwoSchools);
  ASSERT_THAT(Load(histories, SignInAt(server), IgnoreProgress).status(), IsOk());

  for (int child = 0; child < histories.children(); ++child) {
    const History history = histories.Of(child);
    const auto client = server.As(SencoOf(*history.school));
    const std::vector<v1::Event> events = EventsOf(*client, RecordIdOf(*client, history));
    ASSERT_EQ(events.size(), history.entries()) << history.alias;
    size_t next = 0;
    for (const Line& line : history.lines) {
      for (size_t i = 0; i < line.entries.size(); ++i, ++next) {
        EXPECT_GE(events[next].recorded_time().seconds(), line.recorded_at_s);
        EXPECT_LE(events[next].recorded_time().seconds(), line.recorded_at_s + 86'400);
        EXPECT_EQ(events[next].recorded().entry().source().id(), line.entries[i].source().id());
      }
    }
  }
}

TEST(HistoryLoad, CountsWhatItLoadedAndTellsHowFarItIs) {
  const TestServer server(/*simulated_clock=*/true);
  const Histories histories(kTwoSchools);
  size_t told = 0;
  const auto loaded = Load(histories, SignInAt(server), [&](size_t done, size_t all) {
    told = done;
    EXPECT_EQ(all, EntriesOf(histories));
  });
  ASSERT_THAT(loaded.status(), IsOk());
  EXPECT_EQ(loaded->entries, EntriesOf(histories));
  EXPECT_EQ(told, EntriesOf(histories));
}

TEST(HistoryLoad, CanBeRepeatedAndAddsNothing) {
  const TestServer server(/*simulated_clock=*/true);
  const Histories histories(kTwoSchools);
  ASSERT_THAT(Load(histories, SignInAt(server), IgnoreProgress).status(), IsOk());
  ASSERT_THAT(Load(histories, SignInAt(server), IgnoreProgress).status(), IsOk());

  const History history = histories.Of(1);
  const auto client = server.As(SencoOf(*history.school));
  EXPECT_EQ(EventsOf(*client, RecordIdOf(*client, history)).size(), history.entries());
}

TEST(HistoryLoad, EndsWithTheFirstRefusal) {
  const TestServer server;  // keeps real time
  const Histories histories(kTwoSchools);
  EXPECT_THAT(Load(histories, SignInAt(server), IgnoreProgress).status(),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(HistoryLines, AreReadByTheCommandLineAsTheyWereWritten) {
  const Histories histories(kTwoSchools);
  for (int child = 0; child < histories.children(); ++child) {
    const History history = histories.Of(child);
    std::string text;
    for (const Line& line : history.lines) text += LoadLineOf(history, line) + "\n";

    const std::vector<cli::CaseLine> read = cli::ParseCaseFile("children.jsonl", text, "");
    ASSERT_EQ(read.size(), history.lines.size());
    for (size_t i = 0; i < read.size(); ++i) {
      const Line& line = history.lines[i];
      ASSERT_THAT(read[i].fault, IsOk());
      EXPECT_EQ(read[i].alias, history.alias);
      EXPECT_EQ(read[i].recorded->seconds(), line.recorded_at_s);
      EXPECT_EQ(read[i].typed_by->subject, line.typed_by->subject);
      ASSERT_EQ(read[i].entries.size(), line.entries.size());
      EXPECT_EQ(read[i].entries.front().SerializeAsString(),
                line.entries.front().SerializeAsString());
    }
  }
}

}  // namespace
}  // namespace cairn::histories
