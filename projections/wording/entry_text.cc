#include "projections/wording/entry_text.h"

#include <algorithm>

#include "projections/wording/entry_teller.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

bool IsParent(v1::Relationship relationship) {
  return relationship == v1::RELATIONSHIP_MOTHER || relationship == v1::RELATIONSHIP_FATHER;
}

std::string FirstName(const std::string& name) { return name.substr(0, name.find(' ')); }

}  // namespace

std::string EntryText::Sentence() const {
  const std::string joined = Join(facts, "; ");
  if (joined.empty()) return lead;
  return lead.empty() ? joined : lead + ": " + joined;
}

EntryText TextOf(const v1::Recorded& recorded, const Record* record) {
  return VisitKind(recorded.entry(), EntryTeller(recorded, record));
}

std::vector<std::string> FactsOnlyIn(const EntryText& before, const EntryText& after) {
  std::vector<std::string> only;
  if (before.lead != after.lead) only.push_back(before.lead);
  for (const std::string& fact : before.facts) {
    const bool kept = std::find(after.facts.begin(), after.facts.end(), fact) != after.facts.end();
    if (!kept && !fact.empty()) only.push_back(fact);
  }
  return only;
}

std::string SpeakerOf(const v1::Recorded& recorded, const Record* record) {
  const v1::Entry& entry = recorded.entry();
  if (!entry.has_person()) {
    return Join({recorded.actor().name(), Words(recorded.actor().role())}, ", ");
  }
  const std::string& name = entry.person().name();
  const std::string relationship =
      record == nullptr ? std::string() : RelationshipWord(*record, name);
  if (!relationship.empty()) return relationship;
  const bool is_child = record != nullptr && name == ChildName(record->people);
  if (is_child) return FirstName(name);
  return Join({name, Words(entry.person().capacity())}, ", ");
}

std::string RelationshipWord(const Record& record, std::string_view name) {
  v1::Relationship found = v1::RELATIONSHIP_UNSPECIFIED;
  for (const Fact<v1::PersonLinked>& link : record.people.linked) {
    if (link->name() == name && IsParent(link->relationship())) found = link->relationship();
  }
  for (const Fact<v1::PersonLinked>& link : record.people.linked) {
    if (link->relationship() == found && link->name() != name) return "";
  }
  return Capitalised(Words(found));
}

std::string Dated(std::string_view words, bool present, const v1::Date& date) {
  return present ? std::string(words) + " " + FormatDate(date) : std::string();
}

std::string EntryTeller::Called(std::string_view name) const {
  if (record_ != nullptr) {
    const std::string word = RelationshipWord(*record_, name);
    if (!word.empty()) return word;
    if (name == ChildName(record_->people)) return FirstName(std::string(name));
  }
  return std::string(name);
}

std::string EntryTeller::ProvisionName(std::string_view provision_id) const {
  const Provision* provision =
      record_ == nullptr ? nullptr : FindProvision(record_->provisions, provision_id);
  if (provision == nullptr || !provision->started || provision->started->name().empty()) {
    return std::string(provision_id);
  }
  return provision->started->name();
}

int EntryTeller::PlannedWeeks(std::string_view provision_id) const {
  const Provision* provision =
      record_ == nullptr ? nullptr : FindProvision(record_->provisions, provision_id);
  const bool known = provision != nullptr && provision->started;
  return known ? provision->started->planned().weeks() : 0;
}

std::string EntryTeller::LinkedLabels(v1::Relation relation) const {
  std::vector<std::string> labels;
  for (const v1::Link& link : entry().links()) {
    if (link.relation() == relation) labels.push_back(link.entry().source_id());
  }
  return Join(labels, ", ");
}

EntryText EntryTeller::operator()(NoKind) const { return {.lead = "Entry of no known kind"}; }

}  // namespace cairn
