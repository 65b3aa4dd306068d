#include "services/api/cohort_request.h"

#include <span>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/v1/cohort_service.pb.h"

#include "eventstore/base/errors.h"
#include "tests/support/entries.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

const Caller kSenco = CallerOf(v1::ROLE_SENCO, "juniper.halloway");
const CivilDate kToday = CivilDate::Of(2026, 1, 5).value();

v1::ListRegisterRequest TwoAPage() {
  v1::ListRegisterRequest request;
  request.set_page_size(2);
  return request;
}

const std::vector<int> kFive = {0, 1, 2, 3, 4};

std::vector<int> CutOf(const PageAsked& page, const std::vector<int>& all) {
  const std::span<const int> items = page.Cut(all);
  return {items.begin(), items.end()};
}

TEST(PageAsked, CutsTheListWhereItSays) {
  v1::ListRegisterRequest request = TwoAPage();
  const PageAsked first = PageAsked::Of(request, kSenco).value();
  EXPECT_THAT(CutOf(first, kFive), testing::ElementsAre(0, 1));

  request.set_page_token(first.NextToken(5));
  request.set_page_size(3);
  const PageAsked second = PageAsked::Of(request, kSenco).value();
  EXPECT_THAT(CutOf(second, kFive), testing::ElementsAre(2, 3, 4));
  EXPECT_EQ(second.NextToken(5), "");
}

TEST(PageAsked, EndsWithTheListThatHasGrownShorter) {
  v1::ListRegisterRequest request = TwoAPage();
  request.set_page_token(PageAsked::Of(request, kSenco)->NextToken(5));

  const PageAsked page = PageAsked::Of(request, kSenco).value();

  EXPECT_THAT(CutOf(page, {0}), testing::IsEmpty());
}

TEST(PageAsked, RefusesTheTokenOfAnotherCallerFilterOrList) {
  const std::string token = PageAsked::Of(TwoAPage(), kSenco)->NextToken(5);
  v1::ListRegisterRequest same = TwoAPage();
  same.set_page_token(token);
  EXPECT_THAT(PageAsked::Of(same, kSenco).status(), IsOk());

  const auto reason = [](const auto& page) { return ReasonOf(page.status()); };
  EXPECT_EQ(reason(PageAsked::Of(same, CallerOf(v1::ROLE_SENCO, "somebody.else"))),
            v1::ERROR_REASON_PAGE_TOKEN_INVALID);
  v1::ListRegisterRequest narrower = same;
  narrower.set_search("wren");
  EXPECT_EQ(reason(PageAsked::Of(narrower, kSenco)), v1::ERROR_REASON_PAGE_TOKEN_INVALID);
  v1::ListDutiesRequest duties;
  duties.set_page_token(token);
  EXPECT_EQ(reason(PageAsked::Of(duties, kSenco)), v1::ERROR_REASON_PAGE_TOKEN_INVALID);
}

TEST(SettingAsked, IsNoneOrSixteenBytes) {
  EXPECT_FALSE(SettingAsked("").value().has_value());
  EXPECT_EQ(SettingAsked(Hollowtree().bytes()).value(), Hollowtree());
  EXPECT_EQ(ReasonOf(SettingAsked("short").status()), v1::ERROR_REASON_INVALID_REQUEST);
}

TEST(DayAsked, IsTheLastOneOfWhatWasSaid) {
  const v1::Date february = DateOf(2024, 2);

  EXPECT_EQ(DayAsked(true, february, "as_of", kToday).value(), CivilDate::Of(2024, 2, 29));
  EXPECT_EQ(DayAsked(false, february, "as_of", kToday).value(), kToday);
  EXPECT_EQ(ReasonOf(DayAsked(true, DateOf(2024, 2, 30), "as_of", kToday).status()),
            v1::ERROR_REASON_INVALID_REQUEST);
}

}  // namespace
}  // namespace cairn
