#include "services/rules/occurred_rules.h"

#include <optional>
#include <string>

namespace cairn::rules {
namespace {

constexpr int kMinutesADay = 24 * 60;
constexpr int kSummerTimeMinutes = 60;
// Our own limit.
constexpr int kLateAfterDays = 7;

constexpr Rule kOccurredRequired = {"occurred.required", Effect::kRefuse, "",
                                    "Say when it happened, as exactly as you know it.", "REQUIRED"};
constexpr Rule kKnownPrecision = {"occurred.precision_known", Effect::kRefuse, "",
                                  "This is none of the codes that can be recorded here.",
                                  "UNKNOWN_CODE"};
constexpr Rule kNoSuchDate = {
    "occurred.no_such_date", Effect::kRefuse, "",
    "There is no such date. Give a year from 1900 to 2199, with month and day if known.",
    "NO_SUCH_DATE"};
constexpr Rule kPrecision = {"occurred.fits_its_precision", Effect::kRefuse, "",
                             "Give exactly the parts of the date that its precision names.",
                             "PRECISION_MISMATCH"};
constexpr Rule kMinute = {
    "occurred.no_such_minute", Effect::kRefuse, "",
    "Give the minute of the day, 0 to 1439, and how far the clock was ahead of UTC, 0 or 60.",
    "NO_SUCH_MINUTE"};
constexpr Rule kOrder = {"occurred.ends_after_it_starts", Effect::kRefuse, "",
                         "This ends before it starts.", "END_BEFORE_START"};
constexpr Rule kFuture = {
    "occurred.not_after_today", Effect::kRefuse, "",
    "This lies in the future. Record what has happened; plans and dates to come have their own "
    "fields.",
    "FUTURE_DATE"};
constexpr Rule kLate = {"occurred.written_down_in_time", Effect::kGuidance,
                        "UK GDPR Art 5(1)(d); seven days is our own limit",
                        "This was written down more than a week after it happened. Say why, if "
                        "there is a reason."};
constexpr Rule kBeforeBirth = {"occurred.after_birth", Effect::kGuidance, "computed",
                               "This is before the child was born. Please check the year."};

bool IsMinute(int minute) { return minute >= 0 && minute < kMinutesADay; }

// Whether `date` has the parts of `precision` and no others.
bool Fits(const v1::Date& date, v1::Precision precision) {
  const bool wants_month = precision != v1::PRECISION_YEAR;
  const bool wants_day = wants_month && precision != v1::PRECISION_MONTH;
  return date.has_year() && date.has_month() == wants_month && date.has_day() == wants_day;
}

bool IsDate(const v1::Date& date) {
  return EarliestDay(date).has_value() && LatestDay(date).has_value();
}

// One span of time, at `path` in the entry.
class Span {
 public:
  Span(const v1::Occurred& occurred, std::string path, Verdict& verdict)
      : occurred_(occurred), path_(std::move(path)), verdict_(verdict) {}

  // Whether the span can be told.
  bool Check() {
    const size_t before = verdict_.faults.size();
    if (!occurred_.has_from()) Break(kOccurredRequired, "from");
    if (occurred_.precision() == v1::PRECISION_UNSPECIFIED) {
      Break(kOccurredRequired, "precision");
    } else if (!v1::Precision_IsValid(occurred_.precision())) {
      Break(kKnownPrecision, "precision");
    }
    if (verdict_.faults.size() != before) return false;
    CheckDate(occurred_.from(), "from");
    if (occurred_.has_to()) CheckDate(occurred_.to(), "to");
    CheckMinutes();
    if (verdict_.faults.size() == before) CheckOrder();
    return verdict_.faults.size() == before;
  }

 private:
  void Break(const Rule& rule, std::string_view field) {
    Report(rule, path_ + "." + std::string(field), verdict_);
  }

  void CheckDate(const v1::Date& date, std::string_view field) {
    if (!Fits(date, occurred_.precision())) {
      Break(kPrecision, field);
    } else if (!IsDate(date)) {
      Break(kNoSuchDate, field);
    }
  }

  void CheckMinutes() {
    if (occurred_.precision() != v1::PRECISION_MINUTE) {
      if (occurred_.has_from_minute()) Break(kPrecision, "from_minute");
      if (occurred_.has_to_minute()) Break(kPrecision, "to_minute");
      if (occurred_.has_utc_offset_minutes()) Break(kPrecision, "utc_offset_minutes");
      return;
    }
    if (!occurred_.has_from_minute() || !IsMinute(occurred_.from_minute())) {
      Break(kMinute, "from_minute");
    }
    const int offset = occurred_.utc_offset_minutes();
    if (!occurred_.has_utc_offset_minutes() || (offset != 0 && offset != kSummerTimeMinutes)) {
      Break(kMinute, "utc_offset_minutes");
    }
    // The last day and the last minute come together; a span within one day has the minute alone.
    const bool lacks_minute = occurred_.has_to() && !occurred_.has_to_minute();
    if (lacks_minute || (occurred_.has_to_minute() && !IsMinute(occurred_.to_minute()))) {
      Break(kMinute, "to_minute");
    }
    if (occurred_.has_to() && IsOneDay()) Break(kPrecision, "to");
  }

  bool IsOneDay() const { return EarliestDay(occurred_.to()) == EarliestDay(occurred_.from()); }

  void CheckOrder() {
    const bool days_reversed = EarliestDay(occurred_.to()) < EarliestDay(occurred_.from());
    const bool minutes_reversed =
        occurred_.has_to_minute() && occurred_.to_minute() < occurred_.from_minute();
    if (occurred_.has_to() ? days_reversed : minutes_reversed) Break(kOrder, "to");
  }

  const v1::Occurred& occurred_;
  const std::string path_;
  Verdict& verdict_;
};

bool IsEnteredLate(const Situation& at) {
  const v1::Entry& entry = at.entry;
  // An import was written down in time or late elsewhere, and a correction is no new fact.
  if (entry.has_late_reason() || entry.source().has_entered() || entry.has_corrects()) return false;
  const std::optional<CivilDate> last = LatestDay(entry.occurred());
  return last && at.facts.today - *last > kLateAfterDays;
}

}  // namespace

void CheckOccurred(const Situation& at, Verdict& verdict) {
  const v1::Occurred& occurred = at.entry.occurred();
  if (!at.entry.has_occurred()) return Report(kOccurredRequired, "occurred", verdict);
  if (!Span(occurred, "occurred", verdict).Check()) return;
  if (EarliestDay(occurred.from()) > at.facts.today) {
    Report(kFuture, "occurred.from", verdict);
  } else if (occurred.has_to() && EarliestDay(occurred.to()) > at.facts.today) {
    Report(kFuture, "occurred.to", verdict);
  }
  const std::optional<CivilDate> born = BornOn(at.before.people);
  if (born && LatestDay(occurred) < born) Report(kBeforeBirth, "occurred.from", verdict);
  if (IsEnteredLate(at)) Report(kLate, "late_reason", verdict);
}

void CheckSourceTime(const Situation& at, Verdict& verdict) {
  if (!at.entry.source().has_entered()) return;
  Span(at.entry.source().entered(), "source.entered", verdict).Check();
}

void ListOccurredRules(std::vector<Rule>& list) {
  list.insert(list.end(), {kOccurredRequired, kKnownPrecision, kNoSuchDate, kPrecision, kMinute,
                           kOrder, kFuture, kLate, kBeforeBirth});
}

}  // namespace cairn::rules
