// Which children a question about the register finds, and in what order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/register.h"
#include "tests/unit/projections/cohort/rows_of_story.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Some children as a school has them, for the questions that a register answers.
class ListedRegister : public ::testing::Test {
 protected:
  void AddChild(std::string_view name, std::string_view status, std::string_view since,
                std::string_view nc_year, const std::vector<std::string>& more = {}) {
    HistoryBuilder history = ChildOpened("2024-09-02", name);
    v1::Entry set = EntryOn(since, "sen_status_set {}");
    v1::SenProvision code = v1::SEN_PROVISION_UNSPECIFIED;
    EXPECT_TRUE(v1::SenProvision_Parse("SEN_PROVISION_" + std::string(status), &code));
    set.mutable_sen_status_set()->set_status(code);
    history.Add("2025-01-06", set);
    v1::Entry details = EntryOn("2024-09-02", "details_recorded {}");
    details.mutable_details_recorded()->set_nc_year(std::string(nc_year));
    history.Add("2025-01-06", details);
    for (const std::string& one : more) history.Add("2025-01-06", EntryOn("2024-09-05", one));
    rows_.push_back(RowsOf<rows::RegisterRows>(RegisterView(), history.events()));
  }

  std::vector<std::string> Ask(const v1::ListRegisterRequest& question) {
    std::vector<RegisterChild> children;
    for (size_t i = 0; i < rows_.size(); ++i) {
      std::string id(16, 'x');
      id[15] = static_cast<char>('a' + i);
      children.push_back({.record = *RecordId::FromBytes(id), .rows = &rows_[i]});
    }
    std::vector<std::string> names;
    for (const v1::RegisterRow& row : ListRegister(children, question, Day("2025-01-10"))) {
      names.push_back(row.child().name());
    }
    return names;
  }

  void SetUp() override {
    AddChild("Ida Reed", "K", "2024-10-01", "10");
    AddChild("Åke Reed", "E", "2024-09-10", "R",
             {"needs_identified { needs { type: SEN_TYPE_SLCN rank: 2 } needs { type: SEN_TYPE_ASD "
              "rank: 1 } }"});
    AddChild("Zoë O'Brien", "K", "2024-09-20", "9",
             {"person_linked { name: 'Ann Example' relationship: RELATIONSHIP_KEYWORKER }"});
    AddChild("Bea North", "N", "2024-09-03", "9");
    AddChild("Cal South", "K", "2024-09-03", "9",
             {"placement_recorded { school: 'Elm' to { year: 2024 month: 12 day: 20 } }"});
  }

  std::vector<rows::RegisterRows> rows_;
};

TEST_F(ListedRegister, HoldsThoseWithKAndEWhoAreThereByName) {
  EXPECT_THAT(Ask({}), ElementsAre("Åke Reed", "Ida Reed", "Zoë O'Brien"));
}

TEST_F(ListedRegister, HoldsEverybodyWhenAskedTo) {
  v1::ListRegisterRequest question;
  question.set_include_all(true);
  EXPECT_THAT(Ask(question),
              ElementsAre("Åke Reed", "Bea North", "Cal South", "Ida Reed", "Zoë O'Brien"));
}

TEST_F(ListedRegister, TakesValuesOfOneFilterAsAlternativesAndFiltersTogether) {
  v1::ListRegisterRequest question;
  question.add_nc_years("9");
  question.add_nc_years("10");
  EXPECT_THAT(Ask(question), ElementsAre("Ida Reed", "Zoë O'Brien"));
  question.add_sen_provisions(v1::SEN_PROVISION_N);
  EXPECT_THAT(Ask(question), ElementsAre("Bea North"));
  question.add_sen_provisions(v1::SEN_PROVISION_E);
  question.clear_nc_years();
  EXPECT_THAT(Ask(question), ElementsAre("Åke Reed", "Bea North"));
}

TEST_F(ListedRegister, FindsANeedOfAnyRankAndAKeyWorkerWithoutCase) {
  v1::ListRegisterRequest question;
  question.add_needs(v1::SEN_TYPE_SLCN);
  EXPECT_THAT(Ask(question), ElementsAre("Åke Reed"));
  question.set_key_worker("ann example");
  EXPECT_THAT(Ask(question), IsEmpty());
  question.clear_needs();
  EXPECT_THAT(Ask(question), ElementsAre("Zoë O'Brien"));
  question.set_key_worker("Ann");
  EXPECT_THAT(Ask(question), IsEmpty());
}

TEST_F(ListedRegister, FindsAChildUnderEachOfTwoKeyWorkers) {
  AddChild("Wyn Last", "K", "2024-09-03", "9",
           {"person_linked { name: 'Lee, Ann' relationship: RELATIONSHIP_KEYWORKER }",
            "person_linked { name: 'Cy Moss' relationship: RELATIONSHIP_KEYWORKER }",
            "person_linked { name: 'Bo Fern' relationship: RELATIONSHIP_CLASS_TEACHER }"});
  v1::ListRegisterRequest question;

  question.set_key_worker("lee, ann");
  EXPECT_THAT(Ask(question), ElementsAre("Wyn Last"));
  question.set_key_worker("Cy Moss");
  EXPECT_THAT(Ask(question), ElementsAre("Wyn Last"));
  question.set_key_worker("Bo Fern");
  EXPECT_THAT(Ask(question), IsEmpty());
}

TEST_F(ListedRegister, SearchesByTheBeginningsOfWords) {
  v1::ListRegisterRequest question;
  question.set_search("ree");
  EXPECT_THAT(Ask(question), ElementsAre("Åke Reed", "Ida Reed"));
  question.set_search("REED ake");
  EXPECT_THAT(Ask(question), ElementsAre("Åke Reed"));
}

TEST_F(ListedRegister, OrdersYearsAsChildrenPassThroughThem) {
  v1::ListRegisterRequest question;
  question.set_order(v1::REGISTER_ORDER_NC_YEAR);
  EXPECT_THAT(Ask(question), ElementsAre("Åke Reed", "Zoë O'Brien", "Ida Reed"));
  question.set_descending(true);
  EXPECT_THAT(Ask(question), ElementsAre("Ida Reed", "Zoë O'Brien", "Åke Reed"));
}

TEST_F(ListedRegister, OrdersByTheDayOfTheStatusEitherWayRound) {
  v1::ListRegisterRequest question;
  question.set_order(v1::REGISTER_ORDER_STATUS_SINCE);
  EXPECT_THAT(Ask(question), ElementsAre("Åke Reed", "Zoë O'Brien", "Ida Reed"));
  question.set_descending(true);
  EXPECT_THAT(Ask(question), ElementsAre("Ida Reed", "Zoë O'Brien", "Åke Reed"));
}

TEST_F(ListedRegister, PutsThoseWithoutANextReviewLastEitherWayRound) {
  AddChild("Wyn Last", "K", "2024-09-03", "9",
           {"plan_issued { plan_id: 'P' plan_kind: PLAN_KIND_SEN_SUPPORT content {} review_due { "
            "year: 2025 month: 2 day: 1 } }"});
  v1::ListRegisterRequest question;
  question.set_order(v1::REGISTER_ORDER_NEXT_REVIEW);
  EXPECT_THAT(Ask(question), ElementsAre("Wyn Last", "Åke Reed", "Ida Reed", "Zoë O'Brien"));
  question.set_descending(true);
  EXPECT_THAT(Ask(question), ElementsAre("Wyn Last", "Zoë O'Brien", "Ida Reed", "Åke Reed"));
}

TEST_F(ListedRegister, BreaksTiesByRecord) {
  AddChild("ida reed", "K", "2024-09-03", "1");
  EXPECT_THAT(Ask({}), ElementsAre("Åke Reed", "Ida Reed", "ida reed", "Zoë O'Brien"));
}

}  // namespace
}  // namespace cairn
