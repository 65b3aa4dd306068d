// Of what a proof hides nothing can be learned: not from the hashes, not from the salts that are
// shown, not from how many there are.
#include <map>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/verify/disclosure.h"
#include "eventstore/base/encoding.h"
#include "eventstore/keys/commitments.h"
#include "eventstore/keys/event_keys.h"
#include "eventstore/ledger/disclosure.h"
#include "eventstore/ledger/field_selection.h"
#include "eventstore/ledger/tlog_proof.h"
#include "eventstore/proof_builder.h"
#include "tests/support/test_log.h"
#include "tests/unit/clients/verify/export_pack.h"
#include "tests/verifiers/both_verifiers.h"

namespace cairn {
namespace {

using testing::HasSubstr;
using testing::Not;

// Everything in it that has few values, so that somebody could try them all.
constexpr std::string_view kGuessable =
    R"(entry { occurred { from { year: 2026 month: 6 day: 3 } precision: PRECISION_DAY }
               means: MEANS_IN_PERSON
               corrects { target { source_id: "A03" } reason: "It was nine words."
                          dispute_statement_attached: true
                          told_on { year: 2026 month: 5 day: 9 } }
               observation_recorded { text: "Read nine words of ten." lessons_observed: 0 } }
       actor { role: ROLE_SENCO })";

const std::vector<std::string> kHidden = {"1.1", "1.3", "1.11.6", "1.11.7", "1.140.3", "2.4"};

std::string HashText(const Hash& hash) { return std::string(HashBytes(hash)); }

class Redaction : public testing::Test {
 protected:
  // What a proof of `recorded` shows under `selection`.
  Disclosure Shown(std::string_view recorded, const FieldSelection& selection) {
    const RecordId record = RecordNo(++records_);
    const AppendRequest request{
        .request = RequestNo(records_),
        .records = {{.record = record, .expected = 0, .contents = {FieldsOf(recorded)}}}};
    EXPECT_TRUE(log_->AppendAndWait(request).ok());
    const StoredEvent event = log_->Read(record, 1, Direction::kForward, 1)->front();
    fields_ = *event.content;
    salt_key_ = std::string(log_->keys().OfEvent(event.leaf)->salt_key());
    const std::string note = "origin\n1\nAAAA\n\n\u2014 a AAAAAAA=\n";
    const ProofBuilder proofs(log_->ledger(), log_->keys());
    file_ = proofs.Build(event, log_->Head().position, note, selection).value();
    return Disclosure::Parse(TlogProof::Parse(file_)->extra).value();
  }

  TestLog log_;
  FieldList fields_;
  std::string salt_key_;
  std::string file_;
  uint64_t records_ = 0;
};

// Hashes of hidden fields and decoys.
std::set<Hash> HiddenIn(const Disclosure& disclosure) {
  std::set<Hash> hidden;
  for (const DisclosedField& field : disclosure.fields) {
    if (const auto* hash = std::get_if<Hash>(&field)) hidden.insert(*hash);
  }
  return hidden;
}

std::string Day(int64_t days_since_1970) {
  std::string value;
  AppendI64(value, days_since_1970 * 86'400'000'000);
  return value + std::string(2, '\0') + '\x02';
}

// Everything that a curious reader would try for the fields at these paths.
std::vector<Field> Guesses(const std::vector<std::string>& paths) {
  std::vector<Field> guesses;
  for (const std::string& path : paths) {
    for (const char value : {'\0', '\1'}) {
      guesses.push_back({path, FieldType::kBoolean, std::string(1, value)});
    }
    for (int64_t value = 0; value < 64; ++value) {
      std::string bytes;
      AppendI64(bytes, value);
      guesses.push_back({path, FieldType::kInteger, bytes});
      guesses.push_back({path, FieldType::kCode, bytes});
    }
    for (int64_t day = 19'000; day < 21'000; ++day) {  // 2022 to mid-2027
      guesses.push_back({path, FieldType::kTime, Day(day)});
    }
  }
  return guesses;
}

// Keys and salts that can be made from what the proof shows.
std::vector<Hash> SaltsToTry(const Disclosure& disclosure, const std::string& path) {
  std::vector<std::string> keys = {std::string(32, '\0'), HashText(disclosure.leaf.fields_root),
                                   HashText(disclosure.leaf.content_hash),
                                   HashText(disclosure.leaf.hash()),
                                   std::string(disclosure.leaf.event_id.bytes())};
  std::vector<Hash> salts = {Hash{}};
  for (const DisclosedField& field : disclosure.fields) {
    const auto* shown = std::get_if<ShownField>(&field);
    if (shown == nullptr) continue;
    keys.push_back(HashText(shown->salt));
    salts.push_back(shown->salt);
  }
  for (const std::string& key : keys) salts.push_back(FieldSalt(key, path));
  return salts;
}

TEST_F(Redaction, YieldsNothingToADictionaryWithoutTheKey) {
  const Disclosure disclosure = Shown(kGuessable, FieldSelection::Hiding(kHidden).value());
  const std::set<Hash> hidden = HiddenIn(disclosure);
  std::map<std::string, std::vector<Hash>> salts;
  for (const std::string& path : kHidden) salts[path] = SaltsToTry(disclosure, path);

  size_t with_key = 0;
  for (const Field& guess : Guesses(kHidden)) {
    for (const Hash& salt : salts[guess.path]) {
      ASSERT_FALSE(hidden.contains(FieldHash(salt, guess))) << guess.path;
    }
    with_key += hidden.contains(FieldHash(FieldSalt(salt_key_, guess.path), guess)) ? 1 : 0;
  }
  EXPECT_EQ(with_key, kHidden.size()) << "with the key the same dictionary finds every one";
}

TEST_F(Redaction, LeavesNoSaltAndNoValueOfAHiddenField) {
  const FieldSelection selection = FieldSelection::Hiding(kHidden).value();
  const Disclosure disclosure = Shown(kGuessable, selection);
  const std::string bytes = disclosure.Encode();

  EXPECT_THAT(bytes, Not(HasSubstr(salt_key_)));
  for (const Field& field : fields_) {
    const std::string salt = HashText(FieldSalt(salt_key_, field.path));
    const std::string hash = HashText(FieldHash(FieldSalt(salt_key_, field.path), field));
    const bool shown = selection.Shows(field.path);
    EXPECT_EQ(bytes.find(salt) != bytes.npos, shown) << field.path;
    EXPECT_EQ(bytes.find(hash) == bytes.npos, shown) << field.path;
  }
}

TEST_F(Redaction, ShowsTheNumberOfFieldsToAPowerOfTwoOnly) {
  const auto concern = [](int paragraphs) {
    std::string text = "entry { concern_raised {";
    for (int i = 0; i < paragraphs; ++i) text += " text: 'x'";
    return text + " } }";
  };

  const size_t nine = Shown(concern(7), FieldSelection::None()).Encode().size();
  const size_t sixteen = Shown(concern(14), FieldSelection::None()).Encode().size();
  const size_t seventeen = Shown(concern(15), FieldSelection::None()).Encode().size();

  EXPECT_EQ(nine, sixteen);
  EXPECT_LT(sixteen, seventeen);
  EXPECT_EQ(HiddenIn(Shown(concern(7), FieldSelection::None())).size(), 16u)
      << "decoys look like fields, and no two alike";
}

TEST_F(Redaction, GivesTheSameContentOtherHashesInEveryEvent) {
  const std::set<Hash> first = HiddenIn(Shown(kGuessable, FieldSelection::None()));
  const std::set<Hash> second = HiddenIn(Shown(kGuessable, FieldSelection::None()));

  for (const Hash& hash : first) EXPECT_FALSE(second.contains(hash));
}

TEST_F(Redaction, VerifiesWhateverIsHidden) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 100; ++round) {
    const uint64_t mask = random();
    const FieldList content = FieldsOf(kGuessable);
    std::vector<std::string> paths;
    for (size_t i = 0; i < content.size(); ++i) {
      if ((mask >> i & 1) != 0) paths.push_back(content[i].path);
    }
    const Disclosure disclosure = Shown(kGuessable, FieldSelection::Hiding(paths).value());

    const auto parsed = verify::Disclosure::Parse(disclosure.Encode());
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    EXPECT_TRUE(parsed->MatchesLeaf());
    EXPECT_TRUE(disclosure.MatchesLeaf());
  }
}

TEST_F(Redaction, OfAnExportIsGreenToBothVerifiers) {
  const FieldSelection selection =
      FieldSelection::Hiding(std::vector<std::string>{"1.120", "1.8", "2"}).value();
  const ExportPack pack = MakeExport({.shown = [&](uint64_t version, std::string_view path) {
    return version == kLastVersion || selection.Shows(path);
  }});
  BothVerifiers both;

  const auto [cpp, python] = both.Ask(pack.files, pack.vkey);

  EXPECT_EQ(cpp, python);
  EXPECT_EQ(cpp["verdict"], "GREEN");
  EXPECT_FALSE(cpp["events"][1].contains("kind"));
}

}  // namespace
}  // namespace cairn
