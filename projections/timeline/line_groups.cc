#include "projections/timeline/line_groups.h"

#include <algorithm>
#include <utility>

#include "projections/timeline/cycles.h"

namespace cairn {
namespace {

// The last entry before `entry` for which `matches` holds; null when there is none.
template <typename Matches>
EntryPtr LastBefore(const Record& record, const EffectiveEntry& entry, Matches matches) {
  EntryPtr found;
  for (const EntryPtr& earlier : record.entries) {
    if (earlier->version() == entry.version()) break;
    if (matches(earlier->entry())) found = earlier;
  }
  return found;
}

EntryPtr First(const std::vector<EntryPtr>& entries) {
  return entries.empty() ? nullptr : entries.front();
}

EntryPtr PlanRead(const Record& record, const EffectiveEntry& entry) {
  const v1::ItemAcknowledged& read = entry.entry().item_acknowledged();
  return LastBefore(record, entry, [&](const v1::Entry& earlier) {
    return earlier.plan_issued().plan_id() == read.plan_id() &&
           earlier.plan_issued().plan_version() == read.plan_version() && earlier.has_plan_issued();
  });
}

EntryPtr WhatWasNotified(const Record& record, const EffectiveEntry& entry) {
  if (EntryPtr about = First(LinkedFrom(record, entry, v1::RELATION_ABOUT))) return about;
  if (entry.entry().notice_sent().notice() != v1::NOTICE_KIND_SEN_SUPPORT_STARTS) return nullptr;
  return LastBefore(record, entry, [](const v1::Entry& earlier) {
    return earlier.sen_status_set().status() == v1::SEN_PROVISION_K;
  });
}

// Needs that rest on a report are read with it.
EntryPtr ReportBehind(const Record& record, const EffectiveEntry& entry) {
  for (const EntryPtr& evidence : LinkedFrom(record, entry, v1::RELATION_EVIDENCE)) {
    if (evidence->entry().has_specialist_reported()) return evidence;
  }
  return nullptr;
}

// The start of the support, or else the log before it: a log of a later cycle begins a line there.
EntryPtr SupportGiven(const Record& record, const EffectiveEntry& entry) {
  const std::string& id = entry.entry().delivery_logged().provision_id();
  return LastBefore(record, entry, [&](const v1::Entry& earlier) {
    return earlier.provision_started().provision_id() == id ||
           earlier.delivery_logged().provision_id() == id;
  });
}

// The entry that this one is read with, if it may be.
EntryPtr Follows(const Record& record, const EffectiveEntry& entry) {
  const v1::Entry& fact = entry.entry();
  if (fact.has_concern_answered()) return First(LinkedFrom(record, entry, v1::RELATION_ANSWERS));
  if (fact.has_item_acknowledged()) return PlanRead(record, entry);
  if (fact.has_notice_sent()) return WhatWasNotified(record, entry);
  if (fact.has_needs_identified()) return ReportBehind(record, entry);
  if (fact.has_delivery_logged()) return SupportGiven(record, entry);
  if (fact.has_ehc_decision_notified()) {
    return LastBefore(record, entry, [](const v1::Entry& e) { return e.has_ehc_requested(); });
  }
  return nullptr;
}

// One act: recorded at one moment of one day, under one label. Labels alone would not do:
// "2024.10.1" of some other system is no part of "2024.10".
bool WrittenTogether(const EffectiveEntry& a, const EffectiveEntry& b) {
  if (a.original->recorded_at_us != b.original->recorded_at_us) return false;
  if (a.FirstDay() != b.FirstDay()) return false;
  const v1::Source& source_a = a.original->recorded.has_value()
                                   ? a.original->recorded->entry().source()
                                   : v1::Source::default_instance();
  const v1::Source& source_b = b.original->recorded.has_value()
                                   ? b.original->recorded->entry().source()
                                   : v1::Source::default_instance();
  return !source_a.id().empty() && source_a.system() == source_b.system() &&
         LabelRoot(source_a.id()) == LabelRoot(source_b.id());
}

// What was written down in one act was recorded alike by itself.
bool RecordedAlike(const LineMember& a, const LineMember& b) {
  if (WrittenTogether(*a.entry, *b.entry)) {
    return a.marks.corrected.empty() && b.marks.corrected.empty();
  }
  return a.marks.MayShareALineWith(b.marks);
}

class Grouping {
 public:
  Grouping(const TimelineContext& context, const std::vector<v1::Cycle>& cycles)
      : context_(context), cycles_(cycles) {}

  std::vector<LineGroup> Run() && {
    for (const EntryPtr& entry : context_.record.entries) Place(entry);
    for (LineGroup& group : groups_) ChoosePrimary(group);
    return std::move(groups_);
  }

 private:
  void Place(const EntryPtr& entry) {
    LineMember member{entry, MarksOf(context_, *entry)};
    const int cycle = CycleOf(context_.record, cycles_, *entry);
    const EntryPtr follows = Follows(context_.record, *entry);
    // Notes and copies come after a meeting, in the next cycle, and still belong to it.
    const bool crosses = entry->entry().has_notice_sent();
    size_t at = groups_.size();
    for (size_t i = 0; i < groups_.size(); ++i) {
      const bool near = crosses || groups_[i].cycle == cycle;
      if (near && Joins(member, follows, groups_[i])) at = i;
    }
    if (at == groups_.size()) groups_.push_back({.cycle = cycle});
    groups_[at].members.push_back(std::move(member));
  }

  static bool Joins(const LineMember& member, const EntryPtr& follows, const LineGroup& group) {
    if (!RecordedAlike(member, group.members.front())) return false;
    return std::any_of(group.members.begin(), group.members.end(), [&](const LineMember& other) {
      return WrittenTogether(*member.entry, *other.entry) ||
             (follows != nullptr && follows->version() == other.entry->version());
    });
  }

  // The entry that carries the plain label, where entries of one act share the line.
  static void ChoosePrimary(LineGroup& group) {
    const EffectiveEntry& first = *group.members.front().entry;
    for (size_t i = 0; i < group.members.size(); ++i) {
      const EffectiveEntry& entry = *group.members[i].entry;
      const std::string label = entry.Label();
      if (WrittenTogether(first, entry) && LabelRoot(label) == label) {
        group.primary = i;
        return;
      }
    }
  }

  const TimelineContext& context_;
  const std::vector<v1::Cycle>& cycles_;
  std::vector<LineGroup> groups_;
};

}  // namespace

std::vector<LineGroup> LineGroups(const TimelineContext& context,
                                  const std::vector<v1::Cycle>& cycles) {
  return Grouping(context, cycles).Run();
}

std::string_view LabelRoot(std::string_view label) {
  const size_t dot = label.rfind('.');
  const bool numbered = dot != std::string_view::npos && dot > 0 && dot + 1 < label.size() &&
                        label.find_first_not_of("0123456789", dot + 1) == std::string_view::npos;
  return numbered ? label.substr(0, dot) : label;
}

}  // namespace cairn
