// Messages that RapidCheck makes up: any fields of the test schema that may be sealed, in any
// depth.
#pragma once

#include <google/protobuf/message.h>

#include "tests/support/test_schema.h"

namespace cairn {

// A message of `type` of the test schema; every time in it is one that can be sealed. Call it
// inside a property only.
TestMessage DrawMessage(std::string_view type);

}  // namespace cairn
