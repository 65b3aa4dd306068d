#include "services/rules/shape/required_fields.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include "cairn/v1/options.pb.h"

#include "projections/codes/sen_codes.h"

namespace cairn::rules {
namespace {

template <typename Row>
bool IsRetiredRow(const Row* row) {
  return row != nullptr && row->valid.IsRetired();
}

}  // namespace

bool IsRequired(const google::protobuf::FieldDescriptor& field) {
  return field.options().GetExtension(v1::needed);
}

bool IsRetired(const google::protobuf::EnumDescriptor& type, int number) {
  if (&type == v1::SenProvision_descriptor()) {
    return IsRetiredRow(codes::FindSenProvision(static_cast<v1::SenProvision>(number)));
  }
  return &type == v1::SenType_descriptor() &&
         IsRetiredRow(codes::FindSenType(static_cast<v1::SenType>(number)));
}

}  // namespace cairn::rules
