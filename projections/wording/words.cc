#include "projections/wording/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "absl/strings/str_format.h"

namespace cairn {
namespace {

constexpr std::array<std::string_view, 7> kAcronyms = {"camhs", "dpo", "ehc",  "elsa",
                                                       "la",    "sen", "senco"};

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char Upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// "SenProvision" becomes "SEN_PROVISION_", what every value of that enum begins with.
std::string ValuePrefix(std::string_view enum_name) {
  std::string prefix;
  for (size_t i = 0; i < enum_name.size(); ++i) {
    const bool upper = enum_name[i] >= 'A' && enum_name[i] <= 'Z';
    if (i > 0 && upper) prefix += '_';
    prefix += Upper(enum_name[i]);
  }
  return prefix + "_";
}

std::string WordOf(std::string_view code) {
  std::string word;
  for (const char c : code) word += Lower(c);
  if (std::find(kAcronyms.begin(), kAcronyms.end(), word) != kAcronyms.end()) {
    return std::string(code);
  }
  return word;
}

std::string_view ScoreName(v1::ScoreType type) {
  switch (type) {
    case v1::SCORE_TYPE_STANDARD:
      return "SS";
    case v1::SCORE_TYPE_PERCENTILE:
      return "percentile";
    case v1::SCORE_TYPE_AGE_EQUIVALENT_MONTHS:
      return "age equivalent";
    case v1::SCORE_TYPE_STANINE:
      return "stanine";
    case v1::SCORE_TYPE_T:
      return "T";
    case v1::SCORE_TYPE_SCALED:
      return "scaled";
    case v1::SCORE_TYPE_RAW:
      return "total";
    case v1::SCORE_TYPE_COUNT:
      return "count";
    case v1::SCORE_TYPE_UNSPECIFIED:
    case v1::ScoreType_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::ScoreType_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "score";
}

}  // namespace

std::string EnumCode(const google::protobuf::EnumDescriptor* descriptor, int value) {
  const google::protobuf::EnumValueDescriptor* name = descriptor->FindValueByNumber(value);
  if (name == nullptr || value == 0) return "";
  const std::string prefix = ValuePrefix(descriptor->name());
  return name->name().rfind(prefix, 0) == 0 ? name->name().substr(prefix.size()) : name->name();
}

std::string EnumWords(const google::protobuf::EnumDescriptor* descriptor, int value) {
  const std::string code = EnumCode(descriptor, value);
  std::string words;
  for (size_t begin = 0; begin < code.size();) {
    const size_t end = std::min(code.find('_', begin), code.size());
    if (!words.empty()) words += ' ';
    words += WordOf(std::string_view(code).substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::string FormatDecimal(const v1::Decimal& decimal) {
  const bool negative = decimal.value() < 0;
  std::string digits = std::to_string(decimal.value()).substr(negative ? 1 : 0);
  const size_t scale = static_cast<size_t>(std::clamp(decimal.scale(), 0, 9));
  if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
  if (scale > 0) digits.insert(digits.size() - scale, ".");
  return negative ? "-" + digits : digits;
}

double ValueOf(const v1::Decimal& decimal) {
  return static_cast<double>(decimal.value()) / std::pow(10.0, std::clamp(decimal.scale(), 0, 9));
}

std::string FormatPence(int64_t pence) {
  std::string pounds = std::to_string(std::abs(pence) / 100);
  for (size_t i = pounds.size(); i > 3; i -= 3) pounds.insert(i - 3, ",");
  return absl::StrFormat("GBP %s%s.%02d", pence < 0 ? "-" : "", pounds, std::abs(pence) % 100);
}

std::string Join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string joined;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!joined.empty()) joined += separator;
    joined += part;
  }
  return joined;
}

std::string Join(const google::protobuf::RepeatedPtrField<std::string>& parts,
                 std::string_view separator) {
  return Join(std::vector<std::string>(parts.begin(), parts.end()), separator);
}

std::string Spaced(std::string_view code) {
  std::string text(code);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string Capitalised(std::string text) {
  if (!text.empty()) text[0] = Upper(text[0]);
  return text;
}

std::string Counted(int64_t count, std::string_view singular) {
  return absl::StrFormat("%d %s%s", count, singular, count == 1 ? "" : "s");
}

std::string ShortDay(CivilDate day, CivilDate reference) {
  const std::string full = FormatDate(day);
  return day.year() == reference.year() ? full.substr(0, full.rfind(' ')) : full;
}

std::string ScoreWords(const v1::Score& score) {
  const std::string name =
      score.has_subscale() ? Spaced(score.subscale()) : std::string(ScoreName(score.type()));
  std::string words = name + " " + FormatDecimal(score.value());
  if (score.type() == v1::SCORE_TYPE_AGE_EQUIVALENT_MONTHS) words += " months";
  if (score.has_interval_low() && score.has_interval_high()) {
    words += absl::StrFormat(" (%s-%s%s)", FormatDecimal(score.interval_low()),
                             FormatDecimal(score.interval_high()),
                             score.has_interval_level_percent()
                                 ? absl::StrFormat(", %d%%", score.interval_level_percent())
                                 : "");
  }
  return words;
}

std::string MeasurementWords(const v1::Measurement& measurement) {
  if (measurement.scores_size() > 0) {
    std::vector<std::string> scores;
    for (const v1::Score& score : measurement.scores()) scores.push_back(ScoreWords(score));
    return Spaced(measurement.instrument()) + ": " + Join(scores, ", ");
  }
  if (!measurement.has_value()) return "";
  return Join({FormatDecimal(measurement.value()), measurement.measure()}, " ");
}

std::vector<std::string> DoseWords(const v1::PlannedDose& dose) {
  std::vector<std::string> words;
  if (dose.has_sessions_per_week()) {
    const std::string sessions = FormatDecimal(dose.sessions_per_week());
    words.push_back(dose.has_minutes_per_session() ? absl::StrFormat("%s x %d min a week", sessions,
                                                                     dose.minutes_per_session())
                                                   : sessions + " a week");
  }
  if (dose.group_size() == 1) words.push_back("1:1");
  if (dose.group_size() > 1) words.push_back(absl::StrFormat("group of %d", dose.group_size()));
  if (dose.has_weeks()) words.push_back(Counted(dose.weeks(), "week"));
  return words;
}

std::string ActorWords(const v1::Actor& actor) {
  return Join({Words(actor.role()), actor.name()}, " ");
}

}  // namespace cairn
