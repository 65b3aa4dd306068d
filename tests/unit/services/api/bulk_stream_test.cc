#include "services/api/bulk_stream.h"

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>

#include "cairn/v1/record_service.grpc.pb.h"

#include "eventstore/base/mutex.h"

namespace cairn {
namespace {

// Answers two requests at a time, the later one first, so that the earlier one finds the answer
// behind it ready. An answer has the request's id as the id of its record.
class PairwiseService final
    : public v1::RecordService::WithCallbackMethod_StreamEntries<v1::RecordService::Service> {
 public:
  grpc::ServerBidiReactor<v1::StreamEntriesRequest, v1::StreamEntriesResponse>* StreamEntries(
      grpc::CallbackServerContext*) override {
    const auto work = [this](const v1::AppendEntriesRequest& request,
                             v1::StreamEntriesResponse& response, BulkStream::Answer answer) {
      response.mutable_appended()->add_records()->set_record_id(request.request_id());
      TakePair(std::move(answer));
    };
    return new BulkStream(turns_, work, [] { return grpc::Status::OK; });
  }

 private:
  void TakePair(BulkStream::Answer answer) {
    BulkStream::Answer earlier;
    {
      MutexLock lock(mutex_);
      earlier = std::exchange(waiting_, nullptr);
      if (!earlier) waiting_ = std::move(answer);
    }
    if (!earlier) return;
    answer();
    earlier();
  }

  Turns turns_;
  Mutex mutex_;
  BulkStream::Answer waiting_ ABSL_GUARDED_BY(mutex_);
};

class BulkStreamTest : public ::testing::Test {
 protected:
  BulkStreamTest() {
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = v1::RecordService::NewStub(grpc::CreateChannel("127.0.0.1:" + std::to_string(port),
                                                           grpc::InsecureChannelCredentials()));
    context_.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  }
  ~BulkStreamTest() override { server_->Shutdown(); }

  PairwiseService service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::RecordService::Stub> stub_;
  grpc::ClientContext context_;
};

TEST_F(BulkStreamTest, SendsItsFirstAnswerAlthoughTheNextIsReady) {
  const auto stream = stub_->StreamEntries(&context_);
  for (const char* id : {"a", "b", "c", "d"}) {
    v1::StreamEntriesRequest request;
    request.mutable_append()->set_request_id(id);
    ASSERT_TRUE(stream->Write(request));
  }
  // Nothing more is sent until all answers are here.
  std::vector<std::string> answered;
  v1::StreamEntriesResponse response;
  while (answered.size() < 4 && stream->Read(&response)) {
    answered.push_back(response.appended().records(0).record_id());
  }
  EXPECT_THAT(answered, ::testing::ElementsAre("a", "b", "c", "d"));
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
}

}  // namespace
}  // namespace cairn
