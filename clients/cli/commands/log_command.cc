#include <filesystem>
#include <ostream>

#include <nlohmann/json.hpp>

#include "absl/strings/str_format.h"

#include "clients/cli/commands/admin_commands.h"
#include "clients/cli/commands/export_writer.h"
#include "clients/cli/names/moments.h"
#include "clients/cli/names/record_name.h"
#include "clients/cli/print/task_line.h"

namespace cairn::cli {
namespace {

std::string FileWords(uint64_t files) { return absl::StrFormat("%d files", files); }

std::string_view KindWord(v1::LeafKind kind) {
  switch (kind) {
    case v1::LEAF_KIND_EVENT:
      return "event";
    case v1::LEAF_KIND_ERASURE:
      return "erasure";
    case v1::LEAF_KIND_HEADS:
      return "heads";
    case v1::LEAF_KIND_KEY_CHANGE:
      return "key-change";
    case v1::LEAF_KIND_ACCESS:
      return "access";
    case v1::LEAF_KIND_SUCCESSION:
      return "succession";
    case v1::LEAF_KIND_UNSPECIFIED:
    case v1::LeafKind_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::LeafKind_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "unknown";
}

// Whole ids and hashes: the line is there to be searched and compared.
std::string LeafLine(const v1::LogLeaf& leaf) {
  return absl::StrFormat("%8d  %-17s  %-10s  %s  %5d  %s\n", leaf.position().value(),
                         FullTime(leaf.recorded_time()), KindWord(leaf.kind()),
                         HexOf(leaf.record_id()), leaf.version(), HexOf(leaf.leaf_hash()));
}

absl::StatusOr<v1::Position> After(client::Client& client, const LogTailOptions& options) {
  v1::Position after;
  after.set_value(options.after);
  after.set_generation(options.generation);
  if (options.generation != 0) return after;
  const auto status = client.GetStatus({});
  if (!status.ok()) return status.status();
  after.set_generation(status->generation());
  return after;
}

}  // namespace

ExitCode RunLogTail(client::Client& client, const LogTailOptions& options, const Output& output) {
  v1::TailLogRequest request;
  request.set_follow(!options.no_follow);
  if (options.after != 0) {
    const absl::StatusOr<v1::Position> after = After(client, options);
    if (!after.ok()) return output.Failed(after.status());
    *request.mutable_after() = *after;
  }
  const absl::Status ended = client.TailLog(request, [&](const v1::TailLogResponse& response) {
    for (const v1::LogLeaf& leaf : response.leaves()) {
      output.out << (output.json ? JsonOf(leaf) + "\n" : LeafLine(leaf));
    }
    output.out.flush();
    // Whoever reads it has gone: `cairn log tail | head`.
    return output.out ? absl::OkStatus() : absl::CancelledError("nobody reads this any more");
  });
  if (!output.out) return ExitCode::kOk;
  return ended.ok() ? ExitCode::kOk : output.Failed(ended);
}

ExitCode RunLogTiles(client::Client& client, const std::string& folder, const Output& output) {
  absl::StatusOr<ExportWriter> mirror = ExportWriter::Create(folder);
  if (!mirror.ok()) return output.Misused(mirror.status());
  TaskLine line(output, "Writing");
  absl::Status local;
  const absl::Status exported = client.ExportTiles([&](const v1::ExportTilesResponse& file) {
    v1::ExportRecordResponse part;
    part.set_path(file.path());
    part.set_content(file.content());
    part.set_end_of_file(true);
    local = mirror->Take(part);
    line.Show(FileWords(mirror->files()));
    return local;
  });
  line.Clear();
  if (!local.ok()) return output.Misused(local);
  if (!exported.ok()) return output.Failed(exported);
  if (const absl::Status complete = mirror->Complete(); !complete.ok()) {
    return output.Misused(complete);
  }
  if (output.json) {
    output.out << nlohmann::json{{"files", mirror->files()}}.dump() << "\n";
  } else {
    output.out << absl::StrFormat("%d files written to %s; any C2SP client can read them.\n",
                                  mirror->files(), folder);
  }
  return ExitCode::kOk;
}

}  // namespace cairn::cli
