#include "services/api/bulk_stream.h"

#include <string_view>
#include <thread>
#include <utility>

namespace cairn {
namespace {

// What must stay in order: the first record of the request, or the request alone when it begins
// one.
std::string_view LaneKey(const v1::AppendEntriesRequest& request) {
  const bool named = request.records_size() > 0 && !request.records(0).record_id().empty();
  return named ? std::string_view(request.records(0).record_id())
               : std::string_view(request.request_id());
}

}  // namespace

BulkStream::Slot& BulkStream::NextSlot(v1::StreamEntriesRequest request) {
  MutexLock lock(mutex_);
  while (slots_.size() >= kInFlightMax) changed_.Wait(mutex_);
  return slots_.emplace_back(Slot{.request = std::move(request)});
}

void BulkStream::Finish(Slot& slot, v1::StreamEntriesResponse response) {
  MutexLock lock(mutex_);
  slot.response = std::move(response);
  slot.done = true;
  changed_.NotifyAll();
}

void BulkStream::WriteAll() {
  bool client_there = true;
  for (;;) {
    v1::StreamEntriesResponse response;
    {
      MutexLock lock(mutex_);
      while (slots_.empty() ? !read_all_ : !slots_.front().done) changed_.Wait(mutex_);
      if (slots_.empty()) return;
      response = std::move(slots_.front().response);
      slots_.pop_front();
      changed_.NotifyAll();
    }
    // When the client has gone, what is in the lanes still ends; its receipts can be asked for.
    client_there = client_there && stream_.Write(response);
  }
}

void BulkStream::Serve() {
  std::thread writer([this] { WriteAll(); });
  v1::StreamEntriesRequest request;
  while (stream_.Read(&request)) {
    Slot& slot = NextSlot(std::move(request));
    lanes_.Run(LaneKey(slot.request.append()),
               [this, &slot] { Finish(slot, handler_(slot.request.append())); });
    request.Clear();
  }
  {
    MutexLock lock(mutex_);
    read_all_ = true;
    changed_.NotifyAll();
  }
  writer.join();
}

}  // namespace cairn
