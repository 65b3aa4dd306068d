#include "services/rules/correction_rules.h"

#include <cstdint>
#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

constexpr int64_t kHourMicros = int64_t{3600} * 1'000'000;
constexpr char kRefused[] = "correction.says_why @ corrects.reason";
constexpr char kCorrectedPlan[] =
    "plan_issued { plan_id: 'p' plan_kind: PLAN_KIND_SEN_SUPPORT content { needs: 'reading' } }";

class CorrectionRules : public RulesTest {
 protected:
  // What is refused when `subject` corrects the second event, `after_us` after it was recorded.
  std::vector<std::string> RefusedTo(const std::string& subject, int64_t after_us,
                                     const std::string& text = kCorrectedPlan,
                                     const std::string& reason = "") const {
    v1::Entry entry = Correcting(2, text);
    entry.mutable_corrects()->clear_reason();
    if (!reason.empty()) entry.mutable_corrects()->set_reason(reason);
    const Caller caller = CallerOf(v1::ROLE_SENCO, subject);
    v1::Actor author;
    author.set_issuer(caller.issuer);
    author.set_subject(caller.subject);
    const int64_t now_us = record_.events().at(1)->recorded_at_us + after_us;
    return RefusalsOf(
        CheckEntry(record_.Build(), entry,
                   {.now_us = now_us, .today = DayOfMicros(now_us), .author = &author}));
  }
};

TEST_F(CorrectionRules, LetAnAuthorMendASlipWithinADayWithoutAWord) {
  record_.Add(kCorrectedPlan, CallerOf(v1::ROLE_SENCO, "juniper"));

  EXPECT_THAT(RefusedTo("juniper", 24 * kHourMicros - 1), IsEmpty());
  EXPECT_THAT(RefusedTo("juniper", 24 * kHourMicros), Contains(kRefused));
}

TEST_F(CorrectionRules, AskEverybodyElseWhy) {
  record_.Add(kCorrectedPlan, CallerOf(v1::ROLE_SENCO, "juniper"));

  EXPECT_THAT(RefusedTo("basil", kHourMicros), Contains(kRefused));
  EXPECT_THAT(RefusedTo("basil", kHourMicros, kCorrectedPlan, "wrong row"), IsEmpty());
}

TEST_F(CorrectionRules, AskWhyOnceSomebodyHasTakenAPosition) {
  record_.Add(kCorrectedPlan, CallerOf(v1::ROLE_SENCO, "juniper"))
      .Add("position_taken { stance: STANCE_AGREE plan_id: 'p' }");

  EXPECT_THAT(RefusedTo("juniper", kHourMicros), Contains(kRefused));
}

TEST_F(CorrectionRules, AskWhyOnceSomebodyHasAcknowledgedIt) {
  record_.Add(kCorrectedPlan, CallerOf(v1::ROLE_SENCO, "juniper"))
      .Add("item_acknowledged { plan_id: 'p' acknowledged: 'Clover' }");

  EXPECT_THAT(RefusedTo("juniper", kHourMicros), Contains(kRefused));
}

TEST_F(CorrectionRules, AskWhyWhenNobodyKnowsWhoCorrects) {
  record_.Add(kCorrectedPlan, CallerOf(v1::ROLE_SENCO, "juniper"));
  v1::Entry entry = Correcting(2, kCorrectedPlan);
  entry.mutable_corrects()->clear_reason();

  EXPECT_THAT(RefusalsOf(Check(entry)), Contains(kRefused));
}

}  // namespace
}  // namespace cairn
