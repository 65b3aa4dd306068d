// A server that has nothing but a feed and says what the test wrote down, call by call.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <grpcpp/grpcpp.h>

#include "cairn/v1/feed_service.grpc.pb.h"

namespace cairn {

class ScriptedFeed final : public v1::FeedService::Service {
 public:
  struct Call {
    std::vector<v1::SubscribeResponse> says;
    grpc::Status ends = grpc::Status::OK;
  };

  // Answers the first call as the first one says, and so on; further ones with NOT_FOUND.
  explicit ScriptedFeed(std::vector<Call> calls) : calls_(std::move(calls)) {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
    target_ = "127.0.0.1:" + std::to_string(port);
  }
  ~ScriptedFeed() override { server_->Shutdown(); }

  const std::string& target() const { return target_; }
  // What the calls began with.
  std::vector<v1::SubscribeStart> starts() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return starts_;
  }

  grpc::Status Subscribe(
      grpc::ServerContext*,
      grpc::ServerReaderWriter<v1::SubscribeResponse, v1::SubscribeRequest>* stream) override {
    v1::SubscribeRequest request;
    if (!stream->Read(&request)) return grpc::Status::OK;
    Call call{.ends = {grpc::StatusCode::NOT_FOUND, "there is no more"}};
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (starts_.size() < calls_.size()) call = calls_[starts_.size()];
      starts_.push_back(request.start());
    }
    for (const v1::SubscribeResponse& response : call.says) stream->Write(response);
    return call.ends;
  }

 private:
  const std::vector<Call> calls_;
  std::string target_;
  mutable std::mutex mutex_;
  std::vector<v1::SubscribeStart> starts_;
  std::unique_ptr<grpc::Server> server_;
};

inline v1::Position PositionAt(uint64_t value) {
  v1::Position position;
  position.set_generation(1);
  position.set_value(value);
  return position;
}

inline v1::SubscribeResponse EventAt(uint64_t position) {
  v1::SubscribeResponse response;
  v1::Event& event = *response.mutable_events()->add_events();
  *event.mutable_position() = PositionAt(position);
  event.set_record_id(std::string(16, 'r'));
  event.set_kind_name("ConcernRaised");
  event.set_summary("Something was said");
  return response;
}

inline v1::SubscribeResponse CheckpointAt(uint64_t position) {
  v1::SubscribeResponse response;
  *response.mutable_checkpoint()->mutable_position() = PositionAt(position);
  return response;
}

inline v1::SubscribeResponse CaughtUpAt(uint64_t position) {
  v1::SubscribeResponse response;
  *response.mutable_caught_up()->mutable_position() = PositionAt(position);
  return response;
}

inline v1::SubscribeResponse AccessChangedAt(uint64_t position, bool visible) {
  v1::SubscribeResponse response;
  v1::FeedAccessChanged& change = *response.mutable_access_changed();
  change.set_record_id(std::string(16, 'r'));
  change.set_visible(visible);
  *change.mutable_position() = PositionAt(position);
  return response;
}

}  // namespace cairn
