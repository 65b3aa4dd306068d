#include "projections/view_runner/view_state.h"

#include <gmock/gmock.h>
#include <google/protobuf/wrappers.pb.h>
#include <gtest/gtest.h>

namespace cairn {
namespace {

View SomeView() {
  return {.name = "register", .rows = google::protobuf::StringValue::descriptor()};
}

TEST(ViewState, ReadsWhatItWrote) {
  const ViewState state{.generation = 3,
                        .last_generation = 4,
                        .checkpoint = 17,
                        .version = Sha256({"v"}),
                        .records = 12,
                        .stopped_at = 18,
                        .stopped_version = Sha256({"w"}),
                        .stopped_because = "because"};

  const auto read = DecodeState(EncodeState(state));

  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(EncodeState(*read), EncodeState(state));
  EXPECT_EQ(read->records, 12u);
  EXPECT_EQ(read->stopped_because, "because");
}

TEST(ViewState, ReadsAJobAsItWasWritten) {
  const RebuildJob job{.base = 5,
                       .gathered = true,
                       .last = RecordId({1}),
                       .records = 2,
                       .events = 9,
                       .parts = {{"register", 2, Sha256({"v"}), 1}, {"duties", 1, {}, 0}}};

  const auto read = DecodeJob(EncodeJob(job));

  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(EncodeJob(*read), EncodeJob(job));
  EXPECT_EQ(read->last, job.last);
  EXPECT_EQ(read->parts[1].view, "duties");
}

TEST(ViewState, ReadsNothingThatIsCutShortOrGoesOn) {
  const std::string state = EncodeState({.stopped_because = "x"});
  const std::string job = EncodeJob({.parts = {{"register"}}});
  const std::string log = EncodeLogRow({LedgerId(), 1});

  EXPECT_FALSE(DecodeState(state.substr(1)).has_value());
  EXPECT_FALSE(DecodeState(state + "x").has_value());
  EXPECT_FALSE(DecodeJob(job.substr(0, job.size() - 1)).has_value());
  EXPECT_FALSE(DecodeJob(job + "x").has_value());
  EXPECT_FALSE(DecodeLogRow(log + "x").has_value());
  EXPECT_TRUE(DecodeLogRow(log).has_value());
}

TEST(VersionOf, IsAnotherOneForOtherCodeOrOtherRows) {
  View code = SomeView();
  ++code.code_version;
  View rows = SomeView();
  rows.rows = google::protobuf::Int32Value::descriptor();

  EXPECT_EQ(VersionOf(SomeView()), VersionOf(SomeView()));
  EXPECT_NE(VersionOf(SomeView()), VersionOf(code));
  EXPECT_NE(VersionOf(SomeView()), VersionOf(rows));
}

}  // namespace
}  // namespace cairn
