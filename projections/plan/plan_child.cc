#include "projections/plan/plan_child.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_format.h"

#include "projections/plan/plan_words.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

bool IsChilds(const Fact<v1::VoiceCaptured>& voice) {
  const v1::Capacity capacity = PartyCapacity(*voice.entry);
  return capacity == v1::CAPACITY_CHILD || capacity == v1::CAPACITY_YOUNG_PERSON;
}

bool IsProfile(const v1::VoiceCaptured& voice) {
  return absl::StrContains(absl::AsciiStrToLower(voice.title()), "profile");
}

void AddVoice(const Fact<v1::VoiceCaptured>& voice, v1::Plan& plan) {
  v1::PlanVoice& line = *plan.add_voices();
  const std::string_view person = voice.entry->Party();
  line.set_person(person.data(), person.size());
  line.set_capacity(PartyCapacity(*voice.entry));
  line.set_medium(voice->medium());
  *line.mutable_on() = ToProto(voice.day());
  *line.mutable_text() = voice->text();
  line.set_label(PrintedLabel(*voice.entry));
}

void CheckWrittenDown(const Fact<v1::VoiceCaptured>& voice, v1::Plan& plan) {
  const std::string medium = Words(voice->medium());
  AddFinding(
      plan, plan_rules::kVoice, "voices",
      absl::StrFormat("%s of %s: what it says is not recorded",
                      medium.empty() ? "Views" : Capitalised(medium), FormatDate(voice.day())));
}

void AddNeed(const v1::Need& need, int place, const std::vector<EntryPtr>& evidence,
             v1::Plan& plan) {
  v1::PlanNeed& line = *plan.add_needs();
  const std::string_view words = SenTypeWords(need.type());
  line.set_rank(need.has_rank() ? need.rank() : place);
  line.set_type(need.type());
  line.set_words(words.data(), words.size());
  for (const EntryPtr& entry : evidence) line.add_evidence(PrintedLabel(*entry));
}

}  // namespace

void AddVoices(const PlanContext& context, v1::Plan& plan) {
  const auto& voices = context.record.concerns.voices;
  bool profile = false;
  // NOLINTNEXTLINE(modernize-loop-convert): clang 14 cannot read the ranges of libstdc++ 12
  for (auto voice = voices.rbegin(); voice != voices.rend(); ++voice) {
    if (!IsChilds(*voice) || !IsOrdinary(voice->entry->entry())) continue;
    profile = profile || IsProfile(**voice);
    if ((*voice)->text().empty()) {
      CheckWrittenDown(*voice, plan);
    } else if (plan.voices_size() < kPlanVoicesMax) {
      AddVoice(*voice, plan);
    }
  }
  if (!profile) AddFinding(plan, plan_rules::kVoice, "voices", "No one-page profile recorded");
}

void AddNeeds(const PlanContext& context, v1::Plan& plan) {
  const auto& all = context.record.assessments.needs;
  if (all.empty()) {
    AddFinding(plan, plan_rules::kNeeds, "needs", "No needs identified");
    return;
  }
  const Fact<v1::NeedsIdentified>& last = all.back();
  const std::vector<EntryPtr> evidence =
      LinkedFrom(context.record, *last.entry, v1::RELATION_EVIDENCE);
  int place = 0;
  for (const v1::Need& need : last->needs()) AddNeed(need, ++place, evidence, plan);
  std::stable_sort(
      plan.mutable_needs()->begin(), plan.mutable_needs()->end(),
      [](const v1::PlanNeed& a, const v1::PlanNeed& b) { return a.rank() < b.rank(); });
  if (evidence.empty() && context.IsSupportPlan())
    AddFinding(plan, plan_rules::kNeeds, "needs", "No evidence linked");
}

}  // namespace cairn
