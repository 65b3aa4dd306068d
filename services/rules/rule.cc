#include "services/rules/rule.h"

#include <google/protobuf/descriptor.h>

#include "absl/strings/str_format.h"

namespace cairn::rules {

Places When(bool broken, std::string_view field) {
  if (!broken) return {};
  return {std::string(field)};
}

std::string Item(std::string_view list, int index, std::string_view field) {
  const std::string item = absl::StrFormat("%s[%d]", list, index);
  return field.empty() ? item : absl::StrFormat("%s.%s", item, field);
}

void Report(const Rule& rule, std::string_view field, Verdict& verdict) {
  if (rule.effect == Effect::kRefuse) {
    v1::Fault& fault = verdict.faults.emplace_back();
    fault.set_field(std::string(field));
    fault.set_reason(std::string(rule.reason));
    fault.set_sentence(std::string(rule.sentence));
    fault.set_rule_id(std::string(rule.id));
    fault.set_source(std::string(rule.source));
    return;
  }
  v1::Finding& finding = verdict.findings.emplace_back();
  finding.set_field(std::string(field));
  finding.set_sentence(std::string(rule.sentence));
  finding.set_rule_id(std::string(rule.id));
  finding.set_source(std::string(rule.source));
  finding.set_legal_duty(rule.effect == Effect::kLegalDuty);
}

std::string KindPath(const v1::Entry& entry, std::string_view place) {
  const auto* oneof = v1::Entry::descriptor()->FindOneofByName("kind");
  const auto* field = entry.GetReflection()->GetOneofFieldDescriptor(entry, oneof);
  const std::string kind = field == nullptr ? "" : field->name();
  return place.empty() ? kind : absl::StrFormat("%s.%s", kind, place);
}

}  // namespace cairn::rules
