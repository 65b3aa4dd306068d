// What becomes of the copy when the log was restored behind it.
#include "clients/feed_to_sqlite/copying.h"

#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "eventstore/base/errors.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/clients/fake_server.h"
#include "tests/unit/clients/scripted_feed.h"

namespace cairn::feed_to_sqlite {
namespace {

using ::testing::ElementsAre;

v1::SubscribeResponse Told(uint32_t generation, uint64_t position, v1::EventState state,
                           std::string summary) {
  v1::SubscribeResponse response = EventAt(position);
  v1::Event& event = *response.mutable_events()->mutable_events(0);
  event.mutable_position()->set_generation(generation);
  event.set_version(static_cast<int64_t>(position));
  event.set_event_id(summary);
  event.set_state(state);
  event.set_summary(std::move(summary));
  return response;
}

v1::SubscribeResponse CaughtUp(uint32_t generation, uint64_t position) {
  v1::SubscribeResponse response = CaughtUpAt(position);
  response.mutable_caught_up()->mutable_position()->set_generation(generation);
  return response;
}

// The first event was corrected by another one, which is lost; so is the third.
const ScriptedFeed::Call kBefore{{Told(1, 1, v1::EVENT_STATE_CORRECTED, "first"),
                                  Told(1, 2, v1::EVENT_STATE_EFFECTIVE, "second"),
                                  Told(1, 3, v1::EVENT_STATE_EFFECTIVE, "third"), CaughtUp(1, 4)}};
const ScriptedFeed::Call kRestored{{Told(2, 1, v1::EVENT_STATE_EFFECTIVE, "first"),
                                    Told(2, 2, v1::EVENT_STATE_EFFECTIVE, "second"),
                                    Told(2, 4, v1::EVENT_STATE_EFFECTIVE, "new"), CaughtUp(2, 4)}};

class CopyOfARestoredLogTest : public ::testing::Test {
 protected:
  // Keeps the file current from such a feed until it has caught up.
  absl::Status Copy(const ScriptedFeed& feed) {
    client::ClientOptions settings{.target = feed.target()};
    settings.retry.sleep = [](client::Milliseconds) {};
    const auto client = client::Client::Create(std::move(settings)).value();
    const auto table = EventTable::Open(file_).value();
    return KeepCurrent(*client, *table, {.until_caught_up = true});
  }

  // "1 EVENT_STATE_EFFECTIVE first", in the order of the positions.
  std::vector<std::string> Rows() const {
    std::vector<std::string> rows;
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open(file_.c_str(), &database), SQLITE_OK);
    const auto add = [](void* to, int, char** columns, char**) {
      static_cast<std::vector<std::string>*>(to)->emplace_back(columns[0]);
      return 0;
    };
    constexpr char kAll[] =
        "SELECT position || ' ' || state || ' ' || summary FROM events ORDER BY position";
    EXPECT_EQ(sqlite3_exec(database, kAll, add, &rows, nullptr), SQLITE_OK);
    sqlite3_close(database);
    return rows;
  }

  void ExpectTheRestoredLog() const {
    EXPECT_THAT(Rows(),
                ElementsAre("1 EVENT_STATE_EFFECTIVE first", "2 EVENT_STATE_EFFECTIVE second",
                            "4 EVENT_STATE_EFFECTIVE new"));
  }

  const TempFolder folder_;
  const std::string file_ = folder_ / "copy.sqlite";
};

TEST_F(CopyOfARestoredLogTest, IsReadAgainFromTheBeginningWhenTheCheckpointIsRefused) {
  ASSERT_TRUE(Copy(ScriptedFeed({kBefore})).ok());
  const ScriptedFeed restored(
      {{{},
        OnTheWire(Refusal(v1::ERROR_REASON_HISTORY_RESTORED, "The log was restored.",
                          {{"generation", "2"}, {"fork", "2"}}))},
       kRestored});

  EXPECT_TRUE(Copy(restored).ok());

  ExpectTheRestoredLog();
  ASSERT_EQ(restored.starts().size(), 2u);
  EXPECT_EQ(restored.starts()[0].after().value(), 4u);
  EXPECT_FALSE(restored.starts()[1].has_after());
}

TEST_F(CopyOfARestoredLogTest, IsReadAgainWhenTheFeedGoesOnInAnotherGeneration) {
  ASSERT_TRUE(Copy(ScriptedFeed({kBefore})).ok());
  const ScriptedFeed restored(
      {{{Told(2, 5, v1::EVENT_STATE_EFFECTIVE, "later"), CaughtUp(2, 5)}}, kRestored});

  EXPECT_TRUE(Copy(restored).ok());

  ExpectTheRestoredLog();
  EXPECT_FALSE(restored.starts().back().has_after());
}

TEST_F(CopyOfARestoredLogTest, IsReadAgainWhenTheServerComesBackInAnotherGeneration) {
  ScriptedFeed::Call broken = kBefore;
  *broken.says.back().mutable_checkpoint()->mutable_position() = PositionAt(4);
  broken.ends = {grpc::StatusCode::UNAVAILABLE, "the server is away"};
  const ScriptedFeed feed({broken, {{CaughtUp(2, 5)}}, kRestored});

  EXPECT_TRUE(Copy(feed).ok());

  ExpectTheRestoredLog();
  ASSERT_EQ(feed.starts().size(), 3u);
  EXPECT_EQ(feed.starts()[1].after().generation(), 1u);
}

TEST_F(CopyOfARestoredLogTest, IsLeftAsItIsWhileTheGenerationIsTheSame) {
  ASSERT_TRUE(Copy(ScriptedFeed({kBefore})).ok());
  const ScriptedFeed same({{{Told(1, 5, v1::EVENT_STATE_EFFECTIVE, "later"), CaughtUp(1, 5)}}});

  EXPECT_TRUE(Copy(same).ok());

  EXPECT_THAT(Rows(),
              ElementsAre("1 EVENT_STATE_CORRECTED first", "2 EVENT_STATE_EFFECTIVE second",
                          "3 EVENT_STATE_EFFECTIVE third", "5 EVENT_STATE_EFFECTIVE later"));
}

}  // namespace
}  // namespace cairn::feed_to_sqlite
