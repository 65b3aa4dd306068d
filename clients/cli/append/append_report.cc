#include "clients/cli/append/append_report.h"

#include <ostream>

#include <nlohmann/json.hpp>

#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

#include "clients/cli/names/record_name.h"
#include "clients/cli/print/text_layout.h"

namespace cairn::cli {
namespace {

using nlohmann::json;

constexpr size_t kLoadBarWidth = 30;
// Without a terminal: so many lines of progress in a load, and none in a small one.
constexpr size_t kProgressLines = 10;
constexpr size_t kProgressFromLines = 500;

std::string Counted(size_t count, std::string_view one, std::string_view many) {
  return absl::StrFormat("%d %s", count, count == 1 ? one : many);
}

// A line is sent as the only record of its request: what is left is its place in the line.
std::string WithinLine(const std::string& text) {
  return absl::StrReplaceAll(text, {{"records[0].", ""}});
}

json JsonLine(const CaseLine& line, const v1::AppendEntriesResponse& response) {
  json object = {{"file", line.file}, {"line", line.line}};
  object["appended"] = json::parse(JsonOf(response));
  if (response.records_size() > 0) object["record"] = HexOf(response.records(0).record_id());
  return object;
}

}  // namespace

std::string ProgressBar(const LoadCounts& counts, size_t total) {
  std::string bar = absl::StrFormat("%s %d of %d lines", Bar(counts.lines, total, kLoadBarWidth),
                                    counts.lines, total);
  if (counts.refused > 0) bar += absl::StrFormat(", %d refused", counts.refused);
  return bar;
}

std::string SummaryOf(const LoadCounts& counts) {
  std::string text = absl::StrFormat("%s: %s recorded", Counted(counts.lines, "line", "lines"),
                                     Counted(counts.recorded, "entry", "entries"));
  if (counts.already_recorded > 0) {
    text += absl::StrFormat(", %d there already", counts.already_recorded);
  }
  if (counts.findings > 0) text += ", " + Counted(counts.findings, "finding", "findings");
  if (counts.refused > 0) text += ", " + Counted(counts.refused, "line", "lines") + " refused";
  return text + ".";
}

void AppendReport::Done(const CaseLine& line,
                        const absl::StatusOr<v1::AppendEntriesResponse>& reply) {
  const std::lock_guard<std::mutex> lock(mutex_);
  ++counts_.lines;
  if (reply.ok()) {
    Count(*reply);
    if (output_.json) output_.out << JsonLine(line, *reply).dump() << "\n";
  } else {
    ++counts_.refused;
    WriteRefusal(line, reply.status());
  }
  WriteProgress();
}

void AppendReport::Count(const v1::AppendEntriesResponse& response) {
  for (const v1::RecordReceipts& record : response.records()) {
    counts_.findings += static_cast<size_t>(record.findings_size());
    for (const v1::Receipt& receipt : record.receipts()) {
      const bool known = receipt.already_recorded() || response.repeated_request();
      ++(known ? counts_.already_recorded : counts_.recorded);
    }
  }
}

void AppendReport::WriteRefusal(const CaseLine& line, const absl::Status& refusal) {
  if (output_.json) {
    json object = {{"file", line.file}, {"line", line.line}};
    object["refused"] = json::parse(JsonOfRefusal(refusal));
    output_.out << object.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
    return;
  }
  if (output_.terminal) output_.err << kEraseLine;
  output_.err << WithinLine(DescribeRefusal(refusal, Plain(line.Place()) + ": "));
}

void AppendReport::WriteProgress() {
  if (output_.terminal) {
    output_.err << kEraseLine << ProgressBar(counts_, total_) << std::flush;
    return;
  }
  const size_t step = total_ / kProgressLines;
  if (total_ >= kProgressFromLines && counts_.lines % step == 0 && counts_.lines < total_) {
    output_.err << absl::StrFormat("%d of %d lines\n", counts_.lines, total_);
  }
}

void AppendReport::Finish() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (output_.terminal) output_.err << kEraseLine;
  if (!output_.json) {
    output_.out << SummaryOf(counts_) << "\n";
    return;
  }
  const json summary = {{"lines", counts_.lines},
                        {"refused", counts_.refused},
                        {"recorded", counts_.recorded},
                        {"already_recorded", counts_.already_recorded},
                        {"findings", counts_.findings}};
  output_.out << json{{"summary", summary}}.dump() << "\n";
}

bool AppendReport::any_refused() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return counts_.refused > 0;
}

}  // namespace cairn::cli
