#include "clients/cli/print/print_watch.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace cairn::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string PrintedChanges(const std::string& text) {
  v1::WatchTimelineResponse changes;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &changes));
  return PrintWatch(changes);
}

TEST(PrintWatch, PrintsWhatChangedByDate) {
  EXPECT_THAT(PrintedChanges(R"pb(
                changed {
                  event_id: "0123456789abcdef"
                  labels: "A41"
                  occurred { from { year: 2026 month: 1 day: 9 } }
                  text: "SENCO: receipt of the file asked for"
                }
              )pb"),
              HasSubstr(" 9 Jan 2026  SENCO: receipt of the file asked for"));
}

TEST(PrintWatch, NamesWhatWentByItsEvent) {
  EXPECT_EQ(PrintedChanges("removed_event_ids: '0123456789abcdef'"),
            "Gone: what began with event 30313233343536373839616263646566\n");
}

TEST(PrintWatch, PrintsTheSummaryOnlyWhenItChanged) {
  EXPECT_THAT(
      PrintedChanges("summary_changed: true gaps { text: 'EP advice: unanswered' days: 3 }"),
      HasSubstr("GAPS  EP advice: unanswered, 3 days."));
  EXPECT_THAT(PrintedChanges("removed_event_ids: 'x'"), Not(HasSubstr("GAPS")));
}

TEST(PrintWatch, PrintsNothingForAMessageThatTellsNothing) {
  EXPECT_EQ(PrintedChanges("caught_up: true"), "");
}

}  // namespace
}  // namespace cairn::cli
