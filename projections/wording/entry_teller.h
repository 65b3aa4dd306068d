// The visitor behind TextOf: one overload a kind, defined in one file a stage. Used inside this
// folder only.
#pragma once

#include <string>
#include <string_view>

#include "projections/record/visit_kind.h"
#include "projections/wording/entry_text.h"
#include "projections/wording/words.h"

namespace cairn {

class EntryTeller {
 public:
  // Both outlive the teller; `record` may be null.
  EntryTeller(const v1::Recorded& recorded, const Record* record)
      : recorded_(recorded), record_(record) {}

  // What a kind says: entry_text_<stage>.cc; one that is not there does not link.
#define CAIRN_TELL(Kind, field) EntryText operator()(const v1::Kind& kind) const;
  CAIRN_FOR_EACH_KIND(CAIRN_TELL)
#undef CAIRN_TELL
  EntryText operator()(NoKind) const;

 private:
  const v1::Entry& entry() const { return recorded_.entry(); }
  std::string Speaker() const { return SpeakerOf(recorded_, record_); }
  // What a person is called in this record: "Mother", or the name.
  std::string Called(std::string_view name) const;
  // The name that a provision was started under, else its id.
  std::string ProvisionName(std::string_view provision_id) const;
  // Weeks it was planned to run; 0 when that is not known.
  int PlannedWeeks(std::string_view provision_id) const;
  // The labels of what the entry links to with `relation`: "A05, A19".
  std::string LinkedLabels(v1::Relation relation) const;

  const v1::Recorded& recorded_;
  const Record* record_;
};

// "Mother" or "Father" when exactly one such person is linked under that name; empty otherwise.
std::string RelationshipWord(const Record& record, std::string_view name);

// "without permission: safeguarding, told the designated lead"; nothing when there was no override.
template <typename Kind>
std::string OverrideWords(const Kind& kind) {
  if (kind.override_ground() == v1::OVERRIDE_GROUND_UNSPECIFIED) return "";
  return "without permission: " +
         Join({Words(kind.override_ground()), kind.override_reason()}, ", ");
}

// The numbers and texts of one fact, put together; nothing for an absent date.
std::string Dated(std::string_view words, bool present, const v1::Date& date);

}  // namespace cairn
