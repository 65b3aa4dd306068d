#include <filesystem>
#include <fstream>
#include <ostream>
#include <system_error>

#include <nlohmann/json.hpp>

#include "absl/strings/str_format.h"

#include "clients/cli/commands/admin_commands.h"
#include "clients/cli/local_files.h"
#include "clients/cli/print/task_line.h"
#include "clients/cli/print/text_layout.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

namespace fs = std::filesystem;

// The file that keeps the place of a scrub. Nothing in it needs to be secret or durable: without it
// a scrub begins anew.
class Bookmark {
 public:
  explicit Bookmark(const std::string& path) : path_(path) {}

  absl::StatusOr<std::string> Read() const {
    std::error_code error;
    if (path_.empty() || !fs::exists(path_, error)) return std::string();
    return ReadFile(path_, Secrecy::kPublic);
  }

  // The file appears whole or not at all.
  absl::Status Write(const std::string& cursor) const {
    if (path_.empty()) return absl::OkStatus();
    const std::string partial = path_ + ".part";
    std::ofstream(partial, std::ios::binary) << cursor;
    std::error_code error;
    fs::rename(partial, path_, error);
    if (!error) return absl::OkStatus();
    return absl::InvalidArgumentError("cannot write " + path_ + ": " + error.message());
  }

  void Remove() const {
    std::error_code ignored;
    if (!path_.empty()) fs::remove(path_, ignored);
  }

 private:
  const std::string path_;
};

// What a scrub says while it runs.
class Telling {
 public:
  Telling(const Output& output, const Bookmark& bookmark)
      : output_(output), bookmark_(bookmark), line_(output, "Reading") {}

  absl::Status Take(const v1::ScrubResponse& response) {
    if (response.has_damage()) Tell(response.damage());
    if (!response.has_progress()) return absl::OkStatus();
    const v1::ScrubProgress& progress = response.progress();
    line_.Show(TaskWords(progress.progress().done(), progress.progress().total(), ByteWords) +
               absl::StrFormat(", %d damaged", progress.damaged()));
    return local_ = bookmark_.Write(progress.cursor());
  }

  ExitCode End(const absl::StatusOr<v1::ScrubReport>& report) {
    line_.Clear();
    if (!local_.ok()) return output_.Misused(local_);
    if (!report.ok()) return output_.Failed(report.status());
    bookmark_.Remove();
    if (output_.json) {
      output_.out << nlohmann::json{{"damages", damages_},
                                    {"report", nlohmann::json::parse(JsonOf(*report))}}
                         .dump()
                  << "\n";
    } else {
      output_.out << Sum(*report);
    }
    return report->damaged() == 0 ? ExitCode::kOk : ExitCode::kNotVerified;
  }

 private:
  void Tell(const v1::ScrubDamage& damage) {
    if (output_.json) {
      damages_.push_back(nlohmann::json::parse(JsonOf(damage)));
      return;
    }
    line_.Clear();
    output_.out << Hanging(
        "DAMAGED ", 8,
        Plain(damage.space() + " " + damage.where()) + ": " + Plain(damage.sentence()), kWidthMax);
  }

  static std::string Sum(const v1::ScrubReport& report) {
    const std::string what =
        absl::StrFormat("%d events to position %d, %s read again", report.events(),
                        report.position().value(), ByteWords(report.bytes()));
    if (report.damaged() == 0) return what + ": everything is as it was written.\n";
    return absl::StrFormat(
        "%s: %d damaged. Stop the server, keep the disk as it is, and restore a backup.\n", what,
        report.damaged());
  }

  const Output& output_;
  const Bookmark& bookmark_;
  TaskLine line_;
  absl::Status local_;  // what went wrong on this machine, and not at the server
  nlohmann::json damages_ = nlohmann::json::array();
};

}  // namespace

ExitCode RunScrub(client::Client& client, const ScrubOptions& options, const Output& output) {
  const Bookmark bookmark(options.resume);
  const absl::StatusOr<std::string> cursor = bookmark.Read();
  if (!cursor.ok()) return output.Misused(cursor.status());
  v1::ScrubRequest request;
  request.set_cursor(*cursor);
  request.set_bytes_per_second(options.mib_per_s << 20);
  Telling telling(output, bookmark);
  return telling.End(client.Scrub(
      request, [&](const v1::ScrubResponse& response) { return telling.Take(response); }));
}

}  // namespace cairn::cli
