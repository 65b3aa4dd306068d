#include "services/api/feed_stream.h"

#include <optional>
#include <utility>

#include "eventstore/base/errors.h"
#include "services/administration/background_task.h"

namespace cairn {
namespace {

absl::Status WrongMessage(const char* field, const char* sentence) {
  return InvalidRequest({ShapeFault(field, "OUT_OF_ORDER", sentence)});
}

}  // namespace

FeedStream::FeedStream(FeedPumps& pumps, Begin begin, End end)
    : pumps_(pumps), begin_(std::move(begin)), end_(std::move(end)) {}

FeedStream* FeedStream::Open(FeedPumps& pumps, Begin begin, End end) {
  const std::shared_ptr<FeedStream> stream(new FeedStream(pumps, std::move(begin), std::move(end)));
  if (!pumps.Join(stream)) return nullptr;
  stream->self_ = stream;
  stream->StartRead(&stream->incoming_);
  return stream.get();
}

void FeedStream::OnReadDone(bool ok) {
  const absl::Status taken = ok ? Take(incoming_) : absl::OkStatus();
  if (!ok || !taken.ok()) return EndWith(taken);
  pumps_.Wake(this);
  // After an end too: gRPC answers that the call is over.
  StartRead(&incoming_);
}

absl::Status FeedStream::Take(const v1::SubscribeRequest& request) {
  if (request.has_start()) return Start(request.start());
  MutexLock lock(mutex_);
  if (!request.has_credit() || !begun_) {
    return WrongMessage("message", "A subscription begins with `start`, and then there is credit.");
  }
  new_credit_ += request.credit().events();
  return absl::OkStatus();
}

absl::Status FeedStream::Start(const v1::SubscribeStart& start) {
  if (subscription_) return WrongMessage("start", "A subscription is started once.");
  absl::StatusOr<std::unique_ptr<Subscription>> subscription = begin_(start);
  if (!subscription.ok()) return subscription.status();
  subscription_ = *std::move(subscription);
  MutexLock lock(mutex_);
  begun_ = true;
  return absl::OkStatus();
}

Pace FeedStream::Pump() {
  bool goes_on = false;
  uint64_t credit = 0;
  {
    MutexLock lock(mutex_);
    if (!begun_) return Pace::kNearHead;
    goes_on = !writing_ && !ended_;
    if (goes_on) credit = std::exchange(new_credit_, 0);
  }
  if (goes_on) GoOn(credit);
  return subscription_->is_near_head() ? Pace::kNearHead : Pace::kFarBehind;
}

void FeedStream::GoOn(uint64_t credit) {
  if (const absl::Status added = subscription_->AddCredit(credit); !added.ok()) {
    return EndWith(added);
  }
  absl::StatusOr<std::optional<v1::SubscribeResponse>> next = subscription_->Next();
  if (!next.ok()) return EndWith(next.status());
  if (!*next) {
    // Behind whoever asked meanwhile.
    if (subscription_->has_more()) pumps_.Wake(this);
    return;
  }
  {
    MutexLock lock(mutex_);
    if (ended_) return;
    outgoing_ = **std::move(next);
    writing_ = true;
  }
  StartWrite(&outgoing_);
}

void FeedStream::OnWriteDone(bool ok) {
  bool ended = false;
  absl::Status ending;
  {
    MutexLock lock(mutex_);
    writing_ = false;
    ended = ended_;
    ending = ending_;
  }
  if (ended) return Finish(end_(ending));
  if (!ok) return EndWith(absl::OkStatus());  // nobody is there to be told why
  pumps_.Wake(this);
}

void FeedStream::EndWith(const absl::Status& status) {
  {
    MutexLock lock(mutex_);
    if (std::exchange(ended_, true)) return;
    ending_ = status;
    if (writing_) return;
  }
  Finish(end_(status));
}

void FeedStream::OnCancel() { EndWith(absl::OkStatus()); }

void FeedStream::Stop() { EndWith(Stopping()); }

void FeedStream::OnDone() {
  pumps_.Leave(this);
  const std::shared_ptr<FeedStream> last = std::move(self_);
}

}  // namespace cairn
