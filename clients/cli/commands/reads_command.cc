#include "clients/cli/commands/reads_command.h"

#include <vector>

#include <google/protobuf/util/time_util.h>

#include "absl/strings/str_format.h"

#include "cairn/v1/record_service.pb.h"

#include "clients/cli/commands/list_request.h"
#include "clients/cli/names/code_names.h"
#include "clients/cli/names/moments.h"
#include "clients/cli/names/record_name.h"
#include "clients/cli/print/table.h"

namespace cairn::cli {
namespace {

std::string_view WhatWords(v1::ReadPurpose purpose) {
  switch (purpose) {
    case v1::READ_PURPOSE_HEAD:
      return "who the child is";
    case v1::READ_PURPOSE_RECORD:
      return "the record";
    case v1::READ_PURPOSE_PROOF:
      return "a proof of an entry";
    case v1::READ_PURPOSE_LIST:
      return "a list with the child on it";
    case v1::READ_PURPOSE_FEED:
      return "events, for another system";
    case v1::READ_PURPOSE_EXPORT:
      return "an export of the record";
    case v1::READ_PURPOSE_READS:
      return "who had read the record";
    case v1::READ_PURPOSE_UNSPECIFIED:
    case v1::ReadPurpose_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::ReadPurpose_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "something else";
}

std::string Rfc3339(const google::protobuf::Timestamp& time) {
  return google::protobuf::util::TimeUtil::ToString(time);
}

std::vector<Column<v1::RecordRead>> Columns() {
  using Row = v1::RecordRead;
  return {
      {"WHEN", "first_time",
       [](const Row& row) {
         return Value{FullTime(row.first_time()), Rfc3339(row.first_time())};
       },
       Fit::kWhole},
      {"", "last_time",
       [](const Row& row) {
         return Value{"", Rfc3339(row.last_time())};
       }},
      {"WHO", "name", [](const Row& row) { return Text(row.reader().name()); }},
      {"ROLE", "role",
       [](const Row& row) {
         return Value{CodeWords(*v1::Role_descriptor(), row.reader().role()),
                      CodeName(*v1::Role_descriptor(), row.reader().role())};
       }},
      {"WHAT", "purpose",
       [](const Row& row) {
         return Value{std::string(WhatWords(row.purpose())),
                      CodeName(*v1::ReadPurpose_descriptor(), row.purpose())};
       }},
      {"TIMES", "times", [](const Row& row) { return Number(row.times()); }, Fit::kRight},
      {"", "subject", [](const Row& row) { return Text(row.reader().subject()); }},
      {"", "issuer", [](const Row& row) { return Text(row.reader().issuer()); }},
      {"", "position",
       [](const Row& row) { return Number(static_cast<int64_t>(row.position().value())); }},
  };
}

}  // namespace

ExitCode RunReads(client::Client& client, const ReadsOptions& options, const Asking& asking,
                  const Output& output) {
  const absl::StatusOr<std::string> id = FindRecordOfChild(client, options.record, asking);
  if (!id.ok()) return output.Failed(id.status());
  v1::ListReadsRequest request;
  request.set_record_id(*id);
  const auto found = WholeList(client, &client::Client::ListReads, request, options.last);
  if (!found.ok()) return output.Failed(found.status());
  const std::string foot =
      CountWords(found->reads_size(), found->reads_size(), "line", "lines") +
      ", the newest first. Reads of about the last second are not yet among them.\n";
  return WriteList(*found, TableOf(Columns(), found->reads()), foot, options.csv, output);
}

}  // namespace cairn::cli
