#include <algorithm>
#include <cctype>
#include <ostream>

#include "absl/strings/str_format.h"

#include "clients/cli/commands.h"
#include "clients/cli/print_timeline.h"
#include "clients/cli/view_request.h"

namespace cairn::cli {
namespace {

// What a code of a flag is called: `assess` of STAGE_ASSESS.
struct Codes {
  const google::protobuf::EnumDescriptor* values;
  std::string_view prefix;
  std::string_view what;
};

std::string SmallLetters(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// The number of the value that `text` names.
absl::StatusOr<int> ParseCode(const Codes& codes, const std::string& text) {
  std::string all;
  for (int i = 1; i < codes.values->value_count(); ++i) {  // the first is the unspecified one
    const google::protobuf::EnumValueDescriptor& value = *codes.values->value(i);
    const std::string code = SmallLetters(std::string(value.name()).substr(codes.prefix.size()));
    if (code == SmallLetters(text)) return value.number();
    all += (all.empty() ? "" : ", ") + code;
  }
  return absl::InvalidArgumentError(
      absl::StrFormat("\"%s\" is no %s; there are %s", text, codes.what, all));
}

template <typename Numbers>
absl::Status AddCodes(const Codes& codes, const std::vector<std::string>& texts, Numbers& numbers) {
  for (const std::string& text : texts) {
    CLIENT_ASSIGN_OR_RETURN(const int number, ParseCode(codes, text));
    numbers.Add(number);
  }
  return absl::OkStatus();
}

absl::Status FillFilters(const TimelineOptions& options, v1::GetTimelineRequest& request) {
  CLIENT_RETURN_IF_ERROR(AddCodes({v1::Stage_descriptor(), "STAGE_", "stage"}, options.stages,
                                  *request.mutable_stages()));
  CLIENT_RETURN_IF_ERROR(AddCodes({v1::BroadArea_descriptor(), "BROAD_AREA_", "area"},
                                  options.areas, *request.mutable_areas()));
  CLIENT_RETURN_IF_ERROR(AddCodes({v1::TimelineMark_descriptor(), "TIMELINE_MARK_", "mark"},
                                  options.marks, *request.mutable_marks()));
  for (const std::string& kind : options.kinds) request.add_kind_names(kind);
  for (const std::string& person : options.people) request.add_people(person);
  return absl::OkStatus();
}

absl::Status Fill(client::Client& client, const TimelineOptions& options,
                  v1::GetTimelineRequest& request) {
  CLIENT_RETURN_IF_ERROR(FillFilters(options, request));
  if (!options.from.empty()) {
    CLIENT_ASSIGN_OR_RETURN(*request.mutable_from(), ParseDate(options.from));
  }
  if (!options.to.empty()) {
    CLIENT_ASSIGN_OR_RETURN(*request.mutable_to(), ParseDate(options.to));
  }
  request.set_newest_first(options.newest_first);
  request.set_by_date(options.by_date || options.newest_first);
  return FillView(client, options.view, request);
}

}  // namespace

ExitCode RunTimeline(client::Client& client, const TimelineOptions& options, const Output& output) {
  v1::GetTimelineRequest request;
  if (const absl::Status filled = Fill(client, options, request); !filled.ok()) {
    return output.Failed(filled);
  }
  const absl::StatusOr<v1::GetTimelineResponse> found = client.GetWholeTimeline(request);
  if (!found.ok()) return output.Failed(found.status());
  if (output.json) {
    output.Json(*found);
  } else {
    output.out << PrintTimeline(*found, {.by_date = request.by_date(), .detail = options.detail});
  }
  return ExitCode::kOk;
}

}  // namespace cairn::cli
