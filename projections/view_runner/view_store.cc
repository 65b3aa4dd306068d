#include "projections/view_runner/view_store.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "projections/view_runner/view_folder.h"

namespace cairn {
namespace {

// A view that is computed for the first time may take minutes, and whoever waits holds a thread.
constexpr int64_t kFirstRowsWaitMs = 2000;

absl::Status NotReached(std::string_view view, std::string_view why) {
  return Refusal(v1::ERROR_REASON_POSITION_NOT_REACHED,
                 absl::StrFormat("The view %s %s. Ask again shortly.", view, why));
}

uint32_t ReadersVersionOf(std::span<const View> views) {
  uint32_t version = 0;
  for (const View& view : views) version = std::max(version, view.readers_version);
  return version;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ViewStore>> ViewStore::Open(Storage& storage, const EventLog& log,
                                                           std::vector<View> views,
                                                           Random& random) {
  CAIRN_ASSIGN_OR_RETURN(RowSeal seal, RowSeal::Make(log.ledger_id(), log.keys(), random));
  std::map<std::string, Hash, std::less<>> versions;
  for (const View& view : views) {
    CAIRN_CHECK(versions.emplace(view.name, VersionOf(view)).second);  // names differ
  }
  const LogHead head = log.Head();
  const LogOfViews of{.ledger_id = log.ledger_id(),
                      .generation = head.generation,
                      .readers_version = ReadersVersionOf(views)};
  CAIRN_ASSIGN_OR_RETURN(ViewFolder folder,
                         OpenViewFolder(storage, of, head.position, views, versions));
  std::unique_ptr<ViewStore> store(
      new ViewStore(storage, std::move(views), std::move(versions), std::move(seal)));
  MutexLock lock(store->mutex_);
  for (const auto& [view, state] : folder.states) {
    store->changes_from_ = std::max(store->changes_from_, state.checkpoint);
  }
  store->states_ = std::move(folder.states);
  store->job_ = std::move(folder.job);
  return store;
}

const View* ViewStore::Find(std::string_view name) const {
  const auto found = std::ranges::find(views_, name, &View::name);
  return found == views_.end() ? nullptr : &*found;
}

absl::Status ViewStore::CheckServed(std::string_view view) const {
  CAIRN_RETURN_IF_ERROR(failure_);
  const auto found = states_.find(view);
  CAIRN_CHECK(found != states_.end());  // views are named by the program
  const ViewState& state = found->second;
  if (!state.stopped()) return absl::OkStatus();
  return Refusal(
      v1::ERROR_REASON_VIEW_STOPPED,
      absl::StrFormat("The view %s cannot be computed for the event at position %d. "
                      "Whoever runs the server finds why in its status.",
                      view, state.stopped_at),
      {{"view", std::string(view)}, {"position", absl::StrFormat("%d", state.stopped_at)}});
}

absl::StatusOr<ViewStore::Reading> ViewStore::Read(std::span<const std::string_view> views) const {
  CAIRN_CHECK(!views.empty());
  Reading reading(*this);
  MutexLock lock(mutex_);
  for (const std::string_view view : views) {
    CAIRN_RETURN_IF_ERROR(CheckServed(view));
    const ViewState& state = states_.find(view)->second;
    if (state.generation == 0) return NotReached(view, "is being computed for the first time");
    const bool is_first = reading.served_.empty();
    if (!is_first && state.checkpoint != reading.mark_.position) {
      return NotReached(view, "has not caught up with the others yet");
    }
    reading.mark_ = {state.checkpoint, epoch_};
    reading.served_.push_back({Find(view)->name, state.generation});
  }
  return reading;
}

absl::StatusOr<bool> ViewStore::HaveReached(std::span<const std::string_view> views,
                                            Position position) const {
  bool reached = true;
  for (const std::string_view view : views) {
    CAIRN_RETURN_IF_ERROR(CheckServed(view));
    const ViewState& state = states_.find(view)->second;
    reached = reached && state.generation != 0 && state.checkpoint >= position;
  }
  return reached;
}

bool ViewStore::HaveRows(std::span<const std::string_view> views) const {
  for (const std::string_view view : views) {
    if (states_.find(view)->second.generation == 0) return false;
  }
  return true;
}

absl::Status ViewStore::WaitFor(std::span<const std::string_view> views, Position position,
                                int64_t wait_ms) const {
  using std::chrono::milliseconds;
  using std::chrono::steady_clock;
  const auto begun = steady_clock::now();
  MutexLock lock(mutex_);
  for (;;) {
    CAIRN_ASSIGN_OR_RETURN(const bool reached, HaveReached(views, position));
    if (reached) return absl::OkStatus();
    const int64_t longest_ms = HaveRows(views) ? wait_ms : std::min(wait_ms, kFirstRowsWaitMs);
    const auto deadline = begun + milliseconds(std::max<int64_t>(longest_ms, 0));
    const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
    if (left <= milliseconds::zero()) break;
    changed_.WaitFor(mutex_, left);
  }
  return Refusal(v1::ERROR_REASON_POSITION_NOT_REACHED,
                 "The views have not come so far within the time allowed. Ask again.");
}

ViewStanding ViewStore::StandingOf(const View& view) const {
  const ViewState& state = states_.find(view.name)->second;
  const Hash& version = VersionOfView(view.name);
  ViewStanding standing{.name = std::string(view.name),
                        .generation = state.generation,
                        .position = state.checkpoint,
                        .records = state.records,
                        .stopped_at = state.stopped_at,
                        .stopped_because = state.stopped_because,
                        .version = version};
  const bool in_job = job_ && std::ranges::any_of(job_->parts, [&](const RebuildJob::Part& part) {
                        return part.view == view.name;
                      });
  if (state.stopped()) {
    standing.condition = ViewCondition::kStopped;
  } else if (in_job || state.generation == 0 || state.version != version) {
    standing.condition = ViewCondition::kRebuilding;
  }
  return standing;
}

std::vector<ViewStanding> ViewStore::Standings() const {
  MutexLock lock(mutex_);
  std::vector<ViewStanding> standings;
  for (const View& view : views_) standings.push_back(StandingOf(view));
  return standings;
}

std::optional<std::vector<RecordId>> ViewStore::ChangedSince(const ViewMark& mark) const {
  MutexLock lock(mutex_);
  if (mark.epoch != epoch_ || mark.position < changes_from_) return std::nullopt;
  absl::flat_hash_set<RecordId> changed;
  const auto newer = std::ranges::upper_bound(changes_, mark.position, {}, &ChangedAt::position);
  std::for_each(newer, changes_.end(), [&](const ChangedAt& change) {
    changed.insert(change.records.begin(), change.records.end());
  });
  return std::vector<RecordId>(changed.begin(), changed.end());
}

void ViewStore::NoteDamage(std::string_view view) const {
  MutexLock lock(mutex_);
  if (std::ranges::find(damaged_, view) == damaged_.end()) damaged_.emplace_back(view);
  damage_noted_.NotifyAll();
}

absl::Status ViewStore::Mended(std::string_view view, const absl::Status& status) const {
  if (ReasonOf(status) != v1::ERROR_REASON_DATA_DAMAGED) return status;
  NoteDamage(view);
  return NotReached(view, "is being computed anew, because stored rows are damaged");
}

absl::StatusOr<std::vector<std::optional<RecordRows>>> ViewStore::Opened(
    const SealedRows& sealed) const {
  const RowPlace place{sealed.view, sealed.generation};
  std::vector<std::optional<RecordRows>> rows(sealed.ids.size());
  for (size_t i = 0; i < sealed.ids.size(); ++i) {
    const std::optional<std::string>& row = sealed.rows[i];
    if (!row) continue;
    const absl::StatusOr<RowSeal::Opened> opened = seal_.Open(place, sealed.ids[i], *row);
    if (absl::IsNotFound(opened.status())) continue;  // removed: the runner is about to pass it
    absl::StatusOr<RecordRows> decoded =
        opened.ok() ? DecodeContent(opened->content) : opened.status();
    CAIRN_RETURN_IF_ERROR(Mended(sealed.view, decoded.status()));
    rows[i] = *std::move(decoded);
    rows[i]->version = opened->version;
  }
  return rows;
}

uint32_t ViewStore::Reading::GenerationOf(std::string_view view) const {
  const auto found = std::ranges::find(served_, view, &Served::view);
  CAIRN_CHECK(found != served_.end());  // it was not named to Read
  return found->generation;
}

absl::StatusOr<std::vector<RecordId>> ViewStore::Reading::Members(std::string_view view,
                                                                  std::string_view key) const {
  const RowPlace place{view, GenerationOf(view)};
  const std::string prefix = place.prefix() + store_->seal_.CodeOf(view, key);
  std::vector<RecordId> members;
  const absl::Status scanned = store_->storage_.Scan(
      Space::kViewKeys, PrefixRange(prefix), [&](std::string_view row, std::string_view /*value*/) {
        const auto record = RecordId::FromBytes(row.substr(std::min(prefix.size(), row.size())));
        if (record) members.push_back(*record);
        return true;
      });
  CAIRN_RETURN_IF_ERROR(store_->Mended(view, scanned));
  return members;
}

absl::StatusOr<std::vector<RecordId>> ViewStore::Reading::MembersAmong(
    std::string_view view, std::string_view key, std::span<const RecordId> ids) const {
  const RowPlace place{view, GenerationOf(view)};
  const std::string code = store_->seal_.CodeOf(view, key);
  std::vector<std::string> keys;
  keys.reserve(ids.size());
  for (const RecordId& id : ids) keys.push_back(CodeRowKeyOf(place, code, id));
  const auto found = store_->storage_.MultiGet(Space::kViewKeys, keys);
  CAIRN_RETURN_IF_ERROR(store_->Mended(view, found.status()));
  std::vector<RecordId> members;
  for (size_t i = 0; i < ids.size(); ++i) {
    if ((*found)[i]) members.push_back(ids[i]);
  }
  return members;
}

absl::StatusOr<SealedRows> ViewStore::Reading::Sealed(std::string_view view,
                                                      std::vector<RecordId> ids) const {
  const uint32_t generation = GenerationOf(view);
  std::vector<std::string> keys;
  keys.reserve(ids.size());
  for (const RecordId& id : ids) keys.push_back(RowKeyOf({view, generation}, id));
  auto stored = store_->storage_.MultiGet(Space::kViewRows, keys);
  CAIRN_RETURN_IF_ERROR(store_->Mended(view, stored.status()));
  // By the name that the store keeps: it outlives the reading.
  return SealedRows{.view = store_->Find(view)->name,
                    .generation = generation,
                    .ids = std::move(ids),
                    .rows = *std::move(stored)};
}

absl::StatusOr<std::vector<std::optional<RecordRows>>> ViewStore::Reading::Rows(
    std::string_view view, std::span<const RecordId> ids) const {
  CAIRN_ASSIGN_OR_RETURN(const SealedRows sealed, Sealed(view, {ids.begin(), ids.end()}));
  return store_->Opened(sealed);
}

}  // namespace cairn
