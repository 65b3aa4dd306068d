# What costs most to parse: third-party headers and the generated messages, once per preset. None of our
# own headers: one of them inside would rebuild everything when it changes.
# Whoever uses one must reach through DEPS what is in it, and the event store uses none with messages:
# tests/tidy/layering_test.py proves both.
set(_std <algorithm> <functional> <map> <memory> <optional> <span> <string> <string_view> <utility>
  <vector> <absl/status/statusor.h> <absl/strings/str_format.h>)
set(_protobuf <google/protobuf/arena.h> <google/protobuf/extension_set.h>
  <google/protobuf/generated_enum_reflection.h> <google/protobuf/generated_message_reflection.h>
  <google/protobuf/generated_message_util.h> <google/protobuf/io/coded_stream.h>
  <google/protobuf/message.h> <google/protobuf/repeated_field.h>
  <google/protobuf/unknown_field_set.h>)
# Tests have threads and files, which pure folders may not even see.
set(_test <atomic> <chrono> <condition_variable> <filesystem> <fstream> <mutex> <random> <set> <sstream>
  <thread> <unordered_map> <gmock/gmock.h> <gtest/gtest.h>)
set(_messages <cairn/v1/admin_service.pb.h> <cairn/v1/evidence_service.pb.h>
  <cairn/v1/record_service.pb.h> <cairn/v1/timeline_service.pb.h>)  # the others are in these
set(_code_deps protobuf::libprotobuf absl::statusor absl::str_format)

cairn_pch(generated GENERATED DEPS protobuf::libprotobuf
  HEADERS <map> <memory> <string> <vector> ${_protobuf})
cairn_pch(code DEPS ${_code_deps} HEADERS ${_std} ${_protobuf})
cairn_pch(messages DEPS ${_code_deps} cairn::messages HEADERS ${_std} ${_protobuf} ${_messages})
cairn_pch(grpc DEPS ${_code_deps} gRPC::grpc++ cairn::messages
  HEADERS ${_std} ${_protobuf} <grpcpp/grpcpp.h> ${_messages})
cairn_pch(test DEPS ${_code_deps} GTest::gmock HEADERS ${_std} ${_protobuf} ${_test})
cairn_pch(messages_test DEPS ${_code_deps} GTest::gmock cairn::messages
  HEADERS ${_std} ${_protobuf} ${_test} ${_messages})
cairn_pch(grpc_test DEPS ${_code_deps} gRPC::grpc++ GTest::gmock cairn::messages
  HEADERS ${_std} ${_protobuf} <grpcpp/grpcpp.h> ${_test} ${_messages})
