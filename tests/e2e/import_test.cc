// What an older system holds comes in any order and in any parts, lands once, and reads as
// imported.
#include <algorithm>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cpp/refusal.h"
#include "tests/support/case_loader.h"
#include "tests/support/entries.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const TokenIssuer::Person kImporter{"old.system", "Old system", "integration", kHollowtree};

// Everything of case A but its first entry, as the old system would hand it over. Corrections stay
// behind what they correct; everything else may come in any order.
std::vector<v1::Entry> FileOfCaseA(v1::Entry& opening) {
  std::vector<v1::Entry> entries;
  for (const CaseLine& line : ReadCase("case-a")) {
    for (v1::Entry entry : line.entries) {
      entry.mutable_source()->mutable_entered()->CopyFrom(OnDay(2025, 12, 19));
      // A number belongs to one record of a setting, and the test has two of the same child.
      if (entry.has_identifier_recorded()) continue;
      if (entry.has_record_opened() && !entry.has_corrects()) {
        opening = entry;
      } else {
        entries.push_back(std::move(entry));
      }
    }
  }
  return entries;
}

class ImportTest : public ::testing::Test {
 protected:
  ImportTest() : file_(FileOfCaseA(opening_)), importer_(server_.As(kImporter)) {}

  // A record of its own, opened as the file says.
  std::string Open(const std::string& system) {
    v1::Entry opening = opening_;
    opening.mutable_source()->set_system(system);
    const auto opened = importer_->AppendEntries(OpeningRequest("", {opening}));
    EXPECT_TRUE(opened.ok()) << opened.status();
    return opened.ok() ? opened->records(0).record_id() : "";
  }

  // Loads the file over one stream, shuffled and cut into messages of 1 to 7 entries by `seed`.
  // Returns what was refused.
  std::vector<std::string> Load(const std::string& record_id, uint64_t seed) {
    std::vector<v1::Entry> entries = file_;
    std::shuffle(entries.begin(), entries.end(), std::mt19937_64(seed));
    std::stable_partition(entries.begin(), entries.end(),
                          [](const v1::Entry& entry) { return !entry.has_corrects(); });
    std::vector<std::string> refused;
    auto stream = importer_->OpenEntryStream({}, [&](uint64_t, const auto& reply) {
      if (!reply.ok()) refused.push_back(reply.status().ToString());
    });
    std::mt19937_64 sizes(seed + 1);
    for (size_t at = 0; at < entries.size();) {
      v1::AppendEntriesRequest request = AddingRequest("", record_id, {});
      const size_t end = std::min(entries.size(), at + 1 + sizes() % 7);
      for (; at < end; ++at) *request.mutable_records(0)->add_entries() = entries[at];
      EXPECT_TRUE(stream->Send(request).ok());
    }
    EXPECT_TRUE(stream->Finish().ok());
    return refused;
  }

  uint64_t VersionOf(const std::string& record_id) {
    v1::GetRecordRequest request;
    request.set_record_id(record_id);
    return server_.As(kSenco)->GetRecord(request)->record().version();
  }
  v1::GetTimelineResponse TimelineOf(const std::string& record_id) {
    v1::GetTimelineRequest request;
    request.set_record_id(record_id);
    return *server_.As(kSenco)->GetWholeTimeline(request);
  }
  // What was tried and what is missing, without what differs from one record to the other.
  std::vector<std::string> FindingsOf(const std::string& record_id) {
    const v1::GetTimelineResponse timeline = TimelineOf(record_id);
    std::vector<std::string> lines;
    for (const v1::TriedRow& row : timeline.tried()) lines.push_back(row.ShortDebugString());
    for (const v1::Gap& gap : timeline.gaps()) lines.push_back(gap.ShortDebugString());
    return lines;
  }
  std::set<std::string> LabelsOf(const std::string& record_id) {
    const v1::GetTimelineResponse timeline = TimelineOf(record_id);
    std::set<std::string> labels;
    for (const v1::TimelineItem& item : timeline.items()) {
      labels.insert(item.labels().begin(), item.labels().end());
    }
    return labels;
  }

  TestServer server_;
  v1::Entry opening_;
  std::vector<v1::Entry> file_;
  std::unique_ptr<client::Client> importer_;
};

TEST_F(ImportTest, SaysTheSameInWhateverOrderTheFileCame) {
  const std::string one = Open("one");
  const std::string other = Open("other");

  EXPECT_THAT(Load(one, 7), IsEmpty());
  EXPECT_THAT(Load(other, 8), IsEmpty());

  EXPECT_EQ(VersionOf(one), file_.size() + 1);
  EXPECT_EQ(FindingsOf(one), FindingsOf(other));
  EXPECT_EQ(LabelsOf(one), LabelsOf(other));
}

TEST_F(ImportTest, LandsOnceHoweverItIsCut) {
  const std::string record = Open("one");
  Load(record, 7);
  const uint64_t version = VersionOf(record);

  EXPECT_THAT(Load(record, 11), IsEmpty());
  EXPECT_THAT(Load(record, 12), IsEmpty());

  EXPECT_EQ(VersionOf(record), version);
}

TEST_F(ImportTest, ReadsAsImportedAndNotAsLate) {
  const std::string record = Open("one");
  Load(record, 7);

  const v1::GetTimelineResponse timeline = TimelineOf(record);
  for (const v1::TimelineItem& item : timeline.items()) {
    EXPECT_EQ(item.imported(), "imported; the old system says entered 19 Dec 2025") << item.text();
    EXPECT_EQ(item.days_late(), 0) << item.text();
  }
}

TEST_F(ImportTest, DoesNotTakeTheOldSystemForWhoGaveTheSupport) {
  const std::string record = Open("one");
  Load(record, 7);

  const v1::GetTimelineResponse timeline = TimelineOf(record);
  for (const v1::TriedRow& row : timeline.tried()) {
    EXPECT_THAT(row.what(), Not(HasSubstr("Old system")));
    EXPECT_THAT(row.shows(), Not(HasSubstr("tester taught it")));
  }
}

TEST_F(ImportTest, RefusesAnEntryThatHasChangedInTheOldSystem) {
  const std::string record = Open("one");
  Load(record, 7);
  const uint64_t version = VersionOf(record);
  v1::Entry changed = *std::find_if(file_.begin(), file_.end(), [](const v1::Entry& entry) {
    return entry.has_concern_raised();
  });
  changed.mutable_concern_raised()->set_text(0, "Something else");

  const auto answer = importer_->AppendEntries(AddingRequest("", record, {changed}));

  EXPECT_EQ(client::ReasonOf(answer.status()), v1::ERROR_REASON_SOURCE_CHANGED);
  EXPECT_EQ(VersionOf(record), version);
}

}  // namespace
}  // namespace cairn
