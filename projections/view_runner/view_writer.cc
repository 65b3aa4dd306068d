#include "projections/view_runner/view_writer.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/log.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/mutation.h"
#include "projections/view_runner/view_folder.h"

namespace cairn {
namespace {

// Ids of changed records that are kept for ChangedSince: about 2 MB.
constexpr size_t kChangedRecordsMax = 100'000;

void DeleteCodes(const RowPlace& place, const RecordId& id, const std::vector<std::string>& codes,
                 Batch& batch) {
  for (const std::string& code : codes) {
    batch.Delete(Space::kViewKeys, CodeRowKeyOf(place, code, id));
  }
}

}  // namespace

absl::StatusOr<std::optional<std::string>> ViewWriter::StoredRow(const std::string& key) const {
  absl::StatusOr<std::optional<std::string>> row = store_.storage_.Get(Space::kViewRows, key);
  if (ReasonOf(row.status()) == v1::ERROR_REASON_DATA_DAMAGED) {
    Batch forget;
    forget.Delete(Space::kViewMeta, std::string(kLogRowKey));
    // If this fails too, the next start meets the damage.
    CommitRows(store_.storage_, forget).IgnoreError();
  }
  return row;
}

absl::Status ViewWriter::Put(const RowPlace& place, const RecordId& id, const MadeRecord& record,
                             const MadeRows& made, bool is_new, RowsBatch& out) const {
  if (made.none()) return is_new ? absl::OkStatus() : Remove(place, id, out);
  const std::string key = RowKeyOf(place, id);
  const std::string content = EncodeContent(made.rows);
  std::vector<std::string> codes;
  for (const std::string& text : made.keys) codes.push_back(store_.seal_.CodeOf(place.view, text));
  std::sort(codes.begin(), codes.end());

  std::optional<std::string> stored;
  if (!is_new) {
    CAIRN_ASSIGN_OR_RETURN(stored, StoredRow(key));
  }
  std::vector<std::string> old_codes;
  if (stored) {
    const absl::StatusOr<std::vector<std::string>> found = CodesOf(*stored);
    const absl::StatusOr<RowSeal::Opened> opened = store_.seal_.Open(place, id, *stored);
    if (found.ok()) old_codes = *found;
    if (opened.ok() && opened->content == content && old_codes == codes) return absl::OkStatus();
    if (!found.ok() || (!opened.ok() && !absl::IsNotFound(opened.status()))) {
      store_.NoteDamage(place.view);
    }
  }
  DeleteCodes(place, id, old_codes, out.batch);
  out.batch.Put(Space::kViewRows, key,
                store_.seal_.Seal(place, id, made.rows.version, codes, content, *record.key));
  for (const std::string& code : codes) {
    out.batch.Put(Space::kViewKeys, CodeRowKeyOf(place, code, id), "");
  }
  if (!stored) ++out.records;
  out.changed.push_back(id);
  return absl::OkStatus();
}

absl::Status ViewWriter::Remove(const RowPlace& place, const RecordId& id, RowsBatch& out) const {
  const std::string key = RowKeyOf(place, id);
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> stored, StoredRow(key));
  if (!stored) return absl::OkStatus();
  const absl::StatusOr<std::vector<std::string>> codes = CodesOf(*stored);
  if (codes.ok()) {
    DeleteCodes(place, id, *codes, out.batch);
  } else {
    store_.NoteDamage(place.view);
  }
  out.batch.Delete(Space::kViewRows, key);
  --out.records;
  out.changed.push_back(id);
  return absl::OkStatus();
}

std::vector<LiveView> ViewWriter::Live() const {
  MutexLock lock(store_.mutex_);
  std::vector<LiveView> live;
  for (const View& view : store_.views_) {
    const ViewState& state = store_.states_.find(view.name)->second;
    if (state.generation == 0 || state.stopped()) continue;
    live.push_back({&view, state.generation, state.checkpoint, state.records});
  }
  return live;
}

absl::Status ViewWriter::CheckDisk() const {
  CAIRN_ASSIGN_OR_RETURN(const uint64_t free_bytes, store_.storage_.FreeBytes());
  if (free_bytes >= disk_reserve_bytes_) return absl::OkStatus();
  return Refusal(v1::ERROR_REASON_DISK_NEARLY_FULL,
                 "The server's disk is nearly full, so lists over many children stay as they are. "
                 "Make room: they go on by themselves.");
}

absl::Status ViewWriter::Write(const Batch& batch) {
  const absl::Status written = CommitRows(store_.storage_, batch);
  if (!written.ok()) Fail(written);
  return written;
}

absl::Status ViewWriter::Follow(std::vector<Moved> moved, Position upper) {
  Batch rows;
  Batch checkpoints;
  std::map<std::string_view, ViewState> next;
  for (Moved& view : moved) {
    const std::string_view name = view.live.view->name;
    ViewState& state = next[name];
    {
      MutexLock lock(store_.mutex_);
      state = store_.states_.find(name)->second;
    }
    if (view.stop) {
      state.stopped_at = view.stop->at;
      state.stopped_because = view.stop->because;
      state.stopped_version = store_.VersionOfView(name);
      view.rows = {};
    } else {
      state.checkpoint = upper;
      state.records += static_cast<uint64_t>(view.rows.records);
      Append(view.rows.batch, rows);
    }
    checkpoints.Put(Space::kViewMeta, StateKeyOf(name), EncodeState(state));
  }
  WritingLock writing(store_.reading_lock_);
  if (kMutation == Mutation::kCheckpointBeforeRows) {
    CAIRN_RETURN_IF_ERROR(Write(checkpoints));
    CAIRN_RETURN_IF_ERROR(Write(rows));
  } else {
    Append(checkpoints, rows);
    CAIRN_RETURN_IF_ERROR(Write(rows));
  }
  MutexLock lock(store_.mutex_);
  for (auto& [name, state] : next) store_.states_.find(name)->second = std::move(state);
  NoteChanges(moved, upper);
  store_.changed_.NotifyAll();
  return absl::OkStatus();
}

void ViewWriter::NoteChanges(const std::vector<Moved>& moved, Position upper) {
  absl::flat_hash_set<RecordId> changed;
  for (const Moved& view : moved)
    changed.insert(view.rows.changed.begin(), view.rows.changed.end());
  if (changed.empty()) return;
  store_.changed_records_ += changed.size();
  store_.changes_.push_back({upper, {changed.begin(), changed.end()}});
  while (store_.changed_records_ > kChangedRecordsMax) {
    store_.changes_from_ = store_.changes_.front().position;
    store_.changed_records_ -= store_.changes_.front().records.size();
    store_.changes_.pop_front();
  }
}

void ViewWriter::Fail(const absl::Status& why) {
  MutexLock lock(store_.mutex_);
  if (!store_.failure_.ok()) return;
  LogError("views have failed", {{"status", why}});
  store_.failure_ =
      Refusal(v1::ERROR_REASON_NOT_SERVING,
              "The views over many children cannot be read now. The log goes on; a restart of the "
              "server computes them anew where it must.");
  store_.changed_.NotifyAll();
}

absl::Status ViewWriter::Failure() const {
  MutexLock lock(store_.mutex_);
  return store_.failure_;
}

}  // namespace cairn
