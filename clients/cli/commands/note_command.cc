#include "clients/cli/commands/entry_commands.h"
#include "clients/cli/commands/quick_entry.h"
#include "clients/cli/print/text_layout.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

absl::StatusOr<v1::Entry> EntryOf(const NoteOptions& options, const v1::Date& today) {
  CLIENT_ASSIGN_OR_RETURN(v1::Entry entry, EntryOn(options.on, today));
  if (options.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return absl::InvalidArgumentError("the note is empty");
  }
  entry.mutable_observation_recorded()->add_text(options.text);
  return entry;
}

}  // namespace

ExitCode RunNote(client::Client& client, const NoteOptions& options, const v1::Date& today,
                 const Asking& asking, const Output& output) {
  const absl::StatusOr<v1::Entry> entry = EntryOf(options, today);
  if (!entry.ok()) return output.Misused(entry.status());
  const absl::StatusOr<v1::ChildRef> child = FindChild(client, options.child, asking);
  if (!child.ok()) return output.Failed(child.status());
  return Record(client, *child, *entry, Plain(options.text),
                options.again ? Repeats::kRecord : Repeats::kLeaveAlone, output);
}

}  // namespace cairn::cli
