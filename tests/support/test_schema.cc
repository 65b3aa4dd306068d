#include "tests/support/test_schema.h"

#include <map>
#include <span>
#include <string>

#include <google/protobuf/any.pb.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/text_format.h>

#include "eventstore/base/check.h"

namespace cairn {
namespace {

using google::protobuf::DescriptorProto;
using google::protobuf::EnumDescriptorProto;
using google::protobuf::FieldDescriptorProto;
using google::protobuf::FileDescriptorProto;

enum Label { kPlain, kOptional, kRepeated, kInOneof };

struct FieldSpec {
  const char* name;
  int number;
  Label label;
  const char* type;  // a scalar, or the name of a message or enum below
};

struct MessageSpec {
  const char* name;
  std::span<const FieldSpec> fields;
};

constexpr FieldSpec kDate[] = {{"year", 1, kOptional, "int32"},
                               {"month", 2, kOptional, "int32"},
                               {"day", 3, kOptional, "int32"}};
constexpr FieldSpec kOccurred[] = {
    {"from", 1, kPlain, "Date"},           {"to", 2, kPlain, "Date"},
    {"precision", 3, kPlain, "Precision"}, {"from_minute", 4, kOptional, "int32"},
    {"to_minute", 5, kOptional, "int32"},  {"utc_offset_minutes", 6, kOptional, "int32"}};
constexpr FieldSpec kSample[] = {{"text", 1, kOptional, "string"},
                                 {"long_number", 2, kOptional, "int64"},
                                 {"number", 3, kOptional, "int32"},
                                 {"count", 4, kOptional, "uint32"},
                                 {"difference", 5, kOptional, "sint32"},
                                 {"flag", 6, kOptional, "bool"},
                                 {"raw", 7, kOptional, "bytes"},
                                 {"colour", 8, kOptional, "Colour"},
                                 {"plain_colour", 9, kPlain, "Colour"},
                                 {"child", 10, kPlain, "Child"},
                                 {"paragraphs", 11, kRepeated, "string"},
                                 {"children", 12, kRepeated, "Child"},
                                 {"long_numbers", 13, kRepeated, "int64"},
                                 {"colours", 14, kRepeated, "Colour"},
                                 {"flags", 15, kRepeated, "bool"},
                                 {"raws", 16, kRepeated, "bytes"},
                                 {"on", 20, kPlain, "Date"},
                                 {"occurred", 21, kPlain, "Occurred"},
                                 {"dates", 22, kRepeated, "Date"},
                                 {"times", 23, kRepeated, "Occurred"},
                                 {"first", 100, kInOneof, "Child"},
                                 {"second", 101, kInOneof, "Empty"},
                                 {"third", 102, kInOneof, "int64"},
                                 {"fourth", 103, kInOneof, "Date"},
                                 {"fifth", 104, kInOneof, "Colour"}};
constexpr FieldSpec kChild[] = {{"name", 1, kOptional, "string"},
                                {"score", 2, kOptional, "sfixed64"},
                                {"marks", 3, kRepeated, "uint32"},
                                {"grandchildren", 4, kRepeated, "Grandchild"}};
constexpr FieldSpec kGrandchild[] = {{"paragraphs", 1, kRepeated, "string"},
                                     {"age", 2, kOptional, "fixed32"},
                                     {"born", 3, kPlain, "Date"}};
constexpr FieldSpec kTimes[] = {{"times", 1, kRepeated, "Occurred"}};
constexpr FieldSpec kForbidden[] = {{"f", 1, kPlain, "float"},
                                    {"d", 2, kPlain, "double"},
                                    {"u64", 3, kPlain, "uint64"},
                                    {"f64", 4, kPlain, "fixed64"},
                                    {"names", 5, kRepeated, "Forbidden.NamesEntry"},
                                    {"any", 6, kPlain, "google.protobuf.Any"},
                                    {"floats", 7, kRepeated, "float"}};
constexpr FieldSpec kDeep[] = {{"deeper", 1, kPlain, "Deep"}, {"text", 2, kOptional, "string"}};
constexpr FieldSpec kNewer[] = {{"from_the_future", 999, kOptional, "string"}};

constexpr MessageSpec kMessages[] = {
    {"Date", kDate},   {"Occurred", kOccurred},     {"Sample", kSample},
    {"Child", kChild}, {"Grandchild", kGrandchild}, {"Empty", {}},
    {"Times", kTimes}, {"Forbidden", kForbidden},   {"Deep", kDeep},
    {"Newer", kNewer},
};

void SetType(std::string_view type, FieldDescriptorProto& field) {
  static const auto* const scalars = new std::map<std::string_view, FieldDescriptorProto::Type>{
      {"bool", FieldDescriptorProto::TYPE_BOOL},
      {"bytes", FieldDescriptorProto::TYPE_BYTES},
      {"double", FieldDescriptorProto::TYPE_DOUBLE},
      {"fixed32", FieldDescriptorProto::TYPE_FIXED32},
      {"fixed64", FieldDescriptorProto::TYPE_FIXED64},
      {"float", FieldDescriptorProto::TYPE_FLOAT},
      {"int32", FieldDescriptorProto::TYPE_INT32},
      {"int64", FieldDescriptorProto::TYPE_INT64},
      {"sfixed64", FieldDescriptorProto::TYPE_SFIXED64},
      {"sint32", FieldDescriptorProto::TYPE_SINT32},
      {"string", FieldDescriptorProto::TYPE_STRING},
      {"uint32", FieldDescriptorProto::TYPE_UINT32},
      {"uint64", FieldDescriptorProto::TYPE_UINT64},
  };
  const auto scalar = scalars->find(type);
  if (scalar == scalars->end()) {
    field.set_type_name(std::string(type));  // the pool finds out whether message or enum
  } else {
    field.set_type(scalar->second);
  }
}

// A proto3 `optional` is a oneof of one field that nobody sees.
void AddField(const FieldSpec& spec, DescriptorProto& message) {
  FieldDescriptorProto& field = *message.add_field();
  field.set_name(spec.name);
  field.set_number(spec.number);
  field.set_label(spec.label == kRepeated ? FieldDescriptorProto::LABEL_REPEATED
                                          : FieldDescriptorProto::LABEL_OPTIONAL);
  SetType(spec.type, field);
  if (spec.label == kInOneof) field.set_oneof_index(0);
  if (spec.label == kOptional) {
    field.set_proto3_optional(true);
    field.set_oneof_index(message.oneof_decl_size());
    message.add_oneof_decl()->set_name(std::string("_") + spec.name);
  }
}

void AddMessage(const MessageSpec& spec, FileDescriptorProto& file) {
  DescriptorProto& message = *file.add_message_type();
  message.set_name(spec.name);
  for (const FieldSpec& field : spec.fields) {
    if (field.label != kInOneof || message.oneof_decl_size() > 0) continue;
    message.add_oneof_decl()->set_name("kind");  // before all those of `optional`
  }
  for (const FieldSpec& field : spec.fields) AddField(field, message);
}

void AddEnum(const char* name, const std::map<std::string, int>& values,
             FileDescriptorProto& file) {
  EnumDescriptorProto& added = *file.add_enum_type();
  added.set_name(name);
  for (const auto& [value, number] : values) {
    added.add_value()->set_name(value);
    added.mutable_value(added.value_size() - 1)->set_number(number);
  }
}

// What `map<string, string> names` becomes.
void AddMapEntry(FileDescriptorProto& file) {
  for (DescriptorProto& message : *file.mutable_message_type()) {
    if (message.name() != "Forbidden") continue;
    DescriptorProto& entry = *message.add_nested_type();
    entry.set_name("NamesEntry");
    entry.mutable_options()->set_map_entry(true);
    AddField({"key", 1, kPlain, "string"}, entry);
    AddField({"value", 2, kPlain, "string"}, entry);
  }
}

const google::protobuf::FileDescriptor* BuildSchema() {
  FileDescriptorProto file;
  file.set_name("test_schema.proto");
  file.set_package("cairn.v1");
  file.set_syntax("proto3");
  file.add_dependency(google::protobuf::Any::descriptor()->file()->name());
  for (const MessageSpec& message : kMessages) AddMessage(message, file);
  AddMapEntry(file);
  // In the order of their names; the first has to be the zero.
  AddEnum("Precision",
          {{"PRECISION_0_UNSPECIFIED", 0},
           {"PRECISION_DAY", 3},
           {"PRECISION_MINUTE", 4},
           {"PRECISION_MONTH", 2},
           {"PRECISION_YEAR", 1}},
          file);
  AddEnum("Colour",
          {{"COLOUR_0_UNSPECIFIED", 0},
           {"COLOUR_BELOW_ZERO", -3},
           {"COLOUR_BLUE", 7},
           {"COLOUR_RED", 1}},
          file);
  FileDescriptorProto any;
  google::protobuf::Any::descriptor()->file()->CopyTo(&any);
  static google::protobuf::DescriptorPool pool;
  CAIRN_CHECK(pool.BuildFile(any) != nullptr);
  return pool.BuildFile(file);
}

}  // namespace

TestMessage NewTestMessage(std::string_view type) {
  static const google::protobuf::FileDescriptor* const schema = BuildSchema();
  static google::protobuf::DynamicMessageFactory factory;
  CAIRN_CHECK(schema != nullptr);
  const auto* descriptor = schema->FindMessageTypeByName(std::string(type));
  CAIRN_CHECK(descriptor != nullptr);
  return TestMessage(factory.GetPrototype(descriptor)->New());
}

TestMessage ParseTestMessage(std::string_view type, std::string_view text) {
  TestMessage message = NewTestMessage(type);
  CAIRN_CHECK(google::protobuf::TextFormat::ParseFromString(std::string(text), message.get()));
  return message;
}

}  // namespace cairn
