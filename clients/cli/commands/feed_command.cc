#include "clients/cli/commands/feed_command.h"

#include <ostream>
#include <utility>

#include <CLI/CLI.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

#include "clients/cli/names/record_name.h"
#include "clients/cli/print/print_events.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

absl::StatusOr<v1::Label> LabelFrom(const std::string& typed) {
  if (typed == "none") return v1::LABEL_UNSPECIFIED;
  const std::string name =
      "LABEL_" + absl::AsciiStrToUpper(absl::StrReplaceAll(typed, {{"-", "_"}}));
  v1::Label label = v1::LABEL_UNSPECIFIED;
  if (v1::Label_Parse(name, &label) && label != v1::LABEL_UNSPECIFIED) return label;
  return absl::InvalidArgumentError(absl::StrCat("there is no label ", typed));
}

absl::StatusOr<v1::FeedFilter> FilterFrom(client::Client& client,
                                          const FeedCommandOptions& options) {
  v1::FeedFilter filter;
  for (const std::string& setting : options.settings) {
    CLIENT_ASSIGN_OR_RETURN(*filter.add_setting_ids(), IdFromHex(setting));
  }
  for (const std::string& record : options.records) {
    CLIENT_ASSIGN_OR_RETURN(*filter.add_record_ids(), FindRecord(client, record));
  }
  for (const std::string& kind : options.kinds) filter.add_kind_names(kind);
  for (const std::string& typed : options.labels) {
    CLIENT_ASSIGN_OR_RETURN(const v1::Label label, LabelFrom(typed));
    filter.add_labels(label);
  }
  return filter;
}

absl::StatusOr<client::FeedOptions> FeedOf(client::Client& client,
                                           const FeedCommandOptions& options) {
  client::FeedOptions feed{.now = options.now};
  CLIENT_ASSIGN_OR_RETURN(feed.filter, FilterFrom(client, options));
  if (options.after == 0) return feed;
  v1::Position& after = feed.after.emplace();
  after.set_value(options.after);
  after.set_generation(options.generation);
  if (options.generation != 0) return feed;
  // Any call that tells the generation: this one concerns no child.
  CLIENT_ASSIGN_OR_RETURN(const v1::GetCheckpointResponse checkpoint, client.GetCheckpoint({}));
  after.set_generation(checkpoint.position().generation());
  return feed;
}

void PrintJson(const client::FeedBatch& batch, std::ostream& out) {
  v1::SubscribeResponse line;
  for (const v1::Event& event : batch.events) {
    line.mutable_events()->clear_events();
    *line.mutable_events()->add_events() = event;
    out << JsonOf(line) << "\n";
  }
  for (const v1::FeedAccessChanged& change : batch.access_changes) {
    *line.mutable_access_changed() = change;
    out << JsonOf(line) << "\n";
  }
  *line.mutable_checkpoint()->mutable_position() = batch.checkpoint;
  out << JsonOf(line) << "\n";
}

void PrintText(const client::FeedBatch& batch, std::ostream& out) {
  for (const v1::Event& event : batch.events) {
    out << "record " << HexOf(event.record_id()) << "\n" << PrintEvent(event);
  }
  for (const v1::FeedAccessChanged& change : batch.access_changes) {
    out << absl::StrFormat(
        "record %s\n%8d  %s\n", HexOf(change.record_id()), change.position().value(),
        change.visible() ? "what you may see of it has changed" : "you may not see it any more");
  }
}

}  // namespace

void DefineFeedFlags(CLI::App& command, FeedCommandOptions& options) {
  auto* after = command.add_option("--after", options.after, "begin above this position");
  command.add_option("--generation", options.generation,
                     "the generation that --after belongs to; default: the one now");
  command.add_flag("--now", options.now, "begin with what comes next")->excludes(after);
  command.add_flag("--no-follow", options.no_follow, "end at the end of the log");
  command.add_option("--setting", options.settings, "only records opened there: 32 hex digits");
  command.add_option("--record", options.records, "only its 32 hex digits, or source:SYSTEM/ID");
  command.add_option("--kind", options.kinds, "only this kind, e.g. PlanIssued");
  command.add_option("--label", options.labels,
                     "only this label, e.g. ordinary; none for entries without one");
  command.footer("Example: cairn feed --now --kind PlanIssued --json");
}

ExitCode RunFeed(client::Client& client, const FeedCommandOptions& options, const Output& output) {
  absl::StatusOr<client::FeedOptions> feed = FeedOf(client, options);
  if (!feed.ok()) return output.Failed(feed.status());
  bool at_end = false;
  const absl::Status ended =
      client.FollowFeed(*std::move(feed), [&](const client::FeedBatch& batch) {
        if (output.json) {
          PrintJson(batch, output.out);
        } else {
          PrintText(batch, output.out);
        }
        output.out.flush();
        // Whoever reads it has gone: `cairn feed | head`.
        at_end = !output.out || (options.no_follow && batch.caught_up);
        return at_end ? absl::CancelledError("that was all") : absl::OkStatus();
      });
  return at_end ? ExitCode::kOk : output.Failed(ended);
}

}  // namespace cairn::cli
