#include "projections/timeline/tried_said.h"

#include <algorithm>
#include <utility>

#include "projections/plan/plan_words.h"
#include "projections/record/wording_given.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

bool IsChild(v1::Capacity capacity) {
  return capacity == v1::CAPACITY_CHILD || capacity == v1::CAPACITY_YOUNG_PERSON;
}

// What an entry of the kinds in which somebody speaks says; no words for every other.
v1::SaidLine LineOf(const EffectiveEntry& entry) {
  const v1::Entry& fact = entry.entry();
  v1::SaidLine line;
  line.set_person(std::string(entry.Party()));
  line.set_capacity(PartyCapacity(entry));
  *line.mutable_on() = ToProto(entry.FirstDay());
  line.set_label(PrintedLabel(entry));
  if (fact.has_voice_captured()) {
    line.set_text(Join(fact.voice_captured().text(), " "));
  } else if (fact.has_concern_raised()) {
    line.set_text(Join(fact.concern_raised().text(), " "));
  } else if (fact.has_contact_logged()) {
    line.set_person(fact.contact_logged().with());
    line.set_capacity(fact.contact_logged().capacity());
    line.set_text(Join(fact.contact_logged().text(), " "));
  } else if (fact.has_position_taken()) {
    const v1::PositionTaken& position = fact.position_taken();
    line.set_text(
        Join({Capitalised(Words(position.stance())), Join(position.grounds(), "; ")}, ": "));
  }
  return line;
}

void Add(const EntryPtr& entry, v1::SaidLine line, Said& said) {
  if (line.text().empty()) return;
  const bool child = IsChild(line.capacity());
  if (!child && line.capacity() != v1::CAPACITY_PARENT) return;
  (child ? said.child : said.parents).push_back(std::move(line));
  said.entries.push_back(entry);
}

bool SaysTheSame(const v1::ProvisionLine& line, const v1::PlanContent& content) {
  const v1::ProvisionLine* there = FindProvisionLine(content, line.item_id());
  return there != nullptr && there->what() == line.what();
}

// A position on one of its lines, in a version in which the line says what it said when it began.
bool TakesPositionOn(const TimelineContext& context, const SupportRef& support,
                     const EffectiveEntry& entry) {
  const v1::PositionTaken& position = entry.entry().position_taken();
  if (support.plan_id.empty() || position.plan_id() != support.plan_id) return false;
  const std::vector<EntryPtr> versions = SpokenAbout(context.record, entry);
  return std::ranges::any_of(versions, [&](const EntryPtr& version) {
    const v1::PlanContent& content = version->entry().plan_issued().content();
    return std::ranges::any_of(support.planned, [&](const v1::ProvisionLine* line) {
      return std::ranges::find(position.items(), line->item_id()) != position.items().end() &&
             SaysTheSame(*line, content);
    });
  });
}

bool LinksToIt(const Record& record, const EffectiveEntry& entry, const SupportRef& support) {
  return std::ranges::any_of(
      LinkedFrom(record, entry, v1::RELATION_ABOUT), [&](const EntryPtr& target) {
        return std::ranges::any_of(support.entries, [&](const EntryPtr& own) {
          return own->version() == target->version();
        });
      });
}

// A review that looked at one support: what child and parents think in it is about that one.
bool LooksAtItAlone(const SupportRef& support, const v1::PlanReviewed& review) {
  return review.provisions_size() > 0 &&
         std::ranges::all_of(review.provisions(), [&](const v1::ProvisionReview& found) {
           return IsAbout(support, found.provision_id());
         });
}

void AddReviewViews(const TimelineContext& context, const EntryPtr& entry, Said& said) {
  const v1::PlanReviewed& review = entry->entry().plan_reviewed();
  v1::SaidLine line;
  *line.mutable_on() = ToProto(entry->FirstDay());
  line.set_label(PrintedLabel(*entry));
  line.set_person(std::string(ChildName(context.record.people)));
  line.set_capacity(v1::CAPACITY_CHILD);
  line.set_text(Join(review.child_views(), " "));
  Add(entry, line, said);
  line.clear_person();  // which of them is not recorded
  line.set_capacity(v1::CAPACITY_PARENT);
  line.set_text(Join(review.parent_views(), " "));
  Add(entry, line, said);
}

}  // namespace

bool IsAbout(const SupportRef& support, const std::string& provision_or_line) {
  return (!support.provision_id.empty() && provision_or_line == support.provision_id) ||
         std::ranges::find(support.lines, provision_or_line) != support.lines.end();
}

bool HasItsLine(const SupportRef& support, const v1::PlanContent& content) {
  return std::ranges::any_of(
      support.planned, [&](const v1::ProvisionLine* line) { return SaysTheSame(*line, content); });
}

Said SaidAbout(const TimelineContext& context, const SupportRef& support) {
  Said said;
  for (const EntryPtr& entry : context.record.entries) {
    if (!context.visible(*entry)) continue;
    const v1::Entry& fact = entry->entry();
    if (fact.has_plan_reviewed()) {
      if (LooksAtItAlone(support, fact.plan_reviewed())) AddReviewViews(context, entry, said);
      continue;
    }
    const bool about = LinksToIt(context.record, *entry, support) ||
                       (fact.has_position_taken() && TakesPositionOn(context, support, *entry));
    if (about) Add(entry, LineOf(*entry), said);
  }
  return said;
}

}  // namespace cairn
