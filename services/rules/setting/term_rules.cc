#include "services/rules/setting/term_rules.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "projections/calendar/academic_year.h"
#include "projections/calendar/school_days.h"
#include "services/rules/span_rule.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

using Spans = google::protobuf::RepeatedPtrField<v1::DaySpan>;

std::optional<DayRange> DaysOf(const v1::DaySpan& span) {
  const std::optional<CivilDate> first = EarliestDay(span.from());
  const std::optional<CivilDate> last = LatestDay(span.to());
  if (!first || !last || *last < *first) return std::nullopt;
  return DayRange{*first, *last};
}

void AddBackward(const Spans& spans, std::string_view list, Places& places) {
  for (int i = 0; i < spans.size(); ++i) {
    if (EndsBefore(spans[i].to(), spans[i].from())) places.push_back(Item(list, i, "to"));
  }
}

Places EndingBeforeTheyBegin(const v1::TermDatesSet& dates) {
  Places places;
  AddBackward(dates.terms(), "terms", places);
  AddBackward(dates.closures(), "closures", places);
  return places;
}

bool Meet(const std::optional<DayRange>& a, const std::optional<DayRange>& b) {
  return a && b && a->first <= b->last && b->first <= a->last;
}

Places MeetingAnEarlierTerm(const Spans& terms) {
  Places places;
  for (int i = 0; i < terms.size(); ++i) {
    const bool meets = std::any_of(terms.begin(), terms.begin() + i, [&](const auto& earlier) {
      return Meet(DaysOf(earlier), DaysOf(terms[i]));
    });
    if (meets) places.push_back(Item("terms", i));
  }
  return places;
}

// Some schools begin in the last days of August, so that a term counts by most of its days.
constexpr int kDaysBeforeSeptemberMax = 14;

bool IsIn(const DayRange& term, AcademicYear year) {
  return year.first().AddDays(-kDaysBeforeSeptemberMax) <= term.first && term.last <= year.last();
}

Places OutsideTheYear(const v1::TermDatesSet& dates) {
  Places places;
  const std::optional<AcademicYear> year = AcademicYearNamed(dates.school_year());
  for (int i = 0; year && i < dates.terms_size(); ++i) {
    const std::optional<DayRange> term = DaysOf(dates.terms(i));
    if (term && !IsIn(*term, *year)) places.push_back(Item("terms", i));
  }
  return places;
}

bool LiesIn(const DayRange& closure, const Spans& terms) {
  return std::any_of(terms.begin(), terms.end(), [&](const v1::DaySpan& span) {
    const std::optional<DayRange> term = DaysOf(span);
    return term && term->Contains(closure.first) && term->Contains(closure.last);
  });
}

Places OutsideEveryTerm(const v1::TermDatesSet& dates) {
  Places places;
  for (int i = 0; i < dates.closures_size(); ++i) {
    const std::optional<DayRange> closure = DaysOf(dates.closures(i));
    if (closure && !LiesIn(*closure, dates.terms())) places.push_back(Item("closures", i));
  }
  return places;
}

constexpr KindRule<v1::TermDatesSet> kTermRules[] = {
    {{"terms.year_named", Effect::kRefuse, "",
      "Name the school year as its two years, the second in two digits: 2024/25.", "SCHOOL_YEAR"},
     [](const v1::TermDatesSet& dates, const Situation&) {
       return When(dates.has_school_year() && !AcademicYearNamed(dates.school_year()),
                   "school_year");
     }},
    {kSpanOrder,
     [](const v1::TermDatesSet& dates, const Situation&) { return EndingBeforeTheyBegin(dates); }},
    {{"terms.apart", Effect::kGuidance, "computed",
      "This term shares days with an earlier one. Please check the dates."},
     [](const v1::TermDatesSet& dates, const Situation&) {
       return MeetingAnEarlierTerm(dates.terms());
     }},
    {{"terms.within_the_year", Effect::kGuidance, "computed",
      "This term lies outside the school year, which runs from September to August."},
     [](const v1::TermDatesSet& dates, const Situation&) { return OutsideTheYear(dates); }},
    {{"terms.closures_within_terms", Effect::kGuidance, "computed",
      "This closure does not lie within a term. Days between terms need none."},
     [](const v1::TermDatesSet& dates, const Situation&) { return OutsideEveryTerm(dates); }},
    {{"terms.closures_set", Effect::kGuidance, "computed",
      "No half-term or training day is set, so every weekday of a term counts as a school day."},
     [](const v1::TermDatesSet& dates, const Situation&) {
       return When(dates.closures().empty(), "closures");
     }},
};

}  // namespace

void CheckKind(const v1::TermDatesSet& dates, const Situation& at, Verdict& verdict) {
  Judge(kTermRules, dates, at, verdict);
}

void ListTermRules(std::vector<Rule>& list) { ListRules(kTermRules, list); }

}  // namespace cairn::rules
