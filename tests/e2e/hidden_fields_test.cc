// A proof of which the caller hides fields, over gRPC against a whole server.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cpp/refusal.h"
#include "clients/verify/disclosure.h"
#include "clients/verify/proof_file.h"
#include "tests/support/entries.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

using ::testing::Contains;
using ::testing::Not;
using ::testing::SizeIs;

class HiddenFieldsTest : public ::testing::Test {
 protected:
  HiddenFieldsTest() : senco_(server_.As(kSenco)) {
    const auto opened = senco_->AppendEntries(
        OpeningRequest(RequestIdOf('0'), {OpenedEntry("Pip"), ConcernEntry("Hides the book.")}));
    EXPECT_TRUE(opened.ok()) << opened.status();
    request_.set_record_id(opened->records(0).record_id());
    request_.set_event_id(opened->records(0).receipts(1).event_id());
  }

  // What the proof that the server gives shows.
  verify::Disclosure Shown() {
    const auto response = senco_->GetProof(request_);
    EXPECT_TRUE(response.ok()) << response.status();
    return verify::Disclosure::Parse(verify::ProofFile::Parse(response->proof())->extra).value();
  }
  static std::vector<std::string> PathsOf(const verify::Disclosure& disclosure) {
    std::vector<std::string> paths;
    for (const verify::Field& field : disclosure.shown) paths.push_back(field.path);
    return paths;
  }

  TestServer server_;
  std::unique_ptr<client::Client> senco_;
  v1::GetProofRequest request_;
};

TEST_F(HiddenFieldsTest, AppearAsHashesAndTheProofStillMatches) {
  const size_t all = PathsOf(Shown()).size();
  request_.add_hidden_paths("1.120");  // what was written
  request_.add_hidden_paths("2");      // who typed it

  const verify::Disclosure disclosure = Shown();

  EXPECT_TRUE(disclosure.MatchesLeaf());
  EXPECT_LT(disclosure.shown.size(), all);
  EXPECT_THAT(PathsOf(disclosure), Contains("1"));
  for (const char* path : {"1.120", "1.120.1/0", "2", "2.3"}) {
    EXPECT_THAT(PathsOf(disclosure), Not(Contains(path)));
  }
}

TEST_F(HiddenFieldsTest, AreRefusedWhenTheyAreNotThere) {
  request_.add_hidden_paths("1.140");

  const auto response = senco_->GetProof(request_);

  EXPECT_EQ(client::ReasonOf(response.status()), v1::ERROR_REASON_INVALID_REQUEST);
  ASSERT_THAT(client::FaultsOf(response.status()), SizeIs(1));
}

TEST_F(HiddenFieldsTest, AreRefusedWhenTheyAreNoPaths) {
  request_.add_hidden_paths("concern_raised.text");

  EXPECT_EQ(client::ReasonOf(senco_->GetProof(request_).status()),
            v1::ERROR_REASON_INVALID_REQUEST);
}

}  // namespace
}  // namespace cairn
