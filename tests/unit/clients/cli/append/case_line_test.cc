#include "clients/cli/append/case_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace cairn::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr char kOpening[] =
    R"({"record":"case-a","recorded":"2024-09-04T16:10:00+01:00","typed_by":{"name":"Ottoline Penn",)"
    R"("role":"ROLE_OFFICE","subject":"ottoline.penn","setting":"00000000000000000000000000999901"},)"
    R"("entries":[{"occurred":{"from":{"year":2024,"month":9,"day":4},"precision":"PRECISION_DAY"},)"
    R"("source":{"system":"case-a","id":"A01"},"record_opened":{"name":"Pip Larkwhistle"}}]})";

CaseLine Only(std::string_view text, std::string_view record = "") {
  const std::vector<CaseLine> lines = ParseCaseFile("a.jsonl", text, record);
  EXPECT_THAT(lines, SizeIs(1));
  return lines.front();
}

TEST(ParseCaseFile, ReadsRecordTimeTypistAndEntries) {
  const CaseLine line = Only(kOpening);

  ASSERT_THAT(line.fault, IsOk());
  EXPECT_EQ(line.Place(), "a.jsonl:1");
  EXPECT_EQ(line.alias, "case-a");
  EXPECT_EQ(line.recorded->seconds(), 1'725'462'600);
  EXPECT_EQ(line.typed_by->subject, "ottoline.penn");
  EXPECT_EQ(line.typed_by->role, v1::ROLE_OFFICE);
  ASSERT_THAT(line.entries, SizeIs(1));
  EXPECT_TRUE(line.opens());
  EXPECT_EQ(line.opening_source()->id(), "A01");
}

TEST(ParseCaseFile, DrawsTheSameRequestIdForTheSameLineOfTheSameRecord) {
  const std::string other = R"({"record":"case-b","entries":[]})";

  EXPECT_THAT(Only(kOpening).request_id, SizeIs(16));
  EXPECT_EQ(Only(kOpening).request_id, Only(std::string("\n") + kOpening).request_id);
  EXPECT_NE(Only(kOpening).request_id, Only(other).request_id);
  EXPECT_NE(Only("{}", "r1").request_id, Only("{}", "r2").request_id);
}

TEST(ParseCaseFile, TakesEveryObjectAsAnEntryOfTheNamedRecord) {
  const CaseLine line = Only(R"({"concern_raised":{"text":["Hides book"]}})", "source:case-a/A01");

  ASSERT_THAT(line.fault, IsOk());
  EXPECT_EQ(line.alias, "source:case-a/A01");
  EXPECT_EQ(line.entries.front().concern_raised().text(0), "Hides book");
  EXPECT_FALSE(line.opens());
}

TEST(ParseCaseFile, SaysWhatIsWrongAndGoesOn) {
  const std::vector<CaseLine> lines = ParseCaseFile("a.jsonl",
                                                    "{\"record\":\n{\"record\":\"x\"}\n"
                                                    "{\"record\":\"x\",\"entries\":[{\"no\":1}]}\n"
                                                    "{\"record\":\"x\",\"entries\":[]}\n",
                                                    "");

  ASSERT_THAT(lines, SizeIs(4));
  EXPECT_THAT(lines[0].fault, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("JSON")));
  EXPECT_THAT(lines[1].fault, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("entries")));
  EXPECT_THAT(lines[2].fault,
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("entries[0] is no entry")));
  EXPECT_THAT(lines[3].fault, IsOk());
  EXPECT_EQ(lines[3].Place(), "a.jsonl:4");
}

TEST(MergeByRecordedTime, SortsByTimeAndKeepsTheOrderOfEachFile) {
  std::vector<CaseLine> lines(5);
  const auto set = [&](size_t i, const char* file, int line, int64_t seconds) {
    lines[i].file = file;
    lines[i].line = line;
    if (seconds > 0) lines[i].recorded.emplace().set_seconds(seconds);
  };
  set(0, "a", 1, 10);
  set(1, "a", 2, 0);
  set(2, "a", 3, 30);
  set(3, "b", 1, 20);
  set(4, "b", 2, 30);

  MergeByRecordedTime(lines);

  std::vector<std::string> places;
  for (const CaseLine& line : lines) places.push_back(line.Place());
  EXPECT_THAT(places, ElementsAre("a:1", "a:2", "b:1", "a:3", "b:2"));
}

TEST(RequestFor, OpensARecordThatHasNoIdYet) {
  const v1::AppendEntriesRequest request = RequestFor(Only(kOpening), "", false);

  ASSERT_EQ(request.records_size(), 1);
  EXPECT_TRUE(request.records(0).expected().must_not_exist());
  EXPECT_EQ(request.records(0).record_id(), "");
  EXPECT_EQ(request.request_id(), Only(kOpening).request_id);
  EXPECT_FALSE(request.has_simulated_time());
}

TEST(RequestFor, AddsToARecordAtWhateverVersionItIs) {
  const v1::AppendEntriesRequest request = RequestFor(Only(kOpening), "0123456789abcdef", true);

  EXPECT_TRUE(request.records(0).expected().any());
  EXPECT_EQ(request.records(0).record_id(), "0123456789abcdef");
  EXPECT_EQ(request.simulated_time().seconds(), 1'725'462'600);
}

}  // namespace
}  // namespace cairn::cli
