#include "projections/wording/entry_teller.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

std::string SpanWords(const v1::DaySpan& span) {
  return Join({span.name(), FormatDate(span.from()) + " to " + FormatDate(span.to())}, " ");
}

std::string TrainingWords(const v1::Training& training) {
  return training.name() + Dated(",", training.has_completed_on(), training.completed_on());
}

}  // namespace

EntryText EntryTeller::operator()(const v1::TermDatesSet& kind) const {
  EntryText text{.lead = "Terms of " + kind.school_year()};
  for (const v1::DaySpan& term : kind.terms()) text.facts.push_back(SpanWords(term));
  if (!kind.closures().empty()) {
    text.facts.push_back(Counted(kind.closures_size(), "closure"));
  }
  return text;
}

EntryText EntryTeller::operator()(const v1::StaffRecorded& kind) const {
  std::vector<std::string> capacities;
  for (const int capacity : kind.capacities()) {
    capacities.push_back(Words(static_cast<v1::Capacity>(capacity)));
  }
  EntryText text{.lead = kind.name(), .facts = {Join(capacities, ", ")}};
  for (const v1::Training& training : kind.training()) {
    text.facts.push_back("trained: " + TrainingWords(training));
  }
  text.facts.push_back(Dated("until", kind.has_to(), kind.to()));
  return text;
}

EntryText EntryTeller::operator()(const v1::ProvisionDefined& kind) const {
  EntryText text{.lead = kind.name() + " (" + kind.catalogue_code() + ")"};
  text.facts = DoseWords(kind.usual());
  if (kind.has_training_needed()) text.facts.push_back("needs training " + kind.training_needed());
  if (!kind.rates().empty()) {
    const v1::DatedRate& rate = *kind.rates().rbegin();
    text.facts.push_back(FormatPence(rate.cost_per_hour_pence()) + " an hour" +
                         Dated(" from", rate.has_from(), rate.from()));
  }
  text.facts.push_back(Dated("until", kind.has_withdrawn_on(), kind.withdrawn_on()));
  return text;
}

EntryText EntryTeller::operator()(const v1::ReferenceListed& kind) const {
  return {.lead = kind.title(),
          .facts = {kind.has_version() ? "version " + kind.version() : "",
                    Dated("review due", kind.has_review_due(), kind.review_due()),
                    kind.contacts().empty() ? "" : Counted(kind.contacts_size(), "contact")}};
}

}  // namespace cairn
