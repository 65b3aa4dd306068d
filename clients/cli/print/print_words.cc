#include "clients/cli/print/print_words.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "absl/strings/str_format.h"

#include "clients/cli/names/moments.h"
#include "clients/cli/print/text_layout.h"

namespace cairn::cli {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// `A36` as `A` and 36; no number when there are no digits at the end.
struct NumberedLabel {
  std::string stem;
  int number = -1;
};

NumberedLabel SplitLabel(const std::string& label) {
  size_t digits = label.size();
  while (digits > 0 && IsDigit(label[digits - 1])) --digits;
  NumberedLabel split{label.substr(0, digits), -1};
  // Leading zeros belong to the number: A09 and A10 follow each other.
  std::from_chars(label.data() + digits, label.data() + label.size(), split.number);
  return split;
}

bool Follows(const std::string& label, const std::string& next) {
  const NumberedLabel a = SplitLabel(label);
  const NumberedLabel b = SplitLabel(next);
  return a.number >= 0 && a.stem == b.stem && label.size() == next.size() &&
         b.number == a.number + 1;
}

// A letter outside ASCII is left as it is.
char Upper(char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); }

}  // namespace

std::string ChildWords(const std::string& name, const std::string& nc_year, const v1::Date& born) {
  std::string text = Plain(name);
  const bool numbered = !nc_year.empty() && IsDigit(nc_year.front());
  if (!nc_year.empty()) text += ", " + std::string(numbered ? "Y" : "") + Plain(nc_year);
  if (born.has_year()) text += ", b. " + FullDate(born);
  return text;
}

std::string DecimalWords(const v1::Decimal& decimal) {
  if (decimal.scale() <= 0) return absl::StrFormat("%d", decimal.value());
  const bool negative = decimal.value() < 0;
  // The magnitude as unsigned: the smallest number has no positive of its own.
  const uint64_t magnitude = negative ? 0 - static_cast<uint64_t>(decimal.value())
                                      : static_cast<uint64_t>(decimal.value());
  const auto scale = static_cast<size_t>(std::min(decimal.scale(), 18));
  std::string digits = absl::StrFormat("%d", magnitude);
  if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
  digits.insert(digits.size() - scale, 1, '.');
  return (negative ? "-" : "") + digits;
}

std::string DayCount(int64_t days) {
  return absl::StrFormat("%d %s", days, days == 1 ? "day" : "days");
}

std::string KnownWords(const v1::Date& as_of, bool has_time,
                       const google::protobuf::Timestamp& as_known_at) {
  if (!has_time) return "as known now";
  const v1::Date known = LondonDate(as_known_at);
  return SameDate(known, as_of) ? "as known then" : "as known " + FullDate(known);
}

std::string LabelWords(const Texts& labels) {
  std::string text;
  for (int first = 0; first < labels.size();) {
    int last = first;
    while (last + 1 < labels.size() && Follows(labels[last], labels[last + 1])) ++last;
    const bool is_range = last - first >= 2;
    if (!text.empty()) text += ' ';
    text += Plain(labels[first]);
    if (is_range) text += "-" + Plain(labels[last]);
    first = is_range ? last + 1 : first + 1;
  }
  return text;
}

std::string Joined(const Texts& texts, std::string_view separator) {
  std::string joined;
  for (const std::string& text : texts) {
    if (!joined.empty()) joined += separator;
    joined += Plain(text);
  }
  return joined;
}

std::string Listed(const std::vector<std::string>& texts, std::string_view separator) {
  std::string all;
  for (const std::string& text : texts) {
    if (!all.empty()) all += separator;
    all += text;
  }
  return all;
}

std::string Capitalised(std::string_view text) {
  std::string capitalised(text);
  if (!capitalised.empty()) capitalised[0] = Upper(capitalised[0]);
  return capitalised;
}

std::string UpperCase(std::string_view text) {
  std::string upper(text);
  std::transform(upper.begin(), upper.end(), upper.begin(), Upper);
  return upper;
}

std::string FirstName(std::string_view name) { return Plain(name.substr(0, name.find(' '))); }

std::string Sentences(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) {
    if (sentence.empty()) continue;
    if (!text.empty()) {
      const bool ended = std::string_view(".?!:]").find(text.back()) != std::string_view::npos;
      text += ended ? " " : ". ";
    }
    text += sentence;
  }
  return text;
}

}  // namespace cairn::cli
