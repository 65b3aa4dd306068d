#include "services/recording/append_shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/entries.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Faults(const v1::AppendEntriesRequest& request) {
  std::vector<std::string> faults;
  for (const v1::Fault& fault : CheckAppendShape(request)) {
    faults.push_back(fault.field() + " " + fault.reason());
  }
  return faults;
}

v1::AppendEntriesRequest Sound() {
  return AddingRequest(RequestIdOf('1'), RequestIdOf('r'), {ConcernEntry("Hides the book.")});
}

TEST(AppendShapeTest, ASoundRequestHasNoFault) {
  EXPECT_THAT(Faults(Sound()), IsEmpty());
  EXPECT_THAT(Faults(OpeningRequest(RequestIdOf('1'), {OpenedEntry("Pip")})), IsEmpty());
}

TEST(AppendShapeTest, AnExpectationMustBeSaidAloud) {
  v1::AppendEntriesRequest request = Sound();
  request.mutable_records(0)->clear_expected();

  EXPECT_THAT(Faults(request), ElementsAre("records[0].expected REQUIRED"));
}

TEST(AppendShapeTest, AFalseExpectationIsNone) {
  v1::AppendEntriesRequest request = Sound();
  request.mutable_records(0)->mutable_expected()->set_any(false);

  EXPECT_THAT(Faults(request), ElementsAre("records[0].expected REQUIRED"));
}

TEST(AppendShapeTest, ANewRecordHasNoIdYet) {
  v1::AppendEntriesRequest request = OpeningRequest(RequestIdOf('1'), {OpenedEntry("Pip")});
  request.mutable_records(0)->set_record_id(RequestIdOf('r'));

  EXPECT_THAT(Faults(request), ElementsAre("records[0].record_id MUST_BE_EMPTY"));
}

TEST(AppendShapeTest, ARecordIsNamedOnce) {
  v1::AppendEntriesRequest request = Sound();
  *request.add_records() = request.records(0);

  EXPECT_THAT(Faults(request), ElementsAre("records[1].record_id NAMED_TWICE"));
}

TEST(AppendShapeTest, EveryFaultIsListed) {
  v1::AppendEntriesRequest request = Sound();
  request.set_request_id("short");
  request.mutable_records(0)->set_record_id("short");
  request.mutable_records(0)->clear_entries();

  EXPECT_THAT(Faults(request),
              ElementsAre("request_id WRONG_LENGTH", "records[0].record_id WRONG_LENGTH",
                          "records[0].entries REQUIRED"));
}

}  // namespace
}  // namespace cairn
