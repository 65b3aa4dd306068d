#include "projections/timeline/item_marks.h"

#include <algorithm>

#include "absl/strings/str_format.h"

#include "projections/wording/entry_text.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

bool WasTypedForAnother(const v1::Recorded& recorded) {
  const v1::Entry& entry = recorded.entry();
  if (!entry.has_person() || entry.means() == v1::MEANS_OWN_SIGN_IN) return false;
  const v1::Person& person = entry.person();
  if (person.has_sign_in_subject()) return person.sign_in_subject() != recorded.actor().subject();
  return person.name() != recorded.actor().name();
}

std::string Imported(const v1::Source& source) {
  if (!source.has_entered()) return "";
  return "imported; the old system says entered " + FormatDate(source.entered().from());
}

// What each correction changed, compared with what stood before it.
std::string Corrected(const Record& record, const EffectiveEntry& entry) {
  std::vector<std::string> changes;
  const EventPtr* before = &entry.original;
  for (const EventPtr& correction : entry.corrections) {
    const v1::EntryCorrected& head = correction->recorded->entry().corrects();
    std::string change = FormatDate(DayOfMicros(correction->recorded_at_us));
    if ((*before)->recorded.has_value()) {
      const std::vector<std::string> was = FactsOnlyIn(TextOf(*(*before)->recorded, &record),
                                                       TextOf(*correction->recorded, &record));
      if (!was.empty()) change += ": was " + Join(was, ", ");
    }
    if (head.has_reason()) change += " (" + head.reason() + ")";
    if (!head.refused().empty()) change += "; not changed: " + Join(head.refused(), ", ");
    if (head.dispute_statement_attached()) change += "; statement of disagreement kept";
    changes.push_back(std::move(change));
    before = &correction;
  }
  return Join(changes, "; ");
}

// A disagreement that stands is about this plan version, or links to this entry.
bool IsDisputed(const TimelineContext& context, const EffectiveEntry& entry) {
  const v1::Entry& fact = entry.entry();
  if (fact.position_taken().stance() == v1::STANCE_DISAGREE) return true;
  if (fact.corrects().dispute_statement_attached()) return true;
  const auto& standing = context.standing;
  return std::any_of(standing.begin(), standing.end(), [&](const StandingDisagreement& one) {
    const v1::PositionTaken& position = *one.position;
    if (fact.has_plan_issued()) {
      return position.plan_id() == fact.plan_issued().plan_id() &&
             position.plan_version() == fact.plan_issued().plan_version();
    }
    const auto about = LinkedFrom(context.record, *one.position.entry, v1::RELATION_ABOUT);
    return std::any_of(about.begin(), about.end(), [&](const EntryPtr& target) {
      return target->version() == entry.version();
    });
  });
}

}  // namespace

bool ItemMarks::MayShareALineWith(const ItemMarks& other) const {
  return days_late == 0 && other.days_late == 0 && imported == other.imported &&
         corrected.empty() && other.corrected.empty() && disputed == other.disputed &&
         after_dispute == other.after_dispute;
}

ItemMarks MarksOf(const TimelineContext& context, const EffectiveEntry& entry) {
  ItemMarks marks;
  const v1::Recorded& recorded = *entry.current->recorded;
  const v1::Recorded& first =
      entry.original->recorded.has_value() ? *entry.original->recorded : recorded;
  marks.imported = Imported(first.entry().source());
  const int days = DaysToRecording(entry);
  if (marks.imported.empty() && days > kLateAfterDays) marks.days_late = days;
  if (marks.days_late > 0 || WasTypedForAnother(first)) {
    marks.entered_by = ActorWords(first.actor());
  }
  marks.corrected = Corrected(context.record, entry);
  marks.disputed = IsDisputed(context, entry);
  if (const Dispute* dispute = WrittenAfterDispute(context.record.disputes, entry)) {
    marks.after_dispute = dispute->dispute_id;
  }
  return marks;
}

}  // namespace cairn
