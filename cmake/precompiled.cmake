# What costs most to parse: third-party headers, and in some the entries, once per preset. None of our own
# headers, and no messages of services: one of them inside would rebuild everything when it changes.
# Whoever uses one must reach through DEPS what is in it, and the event store uses none with messages:
# tests/tidy/layering_test.py proves both.
set(_std <algorithm> <functional> <map> <memory> <optional> <span> <string> <string_view> <utility>
  <vector> <absl/status/statusor.h> <absl/strings/str_format.h>)
set(_protobuf <google/protobuf/any.pb.h> <google/protobuf/arena.h> <google/protobuf/descriptor.pb.h>
  <google/protobuf/extension_set.h> <google/protobuf/generated_enum_reflection.h>
  <google/protobuf/generated_message_reflection.h> <google/protobuf/generated_message_util.h>
  <google/protobuf/io/coded_stream.h> <google/protobuf/map_entry.h>
  <google/protobuf/map_field_inl.h> <google/protobuf/message.h> <google/protobuf/repeated_field.h>
  <google/protobuf/timestamp.pb.h> <google/protobuf/unknown_field_set.h>)
# Tests have threads and files, which pure folders may not even see.
set(_test <atomic> <chrono> <condition_variable> <filesystem> <fstream> <mutex> <random> <set> <sstream>
  <thread> <unordered_map> <gmock/gmock.h> <gtest/gtest.h>)
set(_entries <cairn/v1/recorded.pb.h>)  # the messages of all entries are in it
set(_code_deps protobuf::libprotobuf absl::statusor absl::str_format)

cairn_pch(generated GENERATED DEPS protobuf::libprotobuf
  HEADERS <map> <memory> <string> <vector> ${_protobuf})
cairn_pch(code DEPS ${_code_deps} HEADERS ${_std} ${_protobuf})
cairn_pch(messages DEPS ${_code_deps} cairn::messages HEADERS ${_std} ${_protobuf} ${_entries})
cairn_pch(grpc DEPS ${_code_deps} gRPC::grpc++ HEADERS ${_std} ${_protobuf} <grpcpp/grpcpp.h>)
cairn_pch(test DEPS ${_code_deps} GTest::gmock HEADERS ${_std} ${_protobuf} ${_test})
cairn_pch(messages_test DEPS ${_code_deps} GTest::gmock cairn::messages
  HEADERS ${_std} ${_protobuf} ${_test} ${_entries})
cairn_pch(grpc_test DEPS ${_code_deps} gRPC::grpc++ GTest::gmock
  HEADERS ${_std} ${_protobuf} <grpcpp/grpcpp.h> ${_test})
