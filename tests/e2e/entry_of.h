// Entries of any kind for the whole server, as short as they can be said.
#pragma once

#include <string>

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "cairn/v1/entry.pb.h"

#include "tests/support/entries.h"

namespace cairn {

// What protobuf's text format says of it, and that it happened on that day of September 2024.
inline v1::Entry EntryOf(const std::string& fields, int day = 4) {
  v1::Entry entry;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(fields, &entry)) << fields;
  *entry.mutable_occurred() = OnDay(2024, 9, day);
  return entry;
}

}  // namespace cairn
