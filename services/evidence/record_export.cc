#include "services/evidence/record_export.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"

#include "google/protobuf/descriptor.pb.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "projections/audit_trail.h"
#include "projections/record/removal.h"
#include "services/access/visibility.h"
#include "services/evidence/export_texts.h"

namespace cairn {
namespace {

// Hands files on and remembers their sums. Once the sink has said no, nothing more is handed on.
class SummedFiles {
 public:
  explicit SummedFiles(const FileSink& sink) : sink_(sink) {}

  void Add(std::string_view path, std::string_view content) {
    sums_ += absl::StrFormat("%s  %s\n", ToHex(HashBytes(Sha256({content}))), path);
    open_ = open_ && sink_(path, content);
  }
  // Writes SHA256SUMS; kCancelled when the sink has stopped.
  absl::Status Finish() {
    open_ = open_ && sink_("SHA256SUMS", sums_);
    return open_ ? absl::OkStatus() : absl::CancelledError("the client has gone");
  }
  bool open() const { return open_; }

 private:
  const FileSink& sink_;
  std::string sums_;
  bool open_ = true;
};

void AddFile(const google::protobuf::FileDescriptor& file, std::set<std::string>& seen,
             google::protobuf::FileDescriptorSet& set) {
  if (!seen.insert(file.name()).second) return;
  for (int i = 0; i < file.dependency_count(); ++i) AddFile(*file.dependency(i), seen, set);
  file.CopyTo(set.add_file());
}

std::string Schema() {
  google::protobuf::FileDescriptorSet set;
  std::set<std::string> seen;
  AddFile(*v1::Recorded::descriptor()->file(), seen, set);
  return set.SerializeAsString();
}

v1::Entry ExportedEntry(const Record& record, std::string_view purpose, uint64_t tree_size,
                        const CivilDate& today, bool withheld) {
  v1::Entry entry;
  *entry.mutable_occurred()->mutable_from() = ToProto(today);
  entry.mutable_occurred()->set_precision(v1::PRECISION_DAY);
  v1::RecordExported& exported = *entry.mutable_record_exported();
  exported.set_to_version(static_cast<int64_t>(record.version()));
  exported.set_tree_size(static_cast<int64_t>(tree_size));
  if (!purpose.empty()) exported.set_purpose(std::string(purpose));
  exported.set_withheld(withheld);
  return entry;
}

VisibleEvents FilterFor(const AuthorisedCall& call, const Record& record) {
  return Filter(call.caller(), call.relation(), record.events);
}

}  // namespace

// An erased record takes no further event: its erasure is the last one, and says as much as an
// event of the export would.
absl::StatusOr<RecordPtr> RecordExport::WithOwnEvent(const AuthorisedCall& call,
                                                     const RecordId& record_id,
                                                     std::string_view purpose,
                                                     const RequestId& request, Version& last) {
  CAIRN_ASSIGN_OR_RETURN(const RecordPtr before, records_.Load(record_id));
  if (IsErased(*before)) {
    last = before->version();
    return before;
  }
  const bool simulated = absl::StartsWith(signer_.origin(), "demo.");
  const uint64_t size_before = log_.Head().position;
  const auto make = [&](const Record& record) {
    const int64_t now_us = simulated ? record.recorded_at_us() : clock_.NowMicros();
    return ExportedEntry(record, purpose, size_before, DayOfMicros(now_us),
                         FilterFor(call, record).withheld);
  };
  CAIRN_ASSIGN_OR_RETURN(const EventPtr own,
                         recorder_.AppendOwn(call.caller(), record_id, request, make));
  last = own->version;
  return records_.Load(record_id);
}

absl::Status RecordExport::Run(const AuthorisedCall& call, const RecordId& record_id,
                               std::string_view purpose, const RequestId& request,
                               const FileSink& sink) {
  Version last = 0;
  CAIRN_ASSIGN_OR_RETURN(const RecordPtr record,
                         WithOwnEvent(call, record_id, purpose, request, last));
  CAIRN_ASSIGN_OR_RETURN(const SignedCheckpoint checkpoint, signer_.Current());
  const std::vector<v1::EventState> states = StatesOf(record->events);
  const VisibleEvents visible = FilterFor(call, *record);
  std::set<Version> shown;
  for (const EventPtr& event : visible.events) shown.insert(event->version);

  SummedFiles files(sink);
  std::vector<v1::Event> list;
  for (Version from = 1; from <= last && files.open();) {
    const size_t limit = std::min<size_t>(limits::kPageSizeMax, last - from + 1);
    CAIRN_ASSIGN_OR_RETURN(const std::vector<StoredEvent> events,
                           log_.Read(record_id, from, Direction::kForward, limit));
    for (const StoredEvent& event : events) {
      const Version version = event.leaf.version;
      const bool show = shown.contains(version);
      CAIRN_ASSIGN_OR_RETURN(const std::string proof,
                             proofs_.Build(event, checkpoint.size, checkpoint.note,
                                           [show](std::string_view) { return show; }));
      files.Add(ProofPath(version), proof);
      list.push_back(EventOf(*record, record->events[version - 1],
                             show ? states[version - 1] : v1::EVENT_STATE_WITHHELD,
                             log_.Head().generation));
    }
    from += events.size();
  }
  const ExportFacts facts{.origin = signer_.origin(),
                          .verifier_key = signer_.verifier_key(),
                          .tree_size = checkpoint.size,
                          .versions = last,
                          .withheld = visible.withheld,
                          .simulated = absl::StartsWith(signer_.origin(), "demo."),
                          .erased = IsErased(*record)};
  files.Add("README.txt", ExportReadme(facts));
  files.Add("events.txt", ExportEventList(list));
  files.Add("checkpoint", checkpoint.note);
  files.Add("trust/policy.txt", ExportPolicy(facts));
  files.Add("schema.binpb", Schema());
  return files.Finish();
}

}  // namespace cairn
