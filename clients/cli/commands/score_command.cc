#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"

#include "clients/cli/commands/entry_commands.h"
#include "clients/cli/commands/quick_entry.h"
#include "clients/cli/print/print_words.h"
#include "clients/cli/print/text_layout.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

// `63`, `-4`, `63.25`: at most nine digits after the point, as the contract has them.
absl::StatusOr<v1::Decimal> ParseDecimal(const std::string& text) {
  constexpr size_t kScaleMax = 9;
  const size_t point = text.find('.');
  const std::string digits =
      text.substr(0, point) + (point == std::string::npos ? std::string() : text.substr(point + 1));
  const size_t scale = point == std::string::npos ? 0 : text.size() - point - 1;
  const bool shaped =
      digits.find_first_not_of("0123456789", digits[0] == '-' ? 1 : 0) == std::string::npos &&
      scale <= kScaleMax && (point == std::string::npos || scale > 0);
  int64_t value = 0;
  if (!shaped || !absl::SimpleAtoi(digits, &value)) {
    return absl::InvalidArgumentError(absl::StrFormat("\"%s\" is no number: 63 or 6.5", text));
  }
  v1::Decimal decimal;
  decimal.set_value(value);
  if (scale > 0) decimal.set_scale(static_cast<int32_t>(scale));
  return decimal;
}

// The plan that was looked at: `plan PA`, or what was asked for where there was none.
std::string PlanLookedAt(const ScoreOptions& options, const v1::GetPlanResponse& found) {
  if (found.has_plan()) return "plan " + Plain(found.plan().plan_id());
  return options.plan_id.empty() ? "the SEN support plan" : "plan " + Plain(options.plan_id);
}

absl::Status NoTarget(const v1::ChildRef& child, const ScoreOptions& options,
                      const v1::GetPlanResponse& found) {
  std::vector<std::string> names;
  for (const v1::Target& one : found.plan().content().targets()) {
    names.push_back(absl::StrFormat("%s (%s)", Plain(one.item_id()), Plain(one.text())));
  }
  const std::string there = !found.has_plan() ? ", which was not in use on that day"
                            : names.empty()   ? ", which has no targets"
                                              : "; there are " + Listed(names, ", ");
  return absl::NotFoundError(
      absl::StrFormat("%s has no target %s in %s%s. --plan ID takes another.", child.name(),
                      options.target, PlanLookedAt(options, found), there));
}

// The target of the plan as it was used on the day.
absl::StatusOr<v1::Target> FindTarget(client::Client& client, const v1::ChildRef& child,
                                      const ScoreOptions& options, const v1::Date& day) {
  v1::GetPlanRequest request;
  request.set_record_id(child.record_id());
  request.set_plan_id(options.plan_id);
  *request.mutable_as_of() = day;
  CLIENT_ASSIGN_OR_RETURN(const v1::GetPlanResponse found, client.GetPlan(request));
  for (const v1::Target& one : found.plan().content().targets()) {
    if (one.item_id() == options.target) return one;
  }
  return NoTarget(child, options, found);
}

absl::Status FillMeasurement(const ScoreOptions& options, const v1::Target& target,
                             v1::ProgressMeasured& progress) {
  v1::Measurement& measurement = *progress.mutable_measurement();
  progress.set_target_id(target.item_id());
  if (!target.measure().empty()) measurement.set_measure(target.measure());
  if (!options.out_of.empty()) {
    CLIENT_ASSIGN_OR_RETURN(*measurement.mutable_out_of(), ParseDecimal(options.out_of));
  } else if (target.has_out_of()) {
    *measurement.mutable_out_of() = target.out_of();
  }
  return absl::OkStatus();
}

// `t1 Reads the first 100 words: 63 of 100, aim 80`; with the plan, where one was typed.
std::string ScoreWords(const ScoreOptions& options, const v1::Target& target,
                       const v1::Measurement& measurement) {
  std::string words = Plain(target.item_id()) + " " + Plain(target.text()) + ": " +
                      DecimalWords(measurement.value());
  if (measurement.has_out_of()) words += " of " + DecimalWords(measurement.out_of());
  if (target.has_aim()) words += ", aim " + DecimalWords(target.aim());
  if (!options.plan_id.empty()) words += ", plan " + Plain(options.plan_id);
  return words;
}

}  // namespace

ExitCode RunScore(client::Client& client, const ScoreOptions& options, const v1::Date& today,
                  const Asking& asking, const Output& output) {
  absl::StatusOr<v1::Entry> entry = EntryOn(options.on, today);
  if (!entry.ok()) return output.Misused(entry.status());
  v1::ProgressMeasured& progress = *entry->mutable_progress_measured();
  const absl::StatusOr<v1::Decimal> value = ParseDecimal(options.value);
  if (!value.ok()) return output.Misused(value.status());
  *progress.mutable_measurement()->mutable_value() = *value;
  const absl::StatusOr<v1::ChildRef> child = FindChild(client, options.child, asking);
  if (!child.ok()) return output.Failed(child.status());
  const absl::StatusOr<v1::Target> target =
      FindTarget(client, *child, options, entry->occurred().from());
  if (!target.ok()) return output.Failed(target.status());
  const absl::Status filled = FillMeasurement(options, *target, progress);
  if (!filled.ok()) return output.Misused(filled);
  return Record(client, *child, *entry, ScoreWords(options, *target, progress.measurement()),
                options.again ? Repeats::kRecord : Repeats::kLeaveAlone, output);
}

}  // namespace cairn::cli
