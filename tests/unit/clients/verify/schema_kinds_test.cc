// The schema that comes with an export is read by a few rules of the format, so that damage to it
// looks the same to every verifier.
#include "clients/verify/schema_kinds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/clients/verify/export_files.h"

namespace cairn::verify {
namespace {

using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

std::string Bytes(int field, const std::string& bytes) {
  return static_cast<char>(field << 3 | 2) + (static_cast<char>(bytes.size()) + bytes);
}
std::string Number(int field, int value) {
  return {static_cast<char>(field << 3), static_cast<char>(value)};
}
std::string Kind(int number, const std::string& type, int oneof = 0) {
  return Bytes(2, Number(3, number) + Bytes(6, type) + Number(9, oneof));
}
std::string Schema(const std::string& entry, const std::string& package = "cairn.v1") {
  return Bytes(1, Bytes(4, Bytes(1, "Entry") + entry) + Bytes(2, package));
}
const std::string kOneof = Bytes(8, Bytes(1, "kind"));

TEST(SchemaKinds, AreTheMembersOfTheOneofKind) {
  const auto kinds =
      ReadSchemaKinds(Schema(Bytes(8, Bytes(1, "by")) + Kind(5, ".a.Other", 0) +
                             Kind(7, ".cairn.v1.Seventh", 1) + Bytes(2, Number(3, 9)) + kOneof));

  ASSERT_TRUE(kinds.has_value());
  EXPECT_THAT(kinds->names, UnorderedElementsAre(Pair(7, "Seventh")));
  EXPECT_THAT(kinds->others, IsEmpty());
}

TEST(SchemaKinds, KeepTheFirstNameOfANumber) {
  const auto kinds = ReadSchemaKinds(Schema(kOneof + Kind(7, "First") + Kind(7, "Second")));

  ASSERT_TRUE(kinds.has_value());
  EXPECT_THAT(kinds->names, UnorderedElementsAre(Pair(7, "First")));
  EXPECT_THAT(kinds->others, UnorderedElementsAre(Pair(7, "Second")));
}

TEST(SchemaKinds, AreReadAsFarAsTheEntryAndNoFurther) {
  const std::string schema = Schema(kOneof + Kind(7, "Seventh"));

  EXPECT_TRUE(ReadSchemaKinds(Bytes(1, Bytes(2, "other")) + schema + Bytes(1, "\xff")).has_value());
  EXPECT_FALSE(ReadSchemaKinds(Bytes(1, "\xff") + schema).has_value());
  EXPECT_FALSE(ReadSchemaKinds(schema + "\xff").has_value()) << "the set itself is read whole";
}

TEST(SchemaKinds, AreNoneWhereNothingIsDescribed) {
  EXPECT_FALSE(ReadSchemaKinds("").has_value());
  EXPECT_FALSE(ReadSchemaKinds(Schema(kOneof, "cairn.v2")).has_value());
  EXPECT_FALSE(ReadSchemaKinds(Schema(kOneof).substr(0, 9)).has_value());
  EXPECT_FALSE(ReadSchemaKinds(Bytes(1, std::string("\x03"))).has_value()) << "a group";
  EXPECT_FALSE(ReadSchemaKinds(std::string("\x02\x00", 2)).has_value()) << "no field 0";
  EXPECT_FALSE(ReadSchemaKinds("\x08" + std::string(10, '\xff')).has_value()) << "11 bytes";
}

TEST(SchemaKinds, AreThoseOfTheContractInARealSchema) {
  ExportPack pack;
  AddCompanions(pack, "note");

  const auto kinds = ReadSchemaKinds(pack.files["schema.binpb"]);

  ASSERT_TRUE(kinds.has_value());
  EXPECT_EQ(kinds->names.at(263), "RecordExported");
  EXPECT_EQ(kinds->names.at(120), "ConcernRaised");
  EXPECT_FALSE(kinds->names.contains(11)) << "a correction is no kind";
}

}  // namespace
}  // namespace cairn::verify
