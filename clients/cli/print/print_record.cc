#include "clients/cli/print/print_record.h"

#include <algorithm>

#include "absl/strings/str_format.h"

#include "clients/cli/names/moments.h"
#include "clients/cli/names/record_name.h"
#include "clients/cli/print/print_words.h"
#include "clients/cli/print/text_layout.h"

namespace cairn::cli {
namespace {

constexpr size_t kRecordLabelWidth = 13;

// `IDENTIFIER_TYPE_UPN` as `UPN`, `RELATIONSHIP_CLASS_TEACHER` as `class teacher`.
std::string CodeWords(const std::string& code, std::string_view prefix, bool upper) {
  std::string words = code.substr(std::min(prefix.size(), code.size()));
  for (char& c : words) {
    if (c == '_') c = ' ';
    if (!upper && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return words;
}

std::string RecordFact(std::string_view label, const std::string& value) {
  return value.empty() ? "" : Hanging(label, kRecordLabelWidth, value, kWidthMax);
}

std::string IdentifierWords(const v1::RecordIdentifier& identifier) {
  std::string words = CodeWords(v1::IdentifierType_Name(identifier.type()), "IDENTIFIER_TYPE_",
                                /*upper=*/true) +
                      " " + Plain(identifier.value());
  if (identifier.permanence() == v1::IDENTIFIER_PERMANENCE_TEMPORARY) words += " (temporary)";
  return words;
}

std::string PersonWords(const v1::RecordPerson& person) {
  std::string words = Plain(person.name()) + ", " +
                      CodeWords(v1::Relationship_Name(person.relationship()), "RELATIONSHIP_",
                                /*upper=*/false);
  if (person.parental_responsibility()) words += ", parental responsibility";
  return words;
}

std::string StatusWords(const v1::Record& record) {
  if (record.sen_provision() == v1::SEN_PROVISION_UNSPECIFIED) return "";
  std::string words = CodeWords(v1::SenProvision_Name(record.sen_provision()), "SEN_PROVISION_",
                                /*upper=*/true);
  if (record.sen_provision_from().has_year()) {
    words += " from " + FullDate(record.sen_provision_from());
  }
  return words;
}

}  // namespace

std::string PrintRecord(const v1::Record& record) {
  std::string text = RecordFact("RECORD", HexOf(record.record_id()));
  text += RecordFact("Child", ChildWords(record.name(), record.nc_year(), record.born()));
  text += RecordFact("School", Plain(record.school()));
  text += RecordFact("SEN", StatusWords(record));
  std::string_view label = "Identifiers";
  for (const v1::RecordIdentifier& identifier : record.identifiers()) {
    text += RecordFact(label, IdentifierWords(identifier));
    label = "";
  }
  label = "People";
  for (const v1::RecordPerson& person : record.people()) {
    text += RecordFact(label, PersonWords(person));
    label = "";
  }
  text += RecordFact("Plans", Joined(record.plan_ids(), ", "));
  text += RecordFact("Version", absl::StrFormat("%d", record.version()));
  if (record.on_hold()) text += RecordFact("Hold", "nothing may be disposed of");
  if (record.fictional()) text += Line("The person does not exist; everything here is invented.");
  return text;
}

}  // namespace cairn::cli
