# What costs most to parse and never changes: third-party headers, once per preset.
set(_std <algorithm> <functional> <map> <memory> <optional> <span> <string> <string_view> <utility>
  <vector> <absl/status/statusor.h> <absl/strings/str_format.h>)
set(_protobuf <google/protobuf/arena.h> <google/protobuf/extension_set.h>
  <google/protobuf/generated_enum_reflection.h> <google/protobuf/generated_message_reflection.h>
  <google/protobuf/generated_message_util.h> <google/protobuf/io/coded_stream.h>
  <google/protobuf/message.h> <google/protobuf/repeated_field.h>
  <google/protobuf/unknown_field_set.h>)
cairn_pch(generated GENERATED DEPS protobuf::libprotobuf
  HEADERS <map> <memory> <string> <vector> ${_protobuf})
cairn_pch(code DEPS protobuf::libprotobuf absl::statusor absl::str_format
  HEADERS ${_std} ${_protobuf})
cairn_pch(grpc DEPS gRPC::grpc++ absl::statusor absl::str_format
  HEADERS ${_std} ${_protobuf} <grpcpp/grpcpp.h>)
cairn_pch(test DEPS protobuf::libprotobuf GTest::gmock absl::statusor absl::str_format
  HEADERS ${_std} ${_protobuf} <gmock/gmock.h> <gtest/gtest.h>)
cairn_pch(grpc_test DEPS gRPC::grpc++ GTest::gmock absl::statusor absl::str_format
  HEADERS ${_std} ${_protobuf} <grpcpp/grpcpp.h> <gmock/gmock.h> <gtest/gtest.h>)
