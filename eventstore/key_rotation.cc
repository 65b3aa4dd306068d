#include "eventstore/key_rotation.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/event_log.h"

namespace cairn {
namespace {

// Rows whose erasure is under way are looked at again; the log's thread writes it meanwhile.
constexpr int kPassesMax = 16;
// How long a full queue is given to make room before it is asked again.
constexpr int64_t kQueueWaitMs = 10;

class Rotation {
 public:
  Rotation(EventLog& log, Vault& vault, const RotationOptions& options)
      : log_(log), vault_(vault), options_(options) {}

  absl::StatusOr<RotationReport> Run() {
    CAIRN_ASSIGN_OR_RETURN(const bool changed, FindKeyChange());
    if (!changed) CAIRN_RETURN_IF_ERROR(ChangeKeys());
    Tell(RotationStage::kProving);
    if (options_.prove_backup) CAIRN_RETURN_IF_ERROR(options_.prove_backup());
    Tell(RotationStage::kDestroying);
    CAIRN_RETURN_IF_ERROR(DestroyOlderEpochs());
    return std::move(report_);
  }

 private:
  // Whether an earlier run of the same request came as far as the key change.
  absl::StatusOr<bool> FindKeyChange() {
    CAIRN_ASSIGN_OR_RETURN(const std::optional<RequestOutcome> done, log_.Find(options_.request));
    if (!done) return false;
    if (done->events.empty()) {
      return Refusal(v1::ERROR_REASON_REQUEST_FENCED,
                     "It was settled that this request was never written. Send it as a new one.");
    }
    report_.key_change = done->events.front();
    CAIRN_ASSIGN_OR_RETURN(const std::vector<StoredEvent> leaf,
                           log_.ReadAll(report_.key_change.position - 1, 1));
    const auto& control = leaf.front().control;
    const auto* body = control ? std::get_if<KeyChangeBody>(&*control) : nullptr;
    if (body == nullptr) {
      return Refusal(v1::ERROR_REASON_REQUEST_ID_REUSED,
                     "This request id was used before, to record something else. Use a new one.");
    }
    report_.old_epoch = body->old_epoch;
    report_.new_epoch = body->new_epoch;
    return true;
  }

  absl::Status ChangeKeys() {
    CAIRN_ASSIGN_OR_RETURN(report_.old_epoch, vault_.CurrentEpoch());
    CAIRN_ASSIGN_OR_RETURN(report_.new_epoch, vault_.CreateEpoch());
    CAIRN_RETURN_IF_ERROR(WrapAll());
    return AppendKeyChange();
  }

  // Done when a pass that began after all that was queued is written finds no row of another epoch:
  // what is written from then on is under the new one.
  absl::Status WrapAll() {
    for (int pass = 0; pass < kPassesMax; ++pass) {
      CAIRN_RETURN_IF_ERROR(Patiently([&] { return log_.WaitForQueued(); }));
      CAIRN_ASSIGN_OR_RETURN(const uint64_t found, WrapOnce());
      if (found == 0) return absl::OkStatus();
    }
    return absl::AbortedError("keys went on changing during the rotation; run it again");
  }

  // How many rows were under another epoch.
  absl::StatusOr<uint64_t> WrapOnce() {
    uint64_t found = 0;
    std::string from;
    do {
      if (options_.cancelled()) return absl::CancelledError("the rotation was cancelled");
      RewrappedKeys page;
      CAIRN_RETURN_IF_ERROR(Patiently([&]() -> absl::Status {
        CAIRN_ASSIGN_OR_RETURN(page, log_.RewrapKeys(from, options_.keys_per_batch));
        return absl::OkStatus();
      }));
      found += page.keys + page.going;
      report_.keys_wrapped += page.keys;
      from = std::move(page.next);
      Tell(RotationStage::kWrapping);
    } while (!from.empty());
    return found;
  }

  absl::Status AppendKeyChange() {
    AppendRequest append{.request = options_.request};
    append.records.push_back(
        {.control = KeyChangeBody{.old_epoch = report_.old_epoch, .new_epoch = report_.new_epoch}});
    absl::StatusOr<Appended> appended;
    for (int attempt = 0; attempt < limits::kAppendAttemptsMax; ++attempt) {
      CAIRN_ASSIGN_OR_RETURN(const RecordHead own, log_.HeadOf(RecordId()));
      append.records.front().expected = own.version;
      CAIRN_RETURN_IF_ERROR(Patiently([&] {
        appended = log_.AppendAndWait(append);
        const bool moved = ReasonOf(appended.status()) == v1::ERROR_REASON_VERSION_CONFLICT;
        return moved ? absl::OkStatus() : appended.status();
      }));
      if (appended.ok()) break;
    }
    CAIRN_RETURN_IF_ERROR(appended.status());
    report_.key_change = appended->events.front();
    return absl::OkStatus();
  }

  absl::Status DestroyOlderEpochs() {
    CAIRN_ASSIGN_OR_RETURN(const std::vector<EpochInfo> epochs, vault_.ListEpochs());
    for (const EpochInfo& info : epochs) {
      if (info.epoch >= report_.new_epoch || info.state == EpochState::kDestroyed) continue;
      CAIRN_RETURN_IF_ERROR(vault_.DestroyEpoch(info.epoch));
      report_.destroyed.push_back(info.epoch);
    }
    return absl::OkStatus();
  }

  // A full queue is no reason to give up what has been wrapped so far.
  absl::Status Patiently(const std::function<absl::Status()>& call) const {
    for (;;) {
      absl::Status status = call();
      if (ReasonOf(status) != v1::ERROR_REASON_QUEUE_FULL) return status;
      if (options_.cancelled()) return absl::CancelledError("the rotation was cancelled");
      log_.WaitFor(log_.Head().position + 1, kQueueWaitMs);
    }
  }

  void Tell(RotationStage stage) const {
    options_.progress({stage, report_.new_epoch, report_.keys_wrapped});
  }

  EventLog& log_;
  Vault& vault_;
  const RotationOptions& options_;
  RotationReport report_;
};

}  // namespace

absl::StatusOr<RotationReport> RotateKeys(EventLog& log, Vault& vault,
                                          const RotationOptions& options) {
  return Rotation(log, vault, options).Run();
}

}  // namespace cairn
