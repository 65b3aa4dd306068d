#include "projections/plan/field_words.h"

#include <algorithm>

#include "projections/calendar/date.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr FieldLabel kLabels[] = {
    {"Aspiration.whose", "Whose"},
    {"Aspiration.text", "Hope"},
    {"Outcome.item_id", "Item"},
    {"Outcome.text", "Outcome"},
    {"Outcome.area", "Area of need"},
    {"Outcome.by", "By"},
    {"Outcome.preparation_for_adulthood", "Prepares for adulthood"},
    {"Outcome.expected_progress", "Progress expected on the way"},
    {"Target.item_id", "Item"},
    {"Target.text", "Target"},
    {"Target.outcome_id", "Outcome"},
    {"Target.measure", "Measured by"},
    {"Target.baseline_text", "Starts from"},
    {"Target.baseline", "Start"},
    {"Target.aim", "Aim"},
    {"Target.out_of", "Out of"},
    {"Target.due", "By"},
    {"Target.set_by", "Set by"},
    {"Target.relevance", "Why it matters"},
    {"Target.attainable_because", "Why it can be reached"},
    {"Target.weight", "Weight"},
    {"ProvisionLine.item_id", "Item"},
    {"ProvisionLine.what", "What"},
    {"ProvisionLine.provider", "Given by"},
    {"ProvisionLine.provider_role", "Role of who gives it"},
    {"ProvisionLine.cover", "Who steps in"},
    {"ProvisionLine.oversight", "Who oversees it"},
    {"ProvisionLine.sessions_per_week", "Sessions a week"},
    {"ProvisionLine.minutes_per_session", "Minutes a session"},
    {"ProvisionLine.group_size", "Children in the group"},
    {"ProvisionLine.weeks", "Weeks"},
    {"ProvisionLine.from", "From"},
    {"ProvisionLine.to", "To"},
    {"ProvisionLine.hours_per_week", "Hours a week"},
    {"ProvisionLine.attendance_code", "Attendance code"},
    {"ProvisionLine.serves", "Serves"},
    {"ProvisionLine.why", "Why"},
    {"ProvisionLine.expected_difference", "Difference expected"},
    {"ProvisionLine.tier", "Tier"},
    {"ProvisionLine.expertise", "Expertise needed"},
    {"ProvisionLine.provider_organisation", "Organisation that gives it"},
    {"ProvisionLine.slot", "When in the week"},
    {"ProvisionLine.evidence_base", "Evidence that it works"},
    {"ProvisionLine.catalogue_code", "Catalogue code"},
    {"ProvisionLine.resources", "Material"},
    {"ProvisionLine.funder", "Who pays"},
    {"Responsibility.whose", "Whose"},
    {"Responsibility.text", "Undertakes"},
    {"RelationalSection.trusted_adults", "Trusted adults"},
    {"RelationalSection.adult_stance", "How adults act"},
    {"RelationalSection.safe_place", "Safe place"},
    {"RelationalSection.child_took_part", "The child took part"},
    {"RelationalSection.trusted_peers", "Trusted peers"},
    {"RelationalSection.builds_safety", "What builds safety"},
    {"RelationalSection.calms", "What calms"},
    {"RelationalSection.hard_for_me", "What is hard"},
    {"PlanContent.aspirations", "Aspiration"},
    {"PlanContent.strengths", "Strength"},
    {"PlanContent.needs", "Need"},
    {"PlanContent.outcomes", "Outcome"},
    {"PlanContent.targets", "Target"},
    {"PlanContent.provisions", "Provision"},
    {"PlanContent.strategies", "Strategy"},
    {"PlanContent.adjustments", "Adjustment"},
    {"PlanContent.responsibilities", "Responsibility"},
    {"PlanContent.relational", "Relationships"},
    {"PlanContent.home_strategies", "At home"},
    {"PlanContent.specialists", "Specialist"},
    {"PlanContent.transition", "For the move"},
    {"PlanIssued.plan_id", "Plan"},
    {"PlanIssued.plan_kind", "Kind of plan"},
    {"PlanIssued.content", "Content"},
    {"PlanIssued.plan_version", "Version"},
    {"PlanIssued.effective_from", "Used from"},
    {"PlanIssued.review_due", "Review due"},
    {"PlanIssued.responsible_teacher", "Responsible teacher"},
    {"PlanIssued.replaced_because", "Replaced because"},
    {"PlanIssued.linked_plan_id", "Belongs to plan"},
    {"PlanIssued.nc_year", "Year group"},
    {"PlanIssued.review_agreed_with", "Review date agreed with"},
};

std::string WordsOfMessage(const Message& message) {
  const Descriptor* type = message.GetDescriptor();
  if (type == v1::Date::descriptor()) {
    return FormatDate(static_cast<const v1::Date&>(message));
  }
  if (type == v1::Decimal::descriptor()) {
    return FormatDecimal(static_cast<const v1::Decimal&>(message));
  }
  return ItemLine(message);
}

// `index` below 0: the field is not repeated.
std::string ValueWords(const Message& message, const FieldDescriptor& field, int index) {
  const google::protobuf::Reflection& values = *message.GetReflection();
  const auto pick = [&](auto single, auto repeated) {
    return index < 0 ? (values.*single)(message, &field)
                     : (values.*repeated)(message, &field, index);
  };
  using R = google::protobuf::Reflection;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return pick(&R::GetString, &R::GetRepeatedString);
    case FieldDescriptor::CPPTYPE_BOOL:
      return pick(&R::GetBool, &R::GetRepeatedBool) ? "yes" : "no";
    case FieldDescriptor::CPPTYPE_INT32:
      return std::to_string(pick(&R::GetInt32, &R::GetRepeatedInt32));
    case FieldDescriptor::CPPTYPE_INT64:
      return std::to_string(pick(&R::GetInt64, &R::GetRepeatedInt64));
    case FieldDescriptor::CPPTYPE_UINT32:
      return std::to_string(pick(&R::GetUInt32, &R::GetRepeatedUInt32));
    case FieldDescriptor::CPPTYPE_UINT64:
      return std::to_string(pick(&R::GetUInt64, &R::GetRepeatedUInt64));
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumWords(field.enum_type(), pick(&R::GetEnumValue, &R::GetRepeatedEnumValue));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return WordsOfMessage(index < 0 ? values.GetMessage(message, &field)
                                      : values.GetRepeatedMessage(message, &field, index));
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_DOUBLE:
      break;  // no entry holds one
  }
  return "";
}

std::string WithSmallInitial(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  return text;
}

// What the item is, in its own words: the first of these fields that it has.
const FieldDescriptor* NameField(const Descriptor& type) {
  const FieldDescriptor* text = type.FindFieldByName("text");
  return text != nullptr ? text : type.FindFieldByName("what");
}

}  // namespace

std::span<const FieldLabel> FieldLabels() { return kLabels; }

std::string LabelOfField(const FieldDescriptor& field) {
  const std::string name =
      std::string(field.containing_type()->name()) + "." + std::string(field.name());
  const auto* row = std::find_if(std::begin(kLabels), std::end(kLabels),
                                 [&](const FieldLabel& label) { return label.field == name; });
  return row == std::end(kLabels) ? Spaced(field.name()) : std::string(row->label);
}

std::string FieldWords(const Message& message, const FieldDescriptor& field) {
  const google::protobuf::Reflection& values = *message.GetReflection();
  if (!field.is_repeated()) {
    return values.HasField(message, &field) ? ValueWords(message, field, -1) : "";
  }
  std::vector<std::string> words;
  for (int i = 0; i < values.FieldSize(message, &field); ++i) {
    words.push_back(ValueWords(message, field, i));
  }
  return Join(words, "; ");
}

std::string ItemLine(const Message& item) {
  const Descriptor& type = *item.GetDescriptor();
  const FieldDescriptor* whose = type.FindFieldByName("whose");
  const FieldDescriptor* name = NameField(type);
  std::string line = whose == nullptr ? "" : Capitalised(FieldWords(item, *whose));
  if (name != nullptr) line = Join({line, FieldWords(item, *name)}, ": ");
  std::vector<std::string> parts = {line};
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (&field == whose || &field == name || field.name() == "item_id") continue;
    const std::string words = FieldWords(item, field);
    if (!words.empty()) parts.push_back(WithSmallInitial(LabelOfField(field)) + " " + words);
  }
  return Join(parts, "; ");
}

std::vector<v1::PlanFieldChange> FieldChanges(const Message& before, const Message& after) {
  std::vector<v1::PlanFieldChange> changes;
  const Descriptor& type = *after.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const std::string was = FieldWords(before, field);
    const std::string is = FieldWords(after, field);
    if (was == is) continue;
    v1::PlanFieldChange& change = changes.emplace_back();
    change.set_field(std::string(field.name()));
    change.set_label(LabelOfField(field));
    change.set_before(was);
    change.set_after(is);
  }
  return changes;
}

}  // namespace cairn
