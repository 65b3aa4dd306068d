#include "tests/unit/services/rules/rules_test.h"

#include "absl/strings/str_format.h"

#include "tests/support/fake_clock.h"

namespace cairn {

std::vector<std::string> RefusalsOf(const Verdict& verdict) {
  std::vector<std::string> texts;
  for (const v1::Fault& fault : verdict.faults) {
    const std::string& name = fault.rule_id().empty() ? fault.reason() : fault.rule_id();
    texts.push_back(name + " @ " + fault.field());
  }
  return texts;
}

std::vector<std::string> FindingsOf(const Verdict& verdict) {
  std::vector<std::string> texts;
  for (const v1::Finding& finding : verdict.findings) {
    texts.push_back(finding.rule_id() + " @ " + finding.field());
  }
  return texts;
}

RulesTest::RulesTest() { record_.Open(); }

Verdict RulesTest::Check(const v1::Entry& entry, bool bulk) const {
  const int64_t now_us = FakeClock::kStartMicros;
  return CheckEntry(record_.Build(), entry,
                    {.now_us = now_us, .today = DayOfMicros(now_us), .bulk = bulk});
}

std::vector<std::string> RulesTest::Refusals(const std::string& text, bool bulk) const {
  return RefusalsOf(Check(EntryOf(text), bulk));
}

std::vector<std::string> RulesTest::Findings(const std::string& text) const {
  const Verdict verdict = Check(EntryOf(text));
  EXPECT_THAT(RefusalsOf(verdict), testing::IsEmpty()) << "a finding is never a reason to refuse";
  return FindingsOf(verdict);
}

v1::Entry RulesTest::Correcting(Version version, const std::string& text) const {
  v1::Entry entry = EntryOf(text);
  entry.mutable_corrects()->mutable_target()->set_event_id(EventIdAt(version));
  entry.mutable_corrects()->set_reason("wrong row");
  return entry;
}

v1::Entry RulesTest::Voiding(Version version) const {
  v1::Entry entry = EntryOf("entry_voided { reason: 'wrong child' }");
  entry.add_links()->set_relation(v1::RELATION_VOIDS);
  entry.mutable_links(0)->mutable_entry()->set_event_id(EventIdAt(version));
  return entry;
}

std::string RulesTest::EventIdAt(Version version) const {
  return record_.events().at(version - 1)->event_id.ToBytes();
}

RuleCaseTest::RuleCaseTest() {
  for (const std::string& entry : GetParam().before) record_.Add(entry);
}

void RuleCaseTest::ExpectItIsFound() const {
  const auto all = [](const Verdict& verdict) {
    std::vector<std::string> texts = RefusalsOf(verdict);
    for (std::string& finding : FindingsOf(verdict)) texts.push_back(std::move(finding));
    return texts;
  };

  EXPECT_THAT(all(Check(EntryOf(GetParam().broken))), testing::Contains(GetParam().found));
  EXPECT_THAT(all(Check(EntryOf(GetParam().sound))),
              testing::Not(testing::Contains(GetParam().found)));
}

std::string NameOf(const testing::TestParamInfo<RuleCase>& instance) { return instance.param.name; }

std::string On(int year, int month, int day) {
  return absl::StrFormat(
      "occurred { from { year: %d month: %d day: %d } precision: PRECISION_DAY } ", year, month,
      day);
}

std::string SupportStarted(std::string_view more, std::string_view type) {
  return absl::StrFormat(
      "provision_started { provision_id: 'i1' provision_type: PROVISION_TYPE_%s %s }", type, more);
}

}  // namespace cairn
