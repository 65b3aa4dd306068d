// Answers of a fake server, written down as text, and what it was asked.
#pragma once

#include <string>

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "tests/unit/clients/fake_server.h"

namespace cairn::cli {

template <typename Message>
Message Parsed(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

// Answers every request with `text` and keeps the last one.
template <typename Request, typename Response>
FakeServer::Answer<Request, Response> Saying(const std::string& text, Request& asked) {
  return [text, &asked](const Request& request, Response& response) {
    asked = request;
    response = Parsed<Response>(text);
    return grpc::Status::OK;
  };
}

}  // namespace cairn::cli
