// Exports of a real log from which content was removed, read by both verifiers.
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/support/test_log.h"
#include "tests/unit/clients/verify/export_pack.h"
#include "tests/verifiers/both_verifiers.h"

namespace cairn {
namespace {

class RealLog : public testing::Test {
 protected:
  EventId Append(RecordId record, std::string_view recorded) {
    const AppendRequest request{.request = RequestNo(++requests_),
                                .records = {{.record = record,
                                             .expected = log_->HeadOf(record)->version,
                                             .contents = {FieldsOf(recorded)}}}};
    return log_->AppendAndWait(request)->events.front().event_id;
  }
  Version VersionOf(RecordId record) { return log_->HeadOf(record)->version; }

  // What both say of the export of the record, which must be the same.
  Json Judged(RecordId record) {
    const ExportPack pack = ExportOf(log_, record);
    const auto [cpp, python] = both_.Ask(pack.files, pack.vkey);
    EXPECT_EQ(cpp, python);
    return cpp;
  }

  const RecordId may_ = RecordNo(1);
  const RecordId joe_ = RecordNo(2);
  TestLog log_;
  BothVerifiers both_;
  uint64_t requests_ = 0;
};

TEST_F(RealLog, ShowsThatAnEntryExistedAndWhyItsContentIsGone) {
  Append(may_, kOpened);
  const EventId wrong = Append(may_, kConcern);
  Append(joe_, kOpened);
  Append(may_, kObservation);
  ASSERT_THAT(log_->AppendAndWait(RemovalOf(RequestNo(++requests_), may_, 3, wrong)), IsOk());
  Append(may_, ExportedEntry(VersionOf(may_)));

  const Json report = Judged(may_);

  EXPECT_EQ(report["verdict"], "GREEN");
  EXPECT_EQ(report["complete"], true);
  EXPECT_EQ(report["proved"], 5);
  EXPECT_EQ(report["events"][1]["removed"]["version"], 4);
  EXPECT_EQ(report["events"][1].contains("kind"), false);
  EXPECT_EQ(report["events"][2]["kind"], "ObservationRecorded");
  EXPECT_EQ(report["findings"][0]["reason"], "removed");
}

TEST_F(RealLog, ShowsThatARecordExistedAndWasErased) {
  Append(may_, kOpened);
  Append(may_, kConcern);
  Append(joe_, kOpened);
  ASSERT_THAT(log_->AppendAndWait(ErasureOf(RequestNo(++requests_), may_, 2)), IsOk());
  Append(joe_, ExportedEntry(VersionOf(joe_)));

  const Json report = Judged(may_);

  EXPECT_EQ(report["verdict"], "GREEN");
  EXPECT_EQ(report["complete"], true);
  EXPECT_EQ(report["proved"], 3);
  EXPECT_EQ(report["events"][2]["leaf_kind"], 2);
  EXPECT_EQ(report["events"][0]["removed"]["authority"], 17);
  EXPECT_EQ(Judged(joe_)["verdict"], "GREEN") << "a neighbour's proofs stay good";
}

}  // namespace
}  // namespace cairn
