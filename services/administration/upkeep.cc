#include "services/administration/upkeep.h"

#include <algorithm>
#include <utility>

#include "eventstore/backup/backup.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/log.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/key_rotation.h"
#include "eventstore/scrub/last_scrub.h"
#include "eventstore/scrub/scrub.h"
#include "projections/record/position_and_time.h"

namespace cairn {
namespace {

absl::Status NoBackupFolder() {
  return Refusal(v1::ERROR_REASON_NO_BACKUP_FOLDER,
                 "This server has no folder for backups. Whoever runs it names one with --backup.");
}

// The lower of two rates, of which 0 is none.
uint64_t RateOf(uint64_t asked, uint64_t limit) {
  if (asked == 0 || limit == 0) return std::max(asked, limit);
  return std::min(asked, limit);
}

// What was ended early was ended by us.
absl::Status Explained(const absl::Status& status) {
  return absl::IsCancelled(status) ? Stopping() : status;
}

v1::BackupReport ToProto(const BackupReport& report) {
  v1::BackupReport proto;
  proto.set_backup_number(report.mark.id);
  *proto.mutable_position() = ToPosition(report.mark.generation, report.mark.size);
  proto.set_root(std::string(HashBytes(report.mark.root)));
  *proto.mutable_begun_time() = ToTimestamp(report.mark.made_at_us);
  proto.set_bytes_copied(report.bytes_copied);
  proto.set_bytes_total(report.bytes_total);
  proto.set_keys(report.keys);
  return proto;
}

v1::RotateKeysReport ToProto(const RotationReport& report, uint32_t generation) {
  v1::RotateKeysReport proto;
  proto.set_epoch(report.new_epoch);
  for (const Epoch epoch : report.destroyed) proto.add_destroyed_epochs(epoch);
  proto.set_keys(report.keys_wrapped);
  *proto.mutable_position() = ToPosition(generation, report.key_change.position);
  return proto;
}

v1::ScrubResponse ToProto(const ScrubProgress& progress) {
  v1::ScrubResponse response;
  v1::ScrubProgress& proto = *response.mutable_progress();
  proto.mutable_progress()->set_done(progress.bytes_done);
  proto.mutable_progress()->set_total(progress.bytes_total);
  proto.set_cursor(progress.cursor);
  proto.set_damaged(progress.damages);
  return response;
}

v1::ScrubResponse ToProto(const Damage& damage, uint32_t generation) {
  v1::ScrubResponse response;
  v1::ScrubDamage& proto = *response.mutable_damage();
  if (damage.space) proto.set_space(std::string(SpaceName(*damage.space)));
  proto.set_where(damage.where);
  proto.set_sentence(damage.sentence);
  if (damage.position != 0) *proto.mutable_position() = ToPosition(generation, damage.position);
  return response;
}

v1::ScrubReport ToProto(const LastScrub& last) {
  v1::ScrubReport proto;
  *proto.mutable_position() = ToPosition(last.generation, last.size);
  proto.set_events(last.events);
  proto.set_bytes(last.bytes);
  proto.set_damaged(last.damages);
  *proto.mutable_ended_time() = ToTimestamp(last.ended_at_us);
  return proto;
}

}  // namespace

Upkeep::Upkeep(EventLog& log, RocksDbStorage& storage, Vault& vault, Clock& clock,
               Settings settings)
    : log_(log), storage_(storage), vault_(vault), clock_(clock), settings_(std::move(settings)) {
  const std::optional<LastScrub> last = ReadLastScrub(settings_.last_scrub_file);
  if (!last) return;
  MutexLock lock(mutex_);
  last_scrub_ = ToProto(*last);
}

absl::StatusOr<v1::BackupReport> Upkeep::BackUpNow(uint64_t bytes_per_s,
                                                   const BackupTask::Desk& desk) {
  BackupOptions options;
  options.folder = settings_.backup_folder;
  options.bytes_per_s = RateOf(bytes_per_s, settings_.backup_bytes_per_s);
  options.origin = settings_.origin;
  options.now_us = clock_.NowMicros();
  options.progress = [&desk](const BackupProgress& progress) {
    desk.tell(progress.bytes_done, progress.bytes_total);
  };
  options.cancelled = desk.cancelled;
  const absl::StatusOr<BackupReport> report = BackUp(log_, storage_, vault_, options);
  if (!report.ok()) return Explained(report.status());
  return ToProto(*report);
}

absl::Status Upkeep::BeginBackup(const RequestId& id, uint64_t bytes_per_s) {
  if (!has_backup_folder()) return NoBackupFolder();
  return backup_.Begin(id, [this, bytes_per_s](const BackupTask::Desk& desk) {
    return BackUpNow(bytes_per_s, desk);
  });
}

absl::StatusOr<v1::RotateKeysReport> Upkeep::RotateNow(const RequestKey& request,
                                                       const RotationTask::Desk& desk) {
  RotationOptions options;
  options.request = request;
  options.prove_backup = [this] {
    return RenewKeys(log_, storage_, vault_, settings_.backup_folder).status();
  };
  options.progress = [&desk](const RotationProgress& progress) {
    desk.tell(progress.keys_wrapped, 0);
  };
  options.cancelled = desk.cancelled;
  const absl::StatusOr<RotationReport> report = RotateKeys(log_, vault_, options);
  if (!report.ok()) return Explained(report.status());
  return ToProto(*report, log_.Head().generation);
}

absl::Status Upkeep::BeginRotation(const RequestKey& request) {
  if (!has_backup_folder()) return NoBackupFolder();
  return rotation_.Begin(request.request, [this, request](const RotationTask::Desk& desk) {
    return RotateNow(request, desk);
  });
}

absl::StatusOr<std::optional<v1::ScrubReport>> Upkeep::ScrubNow(const v1::ScrubRequest& request,
                                                                const ScrubSink& sink) {
  const uint32_t generation = log_.Head().generation;
  bool open = true;
  ScrubOptions options;
  options.bytes_per_s = RateOf(request.bytes_per_second(), settings_.scrub_bytes_per_s);
  options.cursor = request.cursor();
  options.damages_max = 0;
  options.progress = [&](const ScrubProgress& progress) { open = open && sink(ToProto(progress)); };
  options.damaged = [&](const Damage& damage) { open = open && sink(ToProto(damage, generation)); };
  options.cancelled = [&] { return !open || stopping(); };
  const absl::StatusOr<ScrubReport> report = cairn::Scrub(log_, storage_, vault_, options);
  if (absl::IsInvalidArgument(report.status()) && !DetailOf(report.status())) {
    return InvalidRequest({ShapeFault("cursor", "NOT_A_CURSOR",
                                      "No scrub of this log has given this cursor. Begin anew.")});
  }
  if (!report.ok()) return report.status();
  if (!report->complete && open) return Stopping();
  if (!report->complete) return std::nullopt;

  const LastScrub last{.ended_at_us = clock_.NowMicros(),
                       .generation = generation,
                       .size = report->size,
                       .events = report->events,
                       .bytes = report->bytes,
                       .damages = report->damages_all};
  if (!settings_.last_scrub_file.empty()) {
    // A file that cannot be written costs a line of the status after the next start.
    const absl::Status kept = WriteLastScrub(settings_.last_scrub_file, last);
    if (!kept.ok()) LogError("the last scrub cannot be kept", {{"status", kept}});
  }
  return ToProto(last);
}

absl::Status Upkeep::Scrub(const v1::ScrubRequest& request, const ScrubSink& sink) {
  {
    MutexLock lock(mutex_);
    if (stopping_) return Stopping();
    if (scrubbing_) return AlreadyRunning();
    scrubbing_ = true;
  }
  const absl::StatusOr<std::optional<v1::ScrubReport>> report = ScrubNow(request, sink);
  {
    MutexLock lock(mutex_);
    scrubbing_ = false;
    if (report.ok() && *report) last_scrub_ = **report;
  }
  if (!report.ok() || !*report) return report.status();
  // Whoever has the report may begin the next scrub at once.
  v1::ScrubResponse response;
  *response.mutable_report() = **report;
  sink(response);
  return absl::OkStatus();
}

std::optional<v1::ScrubReport> Upkeep::last_scrub() const {
  MutexLock lock(mutex_);
  return last_scrub_;
}

bool Upkeep::stopping() const {
  MutexLock lock(mutex_);
  return stopping_;
}

void Upkeep::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  backup_.Stop();
  rotation_.Stop();
}

}  // namespace cairn
