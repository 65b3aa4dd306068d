#include "eventstore/ledger/disclosure.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/ledger/merkle.h"
#include "tests/support/status_matchers.h"

namespace cairn {
namespace {

using testing::SizeIs;

const auto kMalformedDisclosure = StatusIs(absl::StatusCode::kInvalidArgument);

std::string FieldBody(std::string_view path, uint8_t type, std::string_view value) {
  std::string body;
  AppendU16(body, static_cast<uint16_t>(path.size()));
  body += path;
  AppendU8(body, type);
  AppendU32(body, static_cast<uint32_t>(value.size()));
  body += value;
  return body;
}

ShownField Shown(std::string_view path, uint8_t type, std::string_view value) {
  return {.salt = HashLeaf(path), .body = FieldBody(path, type, value)};
}

// An event of these fields, filled up with hidden ones to eight.
Disclosure EventOf(std::vector<DisclosedField> fields) {
  std::vector<Hash> hashes;
  while (fields.size() < 8) fields.emplace_back(HashLeaf("decoy"));
  for (const DisclosedField& field : fields) {
    const auto* shown = std::get_if<ShownField>(&field);
    hashes.push_back(shown ? shown->hash() : std::get<Hash>(field));
  }
  return {.leaf = {.kind = LeafKind::kEvent, .version = 1, .fields_root = MerkleRoot(hashes)},
          .fields = std::move(fields)};
}

absl::StatusOr<Disclosure> ParseWith(ShownField field) {
  return Disclosure::Parse(EventOf({std::move(field)}).Encode());
}

Disclosure Erasure() {
  return {.leaf = {.kind = LeafKind::kErasure, .version = 2, .content_hash = Sha256({"body"})},
          .body = "body"};
}

TEST(ShownField, HashesItsSaltAndBodyAsALeaf) {
  const ShownField field = Shown("1.2", 1, "text");

  EXPECT_EQ(field.hash(),
            Sha256({std::string_view("\0CAIRNFD1", 9), HashBytes(field.salt), field.body}));
}

TEST(Disclosure, ParsesToWhatWasEncoded) {
  const Disclosure event =
      EventOf({Shown("1.1", 1, "text"), HashLeaf("hidden"), Shown("1.12.3/0.1", 8, "")});

  const auto parsed = Disclosure::Parse(event.Encode());

  ASSERT_THAT(parsed, IsOk());
  EXPECT_EQ(parsed->leaf, event.leaf);
  EXPECT_EQ(parsed->Encode(), event.Encode());
  EXPECT_TRUE(parsed->MatchesLeaf());
}

TEST(Disclosure, MatchesItsLeafWhetherAFieldIsShownOrHidden) {
  const ShownField field = Shown("1.1", 1, "text");
  Disclosure event = EventOf({field});
  event.fields[0] = field.hash();

  EXPECT_TRUE(event.MatchesLeaf());
}

TEST(Disclosure, DoesNotMatchWhenAShownFieldWasChanged) {
  Disclosure event = EventOf({Shown("1.1", 1, "text")});
  event.fields[0] = Shown("1.1", 1, "tent");

  EXPECT_FALSE(event.MatchesLeaf());
}

TEST(Disclosure, OfAnErasureCarriesItsClearBody) {
  const auto parsed = Disclosure::Parse(Erasure().Encode());

  ASSERT_THAT(parsed, IsOk());
  EXPECT_EQ(parsed->body, "body");
  EXPECT_TRUE(parsed->MatchesLeaf());
}

TEST(Disclosure, OfAnErasureDoesNotMatchAnotherBody) {
  Disclosure erasure = Erasure();
  erasure.body = "bodx";

  EXPECT_FALSE(erasure.MatchesLeaf());
}

TEST(Disclosure, OfAnEventWithoutContentIsTheLeafAlone) {
  Disclosure event = EventOf({Shown("1.1", 1, "text")});
  event.fields.clear();

  const auto parsed = Disclosure::Parse(event.Encode());

  ASSERT_THAT(parsed, IsOk());
  EXPECT_EQ(parsed->leaf, event.leaf);
  EXPECT_THAT(parsed->fields, SizeIs(0));
  EXPECT_TRUE(parsed->MatchesLeaf());
  EXPECT_THAT(Disclosure::Parse(event.Encode() + "x"), kMalformedDisclosure);
}

TEST(Disclosure, RefusesTrailingAndMissingBytes) {
  for (const Disclosure& whole : {EventOf({Shown("1.1", 1, "text")}), Erasure()}) {
    const std::string bytes = whole.Encode();
    EXPECT_THAT(Disclosure::Parse(bytes), IsOk());
    EXPECT_THAT(Disclosure::Parse(bytes + "x"), kMalformedDisclosure);
    EXPECT_THAT(Disclosure::Parse(bytes.substr(0, bytes.size() - 1)), kMalformedDisclosure);
  }
  EXPECT_THAT(Disclosure::Parse(""), kMalformedDisclosure);
}

TEST(Disclosure, RefusesAnotherMagicLengthOrLeaf) {
  const std::string event = EventOf({}).Encode();
  std::string other_magic = event;
  other_magic[7] = '2';
  std::string other_length = event;
  other_length[9]++;
  std::string other_leaf = event;
  other_leaf[10] = 'X';

  EXPECT_THAT(Disclosure::Parse(other_magic), kMalformedDisclosure);
  EXPECT_THAT(Disclosure::Parse(other_length), kMalformedDisclosure);
  EXPECT_THAT(Disclosure::Parse(other_leaf), kMalformedDisclosure);
}

TEST(Disclosure, RefusesAFieldCountThatIsNoPowerOfTwoFromEight) {
  Disclosure event = EventOf({});
  event.fields.resize(4, HashLeaf("decoy"));
  EXPECT_THAT(Disclosure::Parse(event.Encode()), kMalformedDisclosure);
  event.fields.resize(12, HashLeaf("decoy"));
  EXPECT_THAT(Disclosure::Parse(event.Encode()), kMalformedDisclosure);
  event.fields.resize(16, HashLeaf("decoy"));
  EXPECT_THAT(Disclosure::Parse(event.Encode()), IsOk());
}

TEST(Disclosure, TakesFourThousandAndNinetySixFieldsAndNoMore) {
  Disclosure event = EventOf({});
  event.fields.resize(4096, HashLeaf("decoy"));
  EXPECT_THAT(Disclosure::Parse(event.Encode())->fields, SizeIs(4096));
  event.fields.resize(8192, HashLeaf("decoy"));
  EXPECT_THAT(Disclosure::Parse(event.Encode()), kMalformedDisclosure);
}

TEST(Disclosure, RefusesAnErasureWithFields) {
  Disclosure erasure = Erasure();
  erasure.fields.resize(8, HashLeaf("decoy"));

  EXPECT_THAT(Disclosure::Parse(erasure.Encode()), kMalformedDisclosure);
}

TEST(Disclosure, RefusesAnUnknownMark) {
  std::string event = EventOf({}).Encode();
  event[8 + 2 + 160 + 2] = 2;

  EXPECT_THAT(Disclosure::Parse(event), kMalformedDisclosure);
}

TEST(Disclosure, RefusesShownPathsThatDoNotAscend) {
  EXPECT_THAT(Disclosure::Parse(EventOf({Shown("1.1/10", 1, ""), Shown("1.1/2", 1, "")}).Encode()),
              IsOk());
  EXPECT_THAT(Disclosure::Parse(EventOf({Shown("1.1/2", 1, ""), Shown("1.1/10", 1, "")}).Encode()),
              kMalformedDisclosure);
  EXPECT_THAT(Disclosure::Parse(EventOf({Shown("1.1", 1, ""), Shown("1.1", 1, "")}).Encode()),
              kMalformedDisclosure);
}

TEST(Disclosure, TakesPathsOfFieldNumbersAndIndexes) {
  for (const char* path : {"1", "12.3/0.1/17"}) {
    EXPECT_THAT(ParseWith(Shown(path, 1, "")), IsOk()) << path;
  }
}

TEST(Disclosure, RefusesEveryOtherPath) {
  for (const char* path : {"", "0", "01", "1.", ".1", "1/", "1/00", "1/0/0", "1..2", "actor"}) {
    EXPECT_THAT(ParseWith(Shown(path, 1, "")), kMalformedDisclosure) << path;
  }
}

TEST(Disclosure, RefusesAPathOverTwoHundredAndFiftyFiveBytes) {
  std::string path = "1";
  while (path.size() < 255) path += ".1";

  EXPECT_THAT(ParseWith(Shown(path, 1, "")), IsOk());
  EXPECT_THAT(ParseWith(Shown(path + ".1", 1, "")), kMalformedDisclosure);
}

// The type of a value as docs/ledger_format.md numbers it, and the bytes of one.
struct TypedValue {
  uint8_t type;
  std::string bytes;
};

TEST(Disclosure, TakesValuesOfTheLengthOfTheirType) {
  const TypedValue sound[] = {
      {1, "caf\u00E9"},
      {2, "12345678"},
      {3, "\x01"},
      {4, "12345678901"},
      {4, "1234567890112345678901"},
      {5, "\xFF"},
      {6, "12345678"},
      {8, ""},
  };
  for (const auto& [type, bytes] : sound) {
    EXPECT_THAT(ParseWith(Shown("1", type, bytes)), IsOk()) << int{type};
  }
}

TEST(Disclosure, RefusesValuesOfAnotherLengthOrType) {
  const TypedValue faulty[] = {
      {1, "\xFF"}, {2, "1234567"},    {3, "\x02"},
      {3, ""},     {4, "1234567890"}, {6, "123456789"},
      {8, "x"},    {0, ""},           {7, std::string(40, 'x')},
      {9, ""},
  };
  for (const auto& [type, bytes] : faulty) {
    EXPECT_THAT(ParseWith(Shown("1", type, bytes)), kMalformedDisclosure)
        << int{type} << ", " << bytes.size() << " bytes";
  }
}

}  // namespace
}  // namespace cairn
